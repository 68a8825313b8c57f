"""The dose of an exercise: the figures of a text, and what they count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import Kind, Sides
from matcue.importers.tokens import Rule, Token, Tokens, joined, plain, renamed, tokens
from matcue.importers.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.importers.programme import Counts, Lengths


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """The figures of a text; what it does not say is None."""

    kind: Kind | None = None
    """What they are a dose of; None where there are none."""
    sets: Counts | None = None
    reps: Counts | None = None
    seconds: Lengths | None = None
    sides: Sides | None = None
    rest: Lengths | None = None
    tempo: tuple[Fraction, ...] | None = None
    often: str | None = None
    held: bool = False
    """Whether it says of a time that it is held."""
    why: str = ""
    """What is doubtful, as a question; empty where nothing is."""


UNITS: Final = "(SECOND|MINUTE|HOUR|REP|TIMES|SET|ROUND|BREATH|STEP|METRE|DAY|IN_A_DAY|DAILY|SIDE)"
FILL: Final = "(WORD|OF|TO|ONE|ABOUT|AND|OTHER|EACH)"
SIXTY: Final = {Term.SECOND: 1, Term.MINUTE: 60, Term.HOUR: 3600, Term.LETTER_M: 60}


def _numbers(row: Tokens) -> list[Token]:
    return [token for token in row if token.figure is not None]


def _is_glued(row: Tokens) -> bool:
    return all(one.end == two.start for one, two in zip(row, row[1:], strict=False))


def _as(term: Term) -> Callable[[Tokens], Token]:
    """Make a token of a term, with the figure of the first number of the row."""

    def make(row: Tokens) -> Token:
        numbers = _numbers(row)
        return joined(row, term, numbers[0].figure if numbers else None)

    return make


def _as_glued(term: Term) -> Callable[[Tokens], Token | None]:
    return lambda row: joined(row, term) if _is_glued(row) else None


def _number(row: Tokens) -> Token:
    """Put a number in words, or a range of them, into figures."""
    numbers = _numbers(row)
    if not numbers:
        half = any(token.term is Term.HALF for token in row)
        value = Fraction(1, 2) if half else Fraction(1)
        return joined(row, Term.NUMBER, (value, value))
    low, high = numbers[0].figure, numbers[-1].figure
    assert low is not None
    assert high is not None
    return joined(row, Term.NUMBER, (low[0], high[1]))


def _range(row: Tokens) -> Token | None:
    first, last = row[0], row[-1]
    if first.figure is None:
        first = _numbers(row)[0]
    if first.figure is None or last.figure is None or first.figure[0] > last.figure[1]:
        return None
    return joined(row, last.term, (first.figure[0], last.figure[1]))


def _time(row: Tokens) -> Token | None:
    """Turn a number and a unit of time into seconds."""
    number = row[0].figure
    if number is None:
        return None
    unit = next(token.term for token in row if token.term in SIXTY)
    return joined(row, Term.TIME, (number[0] * SIXTY[unit], number[1] * SIXTY[unit]))


def _minutes(row: Tokens) -> Token:
    """Read 2m as minutes and 100m as metres."""
    number = row[0].figure
    assert number is not None
    if number[0] < 30:
        return joined(row, Term.TIME, (number[0] * 60, number[1] * 60))
    return joined(row, Term.METRES, number)


def _signed_time(row: Tokens) -> Token | None:
    """Read 1'30" and 45"."""
    if not _is_glued(row):
        return None
    total = Fraction(0), Fraction(0)
    for number, sign in zip(row[::2], row[1::2], strict=False):
        figure = number.figure
        assert figure is not None
        size = 60 if sign.term in {Term.PRIME, Term.LETTER_M, Term.MINUTE} else 1
        total = total[0] + figure[0] * size, total[1] + figure[1] * size
    if len(row) % 2 and row[-1].figure is not None:
        total = total[0] + row[-1].figure[0], total[1] + row[-1].figure[1]
    return joined(row, Term.TIME, total)


