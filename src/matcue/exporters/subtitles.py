"""Captions, chapters and transcripts as files: WebVTT, SubRip and LRC for players, text to read.

Players get times to the nearest millisecond, in LRC to the nearest hundredth of a second.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

from matcue.exporters.captions import captions, one_line, written
from matcue.exporters.metadata import milliseconds
from matcue.routine.enums import BRIEF
from matcue.timeline.model import Chime, Count
from matcue.units import clock, clock_parts, timestamp, to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.exporters.captions import Caption
    from matcue.timeline.model import Chapter, Cue, Sound, Timeline


BREAK: Final = Fraction(3)
"""Seconds without words from which on LRC shows an empty line."""

_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_UNMARKED: Final = str.maketrans({"<": "<\u2060", "{": "{\u2060"})
"""A word joiner, which nobody sees, keeps players from taking a text for a tag of theirs."""
_ROUND: Final = str.maketrans("[]", "()")
"""Square brackets are LRC's own."""


def vtt(timeline: Timeline, notice: str) -> str:
    """Write WebVTT: the captions, with the chapters' titles and `notice` as comments."""
    blocks = _vtt_head(timeline, notice)
    for section, shown in groupby(captions(timeline), lambda caption: caption.section):
        blocks.append(f"NOTE {_remark(timeline.chapters[section].title)}")
        blocks += [
            _vtt_cue(caption, "\n".join(caption.lines).translate(_ENTITIES)) for caption in shown
        ]
    return "\n\n".join(blocks) + "\n"


def chapters(timeline: Timeline, notice: str) -> str:
    """Write WebVTT of the kind `chapters`: each section's title, shown as long as the section."""
    titled = [
        _vtt_cue(chapter, one_line(chapter.title).translate(_ENTITIES))
        for chapter in timeline.chapters
        if milliseconds(chapter.start) < milliseconds(chapter.end)
    ]
    return "\n\n".join((*_vtt_head(timeline, notice), *titled)) + "\n"


def srt(timeline: Timeline, _notice: str) -> str:
    """Write SubRip: the captions, numbered; it has no place for anything else."""
    return "\n".join(
        f"{number}\n"
        f"{timestamp(caption.start, ',')} --> {timestamp(caption.end, ',')}\n"
        f"{_unmarked(caption.lines)}\n"
        for number, caption in enumerate(captions(timeline), 1)
    )


def lrc(timeline: Timeline, notice: str) -> str:
    """Write LRC: a line at each caption's start, an empty one where a longer silence begins."""
    head = {
        "ti": timeline.title,
        "ar": "matcue",
        "length": _minutes(timeline.frames).partition(".")[0],
        "re": "matcue",
        "#": notice,
    }
    lines = [f"[{name}:{one_line(text).translate(_ROUND)}]" for name, text in head.items()]
    shown = captions(timeline)
    nexts = [*(caption.start for caption in shown[1:]), timeline.frames]
    for caption, following in zip(shown, nexts, strict=False):
        lines.append(f"[{_minutes(caption.start)}]{caption.text.translate(_ROUND)}")
        if following - caption.end >= to_frames(BREAK):
            lines.append(f"[{_minutes(caption.end)}]")
    return "\n".join(lines) + "\n"


def _vtt_head(timeline: Timeline, notice: str) -> list[str]:
    remarks = (_remark(text) for text in (timeline.about, "Made with matcue.", notice))
    return [
        f"WEBVTT {_remark(timeline.title)}",
        "\n".join(("NOTE", *(remark for remark in remarks if remark))),
    ]


def _vtt_cue(shown: Caption | Chapter, text: str) -> str:
    return f"{timestamp(shown.start)} --> {timestamp(shown.end)}\n{text}"


def _unmarked(lines: tuple[str, ...]) -> str:
    """Join lines so that no player of SubRip takes them for a tag or for times."""
    return _arrowless("\n".join(lines)).translate(_UNMARKED)


def _remark(text: str) -> str:
    """Make a text fit for a comment of WebVTT, which may be anything but an arrow."""
    return _arrowless(one_line(text))


def _arrowless(text: str) -> str:
    return text.replace("-->", "→")


def _minutes(frames: int) -> str:
    """Format a position in minutes, as many as there are, seconds and hundredths."""
    minutes, seconds, hundredths = clock_parts(frames, 100)
    return f"{minutes:02}:{seconds:02}.{hundredths:02}"


def txt(timeline: Timeline, notice: str) -> str:
    """Write the words of each section under its title, as sentences of a paragraph.

    Chimes have lines of their own between them.
    """
    blocks = [_head(timeline)]
    for section, cues in groupby(timeline.cues, lambda cue: cue.section):
        blocks.append("\n".join((one_line(timeline.chapters[section].title), *_paragraphs(cues))))
    return "\n\n".join((*blocks, notice)) + "\n"


def timed(timeline: Timeline, notice: str) -> str:
    """Write a line for each sound, after its time, indented under the sections' titles."""
    width = len(clock(timeline.frames))
    lines: list[str] = []
    for section, cues in groupby(timeline.cues, lambda cue: cue.section):
        chapter = timeline.chapters[section]
        lines += ["", f"{clock(chapter.start):>{width}}  {one_line(chapter.title)}"]
        lines += [
            f"{clock(cue.start):>{width}}    {text}" for cue in cues if (text := written(cue.sound))
        ]
    return "\n".join((_head(timeline), *lines, "", notice)) + "\n"


def _head(timeline: Timeline) -> str:
    about = (one_line(timeline.title), one_line(timeline.about), clock(timeline.frames))
    return "\n".join(filter(None, about))


def _paragraphs(cues: Iterable[Cue]) -> Iterator[str]:
    """Yield words and chimes by turns, a line each; no beeps or ticks, which go with counts."""
    sounds = (cue.sound for cue in cues if cue.sound.text not in BRIEF)
    runs = [(kind, _run(kind, some)) for kind, some in groupby(sounds, type)]
    for _, some in groupby(runs, lambda run: run[0] is Chime):
        yield " ".join(text for _, text in some)


def _run(kind: type[Sound], sounds: Iterable[Sound]) -> str:
    """Join sounds of one kind on one line."""
    texts = map(written, sounds)
    return f"{', '.join(texts)}…" if kind is Count else " ".join(texts)
