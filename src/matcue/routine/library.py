"""Where routines lie, and which one a name means."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.errors import FileError, RoutineNotFound
from matcue.routine.catalogue import Catalogue, Routine
from matcue.routine.loader import SUFFIXES, load_exercise, load_routine
from matcue.routine.text import read_text
from matcue.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.routine.exercise import Exercise

EXERCISES: Final = "exercises"
"""The folder, inside one of routines, where exercises lie."""


def names(folders: Sequence[Path]) -> dict[str, Path]:
    """Every routine of the folders by its file's stem, sorted; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.suffix in SUFFIXES and path.is_file():
                    found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def find(name: str, folders: Sequence[Path]) -> Path:
    """The file of a routine, by its name in the folders or by a path.

    Raises:
        RoutineNotFound: neither; with the nearest names.
        FileError: its folder cannot be looked into.
    """
    known = names(folders)
    if name in known:
        return known[name]
    path = Path(name)
    try:
        if path.is_file():
            return path
        if path.is_dir():
            raise FileError(name, "this is a folder; name the files in it")
    except PermissionError as error:
        raise FileError(name, "its folder cannot be read") from error
    except OSError:
        pass
    raise RoutineNotFound(name, closest(path.stem, known))


def catalogue(folders: Sequence[Path]) -> Catalogue:
    """The exercises in the `exercises` folder of each folder; earlier ones win."""
    paths = names([folder / EXERCISES for folder in folders])

    def read(name: str) -> Exercise:
        return load_exercise(read_text(paths[name]), str(paths[name]))

    return Catalogue(tuple(paths), read)


def load(path: Path, folders: Sequence[Path]) -> Routine:
    """The routine in a file, with exercises of its own folder and of the others.

    Raises:
        FileError: the file cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    return load_routine(read_text(path), str(path), catalogue([path.parent, *folders]), path)
