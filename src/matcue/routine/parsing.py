"""Single choices as a person writes them, in a routine or on the command line."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from matcue.errors import brief
from matcue.routine.enums import Chimes, Profile
from matcue.units import parse_seconds

if TYPE_CHECKING:
    from pathlib import Path

PACES: Final = {"unhurried": Fraction(13, 10), "steady": Fraction(1), "brisk": Fraction(3, 4)}
"""The named paces: what set-up, changeover, pauses and rests are multiplied by."""
COUNTDOWNS: Final = {"off": 0, "all": 3600}
"""The named countdowns, in seconds: none, and longer than any hold."""
OFF: Final = "off"
"""What is written for no chime."""
YES: Final = ("yes", "true", "on")
NO: Final = ("no", "false", "off")

Words = TypeVar("Words", bound=StrEnum)


def parse_pace(text: str) -> Fraction:
    """Parse a pace, a name or a number from 1/4 to 4, into its factor.

    Raises:
        ValueError: the text is neither; the message says what is allowed.
    """
    return PACES[text] if text in PACES else _factor(text, (0.25, 4), f"{', '.join(PACES)} or ")


def parse_speed(text: str) -> Fraction:
    """Parse the voice's speed, a number from 0.5 to 2.

    Raises:
        ValueError: the text is not such a number; the message says what is allowed.
    """
    return _factor(text, (0.5, 2), "")


def parse_hold(text: str) -> Fraction:
    """Parse the factor by which holds are multiplied, a number from 1/4 to 4.

    Raises:
        ValueError: the text is not such a number.
    """
    return _factor(text, (0.25, 4), "")


def parse_word(words: type[Words], text: str, *others: str) -> Words:
    """Parse a text as a member of the enum `words`; where `others` may stand is for the message.

    Raises:
        ValueError: it is none of them; the message names them.
    """
    if text in list(words):
        return words(text)
    raise ValueError(f"“{brief(text)}” is not one of {', '.join((*words, *others))}")


def parse_chimes(text: str) -> dict[Chimes, Profile | Path | None]:
    """Parse the name of a set of chimes; every chime then sounds as in that set, `off` as nothing.

    Raises:
        ValueError: no set has the name; the message lists those that there are.
    """
    return dict.fromkeys(Chimes, None if text == OFF else parse_word(Profile, text, OFF))


def parse_countdown(text: str) -> int:
    """Parse how many last seconds of a hold are counted: a number from 1 to 60, `all` or `off`.

    Raises:
        ValueError: the text is none of these.
    """
    if text in COUNTDOWNS:
        return COUNTDOWNS[text]
    if re.fullmatch(r"\d{1,2}", text, re.ASCII) and 1 <= int(text) <= 60:
        return int(text)
    raise ValueError(f"“{brief(text)}” is not a number of seconds up to 60, nor all, nor off")


def parse_bed_level(text: str) -> Fraction:
    """Parse how far a bed is from the voice, a number of LU from -40 to -10.

    Raises:
        ValueError: the text is not such a number.
    """
    return parse_between(-40, -10, text)


def parse_between(low: float, high: float, text: str) -> Fraction:
    """Parse a number from `low` to `high`.

    Raises:
        ValueError: the text is not such a number.
    """
    if re.fullmatch(r"-?\d{1,2}(\.\d{1,6})?", text, re.ASCII) and low <= Fraction(text) <= high:
        return Fraction(text)
    raise ValueError(f"“{brief(text)}” is not a number from {low:g} to {high:g}")


def _factor(text: str, limits: tuple[float, float], names: str) -> Fraction:
    low, high = limits
    if re.fullmatch(r"\d{1,3}(\.\d{1,6})?", text, re.ASCII) and low <= Fraction(text) <= high:
        return Fraction(text)
    raise ValueError(f"“{brief(text)}” is not {names}a number from {low:g} to {high:g}")


def parse_length(text: str) -> Fraction:
    """Parse the length of a session, in seconds: from a second to a day, or 0 for `off`.

    Raises:
        ValueError: the text is no such length.
    """
    if text.strip().lower() == "off":
        return Fraction(0)
    seconds = parse_seconds(text)
    if not 1 <= seconds <= 24 * 3600:
        raise ValueError(f"“{brief(text)}” is out of reach: a session lasts from 1s to 24h")
    return seconds


def parse_yes(text: str) -> bool:
    """Parse a text that says yes (True) or no (False).

    Raises:
        ValueError: it says neither yes nor no.
    """
    if text.lower() in YES or text.lower() in NO:
        return text.lower() in YES
    raise ValueError(f"“{brief(text)}” is neither yes nor no")
