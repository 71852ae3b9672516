"""What is seen of a page is read, as it is seen; what is not is set aside."""

from __future__ import annotations

import pytest

from .papers import hexed, line, paper, stream
from .sources import read, texts


def test_hidden_text_is_set_aside() -> None:
    page = line("看得见", 60, 400) + b"3 Tr " + line("看不见", 60, 300) + b"0 Tr " + line("在页外", 60, -40)
    source = read(paper([page]))
    assert texts(source) == ["看得见"]
    assert sorted(note.before for note in source.notes if note.kind == "hidden text") == ["在页外", "看不见"]


def test_text_that_is_clipped_away_is_set_aside() -> None:
    page = (
        line("在框里", 60, 400)
        + b"q 50 100 100 50 re W n "
        + line("在框外", 60, 300)
        + b"Q "
        + line("又在框里", 60, 350)
    )
    assert texts(read(paper([page]))) == ["在框里", "又在框里"]


def test_a_layer_that_is_off_is_set_aside() -> None:
    catalogue = b"/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>"
    page = b"/OC /L BDC " + line("草稿", 60, 300) + b"EMC " + line("定稿", 60, 400)
    data = paper(
        [page], catalogue=catalogue, resources=b"/Properties<</L 5 0 R>>", more={5: b"<</Type/OCG/Name(draft)>>"}
    )
    assert texts(read(data)) == ["定稿"]


@pytest.mark.parametrize(
    ("default", "layer", "shown"),
    [
        (b"/BaseState/OFF/ON[5 0 R]", b"<</Type/OCMD/OCGs 6 0 R>>", False),
        (b"/BaseState/OFF/ON[5 0 R]", b"<</Type/OCMD/OCGs 5 0 R>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AllOn>>", False),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AnyOff>>", True),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[5 0 R 6 0 R]/P/AllOff>>", False),
        (b"/OFF[6 0 R]", b"<</Type/OCMD/OCGs[]>>", True),
    ],
)
def test_what_belongs_to_several_layers_is_shown_as_these_ask(default: bytes, layer: bytes, shown: bool) -> None:
    catalogue = b"/OCProperties<</OCGs[5 0 R 6 0 R]/D<<" + default + b">>>>"
    page = b"/OC /L BDC " + line("草稿", 60, 300) + b"EMC " + line("定稿", 60, 400)
    more = {5: b"<</Type/OCG>>", 6: b"<</Type/OCG>>", 7: layer}
    data = paper([page], catalogue=catalogue, resources=b"/Properties<</L 7 0 R>>", more=more)
    assert texts(read(data)) == ["定稿", "草稿"][: 1 + shown]


def test_a_watermark_is_set_aside() -> None:
    mark = b"BT /F 60 Tf .7 .7 -.7 .7 100 100 Tm " + hexed("内部资料") + b" Tj ET "
    source = read(paper([mark + line("正文", 60, 400)]))
    assert texts(source) == ["正文"]
    assert [note.before for note in source.notes if note.kind == "text at an angle"] == ["内部资料"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    matrix = {90: b"0 1 -1 0 420 0", 180: b"-1 0 0 -1 420 595", 270: b"0 -1 1 0 0 595"}[turn]
    page = b"q " + matrix + b" cm " + line("上面一行", 60, 300) + line("下面一行", 60, 100) + b"Q"
    assert texts(read(paper([page], page_extra={0: b"/Rotate %d" % turn}))) == ["上面一行", "下面一行"]


def test_a_form_is_read_where_it_is_drawn() -> None:
    form = stream(
        line("表单里", 0, 0), b"/Type/XObject/Subtype/Form/BBox[0 -9 400 400]/Resources<</Font<</F 3 0 R>>>>"
    )
    page = line("上", 60, 400) + b"q 1 0 0 1 60 300 cm /X Do Q " + line("下", 60, 200)
    assert texts(read(paper([page], resources=b"/XObject<</X 5 0 R>>", more={5: form}))) == ["上", "表单里", "下"]


def test_what_stands_outside_of_a_form_is_not_seen() -> None:
    inside, outside = line("表单里", 0, 0), line("表单外", 0, 60)
    form = stream(inside + outside, b"/Type/XObject/Subtype/Form/BBox[0 -9 400 40]/Resources<</Font<</F 3 0 R>>>>")
    page = b"q 1 0 0 1 60 300 cm /X Do Q " + line("下", 60, 200)
    assert texts(read(paper([page], resources=b"/XObject<</X 5 0 R>>", more={5: form}))) == ["表单里", "下"]


def test_forms_that_do_not_say_where_they_stand_take_nothing_with_them() -> None:
    about = b"/Type/XObject/Subtype/Form/BBox[0 -9 400 400]/Resources<</Font<</F 3 0 R>>>>"
    more = {5: stream(line("无处", 0, 0), about + b"/Matrix[1 0 0 1 0 null]"), 6: stream(line("表单里", 0, 0), about)}
    draws = b"q 1 0 0 1 60 450 cm /X Do Q " * 20 + b"q 1 0 0 1 60 300 cm /Y Do Q "
    source = read(paper([draws + line("下", 60, 200)], resources=b"/XObject<</X 5 0 R/Y 6 0 R>>", more=more))
    assert texts(source)[-2:] == ["表单里", "下"]
