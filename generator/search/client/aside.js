// Beside the results: an exact count, facets, what of the query was not understood, what to try where nothing was found,
// the arrow keys, and the place to come back to. Loaded after the first results.

const kit = self.QikanSearch.kit;
// Milliseconds between the first results and the files that make the count exact.
const REST = 500;

// Results that are added at a time.
const PAGE = 10;
// How a year and an issue are written.
const FORMS = { year: "年份请写成 年:2024 或 年:2023-2024。", issue: "期号请写成 期:2024-11。" };
// Rounds of texts that are read unasked to make the count exact; one where the reader saves data.
const ROUNDS = 4;

let page = null;
const watcher = self.IntersectionObserver && new IntersectionObserver((entries) => entries.forEach((entry) => {
  if (!entry.isIntersecting) return;
  watcher.unobserve(entry.target);
  fill(entry.target);
}));

function thrifty() {
  const line = navigator.connection;
  return line && (line.saveData || /2g$/.test(line.effectiveType));
}

// The results in view are there: show the first ones, or as many as `keep` says, and what stands beside them.
kit.aside = (now, keep) => {
  if (!page) attend(now);
  page = now;
  extend(keep || PAGE);
  beside(page);
  setTimeout(exact, REST, page, thrifty() ? 1 : ROUNDS);
};

// Show so many results in all; those whose text is not at hand are filled when they come into view.
function extend(upTo) {
  const now = page;
  const from = now.shown();
  kit.ask("lines", [from, upTo]).then((after) => {
    if (!now.lasts() || from !== now.shown()) return;
    now.add(after.lines);
    watch();
  }).catch(() => now.lasts() && watch());
}

function watch() {
  page.list.querySelectorAll(".search-waiting").forEach((line) => watcher ? watcher.observe(line) : fill(line));
  kit.more.hidden = page.shown() >= page.found().all;
}

function fill(line) {
  const now = page;
  kit.ask("fill", [line.told.number, now.shown()]).then((after) => {
    if (!now.lasts() || !line.isConnected) return;
    if (!after.line) put(after);
    else if (after.line.shown) now.fill(line, after.line.shown);
    else nameOnly(line);
  }).catch(() => nameOnly(line));
}

// A line whose text cannot be loaded leads to its article all the same.
function nameOnly(line) {
  line.firstElementChild.textContent = kit.issueName(line.told.issue);
}

function put(after) {
  page.put(after);
  watch();
}

// Make the count exact, in so many rounds at most; what takes more, or did not come, waits for the reader's word.
function exact(now, rounds) {
  if (now.lasts()) kit.ask("settle", [now.shown()]).then((after) => {
    const before = now.found();
    if (!now.lasts()) return;
    if (after.all !== before.all || after.open !== before.open || after.lines.length) {
      put(after);
      beside(now);
    }
    if (after.open && rounds > 1) setTimeout(exact, REST, now, rounds - 1);
    else waitFor(now);
  }).catch(() => now.lasts() && waitFor(now));
}

function waitFor(now) {
  const { open } = now.found();
  const remaining = open && kit.button(now.facets, "search-suggestion", "核对其余 " + open + " 篇", () => {
    remaining.remove();
    exact(now, Infinity);
  });
}

function beside(page) {
  const box = page.facets;
  const offered = [];
  box.querySelectorAll(".search-suggestion, .search-note").forEach((old) => old.remove());
  if (page.found().all) {
    kit.ask("facets", []).then((facets) => {
      if (!page.lasts()) return;
      const open = Array.from(box.querySelectorAll("[open] > summary"), (summary) => summary.textContent);
      box.querySelectorAll("details").forEach((old) => old.remove());
      facets.reverse().forEach((facet) => facet[2].length > 1 && (box.insertBefore(facetOf(facet), box.firstChild).open = open.includes(facet[1])));
    }).catch(() => null);
  } else {
    box.textContent = "";
    kit.ask("nearest", [], offer).catch(() => null);
  }

  kit.ask("unread", [page.input.value]).then((told) => page.lasts() && told.forEach(note)).catch(() => null);

  function note([typed, name]) {
    const words = "“" + typed + "”没有起作用。" + FORMS[name];
    box.insertBefore(kit.element("p", "search-note", words), box.querySelector(".search-suggestion")).setAttribute("role", "status");
  }

  function facetOf([name, label, values]) {
    const facet = kit.element("details", "search-facet");
    facet.appendChild(kit.element("summary", "", label));
    values.forEach(([words, count]) => {
      kit.button(facet, "search-chip", words + " ", () => restrict(name, words)).appendChild(kit.element("span", "search-count", count));
    });
    return facet;
  }

  function offer({ query, count, least }) {
    if (!page.lasts() || offered.includes(query)) return;
    offered.push(query);
    kit.button(box, "search-suggestion", "改搜 " + query + "（" + (least ? "至少 " : "") + count + " 篇）", () => page.set(query));
  }
}

function restrict(name, value) {
  page.set(page.input.value.trim() + " " + name + ":" + (/[\s|｜]/.test(value) ? '"' + value + '"' : value));
}

// The arrow keys go from the box to the results and between them.
kit.key = (event, input, list) => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step || event.isComposing) return;
  const links = Array.from(list.querySelectorAll(".search-title"));
  const at = links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== input) return;
  event.preventDefault();
  (links[at + step] || (step < 0 ? input : links[at]) || input).focus();
};

function attend({ app, list }) {
  kit.more = kit.button(app, "search-more", "显示更多", () => extend(page.shown() + PAGE));
  list.addEventListener("click", () => {
    try {
      history.replaceState({ shown: list.querySelectorAll(".search-result").length, y: scrollY }, "");
    } catch (error) {
      // An address that may not be rewritten keeps no place; the results come back all the same.
    }
  });
}
