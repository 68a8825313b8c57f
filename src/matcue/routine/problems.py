"""What is wrong in a file, said to a person: where, what, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from matcue.errors import Place, Problem, RoutineError, Severity, brief
from matcue.numerals import number
from matcue.routine.exercise import OwnExercise, Variant, Words, key_of, normal_name
from matcue.routine.field_types import EACH, ONE, ONE_TEXT
from matcue.routine.file_format import (
    STATIONS,
    STEPS,
    Defaults,
    Extra,
    IntervalStep,
    NamedStation,
    OwnPreface,
    Phase,
    RepeatStep,
    StationStep,
    StretchStep,
    WrittenMovement,
)
from matcue.routine.synonyms import KEYS, VALUES
from matcue.suggestions import ALIKE, closest, hint_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""The way to a value from the root of its file: keys and indexes."""
Mark = tuple[int, int]
"""Line and column, counted from 0."""

MOST_HINTS: Final = 100
"""A source with more problems than this gets no more hints at what was meant."""


@dataclass(slots=True)
class SourceFile:
    """A file while it is read: where each value and each key stands, and what is wrong so far.

    Pages that are read for one another share their lists. `comments` are what YAML leaves out after
    a text on its last line, from the space before the number sign on.
    """

    name: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    comments: dict[Path, str] = field(default_factory=dict)

    def error(self, mark: Mark, message: str, hint: str = "") -> None:
        """Note a problem at a mark."""
        self.problems.append(Problem(self._at(mark), message, hint))

    def warn(self, path: Path, message: str, hint: str = "") -> None:
        """Note a warning at a value: something that a listener would suffer from."""
        place = self.place(path)
        self.warnings.append(Problem(place, message, hint, Severity.WARNING))

    def mark(self, path: Path) -> Mark:
        """Find the line and column of a value, or of the nearest one around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (0, 0))

    def place(self, path: Path) -> Place:
        """Find the place of a value, or of the nearest one around it, as messages show it."""
        return self._at(self.mark(path))

    def places_in(self, paths: set[Path]) -> frozenset[Place]:
        """Collect the places of values, and of all inside them."""
        return frozenset(
            self._at(mark)
            for path, mark in self.values.items()
            if any(path[:length] in paths for length in range(len(path) + 1))
        )

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Suggest the known name most like `name`, or return an empty text."""
        return self.nearest_of(name, {each: each for each in known})

    def nearest_of(self, name: str, known: Mapping[str, str], alike: float = ALIKE) -> str:
        """Suggest what is written for the name most like `name`, or return an empty text.

        `alike` is how much of the two must be the same. Searching costs time, so a source with very
        many problems gets no more hints.
        """
        if len(self.problems) > MOST_HINTS:
            return ""
        close = closest(brief(name), known, 1, alike)
        return hint_at(known[close[0]]) if close else ""

    def check(self) -> None:
        """Raise `RoutineError` with all problems in the order of the file, if there are any."""
        if self.problems:
            raise RoutineError(tuple(sorted(set(self.problems))))

    def _at(self, mark: Mark) -> Place:
        return Place(self.name, mark[0] + 1, mark[1] + 1)


def explain(source: SourceFile, error: ErrorDetails, model: type[BaseModel]) -> None:
    """Note on the source, in a person's words, what pydantic found wrong."""
    path = tuple(part for i, part in enumerate(error["loc"]) if not _is_tag(error["loc"], i))
    key = str(path[-1]) if path else ""
    if key == "[key]":
        source.error(source.keys[path[:-1]], *_message(source, error))
        return
    match error["type"]:
        case "extra_forbidden":
            here = _model_at(error["loc"][:-1], model)
            source.error(source.keys[path], *_unknown(source, key, here))
        case "too_short" if error["input"]:
            return  # its entries are there, and are told of one by one
        case "missing":
            hint = _MISSING.get(_model_at(error["loc"][:-1], model), "")
            source.error(source.mark(path), f"`{key}` is missing", hint)
        case "union_tag_not_found":
            source.error(source.mark(path), *_no_step(source, error["input"]))
        case _:
            told = _unquoted(error) or _message(source, error)
            source.error(source.mark(path), *told)


