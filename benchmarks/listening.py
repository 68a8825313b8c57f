"""What the voices sound like, measured: `python benchmarks/listening.py`, with matcue installed.

Every distinct text of the bundled routines and the numbers to twenty are spoken once by each voice,
past the cache. A line is one figure and what it should keep; nothing fails. Words are heard by
Whisper if `faster-whisper` is installed and `MATCUE_WHISPER` names a folder with a model of it.
"""

from __future__ import annotations

import os
import re
from argparse import ArgumentParser
from importlib.util import find_spec
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from matcue.app.synthesis import clip_of_text
from matcue.audio.loudness import integrated, momentary, true_peak
from matcue.audio.speech import LEAD, SHORT, TAIL, gated_rms
from matcue.numerals import number
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.loader import load_file
from matcue.timeline.arrange import sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE
from matcue.voices.worker_pool import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Samples

VOICES: Final = ("piper", "system")
SPEEDS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SENTENCES: Final = 24
"""Of six words to twenty-two: on these the speeds are measured."""
HEARD: Final = 60
"""Sentences that Whisper hears."""
NUMBERS: Final = [number(n) for n in range(20, 0, -1)]
ROW: Final = 5
PAUSE: Final = 26_460
"""Frames between the numbers of a row (0.6 s): so they are heard in a countdown."""
WHISPER_RATE: Final = 16_000
ONSET: Final = 0.003
"""A sample over this (-50 dBFS) is heard."""


def routine_texts() -> list[list[str]]:
    """What is said in each of the bundled routines, one after another."""
    folders = [bundled("routines")]
    scripts = (
        write_script(load_file(lookup.find(path.stem, folders), folders), Guidance())
        for path in sorted(folders[0].glob("*.yaml"))
    )
    said = ([s for section in script.sections for s in sounds(section)] for script in scripts)
    return [[s.text for s in routine if not isinstance(s, Chime)] for routine in said]


def show(what: str, figure: float, limit: str) -> None:
    """Print one figure beside its limit."""
    print(f"  {what:<52} {figure:>8.2f}  ({limit})", flush=True)


def spoken(name: str, speed: float, texts: list[str]) -> dict[str, Samples]:
    """The clip of each text."""
    with WorkerVoice(name, speed) as voice:
        return {text: clip_of_text(voice, text)[:, 0] for text in texts}


def pace(clips: dict[str, Samples]) -> float:
    """Words a minute, from the first sound of each clip to its last."""
    words = sum(len(text.split()) for text in clips)
    frames = sum(len(clip) - LEAD - TAIL for clip in clips.values())
    return words * 60 * HOUSE_RATE / frames


def loudness(clips: list[Samples]) -> None:
    """How far the clips lie apart, their onsets and their peaks."""
    long = [integrated(clip) for clip in clips if len(clip) - LEAD - TAIL > SHORT]
    short = [20 * np.log10(gated_rms(clip)) for clip in clips if len(clip) - LEAD - TAIL <= SHORT]
    onsets = [1000 * int(np.argmax(np.abs(clip) > ONSET)) / HOUSE_RATE for clip in clips]
    show(f"loudness of {len(long)} clips over a second, LUFS", float(np.mean(long)), "-18")
    show("between the softest and the loudest, LU", max(long) - min(long), "at most 2")
    show(f"level of {len(short)} shorter clips, dBFS RMS", float(np.mean(short)), "-17.4")
    show("between the softest and the loudest, dB", max(short) - min(short), "at most 3")
    show("highest true peak, dBTP", max(map(true_peak, clips)), "at most -1.5")
    show("latest onset, milliseconds", max(onsets), "at most 30")


def steps(clips: dict[str, Samples], routines: list[list[str]]) -> None:
    """How much louder or softer what follows is, by the loudest 400 ms of both."""
    moments = {text: momentary(clip) for text, clip in clips.items()}
    most = max(
        abs(moments[before] - moments[after])
        for routine in routines
        for before, after in pairwise(routine)
    )
    show("from one text to the next, loudest 400 ms, LU", most, "at most 6")


def speeds(name: str, sentences: list[str]) -> None:
    """The words a minute at each speed, as a ratio to those at speed 1."""
    paces = {speed: pace(spoken(name, speed, sentences)) for speed in SPEEDS}
    show("words a minute at speed 1", paces[1.0], "for information")
    for speed, words in paces.items():
        show(
            f"at speed {speed:g}, of what was asked for", words / paces[1.0] / speed, "0.95 to 1.05"
        )


def ears() -> Callable[[Samples], str] | None:
    """What hears the words of a clip, if it is installed."""
    folder = os.environ.get("MATCUE_WHISPER")
    if not folder or not find_spec("faster_whisper"):
        return None
    from faster_whisper import WhisperModel

    model = WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)

    def hear(clip: Samples) -> str:
        quiet = np.zeros(WHISPER_RATE // 4, np.float32)
        heard = soxr.resample(clip, HOUSE_RATE, WHISPER_RATE)
        segments, _ = model.transcribe(np.concatenate([quiet, heard, quiet]), language="en")
        return " ".join(segment.text for segment in segments)

    return hear


def words_of(text: str) -> list[str]:
    """The words of a text, small, figures in words; “2019” is the numbers 20 and 19."""
    plain = re.sub(r"\d{3}(?!\d)|\d{1,2}", lambda found: f" {number(int(found[0]))} ", text.lower())
    return re.findall(r"[a-z']+", plain)


def dropped(said: str, heard: str) -> int:
    """How many of the words said are not among those heard."""
    left = words_of(heard)
    missing = 0
    for word in words_of(said):
        if word in left:
            left.remove(word)
        else:
            missing += 1
    return missing


def words(clips: dict[str, Samples], sentences: list[str]) -> None:
    """The share of words that are not heard, or why that is left out."""
    hear = ears()
    if not hear:
        print("  words not heard: left out, Whisper is not installed (see README.md)")
        return
    missing = sum(dropped(text, hear(clips[text])) for text in sentences)
    total = sum(len(words_of(text)) for text in sentences)
    show(f"words not heard of {total}, percent", 100 * missing / total, "under 5")
    missing = sum(
        dropped(" ".join(numbers), hear(row([clips[text] for text in numbers])))
        for numbers in (NUMBERS[first : first + ROW] for first in range(0, len(NUMBERS), ROW))
    )
    show(f"numbers not heard of {len(NUMBERS)}, counted down", missing, "0")


def row(clips: list[Samples]) -> Samples:
    """Clips one after another, `PAUSE` between."""
    return np.concatenate([np.pad(clip, (0, PAUSE)) for clip in clips])


def spread(texts: list[str], count: int) -> list[str]:
    """So many of the texts, evenly from first to last; all where there are no more."""
    return [texts[at] for at in sorted({*np.linspace(0, len(texts) - 1, count, dtype=int)})]


if __name__ == "__main__":
    parser = ArgumentParser(description="Measure what the voices sound like.")
    parser.add_argument("voices", nargs="*", default=VOICES)
    parser.add_argument("--heard", type=int, default=HEARD, help="sentences that Whisper hears")
    asked = parser.parse_args()
    routines = routine_texts()
    every = list(dict.fromkeys([*chain(*routines), *NUMBERS]))
    plain = [text for text in every if 6 <= len(text.split()) <= 22]
    for each in asked.voices:
        print(f"{each}: {len(every)} texts")
        made = spoken(each, 1.0, every)
        loudness(list(made.values()))
        steps(made, routines)
        speeds(each, spread(plain, SENTENCES))
        words(made, spread(plain, asked.heard))
