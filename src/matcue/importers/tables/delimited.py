"""Text whose lines are cells: what parts them, and the cells."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Final, Literal

from matcue.errors import UnreadableDocument
from matcue.importers.document import MOST_LINES
from matcue.importers.tables.grids import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matcue.importers.document import Document

DELIMITERS: Final = ",;\t|"
MOST_CELLS: Final = 1000
"""Cells of the longest row."""
LOOKED_AT: Final = 40
"""Lines at the top in which a header is looked for."""
LONGEST_LINE: Final = 20_000
"""Characters of a line that are looked at."""


def delimiter_of(document: Document, known: Callable[[Sequence[Line]], bool]) -> str | None:
    """Find what parts the cells of a document of a kind; None where it is none of it.

    Args:
        document: any.
        known: tells whether the lines at the top are of that kind, parted into cells.
    """
    head = (document.text or "").split("\n", LOOKED_AT)[:LOOKED_AT]
    for delimiter in DELIMITERS:
        if known([Line(at, _roughly(line, delimiter)) for at, line in enumerate(head, 1)]):
            return delimiter
    return None


def _roughly(line: str, delimiter: str) -> tuple[str, ...]:
    """Part a line near enough to know a header."""
    return tuple(c.strip('" ') for c in line[:LONGEST_LINE].split(delimiter, MOST_CELLS))


def lines_of(document: Document, delimiter: str) -> tuple[Line, ...]:
    """Part a document into lines of cells, each with the number of its first line.

    Raises:
        UnreadableDocument: it has too many lines, or a line or cell of it is too long.
    """
    text = document.text or ""
    if text.count("\n") > MOST_LINES:
        raise UnreadableDocument(document.name, f"it has more than {MOST_LINES:,} lines")
    try:
        return tuple(_parted(text, delimiter, csv.QUOTE_MINIMAL, document.name))
    except csv.Error:  # a quotation mark that is never closed, such as that of inches
        pass
    try:
        return tuple(_parted(text, delimiter, csv.QUOTE_NONE, document.name))
    except csv.Error as error:
        raise UnreadableDocument(document.name, "a cell of it is too long") from error


def _parted(text: str, delimiter: str, quoting: Literal[0, 3], name: str) -> Iterator[Line]:
    strict = quoting == csv.QUOTE_MINIMAL
    rows = csv.reader(StringIO(text), delimiter=delimiter, quoting=quoting, strict=strict)
    number = 1
    for cells in rows:
        if len(cells) > MOST_CELLS:
            raise UnreadableDocument(name, f"a row of it has more than {MOST_CELLS:,} cells")
        bare = cells if strict else [cell.strip('" ') for cell in cells]
        yield Line(number, tuple(" ".join(cell.split()) for cell in bare))
        number = rows.line_num + 1
