"""The order of the answers is lunr's: the same articles, in the same order, with the same scores."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from lunr.index import Index
from lunr.query import Query, QueryPresence
from playwright.sync_api import Page

from benchmarks.corpus import archive
from generator.model import Issue
from generator.search.folding import fold
from generator.search.passages import FIELDS, passages
from tests.search.archives import ask, write_index

pytestmark = [pytest.mark.browser, pytest.mark.shared]

K1, B = 20, 0
BOOSTS = {"title": 4}
LONGEST = 4
BLOCKS = 4
QUERIES = (
    "药",
    "集采",
    "医保",
    "医保目录",
    "drg",
    "23年",
    "医疗机构",
    "集采 医保",
    "药品 -集采",
    "支架|创新药",
    "标题:医保 药品",
)
TOLERANCE = 1e-6


@pytest.fixture(scope="module")
def issues(shared: Path) -> list[Issue]:
    return [
        replace(issue, articles=tuple(replace(its, blocks=its.blocks[:BLOCKS]) for its in issue.articles))
        for issue in archive(2)
    ]


@pytest.fixture(scope="module")
def site(issues: list[Issue], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ranked")
    write_index(issues, folder)
    return folder


def grams(passage_texts: list[str]) -> list[str]:
    """Every string of one to LONGEST characters that stands in a field: lunr's terms."""
    return [
        text[start : start + order]
        for text in passage_texts
        for order in range(1, LONGEST + 1)
        for start in range(len(text) - order + 1)
    ]


@pytest.fixture(scope="module")
def index(issues: list[Issue]) -> Index:
    """lunr.py's own index of the archive, the newest article first as equals are shown."""
    builder = Builder()
    builder.ref("id")
    builder.k1(K1)
    builder.b(B)
    for field in FIELDS:
        builder.field(field, boost=BOOSTS.get(field, 1))
    for issue in reversed(issues):
        for article in reversed(issue.articles):
            texts: list[list[str]] = [[] for _ in FIELDS]
            for passage in passages(article):
                texts[passage.field].append(fold(passage.plain))
            document = {field: grams(texts[place]) for place, field in enumerate(FIELDS)}
            builder.add({"id": f"{issue.id}/{article.id}", **document})
    return builder.build()


def clauses(query: str, index: Index) -> list[dict[str, Any]]:
    """The query in lunr's terms: words are required, and weigh the same however rare they are."""
    made = []
    for word in query.split():
        presence = QueryPresence.PROHIBITED if word.startswith("-") else QueryPresence.REQUIRED
        fields = ["title"] if word.startswith("标题:") else list(FIELDS)
        either = word.lstrip("-").removeprefix("标题:").split("|")
        for term in either:
            if len(either) > 1:
                presence = QueryPresence.OPTIONAL
            made.append({"term": term, "fields": fields, "presence": presence, "boost": 1 / rarity(term, index)})
    return made


def rarity(term: str, index: Index) -> float:
    """lunr's inverse document frequency of a term."""
    documents = len(index.field_vectors) / len(FIELDS)
    holding = sum(len(index.inverted_index.get(term, {}).get(field, {})) for field in FIELDS)
    return math.log(1 + abs((documents - holding + 0.5) / (holding + 0.5)))


def by_lunr_py(query: str, index: Index) -> list[tuple[str, float]]:
    asked: Query = index.create_query()
    for clause in clauses(query, index):
        asked.clause(**clause, use_pipeline=False)
    return [(found["ref"], found["score"]) for found in index.query(asked)]


def assert_same(ours: list[tuple[str, float]], theirs: list[tuple[str, float]]) -> None:
    assert theirs, "a query that finds nothing compares nothing"
    assert {name for name, _ in ours} == {name for name, _ in theirs}
    scores = dict(theirs)
    assert all(abs(score - scores[name]) < TOLERANCE for name, score in ours)
    for (_, score), (_, following) in zip(theirs, theirs[1:], strict=False):
        assert score >= following
    assert [round(score, 6) for _, score in ours] == [round(score, 6) for _, score in theirs]


@pytest.mark.parametrize("query", QUERIES)
def test_ranks_as_lunr_py_does(desktop: Page, site: Path, index: Index, query: str) -> None:
    [ours] = ask(desktop, site, [query])
    assert_same(ours, by_lunr_py(query, index))


LUNR_JS = """({ serialized, asked }) => {
  const index = lunr.Index.load(serialized);
  return asked.map((clauses) => index.query((query) => clauses.forEach((clause) => query.clause(Object.assign(clause, {
    usePipeline: false, presence: lunr.Query.presence[clause.presence]
  })))).map((found) => [found.ref, found.score]));
}"""


def test_ranks_as_lunr_js_does(desktop: Page, site: Path, index: Index) -> None:
    asked = [
        [{**clause, "presence": clause["presence"].name} for clause in clauses(query, index)] for query in QUERIES
    ]
    script = files("mkdocs") / "contrib/search/templates/search/lunr.js"
    ours = ask(desktop, site, QUERIES)
    desktop.add_script_tag(content=script.read_text(encoding="utf-8"))
    serialized = json.loads(json.dumps(index.serialize()))
    theirs = desktop.evaluate(LUNR_JS, {"serialized": serialized, "asked": asked})
    for own, other in zip(ours, theirs, strict=True):
        assert_same(own, [(name, score) for name, score in other])
