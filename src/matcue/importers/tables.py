"""Tables as text: CSV with commas, semicolons, tabs or bars, and tables of Markdown."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.document import MOST_LINES
from matcue.importers.grids import Line, grid_of, header_at
from matcue.importers.rows import programmes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

DELIMITERS: Final = ",;\t|"
MOST_CELLS: Final = 1000
"""Cells of the longest row."""
LOOKED_AT: Final = 40
"""Lines above the first header of CSV."""
_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_MARKS: Final = re.compile(r"\*\*|__|`|~~|<[^<>]{1,60}>|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_BLOCK_MARK: Final = re.compile(r"\s*(?:#{1,6}\s+|>\s*)")


def recognises(document: Document) -> bool:
    """Tell whether a document has a table with a column of exercises and one of figures."""
    return bool(document.text) and (
        _has_markdown_table(document) or _delimiter_of(document) is not None
    )


def read(document: Document) -> tuple[Programme, ...]:
    """Read the tables of a document, row by row.

    Raises:
        UnreadableDocument: it is too long, or no row of it has an exercise.
    """
    text = document.text or ""
    if text.count("\n") > MOST_LINES:
        raise UnreadableDocument(document.name, f"it has more than {MOST_LINES:,} lines")
    if _has_markdown_table(document):
        grid, kind = grid_of(_markdown_lines(text), " | "), "markdown-table"
    else:
        delimiter = _delimiter_of(document) or ","
        grid = grid_of(cells_of(document, delimiter), delimiter)
        kind = "tsv" if delimiter == "\t" else "csv"
    return programmes_of(grid, kind, document.name)


def cells_of(document: Document, delimiter: str) -> tuple[Line, ...]:
    """Split CSV into lines of cells, each with the number of its first line.

    Raises:
        UnreadableDocument: a row or a cell is too long.
    """
    text = document.text or ""
    try:
        return tuple(_split(text, delimiter, csv.QUOTE_MINIMAL, document.name))
    except csv.Error:
        return tuple(_split(text, delimiter, csv.QUOTE_NONE, document.name))
