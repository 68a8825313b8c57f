"""The Piper voices that a person added: a folder for each, whole, with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Final

from matcue.atomic import PRIVATE_FILE, file_errors, temporary_folder
from matcue.errors import FileError, VoiceNotFound, reason_of
from matcue.paths import voices_folder
from matcue.private import make_private
from matcue.processes import in_thread
from matcue.reading import LARGEST, open_file, read_file
from matcue.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from matcue.voices.piper_description import PiperDescription

MODEL: Final = ".onnx"
CONFIG: Final = ".onnx.json"
CHECKSUMS: Final = "checksums.json"
NAME: Final = re.compile(r"\w[\w.+-]{0,79}")
"""What a voice of one's own may be called."""


@dataclass(frozen=True, slots=True)
class PiperModel:
    """A Piper voice on disk; `digests` are the SHA-256 of its files, by name, as they should be."""

    name: str
    path: Path
    digests: Mapping[str, str]
    remedy: str

    @property
    def config(self) -> Path:
        """The description that belongs to the model."""
        return self.path.with_name(f"{self.path.name}.json")

    @property
    def checksum(self) -> str:
        """One figure for all of its files."""
        return hashlib.sha256(json.dumps(dict(self.digests)).encode()).hexdigest()

    def check(self) -> None:
        """Check that the files are what they should be.

        Raises:
            ValueError: one has changed, or cannot be read, there are no checksums, or the
                description is none.
        """
        for name in self.digests:
            self._check_file(name)
        self.description()

    def description(self) -> PiperDescription:
        """Read the description that belongs to the model, once it is known to be unchanged.

        Raises:
            ValueError: as `check`, for this file alone.
        """
        from matcue.voices.piper_description import read_description  # it loads numpy

        if not self.digests:
            raise ValueError(f"its {CHECKSUMS} is damaged; {self.remedy}")
        self._check_file(self.config.name)
        try:
            return read_description(self.config)
        except ValueError as error:
            raise ValueError(f"{error}; {self.remedy}") from error

    def _check_file(self, name: str) -> None:
        """Check that a file is unchanged; one without a checksum passes unread."""
        path = self.path.with_name(name)
        try:
            changed = name in self.digests and file_digest(path) != self.digests[name]
        except OSError as error:
            raise ValueError(f"{name}: {reason_of(error)}; {self.remedy}") from error
        if changed:
            raise ValueError(f"{name} has changed; {self.remedy}")


def file_digest(path: Path) -> str:
    """Compute the SHA-256 of a file."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def installed_models() -> tuple[PiperModel, ...]:
    """List the voices that were added, by name; damaged ones too, which `check` reports."""
    return tuple(_model(kept) for kept in sorted(voices_folder().glob("[!.]*/")))


def _model(kept: Path) -> PiperModel:
    again = f"`matcue voices remove {kept.name}`, then add it again"
    return PiperModel(kept.name, kept / f"{kept.name}{MODEL}", _digests(kept), again)


def _digests(kept: Path) -> dict[str, str]:
    """Read the checksums in a folder; none where they are damaged."""
    try:
        told = json.loads(read_file(kept / CHECKSUMS))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


@contextmanager
def installing(name: str) -> Iterator[Path]:
    """Provide an empty folder for a new voice's files; install it on a clean exit, else delete it.

    Args:
        name: of the voice, as `NAME` allows.

    Raises:
        FileError: there is one of the name, or nothing can be written.
    """
    final = voices_folder() / name
    if os.path.lexists(final):
        raise FileError(name, f"it already exists; `matcue voices remove {name}` removes it")
    with file_errors(final):
        make_private(voices_folder())
    with file_errors(final), temporary_folder(voices_folder()) as folder:
        part = folder / name
        make_private(part)
        yield part
        _seal(part)
        part.rename(final)


def _seal(part: Path) -> None:
    """Write the checksums of a folder's files into it; keep all of it private, flush it to disk."""
    digests = {path.name: file_digest(path) for path in sorted(part.iterdir())}
    (part / CHECKSUMS).write_text(json.dumps(digests), encoding="utf-8")
    for path in part.iterdir():
        path.chmod(PRIVATE_FILE)
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def remove_model(name: str) -> None:
    """Remove a voice that was added, as a whole.

    Raises:
        FileError: it cannot be removed.
    """
    kept = voices_folder() / name
    with file_errors(kept), temporary_folder(voices_folder()) as part:
        shutil.rmtree(kept.rename(part / name))


