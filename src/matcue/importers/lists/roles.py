"""What a line of a list says, taken by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.dose import Dose
from matcue.importers.lines.prescription import read_line
from matcue.importers.lists import list_words as words
from matcue.importers.lists.layout import Mark
from matcue.importers.lists.list_words import Label
from matcue.importers.lists.prose import dose_in, ends, first_word, is_sentence, sentences
from matcue.importers.programme import Kind

if TYPE_CHECKING:
    from matcue.importers.lists.layout import Line
    from matcue.importers.programme import Step


class Role(Enum):
    """What a line is."""

    TALK = auto()
    """What a chat says before its plan."""
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

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as one."""
        return self.line.strong or self.line.mark is Mark.HEADING


_FIELD = re.compile(
    r"^(?P<label>[^\W\d_][^:：=\d]{0,30}?)\s{0,2}(?P<sign>[:：=]|\s[-–—]\s)\s*(?P<value>.*)$"
)
_BARE_LABEL = re.compile(
    r"(?<!\w)(sets|reps|repetitions|hold(?: time)?|duration|rest|sessions per (?:day|week))"
    r"(?!\s*[:：=_]|\w)(?=\s+(?:\d|[A-Z]|$)|$)",
    re.IGNORECASE,
)
_UNNAMED: Final = frozenset({Kind.AMRAP, Kind.EMOM})
"""What is done without a name."""
_DOSED: Final = frozenset(Kind) - {Kind.NAME, Kind.SECTION, Kind.REST, Kind.ROUNDS}


def role_of(line: Line, text: str, source: str | None) -> Part:
    """Tell what a line is, of whose text all that is personal has been cut out."""
    part = _field(line, text, source) or _by_its_words(line, text, source)
    if part:
        return part
    label, said = _name_behind_label(text)
    steps = _in_rounds(said, read_line(said, line.number))
    return Part(line, _by_its_figures(line, said, steps), said, source, label, steps)


def label_of(text: str) -> Label | None:
    """Return what stands behind a label, where it is a known one."""
    plain = " ".join(text.lower().strip(" *_•-").split())
    return next((label for label, known in words.LABELS.items() if plain in known), None)


def _field(line: Line, text: str, source: str | None) -> Part | None:
    """Return what stands behind a label, or the label alone."""
    if len(_BARE_LABEL.findall(text)) > 1 and _BARE_LABEL.match(text):
        return Part(line, Role.FIELD, _with_colons(text), source, Label.DOSE)
    alone = label_of(text)
    if alone in {Label.DOSE, Label.OFTEN}:
        return Part(line, Role.FIELD, "", source, alone)
    field = _FIELD.match(text)
    label = label_of(field["label"]) if field else None
    if field is None or label in {None, Label.NAME}:
        return None
    if label is Label.DOSE:
        signed = field["sign"].strip() in {":", "：", "="}
        value = text if field["value"] else ""
        return Part(line, Role.FIELD, value, source, label) if signed else None
    role = Role.TITLE if label is Label.TITLE else Role.FIELD
    return Part(line, role, field["value"], source, label)


def _with_colons(text: str) -> str:
    """Write `Sets: 2, Reps: 10` for `Sets 2 Reps 10`, without the labels that have no value."""
    parts = _BARE_LABEL.split(text)
    filled = zip(parts[1::2], parts[2::2], strict=True)
    return ", ".join(f"{label}: {value.strip()}" for label, value in filled if value.strip())


def _name_behind_label(text: str) -> tuple[Label | None, str]:
    field = _FIELD.match(text)
    if field and field["value"] and label_of(field["label"]) is Label.NAME:
        return Label.NAME, field["value"]
    return None, text


