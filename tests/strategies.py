"""Whole routines, paces and clip lengths for property tests."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcue.routine.catalogue import Catalogue, Routine, Stretch
from matcue.routine.library import catalogue
from matcue.routine.model import RestStep, SayStep
from matcue.timeline.arrange import Arranged, arrange, lay, sounds
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script

if TYPE_CHECKING:
    from matcue.timeline.model import Script, Sound, Timeline

EXERCISES: Catalogue = catalogue()

seconds = st.fractions(min_value=1, max_value=90, max_denominator=1000)
paces = st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=100).map(Pace)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Any exercise, with any hold or repetitions, sets and sides."""
    key = draw(st.sampled_from(sorted(EXERCISES)))
    held = EXERCISES[key].hold is not None
    return Stretch(
        key=key,
        exercise=EXERCISES[key],
        hold=draw(seconds) if held else None,
        reps=None if held else draw(st.integers(1, 12)),
        tempo=draw(st.fractions(min_value=2, max_value=9, max_denominator=100)),
        sets=draw(st.integers(1, 3)),
        sides=draw(st.sampled_from(["both", "left", "right", "none"])),
    )


says = st.just(SayStep(say="Drink some water. Take your time."))
rests = seconds.map(lambda length: RestStep(rest=str(float(length))))
routines = st.lists(st.one_of(stretches(), says, rests), min_size=1, max_size=6).map(
    lambda steps: Routine("Test", "A test.", None, None, None, None, None, tuple(steps))
)


def measured(script: Script, frames_a_letter: int) -> dict[Sound, int]:
    """Every sound's length, from its text."""
    return {
        sound: len(sound.text) * frames_a_letter
        for section in script.sections
        for sound in sounds(section)
    }


def arranged(routine: Routine, pace: Pace, frames_a_letter: int) -> list[Arranged]:
    """A routine's sections, arranged."""
    script = write_script(routine, pace)
    lengths = measured(script, frames_a_letter)
    return [arrange(section, i, lengths) for i, section in enumerate(script.sections)]


def timeline(routine: Routine, pace: Pace, frames_a_letter: int) -> Timeline:
    """A routine's timeline."""
    script = write_script(routine, pace)
    return lay(script, arranged(routine, pace, frames_a_letter), "none")


letters = st.integers(200, 6000)
"""Frames of each letter: from a gabble to a voice at half speed."""
