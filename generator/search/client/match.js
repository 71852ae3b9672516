// Which articles answer a query, and in which order: lunr's model over exact strings.

const BOOSTS = [4, 1, 1, 1, 1, 1];
const K1 = 20;
// How many times smaller than the largest a block is that is asked for less at first.
const SMALL = 8;
// What ends a run of characters in the index, as in generator/search/grams.py.
const BREAKS = /[\n,。、;:!?()“”‘’"'《》〈〉「」『』【】…—]/;
const TITLE_ONLY = 1;
const ALL_FIELDS = 63;

// How often a string stands in each article, as far as the grams tell: { articles, counts, low }, where counts are the
// highest possible ones, by field as in a posting, and low the lowest ones where these are others. `countsOf` tells of a
// run of characters without BREAKS.
function stringCounts(string, countsOf) {
  const runs = string.split(BREAKS).filter(Boolean);
  const pieces = runs.length ? runs : Array.from(string);
  return Promise.all(pieces.map(countsOf)).then((found) => pieces[0] === string ? found[0] : unsure(found.reduce(joined)));
}

// Up to three characters the index is exact. For longer strings their first and last gram are asked; in a small block
// only the first, where the large ones tell that mostly this is the string.
function quickCounts(string) {
  const chars = Array.from(string);
  const first = chars.slice(0, 3).join("");
  const last = chars.slice(-3).join("");
  return first === string ? posting(string) : loadHead().then(({ blocks }) => {
    const most = Math.max.apply(null, blocks.map(sizeOf));
    const isLarge = (block) => sizeOf(block) * SMALL > most;
    const narrowed = (block, found) => postingIn(block, last).then((other) => joined(found, other));
    let before = 0;
    let after = 0;
    return Promise.all(blocks.map((block) => postingIn(block, first).then((found) => {
      if (!isLarge(block)) return found;
      before += found.articles.length;
      return narrowed(block, found).then((both) => {
        after += both.articles.length;
        return both;
      });
    }))).then((parts) => Promise.all(parts.map((found, i) => isLarge(blocks[i]) || after * 2 >= before || !found.articles.length ? found : narrowed(blocks[i], found))));
  }).then((parts) => unsure(together(parts)));
}

function sizeOf(block) {
  return block.kinds.length;
}

function unsure({ articles, counts }) {
  return { articles, counts, low: new Uint32Array(counts.length) };
}

// The articles that hold both, with the lower of their counts.
function joined(one, other) {
  const most = Math.min(one.articles.length, other.articles.length);
  const articles = new Uint32Array(most);
  const counts = new Uint32Array(most * FIELDS);
  let size = 0;
  let j = 0;
  one.articles.forEach((article, i) => {
    while (other.articles[j] < article) j++;
    if (other.articles[j] !== article) return;
    let any = 0;
    for (let field = 0; field < FIELDS; field++) any |= counts[size * FIELDS + field] = Math.min(one.counts[i * FIELDS + field], other.counts[j * FIELDS + field]);
    if (any) articles[size++] = article;
  });
  return { articles: articles.subarray(0, size), counts: counts.subarray(0, size * FIELDS) };
}

// What is known about a query's strings, by string: its counts, and for each article of the archive one more than its
// place in them, 0 where it has none. They grow more exact as texts are read.
function lookUp(conditions, told, countsOf) {
  const strings = {};
  conditions.forEach((condition) => condition.any.forEach((clause) => {
    if (isString(clause)) strings[clause.text] = null;
  }));
  const keys = Object.keys(strings);
  return Promise.all(keys.map((key) => stringCounts(key, countsOf))).then((counts) => {
    keys.forEach((key, i) => {
      const { articles, counts: high, low } = counts[i];
      const places = new Uint32Array(told.total);
      for (let place = 0; place < articles.length; place++) places[articles[place]] = place + 1;
      const own = high.slice();
      strings[key] = { articles, high: own, low: low ? low.slice() : own, places };
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
  if (isString(clause)) return (number) => holdsString(fieldsOf(clause), number, strings[clause.text]);
  return kit.restriction(clause, told);
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
  wanted.forEach(({ any: [clause, other] }) => {
    const { articles } = !other && isString(clause) && strings[clause.text] || {};
    if (articles && !(fewest && fewest.length < articles.length)) fewest = articles;
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
