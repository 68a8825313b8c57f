"""Pauses, in seconds, and texts as sentences with pauses after them; all figures are matcue's own.

The pace multiplies every one of these and nothing else: holds, repetitions and words stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Posture
from matcue.timeline import phrases
from matcue.timeline.model import Gate, Item, Pause, Section, Span, Speech
from matcue.timeline.sentences import sentences
from matcue.timeline.settling import is_movement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.routine.plan import Rest


BETWEEN_SENTENCES: Final = Fraction(6, 10)
"""Long enough to hear that one thing has been said."""
AFTER_MOVEMENT: Final = Fraction(3, 2)
"""After a sentence that tells a movement: long enough to begin doing it."""
AFTER_ADVICE: Final = Fraction(9, 10)
"""After any other sentence of how to do it: long enough to take it to heart."""
AFTER_NAME: Final = Fraction(8, 10)
AFTER_WELCOME: Final = Fraction(2)
BEFORE_REPS: Final = Fraction(3, 2)
"""From the chime to the first number, so that the chime is not talked over."""
AFTER_CHIME: Final = Fraction(5, 2)
"""The closing chime has mostly faded; a stretch is let go of slowly."""
AFTER_RELEASE: Final = Fraction(2)
"""What was said of leaving the stretch is nearly done before anything else is said."""
CHANGEOVER: Final = Fraction(6)
"""From the last word to the bell, to change sides where nothing is told of how."""
BRIEF_CHANGEOVER: Final = Fraction(3, 2)
"""The same between short holds, where one turns from side to side since the bells of the last."""
AGAIN: Final = Fraction(2)
"""From the last word to the bell of a further set, where neither posture nor side changes."""
BETWEEN_PHASES: Final = Fraction(2)
"""From the words to the next part of a stretch that one stays in."""
AFTER_GATE: Final = Fraction(1)
"""From the key to the bell: one lets go of it first."""
GETTING_READY: Final = Fraction(10)
"""A recording cannot wait for anybody; it gives so much time before a hold instead."""
AFTER_CLOSING: Final = Fraction(5)
SETTLE: Final = Fraction(6)
"""From the last word to the bell, where nothing but the name was told: arms and legs find their
place."""
MOVEMENT: Final = Fraction(4)
"""From the last word to the bell, where that tells a movement."""
HELD: Final = Fraction(5, 2)
"""From the last word to the bell, where the stretch is held already."""

BRIEF_REST: Final = Fraction(15)
"""A rest that is shorter is over before one has breathed slowly."""
MANY_SETS: Final = 3
"""From so many sets on, hardly anything is said between short holds."""
ROOMY_REST: Final = Fraction(20)
"""A rest between two sets that has room for how it is done, besides what begins the next one."""
WORTH_RESTING: Final = Fraction(6)
"""What is left of a rest between two sets, besides other words and movements, from which on one is
told to rest: a shorter one is over as soon as it has been said."""
LEAST_REST: Final = Fraction(1)
"""What is left of a rest between two sets that words and movements take longer than."""

LETTER: Final = Fraction(65, 1000)
"""What a letter takes on average, to tell short words from long ones whoever speaks them."""

MANY_TEXTS: Final = 1000
"""Texts of a session that come again and again, and are split once."""

_TAKING: Final = {
    Posture.STANDING: Fraction(4),
    Posture.ON_A_CHAIR: Fraction(5),
    Posture.KNEELING: Fraction(6),
    Posture.HANDS_AND_KNEES: Fraction(6),
    Posture.SEATED: Fraction(8),
    Posture.ON_THE_SIDE: Fraction(10),
    Posture.ON_THE_BACK: Fraction(12),
    Posture.FACE_DOWN: Fraction(12),
}
"""Seconds that a sore back takes into a posture, or out of it; lying down, by way of the side,
takes the longest."""
_OFF_THE_FLOOR: Final = {Posture.STANDING, Posture.ON_A_CHAIR}


@dataclass(frozen=True, slots=True)
class Pace:
    """A factor: 1.3 gives a third more time, 0.75 a quarter less."""

    factor: Fraction = Fraction(1)

    def paced(self, seconds: Fraction) -> Fraction:
        """Multiply seconds by this pace."""
        return seconds if self.factor == 1 else seconds * self.factor

    def times(self, factor: Fraction) -> Pace:
        """Return the pace of a part that has a factor of its own."""
        return Pace(self.factor * factor)

    def change(self, before: Posture, after: Posture) -> Fraction:
        """Compute the seconds to get from one posture into another.

        They are none where the two are the same, or one is `any`. To or from standing or a chair
        the times of both are added: getting up costs what lying down costs. Between two postures of
        the floor nobody gets up, so only the longer time counts.
        """
        if before == after or Posture.ANY in {before, after}:
            return Fraction(0)
        both = (_TAKING[before], _TAKING[after])
        return self.paced(sum(both, Fraction(0)) if {before, after} & _OFF_THE_FLOOR else max(both))


STEADY: Final = Pace()
"""As much time as the figures say."""


@lru_cache(MANY_TEXTS)
def talk(text: str, pace: Pace) -> tuple[Item, ...]:
    """Split a text into sentences, each with time after it to hear it; none for no text."""
    wait = Pause(pace.paced(BETWEEN_SENTENCES))
    return tuple(item for each in sentences(text) for item in (Speech(each), wait))


@lru_cache(MANY_TEXTS)
def moves(text: str, pace: Pace) -> tuple[Item, ...]:
    """Split a text into sentences, each with time after it to begin doing it; none for no text."""
    told = (
        (each, AFTER_MOVEMENT if is_movement(each) else AFTER_ADVICE) for each in sentences(text)
    )
    return tuple(item for each, wait in told for item in (Speech(each), Pause(pace.paced(wait))))


def into(before: Posture | None, after: Posture | None, pace: Pace) -> tuple[Item, ...]:
    """Build the way from one posture into another; empty where one is in it, or stays."""
    before = before or Posture.STANDING
    if after in {None, before, Posture.ANY}:
        return ()
    told = talk(phrases.change(before, after), pace)
    return (*told[:-1], Pause(pace.change(before, after)))


def sided(aside: tuple[Item, ...], way: tuple[Item, ...], after: Posture) -> tuple[Item, ...]:
    """Join the words for the first side and the way into a posture.

    Where one lies on that side or on the other one, the side is told before, and else after it.
    """
    return (*aside, *way) if after is Posture.ON_THE_SIDE else (*way, *aside)


def lasting(text: str) -> Fraction:
    """Estimate how many seconds a text takes at the steady pace, in any voice."""
    said = sentences(text)
    return sum(map(len, said)) * LETTER + len(said) * BETWEEN_SENTENCES


def waiting(seconds: Fraction, pace: Pace, ways: Sequence[str]) -> tuple[Item, ...]:
    """Build time for the person: until one of `ways` is pressed; without any, so many seconds."""
    if ways:
        lead_in = Pause(pace.paced(AFTER_GATE))
        return (*talk(f"{phrases.WAIT} {phrases.ready(ways)}", pace), Gate(), lead_in)
    return (*talk(phrases.wait(seconds), pace), Span(seconds))


def rest(step: Rest, pace: Pace, words: str, coming: str) -> Section:
    """Build a rest of its seconds at the pace, after its words and those of what comes then.

    Where its words are the author's own, it has its title from them.
    """
    title = phrases.beginning(step.say) if step.say else "Rest"
    items = (*talk(words, pace), *talk(coming, pace), Span(pace.paced(step.seconds)))
    return Section(title, items, place=step.place, rest=step.seconds)
