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
    if (tip) hideTip();
    else if (code) hideCode();
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

/* Where a host's policy knows nothing of the script and the shapes in the search page, the same as files. */
if (doc.getElementById('search-app') && !window.QikanSearch) {
  doc.head.append(make('link', {rel: 'stylesheet', href: base + 'search/client.css'}));
  doc.head.append(make('script', {src: base + 'search/client.js'}));
}

/* From a search: its words are marked by the search's own script. */
if (articles.length && /[?&]hit=/.test(location.search)) doc.head.append(make('script', {src: base + 'search/hit.js'}));
