"""What the rows of tokens that the rules match are read as.

Each reading takes such a row, and answers the tokens that stand for it, or None for a row that is
something else.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.tokens import has, is_all, joined
from matcue.importers.lines.vocabulary import Term, Trait
from matcue.importers.programme import Sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.importers.lines.tokens import Tokens
    from matcue.importers.programme import Lengths

    Reading = Callable[[Tokens], Tokens | None]

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


def _figures(row: Tokens) -> list[Lengths]:
    return [token.figure for token in row if token.figure is not None]


def _is_glued(row: Tokens) -> bool:
    return all(one.end == two.start for one, two in pairwise(row))


def one_as(term: Term) -> Reading:
    """Make one token of a row, with its first figure."""
    return lambda row: (joined(row, term, next(iter(_figures(row)), None)),)


def if_glued(read: Reading) -> Reading:
    """Make a reading hold only where no blank stands between the tokens."""
    return lambda row: read(row) if _is_glued(row) else None


def each_as(*terms: Term | None) -> Reading:
    """Make the tokens of a row mean something else, from the first; None leaves one as it is."""

    def make(row: Tokens) -> Tokens:
        wanted = (*terms, *[None] * (len(row) - len(terms)))
        return tuple(
            token if term is None else replace(token, term=term)
            for token, term in zip(row, wanted, strict=True)
        )

    return make


def last_as(term: Term) -> Reading:
    """Make the last token of a row mean something else."""
    return lambda row: (*row[:-1], replace(row[-1], term=term))


def amount_of(value: Fraction, term: Term) -> Reading:
    """Make one token of a row, with a figure that the row does not spell."""
    return lambda row: (joined(row, term, (value, value)),)


def with_sides(sides: Sides) -> Reading:
    """Make one token of a row that tells the sides."""
    return lambda row: (replace(joined(row, Term.SIDES), sides=sides),)


def in_range(row: Tokens) -> Tokens | None:
    """Read the first and the last figure as a range, if it goes up; 90-90 is a position."""
    figures = _figures(row)
    if figures[0][0] > figures[-1][1]:
        return None
    if figures[0] == figures[-1] and _is_glued(row):
        return (joined(row, Term.WORD),)
    return (joined(row, row[-1].term, (figures[0][0], figures[-1][1])),)


def in_figures(row: Tokens) -> Tokens:
    """Put a number in words, or a range of them, into figures."""
    figures = _figures(row)
    return (joined(row, Term.NUMBER, (figures[0][0], figures[-1][1])),)


def lettered_sets(row: Tokens) -> Tokens | None:
    """Read 3s x 12r as three sets of twelve."""
    if (row[1].text, row[-1].text) != ("s", "r"):
        return None
    return (
        joined(row[:2], Term.SETS, row[0].figure),
        row[2],
        joined(row[3:], Term.REPS, row[3].figure),
    )


def as_number_of_name(row: Tokens) -> Tokens | None:
    """Leave the number of an exercise 3 or a week 2 to its name."""
    is_named = row[0].text == "#" or is_all(Trait.NUMBERED, row[0].text)
    return (joined(row, Term.WORD),) if is_named else None


def as_numbers_of_name(row: Tokens) -> Tokens | None:
    """Leave the numbers of steps 1-6 to their name."""
    is_one = _is_glued(row[1:]) or row[2].term is Term.TO
    return as_number_of_name(row) if is_one else None


def of_few(row: Tokens) -> Tokens | None:
    """Leave the number of a 2 leg bridge or a 4-way hip to its name."""
    return (joined(row, Term.WORD),) if _figures(row)[0][1] <= 4 else None


def as_angle(row: Tokens) -> Tokens | None:
    """Leave the number of a bracket as (110 hip flexion) to its words."""
    return (joined(row, Term.WORD),) if _figures(row)[0][0] > _LARGEST_PAIR else None


def as_letters(row: Tokens) -> Tokens | None:
    """Leave the number of L4 or B2 to its letters."""
    return (joined(row, Term.WORD),) if _is_glued(row) and len(row[0].text) <= 3 else None


def every_so_many_hours(row: Tokens) -> Tokens | None:
    """Read q2h."""
    return (joined(row, Term.OFTEN),) if row[0].text == "q" else None


def as_pair(row: Tokens) -> Tokens | None:
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


def as_series(row: Tokens) -> Tokens | None:
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


def series_of_sets(row: Tokens) -> Tokens | None:
    """Read the 12, 10, 8 of 3 x 12, 10, 8, whose sets are said."""
    made = as_series(row)
    return None if made is None else (replace(made[-1], start=row[0].start, term=Term.NUMBER),)


def as_pace(row: Tokens) -> Tokens | None:
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


def as_slow(row: Tokens) -> Tokens | None:
    """Read 3 s down as the pace of a movement."""
    (length,) = _figures(row)
    if length[0] > _LONGEST_PACE or row[0].text in _WAYS:
        return None
    return (replace(joined(row, Term.PACE), tempo=(length[0],)),)


def slow_over(row: Tokens) -> Tokens | None:
    """Read `down for 3 s` as a pace, too."""
    return as_slow(row[1:])


def as_time(row: Tokens) -> Tokens:
    """Read a number and its unit, or minutes with the seconds behind them, as seconds."""
    figures = _figures(row)
    units = [token.term for token in row if token.term in _SECONDS]
    sizes = [_SECONDS[unit] for unit in [*units, Term.SECOND]]
    low = sum(figure[0] * size for figure, size in zip(figures, sizes, strict=False))
    high = sum(figure[1] * size for figure, size in zip(figures, sizes, strict=False))
    return (joined(row, Term.TIME, (Fraction(low), Fraction(high))),)


def quoted_time(row: Tokens) -> Tokens | None:
    """Read 45" as seconds; of few, it may be inches."""
    if not _is_glued(row):
        return None
    (time,) = as_time(row)
    few = time.figure is not None and time.figure[0] < 10
    return (replace(time, why='Does " mean seconds?' if few else ""),)


