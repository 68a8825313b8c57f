"""One stretch, side by side and set by set: how it is told, done and left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcue.routine.enums import Chimes, Detail, Lead, Posture
from matcue.routine.plan import Repeated, Stretch, Timed
from matcue.timeline import countdown, pacing, phrases
from matcue.timeline.model import Item, Pause, Section, Span, Speech
from matcue.timeline.pacing import moves, rest, talk, waiting
from matcue.timeline.repetitions import Repetitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.field_types import Side
    from matcue.timeline.guidance import Cues, Guidance
    from matcue.timeline.model import Chime
    from matcue.timeline.pacing import Pace
    from matcue.timeline.phrases import Variation


@dataclass(frozen=True, slots=True)
class StretchScript:
    """A stretch as it is taught here.

    `detail` is never auto; `before` is the posture that one comes from, None at the very start.
    """

    stretch: Stretch
    detail: Detail
    guidance: Guidance
    before: Posture | None
    pace: Pace
    wording: Variation

    @property
    def cues(self) -> Cues:
        """What is counted in it."""
        return self.guidance.of(self.stretch)

    def ring(self, chime: Chimes) -> Chime:
        """Return a chime as it sounds in this stretch."""
        return self.guidance.ring(chime, self.cues.profile)

    @property
    def two_sided(self) -> bool:
        """Whether there are sides to change."""
        return len({side for sides in self.stretch.rounds for side in sides}) > 1

    @property
    def posture(self) -> Posture:
        """How the body is in it."""
        posture = self.stretch.exercise.posture
        return self.before or Posture.STANDING if posture is Posture.ANY else posture

    def sections(self) -> Iterator[Section]:
        """Yield a section for each side of each set, and for each rest between sets."""
        stretch, last = self.stretch, None
        done: list[Side | None] = []
        for i, sides in enumerate(stretch.rounds):
            if i and stretch.rest:
                yield rest(stretch.rest, self.pace, stretch.place)
            for j, side in enumerate(sides):
                done.append(side)
                turn = _TurnScript(self, done.count(side), side, last, first_of_set=j == 0)
                items = (*_lead_in(turn), *_work(turn))
                yield Section(
                    turn.title,
                    items,
                    stretch.key,
                    side,
                    turn.set,
                    stretch.place,
                    self.posture,
                    stretch,
                )
                last = side


@dataclass(frozen=True, slots=True)
class _TurnScript:
    """One side of one set; `set` counts from 1, `last` is the side that was done before."""

    lesson: StretchScript
    set: int
    side: Side | None
    last: Side | None
    first_of_set: bool

    @property
    def sets(self) -> int:
        return sum(self.side in sides for sides in self.lesson.stretch.rounds)

    @property
    def first(self) -> bool:
        return self.first_of_set and self.set == 1 and self.last is None

    @property
    def other_side(self) -> bool:
        """Whether it begins with a change of sides rather than with another set."""
        return self.side != self.last and (self.set == 1 or not self.first_of_set)

    @property
    def title(self) -> str:
        of = f"{self.set} of {self.sets}" if self.sets > 1 else ""
        return ", ".join(filter(None, (self.lesson.stretch.exercise.name, self.side, of)))

    @property
    def phases(self) -> tuple[Timed | Repeated, ...]:
        """What is done in it, one thing after the other."""
        return self.lesson.stretch.phases_of(self.set)

    @property
    def much(self) -> str:
        """How much it is, in words, where it is told: first, and where it is another figure."""
        stretch, (phase, *_) = self.lesson.stretch, self.phases
        if self.first:
            return phrases.amount(phase)
        if not stretch.later:
            return ""
        _, number = stretch.turns[stretch.turns.index((self.side, self.set)) - 1]
        same = stretch.phases_of(number)[0].amount == phase.amount
        return "" if same else phrases.now(phase)

    @property
    def _sides(self) -> tuple[Side | None, ...]:
        """The sides that work in it; several take turns."""
        taking_turns = [p.sides for p in self.phases if isinstance(p, Repeated) and p.sides]
        return taking_turns[0] if taking_turns else (self.side,)

    @property
    def named(self) -> Side | None:
        """The side that its words name: of two that take turns, the first one."""
        return self._sides[0]

    @property
    def last_named(self) -> Side | None:
        """The side that works last in it."""
        return self._sides[-1]

    def reminds(self, phase: Timed) -> bool:
        """Tell whether breathing is mentioned in a phase: the first long hold, if it is not led."""
        stretch = self.lesson.stretch
        first_long = next(filter(countdown.is_long, self.phases), None)
        return self.first and phase is first_long and not stretch.breathe

    def told(self, text: str) -> tuple[Item, ...]:
        """Split instructions into sentences for this side, each with time to begin doing it."""
        return moves(phrases.sided(text, self.named), self.lesson.pace)

    def said(self, text: str) -> tuple[Item, ...]:
        """Split other words into sentences for this side, each with time to hear it."""
        return talk(phrases.sided(text, self.named), self.lesson.pace)

    def ready(self, phase: Timed | Repeated) -> tuple[Item, ...]:
        """Build the wait before a hold, where the listener wants one."""
        lesson = self.lesson
        if not lesson.guidance.wait or isinstance(phase, Repeated):
            return ()
        return waiting(pacing.GETTING_READY, lesson.pace, lesson.guidance.ways)

    @property
    def left_in(self) -> Posture:
        """The posture that the side before leaves one in; lying on that side is not this one's."""
        exercise = self.lesson.stretch.exercise
        turned = exercise.posture is Posture.ON_THE_SIDE and self.side != self.last
        return exercise.end or (Posture.ON_THE_BACK if turned else exercise.posture)

    def change(self, before: Posture | None) -> tuple[Item, ...]:
        """Build the way into the stretch's posture from the one before; empty if one is in it."""
        before, after = before or Posture.STANDING, self.lesson.stretch.exercise.posture
        if after in {before, Posture.ANY}:
            return ()
        pace = self.lesson.pace
        told = talk(phrases.change(before, after, self.side), pace)
        return (*told[:-1], Pause(pace.change(before, after)))


