"""What a recording costs beside other programs: `python -m benchmarks.exporting`; some minutes.

The same clips laid by pydub and by matcue. Then the whole command, everything spoken before, beside
FFmpeg encoding the WAV that it made, in turns: the FFmpeg that comes with PyAV, with which matcue
encodes all but MP3, alone in a process, and the one that `ffmpeg` is. It needs `ffmpeg`.
"""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pydub import AudioSegment

from benchmarks.run import INFORMS, best, command, drain, hummed, show
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
    ".flac": ("flac", "0", HOUSE_RATE, {}),
    ".m4a": ("aac", "96k", HOUSE_RATE, {"aac_coder": "fast"}),
    ".mp3": ("libmp3lame", "96k", HOUSE_RATE, {}),
    ".opus": ("libopus", "48k", 48_000, {}),
}
"""Suffix to encoder, bits a second, rate and options, as the exporters have them."""
ALONE: Final = """
import sys, av
source, target, codec, rate, bits, *options = sys.argv[1:]
with av.open(source) as read, av.open(target, "w") as written:
    options = dict(option.split("=") for option in options)
    stream = written.add_stream(codec, rate=int(rate), options=options, layout="mono")
    stream.bit_rate = int(bits.removesuffix("k")) * 1000
    for frame in read.decode(audio=0):
        written.mux(stream.encode(frame))
    written.mux(stream.encode(None))
"""
"""The encoder alone, as PyAV brings it."""


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


def encoding(folder: Path) -> None:
    """The whole command beside FFmpeg, format by format, each in turns with the other."""
    source = folder / "x.wav"
    command("-m", "matcue", "export", ROUTINE, "-o", str(source))()
    for suffix, (codec, bits, rate, options) in ENCODERS.items():
        target, other = folder / f"x{suffix}", folder / f"y{suffix}"
        written = [f"{name}={value}" for name, value in options.items()]
        arguments = (str(source), str(other), codec, str(rate), bits, *written)
        flags = [part for name, value in options.items() for part in (f"-{name}", value)]
        chosen = ("-c:a", codec, "-b:a", bits, "-ar", str(rate), *flags)
        ffmpeg = ("ffmpeg", "-v", "error", "-y", "-i", str(source), *chosen, str(other))
        runs = (
            command("-m", "matcue", "export", ROUTINE, "-o", str(target), "--force"),
            command("-c", ALONE, *arguments),
            partial(subprocess.run, ffmpeg, check=True),
        )
        ours, alone, debian = (min(took) for took in zip(*map(taken, [runs] * TURNS), strict=True))
        show(f"export {suffix}, times PyAV's FFmpeg encoding the WAV", ours / alone, "under 1.3")
        show(f"export {suffix}, times `ffmpeg` encoding the WAV", ours / debian, INFORMS)


if __name__ == "__main__":
    laying()
    with TemporaryDirectory() as scratch:
        encoding(Path(scratch))
