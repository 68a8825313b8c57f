"""Each fuzzer for some minutes, with other inputs each day."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("fuzzer", "runs"),
    [
        ("structures", 50_000),
        ("imports", 50_000),
        ("descriptions", 50_000),
        ("sound_files", 10_000),
    ],
)
def test_nothing_comes_out_but_what_is_meant(tmp_path: Path, fuzzer: str, runs: int) -> None:
    command = ["-m", f"tests.fuzz.{fuzzer}", str(runs), str(datetime.now(UTC).date())]
    done = subprocess.run(
        [sys.executable, *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, ""), command
