"""What a recording costs beside other programs: `python -m benchmarks.exporting`; some minutes.

The same clips laid by pydub and by matcue. Then the whole command, everything spoken before, beside
`ffmpeg` encoding the WAV that it made, in turns, with the effort that encoders have of their own:
between silences, and over a bed that is never silent. It needs `ffmpeg`.
"""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pydub import AudioSegment

from benchmarks.run import best, command, drain, hummed, show
from matcue.audio.mix import Mix
from matcue.audio.samples import to_pcm
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matcue.audio.samples import Block
    from matcue.timeline.model import Sound, Timeline

ROUTINE: Final = "full-back-and-sciatica"
TURNS: Final = 3
ENCODERS: Final = {
    ".flac": ("-c:a", "flac"),
    ".m4a": ("-c:a", "aac", "-b:a", "96k", "-aac_coder", "fast"),
    ".mp3": ("-c:a", "libmp3lame", "-b:a", "96k"),
    ".opus": ("-c:a", "libopus", "-b:a", "48k"),
}
"""Suffix to what `ffmpeg` is told; the bits a second are those of the exporters."""
MOST: Final = {".flac": 2, ".m4a": 0.7, ".mp3": 1, ".opus": 0.7}
"""Suffix to the limit between silences, in times of `ffmpeg`; over a bed it is 1."""


def laid_by_pydub(timeline: Timeline, clips: dict[Sound, Block]) -> AudioSegment:
    """The session as pydub's users make it: silence, and each clip over it."""
    form = {"frame_rate": HOUSE_RATE, "sample_width": 2, "channels": 1}
    segments = {each: AudioSegment(to_pcm(clip).tobytes(), **form) for each, clip in clips.items()}
    made = AudioSegment.silent(1000 * float(timeline.seconds), frame_rate=HOUSE_RATE)
    for cue in timeline.cues:
        made = made.overlay(segments[cue.sound], position=1000 * cue.start / HOUSE_RATE)
    return made


def laying() -> None:
    """The same assembly, pydub's time beside ours."""
    timeline, clips = hummed()
    ours = best(lambda: drain(Mix(timeline, clips)))
    theirs = best(partial(laid_by_pydub, timeline, clips), 1)
    show("laying the clips, pydub's time beside ours", theirs / ours, "over 50")


def taken(runs: Iterable[Callable[[], object]]) -> list[float]:
    """Seconds of each of some runs, one after another."""
    return [best(run, 1) for run in runs]


def encoding(folder: Path, bed: str = "off") -> None:
    """The whole command beside `ffmpeg`, format by format, each in turns with the other."""
    export = ("-m", "matcue", "export", ROUTINE, "--bed", bed, "--force", "-o")
    source = folder / "x.wav"
    command(*export, str(source))()
    for suffix, options in ENCODERS.items():
        target, other = str(folder / f"x{suffix}"), str(folder / f"y{suffix}")
        ffmpeg = ("ffmpeg", "-v", "error", "-y", "-i", str(source), *options, other)
        runs = (command(*export, target), partial(subprocess.run, ffmpeg, check=True))
        ours, theirs = (min(took) for took in zip(*map(taken, [runs] * TURNS), strict=True))
        most = MOST[suffix] if bed == "off" else 1
        show(f"export {suffix}, bed {bed}, times `ffmpeg`", ours / theirs, f"under {most}")


if __name__ == "__main__":
    laying()
    with TemporaryDirectory() as scratch:
        encoding(Path(scratch))
        encoding(Path(scratch), "rain")
