"""What matcue says of an interval: before its first bell, and in the seconds between two bells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcue.numerals import number, plural
from matcue.timeline import phrases

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.routine.enums import Posture
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Interval, Station

REST: Final = "Rest."
OVER: Final = "And that's it."
"""What is said after the last work where a rest has words of the author's, or none follows."""
LAST: Final = "Last one."
LAST_ROUND: Final = "Last round."
TITLE: Final = "Intervals"
"""What a set of several stations is called that has no name of its own."""

_IN_SECONDS: Final = 120
"""Seconds up to which a bell is said to come every so many seconds."""


def title(interval: Interval) -> str:
    """Name an interval: by its own name, else by what is done if that is one thing."""
    return interval.name or (interval.stations[0].name if _is_one(interval) else TITLE)


def coming(interval: Interval) -> str:
    """Return the words that say, in a rest, that an interval follows it."""
    several = f"{number(len(interval.stations))} exercises in turn"
    name = interval.name or (interval.stations[0].name if _is_one(interval) else several)
    return phrases.coming(name)


def heading(interval: Interval, lead: str) -> str:
    """Return the words that begin an interval, after the word that leads to its name, if any."""
    if interval.name:
        return phrases.name(interval.name, lead)
    if _is_one(interval):
        return phrases.name(named(interval.stations[0]), lead)
    return f"{number(len(interval.stations)).capitalize()} exercises in turn."


def tells_repetitions(interval: Interval) -> bool:
    """Tell whether its heading says how many repetitions are to be done, besides its name."""
    return not interval.name and _is_one(interval) and bool(interval.stations[0].reps)


def length(interval: Interval) -> str:
    """Say how often and how long, and what is between.

    The bell comes when the words are over.
    """
    if interval.moments == 1:
        return phrases.amounts(interval.lasts(0))[1]
    if interval.every:
        return f"A bell {_every(interval.work)}, {_times(interval.rounds)}."
    shortest, longest = interval.works[0], interval.works[-1]
    each = phrases.duration(longest)
    if shortest != longest:
        each = f"{phrases.duration(shortest)} to {each}"
    rounds = f"{number(interval.rounds)} {plural('round', interval.rounds)}"
    if len(interval.turns) == 1:
        told = f"{rounds} of {each}"
    else:
        lasting = f"{each} {'on each side' if _is_one(interval) else 'each'}"
        told = f"{rounds}, {lasting}" if interval.rounds > 1 else lasting
    if interval.rests:
        told = f"{told}, {_between_works(interval)}"
    told += "."
    if interval.between and interval.rounds > 1:
        told += f" {phrases.duration(interval.between).capitalize()} between the rounds."
    return f"{told[:1].upper()}{told[1:]}"


def station(which: int, station: Station, posture: Posture | None) -> str:
    """Introduce one of several stations, counted from 0, and how the body is in it."""
    lead = "Then" if which else "First,"
    return f"{lead} {_with(phrases.inside(named(station)), posture)}."


def start(station: Station) -> str:
    """Say with which station it starts, when several have been told."""
    return f"We'll start with {phrases.inside(station.name)}."


def named(station: Station) -> str:
    """Name a station, and how many repetitions are to be done in it."""
    return f"{station.name}, {_times(station.reps)}" if station.reps else station.name


def following(station: Station, side: Side | None, posture: Posture | None) -> str:
    """Say what comes next, on which side if it has sides, and how the body is if that is new."""
    name = phrases.inside(named(station))
    return f"Next: {_with(f'{name}, {side} side' if side else name, posture)}."


def lasting(seconds: Fraction) -> str:
    """Say how long a station lasts, where not all last as long."""
    return f"For {phrases.duration(seconds)}."


def other_side(side: Side) -> str:
    """Say that the same comes on another side."""
    return f"Next: the {side} side."


def position(rounds: int, coming: int, *, alone: bool) -> str:
    """Say which of several rounds comes, counted from 1, or how many are to go.

    `alone` tells that a round is one work.

    >>> position(8, 2, alone=True), position(8, 5, alone=True), position(8, 8, alone=True)
    ('Round two of eight.', 'Four to go.', 'Last one.')
    """
    left = rounds - coming + 1
    if left == 1:
        return LAST if alone else LAST_ROUND
    if left <= rounds // 2:
        return f"{number(left).capitalize()} {'to go' if alone else 'rounds to go'}."
    return f"Round {number(coming)} of {number(rounds)}."


def uncounted(text: str) -> str:
    """Put words that rely on numbers so that they need none.

    >>> uncounted("On each number, lift. Lower it before the next number.")
    'Again and again, lift. Lower it before the next one.'
    >>> uncounted("Each time I say a number, stand up.")
    'Again and again, stand up.'
    """
    again = re.sub(r"\b(O|o)n each number\b|\bEach time I say a number\b", _again, text)
    return re.sub(r"\bthe next number\b", "the next one", again)


def _again(found: re.Match[str]) -> str:
    return "again and again" if found[1] == "o" else "Again and again"


def break_of(seconds: Fraction, own: str | None) -> str:
    """Announce a longer break of so many seconds; after the author's words, "" for no words.

    >>> from fractions import Fraction
    >>> break_of(Fraction(60), None), break_of(Fraction(60), "Sip.")
    ('Rest for one minute.', 'Sip. One minute to the next round.')
    >>> break_of(Fraction(60), "")
    'One minute to the next round.'
    """
    if own is None:
        return f"Rest for {phrases.duration(seconds)}."
    return f"{own} {phrases.duration(seconds).capitalize()} to the next round.".lstrip()


def _is_one(interval: Interval) -> bool:
    return len(interval.stations) == 1


def _with(name: str, posture: Posture | None) -> str:
    how = phrases.being(posture) if posture else ""
    return f"{name}, {how}" if how else name


def _between_works(interval: Interval) -> str:
    """Say what lies between two works."""
    if not any(interval.rests):
        return "one after the other"
    if len(interval.rests) > 1:
        return f"with {'some time' if interval.rest_words else 'rests'} in between"
    rest = phrases.duration(interval.rests[0])
    return f"with {rest}{'' if interval.rest_words else ' of rest'} in between"


def _times(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{number(times)} times")


def _every(seconds: Fraction) -> str:
    """Say how often something comes that comes every so many seconds.

    >>> from fractions import Fraction
    >>> _every(Fraction(60)), _every(Fraction(90)), _every(Fraction(150))
    ('every minute', 'every ninety seconds', 'every two and a half minutes')
    """
    if seconds == 60:
        return "every minute"
    if seconds.denominator == 1 and 1 < seconds < _IN_SECONDS:
        return f"every {number(int(seconds))} seconds"
    return f"every {phrases.duration(seconds)}"
