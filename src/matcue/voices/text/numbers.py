"""Figures as people say them: `30s`, `3 x 10`, `15–30`, `45°`, `½`, `1:30`, `1st` in words.

Where a figure has two meanings, what stands around it decides: `2:00` is two minutes, but two
o'clock after “at”; `m` are minutes, but meters “from the wall”.

What is no figure that is known here, like `L5`, `007` or `1.2.3`, stays as it is written, and so
does one that has no words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from matcue.numerals import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ONES_AND_MANY: Final = {
    's sec secs " \N{DOUBLE PRIME}': ("second", "seconds"),
    "m min mins ' \N{PRIME}": ("minute", "minutes"),
    "h hr hrs": ("hour", "hours"),
    "meter": ("meter", "meters"),
    "mm": ("millimeter", "millimeters"),
    "cm": ("centimeter", "centimeters"),
    "km": ("kilometer", "kilometers"),
    "kg": ("kilogram", "kilograms"),
    "lb lbs": ("pound", "pounds"),
    "ft": ("foot", "feet"),
    "ml": ("milliliter", "milliliters"),
    "° deg": ("degree", "degrees"),
    "°c": ("degree Celsius", "degrees Celsius"),
    "°f": ("degree Fahrenheit", "degrees Fahrenheit"),
    "%": ("percent", "percent"),
}
UNITS: Final = {short: said for row, said in _ONES_AND_MANY.items() for short in row.split()}
"""What one and what several of a unit are called; `m` are minutes, as in a routine file."""
_DISTANT: Final = re.compile(
    r"\b(?:walk|run|jog|swim|row|cycle|ride|climb)(?:s|ing)?(?: (?!for\b)\w+)? $", re.IGNORECASE
)
"""What goes before a length that is no time."""
_AWAY: Final = re.compile(
    r" (?:above|ahead|apart|away|back|behind|below|deep|from|high|long|of|off|on the|tall|wide)\b"
)
"""What follows it."""
_TIME_OF_DAY: Final = re.compile(r"\b(?:at|around|before|by|since|till|until) $", re.IGNORECASE)
_NOON: Final = re.compile(r" ?(?:[ap]\.?m\b|o'clock|in the (?:morning|afternoon|evening))")
_OPENING: Final = {'"': re.compile('"'), "'": re.compile(r"(?<!\w)'")}
"""Marks that are units of time unless they close what was opened before."""
_TIMES: Final = {"1": "once", "2": "twice"}
_SIDES: Final = {"L": "left", "R": "right"}

_WHOLE: Final = (
    r"(?:[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,3}|(?:[\u00a0\u2009\u202f][0-9]{3})+|(?:\ 000)+)"
    r"|0|[1-9][0-9]{0,8})"
)
_PART: Final = r"[1-9][0-9]{0,2}/[1-9][0-9]{0,2}"
_COMMA: Final = r"[0-9]{1,3},[0-9]{1,2}"
"""A decimal comma."""
_VULGAR: Final = "[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_DECIMAL: Final = rf"{_WHOLE}(?:\.[0-9]{{1,9}})?|{_COMMA}"
_VALUE: Final = rf"(?:{_WHOLE}\ {_PART}|{_PART}|{_WHOLE}?{_VULGAR}|{_DECIMAL})"
_UNIT: Final = "(?i:" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")"
_FIGURE: Final = re.compile(
    rf"""
    (?<![\w$€£\#.])(?<!\w[-–/:,])(?:
        (?P<from>[LR])/(?P<to>[LR])
      | (?P<count>{_WHOLE})(?P<scale>[hm])\ ?(?P<more>{_WHOLE})(?P<finer>[ms])
      | 0?(?P<hour>[0-9]|[1-9][0-9]):(?P<minute>[0-5][0-9])
      | (?P<this>[1-9]):(?P<that>[1-9])
      | (?P<row>[0-9]{{1,2}}(?:[-–][0-9]{{1,2}}){{2,}})
      | (?P<rank>[1-9][0-9]{{0,8}})(?:st|nd|rd|th)
      | [x×](?P<by>{_WHOLE})
      | (?:(?P<article>[Aa]n?)\ )?(?P<about>[~≈]\ ?)?(?:(?P<sets>{_WHOLE})\ ?[x×]\ ?)?
        (?P<low>{_VALUE})(?:(?:[-–]|\ ?{_UNIT}\ ?[-–]\ ?)(?P<high>{_VALUE}))?
        (?:\ ?(?P<unit>{_UNIT})(?:\.(?=\ [a-z]))?|\ ?(?P<times>[x×]))?
        (?:\ ?/\ ?(?P<per>arm|day|hour|leg|minute|month|session|set|side|week))?
    )(?!\w)(?![-–/:.,][0-9]|/\w)
    """,
    re.VERBOSE,
)


_AROUND: Final = ".,;:!?…()[]\"'“”‘’«»–—-"
"""What may stand around a word."""
_KNOWN: Final = re.compile("[0-9]+|[CTLS][0-9]{1,2}(?:[-–/][CTLS]?[0-9]{1,2})?")


def in_words(text: str) -> str:
    """Put the figures of a text in words; a text without figures comes out unchanged.

    >>> in_words("3 x 10, then a 30s hold at 45°. 15–20 min.")
    'three times ten, then a thirty second hold at forty-five degrees. fifteen to twenty minutes.'
    """
    return _FIGURE.sub(_said, text)


def unread(text: str) -> tuple[str, ...]:
    """List the figures, and the words with figures, of a text as `in_words` leaves it to a voice.

    Vertebrae (`L5`) are read right, and so are figures alone.

    >>> unread("L4-L5, as agent 007"), unread("Do 1.2.3 and 3s2, please.")
    ((), ('1.2.3', '3s2'))
    """
    figures = (figure[0] for figure in _FIGURE.finditer(text))
    words = (word.strip(_AROUND) for word in _FIGURE.sub("", text).split())
    left = (word for word in words if re.search("[0-9]", word) and not _KNOWN.fullmatch(word))
    return (*figures, *left)


def _said(figure: re.Match[str]) -> str:
    """Put one figure in words; one that has none stays as it is written."""
    try:
        return _read(figure)
    except Exception:  # noqa: BLE001 - whatever num2words raises, no session ends by a figure
        return figure[0]


def _read(figure: re.Match[str]) -> str:
    found = {name: part for name, part in figure.groupdict().items() if part}
    before, after = figure.string[: figure.start()], figure.string[figure.end() :]
    mark = found.get("unit", "")
    if mark in _OPENING and len(_OPENING[mark].findall(before)) % 2:
        del found["unit"]
        return f"{_say(found)}{mark}"
    if mark == "m" and (_DISTANT.search(before) or _AWAY.match(after)):
        found["unit"] = "meter"
    if "hour" in found and not (_TIME_OF_DAY.search(before) or _NOON.match(after)):
        return _length(found["hour"], found["minute"])
    return _say(found)


def _say(found: Mapping[str, str]) -> str:
    return next(say for key, say in _SAYING.items() if key in found)(found)


def _length(minutes: str, seconds: str) -> str:
    """Put minutes and seconds in words; none of a unit is left out.

    >>> _length("1", "30"), _length("2", "00"), _length("0", "45")
    ('one minute and thirty seconds', 'two minutes', 'forty-five seconds')
    """
    parts = ((minutes, "m"), (seconds.removeprefix("0"), "s"))
    return " and ".join(_amount(count, unit) for count, unit in parts if count not in {"", "0"})


def _quantity(found: Mapping[str, str]) -> str:
    """Put a value or a range of two in words, with all that may surround it."""
    low, last = found["low"], found.get("high", found["low"])
    said = (
        found.get("article"),
        "about" if "about" in found else None,
        f"{_number(found['sets'])} times" if "sets" in found else None,
        _value(low) if "high" in found else None,
        "to" if low != last else None,
        _measured(last, found),
        f"per {found['per']}" if "per" in found else None,
    )
    return " ".join(filter(None, said))


def _measured(value: str, found: Mapping[str, str]) -> str:
    """Put a value in words with its unit, if it has one."""
    if "times" in found:
        return _times(value)
    if "unit" not in found:
        return _value(value)
    if "article" in found:
        return f"{_value(value)} {UNITS[found['unit'].casefold()][0]}"
    return _amount(value, found["unit"])


def _amount(value: str, unit: str) -> str:
    """Put so many of a unit in words."""
    one, many = UNITS[unit.casefold()]
    said = _value(value)
    if re.fullmatch(rf"{_PART}|{_VULGAR}", value):
        article = "an" if one == "hour" else "a"
        return f"half {article} {one}" if said == "half" else f"{said} of {article} {one}"
    return f"{said} {one if value == '1' else many}"


def _times(count: str) -> str:
    """Put in words how often."""
    return _TIMES.get(count, f"{_value(count)} times")


def _past(minute: str) -> str:
    """Put the minutes of a time of day, or the seconds of a length of time, in words."""
    if minute == "00":
        return "o'clock"
    return f"oh {_number(minute[1])}" if minute[0] == "0" else _number(minute)


def _value(written: str) -> str:
    """Put a number in words: whole, decimal, mixed or a fraction."""
    if re.fullmatch(_COMMA, written):
        return _number(written.replace(",", "."))
    joined = re.sub(r"(?<=[0-9])[\s](?=[0-9]{3}(?![0-9/]))", "", written)
    plain = re.sub(_VULGAR, lambda part: f" {normalize('NFKC', part[0])}", joined)
    whole, _, part = plain.replace("\N{FRACTION SLASH}", "/").strip().rpartition(" ")
    if "/" not in part:
        return _number(part)
    broken = _part(*part.split("/"))
    if not whole:
        return broken
    return f"{_number(whole)} and {re.sub('^(one |(?=half))', 'a ', broken)}"


def _part(count: str, of: str) -> str:
    """Put a fraction in words, or where it is none, so many out of so many.

    >>> _part("1", "2"), _part("3", "4"), _part("3", "10"), _part("90", "60")
    ('half', 'three quarters', 'three out of ten', 'ninety over sixty')
    """
    above, below = int(count), int(of)
    if above > below:
        return f"{_number(count)} over {_number(of)}"
    if not above < below < 10:
        return f"{_number(count)} out of {_number(of)}"
    if (above, below) == (1, 2):
        return "half"
    name = {2: "half", 4: "quarter"}.get(below) or _rank(below)
    return f"{_number(count)} {plural(name, above)}"


def _number(written: str) -> str:
    """Put a whole or decimal number in words."""
    from num2words import num2words

    return str(num2words(written.replace(",", ""))).replace(",", "")


def _rank(number: int) -> str:
    """Put a number in words as an ordinal."""
    from num2words import num2words

    return str(num2words(number, to="ordinal"))


_SAYING: Final[dict[str, Callable[[Mapping[str, str]], str]]] = {
    "from": lambda found: f"{_SIDES[found['from']]} and {_SIDES[found['to']]}",
    "count": lambda found: (
        f"{_amount(found['count'], found['scale'])} and {_amount(found['more'], found['finer'])}"
    ),
    "hour": lambda found: f"{_number(found['hour'])} {_past(found['minute'])}",
    "this": lambda found: f"{_number(found['this'])} to {_number(found['that'])}",
    "row": lambda found: ", ".join(map(_number, re.findall("[0-9]+", found["row"]))),
    "rank": lambda found: _rank(int(found["rank"])),
    "by": lambda found: _times(found["by"]),
    "low": _quantity,
}
"""How each kind of figure is said, by the first part that only it has."""
