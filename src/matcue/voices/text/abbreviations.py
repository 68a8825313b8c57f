"""Abbreviations as people say them: `approx.`, `e.g.`, `etc.` in full.

A unit that follows a figure, as in `5 min.`, is left to what reads figures. Elsewhere `min.` is a
minute or a minimum, by what stands before it.
"""

from __future__ import annotations

import re
from typing import Final

_FULL: Final = {
    "approx": "approximately",
    "ca": "about",
    "e.g": "for example",
    "esp": "especially",
    "etc": "and so on",
    "i.e": "that is",
    "incl": "including",
    "max": "maximum",
    "min": "minimum",
    "mins": "minutes",
    "no": "number",
    "rep": "repetition",
    "reps": "repetitions",
    "sec": "second",
    "secs": "seconds",
    "vs": "versus",
}
_ABBREVIATION: Final = re.compile(
    r"(?<![\w.])(approx|ca(?=\.)|e\.g|esp|etc|i\.e|incl|max(?=\.|\s?\d)|mins?|no(?=\.\s?\d)|reps?"
    r"|secs?|vs)\b(\.?)",
    re.IGNORECASE,
)
_NEVER_LAST: Final = {"approx", "ca", "e.g", "esp", "i.e", "incl", "no", "vs"}
"""What always stands before more, so that its stop ends no sentence."""
_END: Final = re.compile(r"[\"'”’)\]]*$")
_NEW_SENTENCE: Final = re.compile(r"[\"'”’)\]]*\s+[A-Z]")
_TIMES: Final = {"min": "minute", "sec": "second"}
_FIGURE: Final = re.compile(r"[\d¼-¾⅐-⅞]\s?$")
_ONE: Final = re.compile(
    r"(?:\b(?:an?|each|every|first|full|half|last|next|one|per|the|this|whole)\s|\d-)$",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|couple of|few|many"
    r"|several|some)\s$",
    re.IGNORECASE,
)
_STARTS: Final = re.compile(r"(?:^|[.!?…])[\s\"'“‘(]*$")


def in_full(text: str) -> str:
    """Put the abbreviations of a text in full; a text without any comes out unchanged.

    >>> in_full("Use a strap, e.g. a belt, for approx. 5 min. with a towel etc.")
    'Use a strap, for example a belt, for approximately 5 min. with a towel and so on.'
    """
    return _ABBREVIATION.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    written, stop = found.groups()
    before, after = found.string[: found.start()], found.string[found.end() :]
    if _is_name(written, before, after) or _is_unit(written.casefold(), before):
        return found[0]
    word = written.casefold()
    said = _time(word, before) or _FULL[word]
    ends = _END.match(after) or (word not in _NEVER_LAST and _NEW_SENTENCE.match(after))
    capital = said[0].upper() if written[0].isupper() else said[0]
    return f"{capital}{said[1:]}{stop if ends else ''}"


def _is_name(written: str, before: str, after: str) -> bool:
    """Tell whether it is a word of its own: letters in capitals, Max, or the answer no."""
    if written in {"Max", "Min"}:
        return not re.match(r"\s?\d", after)
    if written == "No":
        return bool(_STARTS.search(before))
    return written.isupper()


def _is_unit(word: str, before: str) -> bool:
    return word in {"min", "mins", "sec", "secs"} and bool(_FIGURE.search(before))


def _time(word: str, before: str) -> str:
    """Return the time that a word stands for after what counts it; an empty text if it is none."""
    if word in _TIMES and _SEVERAL.search(before):
        return f"{_TIMES[word]}s"
    return _TIMES[word] if word in _TIMES and _ONE.search(before) else ""
