"""An exercise of a list while it is put together, out of its name line and the lines below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.importers import list_words as words
from matcue.importers.dose import Dose, read_dose, reduced
from matcue.importers.personal import may_name_a_person
from matcue.importers.prescription import read_line, step_of
from matcue.importers.programme import Kind, Sides, Step
from matcue.importers.roles import first_word, is_sentence, sentences
from matcue.importers.tokens import plain
from matcue.importers.vocabulary import Term

if TYPE_CHECKING:
    from matcue.importers.layout import Line
    from matcue.importers.programme import Lengths

_NOTHING: Final = Dose()
_FEW_WORDS: Final = 3
"""Words of a sentence, besides those of a dose, that tell nothing of how it is done."""
_NO_NAME: Final = "What is this exercise called?"


@dataclass(slots=True)
class Entry:
    """An exercise, a heading, or the rounds of what follows."""

    line: Line
    name: str
    source: str | None
    steps: tuple[Step, ...] = ()
    """What its own line says."""
    rounds: bool = False
    below: list[tuple[str, str | None]] = field(default_factory=list)
    """What the lines below say of it, and their sources."""
    fields: list[str] = field(default_factory=list)
    often: str | None = None
    text: list[str] = field(default_factory=list)
    rest: Lengths | None = None
    """Between the rounds."""
    after_blank: bool = True
    unnamed: bool = False
    """Whether its name was made of the words that tell how it is done."""

    @property
    def dose(self) -> Dose:
        """What the lines below say about its dose."""
        return _dose_of(self.fields, [text for text, _ in self.below])

    @property
    def dosed(self) -> bool:
        """Whether anything tells how long it is or how often it is repeated."""
        return any(_has_dose(step) for step in self.steps) or self.dose.kind is not None

    def exercises(self) -> tuple[Step, ...]:
        """Return its steps, with what the lines below add to them."""
        dose = self.dose
        if any(_has_dose(step) for step in self.steps):
            steps = self.steps
            if len(steps) == 1:
                steps = (_completed(steps[0], dose),)
        else:
            sides = self.steps[0].sides if self.steps else None
            step = step_of(self.name, dose, line=self.line.number, source=self.source)
            steps = (replace(step, sides=step.sides or sides),)
        text = self._how()
        why = _NO_NAME if self.unnamed else ""
        return tuple(
            replace(
                step,
                text=text,
                often=self.often or step.often or dose.often,
                why=step.why or why,
            )
            for step in steps
        )

    def _how(self) -> str:
        """Return the sentences that tell how it is done."""
        said = [text for text in self.text if text]
        for text, _ in self.below:
            said += [one for one in sentences(text) if not is_dose_only(one)]
        return cleaned(
            " ".join(one if one.endswith((".", "!", "?", ":")) else one + "." for one in said)
        )


def cleaned(text: str) -> str:
    """Return prose without references to pictures."""
    bare = words.PICTURE.sub("", text)
    bare = re.sub(r"\s+([.,;!?])", r"\1", " ".join(bare.split()))
    return re.sub(r"([.,;])\1+", r"\1", bare).strip(" ,;")


def copied(text: str, language: str) -> tuple[str, bool]:
    """Return the sentences of prose that name nobody, and whether some were left out."""
    if language == "de":
        return text, False
    said = sentences(text)
    kept = [one for one in said if is_dose_only(one) or not may_name_a_person(one)]
    return " ".join(kept), len(kept) < len(said)


def _dose_of(fields: list[str], texts: list[str]) -> Dose:
    told = [one for text in texts for one in sentences(text) if _tells_dose(one)]
    if not fields and not told:
        return _NOTHING
    dose = read_dose(" ".join([", ".join(fields) + "." if fields else "", *told]).strip())
    if dose.kind is Kind.REST:
        return Dose(rest=dose.seconds)
    return replace(dose, often=None) if any("__" in one for one in told) else dose


def _tells_dose(sentence: str) -> bool:
    dose = read_dose(sentence)
    if dose.kind or dose.often or dose.rest:
        return True
    return dose.sides is Sides.BOTH


def is_dose_only(sentence: str) -> bool:
    """Tell whether a sentence says nothing but how long and how often."""
    if not _tells_dose(sentence):
        return False
    others = [token for token in reduced(plain(sentence)) if token.term is Term.WORD]
    return first_word(sentence) in words.DOSE or len(others) <= _FEW_WORDS


def _has_dose(step: Step) -> bool:
    return step.kind not in {Kind.NAME, Kind.SECTION} and bool(
        step.sets or step.reps or step.seconds or step.kind is not Kind.NOTE
    )


def _completed(step: Step, dose: Dose) -> Step:
    """Fill in what the line of an exercise leaves open by what the lines below say."""
    seconds = step.seconds
    if seconds is None and step.kind is Kind.REPS and dose.kind is Kind.HOLD:
        seconds = dose.seconds
    kind = step.kind
    sets, reps = step.sets, step.reps
    if seconds and not step.seconds and seconds[0] >= 10 and (sets is None or sets[0] == 1):
        kind, sets, reps = Kind.HOLD, reps, None
    if sets is None and dose.kind in {Kind.REPS, Kind.HOLD, Kind.ROUNDS}:
        sets = dose.sets
    return replace(
        step,
        kind=kind,
        sets=sets,
        reps=reps,
        seconds=seconds,
        sides=step.sides or dose.sides,
        rest=step.rest or dose.rest,
        often=step.often or dose.often,
        why="" if step.sides is None and dose.sides and "side" in step.why else step.why,
    )


@dataclass(slots=True)
class ForAll:
    """What is meant for all exercises of a list."""

    texts: list[str] = field(default_factory=list)
    often: str | None = None
    rest: Lengths | None = None
    sides_in_turn: bool = False

    def say(self, text: str) -> None:
        """Note what a sentence says."""
        for sentence in sentences(text):
            dose = read_dose(sentence)
            self.often = self.often or dose.often
            self.rest = self.rest or dose.rest
            if dose.kind not in {None, Kind.REST}:
                self.texts.append(sentence)

    def of(self, step: Step) -> Step:
        """Return a step with what is meant for all."""
        filled = step
        if self.texts and not _has_dose(step):
            dose = read_dose(" ".join(self.texts))
            told = step_of(step.name, replace(dose, often=None), line=step.line, source=step.source)
            filled = replace(told, text=step.text, often=step.often, sides=told.sides or step.sides)
        elif self.texts and step.kind in {Kind.REPS, Kind.COUNT} and step.seconds is None:
            dose = read_dose(" ".join(self.texts))
            if dose.kind is Kind.HOLD and dose.seconds:
                filled = _completed(step, dose)
        several = filled.sets is not None and filled.sets[1] > 1
        if self.rest and filled.rest is None and several and filled.kind is not Kind.ROUNDS:
            filled = replace(filled, rest=self.rest)
        return filled


def exercise_without_name(text: str, number: int) -> str:
    """Return what to call an exercise of which only prose is there: its first words."""
    first = sentences(text)[0].rstrip(".!") if text else ""
    steps = read_line(first, number)
    named = next((step.name for step in steps if step.name), "")
    if named and not is_sentence(named):
        return named
    clause = re.split(r"[,;:(]", first)[0]
    return " ".join(clause.split()[:8])
