"""The grammar of doses: the rules, in their order, by which tokens are put together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import Sides
from matcue.importers.tokens import Rule, Tokens, has, is_all, joined, tokens
from matcue.importers.vocabulary import Term, Trait

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.importers.programme import Lengths

    Make = Callable[[Tokens], Tokens | None]

_SECONDS: Final = {
    Term.SECOND: 1,
    Term.QUOTE: 1,
    Term.MINUTE: 60,
    Term.PRIME: 60,
    Term.LETTER_M: 60,
    Term.HOUR: 3600,
}
"""Seconds of each unit of time."""
_LARGEST_PAIR: Final = 30
"""The most repetitions that a pair as 12/12 is of; 90/90 is a position."""
_MOST_IN_SERIES: Final = 30
"""The most repetitions of a row of sets as 12, 10, 8; larger numbers are a date or a telephone."""
_WAYS: Final = frozenset({"up", "down", "hoch", "ab", "runter"})
"""Words that are of a pace only where a preposition leads to it: `press up 30 s` is none."""
_EVERY: Final = frozenset(
    {"every", "alle", "toutes les", "cada", "ogni", "om de", "var", "co", "каждые", "her"}
)
_SHORTEST_EVERY: Final = 600
"""Seconds from which `every so long` tells how often an exercise is done."""
_LONGEST_PACE: Final = 10
"""Seconds that a part of a repetition takes at the most."""


def reduced(text: str) -> Tokens:
    """Put together, of a text, the tokens that mean something together."""
    row = tokens(text)
    if has(Trait.CARRIED, text):
        row = _with_metres(row)
    for rule in RULES:
        row = rule.apply(row)
    return row


def _with_metres(row: Tokens) -> Tokens:
    """Read the letter m as metres, as behind a carry or a walk."""
    return tuple(
        replace(token, term=Term.METRE) if token.term is Term.LETTER_M else token for token in row
    )


def _figures(row: Tokens) -> list[Lengths]:
    return [token.figure for token in row if token.figure is not None]


def _is_glued(row: Tokens) -> bool:
    return all(one.end == two.start for one, two in pairwise(row))


def _as(term: Term) -> Make:
    """Make one token of a row, with its first figure."""
    return lambda row: (joined(row, term, next(iter(_figures(row)), None)),)


def _if_glued(make: Make) -> Make:
    return lambda row: make(row) if _is_glued(row) else None


def _each_as(*terms: Term | None) -> Make:
    """Make the tokens of a row mean something else, from the first; None leaves one as it is."""

    def make(row: Tokens) -> Tokens:
        wanted = (*terms, *[None] * (len(row) - len(terms)))
        return tuple(
            token if term is None else replace(token, term=term)
            for token, term in zip(row, wanted, strict=True)
        )

    return make


def _last_as(term: Term) -> Make:
    return lambda row: (*row[:-1], replace(row[-1], term=term))


def _amount(value: Fraction, term: Term) -> Make:
    return lambda row: (joined(row, term, (value, value)),)


def _with_sides(sides: Sides) -> Make:
    return lambda row: (replace(joined(row, Term.SIDES), sides=sides),)


def _range(row: Tokens) -> Tokens | None:
    """Read the first and the last figure as a range, if it goes up; 90-90 is a position."""
    figures = _figures(row)
    if figures[0][0] > figures[-1][1]:
        return None
    if figures[0] == figures[-1] and _is_glued(row):
        return (joined(row, Term.WORD),)
    return (joined(row, row[-1].term, (figures[0][0], figures[-1][1])),)


def _in_figures(row: Tokens) -> Tokens:
    """Put a number in words, or a range of them, into figures."""
    figures = _figures(row)
    return (joined(row, Term.NUMBER, (figures[0][0], figures[-1][1])),)


def _lettered_sets(row: Tokens) -> Tokens | None:
    """Read 3s x 12r as three sets of twelve."""
    if (row[1].text, row[-1].text) != ("s", "r"):
        return None
    return (
        joined(row[:2], Term.SETS, row[0].figure),
        row[2],
        joined(row[3:], Term.REPS, row[3].figure),
    )


def _numbered(row: Tokens) -> Tokens | None:
    """Leave the number of an exercise 3 or a week 2 to its name."""
    is_named = row[0].text == "#" or is_all(Trait.NUMBERED, row[0].text)
    return (joined(row, Term.WORD),) if is_named else None


def _numbered_range(row: Tokens) -> Tokens | None:
    """Leave the numbers of steps 1-6 to their name."""
    is_one = _is_glued(row[1:]) or row[2].term is Term.TO
    return _numbered(row) if is_one else None


def _few(row: Tokens) -> Tokens | None:
    """Leave the number of a 2 leg bridge or a 4-way hip to its name."""
    return (joined(row, Term.WORD),) if _figures(row)[0][1] <= 4 else None


def _angle(row: Tokens) -> Tokens | None:
    """Leave the number of a bracket as (110 hip flexion) to its words."""
    return (joined(row, Term.WORD),) if _figures(row)[0][0] > _LARGEST_PAIR else None


def _lettered(row: Tokens) -> Tokens | None:
    """Leave the number of L4 or B2 to its letters."""
    return (joined(row, Term.WORD),) if _is_glued(row) and len(row[0].text) <= 3 else None


def _every_so_many_hours(row: Tokens) -> Tokens | None:
    """Read q2h."""
    return (joined(row, Term.OFTEN),) if row[0].text == "q" else None


def _pair(row: Tokens) -> Tokens | None:
    """Read 12/12 as twelve on each side; 90/90 and 1/2 belong to names."""
    first, last = _figures(row)
    if not _is_glued(row):
        return None
    if first == last and first[0] <= _LARGEST_PAIR:
        return replace(row[0], term=Term.NUMBER), replace(
            joined(row[1:], Term.SIDES), sides=Sides.BOTH
        )
    if first == last or (first < last and last[0] <= 4):
        return (joined(row, Term.WORD),)
    why = f"What do the {row[0].text} and the {row[-1].text} count?"
    return (replace(joined(row, Term.NOTHING), why=why),)


def _series(row: Tokens) -> Tokens | None:
    """Read 12, 10, 8 as the repetitions of three sets, of which the fewest count."""
    figures = _figures(row)
    lowest, highest = min(low for low, _ in figures), max(high for _, high in figures)
    if highest > _MOST_IN_SERIES or any(token.text[0] == "0" for token in row):
        return None
    numbers = ", ".join(token.text for token in row if token.figure is not None)
    sets = Fraction(len(figures))
    why = f"Are {numbers} the repetitions of one set after the other?"
    return (
        joined(row[:1], Term.SETS, (sets, sets)),
        replace(joined(row[1:], Term.REPS, (lowest, lowest)), why=why),
    )


def _series_of_sets(row: Tokens) -> Tokens | None:
    """Read the 12, 10, 8 of 3 x 12, 10, 8, whose sets are said."""
    made = _series(row)
    return None if made is None else (replace(made[-1], start=row[0].start, term=Term.NUMBER),)


def _pace(row: Tokens) -> Tokens | None:
    """Read the seconds of the parts of a repetition, as 3-1-3 or 3010."""
    if row[0].term is Term.SCALE and row[0].text != "@":
        return None
    values = [low for low, _ in _figures(row)]
    if len(values) == 1 and 1000 <= values[0] <= 9999:
        values = [Fraction(int(digit)) for digit in str(int(values[0]))]
    is_series = values[0] > 5 and values == sorted(values, reverse=True)
    if len(values) < 2 or max(values) > _LONGEST_PACE or is_series:
        return None
    return (replace(joined(row, Term.PACE), tempo=tuple(values)),)


def _slow(row: Tokens) -> Tokens | None:
    """Read 3 s down as the pace of a movement."""
    (length,) = _figures(row)
    if length[0] > _LONGEST_PACE or row[0].text in _WAYS:
        return None
    return (replace(joined(row, Term.PACE), tempo=(length[0],)),)


def _slow_over(row: Tokens) -> Tokens | None:
    """Read `down for 3 s` as a pace, too."""
    return _slow(row[1:])


def _time(row: Tokens) -> Tokens:
    """Read a number and its unit, or several such, as seconds."""
    low = high = Fraction(0)
    size = 60
    for token in row:
        if token.figure is not None:
            number = token.figure
        elif token.term in _SECONDS:
            size = _SECONDS[token.term]
            low, high, number = low + number[0] * size, high + number[1] * size, None
    if number is not None:
        low, high = low + number[0], high + number[1]
    return (joined(row, Term.TIME, (low, high)),)


def _quoted_time(row: Tokens) -> Tokens | None:
    """Read 45" as seconds; of few, it may be inches."""
    if not _is_glued(row):
        return None
    (time,) = _time(row)
    few = time.figure is not None and time.figure[0] < 10
    return (replace(time, why='Does " mean seconds?' if few else ""),)