def _sum(row: Tokens) -> Token | None:
    """Add the seconds to the minutes, as in 1 min 30 s."""
    first, last = row[0].figure, row[-1].figure
    if first is None or last is None or first[0] % 60 or not 0 < last[0] < 60 or first == last:
        return None
    return joined(row, Term.TIME, (first[0] + last[0], first[1] + last[1]))


def _pace(row: Tokens) -> Token | None:
    values = [token.figure[0] for token in row if token.figure is not None]
    if len(values) == 1 and 1000 <= values[0] <= 9999:
        values = [Fraction(int(digit)) for digit in str(values[0])]
    if len(values) < 2 or any(value > 10 for value in values):
        return None
    return replace(joined(row, Term.PACE), tempo=tuple(values))


def _slow(row: Tokens) -> Token:
    figure = row[0].figure
    assert figure is not None
    return replace(joined(row, Term.PACE), tempo=(figure[0],))


def _equal_pair(row: Tokens) -> Token | None:
    """Read 12/12 as twelve on each side; 90/90 is a name."""
    first, last = row[0].figure, row[-1].figure
    if first is None or not _is_glued(row):
        return None
    if first == last and first[1] <= 30:
        return replace(joined(row, Term.NUMBER, first), sides=Sides.BOTH)
    return joined(row, Term.NOTHING)


def _sides(sides: Sides) -> Callable[[Tokens], Token]:
    return lambda row: replace(joined(row, Term.SIDES), sides=sides)


def _two_sides(row: Tokens) -> Token | None:
    """Read `2 sides`; three are none that anybody has."""
    figure = row[0].figure
    if figure is None or figure[1] != 2:
        return None
    return replace(joined(row, Term.SIDES), sides=Sides.BOTH)


def _amount(value: int) -> Callable[[Tokens], Token]:
    return lambda row: joined(row, Term.COUNT, (Fraction(value), Fraction(value)))


def _rest(row: Tokens) -> Token:
    figure = _numbers(row)[0].figure
    return joined(row, Term.BREAK, figure)


def _glued_label(row: Tokens) -> Token | None:
    """Keep the number of L4 or B2 from being one of a dose."""
    return joined(row, Term.WORD) if _is_glued(row) and len(row[0].text) <= 3 else None


def _terms(*terms: Term | None) -> Callable[[Tokens], Tokens]:
    """Make the tokens of a row mean something else, from the first; None leaves one as it is."""

    def make(row: Tokens) -> Tokens:
        wanted = (*terms, *[None] * len(row))
        return tuple(
            token if term is None else renamed(token, term)
            for token, term in zip(row, wanted, strict=False)
        )

    return make


def _bare_time(row: Tokens) -> Token:
    return joined(row, Term.TIME, _numbers(row)[0].figure)


def _each_side(row: Tokens) -> Tokens:
    first = renamed(row[0], Term.REPS) if row[0].term is Term.NUMBER else row[0]
    return first, replace(renamed(row[-1], Term.SIDES), sides=Sides.BOTH)


_SEPARATOR: Final = "(DASH|SLASH|COLON)"
_AMOUNT: Final = "(NUMBER|TIME|REPS|COUNT|BREATHS|STEPS)"

