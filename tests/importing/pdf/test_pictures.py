"""Pictures of a page: their colours, their bytes, their places."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from generator.importing.passage import Source

from .papers import line, paper, stream
from .sources import read


def pixels(source: Source) -> list[tuple[str, tuple[int, int], tuple[int, ...]]]:
    found = []
    for passage in source.passages:
        if passage.picture is not None:
            image = Image.open(io.BytesIO(passage.picture.data))
            found.append((passage.picture.name, image.size, image.convert("RGB").getpixel((0, 0))))
    return found


PLACE = b"q 100 0 0 80 60 300 cm /I Do Q "
HEAD = b"/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8"


@pytest.mark.parametrize(
    ("data", "extra", "first"),
    [
        (bytes((200, 30, 10)) * 1200, b"/ColorSpace/DeviceRGB", (200, 30, 10)),
        (bytes((90,)) * 1200, b"/ColorSpace/DeviceGray", (90, 90, 90)),
        (bytes((1,)) * 1200, b"/ColorSpace[/Indexed/DeviceRGB 1 <000000112233>]", (0x11, 0x22, 0x33)),
    ],
)
def test_pictures_keep_their_colours(data: bytes, extra: bytes, first: tuple[int, ...]) -> None:
    source = read(
        paper(
            [PLACE + line("图", 60, 500)],
            resources=b"/XObject<</I 5 0 R>>",
            more={5: stream(data, HEAD + extra, packed=True)},
        )
    )
    assert pixels(source) == [("p1-1.png", (40, 30), first)]


def test_a_picture_packed_as_png_packs_is_passed_through() -> None:
    rows = b"".join(b"\x01" + bytes((9, 8, 7)) + bytes(117) for _ in range(30))
    extra = HEAD + b"/ColorSpace/DeviceRGB/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 40>>"
    source = read(
        paper(
            [PLACE + line("图", 60, 500)],
            resources=b"/XObject<</I 5 0 R>>",
            more={5: stream(zlib.compress(rows), extra)},
        )
    )
    assert pixels(source) == [("p1-1.png", (40, 30), (9, 8, 7))]


def test_a_jpeg_is_passed_through_as_it_is() -> None:
    packed = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 120, 200)).save(packed, "JPEG")
    data = stream(packed.getvalue(), HEAD + b"/ColorSpace/DeviceRGB/Filter/DCTDecode")
    source = read(paper([PLACE + line("图", 60, 500)], resources=b"/XObject<</I 5 0 R>>", more={5: data}))
    pictures = [passage.picture for passage in source.passages if passage.picture]
    assert [(picture.name, picture.data) for picture in pictures] == [("p1-1.jpg", packed.getvalue())]


def test_a_picture_stands_between_the_lines_around_it() -> None:
    data = stream(bytes(1200), HEAD + b"/ColorSpace/DeviceGray")
    page = line("图的上面。", 60, 450) + PLACE + line("图1 说明", 90, 280) + line("图的下面。", 60, 240)
    source = read(paper([page], resources=b"/XObject<</I 5 0 R>>", more={5: data}))
    assert [passage.text.plain or "picture" for passage in source.passages] == [
        "图的上面。",
        "picture",
        "图1 说明",
        "图的下面。",
    ]


def test_a_vector_drawing_becomes_a_picture() -> None:
    shapes = b"".join(b"0.%d 0.2 0.8 rg %d 300 30 %d re f " % (n, 80 + 50 * n, 40 + 20 * n) for n in range(1, 5))
    drawing = shapes + b"80 300 m 120 380 200 260 300 390 c S "
    source = read(paper([line("图的上面。", 60, 500) + drawing + line("图的下面。", 60, 240)]))
    (picture,) = [passage.picture for passage in source.passages if passage.picture]
    assert Image.open(io.BytesIO(picture.data)).size[0] > 300
