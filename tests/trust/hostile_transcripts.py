"""Transcripts that were made to hurt, by where the matter stands and what it is made of, for any size."""

from __future__ import annotations

from tests.importing.digest import BACK, COVER, Piece, digest

NUMBER = "9" * 5000
"""A number that Python refuses to read."""

IN_AN_ARTICLE: dict[str, str] = {
    "one line": "甲",
    "paragraphs": "甲乙丙丁。\n\n",
    "short lines": "甲\n",
    "marked headings": "## a\n",
    "numbered headings": "（一）甲\n",
    "questions": "甲？\n\n",
    "ordinals": "问题一：甲\n\n",
    "bold lines": "**甲**\n\n",
    "emphasis that crosses": "**a*b**",
    "stars": "*a",
    "tags": "<b>a<i>b</b>",
    "raised figures": "<sup>2</sup>",
    "raised figures without an end": "<sup>2",
    "brackets": "[",
    "links": "[a](http://x)",
    "links without an end": "[a](",
    "addresses": "<http://a>",
    "escapes": "\\*",
    "columns": "a\t",
    "rows": "a\tb\n",
    "links back": BACK + "\n\n",
    "sources": "来源：甲\n\n",
    "items": "- a\n",
    "numbered items": "1. a\n",
    "spaces": "甲 ",
    "colons": "甲：",
    "narrow punctuation": ",甲",
    "quotation marks": "“",
    "book marks": "《",
    "English words": "甲 and 乙",
    "doubled words": "的的",
    "figures": "9",
    "captions": "图1 甲\n\n",
    "captions of tables": "表1 甲\n\n",
    "residue of pages": "字号：大 中 小 分享\n",
    "sections": "### · 甲 ·\n\n",
    "articles": "#### 家庭药箱\n\n来源：甲\n\n乙\n\n",
    "control characters": "甲\x01\x1b[2J",
    "dashes": "—",
    "dots": ".",
    "empty lines": "\n",
}
"""What is written over and over in an article."""

IN_THE_CONTENTS: dict[str, str] = {
    "entries": "▶ [甲](#)（来源：乙） ——第 7 页\n\n",
    "sections": "### • 甲 •\n\n",
    "summaries": "【提要】甲\n\n",
    "page hints": "——第 7 页",
    "links": "[甲](#)",
    "sources": "（来源：",
    "paragraphs": "甲\n\n",
}
"""What is written over and over in the contents."""

COVERS: dict[str, str] = {
    "year of 5,000 figures": f"# 药周\n\n{NUMBER}年第11期\n\n(2024.03.11-2024.03.17)",
    "number of 5,000 figures": f"# 药周\n\n2024年第{NUMBER}期\n\n(2024.03.11-2024.03.17)",
    "number of 5,000 letters": f"# 药周\n\n2024年第{'I' * 5000}期\n\n(2024.03.11-2024.03.17)",
    "days that never were": "# 药周\n\n2024年第11期\n\n(2024.13.41-2024.03.17)",
    "days of 5,000 figures": f"# 药周\n\n2024年第11期\n\n({NUMBER}.{NUMBER}.{NUMBER}-2024.03.17)",
    "year nought": "# 药周\n\n0000年第11期\n\n(0000.00.00-0000.00.00)",
    "end of time": "# 药周\n\n9999年第99期\n\n(9999.12.25-9999.12.31)",
    "a path for a year": "# ../../etc\n\n../../etc年第11期\n\n(2024.03.11-2024.03.17)",
    "numbers over and over": "2024年第11期\n" * 2000 + COVER,
}
"""Covers that say what no cover says."""

ODD: dict[str, str] = {
    "ordinal of 5,000 figures": digest(Piece("家庭药箱", f"问题{NUMBER}：甲\n\n乙丙。\n\n" * 3)),
    "item of 5,000 figures": digest(Piece("家庭药箱", f"{NUMBER}. 甲\n\n{NUMBER}. 乙\n\n")),
    "page hint of 5,000 figures": digest(Piece("家庭药箱", "甲"), contents=f"▶ [家庭药箱](#) ——第 {NUMBER} 页"),
    "pages that run backwards": digest(*(Piece(f"第{n}题", "甲", page=99 - n) for n in range(40))),
    "a page beyond all": digest(Piece("家庭药箱", "甲乙。", page=999), Piece("药柜", "甲乙。", page=1)),
    "a title of 10,000 characters": digest(Piece("药" * 10_000, "甲乙。")),
    "a table of 3,000 columns": digest(Piece("家庭药箱", ("甲\t" * 3000 + "\n") * 2)),
}
"""Whole transcripts that fit into no other table."""


def transcripts(characters: int) -> dict[str, str]:
    """Return all of them, the repetitions for about so many characters each."""
    found = {
        f"{name} in an article": digest(Piece("家庭药箱的整理", piece * (characters // len(piece))))
        for name, piece in IN_AN_ARTICLE.items()
    }
    found |= {
        f"{name} in the contents": digest(
            Piece("家庭药箱的整理", "甲乙。"), contents=piece * (characters // len(piece))
        )
        for name, piece in IN_THE_CONTENTS.items()
    }
    found |= {f"cover: {name}": digest(Piece("家庭药箱", "甲乙。"), cover=cover) for name, cover in COVERS.items()}
    return found | ODD
