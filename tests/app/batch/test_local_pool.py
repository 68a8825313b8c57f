"""Files made side by side: which come first, by how many threads, and from whose sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from matcue.app.batch.job_process import JobResult
from matcue.app.batch.jobs import Job
from matcue.app.batch.local_pool import Turns, run_here, sharing, speakers_first
from matcue.app.export import ExportOptions
from matcue.app.synthesis import AT_ONCE
from matcue.errors import FileError
from matcue.paths import bundled
from matcue.processes import cores
from matcue.routine.loader import load_file
from matcue.settings import Settings
from matcue.units import HOUSE_RATE, Frames
from tests.conftest import Quiet

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.exporters.writer import EncodedSound

ROUTINES: Final = bundled("routines")
LENGTH: Final = Frames(44_100)


class Workshop:
    """Makes files that hold their own names, all but one, and knows what it was asked for."""

    def __init__(self, folder: Path, failing: str) -> None:
        self._folder = folder
        self._failing = failing
        self.asked: list[str] = []
        self.threads: dict[str, int] = {}
        self.taken: dict[str, EncodedSound] = {}
        self.from_whom: dict[str, str] = {}

    def make(self, job: Job, told: Callable[[str, int, int], None]) -> JobResult:
        self.asked.append(job.file)
        self.threads[job.file] = job.how.threads
        if known := job.how.encoded:
            self.taken[job.file] = known
            self.from_whom[job.file] = known.path.read_text(encoding="utf-8")
        told("Encoding", 1, 1)
        if job.file == self._failing:
            raise FileError(job.file, "no")
        made = self._folder / f"made {job.file}"
        made.mkdir()
        (made / job.file).write_text(job.file, encoding="utf-8")
        return JobResult(str(made), (), "Walk", "tone", HOUSE_RATE, LENGTH, None, ())

    def close(self) -> None:
        """Do nothing: whatever was begun is made."""


def jobs(*files: str) -> list[Job]:
    """Jobs by their files; those of one stem are of one session."""
    routine = load_file(ROUTINES / "walk-short.yaml", [ROUTINES])
    job = Job("", "", (), routine, Settings(), ExportOptions())
    return [replace(job, file=file, source=Path(file).stem) for file in files]


def worked(
    folder: Path, files: list[str], workers: int = 1, failing: str = ""
) -> tuple[Workshop, dict[str, str]]:
    """Who was asked for files, after all of them; and what came of each."""
    shop = Workshop(folder, failing)
    results = run_here(workers, jobs(*files), folder, Quiet(), lambda _: shop)
    return shop, {job.file: type(result).__name__ for job, result in results}


@pytest.mark.parametrize("workers", [1, 3])
def test_the_sound_of_a_session_is_encoded_once(tmp_path: Path, workers: int) -> None:
    files = ["walk.html", "walk.m4b", "sit.html", "walk.m4a", "sit.m4a", "walk.mp3"]
    shop, results = worked(tmp_path, files, workers)
    assert sorted(shop.asked) == sorted(files)
    assert results == dict.fromkeys(files, "JobResult")
    assert shop.from_whom == {
        "walk.html": "walk.m4b",
        "walk.m4a": "walk.m4b",
        "sit.html": "sit.m4a",
    }
    assert {(known.voice, known.frames) for known in shop.taken.values()} == {("tone", LENGTH)}


def test_of_a_file_that_could_not_be_made_no_sound_is_taken(tmp_path: Path) -> None:
    shop, results = worked(tmp_path, ["a.m4a", "a.m4b", "a.html"], failing="a.m4a")
    assert results == {"a.m4a": "FileError", "a.m4b": "JobResult", "a.html": "JobResult"}
    assert shop.from_whom == {"a.html": "a.m4b"}


def test_no_sound_is_taken_from_a_page(tmp_path: Path) -> None:
    shop, _ = worked(tmp_path, ["a.html", "a.m4a"], failing="a.m4a")
    assert shop.asked == ["a.m4a", "a.html"]
    assert not shop.taken


def test_who_makes_files_one_after_another_has_all_cores_for_each(tmp_path: Path) -> None:
    shop, _ = worked(tmp_path, ["a.m4a", "b.m4a", "a.mp3"])
    assert shop.threads == dict.fromkeys(["a.m4a", "b.m4a", "a.mp3"], cores())


def test_as_many_files_are_side_by_side_as_can_be_made_and_as_there_are_workers() -> None:
    ordered = speakers_first(jobs("a.m4a", "a.mp3", "a.html", "b.m4a", "c.m4a"))
    turns = {workers: Turns(ordered, workers) for workers in (1, 2, 8)}
    seen = []
    for job in ordered:
        seen.append([each.side_by_side for each in turns.values()])
        for each in turns.values():
            each.over(job)
    # those of c, of b and of a are ready; then those that a was waited for, too
    assert [job.file for job in ordered] == ["a.m4a", "b.m4a", "c.m4a", "a.mp3", "a.html"]
    assert seen == [[1, 2, 3], [1, 2, 4], [1, 2, 3], [1, 2, 2], [1, 1, 1]]


@pytest.mark.parametrize("files", [1, 2, 3, 1000])
def test_the_cores_are_shared_out_among_files_side_by_side(files: int) -> None:
    (job,) = jobs("a.m4a")
    how = sharing(job, files).how
    assert how.threads == max(1, cores() // files)
    assert how.at_once == max(1, AT_ONCE // files)
