"""Draw the figures of the sample issues.

usage: python -m tools.draw_samples [FOLDER]

Writes the pictures of all sample issues below FOLDER (`content/issues` unless told otherwise). The same script draws
the same pictures: SVG for what carries words, PNG for what is shape alone.
"""

from __future__ import annotations

import math
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

INK = "#1f3a3d"
LINE = "#7d9a9b"
PALE = "#e6efee"
WARM = "#d9822b"
COLD = "#2b7a9b"
FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

Colour = tuple[int, int, int]
PAPER_RGB: Colour = (255, 255, 255)
INK_RGB: Colour = (31, 58, 61)
PALE_RGB: Colour = (214, 228, 226)
WARM_RGB: Colour = (217, 130, 43)
COLD_RGB: Colour = (43, 122, 155)


def svg(width: int, height: int, title: str, *parts: str) -> bytes:
    """Return an SVG document of the given size."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    text = f'font-family="{FONTS}" font-size="15" fill="{INK}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {text}>',
        f"<title>{title}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *parts,
        "</svg>",
        "",
    ]
    return "\n".join(lines).encode()


def box(x: float, y: float, width: float, height: float, fill: str = PALE, stroke: str = LINE) -> str:
    """Return a box with round corners."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{fill}" stroke="{stroke}"/>'


def words(x: float, y: float, text: str, anchor: str = "middle", size: int = 15, fill: str = INK) -> str:
    """Return a line of text."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{fill}">{text}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str = LINE, width: float = 1.5, dash: str = "") -> str:
    """Return a straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{colour}" stroke-width="{width}"{dashes} fill="none"/>'


def arrow(x1: float, y1: float, x2: float, y2: float, colour: str = INK) -> str:
    """Return an arrow; its head is two short strokes."""
    angle = math.atan2(y2 - y1, x2 - x1)
    ends = [
        (round(x2 - 9 * math.cos(angle + turn), 1), round(y2 - 9 * math.sin(angle + turn), 1))
        for turn in (0.45, -0.45)
    ]
    return line(x1, y1, x2, y2, colour) + "".join(line(x2, y2, x, y, colour) for x, y in ends)


def medicine_box() -> bytes:
    """Draw what stands where on the front of a medicine box."""
    notes = (
        (78, "通用名：上部三分之一以内"),
        (118, "商品名：不比通用名醒目"),
        (168, "规格与包装"),
        (208, "批准文号：国药准字"),
        (248, "生产企业"),
    )
    bars = ((62, 190, 26), (106, 120, 16), (158, 150, 12), (198, 170, 12), (238, 130, 12))
    parts = [box(30, 30, 290, 240), line(30, 136, 320, 136, dash="4 4")]
    parts += [f'<rect x="50" y="{y}" width="{w}" height="{h}" rx="3" fill="{LINE}"/>' for y, w, h in bars]
    parts += ['<ellipse cx="288" cy="52" rx="24" ry="13" fill="#c33"/>', words(288, 57, "OTC", size=13, fill="#fff")]
    parts += [line(250, y - 5, 350, y - 5) + words(358, y, text, "start") for y, text in notes]
    return svg(580, 300, "药盒正面各项内容的位置", *parts)


def thermometer() -> bytes:
    """Draw the four storage terms along a scale of temperature."""

    def at(degrees: float) -> float:
        return 40 + degrees * 14

    spans = (
        (2, 10, "冷处 2～10℃", COLD),
        (0, 20, "阴凉处 不超过20℃", "#5aa9a0"),
        (0, 20, "凉暗处 避光并且不超过20℃", "#46736f"),
        (10, 30, "常温 10～30℃", WARM),
    )
    parts = [line(at(0), 230, at(38), 230, INK, 2)]
    for degrees in range(0, 40, 5):
        parts += [line(at(degrees), 224, at(degrees), 236, INK), words(at(degrees), 256, f"{degrees}", size=13)]
    for n, (low, high, text, colour) in enumerate(spans):
        y = 24 + n * 48
        parts.append(
            f'<rect x="{at(low)}" y="{y}" width="{at(high) - at(low)}" height="20" rx="4" fill="{colour}"/>'
            + words(at(high) + 10, y + 15, text, "start")
        )
    return svg(640, 280, "贮藏温度的四个名词", *parts)


