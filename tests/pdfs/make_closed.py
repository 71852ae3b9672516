"""Makes closed.pdf, which opens with the password `open`: python tests/pdfs/make_closed.py (needs reportlab)."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def main() -> None:
    encryption = StandardEncryption("open", ownerPassword="owner", strength=128)
    canvas = Canvas(str(Path(__file__).with_name("closed.pdf")), encrypt=encryption, invariant=True)
    canvas.drawString(72, 720, "A gated paper.")
    canvas.save()


if __name__ == "__main__":
    main()
