"""Where the words of a sentence are, for eyes that follow the voice."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from matcue.units import Frames, to_frames, to_seconds

if TYPE_CHECKING:
    from matcue.timeline.model import Cue

_EVERY_WORD: Final = 4
"""Letters' time that a word takes besides its letters."""
_PAUSE: Final = 12
"""Letters' time of a pause, after a word that ends with one of `_PAUSES`."""
_LAST: Final = 5
"""Letters' time by which the last word is drawn out."""
_PAUSES: Final = tuple(",;:.?!–—")


def word_starts(cue: Cue) -> tuple[tuple[Frames, str], ...]:
    """Split a spoken cue into words, each with the frame at which it is about to begin.

    A voice gives the time of a text and not of each word in it: the time of the cue, which is
    exact, is shared out by letters. The first word begins with the cue; none begins after its end.

    On 40 sentences of Piper that the rule was not made with, half the words are less than 60 ms
    off; on average they are 90 ms off, a tenth of them more than 0.2 s, the worst 0.6 s. Shared
    out evenly they would be 160 ms off. The reference is Whisper base plus 90 ms: it puts words
    that follow a pause so much too early, as can be seen in the waveform.
    """
    words = cue.sound.text.split()
    ends = list(accumulate(_time(word) for word in words))
    last = len(words) - 1
    whole = ends[last] + _LAST - _paused(words[last])
    starts = (Fraction(end, whole) for end in (0, *ends[:-1]))
    length = to_seconds(cue.frames)
    return tuple(
        (Frames(cue.start + to_frames(start * length)), word)
        for start, word in zip(starts, words, strict=True)
    )


def _time(word: str) -> int:
    """Estimate how long a word takes with the pause after it, in letters."""
    return _EVERY_WORD + sum(map(str.isalnum, word)) + _paused(word)


def _paused(word: str) -> int:
    return _PAUSE if word.endswith(_PAUSES) else 0
