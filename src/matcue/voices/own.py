"""The Piper voices that a person added: a folder for each, whole, with checksums."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcue.errors import FileError, reason_of
from matcue.paths import voices_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MODEL: Final = ".onnx"
CONFIG: Final = ".onnx.json"
CHECKSUMS: Final = "checksums.json"
NAME: Final = re.compile(r"\w[\w.+-]{0,79}")
"""What a voice of one's own may be called."""
STALE: Final = 86_400.0
"""Seconds, a day, after which a folder that is still half-made was given up."""


@dataclass(frozen=True, slots=True)
class Model:
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
        """Nothing, if the files are what they should be.

        Raises:
            ValueError: one has changed, or cannot be read, or nothing tells what they should be.
        """
        if not self.digests:
            raise ValueError(f"its {CHECKSUMS} is damaged; {self.remedy}")
        for name in self.digests:
            self.check_file(name)

    def check_file(self, name: str) -> None:
        """As `check`, for one file; of a file without a checksum nothing is known."""
        path = self.path.with_name(name)
        try:
            changed = name in self.digests and digest(path) != self.digests[name]
        except OSError as error:
            raise ValueError(f"{name}: {reason_of(error)}; {self.remedy}") from error
        if changed:
            raise ValueError(f"{name} has changed; {self.remedy}")


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def models() -> tuple[Model, ...]:
    """The voices of one's own, by name; damaged ones too, which `check` tells."""
    return tuple(_model(kept) for kept in sorted(voices_folder().glob("[!.]*/")))


def _model(kept: Path) -> Model:
    again = f"`matcue voices remove {kept.name}`, then add it again"
    return Model(kept.name, kept / f"{kept.name}{MODEL}", _digests(kept), again)


def _digests(kept: Path) -> dict[str, str]:
    """The checksums in a folder; none where they are damaged."""
    try:
        told = json.loads((kept / CHECKSUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


@contextmanager
def adding(name: str) -> Iterator[Path]:
    """An empty folder for the files of a new voice; on a clean exit they are the voice, else gone.

    Args:
        name: of the voice, as `NAME` allows.

    Raises:
        FileError: there is one of the name, or nothing can be written.
    """
    final = voices_folder() / name
    if os.path.lexists(final):
        raise FileError(name, f"it is there already; `matcue voices remove {name}` removes it")
    part = voices_folder() / f".{secrets.token_hex(6)}.part"
    try:
        part.mkdir(parents=True)
        _sweep(part.stat().st_mtime)
        yield part
        _seal(part)
        part.rename(final)
    except OSError as error:
        raise FileError(str(final), reason_of(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _sweep(now: float) -> None:
    """Clear away what others began and never ended."""
    for part in voices_folder().glob(".*.part"):
        with suppress(OSError):
            if now - part.stat().st_mtime > STALE:
                shutil.rmtree(part)


def _seal(part: Path) -> None:
    """Write the checksums of what is in a folder beside it, and all of it to the disk."""
    digests = {path.name: digest(path) for path in sorted(part.iterdir())}
    (part / CHECKSUMS).write_text(json.dumps(digests), encoding="utf-8")
    for path in part.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def remove(name: str) -> None:
    """Take a voice of one's own away, whole.

    Raises:
        FileError: it cannot be removed.
    """
    gone = voices_folder() / f".{secrets.token_hex(6)}.part"
    try:
        (voices_folder() / name).rename(gone)
        shutil.rmtree(gone)
    except OSError as error:
        raise FileError(str(voices_folder() / name), reason_of(error)) from error
