"""Lines of cells with headers and headings among them, as rows whose cells have a meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from matcue.importers.lines.prescription import read_line
from matcue.importers.personal import may_name_a_person, names_in, without_personal
from matcue.importers.programme import PERSONAL, Kind, LeftOut
from matcue.importers.tables.cells import is_empty
from matcue.importers.tables.columns import Column, Meaning, column_of, columns_of
from matcue.importers.tables.grouping import MOST_ROWS, Found
from matcue.importers.tables.rows import SUM, Heading, Rounds, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_HEADING: Final = 60
"""Characters of the longest heading."""
ADVICE: Final = "it is no exercise"
_DAY: Final = re.compile(
    r"\b(?:day|days|week|session|workout|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tue|wed|thu|fri|sat|sun|tag|woche|einheit|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonntag|d[ií]a|semana|sesi[oó]n|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado"
    r"|domingo|jour|semaine|s[eé]ance|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|giorno"
    r"|settimana|seduta|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|domenica|treino"
    r"|segunda|ter[cç]a|quarta|quinta|sexta|dag|sessie|maandag|dinsdag|woensdag|donderdag|vrijdag"
    r"|zaterdag|zondag|день|неделя|тренировка|понедельник|вторник|среда|четверг|пятница|суббота"
    r"|воскресенье|dzie[nń]|morning|evening)\b|\b[A-D]$",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(
    r":$|\b(?:warm|cool|main|core|block|part|phase|circuit|section|finisher|aufwärmen|hauptteil"
    r"|abwärmen|calentamiento|enfriamiento|échauffement|retour au calme|riscaldamento"
    r"|defaticamento|aquecimento|разминка|заминка)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?;]$|\S+(?: \S+){8}")
_ONLY_NAME: Final = (Column("", Meaning.NAME),)
_DOSED: Final = frozenset({Kind.HOLD, Kind.TIME, Kind.REPS, Kind.BREATHS, Kind.DISTANCE})


class Line(NamedTuple):
    """A line of cells, and its number from 1; a text beside tables is a line of one cell."""

    number: int
    cells: tuple[str, ...]
    prose: bool = False
    """Whether it is a text that is no heading."""


def is_day(heading: str) -> bool:
    """Tell whether a heading begins a programme of its own, and not a section of one."""
    return bool(_DAY.search(heading)) and not _SECTION.search(heading)


def header_at(lines: Sequence[Line]) -> int | None:
    """Find the first header that has a row of cells below it."""
    for at, line in enumerate(lines[:-1]):
        below = [cell for cell in lines[at + 1].cells if cell]
        if len(below) > 1 and len(line.cells) > 1 and columns_of(line.cells):
            return at
    return None


def rows_of(lines: Iterable[Line], joint: str) -> Found:
    """Read lines of cells: each header gives those below it their meaning.

    Args:
        lines: of the whole document.
        joint: what stands between cells where a row is quoted.
    """
    return _Reading(joint).read(lines)


@dataclass(slots=True)
class _Reading:
    """Lines while they are read from top to bottom."""

    joint: str
    found: Found = field(default_factory=Found)
    columns: tuple[Column, ...] = ()
    day: str = ""
    section: Heading | None = None
    rounds: Rounds | None = None
    headings: list[str] = field(default_factory=list)
    """Those since the last row."""

    def read(self, lines: Iterable[Line]) -> Found:
        for line in lines:
            if len(self.found.rows) > MOST_ROWS:
                break
            filled = [cell for cell in line.cells if cell]
            if len(filled) > 1 and (columns := columns_of(line.cells)):
                self.columns = columns
            elif line.prose:
                self._prose(line)
            elif len(filled) == 1:
                self._alone(line, filled[0])
            elif filled and self.columns:
                self._row(line)
            elif filled:
                self._label(line.number, filled)
        self._settle_title()
        return self.found

    def _prose(self, line: Line) -> None:
        """Take a text beside tables: an exercise with its dose, how often, or advice."""
        text = line.cells[0]
        told = without_personal(text)
        steps = read_line(text, line.number) if told == text else ()
        kinds = {step.kind for step in steps}
        if told is None:
            self._leave_out(line.number, None, PERSONAL)
        elif len(steps) == 1 and steps[0].often and kinds <= {Kind.NOTE, Kind.NAME}:
            self.found.often = self.found.often or steps[0].often
        elif steps and steps[0].name and kinds <= _DOSED and not _SENTENCE.search(text):
            row = Row(
                line.number, _ONLY_NAME, line.cells, self.joint, self.day, self.section, self.rounds
            )
            self.found.rows.append(row)
        else:
            self._leave_out(line.number, told, ADVICE)

    def _alone(self, line: Line, text: str) -> None:
        """Take the only text of a line: a heading, a name without a dose, or advice."""
        heading = text.rstrip(":").strip()
        self.found.people += names_in(text)
        if (told := without_personal(text)) is None or told != text:
            self._leave_out(line.number, None, PERSONAL)
        elif is_empty(text) or SUM.fullmatch(heading):
            return
        elif len(text) > LONGEST_HEADING or _SENTENCE.search(text):
            self._leave_out(line.number, text, ADVICE)
        elif self.columns and not is_day(text) and not _SECTION.search(text) and self._named(line):
            self._row(line)
        else:
            self._headed(Heading(line.number, heading))

    def _headed(self, heading: Heading) -> None:
        if is_day(heading.text):
            self.day, self.section = heading.text, None
        else:
            self.section = heading
        self.headings.append(heading.text)
        self.rounds = _rounds_in(heading)

    def _named(self, line: Line) -> bool:
        """Tell whether the only text stands where the names do, in a table of several columns."""
        return len(line.cells) > 1 and any(
            column.meaning is Meaning.NAME and cell
            for column, cell in zip(self.columns, line.cells, strict=False)
        )

    def _label(self, number: int, filled: Sequence[str]) -> None:
        """Take a line above the table that tells something of all of it: `Frequency, daily`."""
        meaning = column_of(filled[0].rstrip(":")).meaning
        told = without_personal(f"{filled[0]}: {' '.join(filled[1:])}")
        if meaning is Meaning.PERSONAL:
            self.found.people += [cell for cell in filled[1:] if cell]
        if meaning in {Meaning.PERSONAL, Meaning.DATE} or told is None:
            self._leave_out(number, None, PERSONAL)
        elif meaning in {Meaning.OFTEN, Meaning.DAILY, Meaning.WEEKLY}:
            self.found.often = filled[1]
        else:
            self._leave_out(number, told, ADVICE)

    def _row(self, line: Line) -> None:
        """Take a row; the first of a table settles which of the headings above is the title."""
        if self.headings and not self.found.rows and not self.found.title:
            first, *others = self.headings
            if others and not is_day(first):
                self.found.title = first
        self.headings.clear()
        self.found.rows.append(
            Row(
                line.number,
                self.columns,
                line.cells,
                self.joint,
                self.day,
                self.section,
                self.rounds,
            )
        )

    def _settle_title(self) -> None:
        """Make the title of the section that all rows are in."""
        rows = self.found.rows
        sections = {(row.day, row.section) for row in rows}
        if rows and len(sections) == 1 and rows[0].section and not self.found.title:
            self.found.title = rows[0].section.text
            self.found.rows = [replace(row, section=None) for row in rows]

    def _leave_out(self, number: int, source: str | None, why: str) -> None:
        """Note what is left out; prose that may name somebody is not quoted."""
        quoted = None if source and may_name_a_person(source) else source
        self.found.left_out.append(LeftOut(number, quoted, why))


def _rounds_in(heading: Heading) -> Rounds | None:
    """Read how often what stands below a heading is done: `Circuit (3 rounds)`."""
    steps = read_line(heading.text, heading.number)
    if len(steps) != 1 or steps[0].kind is not Kind.ROUNDS or not steps[0].sets:
        return None
    return Rounds(heading.number, steps[0].name or heading.text, steps[0].sets, steps[0].rest)
