"""Make the README's pictures of the sample archive, as a phone and as a desktop show it.

usage: python -m tools.readme_pictures [FOLDER]

Builds `content/` into a folder of its own, opens an issue in a headless Chromium and writes `phone.png` and
`desktop.png` into FOLDER (`docs/images` unless told otherwise). Needs Playwright, which `build.py test` installs, and
Pillow.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.support.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).resolve().parent.parent
COLOURS = 96
"""A page of text is ink on paper: with so many colours it looks the same in a third of the bytes."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    name: str
    """The file's name."""
    page: str
    """The page and the place in it, relative to the site's root."""
    screen: dict[str, Any]
    """The screen, in Playwright's words for a new context."""


SHOTS = (
    Shot(
        "phone.png",
        "issues/2026-03.html#a02",
        {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    ),
    Shot("desktop.png", "issues/2026-03.html", {"viewport": {"width": 1440, "height": 900}}),
)


def main() -> None:
    """Write every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as site:
        build(Path(site))
        for shot, picture in photographed(Path(site)):
            (folder / shot.name).write_bytes(picture)


def build(site: Path) -> None:
    """Build the sample archive; subprocess.CalledProcessError where that fails."""
    command = [sys.executable, str(REPOSITORY / "build.py"), "build", "--quiet"]
    folders = ["--content", str(REPOSITORY / "content"), "--output", str(site / "site")]
    subprocess.run([*command, *folders], env={**os.environ, "QIKAN_NO_BOOTSTRAP": "1"}, check=True)


def photographed(site: Path) -> list[tuple[Shot, bytes]]:
    """Return every picture with its bytes."""
    with chromium() as browser:
        return [(shot, small(photograph(browser, site / "site", shot))) for shot in SHOTS]


def photograph(browser: Browser, site: Path, shot: Shot) -> bytes:
    """Return what a screen shows, as PNG."""
    context = browser.new_context(**shot.screen, reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{shot.page}")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)  # the bar and the marked place in the contents follow the jump
    picture = page.screenshot()
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """Return a PNG with few colours, which is all that a page of text has."""
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
