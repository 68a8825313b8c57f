"""A cover shows when one holds and how one lies, and the name, as large as there is room."""

# mypy: allow-untyped-calls
from __future__ import annotations

import io
import sys
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from mutagen.flac import FLAC
from PIL import Image

from matcue.pictures import png, svg
from matcue.pictures.cover import (
    DISC,
    HOLD,
    INK,
    INNER,
    OUTER,
    PAGE,
    POSTURES,
    PROUD,
    SIDE,
    WORDS,
    draw,
)
from matcue.pictures.name import LARGEST, MOST_LETTERS, ROOM
from matcue.routine.enums import Posture
from matcue.timeline.model import Chapter, Hold, Section, Speech, Timeline
from matcue.units import Frames, Rate
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import numpy.typing as npt
    from click.testing import Result

    Run = Callable[..., Result]
    Dots = npt.NDArray[np.uint8]

RATE: Final = Rate(100)
SVG: Final = "{http://www.w3.org/2000/svg}"
RING: Final = (INNER + OUTER) / 2
SIDE_BEARING: Final = 0.05 * LARGEST
"""How far from the middle a name seems to be, since letters have some space of their own."""
STANDS_OUT: Final = OUTER + PROUD / 2


def chapter(start: int, end: int, posture: Posture | None, *holds: tuple[int, int]) -> Chapter:
    section = Section("A section", (Speech("x"),), posture=posture)
    held = (Hold(Frames(first), Frames(last - first)) for first, last in holds)
    return Chapter(section, Frames(start), Frames(end - start), tuple(held))


SMALL: Final = Timeline(
    "Small one",
    "",
    "tone",
    RATE,
    (),
    (
        chapter(0, 2500, None),
        chapter(2500, 7500, Posture.STANDING, (4000, 6000)),
        chapter(7500, 10_000, Posture.FACE_DOWN),
    ),
)


def dots(timeline: Timeline) -> Dots:
    """The red, green and blue of each dot, row by row."""
    with Image.open(io.BytesIO(png.content(draw(timeline)))) as image:
        return np.asarray(image.convert("RGB"))


def rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color[1:]))


def place(part: float, radius: float) -> tuple[int, int]:
    """The dot, from the left and the top, at a part of the way round and so far from the middle."""
    turn = 2 * pi * part
    return int(SIDE / 2 + radius * sin(turn)), int(SIDE / 2 - radius * cos(turn))


@pytest.fixture(scope="module")
def small() -> Dots:
    return dots(SMALL)


@pytest.mark.parametrize(
    ("frame", "radius", "color"),
    [
        (1250, RING, WORDS),
        (1250, INNER + 3, PAGE),
        (3000, RING, POSTURES["standing"]),
        (3000, STANDS_OUT, PAGE),
        (8750, RING, POSTURES["face down"]),
        (2500, RING, PAGE),
        (7500, RING, PAGE),
        (3980, STANDS_OUT, PAGE),
        (4030, STANDS_OUT, HOLD),
        (5000, RING, HOLD),
        (5970, STANDS_OUT, HOLD),
        (6020, STANDS_OUT, PAGE),
        (5000, ROOM + 15, DISC),
    ],
)
def test_the_ring_goes_from_the_top_clockwise(
    small: Dots, frame: int, radius: float, color: str
) -> None:
    x, y = place(frame / SMALL.frames, radius)
    assert tuple(small[y, x]) == rgb(color)


def test_it_is_a_square_that_players_show(small: Dots) -> None:
    assert small.shape == (1000, 1000, 3)
    assert len(png.content(draw(SMALL))) < 150_000


def ink(picture: Dots) -> Any:  # noqa: ANN401 - numpy says so
    """Where the letters of the name are."""
    return (picture == rgb(INK)).all(axis=2)


@pytest.mark.parametrize(
    "title",
    [
        "Up",
        "Lower back relief",
        "Donaudampfschifffahrtsgesellschaft",
        "one two three four five six seven eight nine ten eleven twelve",
        "W" * 200,
        "$x^2$ & <b> 100 %",
        "Спокойный вечер — Ελλάδα é",
        "ערב רגוע לגב",
        "مساء هادئ",
        "“Slowly”, she said: 'now'",
    ],
)
def test_the_name_stays_inside_the_ring(title: str) -> None:
    rows, columns = np.nonzero(ink(dots(replace(SMALL, title=title))))
    assert len(rows) > 500
    assert np.hypot(rows - SIDE / 2, columns - SIDE / 2).max() < INNER - PROUD
    assert abs((columns.min() + columns.max()) / 2 - SIDE / 2) < SIDE_BEARING


