"""A picture of a timeline tells what the timeline tells, and is a file like any other of ours."""

from __future__ import annotations

import io
import re
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageFont

from matcue.errors import FileError, SuffixError
from matcue.pictures import png, svg
from matcue.pictures.font import FILE
from matcue.pictures.plot import POSTURES, draw
from matcue.pictures.render import draw_plot
from matcue.routine.enums import Chimes, Posture
from matcue.timeline.model import (
    Chapter,
    Chime,
    Count,
    Cue,
    Dropped,
    Hold,
    Section,
    Sound,
    Speech,
    Timeline,
)
from matcue.timeline.queries import Shares, shares, summary
from matcue.units import Frames, Rate
from tests.conftest import disk_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    from click.testing import Result

    Run = Callable[..., Result]

RATE: Final = Rate(100)
HELLO, THREE, BELL = Speech("Hello."), Count("three"), Chime(Chimes.START)


def frames(seconds: float) -> Frames:
    return Frames(round(seconds * RATE))


def chapter(
    title: str,
    start: float,
    end: float,
    posture: Posture | None = None,
    *holds: tuple[float, float],
) -> Chapter:
    section = Section(title, (HELLO,), title.partition(",")[0], posture=posture)
    placed = tuple(Hold(frames(first), frames(last - first)) for first, last in holds)
    return Chapter(section, frames(start), frames(end - start), placed)


def cue(start: float, end: float, sound: Sound, section: int = 0) -> Cue:
    return Cue(frames(start), frames(end - start), sound, section)


def timeline(
    *chapters: Chapter, cues: tuple[Cue, ...] = (), dropped: int | None = None
) -> Timeline:
    left_out = () if dropped is None else (Dropped(dropped, Count("seven"), None, Frames(1)),)
    return Timeline("A title", "", "tone", RATE, cues, chapters, left_out)


