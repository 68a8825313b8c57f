"""How soon a pause is heard: `python -m benchmarks.pausing [PAUSES]`, from the project's folder.

Plays a tone through PulseAudio's null sink, and PipeWire's where that is installed, with both cores
idle and then busy; pauses it a hundred times unless it is told otherwise, and finds in a recording
when each pause was silent and what the largest step was. It needs `pulseaudio` and `parec`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.drift import busy
from matcue.sinks.miniaudio import PERIOD_MS
from tests.sinks.test_pausing import STEEPEST, pauses
from tests.sound_server import PipeWire, SoundServer
from tests.waiting import wait_for


def measure(kind: type[SoundServer], cores: int, times: int) -> str:
    """A line about so many pauses, beside so many busy cores."""
    with TemporaryDirectory(prefix="mat-") as home:
        server = kind(Path(home))
        os.environ |= server.env
        try:
            wait_for(server.answers)
            with busy(cores):
                paused = pauses(server, times)
        finally:
            server.close()
    low, middle, high = np.percentile(paused.latencies, [0, 50, 100]) * 1000
    return (
        f"{kind.__name__}, {cores} busy cores: silent after {low:.0f} / {middle:.0f} / {high:.0f} "
        f"ms (under 100), largest step {paused.step} (at most {STEEPEST:.0f}), {paused.gaps} gaps"
    )


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    installed = all(shutil.which(program) for program in PipeWire.PROGRAMS)
    print(f"The device asks for {PERIOD_MS} ms at a time; least, median and most of {asked}:")
    for kind in (SoundServer, PipeWire) if installed else (SoundServer,):
        for cores in (0, os.cpu_count() or 2):
            print(measure(kind, cores, asked), flush=True)
