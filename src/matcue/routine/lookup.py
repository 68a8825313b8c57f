"""Where routines lie, and which file a name means."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from matcue.errors import FileError, RoutineNotFound, brief
from matcue.suggestions import closest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIXES: Final = (".yaml", ".yml")
"""How the names of routine files end."""
EXERCISES: Final = "exercises"
"""The folder, inside one of routines, where exercises lie."""


def names(folders: Sequence[Path]) -> dict[str, Path]:
    """Find every routine of the folders by its file's stem, sorted; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        with suppress(OSError):
            for path in (folder / name for name in _files(folder)):
                if path.suffix in SUFFIXES:
                    found.setdefault(normalize("NFC", path.stem), path)
    return dict(sorted(found.items()))


def _files(folder: Path) -> list[str]:
    """List the names of the files in a folder, sorted; links are followed."""
    with os.scandir(folder) as entries:
        # the folder itself tells of all but links, so that few files need a look of their own
        return sorted(
            each.name
            for each in entries
            if each.is_file(follow_symlinks=False) or Path(each).is_file()
        )


def find(name: str, folders: Sequence[Path]) -> Path:
    """Find the file of a routine: by its name, else by a path, of a pipe or without suffix too.

    Raises:
        RoutineNotFound: it is neither; with the nearest names.
        FileError: it is a folder or a device, or its folder cannot be read.
    """
    known = names(folders)
    if plain := known.get(normalize("NFC", name)):
        return plain
    path = as_stored(Path(name))
    whole = (as_stored(Path(f"{name}{suffix}")) for suffix in SUFFIXES)
    try:
        found = (each for each in (path, *whole) if each.is_file() or each.is_fifo())
        if file := next(found, None):
            return file
        if path.is_dir():
            raise FileError(name, "this is a folder; name the files in it")
        if path.exists():
            raise FileError(name, "this is a device; name a file, or a pipe")
    except PermissionError as error:
        raise FileError(name, "its folder cannot be read") from error
    except OSError:
        pass
    beside = {stem: str(path.parent / stem) for stem in names([path.parent])}
    raise RoutineNotFound(name, closest_of(path.stem, beside | {stem: stem for stem in known}))


def outside(name: str, file: Path, folder: Path) -> tuple[str, str] | None:
    """Explain, with a hint, why the file of a name is not read beside a routine; None if it may be.

    All that is read beside one lies in its folder or deeper, also once links are followed.
    """
    if file.resolve().is_relative_to(folder.resolve()):
        return None
    return f"“{brief(name)}” lies outside the routine's own folder", "copy it there"


def as_stored(path: Path) -> Path:
    """Return a path as its names are stored, which may have an ö as one character or as two.

    A path to nothing stays as it is.
    """
    with suppress(OSError):
        if path.exists() or path == path.parent:
            return path
        folder, name = as_stored(path.parent), normalize("NFC", path.name)
        for each in folder.iterdir():
            if normalize("NFC", each.name) == name:
                return each
    return path
