"""A row of cells with a meaning, as a step: one exercise with its dose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from matcue.importers.lines.dose import Dose, read_dose
from matcue.importers.lines.prescription import read_line
from matcue.importers.lines.prescription import step_of as with_dose
from matcue.importers.lines.tokens import has
from matcue.importers.lines.vocabulary import Trait
from matcue.importers.personal import without_personal
from matcue.importers.programme import Counts, Kind, Lengths, Sides, Step
from matcue.importers.side_words import told_in
from matcue.importers.tables.cells import (
    LONGEST_CELL,
    clock_of,
    counts_of,
    date_as_counts,
    is_empty,
    is_zero,
    length_of,
    sides_of,
    split_notation,
    tempo_of,
    truth_of,
)
from matcue.importers.tables.columns import Column, Meaning, rank_of

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_FIGURES: Final = 120
"""Characters of the longest cell that is read as figures."""
OPEN: Final = "How many repetitions, or how long?"
SHORT_HOLD: Final = 10
"""Seconds below which a hold is one inside a repetition."""
_FEW: Final = 6
"""A length without a unit below which it may well be one of minutes."""
REST_NAME: Final = re.compile(
    r"(?:rests?|pause|break|recover(?:y)?|descanso|repos|riposo|pausa|erholung|rust|pauze|отдых)"
    r"(?: (?:time|period))?",
    re.IGNORECASE,
)
SUM: Final = re.compile(r"(?:sub)?total|sum|summe|gesamt|insgesamt|suma|totale", re.IGNORECASE)
"""What stands below a table, before its sums."""
_SPELT: Final = re.compile(r"[^\W\d_]|\d/\d")
"""What a name has that is one: letters, or the strokes of 90/90."""
_PARTED: Final = re.compile(r" ?[x×*/] ?")
_NUMBERING: Final = re.compile(r"^\d{1,2}[.)]\s+")
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_TOLD: Final = re.compile(
    r"\d ?[^\W\d]|[x×] ?\d|\d ?[\"'″]"
    r"|/ ?[^\W\d]|\b(?:each|per|side|sides|je|pro|seite|cada|lado|por|par|côté|lato|left|right)\b",
    re.IGNORECASE,
)
"""What a name has in which a dose or a side may stand."""
_TOLD_SIDES: Final = re.compile(
    r"\b(?:each|per|both|either|other|switch|je|pro|beide|cada|por|ambos|par|chaque|ogni|elke|side"
    r"|bilateral|alternat\w*|на каждую|her)\b|/",
    re.IGNORECASE,
)
"""What a remark has that may tell its sides."""
_ONLY: Final = re.compile(
    r"\b(?:only (?:the )?)?(?P<side>left|right)(?: (?:side|leg|arm|knee|hip|foot|shoulder))? only\b"
    r"|\bonly (?:the |on the )?(?P<other>left|right)\b",
    re.IGNORECASE,
)
_HELD: Final = re.compile(r"\bh[oe]ld|\bhalten|\bmant|\bteni", re.IGNORECASE)
_UNTOLD: Final = frozenset({Meaning.PERSONAL, Meaning.DATE, Meaning.NUMBERING, Meaning.OTHER})
_TIMED: Final = frozenset(
    "s sec secs second seconds time timed duration hold isometric sek sekunden segundos".split()
)
_OF_THEIR_OWN: Final = frozenset({Kind.BREATHS, Kind.DISTANCE, Kind.STEPS})

_Range = TypeVar("_Range", Counts, Lengths)


class Heading(NamedTuple):
    """What some rows stand below, and the line or record where it stands, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often rows are done one after the other."""

    number: int
    """The line or record where it stands, from 1."""
    name: str
    sets: Counts
    rest: Lengths | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table, or a record, and where it belongs."""

    number: int
    """Its line, row or record, from 1."""
    columns: tuple[Column, ...]
    cells: tuple[str, ...]
    joint: str | None = None
    """What stands between its cells where it is quoted; None for a record, which has keys."""
    day: str = ""
    """What its programme is called."""
    section: Heading | None = None
    rounds: Rounds | None = None
    """What it is repeated with."""
    why: str = ""
    """What is doubtful about all of it."""

    @cached_property
    def filled(self) -> tuple[tuple[Column, str], ...]:
        """The cells that say something, with their columns."""
        return tuple(
            (column, cell[:LONGEST_CELL])
            for column, cell in zip(self.columns, self.cells, strict=False)
            if not is_empty(cell)
        )

    @cached_property
    def source(self) -> str | None:
        """What stands there, without cells that are personal or unknown; None if none is left."""
        told = [
            (column.title, without_personal(cell) or "" if cell else "")
            for column, cell in zip(self.columns, self.cells, strict=False)
            if column.meaning not in _UNTOLD
        ]
        if self.joint is None:
            return ", ".join(f"{title}: {cell}" for title, cell in told if cell) or None
        return self.joint.join(cell for _, cell in told).rstrip(f"{self.joint} ") or None

    def first(self, meaning: Meaning) -> str:
        """Return the first cell of a meaning that says something, or an empty text."""
        return next((cell for column, cell in self.filled if column.meaning is meaning), "")


