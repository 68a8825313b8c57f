"""Records of JSON and YAML, at any depth: days of sections of exercises, each with its figures."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from matcue.errors import RoutineError, UnreadableDocument
from matcue.importers.document import DEEPEST, MOST_LINES
from matcue.importers.lines.dose import read_dose
from matcue.importers.personal import without_personal
from matcue.importers.programme import PERSONAL, LeftOut
from matcue.importers.tables import wger
from matcue.importers.tables.cells import counts_of, length_of
from matcue.importers.tables.columns import (
    FIGURES,
    Meaning,
    column_of,
    columns_of,
    rank_of,
)
from matcue.importers.tables.flattening import MOST_KEYS, flattened, text_of
from matcue.importers.tables.grids import LONGEST_HEADING, is_day
from matcue.importers.tables.grouping import MOST_ROWS, NO_DOSE, Found, programmes_of
from matcue.importers.tables.rows import REST_NAME, Heading, Rounds, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.document import Document
    from matcue.importers.programme import Programme

ROUTINE: Final = "it is a routine already; `matcue play` plays it"
DOSELESS: Final = "no record of it has the name of an exercise and its dose"
DEEP: Final = f"it is nested more than {DEEPEST} levels deep"
_OF_A_ROUTINE: Final = frozenset({"stretch", "interval", "breathe", "flow", "include"})
_STEPS: Final = re.compile(r"^steps\s*:", re.MULTILINE)
_WRITTEN_STEP: Final = re.compile(r"^[ \t]*-[ \t]+(?:stretch|interval)[ \t]*:", re.MULTILINE)
_SKIPPED: Final = re.compile(r"[ \t]*(?:#|---|$)")
_LIKE_JSON: Final = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\["])')
_RECORD: Final = re.compile(
    r"^[ \t]*-[ \t]+(?:\{[ \t]*)?[\"']?([^\W\d][\w -]{0,40}?)[\"']?[ \t]*:(?:[ \t]|$)", re.MULTILINE
)
"""A list of YAML whose members have keys."""
_KEY: Final = re.compile(
    r"(?:^|[{,])[ \t]*(?:-[ \t]+)?[\"']?([^\W\d][\w -]{0,40}?)[\"']?[ \t]*:(?:[ \t]|$)",
    re.MULTILINE,
)
_OF_NAMES: Final = frozenset(
    {
        "exercises",
        "stretches",
        "poses",
        "moves",
        "movements",
        "übungen",
        "ejercicios",
        "exercices",
        "esercizi",
        "exercícios",
        "oefeningen",
    }
)
"""Keys of lists that hold an exercise in each text."""
_SET: Final = re.compile(r"(?:set|satz|serie|série) ?#?\d+", re.IGNORECASE)
_HEADINGS: Final = (
    "title",
    "name",
    "label",
    "heading",
    "day",
    "session",
    "workout",
    "routine",
    "program",
    "programme",
    "week",
    "phase",
    "section",
    "block",
)
"""Keys of what a group of records is called."""
_OF_LISTS: Final = re.compile(
    r"exercises?|items?|data|records?|list|steps?|moves?|movements?|stretches|poses|workouts?"
    r"|routines?|programs?|programmes?|plans?|days?|sessions?|weeks?|sections?|blocks?|groups?"
    r"|circuits?|supersets?|sets?|phases?|rows|entries|slots|results|schedule|content|body|program"
    r"|übungen|ejercicios|exercices|esercizi|exercícios|oefeningen|tage|días|jours|giorni",
    re.IGNORECASE,
)
"""Keys that only say what is in a list, and are no heading of it."""
_DAYS: Final = re.compile(
    r"days?|workouts?|routines?|programs?|programmes?|plans?|sessions?|weeks?|tage|días|jours|giorni",
    re.IGNORECASE,
)
"""Keys whose list has a programme in each member."""
_ROUNDS: Final = frozenset(
    {"rounds", "repeat", "repeats", "sets", "circuits", "laps", "numberofrounds"}
)
_ROUND_RESTS: Final = frozenset(
    {"restbetweenrounds", "roundrest", "restbetween", "rest", "restafter", "setrest"}
)

_OF_A_PROGRAM: Final = re.compile(
    r"setting|config|option|default|meta|stat|total|summary|timer|info|goal|progress", re.IGNORECASE
)
"""Keys of objects with figures that are no exercises."""
_PRIVATE: Final = re.compile(r"patient|client|clinic|private|therapist|provider", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON, or YAML that has exercises with a figure.

    A routine of matcue, other JSON and broken JSON are taken, too, to be refused.

    Raises:
        UnreadableDocument: it is nested too deep, or YAML that is refused.
    """
    if not document.text:
        return False
    if document.data is not None or _LIKE_JSON.match(document.text):
        return True
    values = _values(document)
    return values is not None and (_is_routine(values) or _holds_rows(values))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the records of a document, those of each day as a programme.

    Raises:
        UnreadableDocument: it is a routine already, broken, or too long or deep.
    """
    if document.data is None and _LIKE_JSON.match(document.text or ""):
        _check_json(document)
    values = _values(document)
    if _is_routine(values):
        raise UnreadableDocument(document.name, ROUTINE)
    kind = "yaml" if document.data is None else "json"
    if wger.is_wger(values):
        return programmes_of(wger.found_in(values), kind, document.name)
    reading = _Reading(document.name)
    reading.walk(values, _Place(), "")
    if not reading.found.rows:
        raise UnreadableDocument(document.name, DOSELESS)
    if document.data is not None:
        _check_json(document)
    return programmes_of(reading.found, kind, document.name)


def _values(document: Document) -> object | None:
    """Return the values of JSON, or of YAML that looks like a list of records."""
    if document.data is not None:
        return document.data
    text = document.text or ""
    first = next((line for line in text.split("\n") if not _SKIPPED.match(line)), "")
    if not _KEY.match(first) or not _RECORD.search(text):
        return None
    if not _STEPS.search(text) and all(rank_of(key) is None for key in _KEY.findall(text)):
        return None
    return _yaml_values(text, document.name)


def _yaml_values(text: str, name: str) -> object | None:
    """Read YAML; None where it is broken and may be a list of text that looks like it."""
    from matcue.routine.problems import SourceFile
    from matcue.routine.yaml_text import read_values

    source = SourceFile(name)
    try:
        values = read_values(text, source)
        source.check()
    except RoutineError as error:
        first = error.problems[0]
        told = f"line {first.place.line}: {first.message}"
        if _WRITTEN_STEP.search(text):
            told = f"it looks like a routine; `matcue check` tells what is wrong ({told})"
        elif all(rank_of(key) is None for key in _RECORD.findall(text)):
            return None
        raise UnreadableDocument(name, told) from error
    return values


def _check_json(document: Document) -> None:
    """Refuse JSON that is broken, or tells two values of one key."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in record if keys.count(key) > 1)
            raise UnreadableDocument(document.name, f"“{twice[:40]}” stands twice in one record")
        return record

    try:
        json.loads(document.text or "", object_pairs_hook=once, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        told = f"it begins like JSON, but line {error.lineno} is wrong: {error.msg}"
        raise UnreadableDocument(document.name, told) from error
    except ValueError as error:
        raise UnreadableDocument(document.name, "it has a number that is too long") from error
    except RecursionError as error:
        raise UnreadableDocument(document.name, DEEP) from error


def _is_routine(values: object) -> bool:
    steps = values.get("steps") if isinstance(values, dict) else None
    return isinstance(steps, list) and any(
        isinstance(step, dict) and _OF_A_ROUTINE & step.keys() for step in steps
    )


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _holds_rows(value: object) -> bool:
    """Tell whether there are records of exercises with a figure anywhere inside."""
    level = [value]
    for _ in range(DEEPEST if isinstance(value, dict | list) else 0):
        if any(isinstance(each, dict) and _is_record(each) for each in level):
            return True
        if any(isinstance(each, dict) and _names_others(each) for each in level):
            return True
        level = [
            each for outer in level for each in _inside(outer) if isinstance(each, dict | list)
        ]
    return False


def _is_record(value: dict[str, Any]) -> bool:
    """Tell whether an object is an exercise with a figure, and no group of them."""
    cells = flattened(value)
    columns = columns_of(tuple(cells))
    if columns is None:
        return False
    name = next(
        cell
        for column, cell in zip(columns, cells.values(), strict=True)
        if column.meaning is Meaning.NAME
    )
    return not _SET.fullmatch(name.strip()) and not any(
        isinstance(each, list) and any(isinstance(one, dict) and _has_name(one) for one in each)
        for each in value.values()
    )


def _has_name(value: dict[str, Any]) -> bool:
    return any(
        rank_of(key) is not None and isinstance(told, str) and not _SET.fullmatch(told.strip())
        for key, told in islice(value.items(), MOST_KEYS)
    )


def _names_others(value: dict[str, Any]) -> bool:
    """Tell whether an object has exercises below their names, or in a list of texts."""
    return len(_named_by_key(value)) > 1 or any(
        str(key).casefold() in _OF_NAMES
        and isinstance(each, list)
        and any(isinstance(text, str) and read_dose(text).kind for text in each[:20])
        for key, each in value.items()
    )


def _named_by_key(value: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the records of which the key is the name: `{"Plank": {"seconds": 30}}`."""
    if len(value) > MOST_ROWS:
        return {}
    return {
        key: each
        for key, each in value.items()
        if isinstance(each, dict)
        and column_of(key).meaning is Meaning.OTHER
        and not _OF_A_PROGRAM.search(key)
        and not _has_name(each)
        and any(column_of(inner).meaning in FIGURES for inner in flattened(each))
    }


@dataclass(frozen=True, slots=True)
class _Place:
    """What the groups around a record are called."""

    day: str = ""
    section: Heading | None = None
    rounds: Rounds | None = None


@dataclass(slots=True)
class _Reading:
    """Values while they are walked through, in the order of the document."""

    name: str
    found: Found = field(default_factory=Found)
    number: int = 0
    """Of the last record."""
    seen: int = 0
    """Values so far, of objects and lists."""

    def walk(self, value: object, place: _Place, key: str, depth: int = 0) -> None:
        """Take all records inside a value.

        Args:
            value: an object, a list, or a value of one.
            place: where it is.
            key: it is the value of.
            depth: how deep it is.
        """
        if depth > DEEPEST:
            raise UnreadableDocument(self.name, DEEP)
        self.seen += len(value) if isinstance(value, dict | list) else 0
        if self.seen > MOST_LINES:
            raise UnreadableDocument(self.name, f"it has more than {MOST_LINES:,} values")
        if isinstance(value, list):
            in_records = any(isinstance(each, dict) and _is_record(each) for each in value)
            for each in value:
                if isinstance(each, dict) and in_records and self._belongs(each):
                    self._row(each, place)
                elif isinstance(each, str) and key.casefold() in _OF_NAMES:
                    self._row({"exercise": each}, place)
                else:
                    self.walk(each, place, key, depth + 1)
        elif isinstance(value, dict):
            if _is_record(value):
                self._row(value, place)
            else:
                self._group(value, place, key, depth)

    def _belongs(self, value: dict[str, Any]) -> bool:
        """Tell whether a member of a list of records is one, if without a figure, or a rest."""
        return (
            _is_record(value)
            or (_has_name(value) and not any(map(_holds_rows, _inside(value))))
            or _rest_key(value) is not None
        )

    def _group(self, value: dict[str, Any], place: _Place, key: str, depth: int) -> None:
        """Take a group of records: a day, a section, or all of them."""
        heading = _heading_of(value)
        inner = self._within(place, heading, key, depth)
        inner = replace(inner, rounds=_rounds_of(value, heading, self.number + 1) or inner.rounds)
        self._told(value)
        by_key = _named_by_key(value)
        for name, each in value.items():
            if len(by_key) > 1 and name in by_key:
                self._row({"exercise": name, **each}, inner)
            elif isinstance(each, list | dict):
                told = "" if _OF_LISTS.fullmatch(str(name)) else _spaced(str(name))
                self.walk(each, self._within(inner, told, "", depth + 1), str(name), depth + 1)

    def _within(self, place: _Place, heading: str, key: str, depth: int) -> _Place:
        """Tell where a group with a heading is: in a day, in a section, or in all there is."""
        if not heading:
            return place
        if is_day(heading) or _DAYS.fullmatch(key):
            return _Place(f"{place.day}, {heading}" if place.day else heading)
        if depth == 0:
            self.found.title = heading
            return place
        return replace(place, section=Heading(self.number + 1, heading))

    def _told(self, value: dict[str, Any]) -> None:
        """Take what a group tells of all that is in it."""
        for key, each in islice(value.items(), MOST_KEYS):
            meaning = column_of(str(key)).meaning
            if not isinstance(each, str) or not each.strip():
                continue
            if meaning in {Meaning.OFTEN, Meaning.DAILY, Meaning.WEEKLY} and not self.found.often:
                self.found.often = without_personal(each)
            elif meaning is Meaning.PERSONAL or _PRIVATE.search(str(key)):
                self.found.people.append(each)
                self._leave_out(None, PERSONAL)
            elif meaning is Meaning.TEXT:
                self._leave_out(str(key), NO_DOSE)

    def _leave_out(self, source: str | None, why: str) -> None:
        left = LeftOut(self.number + 1, source, why)
        if left not in self.found.left_out:
            self.found.left_out.append(left)

    def _row(self, record: dict[str, Any], place: _Place) -> None:
        """Take a record as a row."""
        self.number += 1
        if self.number > MOST_ROWS:
            raise UnreadableDocument(self.name, f"it has more than {MOST_ROWS:,} exercises")
        cells = flattened(record)
        titles = tuple(cells)
        columns = columns_of(titles) or tuple(map(column_of, titles))
        if rest := _rest_key(record):
            columns = tuple(
                replace(column, meaning=Meaning.NAME) if column.title == rest else column
                for column in columns
            )
        texts = tuple(cells.values())
        self.found.rows.append(
            Row(self.number, columns, texts, None, place.day, place.section, place.rounds)
        )


def _rest_key(record: dict[str, Any]) -> str | None:
    """Return the key that tells that a record without a name is a rest."""
    if _has_name(record):
        return None
    return next(
        (
            key
            for key, told in record.items()
            if isinstance(told, str) and REST_NAME.fullmatch(told.strip())
        ),
        None,
    )


def _heading_of(group: dict[str, Any]) -> str:
    """Return what a group is called; a number gets the word that it is of: `Day 1`."""
    if any(column_of(str(key)).meaning is Meaning.PERSONAL for key in islice(group, MOST_KEYS)):
        keys = [key for key in _HEADINGS if key != "name"]  # which may be that of a person
    else:
        keys = list(_HEADINGS)
    for key in keys:
        told = group.get(key)
        if isinstance(told, str | int) and not isinstance(told, bool) and str(told).strip():
            text = " ".join(str(told)[:LONGEST_HEADING].split())
            heading = f"{key.capitalize()} {text}" if counts_of(text) else text
            return without_personal(heading) or ""
    return ""


def _rounds_of(group: dict[str, Any], heading: str, number: int) -> Rounds | None:
    """Tell how often the records of a group are done one after the other."""
    told = {
        str(key).replace("_", "").replace(" ", "").casefold(): each for key, each in group.items()
    }
    times = next((told[key] for key in _ROUNDS if isinstance(told.get(key), int | str)), None)
    counts = None if isinstance(times, bool) or times is None else counts_of(str(times))
    if not counts or counts[1] == 1:
        return None
    rest = next(
        (told[key] for key in _ROUND_RESTS if isinstance(told.get(key), int | float | str)), None
    )
    seconds = (
        None if rest is None or isinstance(rest, bool) else length_of(text_of(rest), Fraction(1))
    )
    return Rounds(number, heading, counts, seconds)


def _spaced(key: str) -> str:
    """Write a key as a heading: `warmUp` is `Warm up`."""
    words = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])|[_-]+", " ", key[:LONGEST_HEADING]).strip()
    return words[:1].upper() + words[1:].lower() if key.islower() or " " in words else words
