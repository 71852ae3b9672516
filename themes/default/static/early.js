/* Runs before the first paint: the reader's own colours and size, so that nothing changes under their eyes. */
(function () {
  var root = document.documentElement;
  root.className = 'js';
  try {
    ['theme', 'size'].forEach(function (name) {
      var value = localStorage.getItem('qikan:' + name);
      if (value) root.setAttribute('data-' + name, value);
    });
  } catch (refused) { /* A browser that keeps nothing shows the page as it comes. */ }
  var theme = root.getAttribute('data-theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  var paper = {light: '#fbfaf6', sepia: '#f5ecd9', dark: '#161918'}[theme];
  if (paper) document.querySelector('meta[name=theme-color]').content = paper;
})();
