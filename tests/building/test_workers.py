"""Processes that work on many issues at a time."""

from __future__ import annotations

import os
import time
from multiprocessing import active_children

import pytest

from generator.building.workers import (
    ALONE,
    CHUNKS_AHEAD,
    LONGEST_CHUNK,
    InTurn,
    Workers,
    map_in_order,
    staying,
)
from generator.errors import QikanError

ITEMS = list(range(20))


def who(item: int) -> tuple[int, int]:
    time.sleep(0.005)
    return item, os.getpid()


def die(item: int) -> int:
    if item == 3:
        os._exit(9)
    return item


def fail(item: int) -> int:
    raise QikanError(f"item {item} is wrong.")


def test_processes_stay_from_step_to_step_and_end_with_the_block() -> None:
    with staying(Workers(2)) as workers:
        first, second = (list(map_in_order(who, ITEMS, workers)) for _ in range(2))
    assert [item for item, _ in first] == [item for item, _ in second] == ITEMS
    processes = {process for _, process in first + second}
    assert len(processes) <= 2
    assert os.getpid() not in processes
    assert active_children() == []


def test_nothing_starts_for_few_items_or_one_job() -> None:
    with staying(Workers(2)) as workers:
        assert {process for _, process in map_in_order(who, ITEMS[:3], workers)} == {os.getpid()}
    assert {process for _, process in map_in_order(who, ITEMS, ALONE)} == {os.getpid()}


def test_no_more_processes_start_than_a_step_has_items() -> None:
    with staying(Workers(8)) as workers:
        list(map_in_order(who, ITEMS[:4], workers))
        few = active_children()
        assert len(few) <= 4
        assert [item for item, _ in map_in_order(who, ITEMS, workers)] == ITEMS
        many = active_children()
        assert len(few) < len(many) <= 8
        list(map_in_order(who, ITEMS[:4], workers))
        assert {process.pid for process in active_children()} == {process.pid for process in many}
    assert active_children() == []


def test_a_process_that_is_killed_is_told() -> None:
    with staying(Workers(2)) as workers, pytest.raises(QikanError, match="a worker process was killed"):
        list(map_in_order(die, ITEMS, workers))
    assert active_children() == []


def test_an_error_of_the_work_comes_out_and_ends_it() -> None:
    with staying(Workers(2)) as workers, pytest.raises(QikanError, match="item 0 is wrong"):
        list(map_in_order(fail, ITEMS, workers))
    assert active_children() == []


def test_items_are_made_and_results_kept_only_a_little_ahead() -> None:
    made = []

    def make(key: int) -> int:
        made.append(key)
        return key

    with staying(Workers(2)) as workers:
        for done, (item, _) in enumerate(map_in_order(who, InTurn(make, range(1000)), workers)):
            assert item == done
            assert len(made) <= done + 2 * LONGEST_CHUNK * (CHUNKS_AHEAD + 1)
            if done == 100:
                break
    assert made == list(range(len(made)))
    assert active_children() == []
