"""The sentences of a list: which tell a dose, which tell how it is done, which may be copied."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from matcue.importers.lines.dose import Dose, read_dose
from matcue.importers.lines.grammar import reduced
from matcue.importers.lines.vocabulary import Term
from matcue.importers.lists import list_words as words
from matcue.importers.personal import CUT, may_name_a_person
from matcue.importers.programme import Kind, Sides

LONGEST_NAME: Final = 9
"""Words of the longest line that may be a name."""
_FEW_WORDS: Final = 3
"""Words of a sentence, besides those of a dose, that tell nothing of how it is done."""
_ENDED = re.compile(r"(?<!(?<!\w)(?:[Ss]ek|[Ss]ec|[Ss]eg|[Mm]in|[Ww]dh|[Rr]ep))[.!?…]\s*$")
_BETWEEN_SENTENCES = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?<!(?<!\w)(?:[Ss]ek|[Ss]ec|[Ss]eg|[Mm]in|[Ww]dh|[Rr]ep|[Mm]ax)[.])"
    r"(?<!(?<!\w)(?:[Cc]a|[Nn]r|[Nn]o|[Dd]r|[Mm]r)[.])\s+(?=\w)"
    r"|(?<=[\d)%][.!?])\s+(?=[^\W\d_a-z])"
)
_BEFORE_STOP = re.compile(r"\s+([.,;!?])")
_DOUBLE_STOP = re.compile(r"([.,;])\1+")


def sentences(text: str) -> list[str]:
    """Take a text apart into its sentences."""
    return [one.strip() for one in _BETWEEN_SENTENCES.split(text) if one.strip()]


def ends(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return bool(_ENDED.search(text))


def is_sentence(text: str) -> bool:
    """Tell whether a text is prose rather than a name."""
    count = len(text.split())
    return (ends(text) and count > 3) or len(sentences(text)) > 1 or count > LONGEST_NAME


def first_word(text: str) -> str:
    """Return the first word of a text, in small letters."""
    return text.split(maxsplit=1)[0].lower().strip(",.:;") if text else ""


@lru_cache(maxsize=4096)
def dose_in(text: str) -> Dose:
    """Return what a sentence says about a dose."""
    return read_dose(text)


def tells_dose(sentence: str) -> bool:
    """Tell whether a sentence says how long, how often, or on which sides."""
    dose = dose_in(sentence)
    return bool(dose.kind or dose.often or dose.rest) or dose.sides is Sides.BOTH


def is_amount(dose: Dose) -> bool:
    """Tell whether a dose says more than how often, on which sides, and how long the rest is."""
    return dose.kind not in {None, Kind.REST}


def is_dose_only(sentence: str) -> bool:
    """Tell whether a sentence says nothing but how long and how often."""
    if not tells_dose(sentence):
        return False
    return first_word(sentence) in words.DOSE or _words_apart(sentence) <= _FEW_WORDS


def is_often_only(sentence: str) -> bool:
    """Tell whether a sentence says nothing but how often a day or a week all is meant."""
    dose = dose_in(sentence)
    if dose.kind or not dose.often:
        return False
    short = _words_apart(sentence) <= 1 and not words.TITLE.search(sentence)
    return short or first_word(sentence) in words.DOSE or bool(words.FOR_ALL.search(sentence))


def _words_apart(sentence: str) -> int:
    """Count the words of a sentence that are no part of a dose."""
    return sum(token.term is Term.WORD for token in reduced(sentence))


def cleaned(text: str) -> str:
    """Return prose without references to pictures."""
    bare = _BEFORE_STOP.sub(r"\1", " ".join(words.PICTURE.sub("", text).split()))
    return _DOUBLE_STOP.sub(r"\1", bare).strip(" ,;")


def copied(text: str, language: str) -> tuple[str, bool]:
    """Return the sentences of prose that name nobody, and whether some were left out.

    In German every noun begins with a capital, so that nothing can be told of names by it.
    """

    def _names(sentence: str) -> bool:
        return language != "de" and may_name_a_person(sentence)

    said = sentences(text)
    kept = [one for one in said if CUT not in one and (is_dose_only(one) or not _names(one))]
    return " ".join(kept), len(kept) < len(said)