def _no_step(source: SourceFile, written: object) -> tuple[str, str]:
    """Explain what is wrong with an entry of the steps that is no step, with a hint."""
    if isinstance(written, str):
        key, space, rest = written.partition(" ")
        if space and key in STEPS:
            return "a colon is missing", f"write `{key}: {brief(rest)}`"
        if key.partition(":")[0] in STEPS:
            return "a space is missing", "one belongs after each colon"
        said = brief(written)
        return "a text alone is no step", f"write `say: {said}`, or `stretch: {said}`"
    keys = _keys(written)
    of_stretch = next((key for key in keys if key in StretchStep.model_fields), None)
    hints = (
        *(_step_meant(key) for key in keys),
        *(source.nearest(key, STEPS) for key in keys),
        of_stretch and f"`{of_stretch}` stands below a `stretch`, without a dash of its own",
    )
    kinds = ", ".join(f"`{kind}`" for kind in STEPS)
    return f"a step needs one of these keys: {kinds}", next(filter(None, hints), "")


def _keys(written: object) -> list[str]:
    return list(written) if isinstance(written, dict) else []


def _step_meant(key: str) -> str:
    """Hint at the step that somebody means who gives it a key of another format."""
    steps = [each for each in KEYS.get(normal_name(key), ()) if each in STEPS]
    return f"write {_either(steps)} in place of `{brief(key)}`" if steps else ""


def _unknown(source: SourceFile, key: str, model: type[BaseModel]) -> tuple[str, str]:
    """Explain what is wrong with a key where those of a model stand, with a hint."""
    said = f"`{brief(key)}` is not a key that is known here"
    if model in {StationStep, NamedStation} and key in {"hold", "time", "sets"}:
        return f"a step of an interval has no `{key}`", _OF_INTERVAL
    if ":" in key:
        return said, "a space belongs after the colon"
    if "\xa0" in key:
        return said, "there is a no-break space in it; type it anew"
    return said, _key_meant(key, model) or source.nearest(
        key.lower(), map(key_of, model.model_fields)
    )


def _key_meant(key: str, model: type[BaseModel]) -> str:
    """Hint at what somebody means by a key of another format, or of another place."""
    meant = KEYS.get(normal_name(key), ())
    own = next((kind for kind, step in STEPS.items() if step is model), None)
    known = {*map(key_of, model.model_fields)}
    here = [each for each in meant if each.partition(":")[0] in known]
    if own in meant:
        return f"that is what stands after `{own}`"
    if here:
        return f"write {_either(here)}"
    if key in STEPS and model in {IntervalStep, NamedStation, StationStep}:
        return _MISSING[model]
    if key in STEPS:
        return "it is a step of its own; give it a dash of its own"
    steps = [each for each in meant if each in STEPS]
    return f"write {_either(steps)}, as a step with a dash of its own" if steps else ""


def _either(keys: Iterable[str]) -> str:
    """Join keys between backticks: one of them is to be written."""
    return " or ".join(f"`{key}`" for key in keys)


