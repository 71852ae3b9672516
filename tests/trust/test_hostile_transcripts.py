"""A transcript that was made to hurt ends in an issue or a message within the limits; the rest of a batch goes on."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import time
from functools import partial
from pathlib import Path

import pytest

from generator.archive import imports
from generator.errors import QikanError
from generator.importing import import_file, reading
from generator.importing.structure import parse
from generator.importing.transcript import read_transcript
from generator.importing.worker import run_limited
from generator.markdown import read, write
from tests.importing.accounts import lost
from tests.importing.digest import Piece, digest
from tests.trust.hostile_transcripts import transcripts

CHARACTERS = 4_000
"""Length of the repetition: enough to tell what grows with its square, soon done by what does not."""
SECONDS = 10.0
MEGABYTES = 300
ALL = transcripts(CHARACTERS)
GOOD = digest(Piece("家庭药箱的整理", "每年看两次药箱。"))


def all_end(files: dict[str, str]) -> list[str]:
    """Import transcripts; return the names of those that gave an issue, which the archive can hold."""
    issues = []
    for name, transcript in files.items():
        try:
            issue, _ = parse(read_transcript(transcript, "2024-11.txt"))
        except QikanError as error:
            assert error.place.startswith("2024-11.txt")  # noqa: PT017
            assert error.remedy  # noqa: PT017
            continue
        assert read(write(issue)) == issue, name
        issues.append(name)
    return issues


@pytest.mark.parametrize("part", range(4))
def test_every_transcript_ends_within_the_limits(part: int) -> None:
    files = dict(list(ALL.items())[part::4])
    issues = run_limited(all_end, files, seconds=SECONDS * len(files), megabytes=MEGABYTES)
    assert issues


@pytest.mark.parametrize(
    "piece",
    ["**a*b**", "*a", "<b>a<i>b</b>", "<sup>2", "[a](", "[a](http://x)", "甲 ", "甲\x01"],
)
def test_a_line_costs_no_more_than_its_length(piece: str) -> None:
    def seconds(count: int) -> float:
        begin = time.process_time()
        read_transcript(piece * count, "2024-11.txt")
        return time.process_time() - begin

    seconds(2_000)
    assert seconds(32_000) < 16 * 4 * max(seconds(2_000), 0.005)


def test_many_numbered_lines_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        begin = time.process_time()
        parse(read_transcript(digest(Piece("家庭药箱的整理", "甲乙丙丁。\n\n" * count)), "2024-11.txt"))
        return time.process_time() - begin

    seconds(200)
    assert seconds(1_600) < 8 * 4 * max(seconds(200), 0.01)


def test_a_paragraph_longer_than_pages_is_read_wherever_it_stands() -> None:
    for length in (700, 3_000, 30_000):
        for body in ("甲" * length, "乙。\n\n" + "甲" * length, "甲" * length + "。\n\n乙。"):
            issue, _ = parse(read_transcript(digest(Piece("家庭药箱的整理", body)), "2024-11.txt"))
            assert "甲" * length in "".join(text for text in map(repr, issue.articles))


def test_control_characters_are_left_out_and_told() -> None:
    transcript = digest(Piece("家庭药箱的整理", "每年\x1b[2J看\x00\x07两次\ufffe药箱。"))
    issue, report = parse(read_transcript(transcript, "2024-11.txt"))
    assert "每年[2J看两次药箱。" in repr(issue)
    told = [entry for entry in report.entries if entry.kind == "control character"]
    assert [entry.before for entry in told] == ["\x1b\x00\x07\ufffe"]
    assert "U+0000, U+0007, U+001B, U+FFFE" in told[0].reason
    assert not lost(transcript, issue, report)
    assert read(write(issue)) == issue


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode()[:-1],
        GOOD.encode() + b"\xff\xfe\x00",
        GOOD.encode("gb18030") + "药".encode(),
        GOOD.encode("utf-16-le") + b"\x00\xd8\x00\xd8",
        b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xdc",
        b"\xef\xbb\xbf" + GOOD.encode("gb18030"),
        GOOD.encode() + b"\xed\xa0\x80",
        GOOD.encode() + GOOD.encode("gb18030"),
        b"\x00" * 100_000,
        b"\x80" * 100_000,
        random.Random(8).randbytes(10_000),
    ],
)
def test_mixed_and_broken_encodings_end_in_a_message_or_an_issue(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "issue.txt"
    path.write_bytes(data)
    try:
        issue = import_file(path).issue
    except QikanError as error:
        assert str(path) in error.place  # noqa: PT017
    else:
        assert read(write(issue)) == issue


def test_a_transcript_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "issue.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert import_file(path).issue.id == "2024-11"
    monkeypatch.setattr(reading, "MOST_BYTES", 300)
    with pytest.raises(QikanError, match="too much for one issue"):
        import_file(path)


def test_a_file_larger_than_the_memory_ends_in_a_message(tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    with path.open("wb") as file:
        file.truncate(4 << 30)  # takes no room on the disk
    with pytest.raises(QikanError, match="takes more than 100 MB of memory|too much for one issue"):
        run_limited(import_file, path, place=str(path), seconds=SECONDS, megabytes=100)


def _write(path: Path, size: int) -> int:
    """Write so many bytes without holding them."""
    with path.open("wb") as file:
        return sum(file.write(bytes(1 << 16)) for _ in range(size >> 16))


def test_what_a_worker_writes_has_a_limit(tmp_path: Path) -> None:
    assert run_limited(_write, tmp_path / "small", 1 << 20, megabytes=8) == 1 << 20
    with pytest.raises(QikanError, match=r"issue\.pdf: what it unpacks to is larger than 8 MB"):
        run_limited(_write, tmp_path / "large", 9 << 20, place="issue.pdf", megabytes=8)
    assert (tmp_path / "large").stat().st_size <= 8 << 20


def test_what_a_worker_hands_back_has_a_limit() -> None:
    assert len(run_limited(bytes, 1 << 20, megabytes=40)) == 1 << 20
    with pytest.raises(QikanError, match=r"issue\.pdf: .*(larger|more) than 8 MB"):
        run_limited(bytes, 9 << 20, place="issue.pdf", megabytes=8)


def _asked_by_a_daemon(path: Path) -> None:
    """Ask for four pieces of work in a process that may have no children, and write down what came of them."""
    told = [str(run_limited(len, "甲乙", place="issue.pdf"))]
    for work in (
        partial(bytes, 500 << 20),
        partial(time.sleep, 60),
        partial(os._exit, 3),
        partial(_write, path, 99 << 20),
    ):
        try:
            run_limited(work, place="issue.pdf", seconds=1, megabytes=50)
        except QikanError as error:
            told.append(str(error))
    path.with_name("told").write_text("\n".join(told))


def test_limits_hold_where_a_process_may_have_no_children(tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(
        target=_asked_by_a_daemon, args=(tmp_path / "a",), daemon=True
    )
    process.start()
    process.join(60)
    told = (tmp_path / "told").read_text().splitlines()
    assert told[0] == "2"
    for line, words in zip(
        told[1:], ("50 MB of memory", "longer than 1 sec", "crashed", "larger than 50 MB"), strict=True
    ):
        assert line.startswith("issue.pdf: ")
        assert words in line


def _no_room() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_no_fault_of_the_file() -> None:
    with pytest.raises(OSError, match="No space left"):
        run_limited(_no_room)


def test_the_rest_of_a_batch_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = {
        "endless.txt": digest(Piece("家庭药箱", ("甲\t" * 500 + "\n") * 400)).encode(),
        "nul.txt": b"\x00" * 50_000,
        "half.txt": GOOD.encode("utf-16-le")[:-1],
        "number.txt": digest(Piece("药箱", "甲"), cover=f"2024年第{'9' * 5000}期\n\n(2024.03.11-2024.03.17)").encode(),
        "fake.pdf": b"%PDF-1.7\n" + b"(" * 100_000,
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-good.txt").write_text(GOOD.replace("第11期", "第12期"), encoding="utf-8")

    def limited(function, *args, place):  # type: ignore[no-untyped-def]
        return run_limited(function, *args, place=place, seconds=3, megabytes=150)

    monkeypatch.setattr(imports, "run_limited", limited)
    files = imports.source_files([tmp_path])
    outcomes = {outcome.source.name: outcome for outcome in imports.import_files(files, tmp_path / "content")}
    assert outcomes.keys() == {*hostile, "zz-good.txt"}
    assert outcomes["zz-good.txt"].error is None
    assert (tmp_path / "content" / "issues" / "2024-12.md").exists()
    for name in hostile:
        error = outcomes[name].error
        assert error is None or (name in error.place and "defect of Qikan" not in error.remedy), error
