"""Whatever encoding an editor's machine wrote a transcript in, its characters arrive; what is no text is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import QikanError
from generator.importing import reading
from generator.importing.reading import decode

WORDS = "2024年第11期\n\n▶ 药箱里的“老朋友”该换了——第 7 页\n剂型\t常温 25℃\n"

ENCODED = {
    "UTF-8": WORDS.encode(),
    "UTF-8 with a byte order mark": codecs.BOM_UTF8 + WORDS.encode(),
    "GB18030": WORDS.encode("gb18030"),
    "UTF-16 LE with a byte order mark": codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
    "UTF-16 BE with a byte order mark": codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
    "UTF-16 LE": WORDS.encode("utf-16-le"),
    "UTF-16 BE": WORDS.encode("utf-16-be"),
    "UTF-32 LE with a byte order mark": codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_an_encoding_is_told_by_its_bytes(name: str) -> None:
    assert decode(ENCODED[name], "a.txt") == WORDS


@pytest.mark.parametrize("encoding", ["gb2312", "gbk"])
def test_older_chinese_encodings_are_part_of_gb18030(encoding: str) -> None:
    text = "药品应当避光保存，开封之后不宜久放。\n"
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_rare_character_survives_gb18030() -> None:
    assert decode("𬭳是一种元素，㐀也是字。".encode("gb18030"), "a.txt") == "𬭳是一种元素，㐀也是字。"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\nb\r\n\r\nc", "a\nb\n\nc"),
        ("第一行\r\n第二行\r\n".encode("utf-16"), "第一行\n第二行\n"),
        ("第一行\r\n第二行\r\n".encode("gb18030"), "第一行\n第二行\n"),
    ],
)
def test_every_line_ends_alike(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (codecs.BOM_UTF8 + b"\n", "empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "empty"),
        (PICTURE, "no text file"),
        (b"PK\x03\x04" + bytes(200), "no text file"),
        ("药品".encode() + b"\xff\xff\xff\xff", "no text file"),
        (codecs.BOM_UTF8 + b"\xb0\xa1\xff", "no text file"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(QikanError) as caught:
        decode(data, "inbox/2024-11.txt")
    assert says in caught.value.problem
    assert caught.value.place == "inbox/2024-11.txt"
    assert caught.value.remedy


def test_a_file_too_large_for_one_issue_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 2 * 1024 * 1024)
    assert decode(b"a" * reading.MOST_BYTES, "a.txt")
    with pytest.raises(QikanError, match=r"a\.txt: the file has 2 MB.*at most 2 MB"):
        decode(b"a" * (reading.MOST_BYTES + 1), "a.txt")


@pytest.mark.parametrize("stray", ["\x00", "\x07", "\x1b"])
def test_a_stray_control_character_does_not_make_a_file_binary(stray: str) -> None:
    text = "药师每天清点药柜。" * 40 + stray
    assert decode(text.encode(), "a.txt") == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except QikanError as error:
        refused = error
    else:
        assert "\r" not in text
        return
    assert refused.place == "a.txt"


CHINESE = st.text(alphabet="药品有效期是，。“”《》——0123abc\n", min_size=8, max_size=200).filter(lambda t: t.strip())


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"]))
def test_what_was_written_is_read(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert decode(data, "a.txt") == (text if encoding != "gb18030" else as_utf_8(data) or text)


def as_utf_8(data: bytes) -> str | None:
    """What the bytes say in UTF-8, which is tried first; None for nearly all that GB18030 writes."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def test_bytes_that_two_encodings_explain_are_utf_8() -> None:
    """A word of GB18030 alone among digits may be a letter of UTF-8; a sentence is none."""
    assert decode("0000000药".encode("gb18030"), "a.txt") == "0000000ҩ"
    assert decode("药品应当避光保存。".encode("gb18030"), "a.txt") == "药品应当避光保存。"
