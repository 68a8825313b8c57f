"""An interval: what is told before its first bell, then work after work, exact from bell to bell.

Each work is a section, with the rest after it. What is said never moves a bell: it hangs in the
time between two of them, and is left out where it has no room.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Chimes, Detail, Posture, Profile, Works
from matcue.timeline import countdown, interval_words, pacing, phrases
from matcue.timeline.model import Item, Pause, Priority, Prompt, Section, Span, Speech
from matcue.timeline.pacing import moves, talk, waiting
from matcue.timeline.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.field_types import Side
    from matcue.routine.plan import Interval, Station
    from matcue.timeline.guidance import Cues, Guidance
    from matcue.timeline.model import Chime
    from matcue.timeline.phrases import Variation

TOLD: Final = 3
"""How many stations are told before the first bell; of more, only the first one is."""
MOST_LED_IN: Final = 10
"""How many seconds before the first bell are counted at most."""
LEAD: Final = Fraction(4)
"""Seconds before the first bell that no pace changes; more where more are counted."""
AFTER_BELL: Final = Fraction(1)
"""Seconds from the bell that ends a work to the first word after it."""
TO_REST: Final = Fraction(2)
"""Seconds of a rest that are for words, and not for counting."""
TO_NAME: Final = Fraction(4)
"""The same, where something new comes after it."""
BEFORE_COUNTING: Final = Fraction(5)
"""Seconds of a work for what comes next, before those that are counted."""
TO_TELL: Final = Fraction(10)
"""The same, where it is also told how that is done."""
SETTLED: Final = Fraction(5)
"""Seconds after a bell, and before what else is said, in which nobody is told the middle."""


@dataclass(frozen=True)
class IntervalScript:
    """An interval as it is guided here.

    `detail` is how much is told of its exercises, each by itself where it is auto. `before` is the
    posture that one comes from; `lead` the word that leads to its name, empty for none, None where
    the name has been said just now; `told` are the exercises that the session has told by then,
    each with its full words. `moves_on` tells that a movement which is kept up follows it, before
    which nobody rests.
    """

    interval: Interval
    detail: Detail
    guidance: Guidance
    before: Posture
    lead: str | None
    told: frozenset[tuple[str, str]]
    moves_on: bool
    wording: Variation

    @cached_property
    def cues(self) -> Cues:
        """What is counted in it."""
        return self.guidance.of_interval(self.interval)

    def sections(self) -> Iterator[Section]:
        """Yield the section before the first bell, then one for each work and its rest."""
        yield Section(
            interval_words.title(self.interval),
            (*self._lead_in(), self._counted_in()),
            place=self.interval.place,
            interval=self.interval,
        )
        for work in range(self.interval.moments):
            yield self._section(work)

    @property
    def explained(self) -> frozenset[tuple[str, str]]:
        """The exercises that it tells in full, each with its full words."""
        each = (station.known for station in self._told_before)
        return frozenset(known for known in each if known and self._says_in_full(known))

    @property
    def left_in(self) -> Posture:
        """The posture in which it leaves one."""
        station, _ = self._turns[-1]
        return (station.exercise and station.exercise.end) or self._postures[-1]

    @property
    def lies_on(self) -> Side | None:
        """The side on which it leaves one, if that is of an exercise with sides."""
        station, side = self._turns[-1]
        return station.exercise.lies_on(side) if station.exercise else None

    @property
    def _told_before(self) -> tuple[Station, ...]:
        """The stations that are told before the first bell."""
        stations = self.interval.stations
        return stations if len(stations) <= TOLD else stations[:1]

    @cached_property
    def _turns(self) -> tuple[tuple[Station, Side | None], ...]:
        """What is done in each work, and on which side."""
        return tuple(map(self.interval.turn, range(self.interval.moments)))

    @cached_property
    def _postures(self) -> tuple[Posture, ...]:
        """List how the body is in each work; where only a name is said, as it was before."""
        found: list[Posture] = []
        here = self.before
        for station, _ in self._turns:
            own = station.exercise.posture if station.exercise else Posture.ANY
            here = here if own is Posture.ANY else own
            found.append(here)
        return tuple(found)

    def _says_in_full(self, known: tuple[str, str] | None) -> bool:
        """Tell whether an exercise is told in full when it comes first."""
        return self.detail is Detail.FULL or (self.detail is Detail.AUTO and known not in self.told)

    def _lead_in(self) -> tuple[Item, ...]:
        """Build what is told before the first bell, with time to get into position."""
        interval, pace = self.interval, self.guidance.pace
        first, side = self._turns[0]
        aside = phrases.first_side(side) if side and len(first.sides) > 1 else ""
        way = pacing.sided(talk(aside, pace), self._change(), self._postures[0])
        much = talk(interval_words.length(interval), pace)
        begun: tuple[Item, ...] = ()
        if self.lead is not None or interval_words.tells_repetitions(interval):
            heading = interval_words.heading(interval, self.lead or "")
            begun = (Speech(heading), Pause(pace.paced(pacing.AFTER_NAME)))
        if len(interval.stations) == 1:
            named = talk(f"{interval_words.named(first)}.", pace) if interval.name else ()
            told = (*way, *self._words(first, side))
            return (*begun, *named, *told, *much, *self._settle())
        if len(self._told_before) == 1:
            name = talk(interval_words.station(0, first, None), pace)
            told = (*name, *self._how_long(first), *way, *self._words(first, side))
            return (*begun, *much, *told, *self._settle())
        every = tuple(item for i in range(len(interval.stations)) for item in self._station(i))
        start = talk(interval_words.start(first), pace) if self._explains else ()
        return (*begun, *much, *every, *start, *way, *self._settle())

    def _station(self, which: int) -> tuple[Item, ...]:
        """Build what is told of one of several stations."""
        station = self.interval.stations[which]
        own = station.exercise.posture if station.exercise else Posture.ANY
        posture = own if which and own is not Posture.ANY else None
        name = talk(interval_words.station(which, station, posture), self.guidance.pace)
        return (*name, *self._how_long(station), *self._words(station, station.sides[0]))

    def _how_long(self, station: Station) -> tuple[Item, ...]:
        """Build how long a station lasts, where not all last as long."""
        if len(self.interval.works) == 1:
            return ()
        lasting = interval_words.lasting(self.interval.work_of(station))
        return talk(lasting, self.guidance.pace)

    @property
    def _explains(self) -> bool:
        """Whether it tells more of the stations than their names."""
        return self.detail is not Detail.NAMES and any(
            station.exercise for station in self._told_before
        )

    def _words(self, station: Station, side: Side | None) -> tuple[Item, ...]:
        """Build how a station is done, with time to begin doing it."""
        if not station.exercise or self.detail is Detail.NAMES:
            return ()
        words = station.exercise.words
        text = words.full if self._says_in_full(station.known) else phrases.shortly(words)
        told = interval_words.uncounted(phrases.sided(text, side))
        return moves(told, self.guidance.pace)

    def _change(self) -> tuple[Item, ...]:
        """Build the way into the posture of the first work; empty if one is in it."""
        before, after = self.before, self._postures[0]
        if before is after:
            return ()
        pace, (station, side) = self.guidance.pace, self._turns[0]
        works = station.exercise.works if station.exercise else Works.ON_TOP
        told = talk(phrases.change(before, after, side, works), pace)
        return (*told[:-1], Pause(pace.change(before, after)))

    def _settle(self) -> tuple[Item, ...]:
        """Build the time to find one's place, or a wait where the listener wants one."""
        guidance = self.guidance
        if guidance.wait:
            return waiting(pacing.GETTING_READY, guidance.pace, guidance.ways)
        return (Pause(max(guidance.pace.paced(pacing.SETTLE) - LEAD, Fraction(0))),)

    def _counted_in(self) -> Span:
        """Build the last seconds before the first bell."""
        counted = min(self.cues.countdown, MOST_LED_IN)
        seconds = max(LEAD, Fraction(counted + 1))
        return Span(seconds, self._last(seconds, counted), fixed=True)

    def _section(self, work: int) -> Section:
        interval = self.interval
        station, side = self._turns[work]
        which = interval.round_of(work) + 1
        number = f"round {which}" if interval.rounds > 1 else ""
        return Section(
            ", ".join(filter(None, (station.name, side, number))),
            (self._ring(Chimes.START), *self._from_bell_to_bell(work)),
            station.key,
            side,
            which,
            interval.place,
            self._postures[work],
            interval=interval,
            since=self.interval.starts[work],
        )

    def _from_bell_to_bell(self, work: int) -> tuple[Item, ...]:
        """Build a work and the rest after it, or how the last one is left."""
        last, rest = work == self.interval.moments - 1, self.interval.rest_after(work)
        span = Span(self.interval.lasts(work), self._in_work(work), hold=True, fixed=True)
        if last:
            return (span, self._ring(Chimes.END), *self._release())
        if not rest:
            return (span,)
        return (
            span,
            self._ring(Chimes.END),
            Span(rest, self._in_rest(work, rest), fixed=True),
        )

    def _release(self) -> tuple[Item, ...]:
        """Build what follows the last bell."""
        (station, side), pace = self._turns[-1], self.guidance.pace
        own = station.exercise.words.release if station.exercise else None
        text = phrases.sided(own or self._over(), side)
        words = talk(text, pace)
        after = Pause(pace.paced(pacing.AFTER_CHIME))
        return (after, *words, Pause(pace.paced(pacing.AFTER_RELEASE)))

    def _over(self) -> str:
        """Return the words after the last work, where its exercise has none."""
        words = self.interval.rest_words
        if words is None and self.moves_on:
            return interval_words.OVER
        # nobody is told to rest where the author has other words for a rest, or none
        return phrases.REPS_OVER if words is None else words and interval_words.OVER

    def _in_work(self, work: int) -> tuple[Prompt, ...]:
        """Place what is heard in a work: its last seconds, and before them, what comes next."""
        seconds = self.interval.lasts(work)
        ahead: tuple[Speech, ...] = ()
        if work < self.interval.moments - 1 and not self.interval.rest_after(work):
            ahead = self._coming(work + 1)
        counted = self._counted(seconds, BEFORE_COUNTING if ahead else Fraction(0))
        prompts = [*self._last(seconds, counted), *self._time_left(seconds, counted)]
        if ahead:
            room = TO_TELL if len(ahead) > 2 else BEFORE_COUNTING
            prompts.append(_said(max(seconds - counted - room, seconds / 2), ahead))
        return (*prompts, *self._half_done(work, resting=False))

    def _in_rest(self, work: int, seconds: Fraction) -> tuple[Prompt, ...]:
        """Place what is heard in a rest: what comes next, and its last seconds."""
        ahead, new = self._coming(work + 1), self._is_new(work + 1)
        own = self.interval.rest_words
        tight = new and seconds < TO_NAME + countdown.LAST
        usual = "" if tight else interval_words.REST
        head = usual if own is None else own
        if self.interval.between and self._begins_round(work + 1):
            head = interval_words.break_of(self.interval.between, own)
        if new:
            head, ahead = f"{head} {ahead[0].text}".strip(), ahead[1:]
        counted = self._counted(seconds, TO_NAME if new and not tight else TO_REST)
        at = min(AFTER_BELL, seconds / 10)
        if own or tight:
            # these come first, and what is only said where there is room not in their breath
            words = [Prompt(at, Speech(head), Priority.WORDS)]
            if ahead and at + TO_NAME < seconds - counted:
                words.append(_said(at + TO_NAME, ahead, Priority.REMINDER))
        else:
            heads = (Speech(head),) if head else ()
            words = [_said(at, (*heads, *ahead))] if heads or ahead else []
        return (*self._last(seconds, counted), *words, *self._half_done(work, resting=True))

    def _coming(self, work: int) -> tuple[Speech, ...]:
        """List what is said of a work before its bell, the most important first."""
        station, side = self._turns[work]
        told: list[str] = []
        same = station == self._turns[work - 1][0]
        if self._is_new(work):
            posture = self._postures[work]
            new = posture if posture is not self._postures[work - 1] else None
            told.append(
                interval_words.other_side(side)
                if same and side
                else interval_words.following(station, side, new)
            )
        if self.interval.lasts(work) != self.interval.lasts(work - 1):
            told.append(interval_words.lasting(self.interval.lasts(work)))
        told += self._place_of(work)
        if work < len(self.interval.turns) and not same and station not in self._told_before:
            told += self._shortly(station, side)
        return tuple(map(Speech, told))

    def _is_new(self, work: int) -> bool:
        """Tell whether a work is another one than that before it, or on another side."""
        return self._turns[work] != self._turns[work - 1]

    def _begins_round(self, work: int) -> bool:
        """Tell whether a work is the first one of a round."""
        return self.interval.round_of(work) != self.interval.round_of(work - 1)

    def _place_of(self, work: int) -> Iterator[str]:
        """Yield which round a work begins, or that half is done by then."""
        interval = self.interval
        if self.cues.profile is Profile.SILENT:
            return
        alone = interval.every or len(interval.turns) == 1
        if work == interval.moments - 1 and (alone or interval.rounds == 1):
            yield interval_words.LAST
        elif self._middle == (work, None):
            yield self.wording.choose("halfway", phrases.HALFWAY)
        elif self._begins_round(work):
            coming = interval.round_of(work) + 1
            yield interval_words.position(interval.rounds, coming, alone=alone)

    def _shortly(self, station: Station, side: Side | None) -> tuple[str, ...]:
        """Split the short words of a station into sentences, where they are told."""
        if not station.exercise or self.detail is Detail.NAMES:
            return ()
        told = phrases.sided(phrases.shortly(station.exercise.words), side)
        return tuple(sentences(interval_words.uncounted(told)))

    def _ring(self, chime: Chimes) -> Chime:
        return self.guidance.ring(chime, self.cues.profile)

    def _counted(self, seconds: Fraction, words: Fraction) -> int:
        """Decide how many last seconds are counted, where words want some of them."""
        return min(self.cues.countdown, max(floor(seconds - words), 0))

    def _last(self, seconds: Fraction, counted: int) -> tuple[Prompt, ...]:
        """Count so many of the last seconds of some."""
        cues = replace(self.cues, countdown=counted)
        return countdown.last_seconds(seconds, cues, self._ring(Chimes.BEEP))

    def _time_left(self, seconds: Fraction, counted: int) -> Iterator[Prompt]:
        """Yield how much is left of a long work."""
        if self.cues.profile is Profile.SILENT or self.interval.every:
            return
        for left, text in phrases.LEFT.items():
            if seconds >= 2 * left and left >= counted + countdown.ROOM:
                yield Prompt(seconds - left, Speech(text), Priority.TIME_LEFT)

    @cached_property
    def _middle(self) -> tuple[int, Fraction | None]:
        """Decide where the middle is told, of the whole interval and not of each work.

        It is so many seconds after the bell of a work, or, where nobody could say it in peace, with
        the words before the bell; -1 stands for none.
        """
        interval = self.interval
        whole = interval.starts[-1] + interval.lasts(interval.moments - 1)
        if self.cues.profile is Profile.SILENT or whole < countdown.WORTH_HALVING:
            return -1, None
        work = bisect_right(interval.starts, whole / 2) - 1
        lasting, rest = interval.lasts(work), interval.rest_after(work)
        since = whole / 2 - interval.starts[work]
        words = Fraction(0) if rest or len(self._turns) == 1 else BEFORE_COUNTING
        working = lasting - self._counted(lasting, words) - words
        resting = rest - self._counted(rest, TO_NAME)
        if SETTLED <= since <= working - SETTLED:
            return work, since
        if 2 * SETTLED <= since - lasting <= resting - SETTLED:
            return work, since
        return (work if since < SETTLED else work + 1), None

    def _half_done(self, work: int, *, resting: bool) -> Iterator[Prompt]:
        """Yield what tells the middle, if that is in a work or in the rest after it."""
        which, since = self._middle
        lasting = self.interval.lasts(work)
        if which == work and since is not None and (since >= lasting) == resting:
            text = self.wording.choose("halfway", phrases.HALFWAY)
            at = since - lasting if resting else since
            yield Prompt(at, Speech(text), Priority.HALFWAY)


def _said(at: Fraction, texts: tuple[Speech, ...], priority: Priority = Priority.BEAT) -> Prompt:
    """Hang sentences into a span, one after the other from a second on."""
    return Prompt(at, texts[0], priority, texts[1:])
