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
