"""What is heard as captions: lines that a person can read while it is heard.

The figures are those of Netflix's “Timed Text Style Guide”: two lines of 42 characters, twenty
characters a second for adults, five sixths of a second at least.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.exporters.metadata import milliseconds
from matcue.routine.enums import Chimes
from matcue.timeline.model import Chime
from matcue.units import Frames, to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.timeline.model import Cue, Sound, Timeline

WIDEST: Final = 42
"""Characters of a line at most; a longer word has a line of its own."""
SPEED: Final = 20
"""Characters that are read in a second."""
SHORTEST: Final = Fraction(5, 6)
"""Seconds that a caption is shown at least."""
BELLS: Final[dict[str, str]] = {
    Chimes.START: "[bell: begin]",
    Chimes.END: "[bell: it is over]",
    Chimes.PHASE: "[bell: next part]",
    Chimes.SIDE: "[bell: other side]",
    Chimes.FINISH: "[bell: the end]",
    Chimes.BEEP: "[beep]",
    Chimes.TICK: "[tick]",
}
"""How a chime is written, by what it tells."""

_ENDING: Final = frozenset(".,;:!?…—–)")
_JOINING: Final = frozenset(
    "after and as at before but by for from if in into like or over than then through to toward "
    "under until when where which while with without".split()
)
"""Words that a line may well begin with."""
_CLINGING: Final = _JOINING | frozenset(
    "a an each every her his its my no one our that the their these this those your".split()
)
"""Words that a line should not end with."""
_UNSEEN: Final = frozenset({"Cc", "Cs"})
"""The categories of characters that are none to read: controls and halves of pairs."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines that are shown from a frame on; `end` is exclusive. `section` is the cues' own."""

    start: Frames
    end: Frames
    lines: tuple[str, ...]
    section: int

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(self.lines)


def captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Make captions of everything heard, in order, each starting in a millisecond of its own.

    Each is shown from the start of its sound to its end, or as long as it takes to read if that is
    longer, but never into the next one. A chime that sounds under words is written after them. A
    sentence of more than two lines has several captions, each as long as its share of the letters.
    """
    shown: list[Caption] = []
    spoken = 0
    for cue in timeline.cues:
        rung = isinstance(cue.sound, Chime)
        for part in _parts(cue):
            if shown and (_at_once(shown[-1], part) or (rung and part.start < spoken)):
                shown[-1] = _joined(shown[-1], part)
            else:
                shown.append(part)
        spoken = spoken if rung else cue.end
    nexts = [caption.start for caption in shown[1:]]
    return tuple(_timed(caption, end) for caption, end in zip_longest(shown, nexts))


def written(sound: Sound) -> str:
    """Write a sound on one line: words as they are in the routine, a chime in brackets.

    >>> written(Chime("hold-start")), written(Chime("gong.wav"))
    ('[bell: begin]', '[gong]')
    """
    if isinstance(sound, Chime):
        return BELLS.get(sound.text, f"[{one_line(Path(sound.text).stem)}]")
    return one_line(sound.text)


def one_line(text: str) -> str:
    r"""Put a text on one line, without characters that cannot be seen.

    >>> one_line("Breathe\n in,\x07 \u2028and out.")
    'Breathe in, and out.'
    """
    words = " ".join(text.split())
    return "".join(c for c in words if unicodedata.category(c) not in _UNSEEN).strip()


def wrapped(text: str) -> tuple[tuple[str, ...], ...]:
    """Split a text into captions of one or two lines each, broken where it reads well.

    >>> wrapped("Move gently, and stop at once if pain is sharp, gets worse, or spreads.")
    (('Move gently, and stop at once', 'if pain is sharp, gets worse, or spreads.'),)
    """
    cuts = [*_cuts(text)]
    if len(text) <= WIDEST or not cuts:
        return ((text,),)
    if fitting := [cut for cut in cuts if max(map(len, cut)) <= WIDEST]:
        return (min(fitting, key=_clumsiness),)
    first, second = min(cuts, key=_clumsiness)
    return (*wrapped(first), *wrapped(second))


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way to break a text in two between its words."""
    for i, character in enumerate(text):
        if character == " ":
            yield text[:i], text[i + 1 :]


def _clumsiness(cut: tuple[str, str]) -> int:
    """Score how badly two lines read, in characters of difference between their lengths."""
    first, second = cut
    uneven = abs(len(first) - len(second))
    if first[-1] in _ENDING:
        return uneven - WIDEST // 2
    if first.rpartition(" ")[2].lower() in _CLINGING:
        return uneven + WIDEST // 2
    return uneven - WIDEST // 4 * (second.partition(" ")[0].lower() in _JOINING)


def _parts(cue: Cue) -> Iterator[Caption]:
    """Yield the captions of a cue, spread over its duration; none where nothing can be read."""
    text = written(cue.sound)
    if not text:
        return
    pages = wrapped(text)
    lengths = [sum(map(len, lines)) for lines in pages]
    ends = [sum(lengths[: i + 1]) for i in range(len(pages))]
    places = [Frames(cue.start + cue.frames * end // ends[-1]) for end in (0, *ends)]
    for lines, (start, end) in zip(pages, pairwise(places), strict=True):
        yield Caption(start, end, lines, cue.section)


def _at_once(caption: Caption, other: Caption) -> bool:
    """Tell whether two captions begin in the same millisecond."""
    return milliseconds(caption.start) == milliseconds(other.start)


def _joined(caption: Caption, other: Caption) -> Caption:
    """Merge two captions into one."""
    *lines, last = caption.lines
    (together, *more) = wrapped(f"{last} {other.text}")
    lines += [line for page in (together, *more) for line in page]
    return replace(caption, end=max(caption.end, other.end), lines=tuple(lines))


def _timed(caption: Caption, end: Frames | None) -> Caption:
    """Set a caption's end so that there is time to read it, but not past `end` if it has one."""
    needed = max(SHORTEST, Fraction(len(caption.text), SPEED))
    until = max(caption.end, Frames(caption.start + to_frames(needed)))
    return replace(caption, end=until if end is None else min(until, end))
