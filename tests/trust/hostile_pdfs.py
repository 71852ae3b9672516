"""PDFs made to hurt: one file that has something of everything, each of its values in turn made another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.importing.pdf.papers import FONT, column, line, stream

WORDS = column(["\u3000\u3000药品说明书是用药的依据，", "请先读完它再用药。"])
_CMAP = b"1 beginbfrange <41> <43> <4E00> endbfrange 1 beginbfchar <44> <75284F8B> endbfchar"
DIGEST = (
    line("2024年第11期(2024.03.11-2024.03.17)", 60, 590)
    + line("本期视点", 60, 580)
    + line("▶题（来源：甲）——第3页", 60, 570)
    + line("本期内容", 60, 560)
    + line("题", 60, 550, 16)
)
_CONTENT = (
    DIGEST
    + b"/OC /L BDC BT /S 12 Tf 60 500 Td (ABCD) Tj ET EMC /P <</MCID 0>> BDC "
    + WORDS
    + b"EMC /Span /M BDC BT /W 12 Tf 60 400 Td (\x41\x42) Tj /D 12 Tf (AB) Tj /C 12 Tf <00410042> Tj ET EMC "
    + b"q 200 0 0 100 60 250 cm /I Do Q q 1 0 0 1 0 0 cm /X Do Q q 100 0 0 50 60 100 cm /J Do Q 60 90 200 1 re f"
)
_PREDICTED = b"".join(b"\x02" + bytes(20) for _ in range(20))

RICH: Mapping[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/Outlines 30 0 R/Names<</Dests 32 0 R>>/Dests<</old[10 0 R/Fit]>>"
    b"/PageLabels 34 0 R/StructTreeRoot 40 0 R/OCProperties<</OCGs[50 0 R]/D<</OFF[50 0 R]/Order[50 0 R]>>>>"
    b"/MarkInfo<</Marked true>>>>",
    2: b"<</Type/Pages/Kids[3 0 R 10 0 R]/Count 2/MediaBox[0 0 420 595]/Rotate 0>>",
    3: b"<</Type/Pages/Parent 2 0 R/Kids[12 0 R]/Count 1/Resources 4 0 R/CropBox[0 0 420 595]>>",
    4: b"<</Font<</F 5 0 R/S 6 0 R/W 8 0 R/D 15 0 R/C 16 0 R>>/XObject<</I 20 0 R/X 21 0 R/J 23 0 R>>"
    b"/Properties<</L 50 0 R/M<</MCID 1>>>>>>",
    5: FONT,
    6: b"<</Type/Font/Subtype/TrueType/BaseFont/Song/FirstChar 65/LastChar 68/Widths[500 500 7 0 R 500]"
    b"/ToUnicode 9 0 R/FontDescriptor 18 0 R/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/A/B/uni4E00]>>>>",
    7: b"500",
    8: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    9: stream(_CMAP),
    10: b"<</Type/Page/Parent 2 0 R/Resources 4 0 R/Contents[11 0 R 11 0 R]/Rotate 90/UserUnit 1>>",
    11: stream(WORDS, b"/Filter[/FlateDecode]/DecodeParms[<</Predictor 1/Columns 1>>]", packed=False).replace(
        b"/Filter[/FlateDecode]", b"/Filter[]"
    ),
    12: b"<</Type/Page/Parent 3 0 R/Contents 13 0 R/Annots[24 0 R 25 0 R 26 0 R]/StructParents 0/Tabs/S>>",
    13: stream(_CONTENT),
    15: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 66"
    b"/Widths[500 600]/CharProcs<</A 14 0 R/B 14 0 R>>/Encoding<</Differences[65/A/B]>>/Resources 4 0 R>>",
    14: stream(b"500 0 d0 0 0 500 500 re f"),
    16: b"<</Type/Font/Subtype/Type0/BaseFont/Song-H/Encoding/Identity-H/DescendantFonts[17 0 R]/ToUnicode 19 0 R>>",
    17: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/DW2[880 -1000]/W[65[500 600]70 90 1000]"
    b"/W2[1 9 -500 250 800]/FontDescriptor 18 0 R/CIDToGIDMap/Identity"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    18: b"<</Type/FontDescriptor/FontName/Song-Bold/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 700/StemV 80/FontWeight 700/MissingWidth 500>>",
    19: stream(_CMAP.replace(b"<4", b"<004").replace(b"<004E", b"<4E")),
    20: stream(
        _PREDICTED.hex().encode() + b">",
        b"/Type/XObject/Subtype/Image/Width 20/Height 20/ColorSpace[/Indexed/DeviceRGB 1 22 0 R]/BitsPerComponent 8"
        b"/Filter/ASCIIHexDecode/DecodeParms<</Predictor 12/Colors 1/Columns 20/BitsPerComponent 8>>/SMask 23 0 R",
    ),
    21: stream(
        b"/Q 12 Tf BT 60 300 Td " + line("内", 60, 300) + b" ET",
        b"/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Matrix[1 0 0 1 0 0]/Resources<</Font<</F 5 0 R>>>>/OC 51 0 R",
    ),
    22: stream(b"\x00\x00\x00\xff\xff\xff"),
    23: stream(
        b"\x80" * 400,
        b"/Type/XObject/Subtype/Image/Width 20/Height 20/ColorSpace[/ICCBased 27 0 R]/BitsPerComponent 8/Decode[0 1]",
    ),
    24: b"<</Type/Annot/Subtype/Link/Rect[60 500 300 560]/Dest[10 0 R/XYZ 0 500 0]>>",
    25: b"<</Type/Annot/Subtype/Link/Rect[60 400 300 460]/A<</S/GoTo/D(name)>>>>",
    26: b"<</Type/Annot/Subtype/Link/Rect[60 300 300 360]/A<</S/URI/URI(http://a.cn)>>>>",
    27: stream(b"", b"/N 1"),
    30: b"<</Type/Outlines/First 31 0 R/Last 31 0 R/Count 1>>",
    31: b"<</Title(A)/Parent 30 0 R/Dest/old/Next 36 0 R>>",
    32: b"<</Kids[33 0 R]>>",
    33: b"<</Limits[(a)(z)]/Names[(name)[10 0 R/FitH 500]]>>",
    34: b"<</Kids[35 0 R]>>",
    35: b"<</Nums[0<</S/D/St 3/P()>>]/Limits[0 0]>>",
    36: b"<</Title(B)/Parent 30 0 R/A<</S/GoTo/D[10 0 R/FitR 0 0 9 9]>>/Prev 31 0 R>>",
    40: b"<</Type/StructTreeRoot/K 41 0 R/RoleMap<</Absatz/P>>/ParentTree 44 0 R>>",
    41: b"<</Type/StructElem/S/Document/P 40 0 R/K[42 0 R 43 0 R]>>",
    42: b"<</Type/StructElem/S/Absatz/P 41 0 R/Pg 12 0 R/K 0>>",
    43: b"<</Type/StructElem/S/Table/P 41 0 R/Pg 12 0 R/K<</S/TR/K<</S/TD/A<</O/Table/RowSpan 1/ColSpan 2>>"
    b"/K<</Type/MCR/Pg 12 0 R/MCID 1>>>>>>>>",
    44: b"<</Nums[0[42 0 R]]>>",
    50: b"<</Type/OCG/Name(A)>>",
    51: b"<</Type/OCG/Name(B)>>",
    90: b"90 0 R",
    91: b"92 0 R",
    92: b"[91 0 R 91 0 R]",
}
"""Objects of a file with fonts of all kinds, forms, pictures, links, names, labels, layers and a structure tree. The
last are there to be referred to: one leads to itself, two lead to each other."""

VALUES = (
    *(
        b"0",
        b"-1",
        b"0.5",
        b"65536",
        b"2147483647",
        b"4294967296",
        b"-99999999999",
        b"9" * 400,
        b"-" + b"9" * 400 + b".",
    ),
    *(
        b"(a)",
        b"()",
        b"<FEFF>",
        b"/Name",
        b"[]",
        b"[0 0 0 0]",
        b"[[[]]]",
        b"<<>>",
        b"<</Kids[90 0 R]>>",
        b"true",
        b"null",
    ),
    *(b"90 0 R", b"91 0 R", b"92 0 R", b"2 0 R", b"13 0 R", b"999 0 R", b"0 0 R", b"4294967296 0 R"),
)
"""What a value is made: numbers of no use or beyond all measure, and things of other kinds than are expected."""

_ENTRY = re.compile(
    rb"/[A-Za-z0-9]+\s*(\d+ 0 R|\[[^\[\]]*\]|\[\[?|-?[\d.]+|\([^)]*\)|<[0-9A-F]+>|/[A-Za-z0-9.\-]+|true|(?=<<))"
)
_ITEM = re.compile(rb"(?<=[\[ ])(\d+ 0 R|-?[\d.]+|/[A-Za-z0-9]+)(?=[\] ])")


def packed_file_of(objects: Mapping[int, bytes], *, about: bytes = b"", entries: bytes = b"") -> bytes:
    """A PDF whose plain objects stand in a stream of objects, with a cross-reference stream for a table."""
    whole = {number: body for number, body in objects.items() if b"stream" in body}
    plain = {number: body for number, body in objects.items() if number not in whole}
    pack, last = max(objects) + 1, max(objects) + 2
    heads, bodies = b"", b""
    for number, body in sorted(plain.items()):
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    whole[pack] = stream(heads + bodies, b"/Type/ObjStm/N %d/First %d" % (len(plain), len(heads)))
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(whole.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    places[last] = start = len(out)
    index = {number: at for at, number in enumerate(sorted(plain))}
    table = b"".join(_row(number, places, index, pack) for number in range(last + 1))
    extra = about or b"/W[1 4 2]/Index[0 %d]/Size %d" % (last + 1, last + 1)
    out += b"%d 0 obj\n" % last + stream(entries or table, b"/Type/XRef/Root 1 0 R" + extra)
    return bytes(out + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def _row(number: int, places: Mapping[int, int], index: Mapping[int, int], pack: int) -> bytes:
    if number in places:
        return b"\1" + places[number].to_bytes(4, "big") + b"\0\0"
    if number in index:
        return b"\2" + pack.to_bytes(4, "big") + index[number].to_bytes(2, "big")
    return bytes(7)


def hostile_objects() -> Iterator[tuple[str, int, bytes]]:
    """Yield the file's objects with each of their values made each of the others: what was changed, the object's
    number, and the object."""
    for number, body in RICH.items():
        head, mark, rest = body.partition(b"stream\n")
        for match in sorted([*_ENTRY.finditer(head), *_ITEM.finditer(head)], key=lambda match: match.start(1)):
            for value in VALUES:
                changed = head[: match.start(1)] + b" " + value + b" " + head[match.end(1) :]
                yield f"{number} at {match.start(1)}: {value[:20].decode()}", number, changed + mark + rest
