"""Files at random, written by their schema alone: a key that is new there is written here at once.

A schema cannot say all that a file must keep. So a step is written with a key that is wanted, and
with many others, of which some are left out again until it can be loaded.
"""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from matcue.errors import RoutineError
from matcue.paths import bundled
from matcue.routine.loader import catalogue_of, load_routine
from matcue.routine.schema import KINDS, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.routine.plan import Routine
    from matcue.routine.schema import Kind

    Schema = dict[str, Any]

Data: TypeAlias = "dict[str, Data] | list[Data] | str | float | bool | None"
Written: TypeAlias = "dict[str, Data]"

CATALOGUE: Final = catalogue_of([bundled("routines")])
EXERCISES: Final = {
    key: CATALOGUE[key]
    for key in ("bridge", "clam", "cobra", "knee-to-chest", "march-in-place", "relaxed-breathing")
}
"""Of each measure one at least: few, since the names that are like a wrong one are looked for."""
HEAD: Final[Written] = {"title": "Mine", "about": "For me.", "steps": [{"say": "Go on."}]}
DEEPEST: Final = 3
"""Steps in steps."""
TRIES: Final = 60
"""How often a step with a key is written before it is given up."""
ALIKE: Final = 3
"""Steps that are written for the sake of one key, and values of a key of the file."""
TEXTS: Final = (
    *("Lift your {side} arm.", "Lower it.\nBreathe out… And in.", "Go on, slowly.", "towel"),
    *("Bend 12 times.", "on the back", "left", "every day", "Now\u00a0rest!", "rain"),
    "Öffne die Augen?",
)
FIGURES: Final = (
    *("1", "2", "3", "5", "8", "12", "20", "2.5", "30s", "1m30s", "1:30", "0.5s", "-1m", "-5s"),
    *("2-1-3", "1-5-2", "3-3", "4-6", "4-4-4-4", "4-7-8", "8-12", "20-30s", "6 breaths", "1.5"),
    "-24",
)
"""What people write where figures belong; of it, what a pattern takes is written more often."""
NAMES: Final = {
    "stretch": (*EXERCISES,),
    "variant": tuple(name for exercise in EXERCISES.values() for name in exercise.variants),
}
"""What is written for names, which no schema tells, by their keys."""


@cache
def schema(kind: Kind) -> Schema:
    """The schema of a kind of file."""
    return schema_of(kind)


def resolved(part: Schema) -> Schema:
    """A part of the schema of routines, looked up where it only names another one."""
    while "$ref" in part:
        part = schema("routine")["$defs"][part["$ref"].rpartition("/")[2]]
    return part


def mappings(part: object) -> Iterator[Schema]:
    """Every mapping in a schema, itself first."""
    if isinstance(part, dict):
        yield part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for each in inner:
        yield from mappings(each)


@cache
def keys() -> tuple[str, ...]:
    """Every key that any file may have."""
    every = (part.get("properties", {}) for kind in KINDS for part in mappings(schema(kind)))
    return tuple(sorted({key for properties in every for key in properties}))


@cache
def choices() -> tuple[str, ...]:
    """Every word that is one of a few in any file."""
    every = (part.get("enum", ()) for kind in KINDS for part in mappings(schema(kind)))
    return tuple(sorted({word for words in every for word in words}))


@cache
def kinds() -> dict[str, Schema]:
    """The kinds of step, each by the first key that it must have."""
    items = resolved(schema("routine")["properties"]["steps"]["items"])
    ways = [resolved(way) for way in items.get("oneOf") or items["anyOf"]]
    return {way["required"][0]: way for way in ways if "required" in way}


