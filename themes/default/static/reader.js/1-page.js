/* What reading gains from script: settings, contents as a sheet, page numbers to type, the place kept, keys.
   The page is complete without it. Plain ES2017 for web views of 2019. The files of this folder are one script, in one
   strict scope: what one declares, all know. */
var doc = document, root = doc.documentElement, body = doc.body;
var base = new URL('..', doc.currentScript.src).href, qr = doc.currentScript.getAttribute('data-qr');
/* Where the style lies by itself, for the pages that it does not stand in. */
var style = new URL(doc.currentScript.getAttribute('data-style'), location.href).href;
var served = location.protocol.indexOf('http') === 0;
var side = doc.getElementById('contents');
var bar = doc.querySelector('.bar');
var whole = body.classList.contains('issue');
var articles = all('article[id]'), pages = all('[role=doc-pagebreak]');
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
