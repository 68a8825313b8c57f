"""SVG pages drawn in dots: as the content of a PNG file, the same on every machine."""

from __future__ import annotations

from struct import pack
from typing import TYPE_CHECKING, Final
from zlib import crc32

from matcue.pictures import font, svg

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DOTS, MOST_DOTS = 150, 30_000
"""Dots an inch, and those of the longer side at most."""
INCH: Final = 72
"""Points."""
_HEAD: Final = 33
"""Bytes of a PNG before its second chunk."""


def content(page: Element) -> bytes:
    """Draw a page as the content of a `.png` file, with its title and description as texts.

    It is written in the font that comes with matcue alone; what that lacks becomes boxes.

    Raises:
        ImportError: the library that draws is not installed, or damaged.
        ValueError: it cannot draw the page.
    """
    from resvg_py import svg_to_bytes

    longer = max(float(page.attrib[side].removesuffix("pt")) for side in ("width", "height"))
    drawn = svg_to_bytes(
        svg_string=svg.content(page).decode(),
        dpi=min(DOTS, MOST_DOTS / longer * INCH),
        skip_system_fonts=True,
        font_files=[str(font.FILE)],
    )
    texts = _text("Title", page.findtext("title", "")) + _text(
        "Description", page.findtext("desc", "")
    )
    return drawn[:_HEAD] + texts + drawn[_HEAD:]


def _text(keyword: str, text: str) -> bytes:
    """Build a chunk of text, uncompressed and in no particular language."""
    chunk = b"iTXt" + keyword.encode() + bytes(5) + text.encode()
    return pack(">I", len(chunk) - 4) + chunk + pack(">I", crc32(chunk))
