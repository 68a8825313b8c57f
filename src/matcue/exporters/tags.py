"""Metadata written by mutagen into a file whose sound is complete.

The loudness of a session is not known before all of it was written.
"""

# mypy: allow-untyped-calls
from __future__ import annotations

from base64 import b64encode
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from mutagen import MutagenError
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, MP4Cover
from mutagen.ogg import OggPage
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from matcue.exporters.metadata import COVER, DEPTH, ENCODER, vorbis_comments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.exporters.metadata import Metadata

_MP4: Final = {
    "title": "©nam",
    "artist": "©ART",
    "album": "©alb",
    "genre": "©gen",
    "date": "©day",
    "comment": "©cmt",
}
_APPLE: Final = "----:com.apple.iTunes:"
"""How the name of a tag begins that the format has none for."""
_AUDIOBOOK: Final = 2
"""The kind of media, as Apple counts them."""
_SERIAL: Final = 1
"""The number of the one stream in a file."""


@contextmanager
def _system_errors() -> Iterator[None]:
    """Raise mutagen's errors that are not `OSError` as `OSError`, as `Writer` promises."""
    try:
        yield
    except MutagenError as error:
        raise OSError(f"the tags cannot be written: {error}") from error


def tag_mp4(path: Path, metadata: Metadata) -> None:
    """Tag an M4A file, with its words and its cover.

    Raises:
        OSError: the file cannot be written.
    """
    _tag_mp4(path, metadata, {})


def tag_audiobook(path: Path, metadata: Metadata) -> None:
    """Tag an M4B file like M4A, and mark it as an audiobook.

    Raises:
        OSError: the file cannot be written.
    """
    _tag_mp4(path, metadata, {"stik": [_AUDIOBOOK]})


@_system_errors()
def _tag_mp4(path: Path, metadata: Metadata, kind: dict[str, list[int]]) -> None:
    file = MP4(path)
    for name, text in metadata.texts.items():
        file[_MP4[name]] = text
    file["©too"] = ENCODER
    if metadata.words:
        file["©lyr"] = metadata.words
    gains = {name.lower(): text for name, text in metadata.replay_gain.items()}
    for name, text in (gains | metadata.sound_check).items():
        file[_APPLE + name] = text.encode()
    if metadata.cover:
        file["covr"] = [MP4Cover(metadata.cover, MP4Cover.FORMAT_PNG)]
    file.update(kind)
    file.save()


@_system_errors()
def tag_flac(path: Path, metadata: Metadata) -> None:
    """Tag a FLAC file, with its chapters, its words and its cover.

    Raises:
        OSError: the file cannot be written.
    """
    file = FLAC(path)
    _comment(file, vorbis_comments(metadata) | metadata.replay_gain)
    if metadata.cover:
        file.add_picture(_picture(metadata))
    file.save()


@_system_errors()
def tag_opus(path: Path, metadata: Metadata) -> None:
    """Tag an Opus file, with its chapters, its words and its cover.

    Raises:
        OSError: the file cannot be written.
    """
    file = OggOpus(path)
    _comment(file, vorbis_comments(metadata) | metadata.r128_gain | _commented_picture(metadata))
    file.save()


@_system_errors()
def tag_ogg(path: Path, metadata: Metadata) -> None:
    """Tag an Ogg Vorbis file like Opus, and make its random stream serial number a fixed one.

    Raises:
        OSError: the file cannot be written.
    """
    _number(path)
    file = OggVorbis(path)
    _comment(file, vorbis_comments(metadata) | metadata.replay_gain | _commented_picture(metadata))
    file.save()


def _picture(metadata: Metadata) -> Picture:
    """Build the cover as a picture of FLAC (RFC 9639, section 8.8)."""
    cover = Picture()
    cover.data, cover.type, cover.mime = metadata.cover, COVER, "image/png"
    cover.width, cover.height, cover.depth = metadata.cover_size, metadata.cover_size, DEPTH
    return cover


def _commented_picture(metadata: Metadata) -> dict[str, str]:
    """Build the Vorbis comment of the cover, that picture in base 64; none without a cover."""
    if not metadata.cover:
        return {}
    return {"METADATA_BLOCK_PICTURE": b64encode(_picture(metadata).write()).decode()}


def _comment(file: FLAC | OggOpus | OggVorbis, comments: dict[str, str]) -> None:
    tags: Any = file.tags
    tags.clear()
    tags.update(comments)


def _number(path: Path) -> None:
    """Set the serial number on every page of the one stream; the file keeps its length."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        while (start := file.tell()) < size:
            page = OggPage(file)
            page.serial = _SERIAL
            file.seek(start)
            file.write(page.write())
