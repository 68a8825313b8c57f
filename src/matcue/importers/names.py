"""The name of an exercise, among the words around its dose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.importers.programme import Sides
from matcue.importers.tokens import begins, has, is_all
from matcue.importers.vocabulary import Term, Trait

if TYPE_CHECKING:
    from matcue.importers.tokens import Token, Tokens

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
_ENDING: Final = frozenset({Term.COMMA, Term.STOP, Term.COLON, Term.SWITCH, Term.HOLD, Term.REST})
"""What ends a name that stands behind the dose."""
_LEADING: Final = frozenset({Term.OVER, Term.ABOUT, Term.TO, Term.AND, Term.OR, Term.BETWEEN})
"""What leads from a dose to words that are no name."""
_MOST_WORDS: Final = 9
"""Words of the longest name; more are a sentence."""
_MOST_IN_BRACKETS: Final = 3


def name_of(row: Tokens, text: str) -> str:
    """Find the name: it stands before the dose, or behind it where the dose comes first.

    Words that tell how something is done are no name, and where there is none it is empty.
    """
    place = _dose_place(row)
    before = row[:place]
    if any(token.text[0].isalpha() and token.term not in _FILLING for token in before):
        return _named(before, text)
    return _named_behind(row[place:], text)


def _dose_place(row: Tokens) -> int:
    """Find where the dose begins; `alternating` and `bilateral` may begin a name."""
    for place, token in enumerate(row):
        begins_name = token.sides in {Sides.ALTERNATING, Sides.NONE} and place == 0
        if token.term in _DOSE and not begins_name:
            return place
    return len(row)


def _named_behind(row: Tokens, text: str) -> str:
    words: list[Token] = []
    for token in row:
        if token.term in _DOSE or token.term in _ENDING:
            if words:
                break
            if token.term not in _DOSE | {Term.HOLD, Term.COLON}:
                return ""
        elif token.term in _LEADING and not words:
            return ""
        elif words or token.term not in _FILLING | {Term.CLOSE}:
            words.append(token)
    name = _named(tuple(words), text)
    return "" if begins(Trait.ASIDE, name) else name


def _named(row: Tokens, text: str) -> str:
    """Leave of the words beside a dose what is a name."""
    sentence = _first_sentence(row)
    words = _without_group(sentence, text)
    words = _without_ends(_without_brackets(words, text))
    while words and begins(Trait.DOING, words[0].text):
        words = _without_ends(words[1:])
    name = _spelled(words, text)
    is_prose = len(sentence) < len(row) and has(Trait.INSTRUCTION, name)
    if is_prose or begins(Trait.INSTRUCTION, name) or has(Trait.ADDRESS, name):
        return ""
    if len(name.split()) > _MOST_WORDS or is_all(Trait.PLACEHOLDER, name):
        return ""
    return "" if words and words[0].term in {Term.HOLD, Term.REST, Term.SWITCH} else name


def _first_sentence(row: Tokens) -> Tokens:
    for place, token in enumerate(row):
        if token.term is Term.STOP and place + 1 < len(row) and row[place + 1].start > token.end:
            return row[:place]
    return row


def _without_group(row: Tokens, text: str) -> Tokens:
    """Take the name out of `Stretching: name`, `name: how` and `name - hold`."""
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
        if token.term is Term.COMMA and head:
            return head
    return row


def _is_how(row: Tokens, text: str) -> bool:
    words = _without_ends(row)
    return bool(words) and (
        words[0].term in {Term.HOLD, Term.SWITCH, Term.REST}
        or begins(Trait.INSTRUCTION, _spelled(words, text))
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
    while end > start and row[end - 1].term in _FILLING:
        end -= 1
    return row[start:end]


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
