// Beside the results: an exact count, facets, what to try where nothing was found. Loaded after the first
// results.

// Characters of a run of which all triples and pairs are asked, and how many triples of a longer one.
const LONG_RUN = 12;
const SPREAD = 10;
// Lengths of a string that another may be near to, how many texts are read for it, how many are offered.
const SHORTEST_NEAR = 3;
const LONGEST_NEAR = 10;
const READ_FOR_NEAR = 8;
const OFFERS = 3;
// Words that sound like the letters typed, of which as many are offered.
const SOUNDING = 4;
// Texts that are read to know whether what is offered stands anywhere.
const READ_TO_OFFER = 3;
// A character of a word.
const ANY = "[^\\s\\x01,.。、;:!?()“”‘’\"'《》〈〉「」『』【】…—%/+·~-]";

// Texts that are read at a time to make a count exact.
const READ_TO_SETTLE = 24;
// Texts that are asked for at a time where all of them are wanted.
const AT_ONCE = 96;
const FACETS = [["year", "年", "年份"], ["section", "栏目", "栏目"], ["source", "来源", "来源"]];
const FACET_VALUES = 12;

// How far the page was told the answers of a search, which its conditions stand for: it may not know yet when it asks.
const listed = { conditions: null, upTo: 0 };

Object.assign(kit.tasks, {
  lines(from, upTo) {
    listed.conditions = kit.current().conditions;
    listed.upTo = upTo;
    return kit.state(from, upTo);
  },

  // Confirm one answer: its line, or the answers anew where it turned out to be none. `shown` of them are.
  fill(number, shown) {
    const now = kit.current();
    const at = kit.ordered(now).findIndex((result) => result.number === number);
    if (at < 0) return kit.state(0, reach(now, shown));
    return kit.readAll(now, kit.ordered(now).slice(at, at + 1)).then((next) => {
      if (now !== kit.current()) return kit.tasks.fill(number, shown);
      return next === now ? { line: kit.state(at, at + 1).lines[0] } : put(next, shown);
    });
  },

  // Make the count exact.
  settle(shown) {
    const now = kit.current();
    return kit.settle(now, READ_TO_SETTLE).then((after) => {
      if (now !== kit.current()) return kit.tasks.settle(shown);
      return put(after, shown);
    });
  },

  facets: () => kit.facets(kit.current()),
  nearest: (tell) => kit.nearest(kit.current(), tell),
  unread: (query) => kit.unread(query),
  search: (query) => kit.search(query),
  fold: (text) => kit.fold(text)
});

// Take over the same search, looked at more closely; the lines are told anew where they turned out to be others.
function put(after, shown) {
  const upTo = reach(after, shown);
  const before = kit.ordered(kit.current()).slice(0, upTo);
  const now = kit.ordered(after);
  kit.take(after);
  return kit.state(0, before.some((result, i) => !now[i] || now[i].number !== result.number) ? upTo : 0);
}

// How many answers the page shows, or will when it reads what it was told.
function reach(found, shown) {
  return found.conditions === listed.conditions ? Math.max(shown, listed.upTo) : shown;
}

// A promise of the same search by more grams of its strings; what texts have told already is kept.
kit.closer = (found, countsOf) => kit.lookUp(found.conditions, found.told, countsOf).then((strings) => {
  found.results.forEach(({ number }) => kit.textRead(number) && kit.recount(number, kit.textRead(number), strings));
  return kit.finding({ conditions: found.conditions, told: found.told, close: countsOf }, strings);
});

// How often a run of characters stands in each article at most, by its triples; by some that are spread over it where
// it is long.
kit.byTriples = (string) => {
  const chars = Array.from(string);
  if (chars.length < 4) return kit.posting(string);
  const all = chars.length - 2;
  const asked = Math.min(all, SPREAD);
  const at = (i) => Math.round(i * (all - 1) / (asked - 1));
  return Promise.all(Array.from({ length: asked }, (_, i) => kit.posting(chars.slice(at(i), at(i) + 3).join("")))).then((triples) => kit.unsure(triples.reduce(kit.joined)));
};

// How often a run of characters stands in each article, by all of its triples and pairs: mostly low and high are the
// same. Of the n(BC) places of BC, n(ABC) follow an A and n(BCD) are followed by a D, so ABCD stands at
// n(ABC) + n(BCD) - n(BC) places at least, and at min(n(ABC), n(BCD)) at most. Of a long run its triples tell enough.
kit.byPairs = (string) => {
  const chars = Array.from(string);
  if (chars.length < 4 || chars.length > LONG_RUN) return kit.byTriples(string);
  const grams = (length) => Promise.all(chars.slice(length - 1).map((_, at) => kit.posting(chars.slice(at, at + length).join(""))));
  return Promise.all([grams(3), grams(2)]).then(([triples, pairs]) => triples.slice(1).reduce((sum, triple, i) => {
    const { articles, counts } = kit.joined(sum, triple);
    return { articles, counts, low: atLeast(articles, [sum.low ? { articles: sum.articles, counts: sum.low } : sum, triple], pairs[i + 1]) };
  }, triples[0]));
};

// For each of these articles the sum of two counts less what they share.
function atLeast(articles, added, shared) {
  const [one, other, less] = added.concat(shared).map((told) => countsOf(told, articles));
  return one.map((times, i) => Math.max(0, times + other[i] - less[i]));
}

// The counts of some of a posting's articles.
function countsOf(told, articles) {
  const counts = new Uint32Array(articles.length * kit.FIELDS);
  let at = 0;
  articles.forEach((article, i) => {
    while (told.articles[at] < article) at++;
    for (let field = 0; field < kit.FIELDS; field++) counts[i * kit.FIELDS + field] = told.counts[at * kit.FIELDS + field];
  });
  return counts;
}

