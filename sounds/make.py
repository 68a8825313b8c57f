"""Make the chimes anew: `python sounds/make.py`, with matcue installed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av

from matcue.audio.chimes import SETS, synthesize
from matcue.audio.clip import to_pcm
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block


def write(path: Path, clip: Block) -> None:
    """Write a mono clip as 16-bit FLAC."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("flac", rate=HOUSE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(to_pcm(clip).T.copy(), format="s16", layout="mono")
        frame.sample_rate, frame.time_base = HOUSE_RATE, Fraction(1, HOUSE_RATE)
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


for name, chimes in SETS.items():
    for chime in chimes:
        target = Path(__file__).parent / "chimes" / name / f"{chime}.flac"
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, synthesize(name, chime))
        print(f"{name}/{chime}.flac")