def _unclear_metres(row: Tokens) -> Tokens | None:
    """Read 2m as minutes, and 100m as metres; M is Monday."""
    if row[-1].is_capital and not _is_glued(row):
        return None
    ((low, high),) = _figures(row)
    if low < 30:
        return (joined(row, Term.TIME, (low * 60, high * 60)),)
    why = "" if low >= 100 else "Are these metres or minutes?"
    return (replace(joined(row, Term.METRES, (low, high)), why=why),)


def _carried_metres(row: Tokens) -> Tokens:
    why = "Are these metres or minutes?" if row[-1].text == "m" and _figures(row)[0][0] < 30 else ""
    return (replace(joined(row, Term.METRES, _figures(row)[0]), why=why),)


def _seconds_alone(row: Tokens) -> Tokens | None:
    """Read the :30 of 3 x :30."""
    is_clock = row[1].end == row[2].start
    return (*row[:2], replace(row[2], term=Term.TIME)) if is_clock else None


def _sum(row: Tokens) -> Tokens | None:
    """Add the seconds to the minutes, as in 1 min 30 s."""
    first, last = _figures(row)
    if first[0] % 60 or not 0 < last[0] < 60:
        return None
    return (joined(row, Term.TIME, (first[0] + last[0], first[1] + last[1])),)


