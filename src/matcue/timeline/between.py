"""What stands between stretches: words of the author's, rests, waits, chimes and pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from matcue.routine.enums import Chimes, Detail, Profile
from matcue.routine.plan import Flow, Interval, Quiet, Rest, Ring, Say, Step, Stretch, Wait
from matcue.timeline import interval_words, pacing, phrases
from matcue.timeline.model import Chime, Item, Passage, Pause, Section, Span, Speech
from matcue.timeline.pacing import BRIEF_REST, rest, talk, waiting
from matcue.timeline.sentences import sentences

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.guidance import Guidance
    from matcue.timeline.pacing import Pace

Between = Say | Rest | Wait | Ring | Quiet
"""The steps in which nothing is done."""


def section(
    step: Between,
    last: Step | None,
    following: Step | None,
    guidance: Guidance,
    profile: Profile,
) -> Section:
    """Build the section of a step that lies between two others.

    `profile` is how much is counted by default.
    """
    pace = guidance.pace
    match step:
        case Say():
            return Section(phrases.beginning(step.text), _said(step, pace), place=step.place)
        case Rest():
            if step.say == "":
                return rest(step, pace, "", "")
            words = step.say or _resting(step, last, following, guidance)
            return rest(step, pace, words, coming(following, guidance))
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
    said = tuple(map(Speech, sentences(step.text)))
    return (Passage(said, step.seconds, place=step.place),)


def _rung(chime: Chimes | Path, guidance: Guidance, profile: Profile) -> Chime:
    if isinstance(chime, Chimes):
        return guidance.ring(chime, profile)
    return Chime(chime.name, chime if guidance.rings else None)


def coming(following: Step | None, guidance: Guidance) -> str:
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


def is_movement(stretch: Stretch) -> bool:
    """Tell whether a stretch is kept up: a walk, say, or a march."""
    return any(phase.measure == "time" for phase in stretch.phases)


def _is_hard(step: Step | None, guidance: Guidance) -> bool:
    """Tell whether a step may make one breathe hard: brisk work, or a movement that is kept up."""
    if not isinstance(step, Stretch):
        return False
    return guidance.of(step).profile is Profile.BRISK or (is_movement(step) and not step.quiet)


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
