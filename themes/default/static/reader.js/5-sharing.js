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
