"""HTML: one page that plays the session, with the sound inside and no request to anywhere.

The sound is M4A, because it lists where its packets are. In it Chromium finds every chapter to the
sample; in an MP3 of constant bit rate it is late, by 4 ms more for each minute of the session.
"""

from __future__ import annotations

import base64
import hashlib
from contextlib import ExitStack, closing
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.atomic import temporary_beside
from matcue.exporters.ffmpeg import m4a
from matcue.exporters.metadata import ENCODER
from matcue.timeline.model import SPOKEN
from matcue.timeline.queries import counted_down, titles_ahead
from matcue.timeline.word_timing import word_starts
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from matcue.audio.samples import Pcm
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.writer import RecordingSpec
    from matcue.timeline.model import Chapter, Cue, Timeline

_HERE: Final = Path(__file__).parent
_CHUNK: Final = 3 << 14
"""Bytes read at a time; of a multiple of three, base64 can be written end to end."""
_TEXT: Final = _CHUNK // 3 * 4
"""As many in base64."""
_SOUND: Final = b' src="data:audio/mp4;base64,'
"""What the sound comes after."""


class PageWriter:
    """The `Writer` of the page: first the sound, in a file beside, then the page around it.

    Raises:
        OSError: the file cannot be opened, or FFmpeg lacks the encoder.
    """

    def __init__(self, part: Path, spec: RecordingSpec) -> None:
        self._part = part
        with ExitStack() as stack:
            self._sound = stack.enter_context(temporary_beside(part))
            self._encoder = stack.enter_context(closing(m4a(self._sound, spec)))
            self.rate = self._encoder.rate
            self._open = stack.pop_all()

    def write(self, pcm: Pcm) -> None:
        """Encode the next samples into the temporary M4A file; see `Writer.write`."""
        self._encoder.write(pcm)

    def finish(self, metadata: Metadata) -> None:
        """Finish the sound and write the page with it inside; see `Writer.finish`."""
        self._encoder.finish(metadata)
        with self._sound.open("rb") as sound, self._part.open("wb") as page:
            page.writelines(text.encode() for text in _written(metadata, _base64(sound)))

    def close(self) -> None:
        """Close the encoder and remove the temporary sound file; see `Writer.close`."""
        self._open.close()


def _written(metadata: Metadata, sound: Iterator[str]) -> Iterator[str]:
    """Render the page, a piece at a time; all that people wrote is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    loader = FileSystemLoader(_HERE)
    room = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    style, script = ((_HERE / f"session.{kind}").read_text("utf-8") for kind in ("css", "js"))
    return room.get_template("session.html").generate(
        session=_session(metadata.timeline),
        length=clock(metadata.timeline.frames),
        comment=metadata.comment,
        date=metadata.date,
        encoder=ENCODER,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own
        script=Markup(script),  # noqa: S704 - our own
        sound=sound,
    )


def _policy(style: str, script: str) -> str:
    """Build the Content Security Policy: only the page's own style, script and sound may load."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "media-src blob: data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _base64(file: BinaryIO) -> Iterator[str]:
    """Encode a file in base64, a chunk at a time."""
    while chunk := file.read(_CHUNK):
        yield base64.b64encode(chunk).decode()


def _session(timeline: Timeline) -> dict[str, object]:
    """Collect the data for the page's script; positions are frames from 0, ends exclusive."""
    sections = [chapter.section for chapter in timeline.chapters]
    return {
        "title": timeline.title,
        "rate": timeline.rate,
        "frames": timeline.frames,
        "sections": [
            _section(chapter, titles_ahead(sections[i:]))
            for i, chapter in enumerate(timeline.chapters)
        ],
        "cues": [_cue(cue) for cue in timeline.cues if isinstance(cue.sound, SPOKEN)],
    }


def _section(chapter: Chapter, following: tuple[str, ...]) -> dict[str, object]:
    return {
        "title": chapter.title,
        "clock": clock(chapter.start),
        "start": chapter.start,
        "times": [{"start": time.start, "end": time.end} for time in counted_down(chapter)],
        "coming": following,
    }


def _cue(cue: Cue) -> dict[str, object]:
    return {
        "start": cue.start,
        "end": cue.end,
        "section": cue.section,
        "words": [{"start": start, "text": word} for start, word in word_starts(cue)],
    }


def unpack(page: Path, sound: BinaryIO) -> None:
    """Extract the sound inside a page into an open file.

    Raises:
        ValueError: there is none.
    """
    with page.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        start = text.find(_SOUND) + len(_SOUND)
        end = text.find(b'"', start)
        if start < len(_SOUND) or end < 0:
            raise ValueError("no sound")
        pieces = (text[at : min(at + _TEXT, end)] for at in range(start, end, _TEXT))
        sound.writelines(base64.b64decode(piece, validate=True) for piece in pieces)
