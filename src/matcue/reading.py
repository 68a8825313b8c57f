"""Files read to their end: those that have one.

Where a file is looked for there may lie a pipe that nobody writes to, or a device without end. Only
a pipe that the person names is read, and not waited for without end.
"""

from __future__ import annotations

import os
import stat
from errno import EFBIG, EINVAL, EISDIR, ETIMEDOUT
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

LARGEST: Final = 100_000_000
"""Bytes of the largest file that is read at once."""
PATIENCE: Final = 30.0
"""Seconds of silence after which a pipe is given up."""
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
"""Opens a pipe without waiting for who writes to it; Windows does not know it."""


def open_file(path: Path) -> BufferedReader:
    """Open a file to read its bytes.

    Raises:
        OSError: it cannot be opened, or is a folder, a pipe or a device.
    """
    try:
        file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - it is handed out
    except IsADirectoryError as error:
        raise OSError(EISDIR, "This is a folder") from error
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(EINVAL, "This is a pipe or a device, not a file")


def read_file(path: Path) -> bytes:
    """Read a file of at most `LARGEST` bytes.

    Raises:
        OSError: it cannot be read, is larger, or is a folder, a pipe or a device.
    """
    with open_file(path) as file:
        return _bounded(file.read(LARGEST + 1), LARGEST)


def read_pipe(path: Path, most: int, patience: float = PATIENCE) -> bytes:
    """Read at most `most` bytes that come through a pipe, until nobody writes to it any more.

    Raises:
        OSError: it cannot be read, more comes, or nothing for `patience` seconds.
    """
    from select import select

    read = b""
    with open(path, "rb", 0, opener=_open_at_once) as pipe:
        while len(read) <= most:
            if not select([pipe], [], [], patience)[0]:
                raise OSError(ETIMEDOUT, f"Nothing came through it for {patience:g} seconds")
            if not (more := pipe.read(most)):
                break
            read += more
    return _bounded(read, most)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _bounded(read: bytes, most: int) -> bytes:
    if len(read) > most:
        raise OSError(EFBIG, f"It is larger than {most:,} bytes")
    return read
