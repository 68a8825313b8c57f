"""A session as a player: what an answer to a desktop already shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from matcue.controls.bindings import Button
from matcue.controls.mpris_player import PATH, PLAYER, Player
from matcue.controls.presses import Buttons
from matcue.timeline.commands import Command
from tests.app.test_session import Lasting, played
from tests.waiting import wait_for

if TYPE_CHECKING:
    from matcue.app.session import Session

pytestmark = pytest.mark.process

BUTTONS: Final[dict[str, str]] = {Button.PAUSE: Command.PAUSE, Button.PLAY: Command.RESUME}


def test_what_is_asked_shows_when_it_is_answered() -> None:
    shown: list[tuple[str, object]] = []

    def watch(session: Session) -> None:
        player = Player(session, Buttons(BUTTONS))
        wait_for(lambda: len(session.snapshot().timeline.chapters) == 2)
        for member, arguments, name in (
            ("Set", (PLAYER, "Volume", ("d", 0.5)), "Volume"),
            ("Pause", (), "PlaybackStatus"),
            ("Play", (), "PlaybackStatus"),
        ):
            player.ask(member, arguments, PATH)
            shown.append(player.changing()[name])

    played(Lasting(3), watch)
    assert shown == [("d", 0.5), ("s", "Paused"), ("s", "Playing")]
