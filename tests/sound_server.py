"""Real sound without a sound card: a private sound server whose every sample is recorded."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.units import HOUSE_RATE
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.audio.samples import Pcm

NULL_SINK: Final = (
    f"module-null-sink sink_name=mat rate={HOUSE_RATE} channels=1 format=s16le norewinds=1"
)
WIDE_NULL_SINK: Final = NULL_SINK.replace("channels=1", "channels=2")
FLUSHED: Final = 2 * HOUSE_RATE // 2
"""Bytes of a channel recorded after a sound by which all of it has been written: half a second."""
CYCLE: Final = 4096
"""Samples that PipeWire plays at a time; with its 256 it skips some when it wakes 6 ms late."""
SEARCHED: Final = 5 * HOUSE_RATE
"""Samples after a break among which those that were wanted are looked for."""
COMPARED: Final = HOUSE_RATE // 100
"""Samples that are heard as they were wanted where a break is over."""


class Recording:
    """What a server played while it was recorded; `samples` are complete afterwards.

    Args:
        path: of the file in which they are.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def __len__(self) -> int:
        return self.path.stat().st_size

    @property
    def samples(self) -> Pcm:
        """Everything recorded, int16, with the silence before and after the sound."""
        return np.fromfile(self.path, np.int16)


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
            recording.path.open("wb") as file,
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
        cycles = f"default.clock.quantum = {CYCLE} default.clock.min-quantum = {CYCLE}"
        (config / "rate.conf").write_text(f"context.properties = {{ {rates} {cycles} }}")
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


def sounding(samples: Pcm) -> Pcm:
    """What lies between the silence before a sound and the silence after it."""
    heard = np.flatnonzero(samples)
    return samples[heard[0] : heard[-1] + 1] if heard.size else samples[:0]


def breaks(heard: Pcm, wanted: Pcm) -> Iterator[tuple[int, int | None]]:
    """Where something else is heard than was wanted, and for how many samples until they agree.

    None where they do not agree again.
    """
    done = shift = 0
    while True:
        length = min(len(heard) - done - shift, len(wanted) - done)
        found = heard[done + shift : done + shift + length]
        differing = np.flatnonzero(found != wanted[done : done + length])
        if not len(differing):
            return
        done += int(differing[0])
        around = heard[done + shift :][:SEARCHED].tobytes()
        later = around.find(wanted[done:][:COMPARED].tobytes())
        if later < 0:
            yield done, None
            return
        yield done, later // 2
        shift += later // 2


def assert_heard(heard: Pcm, wanted: Pcm, counted: object) -> None:
    """Fail unless what was heard is what was wanted; tell where, and what the player counted."""
    if np.array_equal(heard, wanted):
        return
    told = [f"{len(heard)} samples heard, {len(wanted)} wanted"]
    for at, samples in breaks(heard, wanted):
        what = "other ones to the end" if samples is None else f"{samples} others"
        told.append(f"{what} from sample {at} ({at / HOUSE_RATE:.3f} s) on")
    raise AssertionError(f"{'; '.join(told)}; gaps that the player counted: {counted}")
