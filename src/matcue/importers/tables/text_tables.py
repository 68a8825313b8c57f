"""Tables as text: CSV with commas, semicolons, tabs or bars, and tables of Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.document import MOST_LINES
from matcue.importers.tables.columns import columns_of
from matcue.importers.tables.delimited import (
    LONGEST_LINE,
    MOST_CELLS,
    delimiter_of,
    lines_of,
)
from matcue.importers.tables.grids import Line, header_at, rows_of
from matcue.importers.tables.grouping import programmes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

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
        found = rows_of(lines_of(document, delimiter), delimiter)
        kind = "tsv" if delimiter == "\t" else "csv"
    return programmes_of(found, kind, document.name)


def _delimiter_of(document: Document) -> str | None:
    return delimiter_of(document, lambda lines: header_at(lines) is not None)


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
