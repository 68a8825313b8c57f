"""The JSON Schema of each kind of file, and what each of its keys means.

Only authors and their editors ask for it, so a session does not pay for it.
"""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import Any, Final, Literal

from pydantic.json_schema import GenerateJsonSchema

from matcue.routine.exercise import Exercise, Frozen, key_of
from matcue.routine.file_format import RoutineFile

Kind = Literal["routine", "exercise"]
KINDS: Final[dict[Kind, type[Frozen]]] = {"routine": RoutineFile, "exercise": Exercise}
"""The kinds of file, and the model of each."""


def schema_of(kind: Kind) -> dict[str, Any]:
    """Build the JSON Schema (draft 2020-12) of a kind of file."""
    model = KINDS[kind]
    made = model.model_json_schema(schema_generator=_Untitled)
    inner = {cls.__name__: cls for cls in _models(Frozen)}
    for name, part in made.get("$defs", {}).items():
        if name in inner:
            _describe(part["properties"], meanings(inner[name]))
    _describe(made["properties"], meanings(model))
    return {
        "$schema": _Untitled.schema_dialect,
        "title": f"matcue {kind}",
        **{key: value for key, value in made.items() if key != "title"},
    }


def meanings(model: type[Frozen]) -> dict[str, str]:
    """Return what each key of a model means: the docstrings of its fields and its bases' fields."""
    bases = [base for base in reversed(model.__mro__) if issubclass(base, Frozen)]
    return {key_of(name): text for base in bases for name, text in _docstrings(base).items()}


class _Untitled(GenerateJsonSchema):
    """A schema whose keys have no titles: they would only repeat the keys."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        return False


def _models(base: type[Frozen]) -> list[type[Frozen]]:
    """List the models that are made of a base, those made of them too."""
    return [cls for each in base.__subclasses__() for cls in (each, *_models(each))]


def _describe(properties: dict[str, dict[str, Any]], told: dict[str, str]) -> None:
    """Add to the schema of each key what it means, in the order of pydantic's own."""
    for key, schema in properties.items():
        properties[key] = dict(sorted({**schema, "description": told[key]}.items()))


def _docstrings(cls: type[Frozen]) -> dict[str, str]:
    """Read the docstrings under the fields of a class, which Python itself does not keep."""
    (definition,) = ast.parse(dedent(inspect.getsource(cls))).body
    found = {}
    for lines in pairwise(getattr(definition, "body", ())):
        match lines:
            case (
                ast.AnnAssign(target=ast.Name(id=key)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[key] = inspect.cleandoc(text)
    return found
