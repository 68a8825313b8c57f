"""The manifest of a folder: what files matcue made there, and of what."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from contextlib import contextmanager
from math import inf, isfinite
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

import matcue
from matcue.atomic import atomic_file, check_writable, file_errors
from matcue.audio.loudness import Loudness
from matcue.errors import FileError
from matcue.reading import read_file
from matcue.units import to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.app.batch.job_process import JobResult
    from matcue.app.batch.jobs import Job

UNHEARD: Final = Loudness(-inf, -inf)
NAME: Final = "manifest.json"
_FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\]+$")]
PATIENCE: Final = 30.0
"""Seconds that another run may take to move its file to the folder."""
GLANCE: Final = 0.1
"""Seconds between two looks at whether it has."""


class Entry(BaseModel):
    """A file as the manifest tells of it; these keys are a public contract.

    `varied` is what was chosen for it alone, `voice` who spoke in the end; `loudness` is in LUFS
    and `peak` in dBTP, None where nothing is heard; `order` is the digest of what it is made of,
    `beside` are the files that lie beside it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: _FileName
    routine: str
    varied: dict[str, str]
    title: str
    voice: str
    rate: int
    frames: int
    seconds: float
    bytes: int
    sha256: str
    loudness: float | None
    peak: float | None
    matcue: str
    order: str
    beside: tuple[_FileName, ...] = ()


class _Written(BaseModel):
    """What the manifest's file holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    files: tuple[Entry, ...] = ()


class Manifest:
    """The manifest of `folder`, which is made where it is missing; kept up with each file.

    Another run that writes there is waited for, `patience` seconds at most.

    Raises:
        FileError: the folder cannot be made or written, or holds a manifest that is none of ours.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        if folder.exists() and not folder.is_dir():
            raise FileError(str(folder), "this is a file; -d takes a folder")
        with file_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        check_writable(folder / NAME)
        self._entries = self._read()

    def made(self, job: Job) -> Entry | None:
        """Find the entry of a file that is there and need not be made again.

        Raises:
            FileError: there is a file in its place that cannot be read.
        """
        entry = self._entries.get(job.file)
        if entry is None or entry.order != job.fingerprint:
            return None
        path = self._folder / entry.file
        with file_errors(path):
            there = path.is_file() and path.stat().st_size == entry.bytes
            there = there and all((self._folder / name).is_file() for name in entry.beside)
            return entry if there and _sha256(path) == entry.sha256 else None

    def check(self, job: Job) -> None:
        """Check that a file may be made.

        Raises:
            FileError: there is one of that name that matcue did not make here, and it is not to be
                replaced by force; or it is a folder.
        """
        path = self._folder / job.file
        if check_writable(path).exists() and job.file not in self._entries and not job.how.force:
            raise FileError(str(path), "it already exists, from elsewhere; --force replaces it")

    def keep(self, job: Job, made: JobResult) -> Entry:
        """Move a file to the folder, whole or not at all; return its entry in the manifest.

        It is entered first: a file that is not in the manifest would be taken for somebody else's.
        What another run has entered meanwhile stays; entries of files that are gone are removed.

        Raises:
            FileError: as `check`, or it cannot be written.
        """
        with _lock(self._folder, self._patience), file_errors(self._folder / job.file):
            return self._keep(job, made)

    def _keep(self, job: Job, made: JobResult) -> Entry:
        self._entries = self._read()
        self.check(job)
        entry = _entry(job, made)
        there = {
            file: each for file, each in self._entries.items() if (self._folder / file).exists()
        }
        entries = {**there, entry.file: entry}
        with atomic_file(self._folder / job.file) as part:
            shutil.move(Path(made.folder, job.file), part)
            self._write(entries)
        for name in made.beside:
            beside = self._folder / name
            with file_errors(beside), atomic_file(beside) as part:
                shutil.move(Path(made.folder, name), part)
        self._entries = entries
        return entry

    def _read(self) -> dict[str, Entry]:
        return {entry.file: entry for entry in _read(self._folder / NAME).files}

    def _write(self, entries: dict[str, Entry]) -> None:
        """Write entries instead of what was there, sorted by file."""
        path = self._folder / NAME
        kept = (entries[file] for file in sorted(entries))
        text = _Written(files=tuple(kept)).model_dump_json(indent=2)
        with file_errors(path), atomic_file(path) as part:
            part.write_text(f"{text}\n", encoding="utf-8")


@contextmanager
def _lock(folder: Path, patience: float) -> Iterator[None]:
    """Lock a folder against other runs meanwhile, where the system and the disk support that.

    Raises:
        FileError: another run has it for `patience` seconds; it may have been stopped.
    """
    if sys.platform == "win32":
        yield
        return
    with file_errors(folder):
        opened = os.open(folder, os.O_RDONLY)
    try:
        until = monotonic() + patience
        while not _locked(opened):
            if monotonic() > until:
                reason = "another matcue writes here and does not go on; continue or end it"
                raise FileError(str(folder), reason)
            sleep(GLANCE)
        yield
    finally:
        os.close(opened)


def _locked(opened: int) -> bool:
    """Lock an open folder unless somebody else has; what a disk cannot do counts as done."""
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(opened, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def _read(path: Path) -> _Written:
    try:
        with file_errors(path):
            if not path.exists():
                return _Written()
            return _Written.model_validate_json(read_file(path))
    except ValidationError as error:
        reason = "matcue did not write this, or it is damaged; move it away, or take another folder"
        raise FileError(str(path), reason) from error


def _entry(job: Job, made: JobResult) -> Entry:
    path, measured = Path(made.folder, job.file), made.loudness or UNHEARD
    loudness, peak = measured.integrated, measured.peak
    return Entry(
        file=job.file,
        routine=job.source,
        varied=dict(job.varied),
        title=made.title,
        voice=made.voice,
        rate=made.rate,
        frames=made.frames,
        seconds=float(to_seconds(made.frames, made.rate)),
        bytes=path.stat().st_size,
        sha256=_sha256(path),
        loudness=round(loudness, 2) if isfinite(loudness) else None,
        peak=round(peak, 2) if isfinite(peak) else None,
        matcue=matcue.__version__,
        order=job.fingerprint,
        beside=made.beside,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