def _counted_seconds(row: Tokens) -> Tokens:
    """Read `a count of 10` as seconds."""
    return (joined(row, Term.TIME, _figures(row)[-1]),)


def _equal_sum(row: Tokens) -> Tokens | None:
    """Read 10+10 as ten on each side."""
    first, sign, last = row
    if sign.text != "+" or first.term is not last.term or first.figure != last.figure:
        return None
    return first, replace(joined(row[1:], Term.SIDES), sides=Sides.BOTH)


def _every_so_long(row: Tokens) -> Tokens | None:
    """Read `every 30 minutes` as how often it is done."""
    is_every = row[0].text in _EVERY and _figures(row)[0][0] >= _SHORTEST_EVERY
    return (joined(row, Term.OFTEN),) if is_every else None


def _every_round(row: Tokens) -> Tokens | None:
    """Read the `every` of `every 2:00 x 5`; `je 30 s x 3` is for each side."""
    return (joined(row, Term.EMOM),) if row[0].text in _EVERY else None


def _timed_pair(row: Tokens) -> Tokens:
    """Read 30/30 s as 30 seconds on each side, and 20/10 s as followed by a rest."""
    first, last = _figures(row)
    (time,), (other,) = _time((row[0], row[-1])), _time((row[2], row[-1]))
    if first == last:
        why = f"Is it {row[0].text} on each side?"
        return time, replace(other, term=Term.SIDES, sides=Sides.BOTH, figure=None, why=why)
    why = f"Is it {row[0].text}, and {row[2].text} of rest?"
    return time, replace(other, term=Term.BREAK, why=why)


def _break(row: Tokens) -> Tokens:
    """Read the length of a rest; a number alone is seconds."""
    figure = _figures(row)[0]
    if figure[0] < _LONGEST_PACE and any(token.text == "pause" for token in row):
        return joined(row[:1], Term.HOLD), joined(row, Term.TIME, figure)
    is_bare = any(token.term is Term.NUMBER for token in row)
    why = "Is the rest in seconds?" if is_bare and figure[0] < 10 else ""
    return (replace(joined(row, Term.BREAK, figure), why=why),)


def _so_many_sides(row: Tokens) -> Tokens:
    """Read `2 sides`; three are none that anybody has."""
    ((low, high),) = _figures(row)
    if low == high == 2:
        return _with_sides(Sides.BOTH)(row) or ()
    why = f"What are {row[0].text} sides?"
    return (replace(joined(row, Term.COUNT, (low, high)), why=why),)


