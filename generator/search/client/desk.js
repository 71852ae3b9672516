// What a page may ask of the engine, by message. Only the first of it is at hand at once; see exact.js for the rest.

let latest = 0;
let found = null;
let newest = false;

const tasks = {
  // What the engine cannot see: the head, where the page holds it, and whether the browser knows text fragments.
  begin(json, known) {
    inPage = json;
    fragments = known;
  },

  // Search; so many of the first answers are confirmed and told.
  find(query, byTime, count) {
    const mine = ++latest;
    newest = byTime;
    return find(query).then((first) => secure(first, count, ordered)).then((secured) => {
      if (mine !== latest) return null;
      found = secured;
      return state(0, count);
    });
  }
};

// The answers from one place to another, and how many there are and are open.
function state(from, upTo) {
  const strings = {};
  found.conditions.forEach((condition) => condition.not || condition.any.forEach((clause) => {
    if (isString(clause)) strings[clause.text] = 1;
  }));
  return {
    all: found.results.length,
    open: openOf(found).length,
    lines: ordered(found).slice(from, upTo).map(({ number, sure }) => {
      const card = cardOf(found.told, number);
      const article = sure && textRead(number);
      return { number, issue: card.issue, href: address(card), shown: article ? shownOf(article, card, Object.keys(strings)) : null };
    })
  };
}

// Newest first: the newest issue, and within it the order of the print.
function ordered(some) {
  if (!newest) return some.results;
  const first = (result) => issueOf(some.told, result.number).first;
  return some.results.slice().sort((a, b) => first(b) - first(a) || a.number - b.number);
}

// Answer a message [id, name, told]: `tell` gets [id, PART, answer] any number of times, then [id, DONE, answer] or
// [id, FAILED, words].
function answer([id, name, told], tell) {
  (tasks[name] ? Promise.resolve() : extra("exact")).then(() => tasks[name](...told, (part) => tell([id, PART, part]))).then((done) => tell([id, DONE, done]), (error) => tell([id, FAILED, String(error)]));
}

// What exact.js works with.
const kit = { tasks, state, ordered, address, cardOf, find, finding, fold, foldedOf, load, lookUp, openOf, posting, unsure, joined, rank, readAll, recount, text, textRead, current: () => found, take: (after) => found = after, FEW, FIELDS };
self.QikanEngine = { answer, kit };
if (WORKER) onmessage = (event) => answer(event.data, (told) => postMessage(told));
