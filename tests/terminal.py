"""A terminal that shows what it is told, and a person who sits at it."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

import pyte

from tests.waiting import PATIENCE


class Terminal:
    """A person at a terminal of a size, in which a command of matcue's runs."""

    def __init__(self, *arguments: str, columns: int = 80, lines: int = 24, **env: str) -> None:
        self._ours, self._theirs = pty.openpty()
        self._files = [self._ours, self._theirs]
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.typed = b""
        self.before = termios.tcgetattr(self._theirs)
        termios.tcsetwinsize(self._theirs, (lines, columns))
        self.player = subprocess.Popen(
            [sys.executable, "-m", "matcue", *arguments],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
            | {"TERM": "xterm"}
            | env,
            process_group=0,
        )

    @property
    def rows(self) -> list[str]:
        """What is on the screen, without the blanks around each row."""
        return [row.strip() for row in self.screen.display]

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        termios.tcsetwinsize(self._theirs, (lines, columns))
        self.screen.resize(lines, columns)

    def read_until(self, *texts: str, seconds: float = PATIENCE) -> list[str]:
        """The rows, as soon as all of the texts are among them."""
        end = time.monotonic() + seconds
        while not all(any(text in row for row in self.rows) for text in texts):
            assert time.monotonic() < end, f"{texts} never came; there is {self.rows}"
            self._read()
        return self.rows

    def read_until_gone(self, text: str) -> None:
        while any(text in row for row in self.rows):
            self._read()

    def left(self) -> int:
        """The exit code, once the player has ended and all was read."""
        while self.player.poll() is None:
            self._read()
        self._read()
        return self.player.returncode

    def stopped(self) -> bool:
        """Whether the player was stopped, which its parent is told once."""
        self._read()
        child, status = os.waitpid(self.player.pid, os.WUNTRACED | os.WNOHANG)
        return bool(child) and os.WIFSTOPPED(status)

    def hang_up(self) -> int:
        """Close the window, which the player is told of; its exit code."""
        self.player.send_signal(signal.SIGSTOP)
        self.player.send_signal(signal.SIGHUP)
        self._close_files()
        self.player.send_signal(signal.SIGCONT)
        return self.player.wait(PATIENCE)

    def as_before(self) -> bool:
        return termios.tcgetattr(self._theirs) == self.before

    def close(self) -> None:
        self.player.kill()
        self.player.wait()
        self._close_files()

    def _close_files(self) -> None:
        while self._files:
            os.close(self._files.pop())

    def _read(self) -> None:
        if select.select([self._ours], [], [], 0.05)[0]:
            typed = os.read(self._ours, 65536)
            self.typed += typed
            self._stream.feed(typed)
