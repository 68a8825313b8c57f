"""A line of a list of exercises: the exercises, their doses, and what is doubtful about them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.dose import Dose, dose_of
from matcue.importers.grammar import reduced
from matcue.importers.names import AMOUNTS, name_of
from matcue.importers.programme import Kind, Step
from matcue.importers.tokens import LONGEST, has
from matcue.importers.vocabulary import Term, Trait

if TYPE_CHECKING:
    from matcue.importers.tokens import Token, Tokens

_MARKS: Final = re.compile(
    r"\*\*|~~|`|__(?=[^\W_])|(?<=[^\W_])__|(?<!\w)[*_](?=[^\W_])|(?<=[^\W_.)])[*_](?![\w*])"
)
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_BEGINNING: Final = re.compile(
    r"""
    (?:\#{1,6}\s+|>\s*|[-*+•●▪◦‣○·→➤✓✔☐]\s+|\[[\ xX]?\]\s*
    |\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}\s+[-\N{EN DASH}]\s+(?=[^\W\d]))+
    """,
    re.VERBOSE,
)
_GLUED_NUMBER: Final = re.compile(r"\d{1,2}(?=[A-Z][a-z])")
_PARTED: Final = frozenset({Term.COMMA, Term.STOP})
_PARTING_SIGNS: Final = frozenset({"+", "•", "·", "|", "●"})
_LONGEST_SHARING: Final = 5
"""Words of the name of an exercise that shares its dose with others."""
_LIKELY_SECONDS: Final = 30
"""A number from which repetitions are less likely than seconds, where neither is said."""
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
    row = reduced(text)
    head = _header(row, text)
    body = row[len(head) :]
    if not head:
        return _steps(body, text, line=number, source=source)
    dose = dose_of(head, text)
    pause = next((token for token in reversed(body) if token.term is Term.BREAK), None)
    exercises = tuple(token for token in body if token is not pause)
    return (
        Step(
            line=number,
            kind=Kind.ROUNDS,
            source=source,
            sets=dose.sets,
            rest=pause.figure if pause else dose.rest,
            steps=_steps(exercises, text, line=number, source=source),
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
    dose = _with_number(dose, name)
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


def _kind(dose: Dose, name: str, source: str) -> Kind:
    if dose.kind is None:
        if dose.tempo is not None:
            return Kind.REPS
        return Kind.NOTE if dose.often and not name else Kind.NAME
    is_counted = dose.kind in {Kind.REPS, Kind.COUNT} and dose.seconds is None
    if is_counted and has(Trait.CIRCUIT, name or source):
        return Kind.ROUNDS
    if dose.kind is Kind.COUNT:
        few = dose.reps is not None and dose.reps[1] <= _FEW
        return Kind.COUNT if few and not name else Kind.REPS
    if dose.kind is Kind.REPS and dose.reps is None and has(Trait.STILL, name):
        return Kind.HOLD
    if dose.kind is Kind.HOLD:
        if has(Trait.NO_EXERCISE, name):
            return Kind.NOTE
        if has(Trait.MOVING, name) and not dose.is_held:
            return Kind.TIME
    return dose.kind


def _with_number(dose: Dose, name: str) -> Dose:
    """Let a number that is said to count nothing be the repetitions, or the seconds of a hold."""
    number = dose.number
    if number is None or not name:
        return dose
    if dose.reps is None and dose.kind in {None, Kind.HOLD, Kind.REPS}:
        if dose.seconds is not None:
            is_long = dose.seconds[0] >= 10
            kind = Kind.HOLD if is_long else Kind.REPS
            if is_long:
                return replace(dose, kind=kind, sets=number, number=None)
            return replace(dose, kind=kind, reps=number, number=None)
        still = has(Trait.STILL, name) and not has(Trait.MOVING, name)
        if still or (number[0] >= _LIKELY_SECONDS and number[0] % 5 == 0):
            why = dose.why or f"Is it {number[0]} seconds, or so many repetitions?"
            seconds = Fraction(number[0]), Fraction(number[1])
            return replace(dose, kind=Kind.HOLD, seconds=seconds, number=None, why=why)
        why = f"Is it {number[0]} repetitions?" if number[0] < _FEW else ""
        return replace(dose, kind=Kind.REPS, reps=number, number=None, why=dose.why or why)
    return replace(dose, why=dose.why or f"What does the {number[0]} count?")


def _doubt(dose: Dose, kind: Kind, name: str) -> str:
    """Ask what a therapist would ask about a dose of this exercise."""
    if kind is Kind.NAME:
        return "How many repetitions, or how long?" if dose.often else ""
    if kind is Kind.REPS and dose.reps is None:
        return "How many repetitions?"
    if kind in {Kind.NOTE, Kind.REST, Kind.ROUNDS}:
        return ""
    two_sided = has(Trait.TWO_SIDED, name)
    if dose.is_each and not two_sided and name:
        return "Is it on each side?"
    if dose.sides is None and two_sided:
        return "Is it on each side, or in all?"
    return ""


def _steps(row: Tokens, text: str, *, line: int, source: str) -> tuple[Step, ...]:
    return tuple(_step(part, text, line=line, source=source) for part in _exercises(row, text))


def _step(part: Tokens, text: str, *, line: int, source: str) -> Step:
    """Make the step of an exercise; of two that it leaves the choice of, the first."""
    for place, token in enumerate(part):
        first, other = part[:place], part[place + 1 :]
        if token.term is Term.OR and _amounts(first) and _amounts(other):
            step = step_of(name_of(first, text), dose_of(first, text), line=line, source=source)
            return replace(step, why=step.why or "Which of the two is it?")
    return step_of(name_of(part, text), dose_of(part, text), line=line, source=source)


def _header(row: Tokens, text: str) -> Tokens:
    """Find the beginning that says how often all that follows on the line is done."""
    for place, token in enumerate(row):
        if token.term in {Term.COLON, Term.OF}:
            head = row[: place + 1]
            is_rounds = any(one.term in {Term.ROUNDS, Term.SETS} for one in head)
            if (
                is_rounds
                and not name_of(head, text)
                and len(_exercises(row[place + 1 :], text)) > 1
            ):
                return head
    return ()


def _exercises(row: Tokens, text: str) -> list[Tokens]:
    """Part a line into its exercises, each with its name and its dose."""
    clauses = _clauses(row)
    if shared := _sharing(clauses, text):
        return shared
    found: list[Tokens] = []
    for clause in clauses:
        is_added = len(found) > 1 and found[-1][-1].text == "+" and bool(name_of(clause, text))
        if found and (is_added or _begins_another(clause, found[-1], text)):
            found.append(clause)
        elif found:
            found[-1] += clause
        else:
            found.append(clause)
    return found


def _clauses(row: Tokens) -> list[Tokens]:
    """Part a line at its commas, stops, dots and plus signs, outside of brackets."""
    clauses: list[Tokens] = []
    begun = depth = 0
    for place, token in enumerate(row):
        depth += (token.term is Term.OPEN) - (token.term is Term.CLOSE and depth > 0)
        if not depth and (token.term in _PARTED or token.text in _PARTING_SIGNS):
            clauses.append(row[begun : place + 1])
            begun = place + 1
    return [clause for clause in (*clauses, row[begun:]) if clause]


def _begins_another(clause: Tokens, before: Tokens, text: str) -> bool:
    """Tell whether a clause is an exercise of its own, behind one that is complete."""
    if before[-1].text == "+" and _amounts(before) and name_of(clause, text):
        return True
    return (
        bool(_amounts(clause))
        and bool(_amounts(before))
        and bool(name_of(clause, text))
        and (bool(name_of(before, text)) or any(token.term is Term.ROUNDS for token in before))
    )


def _sharing(clauses: list[Tokens], text: str) -> list[Tokens]:
    """Give each of several exercises the dose that stands behind the last: `A, B, C x 15 each`."""
    *names, last = clauses or [()]
    each = next((token for token in last if token.term is Term.EACH and token.sides), None)
    if each is None or not names or any(_amounts(name) for name in names):
        return []
    place = next(at for at, token in enumerate(last) if token.term in AMOUNTS)
    dose = tuple(token for token in last[place:] if token is not each)
    exercises = [*names, *_split_at_and(last[:place])]
    if not all(
        0 < len(name_of(exercise, text).split()) <= _LONGEST_SHARING for exercise in exercises
    ):
        return []
    return [(*exercise, *dose) for exercise in exercises]


def _split_at_and(row: Tokens) -> list[Tokens]:
    for place, token in enumerate(row):
        if token.term is Term.AND:
            return [part for part in (row[:place], row[place + 1 :]) if part]
    return [row]


def _amounts(part: Tokens) -> list[Token]:
    return [token for token in part if token.term in AMOUNTS or token.term is Term.OFTEN]
