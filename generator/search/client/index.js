// Head, shards and postings: docs/search.md describes their bytes.

const FIELDS = 6;
const utf8 = new TextDecoder();
const gb18030 = new TextDecoder("gb18030");
let head;

// The head, with `first` (the number of its first article in the archive) added to each block, and a list of all
// articles: { block, issue, id, year, section, source }.
function loadHead() {
  return head || (head = load("head").then((bytes) => {
    const told = JSON.parse(utf8.decode(bytes));
    told.articles = [];
    told.blocks.forEach((block) => {
      const first = block.first = told.articles.length;
      block.issues.forEach((entry) => {
        const ids = typeof entry[1] === "number" ? Array.from({ length: entry[1] }, (_, i) => "a" + (i < 9 ? "0" : "") + (i + 1)) : entry[1];
        ids.forEach((id) => {
          const place = told.articles.length - first;
          told.articles.push({ block, issue: entry[0], id, year: +entry[0].slice(0, 4), section: block.sections[place], source: block.sources[place] });
        });
      });
    });
    return told;
  }, (error) => {
    head = null;
    throw error;
  }));
}

let crcTable;

function crc32(bytes) {
  crcTable = crcTable || Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1;
    return n;
  });
  let crc = -1;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255] ^ crc >>> 8;
  return ~crc >>> 0;
}

function reader(bytes, at) {
  return {
    get at() {
      return at;
    },
    next() {
      let value = 0;
      for (let shift = 1; ; shift *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * shift;
        if (byte < 128) return value;
      }
    }
  };
}

const NOTHING = { articles: [], counts: [] };
const postings = {};

// The posting of a gram of one to three characters over the whole archive: the numbers of the articles that hold it,
// rising, and for each of them how often it stands in each field (FIELDS numbers an article, in one flat list).
function posting(gram) {
  return postings[gram] || (postings[gram] = loadHead().then((told) => Promise.all(told.blocks.map((block) => {
    const order = Array.from(gram).length;
    const shard = crc32(new TextEncoder().encode(gram)) % block.shards[order - 1];
    return load(block.name + "/" + order + "/" + shard.toString(16), block.version).then((bytes) => inShard(bytes, gram, order, block.first));
  }))).then((parts) => ({
    articles: [].concat.apply([], parts.map((part) => part.articles)),
    counts: [].concat.apply([], parts.map((part) => part.counts))
  })).catch((error) => {
    delete postings[gram];
    throw error;
  }));
}

function inShard(bytes, gram, order, first) {
  const start = reader(bytes, 0);
  const size = start.next();
  const terms = Array.from(utf8.decode(bytes.subarray(start.at, start.at + size))).join("\n").split("\n");
  const wanted = Array.from(gram);
  const lengths = reader(bytes, start.at + size);
  let before = 0;
  let found = -1;
  for (let i = 0; i < terms.length; i += order) {
    const length = lengths.next();
    if (found >= 0) continue;
    if (wanted.every((char, k) => terms[i + k] === char)) found = before;
    else before += length;
  }
  return found < 0 ? NOTHING : decode(reader(bytes, lengths.at + found), first);
}

function decode(numbers, first) {
  const articles = [];
  const counts = [];
  let number = first - 1;
  for (let left = numbers.next(); left; left--) articles.push(0);
  for (let i = 0; i < articles.length; i++) articles[i] = number += numbers.next();
  for (let i = 0; i < articles.length; i++) {
    const code = numbers.next();
    for (let field = 0; field < FIELDS; field++) {
      counts.push(!(code & 1) ? (field < FIELDS - 1 ? 0 : code >> 1) : code >> field + 1 & 1 ? numbers.next() : 0);
    }
  }
  return { articles, counts };
}

const texts = {};

// An article's text: { title, section, source, passages }, each passage { field, words, page, begins } with the page
// that it starts on (0 where unknown) and the pages that begin in it, as pairs of offset and number.
function text(number) {
  return texts[number] || (texts[number] = loadHead().then((told) => {
    const article = told.articles[number];
    return load("text/" + article.issue + "/" + article.id, article.block.version);
  }).then((bytes) => {
    const content = JSON.parse(gb18030.decode(bytes));
    let page = content[3];
    const passages = [[0, content[0], content[4]]].concat(content[5], [[2, content[1]], [3, content[2]]]).map((told) => {
      const begins = told[2] || [];
      const passage = { field: told[0], words: told[1], page, begins };
      if (begins.length) page = begins[begins.length - 1];
      return passage;
    });
    return { title: content[0], section: content[1], source: content[2], page: content[3], passages };
  }).catch((error) => {
    delete texts[number];
    throw error;
  }));
}
