// The search page: docs/search.md lists its class names.

const PAGE = 10;
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
    run();
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
  let resting = 0;

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

  // Search and show the first results, or as many as `keep` says; then settle what is open.
  function run(keep) {
    const mine = ++serial;
    const query = input.value.trim();
    last = last === null ? location.search.slice(1) : last;
    clearTimeout(resting);
    if (!query) {
      found = null;
      show(0);
      tell();
      return Promise.resolve();
    }
    app.setAttribute("aria-busy", "true");
    const inView = Math.max(1, Math.ceil((innerHeight - RESULT_TOP - list.offsetTop) / RESULT_HEIGHT));
    return find(query).then((first) => secure(first, keep || inView, ordered)).then((secured) => {
      if (mine !== serial) return;
      found = secured;
      show(keep || PAGE);
      tell();
      resting = setTimeout(rest, AFTER, mine);
    }).catch(() => {
      if (mine === serial) status.textContent = "索引没有取到，请再试。";
    }).then(() => {
      if (mine === serial) app.removeAttribute("aria-busy");
    });
  }

  // What the first results can do without: facets and offers, and a count that is exact.
  function rest(mine) {
    extra("aside").then(() => mine === serial && kit.aside({ list, facets, restrict, set, put, found: () => found, lasts: () => mine === serial }), () => null);
  }

  // Take over the same search, looked at more closely; the list is shown anew where it turned out to be another.
  function put(after) {
    const before = ordered(found);
    const now = ordered(after);
    found = after;
    if (before.slice(0, shown).some((result, i) => !now[i] || now[i].number !== result.number)) show(shown);
    tell();
  }

  // Newest first: the newest issue, and within it the order of the print.
  function ordered(some) {
    if (!newest) return some.results;
    const first = (result) => issueOf(some.told, result.number).first;
    return some.results.slice().sort((a, b) => first(b) - first(a) || a.number - b.number);
  }

  // Show so many results from the first on.
  function show(upTo) {
    shown = 0;
    list.textContent = "";
    extend(upTo);
  }

  // Show so many results in all; those whose text is not at hand are filled when they come into view.
  function extend(upTo) {
    const batch = found ? ordered(found).slice(shown, upTo) : [];
    const groups = document.createDocumentFragment();
    const waiting = [];
    batch.forEach((result) => {
      const card = cardOf(found.told, result.number);
      let group = groups.lastElementChild || list.lastElementChild;
      if (!group || group.issue !== card.issue) group = groups.appendChild(groupOf(card.issue));
      const line = item(result, card);
      group.lastElementChild.appendChild(line);
      if (line.fill) waiting.push(line);
    });
    list.appendChild(groups);
    waiting.forEach((line) => watcher ? watcher.observe(line) : line.fill());
    shown += batch.length;
    more.hidden = !found || shown >= found.results.length;
  }

  function groupOf(issue) {
    const group = element("li", "search-issue");
    group.issue = issue;
    const name = group.appendChild(element("h2", "search-issue-name"));
    name.appendChild(element("span", "", issueName(issue)));
    button(name, "search-within", "搜索本期", () => restrict("期", issue));
    group.appendChild(element("ol"));
    return group;
  }

  function item(result, card) {
    const line = element("li", "search-result");
    const link = line.appendChild(element("a", "search-title", "……"));
    const article = result.sure && textRead(result.number);
    if (article) {
      fill(line, link, article, card);
      return line;
    }
    link.href = address(card);
    line.classList.add("search-waiting");
    line.fill = () => {
      const now = found;
      readAll(now, now.results.filter((other) => other.number === result.number)).then((next) => {
        const read = textRead(result.number);
        if (!line.isConnected) return;
        if (now !== found) {
          line.fill();
        } else if (next !== now) {
          put(next);
        } else if (read) {
          fill(line, link, read, card);
        } else {
          link.textContent = issueName(card.issue);
        }
      }).catch(() => null);
    };
    return line;
  }

  function fill(line, link, article, card) {
    const strings = wantedStrings(found.conditions);
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

  // Count and order; facets and what to try where there is nothing come from `aside`.
  function tell() {
    order.hidden = !found || found.results.length < 2;
    order.textContent = newest ? "按相关排列" : "按时间排列";
    if (!found) facets.textContent = "";
    const all = found ? found.results.length : 0;
    const left = found ? openOf(found).length : 0;
    const words = !found ? "" : !all ? "没有找到。" : (left ? "约 " : "共 ") + all + " 篇" + (left ? "，" + (all - left) + " 篇已核对" : "");
    if (status.textContent !== words) status.textContent = words;
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

  app.addEventListener("keydown", (event) => {
    const act = () => kit.key(event, input, list);
    if (/^Arrow/.test(event.key)) kit.key ? act() : extra("aside").then(act);
  });
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

// What aside.js works with.
const kit = { address, cardOf, element, button, find, finding, foldedOf, load, lookUp, openOf, posting, rank, readAll, recount, text, textRead, FEW, NAMES };
self.QikanSearch = { search, fold, kit };
start();
