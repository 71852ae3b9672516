"""Content files that were made to hurt a parser, by what they are made of, for any size."""

from __future__ import annotations

from collections.abc import Callable

from tests.markdown.test_by_hand import HEAD

FENCE = "---\n"


def front(old: str, new: str) -> str:
    """Return the sample content file with something else in its front matter."""
    assert old in HEAD
    return HEAD.replace(old, new, 1)


REPEATED: dict[str, str] = {
    "emphasis that opens": "*a ",
    "emphasis of two kinds": "*a **b",
    "emphasis that closes": "a**",
    "emphasis that crosses": "**a*b",
    "underscores": "_a ",
    "brackets that open": "[",
    "brackets that close": "]",
    "brackets of pictures": "![[",
    "links without an end": "[a](",
    "links with a title without an end": '[a](b "',
    "links": "[a](b)",
    "links of references": "[a][b]",
    "references": "[a]: b\n",
    "code without an end": "`a``b",
    "tags that open": "<a ",
    "comments that open": "<!--",
    "declarations": "<![CDATA[",
    "processing instructions": "<?",
    "entities": "&amp;",
    "numbers of characters": "&#1;",
    "addresses without an end": "<http://",
    "backslashes": "\\",
    "quotations in quotations": ">",
    "lists in lists": "- ",
    "lists in quotations": "> - ",
    "items": "- a\n",
    "headings": "##### a\n",
    "articles": "#### a\n\n",
    "sections": "### a\n\n#### b\n\n",
    "lines": "a\n",
    "hard breaks": "a\\\n",
    "empty lines": "\n",
    "dividers": "***\n\n",
    "comments": "<!-- -->\n\n",
    "fences": "```\n",
    "code by indent": "    a\n",
    "underlined headings": "a\n=\n",
    "links back": "[返回目录](#toc)\n\n",
    "blocks of HTML": "<div>\n",
    "spaces": " ",
    "one line": "甲",
}
"""What is written over and over."""

BUILT: dict[str, Callable[[int], str]] = {
    "anchors": lambda n: "".join(f'甲<a id="p{page}"></a>' for page in range(1, n)),
    "columns": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "columns and short rows": lambda n: "|" + "a|" * (n // 9) + "\n|" + "-|" * (n // 9) + "\n" + "|\n" * (n // 9),
    "rows": lambda n: "|a|\n|-|\n" + "|b|\n" * n,
    "runs of code marks": lambda n: " ".join("`" * length for length in range(1, int((2 * n) ** 0.5))),
    "stairs of lists": lambda n: "".join("  " * step + "- a\n" for step in range(int(n**0.5))),
    "a deep quotation and lazy lines": lambda n: "> " * 100 + "a\n" + "> a\n" * (n // 20),
    "brackets in brackets": lambda n: "[" * (n // 2) + "a" + "]" * (n // 2),
    "HTML cells": lambda n: "<table>" + "<tr><td>a</td></tr>\n" * (n // 20) + "</table>",
    "HTML marks": lambda n: "<table><tr><td>" + "<b>" * (n // 3),
    "HTML comments": lambda n: "<table><tr><td>" + "<!--" * (n // 20),
    "HTML attributes": lambda n: "<table><tr><td " + 'a="' * (n // 20) + ">",
    "HTML entities": lambda n: "<table><tr><td>" + "&" * n + "</td></tr></table>",
    "HTML declarations": lambda n: "<table>" + "<!" * (n // 20) + "</table>",
    "HTML instructions": lambda n: "<table>" + "<?" * (n // 20) + "</table>",
}
"""What takes more than repeating, made for about so many characters."""

NUMBER = "9" * 5000
"""A number that Python refuses to read."""

REFUSED: dict[str, str] = {
    "page of 5,000 figures": HEAD + f'甲<a id="p{NUMBER}"></a>\n',
    "article of 5,000 figures": HEAD + f'<a id="a{NUMBER}"></a>\n#### 乙\n',
    "span of 5,000 figures": HEAD + f"<table><tr><td colspan={NUMBER}>甲</td></tr></table>\n",
    "page of 5,000 figures in a cell": HEAD + f'<table><tr><td><a id="p{NUMBER}"></a>甲</td></tr></table>\n',
    "issue number of 5,000 figures": front("number: 11", f"number: {NUMBER}"),
    "year of 5,000 figures": front("year: 2024", f"year: {NUMBER}"),
    "offset of 5,000 figures": front("number: 11", f"number: 11\noriginal:\n  path: a.pdf\n  offset: {NUMBER}"),
    "number that is no figure": front("number: 11", "number: ²"),
    "day that never was": front("start: 2024-03-11", "start: 0000-00-00"),
    "day beyond all years": front("start: 2024-03-11", "start: 99999-01-01"),
    "front matter of a megabyte": front("number: 11", "number: 11\norganiser: " + "a" * 1_000_000),
    "front matter nested 2,000 times": front("number: 11", "number: 11\norganiser: " + "[" * 2000 + "]" * 2000),
    "front matter of open brackets": front("number: 11", "number: 11\norganiser: " + "[" * 9000),
    "front matter of aliases": front("number: 11", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nnumber: 11"),
    "front matter in itself": front("number: 11", "number: 11\norganiser: &a [*a]"),
    "front matter that makes an object": front("number: 11", "number: !!python/object/apply:os.getcwd []"),
    "front matter with a list for a key": front("number: 11", "number: 11\n? [a, b]\n: c"),
    "front matter with a control character": front("title: 医周药事", 'title: "医\\x01周"'),
    "front matter with half a pair": front("title: 医周药事", "title: 医\ud800"),
    "front matter without an end": FENCE + "title: a\n" * 100_000,
    "control character": HEAD + "甲\x01乙\n",
    "the character that rendering keeps for addresses": HEAD + "甲\x02乙\n",
    "NUL": HEAD + "甲\x00乙\n",
    "escape character": HEAD + "甲\x1b[2J乙\n",
    "form feed by reference": HEAD + "甲&#12;乙\n",
    "form feed by reference in a cell": HEAD + "<table><tr><td>甲&#12;</td></tr></table>\n",
    "carriage return by reference in a cell": HEAD + "<table><tr><td>甲&#13;乙</td></tr></table>\n",
    "form feed by reference in a link": HEAD + "[甲](a&#12;b)\n",
    "form feed by reference in a picture's words": HEAD + "![甲&#12;](a.png)\n",
    "form feed by reference in a fence": HEAD + "``` a&#12;\n乙\n```\n",
    "half a surrogate pair": HEAD + "甲\ud800\n",
    "no character": HEAD + "甲\ufffe\uffff\n",
    "marked section in a table": HEAD + "<table><![foo[ 甲 ]]></table>\n",
    "declaration in a table": HEAD + "<table><!DOCTYPE x [ <!foo ]></table>\n",
    "instruction in a table": HEAD + "<table><?php 甲 ?></table>\n",
    "what is no comment in a table": HEAD + "<table><tr><td><!甲></td></tr></table>\n",
    "more articles than there are pages for": HEAD + "#### 乙\n\n" * 1000,
}
"""Files that have to be refused, whatever their size."""
