"""A routine unrolled into sections: its opening, its steps in order, its closing."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine.enums import Chimes, Detail, Posture, Preface, Profile
from matcue.routine.plan import Rest, Ring, Routine, Say, Step, Stretch, Wait
from matcue.timeline import pacing, phrases
from matcue.timeline.model import Chime, Pause, Script, Section
from matcue.timeline.pacing import rest, talk, waiting
from matcue.timeline.phrases import Variation
from matcue.timeline.stretch import StretchScript

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from matcue.routine.field_types import Side
    from matcue.routine.plan import Round
    from matcue.timeline.guidance import Guidance


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
    start = written.start or Posture.STANDING
    yield from _steps(routine.steps, start, guidance, profile, Variation(written.title))
    yield _closing(routine, guidance, profile)


def _steps(
    steps: tuple[Step, ...],
    start: Posture,
    guidance: Guidance,
    profile: Profile,
    wording: Variation,
) -> Iterator[Section]:
    """Yield the sections of the steps; `profile` is how much is counted by default.

    `start` is the posture that one is in at first. An exercise is told in full where it, or the
    words for it, come for the first time.
    """
    before, first = start, True
    side: Side | None = None
    told: set[tuple[str, str]] = set()
    done: tuple[Round, ...] = ()
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        if isinstance(step, Stretch):
            detail = guidance.detail or step.detail
            known = (step.key or step.exercise.name, step.exercise.words.full)
            if detail is Detail.AUTO:
                detail = Detail.SHORT if known in told else Detail.FULL
            if detail is Detail.FULL:
                told.add(known)
            # to lie on the other side one turns over, so this counts as a change of posture
            if before is Posture.ON_THE_SIDE and step.lies_on(step.rounds[0][0]) not in {
                None,
                side,
            }:
                before = Posture.ON_THE_BACK
            pace = guidance.pace.times(step.pace)
            taught = StretchScript(step, detail, guidance, before, pace, wording, first=first)
            yield from _within(taught.sections(), step, done, guidance)
            before = _after(step, before)
            first = False
            if step.exercise.posture is not Posture.ANY:
                side = step.lies_on(step.rounds[-1][-1])
        else:
            section = _section(step, following, guidance, profile)
            yield from _within((section,), step, done, guidance)
        done = step.within


def _within(
    sections: Iterable[Section], step: Step, done: tuple[Round, ...], guidance: Guidance
) -> Iterator[Section]:
    """Yield the sections of a step in its rounds, after the words for those that begin with it.

    `done` are the rounds that the step before was in.
    """
    kept = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(step.within, done, strict=False))
    )
    begun = " ".join(map(phrases.round_of, step.within[kept:]))
    words = talk(begun, guidance.pace)
    for section in sections:
        yield replace(section, items=(*words, *section.items), within=step.within)
        words = ()


def _after(stretch: Stretch, before: Posture) -> Posture:
    """Return the posture that one is in after a stretch."""
    exercise = stretch.exercise
    posture = exercise.end or exercise.posture
    return before if posture is Posture.ANY else posture


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
    return Chime(chime.name, chime if guidance.rings else None)


def _coming(following: Step | None) -> str:
    """Return the words that announce a stretch that follows; an empty text for anything else."""
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
    texts = phrases.safety(written).said(guidance.preface)
    safety = [item for text in texts for item in talk(text, pace)]
    if told or safety:
        yield Section(BEFORE, (*told, *safety, wait))


def _closing(routine: Routine, guidance: Guidance, profile: Profile) -> Section:
    pace = guidance.pace
    words = talk(routine.written.closing or phrases.CLOSING, pace)
    ring = (guidance.ring(Chimes.FINISH, profile), Pause(pace.paced(pacing.AFTER_CLOSING)))
    return Section("Closing", (*words, *ring))
