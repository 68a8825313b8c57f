"""Devices that are missing, go away, hang, or are left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from matcue.audio.samples import silence
from matcue.errors import DeviceError
from matcue.sinks import open_sink
from matcue.sinks.tape import check_engine
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

INTERRUPTED = """
import os, signal
from matcue.audio.samples import silence
from matcue.sinks import open_sink

class Interrupted:
    reads = 0
    def read(self, frames):
        self.reads += 1
        if self.reads == 10:
            os.killpg(os.getpgrp(), signal.SIGINT)
        return silence(frames if self.reads < 20 else 0)

signal.signal(signal.SIGINT, lambda *_: None)
with open_sink("simpleaudio") as sink:
    sink.drain(Interrupted())
print("played to its end")
"""
"""A player that goes on when a terminal interrupts all that runs in it."""


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
def test_ctrl_c_in_a_terminal_does_not_stop_the_tape() -> None:
    program = [sys.executable, "-c", INTERRUPTED]
    ended = subprocess.run(
        program, capture_output=True, timeout=PATIENCE, check=False, start_new_session=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"played to its end\n", b"")


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    with pytest.raises(DeviceError, match=r"pip install 'matcue\[simpleaudio\]'"):
        open_sink("simpleaudio").__enter__()


@pytest.fixture
def _unpatched_simpleaudio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The distribution that crashes newer Pythons, installed before any other."""
    described = tmp_path / "simpleaudio-1.0.4.dist-info" / "METADATA"
    described.parent.mkdir()
    described.write_text("Metadata-Version: 2.1\nName: simpleaudio\nVersion: 1.0.4\n")
    (tmp_path / "simpleaudio.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.usefixtures("_unpatched_simpleaudio")
def test_the_package_that_crashes_python_3_12_is_refused_there() -> None:
    with pytest.raises(DeviceError, match=r"crashes.*pip install 'matcue\[simpleaudio\]'"):
        check_engine((3, 12))


@pytest.mark.usefixtures("_unpatched_simpleaudio")
def test_the_package_that_crashes_python_3_12_will_do_before_it() -> None:
    check_engine((3, 11))


@pytest.mark.usefixtures("_unpatched_simpleaudio")
def test_the_sink_asks_about_the_python_that_runs_it() -> None:
    crashes = sys.version_info >= (3, 12)
    with pytest.raises(DeviceError, match="crashes") if crashes else nullcontext():
        open_sink("simpleaudio").__enter__()
