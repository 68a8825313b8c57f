"""What matcue costs, as ratios: `python benchmarks/run.py`, with matcue installed; some minutes.

Every line is one figure and the limit that it should keep. Each is the best of several runs, so
that what else the machine does matters less. Nothing fails: read it before and after a change.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from matcue.app.synthesis import clip_of_text
from matcue.audio.beds import BEDS
from matcue.audio.layers import LevelledBed, WakeTone
from matcue.audio.mastering import Master
from matcue.audio.mix import Mix
from matcue.audio.transport import Transport
from matcue.exporters.writer import BLOCK
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.loader import load_file
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime
from matcue.timeline.script import write_script
from matcue.voices import engine
from matcue.voices.synthesizer import Synthesizer

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.samples import Block
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Sound, Timeline

ROUTINE: Final = "lower-back-relief"
INFORMS: Final = "for information"
SHEET: Final = """\
1. Bridge: 3 x 10, hold 5 s
Side plank 30 s each side
Couch stretch: hold for 60 seconds on both sides, repeat 2 times
"""
PLAIN: Final = """
import json, sys
from piper import PiperVoice, SynthesisConfig
from matcue.voices.piper import JOE, find, led_to, length_scale
voice = PiperVoice.load(find(JOE).path)
style = SynthesisConfig(length_scale=length_scale(1.0), normalize_audio=False)
for text in json.load(open(sys.argv[1])):
    list(voice.synthesize(led_to(text) or text, style))
"""
"""The engine alone, as it comes, in a plain loop."""
HOSTILE: Final = {
    "not YAML": "title: [",
    "unknown key": "title: a\nabuot: b\nsteps:\n  - rest: 5s\n",
    "alias bomb": "a: &a [x, x]\n"
    + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    ),
    "50 levels": "[" * 50,
    "10 MB of text": "x" * 10_000_000,
    "1 MB of dashes": "- " * 499_999,
    "1 MB of values": "- a\n" * 249_999,
    "5 000 wrong steps": "title: a\nabout: b\nsteps:\n" + "  - stretch: nothing\n" * 5000,
    "5 000 unknown keys": "".join(f"{'y' * 100}{i}: x\n" for i in range(5000)),
    "a key of 900 kB": f"? {'y' * 900_000}\n: x",
    "a number of 900 kB": "title: a\nabout: b\nsteps:\n  - rest: " + "9" * 900_000,
    "a NUL byte": "title: a\0b",
}


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the quickest of several runs."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def show(what: str, figure: float, limit: str) -> None:
    """Print one figure beside its limit."""
    print(f"{what:<58} {figure:>9.2f}  ({limit})")


def command(*arguments: str) -> Callable[[], object]:
    """A command run to its end, its output thrown away."""
    return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)


def hummed() -> tuple[Timeline, dict[Sound, Block]]:
    """A routine in the voice that needs no engine, and its clips."""
    folders = [bundled("routines")]
    routine = load_file(lookup.find(ROUTINE, folders), folders)
    script = write_script(routine, Guidance())
    voice = Synthesizer("tone", engine("tone"), 1.0)
    clips = {
        sound: clip_of_text(voice, "a long chime" if isinstance(sound, Chime) else sound.text)
        for section in script.sections
        for sound in sounds(section)
    }
    lengths = {sound: len(clip) for sound, clip in clips.items()}
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    return lay(script, parts, "tone"), clips


def mixing() -> None:
    """Rendering alone, on one core: how many times faster than it is heard."""
    timeline, clips = hummed()
    seconds = float(timeline.seconds)
    plain = Mix(timeline, clips, Master())
    show("mixing, times real time", seconds / best(partial(drain, plain)), "over 2000")
    for name, made in BEDS.items():
        over = Mix(
            timeline, clips, Master(under=(LevelledBed(made(), -38), WakeTone(Fraction(2, 5))))
        )
        slower = seconds / best(partial(drain, over), 2)
        show(f"mixing over {name} and leads, times real time", slower, "over 200")


def drain(mix: Mix) -> None:
    """Pull a mix to its end."""
    transport = Transport(mix)
    while len(transport.read(BLOCK)) == BLOCK:
        pass


def arranging() -> None:
    """From a routine to its timeline, the lengths of the clips known, on this machine."""
    folders = [bundled("routines")]
    long = load_file(lookup.find("full-back-and-sciatica", folders), folders)
    show("timeline of 25 minutes, milliseconds", 1000 * best(partial(laid, long)), "under 20")
    taken = {}
    for steps in (500, 1000, 2000, 5000):
        repeated = replace(long, steps=(long.steps * steps)[:steps])
        taken[steps] = best(partial(laid, repeated), 3)
        show(f"timeline of {steps} steps, times one of 500", taken[steps] / taken[500], "as steps")
    show("timeline of 5000 steps, seconds", taken[5000], "under 2")


def laid(routine: Routine) -> Timeline:
    """A routine's timeline, a letter lasting 2 000 frames."""
    script = write_script(routine, Guidance())
    lengths = {
        sound: 2000 * len(sound.text) for section in script.sections for sound in sounds(section)
    }
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    return lay(script, parts, "none")


