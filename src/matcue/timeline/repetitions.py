"""Repetitions in exact time: each on its number, and held as long as it should be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue import numerals
from matcue.routine.enums import Profile, Tally
from matcue.timeline import countdown, phrases
from matcue.timeline.model import Count, Priority, Prompt, Span, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.routine.exercise import Words
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Repeated
    from matcue.timeline.guidance import Cues
    from matcue.timeline.model import Chime, Item, Sound

LAST: Final = 3
"""How many repetitions are counted where only the last ones are."""


@dataclass(frozen=True, slots=True)
class Repetitions:
    """The repetitions of a phase as they are guided.

    `words` are those of the exercise; `side` works in all of them, None where there is none or both
    take turns. A `beep` sounds with a second that is counted briskly; a `tick` ends the time that a
    repetition is held at once, unless its last seconds are counted, and begins it where no number
    does.
    """

    phase: Repeated
    cues: Cues
    words: Words
    side: Side | None
    beep: Chime
    tick: Chime

    def items(self) -> tuple[Item, ...]:
        """Build their exact time, with all that is said in it."""
        if self.phase.held_at_once:
            return tuple(self._held())
        return (Span(self.phase.times * self.phase.tempo, tuple(self._moving())),)

    def _held(self) -> Iterator[Item]:
        """Yield each repetition in two spans, both exact: held, and to let go and come back."""
        phase, counted = self.phase, self._seconds_held()
        for i in range(phase.times):
            start = self._start(i)
            if not start:
                yield self.tick
            yield Span(phase.held, (*_prompt(start), *counted), hold=True, fixed=True)
            if not counted:
                yield self.tick
            yield Span(phase.tempo - phase.held, _prompt(self._back(i, "")), fixed=True)

    def _moving(self) -> Iterator[Prompt]:
        """Yield what is said of repetitions that go out and turn back, each on its second."""
        phase, counted = self.phase, self._seconds_held()
        for i in range(phase.times):
            begun = i * phase.tempo
            yield from _prompt(self._start(i), begun)
            if phase.back:
                held = begun + phase.back - phase.held
                yield from (replace(prompt, at=held + prompt.at) for prompt in counted)
                yield from _prompt(self._back(i, phrases.BACK), begun + phase.back)

    def _start(self, index: int) -> Sound | None:
        """Return what begins a repetition: its number, or, uncounted, the words or the side."""
        side, number = self._side(index), self._number(index)
        if self.cues.profile is Profile.SILENT:
            return None
        if number:
            return Count(numerals.number(number))
        if self.words.out and self.phase.back:
            return Speech(phrases.sided(self.words.out, side))
        return Count(side) if side and self.phase.sides else None

    def _number(self, index: int) -> int:
        """Return the number that is counted for a repetition, each side by itself; 0 for none."""
        done = index // max(len(self.phase.sides), 1)
        left = self.phase.reps - done
        match self.cues.tally:
            case Tally.UP:
                return done + 1
            case Tally.DOWN:
                return left
            case Tally.LAST:
                return left if left <= LAST else 0
            case _:
                return 0

    def _back(self, index: int, usual: str) -> Speech | None:
        """Return what is said where a repetition turns back; `usual` without words for it."""
        if self.cues.profile is Profile.SILENT:
            return None
        text = phrases.sided(self.words.back or usual, self._side(index))
        return Speech(text) if text else None

    def _side(self, index: int) -> Side | None:
        turns = self.phase.sides or (self.side,)
        return turns[index % len(turns)]

    def _seconds_held(self) -> tuple[Prompt, ...]:
        """Count the last seconds that a repetition is held, if it was asked; its number wins."""
        cues = replace(self.cues, countdown=self.cues.asked)
        counted = countdown.last_seconds(self.phase.held, cues, self.beep)
        return tuple(
            replace(prompt, priority=Priority.BEAT) if isinstance(prompt.sound, Count) else prompt
            for prompt in counted
        )


def _prompt(sound: Sound | None, at: Fraction = Fraction(0)) -> tuple[Prompt, ...]:
    """Hang a sound at a second, if there is one: a number before words."""
    if sound is None:
        return ()
    number = isinstance(sound, Count)
    return (Prompt(at, sound, Priority.COUNTDOWN if number else Priority.BEAT),)
