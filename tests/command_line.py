"""A person's machine of their own: empty folders, and commands typed on it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from matcue.cli import main
from tests.conftest import debian
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

ROUTINE = """\
title: Short one
about: For a test.
welcome: Hello.
closing: Bye.
steps:
  - stretch: cobra
    hold: 4s
    sets: 1
  - stretch: Reach
    posture: standing
    hold: 5s
    sides: both
    words: {full: "Reach up with your {side} arm.", short: "Reach {side}."}
  - stretch: pelvic-tilt
    reps: 2
    tempo: 2s
"""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home with one routine of its own, `short`, where the commands run."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    for variable in [name for name in os.environ if name.startswith("MATCUE")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    monkeypatch.setenv("COLUMNS", "80")
    routines = tmp_path / "XDG_DATA_HOME" / "matcue" / "routines"
    routines.mkdir(parents=True)
    (routines / "short.yaml").write_text(ROUTINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(home: Path) -> Callable[..., Result]:
    """Type a command; its exit code and what it printed."""
    return lambda *arguments: CliRunner().invoke(main, arguments)


@pytest.fixture
def start(home: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a command as a process of its own."""

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "matcue", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture
def sit(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Sit down at a terminal, and start a command there."""
    terminals: list[Terminal] = []

    def sit(*arguments: str, columns: int = 80, lines: int = 24, **env: str) -> Terminal:
        terminals.append(Terminal(*arguments, columns=columns, lines=lines, **env))
        return terminals[-1]

    yield sit
    for terminal in terminals:
        terminal.close()


@pytest.fixture
def session_bus(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[str]]:
    """A D-Bus of our own, without a desktop, to which the commands that are started come."""
    debian("dbus-daemon", "playerctl", packages="dbus playerctl")
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bus:
        assert bus.stdout
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        yield bus
        bus.kill()
