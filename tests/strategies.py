"""Whole routines, paces and clip lengths for property tests."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcue.errors import Place
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Detail, Lead, Profile, Tally
from matcue.routine.file_format import RoutineFile
from matcue.routine.loader import catalogue_of
from matcue.routine.plan import (
    Remark,
    Repeated,
    Rest,
    Ring,
    Routine,
    Say,
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
BREATHS = ((4, 6), (4, 7, 8), (4, 4, 4, 4), ("5.5", "5.5"))
HERE = Place("test.yaml", 1, 1)

seconds = st.fractions(min_value=1, max_value=90, max_denominator=1000)
paces = st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=100).map(Pace)
tempos = st.fractions(min_value=2, max_value=9, max_denominator=100)
remarks = st.fractions(min_value=-1, max_value=1, max_denominator=1000).filter(
    lambda part: 0 < abs(part) < 1
)
"""A moment, as a part of its hold."""


@st.composite
def timed(draw: st.DrawFn) -> Timed:
    """A hold, or a movement that is kept up, perhaps with words inside it."""
    length = draw(seconds)
    parts = draw(st.lists(remarks, max_size=2, unique=True))
    return Timed(
        draw(st.sampled_from(["hold", "time"])),
        length,
        draw(st.none() | st.just("Go on. Stay soft.")),
        tuple(Remark(part * length, "Soften once more. Your {side} knee too.") for part in parts),
        draw(st.none() | st.just(6)),
    )


@st.composite
def repeated(draw: st.DrawFn) -> Repeated:
    """Repetitions: plain ones, of three parts, or held from their numbers on; sides in turn."""
    tempo = draw(tempos)
    back, held = draw(
        st.sampled_from(
            [
                (None, Fraction(0)),
                (tempo / 2, Fraction(0)),
                (tempo / 2, tempo / 3),
                (tempo / 2, tempo / 2),
            ]
        )
    )
    return Repeated(
        draw(st.integers(1, 12)),
        tempo,
        draw(st.none() | st.just("Small ones.")),
        back,
        held,
        draw(st.sampled_from([(), ("left", "right"), ("right", "left")])),
    )


phases = timed() | repeated()
turns: st.SearchStrategy[tuple[Side | None, ...]] = st.sampled_from(
    [("left", "right"), ("right", "left"), ("left",), ("right",), (None,)]
)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Any exercise, with any phases, sets and sides, guided in any manner."""
    key = draw(st.sampled_from(sorted(EXERCISES)))
    several, sets = draw(st.lists(phases, min_size=1, max_size=3)), draw(st.integers(1, 3))
    alike = len(several) > 1 or draw(st.booleans())
    return Stretch(
        key=key,
        exercise=EXERCISES[key],
        phases=tuple(several),
        later=() if alike else tuple(draw(phases) for _ in range(sets - 1)),
        rounds=(draw(turns),) * sets,
        rest=draw(st.just(Fraction(0)) | seconds),
        pace=draw(st.sampled_from([Fraction(1), Fraction(3, 2)])),
        cues=draw(st.sampled_from(Profile)),
        quiet=draw(st.booleans()),
        countdown=draw(st.sampled_from([None, 0, 3, 10, 3600])),
        tally=draw(st.sampled_from(Tally)),
        breathe=draw(st.sampled_from([None, *(tuple(map(Fraction, each)) for each in BREATHS)])),
        lead=draw(st.sampled_from(Lead)),
        detail=draw(st.sampled_from(Detail)),
        place=HERE,
    )


steps = st.one_of(
    stretches(),
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
