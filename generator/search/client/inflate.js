// Inflating, RFC 1951, for browsers that do not do it by themselves.

const LENGTH_BASE = [];
const DISTANCE_BASE = [];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
for (let i = 0, base = 1; i < 30; i++, base += 1 << distanceBits(i - 1)) DISTANCE_BASE.push(base);
for (let i = 0, base = 3; i < 28; i++, base += 1 << lengthBits(i - 1)) LENGTH_BASE.push(base);
LENGTH_BASE.push(258);

function lengthBits(code) {
  return code < 8 || code > 27 ? 0 : (code >> 2) - 1;
}

function distanceBits(code) {
  return code < 4 ? 0 : (code >> 1) - 1;
}

function inflate(input) {
  let out = new Uint8Array(input.length * 5 + 64);
  let size = 0;
  let at = 0;
  let hold = 0;
  let held = 0;
  let last;
  function bits(n) {
    while (held < n) {
      hold |= input[at++] << held;
      held += 8;
    }
    const value = hold & (1 << n) - 1;
    hold >>>= n;
    held -= n;
    return value;
  }
  function symbol(table) {
    while (held < table.width && at < input.length) {
      hold |= input[at++] << held;
      held += 8;
    }
    const entry = table[hold & table.length - 1];
    hold >>>= entry & 15;
    held -= entry & 15;
    return entry >> 4;
  }
  function room(n) {
    if (size + n > out.length) {
      const wider = new Uint8Array((size + n) * 2);
      wider.set(out);
      out = wider;
    }
  }
  do {
    last = bits(1);
    const kind = bits(2);
    if (!kind) {
      at -= held >> 3;
      hold = held = 0;
      const length = input[at] | input[at + 1] << 8;
      at += 4;
      room(length);
      out.set(input.subarray(at, at + length), size);
      size += length;
      at += length;
      continue;
    }
    let lengths = [];
    let literals = 288;
    if (kind < 2) {
      for (let i = 0; i < 318; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : i < 288 ? 8 : 5);
    } else {
      literals = bits(5) + 257;
      const all = literals + bits(5) + 1;
      const codes = bits(4) + 4;
      const first = new Array(19).fill(0);
      for (let i = 0; i < codes; i++) first[ORDER[i]] = bits(3);
      const table = codeTable(first);
      while (lengths.length < all) {
        const code = symbol(table);
        const repeated = code < 16 ? code : code < 17 ? lengths[lengths.length - 1] : 0;
        let times = code < 16 ? 1 : code < 17 ? bits(2) + 3 : code < 18 ? bits(3) + 3 : bits(7) + 11;
        while (times--) lengths.push(repeated);
      }
    }
    const words = codeTable(lengths.slice(0, literals));
    const distances = codeTable(lengths.slice(literals));
    for (;;) {
      const code = symbol(words);
      if (code === 256) break;
      room(258);
      if (code < 256) {
        out[size++] = code;
        continue;
      }
      let length = LENGTH_BASE[code - 257] + bits(lengthBits(code - 257));
      const away = symbol(distances);
      const from = DISTANCE_BASE[away] + bits(distanceBits(away));
      for (; length; length--, size++) out[size] = out[size - from];
    }
  } while (!last);
  return out.subarray(0, size);
}

// A table from the next bits of the input to `symbol << 4 | length of its code`.
function codeTable(lengths) {
  const width = Math.max(1, Math.max.apply(null, lengths));
  const table = new Uint16Array(1 << width);
  let code = 0;
  for (let length = 1; length <= width; length++, code <<= 1) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return;
      let mirrored = 0;
      for (let bit = 0; bit < length; bit++) mirrored |= (code >> bit & 1) << length - 1 - bit;
      for (; mirrored < table.length; mirrored += 1 << length) table[mirrored] = symbol << 4 | length;
      code++;
    });
  }
  table.width = width;
  return table;
}

self.QikanEngine.inflate = inflate;
