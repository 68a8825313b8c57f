"""A routine unrolled into sections: its opening, its steps in order, its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine.enums import Chimes, Detail, Posture, Profile
from matcue.routine.plan import Interval, Rest, Ring, Routine, Say, Step, Stretch, Wait
from matcue.timeline import interval_words, pacing, phrases
from matcue.timeline.intervals import IntervalScript
from matcue.timeline.model import Chime, Pause, Script, Section
from matcue.timeline.pacing import rest, talk, waiting
from matcue.timeline.phrases import Variation
from matcue.timeline.stretch import StretchScript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.routine.field_types import Side
    from matcue.timeline.guidance import Guidance


BEFORE: Final = "Before we begin"
"""The section that tells what one needs, how hard and how often it is, and what of safety."""


def write_script(routine: Routine, guidance: Guidance) -> Script:
    """Write the sections of a routine, in order; no length of speech is known yet."""
    return Script(routine.written.title, routine.written.about, tuple(sections(routine, guidance)))


def sections(routine: Routine, guidance: Guidance) -> Iterator[Section]:
    """Yield the sections of a routine, in order, each written when it is asked for."""
    written = routine.written
    profile = guidance.cues or written.defaults.cues or Profile.CALM
    yield from _opening(routine, guidance)
    yield from _steps(routine.steps, guidance, profile, Variation(written.title))
    yield _closing(routine, guidance, profile)


def _steps(
    steps: tuple[Step, ...], guidance: Guidance, profile: Profile, wording: Variation
) -> Iterator[Section]:
    """Yield the sections of the steps; `profile` is how much is counted by default."""
    before: Posture | None = None
    worked: Side | None = None
    told: set[str] = set()
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        if isinstance(step, Stretch):
            detail = guidance.detail or step.detail
            if detail is Detail.AUTO:
                detail = Detail.SHORT if step.exercise.words.full in told else Detail.FULL
            if detail is Detail.FULL:
                told.add(step.exercise.words.full)
            # to lie on the other side one turns over, so this counts as a change of posture
            if before is Posture.ON_THE_SIDE and step.rounds[0][0] not in {None, worked}:
                before = Posture.ON_THE_BACK
            pace = guidance.pace.times(step.pace)
            taught = StretchScript(step, detail, guidance, before, pace, wording)
            yield from taught.sections()
            before = _after(step, before)
            if step.exercise.posture is not Posture.ANY:
                worked = step.rounds[-1][-1]
        elif isinstance(step, Interval):
            detail = guidance.detail or step.detail
            exact = IntervalScript(step, detail, guidance, before, frozenset(told), wording)
            yield from exact.sections()
            told |= exact.explained
            before, worked = exact.left_in, step.turn(step.moments - 1)[1]
        else:
            yield _section(step, following, guidance, profile)


def _after(stretch: Stretch, before: Posture | None) -> Posture:
    """Return the posture that one is in after a stretch."""
    exercise = stretch.exercise
    posture = exercise.end or exercise.posture
    return before or Posture.STANDING if posture is Posture.ANY else posture


def _section(
    step: Say | Rest | Wait | Ring, following: Step | None, guidance: Guidance, profile: Profile
) -> Section:
    pace = guidance.pace
    match step:
        case Say():
            return Section(phrases.beginning(step.text), talk(step.text, pace), place=step.place)
        case Rest():
            return rest(step.seconds, pace, step.place, _coming(following), step.say)
        case Wait():
            time = waiting(step.seconds, pace, guidance.ways)
            return Section("Wait", time, place=step.place)
        case Ring():
            ring = _rung(step.chime, guidance, profile)
            wait = Pause(pace.paced(pacing.AFTER_CHIME))
            return Section("Chime", (ring, wait), place=step.place)
        case _:
            assert_never(step)


def _rung(chime: Chimes | Path, guidance: Guidance, profile: Profile) -> Chime:
    if isinstance(chime, Chimes):
        return guidance.ring(chime, profile)
    return Chime(chime.name, chime)


def _coming(following: Step | None) -> str:
    """Return the words that announce what follows; an empty text where that needs none."""
    if isinstance(following, Interval):
        return interval_words.coming(following)
    if not isinstance(following, Stretch):
        return ""
    return phrases.coming(following.exercise.name, following.exercise.posture)


def _opening(routine: Routine, guidance: Guidance) -> Iterator[Section]:
    """Yield the welcome, then what one needs, how often it is meant, and what is said of safety.

    These are two sections so that a session can begin with few words spoken.
    """
    written, pace = routine.written, guidance.pace
    wait = Pause(pace.paced(pacing.AFTER_WELCOME))
    welcome = written.welcome or phrases.welcome(written.title)
    yield Section("Welcome", (*talk(welcome, pace), wait))
    facts = (phrases.needs(written.needs), phrases.meant(written.effort, written.often))
    told = [item for fact in facts for item in talk(fact, pace)]
    safety = talk(phrases.SAFETY[guidance.preface], pace)
    if told or safety:
        yield Section(BEFORE, (*told, *safety, wait))


def _closing(routine: Routine, guidance: Guidance, profile: Profile) -> Section:
    pace = guidance.pace
    words = talk(routine.written.closing or phrases.CLOSING, pace)
    ring = (guidance.ring(Chimes.FINISH, profile), Pause(pace.paced(pacing.AFTER_CLOSING)))
    return Section("Closing", (*words, *ring))
