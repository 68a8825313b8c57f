"""A whole routine through a real sound server, and a person at a real terminal."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import one_clean_take, require, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matcue.audio.clip import Pcm
    from tests.conftest import SoundServer

    Start = Callable[..., subprocess.Popen[str]]


BRIEF = """\
title: Brief
about: For a test.
welcome: Hi.
closing: Bye.
steps:
  - stretch: Reach
    posture: standing
    hold: 4s
    sides: left
    words: {full: "Reach {side}.", short: "Reach {side}."}
"""
BRIEFLY = ("brief.yaml", "--voice", "tone", "--speed", "2", "--pace", "0.25")


@pytest.fixture(autouse=True)
def _brief(home: Path) -> None:
    (home / "brief.yaml").write_text(BRIEF, encoding="utf-8")


def sounding(samples: Pcm) -> Pcm:
    """From the first sample that is not zero to the last."""
    heard = np.flatnonzero(samples)
    return samples[heard[0] : heard[-1] + 1]


@pytest.mark.parametrize(
    ("sink", "finish"),
    [
        ("miniaudio", ()),
        ("simpleaudio", ()),
        ("miniaudio", ("--bed", "rain", "--lead", "0.4", "--loudness", "-16")),
    ],
)
@pytest.mark.usefixtures("simpleaudio")
def test_a_routine_is_heard_exactly_as_it_is_exported(
    sound_server: SoundServer, start: Start, sink: str, finish: tuple[str, ...]
) -> None:
    assert start("export", *BRIEFLY, *finish, "-o", "short.wav").communicate() == ("", "")
    with wave.open("short.wav") as file:
        exported = np.frombuffer(file.readframes(file.getnframes()), np.int16)

    def take() -> None:
        with sound_server.recording() as recording:
            player = start("play", *BRIEFLY, *finish, "--sink", sink)
            assert player.communicate()[1] == ""
        assert player.returncode == 0
        np.testing.assert_array_equal(sounding(recording.samples), sounding(exported))

    one_clean_take(take)


class Terminal:
    """A person at a terminal in which matcue plays to nowhere."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        self.player = subprocess.Popen(
            [sys.executable, "-m", "matcue", "play", *BRIEFLY, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "LINES": "24"},
            start_new_session=True,
        )
        self.seen = ""

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def read_until(self, text: str, seconds: float = 20) -> None:
        """Read the screen until `text` appears after what was read before."""
        self.seen = ""
        while text not in self.seen:
            ready, _, _ = select.select([self._ours], [], [], seconds)
            assert ready, f"{text!r} never came; the last was {self.seen[-300:]!r}"
            self.seen += os.read(self._ours, 4096).decode(errors="replace")

    def left(self) -> int:
        """The exit code, once the player has ended."""
        while self.player.poll() is None:
            if select.select([self._ours], [], [], 0.05)[0]:
                os.read(self._ours, 4096)
        return self.player.returncode

    def as_before(self) -> bool:
        return termios.tcgetattr(self._theirs) == self.before

    def close(self) -> None:
        self.player.kill()
        self.player.wait()
        os.close(self._ours)
        os.close(self._theirs)


@pytest.fixture
def terminal(home: Path) -> Iterator[Terminal]:
    terminal = Terminal("--sink", "null")
    yield terminal
    terminal.close()


def test_the_screen_shows_where_we_are_and_keys_are_obeyed(terminal: Terminal) -> None:
    terminal.read_until("Welcome")
    terminal.read_until("Hi.")
    terminal.press("n")
    terminal.read_until("Before we begin")
    terminal.press("n")
    terminal.read_until("Reach, left")
    terminal.press(" ")
    terminal.read_until("paused")
    terminal.press(" ")
    terminal.read_until("then: Closing")
    terminal.read_until("space pause · n next · p back · r repeat · q quit")
    terminal.press("P")
    terminal.read_until("Before we begin")
    terminal.press("q")
    assert terminal.left() == 0
    assert terminal.as_before()


