"""What is wrong in a file, said to a person: where, what, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from matcue.errors import Problem, RoutineError, brief
from matcue.routine.model import STEPS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""The way to a value from the root of its file: keys and indexes."""
Mark = tuple[int, int]
"""Line and column, counted from 0."""


@dataclass(slots=True)
class Page:
    """A file while it is read: where each value and each key stands, and what is wrong so far."""

    name: str
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, mark: Mark, message: str, hint: str = "") -> None:
        """Note a problem at a mark."""
        self.problems.append(Problem(self.name, mark[0] + 1, mark[1] + 1, message, hint))

    def place(self, path: Path) -> Mark:
        """Where a value stands, or the nearest one around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (0, 0))

    def check(self) -> None:
        """Raise `RoutineError` with all problems in the order of the file, if there are any."""
        if self.problems:
            raise RoutineError(tuple(sorted(self.problems)))


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names what looks most like `name`, or nothing."""
    close = get_close_matches(brief(name), list(known), n=1, cutoff=0.5)
    return f"did you mean `{close[0]}`?" if close else ""


def explain(page: Page, error: ErrorDetails, model: type[BaseModel]) -> None:
    """Note on the page, in a person's words, what pydantic found wrong."""
    path = tuple(part for i, part in enumerate(error["loc"]) if not _is_tag(error["loc"], i))
    key = str(path[-1]) if path else ""
    match error["type"]:
        case "extra_forbidden":
            known = _model_at(error["loc"][:-1], model).model_fields
            said = f"`{brief(key)}` is not a key that is known here"
            page.complain(page.keys[path], said, nearest(key, known))
        case "too_short" if error["input"]:
            return  # its entries are there, and are told of one by one
        case "missing":
            page.complain(page.place(path), f"`{key}` is missing")
        case "union_tag_not_found":
            written = error["input"] if isinstance(error["input"], dict) else {}
            hints = (nearest(str(key), STEPS) for key in written)
            kinds = ", ".join(f"`{kind}`" for kind in STEPS)
            hint = next(filter(None, hints), "")
            page.complain(page.place(path), f"a step has one of the keys {kinds}", hint)
        case _:
            page.complain(page.place(path), *_message(error))


def _message(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, and a hint."""
    value, context = brief(error["input"]), error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"]), ""
        case "enum" | "literal_error":
            expected = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
            return f"“{value}” is not one of {', '.join(expected)}", nearest(value, expected)
        case kind:
            return _MESSAGES.get(kind, "keys and their values belong here").format(
                value=value, **context
            ), ""


_MESSAGES: Final = {
    "int_parsing": "“{value}” is not a whole number",
    "int_parsing_size": "“{value}” is too large",
    "int_type": "a whole number belongs here",
    "greater_than_equal": "“{value}” is too small; {ge} is the least",
    "less_than_equal": "“{value}” is too large; {le} is the most",
    "too_short": "at least {min_length} of these belong here",
    "too_long": "at most {max_length} of these can be here",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters",
    "string_type": "one text belongs here",
    "tuple_type": "a list belongs here, each entry after a dash",
}


def _is_tag(path: Path, index: int) -> bool:
    """Whether part of a path is the name of a step's kind, which stands nowhere in the file."""
    return index == 2 and path[0] == "steps" and path[index] in STEPS


def _model_at(path: Path, model: type[BaseModel]) -> type[BaseModel]:
    """The model whose keys stand at a path."""
    if path and path[-1] == "words":
        return Words
    return STEPS[str(path[2])] if len(path) > 2 else model
