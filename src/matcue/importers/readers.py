"""The readers, in the order in which they are asked whether a document is theirs.

A reader is a module with two functions: `recognises(document)` tells from what is in a document,
never from its name, whether it is one of its kind; `read(document)` returns its programmes. Each
raises `UnreadableDocument` where the document is of its kind and broken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from matcue.errors import UnreadableDocument
from matcue.importers.lists import hevy_share, liftmark, name_seconds, text
from matcue.importers.tables import hevy, records, sheets, strong, text_tables
from matcue.importers.timers import (
    audio_instruction,
    exercise_timer,
    fit,
    garmin,
    jawt,
    openhiit,
    seconds,
    tabata_timer,
    tcx,
    timer_machine,
    workrave,
)

if TYPE_CHECKING:
    from matcue.importers.document import Document
    from matcue.importers.programme import Programme


class Reader(Protocol):
    """What a module of a reader has."""

    def recognises(self, document: Document) -> bool:
        """Tell whether a document is of this kind."""
        ...

    def read(self, document: Document) -> tuple[Programme, ...]:
        """Read its programmes."""
        ...


READERS: Final[tuple[Reader, ...]] = (
    fit,
    sheets,
    strong,
    hevy,
    tcx,
    workrave,
    tabata_timer,
    garmin,
    openhiit,
    jawt,
    timer_machine,
    seconds,
    exercise_timer,
    audio_instruction,
    records,
    text_tables,
    hevy_share,
    name_seconds,
    liftmark,
    text,
)
"""From the most special kind to plain text, which takes whatever is text."""


def read_document(document: Document) -> tuple[Programme, ...]:
    """Read the programmes of a document, by the first reader that takes it.

    Raises:
        UnreadableDocument: no reader does, or the document is broken.
    """
    for reader in READERS:
        if reader.recognises(document):
            return reader.read(document)
    raise UnreadableDocument(document.name, "this is neither text nor a file of a known kind")
