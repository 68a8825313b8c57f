"""The dose of an exercise: the figures of a text, and what they count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.grammar import reduced
from matcue.importers.lines.vocabulary import Term
from matcue.importers.programme import Kind, Sides

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.importers.lines.tokens import Token, Tokens
    from matcue.importers.programme import Counts, Lengths

LONG_HOLD: Final = 10
"""Seconds from which a hold that is repeated counts as so many holds, not as a repetition."""
LONGEST_IN_REPS: Final = 20
"""Seconds from which it does so even in several sets."""
MOST_SETS: Final = 12
MOST_REPS: Final = 300


_TOLD: Final = {
    Term.EMOM: Kind.EMOM,
    Term.AMRAP: Kind.AMRAP,
    Term.GAP: Kind.BLANK,
    Term.BREATHS: Kind.BREATHS,
    Term.STEPS: Kind.STEPS,
    Term.METRES: Kind.DISTANCE,
}
"""What a dose is of, where one of these is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """The figures of a text; what it does not say is None."""

    kind: Kind | None = None
    """What they are a dose of, as far as they tell; None where they tell nothing."""
    sets: Counts | None = None
    reps: Counts | None = None
    seconds: Lengths | None = None
    sides: Sides | None = None
    rest: Lengths | None = None
    tempo: tuple[Fraction, ...] | None = None
    often: str | None = None
    number: Counts | None = None
    """A number that is said to count nothing."""
    is_held: bool = False
    """Whether it is said that it is held."""
    has_unit: bool = True
    """Whether it is said that the repetitions are repetitions."""
    is_each: bool = False
    """Whether it is said to be for each, and not for each what."""
    why: str = ""
    """What is doubtful, as a question; empty where nothing is."""


def read_dose(text: str) -> Dose:
    """Read the figures of a text without a name, such as a cell of a table.

    >>> read_dose("3 x 30 s each side").sets
    (3, 3)
    """
    return dose_of(reduced(text), text)


def dose_of(row: Tokens, text: str) -> Dose:
    """Tell what tokens of a text say together."""
    said = _Said(row)
    times = said.all(Term.TIME)
    often = ", ".join(
        text[token.start : token.end].strip() for token in row if token.term is Term.OFTEN
    )
    tempo = tuple(part for token in row if token.tempo for part in token.tempo)
    numbers = said.all(Term.NUMBER)
    dose = Dose(
        sets=_counts(said.figure(Term.SETS) or said.figure(Term.ROUNDS)),
        reps=_counts(said.figure(Term.REPS, Term.BREATHS, Term.STEPS)),
        seconds=times[0] if times else None,
        rest=said.figure(Term.BREAK),
        tempo=tempo or None,
        often=often or None,
        number=_counts(numbers[0]) if numbers else None,
        is_held=Term.HOLD in said.terms,
        has_unit=_has_unit(said.token(Term.REPS)),
        why=said.why or _conflict(said),
    )
    dose = _with_kind(_with_count(dose, said), said)
    if dose.sets is not None and text.rstrip().endswith(":"):
        dose = replace(dose, kind=Kind.ROUNDS if dose.kind is not Kind.EMOM else Kind.EMOM, why="")
    return _questioned(_with_sides(dose, said))


class _Said:
    """The tokens of a text, by what they mean."""

    def __init__(self, row: Tokens) -> None:
        self.row = row
        self.terms = {token.term for token in row}
        self.why = next((token.why for token in row if token.why), "")

    def token(self, *terms: Term) -> Token | None:
        return next((token for token in self.row if token.term in terms), None)

    def figure(self, *terms: Term) -> Lengths | None:
        token = self.token(*terms)
        return token.figure if token else None

    def all(self, term: Term) -> list[Lengths]:
        """List the different figures of a term, in their order."""
        figures = (token.figure for token in self.row if token.term is term)
        return list(dict.fromkeys(figure for figure in figures if figure is not None))


def _conflict(said: _Said) -> str:
    """Ask about figures of which one only can be the dose."""
    if {Term.SETS, Term.ROUNDS} <= said.terms or len(said.all(Term.SETS)) > 1:
        return "Which of the sets or rounds count?"
    if len(said.all(Term.TIME)) > 1:
        return "Which of the times is how long it lasts?"
    if len(said.all(Term.REPS)) > 1 or len(said.all(Term.NUMBER)) > 1:
        return "Which of the numbers is how often it is repeated?"
    return ""


def _with_count(dose: Dose, said: _Said) -> Dose:
    """Let `3 times` or `x 3` be the sets or the repetitions, whichever are not said."""
    for count in map(_counts, said.all(Term.COUNT)):
        if Term.MAXIMUM in said.terms and dose.sets is None:
            dose = replace(dose, sets=count)
        elif dose.reps is None and (dose.seconds is None or dose.sets is not None):
            dose = replace(dose, reps=count)
        elif dose.sets is None:
            is_doubtful = dose.reps is not None and dose.seconds is not None
            why = "Is all of it done so many times, or only the hold?" if is_doubtful else ""
            dose = replace(dose, sets=count, why=dose.why or why)
        elif count not in {dose.sets, dose.reps}:
            dose = replace(dose, why=dose.why or "Which number is how often it is repeated?")
    return dose