def unclear_metres(row: Tokens) -> Tokens | None:
    """Read 2m as minutes, and 100m as metres; M is Monday."""
    if row[-1].is_capital and not _is_glued(row):
        return None
    ((low, high),) = _figures(row)
    if low < 30:
        return (joined(row, Term.TIME, (low * 60, high * 60)),)
    why = "" if low >= 100 else "Are these metres or minutes?"
    return (replace(joined(row, Term.METRES, (low, high)), why=why),)


def carried_metres(row: Tokens) -> Tokens:
    """Read the metres of a carry or a walk; of few, they may be minutes."""
    why = "Are these metres or minutes?" if row[-1].text == "m" and _figures(row)[0][0] < 30 else ""
    return (replace(joined(row, Term.METRES, _figures(row)[0]), why=why),)


def seconds_alone(row: Tokens) -> Tokens | None:
    """Read the :30 of 3 x :30."""
    is_clock = row[1].end == row[2].start
    return (*row[:2], replace(row[2], term=Term.TIME)) if is_clock else None


def added(row: Tokens) -> Tokens | None:
    """Add the seconds to the minutes, as in 1 min 30 s."""
    first, last = _figures(row)
    if first[0] % 60 or not 0 < last[0] < 60:
        return None
    return (joined(row, Term.TIME, (first[0] + last[0], first[1] + last[1])),)


def counted_seconds(row: Tokens) -> Tokens:
    """Read `a count of 10` as seconds."""
    return (joined(row, Term.TIME, _figures(row)[-1]),)


def equal_sum(row: Tokens) -> Tokens | None:
    """Read 10+10 as ten on each side."""
    first, sign, last = row
    if sign.text != "+" or first.term is not last.term or first.figure != last.figure:
        return None
    return first, replace(joined(row[1:], Term.SIDES), sides=Sides.BOTH)


def every_so_long(row: Tokens) -> Tokens | None:
    """Read `every 30 minutes` as how often it is done."""
    is_every = row[0].text in _EVERY and _figures(row)[0][0] >= _SHORTEST_EVERY
    return (joined(row, Term.OFTEN),) if is_every else None


def every_round(row: Tokens) -> Tokens | None:
    """Read the `every` of `every 2:00 x 5`; `je 30 s x 3` is for each side."""
    return (joined(row, Term.EMOM),) if row[0].text in _EVERY else None


