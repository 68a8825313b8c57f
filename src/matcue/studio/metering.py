"""How loud a session is, found before it is written, since a file says so at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.audio.loudness import Meter
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.loudness import Loudness
    from matcue.audio.mix import Mix
    from matcue.studio.rehearsal import Reporter

_PART: Final = 10 * HOUSE_RATE
"""Frames rendered at a time."""


def metered(mix: Mix, reporter: Reporter) -> Loudness:
    """The loudness of a whole mix."""
    meter = Meter()
    for start in range(0, mix.frames, _PART):
        frames = min(_PART, mix.frames - start)
        meter.add(mix.render(start, frames)[:, 0])
        reporter.progress("Measuring", start + frames, mix.frames)
    return meter.read()
