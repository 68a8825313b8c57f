"""The cover of a session: its timeline as a ring, from the top clockwise, around its name.

Positions on the page are counted from its lower left corner, `SIDE` to a side. The name is drawn as
shapes, so it looks the same wherever it is shown.
"""

from __future__ import annotations

from functools import cache
from math import ceil, hypot
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Circle, PathPatch, Wedge
from matplotlib.textpath import TextPath, text_to_path

from matcue.pictures.figure import own_settings, png, svg
from matcue.timeline.queries import summary
from matcue.units import clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from matcue.timeline.model import Timeline

SIDE: Final = 1000
"""Points, and dots of a PNG, to a side."""
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

ROOM, HIGH = 285, 150
"""How far from its middle the name may reach, and how far upwards and downwards."""
NAME_ABOVE, LENGTH_BELOW = 25, 190
"""How far the name is above the middle of the page, and the length below it."""
LARGEST, SMALL = 116.0, 46.0
"""Sizes of letters."""
LINE, CAPITAL = 1.2, 0.73
"""From one line to the next, and how high a capital letter is, in sizes of letters."""
MOST_LETTERS, LONGEST_PART = 60, 16
"""Letters of the name, and of a word that need not be broken."""
HYPHEN: Final = "\N{SOFT HYPHEN}"
"""Marks where a word goes on."""
FONT: Final = Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"
FACE: Final = FontProperties(fname=FONT, size=1)


def draw(timeline: Timeline, suffix: str) -> bytes:
    """Draw the cover as the content of an `.svg` or a `.png` file; the same every time."""
    with own_settings():
        figure = Figure(figsize=(SIDE / 100, SIDE / 100), facecolor=PAGE)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, SIDE), ylim=(0, SIDE))
        axes.set_axis_off()
        _ring(axes, timeline)
        _name(axes, timeline)
        if suffix == ".svg":
            return svg(figure, timeline.title, summary(timeline))
        return png(figure, timeline.title, summary(timeline), 100)


def _ring(axes: Axes, timeline: Timeline) -> None:
    """Draw an arc for each section, and one that stands out for each hold."""
    axes.add_patch(Circle((MIDDLE, MIDDLE), INNER - 34, facecolor=DISC, linewidth=0))
    for chapter in timeline.chapters:
        posture = chapter.section.posture
        color = POSTURES.get(posture, ANY_POSTURE) if posture else WORDS
        inset = 0 if posture else THIN
        _arc(axes, timeline, (chapter.start, chapter.end), inset, color)
    for chapter in timeline.chapters:
        for hold in chapter.holds:
            _arc(axes, timeline, (hold.start, hold.end), -PROUD, HOLD)


def _arc(axes: Axes, timeline: Timeline, extent: tuple[int, int], inset: float, color: str) -> None:
    """Draw a part of the ring, narrower on both sides by `inset`."""
    start, end = (360 * frame / max(timeline.frames, 1) for frame in extent)
    gap = min(GAP, LEAST_GAP * (end - start)) / 2
    radius, width = OUTER - inset, OUTER - INNER - 2 * inset
    angles = 90 - end + gap, 90 - start - gap
    axes.add_patch(
        Wedge((MIDDLE, MIDDLE), radius, *angles, width=width, facecolor=color, linewidth=0)
    )


def _name(axes: Axes, timeline: Timeline) -> None:
    """Write the name, as large as there is room, and below it how long the session is."""
    lines, size = _fitted(_known(timeline.title))
    for number, line in enumerate(lines):
        above = (len(lines) - 1) / 2 - number
        _write(axes, line, size, MIDDLE + NAME_ABOVE + above * LINE * size, INK)
    _write(axes, clock(timeline.frames, timeline.rate), SMALL, MIDDLE - LENGTH_BELOW, PALE_INK)


def _known(text: str) -> str:
    """Keep what the font can write of a text, cut off where it is very long."""
    known = " ".join("".join(c if _letter(c) else " " for c in text).split())
    if len(known) <= MOST_LETTERS:
        return known
    return f"{known[:MOST_LETTERS].rpartition(' ')[0] or known[:MOST_LETTERS]} …"


def _letter(character: str) -> bool:
    """Tell whether the font can write a character."""
    return character.isprintable() and get_font(FONT).get_char_index(ord(character)) > 0


def _fitted(text: str) -> tuple[list[str], float]:
    """Break a text into lines of the largest letters, then the fewest lines; return both."""
    parts = [part for word in text.split() for part in _parts(word)]
    lines = {_line(parts[i:j]) for j in range(len(parts) + 1) for i in range(j)}
    ways = [_broken(parts, width) for width in {_width(line) for line in lines}]
    sized = ((lines, _size(lines)) for lines in ways)
    return max(sized, key=lambda way: (way[1], -len(way[0])), default=([], 0.0))


def _parts(word: str) -> list[str]:
    """Split a word, if it is very long, into even parts; all but the last end in `HYPHEN`."""
    even = ceil(len(word) / ceil(len(word) / LONGEST_PART))
    parts = [word[start : start + even] for start in range(0, len(word), even)]
    return [*(part + HYPHEN for part in parts[:-1]), parts[-1]]


def _line(parts: list[str]) -> str:
    """Join parts of a text on one line, with a hyphen only where a word goes on in the next."""
    return " ".join(parts).replace(f"{HYPHEN} ", "").replace(HYPHEN, "-")


def _broken(parts: list[str], width: float) -> list[str]:
    """Break parts of a text into lines of at most a width, but for one that is wider alone."""
    lines = [parts[:1]]
    for part in parts[1:]:
        if _width(_line([*lines[-1], part])) <= width:
            lines[-1].append(part)
        else:
            lines.append([part])
    return [_line(line) for line in lines]


def _size(lines: list[str]) -> float:
    """Compute the size of the letters with which lines fill their room."""
    high = len(lines) * LINE / 2
    reach = max(
        hypot(_width(line) / 2, abs((len(lines) - 1) / 2 - number) * LINE + CAPITAL / 2)
        for number, line in enumerate(lines)
    )
    return min(LARGEST, ROOM / reach, HIGH / high)


@cache
def _width(text: str) -> float:
    """Measure how wide a text is in letters of size 1."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FACE, ismath=False)
    return float(width)


def _write(axes: Axes, text: str, size: float, middle: float, color: str) -> None:
    """Write a text in the middle of the page; `middle` is the mid-height of its capitals."""
    corner = MIDDLE - size * _width(text) / 2, middle - size * CAPITAL / 2
    shape = TextPath(corner, text, size=size, prop=FACE)
    axes.add_patch(PathPatch(shape, facecolor=color, linewidth=0))