def step_of(row: Row) -> Step | None:
    """Read a row as a step; None where it names no exercise."""
    name = _name_of(row)
    if not name:
        return None
    figures = _Figures()
    for column, cell in row.filled:
        if read := _READERS.get(column.meaning):
            read(figures, column, cell)
    figures.settle_amount(row)
    return figures.step(row, figures.read_name(name))


def _name_of(row: Row) -> str:
    """Return the name of the exercise, of another column where its own only numbers it."""
    named = [cell for column, cell in row.filled if column.meaning is Meaning.NAME]
    if named and named[0].isdecimal():
        named = [cell for column, cell in row.filled if rank_of(column.title) is not None]
    spelt = (cell for cell in named if _SPELT.search(cell) and not SUM.fullmatch(cell))
    return " ".join(next(spelt, "").split())


@dataclass(slots=True)
class _Figures:
    """What the cells of a row have told so far."""

    sets: Counts | None = None
    reps: Counts | None = None
    hold: Lengths | None = None
    time: Lengths | None = None
    rest: Lengths | None = None
    sides: Sides | None = None
    tempo: tuple[Fraction, ...] | None = None
    kind: Kind | None = None
    """What a cell itself says that it counts: breaths, metres."""
    timed: bool = False
    amount: str = ""
    often: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def read_sets(self, column: Column, cell: str) -> None:
        """Take a number of sets, or a whole dose that stands in its column."""
        if counts := self._counts(cell):
            self.sets = _joined(self.sets, counts, column)
        elif not is_zero(cell):
            self.read_dose(column, cell)

    def read_reps(self, column: Column, cell: str) -> None:
        """Take repetitions, or the seconds or the dose that stand in their column."""
        bare, sides = split_notation(cell)
        self.sides = self.sides or sides
        if counts := self._counts(bare):
            self.reps = _joined(self.reps, counts, column)
            self._for_each_side(column)
        else:
            self.read_dose(column, bare)

    def read_hold(self, column: Column, cell: str) -> None:
        """Take the length of a hold."""
        if seconds := self._length(column, cell):
            self.hold = _joined(self.hold, seconds, column)

    def read_time(self, column: Column, cell: str) -> None:
        """Take the length of what is done for a time."""
        if seconds := self._length(column, cell):
            self.time = _joined(self.time, seconds, column)

    def read_rest(self, column: Column, cell: str) -> None:
        """Take the rest between sets."""
        if seconds := self._length(column, cell):
            self.rest = _joined(self.rest, seconds, column)

    def read_side(self, _: Column, cell: str) -> None:
        """Take the sides; what tells none of them is a text."""
        sides = sides_of(cell)
        if not sides and _TOLD_SIDES.search(cell):
            sides = _dose(cell).sides
        if sides:
            self.sides = sides
        elif truth_of(cell) is None:
            self.texts.append(cell)

    def read_each_side(self, _: Column, cell: str) -> None:
        """Take whether the dose is for each side."""
        told = truth_of(cell)
        self.sides = self.sides or (
            sides_of(cell) if told is None else Sides.BOTH if told else Sides.NONE
        )

    def read_bilateral(self, _: Column, cell: str) -> None:
        """Take whether both limbs work at once."""
        told = truth_of(cell)
        self.sides = self.sides or (Sides.NONE if told else None if told is None else Sides.BOTH)

    def read_alternating(self, _: Column, cell: str) -> None:
        """Take whether the sides take turns."""
        if truth_of(cell):
            self.sides = Sides.ALTERNATING

    def read_tempo(self, column: Column, cell: str) -> None:
        """Take a tempo; in Italian and Portuguese its column tells the time."""
        if tempo := tempo_of(cell):
            self.tempo = tempo
        elif clock_of(cell) or (cell[:1].isdigit() and _dose(cell).seconds):
            self.read_time(column, cell)
        else:
            self.texts.append(cell)

    def read_often(self, _: Column, cell: str) -> None:
        """Take how often it is meant, in the words of the table."""
        counts = counts_of(cell)
        self.often.append(_times(counts, "").strip() if counts else cell)

    def read_daily(self, _: Column, cell: str) -> None:
        """Take how many times a day it is meant."""
        counts = counts_of(cell)
        if counts:
            self.often.append(_times(counts, "a day"))
        elif truth_of(cell) is None:
            self.often.append(cell)

    def read_weekly(self, _: Column, cell: str) -> None:
        """Take how many days a week it is meant."""
        counts = counts_of(cell)
        if counts:
            self.often.append(f"{_range(counts)} day{'s' * (counts[1] != 1)} a week")
        elif truth_of(cell) is None:
            self.often.append(cell)

    def read_text(self, _: Column, cell: str) -> None:
        """Take how it is done, and what it tells besides: sides, a hold inside repetitions."""
        if _WORD.search(cell):
            self.texts.append(cell)

    def read_distance(self, _: Column, cell: str) -> None:
        """Take that it is a way to go."""
        if not is_zero(cell):
            self.kind = Kind.DISTANCE

    def read_timed(self, _: Column, cell: str) -> None:
        """Take whether the amount is a time."""
        self.timed = bool(truth_of(cell))

    def read_unit(self, _: Column, cell: str) -> None:
        """Take the unit of the amount; other words than a unit are of no use."""
        self.amount = cell

    def read_dose(self, column: Column, cell: str) -> None:
        """Take a cell of several figures: `3 x 10`, `20-30 sec`, `10 each side`."""
        if is_zero(cell):
            return
        if len(cell) > LONGEST_FIGURES:
            self.texts.append(cell)
            return
        if self._in_order(column, cell):
            return
        dose = _dose(cell)
        if counts := date_as_counts(cell):
            self.reps = counts
            self.questions.append(f"Is it {_range(counts)}?")
        elif dose.kind is None and counts_of(cell):
            self.reps = counts_of(cell)
        elif dose.kind is None and not dose.sides and not dose.often:
            self.texts += [cell] * bool(_WORD.search(cell))
            self.questions.append(f"What does “{cell[:40]}” mean?")
        if dose.kind and not (dose.sets or dose.reps or dose.seconds):
            self.questions += [dose.why or OPEN] * (dose.kind not in _OF_THEIR_OWN)
            self.kind = dose.kind if dose.kind in {*_OF_THEIR_OWN, Kind.BLANK} else Kind.REPS
        self._take(dose, held=dose.is_held)
        self._for_each_side(column)

    def _in_order(self, column: Column, cell: str) -> bool:
        """Take bare figures in the order that their column tells: `3 x 10`, `3/10/5`."""
        figures = _PARTED.split(cell.strip())
        if len(figures) != len(column.order) or not all(map(counts_of, figures)):
            return False
        for meaning, figure in zip(column.order, figures, strict=True):
            _READERS[meaning](self, Column(column.title, meaning), figure)
        self._for_each_side(column)
        return True

    def settle_amount(self, row: Row) -> None:
        """Take the amount, whose unit is told in a cell of its own."""
        for column, cell in row.filled:
            if column.meaning is not Meaning.AMOUNT:
                continue
            spelt = _dose(f"{cell} {self.amount}")
            if column.unit or self.timed or self.amount.casefold() in _TIMED:
                self.read_time(column, cell)
            elif spelt.kind not in {None, Kind.REPS} or not counts_of(cell):
                self._take(spelt, held=spelt.is_held)
            else:
                self.read_reps(column, cell)

    def read_name(self, name: str) -> str:
        """Take the name, and the figures that stand in it where no cell tells them."""
        name = _NUMBERING.sub("", name)
        if not _TOLD.search(name):
            return name
        steps = read_line(name, 1)
        if len(steps) != 1 or not steps[0].name or steps[0].kind is Kind.SECTION:
            return name
        step = steps[0]
        if step.sides and step.kind is Kind.NAME:
            self.sides = self.sides or step.sides
            return step.name
        if step.kind is Kind.NAME:
            return name
        if not any((self.reps, self.hold, self.time)):
            self._take(step, held=step.kind is Kind.HOLD)
        return step.name

    def step(self, row: Row, name: str) -> Step:
        """Put together what was told."""
        self._take_from_texts()
        kind = self._kind(name)
        dose = Dose(
            kind=kind,
            sets=self.sets,
            reps=self.reps,
            seconds=self.hold or self.time or (self.rest if kind is Kind.REST else None),
            sides=self.sides,
            rest=None if kind is Kind.REST else self.rest,
            tempo=self.tempo,
            often=", ".join(self.often) or None,
            is_held=self.hold is not None,
            why=row.why or next(iter(self.questions), ""),
        )
        told = told_in(name)  # whose other side may be in the next row: that is not asked
        sided = replace(dose, sides=self.sides or (told.side if told else None))
        step = with_dose(name, sided, line=row.number, source=row.source)
        return replace(step, sides=self.sides, text=" ".join(self.texts))

    def _kind(self, name: str) -> Kind | None:
        """Tell what it is, and ask about what does not tell; None where there is no dose."""
        seconds = self.hold or self.time
        if REST_NAME.fullmatch(name) and not self.reps:
            return Kind.REST
        if self.kind and not seconds:
            return self.kind
        if seconds:
            return self._held_repetitions(seconds) if self.reps else Kind.HOLD
        if self.reps:
            if self.reps[0] >= SHORT_HOLD and has(Trait.STILL, name):
                self.questions.append(f"Is it {_range(self.reps)} repetitions, or seconds?")
            return Kind.REPS
        if self.sets:
            self.questions.append(OPEN)
            return Kind.REPS
        return None

    def _held_repetitions(self, seconds: Lengths) -> Kind:
        """Tell what repetitions are that have a length, too."""
        if not self.hold:
            self.questions.append(f"Is each repetition held for {_said(seconds)}, or is that all?")
        return Kind.HOLD if seconds[0] >= SHORT_HOLD else Kind.REPS

    def _take(self, dose: Dose | Step, *, held: bool) -> None:
        """Take what was read of a text, where no other cell has told it."""
        self.sets = self.sets or dose.sets
        self.reps = self.reps or dose.reps
        if held or dose.reps:
            self.hold = self.hold or dose.seconds
        else:
            self.time = self.time or dose.seconds
        self.rest = self.rest or dose.rest
        self.sides = self.sides or dose.sides
        self.tempo = self.tempo or dose.tempo
        if dose.often:
            self.often.append(dose.often)
        if dose.kind in _OF_THEIR_OWN:
            self.kind = dose.kind

    def _take_from_texts(self) -> None:
        """Take the sides, and the hold inside repetitions, that only a remark tells."""
        for text in self.texts:
            if only := _ONLY.search(text):
                self.sides = self.sides or sides_of(only["side"] or only["other"])
            elif not self.sides and _TOLD_SIDES.search(text):
                self.sides = _dose(text).sides
            if self.reps and not self.hold and not self.time and _HELD.search(text):
                dose = _dose(text)
                self.hold = dose.seconds
                self.questions += [dose.why] * bool(dose.why)

    def _counts(self, cell: str) -> Counts | None:
        counts = counts_of(cell)
        if not counts and (counts := date_as_counts(cell)):
            self.questions.append(f"Is it {_range(counts)}?")
        return counts

    def _length(self, column: Column, cell: str) -> Lengths | None:
        """Read a length, and ask where its unit or its form is doubtful."""
        bare, sides = split_notation(cell)
        self.sides = self.sides or sides
        self._for_each_side(column)
        if is_zero(bare):
            return None
        if clock := clock_of(bare):
            self.questions += [clock.why] * bool(clock.why)
            return clock.seconds
        if seconds := length_of(bare, column.unit or Fraction(1)):
            return self._in_its_unit(column, seconds)
        dose = _dose(bare)
        self._take(replace(dose, seconds=None, rest=None), held=False)
        if not (dose.seconds or dose.rest or dose.reps):
            self.questions.append(f"How long is “{cell[:40]}”?")
        return dose.seconds or dose.rest

    def _in_its_unit(self, column: Column, seconds: Lengths) -> Lengths:
        """Take so few for minutes, where neither the cell nor its column names a unit."""
        if column.unit or column.meaning is Meaning.HOLD or seconds[1] >= _FEW:
            return seconds
        figure = f"{float(seconds[0]):g}"
        self.questions.append(f"Is it {figure} minutes, or {figure} seconds?")
        return seconds[0] * 60, seconds[1] * 60

    def _for_each_side(self, column: Column) -> None:
        if column.each_side:
            self.sides = self.sides or Sides.BOTH


