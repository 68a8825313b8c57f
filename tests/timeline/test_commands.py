"""Where a session goes from where it is, when it is asked to go by seconds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import along, into, section_at
from matcue.timeline.model import Pause, Script, Section
from matcue.units import HOUSE_RATE

SECOND = HOUSE_RATE
SECTIONS = tuple(Section(f"S{i}", (Pause(Fraction(10)),)) for i in range(3))
TIMELINE = lay(
    Script("T", "T", SECTIONS), [arrange(each, i, {}) for i, each in enumerate(SECTIONS)], "v"
)


@pytest.mark.parametrize(
    ("seconds", "start", "end"),
    [
        ("5", 12, 17),
        ("-1.5", 12, 10.5),
        ("-2", 12, 10),
        ("-5", 12, 10),
        ("8", 12, 20),
        ("99", 12, 20),
        ("99", 25, 30),
        ("-99", 5, 0),
        ("0", 20, 20),
        ("1/3", 0, Fraction(1, 3)),
    ],
)
def test_along_is_in_the_section_or_at_the_start_of_the_next(
    seconds: str, start: float, end: float
) -> None:
    move = along(Fraction(seconds))
    assert move(TIMELINE, int(start * SECOND)) == end * SECOND


@given(
    st.fractions(-100, 100, max_denominator=1000),
    st.integers(0, TIMELINE.frames - 1),
)
def test_along_never_goes_past_a_border(seconds: Fraction, position: int) -> None:
    chapter = TIMELINE.chapters[section_at(TIMELINE, position)]
    assert chapter.start <= along(seconds)(TIMELINE, position) <= chapter.end


@pytest.mark.parametrize("position", [0, 15 * SECOND, TIMELINE.frames])
def test_into_is_the_same_place_from_everywhere(position: int) -> None:
    assert into(1, Fraction(5, 2))(TIMELINE, position) == 12.5 * SECOND
