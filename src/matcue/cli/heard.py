"""What is heard, in words: each sound on its own, but what is counted in a row together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from matcue.studio import Cue, kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHIMES: Final = {
    "hold-start": "chime: begin",
    "hold-end": "chime: it is over",
    "change-side": "chime: other side",
    "finish": "chime: the end",
    "beep": "beep",
}


def runs(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Cues one by one, but numbers and beeps that follow each other together."""

    def counted(cue: Cue) -> bool:
        return kind(cue.sound) == "count" or cue.sound.text == "beep"

    for _, run in groupby(enumerate(cues), key=lambda at: counted(at[1]) or -at[0]):
        yield [cue for _, cue in run]


def texts(run: Iterable[Cue]) -> tuple[str, str]:
    """What is spoken in a run, and which chimes sound with it; either may be empty."""
    spoken, rung = [], dict[str, None]()
    for cue in run:
        if kind(cue.sound) == "chime":
            rung[CHIMES.get(cue.sound.text, cue.sound.text)] = None
        else:
            spoken.append(cue.sound.text)
    return ", ".join(spoken), ", ".join(rung)
