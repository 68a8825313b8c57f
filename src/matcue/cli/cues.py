"""Cues as they are told: numbers that follow each other together, chimes by their names."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from matcue.timeline.document import kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.timeline.model import Cue


CHIMES: Final = {
    "hold-start": "chime: begin",
    "hold-end": "chime: it is over",
    "next-phase": "chime: next part",
    "change-side": "chime: other side",
    "finish": "chime: the end",
    "beep": "beep",
    "tick": "tick",
}


def runs(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Group cues: each one alone, but numbers, beeps and ticks that follow each other together."""

    def counted(cue: Cue) -> bool:
        return kind(cue.sound) == "count" or cue.sound.text in {"beep", "tick"}

    # any other cue has a key of its own, its index; negative, for an index of 1 would equal True
    for _, run in groupby(enumerate(cues), key=lambda at: counted(at[1]) or -at[0]):
        yield [cue for _, cue in run]


def sound_texts(run: Iterable[Cue]) -> tuple[str, str]:
    """Join what is spoken in a run, and the chimes that sound with it; either may be empty."""
    spoken, rung = [], dict[str, None]()
    for cue in run:
        if kind(cue.sound) == "chime":
            rung[CHIMES.get(cue.sound.text, cue.sound.text)] = None
        else:
            spoken.append(cue.sound.text)
    return ", ".join(spoken), ", ".join(rung)
