"""Piper's voices as they are published: fetched by Piper's own downloader, and checked."""

from __future__ import annotations

import hashlib
import json
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError
from urllib.request import urlopen

from matcue.errors import FileError, VoiceNotFound
from matcue.suggestions import closest
from matcue.voices.own import CONFIG, MODEL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE: Final = 30.0
"""Seconds without a byte after which a server is taken to have stopped."""
GLANCE: Final = 0.1
"""Seconds between two looks at what has arrived."""


def fetch(name: str, folder: Path, progress: Callable[[int, int], None]) -> None:
    """Put the model and the description of a published voice into a folder.

    Args:
        name: as Piper's list has it: `en_US-amy-medium`.
        folder: where to; what is left there after an error is of no use.
        progress: called now and then with the bytes that are there, and how many there will be.

    Raises:
        VoiceNotFound: no voice of the name is published.
        FileError: it cannot be fetched, or is not what is published.
    """
    from piper import download_voices

    files = _published(name, download_voices.VOICES_JSON)
    total = sum(size for size, _ in files.values())
    failed: list[Exception] = []

    def download() -> None:
        try:
            download_voices.download_voice(name, folder)
        except Exception as error:  # noqa: BLE001 - told below, in the thread that waits
            failed.append(error)

    _watch(Thread(target=download, daemon=True), name, folder, lambda now: progress(now, total))
    if failed:
        raise _unreachable(name, failed[0]) from failed[0]
    for file, (size, md5) in files.items():
        _check(name, folder / file, size, md5)


def _published(name: str, address: str) -> dict[str, tuple[int, str]]:
    """Size and MD5 of each file of a voice, as the published list has them."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - Piper's own address
            known = {**json.load(answer)}
        if name not in known:
            raise VoiceNotFound(name, closest(name, known))
        entries = {path.rpartition("/")[2]: about for path, about in known[name]["files"].items()}
        files = (f"{name}{MODEL}", f"{name}{CONFIG}")
        return {file: (entries[file]["size_bytes"], entries[file]["md5_digest"]) for file in files}
    except OSError as error:
        raise _unreachable(name, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(
            name, "the list of Piper's voices cannot be read; try again later"
        ) from error


def _watch(download: Thread, name: str, folder: Path, progress: Callable[[int], None]) -> None:
    """Tell how much is there until the download ends; it is left alone when it stands still."""
    there, since = -1, monotonic()
    download.start()
    while download.is_alive():
        download.join(GLANCE)
        now = sum(path.stat().st_size for path in folder.iterdir())
        if now != there:
            there, since = now, monotonic()
        elif monotonic() - since > PATIENCE:
            raise FileError(name, "the server sends no more; try again later")
        progress(now)


def _check(name: str, path: Path, size: int, md5: str) -> None:
    there = path.stat().st_size
    if there != size:
        raise FileError(name, f"only {there} of {size} bytes of {path.name} arrived; try again")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "md5").hexdigest() != md5:
            raise FileError(name, f"{path.name} is not what is published; try again later")


def _unreachable(name: str, error: Exception) -> FileError:
    reason = getattr(error, "reason", None) or error
    if isinstance(error, HTTPError):
        error.close()
    return FileError(
        name,
        f"it cannot be fetched ({reason}); try again when there is a network, or add a file: "
        "`matcue voices add FILE.onnx`",
    )
