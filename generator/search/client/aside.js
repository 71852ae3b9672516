// Beside the results: an exact count, facets, what to try where nothing was found, the arrow keys, and the place to come
// back to. Loaded after the first results.

const kit = self.QikanSearch.kit;
// Milliseconds between the first results and the files that make the count exact, and how many texts at most.
const REST = 500;
const READ_TO_SETTLE = 24;
// Lengths of a string that another may be near to, how many texts are read for it, how many are offered.
const SHORTEST_NEAR = 3;
const LONGEST_NEAR = 10;
const READ_FOR_NEAR = 8;
const OFFERS = 3;
// A character of a word.
const ANY = "[^\\s\\x01,.。、;:!?()“”‘’\"'《》〈〉「」『』【】…—%/+·~-]";

const FACETS = [["year", "年", "年份"], ["section", "栏目", "栏目"], ["source", "来源", "来源"]];
const FACET_VALUES = 12;

let attended = null;

// A promise of the same search by all grams of its strings; what texts have told already is kept.
kit.closer = (found) => kit.lookUp(found.conditions, found.told, false).then((strings) => {
  found.results.forEach(({ number }) => kit.textRead(number) && kit.recount(number, kit.textRead(number), strings));
  return kit.finding({ conditions: found.conditions, told: found.told, close: true }, strings);
});

// A promise of the same search with its answers made sure: by the texts of the articles that are open, where these
// are few; else by all grams, and then by the texts of those that even they leave open, up to `limit`.
kit.settle = (found, limit) => {
  if (!kit.openOf(found).length) return Promise.resolve(found);
  return (found.close || kit.openOf(found).length <= kit.FEW ? Promise.resolve(found) : kit.closer(found)).then((some) => kit.readAll(some, kit.openOf(some).slice(0, limit)));
};

// For scripts: a promise of all answers, every one of them sure: { total, results: [{ issue, article, url, score }] }.
kit.search = (query) => kit.find(query).then((found) => kit.settle(found, Infinity)).then((found) => ({
    total: found.results.length,
    results: found.results.map((result) => {
      const article = kit.cardOf(found.told, result.number);
      return { issue: article.issue, article: article.id, url: kit.address(article), score: result.score };
    })
}));

kit.aside = (page) => {
  if (!attended) attend(page);
  attended = page;
  beside(page);
  setTimeout(exact, REST, page);
};

// Make the count exact.
function exact(page) {
  if (!page.lasts()) return;
  const before = page.found();
  kit.settle(before, READ_TO_SETTLE).then((after) => {
    if (!page.lasts()) return;
    if (page.found() !== before) {
      exact(page);
      return;
    }
    page.put(after);
    if (after !== before) beside(page);
  }).catch(() => null);
}