RULES: Final[tuple[Rule, ...]] = (
    # Numbers in words, and ranges.
    Rule("ONE? HALF (ONE|OF)* (?=WORD? (MINUTE|HOUR))", _number),
    Rule(f"NUMERAL ((TO|ONE|DASH|OR) NUMERAL)? (?=WORD? {UNITS})", _number),
    Rule("ONE (?=WORD? (SECOND|MINUTE|HOUR|BREATH))", _number),
    # What is no dose.
    Rule("NUMBER (STOP|SLASH|DASH) NUMBER (STOP|SLASH|DASH) NUMBER (?=TEMPO)", _pace),
    Rule(f"TEMPO COLON? (NUMBER|CLOCK) ({_SEPARATOR} (NUMBER|CLOCK))*", _pace),
    Rule(
        f"(SCALE|OPEN)? NUMBER {_SEPARATOR} NUMBER {_SEPARATOR} NUMBER ({_SEPARATOR} NUMBER)? TEMPO?",
        _pace,
    ),
    Rule("NUMBER (STOP|SLASH|DASH) NUMBER ((STOP|SLASH|DASH) NUMBER)+", _as(Term.NOTHING)),
    Rule("(WORD|LEFT|RIGHT|SECOND|HOUR) NUMBER (?!SECOND|MINUTE|BY)", _glued_label),
    Rule("SET NUMBER COLON", _as(Term.NOTHING)),
    Rule("NUMBER SLASH NUMBER", _equal_pair),
    Rule("NUMBER (DASH|TO|ONE|OR) NUMBER", _range),
    Rule("BETWEEN NUMBER AND NUMBER", _range),
    Rule("NUMBER DASH? MEASURE", _as(Term.NOTHING)),
    Rule("SCALE COLON? NUMBER (SLASH NUMBER)?", _as(Term.NOTHING)),
    Rule("NUMBER DASH? WORD", _as_glued(Term.NOTHING)),
    # How often a day or a week.
    Rule("EACH NUMBER? (WORD|OTHER)? (DAY|HOUR|SESSION)", _as(Term.OFTEN)),
    Rule("IN_A_DAY NUMBER (TIMES|REP|DAY|BY)?", _as(Term.OFTEN)),
    Rule(
        "((?<!BY) NUMBER (BY|TIMES|SESSION|DAY|SLASH|EACH)|ONCE|TWICE|THRICE)"
        " (BY|TIMES|SESSION|DAY)* (EACH|ONE|SLASH|TO|OF|WORD){0,2} (DAY|DAILY|IN_A_DAY)",
        _as(Term.OFTEN),
    ),
    Rule("SESSION EACH DAY (COLON NUMBER)?", _as(Term.OFTEN)),
    Rule("DAILY|IN_A_DAY", _as(Term.OFTEN)),
    Rule("NUMBER DASH? DAY", _as(Term.NOTHING)),
    # Times.
    Rule("NUMBER LETTER_M NUMBER SECOND?", _signed_time),
    Rule("NUMBER MINUTE NUMBER", _signed_time),
    Rule("NUMBER PRIME (NUMBER QUOTE?)?", _signed_time),
    Rule("NUMBER QUOTE", _signed_time),
    Rule("NUMBER DASH? (SECOND|MINUTE|HOUR) STOP?", _time),
    Rule("NUMBER LETTER_M", _minutes),
    Rule("CLOCK (SECOND|MINUTE|HOUR)?", _as(Term.TIME)),
    Rule("TIME AND? TIME", _sum),
    Rule("TIME (DASH|TO|ONE|OR) TIME", _range),
    Rule("TIME DASH? WORD? SLOWLY", _slow),
    # Counts.
    Rule("(REP) COLON NUMBER (?!BY|TIMES|REP|SET)", _as(Term.REPS)),
    Rule("(SET|ROUND) COLON NUMBER (?!BY|TIMES|REP|SET)", _as(Term.SETS)),
    Rule("NUMBER DASH? WORD? REP STOP?", _as(Term.REPS)),
    Rule("NUMBER DASH? WORD? SET STOP?", _as(Term.SETS)),
    Rule("NUMBER DASH? WORD? ROUND STOP?", _as(Term.ROUNDS)),
    Rule("NUMBER DASH? WORD? BREATH STOP?", _as(Term.BREATHS)),
    Rule("NUMBER DASH? WORD? STEP", _as(Term.STEPS)),
    Rule("NUMBER DASH? METRE", _as(Term.METRES)),
    Rule("TIMES (?=NUMBER|REPS|TIME)", _as(Term.BY)),
    Rule("NUMBER TIMES", _as(Term.COUNT)),
    Rule("ONCE", _amount(1)),
    Rule("TWICE", _amount(2)),
    Rule("THRICE", _amount(3)),
    # Rests.
    Rule(
        f"REST {FILL}{{0,2}} COLON? {FILL}? (TIME|NUMBER) {FILL}? (BETWEEN {FILL}* (SET|ROUND|REP|EACH)*)?",
        _rest,
    ),
    Rule(f"TIME {FILL}{{0,2}} REST (BETWEEN {FILL}* (SET|ROUND|REP)*)?", _rest),
    Rule(f"TIME BETWEEN {FILL}* (SET|ROUND|REP)*", _rest),
    # Sides.
    Rule("(EACH|SLASH|BOTH)+ WORD? DIRECTION", _sides(Sides.DIRECTIONS)),
    Rule("(EACH|SLASH)+ WORD? (SIDE|LIMB)+", _sides(Sides.BOTH)),
    Rule(f"(?<={'(NUMBER)'}) ONE (SIDE|LIMB)", _sides(Sides.BOTH)),
    Rule("BOTH WORD? SIDE", _sides(Sides.BOTH)),
    Rule("BOTH_SIDES EACH?", _sides(Sides.BOTH)),
    Rule("SIDE EACH", _sides(Sides.BOTH)),
    Rule("NUMBER SIDE", _two_sides),
    Rule(f"SWITCH {FILL}{{0,5}} (SIDE|LIMB)", _sides(Sides.BOTH)),
    Rule("SIDE SWITCH", _sides(Sides.BOTH)),
    Rule("LEFT (AND|SLASH|DASH|COMMA|OR)? RIGHT", _sides(Sides.BOTH)),
    Rule("RIGHT (AND|SLASH|DASH|COMMA|OR)? LEFT", _sides(Sides.BOTH)),
    Rule("TOGETHER|BOTH LIMB", _sides(Sides.NONE)),
    Rule("ALTERNATING (SIDE|LIMB)?", _sides(Sides.ALTERNATING)),
    Rule("TOTAL", _sides(Sides.ALTERNATING)),
    # What bare numbers count.
    Rule("NUMBER BY NUMBER BY TIME", _terms(Term.SETS, None, Term.REPS)),
    Rule("TIME BY NUMBER BY NUMBER", _terms(None, None, Term.REPS, None, Term.SETS)),
    Rule("NUMBER BY NUMBER", _terms(Term.SETS, None, Term.REPS)),
    Rule("NUMBER BY (?=ABOUT? (REPS|TIME|MAXIMUM|BREATHS|STEPS|METRES))", _terms(Term.SETS)),
    Rule("(REPS|METRES|BREATHS|STEPS) BY NUMBER", _terms(None, None, Term.SETS)),
    Rule("TIME BY NUMBER", _terms(None, None, Term.COUNT)),
    Rule(
        "(SETS|ROUNDS) (BY|OF|TO|COLON|COMMA|ABOUT)* NUMBER (?!WORD|BY)",
        lambda row: (*row[:-1], renamed(row[-1], Term.REPS)),
    ),
    Rule("BY NUMBER", _terms(None, Term.COUNT)),
    Rule("NUMBER BY", _terms(Term.COUNT)),
    Rule("NUMBER COMMA? OPEN? SIDES", _terms(Term.REPS)),
    Rule(f"NUMBER (?={FILL}{{0,2}} HOLD)", _bare_time),
    Rule("(?<=HOLD) (ABOUT|TO|COLON)* NUMBER", _bare_time),
    Rule(f"{_AMOUNT} ONE (SIDE|LIMB)", lambda row: (row[0], _sides(Sides.BOTH)(row[1:]))),
    Rule(f"{_AMOUNT} EACH (?!WORD|REP|SET|ROUND|SESSION|DAY)", _each_side),
    Rule(f"EACH (?={_AMOUNT})", _sides(Sides.BOTH)),
)


