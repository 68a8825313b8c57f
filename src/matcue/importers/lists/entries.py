"""An exercise of a list while it is put together, out of its name line and the lines below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.dose import Dose
from matcue.importers.lines.prescription import read_line, step_of
from matcue.importers.lists import list_words as words
from matcue.importers.lists.layout import Mark
from matcue.importers.lists.prose import (
    cleaned,
    dose_in,
    is_amount,
    is_dose_only,
    is_sentence,
    sentences,
    tells_dose,
)
from matcue.importers.programme import Kind, Step

if TYPE_CHECKING:
    from matcue.importers.lists.layout import Line
    from matcue.importers.programme import Lengths

LONG_HOLD: Final = 10
"""Seconds from which holds are counted as sets, and not as repetitions."""
_NO_NAME: Final = "What is this exercise called?"
_NOT_FILLED_IN: Final = "What was to be filled in here?"
_SIDES_ASKED: Final = "Is it on each side, or in all?"
_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)\s*$")
_GAP = re.compile(r"_{2,}[^_\d]*")


@dataclass(slots=True)
class Entry:
    """An exercise, a heading, or the rounds of what follows."""

    line: Line
    name: str
    source: str | None
    told: str
    """What the line says, without its mark and without what is personal."""
    steps: tuple[Step, ...] = ()
    """What its own line says."""
    rounds: bool = False
    after_blank: bool = True
    block: int = 0
    """Which of the parts between blank lines it begins in."""
    unnamed: bool = False
    """Whether its name was made of the words that tell how it is done."""
    often: str | None = None
    rest: Lengths | None = None
    """Between the rounds."""
    dosed: bool = False
    """Whether anything tells how long it is, or how often it is repeated."""
    fields: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    """What the lines below say of it."""
    sources: list[tuple[int, str | None]] = field(default_factory=list)
    """Those lines, as they may be told."""

    def __post_init__(self) -> None:
        self.dosed = any(has_dose(step) for step in self.steps)

    def say(self, text: str, line: int, source: str | None) -> None:
        """Add what a line below says."""
        self.below.append(text)
        self.sources.append((line, source))
        self.dosed = self.dosed or any(is_amount(dose_in(one)) for one in sentences(text))

    def fill_in(self, text: str) -> None:
        """Add a dose behind a label."""
        self.fields.append(text)
        self.dosed = self.dosed or is_amount(dose_in(text))

    @property
    def alone(self) -> bool:
        """Whether no line says anything more of it."""
        return not self.below and not self.fields

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as one."""
        return self.line.strong or self.line.mark is Mark.HEADING

    @property
    def is_section(self) -> bool:
        """Whether its words are those of a section, such as `Warm-up`."""
        name = self.name.lower().strip(" :–—-0123456789.()")
        return name in words.SECTIONS or name.split(" (")[0] in words.SECTIONS

    def exercises(self) -> tuple[Step, ...]:
        """Return its steps, with what the lines below add to them."""
        dose = _dose_of(self.fields, self.below)
        in_all = bool(_IN_BRACKETS.search(self.told)) and is_amount(dose) and self.is_heading
        several = len(self.steps) > 1
        if several or (any(has_dose(step) for step in self.steps) and not in_all):
            steps = self.steps if several else (completed(self.steps[0], dose),)
        else:
            step = step_of(self.name, dose, line=self.line.number, source=self.source)
            sides = self.steps[0].sides if self.steps else None
            steps = (replace(step, sides=step.sides or sides),)
        return tuple(
            replace(
                step,
                text=self._how(),
                often=self.often or step.often or dose.often,
                why=step.why or (_NO_NAME if self.unnamed else ""),
            )
            for step in steps
        )

    def rest_between(self) -> Lengths | None:
        """Return the rest between the rounds."""
        told = self.steps[0].rest if self.steps else None
        return told or self.rest or _dose_of(self.fields, self.below).rest

    def _how(self) -> str:
        """Return the sentences that tell how it is done."""
        said = [one for text in self.below for one in sentences(text) if not is_dose_only(one)]
        said = [one for one in said if one.rstrip(".!") != self.name and one[-1] != "?"]
        return cleaned(" ".join(one if one.endswith((*".!?:",)) else f"{one}." for one in said))


