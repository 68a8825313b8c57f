"""What is wrong in a file, said to a person: where, what, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from matcue.errors import Place, Problem, RoutineError, Severity, brief
from matcue.routine.exercise import Variant, Words
from matcue.routine.file_format import STEPS, Defaults, Extra, Phase
from matcue.suggestions import closest, hint_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""The way to a value from the root of its file: keys and indexes."""
Mark = tuple[int, int]
"""Line and column, counted from 0."""

SYNONYMS: Final = {
    "lying": "on the back",
    "supine": "on the back",
    "prone": "face down",
    "sitting": "seated",
    "sitting on a chair": "on a chair",
    "chair": "on a chair",
    "all fours": "hands and knees",
    "side-lying": "on the side",
}
"""What other people call a posture."""
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

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Suggest the known name most like `name`, or return an empty text."""
        return self.nearest_of(name, {each: each for each in known})

    def nearest_of(self, name: str, known: Mapping[str, str]) -> str:
        """Suggest what is written for the name most like `name`, or return an empty text.

        Searching costs time, so a source with very many problems gets no more hints.
        """
        if len(self.problems) > MOST_HINTS:
            return ""
        close = closest(brief(name), known, 1, alike=0.5)
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
            known = _model_at(error["loc"][:-1], model).model_fields
            source.error(source.keys[path], *_unknown(source, key, known))
        case "too_short" if error["input"]:
            return  # its entries are there, and are told of one by one
        case "missing":
            source.error(source.mark(path), f"`{key}` is missing")
        case "union_tag_not_found":
            written = error["input"] if isinstance(error["input"], dict) else {}
            key, space, rest = str(error["input"]).partition(" ")
            if space and key in STEPS:
                source.error(
                    source.mark(path), "a colon is missing", f"write `{key}: {brief(rest)}`"
                )
                return
            hints = (source.nearest(str(key), STEPS) for key in written)
            kinds = ", ".join(f"`{kind}`" for kind in STEPS)
            hint = next(filter(None, hints), "")
            source.error(source.mark(path), f"a step has one of the keys {kinds}", hint)
        case _:
            source.error(source.mark(path), *_message(source, error))


def _unknown(source: SourceFile, key: str, known: Iterable[str]) -> tuple[str, str]:
    """Explain what is wrong with a key, with a hint."""
    said = f"`{brief(key)}` is not a key that is known here"
    if key in STEPS:
        return said, "it is a step of its own; give it a dash of its own"
    if ":" in key:
        return said, "a space belongs after the colon"
    if "\xa0" in key:
        return said, "there is a no-break space in it; type it anew"
    return said, source.nearest(key, known)


def _message(source: SourceFile, error: ErrorDetails) -> tuple[str, str]:
    """Explain what is wrong with a value, with a hint."""
    value, context = brief(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "value_error":
            curly = isinstance(error["input"], str) and set(error["input"]) & set("“”„")
            return str(context["error"]), "leave out the curly quotation marks" if curly else ""
        case "enum" | "literal_error":
            expected = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
            meant = SYNONYMS.get(value.lower(), "")
            hint = hint_at(meant) if meant in expected else source.nearest(value, expected)
            return f"“{value}” is not one of {', '.join(expected)}", hint
        case "int_parsing":
            return f"“{value}” is not a whole number", _number_meant(value)
        case kind:
            return _MESSAGES.get(kind, "keys and their values belong here").format(
                value=value, **context
            ), ""


def _number_meant(value: str) -> str:
    """Hint at what somebody means who writes `3x10` or `10-12` where one number belongs."""
    if found := re.fullmatch(r"(\d+) ?[x×] ?(\d+)", value):
        return f"write `sets: {found[1]}` and `reps: {found[2]}`"
    if found := re.fullmatch(r"(\d+) ?[-–] ?\d+", value):
        return f"write one number, such as {found[1]}"
    return ""


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
_INNER: Final[dict[str, type[BaseModel]]] = {
    "words": Words,
    "phases": Phase,
    "defaults": Defaults,
    "extra": Extra,
    "variants": Variant,
}
"""The models inside others, by the key that holds them."""


def _is_tag(path: Path, index: int) -> bool:
    """Tell whether part of a path is the name of a step's kind, which is not in the file."""
    return index >= 2 and path[index - 2] == "steps" and path[index] in STEPS


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """Find the model whose keys are at a path: the innermost one that it goes through."""
    for i in reversed(range(len(path))):
        if _is_tag(path, i):
            return STEPS[str(path[i])]
        if path[i] in _INNER:
            return _INNER[str(path[i])]
    return model
