/* A QR code (ISO/IEC 18004) of an address: bytes, error correction M, versions 1 to 10 (213 bytes). Loaded when asked
   for; gives window.qikanQR(text), which returns rows of booleans, or null where the text is too long. */
(function () {
  'use strict';
  /* By version, from 1: all codewords, those for correction in a block, blocks, centres of the alignment patterns. */
  var WORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
  var CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
  var BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
  var CENTRES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  var MASKS = [
    function (x, y) { return (x + y) % 2; },
    function (x, y) { return y % 2; },
    function (x) { return x % 3; },
    function (x, y) { return (x + y) % 3; },
    function (x, y) { return ((x / 3 | 0) + (y / 2 | 0)) % 2; },
    function (x, y) { return x * y % 2 + x * y % 3; },
    function (x, y) { return (x * y % 2 + x * y % 3) % 2; },
    function (x, y) { return ((x + y) % 2 + x * y % 3) % 2; }
  ];

  /* The field of 256 elements over x^8 + x^4 + x^3 + x^2 + 1. */
  var power = [], log = [];
  for (var i = 0, value = 1; i < 255; i++) {
    power[i] = value;
    log[value] = i;
    value = value << 1 ^ (value > 127 ? 0x11d : 0);
  }
  function times(a, b) { return a && b ? power[(log[a] + log[b]) % 255] : 0; }

  function correction(data, count) {
    var divisor = [1];
    for (var i = 0; i < count; i++) {
      divisor = divisor.concat(0).map(function (factor, j) { return factor ^ times(divisor[j - 1] || 0, power[i]); });
    }
    var rest = data.concat(new Array(count).fill(0));
    data.forEach(function (_, at) {
      var lead = rest[at];
      divisor.forEach(function (factor, j) { rest[at + j] ^= times(factor, lead); });
    });
    return rest.slice(data.length);
  }

  function codewords(bytes, version) {
    var all = WORDS[version - 1], blocks = BLOCKS[version - 1], extra = CORRECTION[version - 1];
    var room = all - blocks * extra, bits = [];
    function push(number, length) { while (length--) bits.push(number >> length & 1); }
    push(4, 4);
    push(bytes.length, version > 9 ? 16 : 8);
    bytes.forEach(function (byte) { push(byte, 8); });
    push(0, Math.min(4, room * 8 - bits.length));
    push(0, (8 - bits.length % 8) % 8);
    var data = [];
    for (var i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2));
    for (var pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
    var parts = [], checks = [], at = 0;
    for (var block = 0; block < blocks; block++) {
      var size = (room / blocks | 0) + (block >= blocks - room % blocks ? 1 : 0);
      parts.push(data.slice(at, at += size));
      checks.push(correction(parts[block], extra));
    }
    return woven(parts).concat(woven(checks));
  }
  function woven(parts) {
    var out = [], longest = parts[parts.length - 1].length;
    for (var i = 0; i < longest; i++) parts.forEach(function (part) { if (i < part.length) out.push(part[i]); });
    return out;
  }

  /* The remainder by which the reader checks a format or a version. */
  function checked(number, divisor, length) {
    var rest = number << length;
    for (var bit = 31; bit >= length; bit--) if (rest >>> bit & 1) rest ^= divisor << bit - length;
    return number << length | rest;
  }

  /* The patterns that every code of a version has; null where data go. */
  function frame(version) {
    var size = version * 4 + 17, rows = [];
    for (var y = 0; y < size; y++) rows.push(new Array(size).fill(null));
    function ring(cx, cy, reach, dark) {
      for (var y = -reach; y <= reach; y++) for (var x = -reach; x <= reach; x++) {
        if (rows[cy + y] && rows[cy + y][cx + x] !== undefined) rows[cy + y][cx + x] = dark(Math.max(Math.abs(x), Math.abs(y)));
      }
    }
    [[3, 3], [size - 4, 3], [3, size - 4]].forEach(function (finder) {
      ring(finder[0], finder[1], 4, function (far) { return far < 2 || far === 3; });
    });
    var centres = CENTRES[version - 1], end = centres[centres.length - 1];
    centres.forEach(function (cx) {
      centres.forEach(function (cy) {
        var corner = cx === 6 && cy === 6 || cx === 6 && cy === end || cx === end && cy === 6;
        if (!corner) ring(cx, cy, 2, function (far) { return far !== 1; });
      });
    });
    for (var i = 8; i < size - 8; i++) rows[6][i] = rows[i][6] = i % 2 === 0;
    if (version > 6) {
      var told = checked(version, 0x1f25, 12);
      for (var bit = 0; bit < 18; bit++) {
        rows[bit / 3 | 0][size - 11 + bit % 3] = rows[size - 11 + bit % 3][bit / 3 | 0] = !!(told >> bit & 1);
      }
    }
    tellFormat(rows, 0);
    return rows;
  }
  function tellFormat(rows, mask) {
    var size = rows.length, told = checked(mask, 0x537, 10) ^ 0x5412;
    for (var bit = 0; bit < 15; bit++) {
      var dark = !!(told >> bit & 1);
      rows[bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit][8] = dark;
      rows[8][bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit] = dark;
    }
    rows[size - 8][8] = true;
  }

  function filled(empty, words, mask) {
    var rows = empty.map(function (row) { return row.slice(); }), size = rows.length, at = 0;
    tellFormat(rows, mask);
    for (var right = size - 1; right > 0; right -= 2) {
      if (right === 6) right--;
      for (var step = 0; step < size; step++) {
        var y = (right + 1 & 2) === 0 ? size - 1 - step : step;
        for (var x = right; x > right - 2; x--) {
          if (empty[y][x] !== null) continue;
          var dark = words[at >> 3] >> 7 - (at & 7) & 1;
          rows[y][x] = !!dark !== (MASKS[mask](x, y) === 0);
          at++;
        }
      }
    }
    return rows;
  }

  /* How hard a code is to read; the mask with the lowest sum is taken. */
  function penalty(rows) {
    var size = rows.length, sum = 0, darks = 0;
    function line(cell) {
      var text = '';
      for (var i = 0; i < size; i++) text += cell(i) ? 1 : 0;
      (text.match(/0{5,}|1{5,}/g) || []).forEach(function (run) { sum += run.length - 2; });
      for (i = 0; i + 11 <= size; i++) if (/^(10111010000|00001011101)/.test(text.substr(i, 11))) sum += 40;
    }
    rows.forEach(function (row, y) {
      line(function (x) { return row[x]; });
      line(function (x) { return rows[x][y]; });
      row.forEach(function (dark, x) {
        darks += dark;
        if (x && y && dark === row[x - 1] && dark === rows[y - 1][x] && dark === rows[y - 1][x - 1]) sum += 3;
      });
    });
    return sum + 10 * (Math.abs(darks * 20 - size * size * 10) / (size * size) | 0);
  }

  window.qikanQR = function (text) {
    var bytes = Array.prototype.slice.call(new TextEncoder().encode(text));
    var version = WORDS.findIndex(function (all, i) {
      return bytes.length <= all - BLOCKS[i] * CORRECTION[i] - (i > 8 ? 3 : 2);
    }) + 1;
    if (!version) return null;
    var empty = frame(version), words = codewords(bytes, version), best = null, least = Infinity;
    MASKS.forEach(function (_, mask) {
      var rows = filled(empty, words, mask), sum = penalty(rows);
      if (sum < least) { best = rows; least = sum; }
    });
    return best;
  };
})();
