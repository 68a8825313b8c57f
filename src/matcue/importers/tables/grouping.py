"""Rows as programmes: by day and session, with their sections, sets written one by one joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeVar

from matcue.errors import UnreadableDocument
from matcue.importers.folding import fold
from matcue.importers.lines.language import language_of
from matcue.importers.personal import may_name_a_person, names_in, without_personal
from matcue.importers.programme import PERSONAL, Counts, Kind, LeftOut, Lengths, Programme, Step
from matcue.importers.tables.cells import counts_of
from matcue.importers.tables.columns import Meaning
from matcue.importers.tables.rows import Rounds, Row, step_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_ROWS: Final = 1000
"""Exercises of the longest document."""
WEIGHTS: Final = "a routine has no weights"
NO_DOSE: Final = "it is no part of a dose"
NAMELESS: Final = "it names no exercise"
_Range = TypeVar("_Range", Counts, Lengths)
_WHY: Final = {
    Meaning.WEIGHT: WEIGHTS,
    Meaning.OTHER: NO_DOSE,
    Meaning.PERSONAL: PERSONAL,
    Meaning.DATE: PERSONAL,
}
"""Why a column is left out."""


@dataclass(slots=True)
class Found:
    """What a document holds, before it is told apart by day."""

    title: str = ""
    often: str | None = None
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    """Those whom it names, and what else is personal."""


def programmes_of(found: Found, kind: str, name: str) -> tuple[Programme, ...]:
    """Make a programme of the rows of each day, in their order.

    Args:
        found: the rows, and what else the document says.
        kind: what it was read as.
        name: of the document, for messages.

    Raises:
        UnreadableDocument: no row names an exercise, or there are too many.
    """
    if len(found.rows) > MOST_ROWS:
        raise UnreadableDocument(name, f"it has more than {MOST_ROWS:,} exercises")
    sessions = _sessions(found.rows)
    names = _names(found)
    titles = distinct(_titles(sessions, found.title))
    programmes: list[Programme] = []
    left_out = [*found.left_out, *_columns_left_out(found.rows)]
    for title, rows in zip(titles, sessions.values(), strict=True):
        language = language_of(_words(rows))
        told = [_without_people(row, names, language, left_out) for row in rows]
        steps = fold(tuple(_with_rests(_steps(told, left_out))))
        if any(step.kind is not Kind.SECTION for step in steps):
            programmes.append(
                Programme(
                    format=kind,
                    title=title,
                    steps=steps,
                    language=language,
                    often=found.often or _agreed(steps),
                    left_out=tuple(dict.fromkeys(left_out)),
                )
            )
            left_out = []
    if not programmes:
        raise UnreadableDocument(name, "no row of it names an exercise")
    return tuple(programmes)


def _names(found: Found) -> tuple[str, ...]:
    """Return the names of the people whom a document tells, for cutting them out of all of it."""
    cells = (
        cell
        for row in found.rows
        for column, cell in row.filled
        if column.meaning is Meaning.PERSONAL
    )
    people = dict.fromkeys((*found.people, *cells))
    return names_in("\n".join(f"Patient: {person[:60]}" for person in list(people)[:50]))


def _without_people(
    row: Row, names: tuple[str, ...], language: str, left_out: list[LeftOut]
) -> Row:
    """Take remarks out of a row that name somebody, or may."""
    cells = list(row.cells)
    for at, (column, cell) in enumerate(zip(row.columns, row.cells, strict=False)):
        if column.meaning is Meaning.TEXT and cell:
            told = without_personal(cell, names) or ""
            cells[at] = "" if language != "de" and may_name_a_person(told) else told
            if not cells[at]:
                left_out.append(LeftOut(row.number, None, PERSONAL))
    return replace(row, cells=tuple(cells))


def _with_rests(steps: Iterable[Step]) -> Iterator[Step]:
    """Put the rest of what has no sets between it and the next step."""
    waiting: Step | None = None
    for step in steps:
        if waiting and step.kind is not Kind.REST:
            yield waiting
        waiting = None
        if step.rest and not step.sets and not step.steps:
            waiting = Step(line=step.line, kind=Kind.REST, source=step.source, seconds=step.rest)
        yield replace(step, rest=None) if waiting else step


def _words(rows: Sequence[Row]) -> str:
    """Join what the first rows say, for telling its language."""
    titles = (column.title for column in rows[0].columns)
    return " ".join((*titles, *(cell for row in rows[:100] for cell in row.cells)))


def _sessions(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Group rows by day and date; a day that is left out is that of the row above."""
    sessions: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    above = ""
    for row in rows:
        above = _day(row) or above
        sessions[above or row.day, row.first(Meaning.DATE)].append(row)
    return dict(sessions)


