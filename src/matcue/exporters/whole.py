"""Files that appear whole or not at all: written beside the target, flushed, renamed."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.errors import FileError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """A `FileError` about `path`, in plain words, instead of the system's errors."""
    try:
        yield
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error


def check(target: Path) -> Path:
    """Where `target` really is, links followed.

    Raises:
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    final = Path(os.path.realpath(target))
    if final.is_dir():
        raise FileError(str(target), "this is a folder; add the name of a file")
    if not final.parent.is_dir():
        raise FileError(str(target), "its folder does not exist; make the folder first")
    if not os.access(final.parent, os.W_OK):
        raise FileError(str(target), "its folder cannot be written; choose another one")
    return final


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """An empty hidden file beside `target`; on a clean exit it becomes `target`, else it goes.

    A link is followed: the file it points to is the one that is made anew.

    Raises:
        FileError: `target` is a folder, or its folder is missing.
        OSError: nothing can be written there.
    """
    final = check(target)
    part = final.with_name(f".matcue-{secrets.token_hex(6)}.part")
    try:
        part.open("xb").close()
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(final)
    finally:
        with suppress(OSError):
            part.unlink()
