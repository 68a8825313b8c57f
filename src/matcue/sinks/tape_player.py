"""What plays a tape, in a process of its own: `python -m matcue.sinks.tape_player FD CHANNELS`.

Opening a sound with simpleaudio holds the interpreter, and a sound has no end but its process's:
here both trouble nobody. The player says on standard output when it began, or what went wrong, and
ends with the tape, with its device, or when standard input closes, as it does with its parent.
"""

from __future__ import annotations

import mmap
import os
import sys
import time
from threading import Thread

from matcue.units import HOUSE_RATE


def play(descriptor: int, channels: int) -> None:
    """Play the 16-bit samples of an open file to their end, as they are when reached.

    Prints the monotonic clock's seconds at frame 0, or the engine's error, on one line.
    """
    try:
        import simpleaudio

        tape = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
        playing = simpleaudio.play_buffer(memoryview(tape), channels, 2, HOUSE_RATE)
    except Exception as error:  # noqa: BLE001 - its engine's error class has no public name
        print(error)  # noqa: T201
        return
    print(time.monotonic(), flush=True)  # noqa: T201
    playing.wait_done()


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    play(*map(int, sys.argv[1:]))
    os._exit(0)