def reduced(text: str) -> Tokens:
    """Put together what belongs together in a plain text."""
    row = tokens(text)
    for rule in RULES:
        row = rule.apply(row)
    return row


def _is_each_time(token: Token, row: Tokens) -> bool:
    """Tell whether `each` follows how often it is done, as in 3x daily (10 reps each)."""
    before = row[: row.index(token)]
    return token.text in {"each", "ea"} and any(one.term is Term.OFTEN for one in before)


def read_dose(text: str) -> Dose:
    """Read the figures of a text that holds no name, such as a cell of a table."""
    clean = plain(text)
    return dose_of(reduced(clean), text)


def dose_of(row: Tokens, text: str) -> Dose:
    """Tell what the tokens of a text say together."""
    by_term: dict[Term, list[Token]] = {}
    for token in row:
        by_term.setdefault(token.term, []).append(token)

    def first(term: Term) -> Lengths | None:
        return next((token.figure for token in by_term.get(term, ())), None)

    why: list[str] = []
    counts = [token.figure for token in by_term.get(Term.COUNT, ())]
    sets = first(Term.SETS) or first(Term.ROUNDS)
    if Term.SETS in by_term and Term.ROUNDS in by_term:
        why.append("Are the rounds and the sets the same, or is it both?")
    times = [token.figure for token in by_term.get(Term.TIME, ())]
    seconds = times[0] if times else None
    if len(set(times)) > 1:
        why.append("Which of the times is how long it lasts?")
    reps = first(Term.REPS)
    kind: Kind | None = None
    if Term.AMRAP in by_term and seconds is not None:
        kind = Kind.AMRAP
    elif Term.EMOM in by_term:
        kind = Kind.EMOM
    for term, its_kind in (
        (Term.BREATHS, Kind.BREATHS),
        (Term.STEPS, Kind.STEPS),
        (Term.METRES, Kind.DISTANCE),
    ):
        if term in by_term:
            kind = its_kind
            if kind is not Kind.DISTANCE:
                reps = reps or first(term)
    for count in counts:
        if reps is None and (seconds is None or sets is not None):
            reps = count
        elif sets is None:
            sets = count
            if reps is not None and seconds is not None and Term.HOLD in by_term:
                why.append("Is the whole done so many times, or is only the hold?")
        elif count not in {sets, reps}:
            why.append("Which of the numbers is how often it is repeated?")
    if seconds is not None and reps is not None and kind is None:
        kind = Kind.REPS
        if seconds[0] >= 10 and (sets is None or sets[0] == 1 or seconds[0] >= 20):
            kind, sets = Kind.HOLD, _product(sets, reps)
            reps = None
    elif seconds is not None and kind is None:
        kind = Kind.HOLD
        if sets is not None and seconds[0] < 10 and Term.SETS not in by_term:
            kind, sets, reps = Kind.REPS, None, sets
    elif reps is not None and kind is None:
        kind = Kind.REPS
    if Term.MAXIMUM in by_term and reps is None and seconds is None:
        kind = Kind.REPS
        why.append("How many repetitions, or how long?")
    if (
        seconds is not None
        and sets is not None
        and (seconds[0] * sets[0]) > 900
        and kind is Kind.HOLD
    ):
        why.append("Is it really this long in all?")
    if seconds is not None and (sets is None and reps is not None) and seconds[0] * reps[0] > 900:
        why.append("Is it really this long in all?")
    if Term.GAP in by_term:
        kind = Kind.BLANK
        why.append("What was to be filled in here?")
    sides = next(iter(by_term.get(Term.SIDES, ())), None)
    often = by_term.get(Term.OFTEN)
    all_sides = [
        token.sides for token in row if token.sides is not None and not _is_each_time(token, row)
    ]
    side = all_sides[0] if all_sides else None
    if Sides.BOTH in all_sides:
        side = Sides.BOTH
    elif side is Sides.ALTERNATING and sides is not None and sides.text.find("total") < 0:
        why.append("Is the number for both sides together, or for each?")
    pace = by_term.get(Term.PACE)
    if kind is None and sets is not None:
        kind = Kind.ROUNDS if Term.ROUNDS in by_term else Kind.REPS
        if kind is Kind.REPS:
            why.append("How many repetitions?")
    if kind is None and Term.BREAK in by_term:
        kind, seconds = Kind.REST, first(Term.BREAK)
    return Dose(
        kind=kind,
        sets=_counts(sets),
        reps=_counts(reps),
        seconds=seconds,
        sides=side,
        rest=None if kind is Kind.REST else first(Term.BREAK),
        tempo=pace[0].tempo if pace else None,
        often=text[often[0].start : often[0].end] if often else None,
        held=Term.HOLD in by_term,
        why=why[0] if why else "",
    )


def _product(sets: Lengths | None, reps: Lengths) -> Lengths:
    return reps if sets is None else (sets[0] * reps[0], sets[1] * reps[1])


def _counts(figure: Lengths | None) -> Counts | None:
    return None if figure is None else (int(figure[0]), int(figure[1]))
