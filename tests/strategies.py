"""Whole routines, paces and clip lengths for property tests."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from matcue.errors import Place
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Detail, Lead, Posture, Profile, Tally
from matcue.routine.file_format import RoutineFile
from matcue.routine.loader import catalogue_of
from matcue.routine.plan import (
    Breathing,
    Flow,
    Interval,
    Movement,
    Quiet,
    Remark,
    Repeated,
    Rest,
    Ring,
    Round,
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
from tests.fuzz.grammar import playable_keys, playable_routine, playable_steps

if TYPE_CHECKING:
    from matcue.routine.exercise import Catalogue
    from matcue.routine.field_types import Side
    from matcue.timeline.model import Script, Sound, Timeline

EXERCISES: Catalogue = catalogue_of([bundled("routines")])
BREATHS = ((4, 6), (4, 7, 8), (4, 4, 4, 4), ("5.5", "5.5"))
HERE = Place("test.yaml", 1, 1)

seconds = st.fractions(min_value=1, max_value=90, max_denominator=1000)
short_seconds = st.fractions(min_value=Fraction(1, 10), max_value=40, max_denominator=1000)
paces = st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=100).map(Pace)
tempos = st.fractions(min_value=2, max_value=9, max_denominator=100)
remarks = st.fractions(min_value=-1, max_value=1, max_denominator=1000).filter(
    lambda part: 0 < abs(part) < 1
)
"""A moment, as a part of its hold."""
rounds = st.builds(Round, st.just("Round"), st.integers(1, 3), st.just(3), st.just(HERE))


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
        chimes=draw(st.none() | st.just({Chimes.END: None}) | st.just(dict.fromkeys(Chimes))),
        within=draw(st.just(()) | rounds.map(lambda each: (each,))),
    )


STATIONS = (
    Station("Squat jumps"),
    Station("Ten very slow mountain climbers"),
    Station("Bridge", EXERCISES["bridge"], "bridge", reps=10),
    Station("Clam", EXERCISES["clam"], "clam", ("left", "right")),
    Station("Easy walk", EXERCISES["easy-walk"], "easy-walk"),
    Station("Twist", sides=("right", "left")),
)
"""Names alone, and exercises lying, on the side, and standing."""


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Works and rests, or works at each bell, of any exercises, guided in any manner."""
    every = draw(st.booleans())
    rest = Fraction(0) if every else draw(st.just(Fraction(0)) | short_seconds)
    return Interval(
        rounds=draw(st.integers(1, 5)),
        stations=tuple(
            replace(
                draw(st.sampled_from(STATIONS)),
                work=None if every else draw(st.none() | short_seconds),
                rest=None if every else draw(st.none() | short_seconds),
            )
            for _ in range(draw(st.integers(1, 5)))
        ),
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


texts = st.sampled_from(
    [
        "Drink some water. Take your time.",
        "Breathe in.",
        "Go to your left foot, and feel how warm it is. " * 6,
    ]
)
patterns = st.lists(
    st.fractions(min_value=1, max_value=8, max_denominator=10), min_size=2, max_size=4
).map(tuple)
breathing = st.builds(
    Breathing,
    patterns,
    st.integers(1, 12),
    st.none() | seconds,
    st.sampled_from(Lead),
    st.booleans(),
    st.just("Breathing"),
    st.just(HERE),
)


@st.composite
def movements(draw: st.DrawFn, beat: Fraction) -> Movement:
    """Any movement of a flow of a beat."""
    text, short, alternating = draw(texts), draw(texts), draw(st.booleans())
    if draw(st.booleans()):
        return Movement(text, short, draw(seconds), None, alternating)
    return Movement(f"{text} {{side}} foot.", short, beat, beat, alternating)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Any flow, on any beat."""
    beat = draw(st.fractions(min_value=Fraction(1, 2), max_value=9, max_denominator=1000))
    return Flow(
        name="Sun salutation",
        rounds=draw(st.integers(1, 3)),
        start=draw(st.none() | st.sampled_from(Posture)),
        first=draw(st.sampled_from(["left", "right"])),
        movements=tuple(draw(st.lists(movements(beat), min_size=1, max_size=4))),
        place=HERE,
    )


steps = st.one_of(
    stretches(),
    intervals(),
    st.builds(Say, texts, st.just(HERE), st.none() | seconds),
    st.builds(Rest, seconds, st.just(HERE), st.none() | st.just("")),
    st.builds(Quiet, seconds, st.just(HERE)),
    breathing,
    flows(),
    st.builds(Wait, seconds, st.just(HERE)),
    st.builds(Ring, st.sampled_from(Chimes), st.just(HERE)),
)


def routine(*steps: Step, **written: object) -> Routine:
    """A routine of these steps, with keys of its file."""
    keys = {"title": "Test", "about": "A test.", "steps": [{"say": "Go."}]} | written
    return Routine(RoutineFile.model_validate(keys), steps, HERE)


planned = st.lists(steps, min_size=1, max_size=6).map(lambda some: routine(*some))
"""Routines whose steps are any of those that can be planned."""
written = st.deferred(
    lambda: st.builds(
        playable_routine,
        st.lists(st.sampled_from(playable_keys()), max_size=3),
        st.lists(
            st.sampled_from([step for _, _, step in playable_steps()]), min_size=1, max_size=3
        ),
    )
)
"""Routines that are written, with any keys that a file may have."""
routines = planned | written


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
