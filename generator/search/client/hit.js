// On a page of the archive: marks the strings that a search was for and goes to the one that was chosen.

// Words that a page adds to the article's own.
const ADDED = ".print,[role=doc-pagebreak],button,nav";
// Milliseconds after which a browser has done with the address.
const LATE = 1500;
const HIT_BLOCKS = "p,li,td,th,h1,h2,h3,h4,h5,h6,caption,figcaption,pre,div";

function markHits() {
  const told = new URLSearchParams(location.search.slice(1));
  const strings = told.getAll("hit").map(fold).filter(Boolean).slice(0, 20);
  const area = document.querySelector("article") || document.querySelector("main");
  if (!strings.length || !area) return;
  const near = told.get("near") || "";
  const marked = [];
  const chosen = [];
  blocksOf(area).forEach((nodes) => {
    const view = foldWithPlaces(nodes.map((node) => node.data).join(""));
    const found = near ? view.folded.indexOf(near) : -1;
    const spot = found < 0 ? -1 : view.places[found + +told.get("at")];
    strings.forEach((string) => {
      const live = [].concat.apply([], nodes.map((node) => node.parts || [node]));
      occurrences(live.map((node) => node.data).join(""), string).reverse().forEach(([start, end]) => {
        const first = wrap(nodes, start, end);
        if (first) marked.push(first);
        if (first && start === spot) chosen.push(first);
      });
    });
  });
  const anchor = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const inOrder = (marks) => marks.sort((a, b) => a.compareDocumentPosition(b) & 4 ? -1 : 1);
  const after = (marks) => inOrder(marks).filter((mark) => !anchor || anchor.compareDocumentPosition(mark) & 4)[0];
  const here = after(chosen) || chosen[0] || after(marked) || marked[0];
  if (!here) return;
  here.classList.add("hit-here");
  here.tabIndex = -1;
  here.focus({ preventScroll: true });
  stay(here);
}

// Go to a place, and back to it as long as nobody but the browser moves the page: one that finds no text fragment goes
// to the address's anchor, half a second after all is loaded.
function stay(here) {
  const go = () => here.scrollIntoView({ block: "center" });
  const moved = () => {
    const { top, bottom } = here.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) go();
  };
  const leave = () => removeEventListener("scroll", moved);
  go();
  addEventListener("scroll", moved);
  ["wheel", "touchmove", "pointerdown", "keydown"].forEach((name) => addEventListener(name, leave, { once: true, passive: true }));
  if (document.readyState === "complete") setTimeout(leave, LATE);
  else addEventListener("load", () => setTimeout(leave, LATE));
}

// The text nodes of each block of words, in reading order.
function blocksOf(area) {
  const walker = document.createTreeWalker(area, 4);
  const blocks = [];
  let last;
  while (walker.nextNode()) {
    if (walker.currentNode.parentNode.closest(ADDED)) continue;
    const block = walker.currentNode.parentNode.closest(HIT_BLOCKS);
    if (block !== last) blocks.push([]);
    last = block;
    blocks[blocks.length - 1].push(walker.currentNode);
  }
  return blocks;
}

// Put marks around the characters from start to end of a block's words; returns the first mark.
function wrap(nodes, start, end) {
  let at = 0;
  let first = null;
  for (const node of nodes) {
    for (const part of (node.parts || [node]).slice()) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, part.length);
      at += part.length;
      if (from >= to) continue;
      const piece = from ? part.splitText(from) : part;
      const rest = to - from < piece.length ? piece.splitText(to - from) : null;
      const known = node.parts || (node.parts = [node]);
      known.splice.apply(known, [known.indexOf(part), 1].concat([from ? part : null, piece, rest].filter(Boolean)));
      if (piece.parentNode.tagName === "MARK") {
        first = first || piece.parentNode;
        continue;
      }
      const mark = document.createElement("mark");
      mark.className = "hit";
      piece.parentNode.replaceChild(mark, piece);
      mark.appendChild(piece);
      first = first || mark;
    }
  }
  return first;
}

markHits();
