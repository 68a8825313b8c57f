"""The longest session: what goes over it is refused at its step, before anything is made of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from matcue.app.authoring import check_files
from matcue.app.estimate import script_of
from matcue.app.show import outline
from matcue.errors import RoutineError
from matcue.routine.loader import load_routine
from matcue.settings import parse_choices
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from tests.conftest import Quiet
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


COUNTED: Final = "- {stretch: pelvic-tilt, reps: 100, tempo: 1s}\n"
"""A section of a hundred numbers and some words."""


class Watching(Quiet):
    """Notes how far the work has come."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, int]] = []

    def progress(self, stage: str, done: int, total: int) -> None:
        self.seen.append((stage, done, total))


def watched(steps: str) -> list[tuple[str, int, int]]:
    """What is reported while a routine is arranged."""
    watching = Watching()
    script_of(load_routine(f"{HEAD}steps:\n{steps}", "t.yaml", EXERCISES), Guidance(), watching)
    return watching.seen


def test_a_long_session_shows_how_far_it_has_come() -> None:
    seen = watched(60 * COUNTED)
    assert {(stage, total) for stage, _, total in seen} == {("Arranging", 60)}
    done = [done for _, done, _ in seen]
    assert done == sorted(done)
    assert 40 < done[0] < done[-1] == 60


def test_a_short_one_shows_nothing() -> None:
    assert watched(20 * COUNTED) == watched(100 * "- rest: 9m\n") == []


def test_check_and_show_tell_it(home: Path) -> None:
    file = home / "l.yaml"
    file.write_text(f"{HEAD}steps:\n{60 * COUNTED}", encoding="utf-8")
    checking, showing = Watching(), Watching()
    check_files([str(file)], checking)
    outline(str(file), parse_choices({"voice": "tone"}), showing)
    assert checking.seen[-1] == showing.seen[-1] == ("Arranging", 60, 60)


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
