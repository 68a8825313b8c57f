"""Sound files with bytes of them swapped: `python -m tests.fuzz.sound_files [RUNS] [SEED]`.

Each is read as a chime and as a bed. Nothing but a `FileError` may come out and nothing be printed,
within two seconds and 500 MB of process. The file that was too much for it lies there afterwards.
"""

from __future__ import annotations

import random
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final

import av
import numpy as np
import soundfile

from matcue.app.sounds import bed_named, load_chime
from matcue.errors import FileError
from matcue.routine.enums import Chimes
from matcue.timeline.model import Chime
from tests.fuzz.gauge import Gauge

CODECS: Final = {
    "aiff": "pcm_s16be",
    "caf": "pcm_s16be",
    "flac": "flac",
    "m4a": "aac",
    "mka": "libopus",
    "mp3": "libmp3lame",
    "ogg": "vorbis",
    "opus": "libopus",
    "wav": "pcm_s16le",
    "float.wav": "pcm_f32le",
}
"""What is spoilt, by its suffix."""
NUMBERS: Final = (0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 2**31 - 1, 2**31)
HEAD: Final = 256
"""Bytes at the start of a file in which most of what counts is told."""


def recorded(path: Path, codec: str) -> bytes:
    """A fifth of a second of noise, in a file's format."""
    sounding = np.random.default_rng(5).integers(-9000, 9000, (2, 9_600), np.int16)
    if codec == "vorbis":
        soundfile.write(path, sounding.T, 48_000, codec)
        return path.read_bytes()
    with av.open(path, "w") as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout="stereo")
        frame = av.AudioFrame.from_ndarray(sounding, "s16p", "stereo")
        frame.rate = 48_000
        for part in (frame, None):
            container.mux(stream.encode(part))
    return path.read_bytes()


def spoilt(raw: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The bytes, with some of them exchanged, left out, doubled, or from another file."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(min(len(data), chance.choice((HEAD, len(data)))) or 1)
        size = chance.choice((1, 2, 4, 8))
        match chance.randrange(7):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1 | 2:
                value, order = chance.choice(NUMBERS), chance.choice(("little", "big"))
                data[at : at + size] = (value % 256**size).to_bytes(size, order)
            case 3:
                del data[at : at + chance.choice((size, HEAD, len(data)))]
            case 4:
                data[at:at] = data[at : at + chance.choice((size, HEAD))]
            case 5:
                other = chance.choice(others)
                data[at : at + HEAD] = other[at : at + HEAD]
            case _:
                data = data[:at] if chance.random() < 0.3 else data + data
    return bytes(data)


def read(path: Path) -> None:
    """Read a file in each way in which a person's own sounds are read."""
    with suppress(FileError):
        load_chime(Chime(Chimes.START, path))
    with suppress(FileError):
        bed_named(str(path))


def main() -> None:
    """Run as often as the command line says, 20 000 times without it."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = sys.argv[2] if len(sys.argv) > 2 else "matcue"
    chance = random.Random(seed)  # noqa: S311
    folder = Path(gettempdir())
    whole = {
        suffix: recorded(folder / f"whole.{suffix}", codec) for suffix, codec in CODECS.items()
    }
    gauge = Gauge(2.0, 500_000)
    for _ in range(runs):
        suffix = chance.choice(tuple(whole))
        path = folder / f"spoilt-{seed}.{suffix}"
        path.write_bytes(spoilt(whole[suffix], chance, [*whole.values()]))
        gauge.run(partial(read, path), path)
        path.unlink()
    print(gauge)  # noqa: T201


if __name__ == "__main__":
    main()
