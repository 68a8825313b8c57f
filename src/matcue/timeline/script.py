"""A routine unrolled into sections: its opening, its steps in order, its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Chimes, Posture, Preface, Profile
from matcue.routine.plan import Stretch
from matcue.timeline import chapters, pacing, phrases
from matcue.timeline.course import Course, done
from matcue.timeline.model import Pause, Script, Section
from matcue.timeline.pacing import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.plan import Routine
    from matcue.timeline.guidance import Guidance


FLOOR: Final = frozenset(Posture) - {Posture.STANDING, Posture.ON_A_CHAIR, Posture.ANY}
BEFORE: Final = "Before we begin"
"""The section that tells what one needs, how hard and how often it is, and what of safety."""


def write_script(routine: Routine, guidance: Guidance) -> Script:
    """Write the sections of a routine, in order; no length of speech is known yet."""
    return assembled(routine, guidance, tuple(sections(routine, guidance)))


def assembled(routine: Routine, guidance: Guidance, written: tuple[Section, ...]) -> Script:
    """Make a script of the sections of a routine that are written."""
    file = routine.written
    printed = None if guidance.preface is Preface.OFF else phrases.safety(file)
    return Script(file.title, file.about, written, printed)


def sections(routine: Routine, guidance: Guidance) -> Iterator[Section]:
    """Yield the sections of a routine, in order, each written when it is asked for."""
    written = routine.written
    profile = guidance.cues or written.defaults.cues or Profile.CALM
    yield from _opening(routine, guidance)
    yield from chapters.joined(routine.steps, Course(routine, guidance).sections())
    yield _closing(routine, guidance, profile)


def _opening(routine: Routine, guidance: Guidance) -> Iterator[Section]:
    """Yield the welcome, then what one needs, how often it is meant, and what is said of safety.

    These are two sections so that a session can begin with few words spoken.
    """
    written, pace = routine.written, guidance.pace
    wait = Pause(pace.paced(pacing.AFTER_WELCOME))
    welcome = written.welcome or _welcome(routine, guidance)
    yield Section("Welcome", (*talk(welcome, pace), wait))
    facts = (phrases.needs(written.needs), phrases.meant(written.effort, written.often))
    told = [item for fact in facts for item in talk(fact, pace)]
    texts = phrases.safety(written).said(guidance.preface)
    safety = [item for text in texts for item in talk(text, pace)]
    if told or safety:
        yield Section(BEFORE, (*told, *safety, wait))


def _welcome(routine: Routine, guidance: Guidance) -> str:
    """Return the first words, for what is done on a mat in quiet also where to do it."""
    welcome = phrases.welcome(routine.written.title)
    stretches = [step for step in routine.steps if isinstance(step, Stretch)]
    still = [step for step in stretches if guidance.of(step).profile is not Profile.BRISK]
    floor = [step for step in still if step.exercise.posture in FLOOR]
    return f"{welcome} {phrases.QUIET_PLACE}" if len(floor) * 2 > len(stretches) else welcome


def _closing(routine: Routine, guidance: Guidance, profile: Profile) -> Section:
    pace = guidance.pace
    usual = phrases.CLOSING
    if len(done(routine.steps)) > 1:
        usual = f"{phrases.LAST_EXERCISE} {usual}"
    words = talk(routine.written.closing or usual, pace)
    ring = (guidance.ring(Chimes.FINISH, profile), Pause(pace.paced(pacing.AFTER_CLOSING)))
    return Section("Closing", (*words, *ring))
