"""A timeline as a picture: rows of time, read like a score, with a lane for each kind of thing.

Every row begins with a section, and all rows of a picture have the same scale. Along a row,
positions are frames of the timeline; down a row and on the page they are points, 72 an inch. How
wide a text is, is estimated, so that the picture is the same whichever font shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from matcue.pictures.font import CAPITAL
from matcue.pictures.svg import add, new_page, path
from matcue.routine.enums import Posture
from matcue.timeline.document import kind
from matcue.timeline.queries import summary
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from matcue.timeline.model import Chapter, Timeline

    Extent = tuple[int, int]
    """A first frame, and the first one after it."""
    Style = dict[str, str | float]
    """The attributes of a shape or a text."""

INK: Final = "#1c2733"
PALE_INK: Final = "#4a5560"
RED_INK: Final = "#a3001b"
LINE: Final = "#9aa4ae"
GRID: Final = "#dde2e6"
TRACK: Final = "#f3f5f7"
BARS: Final[dict[str, Style]] = {
    "speech": {"fill": "#0072b2"},
    "hold": {"fill": "#fce5b6", "stroke": "#a86f00", "stroke_width": 0.8},
    "count": {"fill": "#00765a", "stroke": "#00765a", "stroke_width": 0.4},
    "chime": {"fill": "#a8487f"},
}
"""How the bars of a lane look: hues after Okabe and Ito, as dark as bars on white have to be."""
POSTURES: Final = {
    "standing": "#e4eef6",
    "on a chair": "#dae7f2",
    "seated": "#d0e0ee",
    "kneeling": "#c6d9ea",
    "hands and knees": "#bcd2e6",
    "on the side": "#b2cbe2",
    "on the back": "#a8c4de",
    "face down": "#9ebdda",
}
"""The nearer to the floor, the darker."""

MARGIN: Final = 12.0
LEFT, AXIS, RIGHT = 50.0, 640.0, 30.0
WIDTH: Final = LEFT + AXIS + RIGHT
HEAD, FOOT = 52.0, 34.0
"""Points above all rows, and under each of them."""
NAME, MORE = 11.0, 9.0
"""Points of a title: of its first line, and of a second one."""
LANES: Final = {"posture": 12, "speech": 10, "hold": 15, "count": 10, "chime": 10, "no room": 11}
GAP: Final = 2.5
LARGE, NORMAL, SMALL, LEAST = 13.0, 8.0, 7.0, 5.0
"""Sizes of letters."""
BOLD: Final = 0.4
"""Points of the line around bold letters: the font that comes with matcue has none."""
LETTER: Final = 0.6
"""How wide a letter is on average, as a share of its size."""

MINUTES: Final = (2, 3, 4, 5)
"""How long a row may be; only a longer section, or hours of them, have longer ones."""
FEW, MOST = 6, 60
"""As many rows are tried to be kept to; and as many there are at most, but for what ends early."""
TICKS: Final = (10, 15, 30, 60, 120, 300, 600, 1800, 3600)
"""Seconds from one time on the clock to the next."""
MOST_TICKS: Final = 10


def draw(timeline: Timeline) -> Element:
    """Draw a timeline as an SVG page: its heading, and the rows below one another.

    It is the same every time.
    """
    rows = _rows(timeline)
    height = HEAD + sum(row.height + FOOT for row in rows)
    page = new_page(timeline, WIDTH, height)
    add(page, "rect", width=WIDTH, height=height, fill="white")
    _head(page, timeline)
    top = HEAD
    for row in rows:
        _fill(_Pen(add(page, "g"), row, top))
        top += row.height + FOOT
    return page


def _wide(text: str, size: float) -> float:
    """Estimate how many points wide a text is."""
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    return letters * LETTER * size


def _one_line(text: str) -> str:
    """Join the lines of a text into one."""
    return " ".join(text.split())


def _name(chapter: Chapter) -> tuple[str, str]:
    """Split a chapter's title into two lines: up to its first comma, and what follows."""
    first, _, second = _one_line(chapter.title).partition(", ")
    return first, second


