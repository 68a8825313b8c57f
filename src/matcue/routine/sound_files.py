"""The sound files that a routine names: where they lie, before any is opened."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from matcue.errors import brief
from matcue.routine.field_types import RECORDINGS
from matcue.routine.lookup import as_stored, outside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path as FilePath

    from matcue.routine.problems import Path, SourceFile

BED: Final[Path] = ("bed",)
"""The path of the bed in the data."""
LARGEST: Final = 20_000_000
"""Bytes of the largest file that is a chime: 20 seconds of the best that people record."""
LARGEST_BED: Final = 700_000_000
"""Bytes of the largest file that is a bed: an hour of what a CD keeps."""


def named(
    data: object, steps: Iterable[tuple[Path, dict[str, Any]]]
) -> dict[Path, tuple[str, Path]]:
    """Find the names of sound files in the data of a routine file, and the path of each.

    The keys are the paths of the steps that ring the files, of the chimes they sound for, or of the
    bed.
    """
    chimes = data.get("chimes") if isinstance(data, dict) else None
    pairs = chimes.items() if isinstance(chimes, dict) else ()
    own = ((("chimes", role), name, ("chimes", role)) for role, name in pairs)
    laid = ((BED, data.get("bed") if isinstance(data, dict) else None, BED),)
    rung = ((path, step.get("chime"), (*path, "chime")) for path, step in steps)
    return {path: (name, at) for path, name, at in chain(own, laid, rung) if _is_name(name)}


def find(name: str, path: Path, source: SourceFile, files: tuple[FilePath, ...]) -> FilePath | None:
    """Find the sound file of a name; if it cannot be used, note a problem and return None.

    Args:
        name: as it is written, relative to the last of the files.
        path: the path of the name in the data.
        source: the file that names it.
        files: the files from the routine that is played to the one that names it.
    """
    try:
        file = as_stored(files[-1].parent / name).resolve() if files else None
        refused = _refusal(file, name, source, files) or _excess(file, name, path)
    except (OSError, RuntimeError, ValueError):
        file, refused = None, (f"“{brief(name)}” cannot be read", "")
    if refused:
        source.error(source.mark(path), *refused)
        return None
    return file


def _is_name(name: object) -> TypeGuard[str]:
    return isinstance(name, str) and name.lower().endswith(RECORDINGS)


def _refusal(
    file: FilePath | None, name: str, source: SourceFile, files: tuple[FilePath, ...]
) -> tuple[str, str] | None:
    """Explain why a file is not used, with a hint; return None where it may be."""
    shown = brief(name)
    if file is None:
        return f"“{shown}” cannot be used here", "only a routine in a file has files beside it"
    if out := outside(name, file, files[0].parent):
        return out
    if not file.is_file():
        return _no_file(file, files[-1].parent / name, shown, source)
    return None


def _excess(file: FilePath | None, name: str, path: Path) -> tuple[str, str] | None:
    """Explain why a file would be too much, with a hint; return None where it is not."""
    most, kind = (LARGEST_BED, "lasts an hour at most") if path == BED else (LARGEST, "is short")
    if file and file.stat().st_size > most:
        of = "bed" if path == BED else "chime"
        return f"“{brief(name)}” is larger than {most:,} bytes", f"a {of} {kind}"
    return None


def _no_file(file: FilePath, written: FilePath, shown: str, source: SourceFile) -> tuple[str, str]:
    """Explain what is there in place of a file, with a hint; `written` may be a link to it."""
    if file.exists():
        kind = "a folder" if file.is_dir() else "a pipe or a device"
        return f"“{shown}” is {kind}, no sound file", ""
    if written.is_symlink():
        return f"“{shown}” is a link to nothing", "copy the sound file itself there"
    near = [path.name for path in file.parent.glob("*") if path.is_file()]
    return f"there is no sound file “{shown}”", source.nearest(file.name, filter(_is_name, near))
