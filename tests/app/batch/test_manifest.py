"""The manifest of a folder, kept by several at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from matcue.app.batch.job_process import JobResult
from matcue.app.batch.jobs import batch_of, jobs_of
from matcue.app.batch.manifest import Manifest
from matcue.app.export import ExportOptions
from matcue.paths import bundled
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from pathlib import Path

MADE = JobResult(b"sound", (), "Walk", "tone", HOUSE_RATE, 44_100, None, ())


def test_what_two_runs_keep_in_one_folder_is_all_in_its_manifest(tmp_path: Path) -> None:
    routine = str(bundled("routines") / "walk-short.yaml")
    (order,), _ = jobs_of(batch_of([routine], [], [], {"voice": "tone"}, ExportOptions()))
    files = [replace(order, file=f"{number}.wav") for number in range(40)]
    runs = Manifest(tmp_path), Manifest(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        kept = [pool.submit(runs[i % 2].keep, file, MADE) for i, file in enumerate(files)]
    after = Manifest(tmp_path)
    assert [after.made(file) for file in files] == [each.result() for each in kept]
