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
const PARTITIONS = 16;
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
    articles: [].concat.apply([], parts.map((part) => part.articles)),
    counts: [].concat.apply([], parts.map((part) => part.counts))
  })).catch((error) => {
    delete postings[gram];
    throw error;
  }));
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
  const wanted = Array.from(gram);
  let found = -1;
  let before = 0;
  let own = 0;
  let all = 0;
  for (let i = 0; i < chars.length; i += order) {
    const articles = next();
    if (found < 0 && wanted.every((char, k) => chars[i + k] === char)) {
      found = i;
      before = all;
      own = articles;
    }
    all += articles;
  }
  if (found < 0) return NOTHING;
  const codes = next() + at;
  for (let i = 0; i < before; i++) next();
  const articles = [];
  for (let i = 0, number = first - 1; i < own; i++) articles.push(number += next());
  at = codes + all;
  const counts = [];
  for (let i = 0; i < before + own; i++) {
    const code = bytes[codes + i];
    const fields = code ? 0 : next();
    for (let field = 0; field < FIELDS; field++) {
      const count = code ? (field === FIELDS - 1 ? code : 0) : fields >> field & 1 ? next() : 0;
      if (i >= before) counts.push(count);
    }
  }
  return { articles, counts };
}

const texts = {};

// An article's text: { title, section, source, passages }, each passage { field, words, folded, page, begins } with the
// page that it starts on (0 where unknown) and the pages that begin in it, as pairs of offset and number.
function text(number) {
  return texts[number] || (texts[number] = loadHead().then((told) => {
    const article = told.articles[number];
    return load("text/" + article.issue + "/" + article.id, article.block.version);
  }).then((bytes) => {
    const content = JSON.parse(gb18030.decode(bytes));
    let page = content[3];
    const passages = [[0, content[0], content[4]]].concat(content[5], [[2, content[1]], [3, content[2]]]).map((told) => {
      const begins = told[2] || [];
      const passage = { field: told[0], words: told[1], folded: fold(told[1]), page, begins };
      if (begins.length) page = begins[begins.length - 1];
      return passage;
    });
    return { title: content[0], section: content[1], source: content[2], page: content[3], passages };
  }).catch((error) => {
    delete texts[number];
    throw error;
  }));
}
