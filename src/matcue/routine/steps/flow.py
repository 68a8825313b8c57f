"""The keys of a flow and of its movements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from matcue.routine.enums import Posture
from matcue.routine.exercise import Frozen
from matcue.routine.field_types import Seconds, SpokenText, Title, WholeNumber

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class WrittenMovement(Frozen):
    """A movement of a flow; a text alone is its `say`."""

    say: SpokenText
    """What is said on its beat. Words that outlast their time take as many whole beats as they
    need."""
    short: SpokenText | None = None
    """What is said from the second round on. Without it the same."""
    for_: Seconds | None = None
    """How long it lasts, instead of a beat; as long as the words where they need longer."""
    sides: Literal["alternating"] | None = None
    """With `alternating` the words are of one side in each round, in turn: `{side}` is the left one
    in the first round, the right one in the second; if the defaults have `first: right`, the other
    way round."""

    @model_validator(mode="after")
    def _sided(self) -> Self:
        if "side}" in f"{self.say}{self.short}" and not self.sides:
            raise ValueError("with {side} in its words it needs `sides: alternating`")
        return self


class _OrText:
    """Lets a text stand for a movement that is its words and nothing else."""

    @staticmethod
    def read(written: object) -> object:
        return {"say": written} if isinstance(written, str) else written

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


Movements = Annotated[
    tuple[Annotated[WrittenMovement, BeforeValidator(_OrText.read), _OrText()], ...],
    Field(min_length=1, max_length=100),
]


class FlowStep(Frozen):
    """A flow: a movement a beat, told as it is done."""

    flow: Title
    """What it is called: said before it, with the rounds, and the name of its chapter."""
    rounds: WholeNumber = 1
    """How often all of it is done. Neither `--fit` nor `--level` changes it."""
    beat: Seconds | None = None
    """From the start of one movement to that of the next, exactly; the pace leaves it. It may be
    left out where each movement has a `for`. Nobody can have more time in a flow: what comes then
    is counted from what has been."""
    start: Posture | None = None
    """How the body is when it begins, and after it. Matcue says how to get there and gives the time
    for it. Without it one stays as one is."""
    steps: Movements
    """The movements, in order. A bell comes before the first and two after the last; none between
    them."""

    @model_validator(mode="after")
    def _beaten(self) -> Self:
        if self.beat is None and any(step.for_ is None for step in self.steps):
            raise ValueError("a flow needs a `beat`, unless each of its steps has a `for`")
        return self
