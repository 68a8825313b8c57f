"""The ID3v2.4 tag that goes before MP3 audio.

Our own, because FFmpeg's puts the comment where players do not look, and loses all but the
remainder by 256 of the chapters in its table of contents.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from matcue.exporters.tags import ENCODER, milliseconds

if TYPE_CHECKING:
    from matcue.exporters.tags import Label
    from matcue.timeline.model import Chapter

_UTF8: Final = b"\x03"
_TEXTS: Final = {"title": "TIT2", "artist": "TPE1", "album": "TALB", "genre": "TCON"}
_MOST: Final = 255
"""Entries of one table of contents."""
_TOP_LEVEL: Final = 2
_ORDERED: Final = 1
_NO_OFFSET: Final = 0xFFFFFFFF


def _size(count: int) -> bytes:
    """Four bytes of seven bits, so that a size is never taken for the start of audio."""
    return bytes(count >> shift & 0x7F for shift in (21, 14, 7, 0))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + _size(len(body)) + b"\0\0" + body


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF8 + text.encode())


def _comment(text: str) -> bytes:
    """A comment without a description, the one that players show."""
    return _frame("COMM", _UTF8 + b"eng" + b"\0" + text.encode())


def _named(name: str, text: str) -> bytes:
    """A text under a name of its own."""
    return _frame("TXXX", _UTF8 + name.encode() + b"\0" + text.encode())


def _chapter(name: bytes, chapter: Chapter) -> bytes:
    times = (milliseconds(chapter.start), milliseconds(chapter.end), _NO_OFFSET, _NO_OFFSET)
    body = name + b"\0" + struct.pack(">4I", *times)
    return _frame("CHAP", body + _text("TIT2", chapter.title))


def _table(name: bytes, flags: int, entries: list[bytes]) -> bytes:
    listed = b"".join(entry + b"\0" for entry in entries)
    return _frame("CTOC", name + b"\0" + bytes([flags, len(entries)]) + listed)


def _contents(chapters: list[bytes]) -> bytes:
    """One table of all chapters, or, when they are too many for one, a table of tables."""
    if len(chapters) <= _MOST:
        return _table(b"toc", _TOP_LEVEL | _ORDERED, chapters)
    starts = range(0, len(chapters), _MOST)
    parts = {b"toc%d" % start: chapters[start : start + _MOST] for start in starts}
    top = _table(b"toc", _TOP_LEVEL | _ORDERED, list(parts))
    return top + b"".join(_table(name, _ORDERED, part) for name, part in parts.items())


def id3(label: Label) -> bytes:
    """The whole tag: texts, loudness, contents and chapters, to the nearest millisecond."""
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
        ]
    )
    return b"ID3\x04\0\0" + _size(len(body)) + body