SMALL: Final = timeline(
    chapter("Welcome", 0, 10),
    chapter("Reach up, left", 10, 50, Posture.STANDING, (25, 45)),
    chapter("Reach up, right", 50, 90, Posture.STANDING, (62.5, 82.5)),
    chapter("Cobra", 90, 120, Posture.FACE_DOWN, (100, 105), (107, 113.5)),
    cues=(
        cue(1, 9, HELLO),
        cue(25, 27, BELL, 1),
        cue(30, 33, HELLO, 1),
        cue(42, 42.5, THREE, 1),
        cue(43, 43.5, Count("two"), 1),
        cue(44, 44.5, Count("one"), 1),
        cue(45, 46, Chime(Chimes.END), 1),
        cue(91, 95, HELLO, 3),
    ),
    dropped=2,
)
"""Two minutes, which are one row."""
LONG: Final = timeline(
    *(
        chapter(f"Piriformis stretch with a strap, left, {i + 1} of 60", at, at + length)
        for i, (at, length) in enumerate(
            (90 * (i // 3) + (0, 4, 16)[i % 3], (4, 12, 74)[i % 3]) for i in range(60)
        )
    )
)
"""Half an hour of sixty sections, many of them shorter than their titles."""


class Text(NamedTuple):
    """A text of a picture: where it begins, is in the middle or ends, and what it stands on."""

    text: str
    x: float
    y: float
    size: float
    color: str


class Picture:
    """What another program finds in an SVG."""

    def __init__(self, drawn: Timeline) -> None:
        self.root = ET.fromstring(svg.content(draw(drawn)))  # noqa: S314 - our own
        self.texts = [self._text(found) for found in self.root.iter(_tag("text"))]

    @staticmethod
    def _text(found: ET.Element) -> Text:
        x, y, size = (float(found.attrib[name]) for name in ("x", "y", "font-size"))
        return Text(found.text or "", x, y, size, found.attrib["fill"])

    def x(self, text: str) -> float:
        """Where a text is, which is there once."""
        (found,) = (each for each in self.texts if each.text == text)
        return found.x

    def seconds(self, x: float) -> float:
        """The time at a place, by the clock under the first row."""
        start, minute = self.x("0:00"), self.x("1:00")
        return (x - start) / (minute - start) * 60

    def bars(self, lane: str) -> list[tuple[float, float]]:
        """The beginnings and ends of a lane's bars, in seconds."""
        paths = [path for path in self.root.iter(_tag("path")) if path.get("class") == lane]
        boxes = [box for path in paths for box in path.attrib["d"].split("M")[1:]]
        edges = [
            [self.seconds(float(x)) for x in re.findall(r"([\d.]+) [\d.]+ H ([\d.]+)", box)[0]]
            for box in boxes
        ]
        return [(min(xs), max(xs)) for xs in edges]

    def told(self, tag: str) -> str:
        """What a screen reader is given."""
        return self.root.findtext(_tag(tag), "")


def _tag(name: str) -> str:
    return f"{{http://www.w3.org/2000/svg}}{name}"


@pytest.fixture(scope="module")
def small() -> Picture:
    return Picture(SMALL)


@pytest.fixture(scope="module")
def long() -> Picture:
    return Picture(LONG)


def test_each_chapter_has_its_title_where_it_begins(small: Picture) -> None:
    names = [each for each in small.texts if each.text in {"Welcome", "Reach up", "Cobra"}]
    begin = [(each.text, small.seconds(each.x)) for each in names]
    expected = [("Welcome", 0), ("Reach up", 10), ("Reach up", 50), ("Cobra", 90)]
    assert [text for text, _ in begin] == [text for text, _ in expected]
    assert [at for _, at in begin] == pytest.approx([at for _, at in expected], abs=0.6)
    assert small.seconds(small.x("left")) == pytest.approx(10, abs=0.6)
    assert small.seconds(small.x("right")) == pytest.approx(50, abs=0.6)


def test_a_hold_is_drawn_exactly_where_it_is(small: Picture) -> None:
    holds = [time for hold in small.bars("hold") for time in hold]
    assert holds == pytest.approx([25, 45, 62.5, 82.5, 100, 105, 107, 113.5], abs=0.001)


def test_a_hold_tells_how_long_it_is(small: Picture) -> None:
    lengths = [
        (each.text, small.seconds(each.x)) for each in small.texts if each.text.endswith(" s")
    ]
    assert [text for text, _ in lengths] == ["20 s", "20 s", "5 s", "6.5 s"]
    assert [middle for _, middle in lengths] == pytest.approx([35, 72.5, 102.5, 110.25], abs=0.01)


@pytest.mark.parametrize(
    ("lane", "expected"),
    [
        ("speech", [1, 9, 30, 33, 91, 95]),
        ("count", [42, 42.5, 43, 43.5, 44, 44.5]),
        ("chime", [25, 27, 45, 46]),
    ],
)
def test_each_cue_is_drawn_in_the_lane_of_its_kind(
    small: Picture, lane: str, expected: list[float]
) -> None:
    assert [time for bar in small.bars(lane) for time in bar] == pytest.approx(expected, abs=0.001)


def test_what_rings_over_the_end_of_a_row_is_cut_there() -> None:
    rings = timeline(
        chapter("A", 0, 115), chapter("B", 115, 230), cues=(cue(114.5, 118, Chime(Chimes.END)),)
    )
    assert Picture(rings).bars("chime") == [pytest.approx((114.5, 115), abs=0.001)]


def test_each_lane_has_its_name(small: Picture) -> None:
    named = ["posture", "speech", "hold", "count", "chime", "no room"]
    assert [each.text for each in small.texts if each.text in named] == named


def test_a_posture_is_named_once_as_long_as_it_stays(small: Picture) -> None:
    assert small.seconds(small.x("standing")) == pytest.approx(50, abs=0.01)
    assert small.seconds(small.x("face down")) == pytest.approx(105, abs=0.01)


def test_a_posture_that_is_not_known_is_not_drawn() -> None:
    picture = Picture(timeline(chapter("A", 0, 60, Posture.ANY), chapter("B", 60, 90)))
    assert "any" not in {each.text for each in picture.texts}


def test_each_posture_has_a_tint_of_its_own() -> None:
    assert {*POSTURES} == {*Posture} - {Posture.ANY}
    assert len({*POSTURES.values()}) == len(POSTURES)


def test_what_was_dropped_is_marked_at_its_section(small: Picture) -> None:
    assert small.seconds(small.x("× seven")) == pytest.approx(50, abs=0.6)


def test_there_is_no_lane_for_what_was_dropped_where_nothing_was(long: Picture) -> None:
    assert "no room" not in {each.text for each in long.texts}


def test_the_picture_is_told_in_a_sentence(small: Picture) -> None:
    sentence = (
        "2:00 with the voice tone, 2 stretches: "
        "43 % hold, 10 % speech outside the holds, 47 % quiet."
    )
    assert summary(SMALL) == small.told("desc") == sentence
    assert small.told("title") == "A title"
    assert small.root.get("role") == "img"
    assert small.root.get("aria-labelledby") == "title desc"
    assert {"A title", sentence} <= {each.text for each in small.texts}


def test_what_is_said_in_a_hold_is_hold() -> None:
    half = timeline(chapter("A", 0, 10, Posture.ANY, (0, 5)), cues=(cue(4, 7, HELLO),))
    assert shares(half) == Shares(stretches=1, hold=50, speech=20)
    assert shares(half).quiet == 30


def _places(picture: Picture) -> Iterator[tuple[float, float, float, float]]:
    """The boxes that the titles take, measured in the font that they are made for."""
    for text, x, y, size, _ in picture.texts:
        if text.startswith(("Piriformis", "left,")):
            font = ImageFont.truetype(FILE, 100)
            yield x, y - 0.76 * size, x + font.getlength(text) * size / 100, y + 0.24 * size


def test_titles_do_not_meet(long: Picture) -> None:
    places = [*_places(long)]
    assert len(places) == 120
    assert max(right for _, _, right, _ in places) < float(long.root.attrib["viewBox"].split()[2])
    meeting = [
        (a, b)
        for a, b in combinations(places, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert meeting == []


def test_every_row_has_a_clock_that_goes_on(long: Picture) -> None:
    clocks = [each for each in long.texts if re.fullmatch(r"\d+:\d\d", each.text)]
    minutes = [int(each.text.partition(":")[0]) for each in clocks]
    assert minutes == sorted(minutes)
    assert {*range(30)} <= {*minutes}
    assert 4 <= len({each.y for each in clocks}) <= 8


def test_rows_have_one_scale() -> None:
    starts, ends = (0, 100, 170, 260, 340), (100, 170, 260, 340, 440)
    chapters = [
        chapter("Hold on", start, end, None, (start + 30, start + 55))
        for start, end in zip(starts, ends, strict=True)
    ]
    holds = Picture(timeline(*chapters)).bars("hold")
    assert [end - start for start, end in holds] == pytest.approx([25] * 5, abs=0.001)


def _light(color: str) -> float:
    """The relative luminance of a colour, after the WCAG."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_texts_are_dark_enough_on_the_darkest_ground(small: Picture) -> None:
    darkest = min(_light(tint) for tint in POSTURES.values())
    for text in small.texts:
        assert (darkest + 0.05) / (_light(text.color) + 0.05) > 3.5, text
        assert 1.05 / (_light(text.color) + 0.05) > 7, text


def test_a_title_is_shown_as_it_was_written() -> None:
    title = "Über $x^2$ & <b> 伸展 🧘"
    picture = Picture(Timeline(title, "", "tone", RATE, (), (chapter(title, 0, 9),)))
    assert picture.told("title") == title
    assert [each.text for each in picture.texts].count(title) == 2
    assert png.content(draw(timeline(chapter(title, 0, 9))))


@pytest.mark.parametrize("chapters", [(), (chapter("Nothing", 0, 0),), (chapter("Hours", 0, 9e4),)])
def test_no_length_is_too_small_or_too_great(chapters: tuple[Chapter, ...]) -> None:
    assert Picture(timeline(*chapters)).x("A title")


@pytest.mark.parametrize("form", [svg, png])
def test_the_same_timeline_gives_the_same_bytes(form: ModuleType) -> None:
    assert form.content(draw(SMALL)) == form.content(draw(SMALL))


def test_a_png_can_be_looked_at() -> None:
    with Image.open(io.BytesIO(png.content(draw(SMALL)))) as picture:
        assert picture.width == 1500
        assert 250 < picture.height < 500
        assert picture.getpixel((0, 0)) == (255, 255, 255, 255)
        assert len(picture.getcolors(2**20) or []) > 20
        assert picture.info["Description"] == summary(SMALL)


def test_the_table_is_printed_as_ever(home: Path, run: Run) -> None:
    for flags in ((), ("--json",)):
        alone = run("show", "short", "--voice", "tone", *flags)
        drawn = run("show", "short", "--voice", "tone", *flags, "--plot", "a.SVG")
        assert (drawn.exit_code, drawn.stdout) == (0, alone.stdout)
        assert drawn.stderr == "a.SVG: 3:19, 7 chapters\n"
        root = ET.parse(home / "a.SVG").getroot()  # noqa: S314 - our own
        assert root.findtext(_tag("title")) == "Short one"
        (home / "a.SVG").unlink()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("a.jpg", "a.jpg: this is an unknown file type; use one of .svg, .png."),
        ("a", "a: this is an unknown file type; use one of .svg, .png."),
        ("no/a.svg", "no/a.svg: its folder does not exist; make the folder first."),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_spoken(
    target: str, said: str, run: Run, home: Path
) -> None:
    result = run("show", "short", "--voice", "system", "--plot", target)
    assert (result.exit_code, result.stdout) == (74, "")
    assert result.stderr == f"matcue: {said}\n"
    assert not (home / "XDG_CACHE_HOME").exists()


@pytest.mark.process
def test_what_is_spoken_is_cached_before_it_is_drawn(run: Run, home: Path) -> None:
    """That an empty cache tells, as above, that nothing was spoken."""
    assert run("show", "short", "--voice", "system", "--plot", "a.svg").exit_code == 0
    assert any((home / "XDG_CACHE_HOME" / "matcue" / "clips").iterdir())


@pytest.mark.parametrize(("text", "code"), [("title: Wrong\n", 65), (None, 66)])
def test_a_routine_that_is_wrong_is_not_drawn(
    home: Path, run: Run, text: str | None, code: int
) -> None:
    if text:
        (home / "x.yaml").write_text(text, encoding="utf-8")
    assert run("show", "x.yaml", "--plot", "x.svg").exit_code == code
    assert not (home / "x.svg").exists()


def test_an_older_picture_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"old" * 100_000)
    draw_plot(SMALL, target)
    assert target.read_bytes() == png.content(draw(SMALL))
    assert [*tmp_path.iterdir()] == [target]


def test_a_full_disk_leaves_the_older_picture(tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    with pytest.raises(FileError, match="file too large"), disk_with(100):
        draw_plot(SMALL, target)
    assert target.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [target]


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuffixError) as caught:
        draw_plot(SMALL, tmp_path / "a.pdf")
    assert caught.value.known == (".svg", ".png")
    assert not [*tmp_path.iterdir()]
