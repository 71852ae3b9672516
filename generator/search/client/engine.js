// A search from the query to the settled list of answers.

const FEW = 12;
const READ_TO_SETTLE = 24;

// Returns a promise of { conditions, told, strings, results, settled }; see `rank`. Long strings may leave answers
// that are not sure, until `settle` has looked closer.
function find(query) {
  const conditions = parse(query);
  return loadHead().then((told) => lookUp(conditions, true).then((strings) => finding(conditions, told, strings)));
}

function finding(conditions, told, strings) {
  const results = conditions.length ? rank(conditions, told, strings) : [];
  const exact = Object.keys(strings).every((key) => strings[key].low === strings[key].high);
  return { conditions, told, strings, results, settled: exact || !results.length };
}

// A script of the client that the first results can do without.
const extras = {};

function extra(name) {
  return extras[name] || (extras[name] = new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = BASE + name + ".js";
    script.onload = done;
    script.onerror = failed;
    document.head.appendChild(script);
  }));
}

// A promise of the same search with its answers made sure: by the texts of the articles that are open, where these
// are few; else by all grams, and then by the texts of those that even they leave open, up to `limit`.
function settle(found, limit) {
  if (found.settled) return Promise.resolve(found);
  const few = open(found).length <= FEW;
  return (few ? Promise.resolve(found.strings) : lookUp(found.conditions, false)).then((strings) => {
    const closer = finding(found.conditions, found.told, strings);
    return Promise.all(open(closer).slice(0, limit).map((result) => verify(result.number, strings))).then(() => {
      const settled = finding(found.conditions, found.told, strings);
      settled.settled = !open(settled).length;
      return settled;
    });
  });
}

function open(found) {
  return found.results.filter((result) => !result.sure);
}

// Whether a result holds, by its own text where that is not known yet.
function confirm(result, found) {
  if (result.sure) return Promise.resolve(true);
  return verify(result.number, found.strings).then(() => rank(found.conditions, found.told, found.strings).some((other) => other.number === result.number));
}

// For scripts: a promise of all answers, every one of them sure: { total, results: [{ issue, article, url, score }] }.
function search(query) {
  return find(query).then((found) => settle(found, Infinity)).then((found) => ({
    total: found.results.length,
    results: found.results.map((result) => {
      const article = found.told.articles[result.number];
      return { issue: article.issue, article: article.id, url: address(article), score: result.score };
    })
  }));
}

function address(article) {
  return ROOT + "issues/" + article.issue + "/" + article.id + ".html";
}