@cache
def matching(pattern: str) -> tuple[str, ...]:
    """Texts that a pattern takes: some of people's, and some that nobody would write."""
    found: list[str] = []

    @seed(1)
    @settings(max_examples=30, database=None, phases=[Phase.generate], deadline=None)
    @given(st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="ascii")))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    usual = [text for text in (*FIGURES, *TEXTS) if re.search(pattern, text)]
    return (*found, *usual * (1 + 2 * len(found) // max(len(usual), 1)))


class Grammar:
    """Writes what a schema takes, each choice by `chance`."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def value(self, part: Schema, key: str = "", depth: int = 0) -> Data:
        """Write a value that stands below a key, inside so many lists of steps."""
        part = resolved(part)
        if key in NAMES:
            return self._chance.choice(NAMES[key])
        if ways := part.get("anyOf") or part.get("oneOf"):
            return self.value(self._one_of(ways, depth), key, depth)
        if "enum" in part:
            return str(self._chance.choice(part["enum"]))
        return self._of_a_type(part, key, depth)

    def _of_a_type(self, part: Schema, key: str, depth: int) -> Data:
        """Write a value of the type of a schema, of several the first one most often."""
        types = part.get("type", "string")
        chosen = types if isinstance(types, str) else self._chance.choice((types[0], *types))
        match chosen:
            case "object":
                return self.mapping(part, (), depth)
            case "array":
                return self._list(part, key, depth)
            case "string":
                return self._text(part)
        return self._chance.choice((True, False) if chosen == "boolean" else (1, 2, 3, 5, 10, 20))

    def mapping(self, part: Schema, wanted: Iterable[str], depth: int = 0) -> Written:
        """Write a mapping with all that it must have, what is wanted, and few or many others."""
        properties: dict[str, Schema] = part.get("properties", {})
        needed = {*part.get("required", ()), *wanted}
        share = self._chance.choice((0.1, 0.3, 0.9))
        written = {
            key: self.value(inner, key, depth)
            for key, inner in properties.items()
            if key in needed or self._chance.random() < share
        }
        others = part.get("additionalProperties", False)
        for _ in range(self._chance.randint(1, 2) if isinstance(others, dict) else 0):
            key = str(self.value({"type": "string", **part.get("propertyNames", {})}, "", depth))
            written[key] = self.value(others, key, depth)
        return written

    def _one_of(self, ways: list[Schema], depth: int) -> Schema:
        """Choose a way that is not to write nothing, nor steps in steps where they are deep."""
        named = [resolved(way) for way in ways]
        something = [way for way in named if way.get("type") != "null"]
        shallow = [way for way in something if "steps" not in way.get("properties", {})]
        return self._chance.choice(something if depth < DEEPEST or not shallow else shallow)

    def _list(self, part: Schema, key: str, depth: int) -> list[Data]:
        least = part.get("minItems", 0)
        items = range(self._chance.randint(least, min(part.get("maxItems", 3), least + 2)))
        return [self.value(part.get("items", {}), key, depth + (key == "steps")) for _ in items]

    def _text(self, part: Schema) -> str:
        return self._chance.choice(matching(part["pattern"]) if "pattern" in part else TEXTS)


def loaded(written: Written) -> Routine | None:
    """Load a routine of these keys, if it is right."""
    try:
        return load_routine(json.dumps(written, ensure_ascii=False), "written.yaml", EXERCISES)
    except RoutineError:
        return None


def playable_step(chance: random.Random, kind: str, key: str) -> Written | None:
    """Write a step of a kind that has the key and can be loaded, if that is found."""
    part, grammar = kinds()[kind], Grammar(chance)
    kept = {*part["required"], key}
    for _ in range(TRIES):
        step = grammar.mapping(part, kept, 1)
        spare = chance.sample([*step], len(step))
        while spare and not playable(step):
            if (left_out := spare.pop()) not in kept:
                del step[left_out]
        if spare or playable(step):
            return enriched(step, grammar.mapping(part, (), 1))
    return None


def playable(step: Written) -> bool:
    """Whether a step can be loaded by itself."""
    return loaded({**HEAD, "steps": [step]}) is not None


def enriched(step: Written, others: Written) -> Written:
    """The step with those of the other keys that go with it."""
    for key, value in others.items():
        if key not in step and playable({**step, key: value}):
            step = {**step, key: value}
    return step


@cache
def playable_steps() -> tuple[tuple[str, str, Written], ...]:
    """Steps that can be loaded: some for each key of each kind, with that kind and key."""
    chance = random.Random(1)  # noqa: S311
    wanted = [(kind, key) for kind, part in kinds().items() for key in part["properties"]]
    steps = [(kind, key, playable_step(chance, kind, key)) for kind, key in wanted * ALIKE]
    return tuple((kind, key, step) for kind, key, step in steps if step)


@cache
def playable_keys() -> tuple[tuple[str, Data], ...]:
    """Keys of a routine, besides its steps, each with some values that can be loaded."""
    grammar = Grammar(random.Random(1))  # noqa: S311
    keys = [item for item in schema("routine")["properties"].items() if item[0] not in HEAD]
    pairs = ((key, grammar.value(part, key)) for key, part in keys for _ in range(TRIES))
    right = [(key, value) for key, value in pairs if loaded(HEAD | {key: value})]
    return tuple(pair for key, _ in keys for pair in [p for p in right if p[0] == key][:ALIKE])


def playable_routine(wanted: Iterable[tuple[str, Data]], steps: list[Written]) -> Routine:
    """Load a routine of these steps, and of those wanted keys that go with them."""
    written: Written = {**HEAD, "steps": [*steps]}
    for key, value in wanted:
        if loaded({**written, key: value}):
            written[key] = value
    routine = loaded(written)
    assert routine
    return routine
