"""Make the chimes anew: `python sounds/make.py`, with matcue installed."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.audio.chimes import SETS, synthesize
from matcue.audio.samples import to_pcm
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block


def write(path: Path, clip: Block) -> None:
    """Write a mono clip as 16-bit WAV."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, HOUSE_RATE, 0, "NONE", ""))
        file.writeframes(to_pcm(clip).tobytes())


for name, chimes in SETS.items():
    for chime in chimes:
        target = Path(__file__).parent / "chimes" / name / f"{chime}.wav"
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, synthesize(name, chime))
        print(f"{name}/{chime}.wav")
