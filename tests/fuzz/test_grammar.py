"""What is written at random has every key there is, and goes the whole way to a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, reject
from jsonschema import Draft202012Validator

from matcue.app.estimate import script_of
from matcue.errors import RoutineError
from matcue.timeline.arrange import lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.lint import check_parts
from tests.fuzz.grammar import HEAD, kinds, playable_keys, playable_steps, schema
from tests.strategies import written

if TYPE_CHECKING:
    from matcue.routine.plan import Routine
    from matcue.timeline.arrange import Arranged
    from matcue.timeline.model import Script

ELSEWHERE = {("include", "include")}
"""What needs a file beside it."""


def test_every_key_of_every_step_is_written() -> None:
    wanted = {(kind, key) for kind, part in kinds().items() for key in part["properties"]}
    assert {(kind, key) for kind, key, _ in playable_steps()} == wanted - ELSEWHERE


def test_every_key_of_a_routine_is_written() -> None:
    assert {key for key, _ in playable_keys()} | {*HEAD} == {*schema("routine")["properties"]}


def test_each_step_has_the_key_that_it_is_written_for_and_satisfies_the_schema() -> None:
    takes = Draft202012Validator(schema("routine"))
    for kind, key, step in playable_steps():
        assert {kind, key} <= {*step}
        assert takes.is_valid({**HEAD, "steps": [step]})


def _script_of(routine: Routine) -> tuple[Script, list[Arranged]]:
    """The script of a routine that is no longer than a session may be."""
    try:
        return script_of(routine, Guidance())
    except RoutineError:
        reject()


@given(written)
def test_what_is_written_becomes_a_timeline_and_always_the_same(routine: Routine) -> None:
    script, parts = _script_of(routine)
    timeline = lay(script, parts, "none")
    assert lay(*_script_of(routine), "none") == timeline
    assert timeline.frames == sum(part.frames for part in parts)


@given(written)
def test_what_is_written_can_be_checked(routine: Routine) -> None:
    _, parts = _script_of(routine)
    for problem in check_parts(routine, parts):
        assert problem.place.file == "written.yaml"
