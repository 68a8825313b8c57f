"""Silence before bells, and what sessions are made of: `python benchmarks/guiding.py`.

Prints two tables. The first has, for each exercise and variant of the catalogue, the seconds from
the last word to the bell: the first time, on the other side, and in a further set. The second has,
for each routine that comes with matcue, the minutes of work, of words, of what is quiet of rests
and waits, and of everything else.
Speech is as long as it is estimated.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from matcue.app.estimate import script_of
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.enums import Chimes
from matcue.routine.loader import catalogue_of, load_file
from matcue.timeline.arrange import lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import SPOKEN
from matcue.timeline.pacing import Pace
from matcue.units import HOUSE_RATE, to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.timeline.model import Timeline

FOLDERS: Final = [bundled("routines")]
TURNS: Final = ("the first time", "on the other side", "in a further set")
WRITTEN: Final = """
title: {key}
about: One exercise, twice.
steps:
  - stretch: {key}
    sets: 2
"""


def main() -> None:
    """Print both tables."""
    print(f"| exercise | {' | '.join(TURNS)} |\n|---|---|---|---|")
    with TemporaryDirectory() as folder:
        for name, timeline in _exercises(Path(folder)):
            silences = _silences(timeline)
            print(f"| {name} | {' | '.join(silences.get(turn, '') for turn in TURNS)} |")
    print("\n| routine | whole | work | words | rests and waits | everything else |")
    print("|---|---|---|---|---|---|")
    for name in lookup.names(FOLDERS):
        parts = _parts(_timeline(lookup.find(name, FOLDERS)))
        minutes = (f"{frames / HOUSE_RATE / 60:.2f}" for frames in parts)
        print(f"| {name} | {' | '.join(minutes)} |")


def _timeline(file: Path) -> Timeline:
    """Lay out a routine with estimated speech, at its own pace."""
    routine = load_file(file, FOLDERS)
    script, parts = script_of(routine, Guidance(Pace(routine.written.pace or Pace().factor)))
    return lay(script, parts, "estimated")


def _exercises(folder: Path) -> Iterator[tuple[str, Timeline]]:
    """Yield each exercise of the catalogue, and each of its variants, done in two sets."""
    file = folder / "exercise.yaml"
    for key, exercise in catalogue_of(FOLDERS).items():
        for variant in ("", *exercise.variants):
            varied = f"    variant: {variant}\n" if variant else ""
            file.write_text(WRITTEN.format(key=key) + varied, encoding="utf-8")
            yield ", ".join(filter(None, (key, variant))), _timeline(file)


def _silences(timeline: Timeline) -> dict[str, str]:
    """Measure the seconds from the last word to the first bell, by the kind of turn."""
    found: dict[str, str] = {}
    turns = [(i, part.section) for i, part in enumerate(timeline.chapters) if part.section.stretch]
    for before, (index, section) in zip((None, *turns), turns, strict=False):
        cues = [cue for cue in timeline.cues if cue.section == index]
        bell = next(cue.start for cue in cues if cue.sound.text == Chimes.START)
        said = max(cue.end for cue in cues if isinstance(cue.sound, SPOKEN) and cue.end <= bell)
        turn = TURNS[0 if not before else 2 if section.set == 2 else 1]
        found.setdefault(turn, f"{(bell - said) / timeline.rate:.1f}")
    return found


def _parts(timeline: Timeline) -> Iterator[int]:
    """Yield the frames of the whole, work, words outside it, rests and waits, everything else."""
    work = words = rests = 0
    for index, chapter in enumerate(timeline.chapters):
        spans = [
            (start, start + to_frames(item.seconds, timeline.rate)) for start, item in chapter.spans
        ]
        frames = sum(end - start for start, end in spans)
        work += frames if chapter.section.stretch else 0
        rests += 0 if chapter.section.stretch else frames
        words += sum(
            cue.frames
            for cue in timeline.cues
            if cue.section == index
            and isinstance(cue.sound, SPOKEN)
            and not any(start <= cue.start < end for start, end in spans)
        )
    yield from (timeline.frames, work, words, rests, timeline.frames - work - words - rests)


if __name__ == "__main__":
    main()
