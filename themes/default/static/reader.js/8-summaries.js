/* The summary of an article, where the mouse rests on its title. It stands in the contents of an issue's page, and at the
   head of the article's own, which is fetched for it: whoever rests there is about to read it. */
var REST = 250;
var tip, tipped, resting;
function summaryOf(link, show) {
  if (whole && link.hash && link.pathname === location.pathname) {
    var title = doc.querySelector('#toc a.t[href="' + link.hash + '"]');
    var words = title && title.closest('li').querySelector('.summary');
    if (words) show(words.textContent);
  } else if (served && /\/issues\/[^/]+\/a\d+\.html$/.test(link.pathname) && link.pathname !== location.pathname) {
    fetch(link.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var told = new DOMParser().parseFromString(text, 'text/html').querySelector('meta[name=description]');
      if (told) show(told.content);
    }, function () { /* The title has to do. */ });
  }
}
function showTip(link, words) {
  hideTip();
  var at = link.getBoundingClientRect();
  tip = make('div', {class: 'tip', role: 'tooltip'}, words);
  body.append(tip);
  /* Beside the contents, so that the titles below stay in reach; elsewhere below the title, or above it. */
  var left = link.closest('.side') ? at.right + 12 : Math.min(at.left, root.clientWidth - tip.offsetWidth - 8);
  var top = link.closest('.side') ? Math.min(at.top, innerHeight - tip.offsetHeight - 8)
    : at.bottom + tip.offsetHeight + 12 < innerHeight ? at.bottom + 4 : at.top - tip.offsetHeight - 4;
  tip.style.left = Math.max(8, left) + 'px';
  tip.style.top = Math.max(8, top) + 'px';
}
function hideTip() {
  if (tip) tip.remove();
  tip = null;
}
if (matchMedia('(hover: hover)').matches) {
  doc.addEventListener('mouseover', function (event) {
    if (tip && tip.contains(event.target)) return;
    var link = event.target.closest('a[href]');
    if (link === tipped) return;
    tipped = link;
    clearTimeout(resting);
    resting = setTimeout(function () {
      hideTip();
      if (link && !link.closest('#toc')) summaryOf(link, function (words) { if (tipped === link) showTip(link, words); });
    }, REST);
  });
  addEventListener('scroll', hideTip, {passive: true});
}