// A promise of the same search with its answers made sure: by the texts of the articles that are open, where these
// are few; else by all grams, and then by the texts of those that even they leave open, up to `limit`.
kit.settle = (found, limit) => {
  if (!kit.openOf(found).length) return Promise.resolve(found);
  const settled = found.close === kit.byPairs || kit.openOf(found).length <= kit.FEW;
  return (settled ? Promise.resolve(found) : kit.closer(found, kit.byPairs)).then((some) => readInRounds(some, limit));
};

// A promise of the same search with so many of its open answers read. Browsers refuse thousands of requests at once.
function readInRounds(found, limit) {
  const open = kit.openOf(found).slice(0, Math.min(limit, AT_ONCE));
  return kit.readAll(found, open).then((some) => open.length < AT_ONCE ? some : readInRounds(some, limit - open.length));
}

// For scripts: a promise of all answers, every one of them sure: { total, results: [{ issue, article, url, score }] }.
kit.search = (query) => kit.find(query).then((found) => kit.settle(found, Infinity)).then((found) => ({
    total: found.results.length,
    results: found.results.map((result) => {
      const article = kit.cardOf(found.told, result.number);
      return { issue: article.issue, article: article.id, url: kit.address(article), score: result.score };
    })
}));

// The years, sections and sources of what was found: [name of a condition, label, [words, count] of each].
kit.facets = ({ results, told }) => FACETS.map(([key, name, label]) => {
  const counts = {};
  results.forEach((result) => {
    const value = kit.cardOf(told, result.number)[key];
    counts[value] = (counts[value] || 0) + 1;
  });
  const words = (value) => key === "year" ? value : told[key + "s"][value];
  const values = Object.keys(counts).filter((value) => words(value));
  values.sort((a, b) => key === "year" ? b - a : counts[b] - counts[a] || a - b);
  return [name, label, values.slice(0, key === "year" ? values.length : FACET_VALUES).map((value) => [words(value), counts[value]])];
});

// Leave out one of several words; write another one character otherwise; else the words that sound like letters, or a
// part of the string. `tell` gets each offer that finds something: { query, count, least }, `least` where there may be more.
kit.nearest = (found, tell) => {
  const waiting = [];
  const without = [];
  found.conditions.forEach((condition, i) => {
    const rest = found.conditions.filter((_, j) => j !== i);
    if (!condition.not && rest.some((other) => !other.not)) without.push(rest.map(written).join(" "));
  });
  const wanted = found.conditions.filter((condition) => !condition.not && condition.any.length === 1 && /^(title)?$/.test(condition.any[0].name));
  const string = wanted.length === 1 && wanted[0].any[0].text;
  if (string && /^[a-z]{2,24}$/.test(string)) waiting.push(sounding(string));
  wanted.forEach((condition) => {
    const known = found.strings[condition.any[0].text];
    if (wanted.length < 2 || known && !known.articles.length) waiting.push(corrected(condition));
  });
  return Promise.all([best(without, OFFERS)].concat(waiting)).then(([offered]) => !offered && string && !/^[a-z]+$/.test(string) && shorter([string]));

  // The query with a string that stands somewhere in place of one that does not.
  function corrected(condition) {
    return near(condition.any[0].text).then((strings) => Promise.all(strings.map((string) => {
      const clause = Object.assign({}, condition.any[0], { text: string, words: string });
      return counted(found.conditions.map((other) => written(other === condition ? { any: [clause] } : other)).join(" "));
    }))).catch(() => null);
  }

  function sounding(letters) {
    return kit.load("pinyin/" + letters.slice(0, 2)).then((bytes) => {
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
      return best(Object.keys(counts).sort((a, b) => counts[b] - counts[a]).slice(0, SOUNDING).map((word) => "标题:" + word + " OR 栏目:" + word), SOUNDING);
    }).catch(() => null);
  }

  // The longest parts of a string that stand somewhere: one character shorter each time, or half as long.
  function shorter(strings) {
    const parts = Array.from(new Set([].concat.apply([], strings.map((string) => {
      const chars = Array.from(string);
      const length = chars.length > LONGEST_NEAR ? Math.ceil(chars.length / 2) : chars.length - 1;
      return length < 2 ? [] : [chars.slice(0, length).join(""), chars.slice(-length).join("")];
    }))));
    if (parts.length && parts.length < 6) {
      return Promise.all(parts.map((part) => counted('"' + part + '"'))).then((any) => any.some(Boolean) || shorter(parts)).catch(() => null);
    }
    return null;
  }

  // Offer the queries that find most; whether any finds something.
  function best(queries, limit) {
    return Promise.all(queries.map(weighed)).then((offers) => {
      const found = offers.filter(({ count }) => count).sort((a, b) => b.count - a.count);
      found.slice(0, limit).forEach((offer) => tell(offer));
      return found.length > 0;
    }).catch(() => false);
  }

  function counted(query) {
    return weighed(query).then((offer) => {
      if (offer.count) tell(offer);
      return offer.count;
    });
  }

  function weighed(query) {
    return kit.find(query).then((some) => kit.readAll(some, kit.openOf(some).slice(0, READ_TO_OFFER))).then((some) => {
      const count = some.results.filter((result) => result.sure).length;
      return { query, count, least: count < some.results.length };
    });
  }

  function written(condition) {
    return (condition.not ? "-" : "") + condition.any.map((clause) => {
      const name = Object.keys(NAMES).find((key) => NAMES[key] === clause.name);
      const words = clause.words || clause.text;
      return (name ? name + ":" : "") + (/[\s|｜:：]|^[-－]|^OR$/.test(words) ? '"' + words + '"' : words);
    }).join(" OR ");
  }
};

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
