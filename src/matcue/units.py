"""Time: exact seconds before the timeline, whole frames from the timeline on.

A *frame* is one sample per channel. Seconds are `Fraction`s, so nothing is lost before the one
rounding rule of the house, `to_frames`, is applied; it is applied to positions measured from an
origin, never to lengths that are then summed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NewType

Frames = NewType("Frames", int)
"""A count of frames, or a position counted from frame 0."""

Rate = NewType("Rate", int)
"""Frames a second, in hertz."""

HOUSE_RATE: Final = Rate(44_100)
"""The one rate at which everything is mixed, in hertz."""

LONGEST_TEXT: Final = 20
"""Characters of the longest text that is read as a length of time."""

_UNITS: Final = re.compile(
    r"(?:(\d+(?:\.\d+)?) ?h(?:(?:ou)?rs?)?)? ?"
    r"(?:(\d+(?:\.\d+)?) ?m(?:ins?|inutes?)?)? ?"
    r"(?:(\d+(?:\.\d+)?) ?s(?:ecs?|econds?)?)?",
    re.ASCII | re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(?:(\d+):)?(\d+):([0-5]\d)", re.ASCII)
_DOUBTFUL: Final = re.compile(r"(\d+)\.([0-5]\d)", re.ASCII)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_REMEDIES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), remedy)
    for pattern, remedy in (
        (r"(\d+),(\d+ ?[a-z]*)", "write {0}.{1}, with a point"),
        (r"(\d+) ?[x×] ?(\d+) ?([a-z]+)?", "write `sets: {0}`, and the length alone: {1}{2}"),
        (r"(\d+ ?[a-z]+) ?[-–] ?\d+ ?[a-z]*", "write one length, such as {0}"),
        (r"(\d+) ?(?:[-–]|to) ?\d+ ?([a-z]+)?", "write one length, such as {0}{1}"),
        (r"(\d+) ?m[a-z]* ?(\d+)", "write {0}m{1}s"),
        (r"\d+ ?breaths?", "write how long the breaths take, like 30s"),
        (
            r"(\d+) ?([hms])?\D*\b(?:side|leg|arm)s?",
            "write `sides: both`, and the length alone: {0}{1}",
        ),
    )
)
"""What to write in place of texts that are not lengths of time; a unit that is left out is `s`."""


def to_frames(seconds: Fraction | int, rate: Rate = HOUSE_RATE) -> Frames:
    """Round a position of `seconds` from its origin to the nearest frame; halves round up.

    >>> to_frames(Fraction(1, 3)), to_frames(20)
    (14700, 882000)
    """
    above, below = seconds.as_integer_ratio()
    # as fractions it takes five times as long
    return Frames((2 * above * rate + below) // (2 * below))


def to_seconds(frames: int, rate: Rate = HOUSE_RATE) -> Fraction:
    """Convert a count of frames to exact seconds.

    >>> to_seconds(22050)
    Fraction(1, 2)
    """
    return Fraction(frames, rate)


def clock(frames: int, rate: Rate = HOUSE_RATE) -> str:
    """Format a position in whole seconds passed: `m:ss`, or `h:mm:ss` from an hour on.

    >>> clock(65 * 44100), clock(3600 * 44100), clock(44099)
    ('1:05', '1:00:00', '0:00')
    """
    minutes, seconds = divmod(frames // rate, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clock_parts(frames: int, per_second: int) -> tuple[int, int, int]:
    """Split a position into minutes, seconds, and parts of which a second has `per_second`.

    >>> clock_parts(65 * 44100 + 22050, 1000)
    (1, 5, 500)
    """
    seconds, parts = divmod(to_frames(to_seconds(frames), Rate(per_second)), per_second)
    return *divmod(seconds, 60), parts


def timestamp(frames: int, point: str = ".") -> str:
    """Format a position for machines, to the nearest millisecond: `hh:mm:ss.mmm`.

    >>> timestamp(65 * 44100 + 22050), timestamp(3600 * 44100, ",")
    ('00:01:05.500', '01:00:00,000')
    """
    minutes, seconds, parts = clock_parts(frames, 1000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{parts:03}"


def parse_seconds(text: str) -> Fraction:
    """Parse a length of time to exact seconds: `30s`, `1m30s`, `1h`, `90`, `1:30`, `1.5 min`.

    Capitals do not matter, nor what kind of space there is.

    Raises:
        ValueError: the text is none of these, or one that is easily meant otherwise; the message
            says what would do.

    >>> parse_seconds("1m30s"), parse_seconds("1:30"), parse_seconds("2.5")
    (Fraction(90, 1), Fraction(90, 1), Fraction(5, 2))
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"“{text[:LONGEST_TEXT]}…” is not a length of time")
    if found := _DOUBTFUL.fullmatch(text):
        minutes, seconds = found.groups()
        raise ValueError(f"“{text}” may be {minutes}:{seconds} or {text}s; write the one you mean")
    if _PLAIN.fullmatch(text):
        return Fraction(text)
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return Fraction(hours * 3600 + minutes * 60 + seconds)
    if text and (found := _UNITS.fullmatch(text)):
        hours_, minutes_, seconds_ = (Fraction(part or 0) for part in found.groups())
        return hours_ * 3600 + minutes_ * 60 + seconds_
    raise ValueError(f"“{text}” is not a length of time; {_remedy(text)}")


def _remedy(text: str) -> str:
    """Say what to write in place of a text that is not a length of time."""
    for pattern, remedy in _REMEDIES:
        if found := pattern.fullmatch(text):
            return remedy.format(*found.groups("s"))
    return "write it like 30s, 1m30s, 1:30 or 90"
