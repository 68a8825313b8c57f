"""Devices that are missing, go away, hang, or are left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from matcue.audio.samples import silence
from matcue.errors import DeviceError
from matcue.sinks import open_sink
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Block
    from tests.sound_server import SoundServer

pytestmark = pytest.mark.process

SINKS = ["miniaudio", "simpleaudio"]

PLAYER = """
import os, signal, sys
from threading import Event, Thread
from matcue.audio.samples import silence
from matcue.sinks import open_sink

def leave():
    if sys.argv[2] == "error":
        raise RuntimeError("left open")
    if sys.argv[2] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    playing.set()

class Left:
    reads = 0
    def read(self, frames):
        self.reads += 1
        if self.reads == 5:
            leave()
        return silence(frames)

playing = Event()
sink = open_sink(sys.argv[1]).__enter__()
if sys.argv[2] == "thread":
    Thread(target=sink.drain, args=(Left(),), daemon=True).start()
    playing.wait(10)
    raise RuntimeError("left open")
sink.drain(Left())
"""
"""A player that leaves its sink open: by an error, with a thread that plays, or killed."""


class Endless:
    """Silence without end, and something that happens at the tenth read."""

    def __init__(self, event: Callable[[], object]) -> None:
        self.event = event
        self.reads = 0

    def read(self, frames: int) -> Block:
        self.reads += 1
        if self.reads == 10:
            self.event()
        return silence(frames)


@pytest.mark.parametrize("name", SINKS)
@pytest.mark.usefixtures("no_sound", "simpleaudio")
def test_no_device_is_one_sentence_and_no_noise(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DeviceError, match="sound device"), open_sink(name) as sink:
        sink.drain(Endless(lambda: None))
    assert capfd.readouterr() == ("", "")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", SINKS)
@pytest.mark.usefixtures("simpleaudio")
def test_a_server_that_dies_is_told_within_seconds(sound_server: SoundServer, name: str) -> None:
    source = Endless(lambda: sound_server.send(signal.SIGKILL))
    with pytest.raises(DeviceError, match="device is gone"), open_sink(name) as sink:
        sink.drain(source)


@pytest.mark.timeout(60)
def test_a_server_that_hangs_does_not_hang_the_player(sound_server: SoundServer) -> None:
    source = Endless(lambda: sound_server.send(signal.SIGSTOP))
    with pytest.raises(DeviceError, match="device is gone"), open_sink("miniaudio") as sink:
        sink.drain(source)


@pytest.mark.timeout(60)
def test_a_server_that_hangs_from_the_start_is_left_behind(sound_server: SoundServer) -> None:
    sound_server.send(signal.SIGSTOP)
    with pytest.raises(DeviceError, match="does not answer"):
        open_sink("miniaudio").__enter__()


@pytest.mark.usefixtures("sound_server")
def test_a_device_can_be_opened_any_number_of_times() -> None:
    sink = open_sink("miniaudio")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(80):
        with sink:
            pass
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 4


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", SINKS)
@pytest.mark.parametrize("reads", [0, 10], ids=["at once", "while it plays"])
@pytest.mark.usefixtures("sound_server", "simpleaudio")
def test_closing_ends_a_drain_in_another_thread(name: str, reads: int) -> None:
    playing = Event()
    with open_sink(name) as sink, ThreadPoolExecutor(1) as pool:
        drained = pool.submit(sink.drain, Endless(playing.set))
        assert playing.wait(PATIENCE if reads else 0) == bool(reads)
        sink.__exit__(None, None, None)
        assert drained.exception(PATIENCE) is None or isinstance(drained.exception(), DeviceError)


@pytest.mark.parametrize("name", ["null", *SINKS])
@pytest.mark.parametrize("way", ["error", "thread", "kill"])
@pytest.mark.usefixtures("simpleaudio")
def test_a_sink_left_open_keeps_nothing_alive(
    sound_server: SoundServer, name: str, way: str
) -> None:
    program = [sys.executable, "-c", PLAYER, name, way]
    ended = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == (-signal.SIGKILL if way == "kill" else 1)
    assert ended.stderr.endswith("" if way == "kill" else "RuntimeError: left open\n")
    sound_server.wait_until_idle()


@pytest.mark.usefixtures("sound_server", "simpleaudio")
def test_ctrl_c_does_not_reach_the_head() -> None:
    sessions: list[int] = []
    with open_sink("simpleaudio") as sink:

        def look() -> None:
            head = sink._tape._head  # type: ignore[attr-defined]
            sessions.append(os.getsid(head.pid))
            raise EOFError

        with pytest.raises(EOFError):
            sink.drain(Endless(look))
    [session] = sessions
    assert session != os.getsid(0)


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcue.sinks.tape.find_spec", lambda _: None)
    with pytest.raises(DeviceError, match=r"pip install 'matcue\[simpleaudio\]'"):
        open_sink("simpleaudio").__enter__()


@pytest.mark.usefixtures("simpleaudio")
@pytest.mark.parametrize(("python", "refused"), [((3, 11), False), ((3, 12), True)])
def test_the_package_that_crashes_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    python: tuple[int, int],
    refused: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("matcue.sinks.tape.version", lambda _: "1.0.4")
    monkeypatch.setattr("matcue.sinks.tape.sys", SimpleNamespace(version_info=python))
    if refused:
        with pytest.raises(DeviceError, match="simpleaudio crashes"):
            open_sink("simpleaudio").__enter__()
    else:
        open_sink("simpleaudio").__enter__()