def _left_and_right(row: Tokens) -> Tokens | None:
    """Read the same amount on the left and on the right as that of both sides."""
    first, last = (token for token in row if token.figure is not None)
    if first.term is not last.term or first.figure != last.figure:
        return None
    if not {Term.LEFT, Term.RIGHT} <= {token.term for token in row}:
        return None
    term = Term.REPS if first.term is Term.NUMBER else first.term
    return (
        joined(row, term, first.figure),
        replace(row[-1], term=Term.SIDES, sides=Sides.BOTH, figure=None),
    )


def _initials(row: Tokens) -> Tokens | None:
    """Read R & L as both sides; `turn left and right` is in turn."""
    is_short = len(row[0].text) == len(row[-1].text) == 1
    return _with_sides(Sides.BOTH)(row) if is_short else None


def _in_turn(row: Tokens) -> Tokens:
    why = "Is the number for both sides together, or for each?"
    return (replace(joined(row, Term.SIDES), sides=Sides.ALTERNATING, why=why),)


def _one_side(row: Tokens) -> Tokens:
    is_left = any(token.term is Term.LEFT for token in row)
    return _with_sides(Sides.LEFT if is_left else Sides.RIGHT)(row) or ()


def _each_at_end(row: Tokens) -> Tokens:
    term = Term.REPS if row[0].term is Term.NUMBER else row[0].term
    return (
        replace(row[0], term=term),
        *row[1:-1],
        replace(row[-1], sides=Sides.BOTH),
    )


def _each_at_start(row: Tokens) -> Tokens:
    return (replace(row[0], sides=Sides.BOTH),)


def _each_of_many(row: Tokens) -> Tokens | None:
    """Ask how many there are of what it is done for each of."""
    thing = next(token.text for token in row if token.term is Term.WORD)
    if has(Trait.PLACEHOLDER, thing):
        return None
    return replace(row[0], why=f"How many are there, at so much for each {thing}?"), *row[1:]


def _both_ways(row: Tokens) -> Tokens | None:
    """Read the same amount one way round and the other as that of both directions."""
    first, last = (token for token in row if token.figure is not None)
    if first.term is not last.term or first.figure != last.figure:
        return None
    term = Term.REPS if first.term is Term.NUMBER else first.term
    return (
        joined(row, term, first.figure),
        replace(row[-1], term=Term.SIDES, sides=Sides.DIRECTIONS),
    )


def _sets_and_reps(row: Tokens) -> Tokens:
    """Read the sets before the repetitions, but 10 x 3 as three sets of ten."""
    first, last = _figures(row)
    if first[0] >= 8 and last[1] <= 5:
        why = (
            f"Is it {row[-1].text} sets of {row[0].text}, or {row[0].text} sets of {row[-1].text}?"
        )
        return (
            replace(row[0], term=Term.REPS, why=why),
            row[1],
            replace(row[-1], term=Term.SETS),
        )
    return replace(row[0], term=Term.SETS), row[1], replace(row[-1], term=Term.REPS)


def _so_many_times_so_many(row: Tokens) -> Tokens | None:
    """Read the Russian and Polish `3 по 12`."""
    return _sets_and_reps(row) if row[1].text in {"по", "po"} else None


def _without_total(row: Tokens) -> Tokens | None:
    """Leave out the total behind the amount for each side."""
    return row[:2] if row[1].sides is Sides.BOTH else None


def _bare_time(row: Tokens) -> Tokens:
    figure = _figures(row)[0]
    number = next(token.text for token in row if token.figure is not None).replace(" - ", "–")
    return (replace(joined(row, Term.TIME, figure), why=f"Is it {number} seconds?"),)


