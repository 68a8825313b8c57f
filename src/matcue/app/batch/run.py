"""Many files made in one go: what is there stays; what cannot be made is reported at the end."""

from __future__ import annotations

import shutil
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from matcue.app.batch.dask_pool import address, run_on_cluster
from matcue.app.batch.jobs import jobs_of
from matcue.app.batch.local_pool import run_here
from matcue.app.batch.manifest import Entry, Manifest
from matcue.app.synthesis import AT_ONCE
from matcue.atomic import temporary_folder
from matcue.errors import FileError, MatcueError
from matcue.numerals import counted
from matcue.units import clock
from matcue.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from matcue.app.batch.job_process import JobResult
    from matcue.app.batch.jobs import Batch, Job, Reasons
    from matcue.app.batch.local_pool import Result
    from matcue.reporting import Reporter

    Pool = Callable[[Sequence[Job], Path, Reporter], Generator[Result]]
    """Who carries out jobs, each in a new folder inside the one that is given."""


def pool_of(place: str | None, workers: int | None) -> Pool:
    """Choose the pool that carries out jobs: the cluster at a place, or so many `workers` here.

    Raises:
        UsageError: the place is no address of a scheduler.
    """
    if place:
        address(place)
        return partial(run_on_cluster, place)
    return partial(run_here, workers or AT_ONCE)


def run_batch(
    batch: Batch, folder: Path, pool: Pool, reporter: Reporter
) -> tuple[tuple[Entry, ...], Reasons]:
    """Make the files of a batch in a folder; return their entries, and what could not be made.

    Raises:
        FileError: the folder cannot be used.
        MatcueError: nothing can be made: as `jobs_of`, or the cluster does not answer.
    """
    wanted, unread = jobs_of(batch)
    manifest = Manifest(folder)
    found = {job.file: _there(manifest, job) for job in wanted}
    waiting = [job for job in wanted if found[job.file] is None]
    if waiting:
        with temporary_folder(folder) as new, closing(pool(waiting, new, reporter)) as results:
            for job, result in results:
                found[job.file] = _kept(manifest, job, result, reporter)
    entries = tuple(each for each in found.values() if isinstance(each, Entry))
    unmade = ((file, each) for file, each in found.items() if isinstance(each, MatcueError))
    made = sum(isinstance(found[job.file], Entry) for job in waiting)
    reporter.done(f"{folder}: {counted(len(entries), 'file')}, {made} new")
    return entries, (*unread, *unmade)


def _there(manifest: Manifest, job: Job) -> Entry | MatcueError | None:
    """Find the entry of a file, or the error in its way, before any is made; None to make it."""
    try:
        entry = manifest.made(job)
        if entry is None:
            manifest.check(job)
    except FileError as error:
        return error
    return entry


def _kept(
    manifest: Manifest, job: Job, made: JobResult | MatcueError, reporter: Reporter
) -> Entry | MatcueError:
    """Move the file that a job has made to its place; return its entry, or the error."""
    if isinstance(made, MatcueError):
        return made
    for sentence in made.told:
        reporter.tell(f"{one_line(job.file)}: {sentence}")
    try:
        entry = manifest.keep(job, made)
    except FileError as error:
        return error
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)
    reporter.done(f"{job.file}: {clock(made.frames, made.rate)}")
    return entry
