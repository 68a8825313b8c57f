"""One stretch, side by side and set by set: how it is told, done and left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from matcue.routine.enums import Chimes, Detail, Lead, Posture
from matcue.routine.plan import Repeated, Stretch, Timed
from matcue.timeline import countdown, pacing, phrases, settling
from matcue.timeline.breathing import eased
from matcue.timeline.model import Chime, Item, Pause, Section, Span, Speech
from matcue.timeline.pacing import moves, talk, waiting
from matcue.timeline.repetitions import Repetitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.field_types import Side
    from matcue.timeline.guidance import Cues, Guidance
    from matcue.timeline.pacing import Pace
    from matcue.timeline.phrases import Variation


@dataclass(frozen=True)
class StretchScript:
    """A stretch as it is taught here.

    `detail` is never auto; `before` is the posture that one comes from. `lead` is the word that
    leads to its name, empty for none, None where the name has been said just now. `many` tells that
    the exercise is one of many times that the session does it.
    """

    stretch: Stretch
    detail: Detail
    guidance: Guidance
    before: Posture
    pace: Pace
    wording: Variation
    lead: str | None
    many: bool

    @cached_property
    def cues(self) -> Cues:
        """What is counted in it."""
        cues = self.guidance.of(self.stretch)
        return replace(cues, halved=not self.many)

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
        turns = tuple(self._turns())
        for turn, following in zip(turns, (*turns[1:], None), strict=True):
            items = (*_lead_in(turn), *eased((*_work(turn), *_release(turn, following))))
            yield Section(
                turn.title,
                items,
                self.stretch.key,
                turn.side,
                turn.set,
                self.stretch.place,
                self.posture,
                self.stretch,
            )
            if following and following.rested:
                yield _rest_between(turn, following)

    def _turns(self) -> Iterator[_TurnScript]:
        """Yield the sides of each set, in order."""
        last: Side | None = None
        done: list[Side | None] = []
        for sides in self.stretch.rounds:
            for i, side in enumerate(sides):
                done.append(side)
                yield _TurnScript(self, done.count(side), side, last, first_of_set=i == 0)
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
    def rested(self) -> Fraction:
        """The seconds, at a steady pace, of the rest before it; 0 where there is none."""
        begins = self.first_of_set and not self.first
        return self.lesson.stretch.rest if begins else Fraction(0)

    @property
    def brief(self) -> bool:
        """Whether it is a further one of many short holds, of which hardly anything is said."""
        many = self.set > 1 and self.sets >= pacing.MANY_SETS
        return many and all(map(countdown.is_short, self.phases))

    @property
    def terse(self) -> bool:
        """Whether how it is done has been told often enough, or the rest before has no room."""
        told = self.set > 2 or (self.set == 2 and not self.first_of_set)
        return told or self.brief or 0 < self.rested < pacing.ROOMY_REST

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
            return self.amount(phase)
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

    @property
    def told(self) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """How it is done: who is to leave it out, told before one gets into it, and all the rest.

        Each sentence has time after it to begin doing what it tells.
        """
        items = moves(phrases.sided(self.words, self.named), self.lesson.pace)
        said = [item.text for item in items if isinstance(item, Speech)]
        unfit = 2 * settling.unless_unfit(said) if self.first else 0
        return items[:unfit], items[unfit:]

    def said(self, text: str) -> tuple[Item, ...]:
        """Split other words into sentences for this side, each with time to hear it."""
        return talk(phrases.sided(text, self.named), self.lesson.pace)

    @property
    def words(self) -> str:
        """How it is done, as it is told in this turn; empty where nothing of it is."""
        words = self.lesson.stretch.exercise.words
        match self.lesson.detail:
            case _ if self.terse:
                return ""
            case Detail.NAMES:
                return ""
            case Detail.FULL if self.first:
                return words.full
            case _:
                return phrases.shortly(words)

    @property
    def release(self) -> str:
        """How the stretch is left."""
        stretch = self.lesson.stretch
        return stretch.exercise.words.release or phrases.over(self.phases[-1])

    def amount(self, phase: Timed | Repeated) -> str:
        """Put into words how long or how often; what the author tells may be no movement at all."""
        plain = isinstance(phase, Repeated) and not (phase.held or phase.sides)
        if plain and self.lesson.stretch.key is None:
            return phrases.times(int(phase.amount))
        return phrases.amount(phase)

    @property
    def stays(self) -> bool:
        """Whether it is a further set in which neither side nor posture changes."""
        return not self.first and self.side == self.last and not self.change(self.left_in)

    def settled(
        self, head: tuple[Item, ...], told: tuple[Item, ...], much: tuple[Item, ...]
    ) -> Pause:
        """Build the wait for the bell, so that the last movement that was told can be done.

        Args:
            head: what begins the turn.
            told: how it is done.
            much: what is said after that.
        """
        if self.stays:
            wait = pacing.AGAIN
        elif self.words or self.phases[0].measure == "time":
            wait = pacing.MOVEMENT if settling.ends_moving(told) and not much else pacing.HELD
        elif self.first:
            wait = pacing.SETTLE
        else:
            wait = pacing.BRIEF_CHANGEOVER if self.brief else pacing.CHANGEOVER
        quiet = settling.quiet_after((*head, *told, *much))
        return Pause(max(self.lesson.pace.paced(wait) - quiet, Fraction(0)))

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
    """Build all that comes before the first bell: words, and time to do what they tell."""
    phase, *_ = turn.phases
    head = _first_head(turn) if turn.first else _head(turn)
    told = (*turn.told[1], *turn.said(phase.say or ""))
    much = turn.said(turn.much)
    return (*head, *told, *much, turn.settled(head, told, much))


def _head(turn: _TurnScript) -> tuple[Item, ...]:
    """Build what begins another side, after a chime, or a further set."""
    lesson, turned = turn.lesson, turn.side != turn.last
    moved = turn.change(turn.left_in)
    if turn.brief:
        return (*turn.said(phrases.only_side(turn.side) if turned else ""), *moved)
    ring: tuple[Item, ...] = ()
    if turned:
        ring = (lesson.ring(Chimes.SIDE), Pause(lesson.pace.paced(pacing.AFTER_CHIME)))
    head = phrases.again(turn.side, turn.set, turn.sets)
    if turn.side and turn.other_side:
        head = lesson.wording.choose("changeover", phrases.changeover(turn.side))
    return (*ring, *turn.said(head), *moved)


def _first_head(turn: _TurnScript) -> tuple[Item, ...]:
    """Build what begins a stretch: name, who is to leave it out, posture, side."""
    lesson, words = turn.lesson, turn.lesson.stretch.exercise.words
    name, side = lesson.stretch.exercise.name, ""
    if lesson.detail is Detail.NAMES:
        name = phrases.named(words.name, name, turn.side)
    elif lesson.two_sided and turn.side:
        side = phrases.first_side(turn.side)
    begun: tuple[Item, ...] = ()
    if lesson.lead is not None:
        wait = Pause(lesson.pace.paced(pacing.AFTER_NAME))
        begun = (Speech(phrases.name(name, lesson.lead)), wait)
    unfit, _ = turn.told
    way = pacing.sided(turn.said(side), turn.change(lesson.before), lesson.posture)
    return (*begun, *unfit, *way)


def _work(turn: _TurnScript) -> tuple[Item, ...]:
    """Build the phases between their bells.

    The first begins with a bell, and the last ends with two, after which the stretch is let go.
    Where one phase follows another nothing is let go: one bell parts them, which is the end of the
    one and the beginning of the other, and what is said between them is said in the other's time.
    """
    lesson = turn.lesson
    first, *others = turn.phases
    items = [*turn.ready(first), lesson.ring(Chimes.START), *_exact(first, turn)]
    for phase in others:
        said = phase.say or phrases.onward(phase)
        items += (lesson.ring(Chimes.PHASE), *_exact(phase, turn, said))
    return (*items, lesson.ring(Chimes.END))


def _release(turn: _TurnScript, following: _TurnScript | None) -> tuple[Item, ...]:
    """Build how the stretch is left after its last bells, with time for it."""
    pace = turn.lesson.pace
    rung = Pause(pace.paced(pacing.AFTER_CHIME))
    if following and following.brief and not turn.first:
        return (rung,)
    words = (rung, *talk(phrases.sided(turn.release, turn.last_named), pace))
    if following and following.rested:
        return words
    # where the sides change, their chime gives that time
    turned = following is not None and not following.brief and following.side != turn.side
    return words if turned else (*words, Pause(pace.paced(pacing.AFTER_RELEASE)))


def _rest_between(turn: _TurnScript, following: _TurnScript) -> Section:
    """Build the rest from one turn to the next, whose words are a part of it.

    It is as much shorter as leaving the one and getting into the other take, so that about the
    seconds that were written lie between their bells.
    """
    lesson, pace = turn.lesson, turn.lesson.pace
    around = (*_release(turn, following), *_lead_in(following))
    left = pace.paced(following.rested) - settling.lasting(around)
    quiet = following.brief or phrases.is_rest(turn.release) or left < pacing.WORTH_RESTING
    words = turn.said("" if quiet else phrases.REST_BRIEFLY)
    left -= settling.lasting(words)
    span = Span(max(left, pace.paced(pacing.LEAST_REST)))
    return Section("Rest", (*words, span), place=lesson.stretch.place, rest=following.rested)


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
