"""Archives of any size, recombined from real issues by a seeded generator.

The paragraphs of the transcripts in `../shared/issues` are dealt out anew: an article keeps the title, section, source
and summary of a real one and takes its paragraphs from three real articles, some of them with a sentence swapped. So
words keep their real frequencies and company, and an article its real length.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from generator.model import Article, Block, Heading, Issue, PageStart, Paragraph, Text

TRANSCRIPTS = Path(__file__).resolve().parents[2] / "shared" / "issues"
ARTICLES_PER_ISSUE = 10
CHARACTERS_PER_ARTICLE = 3500
CHARACTERS_PER_PAGE = 600
SENTENCES_SWAPPED = 0.3
FIRST_YEAR = 2016
WEEKS_PER_YEAR = 52

_ENTRY = re.compile(r"[▶▣]\s*\[?(?P<title>[^\]\n(（]+)")
_SENTENCE = re.compile(r"(?<=[。！？])")


@dataclass(frozen=True)
class Piece:
    """One article of a transcript, split roughly: good enough to take words from."""

    section: str
    title: str
    source: str
    summary: str
    paragraphs: tuple[str, ...]


@cache
def pieces(folder: Path = TRANSCRIPTS) -> tuple[Piece, ...]:
    """Return all articles of all transcripts in the folder."""
    return tuple(piece for path in sorted(folder.glob("*.txt")) for piece in _split(path.read_text(encoding="utf-8")))


def _split(transcript: str) -> Iterator[Piece]:
    contents, _, body = transcript.partition("本期内容")
    entries = []
    section = "综合"
    for line in contents.splitlines():
        mark = re.search(r"[•·]\s*(\S+?)\s*[•·]", line)
        if mark:
            section = mark[1]
        entry = _ENTRY.search(line)
        if entry:
            source = re.search(r"来源[:：]\s*([^)）]+)", line)
            entries.append([section, entry["title"].strip(), source[1].strip() if source else "", ""])
        elif "提要】" in line and entries:
            entries[-1][3] = line.split("】", 1)[1].strip()
    bodies = [part for part in re.split(r"^.*返回目录.*$", body, flags=re.M) if len(part) > 500]
    for (its_section, title, its_source, summary), part in zip(entries, bodies, strict=False):
        lines = (re.sub(r"^#+\s*|\*\*", "", line).strip() for line in part.splitlines())
        paragraphs = tuple(line for line in lines if line and not line.startswith("来源"))
        yield Piece(its_section, title, its_source, summary, paragraphs)


def archive(issues: int, seed: int = 1) -> Iterator[Issue]:
    """Yield so many issues, oldest first; the same ones for the same seed, and the first n of any longer archive."""
    for ordinal in range(issues):
        yield issue_at(ordinal, seed)


def issue_at(ordinal: int, seed: int = 1) -> Issue:
    """Return one issue of an archive, 0 the oldest."""
    rng = random.Random(f"{seed}/{ordinal}")
    year, number = FIRST_YEAR + ordinal // WEEKS_PER_YEAR, ordinal % WEEKS_PER_YEAR + 1
    start = date.fromisocalendar(year, number, 1)
    articles = []
    page = 7
    for place in range(1, ARTICLES_PER_ISSUE + 1):
        article, page = _article(f"a{place:02d}", page, rng)
        articles.append(article)
    return Issue(
        f"{year}-{number:02d}", "医周药事", year, number, start, start + timedelta(days=6), articles=tuple(articles)
    )


def _article(identity: str, page: int, rng: random.Random) -> tuple[Article, int]:
    head, *others = rng.sample(pieces(), 3)
    stock = [paragraph for piece in (head, *others) for paragraph in piece.paragraphs]
    aim = int(CHARACTERS_PER_ARTICLE * rng.uniform(0.4, 1.6))
    first_page, length, blocks = page, 0, list[Block]()
    while length < aim:
        words = _swapped(rng.choice(stock), stock, rng)
        starts: tuple[PageStart, ...] = ()
        if (length + len(words)) // CHARACTERS_PER_PAGE > length // CHARACTERS_PER_PAGE:
            page += 1
            starts = (PageStart(CHARACTERS_PER_PAGE - length % CHARACTERS_PER_PAGE, page),)
        length += len(words)
        heading = len(words) < 25 and words[-1] not in "。！？；：，"
        text = Text(words, pages=starts)
        blocks.append(Heading(1, text) if heading else Paragraph(text))
    title = Text(head.title, pages=(PageStart(0, first_page),))
    summary = Text(head.summary)
    return Article(identity, head.section, title, head.source, first_page, summary, tuple(blocks)), page + 1


def _swapped(paragraph: str, stock: list[str], rng: random.Random) -> str:
    if rng.random() > SENTENCES_SWAPPED:
        return paragraph
    sentences = _SENTENCE.split(paragraph)
    others = _SENTENCE.split(rng.choice(stock))
    sentences[rng.randrange(len(sentences))] = rng.choice(others)
    return "".join(sentences) or paragraph
