"""What matcue says of its own accord: everything that is not an exercise's or an author's words."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.routine.model import Posture

if TYPE_CHECKING:
    from matcue.timeline.model import Side

SAFETY: Final = (
    "Move gently, and stop at once if a pain is sharp, gets worse, or spreads. "
    "Then ask a health professional before you go on."
)
CLOSING: Final = "That was the last one. Rest for a moment, and breathe slowly."
HALFWAY: Final = "Halfway there."
RELEASE: Final = "And release."
REPS_OVER: Final = "And rest."
REST: Final = "Rest, and breathe slowly."

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_POSTURES: Final = {
    Posture.STANDING: "Stand up",
    Posture.ON_A_CHAIR: "Sit down on your chair",
    Posture.SEATED: "Come to sitting on the floor",
    Posture.KNEELING: "Come to kneeling",
    Posture.HANDS_AND_KNEES: "Come onto your hands and knees",
    Posture.ON_THE_BACK: "Come to lying on your back, by way of your side",
    Posture.FACE_DOWN: "Come to lying face down",
    Posture.ON_THE_SIDE: "Come to lying on your side",
}


def number(value: int) -> str:
    """A number from 0 to 9999 in words.

    >>> number(8), number(45), number(100), number(1200)
    ('eight', 'forty-five', 'one hundred', 'one thousand two hundred')
    """
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            whole, rest = divmod(value, size)
            return f"{number(whole)} {name}" + (f" {number(rest)}" if rest else "")
    if value < len(_SMALL):
        return _SMALL[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def duration(seconds: Fraction) -> str:
    """A length of time in words, to the nearest second, halves up.

    >>> from fractions import Fraction
    >>> duration(Fraction(30)), duration(Fraction(61)), duration(Fraction(120))
    ('thirty seconds', 'one minute and one second', 'two minutes')
    """
    minutes, rest = divmod(int(seconds + Fraction(1, 2)), 60)
    parts = [
        f"{number(count)} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((minutes, "minute"), (rest, "second"))
        if count
    ]
    return " and ".join(parts) or "a moment"


def welcome(title: str) -> str:
    """The first words of a routine that has none of its own."""
    return f"Welcome to {title}. Find a quiet place with room to stretch out."


def name(exercise: str, *, first: bool) -> str:
    """The words that begin a stretch; a name is understood better when something leads to it."""
    return f"{'First' if first else 'Next'}: {exercise}."


def change(posture: Posture) -> str:
    """The words that send the body into another posture."""
    return f"{_POSTURES[posture]}, in your own time."


def first_side(side: Side) -> str:
    """The words before the first of two sides."""
    return f"The {side} side first."


def again(name: str, side: Side | None, which: int, sets: int) -> str:
    """The words that begin a further set of a stretch."""
    place = f", {side} side" if side else ""
    return f"{name} again{place}. Set {number(which)} of {number(sets)}."


def changeover(side: Side) -> str:
    """The words between two sides."""
    return f"Now the other side, the {side} one."


def amount(hold: Fraction | None, reps: int | None) -> str:
    """How long, or how often; the bell comes when the words are over."""
    if hold is not None:
        return f"Hold for {duration(hold)}, from the bell."
    return f"{number(reps or 0).capitalize()} slow repetitions, after the bell."


def sentences(text: str) -> tuple[str, ...]:
    r"""The sentences of a text, one line each.

    >>> sentences("Lie down.  Breathe\nin. Ready?")
    ('Lie down.', 'Breathe in.', 'Ready?')
    """
    return tuple(re.split(r"(?<=[.!?])\s+(?=\S*\w)", " ".join(text.split())))


def sided(text: str, side: Side | None) -> str:
    """The words with `{side}` and `{other side}` said; without a side they are left out."""
    other = {"left": "right", "right": "left", None: ""}[side]
    filled = text.replace("{side}", side or "").replace("{other side}", other)
    return " ".join(filled.split())