_READERS: Final[dict[Meaning, Callable[[_Figures, Column, str], None]]] = {
    Meaning.DOSE: _Figures.read_dose,
    Meaning.SETS: _Figures.read_sets,
    Meaning.REPS: _Figures.read_reps,
    Meaning.HOLD: _Figures.read_hold,
    Meaning.TIME: _Figures.read_time,
    Meaning.REST: _Figures.read_rest,
    Meaning.SIDE: _Figures.read_side,
    Meaning.EACH_SIDE: _Figures.read_each_side,
    Meaning.BILATERAL: _Figures.read_bilateral,
    Meaning.ALTERNATING: _Figures.read_alternating,
    Meaning.TEMPO: _Figures.read_tempo,
    Meaning.OFTEN: _Figures.read_often,
    Meaning.DAILY: _Figures.read_daily,
    Meaning.WEEKLY: _Figures.read_weekly,
    Meaning.TEXT: _Figures.read_text,
    Meaning.DISTANCE: _Figures.read_distance,
    Meaning.TIMED: _Figures.read_timed,
    Meaning.UNIT: _Figures.read_unit,
}


@lru_cache(4096)
def _dose(text: str) -> Dose:
    return read_dose(text)


def _joined(before: _Range | None, read: _Range, column: Column) -> _Range:
    """Join the two ends of a range that have columns of their own; else the first one counts."""
    if before is None:
        return read
    if not column.bound:
        return before
    return (min(before[0], read[0]), max(before[1], read[1]))


def _range(counts: Counts) -> str:
    return f"{counts[0]} to {counts[1]}" if counts[0] != counts[1] else str(counts[0])


def _said(seconds: Lengths) -> str:
    return f"{float(seconds[0]):g} seconds"


def _times(counts: Counts, period: str) -> str:
    return f"{_range(counts)} time{'s' * (counts[1] != 1)} {period}"