function beside(page) {
  const found = page.found();
  const box = page.facets;
  box.textContent = "";
  if (found.results.length) FACETS.forEach((facet) => facetOf(facet[0], facet[1], facet[2]));
  else nearest();

  function facetOf(key, name, label) {
    const counts = {};
    found.results.forEach((result) => {
      const value = kit.cardOf(found.told, result.number)[key];
      counts[value] = (counts[value] || 0) + 1;
    });
    const words = (value) => key === "year" ? value : found.told[key + "s"][value];
    const values = Object.keys(counts).filter((value) => words(value));
    if (values.length < 2) return;
    values.sort((a, b) => key === "year" ? b - a : counts[b] - counts[a] || a - b);
    const facet = box.appendChild(kit.element("details", "search-facet"));
    facet.appendChild(kit.element("summary", "", label));
    values.slice(0, key === "year" ? values.length : FACET_VALUES).forEach((value) => {
      kit.button(facet, "search-chip", words(value) + " ", () => page.restrict(name, words(value))).appendChild(kit.element("span", "search-count", counts[value]));
    });
  }

  // Leave out one of several words; write another one character otherwise; else the words that sound like letters, or a
  // part of the string.
  function nearest() {
    const tries = [];
    found.conditions.forEach((condition, i) => {
      const rest = found.conditions.filter((_, j) => j !== i);
      if (condition.not || !rest.some((other) => !other.not)) return;
      const count = kit.rank(rest, found.told, found.strings).filter((result) => result.sure).length;
      if (count) tries.push({ query: rest.map(written).join(" "), count });
    });
    tries.sort((a, b) => b.count - a.count).slice(0, OFFERS).forEach(offer);
    const wanted = found.conditions.filter((condition) => !condition.not && condition.any.length === 1 && /^(title)?$/.test(condition.any[0].name));
    const string = wanted.length === 1 && wanted[0].any[0].text;
    if (string && /^[a-z]{2,24}$/.test(string)) sounding(string);
    wanted.forEach((condition) => {
      const known = found.strings[condition.any[0].text];
      if (wanted.length < 2 || known && !known.articles.length) corrected(condition);
    });
    if (!tries.length && string && !/^[a-z]+$/.test(string)) shorter([string]);
  }

  // The query with a string that stands somewhere in place of one that does not.
  function corrected(condition) {
    near(condition.any[0].text).then((strings) => strings.forEach((string) => {
      const clause = Object.assign({}, condition.any[0], { text: string, words: string });
      counted(found.conditions.map((other) => written(other === condition ? { any: [clause] } : other)).join(" "));
    })).catch(() => null);
  }

  function sounding(letters) {
    kit.load("pinyin/" + letters.slice(0, 2)).then((bytes) => {
      const counts = {};
      new TextDecoder().decode(bytes).split("\n").forEach((line) => {
        const syllables = line.split(" ");
        const word = syllables.shift();
        let whole = "";
        let initials = "";
        syllables.some((syllable, i) => {
          const fits = initials + syllable[0] === letters || whole.length < letters.length && (whole + syllable).startsWith(letters);
          whole += syllable;
          initials += syllable[0];
          if (i && fits) counts[word.slice(0, i + 1)] = (counts[word.slice(0, i + 1)] || 0) + 1;
          return i && fits;
        });
      });
      Object.keys(counts).sort((a, b) => counts[b] - counts[a]).slice(0, 4).forEach((word) => counted("标题:" + word + " OR 栏目:" + word));
    }).catch(() => null);
  }

  // The longest parts of a string that stand somewhere, one character shorter each time.
  function shorter(strings) {
    const parts = Array.from(new Set([].concat.apply([], strings.map((string) => {
      const chars = Array.from(string);
      return chars.length < 3 ? [] : [chars.slice(0, -1).join(""), chars.slice(1).join("")];
    }))));
    if (parts.length && parts.length < 6) {
      Promise.all(parts.map((part) => counted('"' + part + '"'))).then((any) => any.some(Boolean) || shorter(parts));
    }
  }

  function counted(query) {
    return kit.find(query).then((some) => kit.settle(some, 6)).then((some) => {
      const count = some.results.filter((result) => result.sure).length;
      if (count) offer({ query, count, least: count < some.results.length });
      return count;
    });
  }

  function offer(one) {
    if (page.found() !== found) return;
    kit.button(box, "search-suggestion", "改搜 " + one.query + "（" + (one.least ? "至少 " : "") + one.count + " 篇）", () => page.set(one.query));
  }

  function written(condition) {
    return (condition.not ? "-" : "") + condition.any.map((clause) => {
      const name = Object.keys(kit.NAMES).find((key) => kit.NAMES[key] === clause.name);
      const words = clause.words || clause.text;
      return (name ? name + ":" : "") + (/\s/.test(words) ? '"' + words + '"' : words);
    }).join(" OR ");
  }
}

// A promise of strings that stand somewhere and differ from this one by one character: another one, one too many, one too
// few. They are looked for in the texts of the articles that hold most of its pairs.
function near(string) {
  const chars = Array.from(string);
  if (chars.length < SHORTEST_NEAR || chars.length > LONGEST_NEAR) return Promise.resolve([]);
  const pairs = chars.slice(1).map((char, i) => chars[i] + char);
  return Promise.all(pairs.map(kit.posting)).then((found) => {
    const held = {};
    found.forEach(({ articles }) => articles.forEach((number) => held[number] = (held[number] || 0) + 1));
    // One character that is wrong breaks two pairs.
    const likely = Object.keys(held).filter((number) => held[number] >= pairs.length - 2);
    return Promise.all(likely.sort((a, b) => held[b] - held[a] || b - a).slice(0, READ_FOR_NEAR).map((number) => kit.text(+number)));
  }).then((articles) => {
    const part = (from, to) => chars.slice(from, to).join("").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const forms = [];
    chars.forEach((_, i) => {
      forms.push(part(0, i) + ANY + part(i + 1));
      if (i) forms.push(part(0, i) + ANY + part(i));
      if (i && i < chars.length - 1) forms.push(part(0, i) + part(i + 1));
    });
    const counts = {};
    articles.forEach((article) => forms.forEach((form) => {
      (kit.foldedOf(article).join("\x01").match(new RegExp(form, "g")) || []).forEach((match) => counts[match] = (counts[match] || 0) + 1);
    }));
    return Object.keys(counts).sort((a, b) => counts[b] - counts[a]).slice(0, OFFERS);
  });
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

function attend({ list }) {
  list.addEventListener("click", () => {
    try {
      history.replaceState({ shown: list.querySelectorAll(".search-result").length, y: scrollY }, "");
    } catch (error) {
      // An address that may not be rewritten keeps no place; the results come back all the same.
    }
  });
}
