"""Whole sessions, killed at any moment, and gone on with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from matcue.app.bookmark import Bookmark
from matcue.app.show import timeline
from matcue.settings import parse_choices
from matcue.units import clock
from tests.conftest import Quiet
from tests.told import but_gaps

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.model import Timeline

pytestmark = pytest.mark.alone

ROUTINE: Final = """\
title: Killed
about: For a test.
welcome: Hello.
closing: Bye.
steps:
  - stretch: cobra
    hold: 6s
    sets: 1
"""
CHOICES: Final = {
    "voice": "tone",
    "speed": "2",
    "pace": "0.25",
    "preface": "off",
    "detail": "names",
}
NAME: Final = "killed.yaml"
MATCUE: Final = (sys.executable, "-W", "ignore", "-m", "matcue", "play", "--sink", "null")
BESIDE: Final = 5
"""Sessions that are played at once."""
STARTING: Final = 1.5
"""Seconds after a session is started in which some are killed before a sound."""
AWAY: Final = 5
"""Seconds from where the killed session was at which it goes on, at most."""


class Playing:
    """A session in a home of its own; `told` are the lines that it printed, and when."""

    def __init__(self, home: Path, *arguments: str) -> None:
        kinds = ("CONFIG", "DATA", "CACHE", "STATE")
        places = {f"XDG_{kind}_HOME": str(home / kind) for kind in kinds}
        self.told: list[tuple[float, str]] = []
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            [*MATCUE, *arguments],
            cwd=home,
            env=os.environ | places | {"DBUS_SESSION_BUS_ADDRESS": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._listening = Thread(target=self._listen)
        self._listening.start()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.told.append((time.monotonic(), line))

    def sounds(self) -> bool:
        """Whether something is heard; waited for."""
        while not self.told and self._process.poll() is None:
            time.sleep(0.01)
        return bool(self.told)

    def kill(self) -> tuple[float, str]:
        """When it was killed, and what it said of trouble."""
        self._process.kill()
        killed = time.monotonic()
        _, trouble = self._process.communicate()
        self._listening.join()
        return killed, trouble


@dataclass(frozen=True)
class Killed:
    """A killed session, in seconds of its timeline.

    `heard` is where it was, `kept` the place that it left, `again` the place from which the one
    that went on had come when its first word was heard, which took `took` seconds. They are None
    where there is none. `trouble` is what both said of it.
    """

    heard: float | None
    kept: float | None
    again: float | None
    took: float
    trouble: str


def killed(home: Path, moment: float) -> Killed:
    """A session killed so many seconds after its first sound; below 0, after it was started."""
    home.mkdir()
    (home / NAME).write_text(ROUTINE, encoding="utf-8")
    shown = timeline(str(home / NAME), parse_choices(CHOICES), Quiet())
    options = [word for name, choice in CHOICES.items() for word in (f"--{name}", choice)]
    first = Playing(home, NAME, *options)
    if moment < 0 or first.sounds():
        time.sleep(abs(moment))
    at, trouble = first.kill()
    kept = _place(home, shown)
    second = Playing(home, "--resume")
    second.sounds()
    again = _place(home, shown)
    took, more = second.kill()
    return Killed(_heard(shown, first, at), kept, again, took - second.started, trouble + more)


def _heard(shown: Timeline, playing: Playing, at: float) -> float | None:
    """The second of a timeline that was heard when a session was killed, by the last line."""
    if not playing.told:
        return None
    told, line = playing.told[-1]
    starts = [c.start for c in shown.cues if clock(c.start, shown.rate) == line.split()[0]]
    return min(min(starts) + (at - told) * shown.rate, shown.frames) / shown.rate


def _place(home: Path, shown: Timeline) -> float | None:
    """The second of a timeline that is kept; every file of the home can be read."""
    for file in home.rglob("*.json"):
        json.loads(file.read_bytes())
    path = next((home / "STATE" / "matcue").rglob("*.json"), None)
    if not path:
        return None
    return Bookmark.model_validate_json(path.read_bytes()).place.frame(shown) / shown.rate


def kill(folder: Path, times: int) -> list[Killed]:
    """Sessions killed at random moments: a tenth as they start, the others up to after the end."""
    (folder / NAME).write_text(ROUTINE, encoding="utf-8")
    length = float(timeline(str(folder / NAME), parse_choices(CHOICES), Quiet()).seconds)
    chance = np.random.default_rng(1)
    starting = [-chance.uniform(0, STARTING) for _ in range(times // 10)]
    moments = [*starting, *(chance.uniform(0, length + 1) for _ in range(times - len(starting)))]
    homes = [folder / str(i) for i in range(times)]
    with ThreadPoolExecutor(BESIDE) as pool:
        return [*pool.map(killed, homes, moments)]


def judge(one: Killed) -> None:
    """Fail where a killed session did not go on as it should."""
    if one.kept is None:
        assert one.heard is None or one.again is None
        assert "No session was broken off" in one.trouble
        return
    assert but_gaps(one.trouble) == ""
    assert one.heard is None or abs(one.heard - one.kept) < AWAY
    assert one.again is None or one.kept <= one.again <= one.kept + one.took


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.nightly)])
def test_sessions_killed_at_any_moment_go_on_within_five_seconds_of_it(
    tmp_path: Path, times: int
) -> None:
    for one in kill(tmp_path, times):
        judge(one)
