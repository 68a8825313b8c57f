"""Presses of buttons, counted: what one, two or three of them in a row ask for."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from matcue.controls.bindings import Button
from matcue.timeline.commands import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.timeline.commands import Move

    Asked = tuple[Command | Move, ...]

IN_A_ROW: Final = 0.4
"""Seconds between two presses of a headset's only button that are meant together, at most."""


class Buttons:
    """What presses ask for, given what was pressed just before; `asked` are their commands.

    The first press of a headset's only button acts at once. Whether the second is the last one is
    sure `IN_A_ROW` seconds later: only then does it act, in place of the first. The third one acts
    at once, also in place of the first. After two or three the session plays.
    """

    def __init__(self, asked: Mapping[str, str]) -> None:
        self._asked = {Button(button): Command(command) for button, command in asked.items()}
        self._counts = not self._asked.keys().isdisjoint({Button.TWICE, Button.THRICE})
        self._presses = 0
        self._last = -inf
        self._position = 0

    def press(self, button: Button, at: float, position: int) -> Asked:
        """Find what a button asks for, at a second of a clock and a frame of the session."""
        if button is not Button.PLAY_PAUSE:
            return (*self.settle(inf), *self._commands(button))
        before = self.settle(at)
        again = self._counts and self._presses in {1, 2} and at - self._last <= IN_A_ROW
        self._presses, self._last = self._presses + 1 if again else 1, at
        if self._presses == 1:
            self._position = position
            return (*before, *self._commands(button))
        return self._instead(Button.THRICE) if self._presses == 3 else ()

    def settle(self, at: float) -> Asked:
        """Find what two presses ask for, as soon as it is sure that no third one comes."""
        if self._presses != 2 or at - self._last <= IN_A_ROW:
            return ()
        self._presses = 0
        return self._instead(Button.TWICE)

    def _instead(self, button: Button) -> Asked:
        """Go back to where the first press found the session, then do what a button asks for."""
        position = self._position
        return (lambda _, __: position, Command.RESUME, *self._commands(button))

    def _commands(self, button: Button) -> tuple[Command, ...]:
        return (self._asked[button],) if button in self._asked else ()
