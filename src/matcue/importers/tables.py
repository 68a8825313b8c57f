"""Tables as text: CSV with commas, semicolons, tabs or bars, and tables of Markdown."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.columns import columns_of
from matcue.importers.document import MOST_LINES
from matcue.importers.grids import Line, header_at, rows_of
from matcue.importers.grouping import programmes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

DELIMITERS: Final = ",;\t|"
MOST_CELLS: Final = 1000
"""Cells of the longest row."""
LONGEST_LINE: Final = 20_000
"""Characters of a line that are looked at."""
LOOKED_AT: Final = 40
"""Lines above the first header of CSV."""
_RULE: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_MARKS: Final = re.compile(r"\*\*|__|`|~~|<[^<>]{1,60}>|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_STRONG: Final = re.compile(r"(?:\*\*|__)[^*_]{1,200}(?:\*\*|__):?")
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
        found, kind = rows_of(_markdown_lines(text), " | "), "markdown-table"
    else:
        delimiter = _delimiter_of(document) or ","
        found = rows_of(cells_of(document, delimiter), delimiter)
        kind = "tsv" if delimiter == "\t" else "csv"
    return programmes_of(found, kind, document.name)


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


def _split(text: str, delimiter: str, quoting: int, name: str) -> Iterator[Line]:
    """Split CSV; a quotation mark that is never closed raises `csv.Error`."""
    rows = csv.reader(
        StringIO(text), delimiter=delimiter, quoting=quoting, strict=quoting == csv.QUOTE_MINIMAL
    )
    number = 1
    for cells in rows:
        if len(cells) > MOST_CELLS:
            raise UnreadableDocument(name, f"a row of it has more than {MOST_CELLS:,} cells")
        yield Line(number, tuple(" ".join(cell.strip('" \n').split()) for cell in cells))
        number = rows.line_num + 1


def _delimiter_of(document: Document) -> str | None:
    """Find what parts the cells of a document that is CSV; None where it is none."""
    head = (document.text or "").split("\n", LOOKED_AT)[:LOOKED_AT]
    for delimiter in DELIMITERS:
        lines = [Line(at, tuple(_roughly(line, delimiter))) for at, line in enumerate(head)]
        if header_at(lines) is not None:
            return delimiter
    return None


def _roughly(line: str, delimiter: str) -> Iterable[str]:
    """Split a line near enough to know a header."""
    return (cell.strip('" ') for cell in line[:LONGEST_LINE].split(delimiter, MOST_CELLS))


def _has_markdown_table(document: Document) -> bool:
    """Tell whether a header of exercises stands above a rule of hyphens and bars."""
    lines = (document.text or "").split("\n")[:MOST_LINES]
    return any(
        "-" in rule and _is_rule(rule, header) and columns_of(_cells(header)) is not None
        for header, rule in pairwise(lines)
    )


def _is_rule(line: str, above: str) -> bool:
    return len(line) < LONGEST_LINE and "|" in above and bool(_RULE.fullmatch(line))


def _markdown_lines(text: str) -> Iterator[Line]:
    """Yield the rows of tables as cells, the lines around them as headings and prose."""
    lines = text.split("\n")
    in_table = False
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        in_table = "|" in line and (in_table or _is_rule(below, line))
        if in_table:
            if not _RULE.fullmatch(line[:LONGEST_LINE]):
                yield Line(at + 1, _cells(line))
        elif bare := _bare(_BLOCK_MARK.sub("", line)):
            heading = line.lstrip().startswith("#") or bool(_STRONG.fullmatch(line.strip()))
            yield Line(at + 1, (bare,), prose=not heading)


def _cells(line: str) -> tuple[str, ...]:
    inside = line[:LONGEST_LINE].strip().removeprefix("|").removesuffix("|")
    return tuple(_bare(cell.replace("\\|", "|")) for cell in _BAR.split(inside)[:MOST_CELLS])


def _bare(text: str) -> str:
    """Strip a text of the marks of Markdown: emphasis, links, tags."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", text.replace("<br>", " "))).split())
