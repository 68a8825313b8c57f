"""One stretch, side by side and set by set: how it is told, done and left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.routine.enums import Chimes, Detail, Posture
from matcue.routine.plan import Repeated, Stretch, Timed
from matcue.timeline import countdown, pacing, phrases
from matcue.timeline.model import Chime, Item, Pause, Section, Span, Speech
from matcue.timeline.pacing import moves, rest, talk, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.field_types import Side
    from matcue.timeline.guidance import Cues, Guidance
    from matcue.timeline.pacing import Pace
    from matcue.timeline.phrases import Variation


@dataclass(frozen=True, slots=True)
class StretchScript:
    """A stretch as it is taught here.

    `detail` is never auto; `before` is the posture that one comes from; `first` tells that no
    stretch came before.
    """

    stretch: Stretch
    detail: Detail
    guidance: Guidance
    before: Posture
    pace: Pace
    wording: Variation
    first: bool = False

    @property
    def cues(self) -> Cues:
        """What is counted in it."""
        return self.guidance.of(self.stretch)

    def ring(self, chime: Chimes) -> Chime:
        """Return a chime as it sounds in this stretch."""
        own = self.stretch.chimes or {}
        return (
            Chime(chime, own[chime])
            if chime in own
            else self.guidance.ring(chime, self.cues.profile)
        )

    @property
    def two_sided(self) -> bool:
        """Whether there are sides to change."""
        return len({side for sides in self.stretch.rounds for side in sides}) > 1

    @property
    def posture(self) -> Posture:
        """How the body is in it."""
        posture = self.stretch.exercise.posture
        return self.before if posture is Posture.ANY else posture

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

    def reminds(self, phase: Timed) -> bool:
        """Tell whether breathing is mentioned in a phase: the first long hold, if it is not led."""
        stretch = self.lesson.stretch
        first_long = next(filter(countdown.is_long, stretch.phases), None)
        return self.first and phase is first_long and not stretch.breathe

    def told(self, text: str) -> tuple[Item, ...]:
        """Split instructions into sentences for this side, each with time to begin doing it."""
        return moves(phrases.sided(text, self.side), self.lesson.pace)

    def said(self, text: str) -> tuple[Item, ...]:
        """Split other words into sentences for this side, each with time to hear it."""
        return talk(phrases.sided(text, self.side), self.lesson.pace)

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

    def change(self, before: Posture) -> tuple[Item, ...]:
        """Build the way into the stretch's posture from the one before; empty if one is in it."""
        after = self.lesson.stretch.exercise.posture
        if after in {before, Posture.ANY}:
            return ()
        pace, works = self.lesson.pace, self.lesson.stretch.exercise.works
        told = talk(phrases.change(before, after, self.side, works), pace)
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
    told = () if turn.lesson.detail is Detail.NAMES else turn.told(phrases.shortly(exercise.words))
    return (*ring, *turn.said(head), *turn.change(turn.left_in), *told)


def _first_lead_in(turn: _TurnScript) -> tuple[Item, ...]:
    """Build the first lead-in: name, posture, how it is done."""
    lesson, words = turn.lesson, turn.lesson.stretch.exercise.words
    name, side, told = lesson.stretch.exercise.name, "", words.full
    if lesson.two_sided and turn.side:
        side = phrases.first_side(turn.side)
    match lesson.detail:
        case Detail.SHORT:
            told = phrases.shortly(words)
        case Detail.NAMES:
            name, side, told = phrases.named(words.name, name, turn.side), "", ""
    begun = Speech(phrases.name(name, first=lesson.first))
    wait = Pause(lesson.pace.paced(pacing.AFTER_NAME))
    return (begun, wait, *turn.change(lesson.before), *turn.said(side), *turn.told(told))


def _work(turn: _TurnScript) -> tuple[Item, ...]:
    """Build the phases, each between bells, and the release after the last one.

    The last phase ends with two bells, after which the stretch is let go. Where one phase follows
    another nothing is let go, so a single bell parts them.
    """
    stretch, pace = turn.lesson.stretch, turn.lesson.pace
    items: list[Item] = []
    for i, phase in enumerate(stretch.phases):
        stay = phrases.STAY if i and not phase.say else ""
        much = phrases.amount(phase) if i or turn.first else ""
        wait = pacing.BETWEEN_PHASES if i else pacing.SETTLE if turn.first else pacing.CHANGEOVER
        items += (*turn.said(stay), *turn.said(phase.say or ""), *turn.said(much))
        last = i == len(stretch.phases) - 1
        over = Chimes.END if last else Chimes.START
        items += (Pause(pace.paced(wait)), *turn.ready(phase), *_exact(phase, turn, over))
    release = stretch.exercise.words.release or phrases.over(stretch.phases[-1])
    return (*items, *turn.said(release), Pause(pace.paced(pacing.AFTER_RELEASE)))


def _exact(phase: Timed | Repeated, turn: _TurnScript, over: Chimes) -> tuple[Item, ...]:
    """Build the exact time of a phase between its chimes; `over` ends it."""
    lesson, words = turn.lesson, turn.lesson.stretch.exercise.words
    start: tuple[Item, ...] = (lesson.ring(Chimes.START),)
    cues, pace = lesson.cues, lesson.pace
    if isinstance(phase, Repeated):
        start = (*start, Pause(pace.paced(pacing.BEFORE_REPS)))
        out, back = (phrases.sided(text or "", turn.side) for text in (words.out, words.back))
        span = Span(phase.reps * phase.tempo, countdown.count(phase, cues, out, back))
    else:
        told = countdown.breaths(phase, lesson.stretch.breathe)
        left = countdown.countdown(phase, cues, lesson.wording, lesson.ring(Chimes.BEEP))
        reminded = countdown.reminder(cues, left) if turn.reminds(phase) else ()
        span = Span(phase.seconds, (*told, *reminded, *left), hold=True)
    return (*start, span, lesson.ring(over), Pause(pace.paced(pacing.AFTER_CHIME)))
