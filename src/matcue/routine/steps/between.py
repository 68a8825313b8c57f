"""The keys of what stands between stretches: words, pauses, rests, chimes, waits."""

from __future__ import annotations

from matcue.routine.exercise import Frozen
from matcue.routine.field_types import ChimeChoice, Seconds, Text, TextOrNone


class SayStep(Frozen):
    """Words of the author's own."""

    say: Text
    """What is said, sentence by sentence, with a pause after each."""
    for_: Seconds | None = None
    """How long it lasts from its first word to the next step, exactly: quiet after the words. They
    are never cut, so where they need longer it is as long as they are. Neither the pace nor `--fit`
    nor `--level` changes it. Without it, as long as the words."""


class PauseStep(Frozen):
    """Quiet."""

    pause: Seconds
    """How long nothing is heard, not a word and no bell; a bed goes on. Neither the pace nor
    `--fit` nor `--level` changes it."""


class RestStep(Frozen):
    """Time to rest."""

    rest: Seconds
    """How long it is quiet after the words. The pace changes it."""
    say: TextOrNone | None = None
    """What is said instead of “Rest and breathe slowly.”, or of the less that matcue says where a
    rest is short, or comes after hard work; with an empty text, `""`, nothing."""


class ChimeStep(Frozen):
    """A chime."""

    chime: ChimeChoice
    """What it tells, or a sound file of your own, as seen from the folder of the file that names
    it: `bell.wav`. It must lie in the folder of the routine that is played, or deeper, and last 20
    seconds at most; it is brought to the loudness of the other chimes."""


class WaitStep(Frozen):
    """Time for something that takes as long as it takes."""

    wait: Seconds
    """How long it is in a recording; the pace leaves it as it is. A session that is played waits
    for the space bar instead."""
