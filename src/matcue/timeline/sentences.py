"""A text as the sentences that are spoken one by one, also where it is in lines or lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

WRAPPED: Final = 50
"""Letters from which on a line may have been broken for want of room, not because it is over."""

_STOPS: Final = ".!?…。।॥！？｡"
_CLOSING: Final = "\"'”’»)\\]」』"
_END: Final = re.compile(
    rf"(?P<stops>[{_STOPS}]+)[{_CLOSING}]*(?:\s+(?=\S*\w)|(?<=[。！？｡])(?=\w))"
)
"""Stops, and what closes after them, where more follows."""
_MARK: Final = re.compile(r"^(?:[-*•·‣▪–—]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
"""The mark of an item of a list."""
_NUMBERED: Final = re.compile(rf"(?:^|(?<=[{_STOPS}])\s)\s*\(?\d{{1,2}}[.)]\s+(?=[A-Z])")
"""The mark of an item of a list that is written in one line."""
_BEFORE_MORE: Final = set(
    "approx ca cf dr e.g esp fig i.e incl mr mrs ms nr prof resp st vs z.b bzw ggf vgl".split()
)
"""Abbreviations that always stand before what they belong to, without their last stop."""
_ABBREVIATED: Final = set(
    "a.m cm deg etc ft hr hrs in kg km lb lbs max min mins mm p.m rep reps sec secs tel usw".split()
)
"""Abbreviations that may end a sentence; they do before a capital."""


@lru_cache
def sentences(text: str) -> tuple[str, ...]:
    r"""Split a text into its sentences, without marks of lists; a line that is over is one, too.

    >>> sentences("Lie down.  Breathe in… Breathe out… Ready?")
    ('Lie down.', 'Breathe in…', 'Breathe out…', 'Ready?')
    >>> sentences("- Bend both knees\n- Let your arms rest")
    ('Bend both knees.', 'Let your arms rest.')
    >>> sentences("Dr. Smith says “Rest.” Then a 20 sec. hold, approx. 10 cm lower.")
    ('Dr. Smith says “Rest.”', 'Then a 20 sec. hold, approx. 10 cm lower.')
    """
    said = lines(text)
    if len(said) > 1:
        said = tuple(line if line[-1] in f"{_STOPS}{_CLOSING}:;," else f"{line}." for line in said)
    return tuple(sentence for line in said for sentence in _split(line))


def lines(text: str) -> tuple[str, ...]:
    """Split a text into its lines that are over, without marks of lists."""
    return tuple(map(_unmarked, _joined(text)))


def _joined(text: str) -> Iterator[str]:
    """Yield the lines of a text, with those joined that were broken for want of room."""
    kept = ""
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if kept and not _goes_on(kept, line):
            yield kept
            kept = ""
        kept = f"{kept} {line}".strip()
    if kept:
        yield kept


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a line goes on in the following one: that begins small, and this is not over."""
    broken = len(line) >= WRAPPED or line[-1] in ",;–—-"
    return following[:1].islower() and not _MARK.match(following) and broken


def _unmarked(line: str) -> str:
    """Return a line without the marks of lists; a line that is nothing else stays."""
    plain = _MARK.sub("", line, count=1)
    return _NUMBERED.sub(lambda found: " " if found.start() else "", plain).strip()


def _split(line: str) -> Iterator[str]:
    """Yield the sentences of a line."""
    start = 0
    for end in _END.finditer(line):
        if end["stops"] != "." or not _abbreviated(line[start : end.start()], line[end.end() :]):
            yield line[start : end.end()].strip()
            start = end.end()
    yield line[start:].strip()


def _abbreviated(before: str, after: str) -> bool:
    """Tell whether a full stop belongs to an abbreviation or an initial."""
    word = before.rpartition(" ")[2].lstrip("(“\"'").casefold()
    if word in _BEFORE_MORE:
        return True
    if word in _ABBREVIATED:
        return not after[:1].isupper()
    if word == "no":  # of a band, not the answer
        return " " in before.strip() and after[:1].isdigit()
    # of the last two words only: a text of nothing but initials would be searched over and over
    initial = re.search(r"(?:^|\b[A-Z][\w.]*\.?\s)[A-Z]$", " ".join(before.rsplit(None, 2)[-2:]))
    return bool(initial) and after[:1].isupper()
