"""Scripts of audio-instruction: what is said, and for how many seconds, in JSON or text."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import LeftOut
from matcue.importers.timers import timer_steps
from matcue.importers.timers.fields import number_of, record_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme, Step

FORMAT: Final = "audio-instruction"
USUAL: Final = Fraction(30)
"""Seconds of what has no length of its own."""
LONGEST_NAME: Final = 60
"""Letters of what is a name, where words on how it is done follow after a colon."""
_TIMED: Final = re.compile(r"^(?P<said>[^|]+)\|\s*(?P<seconds>\d{1,5}(?:\.\d{1,3})?)\s*$")


def recognises(document: Document) -> bool:
    """Tell whether a document is such a script: instructions with seconds, or lines with them."""
    if isinstance(record_of(document.data).get("instructions"), list):
        return any("duration_seconds" in record_of(each) for each in _instructions(document))
    lines = list(_lines(document))
    timed = sum(_TIMED.match(line) is not None for _, line in lines)
    return timed > 1 and 2 * timed >= len(lines)


def read(document: Document) -> tuple[Programme, ...]:
    """Read the script.

    Raises:
        UnreadableDocument: there is nothing in it.
    """
    data = record_of(document.data)
    steps = _listed(document) if data else _written(document)
    music = [LeftOut(1, "music", "a routine has no music of its own")]
    left_out = music if data.get("background_urls") else []
    timer = timer_steps.Timer("", tuple(steps), left_out)
    language = text_of(data.get("language")) or "en"
    return tuple(
        replace(each, language=language)
        for each in timer_steps.programmes(FORMAT, document, [timer])
    )


def _instructions(document: Document) -> list[object]:
    found = record_of(document.data).get("instructions")
    return found if isinstance(found, list) else []


def _listed(document: Document) -> Iterator[Step]:
    """Yield the steps of JSON, where a text alone has the usual length."""
    for i, each in enumerate(_instructions(document), 1):
        record = record_of(each)
        if said := text_of(record.get("text") if record else each):
            timed = "duration_seconds" in record
            yield _step(i, said, number_of(record["duration_seconds"]) if timed else USUAL)


def _written(document: Document) -> Iterator[Step]:
    """Yield the steps of lines, each with its seconds after a bar, or of the usual length."""
    for i, line in _lines(document):
        found = _TIMED.match(line)
        said = text_of(found["said"] if found else line)
        yield _step(i, said, number_of(found["seconds"]) if found else USUAL)


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers; a comment begins with a cross."""
    for i, line in enumerate((document.text or "").split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield i, line.strip()[:2_000]


def _step(line: int, said: str, seconds: Fraction) -> Step:
    """Make a step: what stands before a colon is its name, what is after it tells how."""
    name, _, how = said.partition(": ")
    if not how or len(name) > LONGEST_NAME:
        name, how = said, ""
    return replace(timer_steps.timed(line, name, seconds, source=said), text=how)
