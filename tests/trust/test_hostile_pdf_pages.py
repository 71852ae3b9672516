"""What a PDF places beyond all measure, or draws without end, costs the page nothing else."""

from __future__ import annotations

import time
import zlib

import pytest

from tests.importing.pdf.papers import line, paper, stream
from tests.trust.hostile_pdfs import WORDS
from tests.trust.patient import SECONDS, is_read, looks, read, words


@pytest.mark.parametrize(
    "before",
    [
        b"9" * 400 + b" 0 0 1 0 0 cm ",
        (b"9" * 30 + b" 0 0 " + b"9" * 30 + b" 0 0 cm ") * 9,
        b"BT 1 0 0 1 " + b"9" * 400 + b" 0 Tm /F 12 Tf <4e004e00> Tj ET ",
        b"BT /F 12 Tf 60 500 Td [<4e00> -" + b"9" * 400 + b" <4e00>] TJ <4e00> Tj ET ",
        b"q BT /F " + b"9" * 400 + b" Tf 60 500 Td <4e004e00> Tj ET Q ",
        b"q BT /F % nan\n Tf 60 500 Td <4e004e00> Tj ET Q ",
        b"q BT /F 12 Tf % 1 0 0 1 60 500 nan inf\n Tm <4e004e00> Tj ET Q ",
        b"q BT /F 12 Tf 60 500 Td <4e00> Tj " + b"9" * 200 + b" Tz <4e00> Tj ET Q ",
        b"q BT /F 12 Tf 60 500 Td <4e00> Tj " + b"9" * 400 + b" Tz <4e004e00> Tj ET Q ",
        b"q " + (b"-" + b"9" * 30 + b" 0 0 " + b"9" * 30 + b" 0 0 cm ") * 13 + b"/I Do Q ",
        b"q BT /F 12 Tf 0 Tz 60 500 Td <4e00> Tj ET Q ",
        b"q BT /F 12 Tf " + b"9" * 400 + b" Tc 60 500 Td <4e00> Tj <4e00> Tj ET Q ",
        b"q BT /F 12 Tf " + b"9" * 400 + b" Ts 60 500 Td <4e00> Tj ET Q ",
        b"q BT /F 999999 Tf 60 -290000 Td <0020> Tj <0020> Tj ET Q " * 2,
        b"q " + b"9" * 400 + b" 0 0 1 0 0 re W n Q ",
        b"0 0 " + b"9" * 400 + b" -" + b"9" * 400 + b" re f ",
        b"q " + b"9" * 11 + b" 0 0 " + b"9" * 11 + b" 0 0 cm /I Do Q ",
    ],
)
def test_places_and_sizes_beyond_all_measure(before: bytes) -> None:
    picture = stream(b"\xff" * 100, b"/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
    assert is_read(paper([before + WORDS, WORDS], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))


def test_text_beyond_all_measure_is_told() -> None:
    source = read(paper([WORDS + b"BT /F 12 Tf 1 0 0 1 " + b"9" * 400 + b" 0 Tm <4e004e00> Tj ET "]))
    assert "beyond all measure" in looks(source)


def test_type_larger_than_its_page_is_not_read_and_told() -> None:
    large = b"BT /F 50000 Tf 1 0 0 1 -24800 -14705 Tm <4e00> Tj ET "
    source = read(paper([large + WORDS]))
    assert "一" not in words(source)
    assert [note.before for note in source.notes if note.kind == "hidden text"] == ["一"]


def test_large_type_is_compared_with_its_second_strike_in_large_squares() -> None:
    places = [(x, y) for x in range(0, 14_400, 1_440) for y in range(0, 14_400, 1_440)]
    large = b"".join(line("一", x - 7_000, y - 4_000, 14_000) for x, y in places)
    assert read(paper([large], width=14_400, height=14_400)).pages == 1


def test_forms_that_are_a_bush() -> None:
    """Ten times ten times … forms: what is drawn is cut, what stands before it is read."""
    about = b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>"
    forms = {number: stream(b"/X Do " * 1_000 + b"0 g " * 20_000, about % (number + 1)) for number in range(100, 112)}
    source = read(paper([WORDS + b"/X Do " * 1_000], resources=b"/XObject<</X 100 0 R>>", more=forms))
    assert "药品" in words(source)


def test_more_pictures_than_a_page_can_have() -> None:
    picture = stream(b"\xff" * 100, b"/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")
    page = WORDS + b"q 10 0 0 10 60 60 cm " + b"/I Do " * 50_000 + b"Q"
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))
    assert "too many" in looks(source)


def test_a_jpeg_that_is_none_is_not_handed_on() -> None:
    picture = stream(b"<script>alert(1)</script>" * 9, b"/Subtype/Image/Width 200/Height 150/Filter/DCTDecode")
    page = WORDS + b"q 200 0 0 150 60 200 cm /I Do Q"
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: picture}))
    assert not any(b"script" in passage.picture.data for passage in source.passages if passage.picture)


@pytest.mark.parametrize("sides", [(b"1", b"60000000"), (b"60000000", b"1"), (b"100000", b"100000")])
@pytest.mark.parametrize(
    "about", [b"/BitsPerComponent 2", b"/BitsPerComponent 8/DecodeParms<</Predictor 15/Columns 1>>"]
)
def test_pictures_larger_than_their_data(sides: tuple[bytes, bytes], about: bytes) -> None:
    width, height = sides
    about += b"/Subtype/Image/ColorSpace/DeviceGray/Filter/FlateDecode/Width " + width + b"/Height " + height
    page = WORDS + b"q 200 0 0 150 60 200 cm /I Do Q"
    started = time.process_time()
    assert is_read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: stream(zlib.compress(b"\0"), about)}))
    assert time.process_time() - started < SECONDS
