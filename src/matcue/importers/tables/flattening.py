"""A record as one row of texts: ranges, units and nested values written as a person would."""

from __future__ import annotations

from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from matcue.importers.tables.columns import Meaning, column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOW: Final = frozenset({"min", "from", "low", "lower", "start", "minimum"})
_HIGH: Final = frozenset({"max", "to", "high", "upper", "end", "maximum"})
_NUMBER: Final = ("value", "amount", "number", "count", "target", "quantity")
_GENERAL: Final = frozenset(
    {*_LOW, *_HIGH, *_NUMBER, "seconds", "secs", "sec", "minutes", "time", "unit", "type", "text"}
)
"""Keys that say nothing without the one around them."""
_COUNTED: Final = frozenset({Meaning.REPS, Meaning.HOLD, Meaning.TIME})
MOST_KEYS: Final = 100
"""Keys of a record that are read."""
DEEPEST: Final = 4
"""Objects inside one another that are one record."""
LONGEST: Final = 2000
"""Characters of a value that are read."""


def flattened(record: Mapping[str, Any]) -> dict[str, str]:
    """Write a record as one row of texts; lists of records in it are left out.

    >>> flattened({"name": "Bridge", "dose": {"reps": {"min": 8, "max": 10}, "sets": 3.0}})
    {'name': 'Bridge', 'reps': '8-10', 'sets': '3'}
    >>> flattened({"name": "Plank", "sets": [{"seconds": 30}, {"seconds": 40}]})
    {'name': 'Plank', 'sets': '2', 'seconds': '30-40'}
    """
    row: dict[str, str] = {}
    for key, value in islice(record.items(), MOST_KEYS):
        for name, text in _written(str(key), value, 0):
            row.setdefault(name, text)
    return row


def _written(key: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < DEEPEST:
        yield from _of_an_object(key, value, depth)
    elif isinstance(value, list):
        yield from _of_a_list(key, value)
    elif text := text_of(value):
        yield key, text


def text_of(value: object) -> str:
    """Write a single value; what has none is an empty text.

    >>> text_of(3.0), text_of(True), text_of(None), text_of(2.5)
    ('3', 'true', '', '2.5')
    """
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}" if isfinite(value) else str(value)
    if isinstance(value, int) and abs(value) >= 10**15:
        return f"{'-' * (value < 0)}more than 10^15"
    return " ".join(str(value)[:LONGEST].split())


def _of_an_object(key: str, value: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    """Write an object: a range, a figure with its unit, a name, or keys of their own."""
    keys = value.keys()
    low = next((text for end in keys & _LOW if (text := text_of(value[end]))), "")
    high = next((text for end in keys & _HIGH if (text := text_of(value[end]))), "")
    number = next((text for each in _NUMBER if (text := text_of(value.get(each)))), "")
    if column_of(key).meaning is Meaning.NAME:
        told = next((value[each] for each in ("name", "title", "en") if each in keys), None)
        if text := text_of(told):
            yield key, text
    elif low or high:
        yield key, f"{low}-{high}" if low and high and low != high else low or high
    elif number:
        yield key, f"{number} {text_of(value.get('unit'))}".strip()
    else:
        for inner, each in value.items():
            whole = f"{key} {inner}" if str(inner).lower() in _GENERAL else str(inner)
            if not isinstance(each, list):
                yield from _written(whole, each, depth + 1)


def _of_a_list(key: str, value: list[Any]) -> Iterator[tuple[str, str]]:
    """Write a list: sets told one by one, figures as their range, texts one after the other."""
    if value and all(isinstance(each, dict) for each in value):
        if column_of(key).meaning is Meaning.SETS:
            yield key, str(len(value))
            yield from _ranges([flattened(each) for each in value])
    elif column_of(key).meaning in _COUNTED and all(map(_is_figure, value)):
        if value:
            yield key, _range_of([text_of(each) for each in value])
            yield "sets", str(len(value))
    elif text := " ".join(text for each in value[:100] if (text := text_of(each))):
        yield key, text[:LONGEST]


def _ranges(sets: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    for key in dict.fromkeys(key for each in sets for key in each):
        meaning = column_of(key).meaning
        texts = [each[key] for each in sets if key in each]
        if meaning in {*_COUNTED, Meaning.REST, Meaning.SIDE, Meaning.TEMPO, Meaning.WEIGHT}:
            yield key, _range_of(texts)


def _range_of(texts: list[str]) -> str:
    """Write figures from the least to the most; the first of others."""
    if all(_is_figure(text) for text in texts):
        low, high = min(texts, key=float), max(texts, key=float)
        return low if low == high else f"{low}-{high}"
    return texts[0]


def _is_figure(value: object) -> bool:
    text = text_of(value)
    return text.replace(".", "", 1).isdecimal() and len(text) < 10
