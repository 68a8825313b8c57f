"""A device that goes away and comes back, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import numpy as np
import pytest

from matcue.audio.samples import from_pcm
from matcue.errors import DeviceError, DeviceLost
from matcue.sinks import open_sink
from matcue.sinks.reconnecting import WARM_UP, ReconnectingSink
from matcue.units import HOUSE_RATE
from tests.sound_server import NULL_SINK
from tests.told import Says
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from matcue.audio.samples import Block, Pcm, Source
    from tests.sound_server import PipeWire, Recording, SoundServer
    from tests.waiting import Takes

pytestmark = pytest.mark.process

SWALLOWED = HOUSE_RATE // 10
"""Frames that may be heard again after a device came back: what it may have swallowed."""
UNNOTICED = HOUSE_RATE
"""The same where another one swallowed on, until that was noticed."""

PLAYER = """
import numpy as np
from matcue.audio.speech import from_pcm
from matcue.sinks import open_sink

class Noise:
    left = from_pcm(np.random.default_rng(7).integers(1, 32767, 4 * 44100).astype(np.int16))
    def read(self, frames):
        block, self.left = self.left[:frames], self.left[frames:]
        return block

with open_sink("auto") as sink:
    sink.drain(Noise())
print(sink.gaps)
"""


class Noise:
    """Samples that never repeat for long and are never 0, and go back when asked."""

    def __init__(self, seconds: float) -> None:
        steps = np.random.default_rng(7).integers(1, 32767, int(seconds * HOUSE_RATE))
        self.pcm: Pcm = steps.astype(np.int16)
        self.clip = from_pcm(self.pcm)
        self.position = 0

    def read(self, frames: int) -> Block:
        block = self.clip[self.position : self.position + frames]
        self.position += len(block)
        return block

    def rewind(self, frames: int) -> None:
        self.position -= frames

    def stretch(self, samples: Pcm) -> tuple[int, int]:
        """Where the sounding part of a recording starts and ends; it must be whole."""
        sounding = np.flatnonzero(samples)
        heard = samples[sounding[0] : sounding[-1] + 1]
        start = self.pcm.tobytes().find(heard.tobytes())
        assert start >= 0, "something is missing in the midst of it"
        return start // 2, start // 2 + len(heard)


class Shaky:
    """Speakers that go away after so many frames each time they play, and keep what they heard.

    Of what they took they have not heard the last `UNHEARD` frames.
    """

    UNHEARD = 100
    channels = 1
    gaps = 0

    def __init__(self, *lives: int, closed_for: int = 0, mute_for: int = 0) -> None:
        self.lives = list(lives)
        self.closed_for = closed_for
        self.mute_for = mute_for
        self.mute_later = 0
        self.heard: list[Block] = []

    def drain(self, source: Source) -> None:
        if self.mute_for:
            self.mute_for -= 1
            raise DeviceError("it does not start")
        taken: list[Block] = []
        life = self.lives.pop(0) if self.lives else 1 << 30
        while sum(len(block) for block in taken) < life:
            taken.append(source.read(50))
            if len(taken[-1]) < 50:
                self.heard += taken
                return
        self.heard.append(np.concatenate(taken)[: -self.UNHEARD])
        self.mute_for = self.mute_later
        raise DeviceLost("the sound device is gone", self.UNHEARD)

    def __enter__(self) -> Self:
        if self.closed_for:
            self.closed_for -= 1
            raise DeviceError("there is none yet")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


@pytest.mark.parametrize(
    "lives",
    [(), (1000,), (1000, 2 * WARM_UP, WARM_UP + 500), (1000, 1000, 1000)],
    ids=["never", "once", "three times", "again before it was proven"],
)
def test_what_was_not_heard_is_given_again_and_nothing_twice(lives: tuple[int, ...]) -> None:
    noise, shaky = Noise(2), Shaky(*lives)
    with ReconnectingSink(shaky, retry_every=0) as sink:
        sink.drain(noise)
    heard = np.concatenate(shaky.heard)
    np.testing.assert_array_equal(heard[heard != 0], noise.clip[:, 0])
    assert sink.problem == ""


@pytest.mark.parametrize(("closed_for", "mute_for"), [(20, 0), (0, 20)], ids=["closed", "mute"])
def test_it_tries_until_there_is_a_device(closed_for: int, mute_for: int) -> None:
    noise, shaky = Noise(1), Shaky(500)
    with ReconnectingSink(shaky, retry_every=0) as sink:
        shaky.closed_for, shaky.mute_later = closed_for, mute_for
        sink.drain(noise)
    assert noise.position == len(noise.pcm)


def test_no_device_at_the_start_is_an_error() -> None:
    with pytest.raises(DeviceError, match="none yet"):
        ReconnectingSink(Shaky(closed_for=1)).__enter__()
    with pytest.raises(DeviceError, match="not start"), ReconnectingSink(Shaky(mute_for=1)) as sink:
        sink.drain(Noise(1))


def test_nobody_waits_for_a_device_after_the_end() -> None:
    noise, shaky = Noise(1), Shaky(500)
    with ReconnectingSink(shaky) as sink, ThreadPoolExecutor(1) as pool:
        shaky.closed_for = 1 << 30
        drained = pool.submit(sink.drain, noise)
        wait_for(lambda: bool(sink.problem))
        assert sink.problem == Says("sound device", "gone", "waits")
        sink.give_up()
        assert drained.result(5) is None


@contextmanager
def playing(noise: Noise, name: str) -> Iterator[ReconnectingSink]:
    """Real speakers that play noise; it ends at once afterwards."""
    with ReconnectingSink(open_sink(name)) as sink, ThreadPoolExecutor(1) as pool:
        drained = pool.submit(sink.drain, noise)
        try:
            yield sink
        finally:
            noise.position = len(noise.pcm)
            sink.give_up()
        drained.result(10)


def sounds(recording: Recording) -> bool:
    return bool(recording.samples[-HOUSE_RATE // 10 :].any())


def unplug(server: SoundServer) -> None:
    server.unload("module-null-sink")


def unplug_with_a_dummy_left(server: SoundServer) -> None:
    server.load("module-always-sink")
    server.unload("module-null-sink")


def plug_in(server: SoundServer) -> None:
    server.load(NULL_SINK)


def plug_in_for_the_dummy(server: SoundServer) -> None:
    plug_in(server)
    server.unload("module-always-sink")


def kill(server: SoundServer) -> None:
    server.send(signal.SIGKILL)


def restart(server: SoundServer) -> None:
    server.restart()


def goes_on(
    server: SoundServer,
    go_away: Callable[[SoundServer], None],
    come_back: Callable[[SoundServer], None],
    repeated: int,
    name: str = "auto",
) -> None:
    """Nothing is lost between two recordings, and little is heard in both."""
    noise = Noise(60)
    with playing(noise, name) as sink:
        with server.recording(whole=False) as before:
            wait_for(lambda: sounds(before))
            time.sleep(0.5)
            go_away(server)
        wait_for(lambda: bool(sink.problem))
        come_back(server)
        with server.recording(whole=False) as after:
            wait_for(lambda: not sink.problem)
            wait_for(lambda: sounds(after))
            time.sleep(0.2)
    _, left_at = noise.stretch(before.samples)
    went_on_at, _ = noise.stretch(after.samples)
    assert 0 <= left_at - went_on_at < repeated


@pytest.mark.alone
@pytest.mark.parametrize(
    ("go_away", "come_back"),
    [(unplug, plug_in), (unplug_with_a_dummy_left, plug_in_for_the_dummy), (kill, restart)],
    ids=["pulled out", "pulled out, a dummy stays", "server restarted"],
)
def test_a_device_that_comes_back_goes_on_where_it_was(
    sound_server: SoundServer,
    go_away: Callable[[SoundServer], None],
    come_back: Callable[[SoundServer], None],
    one_clean_take: Takes,
) -> None:
    one_clean_take(lambda: goes_on(sound_server, go_away, come_back, SWALLOWED))


@pytest.mark.alone
def test_on_pipewire_too_it_goes_on_where_it_was(pipewire: PipeWire, one_clean_take: Takes) -> None:
    def plug_in(server: SoundServer) -> None:
        wait_for(server.answers)

    one_clean_take(lambda: goes_on(pipewire, unplug, plug_in, UNNOTICED))


@pytest.mark.alone
@pytest.mark.usefixtures("simpleaudio")
def test_through_simpleaudio_too(sound_server: SoundServer, one_clean_take: Takes) -> None:
    one_clean_take(lambda: goes_on(sound_server, kill, restart, UNNOTICED, "simpleaudio"))


@pytest.mark.alone
def test_a_player_that_was_stopped_counts_the_gap_that_it_made(sound_server: SoundServer) -> None:
    """Half a second without the player; what it plays is whole all the same."""
    with sound_server.recording() as recording:
        player = subprocess.Popen([sys.executable, "-c", PLAYER], stdout=subprocess.PIPE, text=True)
        wait_for(lambda: sounds(recording))
        player.send_signal(signal.SIGSTOP)
        time.sleep(0.5)
        player.send_signal(signal.SIGCONT)
        told, _ = player.communicate(timeout=PATIENCE)
    assert int(told) >= 1
    sounding = np.flatnonzero(recording.samples)
    longest = np.diff(sounding).max() / HOUSE_RATE
    assert 0.3 < longest < 0.6
