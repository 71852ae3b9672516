// Head, shards and postings: docs/search.md describes their bytes.

const FIELDS = 6;
const PARTITIONS = 16;
const utf8 = new TextDecoder();
const gb18030 = new TextDecoder("gb18030");
let inPage;
let head;

// The head, from the page where it held one, with what is worked out from it: `issues`, each { id, block, first, ids }
// with the number of its first article in the archive; `total`, how many articles there are; `first` of each block.
function loadHead() {
  return head || (head = (inPage ? Promise.resolve(inPage) : load("head").then((bytes) => utf8.decode(bytes))).then((json) => {
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
  return loadHead().then((told) => Promise.all(told.blocks.map((block) => postingIn(block, gram)))).then(together);
}

// The same of one block.
function postingIn(block, gram) {
  const order = Array.from(gram).length;
  const name = block.name + "/" + order + "/" + shardOf(gram, block.shards[order - 1]).toString(16);
  const key = block.first + "/" + gram;
  return postings[key] || (postings[key] = load(name, block.version).then((bytes) => inShard(bytes, gram, order, block.first)).catch((error) => {
    delete postings[key];
    throw error;
  }));
}

function together(parts) {
  return { articles: chained(parts.map((part) => part.articles)), counts: chained(parts.map((part) => part.counts)) };
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
  const chars = Array.from(utf8.decode(bytes.subarray(at, at += size)));
  const terms = chars.length / order;
  const [one, two, three] = gram;
  let place = terms - 1;
  while (place >= 0 && (chars[place * order] !== one || two && chars[place * order + 1] !== two || three && chars[place * order + 2] !== three)) place--;
  let before = 0;
  let own = 0;
  let all = 0;
  for (let i = 0; i < terms; i++) {
    const articles = next();
    if (i < place) before += articles;
    if (i === place) own = articles;
    all += articles;
  }
  const articles = new Uint32Array(own);
  const counts = new Uint32Array(own * FIELDS);
  const codes = next() + at;
  for (let i = 0; i < before; i++) next();
  for (let i = 0, number = first - 1; i < own; i++) articles[i] = number += next();
  at = codes + all;
  for (let i = 0; i < before + own; i++) {
    // What belongs to the grams before this one would stand at negative places, where nothing is kept.
    const row = (i - before) * FIELDS;
    const code = bytes[codes + i];
    if (code) counts[row + FIELDS - 1] = code;
    else for (let field = 0, fields = next(); field < FIELDS; field++) if (fields >> field & 1) counts[row + field] = next();
  }
  return { articles, counts };
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