def _by_its_words(line: Line, text: str, source: str | None) -> Part | None:
    role = None
    if words.NOTHING.search(text) or words.PRICE.search(text):
        role = Role.NOTHING
    elif words.DAY.match(text):
        role = Role.DAY
    elif words.SIDES_IN_TURN.search(text) and words.WHOLE.search(text):
        role = Role.SIDES_IN_TURN
    elif _may_be_for_all(line, text) and dose_in(text) != Dose():
        role = Role.FOR_ALL
    elif _is_chat(line, text):
        role = Role.TALK
    elif words.ADVICE.match(text) or text.endswith("?"):
        role = Role.ADVICE
    return Part(line, role, text, source) if role else None


def _may_be_for_all(line: Line, text: str) -> bool:
    item = line.mark in {Mark.BULLET, Mark.NUMBER}
    return bool(words.FOR_ALL.search(text)) and (not item or is_sentence(text))


def _is_chat(line: Line, text: str) -> bool:
    said = any(first_word(one) in words.CHAT for one in sentences(text))
    plain = line.mark is Mark.NONE and not line.strong
    return said and plain and len(text.split()) > 3 and text.endswith((":", "!", "."))


def _by_its_figures(line: Line, text: str, steps: tuple[Step, ...]) -> Role:
    kinds = {step.kind for step in steps}
    dosed = [step for step in steps if step.kind in _DOSED and _says_anything(step)]
    to_fill_in = first_word(text) in words.DOSE and "__" in text
    if Kind.ROUNDS in kinds:
        role = Role.ROUNDS
    elif kinds == {Kind.REST} or _is_rest_between(text, steps):
        role = Role.REST
    elif _are_several(steps) or (
        not to_fill_in and any(step.name or step.kind in _UNNAMED for step in dosed)
    ):
        role = Role.EXERCISE
    elif (to_fill_in or dosed or _tells_more(text, steps)) and not _heads(line, text):
        role = Role.DOSE
    elif is_sentence(text) and line.mark is not Mark.HEADING:
        role = Role.PROSE
    else:
        role = Role.NAME
    return role


def _heads(line: Line, text: str) -> bool:
    return line.mark is Mark.HEADING or (line.strong and text.endswith(":"))


def _says_anything(step: Step) -> bool:
    figures = step.sets or step.reps or step.seconds or step.name
    return step.kind is not Kind.NOTE or bool(figures)


def _are_several(steps: tuple[Step, ...]) -> bool:
    """Tell whether a line names several exercises, and says something of them."""
    said = any(step.often or step.kind in _DOSED for step in steps)
    return len(steps) > 1 and said and all(step.name for step in steps)


def _tells_more(text: str, steps: tuple[Step, ...]) -> bool:
    """Tell whether words without a dose say how often, on which sides, with which rest."""
    if any(step.often or step.sides or step.rest for step in steps if not step.name):
        return True
    often = any(step.often for step in steps)
    return often and (ends(text) or first_word(text) in words.DOSE)


def _is_rest_between(text: str, steps: tuple[Step, ...]) -> bool:
    """Tell whether a time is that between sets, rounds or exercises."""
    if len(steps) != 1 or not words.BETWEEN.search(text):
        return False
    step = steps[0]
    return step.seconds is not None and step.sets is None and step.reps is None


def _in_rounds(text: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Take how often a circuit is repeated for its rounds, and what stands before for its name."""
    if len(steps) != 1:
        return steps
    step = steps[0]
    times = step.sets or step.reps
    repeated = any(
        words.CIRCUIT.search(one) and words.REPEAT.search(one) for one in sentences(text)
    )
    if step.kind is Kind.ROUNDS:
        return (replace(step, name=_rounds_name(text)),)
    if repeated and times and step.kind in {Kind.REPS, Kind.COUNT} and not step.seconds:
        name = _rounds_name(text)
        return (replace(step, kind=Kind.ROUNDS, name=name, sets=times, reps=None, why=""),)
    return steps


def _rounds_name(text: str) -> str:
    """Return the name of rounds, such as `Circuit` of `Circuit (3 rounds)`."""
    named = re.split(r"[(:–—,]|\s-\s|\s[x×]\s?\d|\d", text, maxsplit=1)[0].strip()
    return "" if words.REPEAT.match(named) or len(named) == len(text) else named
