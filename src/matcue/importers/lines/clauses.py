"""The parts of a line: its exercises, and how often all of them are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.names import AMOUNTS, name_of
from matcue.importers.lines.tokens import has
from matcue.importers.lines.vocabulary import Term, Trait

if TYPE_CHECKING:
    from matcue.importers.lines.tokens import Token, Tokens

_PARTED: Final = frozenset({Term.COMMA, Term.STOP})
_PARTING_SIGNS: Final = frozenset({"+", "•", "·", "|", "●"})
_COUNTING: Final = {
    Term.COLON: frozenset({Term.ROUNDS, Term.SETS, Term.COUNT}),
    Term.OF: frozenset({Term.ROUNDS, Term.SETS}),
}
"""What counts rounds before a sign or a word that their exercises follow."""
_LONGEST_SHARING: Final = 5
"""Words of the name of an exercise that shares its dose with others."""
_FEWEST_SHARING: Final = 3
"""Exercises that share a dose; of two, the second may tell of the first: `bridge, one leg`."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A line, taken apart."""

    exercises: tuple[Tokens, ...]
    times: Tokens = ()
    """What tells how often all of them are done; empty where nothing does."""
    why: str = ""
    """What is doubtful about that, as a question."""


def parted(row: Tokens, text: str) -> Parted:
    """Part a line into its exercises, each with its name and its dose."""
    head, body = _headed(row, text)
    if head and len(found := _exercises(body, text)) > 1:
        return Parted(tuple(map(_joined, found)), head)
    found = _exercises(row, text)
    closing = found[-1][-1] if found else ()
    if len(found) > 1 and not name_of(closing, text):
        *before, last = found
        others = (*map(_joined, before), _joined(last[:-1]))
        if any(token.term is Term.ROUNDS for token in closing):
            return Parted(others, closing)
        if closing[0].term is Term.AGAIN and any(token.term is Term.COUNT for token in closing):
            return Parted(others, closing, "Is all of it repeated, or only the last?")
    return Parted(tuple(map(_joined, found)))


def _joined(clauses: list[Tokens]) -> Tokens:
    return tuple(token for clause in clauses for token in clause)


def _headed(row: Tokens, text: str) -> tuple[Tokens, Tokens]:
    """Part off a beginning as `3 rounds:` or `3 x (`."""
    if [token.term for token in row[:3]] == [Term.COUNT, Term.BY, Term.OPEN]:
        return row[:2], tuple(token for token in row[3:] if token.term is not Term.CLOSE)
    for place, token in enumerate(row):
        head = row[: place + 1]
        counting = _COUNTING.get(token.term, frozenset())
        if counting & {one.term for one in head} and not name_of(head, text):
            return head, row[place + 1 :]
    return (), row


def _exercises(row: Tokens, text: str) -> list[list[Tokens]]:
    """Put the clauses of a line together to exercises."""
    clauses = _clauses(row, text)
    if shared := _sharing(clauses, text):
        return [[exercise] for exercise in shared]
    found: list[list[Tokens]] = []
    for clause in clauses:
        if found and _begins_another(clause, found, text):
            found.append([clause])
        elif found:
            found[-1].append(clause)
        else:
            found.append([clause])
    return found


def _clauses(row: Tokens, text: str) -> list[Tokens]:
    """Part a line at its commas, stops, dots and plus signs, outside of brackets."""
    clauses: list[Tokens] = []
    begun = depth = 0
    for place, token in enumerate(row):
        depth += (token.term is Term.OPEN) - (token.term is Term.CLOSE and depth > 0)
        if not depth and _parts(row, place, text):
            clauses.append(row[begun : place + 1])
            begun = place + 1
    return [clause for clause in (*clauses, row[begun:]) if clause]


def _parts(row: Tokens, place: int, text: str) -> bool:
    """Tell whether one clause ends at a place, and another begins."""
    token, behind = row[place], row[place + 1 :]
    if token.term in _PARTED or token.text in _PARTING_SIGNS:
        return True
    if not behind or not place:
        return False
    is_spaced = row[place - 1].end < token.start and token.end < behind[0].start
    if token.term is Term.AND or (token.term is Term.SLASH and is_spaced):
        return behind[0].term in AMOUNTS or _is_exercise(_until_parted(behind), text)
    return False


def _until_parted(row: Tokens) -> Tokens:
    ends = (at for at, token in enumerate(row) if token.term in _PARTED | {Term.AND, Term.SLASH})
    return row[: next(ends, len(row))]


def _is_exercise(clause: Tokens, text: str) -> bool:
    """Tell whether words with a dose name an exercise; those that only last may tell how."""
    name = name_of(clause, text)
    counts = {token.term for token in clause} & (AMOUNTS - {Term.TIME})
    return bool(name and amounts(clause)) and (
        bool(counts) or has(Trait.STILL, name) or has(Trait.MOVING, name)
    )


def _begins_another(clause: Tokens, found: list[list[Tokens]], text: str) -> bool:
    """Tell whether a clause is an exercise of its own, behind one that is complete."""
    if not name_of(clause, text):
        return False
    before = _joined(found[-1])
    if before[-1].text == "+" and (len(found) > 1 or amounts(before)):
        return True
    return (
        bool(amounts(clause))
        and bool(amounts(before))
        and (bool(name_of(before, text)) or any(token.term is Term.ROUNDS for token in before))
    )


def _sharing(clauses: list[Tokens], text: str) -> list[Tokens]:
    """Give each of several exercises the dose that stands behind the last: `A, B, C x 15 each`."""
    *names, last = clauses or [()]
    each = next((token for token in last if token.term is Term.EACH and token.sides), None)
    if each is None or not names or any(amounts(name) for name in names):
        return []
    place = next(at for at, token in enumerate(last) if token.term in AMOUNTS)
    dose = tuple(token for token in last[place:] if token is not each)
    parts = [*names, *_split_at_and(last[:place])]
    if len(parts) < _FEWEST_SHARING or not all(
        0 < len(name_of(part, text).split()) <= _LONGEST_SHARING for part in parts
    ):
        return []
    return [(*part, *dose) for part in parts]


def _split_at_and(row: Tokens) -> list[Tokens]:
    for place, token in enumerate(row):
        if token.term is Term.AND:
            return [part for part in (row[:place], row[place + 1 :]) if part]
    return [row]


def amounts(part: Tokens) -> list[Token]:
    """List the tokens that tell how much it is, or how often."""
    return [token for token in part if token.term in AMOUNTS or token.term is Term.OFTEN]
