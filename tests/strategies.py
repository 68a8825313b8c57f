"""Whole routines, paces and clip lengths for property tests."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcue.errors import Place
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Detail, Profile, Tally
from matcue.routine.file_format import RoutineFile
from matcue.routine.loader import catalogue_of
from matcue.routine.plan import (
    Interval,
    Repeated,
    Rest,
    Ring,
    Routine,
    Say,
    Station,
    Step,
    Stretch,
    Timed,
    Wait,
)
from matcue.timeline.arrange import Arranged, arrange, lay, sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script

if TYPE_CHECKING:
    from matcue.routine.exercise import Catalogue
    from matcue.routine.field_types import Side
    from matcue.timeline.model import Script, Sound, Timeline

EXERCISES: Catalogue = catalogue_of([bundled("routines")])
HERE = Place("test.yaml", 1, 1)

seconds = st.fractions(min_value=1, max_value=90, max_denominator=1000)
short_seconds = st.fractions(min_value=Fraction(1, 10), max_value=40, max_denominator=1000)
paces = st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=100).map(Pace)
tempos = st.fractions(min_value=2, max_value=9, max_denominator=100)
phases = st.one_of(
    st.builds(Timed, st.sampled_from(["hold", "time"]), seconds, st.none() | st.just("Go on.")),
    st.builds(
        Repeated,
        st.integers(1, 12),
        tempos,
        st.none() | st.just("Small ones."),
        st.none() | st.just(Fraction(1)),
    ),
)
turns: st.SearchStrategy[tuple[Side | None, ...]] = st.sampled_from(
    [("left", "right"), ("right", "left"), ("left",), ("right",), (None,)]
)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Any exercise, with any phases, sets and sides, guided in any manner."""
    key = draw(st.sampled_from(sorted(EXERCISES)))
    return Stretch(
        key=key,
        exercise=EXERCISES[key],
        phases=tuple(draw(st.lists(phases, min_size=1, max_size=3))),
        rounds=(draw(turns),) * draw(st.integers(1, 3)),
        rest=draw(st.just(Fraction(0)) | seconds),
        pace=draw(st.sampled_from([Fraction(1), Fraction(3, 2)])),
        cues=draw(st.sampled_from(Profile)),
        quiet=draw(st.booleans()),
        countdown=draw(st.sampled_from([None, 0, 3, 10, 3600])),
        tally=draw(st.sampled_from(Tally)),
        breathe=draw(st.none() | st.just((Fraction(4), Fraction(6)))),
        detail=draw(st.sampled_from(Detail)),
        place=HERE,
    )


STATIONS = (
    Station("Squat jumps"),
    Station("Ten very slow mountain climbers"),
    Station("Bridge", EXERCISES["bridge"], "bridge", reps=10),
    Station("Clam", EXERCISES["clam"], "clam", ("left", "right")),
    Station("Easy walk", EXERCISES["easy-walk"], "easy-walk"),
)
"""Names alone, and exercises lying, on the side, and standing."""


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Works and rests, or works at each bell, of any exercises, guided in any manner."""
    every = draw(st.booleans())
    rest = Fraction(0) if every else draw(st.just(Fraction(0)) | short_seconds)
    return Interval(
        rounds=draw(st.integers(1, 5)),
        stations=tuple(draw(st.lists(st.sampled_from(STATIONS), min_size=1, max_size=5))),
        work=draw(short_seconds),
        rest=rest,
        between=None if every else draw(st.none() | short_seconds),
        every=every,
        name=draw(st.none() | st.just("Tabata")),
        rest_words=draw(st.none() | st.just("Walk.")) if rest else None,
        cues=draw(st.sampled_from(Profile)),
        countdown=draw(st.sampled_from([None, 0, 3, 10, 3600])),
        detail=draw(st.sampled_from(Detail)),
        place=HERE,
    )


steps = st.one_of(
    stretches(),
    intervals(),
    st.just(Say("Drink some water. Take your time.", HERE)),
    st.builds(Rest, seconds, st.just(HERE)),
    st.builds(Wait, seconds, st.just(HERE)),
    st.builds(Ring, st.sampled_from(Chimes), st.just(HERE)),
)


def routine(*steps: Step, **written: object) -> Routine:
    """A routine of these steps, with keys of its file."""
    keys = {"title": "Test", "about": "A test.", "steps": [{"say": "Go."}]} | written
    return Routine(RoutineFile.model_validate(keys), steps, HERE)


routines = st.lists(steps, min_size=1, max_size=6).map(lambda some: routine(*some))


def measured(script: Script, frames_a_letter: int) -> dict[Sound, int]:
    """Every sound's length, from its text."""
    return {
        sound: len(sound.text) * frames_a_letter
        for section in script.sections
        for sound in sounds(section)
    }


def arranged(routine: Routine, pace: Pace, frames_a_letter: int) -> list[Arranged]:
    """A routine's sections, arranged."""
    script = write_script(routine, Guidance(pace))
    lengths = measured(script, frames_a_letter)
    return [arrange(section, i, lengths) for i, section in enumerate(script.sections)]


def timeline(routine: Routine, pace: Pace, frames_a_letter: int) -> Timeline:
    """A routine's timeline."""
    script = write_script(routine, Guidance(pace))
    return lay(script, arranged(routine, pace, frames_a_letter), "none")


letters = st.integers(200, 6000)
"""Frames of each letter: from a gabble to a voice at half speed."""
