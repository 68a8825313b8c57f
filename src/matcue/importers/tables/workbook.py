"""The cells of a spreadsheet as texts; run in a process of its own, since it may be hostile."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from matcue.processes import limit_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST: Final = 10_000_000
"""Bytes of a spreadsheet when it is unpacked."""
MOST_MEMBERS: Final = 2000
"""Files in it."""
MEMORY: Final = 150_000_000
"""Bytes that reading it may take."""
MOST_CELLS: Final = 1000
"""Cells of a row that are read."""
_READ: Final = (".xml", ".rels", "mimetype")
"""How the names of the members end that are read."""
_EPOCH: Final = 1905
"""Before this year a date is a time of day, which spreadsheets count from their epoch."""


def read_workbook(raw: bytes, most_rows: int) -> list[tuple[str, list[list[str]]]]:
    """Read the visible sheets of a workbook: their names, and their rows of texts.

    Args:
        raw: the bytes of the file.
        most_rows: that are read of each sheet.

    Raises:
        ValueError: it is too large when it is unpacked.
        Exception: it is broken.
    """
    with limit_memory(MEMORY):
        return list(_sheets(_unpacked(raw), most_rows))


def _unpacked(raw: bytes) -> BytesIO:
    """Write the members that are read to a file without compression, counting their bytes."""
    left = LARGEST
    written = BytesIO()
    with ZipFile(BytesIO(raw)) as packed, ZipFile(written, "w") as plain:
        if len(packed.namelist()) > MOST_MEMBERS:
            raise ValueError(f"it has more than {MOST_MEMBERS:,} files in it")
        for name in packed.namelist():
            if name.endswith(_READ):
                with packed.open(name) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise ValueError(f"it unpacks to more than {LARGEST:,} bytes")
                plain.writestr(name, content)
    written.seek(0)
    return written


def _sheets(file: BytesIO, most_rows: int) -> Iterator[tuple[str, list[list[str]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(file) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
                rows = workbook.get_sheet_by_name(sheet.name).to_python(False, most_rows + 1)
                yield sheet.name, [[text_of(cell) for cell in row[:MOST_CELLS]] for row in rows]


def text_of(cell: object) -> str:
    """Write a cell as a person would.

    >>> text_of(3.0), text_of(time(1, 30)), text_of(timedelta(seconds=90)), text_of(True)
    ('3', '1:30:00', '0:01:30', 'true')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime):
        cell = cell.time() if cell.year < _EPOCH else cell.date()
    if isinstance(cell, time):
        return f"{cell.hour}:{cell:%M:%S}"
    if isinstance(cell, timedelta):
        return str(timedelta(seconds=round(cell.total_seconds())))
    return " ".join(str(cell).split())
