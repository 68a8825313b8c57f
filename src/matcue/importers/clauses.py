"""The parts of a line of several exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.importers.names import AMOUNTS, name_of
from matcue.importers.vocabulary import Term

if TYPE_CHECKING:
    from matcue.importers.tokens import Token, Tokens

_PARTED: Final = frozenset({Term.COMMA, Term.STOP})
_PARTING_SIGNS: Final = frozenset({"+", "•", "·", "|", "●"})
_LONGEST_SHARING: Final = 5
"""Words of the name of an exercise that shares its dose with others."""


def header(row: Tokens, text: str) -> Tokens:
    """Find the beginning that says how often all that follows on the line is done."""
    for place, token in enumerate(row):
        if token.term in {Term.COLON, Term.OF}:
            head = row[: place + 1]
            is_rounds = any(one.term in {Term.ROUNDS, Term.SETS} for one in head)
            if is_rounds and not name_of(head, text) and len(exercises(row[place + 1 :], text)) > 1:
                return head
    return ()


def exercises(row: Tokens, text: str) -> list[Tokens]:
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
        is_and = (
            token.term is Term.AND and row[place + 1 : place + 2] and row[place + 1].term in AMOUNTS
        )
        if not depth and (token.term in _PARTED or token.text in _PARTING_SIGNS or is_and):
            clauses.append(row[begun : place + 1])
            begun = place + 1
    return [clause for clause in (*clauses, row[begun:]) if clause]


def _begins_another(clause: Tokens, before: Tokens, text: str) -> bool:
    """Tell whether a clause is an exercise of its own, behind one that is complete."""
    if before[-1].text == "+" and amounts(before) and name_of(clause, text):
        return True
    return (
        bool(amounts(clause))
        and bool(amounts(before))
        and bool(name_of(clause, text))
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
    if not all(0 < len(name_of(part, text).split()) <= _LONGEST_SHARING for part in parts):
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