def test_arrows_are_obeyed_and_escape_and_pasted_text_are_not(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    terminal.press("\x1b")
    terminal.press("\x1bq")
    terminal.press("quit after this")
    terminal.press("\x1b[C")
    terminal.read_until("Before we begin")
    terminal.press("\x1bOD")
    terminal.read_until("Hi.")
    terminal.press("q")
    assert terminal.left() == 0


def test_keys_are_those_of_the_config(home: Path) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nnext = "x"\nstop = ["f10", "n"]\n', encoding="utf-8")
    terminal = Terminal("--sink", "null")
    try:
        terminal.read_until("space pause · x next · p back · r repeat · f10 quit")
        terminal.press("x")
        terminal.read_until("Before we begin")
        terminal.press("n")
        assert terminal.left() == 0
    finally:
        terminal.close()


class Multiplexer:
    """A session in tmux, with a server of its own."""

    def __init__(self, home: Path) -> None:
        require(shutil.which("tmux"), "tmux")
        self._tmux = ["tmux", "-S", str(home / "tmux"), "-f", os.devnull]
        play = shlex.join([sys.executable, "-m", "matcue", "play", *BRIEFLY, "--sink", "null"])
        command = f"{play}; echo ended with $?; read -r _"
        self._do("new-session", "-d", "-x", "80", "-y", "24", command)

    def _do(self, *command: str) -> str:
        done = subprocess.run([*self._tmux, *command], capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self._do("send-keys", *keys)

    def wait_until_shown(self, text: str) -> None:
        wait_for(lambda: text in self._do("capture-pane", "-p"))

    def close(self) -> None:
        self._do("kill-server")


@pytest.fixture
def multiplexer(home: Path) -> Iterator[Multiplexer]:
    multiplexer = Multiplexer(home)
    yield multiplexer
    multiplexer.close()


def test_keys_are_obeyed_in_tmux(multiplexer: Multiplexer) -> None:
    multiplexer.wait_until_shown("Hi.")
    multiplexer.press("Escape")
    multiplexer.press("Right")
    multiplexer.wait_until_shown("Before we begin")
    multiplexer.press("Space")
    multiplexer.wait_until_shown("paused")
    multiplexer.press("Left")
    multiplexer.wait_until_shown("Hi.")
    multiplexer.press("q")
    multiplexer.wait_until_shown("ended with 0")


def test_a_hold_is_counted_down_in_large_digits(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    terminal.press("n")
    terminal.read_until("Before we begin")
    terminal.press("n")
    terminal.read_until("██  ██")
    terminal.press("q")
    assert terminal.left() == 0


def test_a_wait_lasts_until_the_space_bar(home: Path) -> None:
    terminal = Terminal("--sink", "null", "--wait")
    try:
        terminal.read_until("press space or play")
        terminal.read_until("paused")
        terminal.press(" ")
        terminal.read_until("██  ██")
        terminal.press("q")
        assert terminal.left() == 0
    finally:
        terminal.close()


@pytest.mark.usefixtures("session_bus")
def test_a_wait_lasts_until_a_play_button(home: Path) -> None:
    terminal = Terminal("--sink", "null", "--wait")
    try:
        terminal.read_until("press space or play")
        terminal.read_until("paused")
        subprocess.run(["playerctl", "-p", "matcue", "play-pause"], check=True)
        terminal.read_until("██  ██")
        terminal.press("q")
        assert terminal.left() == 0
    finally:
        terminal.close()


def test_ctrl_c_ends_at_once_and_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    assert not terminal.as_before()
    terminal.player.send_signal(signal.SIGINT)
    assert terminal.left() == 130
    assert terminal.as_before()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_export_leaves_no_file(
    start: Start, home: Path, number: signal.Signals, code: int
) -> None:
    exporting = start("export", "lower-back-relief", "--voice", "tone", "-o", "a.mp3")
    while not list(home.glob(".*.part")) and exporting.poll() is None:
        pass
    exporting.send_signal(number)
    assert exporting.communicate() == ("", "")
    assert exporting.returncode == code
    assert sorted(path.name for path in home.iterdir() if path.is_file()) == ["brief.yaml"]
