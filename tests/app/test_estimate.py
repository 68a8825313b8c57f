"""The longest session: what goes over it is refused at its step, before anything is made of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.app.estimate import script_of
from matcue.errors import RoutineError
from matcue.routine.loader import load_routine
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from tests.strategies import EXERCISES
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

HEAD = "title: T\nabout: A.\n"
HOURS = f"{HEAD}steps:\n- rest: 5s\n- repeat: {{}}\n  steps:\n  - rest: 1h\n"
LONG = HOURS.format(25)


def script(text: str, guidance: Guidance | None = None) -> int:
    """How many sections a routine has."""
    routine = load_routine(text, "t.yaml", EXERCISES)
    return len(script_of(routine, guidance or Guidance())[0].sections)


def refused(text: str, guidance: Guidance | None = None) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        script(text, guidance)
    return str(caught.value).splitlines()


def test_a_session_lasts_a_day_at_most() -> None:
    assert script(HOURS.format(23)) == 2 + 1 + 23 + 1
    assert refused(LONG) == [Says("over 24 hours", "several routines", at="t.yaml:7:5")]


def test_it_is_the_pace_that_is_chosen_which_counts() -> None:
    slow = Guidance(Pace(Fraction(4)))
    assert refused(HOURS.format(7), slow) == [Says("over 24 hours", at="t.yaml:7:5")]


def test_an_hour_counted_to_its_end_counts_with_every_number() -> None:
    counted = f"{HEAD}defaults: {{countdown: all}}\nsteps:\n- {{stretch: cobra, hold: 1h}}\n"
    _, parts = script_of(load_routine(counted, "t.yaml", EXERCISES), Guidance())
    assert sum(len(part.cues) for part in parts) < 3600


def test_a_session_has_so_many_sounds_at_most() -> None:
    counted = "  - {stretch: pelvic-tilt, reps: 100, tempo: 1s}\n"
    head = f"{HEAD}steps:\n- repeat: 100\n  steps:\n"
    assert script(head + 4 * counted) == 2 + 400 + 1
    assert refused(head + 5 * counted) == [Says("over 50,000 sounds", at="t.yaml:8:5")]


def test_what_would_be_millions_of_sentences_is_never_written() -> None:
    words = "A. " * 1300
    text = f"{HEAD}steps:\n- repeat: 100\n  steps:\n  - repeat: 100\n    steps: [say: '{words}']\n"
    assert refused(text) == [Says("over 24 hours", at="t.yaml:7:13")]


@pytest.mark.parametrize("command", [["check"], ["show"], ["play"], ["export", "-o", "l.wav"]])
def test_every_command_refuses_it(run: Run, command: list[str]) -> None:
    Path("l.yaml").write_text(LONG, encoding="utf-8")
    result = run(*command, "l.yaml")
    assert result.exit_code == 65
    assert "l.yaml:7:5: with this step the session lasts over 24 hours" in result.output
    assert not Path("l.wav").exists()
