"""A routine unrolled into sections: its opening, its steps in order, its closing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine.enums import Chimes, Detail, Posture, Preface, Profile
from matcue.routine.plan import (
    Breathing,
    Flow,
    Interval,
    Quiet,
    Rest,
    Ring,
    Routine,
    Say,
    Step,
    Stretch,
    Wait,
)
from matcue.timeline import chapters, interval_words, pacing, phrases
from matcue.timeline.breathing import breathing
from matcue.timeline.flows import flow
from matcue.timeline.intervals import IntervalScript
from matcue.timeline.model import Chime, Item, Passage, Pause, Script, Section, Span, Speech
from matcue.timeline.pacing import BRIEF_REST, rest, talk, waiting
from matcue.timeline.phrases import Variation
from matcue.timeline.sentences import sentences
from matcue.timeline.stretch import StretchScript

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from matcue.routine.field_types import Side
    from matcue.timeline.guidance import Guidance
    from matcue.timeline.pacing import Pace


FLOOR: Final = frozenset(Posture) - {Posture.STANDING, Posture.ON_A_CHAIR, Posture.ANY}
MANY: Final = 3
"""Movements that are kept up so often are parts of a whole, whose middle is another one."""
_POSTURE: Final = re.compile(
    r"\b(?:sit|lie|stand|kneel|get up|roll over|turn over|come (?:up|down))\b", re.IGNORECASE
)
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
    written_out = _steps(routine.steps, start, guidance, profile, Variation(written.title))
    yield from chapters.joined(routine.steps, written_out)
    yield _closing(routine, guidance, profile)


def _steps(
    steps: tuple[Step, ...],
    start: Posture,
    guidance: Guidance,
    profile: Profile,
    wording: Variation,
) -> Iterator[tuple[Step, Section]]:
    """Yield each step with its sections; `profile` is how much is counted by default.

    `start` is the posture that one is in at first. An exercise is told in full where it, or the
    words for it, come for the first time.
    """
    before = start
    side: Side | None = None
    told: set[tuple[str, str]] = set()
    done = _done(steps)
    lead = _first_lead(steps, done)
    last: Step | None = None
    moved = False
    for step, following in zip(steps, (*steps[1:], None), strict=True):
        if isinstance(step, Stretch):
            detail = guidance.detail or step.detail
            known = step.known
            if detail is Detail.AUTO:
                detail = Detail.SHORT if known in told else Detail.FULL
            if detail is Detail.FULL:
                told.add(known)
            # to lie on the other side one turns over, so this counts as a change of posture
            if before is Posture.ON_THE_SIDE and step.exercise.lies_on(step.rounds[0][0]) not in {
                None,
                side,
            }:
                before = Posture.ON_THE_BACK
            pace = guidance.pace.times(step.pace)
            announced = isinstance(last, Rest) and _coming(step, guidance)
            many = _is_movement(step) and done[step.exercise.name] >= MANY
            # where an author has said how to be, nobody else knows it
            come_from = Posture.ANY if moved and step.exercise.posture is Posture.ANY else before
            taught = StretchScript(
                step, detail, guidance, come_from, pace, wording, None if announced else lead, many
            )
            lead = phrases.NEXT
            yield from _within(taught.sections(), step, last, guidance)
            before = _after(step, before)
            if step.exercise.posture is not Posture.ANY:
                side = step.exercise.lies_on(step.rounds[-1][-1])
                moved = False
        elif isinstance(step, Interval):
            detail = guidance.detail or step.detail
            exact = IntervalScript(step, detail, guidance, before, lead, frozenset(told), wording)
            lead = phrases.NEXT
            yield from _within(exact.sections(), step, last, guidance)
            told |= exact.explained
            before, side, moved = exact.left_in, exact.lies_on, False
        elif isinstance(step, Flow):
            section = flow(step, guidance, profile, before, lead)
            lead = phrases.NEXT
            yield from _within((section,), step, last, guidance)
            before, moved = section.posture or before, moved and not step.start
        elif isinstance(step, Breathing):
            section = breathing(step, guidance, profile, before)
            yield from _within((section,), step, last, guidance)
        else:
            moved |= _says_how_to_be(step)
            section = _section(step, last, following, guidance, profile)
            yield from _within((section,), step, last, guidance)
        last = step


def _within(
    sections: Iterable[Section], step: Step, last: Step | None, guidance: Guidance
) -> Iterator[tuple[Step, Section]]:
    """Yield a step with its sections in its rounds, after the words for those that begin with it.

    `last` is the step before.
    """
    done = last.within if last else ()
    kept = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(step.within, done, strict=False))
    )
    begun = " ".join(map(phrases.round_of, step.within[kept:]))
    words = talk(begun, guidance.pace)
    for section in sections:
        yield step, replace(section, items=(*words, *section.items), within=step.within)
        words = ()


def _says_how_to_be(step: Step) -> bool:
    """Tell whether words of the author's own send the body into another posture."""
    said = step.text if isinstance(step, Say) else step.say if isinstance(step, Rest) else None
    return bool(_POSTURE.search(said or ""))


