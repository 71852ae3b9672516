/* What reading gains from script: settings, contents as a sheet, page numbers to type, the place kept, keys.
   The page is complete without it. Plain ES2017 for web views of 2019. */
(function () {
  'use strict';
  var doc = document, root = doc.documentElement, body = doc.body;
  var base = new URL('..', doc.currentScript.src).href, qr = doc.currentScript.getAttribute('data-qr');
  var served = location.protocol.indexOf('http') === 0;
  var side = doc.getElementById('contents');
  var bar = doc.querySelector('.bar');
  var whole = body.classList.contains('issue');
  var articles = all('article[id]'), pages = all('[role=doc-pagebreak]'), paragraphs = all('.text > *');
  var wide = matchMedia('(min-width: 75em)');

  function all(selector, from) { return Array.prototype.slice.call((from || doc).querySelectorAll(selector)); }

  /* make('button', {class: 'x', click: f}, 'words', child) */
  function make(name, attributes) {
    var element = doc.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (typeof value === 'function') element.addEventListener(key, value);
      else element.setAttribute(key, value);
    });
    for (var i = 2; i < arguments.length; i++) if (arguments[i]) element.append(arguments[i]);
    return element;
  }
  function button(words, act, name) { return make('button', {type: 'button', class: name || 'plain', click: act}, words); }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem('qikan:' + name, value);
      else localStorage.removeItem('qikan:' + name);
    } catch (refused) { /* not kept */ }
  }
  function kept(name) {
    try { return localStorage.getItem('qikan:' + name) || ''; } catch (refused) { return ''; }
  }

  /* A line at the foot of the window, gone by itself unless it asks something. */
  var toast;
  function tell(words, act, label) {
    if (toast) toast.remove();
    var mine = toast = make('div', {class: 'toast', role: 'status'}, make('span', {}, words));
    function close() { mine.remove(); }
    if (act) {
      mine.append(button(label, function () { close(); act(); }, 'do'));
      mine.append(make('button', {type: 'button', class: 'plain', 'aria-label': '关闭', click: close}, '×'));
    }
    body.append(mine);
    setTimeout(close, act ? 12000 : 2500);
  }

  /* Settings: colours, size, keys. */
  function choices(legend, name, options) {
    var now = kept(name);
    var set = make('fieldset', {class: name}, make('legend', {}, legend));
    options.forEach(function (option) {
      var input = make('input', {type: 'radio', name: name, value: option[0], change: function () {
        keep(name, option[0]);
        if (option[0]) root.setAttribute('data-' + name, option[0]);
        else root.removeAttribute('data-' + name);
        paint();
      }});
      input.checked = option[0] === now;
      set.append(make('label', {}, input, make('span', {}, option[1])));
    });
    return set;
  }
  function paint() {
    doc.querySelector('meta[name=theme-color]').content = getComputedStyle(body).backgroundColor;
  }
  var panel, opener = bar.querySelector('.aa');
  opener.addEventListener('click', toggleSettings);
  function toggleSettings() {
    if (!panel) {
      panel = make('div', {class: 'panel', role: 'group', 'aria-label': '阅读设置'},
        choices('底色', 'theme', [['', '自动'], ['light', '浅'], ['sepia', '护眼'], ['dark', '深']]),
        choices('字号', 'size', [['1', '小'], ['', '中'], ['3', '大'], ['4', '特大'], ['5', '最大']]),
        choices('快捷键', 'keys', [['', '开'], ['off', '关']]));
      panel.hidden = true;
      bar.append(panel);
    }
    panel.hidden = !panel.hidden;
    opener.setAttribute('aria-expanded', String(!panel.hidden));
    if (!panel.hidden) panel.querySelector('input:checked').focus();
  }
  doc.addEventListener('click', function (event) {
    if (panel && !panel.hidden && !panel.contains(event.target) && event.target !== opener) toggleSettings();
  });

  /* Where the reader is. */
  function lastAbove(list, y) {
    var low = 0, high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle].getBoundingClientRect().top <= y) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  function titleOf(article) {
    return article.querySelector('h4, h1').textContent;
  }
  var here = -1, page = 0, seenY = 0, waiting = false, saving;
  var titleLink = make('a', {class: 'now-title', href: '#'});
  var now = make('div', {class: 'now'}, titleLink);
  function look(start) {
    waiting = false;
    var y = scrollY, line = innerHeight * .3;
    var moved = start === true ? 0 : y - seenY;
    if (start === true) seenY = y;
    if (Math.abs(moved) > 8) {
      /* A jump shows the bar, reading on hides it. */
      root.classList.toggle('away', moved > 0 && moved < innerHeight && y > 120 && !(panel && !panel.hidden));
      seenY = y;
    }
    var found = lastAbove(articles, line);
    if (found >= 0 && articles[found].getBoundingClientRect().bottom < 0) found = whole ? found : 0;
    if (found !== here) {
      here = found;
      var article = articles[found];
      bar.classList.toggle('within', !!article);
      if (article) {
        titleLink.textContent = titleOf(article);
        titleLink.href = '#' + article.id;
      }
      if (whole) {
        all('li a', side).forEach(function (link) {
          var own = article && link.hash === '#' + article.id;
          if (own) link.setAttribute('aria-current', 'location');
          else link.removeAttribute('aria-current');
          if (own && wide.matches) reveal(link);
        });
        if (start !== true && !aimed()) address(article ? '#' + article.id : location.pathname + location.search);
      }
    }
    var at = lastAbove(pages, line);
    page = at < 0 ? 0 : +pages[at].id.slice(1);
    if (field && doc.activeElement !== field) field.value = page || side.getAttribute('data-first');
    clearTimeout(saving);
    saving = setTimeout(remember, 400);
  }
  function reveal(link) {
    var box = wide.matches ? side.firstElementChild : side;
    if (box.scrollHeight > box.clientHeight) box.scrollTop = link.offsetTop - box.clientHeight / 2;
  }
  /* Whether the address already names a place that is in the window. */
  function aimed() {
    var goal = location.hash && doc.getElementById(location.hash.slice(1));
    if (!goal) return false;
    var top = goal.getBoundingClientRect().top;
    return top > -9 && top < innerHeight;
  }
  function address(to) {
    try { history.replaceState(history.state, '', to); } catch (refused) { /* some hosts of files refuse */ }
  }

  /* The page box: 第 [35] 页 / 62. */
  var field;
  function wirePageBox(form) {
    field = form.querySelector('input');
    field.addEventListener('focus', function () { field.select(); });
    field.addEventListener('change', function () { goTo(+field.value); });
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      goTo(+field.value);
      field.blur();
    });
    all('button', form).forEach(function (arrow) {
      arrow.addEventListener('click', function () { step(+arrow.value); });
    });
  }
  function step(by) {
    var at = pages.findIndex(function (mark) { return mark.id === 'p' + (+field.value || page); });
    var mark = pages[at + by];
    goTo(mark ? +mark.id.slice(1) : (+field.value || page) + by);
  }
  /* A number without a mark of its own lies on the last page before it that has one. */
  function goTo(number) {
    var first = +side.getAttribute('data-first'), last = +side.getAttribute('data-last');
    number = Math.min(Math.max(Math.round(number) || first, first), last);
    var mark = nearest(number);
    if (whole ? mark : doc.getElementById('p' + number)) {
      closeSheet(false);
      jump(whole ? mark : doc.getElementById('p' + number));
      field.value = number;
    } else {
      location.href = side.querySelector('.side-title a').href.split('#')[0] + '#p' + number;
    }
  }
  function nearest(number) {
    return pages.reduce(function (best, mark) { return +mark.id.slice(1) <= number ? mark : best; }, pages[0]);
  }
  function jump(element) {
    if (location.hash === '#' + element.id) element.scrollIntoView();
    else location.hash = element.id;
  }
  if (whole && /^#p\d+$/.test(location.hash) && !doc.getElementById(location.hash.slice(1)) && pages.length) {
    nearest(+location.hash.slice(2)).scrollIntoView();
  }

  /* The place where reading stopped. */
  var place = 'at:' + location.pathname.replace(/.*\/(?=issues\/)/, '');
  function remember() {
    if (!whole || !paragraphs.length) return;
    var at = lastAbove(paragraphs, innerHeight * .3);
    if (at < 0) return;
    var block = paragraphs[at], article = block.closest('article');
    keep(place, JSON.stringify({article: article.id, index: all('.text > *', article).indexOf(block), page: page}));
  }
  function offer() {
    var saved;
    try { saved = JSON.parse(kept(place)); } catch (nothing) { return; }
    var article = saved && doc.getElementById(saved.article);
    var block = article && all('.text > *', article)[saved.index];
    if (!block) return;
    tell('上次读到' + (saved.page ? '第 ' + saved.page + ' 页' : '《' + titleOf(article) + '》'), function () {
      block.scrollIntoView();
    }, '继续读');
  }

  /* Contents as a sheet on a phone. */
  var thumb, sheetOpen = false, shade;
  function openSheet() {
    if (wide.matches || sheetOpen) return;
    sheetOpen = true;
    if (toast) toast.remove();
    shade = make('div', {class: 'shade', click: function () { closeSheet(true); }});
    body.append(shade);
    side.classList.add('open');
    side.setAttribute('role', 'dialog');
    side.setAttribute('aria-label', '本期目录');
    side.setAttribute('aria-modal', 'true');
    thumb.setAttribute('aria-expanded', 'true');
    var current = side.querySelector('[aria-current]') || side.querySelector('li a');
    reveal(current);
    current.focus({preventScroll: true});
  }
  function closeSheet(back) {
    if (!sheetOpen) return;
    sheetOpen = false;
    shade.remove();
    side.classList.remove('open');
    side.removeAttribute('role');
    side.removeAttribute('aria-modal');
    side.removeAttribute('aria-label');
    thumb.setAttribute('aria-expanded', 'false');
    if (back) thumb.focus();
  }
  function holdFocus(event) {
    var stops = all('a, button, input', side).filter(function (stop) { return stop.getClientRects().length; }), first = stops[0], last = stops[stops.length - 1];
    if (event.shiftKey ? doc.activeElement === first : doc.activeElement === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }

  if (side) {
    var back = doc.querySelector('[role=doc-backlink]');
    if (back) now.append(make('a', {href: back.getAttribute('href')}, '返回目录'));
    bar.insertBefore(now, opener);
    var box = side.querySelector('.pages');
    if (box) wirePageBox(box);
    thumb = button('目录', openSheet, 'thumb');
    thumb.setAttribute('aria-expanded', 'false');
    thumb.setAttribute('aria-controls', 'contents');
    body.append(thumb);
    side.addEventListener('click', function (event) { if (event.target.closest('a')) closeSheet(false); });
    side.addEventListener('mouseover', function (event) {
      var link = event.target.closest('li a');
      if (!link || link.title || !whole) return;
      var title = doc.querySelector('#toc a.t[href="' + link.getAttribute('href') + '"]');
      var summary = title && title.closest('li').querySelector('.summary');
      if (summary) link.title = summary.textContent;
    });
    addEventListener('scroll', function () {
      if (!waiting) { waiting = true; requestAnimationFrame(look); }
    }, {passive: true});
    addEventListener('pagehide', remember);
    /* Not before the page is painted: asking where things are makes a browser lay them out at once. */
    requestAnimationFrame(function () {
      setTimeout(function () {
        look(true);
        if (whole && !location.hash && scrollY < 200) offer();
      });
    });
  }

  /* Sharing: the article's own address, and a citation (GB/T 7714) with the day of access. */
  function copy(words, done) {
    function fallback() {
      var area = make('textarea', {class: 'unseen'});
      area.value = words;
      body.append(area);
      area.select();
      var copied = doc.execCommand('copy');
      area.remove();
      tell(copied ? done : '未能复制，请手动选择');
    }
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(words).then(function () { tell(done); }, fallback);
    else fallback();
  }
  function ownAddress(article) {
    var canonical = doc.querySelector('link[rel=canonical]');
    if (!whole) return canonical ? canonical.href : location.href.split('#')[0];
    var alone = article.querySelector('.alone');
    return canonical ? new URL(alone.getAttribute('href'), canonical.href).href : alone.href;
  }
  var code;
  function showCode(address) {
    if (!window.qikanQR) {
      doc.head.append(make('script', {src: qr, load: function () { showCode(address); }, error: function () { tell('二维码未能取到'); }}));
      return;
    }
    var rows = window.qikanQR(address);
    if (!rows) { tell('地址太长，不能画成二维码'); return; }
    var path = '', side = rows.length + 8, space = 'http://www.w3.org/2000/svg';
    rows.forEach(function (row, y) {
      row.forEach(function (dark, x) { if (dark) path += 'M' + (x + 4) + ' ' + (y + 4) + 'h1v1h-1z'; });
    });
    var drawing = doc.createElementNS(space, 'svg'), shape = doc.createElementNS(space, 'path');
    drawing.setAttribute('viewBox', '0 0 ' + side + ' ' + side);
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-label', '本篇地址的二维码');
    shape.setAttribute('d', path);
    drawing.append(shape);
    hideCode();
    code = make('div', {class: 'qr', role: 'dialog', 'aria-label': '二维码'}, drawing, make('p', {}, address), button('关闭', hideCode));
    code.opener = doc.activeElement;
    body.append(code);
    code.querySelector('button').focus();
  }
  function hideCode() {
    if (!code) return;
    code.remove();
    code.opener.focus();
    code = null;
  }
  articles.forEach(function (article) {
    var row = article.querySelector('.back');
    if (row) row.prepend(button('二维码', function () { showCode(ownAddress(article)); }, 'code'), button('复制链接', function () { copy(ownAddress(article), '已复制链接'); }));
    var cite = article.querySelector('.cite button');
    if (cite) cite.addEventListener('click', function () {
      var cited = article.querySelector('.citation');
      var day = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
      copy(cited.textContent + '[' + day + ']. ' + ownAddress(article) + '.', '已复制引文');
    });
  });

  /* Keys. Each can be switched off together (WCAG 2.1.4), and none works while something is being typed. */
  var help = '/ 搜索　j k 下一篇、上一篇　g 页码　t 目录　? 这份说明';
  function turn(by) {
    if (!whole) {
      var link = doc.querySelector(by > 0 ? 'a[rel=next]' : 'a[rel=prev]');
      if (link) link.click();
      return;
    }
    var to = articles[here + by] || (by > 0 ? null : doc.getElementById('toc'));
    if (to) jump(to);
  }
  var keys = {
    '/': function () {
      var input = doc.querySelector('input[type=search]');
      if (input && input.offsetParent) input.focus();
      else location.href = base + 'search.html';
    },
    j: function () { turn(1); },
    k: function () { turn(-1); },
    g: function () { if (field) { openSheet(); field.focus(); } },
    t: function () {
      if (!side) return;
      if (!wide.matches) openSheet();
      else if (whole) jump(doc.getElementById('toc'));
      else location.href = side.querySelector('.side-title a').href;
    },
    '?': function () { tell(help); }
  };
  doc.addEventListener('keydown', function (event) {
    if (sheetOpen && event.key === 'Tab') holdFocus(event);
    if (event.key === 'Escape') {
      if (code) hideCode();
      else if (sheetOpen) closeSheet(true);
      else if (panel && !panel.hidden) { toggleSettings(); opener.focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || kept('keys') === 'off') return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    if (Object.prototype.hasOwnProperty.call(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  /* From a search: its words are marked by the search's own script. */
  if (articles.length && /[?&]hit=/.test(location.search)) doc.head.append(make('script', {src: base + 'search/hit.js'}));

  /* Offline and as an app, where a server delivers the pages. */
  var worker = served && isSecureContext && navigator.serviceWorker;
  function offerUpdate(waiting) {
    if (!waiting || !worker.controller) return;
    tell('网站有更新', function () {
      worker.addEventListener('controllerchange', function () { location.reload(); });
      waiting.postMessage('take over');
    }, '刷新');
  }
  function keepIssue() {
    var files = [location.href.split(/[?#]/)[0]];
    all('.alone').forEach(function (link) { files.push(link.href); });
    all('main img, script[src]').forEach(function (file) { files.push(file.src); });
    all('link[rel=stylesheet]').forEach(function (file) { files.push(file.href); });
    worker.ready.then(function (registration) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) {
        tell(event.data ? '本期已存在本机，没有网络也能读' : '有些页没有取到，请稍后再试');
      };
      registration.active.postMessage({keep: files}, [channel.port2]);
    });
  }
  if (worker) {
    /* Who comes back may keep the archive as an app; a first visit loads nothing for it. */
    if (worker.controller) doc.head.append(make('link', {rel: 'manifest', href: base + 'manifest.webmanifest'}));
    addEventListener('load', function () {
      worker.register(base + 'sw.js').then(function (registration) {
        offerUpdate(registration.waiting);
        registration.addEventListener('updatefound', function () {
          var found = registration.installing;
          found.addEventListener('statechange', function () { if (found.state === 'installed') offerUpdate(found); });
        });
        var row = whole && doc.querySelector('.exports');
        if (row) row.append(button('存到本机', keepIssue, 'keep'));
      }, function () { /* The site works without it. */ });
    });
  }
})();
