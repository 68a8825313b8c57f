"""How far from its place a killed session goes on: `python -m benchmarks.killing [KILLS]`.

Plays whole sessions, kills each at a random moment (as it starts, while it sounds, at its end), and
goes on with it; fifty unless it is told otherwise.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.app.test_killing import AWAY, judge, kill

if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    began = time.monotonic()
    with TemporaryDirectory(prefix="mat-") as folder:
        sessions = kill(Path(folder), asked)
    for session in sessions:
        judge(session)
    heard = [s for s in sessions if s.heard is not None]
    away = [s.heard - s.kept for s in sessions if s.heard is not None and s.kept is not None]
    low, middle, high = np.percentile(away, [0, 50, 100])
    print(f"{asked} sessions killed and gone on with in {time.monotonic() - began:.0f} s;")
    print(f"every file is whole; {len(heard)} had been heard, {len(away)} of them left a place:")
    print(f"{low:.1f} / {middle:.1f} / {high:.1f} s before where they were")
    print(f"(least, median, most; under {AWAY}).")