def _lead_in(turn: _TurnScript) -> tuple[Item, ...]:
    """Build what is said before the work, with time to follow; a change of side has its chime."""
    if turn.first:
        return _first_lead_in(turn)
    exercise, pace = turn.lesson.stretch.exercise, turn.lesson.pace
    ring: tuple[Item, ...] = ()
    if turn.side != turn.last:
        ring = (turn.lesson.ring(Chimes.SIDE), Pause(pace.paced(pacing.AFTER_CHIME)))
    head = phrases.again(turn.side, turn.set, turn.sets)
    if turn.side and turn.other_side:
        ways = phrases.changeover(turn.side)
        head = turn.lesson.wording.choose("changeover", ways)
    told = () if turn.lesson.detail is Detail.NAMES else turn.told(exercise.words.short)
    return (*ring, *turn.said(head), *turn.change(turn.left_in), *told)


def _first_lead_in(turn: _TurnScript) -> tuple[Item, ...]:
    """Build the first lead-in: name, posture, how it is done."""
    lesson, words = turn.lesson, turn.lesson.stretch.exercise.words
    name, side, told = lesson.stretch.exercise.name, "", words.full
    if lesson.two_sided and turn.side:
        side = phrases.first_side(turn.side)
    match lesson.detail:
        case Detail.SHORT:
            told = words.short
        case Detail.NAMES:
            name, side, told = phrases.named(words.name, name, turn.side), "", ""
    begun = Speech(phrases.name(name, first=lesson.before is None))
    wait = Pause(lesson.pace.paced(pacing.AFTER_NAME))
    return (begun, wait, *turn.change(lesson.before), *turn.said(side), *turn.told(told))


def _work(turn: _TurnScript) -> tuple[Item, ...]:
    """Build the phases between their bells, and the release after the last one.

    The first begins with a bell, and the last ends with two, after which the stretch is let go.
    Where one phase follows another nothing is let go: one bell parts them, which is the end of the
    one and the beginning of the other, and what is said between them is said in the other's time.
    """
    lesson, pace = turn.lesson, turn.lesson.pace
    first, *others = turn.phases
    wait = pacing.SETTLE if turn.first else pacing.CHANGEOVER
    items = [
        *turn.said(first.say or ""),
        *turn.said(turn.much),
        Pause(pace.paced(wait)),
        *turn.ready(first),
        lesson.ring(Chimes.START),
        *_exact(first, turn),
    ]
    for phase in others:
        items += (
            lesson.ring(Chimes.PHASE),
            *_exact(phase, turn, phase.say or phrases.onward(phase)),
        )
    items += (lesson.ring(Chimes.END), Pause(pace.paced(pacing.AFTER_CHIME)))
    release = lesson.stretch.exercise.words.release or phrases.over(turn.phases[-1])
    told = talk(phrases.sided(release, turn.last_named), pace)
    return (*items, *told, Pause(pace.paced(pacing.AFTER_RELEASE)))


def _exact(phase: Timed | Repeated, turn: _TurnScript, said: str = "") -> tuple[Item, ...]:
    """Build the exact time of a phase from its bell on; `said` are words after that bell."""
    lesson, stretch, pace = turn.lesson, turn.lesson.stretch, turn.lesson.pace
    cues, beep = lesson.cues, lesson.ring(Chimes.BEEP)
    if isinstance(phase, Repeated):
        words, tick = stretch.exercise.words, lesson.ring(Chimes.TICK)
        ready = (*turn.said(said), Pause(pace.paced(pacing.BETWEEN_PHASES))) if said else ()
        done = Repetitions(phase, cues, words, turn.side, beep, tick)
        return (Pause(pace.paced(pacing.BEFORE_REPS)), *ready, *done.items())
    own = (countdown.between(phase, said, turn.named),) if said else ()
    own = (*own, *countdown.remarks(phase, turn.named))
    led = countdown.breaths(phase, stretch.breathe, stretch.lead)
    if led and stretch.lead is not Lead.FIRST:
        cues = replace(cues, countdown=cues.asked)
    left = countdown.countdown(phase, cues, lesson.wording, beep, (*own, *led))
    reminded = countdown.reminder(cues, (*own, *left)) if turn.reminds(phase) else ()
    return (Span(phase.seconds, (*own, *led, *reminded, *left), hold=True),)
