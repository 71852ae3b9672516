// Head, shards and postings: docs/search.md describes their bytes.

const FIELDS = 6;
const PARTITIONS = 16;
const utf8 = new TextDecoder();
const gb18030 = new TextDecoder("gb18030");
let head;

// The head, from the page where it holds one, with what is worked out from it: `issues`, each { id, block, first, ids }
// with the number of its first article in the archive; `total`, how many articles there are; `first` of each block.
function loadHead() {
  const inPage = document.getElementById("search-head");
  return head || (head = (inPage ? Promise.resolve(inPage.textContent) : load("head").then((bytes) => utf8.decode(bytes))).then((json) => {
    const told = JSON.parse(json);
    told.issues = [];
    told.total = 0;
    told.blocks.forEach((block) => {
      block.first = told.total;
      block.issues.forEach(([id, ids]) => {
        told.issues.push({ id, block, first: told.total, ids });
        told.total += typeof ids === "number" ? ids : ids.length;
      });
    });
    return told;
  }).catch((error) => {
    head = null;
    throw error;
  }));
}

// The issue of an article by its number.
function issueOf(told, number) {
  let low = 0;
  let high = told.issues.length - 1;
  while (low < high) {
    const middle = low + high + 1 >> 1;
    if (told.issues[middle].first > number) high = middle - 1;
    else low = middle;
  }
  return told.issues[low];
}

// What the head tells of an article: { issue, id, version, year, section, source }.
function cardOf(told, number) {
  const { id, block, first, ids } = issueOf(told, number);
  const place = number - first;
  const [section, source] = told.kinds[block.kinds[number - block.first]];
  return {
    issue: id,
    id: typeof ids === "number" ? "a" + (place < 9 ? "0" : "") + (place + 1) : ids[place],
    version: block.version,
    year: +id.slice(0, 4),
    section,
    source
  };
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

const postings = {};

function shardOf(gram, shards) {
  return crc32(new TextEncoder().encode(gram)) % (shards / PARTITIONS) * PARTITIONS + gram.codePointAt(0) % PARTITIONS;
}

// The posting of a gram of one to three characters over the whole archive: the numbers of the articles that hold it,
// rising, and for each of them how often it stands in each field (FIELDS numbers an article, in one flat list).
function posting(gram) {
  return postings[gram] || (postings[gram] = loadHead().then((told) => Promise.all(told.blocks.map((block) => {
    const order = Array.from(gram).length;
    const name = block.name + "/" + order + "/" + shardOf(gram, block.shards[order - 1]).toString(16);
    return load(name, block.version).then((bytes) => inShard(bytes, gram, order, block.first));
  }))).then((parts) => ({
    articles: chained(parts.map((part) => part.articles)),
    counts: chained(parts.map((part) => part.counts))
  })).catch((error) => {
    delete postings[gram];
    throw error;
  }));
}

function chained(lists) {
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  lists.reduce((at, list) => {
    all.set(list, at);
    return at + list.length;
  }, 0);
  return all;
}

function inShard(bytes, gram, order, first) {
  let at = 0;
  const next = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const size = next();
  const { place, terms } = placeIn(utf8.decode(bytes.subarray(at, at += size)), gram, order);
  let before = 0;
  let own = 0;
  let all = 0;
  for (let i = 0; i < terms; i++) {
    const articles = bytes[at] < 128 ? bytes[at++] : next();
    if (i === place) {
      before = all;
      own = articles;
    }
    all += articles;
  }
  const articles = new Uint32Array(own);
  const counts = new Uint32Array(own * FIELDS);
  const codes = next() + at;
  for (let left = before; left; at++) if (bytes[at] < 128) left--;
  for (let i = 0, number = first - 1; i < own; i++) articles[i] = number += next();
  at = codes + all;
  const mine = bytes.subarray(codes + before, codes + before + own);
  if (mine.includes(0)) {
    for (let zero = bytes.indexOf(0, codes); zero < codes + before; zero = bytes.indexOf(0, zero + 1)) {
      for (let fields = next(); fields; fields &= fields - 1) next();
    }
  }
  mine.forEach((code, i) => {
    if (code) counts[i * FIELDS + FIELDS - 1] = code;
    else for (let field = 0, fields = next(); field < FIELDS; field++) if (fields >> field & 1) counts[i * FIELDS + field] = next();
  });
  return { articles, counts };
}

// Which of a shard's grams this is, -1 for none, and how many there are.
function placeIn(text, gram, order) {
  if (!/[\ud800-\udfff]/.test(text)) {
    let at = text.indexOf(gram);
    while (at % order > 0) at = text.indexOf(gram, at + 1);
    return { place: at < 0 ? -1 : at / order, terms: text.length / order };
  }
  const chars = Array.from(text);
  const terms = chars.length / order;
  let place = terms - 1;
  while (place >= 0 && chars.slice(place * order, place * order + order).join("") !== gram) place--;
  return { place, terms };
}

const texts = {};

// An article's text: { title, section, source, page, passages }, each passage { field, words, page, begins } with the
// page that it starts on (0 where unknown) and the pages that begin in it, as pairs of offset and number.
function text(number) {
  return texts[number] || (texts[number] = loadHead().then((told) => {
    const card = cardOf(told, number);
    return load("text/" + card.issue + "/" + card.id, card.version);
  }).then((bytes) => {
    const content = JSON.parse(gb18030.decode(bytes));
    let page = content[3];
    const passages = [[0, content[0], content[4]]].concat(content[5], [[2, content[1]], [3, content[2]]]).map((told) => {
      const begins = told[2] || [];
      const passage = { field: told[0], words: told[1], page, begins };
      if (begins.length) page = begins[begins.length - 1];
      return passage;
    });
    return texts[number].read = { title: content[0], section: content[1], source: content[2], page: content[3], passages };
  }).catch((error) => {
    delete texts[number];
    throw error;
  }));
}

// The text if it is at hand.
function textRead(number) {
  return texts[number] && texts[number].read;
}

const BETWEEN = "\u0001";

// The passages of an article as the search sees them. They are folded in one go, which is faster.
function foldedOf(article) {
  if (!article.folded) {
    const words = article.passages.map((passage) => passage.words);
    const folded = fold(words.join(BETWEEN)).split(BETWEEN);
    article.folded = folded.length === words.length ? folded : words.map(fold);
  }
  return article.folded;
}
