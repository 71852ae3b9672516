// The search page: docs/search.md lists its class names.

const PAGE = 10;
const PAUSE = 150;
const REST = 500;
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
  if (!app) return;
  let input = app.querySelector("input[name=q]");
  if (!input) {
    const form = app.appendChild(element("form", "search-form"));
    form.setAttribute("role", "search");
    input = form.appendChild(element("input", "search-input"));
    Object.assign(input, { type: "search", name: "q", autocomplete: "off", placeholder: "搜索全文" });
    input.setAttribute("aria-label", input.placeholder);
  }
  const bar = app.appendChild(element("div", "search-bar"));
  const status = bar.appendChild(element("p", "search-status"));
  status.setAttribute("role", "status");
  const order = button(bar, "search-order", "", () => {
    newest = !newest;
    write(true);
    show(PAGE);
  });
  const facets = app.appendChild(element("div", "search-facets"));
  const list = app.appendChild(element("ol", "search-results"));
  const more = button(app, "search-more", "显示更多", () => extend(shown + PAGE));
  const watcher = self.IntersectionObserver && new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return;
    watcher.unobserve(entry.target);
    entry.target.fill();
  }));
  let serial = 0;
  let found = null;
  let newest = false;
  let shown = 0;
  let last = null;
  let timer = 0;

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

  function run(keep) {
    const mine = ++serial;
    const query = input.value.trim();
    last = last === null ? location.search.slice(1) : last;
    if (!query) {
      found = null;
      show(0);
      return Promise.resolve();
    }
    app.setAttribute("aria-busy", "true");
    return find(query).then((first) => {
      if (mine !== serial) return null;
      found = first;
      return show(keep || PAGE).then(aside).then(() => new Promise((done) => setTimeout(done, first.settled ? 0 : REST))).then(() => mine === serial ? settle(first, READ_TO_SETTLE) : first).then((settled) => {
        if (mine !== serial || settled === first) return null;
        const same = ordered(settled).slice(0, shown).every((result, i) => ordered(first)[i] && ordered(first)[i].number === result.number);
        found = settled;
        return (same && settled.results.length >= shown ? Promise.resolve(tell()) : show(shown || PAGE)).then(aside);
      });
    }).catch(() => {
      if (mine === serial) status.textContent = "索引没有取到，请再试。";
    }).then(() => {
      if (mine === serial) app.removeAttribute("aria-busy");
    });
  }

  function ordered(some) {
    return newest ? some.results.slice().sort((a, b) => b.number - a.number) : some.results;
  }

  // Show the first so many results; a promise that settles when those in view are filled.
  function show(upTo) {
    shown = 0;
    list.textContent = "";
    return extend(upTo);
  }

  function extend(upTo) {
    const results = found ? ordered(found) : [];
    const batch = results.slice(shown, upTo);
    const filled = [];
    batch.forEach((result) => {
      const issue = found.told.articles[result.number].issue;
      let group = list.lastElementChild;
      if (!group || group.issue !== issue) {
        group = list.appendChild(element("li", "search-issue"));
        group.issue = issue;
        const name = group.appendChild(element("h2", "search-issue-name"));
        name.appendChild(element("span", "", issueName(issue)));
        button(name, "search-within", "搜索本期", () => restrict("期", issue));
        group.appendChild(element("ol"));
      }
      filled.push(item(group, result));
    });
    shown += batch.length;
    more.hidden = shown >= results.length;
    tell();
    return Promise.all(filled.filter((line) => line.getBoundingClientRect().top < innerHeight).map((line) => line.ready));
  }

  function item(group, result) {
    const own = found;
    const line = group.lastElementChild.appendChild(element("li", "search-result search-waiting"));
    const link = line.appendChild(element("a", "search-title", "……"));
    link.href = address(own.told.articles[result.number]);
    let done;
    line.ready = new Promise((resolve) => done = resolve);
    line.fill = () => text(result.number).then((article) => confirm(result, own).then((holds) => {
      if (holds) fill(line, link, article, result, own);
      else drop(line, result, own);
    })).catch(() => link.textContent = issueName(own.told.articles[result.number].issue)).then(done);
    if (watcher) watcher.observe(line);
    else line.fill();
    return line;
  }

  function drop(line, result, own) {
    own.results = own.results.filter((other) => other !== result);
    const group = line.parentNode.parentNode;
    line.remove();
    if (!group.lastElementChild.children.length) group.remove();
    if (own === found) {
      shown--;
      extend(shown + 1);
    }
  }

  function fill(line, link, article, result, own) {
    const card = own.told.articles[result.number];
    const strings = wantedStrings(own.conditions);
    const spot = excerpt(article, strings);
    link.textContent = "";
    highlight(link, article.title, 0, article.title.length, marks(article.title, strings));
    link.href = place(article, card, spot, strings);
    const by = line.appendChild(element("p", "search-by"));
    [article.section, article.source, (spot ? spot.page : article.page) ? "第 " + (spot ? spot.page : article.page) + " 页" : ""]
      .forEach((words) => words && by.appendChild(element("span", "", words)));
    const opening = article.passages.find((passage) => passage.field === 1 || passage.field === 5);
    const shownAs = spot || opening && { passage: opening, from: 0, to: Math.min(LONGEST, opening.words.length), hits: [] };
    if (shownAs) {
      const words = shownAs.passage.words;
      const quote = line.appendChild(element("p", "search-excerpt"));
      if (shownAs.from && !/[。！？!?\n]/.test(words[shownAs.from - 1])) quote.append("…");
      highlight(quote, words, shownAs.from, shownAs.to, shownAs.hits);
      if (shownAs.to < words.length && !/[。！？!?\n]/.test(words[shownAs.to - 1])) quote.append("…");
    }
    line.classList.remove("search-waiting");
  }

  function highlight(parent, words, from, to, hits) {
    hits.filter((hit) => hit[0] >= from && hit[1] <= to).forEach((hit) => {
      parent.append(words.slice(from, hit[0]));
      parent.appendChild(element("mark", "", words.slice(hit[0], hit[1])));
      from = hit[1];
    });
    parent.append(words.slice(from, to));
  }

  // Count, order, facets, and what to try where there is nothing.
  function tell() {
    order.hidden = !found || found.results.length < 2;
    order.textContent = newest ? "按相关排列" : "按时间排列";
    facets.textContent = "";
    status.textContent = "";
    if (!found) return;
    const sure = found.results.filter((result) => result.sure).length;
    const all = found.results.length;
    status.textContent = !all ? "没有找到。" : sure === all ? "共 " + all + " 篇" : found.settled ? "共 " + all + " 篇" : "约 " + all + " 篇，正在核对";
  }

  function aside() {
    const own = found;
    extra("aside").then(() => {
      if (own === found) self.QikanSearch.aside({ app, input, list, facets, found: own, shown, rank, find, settle, posting, parse, load, loadHead, fold, NAMES, element, button, restrict, set });
    }).catch(() => null);
  }

  function restrict(name, value) {
    set(input.value.trim() + " " + name + ":" + (/[\s|｜]/.test(value) ? '"' + value + '"' : value));
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

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.form && input.form.addEventListener("submit", (event) => {
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
  if (!input.value) input.focus();
}

function issueName(issue) {
  const parts = issue.split("-");
  return parts[0] + "年第" + +parts[1] + "期";
}

function wantedStrings(conditions) {
  const strings = {};
  conditions.forEach((condition) => condition.not || condition.any.forEach((clause) => {
    if (isString(clause)) strings[clause.text] = 1;
  }));
  return Object.keys(strings);
}

self.QikanSearch = { search, fold };
start();
