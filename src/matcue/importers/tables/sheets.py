"""Spreadsheets, .xlsx and .ods: each sheet with a table of exercises is a programme, or several."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from matcue.errors import ChildFailed, UnreadableDocument
from matcue.importers.document import MOST_LINES
from matcue.importers.programme import LeftOut
from matcue.importers.tables.grids import Line, header_at, rows_of
from matcue.importers.tables.grouping import distinct, programmes_of
from matcue.importers.tables.workbook import read_workbook
from matcue.processes import run_in_child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

PATIENCE: Final = 10.0
"""Seconds that reading one may take."""
EXTRA: Final = 'it is a spreadsheet, which needs `pip install "matcue[sheets]"`; or save it as CSV'
OLD: Final = "it is an old or a locked spreadsheet; save it as .xlsx without a password, or as CSV"
TABLELESS: Final = (
    "no sheet of it has a table of exercises: one row names its columns, such as Exercise, Sets, "
    "Reps and Hold"
)
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_UNNAMED: Final = re.compile(
    r"(?:sheet|tabelle|feuil|feuille|hoja|foglio|planilha|folha|blad|лист|sayfa|arkusz) ?\d*",
    re.IGNORECASE,
)
"""Names that spreadsheets give."""


def recognises(document: Document) -> bool:
    """Tell whether a document is a spreadsheet, if an old one."""
    return document.raw.startswith(_OLD) or _kind_of(document) is not None


def read(document: Document) -> tuple[Programme, ...]:
    """Read the visible sheets of a document that have a table of exercises.

    Raises:
        UnreadableDocument: the library that reads it is not there; it is broken, or too large when
            it is unpacked; or it has no table of exercises.
    """
    kind = _kind_of(document)
    if kind is None:
        raise UnreadableDocument(document.name, OLD)
    if not _can_read():
        raise UnreadableDocument(document.name, EXTRA)
    try:
        sheets = run_in_child(read_workbook, document.raw, MOST_LINES, patience=PATIENCE)
    except ChildFailed as error:
        told = f"it cannot be read as a spreadsheet ({error.reason}); save it as CSV"
        raise UnreadableDocument(document.name, told) from error
    lines = {name: _lines(rows) for name, rows in sheets}
    if any(len(rows) > MOST_LINES for rows in lines.values()):
        raise UnreadableDocument(document.name, f"it has more than {MOST_LINES:,} rows")
    return _programmes(lines, kind, document.name)


def _can_read() -> bool:
    """Tell whether the library that reads spreadsheets is there."""
    try:
        return find_spec("python_calamine") is not None
    except ValueError:
        return False


def _kind_of(document: Document) -> str | None:
    """Tell a spreadsheet by what is in its archive."""
    if not document.raw.startswith(_ZIP):
        return None
    try:
        names = set(ZipFile(BytesIO(document.raw)).namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names and _ODS in document.raw[:200] else None


def _lines(rows: list[list[str]]) -> tuple[Line, ...]:
    return tuple(Line(number, tuple(row)) for number, row in enumerate(rows, 1))


def _programmes(
    sheets: dict[str, tuple[Line, ...]], kind: str, document: str
) -> tuple[Programme, ...]:
    """Read the sheets that have a table, or one without a header as a list."""
    tables = {name: lines for name, lines in sheets.items() if header_at(lines) is not None}
    if not tables:
        tables = {name: _as_list(lines) for name, lines in sheets.items() if any(lines)}
    read: list[Programme] = []
    for name, lines in tables.items():
        found = rows_of(lines, " | ")
        if found.rows:
            read += _titled(programmes_of(found, kind, document), name)
    if not read:
        raise UnreadableDocument(document, TABLELESS)
    titles = distinct(programme.title for programme in read)
    programmes = [replace(each, title=title) for each, title in zip(read, titles, strict=True)]
    unread = tuple(
        LeftOut(1, name, "this sheet has no table of exercises")
        for name, lines in sheets.items()
        if name not in tables and any(any(line.cells) for line in lines)
    )
    first, *others = programmes
    return (replace(first, left_out=(*first.left_out, *unread)), *others)


def _as_list(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Join the cells of each row to a line of text."""
    return tuple(
        Line(line.number, (" ".join(filter(None, line.cells)),), prose=True)
        for line in lines
        if any(line.cells)
    )


def _titled(programmes: tuple[Programme, ...], sheet: str) -> Iterator[Programme]:
    """Name programmes that have no title by their sheet, unless nobody has named it."""
    for programme in programmes:
        named = "" if _UNNAMED.fullmatch(sheet) else sheet
        yield replace(programme, title=programme.title or named)
