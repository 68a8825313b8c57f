"""A line of a list of exercises: its names, its doses, and what is doubtful about it."""

from __future__ import annotations

import re
from typing import Final

from matcue.importers.dose import Dose, dose_of, reduced
from matcue.importers.programme import Kind, Step
from matcue.importers.tokens import Token, Tokens, has, plain, renamed
from matcue.importers.vocabulary import Term, Trait

_MARKS: Final = re.compile(
    r"\*\*|__(?=[^\W_])|(?<=[^\W_])__|(?<!\w)[*_](?=[^\W_])|(?<=[^\W_])[*_](?!\w)|^#+\s*|^>\s*"
)
_NUMBERING: Final = re.compile(
    r"^\s*(?:[-*•●▪◦‣+○→]\s+|\[[ xX]?\]\s*|\(?\d{1,2}[.)\]](?!\d)\s*|\d{1,2}\s+[-–]\s+(?=[^\W\d]))+"
)
_GLUED: Final = re.compile(r"^\d{1,2}(?=[A-Z][a-z])")
_AMOUNTS: Final = frozenset(
    {
        Term.TIME, Term.REPS, Term.SETS, Term.ROUNDS, Term.COUNT, Term.BREATHS, Term.STEPS,
        Term.METRES, Term.MAXIMUM,
    }
)  # fmt: skip
_DOSE: Final = _AMOUNTS | {
    Term.SIDES, Term.OFTEN, Term.BREAK, Term.PACE, Term.GAP, Term.BY, Term.AMRAP, Term.NUMBER
}  # fmt: skip
_FILLING: Final = frozenset(
    {
        Term.OF, Term.TO, Term.ABOUT, Term.ONE, Term.COLON, Term.COMMA, Term.DASH, Term.STOP,
        Term.SIGN, Term.OPEN, Term.AND, Term.SLASH, Term.BY, Term.EACH, Term.CLOSE, Term.BETWEEN,
        Term.NOTHING,
    }
)  # fmt: skip
_TRIMMED: Final = " \t.,:;-–—|/(+=>×*•·→"


def read_line(line: str, number: int) -> tuple[Step, ...]:
    """Read the steps of a line, `number` lines down the document; a line without a word has none.

    A line of several exercises gives several; one that says how many rounds of them are done gives
    one of rounds, which holds them.
    """
    text = _bare(line)
    if not any(letter.isalnum() for letter in text):
        return ()
    row = reduced(plain(text))
    parts = _exercises(row, text)
    steps = [
        step_of(_name(part, text), dose_of(part, text), line=number, source=line.strip())
        for part in parts
    ]
    return tuple(steps)


def step_of(name: str, dose: Dose, *, line: int, source: str | None) -> Step:
    """Make a step of a name and its dose, with the doubt that the two together leave."""
    kind = dose.kind or (Kind.NOTE if dose.often and not name else Kind.NAME)
    if kind is Kind.HOLD and has(Trait.NO_EXERCISE, name):
        kind = Kind.NOTE
    elif kind is Kind.HOLD and not dose.held and has(Trait.MOVING, name):
        kind = Kind.TIME
    why = dose.why or _doubt(name, kind, dose)
    return Step(
        line=line,
        kind=kind,
        source=source,
        name=name,
        sets=dose.sets,
        reps=dose.reps,
        seconds=dose.seconds,
        sides=dose.sides,
        rest=dose.rest,
        tempo=dose.tempo,
        often=dose.often,
        why=why,
    )


def _doubt(name: str, kind: Kind, dose: Dose) -> str:
    if kind is Kind.NAME:
        return "How many repetitions, or how long?" if dose.often or dose.tempo else ""
    if dose.sides is None and kind is not Kind.NOTE and has(Trait.TWO_SIDED, name):
        return "Is it for each side, or for both together?"
    return ""


def _bare(line: str) -> str:
    """Take off list numbers, bullets and the marks of Markdown."""
    text = _MARKS.sub("", line.strip()[:2000].strip())
    text = _NUMBERING.sub("", text)
    return _GLUED.sub("", _MARKS.sub("", text)).strip()


def _exercises(row: Tokens, text: str) -> list[Tokens]:
    """Part a line into its exercises, each with its own name and dose."""
    found: list[list[Token]] = []
    for clause in _clauses(row):
        clause = _counted(clause)
        complete = found and _is_exercise(tuple(found[-1]), text)
        if complete and _is_exercise(clause, text):
            found.append(list(clause))
        elif found:
            found[-1] += clause
        else:
            found.append(list(clause))
    return [tuple(part) for part in found]


def _clauses(row: Tokens) -> list[Tokens]:
    """Part a line at its commas, stops, dots and plus signs, outside of brackets."""
    clauses: list[list[Token]] = [[]]
    depth = 0
    for token in row:
        depth += (token.term is Term.OPEN) - (token.term is Term.CLOSE and depth > 0)
        clauses[-1].append(token)
        if not depth and (
            token.term in {Term.COMMA, Term.STOP} or token.text in {"+", "•", "·", "|"}
        ):
            clauses.append([])
    return [tuple(clause) for clause in clauses if clause]


def _counted(clause: Tokens) -> Tokens:
    """Read a number before or behind a name as repetitions."""
    if len(clause) > 1 and clause[0].term is Term.NUMBER and clause[1].term is not Term.LIMB:
        return (renamed(clause[0], Term.REPS), *clause[1:])
    return clause


def _is_exercise(part: Tokens, text: str) -> bool:
    return any(token.term in _AMOUNTS for token in part) and bool(_name(part, text))


def _name(row: Tokens, text: str) -> str:
    """Find the name: what stands before the dose, or behind it where it comes first."""
    place = next((at for at, token in enumerate(row) if token.term in _DOSE), len(row))
    name = _without_prose(row[:place], text)
    if name or place == len(row) or any(token.term is Term.WORD for token in row[:place]):
        return name
    words: list[Token] = []
    for token in row[place:]:
        if token.term in _DOSE or token.term in {Term.COMMA, Term.STOP, Term.COLON}:
            if words:
                break
        elif words or token.term not in {*_FILLING, Term.HOLD}:
            words.append(token)
    return _without_prose(tuple(words), text)


def _without_prose(row: Tokens, text: str) -> str:
    """Leave what is a name of the words before a dose."""
    sentences = _split(row, Term.STOP)
    first = sentences[0] if sentences else ()
    heads = _split(first, Term.COLON)
    if len(heads) > 1 and has(Trait.GROUP, _text(heads[0], text)) and len(heads[0]) < 3:
        heads = heads[1:]
    words = list(heads[0] if heads else ())
    while words and words[-1].term in _FILLING - {Term.CLOSE}:
        words.pop()
    while words and words[0].term in _FILLING:
        words.pop(0)
    while words and words[0].term is Term.WORD and _is_doing(words[0]):
        words.pop(0)
    while words and words[-1].term is Term.HOLD and len(words) == 1:
        words.pop()
    name = _text(tuple(words), text).strip(_TRIMMED)
    return "" if _is_instruction(name) or (words and words[0].term is Term.HOLD) else name


def _is_doing(token: Token) -> bool:
    return has(Trait.DOING, token.text)


def _is_instruction(name: str) -> bool:
    return has(Trait.INSTRUCTION, name.split(" ", maxsplit=1)[0]) if name else False


def _split(row: Tokens, term: Term) -> list[Tokens]:
    parts: list[list[Token]] = [[]]
    for token in row:
        if token.term is term:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def _text(row: Tokens, text: str) -> str:
    return text[row[0].start : row[-1].end] if row else ""