def timed_pair(row: Tokens) -> Tokens:
    """Read 30/30 s as 30 seconds on each side, and 20/10 s as followed by a rest."""
    first, last = _figures(row)
    (time,), (other,) = as_time((row[0], row[-1])), as_time((row[2], row[-1]))
    if first == last:
        why = f"Is it {row[0].text} on each side?"
        return time, replace(other, term=Term.SIDES, sides=Sides.BOTH, figure=None, why=why)
    why = f"Is it {row[0].text}, and {row[2].text} of rest?"
    return time, replace(other, term=Term.BREAK, why=why)


def as_break(row: Tokens) -> Tokens:
    """Read the length of a rest; a number alone is seconds."""
    figure = _figures(row)[0]
    if figure[0] < _LONGEST_PACE and any(token.text == "pause" for token in row):
        return joined(row[:1], Term.HOLD), joined(row, Term.TIME, figure)
    is_bare = any(token.term is Term.NUMBER for token in row)
    why = "Is the rest in seconds?" if is_bare and figure[0] < 10 else ""
    return (replace(joined(row, Term.BREAK, figure), why=why),)


def so_many_sides(row: Tokens) -> Tokens:
    """Read `2 sides`; three are none that anybody has."""
    ((low, high),) = _figures(row)
    if low == high == 2:
        return with_sides(Sides.BOTH)(row) or ()
    why = f"What are {row[0].text} sides?"
    return (replace(joined(row, Term.COUNT, (low, high)), why=why),)


def left_and_right(row: Tokens) -> Tokens | None:
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


def as_initials(row: Tokens) -> Tokens | None:
    """Read R & L as both sides; `turn left and right` is in turn."""
    is_short = len(row[0].text) == len(row[-1].text) == 1
    return with_sides(Sides.BOTH)(row) if is_short else None


def in_turn(row: Tokens) -> Tokens:
    """Read `left and right` before an amount as both sides in turn, or as each."""
    why = "Is the number for both sides together, or for each?"
    return (replace(joined(row, Term.SIDES), sides=Sides.ALTERNATING, why=why),)


def one_side(row: Tokens) -> Tokens:
    """Read the left or the right side alone."""
    is_left = any(token.term is Term.LEFT for token in row)
    return with_sides(Sides.LEFT if is_left else Sides.RIGHT)(row) or ()


def each_at_end(row: Tokens) -> Tokens:
    """Read the `each` of `10 each` as each side."""
    term = Term.REPS if row[0].term is Term.NUMBER else row[0].term
    return (
        replace(row[0], term=term),
        *row[1:-1],
        replace(row[-1], sides=Sides.BOTH),
    )


def each_at_start(row: Tokens) -> Tokens:
    """Read the `je` of `je 30 Sek` as each side."""
    return (replace(row[0], sides=Sides.BOTH),)


def each_of_many(row: Tokens) -> Tokens | None:
    """Ask how many there are of what it is done for each of."""
    thing = next(token.text for token in row if token.term is Term.WORD)
    if has(Trait.PLACEHOLDER, thing):
        return None
    return replace(row[0], why=f"How many are there, at so much for each {thing}?"), *row[1:]


def both_ways(row: Tokens) -> Tokens | None:
    """Read the same amount one way round and the other as that of both directions."""
    first, last = (token for token in row if token.figure is not None)
    if first.term is not last.term or first.figure != last.figure:
        return None
    term = Term.REPS if first.term is Term.NUMBER else first.term
    return (
        joined(row, term, first.figure),
        replace(row[-1], term=Term.SIDES, sides=Sides.DIRECTIONS),
    )


def sets_and_reps(row: Tokens) -> Tokens:
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


def so_many_times_so_many(row: Tokens) -> Tokens | None:
    """Read the Russian and Polish `3 по 12`."""
    return sets_and_reps(row) if row[1].text in {"по", "po"} else None


def without_total(row: Tokens) -> Tokens | None:
    """Leave out the total behind the amount for each side."""
    return row[:2] if row[1].sides is Sides.BOTH else None


def bare_time(row: Tokens) -> Tokens:
    """Read the number of a hold as its seconds."""
    figure = _figures(row)[0]
    number = next(token.text for token in row if token.figure is not None).replace(" - ", "–")
    return (replace(joined(row, Term.TIME, figure), why=f"Is it {number} seconds?"),)
