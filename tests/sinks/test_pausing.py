"""From the key to silence: how many samples still sound, and that it does not click."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from matcue.audio.mix import Mix
from matcue.audio.transport import RAMP, Transport
from matcue.sinks import open_sink
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import Command
from matcue.timeline.model import Script, Section, Speech
from matcue.units import HOUSE_RATE
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Pcm
    from tests.sound_server import SoundServer
    from tests.waiting import Takes

HERTZ: Final = 220
AMPLITUDE: Final = 0.5
STEEPEST: Final = 32768 * AMPLITUDE * (2 * np.pi * HERTZ / HOUSE_RATE + 1 / RAMP) + 2
"""The largest step from a sample to the next that the tone and its fades have, in 16-bit steps."""
PAUSED: Final = HOUSE_RATE // 20
"""Frames of silence that are a pause."""


class LiveRecording:
    """What a server plays, as it comes; the recorder is some ms behind."""

    def __init__(self) -> None:
        self._arrived = bytearray()

    def __len__(self) -> int:
        return len(self._arrived) // 2

    @property
    def samples(self) -> Pcm:
        return np.frombuffer(bytes(self._arrived[: 2 * len(self)]), np.int16)

    def add(self, part: bytes) -> None:
        self._arrived += part


@contextmanager
def live(server: SoundServer) -> Iterator[LiveRecording]:
    """A recording of all that is played meanwhile."""
    recording = LiveRecording()
    options = f"--raw --format=s16le --rate={HOUSE_RATE} --channels=1 --latency-msec=20"
    with subprocess.Popen(
        ["parec", *options.split(), "-d", "mat.monitor"],
        env=os.environ | server.env,
        stdout=subprocess.PIPE,
    ) as recorder:
        assert recorder.stdout
        descriptor = recorder.stdout.fileno()

        def keep() -> None:
            while part := os.read(descriptor, 1 << 16):
                recording.add(part)

        keeping = Thread(target=keep)
        keeping.start()
        wait_for(lambda: len(recording) > 0)
        yield recording
        recorder.terminate()
        keeping.join()


def tone(seconds: int) -> Mix:
    """One section of a tone that has no steps of its own."""
    word = Speech("tone")
    wave = AMPLITUDE * np.sin(2 * np.pi * HERTZ / HOUSE_RATE * np.arange(seconds * HOUSE_RATE))
    script = Script("T", "T", (Section("S", (word,)),))
    part = arrange(script.sections[0], 0, {word: len(wave)})
    return Mix(lay(script, [part], "v"), {word: wave.astype(np.float32).reshape(-1, 1)})


@dataclass(frozen=True)
class Paused:
    """What was heard from each key to silence, in seconds, and the largest step, in 16 bits."""

    latencies: list[float]
    step: int
    gaps: int


def pauses(server: SoundServer, times: int) -> Paused:
    """So many pauses, at moments that have nothing to do with the device's."""
    moments = np.random.default_rng(1).uniform(0.25, 0.35, 2 * times)
    transport, keys = Transport(tone(times + 5)), list[int]()
    with live(server) as recording:
        with open_sink("auto") as sink, ThreadPoolExecutor(1) as pool:
            drained = pool.submit(sink.drain, transport)
            wait_for(lambda: transport.position > HOUSE_RATE)
            for moment in moments:
                keys.append(len(recording))
                transport.send(Command.PAUSE_OR_RESUME)
                time.sleep(moment)
            transport.send(Command.STOP)
            drained.result()
        time.sleep(0.2)
    sounding = np.flatnonzero(recording.samples)
    ends = sounding[:-1][np.diff(sounding) > PAUSED]
    assert len(ends) == times, f"{len(ends)} silences; gaps that the player counted: {sink.gaps}"
    whole = recording.samples[sounding[0] : sounding[-1] + 1].astype(int)
    taken = [(silent - key) / HOUSE_RATE for silent, key in zip(ends, keys[::2], strict=True)]
    return Paused(taken, int(np.abs(np.diff(whole[: ends[-1] + PAUSED])).max()), sink.gaps)


@pytest.mark.alone
def test_a_pause_is_silent_within_100_ms_of_the_key_and_does_not_click(
    sound_server: SoundServer, one_clean_take: Takes
) -> None:
    def take() -> None:
        paused = pauses(sound_server, 6)
        told = f"{paused}; gaps that the player counted: {paused.gaps}"
        assert max(paused.latencies) < 0.1, told
        assert paused.step <= STEEPEST, told

    one_clean_take(take)
