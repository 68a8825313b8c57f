"""The name of an exercise, among the words around its dose."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.tokens import begins, has, is_all
from matcue.importers.lines.vocabulary import Term, Trait
from matcue.importers.programme import Sides

if TYPE_CHECKING:
    from matcue.importers.lines.tokens import Token, Tokens

AMOUNTS: Final = frozenset(
    {
        Term.TIME,
        Term.REPS,
        Term.SETS,
        Term.ROUNDS,
        Term.COUNT,
        Term.BREATHS,
        Term.STEPS,
        Term.METRES,
        Term.NUMBER,
        Term.MAXIMUM,
        Term.AMRAP,
        Term.EMOM,
    }
)
"""What a dose is told in."""
_DOSE: Final = AMOUNTS | {Term.SIDES, Term.OFTEN, Term.BREAK, Term.PACE, Term.GAP, Term.TOTAL}
_FILLING: Final = frozenset(
    {
        Term.OF,
        Term.LEADER,
        Term.TO,
        Term.THE,
        Term.ABOUT,
        Term.OVER,
        Term.ONE,
        Term.COLON,
        Term.COMMA,
        Term.DASH,
        Term.STOP,
        Term.SIGN,
        Term.OPEN,
        Term.AND,
        Term.OR,
        Term.SLASH,
        Term.BY,
        Term.EACH,
        Term.BETWEEN,
        Term.NOTHING,
        Term.PRIME,
    }
)
"""What neither begins nor ends a name."""
_UNITS: Final = frozenset(
    {
        Term.SET,
        Term.REP,
        Term.ROUND,
        Term.TIMES,
        Term.SECOND,
        Term.MINUTE,
        Term.HOUR,
        Term.DAY,
        Term.SESSION,
    }
)
"""What names nothing by itself, as the label of a line."""
_GOING_ON: Final = frozenset({Term.SWITCH, Term.AGAIN, Term.REST})
"""What begins no name."""
_ENDING: Final = _GOING_ON | {Term.COMMA, Term.STOP, Term.COLON, Term.HOLD}
"""What ends a name that stands behind the dose."""
_LEADING: Final = frozenset(
    {Term.OVER, Term.ABOUT, Term.TO, Term.AND, Term.OR, Term.BETWEEN, Term.SCALE}
)
"""What leads from a dose to words that are no name."""
_HOW: Final = (Trait.ASIDE, Trait.INSTRUCTION, Trait.MANNER)
_MOST_WORDS: Final = 9
"""Words of the longest name; more are a sentence."""
_MOST_IN_BRACKETS: Final = 3
_MOST_HELD: Final = 3


def name_of(row: Tokens, text: str) -> str:
    """Find the name: it stands before the dose, or behind it where the dose comes first.

    Words that tell how something is done are no name, and where there is none it is empty.
    """
    place = _dose_place(row)
    before = row[:place]
    words = [token for token in before if token.text[0].isalpha() and token.term not in _FILLING]
    if all(begins(Trait.DOING, token.text) for token in words):
        return _named_behind(row[place:], text)
    name = _named(before, text)
    is_group = before[-1].term is Term.COLON and is_all(Trait.GROUP, name)
    return (is_group and _named_behind(row[place:], text)) or name


def names_others(row: Tokens, text: str) -> bool:
    """Tell whether the words before a dose name other exercises, too, behind commas."""
    before = row[: _dose_place(row)]
    commas = [at for at, token in enumerate(before) if token.term is Term.COMMA]
    pieces = [before[start + 1 : end] for start, end in pairwise([*commas, len(before)])]
    return any(
        has(trait, name)
        for name in (name_of(piece, text) for piece in pieces)
        for trait in (Trait.STILL, Trait.MOVING)
    )


def _dose_place(row: Tokens) -> int:
    """Find where the dose begins; `alternating` and `bilateral` may begin a name."""
    for place, token in enumerate(row):
        begins_name = token.sides in {Sides.ALTERNATING, Sides.NONE} and place == 0
        if token.term in _DOSE and not begins_name:
            return place
    return len(row)


def _named_behind(row: Tokens, text: str) -> str:
    """Find the name behind the dose that the row begins with."""
    words: list[Token] = []
    unit: Term | None = None
    for token in row:
        if words and token.term in _DOSE | _ENDING | {Term.SCALE, Term.NOTHING}:
            break
        if token.term in _DOSE:
            unit = token.term
        elif token.term in _LEADING | _ENDING - {Term.COLON, Term.STOP, Term.HOLD} and not words:
            return ""
        elif words or token.term not in _FILLING | _ENDING | {Term.CLOSE}:
            words.append(token)
    name = _named(tuple(words), text)
    is_adjective = unit in {Term.REPS, Term.BREATHS, Term.SETS} and len(words) == 1
    return "" if (is_adjective and _follows(row, words[0])) or begins(Trait.ASIDE, name) else name


def _follows(row: Tokens, word: Token) -> bool:
    """Tell whether a word stands directly behind a unit, as in `10 repetitions slowly`."""
    before = row[row.index(word) - 1]
    return before.term in _DOSE and before.text[-1].isalpha()


def _named(row: Tokens, text: str) -> str:
    """Leave of the words beside a dose what is a name."""
    sentence = _first_sentence(row)
    words = _without_group(sentence, text)
    words = _without_ends(_without_brackets(words, text))
    while words and begins(Trait.DOING, words[0].text):
        words = _without_ends(words[1:])
    if words and words[0].term is Term.HOLD:
        return _held(words[1:], text)
    while words and is_all(Trait.LINKING, words[-1].text):
        words = _without_ends(words[:-1])
    name = _spelled(words, text)
    is_prose = len(sentence) < len(row) and has(Trait.INSTRUCTION, name)
    if is_prose or begins(Trait.INSTRUCTION, name) or has(Trait.ADDRESS, name):
        return ""
    is_empty = all(token.term in _UNITS | _FILLING for token in words)
    if is_empty or len(name.split()) > _MOST_WORDS or is_all(Trait.PLACEHOLDER, name):
        return ""
    is_aside = is_all(Trait.ASIDE, name) or is_all(Trait.MANNER, name)
    return "" if is_aside or words[0].term in _GOING_ON else name


def _held(row: Tokens, text: str) -> str:
    """Find the name in `hold the plank for`; `hold this position for` has none."""
    name = _spelled(_without_ends(row), text)
    is_name = has(Trait.STILL, name) and len(name.split()) <= _MOST_HELD
    return name if is_name and not has(Trait.PLACEHOLDER, name) else ""


def _first_sentence(row: Tokens) -> Tokens:
    for place, token in enumerate(row):
        if token.term is Term.STOP and place + 1 < len(row) and row[place + 1].start > token.end:
            return row[:place]
    return row


def _without_group(row: Tokens, text: str) -> Tokens:
    """Take the name out of `Stretching: name`, `name: how` and `name - hold`."""
    while len(row) > 2 and row[0].term is Term.WEEKDAY and row[1].term in {Term.COLON, Term.DASH}:
        row = row[2:]
    for place, token in enumerate(row):
        head, rest = row[:place], row[place + 1 :]
        if token.term is Term.COLON and head:
            is_group = is_all(Trait.GROUP, _spelled(head, text))
            is_label = has(Trait.NUMBERED, head[-1].text) and any(
                letter.isdigit() for letter in head[-1].text
            )
            is_short = place == 1 and len(head[0].text) <= 2
            return rest if (is_group or is_label or is_short) and _without_ends(rest) else head
        is_dash = token.term is Term.DASH and token.start > row[place - 1].end and bool(rest)
        if is_dash and head and _is_how(rest, text):
            return head
        if token.term is Term.COMMA and head and not _tells_more(rest, text):
            return head
    return row


def _tells_more(row: Tokens, text: str) -> bool:
    """Tell whether the words behind a comma are of the name, as in `Bridge, single leg`."""
    words = _spelled(_without_ends(row), text)
    return 0 < len(words.split()) <= _MOST_IN_BRACKETS and not any(
        begins(trait, words) for trait in _HOW
    )


def _is_how(row: Tokens, text: str) -> bool:
    words = _without_ends(row)
    return bool(words) and (
        words[0].term in _GOING_ON | {Term.HOLD} or begins(Trait.INSTRUCTION, _spelled(words, text))
    )


def _without_brackets(row: Tokens, text: str) -> Tokens:
    """Leave brackets out, but for short ones that tell which exercise it is."""
    kept: list[Token] = []
    opened: int | None = None
    for token in row:
        kept.append(token)
        if token.term is Term.OPEN and opened is None:
            opened = len(kept) - 1
        elif token.term is Term.CLOSE and opened is not None:
            if not _tells_which(tuple(kept[opened + 1 : -1]), text):
                del kept[opened:]
            opened = None
    return tuple(kept[:opened])


def _tells_which(inner: Tokens, text: str) -> bool:
    words = _spelled(inner, text)
    return (
        0 < len(words.split()) <= _MOST_IN_BRACKETS
        and not (words.isupper() and len(words) <= 5)
        and not any(letter.isdigit() or letter in ",;" for letter in words)
        and not has(Trait.THING, words)
    )


def _without_ends(row: Tokens) -> Tokens:
    start, end = 0, len(row)
    while start < end and row[start].term in _FILLING | {Term.CLOSE}:
        if row[start].text.isalpha() and row[start + 1 : start + 2] and _is_glued(row[start:end]):
            break
        start += 1
    while end > start and row[end - 1].term in _FILLING and not _closes_name(row[end - 1]):
        end -= 1
    return row[start:end]


def _closes_name(token: Token) -> bool:
    """Tell whether it is the A of `Sun salutation A`, or a closing quotation mark."""
    return token.text == "»" or (token.is_capital and len(token.text) == 1)


def _is_glued(row: Tokens) -> bool:
    """Tell whether the first word is part of a longer one, as in I-Y-T."""
    return row[0].end == row[1].start


def _spelled(row: Tokens, text: str) -> str:
    """Write out words as they stand in the text, without what was left out between them."""
    pieces: list[str] = []
    for place, token in enumerate(row):
        if place and row[place - 1].end < token.start:
            pieces.append(" ")
        pieces.append(text[token.start : token.end])
    return " ".join("".join(pieces).split())
