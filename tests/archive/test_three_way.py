"""Two sides of one base come together without a word of either getting lost."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.three_way import Conflict, Piece, merge

BASE = ["甲段原来的话说得很长", "乙段原来的话说得很长", "丙段另外一些文字在此", "丁段又是别的东西"]
UNITS = st.lists(
    st.sampled_from(["甲", "乙", "丙", "甲乙丙丁", "甲乙丙戊", "表\n一\n二", "表\n一\n三", "表\n四\n二"]), max_size=7
)


def text(pieces: Sequence[Piece]) -> list[str]:
    return [unit for piece in pieces for unit in piece.units]


def conflicts(pieces: Sequence[Piece]) -> list[Conflict]:
    return [conflict for piece in pieces for conflict in piece.conflicts]


@given(UNITS, UNITS)
def test_what_one_side_did_alone_is_taken_exactly(base: list[str], changed: list[str]) -> None:
    for pieces in (merge(base, changed, base, "\n"), merge(base, base, changed, "\n")):
        assert text(pieces) == changed
        assert conflicts(pieces) == []


@given(UNITS, UNITS)
def test_what_both_did_alike_is_taken_once(base: list[str], changed: list[str]) -> None:
    pieces = merge(base, changed, changed, "\n")
    assert text(pieces) == changed
    assert conflicts(pieces) == []


@given(UNITS, UNITS, UNITS)
def test_no_word_of_either_side_is_lost(base: list[str], ours: list[str], theirs: list[str]) -> None:
    pieces = merge(base, ours, theirs, "\n")
    stands = {line for unit in text(pieces) for line in unit.split("\n")}
    told = {line for conflict in conflicts(pieces) for unit in conflict.theirs for line in unit.split("\n")}
    known = {line for unit in base for line in unit.split("\n")}
    for unit in ours:
        assert set(unit.split("\n")) - known <= stands
    for unit in theirs:
        assert set(unit.split("\n")) - known <= stands | told
    assert stands <= {line for unit in ours + theirs for line in unit.split("\n")}


@given(UNITS, UNITS, UNITS)
def test_a_second_merge_of_the_same_import_changes_nothing(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    merged = text(merge(base, ours, theirs, "\n"))
    assert text(merge(theirs, merged, theirs, "\n")) == merged


def test_changes_to_neighbours_come_together() -> None:
    ours = ["甲段改过的话说得很长", *BASE[1:]]
    theirs = [BASE[0], "乙段改过的话说得很长", *BASE[2:]]
    pieces = merge(BASE, ours, theirs)
    assert text(pieces) == [ours[0], theirs[1], *BASE[2:]]
    assert conflicts(pieces) == []


def test_our_words_stay_where_both_changed_one_unit() -> None:
    ours = ["甲段我改的话说得很长", *BASE[1:]]
    theirs = ["甲段他改的话说得很长", *BASE[1:]]
    pieces = merge(BASE, ours, theirs)
    assert text(pieces) == ours
    assert conflicts(pieces) == [Conflict((BASE[0],), (ours[0],), (theirs[0],))]


def test_a_unit_that_we_removed_and_they_changed_is_told() -> None:
    theirs = ["甲段他改的话说得很长", *BASE[1:]]
    pieces = merge(BASE, BASE[1:], theirs)
    assert text(pieces) == BASE[1:]
    assert conflicts(pieces) == [Conflict((BASE[0],), (), (theirs[0],))]


def test_rows_of_a_table_are_merged_one_by_one() -> None:
    base = ["| 药 | 价 |\n| --- | --- |\n| 甲药 | 1 |\n| 乙药 | 2 |"]
    ours = [base[0].replace("| 甲药 | 1 |", "| 甲药 | 10 |")]
    theirs = [base[0] + "\n| 丙药 | 3 |"]
    pieces = merge(base, ours, theirs, "\n")
    assert text(pieces) == [ours[0] + "\n| 丙药 | 3 |"]
    assert conflicts(pieces) == []
