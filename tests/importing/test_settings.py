"""The import finds what other prints of the sample articles say, page by page: other line and page lengths, marks,
misreadings and mixtures of articles."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from generator.exports import issue_json
from generator.importing import import_file
from generator.markdown import read
from generator.model import Article, Block, Figure, Issue
from tests.support.measures import measure
from tests.support.setter import Style, set_transcript, varied_style

ISSUES = Path(__file__).parents[2] / "content" / "issues"
ARTICLES = 24
BARS = {
    "meta": 1.0,
    "articles": 1.0,
    "headings": 0.95,
    "levels": 0.93,
    "blocks": 0.98,
    "rejoined": 0.97,
    "cells": 0.98,
    "captions": 0.98,
    "pages": 0.97,
    "kept": 1.0,
}
"""What imports of unseen prints reach, all prints taken together."""
FEW = {"rejoined": 0.9, "pages": 0.9}
"""What a single print reaches: a mixture has a dozen cuts and some thirty pages, of which tables hide one or two."""

STYLES = {
    "as the five issues": Style(seed=1),
    "no marks": Style(seed=2, lines=22, marks="none"),
    "marks by rank": Style(seed=3, measure=28, lines=21, marks="uniform", punctuation="hang"),
    "short lines": Style(seed=4, measure=24, lines=18, marks="uniform"),
    "long lines": Style(seed=5, measure=38, lines=28, punctuation="hang"),
    "half-width and spaced": Style(seed=6, measure=32, lines=24, half_width=1.0, spaced=1.0, odd_hints=1.0),
    "no rules for line ends": Style(seed=7, measure=34, lines=20, punctuation="free", autospace=False),
    "articles run on": Style(seed=8, measure=30, lines=22, run_on=True, marks="uniform"),
    "things missing": Style(seed=9, missing_back_links=1.0, missing_sections=0.5, residue=0.5, marks="uniform"),
}


@cache
def stock() -> tuple[Issue, ...]:
    return tuple(read(file.read_text(encoding="utf-8"), file.name) for file in sorted(ISSUES.glob("*.md")))


def mixture(seed: int) -> Issue:
    """Return an issue of articles of all samples, drawn by the seed, two to a section."""
    draw = random.Random(f"mixture {seed}")
    articles: list[Article] = draw.sample([article for issue in stock() for article in issue.articles], ARTICLES)
    sections = [articles[n // 2 * 2].section for n in range(ARTICLES)]
    names = [f"{name}{sections[:n].count(name) // 2 or ''}" for n, name in enumerate(sections)]
    number = draw.randint(1, 52)
    start = date.fromisocalendar(2025, number, 1)
    return replace(
        stock()[0],
        id=f"2025-{number:02}",
        year=2025,
        number=number,
        start=start,
        end=start + timedelta(days=6),
        articles=tuple(
            replace(article, id=f"a{n + 1:02}", section=names[n], blocks=without_figures(article))
            for n, article in enumerate(articles)
        ),
    )


def without_figures(article: Article) -> tuple[Block, ...]:
    """Nobody can tell from a transcript how much of its page a lost picture took."""
    return tuple(block for block in article.blocks if not isinstance(block, Figure))


def figures(issue: Issue, style: Style, folder: Path) -> dict[str, float]:
    setting = set_transcript(issue, style)
    file = folder / "setting.txt"
    file.write_text(setting.text, encoding="utf-8")
    return measure(setting.truth, issue_json(import_file(file).issue))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("settings")
    return {name: figures(mixture(style.seed), style, folder) for name, style in STYLES.items()}


def below(values: dict[str, float], bars: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items() if value < bars[name] - 1e-9}


@pytest.mark.parametrize("name", STYLES)
def test_a_print_in_another_style_is_read_like_an_editor_would(name: str, found: dict[str, dict[str, float]]) -> None:
    assert below(found[name], {**BARS, **FEW}) == {}


def test_all_prints_together_reach_the_bars(found: dict[str, dict[str, float]]) -> None:
    means = {name: sum(one[name] for one in found.values()) / len(found) for name in BARS}
    assert below(means, BARS) == {}


@pytest.mark.parametrize("seed", range(100, 108))
def test_no_print_loses_its_cover_its_articles_or_a_word(seed: int, tmp_path: Path) -> None:
    found = figures(mixture(seed), varied_style(seed), tmp_path)
    assert (found["meta"], found["articles"], found["kept"]) == (1.0, 1.0, 1.0)


def test_the_measure_sees_what_went_wrong() -> None:
    setting = set_transcript(mixture(0), Style())
    truth = setting.truth
    article = truth["articles"][0]
    blocks = [
        {**block, "level": block["level"] % 3 + 1} if block["type"] == "heading" else {**block, "page": 999}
        for block in article["blocks"]
        if block["type"] != "caption"
    ]
    worse = {**truth, "year": 1999, "articles": [{**article, "title": "", "blocks": blocks}, *truth["articles"][1:]]}
    assert set(measure(truth, truth).values()) == {1.0}
    found = measure(truth, worse)
    for name in ("meta", "articles", "levels", "captions", "pages", "kept"):
        assert found[name] < 1.0, name
    cut = [block for block in article["blocks"] if not block.get("joins")]
    worse = {**truth, "articles": [{**article, "blocks": cut}, *truth["articles"][1:]]}
    assert measure(truth, worse)["rejoined"] < 1.0
    assert measure(truth, worse)["blocks"] < 1.0
