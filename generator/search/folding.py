"""Folding: what counts as the same string for a search.

`client/fold.js` does the same in the browser; a test holds the two against each other. A string is folded to NFKC and
lower case, marks that nobody sees are dropped, and white space goes except between two letters or digits of alphabets
that use spaces: `370 万` is `370万`, `Annu Rev` stays two words.
"""

from __future__ import annotations

import re
import unicodedata

SPACE = "\t-\r \x85\u1680\u2028\u2029"
"""White space after NFKC (which makes the other spaces of Unicode plain ones), as a class of a regular expression."""

SPACED = "0-9a-z\u00df-\u024f\u0370-\u052f"
"""Letters and digits of alphabets that put spaces between words, in lower case: Latin, Greek, Cyrillic."""

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
"""Soft hyphen, zero-width marks, direction marks, variation selectors."""

_FREQUENT = {wide: unicodedata.normalize("NFKC", wide) for wide in "，：；？！（）％～…\u3000"}
"""What is frequent in Chinese text and other in NFKC, with what it is there. Where no other such character is left,
normalising a text takes a tenth of the time."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_RUN_OF_SPACE = re.compile(f"[{SPACE}]+")
_NEEDLESS_SPACE = re.compile(f" (?:(?<![{SPACED}] )|(?![{SPACED}]))")


def fold(text: str) -> str:
    """Return the text as a search sees it; folding twice changes nothing more."""
    if not text:
        return text
    for wide, narrow in _FREQUENT.items():
        text = text.replace(wide, narrow)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower())
    return unicodedata.normalize("NFKC", _NEEDLESS_SPACE.sub("", _RUN_OF_SPACE.sub(" ", folded)))
