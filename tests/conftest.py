"""Real sound without a sound card: a private PulseAudio whose every sample is recorded.

Hypothesis sets no time limits: what else the machine does is nobody's mistake.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import pytest
from hypothesis import settings

from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.audio.clip import Pcm

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")

NULL_SINK: Final = (
    f"module-null-sink sink_name=mat rate={HOUSE_RATE} channels=1 format=s16le norewinds=1"
)
WIDE_NULL_SINK: Final = NULL_SINK.replace("channels=1", "channels=2")
FLUSHED: Final = 2 * HOUSE_RATE // 2
"""Bytes of a channel recorded after a sound by which all of it has been written: half a second."""


def require(present: object, what: str) -> None:
    """Skip the test when `what` is not present, but fail where continuous integration runs."""
    if not present:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{what} is not installed")


class Quiet:
    """Nobody who reads what is told."""

    def tell(self, sentence: str) -> None: ...

    def detail(self, sentence: str) -> None: ...

    def done(self, sentence: str) -> None: ...

    def progress(self, stage: str, done: int, total: int) -> None: ...


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Return as soon as the condition holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def one_clean_take(take: Callable[[], None], takes: int = 5) -> None:
    """Return when one of several takes passes.

    A machine whose cores are all taken by others can starve any player for a moment. A fault that
    is there in every take fails; one that comes now and then may not: `benchmarks.drift` tells it.
    """
    for left in reversed(range(takes)):
        try:
            take()
        except AssertionError:
            if not left:
                raise
        else:
            return


class Recording:
    """What a server played while it was recorded; `samples` are complete afterwards."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __len__(self) -> int:
        return self._path.stat().st_size

    @property
    def samples(self) -> Pcm:
        """Everything recorded, int16, with the silence before and after the sound."""
        return np.fromfile(self._path, np.int16)


class SoundServer:
    """PulseAudio with one null sink; programs started with `env` play to it and to nothing else."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.env = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PULSE_SERVER": f"unix:{home}/native",
        }
        (home / ".asoundrc").write_text(
            "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        home = self._home
        native = f"module-native-protocol-unix auth-anonymous=1 socket={home}/native"
        options = "--daemonize=no --exit-idle-time=-1 --use-pid-file=no --disable-shm=yes"
        return subprocess.Popen(
            ["pulseaudio", "-n", *options.split(), "-L", native, "-L", NULL_SINK],
            env=os.environ | self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def answers(self) -> bool:
        """Whether the server is up."""
        return self._ask("info").returncode == 0

    def _ask(self, *question: str) -> subprocess.CompletedProcess[bytes]:
        pactl = ["pactl", *question]
        return subprocess.run(pactl, env=os.environ | self.env, capture_output=True, check=False)

    def load(self, module: str) -> str:
        """The number of a module that the server loads."""
        loaded = self._ask("load-module", *module.split())
        assert loaded.returncode == 0, loaded.stderr
        return loaded.stdout.decode().strip()

    def unload(self, module: str) -> None:
        """Take a module away, by its number or by its name."""
        assert self._ask("unload-module", module).returncode == 0

    def widen(self) -> None:
        """Let the null sink be one of two channels."""
        self.unload("module-null-sink")
        self.load(WIDE_NULL_SINK)

    def restart(self) -> None:
        """Kill the server and start another one."""
        self.close()
        self._process = self._started()
        wait_for(self.answers)

    def streams(self) -> str:
        """What plays to the server, in pactl's words."""
        return self._ask("list", "sink-inputs").stdout.decode()

    def wait_until_idle(self) -> None:
        """Return when no program plays to the server any more."""
        wait_for(lambda: not self._ask("list", "short", "sink-inputs").stdout)

    def send(self, number: signal.Signals) -> None:
        """Kill or stop the server."""
        self._process.send_signal(number)

    def close(self) -> None:
        """End the server, even one that was stopped."""
        self._process.kill()
        self._process.wait()

    @contextmanager
    def recording(self, *, whole: bool = True, channels: int = 1) -> Iterator[Recording]:
        """A recording of all that is played meanwhile; not `whole` without what came last."""
        recording = Recording(self._home / f"recording-{time.monotonic_ns()}.raw")
        form = f"--raw --format=s16le --rate={HOUSE_RATE} --channels={channels}"
        options = f"{form} --latency-msec=20"
        with (
            recording._path.open("wb") as file,
            subprocess.Popen(
                ["parec", *options.split(), "-d", "mat.monitor"],
                env=os.environ | self.env,
                stdout=file,
            ) as recorder,
        ):
            try:
                wait_for(lambda: len(recording) > 0)
                yield recording
                played = len(recording)
                wait_for(lambda: not whole or len(recording) > played + channels * FLUSHED)
            finally:
                recorder.terminate()


Server = TypeVar("Server", bound=SoundServer)


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that this process and its children play to."""
    require(shutil.which("pulseaudio") and shutil.which("parec"), "pulseaudio")
    yield from _serving(SoundServer, monkeypatch)


def _serving(kind: type[Server], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with TemporaryDirectory(prefix="mat-") as home:
        server = kind(Path(home))
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        try:
            wait_for(server.answers)
            yield server
        finally:
            server.close()


class PipeWire(SoundServer):
    """PipeWire in PulseAudio's place, with its session manager and a bus for that."""

    PROGRAMS = ("dbus-run-session", "pipewire", "wireplumber", "pipewire-pulse")

    def _started(self) -> subprocess.Popen[bytes]:
        self.env |= {
            "PULSE_SERVER": f"unix:{self._home}/pulse/native",
            "XDG_CONFIG_HOME": str(self._home),
            "XDG_STATE_HOME": str(self._home),
        }
        config = self._home / "pipewire" / "pipewire.conf.d"
        config.mkdir(parents=True, exist_ok=True)
        rates = f"default.clock.rate = {HOUSE_RATE} default.clock.allowed-rates = [ {HOUSE_RATE} ]"
        (config / "rate.conf").write_text(f"context.properties = {{ {rates} }}")
        together = "trap 'kill 0' TERM; pipewire & sleep 0.5; wireplumber & pipewire-pulse & wait"
        return subprocess.Popen(
            ["dbus-run-session", "--", "sh", "-c", together],
            env=os.environ | self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def answers(self) -> bool:
        """Whether it is up, with its null sink, which it takes by default."""
        if not super().answers():
            return False
        if b"mat" not in self._ask("list", "short", "sinks").stdout:
            self._ask("load-module", *NULL_SINK.split()[:4])
        return self._ask("set-default-sink", "mat").returncode == 0

    def close(self) -> None:
        """End all of it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def pipewire(monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeWire]:
    """PipeWire, that this process and its children play to; nobody has to have it."""
    if not all(shutil.which(program) for program in (*PipeWire.PROGRAMS, "parec")):
        pytest.skip("PipeWire is not installed")
    yield from _serving(PipeWire, monkeypatch)


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any sound device."""
    (tmp_path / "asound.conf").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))


@pytest.fixture
def simpleaudio() -> None:
    """The engine of the tape, installed."""
    require(find_spec("simpleaudio"), "simpleaudio")
