"""SVG pages, built of elements: what is on one, and the content of its file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from matcue.timeline.queries import summary

if TYPE_CHECKING:
    from matcue.timeline.model import Timeline

FONTS: Final = "DejaVu Sans, Verdana, sans-serif"
"""The font that comes with matcue; where a viewer lacks it, others take hardly more room."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_page(timeline: Timeline, width: float, height: float, unit: float = 1) -> Element:
    """Create an empty page, with the title and the summary of a timeline for screen readers.

    Args:
        timeline: what is going to be drawn.
        width: of the page, in its own units.
        height: of the page, in its own units.
        unit: how many points a unit of the page is; 72 points are an inch.
    """
    page = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "aria-labelledby": "title desc",
            "width": f"{_number(width * unit)}pt",
            "height": f"{_number(height * unit)}pt",
            "viewBox": f"0 0 {_number(width)} {_number(height)}",
            "font-family": FONTS,
        },
    )
    add(page, "title", timeline.title, id="title")
    add(page, "desc", summary(timeline), id="desc")
    return page


def add(parent: Element, tag: str, text: str = "", /, **attributes: str | float) -> Element:
    """Add an element to another one, and return it; `font_size` becomes `font-size`."""
    named = {
        name.replace("_", "-"): value if isinstance(value, str) else _number(value)
        for name, value in attributes.items()
    }
    element = SubElement(parent, tag, named)
    element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text) or None
    return element


def path(*parts: str | float) -> str:
    """Join the commands and the numbers of a path."""
    return " ".join(part if isinstance(part, str) else _number(part) for part in parts)


def content(page: Element) -> bytes:
    """Write a page out as the content of an `.svg` file."""
    indent(page, " ")
    written: bytes = tostring(page, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _number(value: float) -> str:
    """Write a number to the thousandth."""
    return f"{round(value, 3):g}"
