"""Pictures of a PDF as files: JPEG data passed through, everything else as PNG.

pdfminer.six's own image writer swaps colours and drops masks, so the samples are unpacked here.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from PIL import Image as Raster

from generator.importing.passage import Picture
from generator.importing.pdf.elements import Image

_MOST_PIXELS = 60_000_000
"""A picture with more pixels than a double page at 600 dpi is not unpacked."""
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_JPEG = b"\xff\xd8"
"""What JPEG data begins with; what does not is none, whatever the file says."""
_DCT, _JPX, _CCITT, _JBIG2 = "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"


def read_picture(image: Image, name: str) -> Picture | None:
    """Return a picture of a page under a name without extension; None where its form is not known."""
    stream = image.stream
    filters = [str(getattr(kind, "name", kind)) for kind, _ in stream.get_filters()]
    mask = _mask(stream)
    if filters and filters[-1] in (_DCT, "DCT") and mask is None and _components(stream) != 4:
        data = bytes(stream.get_data())
        return Picture(f"{name}.jpg", data) if data.startswith(_JPEG) else None
    if mask is None and (packed := _as_png(stream, filters)) is not None:
        return Picture(f"{name}.png", packed)
    raster = _raster(stream, filters)
    if raster is None:
        return None
    if mask is not None:
        raster = _with_mask(raster, mask)
    packed_anew = io.BytesIO()
    raster.save(packed_anew, "PNG", optimize=False)
    return Picture(f"{name}.png", packed_anew.getvalue())


def _as_png(stream: PDFStream, filters: list[str]) -> bytes | None:
    """Return a picture whose samples are packed the way that PNG packs them (Flate with PNG prediction, ISO 32000-1,
    7.4.4.4) as a PNG file, without unpacking it; None for others."""
    raw = stream.get_rawdata()
    if raw is None or stream.decipher is not None or filters not in (["FlateDecode"], ["Fl"]):
        return None
    parameters = stream.get_filters()[0][1]
    predictor = resolve1(parameters.get("Predictor")) if isinstance(parameters, dict) else None
    width, height = resolve1(stream.get_any(("W", "Width"))), resolve1(stream.get_any(("H", "Height")))
    bits = resolve1(stream.get_any(("BPC", "BitsPerComponent"))) or 8
    if not is_measured(stream):
        return None
    palette = _palette(stream)
    components = 1 if palette is not None else _components(stream)
    if not isinstance(predictor, int) or predictor < 10 or stream.get("ImageMask") or stream.get("Decode"):
        return None
    columns = (resolve1(parameters.get(key, default)) for key, default in (("Columns", 1), ("Colors", 1)))
    if tuple(columns) != (width, components) or resolve1(parameters.get("BitsPerComponent", 8)) != bits:
        return None
    colour = 3 if palette is not None else {1: 0, 3: 2}.get(components)
    if colour is None or bits not in (1, 2, 4, 8) or (bits < 8 and colour == 2):
        return None
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))]
    if palette is not None:
        chunks.append((b"PLTE", palette[: 3 * 2**bits]))
    chunks += [(b"IDAT", raw), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def is_measured(stream: PDFStream) -> bool:
    """Tell whether a picture has as many pixels as pictures in print can have; others are made to hurt whoever draws
    them."""
    width, height = resolve1(stream.get_any(("W", "Width"))), resolve1(stream.get_any(("H", "Height")))
    return isinstance(width, int) and isinstance(height, int) and width > 0 < height and width * height <= _MOST_PIXELS


def _raster(stream: PDFStream, filters: list[str]) -> Raster.Image | None:
    width, height = resolve1(stream.get_any(("W", "Width"))), resolve1(stream.get_any(("H", "Height")))
    if not is_measured(stream):
        return None
    if filters and filters[-1] in (_DCT, "DCT", _JPX):
        try:
            with Raster.open(io.BytesIO(bytes(stream.get_data()))) as opened:
                return opened.convert("RGB")
        except (OSError, ValueError, Raster.DecompressionBombError):
            return None
    if filters and filters[-1] in (_CCITT, "CCF", _JBIG2):
        return None
    bits = resolve1(stream.get_any(("BPC", "BitsPerComponent"))) or 8
    is_mask = bool(resolve1(stream.get_any(("IM", "ImageMask"))))
    data = stream.get_data()
    if is_mask or bits == 1:
        return _bilevel(data, width, height, stream, is_mask)
    if bits != 8:
        return _few_bits(data, width, height, bits, stream)
    return _from_bytes(data, width, height, stream)


def _bilevel(data: bytes, width: int, height: int, stream: PDFStream, is_mask: bool) -> Raster.Image | None:
    if len(data) < (width + 7) // 8 * height:
        return None
    raster = Raster.frombytes("1", (width, height), data).convert("L")
    decode = resolve1(stream.get_any(("D", "Decode")))
    inverted = isinstance(decode, list) and decode[:1] == [1]
    palette = _palette(stream)
    if palette is not None and len(palette) >= 6:
        coloured = Raster.new("RGB", raster.size, tuple(palette[:3]))
        coloured.paste(tuple(palette[3:6]), mask=raster)
        return coloured
    return raster.point(lambda value: 255 - value) if inverted else raster


def _few_bits(data: bytes, width: int, height: int, bits: int, stream: PDFStream) -> Raster.Image | None:
    """Unpack samples of 2, 4 or 16 bits to 8."""
    components = 1 if _palette(stream) is not None else _components(stream)
    if bits == 16:
        return _from_bytes(data[::2], width, height, stream)
    if bits not in (2, 4):
        return None
    row = (width * components * bits + 7) // 8
    if len(data) < row * height:
        return None
    scale = 1 if _palette(stream) is not None else 255 // (2**bits - 1)
    samples = bytearray()
    for start in range(0, row * height, row):
        line = [
            (byte >> shift) & (2**bits - 1)
            for byte in data[start : start + row]
            for shift in range(8 - bits, -1, -bits)
        ]
        samples += bytes(value * scale for value in line[: width * components])
    return _from_bytes(bytes(samples), width, height, stream)


def _from_bytes(data: bytes, width: int, height: int, stream: PDFStream) -> Raster.Image | None:
    palette = _palette(stream)
    components = 1 if palette is not None else _components(stream)
    mode = _MODES.get(components)
    if mode is None or len(data) < width * height * components:
        return None
    raster = Raster.frombytes(mode, (width, height), data[: width * height * components])
    if palette is not None:
        raster = raster.convert("P")
        raster.putpalette(palette)
        return raster.convert("RGB")
    return raster.convert("RGB") if mode == "CMYK" else raster


def _components(stream: PDFStream) -> int:
    space = resolve1(stream.get_any(("CS", "ColorSpace")))
    if isinstance(space, list) and space:
        kind = str(getattr(resolve1(space[0]), "name", ""))
        if kind == "ICCBased" and len(space) > 1:
            profile = resolve1(space[1])
            count = resolve1(profile.get("N")) if isinstance(profile, PDFStream) else None
            return count if isinstance(count, int) else 3
        return {"CalRGB": 3, "Lab": 3, "CalGray": 1, "Separation": 1, "Indexed": 1}.get(kind, 3)
    name = str(getattr(space, "name", ""))
    return {"DeviceGray": 1, "G": 1, "DeviceRGB": 3, "RGB": 3, "DeviceCMYK": 4, "CMYK": 4}.get(
        name, 1 if not name else 3
    )


def _palette(stream: PDFStream) -> bytes | None:
    """Return the palette of an indexed picture as RGB."""
    space = resolve1(stream.get_any(("CS", "ColorSpace")))
    if not isinstance(space, list) or len(space) < 4:
        return None
    if str(getattr(resolve1(space[0]), "name", "")) not in ("Indexed", "I"):
        return None
    table = resolve1(space[3])
    data = table.get_data() if isinstance(table, PDFStream) else table
    if not isinstance(data, bytes):
        return None
    base = _base_components(resolve1(space[1]))
    if base == 3:
        return data
    if base == 1:
        return bytes(value for value in data for _ in range(3))
    return Raster.frombytes("CMYK", (len(data) // 4, 1), data[: len(data) // 4 * 4]).convert("RGB").tobytes()


def _base_components(base: Any) -> int:
    if isinstance(base, list) and len(base) > 1:
        profile = resolve1(base[1])
        count = resolve1(profile.get("N")) if isinstance(profile, PDFStream) else None
        return count if isinstance(count, int) else 3
    return {"DeviceGray": 1, "CalGray": 1, "DeviceCMYK": 4}.get(str(getattr(base, "name", "")), 3)


def _mask(stream: PDFStream) -> PDFStream | None:
    soft = resolve1(stream.get("SMask"))
    return soft if isinstance(soft, PDFStream) else None


def _with_mask(raster: Raster.Image, mask: PDFStream) -> Raster.Image:
    filters = [str(getattr(kind, "name", kind)) for kind, _ in mask.get_filters()]
    alpha = _raster(mask, filters)
    if alpha is None:
        return raster
    alpha = alpha.convert("L")
    if alpha.size != raster.size:
        alpha = alpha.resize(raster.size)
    if alpha.getextrema() == (255, 255):
        return raster
    coloured = raster.convert("RGBA")
    coloured.putalpha(alpha)
    return coloured
