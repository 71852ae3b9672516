"""A setter: prints any Issue as a page-by-page transcript, with the truth of what it printed.

The way of the data: Issue -> strips (`strips.py`) -> strips laid on pages (`layout.py`, `lines.py`) -> transcript
(`printing.py`, `contents.py`, `wear.py`) and truth (`truth.py`). Everything that one print does otherwise than
another is a field of `Style`; the same Issue and Style give the same characters.
"""

from __future__ import annotations

from tests.support.setter.press import Setting, set_transcript
from tests.support.setter.style import Style, varied_style

__all__ = ["Setting", "Style", "set_transcript", "varied_style"]
