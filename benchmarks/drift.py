"""Does what is played drift: `python -m benchmarks.drift [SECONDS [SERVER...]]`, from this project.

Plays a routine through the null sink of `pulseaudio`, or of `pipewire` where that is named, with
both cores kept busy, records what the sink was given, compares it with the export frame by frame,
and looks for every spoken number where the export has it. It takes as long as it plays, ten minutes
unless it is told otherwise, and needs the server and `parec`.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import wave
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.units import HOUSE_RATE
from tests.sound_server import PipeWire, SoundServer, breaks
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Pcm

ROUTINE: Final = ("lower-back-relief", "--cues", "brisk", "--count", "10")
SEARCHED: Final = 5 * HOUSE_RATE
"""Frames to either side of its place in which a number is looked for."""
COMPARED: Final = HOUSE_RATE // 10
"""Frames of each number that are looked for."""
BUSY: Final = "while True: pass"


def command(*arguments: str) -> list[str]:
    """The command line of matcue in this Python."""
    return [sys.executable, "-m", "matcue", *arguments]


@contextmanager
def busy(cores: int) -> Iterator[None]:
    """So many processes that do nothing as fast as they can."""
    with ExitStack() as stack:
        for _ in range(cores):
            idler = stack.enter_context(subprocess.Popen([sys.executable, "-c", BUSY]))
            stack.callback(idler.kill)
        yield


def exported(folder: Path) -> tuple[Pcm, list[int]]:
    """The samples of the export from its first sound on, and where its numbers start in them."""
    path = folder / "session.wav"
    subprocess.run(command("export", *ROUTINE, "-o", str(path)), check=True)
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    shown = subprocess.run(command("show", *ROUTINE, "--json"), check=True, capture_output=True)
    cues = json.loads(shown.stdout)["cues"]
    first = int(np.flatnonzero(samples)[0])
    return samples[first:], [cue["start"] - first for cue in cues if cue["kind"] == "count"]


def played(server: SoundServer, seconds: float) -> Pcm:
    """What the sound server was given in the first seconds of a session, from its first sound.

    Without the last tenth of a second, in which the player was ended.
    """
    with (
        server.recording() as recording,
        subprocess.Popen(command("play", *ROUTINE), stdout=subprocess.DEVNULL) as player,
    ):
        wait_for(lambda: bool(recording.samples[-HOUSE_RATE:].any()))
        time.sleep(seconds)
        player.send_signal(signal.SIGINT)
    samples = recording.samples
    sounding = np.flatnonzero(samples)
    return samples[sounding[0] : sounding[-1] - COMPARED]


def offset(heard: Pcm, samples: Pcm, start: int) -> float | None:
    """How many milliseconds later than in `samples` the sound at frame `start` is heard.

    None where it is not heard, sample for sample, within `SEARCHED` of its place.
    """
    first = max(start - SEARCHED, 0)
    around = heard[first : start + SEARCHED + COMPARED].tobytes()
    found = around.find(samples[start : start + COMPARED].tobytes())
    return None if found < 0 else 1000 * (first + found // 2 - start) / HOUSE_RATE


def measure(kind: type[SoundServer], lasting: float) -> None:
    """Print what was heard through a sound server, and where it was not as exported."""
    with TemporaryDirectory(prefix="mat-") as home:
        server = kind(Path(home))
        os.environ |= server.env
        try:
            wait_for(server.answers)
            session, numbers = exported(Path(home))
            with busy(os.cpu_count() or 2):
                heard = played(server, lasting)
        finally:
            server.close()
    broken = list(breaks(heard, session))
    print(f"{kind.__name__}: {len(heard) / HOUSE_RATE:.0f} s heard, as exported: {not broken}")
    for at, samples in broken:
        how_long = "to the end" if samples is None else f"for {1000 * samples / HOUSE_RATE:.1f} ms"
        print(f"  broken at {at / HOUSE_RATE:.2f} s {how_long}")
    told = [start for start in numbers if start + COMPARED < len(heard)]
    found = [offset(heard, session, start) for start in told]
    offsets = [each for each in found if each is not None]
    print(f"{len(told)} numbers, {found.count(None)} of them broken")
    print(f"the furthest from its place: {max(offsets, key=abs, default=0.0):.3f} ms (under 5)")
    for before, after in pairwise(zip(told, found, strict=True)):
        if before[1] != after[1]:
            print(f"by {after[1]} ms from {after[0] / HOUSE_RATE:.0f} s on, before by {before[1]}")


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    for name in sys.argv[2:] or ["pulseaudio"]:
        measure({"pulseaudio": SoundServer, "pipewire": PipeWire}[name], seconds)
