"""Keys pressed at a real terminal."""

from __future__ import annotations

import errno
import os
import pty
import select
import termios
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from matcue.controls.bindings import by_default
from matcue.controls.keyboard import keyboard
from matcue.timeline.commands import Command
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.controls.keyboard import Listen

pytestmark = pytest.mark.process

KEYS = {**by_default("keys"), "ä": "louder"}
LONG = 20
"""Seconds that nobody waits: a key is there, or comes."""


class Terminal:
    """A terminal that is standard input, and the hand at its keys."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hand, self.file = pty.openpty()
        self.stdin = os.fdopen(self.file, encoding="utf-8")
        monkeypatch.setattr("sys.stdin", self.stdin)

    def press(self, typed: bytes) -> None:
        os.write(self.hand, typed)

    def hang_up(self) -> None:
        if self.hand:
            os.close(self.hand)
        self.hand = 0

    def waiting(self) -> bool:
        """Whether something was typed that nobody has read."""
        return bool(select.select([self.file], [], [], 0)[0])


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    terminal = Terminal(monkeypatch)
    yield terminal
    terminal.stdin.close()
    terminal.hang_up()


@pytest.fixture
def listen(terminal: Terminal) -> Iterator[Listen]:
    with keyboard(KEYS) as listen:
        yield listen


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        (b"n", (Command.NEXT,)),
        (b" ", (Command.PAUSE_OR_RESUME,)),
        (b"\x1b[C", (Command.NEXT,)),
        (b"\x1bOD", (Command.PREVIOUS,)),
        ("Ä".encode(), (Command.LOUDER,)),
        (b"+-x+", (Command.MORE_TIME, Command.LESS_TIME, Command.MORE_TIME)),
        (b"\x1b", ()),
        (b"\x1bq", ()),
        (b"quit, and then some", ()),
        (b"q" * 3000, ()),
    ],
)
def test_a_key_is_a_command(
    terminal: Terminal, listen: Listen, typed: bytes, commands: tuple[Command, ...]
) -> None:
    terminal.press(typed)
    wait_for(terminal.waiting)
    assert listen(LONG) == commands
    assert not terminal.waiting()


def test_without_a_key_nothing_is_asked_for(listen: Listen) -> None:
    assert listen(0) == ()


def test_a_key_that_comes_in_pieces_is_one(terminal: Terminal) -> None:
    def slowly() -> None:
        for piece in (b"\x1b", b"[", b"C"):
            wait_for(lambda: not terminal.waiting())
            terminal.press(piece)

    with keyboard(KEYS, soon=LONG) as listen:
        hand = Thread(target=slowly)
        hand.start()
        assert listen(LONG) == (Command.NEXT,)
        hand.join()


def test_the_terminal_is_given_back_as_it_was(terminal: Terminal) -> None:
    before = termios.tcgetattr(terminal.file)
    with keyboard(KEYS):
        assert termios.tcgetattr(terminal.file) != before
    assert termios.tcgetattr(terminal.file) == before


def test_a_terminal_that_has_gone_has_no_keys(terminal: Terminal) -> None:
    with keyboard(KEYS) as listen:
        terminal.hang_up()
        assert listen(0) == ()


def test_a_terminal_that_may_not_be_read_has_no_keys(
    terminal: Terminal, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    terminal.press(b"q")
    wait_for(terminal.waiting)
    monkeypatch.setattr("os.read", refuse)
    assert listen(0) == ()


def test_without_a_terminal_there_are_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        with keyboard(KEYS) as listen:
            assert listen(0) == ()
