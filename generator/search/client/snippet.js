// The sentence around a hit, its page, and the way there.

const SHORTEST = 36;
const LONGEST = 96;
const SENTENCE_END = /[。！？!?\n]/;
// Characters before and behind a hit that tell it from others.
const AROUND = 12;
// Whether the browser knows text fragments.
let fragments;

// What a result shows: { title, href, by, quote }, title and quote as pieces of which every second one is a hit.
function shownOf(article, card, strings) {
  const spot = excerpt(article, strings);
  const page = spot ? spot.page : article.page;
  const opening = article.passages.find((passage) => passage.field === 1 || passage.field === 5);
  const quoted = spot || opening && { passage: opening, from: 0, to: Math.min(LONGEST, opening.words.length), hits: [] };
  return {
    title: pieces(article.title, 0, article.title.length, marks(article.title, strings)),
    href: place(article, card, spot, strings),
    by: [article.section, article.source, page ? "第 " + page + " 页" : ""],
    quote: quoted && quoteOf(quoted)
  };
}

function quoteOf({ passage: { words }, from, to, hits }) {
  const quote = pieces(words, from, to, hits);
  if (from && !SENTENCE_END.test(words[from - 1])) quote[0] = "…" + quote[0];
  if (to < words.length && !SENTENCE_END.test(words[to - 1])) quote.push(quote.pop() + "…");
  return quote;
}

function pieces(words, from, to, hits) {
  const all = [];
  hits.forEach(([start, end]) => {
    if (start < from || end > to) return;
    all.push(words.slice(from, start), words.slice(start, end));
    from = end;
  });
  all.push(words.slice(from, to));
  return all;
}

// The best place of an article for these strings: { passage, from, to, page, hits } with `hits` relative to the words
// between from and to; null where no string stands in the text itself.
function excerpt(article, strings) {
  let best = null;
  article.passages.forEach((passage, i) => {
    const kinds = isText(passage) ? strings.filter((string) => foldedOf(article)[i].includes(string)).length : 0;
    if (kinds && !(best && kinds <= best.kinds)) best = { passage, kinds };
  });
  if (!best) return null;
  best.hits = marks(best.passage.words, strings);
  const words = best.passage.words;
  const first = best.hits[0];
  let from = sentenceStart(words, first[0]);
  let to = sentenceEnd(words, first[1]);
  while (to - from < SHORTEST && to < words.length) to = sentenceEnd(words, to + 1);
  if (to - from > LONGEST) {
    from = Math.max(from, Math.min(first[0] - 30, to - LONGEST));
    to = Math.max(first[1], Math.min(to, from + LONGEST));
  }
  return { passage: best.passage, first, from, to, page: pageAt(best.passage, first[0]), hits: best.hits };
}

// Whether a passage is summary, heading or body.
function isText(passage) {
  return passage.field === 1 || passage.field > 3;
}

function sentenceStart(words, at) {
  while (at > 0 && !SENTENCE_END.test(words[at - 1])) at--;
  return at;
}

function sentenceEnd(words, at) {
  while (at < words.length && !SENTENCE_END.test(words[at - 1])) at++;
  return at;
}

function pageAt(passage, at) {
  let page = passage.page;
  for (let i = 0; i < passage.begins.length; i += 2) if (passage.begins[i] <= at) page = passage.begins[i + 1];
  return page;
}

// Hits of any of the strings, sorted and without overlap.
function marks(words, strings) {
  let all = [];
  strings.forEach((string) => all = all.concat(occurrences(words, string)));
  all.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return all.filter((hit, i) => !all.slice(0, i).some((other) => other[1] > hit[0]));
}

// The address of a hit: its page's anchor where the page begins in this article, the strings, and for hit.js the words
// around the hit as the search sees them and where in these it begins; a text fragment for browsers that know it.
function place(article, card, spot, strings) {
  const query = strings.map((string) => "hit=" + encodeURIComponent(string)).join("&");
  if (!spot) return address(card) + (query && "?" + query);
  const [from, to] = spot.first;
  const words = spot.passage.words;
  const begun = article.passages.some((passage) => passage.begins.some((page, i) => i % 2 && page === spot.page && (passage !== spot.passage || passage.begins[i - 1] <= from)));
  const hash = begun ? "#p" + spot.page : "";
  const line = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
  const lead = words.slice(Math.max(0, from - AROUND), from);
  const before = lead.split("\n").pop().trim();
  const near = fold(lead + words.slice(from, to + AROUND));
  const fragment = fragments ? (hash || "#") + ":~:text=" + (before && line(before) + "-,") + line(words.slice(from, to)) : hash;
  return address(card) + "?" + query + "&near=" + encodeURIComponent(near) + "&at=" + near.indexOf(fold(words.slice(from, to)), fold(lead).length - 1) + fragment;
}
