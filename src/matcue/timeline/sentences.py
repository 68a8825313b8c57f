"""Texts as sentences with time after each; a rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.timeline import pacing, phrases
from matcue.timeline.model import Gate, Item, Pause, Section, Span, Speech

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from matcue.errors import Place
    from matcue.timeline.pacing import Pace


def talk(text: str, pace: Pace) -> tuple[Item, ...]:
    """Split a text into sentences, each with time after it to hear it; none for no text."""
    return _sentences(text, pace.paced(pacing.BETWEEN_SENTENCES))


def moves(text: str, pace: Pace) -> tuple[Item, ...]:
    """Split a text into sentences, each with time after it to begin doing it; none for no text."""
    return _sentences(text, pace.paced(pacing.BETWEEN_MOVES))


def waiting(seconds: Fraction, pace: Pace, ways: Sequence[str]) -> tuple[Item, ...]:
    """Build time for the person: until one of `ways` is pressed; without any, so many seconds."""
    if ways:
        lead_in = Pause(pace.paced(pacing.AFTER_GATE))
        return (*talk(f"{phrases.WAIT} {phrases.ready(ways)}", pace), Gate(), lead_in)
    return (*talk(phrases.wait(seconds), pace), Span(seconds))


def rest(seconds: Fraction, pace: Pace, place: Place, coming: str = "") -> Section:
    """Build a rest of so many seconds at the pace, after its words and those of what comes then."""
    words = (*talk(phrases.REST, pace), *talk(coming, pace))
    return Section("Rest", (*words, Span(pace.paced(seconds))), place=place)


def _sentences(text: str, wait: Fraction) -> tuple[Item, ...]:
    lines = phrases.sentences(text) if text else ()
    return tuple(item for line in lines for item in (Speech(line), Pause(wait)))
