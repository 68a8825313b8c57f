"""A line of a list of exercises: the exercises, their doses, and what is doubtful about them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.clauses import amounts, parted
from matcue.importers.lines.dose import LONG_HOLD, Dose, dose_of
from matcue.importers.lines.grammar import reduced
from matcue.importers.lines.names import name_of, names_others
from matcue.importers.lines.tokens import LONGEST, begins, has, is_all
from matcue.importers.lines.vocabulary import Term, Trait
from matcue.importers.programme import Kind, Sides, Step

if TYPE_CHECKING:
    from matcue.importers.lines.tokens import Tokens

_MARKS: Final = re.compile(
    r"\*\*|~~|`|__(?=[^\W_])|(?<=[^\W_])__|(?<!\w)[*_](?=[^\W_])|(?<=[^\W_.)])[*_](?![\w*])"
)
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_BEGINNING: Final = re.compile(
    r"""
    (?:\#{1,6}\s+|>\s*|[-*+•●▪◦‣○·→➤✓✔☐]\s+|\[[\ xX]?\]\s*
    |\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}\s+[-\N{EN DASH}]\s+(?=[^\W\d])
    |[A-Ha-h]\d?[.)]\s+|[A-H]\d:?\s+
    |\d\N{VARIATION SELECTOR-16}?\N{COMBINING ENCLOSING KEYCAP})+
    """,
    re.VERBOSE,
)
_GLUED_NUMBER: Final = re.compile(r"\d{1,2}(?=[A-Z][a-z])")
_LIKELY_SECONDS: Final = 30
"""A number from which repetitions are less likely than seconds, where neither is said."""
_LIKELY_HELD: Final = 15
"""The same of an exercise that is held."""
_LONGEST_HOLD: Final = 3600
"""Seconds that one hold lasts at the most, unless it is doubtful."""
_MOST_HELD: Final = 900
"""Seconds that several holds last together at the most."""
_FEW: Final = 5
"""A number below which it may be sets as well as repetitions, where neither is said."""


def read_line(line: str, number: int) -> tuple[Step, ...]:
    """Read the steps of a line that stands `number` lines down its document.

    A line of several exercises gives several; one that says how many rounds of them are done gives
    a step of rounds that holds them. A line without a word gives none.
    """
    source = line.strip()
    text = bare(source)
    if not any(letter.isalnum() for letter in text):
        return ()
    apart = parted(reduced(text), text)
    if not apart.times:
        return _steps(apart.exercises, text, line=number, source=source)
    dose = dose_of(apart.times, text)
    *before, last = apart.exercises
    pause = next((token for token in reversed(last) if token.term is Term.BREAK), None)
    without_pause = tuple(token for token in last if token is not pause)
    return (
        Step(
            line=number,
            kind=Kind.ROUNDS,
            source=source,
            sets=dose.sets or dose.reps,
            rest=pause.figure if pause else dose.rest,
            why=apart.why,
            steps=_steps((*before, without_pause), text, line=number, source=source),
        ),
    )


def bare(line: str) -> str:
    """Take off list numbers, bullets, boxes and the marks of Markdown."""
    text = _LINK.sub(r"\1", line[:LONGEST]).strip()
    for _ in range(2):
        text = _MARKS.sub("", text).strip()
        start = _BEGINNING.match(text)
        text = text[start.end() :] if start else text
    return _GLUED_NUMBER.sub("", text, count=1) if _GLUED_NUMBER.match(text) else text


def step_of(name: str, dose: Dose, *, line: int, source: str | None) -> Step:
    """Make a step of a name and a dose, with what is doubtful about the two together.

    It is for whoever knows the name from elsewhere, such as from a column or the line above.
    """
    dose = _with_seconds(_with_number(dose, name), name)
    if begins(Trait.ADVICE, bare(source or "")):
        dose = replace(dose, kind=Kind.NOTE, why="")
    if dose.kind is Kind.ROUNDS and name and not has(Trait.CIRCUIT, name):
        dose = _with_rounds_as_reps(dose, source or "")
    kind = _kind(dose, name, source or "")
    return Step(
        line=line,
        kind=kind,
        source=source,
        name="" if kind is Kind.ROUNDS and has(Trait.CIRCUIT, name) else name,
        sets=dose.reps if kind is Kind.ROUNDS and dose.sets is None else dose.sets,
        reps=None if kind is Kind.ROUNDS and dose.sets is None else dose.reps,
        seconds=dose.seconds,
        sides=dose.sides,
        rest=dose.rest,
        tempo=dose.tempo,
        often=dose.often,
        why=dose.why or _doubt(dose, kind, name),
    )


def _with_seconds(dose: Dose, name: str) -> Dose:
    """Let the repetitions of what is held be its seconds, as in `plank 3 x 60`."""
    is_still = has(Trait.STILL, name) and not has(Trait.MOVING, name)
    if (
        dose.has_unit
        or dose.reps is None
        or dose.kind is not Kind.REPS
        or dose.seconds
        or not is_still
    ):
        return dose
    why = dose.why or f"Is it {dose.reps[0]} seconds, or so many repetitions?"
    if dose.reps[0] < _LIKELY_HELD:
        return replace(dose, why=why)
    low, high = dose.reps
    return replace(
        dose, kind=Kind.HOLD, reps=None, seconds=(Fraction(low), Fraction(high)), why=why
    )


def _with_rounds_as_reps(dose: Dose, source: str) -> Dose:
    """Let the rounds of an exercise be its repetitions, unless what follows is done in them."""
    if source.rstrip().endswith(":") or dose.reps is not None:
        return dose
    return replace(dose, kind=Kind.REPS, sets=None, reps=dose.sets)


def _kind(dose: Dose, name: str, source: str) -> Kind:
    if dose.kind is None:
        is_exercise = name and not has(Trait.NO_EXERCISE, name)
        without_dose = Kind.NAME if is_exercise else Kind.NOTE
        return without_dose if dose.tempo is None else Kind.REPS
    if dose.kind in {Kind.REPS, Kind.COUNT}:
        return _kind_of_counted(dose, name, source)
    if dose.kind is Kind.HOLD and has(Trait.NO_EXERCISE, name):
        return Kind.NOTE
    is_moving = not dose.is_held and (has(Trait.MOVING, name) or is_all(Trait.GROUP, name))
    return Kind.TIME if dose.kind is Kind.HOLD and is_moving else dose.kind


def _kind_of_counted(dose: Dose, name: str, source: str) -> Kind:
    if dose.seconds is None and has(Trait.CIRCUIT, name or source):
        return Kind.ROUNDS
    if dose.reps is None:
        return Kind.HOLD if has(Trait.STILL, name) else Kind.REPS
    is_few = dose.reps[1] <= _FEW and not name
    return Kind.COUNT if dose.kind is Kind.COUNT and is_few else Kind.REPS


def _with_number(dose: Dose, name: str) -> Dose:
    """Let a number that is said to count nothing be the repetitions, or the seconds of a hold."""
    number = dose.number
    if number is None:
        return dose
    if dose.reps is not None or dose.kind not in {None, Kind.HOLD, Kind.REPS}:
        return replace(dose, why=dose.why or f"What does the {number[0]} count?")
    dose = replace(dose, number=None)
    if dose.seconds is not None:
        if dose.seconds[0] >= LONG_HOLD:
            return replace(dose, sets=number)
        return replace(dose, kind=Kind.REPS, reps=number)
    is_still = has(Trait.STILL, name) and not has(Trait.MOVING, name)
    if is_still or (number[0] >= _LIKELY_SECONDS and number[0] % 5 == 0):
        why = dose.why or f"Is it {number[0]} seconds, or so many repetitions?"
        seconds = Fraction(number[0]), Fraction(number[1])
        return replace(dose, kind=Kind.HOLD, seconds=seconds, why=why)
    is_doubtful = number[0] < _FEW or not name
    why = f"Is it {number[0]} repetitions?" if is_doubtful else ""
    return replace(dose, kind=Kind.REPS, reps=number, why=dose.why or why)


def _doubt(dose: Dose, kind: Kind, name: str) -> str:
    """Ask what a therapist would ask about a dose of this exercise."""
    if kind is Kind.NAME:
        return "How many repetitions, or how long?" if dose.often else ""
    if kind is Kind.REPS and dose.reps is None:
        return "How many repetitions?"
    if kind in {Kind.NOTE, Kind.REST, Kind.ROUNDS}:
        return ""
    return _doubt_of_sides(dose, kind, name) or _doubt_of_length(dose, kind)


def _doubt_of_sides(dose: Dose, kind: Kind, name: str) -> str:
    if not has(Trait.TWO_SIDED, name):
        return "Is it on each side?" if dose.is_each else ""
    if dose.sides is None:
        return "Is it on each side, or in all?"
    if dose.sides is Sides.NONE and kind is Kind.HOLD:
        return "Is it one side after the other, or both at once?"
    return ""


def _doubt_of_length(dose: Dose, kind: Kind) -> str:
    if dose.seconds is None or kind not in {Kind.HOLD, Kind.REPS}:
        return ""
    sets, reps = dose.sets or (1, 1), dose.reps or (1, 1)
    held = dose.seconds[0] * sets[0] * reps[0]
    most = _LONGEST_HOLD if held == dose.seconds[0] else _MOST_HELD
    return f"Is it really {int(held // 60)} minutes in all?" if held > most else ""


def _steps(parts: tuple[Tokens, ...], text: str, *, line: int, source: str) -> tuple[Step, ...]:
    return tuple(_step(part, text, line=line, source=source) for part in parts)


def _step(part: Tokens, text: str, *, line: int, source: str) -> Step:
    """Make the step of an exercise; of two that it leaves the choice of, the first."""
    for place, token in enumerate(part):
        first, other = part[:place], part[place + 1 :]
        if token.term is Term.OR and amounts(first) and amounts(other):
            step = step_of(name_of(first, text), dose_of(first, text), line=line, source=source)
            return replace(step, why=step.why or "Which of the two is it?")
    step = step_of(name_of(part, text), dose_of(part, text), line=line, source=source)
    why = "Is it so much of each of these?" if names_others(part, text) else ""
    return replace(step, why=step.why or why)
