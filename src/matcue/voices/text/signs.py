"""Signs that no voice reads as they are meant: said in words, folded to plain letters, left out."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, decomposition, normalize

SHOUTED: Final = 3
"""Words in capitals from which on they are no abbreviations."""
_SAID: Final = {
    "≥": "at least",
    "≤": "at most",
    "≠": "not",
    "±": "plus or minus",
    "×": "times",
    "÷": "divided by",
    "&": "and",
    "+": "plus",
    ">": "more than",
    "<": "less than",
    "=": "is",
    "@": "at",
}
"""What signs between words or figures are called."""
_PLAIN: Final = set(".,;:!?…'\"()[]-–—/°%’‘“”«»‹›„‚¿¡") | {"\N{PRIME}", "\N{DOUBLE PRIME}"}
"""Punctuation that voices pause at, or read over."""
_NAMED: Final = set("*#\\†‡•§¶‣※")
"""Punctuation that voices call by its name; that of other scripts ends their sentences."""
_OR: Final = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_AND_OR: Final = re.compile(r"\band/or\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"#(?=\d)")
_EMPHASIS: Final = re.compile(r"(?<!\w)([*_~`]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_COMPATIBLE: Final = ("<wide>", "<narrow>", "<font>")


def folded(text: str) -> str:
    """Fold a text to plain letters: styled and full-width ones, capitals, emphasis, what is unseen.

    >>> folded("*Slowly* bend, set #2.")
    'Slowly bend, set number 2.'
    """
    plain = "".join(map(_plain_letter, normalize("NFC", text))).replace("...", "…")
    if plain.isupper() and len(plain.split()) >= SHOUTED:
        plain = plain.capitalize()
    return _EMPHASIS.sub(r"\2", _NUMBER.sub("number ", plain))


def signs_in_words(text: str) -> str:
    """Put the signs of a folded text in words, and leave out what nobody would say.

    >>> signs_in_words("Go → left/right 🎉. Pain > three?")
    'Go left or right. Pain more than three?'
    """
    plain = _OR.sub(" or ", _AND_OR.sub("or", text))
    said = "".join(map(_spoken, plain))
    return re.sub(r" +(?=[.,;:!?…)])", "", " ".join(said.split())) if said != text else text


def unspoken(text: str) -> tuple[str, ...]:
    """List the signs of a text that are left out when it is spoken, each once."""
    return tuple(dict.fromkeys(filter(_is_left_out, folded(text))))


def _plain_letter(sign: str) -> str:
    """Return a styled or full-width letter as a plain one, and nothing for what cannot be seen."""
    if decomposition(sign).startswith(_COMPATIBLE):
        return normalize("NFKC", sign)
    invisible = category(sign) in {"Cf", "Mn", "Me"} and not _joins_letters(sign)
    return "" if invisible else sign


def _joins_letters(sign: str) -> bool:
    """Tell whether a sign that cannot be seen by itself is part of how a script is written."""
    return category(sign) == "Mn" and not "\ufe00" <= sign <= "\ufe0f"


def _spoken(sign: str) -> str:
    if sign in _SAID:
        return f" {_SAID[sign]} "
    return " " if _is_left_out(sign) else sign


def _is_left_out(sign: str) -> bool:
    known = sign.isalnum() or sign.isspace() or sign in _PLAIN or sign in _SAID
    foreign = category(sign) == "Po" and sign not in _NAMED
    return not known and not foreign and category(sign)[0] not in "LMN" and category(sign) != "Sc"
