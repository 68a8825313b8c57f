"""What is pressed, as commands; at times of our own, so that nobody waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.controls.buttons import IN_A_ROW, Button, Buttons
from matcue.studio import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

TURN = Command.PAUSE_OR_RESUME


def pressed(times: Sequence[float], *, paused: bool) -> list[tuple[Command, ...]]:
    """What each press of a headset's only button asks for, of a session that obeys at once."""
    buttons, asked = Buttons(), []
    for at in times:
        asked.append(buttons.press(Button.PLAY_PAUSE, at, paused=paused))
        paused ^= TURN in asked[-1]
    return asked


@pytest.mark.parametrize(
    ("button", "while_playing", "while_paused"),
    [
        (Button.PLAY, (), (TURN,)),
        (Button.PAUSE, (TURN,), ()),
        (Button.PLAY_PAUSE, (TURN,), (TURN,)),
        (Button.NEXT, (Command.NEXT,), (Command.NEXT,)),
        (Button.PREVIOUS, (Command.PREVIOUS,), (Command.PREVIOUS,)),
        (Button.STOP, (Command.STOP,), (Command.STOP,)),
    ],
)
def test_each_button_asks_for_one_thing(
    button: Button, while_playing: tuple[Command, ...], while_paused: tuple[Command, ...]
) -> None:
    assert Buttons().press(button, 0.0, paused=False) == while_playing
    assert Buttons().press(button, 0.0, paused=True) == while_paused


def test_two_presses_in_a_row_go_to_the_next_section_and_three_back() -> None:
    asked = pressed([0, IN_A_ROW, 0.5], paused=False)
    assert asked == [(TURN,), (TURN, Command.NEXT), (Command.PREVIOUS,)]


def test_presses_in_a_row_at_a_wait_leave_it() -> None:
    asked = pressed([10, 10.2, 10.4], paused=True)
    assert asked == [(TURN,), (Command.NEXT,), (Command.PREVIOUS,)]


@pytest.mark.parametrize("paused", [True, False])
@pytest.mark.parametrize("presses", [2, 3])
def test_after_presses_in_a_row_the_session_plays(presses: int, *, paused: bool) -> None:
    asked = pressed([0.3 * press for press in range(presses)], paused=paused)
    assert sum(commands.count(TURN) for commands in asked) % 2 == paused


def test_presses_that_are_apart_pause_and_resume() -> None:
    assert pressed([10, 10.41, 10.82], paused=False) == [(TURN,)] * 3


def test_a_fourth_press_in_a_row_begins_anew() -> None:
    assert pressed([10, 10.1, 10.2, 10.3], paused=False)[3] == (TURN,)


def test_other_buttons_are_never_taken_together() -> None:
    buttons = Buttons()
    assert buttons.press(Button.PAUSE, 0.0, paused=False) == (TURN,)
    assert buttons.press(Button.PLAY, 0.1, paused=True) == (TURN,)
    assert buttons.press(Button.PLAY_PAUSE, 0.2, paused=False) == (TURN,)