_BLANK: Final = "(WORD|OF|THE|TO|ONE|ABOUT|AND|OTHER|EACH|ON_THE|OVER)"
_BETWEEN: Final = f"BETWEEN {_BLANK}{{0,4}} (SET|ROUND|REP)*"
_UNIT: Final = (
    "(SECOND|MINUTE|HOUR|LETTER_M|REP|TIMES|SET|ROUND|BREATH|STEP|METRE|SESSION|DAY|DAILY"
    "|IN_A_DAY|SIDE)"
)
_TO: Final = "(DASH|TO|ONE|OR)"
_MARK: Final = "(DASH|SLASH|COLON)"
_AMOUNT: Final = "(NUMBER|TIME|REPS|COUNT|BREATHS|STEPS|METRES)"
_BY: Final = "(BY|OF|ONE|TO|COLON|COMMA|DASH|ABOUT)"
_ALONE: Final = "(?!DASH? (BY|TIMES)|(REP|SET) (?!COLON|NUMBER))"
_PER: Final = "(?<=NUMBER|TIME|REPS|COUNT|BREATHS|STEPS|METRES|SETS|ROUNDS|BY) SLASH"
"""The slash of 10/side, which is no part of a name, as in `plank/side plank`."""
_WAY: Final = "(LEFT|RIGHT)"
_THEN: Final = "(SLASH|AND|COMMA|AGAIN|DASH|STOP)"

