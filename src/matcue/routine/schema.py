"""The JSON Schema of our files, with which editors complete and check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic.json_schema import GenerateJsonSchema

from matcue.routine.exercise import Exercise
from matcue.routine.model import RoutineFile

if TYPE_CHECKING:
    from matcue.routine.exercise import Frozen

Kind = Literal["routine", "exercise"]
KINDS: Final[dict[Kind, type[Frozen]]] = {"routine": RoutineFile, "exercise": Exercise}
"""The kinds of file, and the model of each."""


class _Untitled(GenerateJsonSchema):
    """A schema whose keys have no titles: they would only repeat the keys."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        return False


def schema_of(kind: Kind) -> dict[str, Any]:
    """Build the JSON Schema (draft 2020-12) of a kind of file."""
    made = KINDS[kind].model_json_schema(schema_generator=_Untitled)
    return {
        "$schema": _Untitled.schema_dialect,
        "title": f"matcue {kind}",
        **{key: value for key, value in made.items() if key != "title"},
    }
