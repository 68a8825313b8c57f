"""The ID3v2.4 tag that goes before MP3 audio.

Our own, because FFmpeg's puts the comment where players do not look, and loses all but the
remainder by 256 of the chapters in its table of contents.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, Final

from matcue.exporters.metadata import COVER, ENCODER, milliseconds, spoken_cues

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.exporters.metadata import Metadata
    from matcue.timeline.model import Chapter, Cue, Timeline

_UTF8: Final = b"\x03"
_LANGUAGE: Final = b"eng"
_TEXTS: Final = {
    "title": "TIT2",
    "artist": "TPE1",
    "album": "TALB",
    "genre": "TCON",
    "date": "TDRC",
}
_MOST: Final = 255
"""Entries of one table of contents."""
_MILLISECONDS: Final = 2
_LYRICS: Final = 1
_TOP_LEVEL: Final = 2
_ORDERED: Final = 1
_NO_OFFSET: Final = 0xFFFFFFFF
_CHUNK: Final = 1 << 20
"""Bytes that are moved at a time."""


def _size(count: int) -> bytes:
    """Encode a size as four bytes of seven bits, so that it is never taken for audio's start."""
    return bytes(count >> shift & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + _size(len(body)) + b"\0\0" + body


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF8 + text.encode())


def _comment(text: str) -> bytes:
    """Build a comment frame without a description, the one that players show."""
    return _frame("COMM", _UTF8 + _LANGUAGE + b"\0" + text.encode())


def _named(name: str, text: str) -> bytes:
    """Build a text frame (TXXX) under a name of its own."""
    return _frame("TXXX", _UTF8 + name.encode() + b"\0" + text.encode())


def _words(label: Metadata) -> bytes:
    """Build the lyrics frame (USLT): all that is said, as one text."""
    return _frame("USLT", _UTF8 + _LANGUAGE + b"\0" + label.words.encode()) if label.words else b""


def _timed_words(timeline: Timeline) -> bytes:
    """Build the frame (SYLT) of all that is said, with each line's start in milliseconds."""
    lines = b"".join(map(_line, spoken_cues(timeline)))
    head = _UTF8 + _LANGUAGE + bytes([_MILLISECONDS, _LYRICS]) + b"\0"
    return _frame("SYLT", head + lines) if lines else b""


def _line(cue: Cue) -> bytes:
    """Encode a line and when it begins; by the standard, a line feed marks that it is new."""
    return f"\n{cue.sound.text}\0".encode() + struct.pack(">I", milliseconds(cue.start))


def _cover(cover: bytes) -> bytes:
    picture = b"\0image/png\0" + bytes([COVER]) + b"\0" + cover
    return _frame("APIC", picture) if cover else b""


def _chapter(name: bytes, chapter: Chapter) -> bytes:
    times = (milliseconds(chapter.start), milliseconds(chapter.end), _NO_OFFSET, _NO_OFFSET)
    body = name + b"\0" + struct.pack(">4I", *times)
    return _frame("CHAP", body + _text("TIT2", chapter.title))


def _table(name: bytes, flags: int, entries: list[bytes]) -> bytes:
    listed = b"".join(entry + b"\0" for entry in entries)
    return _frame("CTOC", name + b"\0" + bytes([flags, len(entries)]) + listed)


def _contents(chapters: list[bytes]) -> bytes:
    """Build one table of contents of all chapters, or a table of tables if they are too many."""
    if len(chapters) <= _MOST:
        return _table(b"toc", _TOP_LEVEL | _ORDERED, chapters)
    starts = range(0, len(chapters), _MOST)
    parts = {b"toc%d" % start: chapters[start : start + _MOST] for start in starts}
    top = _table(b"toc", _TOP_LEVEL | _ORDERED, list(parts))
    return top + b"".join(_table(name, _ORDERED, part) for name, part in parts.items())


def id3(label: Metadata) -> bytes:
    """Build the tag: texts, loudness, contents, chapters and words to the millisecond, cover."""
    texts, timeline = label.texts, label.timeline
    names = [b"ch%d" % number for number in range(len(timeline.chapters))]
    body = b"".join(
        [
            *(_text(frame, texts[name]) for name, frame in _TEXTS.items()),
            _text("TSSE", ENCODER),
            _comment(label.comment),
            *(_named(name, text) for name, text in label.replay_gain.items()),
            _contents(names),
            *map(_chapter, names, timeline.chapters),
            _words(label),
            _timed_words(timeline),
            _cover(label.cover),
        ]
    )
    return b"ID3\x04\0\0" + _size(len(body)) + body


def label_mp3(path: Path, label: Metadata) -> None:
    """Insert the ID3 tag before the audio, which moves towards the file's end.

    Raises:
        OSError: the file cannot be written.
    """
    head = id3(label)
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        # Backwards, so that no chunk is overwritten before it has been moved.
        for start in reversed(range(0, size, _CHUNK)):
            file.seek(start)
            chunk = file.read(_CHUNK)
            file.seek(start + len(head))
            file.write(chunk)
        file.seek(0)
        file.write(head)
