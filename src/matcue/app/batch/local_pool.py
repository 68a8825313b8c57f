"""Jobs carried out side by side on this machine, and how far they are."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from matcue.app.batch.job_process import JobProcesses
from matcue.app.synthesis import AT_ONCE
from matcue.errors import MatcueError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Mapping, Sequence
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


def run_here(
    workers: int, jobs: Sequence[Job], folder: Path, reporter: Reporter
) -> Generator[Result]:
    """Run jobs with so many `workers` and yield each as it finishes; closed, all of them end.

    Each gets a new folder in `folder`. Together they speak as many texts at once as one file alone
    would. Of jobs that say the same one speaks, and the others wait for it; so they do for one that
    encodes the same sound, and take it from there.
    """
    workers = min(workers, len(jobs))
    at_once = max(1, AT_ONCE // min(workers, len({job.words for job in jobs})))
    shares = {job.file: JobProgress() for job in jobs}
    processes, pool = JobProcesses(folder), ThreadPoolExecutor(workers)
    try:
        futures: dict[Future[JobResult], Job] = {}
        begun: dict[object, Future[JobResult]] = {}
        for job in speakers_first(jobs):
            make = partial(processes.make, told=shares[job.file])
            before = [begun[each] for each in (job.words, job.sound) if each in begun]
            asked = speaking_at_once(job, at_once)
            future = pool.submit(_after, before, asked, make, folder / job.sound)
            futures[future] = job
            begun.setdefault(job.words, future)
            begun.setdefault(job.sound, future)
        yield from as_finished(futures, shares, reporter, _outcome)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        processes.close()
        pool.shutdown()


def speakers_first(jobs: Sequence[Job]) -> list[Job]:
    """Order jobs so that the first of each that say the same come before all others.

    Pages come last: no other file takes its sound from one.
    """
    ordered = sorted(jobs, key=lambda job: job.suffix == ".html")
    first = {job.words: job for job in reversed(ordered)}
    return sorted(ordered, key=lambda job: first[job.words] is not job)


def _after(
    before: Collection[Future[JobResult]],
    job: Job,
    make: Callable[[Job], JobResult],
    encoded: Path,
) -> JobResult:
    """Make a file once others are done, whatever came of them.

    Args:
        before: those that speak the same, or encode the same sound.
        job: the file's.
        make: makes it.
        encoded: where the first that has encoded the sound leaves it, where the disk has links.
    """
    wait(before)
    if encoded.exists():
        return make(replace(job, how=replace(job.how, encoded=encoded)))
    made = make(job)
    with suppress(OSError):
        os.link(Path(made.folder, job.file), encoded)
    return made


def speaking_at_once(job: Job, at_once: int) -> Job:
    """Copy a job so that `at_once` of its texts are spoken at the same time."""
    return replace(job, how=replace(job.how, at_once=at_once))


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
