"""A routine unrolled: sides, sets, repetitions, set-up, changeover and countdown as sections."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.routine.catalogue import Routine, Stretch
from matcue.routine.model import Posture, RestStep, SayStep
from matcue.timeline import pacing, phrases
from matcue.timeline.model import (
    Chime,
    Chimes,
    Count,
    Item,
    Pause,
    Priority,
    Prompt,
    Script,
    Section,
    Side,
    Span,
    Speech,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.timeline.pacing import Pace

COUNTED: Final = 3
"""The last seconds of a hold that are counted down."""
WORTH_HALVING: Final = Fraction(40)
"""Holds from this length on are told their middle, in seconds."""
SIDES: Final[dict[str, tuple[Side | None, ...]]] = {
    "both": ("left", "right"),
    "left": ("left",),
    "right": ("right",),
    "none": (None,),
}


def write_script(routine: Routine, pace: Pace) -> Script:
    """The sections of a routine, in order, with no second of speech known yet."""
    sections = (_opening(routine, pace), *_steps(routine, pace), _closing(routine, pace))
    return Script(routine.title, routine.about, sections)


def _steps(routine: Routine, pace: Pace) -> Iterator[Section]:
    posture: Posture | None = None
    for step in routine.steps:
        match step:
            case SayStep():
                yield Section("Words", _talk(step.say, pace))
            case RestStep():
                rest = pace.paced(step.rest)
                yield Section("Rest", (*_talk(phrases.REST, pace), Span(rest)))
            case Stretch():
                yield from _stretch(step, posture, pace)
                posture = step.exercise.posture


def _opening(routine: Routine, pace: Pace) -> Section:
    welcome = routine.welcome or phrases.welcome(routine.title)
    wait = Pause(pace.paced(pacing.AFTER_WELCOME))
    return Section("Welcome", (*_talk(welcome, pace), wait, *_talk(phrases.SAFETY, pace), wait))


def _closing(routine: Routine, pace: Pace) -> Section:
    words = _talk(routine.closing or phrases.CLOSING, pace)
    ring = (Chime(Chimes.FINISH), Pause(pace.paced(pacing.AFTER_CLOSING)))
    return Section("Closing", (*words, *ring))


def _talk(text: str, pace: Pace) -> tuple[Item, ...]:
    """Sentences, each with time to hear it after it."""
    return _sentences(text, pace.paced(pacing.BETWEEN_SENTENCES))


def _moves(text: str, pace: Pace) -> tuple[Item, ...]:
    """Sentences, each with time to begin doing it after it."""
    return _sentences(text, pace.paced(pacing.BETWEEN_MOVES))


def _sentences(text: str, wait: Fraction) -> tuple[Item, ...]:
    return tuple(item for line in phrases.sentences(text) for item in (Speech(line), Pause(wait)))


@dataclass(frozen=True, slots=True)
class _Turn:
    """One side of one set of a stretch; `set` counts from 1."""

    stretch: Stretch
    set: int
    side: Side | None
    first_side: bool

    @property
    def title(self) -> str:
        sets = self.stretch.sets
        of = f"{self.set} of {sets}" if sets > 1 else ""
        return ", ".join(filter(None, (self.stretch.exercise.name, self.side, of)))

    @property
    def first(self) -> bool:
        return self.first_side and self.set == 1


def _stretch(stretch: Stretch, before: Posture | None, pace: Pace) -> Iterator[Section]:
    for set_ in range(1, stretch.sets + 1):
        for i, side in enumerate(SIDES[stretch.sides]):
            turn = _Turn(stretch, set_, side, first_side=i == 0)
            after = before if turn.first else stretch.exercise.posture
            items = (*_lead_in(turn, after, pace), *_work(turn, pace))
            yield Section(turn.title, items, stretch.key, side, set_)


def _lead_in(turn: _Turn, before: Posture | None, pace: Pace) -> tuple[Item, ...]:
    """What is said before the work, with time to follow it; a change of side has its chime."""
    if turn.first:
        return _first_lead_in(turn, before, pace)
    exercise, sets = turn.stretch.exercise, turn.stretch.sets
    ring: tuple[Item, ...] = ()
    if turn.stretch.sides == "both":
        ring = (Chime(Chimes.SIDE), Pause(pace.paced(pacing.AFTER_CHIME)))
    head = phrases.again(exercise.name, turn.side, turn.set, sets)
    if turn.side and not turn.first_side:
        head = phrases.changeover(turn.side)
    told = _moves(phrases.sided(exercise.words.short, turn.side), pace)
    return (*ring, *_talk(head, pace), *told, Pause(pace.paced(pacing.CHANGEOVER)))


def _first_lead_in(turn: _Turn, before: Posture | None, pace: Pace) -> tuple[Item, ...]:
    """Name, posture, how it is done, how much of it."""
    exercise, stretch = turn.stretch.exercise, turn.stretch
    begun = Speech(phrases.name(exercise.name, first=before is None))
    name = (begun, Pause(pace.paced(pacing.AFTER_NAME)))
    change: tuple[Item, ...] = ()
    posture = before or Posture.STANDING
    if exercise.posture != posture:
        wait = Pause(pace.change(posture, exercise.posture))
        change = (Speech(phrases.change(exercise.posture)), wait)
    side = (
        _talk(phrases.first_side(turn.side), pace) if stretch.sides == "both" and turn.side else ()
    )
    told = _moves(phrases.sided(exercise.words.full, turn.side), pace)
    much = _talk(phrases.amount(stretch.hold, stretch.reps), pace)
    return (*name, *change, *side, *told, *much, Pause(pace.paced(pacing.SETTLE)))


def _work(turn: _Turn, pace: Pace) -> tuple[Item, ...]:
    """The hold or the repetitions between their two chimes, and the letting go."""
    stretch, over = turn.stretch, phrases.RELEASE
    start: tuple[Item, ...] = (Chime(Chimes.START),)
    if stretch.hold is not None:
        span = Span(stretch.hold, _countdown(stretch.hold), hold=True)
    else:
        over, reps = phrases.REPS_OVER, stretch.reps or 1
        start = (*start, Pause(pace.paced(pacing.BEFORE_REPS)))
        span = Span(reps * stretch.tempo, _count(reps, stretch.tempo))
    fade = Pause(pace.paced(pacing.AFTER_CHIME))
    told = _talk(phrases.sided(stretch.exercise.words.release or over, turn.side), pace)
    rest = Pause(pace.paced(pacing.AFTER_RELEASE))
    return (*start, span, Chime(Chimes.END), fade, *told, rest)


def _countdown(hold: Fraction) -> tuple[Prompt, ...]:
    """The last seconds counted to zero, which is the closing chime; the middle of a long hold."""
    counted = tuple(
        Prompt(hold - left, Count(phrases.number(left)), Priority.COUNTDOWN)
        for left in range(COUNTED, 0, -1)
        if left < hold
    )
    if hold < WORTH_HALVING:
        return counted
    return (Prompt(hold / 2, Speech(phrases.HALFWAY), Priority.HALFWAY), *counted)


def _count(reps: int, tempo: Fraction) -> tuple[Prompt, ...]:
    """Each repetition's number, on its start."""
    return tuple(
        Prompt(i * tempo, Count(phrases.number(i + 1)), Priority.COUNTDOWN) for i in range(reps)
    )