_IN_WORDS: Final = (
    Rule("ONE? HALF (OF|ONE)* (?=WORD? (MINUTE|HOUR))", _amount(Fraction(1, 2), Term.NUMBER)),
    Rule(f"NUMERAL ({_TO} NUMERAL)? (?=DASH? WORD? {_UNIT})", _in_figures),
    Rule("(?<=COLON|COUNTING) NUMERAL", _in_figures),
    Rule("(SET|ROUND) (OF|BY) NUMERAL", _last_as(Term.NUMBER)),
    Rule("NUMBER SECOND BY NUMBER REP", _lettered_sets),
    Rule("ONE (?=WORD? (SECOND|MINUTE|HOUR|BREATH))", _amount(Fraction(1), Term.NUMBER)),
)
_NO_DOSE: Final = (
    Rule(f"LEADER (?={_UNIT})", _as(Term.GAP)),
    Rule("WORD NUMBER (DASH NUMBER)? HOUR", _every_so_many_hours),
    Rule("(TEMPO|SCALE) COLON? NUMBER BY NUMBER", _as(Term.NOTHING)),
    Rule("(TEMPO|SCALE) COLON? (NUMBER|CLOCK) ((DASH|SLASH|COLON) (NUMBER|CLOCK))*", _pace),
    Rule("SCALE{1,2} ABOUT? COLON? NUMBER ((SLASH|DASH) NUMBER){0,2}", _as(Term.NOTHING)),
    Rule(f"NUMBER {_MARK} NUMBER {_MARK} NUMBER ({_MARK} NUMBER)?", _if_glued(_pace)),
    Rule("(?<=BY) NUMBER (SLASH NUMBER){1,8} (?!SECOND)", _series_of_sets),
    Rule("(?<=BY) NUMBER ((DASH|COMMA) NUMBER){2,19} (?=REP|STOP|OPEN|$)", _series_of_sets),
    Rule("NUMBER ((DASH|SLASH|COMMA) NUMBER){2,19} (?=REP)", _series),
    Rule("NUMBER (SLASH NUMBER){2,19}", _if_glued(_series)),
    Rule("NUMBER (DASH NUMBER){2,19}", _if_glued(_series)),
    Rule("NUMBER ((STOP|SLASH|DASH) NUMBER){2,19}", _if_glued(_as(Term.NOTHING))),
    Rule("CLOCK OCLOCK", _as(Term.NOTHING)),
    Rule("NUMBER OCLOCK", _as(Term.NOTHING)),
    Rule("SET NUMBER COLON", _as(Term.NOTHING)),
    Rule("(WORD|LEFT|RIGHT|SECOND|HOUR) NUMBER (?!SECOND|MINUTE|BY)", _lettered),
    Rule(f"NUMBER DASH NUMBER (?=DASH? {_UNIT})", _if_glued(_range)),
    Rule(
        f"(WORD|DAY|STEP|ROUND|SESSION) NUMBER (DASH|TO) NUMBER (?!DASH? {_UNIT}|BY|QUOTE|PRIME)",
        _numbered_range,
    ),
    Rule(
        "(WORD|DAY|STEP|ROUND|SESSION) NUMBER"
        f" (?!DASH? {_UNIT}|BY|QUOTE|PRIME|SLASH|(TO|ONE|OR) NUMBER)",
        _numbered,
    ),
    Rule("WEIGHT NUMBER", _numbered),
    Rule("WORD NUMBER (?=COLON)", _as(Term.WORD)),
    Rule("NUMBER SLASH NUMBER (SECOND|MINUTE)", _timed_pair),
    Rule("NUMBER SLASH NUMBER", _pair),
    Rule(f"((?<!BY) NUMBER {_TO})? NUMBER DASH? MEASURE", _as(Term.WORD)),
    Rule(
        f"(SCALE COLON?)? ((?<!BY) NUMBER BY)? ((?<!BY) NUMBER {_TO})? NUMBER DASH? WEIGHT"
        " ((OVER|WORD)? EACH LIMB)?",
        _as(Term.NOTHING),
    ),
    Rule("NUMBER MONEY|MONEY NUMBER", _as(Term.NOTHING)),
    Rule(f"NUMBER {_TO} NUMBER", _range),
    Rule("BETWEEN NUMBER AND NUMBER", _range),
    Rule("NUMBER QUOTE (?=OBJECT|STEP)", _as(Term.WORD)),
    Rule("NUMBER DASH? (LIMB|DIRECTION)", _few),
    Rule("NUMBER DASH? WORD", _if_glued(_as(Term.WORD))),
    Rule("(?<=OPEN) NUMBER (WORD|LIMB)", _angle),
)
_FREQUENCIES: Final = (
    Rule(
        "((?<!BY) NUMBER (BY|TIMES|SESSION|DAY|SLASH|EACH|ONE)|ONCE|TWICE|THRICE)"
        " (BY|TIMES|SESSION|DAY)* (EACH|ONE|SLASH|TO|OF|OVER|THE|WORD){0,2} (DAY|DAILY|IN_A_DAY)",
        _as(Term.OFTEN),
    ),
    Rule("IN_A_DAY NUMBER (TIMES|REP|DAY|BY)?", _as(Term.OFTEN)),
    Rule("(EACH|SLASH) NUMBER? (WORD|OTHER|SECOND)? (DAY|HOUR|SESSION|EVENING)", _as(Term.OFTEN)),
    Rule("ONE DAY", _as(Term.OFTEN)),
    Rule("SESSION OFTEN (COLON NUMBER)?", _as(Term.OFTEN)),
    Rule(
        "ONCE? (OVER|TO|WORD)? THE? EVENING (AND ONCE? (OVER|TO|WORD)? THE? EVENING)?",
        _as(Term.OFTEN),
    ),
    Rule("DAILY|IN_A_DAY", _as(Term.OFTEN)),
    Rule("WEEKDAY ((COMMA|AND|SLASH|DASH)* WEEKDAY)+", _as(Term.OFTEN)),
    Rule("NUMBER DASH? DAY", _as(Term.NOTHING)),
)
_TIMES: Final = (
    Rule("NUMBER (LETTER_M|MINUTE|PRIME) NUMBER (SECOND|QUOTE)?", _if_glued(_time)),
    Rule("NUMBER QUOTE", _quoted_time),
    Rule("NUMBER PRIME", _if_glued(_time)),
    Rule("(NUMBER|ONE)? COUNTING NUMBER", _counted_seconds),
    Rule("NUMBER (DASH|WORD)? (SECOND|MINUTE|HOUR)", _time),
    Rule("NUMBER DASH? METRE", _carried_metres),
    Rule("NUMBER LETTER_M", _unclear_metres),
    Rule("BY COLON NUMBER", _seconds_alone),
    Rule("CLOCK (SECOND|MINUTE|HOUR)?", _as(Term.TIME)),
    Rule("(NUMBER|TIME) AND (NUMBER|TIME)", _equal_sum),
    Rule("TIME AND? TIME", _sum),
    Rule(f"TIME {_TO} TIME", _range),
    Rule("TIME DASH? SLOWLY", _slow),
    Rule("SLOWLY (OVER|ABOUT) TIME", _slow_over),
    Rule("SLOWLY TIME", _slow),
)
_COUNTS: Final = (
    Rule(f"REP COLON NUMBER {_ALONE}", _as(Term.REPS)),
    Rule(f"(?<!NUMBER) (SET|ROUND) COLON NUMBER {_ALONE}", _as(Term.SETS)),
    Rule(f"(?<!NUMBER)(?<!WORD) REP NUMBER {_ALONE}", _as(Term.REPS)),
    Rule(
        "(?<!NUMBER)(?<!WORD) SET NUMBER (?=(COMMA|SIGN|STOP)* (REPS|HOLD|TIME|BREAK|$))",
        _as(Term.SETS),
    ),
    Rule("NUMBER DASH? WORD? REP", _as(Term.REPS)),
    Rule("NUMBER DASH? WORD? SET", _as(Term.SETS)),
    Rule("NUMBER DASH? WORD? ROUND", _as(Term.ROUNDS)),
    Rule("NUMBER DASH? WORD{0,2} BREATH", _as(Term.BREATHS)),
    Rule("NUMBER DASH? WORD? STEP", _as(Term.STEPS)),
    Rule("NUMBER TIMES (?=ABOUT? (NUMBER|REPS|TIME))", _each_as(None, Term.BY)),
    Rule("NUMBER DASH? TIMES", _as(Term.COUNT)),
    Rule("ONCE", _amount(Fraction(1), Term.COUNT)),
    Rule("TWICE", _amount(Fraction(2), Term.COUNT)),
    Rule("THRICE", _amount(Fraction(3), Term.COUNT)),
)
_RESTS: Final = (
    Rule(
        f"REST {_BLANK}{{0,2}} ({_BETWEEN})? COLON? {_BLANK}? (TIME|NUMBER) (OF? REST)?"
        f" {_BLANK}? ({_BETWEEN})?",
        _break,
    ),
    Rule(f"TIME (OF|WORD)? REST ({_BETWEEN})?", _break),
    Rule(f"TIME {_BETWEEN}", _break),
    Rule(f"{_BETWEEN} TIME", _break),
    Rule("TIME WORD? SLASH TIME", _last_as(Term.BREAK)),
)
_SIDES: Final = (
    Rule(f"(EACH|BOTH|{_PER}) WORD? DIRECTION", _with_sides(Sides.DIRECTIONS)),
    Rule(
        f"(EACH|{_PER}) (WORD|OF|THE|BOTH|EACH){{0,2}} (SIDE|LIMB){{1,3}}", _with_sides(Sides.BOTH)
    ),
    Rule("BOTH (WORD|THE)? SIDE", _with_sides(Sides.BOTH)),
    Rule("BOTH_SIDES EACH?", _with_sides(Sides.BOTH)),
    Rule("SIDE EACH", _with_sides(Sides.BOTH)),
    Rule("NUMBER SIDE", _so_many_sides),
    Rule(f"SWITCH {_BLANK}{{0,5}} (SIDE|LIMB)", _with_sides(Sides.BOTH)),
    Rule("SIDE SWITCH", _with_sides(Sides.BOTH)),
    Rule(f"AGAIN {_BLANK}{{0,5}} (OTHER|BOTH) {_BLANK}? (SIDE|LIMB)", _with_sides(Sides.BOTH)),
    Rule(f"AGAIN {_BLANK}{{0,5}} SIDE", _with_sides(Sides.BOTH)),
    Rule(f"AGAIN {_BLANK}{{0,4}} {_WAY} (?=STOP|COMMA|$)", _with_sides(Sides.BOTH)),
    Rule(f"(?<={_AMOUNT}) ONE (SIDE|LIMB)", _with_sides(Sides.BOTH)),
    Rule("TOGETHER|BOTH LIMB", _with_sides(Sides.NONE)),
    Rule("ALTERNATING (SIDE|LIMB)?", _with_sides(Sides.ALTERNATING)),
    Rule(f"{_AMOUNT} {_WAY} {_THEN}* {_AMOUNT} {_WAY}", _left_and_right),
    Rule(f"{_WAY} COLON? {_AMOUNT} {_THEN}* {_WAY} COLON? {_AMOUNT}", _left_and_right),
    Rule(f"{_AMOUNT} ONE_WAY {_THEN}* {_AMOUNT} ONE_WAY", _both_ways),
    Rule(f"NUMBER BY ONE_WAY {_THEN}* NUMBER BY ONE_WAY", _both_ways),
    Rule(f"ONE_WAY {_THEN}{{1,2}} ONE_WAY", _with_sides(Sides.DIRECTIONS)),
    Rule(f"OPEN {_WAY} AND {_WAY} CLOSE", _with_sides(Sides.BOTH)),
    Rule(f"{_WAY} SLASH {_WAY}", _with_sides(Sides.BOTH)),
    Rule(f"(?<={_AMOUNT}) {_WAY} AND {_WAY}", _with_sides(Sides.BOTH)),
    Rule(f"{_WAY} AND {_WAY} (?=COMMA|COLON|DASH|BY|NUMBER|$)", _initials),
    Rule(f"{_WAY} AND {_WAY} (?=EACH)", _with_sides(Sides.BOTH)),
    Rule(f"{_WAY} AND {_WAY} (?=BY? {_AMOUNT})", _in_turn),
    Rule(f"(?<={_AMOUNT}) {_WAY}", _one_side),
    Rule(f"OPEN {_WAY} CLOSE", _one_side),
    Rule(f"{_WAY} (?=(COLON|DASH)? BY? {_AMOUNT}|$|STOP $)", _one_side),
    Rule(f"^ {_WAY} (COLON|DASH)", _one_side),
    Rule(f"(?<=COMMA) {_WAY} (WORD|ABOUT)? (?=$|STOP|COMMA)", _one_side),
)
_READINGS: Final = (
    Rule(f"{_AMOUNT} TOTAL (COMMA|OPEN)* (?={_AMOUNT} SIDES)", _as(Term.NOTHING)),
    Rule(f"{_AMOUNT} SIDES (COMMA|OPEN){{1,2}} {_AMOUNT} TOTAL", _without_total),
    Rule(f"(SETS|ROUNDS) OF? ABOUT? EACH (?={_AMOUNT})", lambda row: row[:-1]),
    Rule("NUMBER OF NUMBER", _so_many_times_so_many),
    Rule("NUMBER BY NUMBER BY TIME", _each_as(Term.SETS, None, Term.REPS)),
    Rule("TIME BY NUMBER BY NUMBER", _each_as(None, None, Term.REPS, None, Term.SETS)),
    Rule("NUMBER BY NUMBER", _sets_and_reps),
    Rule(
        "NUMBER BY (?=OPEN? ABOUT? (REPS|MAXIMUM|AMRAP|BREATHS|STEPS|METRES))", _each_as(Term.SETS)
    ),
    Rule("(REPS|METRES|BREATHS|STEPS|MAXIMUM) BY NUMBER", _each_as(None, None, Term.SETS)),
    Rule(f"(SETS|ROUNDS) {_BY}{{0,2}} NUMBER", _last_as(Term.REPS)),
    Rule("BY NUMBER", _each_as(None, Term.COUNT)),
    Rule("NUMBER BY", _each_as(Term.COUNT)),
    Rule("NUMBER (?=COMMA? OPEN? SIDES)", _each_as(Term.REPS)),
    Rule("NUMBER DASH? OF? HOLD", _bare_time),
    Rule(f"HOLD {_BLANK}{{0,3}} COLON? NUMBER", _bare_time),
    Rule("ON_THE (?=TIME)", _as(Term.EMOM)),
    Rule("EACH (?=TIME (BY|ROUNDS))", _every_round),
    Rule("EACH TIME", _every_so_long),
    Rule("(?<=BY|SETS) AMRAP", _each_as(Term.MAXIMUM)),
    Rule(
        f"{_AMOUNT} (OPEN|CLOSE)? OF? EACH (?!WORD|REP|SET|ROUND|SESSION|DAY|TIMES|THE)",
        _each_at_end,
    ),
    Rule("HOLD EACH", _each_as(None, Term.WORD)),
    Rule("EACH (?=NUMBER|TIME|REPS|COUNT)", _each_at_start),
    Rule(f"{_AMOUNT} EACH WORD", _each_of_many),
    Rule(f"EACH WORD (ABOUT|COLON|OVER)? (?={_AMOUNT})", _each_of_many),
)
RULES: Final = (
    *_IN_WORDS,
    *_NO_DOSE,
    *_FREQUENCIES,
    *_TIMES,
    *_COUNTS,
    *_RESTS,
    *_SIDES,
    *_READINGS,
)
"""Each is applied to the whole row before the next, so the order is that of their precedence."""
