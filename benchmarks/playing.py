"""What a session costs while it plays: `python -m benchmarks.playing [SECONDS]`, from this project.

Plays a routine whose clips are all kept, through PulseAudio's null sink, without a terminal and in
one, and reads from the system what it uses: the whole process, with those that it started. A minute
unless it is told otherwise; an hour tells whether its memory stays. It needs `pulseaudio`.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final, NamedTuple

from tests.sound_server import SoundServer
from tests.waiting import wait_for

STRETCH: Final = """\
  - stretch: {}
    hold: 30s
    sets: 2
"""
"""A part of the routine: more than a minute."""
STRETCHES: Final = ("cobra", "knee-to-chest", "figure-four")
SETTLED: Final = 20
"""Seconds until a session has prepared everything."""
MATCUE: Final = (sys.executable, "-m", "matcue")


class Usage(NamedTuple):
    """What processes have used: seconds of a core so far, MB of memory now."""

    cpu: float
    memory: float


def used(process: int) -> Usage:
    """What a process and all that it started use."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    mine = Usage(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    others = [mine, *(used(int(child)) for child in children)]
    return Usage(sum(u.cpu for u in others), sum(u.memory for u in others))


def routine(seconds: int) -> str:
    """A routine that is longer."""
    steps = (STRETCH.format(name) for name in islice(cycle(STRETCHES), 1 + seconds // 60))
    return "title: Long\nabout: For a benchmark.\nsteps:\n" + "".join(steps)


def measure(path: Path, seconds: int, *, terminal: bool) -> str:
    """A line about so many seconds of a session."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    where = theirs if terminal else subprocess.DEVNULL
    with subprocess.Popen([*MATCUE, "play", str(path)], stdin=where, stdout=where) as playing:
        Thread(target=_drain, args=(ours,), daemon=True).start()
        time.sleep(SETTLED)
        before = used(playing.pid)
        time.sleep(seconds)
        after = used(playing.pid)
        assert playing.poll() is None  # noqa: S101 - or nothing was measured
        playing.terminate()
    share = 100 * (after.cpu - before.cpu) / seconds
    kind = "in a terminal" if terminal else "without a terminal"
    return (
        f"{kind}: {share:.1f} % of a core (under 3), {before.memory:.0f} MB, "
        f"after {seconds} seconds {after.memory:.0f} MB (under 200)"
    )


def _drain(terminal: int) -> None:
    while os.read(terminal, 65_536):
        pass


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with TemporaryDirectory(prefix="mat-") as home:
        server = SoundServer(Path(home))
        os.environ |= server.env
        wait_for(server.answers)
        kept = subprocess.DEVNULL
        path = Path(home) / "long.yaml"
        path.write_text(routine(asked + SETTLED))
        subprocess.run([*MATCUE, "show", str(path)], check=True, stdout=kept)
        for terminal in (False, True):
            print(measure(path, asked, terminal=terminal), flush=True)
        server.close()
