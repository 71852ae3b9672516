// A search from the query to the settled list of answers.

// What only the query language's own script understands: quotation marks, names, a sign, OR, a number with a space beside.
const LANGUAGE = /["“”|｜:：]|(^|\s)[-－]|\bOR\b|[\d０-９第]\s|\s[\d０-９%％‰℃]/;
// Articles whose texts settle what is open more cheaply than more of the index would.
const FEW = 6;
// Texts after which the first answers are told even if they are not sure.
const MANY = 40;

// Returns a promise of { conditions, told, strings, results, close }; see `rank`. Long strings may leave answers
// that are not sure, until `secure` or `settle` have looked closer; `close` is how grams were counted to that end, if so.
function find(query) {
  return Promise.all([conditionsOf(query), loadHead()]).then(([conditions, told]) => lookUp(conditions, told, quickCounts).then((strings) => finding({ conditions, told, close: null }, strings)));
}

// A promise of a list of conditions that all have to hold: { not, any: [{ name, text, words, from, to }] }, where name is
// "title", "section", "source", "year", "issue" or "", words are as they were typed and text is folded.
function conditionsOf(query) {
  if (LANGUAGE.test(query)) return extra("exact").then(() => kit.parse(query));
  return query.split(/\s+/).map((words) => ({ any: [{ name: "", text: fold(words), words }] })).filter(({ any: [{ text }] }) => text);
}

function finding({ conditions, told, close }, strings) {
  const results = conditions.length ? rank(conditions, told, strings) : [];
  return { conditions, told, strings, results, close };
}

// A promise of the same search with its first `count` answers, in this order, sure and their texts at hand. A text can
// only lower an article's score, so what is sure and first then stays first. Where texts mostly belie the grams, more of
// the grams are asked, and each round reads twice as many texts, up to MANY; what is open then is told as such, and so
// is what has no text that can be loaded.
function secure(found, count, sorted, twice) {
  const first = sorted(found).slice(0, count);
  const many = openOf(found).length > FEW;
  return readAll(found, sorted(found).slice(0, twice || count), (result) => result.lost = true).then((next) => {
    if (twice > MANY || first.every((result) => result.sure || result.lost)) return next;
    const held = next.results.filter((result) => first.some((other) => other.number === result.number)).length;
    const belied = twice || held * 2 < first.length;
    return (belied && many && !found.close ? extra("exact").then(() => kit.closer(next, kit.byTriples)) : Promise.resolve(next)).then((some) => secure(some, count, sorted, belied ? (twice || count) * 2 : 0));
  });
}

// A promise of the same search with these of its answers made sure by their texts. One that is sure stays so without;
// where that of another cannot be loaded, this fails, or `without` is called with it and it stays open.
function readAll(found, results, without) {
  return Promise.all(results.map((result) => result.sure ? text(result.number).catch(() => true) : text(result.number).then((article) => {
    const other = recount(result.number, article, found.strings);
    result.sure = !other && !found.conditions.some((condition) => condition.not);
    return result.sure;
  }, without && (() => without(result))))).then((told) => told.every((sure) => sure) ? found : finding(found, found.strings));
}

function openOf(found) {
  return found.results.filter((result) => !result.sure);
}

function address(article) {
  return ROOT + "issues/" + article.issue + "/" + article.id + ".html";
}
