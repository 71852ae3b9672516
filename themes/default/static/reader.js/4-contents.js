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
  addEventListener('scroll', function () {
    if (!waiting) { waiting = true; requestAnimationFrame(look); }
  }, {passive: true});
  addEventListener('pagehide', remember);
  /* Not before the page is painted: asking where things are makes a browser lay them out at once. */
  requestAnimationFrame(function () {
    setTimeout(function () {
      if (scrollY || location.hash) look(true);
      if (!location.hash && scrollY < 200) offer();
    });
  });
}
