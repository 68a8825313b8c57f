"""The manifest of a folder, kept by several at once."""

from __future__ import annotations

import os
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from matcue.app.batch.job_process import JobResult
from matcue.app.batch.jobs import batch_of, jobs_of
from matcue.app.batch.manifest import Manifest
from matcue.app.export import ExportOptions
from matcue.errors import FileError
from matcue.paths import bundled
from matcue.units import HOUSE_RATE, Frames

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.app.batch.jobs import Job

LONG = 50_000_000
"""Bytes of a file that nobody should have in memory."""


def orders(count: int) -> list[Job]:
    """So many jobs, whose files are 0.wav, 1.wav…"""
    routine = str(bundled("routines") / "walk-short.yaml")
    (order,), _ = jobs_of(batch_of([routine], [], [], {"voice": "tone"}, ExportOptions()))
    return [replace(order, file=f"{number}.wav") for number in range(count)]


def made(folder: Path, order: Job) -> JobResult:
    """What a process answers that has made the file of a job in a folder, and its captions."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (order.file, f"{order.file}.vtt"):
        (folder / name).write_text(name, encoding="utf-8")
    return JobResult(
        *(str(folder), (f"{order.file}.vtt",), "Walk", "tone", HOUSE_RATE, Frames(44_100), None, ())
    )


def test_what_two_runs_keep_in_one_folder_is_all_in_its_manifest(tmp_path: Path) -> None:
    files = orders(40)
    runs = Manifest(tmp_path), Manifest(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        kept = [
            pool.submit(runs[i % 2].keep, file, made(tmp_path / ".made", file))
            for i, file in enumerate(files)
        ]
    after = Manifest(tmp_path)
    assert [after.made(file) for file in files] == [each.result() for each in kept]


def test_a_file_is_moved_as_it_is_and_never_held_in_memory(tmp_path: Path) -> None:
    (order,), manifest = orders(1), Manifest(tmp_path)
    result = made(tmp_path / ".made", order)
    with (tmp_path / ".made" / order.file).open("r+b") as file:
        file.truncate(LONG)
    written = [(tmp_path / ".made" / name).stat().st_ino for name in (order.file, *result.beside)]
    tracemalloc.start()
    try:
        entry = manifest.keep(order, result)
        assert manifest.made(order) == entry
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [(tmp_path / name).stat().st_ino for name in (order.file, *result.beside)] == written
    assert entry.bytes == LONG
    assert most < LONG / 10


def test_a_file_that_appears_while_one_is_made_is_not_replaced(tmp_path: Path) -> None:
    (order,), manifest = orders(1), Manifest(tmp_path)
    manifest.check(order)
    result = made(tmp_path / ".made", order)
    (tmp_path / order.file).write_text("theirs", encoding="utf-8")
    with pytest.raises(FileError, match="already exists, from elsewhere; --force replaces it"):
        manifest.keep(order, result)
    assert (tmp_path / order.file).read_text(encoding="utf-8") == "theirs"
    assert manifest.made(order) is None


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not locked there")
def test_a_run_that_does_not_go_on_is_not_waited_for_without_end(tmp_path: Path) -> None:
    from fcntl import LOCK_EX, flock

    (order,), manifest = orders(1), Manifest(tmp_path, patience=0.01)
    other = os.open(tmp_path, os.O_RDONLY)
    flock(other, LOCK_EX)
    with pytest.raises(FileError, match="another matcue writes here"):
        manifest.keep(order, made(tmp_path / ".made", order))
    os.close(other)
    assert manifest.keep(order, made(tmp_path / ".made", order)) == manifest.made(order)
