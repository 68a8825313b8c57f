"""Write every golden anew: `python tests/golden/remake.py`; the diff is what will be heard."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from matcue.audio.speech import LEAD, TAIL
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.enums import Detail, Preface, Profile
from matcue.routine.loader import load_file
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.document import kind
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import SPOKEN, Sound, Timeline
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, clock
from matcue.voices import tone

FOLDER = Path(__file__).parent
FOLDERS = [bundled("routines")]
SETTINGS = {
    "as-written": Guidance(),
    "brisk": Guidance(
        Pace(Fraction(3, 4)), Preface.OFF, detail=Detail.NAMES, cues=Profile.BRISK, wait=True
    ),
    "thorough": Guidance(Pace(Fraction(2)), Preface.FULL, detail=Detail.FULL, countdown=10),
}
"""How the goldens are guided, by the folder in which they lie."""
CHIME_FRAMES = 2 * HOUSE_RATE


def names() -> list[str]:
    """The bundled routines."""
    return list(lookup.names(FOLDERS))


def golden(name: str, setting: str) -> str:
    """A bundled routine's timeline in the stand-in's voice, a line for each thing heard."""
    return _text(timeline(name, setting))


def kept(name: str, setting: str) -> Path:
    """Where a golden lies."""
    return FOLDER / setting / f"{name}.txt"


def timeline(name: str, setting: str) -> Timeline:
    """A bundled routine's timeline in the stand-in's voice."""
    guidance = SETTINGS[setting]
    routine = load_file(lookup.find(name, FOLDERS), FOLDERS)
    paced = guidance.pace.times(routine.written.pace or Fraction(1))
    script = write_script(routine, replace(guidance, pace=paced))
    known = {sound: _length(sound) for part in script.sections for sound in sounds(part)}
    parts = [arrange(section, i, known) for i, section in enumerate(script.sections)]
    return lay(script, parts, "tone")


def spoken_frames(text: str) -> int:
    """How long the stand-in speaks at speed 1, by arithmetic."""
    return LEAD + len(text) * tone.CHARACTER + TAIL


def _length(sound: Sound) -> int:
    return spoken_frames(sound.text) if isinstance(sound, SPOKEN) else CHIME_FRAMES


def _text(timeline: Timeline) -> str:
    lines = [f"{timeline.title}: {timeline.frames} frames, {clock(timeline.frames)}"]
    for index, chapter in enumerate(timeline.chapters):
        lines += ["", f"{chapter.start:>9} {clock(chapter.start):>5}  {chapter.title}"]
        cues = [
            (cue.start, f"{kind(cue.sound):<6} {_told(cue.sound)}", cue.frames)
            for cue in timeline.cues
            if cue.section == index
        ]
        cues += [(hold.start, "hold", hold.frames) for hold in chapter.holds]
        lines += [
            f"{at:>9} {clock(at):>5}    {text} [{frames}]" for at, text, frames in sorted(cues)
        ]
    return "\n".join(lines) + "\n"


def _told(sound: Sound) -> str:
    softly = isinstance(sound, SPOKEN) and sound.decibels
    return f"{sound.text}, {softly} dB softer" if softly else sound.text


if __name__ == "__main__":
    for each in SETTINGS:
        for routine in names():
            kept(routine, each).parent.mkdir(exist_ok=True)
            kept(routine, each).write_text(golden(routine, each), encoding="utf-8")
