"""The grammar of doses: the rules, in their order, by which tokens are put together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.lines import readings
from matcue.importers.lines.tokens import Rule, has, tokens
from matcue.importers.lines.vocabulary import Term, Trait
from matcue.importers.programme import Sides

if TYPE_CHECKING:
    from matcue.importers.lines.tokens import Tokens


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


# Terms that stand for one another in a rule.
_FILLING: Final = "(WORD|OF|THE|TO|ONE|ABOUT|AND|OTHER|EACH|ON_THE|OVER)"
_BETWEEN: Final = f"BETWEEN {_FILLING}{{0,4}} (SET|ROUND|REP)*"
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
    Rule(
        "ONE? HALF (OF|ONE)* (?=WORD? (MINUTE|HOUR))",
        readings.amount_of(Fraction(1, 2), Term.NUMBER),
    ),
    Rule(f"NUMERAL ({_TO} NUMERAL)? (?=DASH? WORD? {_UNIT})", readings.in_figures),
    Rule("(?<=COLON|COUNTING) NUMERAL", readings.in_figures),
    Rule("(SET|ROUND) (OF|BY) NUMERAL", readings.last_as(Term.NUMBER)),
    Rule("NUMBER SECOND BY NUMBER REP", readings.lettered_sets),
    Rule("ONE (?=WORD? (SECOND|MINUTE|HOUR|BREATH))", readings.amount_of(Fraction(1), Term.NUMBER)),
)
_NO_DOSE: Final = (
    Rule(f"LEADER (?={_UNIT})", readings.one_as(Term.GAP)),
    Rule("WORD NUMBER (DASH NUMBER)? HOUR", readings.every_so_many_hours),
    Rule("(TEMPO|SCALE) COLON? NUMBER BY NUMBER", readings.one_as(Term.NOTHING)),
    Rule(
        "(TEMPO|SCALE) COLON? (NUMBER|CLOCK) ((DASH|SLASH|COLON) (NUMBER|CLOCK))*", readings.as_pace
    ),
    Rule(
        "SCALE{1,2} ABOUT? COLON? NUMBER ((SLASH|DASH) NUMBER){0,2}", readings.one_as(Term.NOTHING)
    ),
    Rule(
        f"NUMBER {_MARK} NUMBER {_MARK} NUMBER ({_MARK} NUMBER)?",
        readings.if_glued(readings.as_pace),
    ),
    Rule("(?<=BY) NUMBER (SLASH NUMBER){1,8} (?!SECOND)", readings.series_of_sets),
    Rule("(?<=BY) NUMBER ((DASH|COMMA) NUMBER){2,19} (?=REP|STOP|OPEN|$)", readings.series_of_sets),
    Rule("NUMBER ((DASH|SLASH|COMMA) NUMBER){2,19} (?=REP)", readings.as_series),
    Rule("NUMBER (SLASH NUMBER){2,19}", readings.if_glued(readings.as_series)),
    Rule("NUMBER (DASH NUMBER){2,19}", readings.if_glued(readings.as_series)),
    Rule(
        "NUMBER ((STOP|SLASH|DASH) NUMBER){2,19}", readings.if_glued(readings.one_as(Term.NOTHING))
    ),
    Rule("CLOCK OCLOCK", readings.one_as(Term.NOTHING)),
    Rule("NUMBER OCLOCK", readings.one_as(Term.NOTHING)),
    Rule("SET NUMBER COLON", readings.one_as(Term.NOTHING)),
    Rule("(WORD|LEFT|RIGHT|SECOND|HOUR) NUMBER (?!SECOND|MINUTE|BY)", readings.as_letters),
    Rule(f"NUMBER DASH NUMBER (?=DASH? {_UNIT})", readings.if_glued(readings.in_range)),
    Rule(
        f"(WORD|DAY|STEP|ROUND|SESSION) NUMBER (DASH|TO) NUMBER (?!DASH? {_UNIT}|BY|QUOTE|PRIME)",
        readings.as_numbers_of_name,
    ),
    Rule(
        "(WORD|DAY|STEP|ROUND|SESSION) NUMBER"
        f" (?!DASH? {_UNIT}|BY|QUOTE|PRIME|SLASH|(TO|ONE|OR) NUMBER)",
        readings.as_number_of_name,
    ),
    Rule("WEIGHT NUMBER", readings.as_number_of_name),
    Rule("WORD NUMBER (?=COLON)", readings.one_as(Term.WORD)),
    Rule("NUMBER SLASH NUMBER (SECOND|MINUTE)", readings.timed_pair),
    Rule("NUMBER SLASH NUMBER", readings.as_pair),
    Rule(f"((?<!BY) NUMBER {_TO})? NUMBER DASH? MEASURE", readings.one_as(Term.WORD)),
    Rule(
        f"(SCALE COLON?)? ((?<!BY) NUMBER BY)? ((?<!BY) NUMBER {_TO})? NUMBER DASH? WEIGHT"
        " ((OVER|WORD)? EACH LIMB)?",
        readings.one_as(Term.NOTHING),
    ),
    Rule("NUMBER MONEY|MONEY NUMBER", readings.one_as(Term.NOTHING)),
    Rule(f"NUMBER {_TO} NUMBER", readings.in_range),
    Rule("BETWEEN NUMBER AND NUMBER", readings.in_range),
    Rule("NUMBER QUOTE (?=OBJECT|STEP)", readings.one_as(Term.WORD)),
    Rule("NUMBER DASH? (LIMB|DIRECTION)", readings.of_few),
    Rule("NUMBER DASH? WORD", readings.if_glued(readings.one_as(Term.WORD))),
    Rule("(?<=OPEN) NUMBER (WORD|LIMB)", readings.as_angle),
)
_FREQUENCIES: Final = (
    Rule(
        "((?<!BY) NUMBER (BY|TIMES|SESSION|DAY|SLASH|EACH|ONE)|ONCE|TWICE|THRICE)"
        " (BY|TIMES|SESSION|DAY)* (EACH|ONE|SLASH|TO|OF|OVER|THE|WORD){0,2} (DAY|DAILY|IN_A_DAY)",
        readings.one_as(Term.OFTEN),
    ),
    Rule("IN_A_DAY NUMBER (TIMES|REP|DAY|BY)?", readings.one_as(Term.OFTEN)),
    Rule(
        "(EACH|SLASH) NUMBER? (WORD|OTHER|SECOND)? (DAY|HOUR|SESSION|EVENING)",
        readings.one_as(Term.OFTEN),
    ),
    Rule("ONE DAY", readings.one_as(Term.OFTEN)),
    Rule("SESSION OFTEN (COLON NUMBER)?", readings.one_as(Term.OFTEN)),
    Rule(
        "ONCE? (OVER|TO|WORD)? THE? EVENING (AND ONCE? (OVER|TO|WORD)? THE? EVENING)?",
        readings.one_as(Term.OFTEN),
    ),
    Rule("(SESSION|DAILY) COLON NUMBER", readings.one_as(Term.OFTEN)),
    Rule("DAILY|IN_A_DAY", readings.one_as(Term.OFTEN)),
    Rule("WEEKDAY ((COMMA|AND|SLASH|DASH)* WEEKDAY)+", readings.one_as(Term.OFTEN)),
    Rule("NUMBER DASH? DAY", readings.one_as(Term.NOTHING)),
)
_TIMES: Final = (
    Rule(
        "NUMBER (LETTER_M|MINUTE|PRIME) NUMBER (SECOND|QUOTE)?", readings.if_glued(readings.as_time)
    ),
    Rule("NUMBER QUOTE", readings.quoted_time),
    Rule("NUMBER PRIME", readings.if_glued(readings.as_time)),
    Rule("(NUMBER|ONE)? COUNTING NUMBER", readings.counted_seconds),
    Rule("NUMBER (DASH|WORD)? (SECOND|MINUTE|HOUR)", readings.as_time),
    Rule("NUMBER DASH? METRE", readings.carried_metres),
    Rule("NUMBER LETTER_M", readings.unclear_metres),
    Rule("BY COLON NUMBER", readings.seconds_alone),
    Rule("CLOCK (SECOND|MINUTE|HOUR)?", readings.one_as(Term.TIME)),
    Rule("(NUMBER|TIME) AND (NUMBER|TIME)", readings.equal_sum),
    Rule("TIME AND? TIME", readings.added),
    Rule(f"TIME {_TO} TIME", readings.in_range),
    Rule("TIME DASH? SLOWLY", readings.as_slow),
    Rule("SLOWLY (OVER|ABOUT) TIME", readings.slow_over),
    Rule("SLOWLY TIME", readings.as_slow),
)
_COUNTS: Final = (
    Rule("^ SET NUMBER (?=(COMMA|SIGN)* REP)", readings.one_as(Term.SETS)),
    Rule(f"REP COLON NUMBER {_ALONE}", readings.one_as(Term.REPS)),
    Rule(f"(?<!NUMBER) (SET|ROUND) COLON NUMBER {_ALONE}", readings.one_as(Term.SETS)),
    Rule(f"(?<!NUMBER)(?<!WORD) REP NUMBER {_ALONE}", readings.one_as(Term.REPS)),
    Rule(
        "(?<!NUMBER)(?<!WORD) SET NUMBER (?=(COMMA|SIGN|STOP)* (REPS|HOLD|TIME|BREAK|$))",
        readings.one_as(Term.SETS),
    ),
    Rule("NUMBER DASH? WORD? REP", readings.one_as(Term.REPS)),
    Rule("NUMBER DASH? WORD? SET", readings.one_as(Term.SETS)),
    Rule("NUMBER DASH? WORD? ROUND", readings.one_as(Term.ROUNDS)),
    Rule("NUMBER DASH? WORD{0,2} BREATH", readings.one_as(Term.BREATHS)),
    Rule("NUMBER DASH? WORD? STEP", readings.one_as(Term.STEPS)),
    Rule("NUMBER TIMES (?=ABOUT? (NUMBER|REPS|TIME))", readings.each_as(None, Term.BY)),
    Rule("NUMBER DASH? TIMES", readings.one_as(Term.COUNT)),
    Rule("ONCE", readings.amount_of(Fraction(1), Term.COUNT)),
    Rule("TWICE", readings.amount_of(Fraction(2), Term.COUNT)),
    Rule("THRICE", readings.amount_of(Fraction(3), Term.COUNT)),
)
_RESTS: Final = (
    Rule(
        f"REST {_FILLING}{{0,2}} ({_BETWEEN})? COLON? {_FILLING}? (TIME|NUMBER) (OF? REST)?"
        f" {_FILLING}? ({_BETWEEN})?",
        readings.as_break,
    ),
    Rule(f"TIME (OF|WORD)? REST ({_BETWEEN})?", readings.as_break),
    Rule(f"TIME {_BETWEEN}", readings.as_break),
    Rule(f"{_BETWEEN} TIME", readings.as_break),
    Rule("TIME WORD? SLASH TIME", readings.last_as(Term.BREAK)),
)
_SIDES: Final = (
    Rule(f"(EACH|BOTH|{_PER}) WORD? DIRECTION", readings.with_sides(Sides.DIRECTIONS)),
    Rule(
        f"(EACH|{_PER}) (WORD|OF|THE|BOTH|EACH){{0,2}} (SIDE|LIMB){{1,3}}",
        readings.with_sides(Sides.BOTH),
    ),
    Rule("BOTH (WORD|THE)? SIDE", readings.with_sides(Sides.BOTH)),
    Rule("BOTH_SIDES EACH?", readings.with_sides(Sides.BOTH)),
    Rule("NUMBER SIDE", readings.so_many_sides),
    Rule(f"SWITCH {_FILLING}{{0,5}} (SIDE|LIMB)", readings.with_sides(Sides.BOTH)),
    Rule("SIDE SWITCH", readings.with_sides(Sides.BOTH)),
    Rule(
        f"AGAIN {_FILLING}{{0,5}} (OTHER|BOTH) {_FILLING}? (SIDE|LIMB)",
        readings.with_sides(Sides.BOTH),
    ),
    Rule(f"AGAIN {_FILLING}{{0,5}} SIDE", readings.with_sides(Sides.BOTH)),
    Rule(f"AGAIN {_FILLING}{{0,4}} {_WAY} (?=STOP|COMMA|$)", readings.with_sides(Sides.BOTH)),
    Rule(f"(?<={_AMOUNT}) ONE (SIDE|LIMB)", readings.with_sides(Sides.BOTH)),
    Rule("TOGETHER|BOTH LIMB", readings.with_sides(Sides.NONE)),
    Rule("ALTERNATING (SIDE|LIMB)?", readings.with_sides(Sides.ALTERNATING)),
    Rule(f"{_AMOUNT} {_WAY} {_THEN}* {_AMOUNT} {_WAY}", readings.left_and_right),
    Rule(f"{_WAY} COLON? {_AMOUNT} {_THEN}* {_WAY} COLON? {_AMOUNT}", readings.left_and_right),
    Rule(f"{_AMOUNT} ONE_WAY {_THEN}* {_AMOUNT} ONE_WAY", readings.both_ways),
    Rule(f"NUMBER BY ONE_WAY {_THEN}* NUMBER BY ONE_WAY", readings.both_ways),
    Rule(f"ONE_WAY {_THEN}{{1,2}} ONE_WAY", readings.with_sides(Sides.DIRECTIONS)),
    Rule(f"OPEN {_WAY} AND {_WAY} CLOSE", readings.with_sides(Sides.BOTH)),
    Rule(f"{_WAY} SLASH {_WAY}", readings.with_sides(Sides.BOTH)),
    Rule(f"(?<={_AMOUNT}) {_WAY} AND {_WAY}", readings.with_sides(Sides.BOTH)),
    Rule(f"{_WAY} AND {_WAY} (?=COMMA|COLON|DASH|BY|NUMBER|$)", readings.as_initials),
    Rule(f"{_WAY} AND {_WAY} (?=EACH)", readings.with_sides(Sides.BOTH)),
    Rule(f"{_WAY} AND {_WAY} (?=BY? {_AMOUNT})", readings.in_turn),
    Rule(f"(?<={_AMOUNT}) {_WAY}", readings.one_side),
    Rule(f"OPEN {_WAY} CLOSE", readings.one_side),
    Rule(f"{_WAY} (?=(COLON|DASH)? BY? {_AMOUNT}|$|STOP $)", readings.one_side),
    Rule(f"^ {_WAY} (COLON|DASH)", readings.one_side),
    Rule(f"(?<=COMMA) {_WAY} (WORD|ABOUT)? (?=$|STOP|COMMA)", readings.one_side),
)
_READINGS: Final = (
    Rule(f"{_AMOUNT} TOTAL (COMMA|OPEN)* (?={_AMOUNT} SIDES)", readings.one_as(Term.NOTHING)),
    Rule(f"{_AMOUNT} SIDES (COMMA|OPEN){{1,2}} {_AMOUNT} TOTAL", readings.without_total),
    Rule(f"(SETS|ROUNDS) OF? ABOUT? EACH (?={_AMOUNT})", lambda row: row[:-1]),
    Rule("NUMBER OF NUMBER", readings.so_many_times_so_many),
    Rule("NUMBER BY NUMBER BY TIME", readings.each_as(Term.SETS, None, Term.REPS)),
    Rule("TIME BY NUMBER BY NUMBER", readings.each_as(None, None, Term.REPS, None, Term.SETS)),
    Rule("NUMBER BY NUMBER", readings.sets_and_reps),
    Rule(
        "NUMBER BY (?=OPEN? ABOUT? (REPS|MAXIMUM|AMRAP|BREATHS|STEPS|METRES))",
        readings.each_as(Term.SETS),
    ),
    Rule("(REPS|METRES|BREATHS|STEPS|MAXIMUM) BY NUMBER", readings.each_as(None, None, Term.SETS)),
    Rule(f"(SETS|ROUNDS) {_BY}{{0,2}} NUMBER", readings.last_as(Term.REPS)),
    Rule("BY NUMBER", readings.each_as(None, Term.COUNT)),
    Rule("NUMBER BY", readings.each_as(Term.COUNT)),
    Rule("NUMBER (?=COMMA? OPEN? SIDES)", readings.each_as(Term.REPS)),
    Rule("NUMBER DASH? OF? HOLD", readings.bare_time),
    Rule(f"HOLD {_FILLING}{{0,3}} COLON? NUMBER", readings.bare_time),
    Rule("ON_THE (?=TIME)", readings.one_as(Term.EMOM)),
    Rule("EACH (?=TIME (BY|ROUNDS))", readings.every_round),
    Rule("EACH TIME", readings.every_so_long),
    Rule("(?<=BY|SETS) AMRAP", readings.each_as(Term.MAXIMUM)),
    Rule(
        f"{_AMOUNT} (OPEN|CLOSE)? OF? EACH (?!WORD|REP|SET|ROUND|SESSION|DAY|TIMES|THE)",
        readings.each_at_end,
    ),
    Rule("HOLD EACH", readings.each_as(None, Term.WORD)),
    Rule("EACH (?=NUMBER|TIME|REPS|COUNT)", readings.each_at_start),
    Rule(f"{_AMOUNT} EACH WORD", readings.each_of_many),
    Rule(f"EACH WORD (ABOUT|COLON|OVER)? (?={_AMOUNT})", readings.each_of_many),
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