def page_cut() -> bytes:
    """Draw a paragraph that the end of a page cuts in two."""
    parts = [box(40, 20, 220, 250, "#fff"), box(340, 20, 220, 250, "#fff")]
    parts += [f'<rect x="60" y="{40 + n * 24}" width="180" height="10" fill="{PALE}"/>' for n in range(7)]
    parts += [f'<rect x="90" y="208" width="150" height="10" fill="{WARM}"/>']
    parts += [f'<rect x="60" y="232" width="180" height="10" fill="{WARM}"/>']
    parts += [f'<rect x="360" y="40" width="180" height="10" fill="{WARM}"/>']
    parts += [f'<rect x="360" y="64" width="90" height="10" fill="{WARM}"/>']
    parts += [f'<rect x="360" y="{100 + n * 24}" width="180" height="10" fill="{PALE}"/>' for n in range(6)]
    parts += [arrow(250, 250, 350, 40), words(150, 292, "第 6 页"), words(450, 292, "第 7 页")]
    return svg(600, 306, "一段文字被页尾切成两截", *parts)


def sorting() -> bytes:
    """Draw the ways of expired medicine."""
    ways = (
        (60, "附近有回收点", "交给药店、社区"),
        (150, "没有回收点", "投入有害垃圾"),
        (240, "纸盒和说明书", "可回收物"),
    )
    parts = [box(20, 125, 130, 56, "#fff", INK), words(85, 158, "过期药品")]
    for y, where, what in ways:
        parts += [arrow(152, 153, 226, y + 3), box(230, y - 25, 160, 56), words(310, y + 8, where)]
        parts += [arrow(392, y + 3, 446, y + 3), box(450, y - 25, 160, 56), words(530, y + 8, what)]
    return svg(630, 300, "过期药品的去处", *parts)


def cold_chain() -> bytes:
    """Draw the four legs of the cold chain."""
    stops = ("生产企业", "省级疾控", "市县疾控", "接种单位", "接种台")
    parts = [line(40, 66, 620, 66, COLD, 1, "5 5"), line(40, 112, 620, 112, COLD, 1, "5 5")]
    parts += [words(26, 71, "8℃", size=13, fill=COLD), words(26, 117, "2℃", size=13, fill=COLD)]
    points = [(70 + n * 26, 88 + round(14 * math.sin(n * 1.3) + 4 * math.cos(n * 2.1), 1)) for n in range(21)]
    path = "L".join(f"{x} {y}" for x, y in points)
    parts.append(f'<path d="M{path}" stroke="{WARM}" stroke-width="2" fill="none"/>')
    for n, stop in enumerate(stops):
        x = 40 + n * 122
        parts += [box(x, 150, 92, 44), words(x + 46, 177, stop)]
        if n:
            parts.append(arrow(x - 29, 172, x - 3, 172))
    return svg(650, 214, "冷链的四棒", *parts)


def stems() -> bytes:
    """Draw two names of medicines, split into name and stem."""
    parts = []
    for n, (name, stem, latin, tail) in enumerate(
        (("美托", "洛尔", "metopr", "olol"), ("缬", "沙坦", "val", "sartan"))
    ):
        y = 30 + n * 100
        parts += [box(40, y, 150, 56, "#fff"), box(190, y, 150, 56), words(115, y + 35, name, size=22)]
        parts.append(words(265, y + 35, stem, size=22, fill=WARM))
        parts.append(words(360, y + 35, f'{latin}<tspan fill="{WARM}">-{tail}</tspan>', "start", 20))
    parts += [words(115, 222, "名", size=14), words(265, 222, "姓（词干）", size=14)]
    return svg(580, 236, "药名的两部分", *parts)


def platform() -> bytes:
    """Draw the way of a medicine onto the purchasing platform and off it."""
    parts = [box(230, 40, 180, 150, "#fff", INK), words(320, 72, "省级采购平台", size=17)]
    parts += [words(320, 112, "议价"), words(320, 142, "监测")]
    for y, text in ((40, "直接挂网"), (95, "申报挂网"), (150, "备案采购")):
        parts += [box(20, y, 130, 40), words(85, y + 25, text), arrow(152, y + 20, 226, y + 20)]
    for y, text in ((60, "主动撤网"), (130, "被动撤网")):
        parts += [box(490, y, 130, 40), words(555, y + 25, text), arrow(412, y + 20, 486, y + 20, WARM)]
    return svg(640, 220, "一种药上平台和下平台的路", *parts)


