"""The cover of a session: its timeline as a ring, from the top clockwise, around its name."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from matcue.pictures.font import CAPITAL
from matcue.pictures.name import LINE, fitted
from matcue.pictures.png import DOTS, INCH
from matcue.pictures.svg import add, new_page, path
from matcue.units import clock

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from matcue.timeline.model import Timeline

SIDE: Final = 1000
"""Units of the page, and dots of a PNG, to a side."""
MIDDLE: Final = SIDE / 2

PAGE, DISC = "#102c34", "#14373f"
INK, PALE_INK = "#f5efe3", "#9cc4c2"
WORDS: Final = "#2b545b"
HOLD: Final = "#f2bd68"
POSTURES: Final = {
    "standing": "#a9dccb",
    "on a chair": "#92cfc2",
    "seated": "#7cc1b9",
    "kneeling": "#69b2b0",
    "hands and knees": "#58a3a7",
    "on the side": "#4b949e",
    "on the back": "#418595",
    "face down": "#39768b",
}
"""The nearer to the floor, the darker."""
ANY_POSTURE: Final = "#58a3a7"

INNER, OUTER = 368, 428
"""Where the ring of the stretches begins and ends, from the middle of the page."""
THIN: Final = 22
"""How much narrower, on both sides, the ring is where there is no stretch."""
PROUD: Final = 12
"""How far a hold stands out."""
GAP, LEAST_GAP = 0.9, 0.25
"""Degrees between two sections, but never more than this share of the section."""

NAME_ABOVE, LENGTH_BELOW = 25, 190
"""How far the name is above the middle of the page, and the length below it."""
SMALL: Final = 46.0
"""The size of the letters of the length."""


def draw(timeline: Timeline) -> Element:
    """Draw the cover as an SVG page; the same every time."""
    page = new_page(timeline, SIDE, SIDE, unit=INCH / DOTS)
    add(page, "rect", width=SIDE, height=SIDE, fill=PAGE)
    _ring(page, timeline)
    _name(page, timeline)
    return page


def _ring(page: Element, timeline: Timeline) -> None:
    """Draw an arc for each section, and one that stands out for each hold."""
    add(page, "circle", cx=MIDDLE, cy=MIDDLE, r=INNER - 34, fill=DISC)
    for chapter in timeline.chapters:
        posture = chapter.section.posture
        color = POSTURES.get(posture, ANY_POSTURE) if posture else WORDS
        inset = 0 if posture else THIN
        _arc(page, timeline, (chapter.start, chapter.end), inset, color)
    for chapter in timeline.chapters:
        for hold in chapter.holds:
            _arc(page, timeline, (hold.start, hold.end), -PROUD, HOLD)


def _arc(
    page: Element, timeline: Timeline, extent: tuple[int, int], inset: float, color: str
) -> None:
    """Draw a part of the ring, narrower on both sides by `inset`."""
    start, end = (360 * frame / max(timeline.frames, 1) for frame in extent)
    gap = min(GAP, LEAST_GAP * (end - start)) / 2
    start, end = start + gap, end - gap
    inner, outer = INNER + inset, OUTER - inset
    long = int(end - start > 180)
    there = "M", *_at(outer, start), "A", outer, outer, 0, long, 1, *_at(outer, end)
    back = "L", *_at(inner, end), "A", inner, inner, 0, long, 0, *_at(inner, start), "Z"
    add(page, "path", d=path(*there, *back), fill=color)


def _at(radius: float, degrees: float) -> tuple[float, float]:
    """Compute a place on the page from its distance to the middle, and the turn from the top."""
    turn = degrees * pi / 180
    return MIDDLE + radius * sin(turn), MIDDLE - radius * cos(turn)


def _name(page: Element, timeline: Timeline) -> None:
    """Write the name, as large as there is room, and below it how long the session is."""
    lines, size = fitted(timeline.title)
    for number, line in enumerate(lines):
        above = (len(lines) - 1) / 2 - number
        _write(page, line, size, MIDDLE - NAME_ABOVE - above * LINE * size, INK)
    length = clock(timeline.frames, timeline.rate)
    _write(page, length, SMALL, MIDDLE + LENGTH_BELOW, PALE_INK)


def _write(page: Element, text: str, size: float, middle: float, color: str) -> None:
    """Write a text in the middle of the page; `middle` is the mid-height of its capitals."""
    base = middle + size * CAPITAL / 2
    place: dict[str, str | float] = {"x": MIDDLE, "y": base, "text_anchor": "middle"}
    add(page, "text", text, **place, font_size=size, fill=color)
