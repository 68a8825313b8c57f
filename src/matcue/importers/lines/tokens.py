"""Text as a row of tokens, and rules that put several of them together into one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from matcue.importers.lines.vocabulary import NUMBERS, PHRASES, TRAITS, Term, Trait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.importers.programme import Lengths, Sides

LONGEST: Final = 2_000
"""Letters of a line that are read."""

_LONGEST_ABBREVIATION: Final = 6
_ABBREVIATIONS: Final = frozenset({"sek", "wdh", "whd", "std", "ca", "li", "re", "rip"})
"""Words whose dot ends no sentence, even before a capital letter, as of a German noun."""

_SIGNS: Final = str.maketrans(
    {
        "\N{N-ARY TIMES OPERATOR}": "×",
        "\N{MULTIPLICATION X}": "×",
        "\N{HEAVY MULTIPLICATION X}": "×",
        "\N{CYRILLIC SMALL LETTER HA}": "x",
        "\N{CYRILLIC CAPITAL LETTER HA}": "x",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FIGURE DASH}": "-",
        "~": "-",
        "\N{FULLWIDTH TILDE}": "-",
        "\N{WAVE DASH}": "-",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{DOUBLE PRIME}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{PRIME}": "'",
        "\N{FULLWIDTH COLON}": ":",
        "\N{FULLWIDTH COMMA}": ",",
        "\N{FULLWIDTH SEMICOLON}": ";",
        "\N{FULLWIDTH LEFT PARENTHESIS}": "(",
        "\N{FULLWIDTH RIGHT PARENTHESIS}": ")",
        "[": "(",
        "]": ")",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\t": " ",
    }
)
_UNACCENTED: Final = str.maketrans(
    {"ł": "l", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "\N{CYRILLIC SMALL LETTER HA}": "x"}
)
_FRACTIONS: Final = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "1/2": Fraction(1, 2),
    "1/4": Fraction(1, 4),
    "3/4": Fraction(3, 4),
}
_TOKEN: Final = re.compile(
    r"""
    (?P<clock>(?<![\d:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<number>(?:\d{1,3}\s)?[13]/[24](?=\s?(?:min|h))|\d{0,3}[½¼¾]|\d{1,9}\+(?!\s?\d)
        |(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,])|(?<![\d.,])\d{1,9}[.,]\d{1,2}(?![\d.,])|\d{1,9})
    |(?P<gap>_[_\s]*_|\(\s{2,}\))
    |(?P<leader>\.{3,}|…+)
    |(?P<word>(?<=\d)[x×](?=[^\W\d_])
        |(?<=\d)[^\W\d_]{1,4}?(?=x\d)
        |[^\W\d_]+(?:'[^\W\d_]+)*(?:\(s\))?)
    |(?P<sign>''|->|[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGN_TERMS: Final = {
    "×": Term.BY,
    "*": Term.BY,
    "/": Term.SLASH,
    "-": Term.DASH,
    "->": Term.COLON,
    ":": Term.COLON,
    "=": Term.COLON,
    ",": Term.COMMA,
    ";": Term.COMMA,
    ".": Term.STOP,
    "!": Term.STOP,
    "(": Term.OPEN,
    ")": Term.CLOSE,
    '"': Term.QUOTE,
    "''": Term.QUOTE,
    "'": Term.PRIME,
    "&": Term.AND,
    "+": Term.AND,
}
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
    is_capital: bool = False
    """Whether it begins with a capital letter."""
    why: str = ""
    """What is doubtful about how it was read, as a question."""


Tokens: TypeAlias = "tuple[Token, ...]"


_QUOTED_FIGURES: Final = re.compile(r'(?<!\d)(?<!\d )"(?=[^"\d]*\d)([^"]{1,200})"(?!\w)')
"""Figures between quotation marks, whose first one is no unit of a figure before it."""


def plain(text: str) -> str:
    """Write typographic signs as plain ones, and quoted figures bare, each in its own place."""
    return _QUOTED_FIGURES.sub(r" \1 ", text[:LONGEST].translate(_SIGNS))


def fold(text: str) -> str:
    """Write a word without case and accents, in which people differ."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return unicodedata.normalize("NFC", bare).translate(_UNACCENTED)


def tokens(text: str) -> Tokens:
    """Take a text apart, and tell what each part means."""
    return tuple(_named(tuple(_pieces(plain(text)))))


def _pieces(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        if match["clock"]:
            length = Fraction(0)
            for part in piece.split(":"):
                length = length * 60 + int(part)
            yield Token(Term.CLOCK, start, end, piece, (length, length))
        elif match["number"]:
            number = _number(piece)
            yield Token(Term.NUMBER, start, end, piece, (number, number))
        elif match["gap"] or match["leader"]:
            yield Token(Term.GAP if match["gap"] else Term.LEADER, start, end, piece)
        elif match["word"]:
            term = _INITIALS.get(piece, Term.WORD)
            word = fold(piece.removesuffix("(s)").removesuffix("(S)"))
            yield Token(term, start, end, word, is_capital=piece[0].isupper())
        else:
            yield Token(_SIGN_TERMS.get(piece, Term.SIGN), start, end, piece)


def _number(piece: str) -> Fraction:
    """Read 12, 1.5, 1,5, 10,000, 1½, 1 1/2 and 10+."""
    piece = piece.removesuffix("+")
    for sign, fraction in _FRACTIONS.items():
        if piece.endswith(sign):
            return fraction + int(piece.removesuffix(sign).strip() or 0)
    parts = re.split(r"[.,]", piece)
    return Fraction("".join(parts) if len(parts[-1]) == 3 else ".".join(parts))


def _named(row: Tokens) -> Iterator[Token]:
    """Name the words by the longest phrases of the vocabulary."""
    place = 0
    while place < len(row):
        first = row[place]
        if first.term in {Term.LEFT, Term.RIGHT}:
            yield first
            place += 1
            continue
        phrase, named = _longest_phrase(row, place)
        place += len(phrase)
        end = row[place - 1].end
        if named.term not in {Term.WORD, Term.BY} and _is_abbreviated(row, place):
            end = row[place].end
            place += 1
        yield replace(
            named,
            start=first.start,
            end=end,
            text=" ".join(phrase),
            is_capital=first.is_capital,
        )


def _is_abbreviated(row: Tokens, place: int) -> bool:
    """Tell whether the token at a place is the dot of an abbreviation, and ends no sentence."""
    before, *rest = row[place - 1 : place + 2]
    return (
        len(rest) == 2
        and rest[0].term is Term.STOP
        and before.text.isalpha()
        and len(before.text) <= _LONGEST_ABBREVIATION
        and rest[0].start == before.end
        and (not rest[1].is_capital or before.text in _ABBREVIATIONS)
    )


def _longest_phrase(row: Tokens, place: int) -> tuple[tuple[str, ...], Token]:
    """Find the longest phrase that begins at a place, and a token of what it means."""
    first = row[place]
    for phrase, token in _phrases().get(first.text, ()):
        if tuple(one.text for one in row[place : place + len(phrase)]) == phrase:
            return phrase, token
    return (first.text,), first


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Token]]]:
    """Sort the vocabulary by the first word of its phrases, the longest phrase first."""
    found: dict[tuple[str, ...], Token] = {}
    for number, words in NUMBERS.items():
        figure = Fraction(number), Fraction(number)
        for phrase in _listed(words):
            found[_words_of(phrase)] = Token(Term.NUMERAL, 0, 0, phrase, figure)
    for term, words in PHRASES.items():
        for phrase in _listed(words):
            found.setdefault(_words_of(phrase), Token(term, 0, 0, phrase))
    by_first: dict[str, list[tuple[tuple[str, ...], Token]]] = {}
    for row in sorted(found, key=len, reverse=True):
        by_first.setdefault(row[0], []).append((row, found[row]))
    return by_first


def _listed(words: str) -> list[str]:
    parts = words.replace("\n", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _words_of(phrase: str) -> tuple[str, ...]:
    return tuple(token.text for token in _pieces(plain(phrase)))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a row of tokens is put together into.

    `row` is a regular expression whose letters are the names of terms, as `NUMBER (BY | TIMES)?
    DAY`. A rule whose `make` answers None for a row leaves it as it is.
    """

    row: str
    make: Callable[[Tokens], Tokens | None]

    def apply(self, row: Tokens) -> Tokens:
        """Put together each row of tokens that it matches, from the left."""
        done: list[Token] = []
        place = 0
        for match in _compiled(self.row).finditer("".join([token.term for token in row])):
            made = self.make(row[match.start() : match.end()])
            if made is not None:
                done += [*row[place : match.start()], *made]
                place = match.end()
        return (*done, *row[place:]) if place else row


@cache
def _compiled(row: str) -> re.Pattern[str]:
    letters = re.sub(r"[A-Z_]+", lambda name: Term[name[0]], row).replace(" ", "")
    return re.compile(re.sub(r"\(([^?()|$](?:\|[^?()|$])*)\)", _letter_set, letters))


def _letter_set(choice: re.Match[str]) -> str:
    """Write a choice of single letters as a set, which is found faster."""
    return f"[{choice[1].replace('|', '')}]"


def joined(row: Tokens, term: Term, figure: Lengths | None = None) -> Token:
    """Make one token of several, as doubtful as they are."""
    text = " ".join(token.text for token in row)
    why = next((token.why for token in row if token.why), "")
    return Token(term, row[0].start, row[-1].end, text, figure, why=why)


def has(trait: Trait, text: str) -> bool:
    """Tell whether a word of a text tells so."""
    return _trait(trait).search(fold(plain(text))) is not None


def begins(trait: Trait, text: str) -> bool:
    """Tell whether the first word of a text tells so."""
    return _trait(trait).match(fold(plain(text))) is not None


def is_all(trait: Trait, text: str) -> bool:
    """Tell whether a text is nothing but one of the words that tell so."""
    return _trait(trait).fullmatch(fold(plain(text))) is not None


@cache
def _trait(trait: Trait) -> re.Pattern[str]:
    words = [re.escape(fold(plain(word))) for word in _listed(TRAITS[trait])]
    patterns = [
        word.removesuffix(r"\*") if word.endswith(r"\*") else rf"{word}(?![^\W_])"
        for word in words
        if not word.startswith(r"\*")
    ]
    inside = [word.removeprefix(r"\*").removesuffix(r"\*") for word in words if word[:2] == r"\*"]
    return re.compile("|".join([rf"(?<![^\W_])(?:{'|'.join(patterns)})", *inside]))
