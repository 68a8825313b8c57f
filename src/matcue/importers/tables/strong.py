"""The log that Strong exports: CSV with commas or semicolons, a row for each set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.importers.tables import logs
from matcue.importers.tables.delimited import delimiter_of, lines_of
from matcue.importers.tables.logs import Logged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme
    from matcue.importers.tables.grids import Line

_KEYS: Final = frozenset({"workout name", "exercise name", "set order"})
_WARM_UP: Final = "w"
_RESTING: Final = "rest timer"
_NOTE: Final = "note"


def recognises(document: Document) -> bool:
    """Tell whether a document is a log of Strong."""
    return _delimiter_of(document) is not None


def read(document: Document) -> tuple[Programme, ...]:
    """Read each session of a log as a programme, the newest first.

    Raises:
        UnreadableDocument: it is too long, or has no set that can be done again.
    """
    lines = lines_of(document, _delimiter_of(document) or ",")
    return logs.programmes_of(tuple(_sets(lines)), "strong", document.name)


def _delimiter_of(document: Document) -> str | None:
    return delimiter_of(document, lambda lines: set(logs.keys_of(lines[0].cells)) >= _KEYS)


def _sets(lines: Sequence[Line]) -> Iterator[Logged]:
    for number, row in logs.rows_of(lines):
        order = row.get("set order", "").casefold()
        if order == _NOTE:
            continue
        yield Logged(
            line=number,
            session=row.get("date", ""),
            title=row.get("workout name", ""),
            exercise=row.get("exercise name", ""),
            reps=row.get("reps", ""),
            seconds=row.get("seconds", ""),
            distance=row.get("distance", ""),
            weight=row.get("weight", ""),
            warm_up=order == _WARM_UP,
            resting=order == _RESTING,
        )
