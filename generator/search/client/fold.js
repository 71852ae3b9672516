// Folding, as generator/search/folding.py does it; a test holds the two against each other.

const SPACE = /[\t-\r \x85\u1680\u2028\u2029]+/;
const SPACED = /[0-9a-z\u00df-\u024f\u0370-\u052f]/;
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;
// Text of which each unit is folded by itself to one unit.
const EVEN = /^[!-~\u2014\u2018-\u201d\u3001-\u3003\u3008-\u3011\u3400-\u9fff\uff01-\uff5e]*$/;
const CLUSTERS = /(?:[\ud800-\udbff][\udc00-\udfff]|[^])[\u0300-\u036f\u200b-\u200f\u3099\u309a\ufe00-\ufe0f\uff9e\uff9f]*/g;

function plain(text) {
  return text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase().normalize("NFKC");
}

function fold(text) {
  let out = "";
  plain(text).split(SPACE).forEach((word) => {
    if (out && word && SPACED.test(out[out.length - 1]) && SPACED.test(word[0])) out += " ";
    out += word;
  });
  return out.normalize("NFKC");
}

// The folded text and, for each of its code units, where in the text it comes from; one entry more for the end.
function foldWithPlaces(text) {
  if (EVEN.test(text)) return { folded: fold(text), places: Array.from(text + "$", (_, i) => i) };
  let out = "";
  let space = -1;
  const places = [];
  let match;
  CLUSTERS.lastIndex = 0;
  while (match = CLUSTERS.exec(text)) {
    for (const unit of plain(match[0])) {
      if (SPACE.test(unit)) {
        space = match.index;
        continue;
      }
      if (space >= 0 && out && SPACED.test(out[out.length - 1]) && SPACED.test(unit[0])) {
        out += " ";
        places.push(space);
      }
      space = -1;
      out += unit;
      for (let i = 0; i < unit.length; i++) places.push(match.index);
    }
  }
  places.push(text.length);
  return { folded: out, places };
}

// Where a folded string stands in a text: pairs of start and end, without space behind; overlapping ones left out.
function occurrences(text, folded) {
  const view = foldWithPlaces(text);
  const found = [];
  let at = folded ? view.folded.indexOf(folded) : -1;
  while (at >= 0) {
    const last = view.places[at + folded.length - 1];
    let end = at + folded.length;
    while (view.places[end] === last) end++;
    found.push([view.places[at], view.places[at] + text.slice(view.places[at], view.places[end]).replace(/\s+$/, "").length]);
    at = view.folded.indexOf(folded, at + folded.length);
  }
  return found;
}

// How often a folded string stands in a folded text, overlapping ones counted.
function count(text, folded) {
  let times = 0;
  for (let at = text.indexOf(folded); at >= 0; at = text.indexOf(folded, at + 1)) times++;
  return times;
}
