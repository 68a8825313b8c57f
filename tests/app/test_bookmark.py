"""A session that was broken off, by whatever it was, goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from matcue.app.bookmark import (
    Bookmark,
    ResumePoint,
    bookmark_file,
    load_bookmark,
    save_bookmark,
)
from matcue.app.show import timeline
from matcue.settings import parse_choices
from matcue.units import HOUSE_RATE
from tests.conftest import Quiet
from tests.told import Says, but_gaps

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from matcue.timeline.model import Timeline
    from tests.terminal import Terminal

    Start = Callable[..., subprocess.Popen[str]]
    Run = Callable[..., Result]

pytestmark = pytest.mark.process

CHOICES = {"voice": "tone", "speed": "2", "pace": "0.25", "preface": "off"}
SESSION = ("short", *(word for key, value in CHOICES.items() for word in (f"--{key}", value)))
KILLED = """
import os, random, signal, time
from matcue.app.bookmark import Bookmark, ResumePoint, load_bookmark, save_bookmark

for i in range(50):
    if not (child := os.fork()):
        while True:
            i += 1
            place = ResumePoint(section=i, title="x" * (i % 5000), item=0, frames=i)
            save_bookmark(Bookmark(routine="r", choices={}, place=place))
    time.sleep(random.uniform(0.005, 0.05) + (i == 0))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    place = load_bookmark().place
    assert place.section == place.frames and len(place.title) == place.frames % 5000
    print(place.frames)
"""
"""Fifty processes, each killed at a random moment while it keeps places; what they left is read."""


def bookmark(routine: str = "short") -> Path:
    return bookmark_file(routine)


def clock(line: str) -> int:
    """The seconds that a line tells."""
    minutes, seconds = line.split(maxsplit=1)[0].split(":")
    return 60 * int(minutes) + int(seconds)


def position(home: Path, shown: Timeline) -> float:
    """The seconds at which the last session was broken off."""
    place = Bookmark.model_validate_json(bookmark().read_bytes()).place
    return place.frame(shown) / HOUSE_RATE


@pytest.mark.parametrize("lines", [1, 5, 9])
def test_who_was_killed_goes_on_within_five_seconds_of_the_place(
    home: Path, start: Start, lines: int
) -> None:
    with start("play", *SESSION, "--sink", "null") as killed:
        assert killed.stdout
        heard = [killed.stdout.readline() for _ in range(lines)]
        killed.send_signal(signal.SIGKILL)
        left = clock([*heard, *killed.stdout][-1])
    shown = timeline("short", parse_choices(CHOICES), Quiet())
    following = min(cue.start for cue in shown.cues if cue.start > (left + 1) * HOUSE_RATE)
    assert left - 5 < position(home, shown) <= following / HOUSE_RATE
    with start("play", "--resume", "--sink", "null") as again:
        assert again.stdout
        assert left - 5 <= clock(again.stdout.readline()) <= following / HOUSE_RATE
        again.send_signal(signal.SIGTERM)


def test_whoever_was_stopped_goes_on_with_what_was_chosen(home: Path, start: Start) -> None:
    with start("play", *SESSION, "--sink", "null") as stopped:
        assert stopped.stdout
        stopped.stdout.readline()
        stopped.send_signal(signal.SIGTERM)
        told = but_gaps(stopped.communicate()[1])
    assert told.splitlines() == [
        Says("Stopped at", "`matcue play --resume`"),
        Says("SIGTERM", at="matcue"),
    ]
    assert json.loads(bookmark().read_text())["choices"] == CHOICES


@pytest.mark.parametrize("look", [(), ("--plain",)])
def test_a_closed_terminal_ends_a_session_that_can_go_on(
    sit: Callable[..., Terminal], look: tuple[str, ...]
) -> None:
    terminal = sit("play", *SESSION, "--sink", "null", *look)
    terminal.read_until("Hello.")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert load_bookmark().routine == "short"


def test_a_session_that_was_heard_to_its_end_is_not_gone_on_with(home: Path, run: Run) -> None:
    bookmark().parent.mkdir(parents=True)
    bookmark().write_text(
        json.dumps(
            {
                "routine": "short",
                "choices": {"voice": "tone", "pace": "0.25"},
                "place": {"section": 99, "title": "Closing", "item": 0, "frames": 0},
            }
        )
    )
    resumed = run("play", "--resume", "--sink", "null")
    assert (resumed.exit_code, but_gaps(resumed.stderr)) == (0, "")
    where, heard, *_ = [line.split(" ", 1)[1] for line in resumed.stdout.splitlines()]
    assert where == "Closing."
    assert heard.startswith("Closing: ")
    assert not bookmark().exists()
    nothing = run("play", "--resume")
    told = Says("broken off", "`matcue play ROUTINE`", at="matcue")
    assert (nothing.exit_code, nothing.stderr) == (2, told)


def test_each_routine_keeps_its_own_place(home: Path, start: Start, run: Run) -> None:
    with start("play", *SESSION, "--sink", "null") as stopped:
        assert stopped.stdout
        stopped.stdout.readline()
        stopped.send_signal(signal.SIGTERM)
    (home / "brief.yaml").write_text("title: B\nabout: B\nwelcome: Hi.\nsteps: [{rest: 1s}]\n")
    played = run("play", "brief.yaml", "--voice", "tone", "--pace", "0.25", "--sink", "null")
    assert played.exit_code == 0
    assert bookmark().exists()
    assert load_bookmark().routine == load_bookmark("short").routine == "short"
    other = run("play", "brief.yaml", "--resume")
    told = Says("No session of", "brief.yaml", "broken off", "begins one", at="matcue")
    assert (other.exit_code, other.stderr) == (2, told)


def test_the_last_session_is_gone_on_with_unless_a_routine_is_named(home: Path) -> None:
    place = ResumePoint(section=0, title="Welcome", item=0, frames=0)
    for age, routine in ((1, "walk"), (2, "short"), (3, "pilates")):
        save_bookmark(Bookmark(routine=routine, choices={}, place=place))
        os.utime(bookmark(routine), (1000 - age, 1000 - age))
    assert load_bookmark().routine == "walk"
    assert load_bookmark("pilates").routine == "pilates"


def test_a_place_that_cannot_be_read_is_told(home: Path, run: Run) -> None:
    bookmark().parent.mkdir(parents=True)
    bookmark().write_text("{")
    told = Says("broken off", "cannot be read", "`matcue play ROUTINE`", at="matcue")
    assert run("play", "--resume").stderr == told


def test_a_place_that_cannot_be_kept_is_told_once_and_disturbs_nobody(
    home: Path, start: Start
) -> None:
    (home / "XDG_STATE_HOME").write_text("no folder")
    with start("play", *SESSION, "--sink", "null") as session:
        assert session.stdout
        for _ in range(5):
            assert session.stdout.readline()
        session.send_signal(signal.SIGTERM)
        _, err = session.communicate()
    told = Says("could not go on", "not a directory")
    assert sum(line == told for line in err.splitlines()) == 1


def test_processes_killed_at_fifty_moments_leave_only_whole_places(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 50
    assert json.loads(bookmark("r").read_text())["routine"] == "r"
