"""Lists and other apps' files brought in: read, told, and written as routines."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, check_writable, file_errors
from matcue.errors import FileError, UnreadableDocument, UsageError, brief
from matcue.importers.contract import data_of
from matcue.importers.document import LARGEST, Document
from matcue.importers.folding import lasts, repetitions
from matcue.importers.programme import PERSONAL, Kind, Programme, Step
from matcue.importers.readers import read_document
from matcue.importers.writing.guided import counted
from matcue.importers.writing.known_exercises import KnownExercises
from matcue.importers.writing.routine_text import Written, routine_text
from matcue.paths import routine_folders
from matcue.reading import open_file, read_pipe
from matcue.routine.loader import catalogue_of, load_routine
from matcue.units import to_frames

__all__ = [
    "PERSONAL",
    "Imported",
    "Kind",
    "Lengths",
    "Programme",
    "Step",
    "Wanted",
    "counted",
    "lengths",
    "only_one",
    "plain_data",
    "read",
    "routines",
    "write",
]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.reporting import Reporter

STANDARD_INPUT: Final = "-"
_TOO_LARGE: Final = f"it is larger than {LARGEST // 1_000_000} MB; keep only the exercises"
_NOT_READ: Final = (
    "nothing in it reads as an exercise; one a line, with how often or how long, does"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a document is to be read and written."""

    title: str | None = None
    """What the routine is called; None for the document's own title."""
    only: str | None = None
    """The title of the only programme that is wanted; None for all."""
    language: str | None = None
    """The code of the document's language; None where it is told from its words."""
    guided: bool = False
    """Whether a timer's times become guided steps."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A programme as it was read, and the routine that was written of it."""

    programme: Programme
    written: Written


def read(file: str, wanted: Wanted) -> tuple[Programme, ...]:
    """Read the programmes of a file, or of standard input.

    Raises:
        FileError: it cannot be read.
        UnreadableDocument: it is none that can be imported, or has no step.
        UsageError: it has no programme of the title that is wanted.
    """
    document = Document(*_raw(file), wanted.language)
    found = read_document(document)
    programmes = tuple(each for each in found if each.has_exercises)
    if not programmes:
        raise UnreadableDocument(document.name, _NOT_READ)
    return _chosen(programmes, wanted.only)


def routines(programmes: Sequence[Programme], wanted: Wanted) -> tuple[Imported, ...]:
    """Write a routine of each programme."""
    known = known_exercises()
    return tuple(
        Imported(each, routine_text(each, wanted.title, known, guided=wanted.guided))
        for each in programmes
    )


def plain_data(programmes: tuple[Programme, ...]) -> dict[str, object]:
    """Convert programmes to plain data, as the contract has them."""
    return data_of(programmes, known_exercises())


def known_exercises() -> KnownExercises:
    """Load the exercises of the catalogue, by the names that people write."""
    return KnownExercises(catalogue_of(routine_folders()))


def only_one(imported: Sequence[Imported]) -> Imported:
    """Return the only routine.

    Raises:
        UsageError: there are several.
    """
    if len(imported) > 1:
        raise UsageError(
            f"There are {len(imported)} routines in it: {_titles([i.programme for i in imported])}."
            " Choose one with --only, or write all to a folder: -o FOLDER/."
        )
    return imported[0]


def write(imported: Sequence[Imported], output: str) -> tuple[Path, ...]:
    """Write routines to a file, or to a folder, each under its title; nothing is overwritten.

    A folder is there already, or its name ends with a slash.

    Raises:
        FileError: a file is there already, or cannot be written.
        UsageError: several routines are to be one file.
    """
    target = Path(output)
    if target.is_dir() or output.endswith(("/", os.sep)):
        with file_errors(target):
            target.mkdir(parents=True, exist_ok=True)
        files = _files_in(target, imported)
    else:
        only_one(imported)
        files = (target,)
    for file in files:
        if os.path.lexists(file):
            raise FileError(str(file), "it already exists; choose another name")
        check_writable(file)
    for file, each in zip(files, imported, strict=True):
        with file_errors(file), atomic_file(file) as part:
            part.write_text(each.written.text, encoding="utf-8")
    return files


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a routine is, in frames: as the document counts it, and as a session."""

    listed: int
    """Holds, times and rests of the document."""
    repetitions: int
    """Its repetitions that have no length, each side's."""
    session: int


def lengths(imported: Imported, reporter: Reporter) -> Lengths:
    """Estimate how long a session of a routine is, beside what its document counts.

    Raises:
        RoutineError: it is longer than any session.
    """
    from matcue.app.library import estimated_timeline  # it loads all that makes a timeline

    text = imported.written.text
    routine = load_routine(text, "the routine", catalogue_of(routine_folders()))
    _, parts = estimated_timeline(routine, reporter)
    steps = imported.programme.steps
    session = sum(part.frames for part in parts)
    return Lengths(to_frames(lasts(steps)), repetitions(steps), session)


def _raw(file: str) -> tuple[str, bytes]:
    """Return what messages call a file, and its bytes."""
    if file == STANDARD_INPUT:
        import sys

        name, raw = "standard input", sys.stdin.buffer.read(LARGEST + 1)
    else:
        path = Path(file)
        name = file
        with file_errors(path):
            if path.is_fifo():
                raw = read_pipe(path, LARGEST)
            elif path.stat().st_size > LARGEST:
                raise UnreadableDocument(name, _TOO_LARGE)
            else:
                with open_file(path) as opened:
                    raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise UnreadableDocument(name, _TOO_LARGE)
    return name, raw


def _chosen(programmes: tuple[Programme, ...], only: str | None) -> tuple[Programme, ...]:
    if only is None:
        return programmes
    wanted = only.casefold().strip()
    if found := tuple(each for each in programmes if each.title.casefold().strip() == wanted):
        return found[:1]
    there = _titles(programmes)
    raise UsageError(f"Nothing in it is called “{brief(only)}”; there is {there}.")


def _titles(programmes: Sequence[Programme]) -> str:
    return ", ".join(f"“{brief(each.title)}”" for each in programmes)


def _files_in(folder: Path, imported: Sequence[Imported]) -> tuple[Path, ...]:
    """Name a file of a folder for each routine, no two of them the same."""
    names: list[str] = []
    for each in imported:
        words = re.findall(r"[^\W_]+", each.programme.title.casefold()) or ["routine"]
        name = first = "-".join(words)[:60]
        others = 1
        while name in names:
            others += 1
            name = f"{first}-{others}"
        names.append(name)
    return tuple(folder / f"{name}.yaml" for name in names)
