"""Folders of matcue's own, for nobody but the person to look into."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from errno import ENOTDIR
from typing import TYPE_CHECKING

from matcue.atomic import PRIVATE_FILE, PRIVATE_FOLDER
from matcue.paths import APP

if TYPE_CHECKING:
    from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder, and those around it that are missing, for nobody but the person to look into.

    One of matcue's own that is there already is closed to others, with all that is in it.

    Raises:
        OSError: it cannot be made.
    """
    around = (folder, *folder.parents)
    for missing in reversed([each for each in around if not os.path.lexists(each)]):
        missing.mkdir(PRIVATE_FOLDER, exist_ok=True)
        missing.chmod(PRIVATE_FOLDER)  # whatever the umask has taken away
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    if _is_open(folder) and _is_ours(folder):
        _close(folder)


def _is_open(folder: Path) -> bool:
    """Tell whether others than the person have any right to a folder."""
    return bool(folder.stat().st_mode & ~PRIVATE_FOLDER & 0o777)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is the person's, and matcue's by its place: no link leads elsewhere."""
    if sys.platform == "win32" or folder.parent.name != APP:
        return False
    linked = folder.is_symlink() or folder.parent.is_symlink()
    return not linked and folder.stat().st_uid == os.getuid()


def _close(folder: Path) -> None:
    """Take from others their rights to a folder and all in it, as far as the disk knows rights."""
    with suppress(OSError):
        folder.chmod(PRIVATE_FOLDER)
    if _is_open(folder):
        return
    for each in folder.rglob("*"):
        if not each.is_symlink():
            with suppress(OSError):  # whoever removed it needs no rights
                each.chmod(PRIVATE_FOLDER if each.is_dir() else PRIVATE_FILE)
