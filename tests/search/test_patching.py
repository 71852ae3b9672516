"""A corrected issue gives the same shards whether they are put right or merged anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Issue
from generator.search import IssueIndex, index_issue, plan
from generator.search.blocks import shard_counts
from generator.search.patching import Correction, patch_partition
from generator.search.shards import PartitionJob, merge_partition
from generator.search.summary import PARTITIONS
from tests.search.archives import article, issue

# Few characters meet often; an astral one and one of each length in UTF-8 are among them.
WORDS = st.text("医药保集采20ad 。é𠮷\u2028#", max_size=40)
ARTICLES = st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=2)


def sample(number: int, texts: list[tuple[str, str]]) -> Issue:
    return issue(2024, number, *(article(f"a{place:02d}", *words) for place, words in enumerate(texts, 1)))


def shards(indexes: list[IssueIndex], number: int) -> dict[str, bytes]:
    (block,) = plan(index.summary for index in indexes)
    grams = tuple(index.grams[number] for index in indexes)
    return merge_partition(PartitionJob(block.name, shard_counts(block), number, grams))


@given(earlier=ARTICLES, before=ARTICLES, after=ARTICLES, later=ARTICLES)
def test_put_right_is_merged_anew(
    earlier: list[tuple[str, str]],
    before: list[tuple[str, str]],
    after: list[tuple[str, str]],
    later: list[tuple[str, str]],
) -> None:
    old, new = index_issue(sample(2, before)), index_issue(sample(2, after))
    others = index_issue(sample(1, earlier)), index_issue(sample(3, later))
    (block,) = plan(index.summary for index in (others[0], old, others[1]))
    for number in range(PARTITIONS):
        last = shards([others[0], old, others[1]], number)
        correction = Correction(2, old.grams[number], new.grams[number])
        patched = patch_partition(block.name, shard_counts(block), number, [correction], last.__getitem__)
        assert patched is not None
        assert {**last, **patched} == shards([others[0], new, others[1]], number)


def test_more_than_255_times_and_hundreds_of_articles_are_put_right_too() -> None:
    many = index_issue(sample(1, [("医药", "药品")] * 300))
    old, new = (index_issue(sample(2, [("医药", "药品" * count)])) for count in (200, 300))
    (block,) = plan(index.summary for index in (many, old))
    for number in range(PARTITIONS):
        last = shards([many, old], number)
        correction = Correction(300, old.grams[number], new.grams[number])
        patched = patch_partition(block.name, shard_counts(block), number, [correction], last.__getitem__)
        assert patched is not None
        assert {**last, **patched} == shards([many, new], number)


@pytest.mark.parametrize("damaged", [b"", b"qikan(", b'qikan("x","AAAA")\n', b'qikan("x","Y2JgYAAA")\n'])
def test_a_damaged_shard_is_told(damaged: bytes) -> None:
    old, new = index_issue(sample(1, [("医药", "药品")])), index_issue(sample(1, [("医药", "集采")]))
    (block,) = plan([old.summary])

    def put_right() -> None:
        for number in range(PARTITIONS):
            correction = Correction(0, old.grams[number], new.grams[number])
            patch_partition(block.name, shard_counts(block), number, [correction], lambda _: damaged)

    with pytest.raises(ValueError, match=r"."):
        put_right()
