"""The log that Hevy exports: CSV with a row for each set, of one kind or another."""

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

_KEYS: Final = frozenset({"exercise_title", "set_index"})
_WARM_UP: Final = "warmup"


def recognises(document: Document) -> bool:
    """Tell whether a document is a log of Hevy."""
    return _delimiter_of(document) is not None


def read(document: Document) -> tuple[Programme, ...]:
    """Read each session of a log as a programme, the newest first.

    Raises:
        UnreadableDocument: it is too long, or has no set that can be done again.
    """
    lines = lines_of(document, _delimiter_of(document) or ",")
    return logs.programmes_of(tuple(_sets(lines)), "hevy", document.name)


def _delimiter_of(document: Document) -> str | None:
    return delimiter_of(document, lambda lines: set(logs.keys_of(lines[0].cells)) >= _KEYS)


def _sets(lines: Sequence[Line]) -> Iterator[Logged]:
    for number, row in logs.rows_of(lines):
        yield Logged(
            line=number,
            session=row.get("start_time", ""),
            title=row.get("title", ""),
            exercise=row.get("exercise_title", ""),
            reps=row.get("reps", ""),
            seconds=row.get("duration_seconds", ""),
            distance=row.get("distance", ""),
            weight=row.get("weight", ""),
            warm_up=row.get("set_type", "").casefold() == _WARM_UP,
            superset=row.get("superset_id", ""),
        )
