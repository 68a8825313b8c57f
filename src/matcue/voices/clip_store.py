"""Clips kept as files, whole or not at all, as many as there is room for.

Several processes and threads may share a folder, and each may end at any moment: a file is written
beside and renamed, one that does not agree with itself counts as none, and what was left
half-written is cleared away later. Time is only ever told by the files themselves.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from matcue.atomic import PRIVATE_FILE
from matcue.errors import FileError, reason_of
from matcue.private import make_private
from matcue.reading import read_file
from matcue.voices.base import WrappingVoice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from matcue.voices.base import Voice


LIMIT: Final = 500_000_000
"""Bytes of all clips together: about an hour and a half of different sentences."""
STRIDE: Final = 10
"""The folder is looked through each time that this part of the limit, a tenth, has been written;
as much is made free then."""
STALE: Final = 60.0
"""Seconds after which a file that is still half-written was given up by its writer."""
_SUFFIX: Final = ".clip"
_OURS: Final = re.compile(r"[0-9a-f]{64}\.")
_SAMPLE: Final = 2
"""Bytes of a sample."""
_DIGEST: Final = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a folder of clips holds: how many, in how many bytes, of how many it may have."""

    folder: Path
    clips: int
    bytes: int
    limit: int


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    bytes: int
    used: float

    @property
    def whole(self) -> bool:
        return self.name.endswith(_SUFFIX)


class ClipStore:
    """Clips by key, in files; the least recently used ones go when there are too many.

    A file's name is the SHA-256 of the key; it holds the SHA-256 of the samples and then the
    samples, 16-bit little-endian. A folder that cannot be written costs the memory, never the
    session. Clips that were read or written through this object stay: where they alone fill the
    folder, no more are kept.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._room = 0
        self._full = False
        self._mine: set[str] = set()
        self._writing = Lock()

    def get(self, key: str) -> Pcm | None:
        """Return the clip under a key, read-only, if an intact one is kept."""
        path = self._folder / _name(key)
        if (samples := _read(path)) is None:
            return None
        self._mine.add(path.name)
        with suppress(OSError):
            os.utime(path)
        import numpy as np  # whoever only counts clips does without

        return np.frombuffer(samples, "<i2").astype(np.int16, copy=False)

    def put(self, key: str, clip: Pcm) -> None:
        """Store a clip under a key, if there is room."""
        if self._full:
            return
        samples = clip.astype("<i2", copy=False).tobytes()
        with self._writing, suppress(OSError):
            self._write(_name(key), hashlib.sha256(samples).digest() + samples)

    def kept(self) -> StoreInfo:
        """Report what the folder holds.

        Raises:
            FileError: the folder cannot be looked through.
        """
        clips = [file for file in self._files_told() if file.whole]
        return StoreInfo(self._folder, len(clips), sum(clip.bytes for clip in clips), self._limit)

    def damaged(self) -> int:
        """Count the clips that do not match their checksums; `get` treats them as missing.

        Raises:
            FileError: the folder cannot be looked through.
        """
        whole = (self._folder / file.name for file in self._files_told() if file.whole)
        return sum(_read(path) is None for path in whole)

    def clear(self) -> StoreInfo:
        """Remove every clip; return what there was.

        Raises:
            FileError: the folder cannot be looked through, or a clip stays.
        """
        kept = self.kept()
        for file in self._files_told():
            try:
                _delete(self._folder / file.name)
            except OSError as error:
                raise _told(self._folder, error) from error
        return kept

    def _write(self, name: str, raw: bytes) -> None:
        make_private(self._folder)
        beside = (self._folder / name).with_suffix(f".{uuid4().hex}.part")
        try:
            beside.touch(PRIVATE_FILE)
            beside.chmod(PRIVATE_FILE)
            beside.write_bytes(raw)
            # the new file tells the time: the folder's clock may differ from this machine's
            if self._has_room(len(raw), beside.stat().st_mtime):
                if (self._folder / name).is_dir():
                    _delete(self._folder / name)
                beside.replace(self._folder / name)
                self._mine.add(name)
                self._room -= len(raw)
        finally:
            beside.unlink(missing_ok=True)

    def _has_room(self, size: int, now: float) -> bool:
        """Tell whether so many bytes may be written; once there is no room, nothing more is."""
        if size > self._room:
            self._room = self._make_room(now)
            self._full = size > self._room
        return not self._full

    def _make_room(self, now: float) -> int:
        """Evict old files; return how many bytes may be written until the next look."""
        files = [*self._files()]
        for file in files:
            if not file.whole and now - file.used > STALE:
                self._remove(file)
        clips = sorted((file for file in files if file.whole), key=lambda clip: clip.used)
        stride = self._limit // STRIDE
        over = sum(clip.bytes for clip in clips) + stride - self._limit
        for clip in clips:
            if over <= 0:
                break
            if clip.name not in self._mine and self._remove(clip):
                over -= clip.bytes
        # `over` is still positive where too little could be evicted
        return min(stride, stride - over)

    def _remove(self, file: _File) -> bool:
        """Delete a file and tell whether it is gone; another process may have been first."""
        try:
            _delete(self._folder / file.name)
        except OSError:
            return False
        return True

    def _files(self) -> Iterator[_File]:
        """Yield every file of the store in the folder."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if _OURS.match(entry.name):
                    with suppress(FileNotFoundError):
                        stat = entry.stat()
                        yield _File(entry.name, stat.st_size, stat.st_mtime)

    def _files_told(self) -> list[_File]:
        try:
            return [*self._files()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _told(self._folder, error) from error


def _read(path: Path) -> bytes | None:
    """Read the samples in a file, if they match their checksum."""
    try:
        raw = read_file(path)
    except OSError:
        return None
    digest, samples = raw[:_DIGEST], raw[_DIGEST:]
    whole = samples and len(samples) % _SAMPLE == 0
    return samples if whole and hashlib.sha256(samples).digest() == digest else None


def _delete(path: Path) -> None:
    """Delete what has the name of a clip, if it is there; somebody may have put a folder there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _name(key: str) -> str:
    """Build the file name of a key."""
    return f"{hashlib.sha256(key.encode()).hexdigest()}{_SUFFIX}"


def _told(folder: Path, error: OSError) -> FileError:
    return FileError(str(folder), reason_of(error))


RENDERING: Final = "6"
"""Raised when the same speech is finished differently, so that older clips are left alone."""


class CachedVoice(WrappingVoice):
    """The voice it wraps, asked only for what is not kept yet.

    A clip is kept under all that its samples depend on: how matcue conditions speech, the voice's
    identity (engine and its version, model, speed), and the text.
    """

    def __init__(self, voice: Voice, store: ClipStore) -> None:
        super().__init__(voice)
        self._store = store

    def speak(self, text: str) -> Pcm:
        """Return the clip of `text`, from the store if an intact one is there.

        Raises:
            VoiceError: from the wrapped voice.
        """
        key = self._key(text)
        if (clip := self._store.get(key)) is None:
            clip = self._voice.speak(text)
            self._store.put(key, clip)
        return clip

    def known_frames(self, text: str) -> int | None:
        """Return the length of the clip of `text` if one is kept, or what the wrapped voice knows.

        Raises:
            VoiceError: the engine is missing.
        """
        clip = self._store.get(self._key(text))
        return self._voice.known_frames(text) if clip is None else len(clip)

    def _key(self, text: str) -> str:
        return f"{RENDERING}\0{self.identity}\0{text}"