@dataclass(frozen=True)
class _Row:
    """Chapters side by side, each with its number; `span` is the width of the whole row."""

    timeline: Timeline
    span: int
    chapters: tuple[tuple[int, Chapter], ...]

    @property
    def start(self) -> int:
        return self.chapters[0][1].start

    @property
    def end(self) -> int:
        return self.chapters[-1][1].end

    @property
    def point(self) -> float:
        """The frames of a point."""
        return self.span / AXIS

    @property
    def height(self) -> float:
        return max(top + LANES[lane] for lane, top in self.tops.items())

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The line of each title, counted upwards: above all that begin before it ends.

        So no title meets another one, nor the line that leads from another one to its section.
        """
        found: list[tuple[int, int]] = []
        for _, chapter in reversed(self.chapters):
            end = chapter.start + _title_width(chapter) * self.point
            above = (level + 1 for start, level in found if start < end)
            found.append((chapter.start, max(above, default=0)))
        return tuple(level for _, level in reversed(found))

    @cached_property
    def line(self) -> float:
        """The points of one line of titles."""
        return NAME + MORE * any(_name(chapter)[1] for _, chapter in self.chapters)

    @cached_property
    def tops(self) -> dict[str, float]:
        """Where each lane begins; the one for what was dropped is there only if something was."""
        tops, top = {}, self.line * (max(self.levels) + 1) + GAP
        for lane, height in LANES.items():
            if lane != "no room" or self.dropped:
                tops[lane] = top
                top += height + GAP
        return tops

    @cached_property
    def dropped(self) -> dict[int, str]:
        """What found no room, by the number of its chapter."""
        return {
            number: ", ".join(texts)
            for number, _ in self.chapters
            if (texts := [d.sound.text for d in self.timeline.dropped if d.section == number])
        }

    def bars(self, lane: str) -> list[Extent]:
        """List the first and end frames of what is drawn in a lane."""
        if lane == "hold":
            return [(hold.start, hold.end) for _, each in self.chapters for hold in each.holds]
        cues = (cue for cue in self.timeline.cues if self.start <= cue.start < self.end)
        edge = self.start + self.span
        return [(cue.start, min(cue.end, edge)) for cue in cues if kind(cue.sound) == lane]

    def ticks(self) -> range:
        """List the frames at which the time is written."""
        rate = self.timeline.rate
        step = next((s for s in TICKS if self.span <= MOST_TICKS * s * rate), TICKS[-1]) * rate
        return range(-(-self.start // step) * step, self.end + 1, step)


def _title_width(chapter: Chapter) -> float:
    """Estimate how many points wide a title is, with some space after it."""
    first, second = _name(chapter)
    return max(_wide(first, NORMAL), _wide(second, SMALL)) + NORMAL


def _rows(timeline: Timeline) -> list[_Row]:
    """Arrange the picture in rows, of the shortest length with which there are few."""
    minute = 60 * timeline.rate
    longest = max((chapter.frames for chapter in timeline.chapters), default=0)
    least = max(longest, timeline.frames // MOST)
    spans = [minutes * minute for minutes in MINUTES if minutes * minute >= least]
    tried = [_broken(timeline, span) for span in spans or [least]]
    rows = next((rows for rows in tried if len(rows) <= FEW), tried[-1])
    widest = max([row.end - row.start for row in rows] + [1])
    return [replace(row, span=widest) for row in rows]


def _broken(timeline: Timeline, span: int) -> list[_Row]:
    """Break the timeline into rows of whole chapters, each with as many as it has room for."""
    rows: list[list[tuple[int, Chapter]]] = []
    for number, chapter in enumerate(timeline.chapters):
        title = chapter.start + (_title_width(chapter) - RIGHT) * span / AXIS
        if not rows or max(chapter.end, title) > rows[-1][0][1].start + span:
            rows.append([])
        rows[-1].append((number, chapter))
    return [_Row(timeline, span, tuple(row)) for row in rows]


def _head(page: Element, timeline: Timeline) -> None:
    """Write the heading: title and summary."""
    bold: Style = {"fill": INK, "stroke": INK, "stroke_width": BOLD}
    title, told = _one_line(timeline.title), summary(timeline)
    add(page, "text", title, x=MARGIN, y=22, font_size=LARGE, **bold)
    add(page, "text", told, x=MARGIN, y=37, font_size=NORMAL, fill=PALE_INK)


@dataclass(frozen=True, slots=True)
class _Pen:
    """What draws a row below `top` points of the page: along it at frames, down it at points."""

    group: Element
    row: _Row
    top: float

    def boxes(self, lane: str, extents: Iterable[Extent], style: Style) -> None:
        """Draw boxes of the height of their lane, as one shape."""
        top = self._y(self.row.tops[lane])
        boxes = [
            path(
                "M",
                self._x(start),
                top,
                "H",
                self._x(end),
                "v",
                LANES[lane],
                "H",
                self._x(start),
                "Z",
            )
            for start, end in extents
        ]
        if boxes:
            add(self.group, "path", d=" ".join(boxes), **style)

    def line(self, frame: int, top: float, low: float, color: str) -> None:
        """Draw a line down the row."""
        line = path("M", self._x(frame), self._y(top), "V", self._y(low))
        add(self.group, "path", d=line, stroke=color, stroke_width=0.6)

    def write(self, frame: float, y: float, text: str, style: Style) -> None:
        """Write a text with its baseline at `y`."""
        place: Style = {"x": self._x(frame), "y": self._y(y)}
        add(self.group, "text", text, **place, **{"font_size": SMALL, "fill": INK, **style})

    def label(self, lane: str, extent: Extent, text: str) -> None:
        """Write a text into the middle of a box, smaller if it has to be, or not at all."""
        start, end = extent
        room = (end - start) / self.row.point - 2
        size = min(SMALL, SMALL * room / _wide(text, SMALL))
        if size >= LEAST:
            y = self.middle(lane, size)
            self.write((start + end) / 2, y, text, {"text_anchor": "middle", "font_size": size})

    def middle(self, lane: str, size: float) -> float:
        """Compute the baseline of a text that is to be in the middle of a lane."""
        return self.row.tops[lane] + (LANES[lane] + size * CAPITAL) / 2

    def _x(self, frame: float) -> float:
        """Compute where a frame is on the page."""
        return LEFT + (frame - self.row.start) / self.row.point

    def _y(self, points: float) -> float:
        """Compute where a place of the row is on the page."""
        return self.top + points


def _fill(pen: _Pen) -> None:
    """Draw a row, the bottom layer first."""
    _tracks(pen)
    _clock(pen)
    _titles(pen)
    _postures(pen)
    for lane, style in BARS.items():
        pen.boxes(lane, pen.row.bars(lane), {"class": lane, **style})
    _lengths(pen)
    _dropped(pen)


def _tracks(pen: _Pen) -> None:
    """Draw the backgrounds of the lanes, with their names."""
    row = pen.row
    for lane in row.tops:
        pen.boxes(lane, [(row.start, row.end)], {"fill": TRACK})
        left, y = row.start - 6 * row.point, pen.middle(lane, SMALL)
        pen.write(left, y, lane, {"text_anchor": "end", "fill": PALE_INK})


def _clock(pen: _Pen) -> None:
    """Draw lines down the lanes, with the time under them."""
    row = pen.row
    for frame in row.ticks():
        pen.line(frame, row.tops["speech"], row.height + 3, GRID)
        text = clock(frame, row.timeline.rate)
        pen.write(frame, row.height + 11, text, {"text_anchor": "middle", "fill": PALE_INK})


def _titles(pen: _Pen) -> None:
    """Write the titles, and draw a line from each to where its section begins."""
    row = pen.row
    lowest = max(row.levels)
    for (_, chapter), level in zip(row.chapters, row.levels, strict=True):
        top = row.line * (lowest - level)
        first, second = _name(chapter)
        left = chapter.start + 2.5 * row.point
        pen.line(chapter.start, top + 1, row.height, LINE)
        pen.write(left, top + NORMAL, first, {"font_size": NORMAL})
        pen.write(left, top + NORMAL + MORE, second, {"fill": PALE_INK})


def _postures(pen: _Pen) -> None:
    """Draw each posture of the body as a box, as long as it lasts."""
    row = pen.row
    for posture, group in groupby(row.chapters, key=lambda each: each[1].section.posture):
        if posture and posture is not Posture.ANY:
            chapters = [chapter for _, chapter in group]
            extent = chapters[0].start, chapters[-1].end
            color = POSTURES.get(posture, TRACK)
            pen.boxes("posture", [extent], {"fill": color, "stroke": "white"})
            pen.label("posture", extent, posture)


def _lengths(pen: _Pen) -> None:
    """Write the length of each hold into its box."""
    for start, end in pen.row.bars("hold"):
        seconds = round((end - start) / pen.row.timeline.rate, 1)
        pen.label("hold", (start, end), f"{seconds:g} s")


def _dropped(pen: _Pen) -> None:
    """Mark each section in which something found no room, and write what."""
    row = pen.row
    for number, chapter in row.chapters:
        if texts := row.dropped.get(number):
            room = max(int(chapter.frames / row.point / _wide("n", SMALL)) - 3, 1)
            text = f"× {texts}" if len(texts) <= room else f"× {texts[: room - 1]}…"
            left, y = chapter.start + 2.5 * row.point, pen.middle("no room", SMALL)
            pen.write(left, y, text, {"fill": RED_INK})