def _after(stretch: Stretch, before: Posture) -> Posture:
    """Return the posture that one is in after a stretch."""
    exercise = stretch.exercise
    posture = exercise.end or exercise.posture
    return before if posture is Posture.ANY else posture


def _done(steps: tuple[Step, ...]) -> Counter[str]:
    """Count how many sets of each exercise there are, by its name; so of intervals and flows."""
    done = Counter[str]()
    for step in steps:
        match step:
            case Stretch():
                done[step.exercise.name] += len(step.rounds)
            case Interval():
                done[interval_words.title(step)] += step.rounds
            case Flow():
                done[step.name] += step.rounds
            case _:
                pass
    return done


def _first_lead(steps: tuple[Step, ...], done: Counter[str]) -> str:
    """Return the word that leads to the first stretch's name; none where there is no other."""
    if len(done) == 1:
        return ""
    begins = isinstance(steps[0], Stretch | Interval | Flow)
    return phrases.FIRST if begins else phrases.NEXT


def _is_movement(stretch: Stretch) -> bool:
    """Tell whether a stretch is kept up: a walk, say, or a march."""
    return any(phase.measure == "time" for phase in stretch.phases)


def _section(
    step: Say | Rest | Wait | Ring | Quiet,
    last: Step | None,
    following: Step | None,
    guidance: Guidance,
    profile: Profile,
) -> Section:
    pace = guidance.pace
    match step:
        case Say():
            return Section(phrases.beginning(step.text), _said(step, pace), place=step.place)
        case Rest():
            if step.say == "":
                return rest(step, pace, "", "")
            words = step.say or _resting(step, last, following, guidance)
            return rest(step, pace, words, _coming(following, guidance))
        case Wait():
            time = waiting(step.seconds, pace, guidance.ways)
            return Section("Wait", time, place=step.place)
        case Ring():
            ring = _rung(step.chime, guidance, profile)
            wait = Pause(pace.paced(pacing.AFTER_CHIME))
            return Section("Chime", (ring, wait), place=step.place)
        case Quiet():
            items = (Span(step.seconds),)
            return Section("Pause", items, place=step.place, rest=step.seconds)
        case _:
            assert_never(step)


def _said(step: Say, pace: Pace) -> tuple[Item, ...]:
    """Build words of the author's, in time of their own where they have any."""
    if step.seconds is None:
        return talk(step.text, pace)
    return (Passage(tuple(map(Speech, sentences(step.text))), step.seconds),)


def _rung(chime: Chimes | Path, guidance: Guidance, profile: Profile) -> Chime:
    if isinstance(chime, Chimes):
        return guidance.ring(chime, profile)
    return Chime(chime.name, chime if guidance.rings else None)


def _is_hard(step: Step | None, guidance: Guidance) -> bool:
    """Tell whether a step may make one breathe hard: brisk work, or a movement that is kept up."""
    if not isinstance(step, Stretch):
        return False
    return guidance.of(step).profile is Profile.BRISK or (_is_movement(step) and not step.quiet)


def _resting(rest: Rest, last: Step | None, following: Step | None, guidance: Guidance) -> str:
    """Return matcue's words for a rest, after what came last; empty where that said to rest."""
    said = ""
    hard = any(_is_hard(step, guidance) for step in (last, following))
    if isinstance(last, Say):
        said = last.text
    elif isinstance(last, Stretch):
        said = last.exercise.words.release or phrases.over(last.phases[-1])
    if hard or rest.seconds < BRIEF_REST:
        return "" if phrases.is_rest(said) else phrases.REST_BRIEFLY
    return phrases.RESTED if phrases.is_rest(said) else phrases.REST


def _coming(following: Step | None, guidance: Guidance) -> str:
    """Return the words that announce what is done next; an empty text where that needs none.

    Where only names are told, a stretch itself tells its name and nothing else.
    """
    match following:
        case Stretch() if (guidance.detail or following.detail) is not Detail.NAMES:
            return phrases.coming(following.exercise.name, following.exercise.posture)
        case Interval():
            return interval_words.coming(following)
        case Flow():
            return phrases.coming(following.name, following.start)
        case _:
            return ""


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
    if len(_done(routine.steps)) > 1:
        usual = f"{phrases.LAST_EXERCISE} {usual}"
    words = talk(routine.written.closing or usual, pace)
    ring = (guidance.ring(Chimes.FINISH, profile), Pause(pace.paced(pacing.AFTER_CLOSING)))
    return Section("Closing", (*words, *ring))
