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
