"""Text as a row of tokens, and rules that put several of them together into one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from matcue.importers.vocabulary import NUMBERS, PHRASES, TRAITS, Term, Trait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matcue.importers.programme import Lengths, Sides

LONGEST: Final = 2_000
"""Letters of a line that are read."""

_SIGNS: Final = str.maketrans(
    {
        "✕": "×", "✖": "×", "⨯": "×", "х": "x", "Х": "x", "–": "-", "—": "-", "−": "-", "‐": "-",
        "‑": "-", "‒": "-", "~": "-", "～": "-", "〜": "-", "“": '"', "”": '"', "″": '"', "„": '"',
        "’": "'", "′": "'", "‘": "'", "`": "'", "：": ":", "，": ",", "（": "(", "）": ")",
        "[": "(", "]": ")", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "；": ";",
    }
)  # fmt: skip
_FRACTIONS: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_TOKEN: Final = re.compile(
    r"""
    (?P<clock>(?<![\d:])\d{1,2}:[0-5]\d(?![\d:]))
    |(?P<number>(?<![\d.,])\d{1,9}[.,]\d{1,2}(?![\d.,])|\d{1,9}|[½¼¾])
    |(?P<gap>_[_\s]*_|\.{4,}|…{2,}|\(\s{2,}\))
    |(?P<by>(?<=\d)[x×](?=[^\W\d_]))
    |(?P<word>(?<=\d)[^\W\d_]{1,4}?(?=x\d)|[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<sign>''|[^\s\w]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGN_TERMS: Final = {
    "×": Term.BY, "*": Term.BY, "/": Term.SLASH, "-": Term.DASH, ":": Term.COLON, "=": Term.COLON,
    ",": Term.COMMA, ";": Term.COMMA, ".": Term.STOP, "!": Term.STOP, "(": Term.OPEN,
    ")": Term.CLOSE, '"': Term.QUOTE, "''": Term.QUOTE, "'": Term.PRIME, "&": Term.AND,
    "+": Term.AND, "_": Term.SIGN,
}  # fmt: skip
_INITIALS: Final = {"L": Term.LEFT, "R": Term.RIGHT, "Л": Term.LEFT, "П": Term.RIGHT}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a sign, or what a rule has made of several; and where it stands."""

    term: Term
    start: int
    end: int
    text: str
    """As it is compared: without case and accents."""
    figure: Lengths | None = None
    """Its number, or how many there are of what it counts; a time in seconds."""
    sides: Sides | None = None
    tempo: tuple[Fraction, ...] | None = None


Tokens: TypeAlias = "tuple[Token, ...]"


def plain(text: str) -> str:
    """Write typographic signs as plain ones, each in its own place."""
    return text[:LONGEST].translate(_SIGNS)


def fold(text: str) -> str:
    """Write a word without case and accents, in which people differ."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return unicodedata.normalize("NFC", bare).replace("ł", "l").replace("ı", "i").replace("х", "x")


def tokens(text: str) -> Tokens:
    """Take a plain text apart, and tell what each part means."""
    raw = tuple(_pieces(text))
    return tuple(_named(raw))


def _pieces(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        folded = fold(piece)
        if match["clock"]:
            minutes, seconds = piece.split(":")
            length = Fraction(int(minutes) * 60 + int(seconds))
            yield Token(Term.CLOCK, start, end, folded, (length, length))
        elif match["number"]:
            number = _FRACTIONS.get(piece) or Fraction(piece.replace(",", "."))
            yield Token(Term.NUMBER, start, end, folded, (number, number))
        elif match["gap"]:
            yield Token(Term.GAP, start, end, folded)
        elif match["by"]:
            yield Token(Term.BY, start, end, folded)
        elif match["word"]:
            yield Token(_INITIALS.get(piece, Term.WORD), start, end, folded)
        else:
            yield Token(_SIGN_TERMS.get(piece, Term.SIGN), start, end, folded)


def _named(raw: Tokens) -> Iterator[Token]:
    """Name the words by the longest phrases of the vocabulary."""
    place = 0
    while place < len(raw):
        token = raw[place]
        for phrase, term, value in _phrases().get(token.text, ()):
            if tuple(one.text for one in raw[place : place + len(phrase)]) == phrase:
                last = raw[place + len(phrase) - 1]
                is_initial = token.term in {Term.LEFT, Term.RIGHT} and len(phrase) == 1
                figure = None if value is None else (Fraction(value), Fraction(value))
                yield Token(
                    token.term if is_initial else term,
                    token.start,
                    last.end,
                    " ".join(phrase),
                    figure,
                )
                place += len(phrase)
                break
        else:
            yield token
            place += 1


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Term, int | None]]]:
    """Sort the vocabulary by the first word of its phrases, the longest phrase first."""
    found: dict[tuple[str, ...], tuple[Term, int | None]] = {}
    for number, words in NUMBERS.items():
        for word in words.split(","):
            found.setdefault(_words_of(word), (Term.NUMERAL, number))
    for term, words in PHRASES.items():
        for word in words.replace("\n", ",").split(","):
            if word.strip():
                found.setdefault(_words_of(word), (term, None))
    by_first: dict[str, list[tuple[tuple[str, ...], Term, int | None]]] = {}
    for phrase, (term, number) in sorted(found.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(phrase[0], []).append((phrase, term, number))
    return by_first


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in _pieces(plain(phrase.strip())))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a row of tokens is put together into.

    `row` names their terms, as `NUMBER (BY | TIMES)? DAY`; a rule whose `make` answers None for a
    row leaves it as it is.
    """

    row: str
    make: Callable[[Tokens], Tokens | Token | None]

    def apply(self, row: Tokens) -> Tokens:
        """Put together each row of tokens that it matches, from the left."""
        done: list[Token] = []
        place = 0
        for match in _compiled(self.row).finditer(_letters(row)):
            made = self.make(row[match.start() : match.end()])
            if made is not None and match.end() > match.start():
                done += row[place : match.start()]
                done += [made] if isinstance(made, Token) else made
                place = match.end()
        return (*done, *row[place:])


def joined(row: Sequence[Token], term: Term, figure: Lengths | None = None) -> Token:
    """Make one token of several."""
    text = " ".join(token.text for token in row)
    return Token(term, row[0].start, row[-1].end, text, figure)


def renamed(token: Token, term: Term) -> Token:
    """Make a token mean something else."""
    return replace(token, term=term)


def _letters(row: Tokens) -> str:
    return "".join(_letter(token.term) for token in row)


def _letter(term: Term) -> str:
    """Stand for a term in the text that the patterns of the rules are matched with."""
    return chr(0xE000 + term.value)


@cache
def _compiled(row: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"[A-Z_]+", lambda name: _letter(Term[name[0]]), row).replace(" ", ""))


def has(trait: Trait, text: str) -> bool:
    """Tell whether a word of a text tells so."""
    return _trait(trait).search(fold(plain(text))) is not None


@cache
def _trait(trait: Trait) -> re.Pattern[str]:
    words = [fold(word.strip()) for word in TRAITS[trait].replace("\n", ",").split(",")]
    starts = "|".join(re.escape(word) for word in words if word and not word.startswith("*"))
    inside = "".join(f"|{re.escape(word[1:])}" for word in words if word.startswith("*"))
    return re.compile(rf"(?<![^\W_])(?:{starts}){inside}")