PATIENCE: Final = 30.0
"""Seconds without a byte after which a server is taken to have stopped."""
STALLED: Final = "the server sends no more; try again later"
GLANCE: Final = 0.1
"""Seconds between two looks at what has arrived."""


def fetch(
    name: str, folder: Path, progress: Callable[[int, int], None], patience: float = PATIENCE
) -> None:
    """Download the model and the description of a published voice into a folder.

    Args:
        name: as Piper's list has it: `en_US-amy-medium`.
        folder: where to; what is left there after an error is of no use.
        progress: called now and then with the bytes that are there, and how many there will be.
        patience: seconds without a byte after which the server is taken to have stopped.

    Raises:
        VoiceNotFound: no voice of the name is published.
        FileError: it cannot be fetched, or is not what is published.
    """
    from piper import download_voices

    files = _published(name, download_voices.VOICES_JSON, patience)
    total = sum(size for size, _ in files.values())
    failed: list[Exception] = []

    def download() -> None:
        try:
            download_voices.download_voice(name, folder)
        except Exception as error:  # noqa: BLE001 - told below, in the thread that waits
            failed.append(error)

    thread = Thread(target=download, daemon=True)
    if not _watch(thread, folder, lambda now: progress(now, total), patience):
        raise FileError(name, STALLED)
    if failed:
        raise _unreachable(name, failed[0]) from failed[0]
    for file, (size, md5) in files.items():
        _check(name, folder / file, size, md5)


def _published(name: str, address: str, patience: float) -> dict[str, tuple[int, str]]:
    """Look up the size and MD5 of each file of a voice in the published list."""
    from urllib.request import urlopen  # it loads what no session needs

    def read() -> bytes:
        with urlopen(address, timeout=patience) as answer:  # noqa: S310 - Piper's own address
            told: bytes = answer.read(LARGEST)
        return told

    try:
        # each byte may take the server's patience, all of them together not
        known = {**json.loads(in_thread(read).result(patience))}
        if name not in known:
            raise VoiceNotFound(name, closest(name, known))
        entries = {path.rpartition("/")[2]: about for path, about in known[name]["files"].items()}
        files = (f"{name}{MODEL}", f"{name}{CONFIG}")
        return {file: (entries[file]["size_bytes"], entries[file]["md5_digest"]) for file in files}
    except TimeoutError as error:
        raise FileError(name, STALLED) from error
    except OSError as error:
        raise _unreachable(name, error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileError(
            name, "the list of Piper's voices cannot be read; try again later"
        ) from error


def _watch(
    download: Thread, folder: Path, progress: Callable[[int], None], patience: float
) -> bool:
    """Report how much is there until the download ends; return False when it has stalled."""
    there, since = -1, monotonic()
    download.start()
    while download.is_alive():
        download.join(GLANCE)
        now = sum(path.stat().st_size for path in folder.iterdir())
        if now != there:
            there, since = now, monotonic()
        elif monotonic() - since > patience:
            return False
        progress(now)
    return True


def _check(name: str, path: Path, size: int, md5: str) -> None:
    there = path.stat().st_size
    if there != size:
        raise FileError(name, f"only {there} of {size} bytes of {path.name} arrived; try again")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "md5").hexdigest() != md5:
            raise FileError(name, f"{path.name} is not what is published; try again later")


def _unreachable(name: str, error: Exception) -> FileError:
    from urllib.error import HTTPError

    reason = getattr(error, "reason", None) or error
    if isinstance(error, HTTPError):
        error.close()
    return FileError(
        name,
        f"it cannot be fetched ({reason}); try again when there is a network, or add a file: "
        "`matcue voices add FILE.onnx`",
    )
