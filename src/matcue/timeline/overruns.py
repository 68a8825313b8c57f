"""Words that outlast their time: how long that would have to be."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.errors import Problem, Severity, brief
from matcue.units import HOUSE_RATE, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.timeline.arrange import Arranged
    from matcue.timeline.model import Overrun
    from matcue.units import Rate

STEP: Final = Fraction(1, 10)
"""Lengths that are named are multiples of it, in seconds."""


def words(overrun: Overrun) -> str:
    """Return the words that outlast their time."""
    return " ".join(sentence.text for sentence in overrun.passage.sentences)


def shortest(overrun: Overrun, others: Iterable[Overrun], rate: Rate = HOUSE_RATE) -> str:
    """Name the shortest length that fits: of a beat, for all that are on one; else of its own.

    `others` are the overruns of its section.
    """
    beat = overrun.passage.beat
    row = [each.frames for each in others if each.passage.beat] if beat else []
    seconds = ceil(to_seconds(max(row, default=overrun.frames), rate) / STEP) * STEP
    return f"`{'beat' if beat else 'for'}: {float(seconds):g}s`"


def warnings(part: Arranged) -> Iterator[Problem]:
    """Yield the warnings of a section, whose sounds have estimated lengths."""
    for overrun in part.overruns:
        if place := overrun.passage.place:
            takes = f"about {overrun.frames / HOUSE_RATE:.1f} s"
            given = f"{float(overrun.passage.seconds):g} s"
            said = f"“{brief(words(overrun))}” takes {takes}, and has {given}"
            hint = f"{shortest(overrun, part.overruns)} is the shortest that fits"
            yield Problem(place, said, hint, Severity.WARNING)
