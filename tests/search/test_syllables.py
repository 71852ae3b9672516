"""Words sound by the text of pypinyin's words as they do by pypinyin itself."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.syllables import Dictionary, by_pypinyin, dictionary


@cache
def looked_up() -> Dictionary:
    return Dictionary(dictionary())


@cache
def words() -> list[str]:
    from pypinyin.constants import PHRASES_DICT

    return sorted(PHRASES_DICT)


characters = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=3)
pieces = st.deferred(
    lambda: st.sampled_from(words()).flatmap(lambda word: st.integers(1, len(word)).map(lambda end: word[:end]))
)


@given(st.lists(characters | pieces, min_size=1, max_size=6).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_run_sounds_as_pypinyin_says(run: str) -> None:
    assert looked_up()(run) == by_pypinyin(run)


@pytest.mark.parametrize("run", ["重庆银行", "长大成人", "行长", "不入虎", "朝阳医院", "一行", "\u9fff集采"])
def test_words_of_several_sounds(run: str) -> None:
    assert looked_up()(run) == by_pypinyin(run)
