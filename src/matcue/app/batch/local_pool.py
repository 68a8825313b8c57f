"""Jobs carried out side by side on this machine, and how far they are."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from matcue.app.batch.job_process import JobProcesses
from matcue.app.synthesis import AT_ONCE
from matcue.errors import MatcueError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path

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
    would. Of jobs that say the same one speaks, and the others wait for it.
    """
    workers = min(workers, len(jobs))
    at_once = max(1, AT_ONCE // min(workers, len({job.words for job in jobs})))
    shares = {job.file: JobProgress() for job in jobs}
    processes, pool = JobProcesses(folder), ThreadPoolExecutor(workers)
    try:
        futures: dict[Future[JobResult], Job] = {}
        speaking: dict[object, Future[JobResult]] = {}
        for job in speakers_first(jobs):
            make = partial(processes.make, speaking_at_once(job, at_once), shares[job.file])
            future = pool.submit(_after, speaking.get(job.words), make)
            futures[future] = job
            speaking.setdefault(job.words, future)
        yield from as_finished(futures, shares, reporter, _outcome)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        processes.close()
        pool.shutdown()


def speakers_first(jobs: Sequence[Job]) -> list[Job]:
    """Order jobs so that the first of each that say the same come before all others."""
    first = {job.words: job for job in reversed(jobs)}
    return sorted(jobs, key=lambda job: first[job.words] is not job)


def _after(speaker: Future[JobResult] | None, make: Callable[[], JobResult]) -> JobResult:
    """Make a file once its speaker is done, whatever came of that."""
    if speaker:
        wait([speaker])
    return make()


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
