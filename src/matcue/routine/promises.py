"""How long a session is said to take, in what a routine tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import Final

from matcue.numerals import number

_IN_WORDS: Final = {number(n): n for n in range(1, 100)}
_NUMBER: Final = rf"\d{{1,3}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))}"
_MINUTES: Final = re.compile(
    rf"(?<![\w.-])({_NUMBER})(?:(?: to | or |[-–])({_NUMBER}))?[ -](?:[a-z]+ )?min(?:ute)?s?\b",
    re.IGNORECASE,
)
"""Minutes, with a word before them at most: “twelve slow minutes”, “10-15 minutes”."""
_OF_ELSE_BEFORE: Final = re.compile(
    r"\b(?:every|each|after|within|last|first|per|of|hold|held|hold for|held for) $", re.IGNORECASE
)
"""What, before a number of minutes, has it tell something else than how long a session is."""
_OF_ELSE_BEHIND: Final = re.compile(
    r",? (?:after|before|later|ago|apart|each|per|between|more|a side|(?:on|for) each)\b"
    r"|(?<=-minute) [a-z]+s\b"
)
"""What does so behind it, as in “three-minute holds”."""
_LESS: Final = re.compile(r"\b(?:less than|under|up to|at most|no more than) $", re.IGNORECASE)
_MORE: Final = re.compile(r"\b(?:more than|over|at least|no less than) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Promise:
    """The words that tell how long a session takes, and what they tell, in minutes."""

    words: str
    least: float
    most: float


def promised_length(text: str) -> Promise | None:
    """Find how long a session takes by a text; None where it says nothing of it, or more than that.

    >>> promised_length("Twelve slow minutes on your back.")
    Promise(words='Twelve slow minutes', least=12, most=12)
    >>> promised_length("Less than 10 to 15 minutes.")
    Promise(words='10 to 15 minutes', least=0, most=15)
    >>> promised_length("Do it every 30 minutes.")
    """
    found = [*_MINUTES.finditer(text)]
    if len(found) != 1:
        return None
    (minutes,) = found
    before = text[: minutes.start()]
    if _OF_ELSE_BEFORE.search(before) or _OF_ELSE_BEHIND.match(text, minutes.end()):
        return None
    low = _count(minutes[1])
    high = _count(minutes[2]) if minutes[2] else low
    least = 0 if _LESS.search(before) else low
    most = inf if _MORE.search(before) else high
    return Promise(minutes[0], least, most)


def _count(text: str) -> int:
    """Read a number that is written in words or in figures."""
    return _IN_WORDS.get(text.lower()) or int(text)
