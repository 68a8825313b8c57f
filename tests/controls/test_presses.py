"""What is pressed, as commands; at times of our own, so that nobody waits."""

from __future__ import annotations

from socket import AF_UNIX, socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.controls.bindings import Button, by_default
from matcue.controls.media_keys import bus_address
from matcue.controls.presses import IN_A_ROW, Buttons
from matcue.timeline.arrange import lay
from matcue.timeline.commands import Command
from matcue.timeline.model import Script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.controls.presses import Asked

TURN, RESUME, NEXT = Command.PAUSE_OR_RESUME, Command.RESUME, Command.NEXT
HERE = 1000
"""The frame at which the first press comes; each other one comes a frame later."""


def default() -> Buttons:
    return Buttons(by_default("buttons"))


def pressed(buttons: Buttons, *times: float) -> list[list[object]]:
    """What each press of a headset's only button asks for; of a move, the frame where it leads."""
    return [told(buttons.press(Button.PLAY_PAUSE, at, HERE + i)) for i, at in enumerate(times)]


def told(asked: Asked) -> list[object]:
    timeline = lay(Script("T", "T", ()), [], "v")
    return [one if isinstance(one, Command) else one(timeline, 5) for one in asked]


@pytest.mark.parametrize(
    ("button", "command"),
    [
        (Button.PLAY, Command.RESUME),
        (Button.PAUSE, Command.PAUSE),
        (Button.PLAY_PAUSE, Command.PAUSE_OR_RESUME),
        (Button.NEXT, Command.NEXT),
        (Button.PREVIOUS, Command.PREVIOUS),
        (Button.STOP, Command.STOP),
    ],
)
def test_each_button_asks_for_one_thing_at_once(button: Button, command: Command) -> None:
    assert default().press(button, 0.0, HERE) == (command,)


def test_a_second_press_acts_when_no_third_one_can_come_any_more() -> None:
    buttons = default()
    assert pressed(buttons, 0.0, 0.3) == [[TURN], []]
    assert buttons.settle(0.7) == ()
    assert told(buttons.settle(0.701)) == [HERE, RESUME, NEXT]
    assert buttons.settle(0.8) == ()


def test_three_presses_go_back_to_the_start_of_what_was_heard_at_the_first() -> None:
    buttons = default()
    asked = pressed(buttons, 0, IN_A_ROW, 2 * IN_A_ROW)
    assert asked == [[TURN], [], [HERE, RESUME, Command.REPEAT]]
    assert buttons.settle(10) == ()


def test_presses_that_are_apart_pause_and_resume() -> None:
    assert pressed(default(), 10, 10.41, 10.82) == [[TURN]] * 3


def test_a_fourth_press_in_a_row_begins_anew() -> None:
    buttons = default()
    assert pressed(buttons, 10, 10.1, 10.2, 10.3)[3] == [TURN]
    assert told(buttons.press(Button.PLAY_PAUSE, 10.4, HERE)) == []


def test_a_press_soon_after_two_that_nobody_settled_settles_them_first() -> None:
    asked = pressed(default(), 0, 0.3, 0.8)
    assert asked == [[TURN], [], [HERE, RESUME, NEXT, TURN]]


def test_another_button_after_two_presses_settles_them_at_once() -> None:
    buttons = default()
    pressed(buttons, 0, 0.1)
    assert told(buttons.press(Button.STOP, 0.2, HERE)) == [HERE, RESUME, NEXT, Command.STOP]
    assert buttons.settle(10) == ()


def test_other_buttons_are_never_taken_together() -> None:
    buttons = default()
    assert buttons.press(Button.PAUSE, 0.0, HERE) == (Command.PAUSE,)
    assert buttons.press(Button.PLAY, 0.1, HERE) == (Command.RESUME,)
    assert buttons.press(Button.PLAY_PAUSE, 0.2, HERE) == (TURN,)


@given(st.lists(st.lists(st.floats(0.01, IN_A_ROW - 0.01), max_size=2)))
def test_each_row_of_presses_acts_as_it_is_long(rows: list[list[float]]) -> None:
    buttons, at = default(), 0.0
    asked: list[object] = []
    expected: list[object] = []
    for gaps in rows:
        at += 1
        for gap in (0, *gaps):
            at += gap
            asked += told(buttons.press(Button.PLAY_PAUSE, at, HERE))
        meant = {1: [NEXT], 2: [Command.REPEAT]}.get(len(gaps))
        expected += [TURN, HERE, RESUME, *meant] if meant else [TURN]
    assert [*asked, *told(buttons.settle(at + 1))] == expected


def test_who_wants_no_presses_in_a_row_has_none() -> None:
    buttons = Buttons({"play-pause": "pause or resume"})
    assert pressed(buttons, 0, 0.1, 0.2) == [[TURN]] * 3


def test_presses_ask_for_what_the_person_has_chosen() -> None:
    buttons = Buttons({"next": "louder", "play-pause": "how long", "twice": "redo side"})
    assert buttons.press(Button.NEXT, 0, HERE) == (Command.LOUDER,)
    assert buttons.press(Button.STOP, 0, HERE) == ()
    assert pressed(buttons, 1, 1.1, 1.2) == [[Command.HOW_LONG], [], [HERE, RESUME]]
    assert pressed(buttons, 3, 3.1) == [[Command.HOW_LONG], []]
    assert told(buttons.settle(4)) == [HERE, RESUME, Command.REDO_SIDE]


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder as systemd makes one at login, with the socket of a session bus."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with socket(AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        yield tmp_path


def test_the_bus_is_where_the_desktop_says(monkeypatch: pytest.MonkeyPatch, runtime: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/elsewhere")
    assert bus_address() == "unix:path=/elsewhere"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    assert bus_address() == ""


def test_where_nothing_says_it_is_where_a_login_has_it(
    monkeypatch: pytest.MonkeyPatch, runtime: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert bus_address() == f"unix:path={runtime}/bus"
    (runtime / "bus").unlink()
    assert bus_address() == ""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert bus_address() == ""