def curve() -> bytes:
    """Draw the middle 95 % of healthy people and the two tails."""

    def at(x: float) -> str:
        return f"{round(310 + x * 85, 1)} {round(190 - 150 * math.exp(-x * x / 2), 1)}"

    def area(low: float, high: float, colour: str) -> str:
        steps = [low + (high - low) * n / 40 for n in range(41)]
        base = (round(310 + low * 85, 1), round(310 + high * 85, 1))
        return f'<path d="M{base[0]} 190L{"L".join(at(x) for x in steps)}L{base[1]} 190Z" fill="{colour}"/>'

    parts = [area(-3.2, -1.96, WARM), area(-1.96, 1.96, PALE), area(1.96, 3.2, WARM), line(30, 190, 590, 190, INK)]
    parts += [words(310, 130, "95%", size=22), words(110, 160, "2.5%"), words(510, 160, "2.5%")]
    parts += [words(310, 216, "参考区间"), line(143, 190, 143, 224, INK), line(477, 190, 477, 224, INK)]
    return svg(620, 234, "参考区间是中间的百分之九十五", *parts)


class Raster:
    """A small picture of plain colours."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [[PAPER_RGB] * width for _ in range(height)]

    def fill(self, x: int, y: int, width: int, height: int, colour: Colour) -> None:
        """Fill a rectangle."""
        for row in self.rows[y : y + height]:
            row[x : x + width] = [colour] * len(row[x : x + width])

    def disc(self, cx: int, cy: int, radius: int, colour: Colour) -> None:
        """Fill a disc."""
        for y in range(cy - radius, cy + radius + 1):
            half = math.isqrt(radius * radius - (y - cy) ** 2)
            self.fill(cx - half, y, 2 * half + 1, 1, colour)

    def png(self) -> bytes:
        """Return the picture as an 8-bit RGB PNG (ISO/IEC 15948)."""
        data = b"".join(b"\0" + bytes(value for pixel in row for value in pixel) for row in self.rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in chunks
        )


def long_years() -> bytes:
    """Draw the years 2000 to 2399, those of 53 weeks dark."""
    picture = Raster(520, 268)
    for n in range(400):
        long = date(2000 + n, 12, 28).isocalendar().week == 53
        picture.fill(12 + n % 40 * 12 + n % 40 // 10 * 5, 12 + n // 40 * 25, 10, 20, INK_RGB if long else PALE_RGB)
    return picture.png()


def volume() -> bytes:
    """Draw what a million tablets cost before and after: 1.00 each, then 0.20 for seven of ten."""
    picture = Raster(520, 150)
    picture.fill(10, 20, 500, 40, WARM_RGB)
    picture.fill(10, 90, 70, 40, COLD_RGB)
    picture.fill(80, 90, 150, 40, WARM_RGB)
    return picture.png()


def doses() -> bytes:
    """Draw one to four doses a day along four lines of twenty-four hours."""
    picture = Raster(520, 180)
    for n, hours in enumerate(((8,), (8, 20), (7, 13, 19), (6, 12, 18, 23))):
        y = 25 + n * 44
        picture.fill(20, y - 1, 481, 3, PALE_RGB)
        for tick in range(0, 25, 6):
            picture.fill(20 + tick * 20, y - 6, 2, 13, INK_RGB)
        for hour in hours:
            picture.disc(20 + hour * 20, y, 9, WARM_RGB)
    return picture.png()


FIGURES: dict[str, Callable[[], bytes]] = {
    "2026-01/box.svg": medicine_box,
    "2026-01/thermometer.svg": thermometer,
    "2026-01/cut.svg": page_cut,
    "2026-01/weeks.png": long_years,
    "2026-02/sorting.svg": sorting,
    "2026-02/volume.png": volume,
    "2026-02/coldchain.svg": cold_chain,
    "2026-03/stems.svg": stems,
    "2026-03/platform.svg": platform,
    "2026-03/doses.png": doses,
    "2026-03/curve.svg": curve,
}
"""Every figure of the sample issues, by its path below `content/issues`."""


def draw_all() -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every figure."""
    for path, draw in FIGURES.items():
        yield path, draw()


def main() -> None:
    """Write the figures."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "content/issues")
    for path, data in draw_all():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main()
