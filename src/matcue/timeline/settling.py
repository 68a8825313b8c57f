"""What words ask of the body: to move, to be in a posture; and when a bell can ring after them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Posture
from matcue.timeline.model import Pause, Span, Speech
from matcue.timeline.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcue.timeline.model import Item

WORDS_A_SECOND: Final = 3
"""How fast voices speak, on average: no speech is measured before it is placed."""

_NOT_NOW: Final = re.compile(r"^(?:if|each time|whenever)\b|\bnumbers?\b", re.IGNORECASE)
"""What is done in some case only, or when numbers are counted, which is after the bell."""
_IN_CASE: Final = re.compile(r"\b(?:if|unless|whenever)\b", re.IGNORECASE)
_AND: Final = re.compile(r",? (?:and|then) |, ")
_STAYING: Final = re.compile(
    r"(?:breathe|don['\u2019]t|feel|hold (?:for|it|on|still|steady|that|there|this)|keep|never|"
    r"notice|only|relax|remain|stay|stop|an?|as|at|both|each|in|it|no|not|on|out|so|the|through|"
    r"until|while|with|without|your)\b",
    re.IGNORECASE,
)
"""How a clause begins that asks of nobody to go anywhere, or that only goes on with another one."""
_LEAVING_OUT: Final = re.compile(
    r"\b(?:leave (?:this one|this|it) out|leave out this one|(?:skip|miss) (?:this|it))\b",
    re.IGNORECASE,
)
"""How it is said not to do an exercise at all."""
_DO: Final = r"(?:^|[,;:] |\b(?:and|now|then) )"
"""What comes before something that one is to do now."""
_TOLD: Final = {
    posture: re.compile(rf"{_DO}(?:{way})\b", re.IGNORECASE)
    for posture, way in {
        Posture.STANDING: r"(?:stand|get) up(?! (?:slowly and sit|tall))|come (?:up )?to standing",
        Posture.ON_A_CHAIR: r"sit (?:back )?(?:down |up )?on (?:a|the|your) chair",
        Posture.HANDS_AND_KNEES: (
            r"(?:come|get|go) (?:down |up )?(?:on|onto|to) (?:your )?(?:hands and knees|all fours)"
        ),
        Posture.ON_THE_BACK: r"(?:lie|roll|turn) (?:back |down |over )?on(?:to)? your back",
        Posture.FACE_DOWN: r"lie (?:down )?(?:face down|on your (?:belly|front|stomach))",
    }.items()
}
"""How it is said to get into a posture of which it is plain how it is."""
_POSTURE: Final = re.compile(
    r"\b(?:sit|lie|stand|kneel|get up|roll over|turn over|come (?:up|down))\b", re.IGNORECASE
)
"""What sends the body into another posture."""


@lru_cache
def is_movement(sentence: str) -> bool:
    """Tell whether a sentence sends the body somewhere now; one that is not understood does.

    >>> is_movement("Draw your left knee toward your chest.")
    True
    >>> is_movement("Keep your back straight and lean forward from your hips.")
    True
    >>> is_movement("Keep your neck long and breathe evenly.")
    False
    >>> is_movement("Keep breathing and come down early if it hurts.")
    False
    >>> is_movement("Each time I say a number, lift, then lower slowly.")
    False
    """
    if _NOT_NOW.search(sentence):
        return False
    clauses = (clause for clause in _AND.split(sentence) if not _IN_CASE.search(clause))
    return not all(map(_STAYING.match, filter(None, map(str.strip, clauses))))


def unless_unfit(told: Sequence[str]) -> int:
    """Count the sentences at the beginning that tell who is to leave an exercise out.

    >>> unless_unfit(["Leave this one out if kneeling hurts.", "Kneel down."])
    1
    >>> unless_unfit(["If you have a new hip, skip this one.", "Skip it on bad days.", "Sit up."])
    2
    >>> unless_unfit(["Leave your foot on the floor.", "Leave this one out if it hurts."])
    0
    """
    return sum(1 for _ in takewhile(_LEAVING_OUT.search, told))


def posture_told(text: str) -> Posture | None:
    """Find the posture that a text sends the body into, if it is plain which one.

    >>> posture_told("The circuit is done. Roll onto your back and let everything go.").value
    'on the back'
    >>> posture_told("Time's up. Stand up and step away from your desk.").value
    'standing'
    >>> posture_told("Rest before you stand up."), posture_told("Stand up if you like.")
    (None, None)
    """
    told = [
        posture
        for sentence in sentences(text)
        if not _IN_CASE.search(sentence)
        for posture, way in _TOLD.items()
        if way.search(sentence)
    ]
    return told[-1] if told else None


def tells_posture(text: str) -> bool:
    """Tell whether a text sends the body into another posture.

    >>> tells_posture("Lie down on your back."), tells_posture("Breathe quietly.")
    (True, False)
    """
    return bool(_POSTURE.search(text))


def lasting(items: Iterable[Item]) -> Fraction:
    """Estimate how many seconds items take."""
    return sum(map(_seconds, items), Fraction(0))


def _seconds(item: Item) -> Fraction:
    match item:
        case Speech(text):
            return Fraction(len(text.split()), WORDS_A_SECOND)
        case Pause(seconds) | Span(seconds):
            return seconds
        case _:
            return Fraction(0)


def quiet_after(items: tuple[Item, ...]) -> Fraction:
    """Add up the seconds that it has been quiet at the end of the items."""
    words = (i for i in reversed(range(len(items))) if isinstance(items[i], Speech))
    return lasting(items[next(words, -1) + 1 :])


def ends_moving(items: tuple[Item, ...]) -> bool:
    """Tell whether the last words of the items tell a movement."""
    words = (item.text for item in reversed(items) if isinstance(item, Speech))
    return is_movement(next(words, ""))
