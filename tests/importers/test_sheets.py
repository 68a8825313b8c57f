"""Spreadsheets: their sheets and cells, and what is refused of them unread."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.programme import LeftOut
from matcue.importers.tables import sheets
from matcue.importers.tables.workbook import LARGEST, read_workbook, text_of
from tests.importers.outline import document, outline, read_by
from tests.importers.spreadsheet import CLOCK, DATE, Rows, ods, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = ["Exercise", "Sets", "Reps", "Hold", "Notes"]
BRIDGE = ["Bridge", 3, 10, None, "slowly"]
HANG = ["Hang", 2.0, None, 30, None]
READ = ["reps Bridge 10 times x3", "hold Hang 30 x2"]

process = pytest.mark.process


@process
@pytest.mark.parametrize(("write", "kind"), [(xlsx, "xlsx"), (ods, "ods")])
def test_a_spreadsheet_is_read(write: Callable[..., bytes], kind: str) -> None:
    (programme,) = read_by(sheets, write({"Sheet1": [["My plan"], [], HEADER, BRIDGE, HANG]}))

    assert (programme.format, programme.title) == (kind, "My plan")
    assert outline(programme.steps) == READ
    assert (programme.steps[0].line, programme.steps[0].source) == (
        4,
        "Bridge | 3 | 10 |  | slowly",
    )


@process
def test_each_sheet_is_a_programme_named_as_it_is() -> None:
    week: dict[str, Rows] = {
        "Day A": [HEADER, BRIDGE],
        "Sheet2": [HEADER, HANG],
        "Ideas": [["Buy a mat"]],
        "Old": [HEADER, HANG],
    }
    first, second = read_by(sheets, xlsx(week, hidden=["Old"]))

    assert (first.title, outline(first.steps)) == ("Day A", READ[:1])
    assert (second.title, outline(second.steps)) == ("", READ[1:])
    assert first.left_out == (LeftOut(1, "Ideas", "this sheet has no table of exercises"),)


@process
def test_what_a_spreadsheet_has_made_a_time_or_a_date_is_asked() -> None:
    cells: list[list[object]] = [
        [*HEADER],
        ["Hang", None, None, (1.5 / 24, CLOCK), None],
        ["Cobra", None, None, (90 / 86_400, CLOCK), None],
        ["Curl", None, (46_246, DATE), None, None],
    ]
    (programme,) = read_by(sheets, xlsx({"Plan": cells}))

    assert outline(programme.steps) == ["hold Hang 90", "hold Cobra 90", "reps Curl 8 times"]
    assert [step.why for step in programme.steps] == [
        "Is it 1 minute 30 seconds?",
        "",
        "Is it 8 to 12?",
    ]


@process
def test_a_sheet_without_a_header_is_read_as_a_list() -> None:
    (programme,) = read_by(sheets, xlsx({"Plan": [["Bridge", "3 x 10"], ["Hang", "2 x 30 s"]]}))

    assert outline(programme.steps) == READ


HUGE_CELL = f'<row><c t="inlineStr"><is><t>{"a" * (LARGEST + 1)}</t></is></c></row>'
CORNERS = (
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
)
HOSTILE = {
    "unpacks to 10 MB": (lambda: xlsx({"Plan": HUGE_CELL}), "unpacks to more than 10,000,000"),
    "many members": (lambda: xlsx({f"Plan {i}": [] for i in range(2500)}), "2,000 files"),
    "far corners": (lambda: xlsx({"Plan": CORNERS}), "cannot be read as a spreadsheet"),
    "many rows": (lambda: xlsx({"Plan": [HEADER, *[BRIDGE] * 30_000]}), "20,000 rows"),
    "rows repeated": (lambda: ods({"Plan": REPEATED}), "20,000 rows"),
    "nothing in it": (lambda: xlsx({"Plan": []}), "no sheet of it has a table"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "save it as .xlsx"),
}


@process
@pytest.mark.parametrize(("make", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_spreadsheet_is_refused_in_words(make: Callable[[], bytes], why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read_by(sheets, make())


def test_a_workbook_is_not_unpacked_beyond_its_measure() -> None:
    with pytest.raises(ValueError, match="unpacks to more than"):
        read_workbook(xlsx({"Plan": HUGE_CELL}), 10)


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04" + bytes(200), b"PK\x03\x04", b"Exercise,Sets\n", b""]
)
def test_other_archives_are_not_taken(raw: bytes) -> None:
    assert not sheets.recognises(document(raw))


def test_without_the_library_one_sentence_tells_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    with pytest.raises(UnreadableDocument, match=r'pip install "matcue\[sheets\]"'):
        sheets.read(document(xlsx({"Plan": [HEADER, BRIDGE]})))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (True, "true"),
        (time(1, 30), "1:30:00"),
        (timedelta(minutes=1, seconds=30), "0:01:30"),
        (datetime(1899, 12, 31, 0, 1, 30), "0:01:30"),  # noqa: DTZ001
        (datetime(2026, 8, 12), "2026-08-12"),  # noqa: DTZ001
        (date(2026, 8, 12), "2026-08-12"),
        (" two\nlines ", "two lines"),
    ],
)
def test_a_cell_is_written_as_a_person_would(cell: object, text: str) -> None:
    assert text_of(cell) == text