def _with_kind(dose: Dose, said: _Said) -> Dose:
    """Tell what the figures are a dose of: by a word that says it, or else by which there are."""
    told = next((kind for term, kind in _TOLD.items() if term in said.terms), None)
    if told is Kind.EMOM:
        return _emom(dose)
    if told is not None:
        why = "What belongs into the gap?" if told is Kind.BLANK else ""
        return replace(dose, kind=told, why=dose.why or why)
    if dose.seconds is not None:
        return _held(dose, said)
    if dose.reps is not None or Term.MAXIMUM in said.terms:
        return _repeated(dose, said)
    if dose.sets is not None:
        return _sets_alone(dose, said)
    is_rest = dose.rest is not None and dose.number is None
    return replace(dose, kind=Kind.REST, seconds=dose.rest, rest=None) if is_rest else dose


def _repeated(dose: Dose, said: _Said) -> Dose:
    why = "How many repetitions, or how long?" if dose.reps is None else ""
    kind = Kind.COUNT if Term.COUNT in said.terms and dose.sets is None else Kind.REPS
    return replace(dose, kind=kind, why=dose.why or why)


def _held(dose: Dose, said: _Said) -> Dose:
    """Tell holds from repetitions that are held; the holds of a repeated one are its sets."""
    assert dose.seconds is not None  # noqa: S101 - the caller has looked
    is_long = dose.seconds[0] >= LONG_HOLD
    if dose.reps is not None:
        in_sets = dose.sets is not None and dose.sets[0] > 1
        if is_long and (not in_sets or dose.seconds[0] >= LONGEST_IN_REPS):
            return replace(dose, kind=Kind.HOLD, sets=_product(dose.sets, dose.reps), reps=None)
        return replace(dose, kind=Kind.REPS)
    if dose.sets is not None and not is_long and Term.SETS not in said.terms:
        return replace(dose, kind=Kind.REPS, sets=None, reps=dose.sets)
    return replace(dose, kind=Kind.HOLD)


def _sets_alone(dose: Dose, said: _Said) -> Dose:
    if Term.ROUNDS in said.terms:
        return replace(dose, kind=Kind.ROUNDS)
    if dose.number is not None:
        return replace(dose, kind=Kind.REPS, reps=dose.number, number=None)
    return replace(dose, kind=Kind.REPS)


def _emom(dose: Dose) -> Dose:
    """Make rounds of a minute of the length of all, where no rounds are said."""
    dose = replace(dose, sets=dose.sets or dose.reps, reps=None)
    if dose.seconds is not None and dose.sets is None and dose.seconds[0] >= 120:
        rounds = int(dose.seconds[0] // 60), int(dose.seconds[1] // 60)
        minute = type(dose.seconds[0])(60)
        return replace(dose, kind=Kind.EMOM, sets=rounds, seconds=(minute, minute))
    return replace(dose, kind=Kind.EMOM)


def _with_sides(dose: Dose, said: _Said) -> Dose:
    found = {token.sides for token in said.row if token.term is Term.SIDES}
    each = next((token for token in said.row if token.term is Term.EACH and token.sides), None)
    one_and_other = ({Sides.LEFT}, Term.RIGHT), ({Sides.RIGHT}, Term.LEFT)
    if any(found == one and other in said.terms for one, other in one_and_other):
        found = {Sides.BOTH}
    if {Sides.LEFT, Sides.RIGHT} <= found:
        return replace(dose, sides=Sides.BOTH)
    if {Sides.BOTH, Sides.DIRECTIONS} <= found:
        why = "Is it so much each way round, and that on each side?"
        return replace(dose, sides=Sides.BOTH, why=dose.why or why)
    for sides in (Sides.BOTH, Sides.DIRECTIONS):
        if sides in found:
            return replace(dose, sides=sides)
    if each is not None:
        often = said.token(Term.OFTEN)
        is_each_time = often is not None and often.start < each.start
        is_each_hold = dose.reps is not None and _is_behind_time(each, said)
        return (
            dose if is_each_time or is_each_hold else replace(dose, sides=Sides.BOTH, is_each=True)
        )
    return _with_one_or_alternating(dose, said)


def _is_behind_time(each: Token, said: _Said) -> bool:
    """Tell whether `each` is of a hold, as in `10 reps, hold 5 s each`."""
    before = [token for token in said.row if token.end <= each.start]
    return bool(before) and before[-1].term is Term.TIME


def _with_one_or_alternating(dose: Dose, said: _Said) -> Dose:
    token = said.token(Term.SIDES)
    if Term.TOTAL in said.terms:
        return replace(dose, sides=Sides.ALTERNATING)
    if token is None:
        return dose
    is_doubtful = token.sides is Sides.ALTERNATING
    why = "Is the number for both sides together, or for each?" if is_doubtful else ""
    return replace(dose, sides=token.sides, why=dose.why or why)


def _questioned(dose: Dose) -> Dose:
    """Ask about figures that hardly anybody can mean."""
    sets, reps = dose.sets or (1, 1), dose.reps or (1, 1)
    length = 1 if dose.seconds is None else dose.seconds[0]
    unlikely = (
        (0 in {sets[0], reps[0]} or length < 1, "Is it really none?"),
        (reps[1] > 1 and sets[0] > MOST_SETS, f"Are these really {sets[0]} sets?"),
        (reps[0] > MOST_REPS, f"Are these really {reps[0]} repetitions?"),
    )
    why = next((question for is_so, question in unlikely if is_so), "")
    return replace(dose, why=dose.why or why)


def _has_unit(reps: Token | None) -> bool:
    return reps is None or any(letter.isalpha() for letter in reps.text)


def _product(sets: Counts | None, reps: Counts) -> Counts:
    return reps if sets is None else (sets[0] * reps[0], sets[1] * reps[1])


def _counts(figure: Lengths | None) -> Counts | None:
    return None if figure is None else (int(figure[0]), int(figure[1]))