def exporting(folder: Path) -> None:
    """The whole command, start of the process included, everything cached."""
    target = folder / "x.wav"
    export = command("-m", "matcue", "export", ROUTINE, "-o", str(target), "--force")
    first = best(export, 1)
    seconds = (target.stat().st_size - 44) / 2 / 44_100
    cached = best(export)
    show("export x.wav, everything cached, times real time", seconds / cached, "over 200")
    show("the same with an empty cache, times as long", first / cached, INFORMS)
    for suffix in ("flac", "opus", "m4a", "mp3"):
        to = str(folder / f"x.{suffix}")
        encoded = command("-m", "matcue", "export", ROUTINE, "-o", to, "--force")
        show(f"export x.{suffix}, times as long as x.wav", best(encoded, 2) / cached, INFORMS)


def speaking(folder: Path) -> None:
    """What an empty cache costs, beside the engine alone saying the same; and the first sound."""
    texts, first = folder / "texts.json", folder / "first.json"
    shown = subprocess.run(
        [sys.executable, "-m", "matcue", "show", ROUTINE, "--json"], check=True, capture_output=True
    )
    cues = [cue for cue in json.loads(shown.stdout)["cues"] if cue["kind"] != "chime"]
    said = list(dict.fromkeys(cue["text"] for cue in cues))
    texts.write_text(json.dumps(said))
    first.write_text(json.dumps(said[:1]))
    target = folder / "spoken.wav"
    export = command("-m", "matcue", "export", ROUTINE, "-o", str(target), "--force")

    def cold(timed: Callable[[], float]) -> float:
        best(command("-m", "matcue", "cache", "clear"), 1)
        return timed()

    alone = min(best(command("-c", PLAIN, str(texts)), 1) for _ in range(2))
    exported = min(cold(partial(best, export, 1)) for _ in range(2))
    show("export x.wav, empty cache, times the engine alone", exported / alone, "under 1.1")
    one = best(command("-c", PLAIN, str(first)), 3)
    words = min(cold(first_words) for _ in range(3))
    show("first words of play, empty cache, seconds after the engine's", words - one, "under 0.5")
    best(export, 1)
    words = min(first_words() for _ in range(5))
    show("first words of play, everything cached, seconds", words, "under 0.7")


def first_words() -> float:
    """Seconds from the command to the first words that are shown, as they begin to sound."""
    began = time.perf_counter()
    play = [sys.executable, "-m", "matcue", "play", ROUTINE, "--sink", "null"]
    with subprocess.Popen(play, stdout=subprocess.PIPE) as playing:
        assert playing.stdout  # noqa: S101 - for the type checker
        playing.stdout.readline()
        taken = time.perf_counter() - began
        playing.kill()
    return taken


def starting() -> None:
    """What help costs beside the import of its library."""
    ratio = best(command("-m", "matcue", "--help"), 15) / best(command("-c", "import click"), 15)
    show("matcue --help, times as long as import click", ratio, "under 2")


def importing(folder: Path) -> None:
    """What a sheet of 60 lines takes to be read, beyond the start of the same command."""
    sheet = folder / "sheet.txt"
    sheet.write_text(f"Home programme\n{SHEET * 20}", encoding="utf-8")
    start = best(command("-m", "matcue", "import", "--help"), 15)
    read = best(command("-m", "matcue", "import", str(sheet), "--json"), 15)
    show("a sheet of 60 lines, seconds beyond the start", read - start, "under 0.3")


def refusing(folder: Path) -> None:
    """Bad files: seconds of the whole command, and the most memory that any of them took."""
    path = folder / "bad.yaml"
    for name, text in HOSTILE.items():
        path.write_text(text, encoding="utf-8")
        refuse = command("-m", "matcue", "show", str(path))
        show(f"refusing {name}, seconds", best(refuse, 2), "under 1")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    show("the largest process so far, MB", largest, "under 200")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        refusing(Path(scratch))
        importing(Path(scratch))
        starting()
        mixing()
        arranging()
        exporting(Path(scratch))
        speaking(Path(scratch))
