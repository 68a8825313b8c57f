"""A session while its voice speaks, in a pause, and when it is left or over."""

from __future__ import annotations

from contextlib import ExitStack
from fractions import Fraction
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.app.bookmark import SessionSpec
from matcue.app.prepare import Preparation
from matcue.app.session import Frontend, Session, play_session
from matcue.app.synthesis import Synthesis
from matcue.audio.mastering import Master
from matcue.errors import VoiceClosed
from matcue.settings import Settings
from matcue.timeline.commands import Command, Gain
from matcue.timeline.model import Passage, Pause, Script, Section, Speech
from matcue.timeline.queries import whereabouts
from matcue.units import HOUSE_RATE
from tests.conftest import Quiet
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

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

    def known_frames(self, _: str) -> None: ...


class Hello:
    """Two sections, of which the first is spoken at once."""

    def script(self, _: Settings) -> Script:
        sections = (Section("First", (Speech("Hello."),)), Section("Second", (Speech("And?"),)))
        return Script("T", "T", sections)


def test_words_with_time_of_their_own_are_heard_while_what_follows_is_spoken() -> None:
    said = Passage((Speech("Hello."),), Fraction(5))
    script = Script("T", "T", (Section("First", (Pause(Fraction(1)), said, Speech("And?"))),))
    synthesis = Synthesis(script, Waiting())
    synthesis.prepare_opening()
    assert [cue.sound.text for cue in synthesis.timeline().cues] == ["Hello."]
    assert synthesis.timeline().frames == 6 * HOUSE_RATE


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


class Lasting:
    """A voice that takes so many seconds for everything; `said` is what it said."""

    name = identity = "lasting"

    def __init__(self, seconds: float) -> None:
        self._frames = int(seconds * HOUSE_RATE)
        self.said: SimpleQueue[str] = SimpleQueue()

    def speak(self, text: str) -> Pcm:
        self.said.put(text)
        return np.full(self._frames, 3277, np.int16)

    def known_frames(self, _: str) -> None: ...


def played(voice: Lasting, watch: Callable[[Session], None]) -> None:
    preparation = Preparation(Settings(), voice, ExitStack(), Quiet(), Master())
    play_session(SessionSpec(Hello()), preparation, Frontend("null", watch))


def test_where_one_is_after_a_pause_is_spoken_as_soon_as_it_has_begun() -> None:
    voice = Lasting(3)

    def watch(session: Session) -> None:
        assert session.send(Command.PAUSE).wait(PATIENCE)
        assert session.paused
        snapshot = session.snapshot()
        words = whereabouts(snapshot.timeline, snapshot.moment.position)
        while voice.said.get(timeout=PATIENCE) != words:
            pass

    played(voice, watch)


def test_the_level_is_what_was_asked_for_when_its_event_is_set() -> None:
    def watch(session: Session) -> None:
        assert session.send(Gain(-4)).wait(PATIENCE)
        assert session.level == Gain(-4)

    played(Lasting(3), watch)


def test_nobody_waits_for_a_session_that_is_over() -> None:
    def watch(session: Session) -> None:
        wait_for(lambda: session.over)
        assert session.send(Command.PAUSE).wait(PATIENCE)

    played(Lasting(0.1), watch)