def test_a_short_name_is_large_enough_for_a_thumbnail() -> None:
    rows, _ = np.nonzero(ink(dots(replace(SMALL, title="Hips"))))
    assert rows.max() - rows.min() > SIDE / 12


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("🧘 Evening", "Evening"),
        ("Stretch 伸展 now", "Stretch now"),
        ("伸展", ""),
        ("Two\nlines\x00", "Two lines"),
        ("a" * MOST_LETTERS + "b", "a" * MOST_LETTERS + " …"),
    ],
)
def test_letters_that_the_font_lacks_are_left_out(title: str, shown: str) -> None:
    found, wanted = (dots(replace(SMALL, title=text)) for text in (title, shown))
    assert np.array_equal(found, wanted)


def parsed(timeline: Timeline) -> ET.Element:
    """The cover as another program reads its SVG."""
    return ET.fromstring(svg.content(draw(timeline)))  # noqa: S314 - our own


def test_svg_shows_name_and_length_and_is_told_to_screen_readers() -> None:
    root = parsed(replace(SMALL, title='A & "<B>"'))
    assert [text.text for text in root.iter(f"{SVG}text")] == ['A & "<B>"', "1:40"]
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title desc")
    assert root.findtext(f"{SVG}title") == 'A & "<B>"'
    assert "with the voice tone" in str(root.findtext(f"{SVG}desc"))


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_svg_can_be_read_whatever_is_in_a_title(control: str) -> None:
    root = parsed(replace(SMALL, title=f"A{control}B"))
    assert root.findtext(f"{SVG}title") == "A\N{REPLACEMENT CHARACTER}B"
    assert dots(replace(SMALL, title=f"A{control}B")).shape == (1000, 1000, 3)


@pytest.mark.parametrize("form", [svg, png])
def test_the_same_timeline_gives_the_same_bytes(form: ModuleType) -> None:
    assert form.content(draw(SMALL)) == form.content(draw(SMALL))


@pytest.mark.parametrize(
    "chapters", [(), (chapter(0, 0, None),), (chapter(0, 1, Posture.STANDING),)]
)
def test_no_session_is_too_short(chapters: tuple[Chapter, ...]) -> None:
    assert dots(replace(SMALL, chapters=chapters)).shape == (1000, 1000, 3)


@pytest.mark.parametrize("frame", [1, 25, 50, 75, 99])
def test_one_section_is_the_whole_ring(frame: int) -> None:
    picture = dots(replace(SMALL, chapters=(chapter(0, 100, Posture.STANDING),)))
    x, y = place(frame / 100, RING)
    assert tuple(picture[y, x]) == rgb(POSTURES["standing"])


def test_each_posture_has_a_colour_of_its_own() -> None:
    assert {*POSTURES} == {*Posture} - {Posture.ANY}
    assert len({*POSTURES.values()}) == len(POSTURES)


@pytest.mark.parametrize("name", ["cover.png", "cover.SVG"])
def test_export_makes_the_picture_alone(home: Path, run: Run, name: str) -> None:
    result = run("export", "short", "--voice", "tone", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == Says("3:19", "7 chapters", "kB", at=name)
    assert Path(name).read_bytes()[:5] in {b"\x89PNG\r", b"<?xml"}
    assert not list(home.glob("*.m4a"))


def test_a_picture_that_is_there_is_not_replaced_unasked(run: Run) -> None:
    Path("cover.png").write_bytes(b"mine")
    result = run("export", "short", "--voice", "tone", "-o", "cover.png")
    assert (result.exit_code, "--force replaces it" in result.stderr) == (74, True)
    assert run("export", "short", "--voice", "tone", "-o", "cover.png", "--force").exit_code == 0
    assert Path("cover.png").read_bytes() != b"mine"


@pytest.fixture
def no_resvg(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the library that draws dots cannot be loaded."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)


@pytest.mark.usefixtures("no_resvg")
def test_a_cover_that_cannot_be_drawn_costs_only_the_cover(run: Run) -> None:
    result = run("export", "short", "--voice", "tone", "-o", "a.flac")
    assert result.exit_code == 0
    assert "The file gets no cover: cover.png: it cannot be drawn (" in result.stderr
    assert "`python -m pip install --force-reinstall resvg-py` may mend that." in result.stderr
    assert not FLAC("a.flac").pictures


@pytest.mark.usefixtures("no_resvg")
def test_only_dots_need_the_library(home: Path, run: Run) -> None:
    command = ("export", "short", "--voice", "tone", "-o")
    assert run(*command, "cover.svg").exit_code == 0
    result = run(*command, "cover.png")
    assert (result.exit_code, "matcue: cover.png: it cannot be drawn" in result.stderr) == (
        74,
        True,
    )
    assert not (home / "cover.png").exists()
