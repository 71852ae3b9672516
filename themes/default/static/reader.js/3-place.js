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
/* The last page mark above a line. A browser that has put off the layout of an article would have to make up for it if
   it were asked where a mark inside lies: only those of the article at hand are asked. */
var homes = pages.map(function (mark) { return articles.indexOf(mark.closest('article')); });
function pageAbove(found, y) {
  return pages.reduce(function (last, mark, index) {
    var far = homes[index] >= 0 && homes[index] !== found;
    var above = far ? homes[index] < found : mark.getBoundingClientRect().top <= y;
    return above ? +mark.id.slice(1) : last;
  }, 0);
}
var here = -1, page = 0, seenY = 0, waiting = false, saving;
var titleLink = make('a', {class: 'now-title', href: '#'});
var now = make('div', {class: 'now'}, titleLink);
function look(start) {
  waiting = false;
  var y = scrollY, line = innerHeight * .3;
  var moved = start === true ? 0 : y - seenY;
  if (start === true) seenY = y;
  var found = lastAbove(articles, line);
  page = pageAbove(found, line);
  /* What asks where things are stands above, what changes the page below. */
  if (Math.abs(moved) > 8) {
    /* A jump shows the bar, reading on hides it. */
    root.classList.toggle('away', moved > 0 && moved < innerHeight && y > 120 && !(panel && !panel.hidden));
    seenY = y;
  }
  if (found !== here) arrive(found, start === true);
  if (field && doc.activeElement !== field) field.value = page || firstPage();
  clearTimeout(saving);
  saving = setTimeout(remember, 400);
}
function arrive(found, start) {
  here = found;
  var article = articles[found];
  bar.classList.toggle('within', !!article);
  if (article) {
    titleLink.textContent = titleOf(article);
    titleLink.href = '#' + article.id;
  }
  if (!whole) return;
  all('li a', side).forEach(function (link) {
    var own = article && link.hash === '#' + article.id;
    if (own) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
    if (own && wide.matches) reveal(link);
  });
  if (!start && !aimed()) address(article ? '#' + article.id : location.pathname + location.search);
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
function firstPage() { return !whole && articles[0].getAttribute('data-page') || side.getAttribute('data-first'); }
function wirePageBox(form) {
  field = form.querySelector('input');
  field.value = firstPage();
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

/* The place where reading stopped: kept for so many pages, the latest first. What was read to its end, or hardly begun,
   has none. */
var MOST_PLACES = 60;
var own = location.pathname.replace(/.*\/(?=issues\/)/, '');
function places() {
  try { return JSON.parse(kept('places')) || []; } catch (nothing) { return []; }
}
function remember() {
  var article = articles[here];
  if (!article) return;
  var others = places().filter(function (one) { return one.of !== own; });
  var at = lastAbove(all('.text > *', article), innerHeight * .3);
  var over = here === articles.length - 1 && article.getBoundingClientRect().bottom < innerHeight * 1.5;
  if (at > (whole ? -1 : 0) && !over) others.unshift({of: own, article: article.id, index: at, page: page});
  keep('places', JSON.stringify(others.slice(0, MOST_PLACES)));
}
function offer() {
  var saved = places().filter(function (one) { return one.of === own; })[0];
  var article = saved && doc.getElementById(saved.article);
  var block = article && all('.text > *', article)[saved.index];
  if (!block) return;
  tell('上次读到' + (saved.page ? '第 ' + saved.page + ' 页' : whole ? '《' + titleOf(article) + '》' : '这里'), function () {
    block.scrollIntoView();
  }, '继续读');
}
