// Which articles answer a query, and in which order: lunr's model over exact strings.

const BOOSTS = [4, 1, 1, 1, 1, 1];
const K1 = 20;
// What ends a run of characters in the index, as in generator/search/grams.py.
const BREAKS = /[\n,。、;:!?()“”‘’"'《》〈〉「」『』【】…—]/;
const TITLE_ONLY = 1;
const ALL_FIELDS = 63;

// How often a string stands in each article, as far as the grams tell: { articles, low, high }, where low and high
// are counts by field as in a posting. Up to three characters they are the same list. For longer strings `quick` asks
// for its first and last gram only; without it low and high mostly meet:
// of the n(BC) places of BC, n(ABC) follow an A and n(BCD) are followed by a D, so ABCD stands at
// n(ABC) + n(BCD) - n(BC) places at least, and at min(n(ABC), n(BCD)) at most.
function stringCounts(string, quick) {
  const runs = string.split(BREAKS).filter(Boolean);
  const pieces = runs.length ? runs : Array.from(string);
  return Promise.all(pieces.map((piece) => runCounts(piece, quick))).then((found) => pieces[0] === string ? found[0] : found.reduce((sum, next) => joined(sum, { articles: next.articles, counts: next.high }), {
    articles: found[0].articles,
    low: new Uint32Array(found[0].low.length),
    high: found[0].high
  }));
}

// The same for a run of characters without BREAKS.
function runCounts(string, quick) {
  const chars = Array.from(string);
  if (chars.length < 4) {
    return posting(string).then((found) => ({ articles: found.articles, low: found.counts, high: found.counts }));
  }
  const gram = (from, length) => chars.slice(from, from + length).join("");
  const starts = quick ? [0, chars.length - 3] : chars.slice(2).map((_, at) => at);
  return Promise.all([
    Promise.all(starts.map((at) => posting(gram(at, 3)))),
    Promise.all(quick ? [] : starts.slice(1).map((at) => posting(gram(at, 2))))
  ]).then(([triples, pairs]) => triples.slice(1).reduce(
    (sum, triple, i) => joined(sum, triple, pairs[i]),
    { articles: triples[0].articles, low: triples[0].counts, high: triples[0].counts }
  ));
}

function joined(sum, next, shared) {
  const most = Math.min(sum.articles.length, next.articles.length);
  const articles = new Uint32Array(most);
  const low = new Uint32Array(most * FIELDS);
  const high = new Uint32Array(most * FIELDS);
  let size = 0;
  let j = 0;
  let k = 0;
  for (let i = 0; i < sum.articles.length; i++) {
    const article = sum.articles[i];
    while (next.articles[j] < article) j++;
    if (next.articles[j] !== article) continue;
    if (shared) while (shared.articles[k] < article) k++;
    let any = 0;
    for (let field = 0; field < FIELDS; field++) {
      const times = next.counts[j * FIELDS + field];
      const at = size * FIELDS + field;
      any |= high[at] = Math.min(sum.high[i * FIELDS + field], times);
      low[at] = shared ? Math.max(0, sum.low[i * FIELDS + field] + times - shared.counts[k * FIELDS + field]) : 0;
    }
    if (any) articles[size++] = article;
  }
  return { articles: articles.subarray(0, size), low: low.subarray(0, size * FIELDS), high: high.subarray(0, size * FIELDS) };
}

// What is known about a query's strings, by string: its counts, and for each article of the archive one more than its
// place in them, 0 where it has none. They grow more exact as texts are read.
function lookUp(conditions, told, quick) {
  const strings = {};
  conditions.forEach((condition) => condition.any.forEach((clause) => {
    if (isString(clause)) strings[clause.text] = null;
  }));
  const keys = Object.keys(strings);
  return Promise.all(keys.map((key) => stringCounts(key, quick))).then((counts) => {
    keys.forEach((key, i) => {
      const { articles, low, high } = counts[i];
      const places = new Uint32Array(told.total);
      for (let place = 0; place < articles.length; place++) places[articles[place]] = place + 1;
      const own = low.slice();
      strings[key] = { articles, low: own, high: high === low ? own : high.slice(), places };
    });
    return strings;
  });
}

function isString(clause) {
  return clause.name === "" || clause.name === "title";
}

function fieldsOf(clause) {
  return clause.name === "title" ? TITLE_ONLY : ALL_FIELDS;
}

// How surely a clause holds for an article: a function from its number to 1 yes, 0 no, 0.5 not known yet.
function checker(clause, told, strings) {
  const { name, text, from, to } = clause;
  if (isString(clause)) return (number) => holdsString(fieldsOf(clause), number, strings[text]);
  if (name === "issue") return (number) => +(issueOf(told, number).id === text);
  if (name === "year") {
    return (number) => {
      const year = +issueOf(told, number).id.slice(0, 4);
      return +(year >= from && year <= to);
    };
  }
  const fits = told[name + "s"].map((words) => +fold(words).includes(text));
  return (number) => fits[cardOf(told, number)[name]];
}

function holdsString(fields, number, known) {
  const at = (known.places[number] - 1) * FIELDS;
  let answer = 0;
  for (let field = 0; at >= 0 && field < FIELDS; field++) {
    if (!(fields >> field & 1)) continue;
    if (known.low[at + field]) return 1;
    if (known.high[at + field]) answer = 0.5;
  }
  return answer;
}

// All articles that answer or may answer, best first: [{ number, sure, score }].
function rank(conditions, told, strings) {
  const checks = conditions.map(({ not, any }) => {
    const checkers = any.map((clause) => checker(clause, told, strings));
    return (number) => {
      let best = 0;
      for (const check of checkers) best = Math.max(best, check(number));
      return not ? 1 - best : best;
    };
  });
  const wanted = conditions.filter((condition) => !condition.not);
  const scoreOf = scorer([].concat.apply([], wanted.map((condition) => condition.any.filter(isString))), told, strings);
  // Few scores differ, so the answers are gathered by score rather than sorted.
  const byScore = new Map();
  for (const number of candidates(wanted, told, strings)) {
    let sure = 1;
    for (const check of checks) if (sure) sure = Math.min(sure, check(number));
    if (!sure) continue;
    const result = { number, sure: sure === 1, score: scoreOf(number) };
    const equals = byScore.get(result.score);
    if (equals) equals.push(result);
    else byScore.set(result.score, [result]);
  }
  return [].concat.apply([], Array.from(byScore.keys()).sort((a, b) => b - a).map((key) => byScore.get(key).reverse()));
}

// The articles that are worth a look, rising: those of the rarest required string, or all.
function candidates(wanted, told, strings) {
  let fewest = null;
  wanted.forEach(({ any }) => {
    if (!any.every(isString)) return;
    const lists = any.map((clause) => strings[clause.text].articles);
    const all = lists.length > 1 ? Uint32Array.from(new Set(chained(lists))).sort() : lists[0];
    if (!fewest || all.length < fewest.length) fewest = all;
  });
  return fewest || Array.from({ length: told.total }, (_, number) => number);
}

// lunr's score, a function of an article's number: for each field the product of the query's vector and the field's, over
// the length of the query's. A field's vector holds BM25 with b = 0 (no norm for length), boosted, to three decimals; in
// the query's every string is boosted by what makes up for its rarity, since all of them have to be there.
function scorer(clauses, told, strings) {
  const terms = {};
  const squares = new Float64Array(FIELDS);
  clauses.forEach((clause) => {
    const known = strings[clause.text];
    if (!known.articles.length) return;
    let holding = 0;
    for (const times of known.high) if (times) holding++;
    const rarity = Math.log(1 + Math.abs((told.total - holding + 0.5) / (holding + 0.5)));
    const term = terms[clause.text] || (terms[clause.text] = { known, rarity, weights: new Float64Array(FIELDS) });
    for (let field = 0; field < FIELDS; field++) if (fieldsOf(clause) >> field & 1) term.weights[field] += 1 / rarity;
  });
  const all = Object.keys(terms).map((text) => terms[text]);
  all.forEach(({ weights }) => weights.forEach((weight, field) => squares[field] += weight * weight));
  const products = new Float64Array(FIELDS);
  return (number) => {
    products.fill(0);
    for (const { known, rarity, weights } of all) {
      const at = (known.places[number] - 1) * FIELDS;
      for (let field = 0; at >= 0 && field < FIELDS; field++) {
        const times = known.high[at + field];
        if (times && weights[field]) products[field] += weights[field] * Math.round(rarity * ((K1 + 1) * times) / (K1 + times) * BOOSTS[field] * 1000) / 1000;
      }
    }
    let sum = 0;
    for (let field = 0; field < FIELDS; field++) if (products[field]) sum += products[field] / Math.sqrt(squares[field]);
    return sum;
  };
}

// Count the strings in an article's own text: what was not sure is, afterwards. Whether a count turned out to be another
// than the highest that the grams allow.
function recount(number, article, strings) {
  let other = false;
  Object.keys(strings).forEach((string) => {
    const known = strings[string];
    const at = (known.places[number] - 1) * FIELDS;
    if (at < 0 || known.low === known.high) return;
    const counts = new Uint32Array(FIELDS);
    foldedOf(article).forEach((folded, i) => counts[article.passages[i].field] += count(folded, string));
    counts.forEach((times, field) => {
      if (times !== known.high[at + field]) other = true;
      known.low[at + field] = known.high[at + field] = times;
    });
  });
  return other;
}
