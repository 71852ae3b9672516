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
  var files = [location.href.split(/[?#]/)[0], style];
  all('.alone').forEach(function (link) { files.push(link.href); });
  all('main img, script[src]').forEach(function (file) { files.push(file.src); });
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
/* The next page will want it. */
if (served && doc.querySelector('link[href^="data:text/css"]')) addEventListener('load', function () { setTimeout(fetch, 1000, style); });
