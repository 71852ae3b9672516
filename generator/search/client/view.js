// The search page: docs/search.md lists its class names.

const PAUSE = 150;
// Milliseconds that the first results have for themselves.
const AFTER = 200;
// Pixels of a result with its issue's name, and of what of it has to be in view to need its text.
const RESULT_HEIGHT = 215;
const RESULT_TOP = 60;

function element(name, className, words) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (words !== undefined) made.textContent = words;
  return made;
}

function button(parent, className, words, act) {
  const made = parent.appendChild(element("button", className, words));
  made.type = "button";
  made.onclick = act;
  return made;
}

function start() {
  const app = document.getElementById("search-app");
  const input = app && app.querySelector("input[name=q]");
  if (!input) return;
  inWorker();
  const bar = app.appendChild(element("div", "search-bar"));
  const status = bar.appendChild(element("p", "search-status"));
  status.setAttribute("role", "status");
  const order = button(bar, "search-order", "", () => {
    newest = !newest;
    write(true);
    run();
  });
  const facets = app.appendChild(element("div", "search-facets"));
  const list = app.appendChild(element("ol", "search-results"));
  let serial = 0;
  let found = null;
  let newest = false;
  let shown = 0;
  let last = null;
  let timer = 0;
  let resting = 0;
  let inView = 0;
  let aside = null;

  function read() {
    const from = new URLSearchParams(location.search.slice(1) || location.hash.slice(1));
    input.value = from.get("q") || "";
    newest = from.get("sort") === "new";
  }

  function write(push) {
    const state = new URLSearchParams();
    if (input.value) state.set("q", input.value);
    if (newest) state.set("sort", "new");
    const told = state.toString();
    if (told === last) return;
    try {
      history[push ? "pushState" : "replaceState"](null, "", told ? "?" + told : location.pathname);
    } catch (error) {
      location.replace("#" + told);
    }
    last = told;
  }

  // Search and show the results in view, or as many as `keep` says; the others follow, and what is open is settled.
  // Where the index cannot be loaded, nothing is shown but a way to try again.
  function run(keep) {
    const mine = ++serial;
    const query = input.value.trim();
    last = last === null ? location.search.slice(1) : last;
    clearTimeout(resting);
    if (!query) return Promise.resolve(put(null));
    app.setAttribute("aria-busy", "true");
    inView = inView || Math.max(1, Math.ceil((innerHeight - RESULT_TOP - list.offsetTop) / RESULT_HEIGHT));
    return ask("find", [query, newest, keep || inView]).then((first) => {
      if (mine !== serial) return;
      put(first);
      resting = setTimeout(rest, AFTER, keep);
    }).catch(() => {
      if (mine !== serial) return;
      put(null);
      status.textContent = "索引没有取到。";
      again(() => run(keep));
    });
  }

  // What the first results can do without: those out of view, facets and offers, and a count that is exact.
  function rest(keep) {
    const mine = serial;
    const page = { app, list, facets, input, add, fill, put, set, found: () => found, shown: () => shown, lasts: () => mine === serial };
    beside(() => page.lasts() && kit.aside(page, keep));
  }

  // Do this once aside.js is there. Where it did not come, the reader may ask for what it does.
  function beside(act) {
    aside = aside || loadScript("aside.js?" + EDITION);
    aside.then(act, () => {
      aside = null;
      if (found) again(rest);
    });
  }

  function again(act) {
    facets.textContent = "";
    button(facets, "search-suggestion", "再试", () => act());
  }

  // Take over what was found, or the same looked at more closely; the list is shown anew where it is another.
  function put(after) {
    found = after;
    const { all, lines } = after || { lines: [] };
    if (lines.length || !all) {
      app.removeAttribute("aria-busy");
      shown = 0;
      list.textContent = "";
      if (kit.more) kit.more.hidden = true;
      add(lines);
    }
    tell();
  }

  // Show these results behind the others.
  function add(lines) {
    const groups = document.createDocumentFragment();
    lines.forEach((told) => {
      let group = groups.lastElementChild || list.lastElementChild;
      if (!group || group.issue !== told.issue) group = groups.appendChild(groupOf(told.issue));
      group.lastElementChild.appendChild(item(told));
    });
    list.appendChild(groups);
    shown += lines.length;
  }

  function groupOf(issue) {
    const group = element("li", "search-issue");
    group.issue = issue;
    const name = group.appendChild(element("h2", "search-issue-name"));
    name.appendChild(element("span", "", issueName(issue)));
    button(name, "search-within", "搜索本期", () => set(input.value + " 期:" + issue));
    group.appendChild(element("ol"));
    return group;
  }

  function item(told) {
    const line = element("li", "search-result");
    line.appendChild(element("a", "search-title", "……")).href = told.href;
    if (told.shown) {
      fill(line, told.shown);
    } else {
      line.told = told;
      line.classList.add("search-waiting");
    }
    return line;
  }

  function fill(line, { title, href, by, quote }) {
    const link = line.firstElementChild;
    link.textContent = "";
    highlight(link, title);
    link.href = href;
    const about = line.appendChild(element("p", "search-by"));
    by.forEach((words) => words && about.appendChild(element("span", "", words)));
    if (quote) highlight(line.appendChild(element("p", "search-excerpt")), quote);
    line.classList.remove("search-waiting");
  }

  // Every second piece is a hit.
  function highlight(parent, pieces) {
    pieces.forEach((words, i) => parent.append(i % 2 ? element("mark", "", words) : words));
  }

  // Count and order; facets and what to try where there is nothing come from `aside`.
  function tell() {
    order.hidden = !found || found.all < 2;
    order.textContent = newest ? "按相关排列" : "按时间排列";
    if (!found) facets.textContent = "";
    const { all, open } = found || {};
    const words = !found ? "" : !all ? "没有找到。" : (open ? "约 " : "共 ") + all + " 篇" + (open ? "，" + (all - open) + " 篇已核对" : "");
    if (status.textContent !== words) status.textContent = words;
  }

  function set(query) {
    input.value = query;
    write(true);
    run();
    input.focus();
  }

  function typed(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => {
      write(false);
      run();
    }, PAUSE);
  }

  app.addEventListener("keydown", (event) => /^Arrow/.test(event.key) && beside(() => kit.key(event, input, list)));
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    write(true);
    run();
  });
  addEventListener("popstate", (event) => {
    last = null;
    read();
    run(event.state && event.state.shown);
  });
  read();
  const state = history.state;
  run(state && state.shown).then(() => state && state.y && scrollTo(0, state.y));
  if (!/\S$/.test(input.value)) {
    input.focus();
    input.selectionStart = input.value.length;
  }
}

function issueName(issue) {
  const parts = issue.split("-");
  return parts[0] + "年第" + +parts[1] + "期";
}

// What aside.js works with.
const kit = { ask, element, button, issueName, loadScript };
const search = (query) => ask("search", [query]);
self.QikanSearch = { search, fold: (text) => ask("fold", [text]), kit };
start();
