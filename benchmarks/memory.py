"""What memory an export takes: `python -m benchmarks.memory [HOURS]`, from this project.

Writes a routine of ten hours, unless it is told otherwise, in each format with the tone voice, and
tells the most memory that the process ever had, over one that only asks for the length. It takes
some minutes for each format.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

SUFFIXES: Final = (".wav", ".flac", ".mp3", ".m4a", ".opus", ".ogg", ".html")
MOST: Final = 150
"""MB over the bare process that a file of ten hours may take."""
LOOK: Final = """
import resource, sys
from matcue.cli import main
try:
    main(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""
ROUTINE: Final = """
title: A long one
about: For a measurement.
steps:
  - repeat: {times}
    steps:
      - say: Sit down and rest for an hour, less a minute.
      - rest: 3000s
      - say: Stand up and move about a little.
      - rest: 560s
"""


def peak(*arguments: str) -> int:
    """The most MB that a command had."""
    command = [sys.executable, "-c", LOOK, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return int(told.split()[-1])


def measure(hours: int, suffixes: tuple[str, ...], folder: Path) -> None:
    """Print a line for each format."""
    path = folder / "long.yaml"
    path.write_text(ROUTINE.format(times=hours))
    about = (str(path), "--voice", "tone")
    bare = peak("show", *about)
    print(f"{hours} hours, the bare process {bare} MB")
    for suffix in suffixes:
        target = folder / f"long{suffix}"
        more = peak("export", *about, "-o", str(target)) - bare
        size = target.stat().st_size / 1e6
        target.unlink()
        print(f"{suffix:6} {size:7.0f} MB on disk, {more:4} MB more  (under {MOST})", flush=True)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        measure(asked, tuple(sys.argv[2:]) or SUFFIXES, Path(scratch))
