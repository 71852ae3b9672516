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
    low: found[0].low.map(() => 0),
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
  const articles = [];
  const low = [];
  const high = [];
  let j = 0;
  let k = 0;
  sum.articles.forEach((article, i) => {
    while (next.articles[j] < article) j++;
    if (next.articles[j] !== article) return;
    if (shared) while (shared.articles[k] < article) k++;
    let any = 0;
    for (let field = 0; field < FIELDS; field++) {
      const most = Math.min(sum.high[i * FIELDS + field], next.counts[j * FIELDS + field]);
      const least = shared ? sum.low[i * FIELDS + field] + next.counts[j * FIELDS + field] - shared.counts[k * FIELDS + field] : 0;
      high.push(most);
      low.push(Math.max(0, least));
      any += most;
    }
    if (any) articles.push(article);
    else high.length = low.length = articles.length * FIELDS;
  });
  return { articles, low, high };
}

// Everything that is known about a query's clauses: for each string its counts, kept by string and grown more exact.
function lookUp(conditions, quick) {
  const strings = {};
  conditions.forEach((condition) => condition.any.forEach((clause) => {
    if (isString(clause)) strings[clause.text] = null;
  }));
  const keys = Object.keys(strings);
  return Promise.all(keys.map((key) => stringCounts(key, quick))).then((counts) => {
    keys.forEach((key, i) => {
      const { articles, low, high } = counts[i];
      const places = {};
      articles.forEach((article, place) => places[article] = place);
      strings[key] = { articles, low: low.slice(), high: high === low ? null : high.slice(), places };
      if (!strings[key].high) strings[key].high = strings[key].low;
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
  const article = (number) => told.articles[number];
  if (isString(clause)) return (number) => holdsString(clause, number, strings[text]);
  if (name === "year") return (number) => +(article(number).year >= from && article(number).year <= to);
  if (name === "issue") return (number) => +(article(number).issue === text);
  const fits = told[name + "s"].map((words) => +fold(words).includes(text));
  return (number) => fits[article(number)[name]];
}

function holdsString(clause, number, known) {
  const place = known.places[number];
  let answer = 0;
  for (let field = 0; place >= 0 && field < FIELDS; field++) {
    if (!(fieldsOf(clause) >> field & 1)) continue;
    if (known.low[place * FIELDS + field]) return 1;
    if (known.high[place * FIELDS + field]) answer = 0.5;
  }
  return answer;
}

// All articles that answer or may answer, best first: [{ number, sure, score }].
function rank(conditions, told, strings) {
  const checks = conditions.map(({ not, any }) => {
    const checkers = any.map((clause) => checker(clause, told, strings));
    return (number) => {
      const best = Math.max.apply(null, checkers.map((check) => check(number)));
      return not ? 1 - best : best;
    };
  });
  const wanted = conditions.filter((condition) => !condition.not);
  const results = [];
  candidates(wanted, told, strings).forEach((number) => {
    let sure = 1;
    for (const check of checks) if (sure) sure = Math.min(sure, check(number));
    if (sure) results.push({ number, sure: sure === 1, score: 0 });
  });
  score(results, [].concat.apply([], wanted.map((condition) => condition.any.filter(isString))), told, strings);
  return results.sort((a, b) => b.score - a.score || b.number - a.number);
}

// The articles that are worth a look: those of the rarest required string, or all.
function candidates(wanted, told, strings) {
  let fewest = told.articles.map((_, number) => number);
  wanted.forEach(({ any }) => {
    if (!any.every(isString)) return;
    const all = new Set([].concat.apply([], any.map((clause) => strings[clause.text].articles)));
    if (all.size < fewest.length) fewest = Array.from(all);
  });
  return fewest;
}

// lunr's score: for each field the product of the query's vector and the field's, over the length of the query's.
// A field's vector holds BM25 with b = 0 (no norm for length), boosted, to three decimals; in the query's every string
// is boosted by what makes up for its rarity, since all of them have to be there.
function score(results, terms, told, strings) {
  const weights = BOOSTS.map(() => ({}));
  const idf = {};
  terms.forEach((clause) => {
    const known = strings[clause.text];
    if (!known.articles.length) return;
    let holding = 0;
    known.high.forEach((times) => holding += times > 0);
    idf[clause.text] = Math.log(1 + Math.abs((told.articles.length - holding + 0.5) / (holding + 0.5)));
    weights.forEach((field, i) => {
      if (fieldsOf(clause) >> i & 1) field[clause.text] = (field[clause.text] || 0) + 1 / idf[clause.text];
    });
  });
  const vectors = weights.map((field, i) => ({
    field: i,
    terms: Object.keys(field).map((text) => [strings[text], field[text], idf[text]]),
    length: Math.sqrt(Object.keys(field).reduce((sum, text) => sum + field[text] * field[text], 0))
  }));
  results.forEach((result) => {
    vectors.forEach((vector) => {
      let product = 0;
      vector.terms.forEach(([known, weight, rarity]) => {
        const place = known.places[result.number];
        const times = place === undefined ? 0 : known.high[place * FIELDS + vector.field];
        if (times) product += weight * Math.round(rarity * ((K1 + 1) * times) / (K1 + times) * BOOSTS[vector.field] * 1000) / 1000;
      });
      if (product) result.score += product / vector.length;
    });
  });
}

// Count the strings in an article's own text: what was not sure is, afterwards.
function verify(number, strings) {
  return text(number).then((article) => {
    Object.keys(strings).forEach((string) => {
      const known = strings[string];
      const place = known.places[number];
      if (place === undefined) return;
      for (let field = 0; field < FIELDS; field++) known.low[place * FIELDS + field] = known.high[place * FIELDS + field] = 0;
      article.passages.forEach(({ field, folded }) => {
        const times = count(folded, string);
        known.low[place * FIELDS + field] += times;
        if (known.high !== known.low) known.high[place * FIELDS + field] += times;
      });
    });
    return article;
  });
}
