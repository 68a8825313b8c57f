"""Jobs carried out side by side on this machine, and how far they are."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from matcue.app.batch.job_process import JobProcesses
from matcue.app.synthesis import AT_ONCE
from matcue.errors import MatcueError
from matcue.exporters import MP4
from matcue.exporters.writer import EncodedSound
from matcue.processes import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
    from concurrent.futures import Future

    from matcue.app.batch.job_process import JobResult
    from matcue.app.batch.jobs import Job
    from matcue.reporting import Reporter

    Result = tuple[Job, JobResult | MatcueError]
    """A job, and what was made of it or why nothing was."""

_Made = TypeVar("_Made")

STAGES: Final = 3
"""A file is spoken, encoded and checked."""
PARTS: Final = 10_000
"""In which the progress of a file is counted."""
GLANCE: Final = 0.2
"""Seconds between two looks at how far everything is."""


@dataclass(slots=True)
class JobProgress:
    """How far a job is, reported stage by stage: `part` of it, from 0 to 1."""

    part: float = 0.0
    stages: set[str] = field(default_factory=set)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Record that `done` of `total` of what a stage counts are done."""
        self.stages.add(stage)
        self.part = max(self.part, (len(self.stages) - 1 + done / total) / STAGES)


class Makers(Protocol):
    """What carries out jobs, several at the same time; closed, all of them end."""

    def make(self, job: Job, told: Callable[[str, int, int], None]) -> JobResult:
        """Make the file of a job; see `JobProcesses.make`."""

    def close(self) -> None:
        """End whatever is being made."""


class Turns:
    """Which files of a batch can be made: some take what is made before them.

    Args:
        jobs: in an order in which they can be made.
        workers: how many are made at the same time, at most.
    """

    def __init__(self, jobs: Iterable[Job], workers: int) -> None:
        first: dict[object, str] = {}
        self._before = {
            job.file: {first.setdefault(each, job.file) for each in (job.words, job.sound)}
            - {job.file}
            for job in jobs
        }
        self._workers = workers
        self._over: set[str] = set()

    def before(self, job: Job) -> Collection[str]:
        """Return which files are made before a job's: with its words, and with its sound."""
        return self._before[job.file]

    def over(self, job: Job) -> None:
        """Note that a job is over, whatever came of it."""
        self._over.add(job.file)

    @property
    def side_by_side(self) -> int:
        """How many files are made at the same time now, by the workers there are."""
        waiting = self._before.keys() - self._over
        could = sum(self._before[file] <= self._over for file in waiting)
        return min(could, self._workers)


class EncodedFiles:
    """A file of each sound that is encoded, in a folder; none on a disk without links."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, EncodedSound] = {}

    def keep(self, job: Job, made: JobResult) -> None:
        """Keep what was made, if packets can be taken from it and none with its sound are kept."""
        path = self._folder / job.sound
        if job.suffix in MP4 and job.sound not in self._kept:
            with suppress(OSError):
                os.link(Path(made.folder, job.file), path)
                self._kept[job.sound] = EncodedSound(path, made.voice, made.frames)

    def taken(self, job: Job) -> Job:
        """Copy a job so that it takes the sound that is kept, if any is."""
        return replace(job, how=replace(job.how, encoded=self._kept.get(job.sound)))


def run_here(
    workers: int,
    jobs: Sequence[Job],
    folder: Path,
    reporter: Reporter,
    start: Callable[[Path], Makers] = JobProcesses,
) -> Generator[Result]:
    """Run jobs with so many `workers` and yield each as it finishes; closed, all of them end.

    Each gets a new folder in `folder`, and its share of the cores. Of jobs that say the same one
    speaks, and the others wait for it; so they do for one that encodes the same sound, and take it
    from there.

    Args:
        workers: how many jobs are carried out at the same time, at most.
        jobs: what is made; there is at least one.
        folder: where.
        reporter: gets the progress.
        start: starts what makes a file in a folder.
    """
    shares = {job.file: JobProgress() for job in jobs}
    ordered = speakers_first(jobs)
    turns, encoded = Turns(ordered, workers), EncodedFiles(folder)
    makers, pool = start(folder), ThreadPoolExecutor(workers)

    def make(job: Job, before: Collection[Future[JobResult]]) -> JobResult:
        wait(before)
        try:
            asked = sharing(encoded.taken(job), turns.side_by_side)
            made = makers.make(asked, shares[job.file])
            encoded.keep(job, made)
            return made
        finally:
            turns.over(job)

    try:
        begun: dict[str, Future[JobResult]] = {}
        for job in ordered:
            before = [begun[file] for file in turns.before(job)]
            begun[job.file] = pool.submit(make, job, before)
        futures = {begun[job.file]: job for job in ordered}
        yield from as_finished(futures, shares, reporter, _outcome)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        makers.close()
        pool.shutdown()


def speakers_first(jobs: Sequence[Job]) -> list[Job]:
    """Order jobs so that the first of each that say the same come before all others.

    Pages come last: no other file takes its sound from one.
    """
    ordered = sorted(jobs, key=lambda job: job.suffix == ".html")
    first = {job.words: job for job in reversed(ordered)}
    return sorted(ordered, key=lambda job: first[job.words] is not job)


def sharing(job: Job, files: int) -> Job:
    """Copy a job so that it takes its share of the cores while so many `files` are made."""
    at_once, threads = max(1, AT_ONCE // files), max(1, cores() // files)
    return replace(job, how=replace(job.how, at_once=at_once, threads=threads))


def as_finished(
    futures: Mapping[Future[_Made], Job],
    shares: Mapping[str, JobProgress],
    reporter: Reporter,
    outcome: Callable[[Future[_Made]], JobResult | MatcueError],
    look: Callable[[], None] = lambda: None,
) -> Generator[Result]:
    """Yield each job as soon as its future is over; the reporter sees all of them as one.

    Args:
        futures: what will be made, and of which job.
        shares: how far each job is, by its file; one that is not there has no stages.
        reporter: gets the progress.
        outcome: gets the result or the error of a future that is over.
        look: is called again and again; it may cancel futures.
    """
    stage = f"Making {len(futures)} files" if len(futures) > 1 else "Making a file"
    waiting = dict(futures)
    while waiting:
        wait(waiting, GLANCE, FIRST_COMPLETED)
        for future in [each for each in waiting if each.done()]:
            yield waiting.pop(future), outcome(future)
        look()
        begun = sum(shares[job.file].part for job in waiting.values() if job.file in shares)
        done = len(futures) - len(waiting) + begun
        reporter.progress(stage, round(PARTS * done), PARTS * len(futures))


def _outcome(future: Future[JobResult]) -> JobResult | MatcueError:
    try:
        return future.result()
    except MatcueError as error:
        return error
