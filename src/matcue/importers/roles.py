"""What a line of a list says, taken by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from matcue.importers import list_words as words
from matcue.importers.dose import read_dose
from matcue.importers.layout import Mark
from matcue.importers.list_words import Label
from matcue.importers.prescription import read_line
from matcue.importers.programme import Kind

if TYPE_CHECKING:
    from matcue.importers.layout import Line
    from matcue.importers.programme import Step


class Role(Enum):
    """What a line is."""

    NOTHING = auto()
    """Page numbers, pictures, prices, what a web page has around its text."""
    DAY = auto()
    """The day or the session that begins here."""
    TITLE = auto()
    FIELD = auto()
    """A dose, how often, or words, behind a label."""
    FOR_ALL = auto()
    """What is meant for all exercises."""
    SIDES_IN_TURN = auto()
    """That all is done on one side, and then on the other."""
    ADVICE = auto()
    EXERCISE = auto()
    """A name and its dose, or a dose of something that is no exercise."""
    ROUNDS = auto()
    """That what follows, or what stands before, is done several times."""
    REST = auto()
    DOSE = auto()
    """A dose without a name, in a sentence or not."""
    PROSE = auto()
    NAME = auto()
    """A few words that may be a name, a title, or the heading of a section."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line with what it is."""

    line: Line
    role: Role
    text: str
    """What it says, without a label and without what is personal."""
    source: str | None
    """The line as it stands, without what is personal."""
    label: Label | None = None
    steps: tuple[Step, ...] = ()


_ENDED = re.compile(r"[.!?…]\s*$")
_SENTENCES = re.compile(
    r"(?<=[^\W\d_][.!?])\s+(?=[^\W\d_])|(?<=[\d)%][.!?])\s+(?=[^\W\d_a-z])"
    r"|(?<=[^\W\d_]{3}[.!?])(?<!(?:[Ss]ek|[Ss]ec|[Ss]eg|[Mm]in|[Ww]dh|[Rr]ep)[.])\s+(?=\d)"
)
_FIELD = re.compile(
    r"^(?P<label>[^\W\d_][^:：=\d]{0,30}?)\s{0,2}(?P<sign>[:：=]|\s[-–—]\s)\s*(?P<value>.*)$"
)
_DOSED: Final = {
    Kind.HOLD, Kind.TIME, Kind.REPS, Kind.BREATHS, Kind.DISTANCE, Kind.STEPS, Kind.COUNT, Kind.AMRAP, Kind.EMOM,
    Kind.BLANK, Kind.NOTE,
}  # fmt: skip
_FEW: Final = 9
"""Words of the longest line that may be a name."""


def role_of(line: Line, text: str, source: str | None) -> Part:
    """Tell what a line is, whose text without anything personal is given."""
    role, label, said = _by_its_words(line, text)
    if role is None:
        steps = in_rounds(said, read_line(said, line.number))
        role = _by_its_figures(line, said, steps)
        return Part(line, role, said, source, label, steps)
    return Part(line, role, said, source, label)


def sentences(text: str) -> list[str]:
    """Take a text apart into its sentences."""
    return [sentence.strip() for sentence in _SENTENCES.split(text) if sentence.strip()]


def is_sentence(text: str) -> bool:
    """Tell whether a text is prose rather than a name."""
    count = len(text.split())
    return (bool(_ENDED.search(text)) and count > 3) or len(sentences(text)) > 1 or count > _FEW


def first_word(text: str) -> str:
    """Return the first word of a text, in small letters."""
    return text.split(maxsplit=1)[0].lower().strip(",.:;") if text else ""


def _by_its_words(line: Line, text: str) -> tuple[Role | None, Label | None, str]:
    if words.NOTHING.search(text) or words.PRICE.search(text):
        return Role.NOTHING, None, text
    if words.DAY.match(text):
        return Role.DAY, None, text
    if label_of(text) in {Label.DOSE, Label.OFTEN}:
        return Role.FIELD, label_of(text), ""
    field = _FIELD.match(text)
    if field and (label := label_of(field["label"])):
        if label is Label.TITLE:
            return Role.TITLE, label, field["value"]
        if label is Label.OFTEN:
            return Role.FIELD, label, field["value"]
        if label in {Label.TEXT, Label.IGNORED}:
            return Role.FIELD, label, field["value"]
        if label is Label.NAME:
            return None, label, field["value"] or text
        if field["sign"].strip() in {":", "：", "="}:
            return Role.FIELD, label, text if field["value"] else ""
    if words.SIDES_IN_TURN.search(text) and (words.WHOLE.search(text) or line.mark is Mark.NONE):
        if words.WHOLE.search(text):
            return Role.SIDES_IN_TURN, None, text
    if words.FOR_ALL.search(text) and read_dose(text) != read_dose(""):
        return Role.FOR_ALL, None, text
    if words.ADVICE.match(text) or words.QUESTION.search(text):
        return Role.ADVICE, None, text
    return None, None, text


def label_of(text: str) -> Label | None:
    """Return what stands behind a label, where it is a known one."""
    plain = " ".join(text.lower().strip(" *_•-").split())
    return next((label for label, known in words.LABELS.items() if plain in known), None)


def _by_its_figures(line: Line, text: str, steps: tuple[Step, ...]) -> Role:
    kinds = {step.kind for step in steps}
    if Kind.ROUNDS in kinds:
        return Role.ROUNDS
    if kinds == {Kind.REST} or _is_rest_between(text, steps):
        return Role.REST
    if first_word(text) in words.DOSE and "__" in text:
        return Role.DOSE
    dosed = bool(kinds & _DOSED)
    named = any(step.name for step in steps if step.kind in _DOSED) or bool(
        kinds & {Kind.AMRAP, Kind.EMOM}
    )
    if dosed and named:
        return Role.EXERCISE
    if dosed or any(step.often or step.sides or step.rest for step in steps if not step.name):
        return Role.DOSE
    if any(step.often for step in steps) and (
        _ENDED.search(text) or first_word(text) in words.DOSE
    ):
        return Role.DOSE
    if is_sentence(text) and line.mark is not Mark.HEADING:
        return Role.PROSE
    return Role.NAME


def _is_rest_between(text: str, steps: tuple[Step, ...]) -> bool:
    """Tell whether a time is that between sets, rounds or exercises."""
    if len(steps) != 1 or not words.BETWEEN.search(text):
        return False
    step = steps[0]
    return step.seconds is not None and step.sets is None and step.reps is None


def in_rounds(text: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Take how often a circuit is repeated for its rounds."""
    if len(steps) != 1 or not any(
        words.CIRCUIT.search(one) and words.REPEAT.search(one) for one in sentences(text)
    ):
        return steps
    step = steps[0]
    times = step.sets or step.reps
    if times is None or step.kind not in {Kind.REPS, Kind.COUNT} or step.seconds:
        return steps
    named = text.partition("(")[0].strip(" :–—-")
    name = named if "(" in text and not words.REPEAT.search(named) else ""
    return (replace(step, kind=Kind.ROUNDS, name=name, sets=times, reps=None, why=""),)