def _message(source: SourceFile, error: ErrorDetails) -> tuple[str, str]:
    """Explain what is wrong with a value, with a hint."""
    value, context = brief(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "value_error":
            curly = isinstance(error["input"], str) and set(error["input"]) & set("“”„")
            return str(context["error"]), "leave out the curly quotation marks" if curly else ""
        case "enum" | "literal_error":
            expected = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
            meant = VALUES.get(value.lower(), "")
            hint = hint_at(meant) if meant in expected else source.nearest(value.lower(), expected)
            if value.isdecimal() and error["loc"][-1] == "count":
                hint = f"write `reps: {value}`"
            return f"“{value}” is not one of {', '.join(expected)}", hint
        case "int_parsing":
            hint = _ROUNDS if error["loc"][-1] == "interval" else _number_meant(value)
            return f"“{value}” is not a whole number", hint
        case "model_type" | "dict_type":
            said = "keys and their values belong here, each on a line of its own"
            return said, _NEEDED.get(error["loc"][-1:], "")
        case "tuple_type" if any(key.startswith("-") for key in _keys(error["input"])):
            return "a list belongs here", "a space belongs after each dash"
        case kind:
            return _MESSAGES.get(kind, "keys and their values belong here").format(
                value=value, **context
            ), ""


def _unquoted(error: ErrorDetails) -> tuple[str, str] | None:
    """Explain, with a hint, that a variable stands in braces without quotation marks, if one does.

    Such braces are a map of YAML, with a key that has no value.
    """
    written, said = error["input"], str(error.get("ctx", {}).get("error"))
    no_text = error["type"] in _NO_TEXT or said == ONE_TEXT
    if not no_text or not isinstance(written, dict) or [*written.values()] != [None]:
        return None
    name = f"{{{brief(next(iter(written)))}}}"
    return f"{name} without quotation marks is a map of YAML", f'write `"{name}"`'


def _number_meant(value: str) -> str:
    """Hint at what somebody means by `3x10`, `10-12`, `10 reps`, `10/side` or `ten`."""
    if found := re.fullmatch(r"(\d+) ?[x×] ?(\d+)", value):
        return f"write `sets: {found[1]}` and `reps: {found[2]}`"
    if found := re.fullmatch(r"(\d+) ?(?:[-–]|to) ?\d+", value):
        return f"write one number, such as {found[1]}"
    if found := re.fullmatch(r"(\d+) ?\D*\b(?:side|leg|arm)s?", value, re.IGNORECASE):
        return f"write {found[1]}, and `sides: both`"
    if found := re.fullmatch(r"(\d+) ?[^\W\d]+", value):
        return f"write {found[1]} alone"
    return next((f"write {n}" for n in range(1, 101) if number(n) == value.lower()), "")


_NO_TEXT: Final = {"string_type", "int_type", "literal_error", "enum"}
"""The errors of values that should be one text."""
_MESSAGES: Final = {
    "int_parsing_size": "“{value}” is too large",
    "int_type": "a whole number belongs here",
    "greater_than_equal": "“{value}” is too small; {ge} is the least",
    "less_than_equal": "“{value}” is too large; {le} is the most",
    "too_short": "at least {min_length} of these belong here",
    "too_long": "at most {max_length} of these can be here",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters",
    "string_type": "one text belongs here",
    "string_pattern_mismatch": "“{value}” is no name: small letters, digits and hyphens make one",
    "tuple_type": "a list belongs here, each entry after a dash",
}
_NEEDED: Final[dict[Path, str]] = {
    (): "a routine needs `title`, `about` and `steps`, an exercise `name`, `posture` and `words`",
    ("words",): "it needs `full`",
    ("exercises",): "what is done, in order, stands below `steps`",
}
"""What a mapping needs, by the key that holds it; none holds a whole file."""
_MISSING: Final[dict[type[BaseModel], str]] = {
    RepeatStep: "what is repeated stands below `steps`; repetitions of a stretch are its `reps`",
    IntervalStep: "what is done stands below `steps`, each after a dash",
    StationStep: "a step of an interval is a name, or a `stretch`; the rest after it is its `rest`",
    NamedStation: "what is done and how is a `stretch`; a `name` is all that is said",
}
"""What to write where a key is missing."""
_ROUNDS: Final = "it says how many rounds there are; how long a station lasts is `work`"
_OF_INTERVAL: Final = "how long it lasts is its `work`, or that of the interval; leave it out"
_TAGS: Final[Mapping[str, type[BaseModel]]] = STEPS | STATIONS
"""The models of what stands in a list of steps, by the names that pydantic has for their kinds."""
_INNER: Final[dict[str, type[BaseModel]]] = {
    "words": Words,
    "phases": Phase,
    "defaults": Defaults,
    "extra": Extra,
    "preface": OwnPreface,
    "variants": Variant,
}
"""The models inside others, by the key that holds them."""


def _is_tag(path: Path, index: int) -> bool:
    """Tell whether part of a path is not in the file: a step's kind, or the form of a figure."""
    of_step = index >= 2 and path[index - 2] == "steps" and path[index] in _TAGS
    of_flow = path[index - 3 : index - 2] == ("flow",)  # whose own steps are all of one kind
    return (of_step and not of_flow) or path[index] in {ONE, EACH}


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """Find the model whose keys are at a path: the innermost one that it goes through."""
    for i in reversed(range(len(path))):
        if path[i : i + 2] == ("flow", "steps") and len(path) > i + 2:
            return WrittenMovement
        if _is_tag(path, i) and path[i] in _TAGS:
            return _TAGS[str(path[i])]
        if i == 1 and path[0] == "exercises":
            return OwnExercise
        if path[i] in _INNER:
            return _INNER[str(path[i])]
    return model
