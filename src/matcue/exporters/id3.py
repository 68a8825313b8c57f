"""The ID3v2.3 tag that goes before MP3 audio.

Our own, because FFmpeg's puts the comment where players do not look, and loses all but the
remainder by 256 of the chapters in its table of contents; and because mutagen sorts frames by their
size, so that programs that take chapters as they come would have them out of order. 2.3, because
FFmpeg reads sizes inside a chapter of 2.4 as plain numbers, and loses those with long names.
"""

from __future__ import annotations

import os
import struct
from codecs import BOM_UTF16_LE
from typing import TYPE_CHECKING, Final

from matcue.exporters.metadata import COVER, ENCODER, milliseconds, spoken_cues

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.exporters.metadata import Metadata
    from matcue.timeline.model import Chapter, Cue, Timeline

_LATIN: Final = b"\0"
_UTF16: Final = b"\1"
"""What a text that is not ASCII is in, with a mark of the order of its bytes: 2.3 has no UTF-8."""
_LANGUAGE: Final = b"eng"
_TEXTS: Final = {
    "title": "TIT2",
    "artist": "TPE1",
    "album": "TALB",
    "genre": "TCON",
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
    return name.encode() + struct.pack(">I", len(body)) + b"\0\0" + body


def _encoding(*texts: str) -> bytes:
    """Return the mark of the encoding that all of these texts can have."""
    return _LATIN if all(map(str.isascii, texts)) else _UTF16


def _encoded(text: str, encoding: bytes) -> bytes:
    return text.encode("ascii") if encoding == _LATIN else BOM_UTF16_LE + text.encode("utf-16-le")


def _ended(text: str, encoding: bytes) -> bytes:
    return _encoded(text, encoding) + b"\0" * (1 + (encoding == _UTF16))


def _text(name: str, text: str) -> bytes:
    encoding = _encoding(text)
    return _frame(name, encoding + _encoded(text, encoding))


def _date(date: str) -> bytes:
    """Build the frames of a date YYYY-MM-DD: the year (TYER), then day and month (TDAT)."""
    if not date:
        return b""
    year, month, day = date.split("-")
    return _text("TYER", year) + _text("TDAT", f"{day}{month}")


def _described(name: str, text: str, description: str = "", language: bytes = b"") -> bytes:
    """Build a frame of a text with a description: COMM and USLT in a language, TXXX without."""
    encoding = _encoding(text, description)
    told = _ended(description, encoding) + _encoded(text, encoding)
    return _frame(name, encoding + language + told)


def _timed_words(timeline: Timeline) -> bytes:
    """Build the frame (SYLT) of all that is said, with each line's start in milliseconds."""
    cues = tuple(spoken_cues(timeline))
    encoding = _encoding(*(cue.sound.text for cue in cues))
    lines = b"".join(_line(cue, encoding) for cue in cues)
    head = encoding + _LANGUAGE + bytes([_MILLISECONDS, _LYRICS]) + _ended("", encoding)
    return _frame("SYLT", head + lines) if cues else b""


def _line(cue: Cue, encoding: bytes) -> bytes:
    """Encode a line and when it begins; by the standard, a line feed marks that it is new."""
    return _ended(f"\n{cue.sound.text}", encoding) + struct.pack(">I", milliseconds(cue.start))


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


def id3(metadata: Metadata) -> bytes:
    """Build the tag: texts, loudness, contents, chapters and words to the millisecond, cover."""
    texts, timeline = metadata.texts, metadata.timeline
    names = [b"ch%d" % number for number in range(len(timeline.chapters))]
    body = b"".join(
        [
            *(_text(frame, texts[name]) for name, frame in _TEXTS.items()),
            _date(texts["date"]),
            _text("TSSE", ENCODER),
            _described("COMM", metadata.comment, language=_LANGUAGE),
            *(_described("TXXX", text, name) for name, text in metadata.replay_gain.items()),
            _contents(names),
            *map(_chapter, names, timeline.chapters),
            _described("USLT", metadata.words, language=_LANGUAGE) if metadata.words else b"",
            _timed_words(timeline),
            _cover(metadata.cover),
        ]
    )
    return b"ID3\x03\0\0" + _size(len(body)) + body


def tag_mp3(path: Path, metadata: Metadata) -> None:
    """Insert the ID3 tag before the audio, which moves towards the file's end.

    Raises:
        OSError: the file cannot be written.
    """
    head = id3(metadata)
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
