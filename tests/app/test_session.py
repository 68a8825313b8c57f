"""A session that is left while its voice still speaks."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.app.bookmark import SessionSpec
from matcue.app.prepare import Preparation
from matcue.app.session import Frontend, Session, play_session
from matcue.audio.mastering import Master
from matcue.errors import VoiceClosed
from matcue.settings import Settings
from matcue.timeline.model import Script, Section, Speech
from matcue.units import HOUSE_RATE
from tests.conftest import Quiet

if TYPE_CHECKING:
    from matcue.audio.samples import Pcm

pytestmark = pytest.mark.process


class Waiting:
    """A voice that says one thing, and then nothing until it is closed."""

    name = identity = "waiting"

    def __init__(self) -> None:
        self.asked, self.closed = Event(), Event()

    def speak(self, text: str) -> Pcm:
        if text != "Hello.":
            self.asked.set()
            self.closed.wait()
            raise VoiceClosed(self.name, "it was closed")
        return np.full(HOUSE_RATE // 10, 3277, np.int16)


class Hello:
    """Two sections, of which the first is spoken at once."""

    def script(self, _: Settings) -> Script:
        sections = (Section("First", (Speech("Hello."),)), Section("Second", (Speech("And?"),)))
        return Script("T", "T", sections)


def test_who_leaves_does_not_wait_for_a_word() -> None:
    voice = Waiting()
    voices = ExitStack()
    voices.callback(voice.closed.set)

    def leave(_: Session) -> None:
        voice.asked.wait()

    frontend = Frontend("null", leave)
    preparation = Preparation(Settings(), voice, voices, Quiet(), Master())
    play_session(SessionSpec(Hello()), preparation, frontend)
    assert voice.closed.is_set()
