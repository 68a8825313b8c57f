"""Files that appear whole or not at all: written beside the target, flushed, renamed.

Whoever is killed meanwhile leaves a hidden part behind, a file or a folder. The next one that is
written there sweeps it away, once nobody has written to it for a day.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.errors import FileError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
"""The rights of what matcue keeps for itself, whatever the umask: the person's alone."""
_RANDOM: Final = 6
_PARTS: Final = f".matcue-{'[0-9a-f]' * 2 * _RANDOM}.part"
"""What the names of parts look like."""
_STALE: Final = 24 * 60 * 60
"""Seconds without a byte after which a part is nobody's."""


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors into a `FileError` about `path`, in plain words."""
    try:
        yield
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error


def real_path(target: Path) -> Path:
    """Resolve `target`, links followed; no file need be there.

    Raises:
        FileError: it is a folder, a pipe or a device, or no name for a file.
    """
    with file_errors(target):
        final = Path(os.path.realpath(target))
        if final.is_dir():
            raise FileError(str(target), "this is a folder; add the name of a file")
        if final.exists() and not final.is_file():
            raise FileError(str(target), "this is a pipe or a device; name a file")
    return final


def check_writable(target: Path) -> Path:
    """Resolve `target`, links followed, and check that it can be written.

    Raises:
        FileError: as `real_path`, or its folder is missing or cannot be written.
    """
    final = real_path(target)
    if not final.parent.is_dir():
        raise FileError(str(target), "its folder does not exist; make the folder first")
    if not os.access(final.parent, os.W_OK):
        raise FileError(str(target), "its folder cannot be written; choose another one")
    return final


@contextmanager
def atomic_file(target: Path) -> Iterator[Path]:
    """Yield an empty hidden file beside `target`: renamed to it on a clean exit, else removed.

    A link is followed: the file it points to is the one that is made anew. If `target` was not
    there at first, a file that appears under that name meanwhile is not replaced.

    Raises:
        FileError: `target` is a folder or a device, its folder is missing, or somebody else made it
            meanwhile.
        OSError: nothing can be written there.
    """
    final = check_writable(target)
    give = os.replace if os.path.lexists(final) else _link_new
    try:
        with temporary_beside(final) as part:
            _sweep_beside(part)
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            give(part, final)
    except FileExistsError as error:
        raise FileError(str(target), "it was made meanwhile; --force replaces it") from error


@contextmanager
def temporary_beside(final: Path) -> Iterator[Path]:
    """Yield an empty hidden file beside `final`, removed at the end if it is still there.

    Raises:
        OSError: nothing can be written there.
    """
    part = _part(final.parent)
    try:
        part.open("xb").close()
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty hidden folder in `folder`, removed at the end with all that is still in it.

    `folder` is made if it is missing. Nobody else can look into the new one.

    Raises:
        FileError: nothing can be written there.
    """
    part = _part(folder)
    with file_errors(folder):
        part.mkdir(PRIVATE_FOLDER, parents=True)
    try:
        _sweep_beside(part)
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _part(folder: Path) -> Path:
    """Name a new part in a folder."""
    import secrets  # only where something is written

    return folder / f".matcue-{secrets.token_hex(_RANDOM)}.part"


def _link_new(part: Path, final: Path) -> None:
    """Rename a part to `final`, unless something has that name.

    Raises:
        FileExistsError: somebody has it.
    """
    try:
        # A hard link, unlike a rename, fails where the name is taken.
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:  # this disk knows one name a file
        if os.path.lexists(final):
            raise FileExistsError from None
        part.rename(final)


def _sweep_beside(new: Path) -> None:
    """Remove the parts beside a new one whose writers are gone.

    The new one tells the time: the clock of the disk may differ from this machine's.
    """
    with suppress(OSError):
        stale = new.stat().st_mtime - _STALE
        for part in new.parent.glob(_PARTS):
            if all(each.stat().st_mtime < stale for each in (part, *part.rglob("*"))):
                shutil.rmtree(part) if part.is_dir() else part.unlink()