def _day(row: Row) -> str:
    """Join what the columns say of week, day and session; a bare number gets their name."""
    told = [
        f"{column.title.strip()} {cell}" if counts_of(cell) else cell
        for column, cell in row.filled
        if column.meaning is Meaning.DAY
    ]
    return ", ".join([row.day] * bool(row.day and told) + told)


def _titles(sessions: dict[tuple[str, str], list[Row]], title: str) -> Iterator[str]:
    """Name sessions by their day, never by their date."""
    for number, (day, _) in enumerate(sessions, 1):
        told = (without_personal(day) or "").strip(" …,-") if day else ""
        if len(sessions) == 1:
            yield title or told
        else:
            yield told or f"Session {number}"


def distinct(titles: Iterable[str]) -> Iterator[str]:
    """Number titles that were there before."""
    seen: Counter[str] = Counter()
    for title in titles:
        seen[title] += 1
        yield title if seen[title] == 1 else f"{title} ({seen[title]})"


def _steps(rows: Sequence[Row], left_out: list[LeftOut]) -> Iterator[Step]:
    """Yield the steps of a session, a heading before those of each section."""
    for (section, rounds), within in groupby(rows, lambda row: (row.section, row.rounds)):
        together = list(within)
        if section and not rounds:
            name = section.text
            yield Step(line=section.number, kind=Kind.SECTION, source=name, name=name)
        steps = tuple(_read(together, left_out))
        if rounds and steps:
            yield _in_rounds(rounds, tuple(_with_rests(steps)))
        else:
            yield from steps


def _in_rounds(rounds: Rounds, steps: tuple[Step, ...]) -> Step:
    return Step(
        line=rounds.number,
        kind=Kind.ROUNDS,
        source=rounds.name or None,
        name=rounds.name,
        sets=rounds.sets,
        rest=rounds.rest,
        steps=steps,
    )


def _read(rows: Iterable[Row], left_out: list[LeftOut]) -> Iterator[Step]:
    """Read rows as steps; those that number the sets of one exercise as one."""
    for _, within in groupby(rows, _Runs()):
        together = list(within)
        steps = [step for row in together if (step := step_of(row))]
        if not steps:
            left_out += [
                LeftOut(row.number, row.source, NAMELESS)
                for row in together
                if any(sign.isalnum() for cell in row.cells for sign in cell)
            ]
        else:
            yield as_sets(steps)


class _Runs:
    """Numbers the runs of rows whose sets are numbered 1, 2, 3 below one name."""

    def __init__(self) -> None:
        self._run = 0
        self._name = ""
        self._set = 0

    def __call__(self, row: Row) -> int:
        name, number = row.first(Meaning.NAME), row.first(Meaning.SETS)
        follows = number.isdecimal() and int(number[:4]) == self._set + 1
        if not (follows and self._set and name in {self._name, ""}):
            self._run += 1
            self._name = name
            self._set = 0 if number != "1" else 1
        else:
            self._set += 1
        return self._run


def as_sets(steps: Sequence[Step]) -> Step:
    """Join the sets of one exercise that were told one by one: their figures become ranges."""
    if len(steps) == 1:
        return steps[0]
    whys = [step.why for step in steps if step.why]
    return replace(
        steps[0],
        sets=(len(steps), len(steps)),
        reps=spread(step.reps for step in steps),
        seconds=spread(step.seconds for step in steps),
        rest=next((step.rest for step in steps if step.rest), None),
        why=next(iter(whys), ""),
    )


def spread(ranges: Iterable[_Range | None]) -> _Range | None:
    """Return the range that all ranges are in; None where there are none."""
    known = [each for each in ranges if each]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def _agreed(steps: Iterable[Step]) -> str | None:
    """Return how often all steps are meant, where they agree."""
    told = {step.often for step in steps if step.kind is not Kind.SECTION}
    return told.pop() if len(told) == 1 else None


def _columns_left_out(rows: Iterable[Row]) -> Iterator[LeftOut]:
    """Yield each column that is left out, once, with the number of its cells."""
    cells: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for column, _ in row.filled:
            if why := _WHY.get(column.meaning):
                title = "" if why == PERSONAL else column.title
                cells[title, why] += 1
                first.setdefault((title, why), row.number)
    for (title, why), count in cells.items():
        if why == PERSONAL:
            yield LeftOut(first[title, why], None, PERSONAL)
        else:
            told = f"{why} ({count} {'cell' if count == 1 else 'cells'})"
            yield LeftOut(first[title, why], title or None, told)