@dataclass(slots=True)
class ForAll:
    """What is meant for all exercises of a list."""

    texts: list[str] = field(default_factory=list)
    often: str | None = None
    rest: Lengths | None = None
    """Between the sets of each."""
    between: Lengths | None = None
    """Rest between one exercise and the next."""
    sides_in_turn: bool = False

    def say(self, text: str) -> None:
        """Note what a line says."""
        for sentence in sentences(text):
            dose = dose_in(sentence)
            self.often = self.often or dose.often
            self.rest = self.rest or dose.rest
            if is_amount(dose):
                self.texts.append(sentence)

    def of(self, step: Step) -> Step:
        """Return a step with what is meant for all."""
        filled = step
        dose = dose_in(" ".join(self.texts)) if self.texts else Dose()
        if is_amount(dose) and not has_dose(step):
            told = step_of(step.name, dose, line=step.line, source=step.source)
            filled = replace(
                told,
                text=step.text,
                often=step.often,
                rest=step.rest or told.rest,
                sides=told.sides or step.sides,
            )
        elif dose.kind is Kind.HOLD and step.kind in {Kind.REPS, Kind.COUNT} and not step.seconds:
            filled = completed(step, dose)
        several = filled.sets is not None and filled.sets[1] > 1
        return replace(filled, rest=self.rest) if several and not filled.rest else filled


def has_dose(step: Step) -> bool:
    """Tell whether a step says how long it is, or how often it is repeated."""
    return step.kind not in {Kind.NAME, Kind.SECTION} and bool(
        step.kind is not Kind.NOTE or step.sets or step.reps or step.seconds
    )


def completed(step: Step, dose: Dose) -> Step:
    """Fill in what the line of an exercise leaves open by what else is said."""
    held = dose.seconds if step.kind is Kind.REPS and dose.kind is Kind.HOLD else None
    kind, sets, reps = step.kind, step.sets, step.reps
    if held and not step.seconds and held[0] >= LONG_HOLD and (sets is None or sets[0] == 1):
        kind, sets, reps = Kind.HOLD, reps, None
    if sets is None and dose.kind in {Kind.REPS, Kind.HOLD, Kind.ROUNDS}:
        sets = dose.sets
    return without_question(
        replace(
            step,
            kind=kind,
            sets=sets,
            reps=reps,
            seconds=step.seconds or held,
            sides=step.sides or dose.sides,
            rest=step.rest or dose.rest,
            often=step.often or dose.often,
        )
    )


def without_question(step: Step) -> Step:
    """Take back the question about sides where it has been answered."""
    inner = tuple(without_question(one) for one in step.steps)
    answered = step.sides is not None and step.why == _SIDES_ASKED
    return replace(step, steps=inner, why="" if answered else step.why)


def exercise_without_name(text: str, number: int) -> str:
    """Return what to call an exercise of which only prose is there: its first words."""
    first = sentences(text)[0].rstrip(".!") if text else ""
    named = next((step.name for step in read_line(first, number) if step.name), "")
    if named and not is_sentence(named):
        return named
    return " ".join(re.split(r"[,;:(]", first)[0].split()[:8])


def _dose_of(fields: list[str], below: list[str]) -> Dose:
    """Return what fields and sentences say together, those of them that tell a dose."""
    told = [one for text in below for one in sentences(text) if tells_dose(one)]
    said = " ".join([", ".join(fields) + "." if fields else "", *told]).strip()
    if not said:
        return Dose()
    if "__" in said:
        return _partly_filled_in(said)
    dose = dose_in(said)
    return Dose(rest=dose.seconds) if dose.kind is Kind.REST else dose


def _partly_filled_in(said: str) -> Dose:
    dose = dose_in(_GAP.sub("", said))
    if is_amount(dose):
        return replace(dose, often=None, why=dose.why or _NOT_FILLED_IN)
    return replace(dose_in(said), often=None)
