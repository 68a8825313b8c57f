"""What is heard as text to read: a transcript, and one with the time of each line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from matcue.exporters.captions import one_line, written
from matcue.routine.enums import Chimes
from matcue.timeline.model import Chime, Count
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.timeline.model import Cue, Sound, Timeline


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
    """Yield words and chimes by turns, a line each; no beeps, which only underline counts."""
    sounds = (cue.sound for cue in cues if cue.sound.text != Chimes.BEEP)
    runs = [(kind, _run(kind, some)) for kind, some in groupby(sounds, type)]
    for _, some in groupby(runs, lambda run: run[0] is Chime):
        yield " ".join(text for _, text in some)


def _run(kind: type[Sound], sounds: Iterable[Sound]) -> str:
    """Join sounds of one kind on one line."""
    texts = map(written, sounds)
    return f"{', '.join(texts)}…" if kind is Count else " ".join(texts)
