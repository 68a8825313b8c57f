"""Estimated sections: how long they will be, before anything has been spoken; the longest session.

A few lines of a routine can mean years. So a script is written section by section here, and no
further than a session may go.
"""

from __future__ import annotations

import wave
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.errors import Place, Problem, RoutineError
from matcue.paths import chime_file
from matcue.routine.plan import Interval, Stretch
from matcue.timeline.arrange import Arranged, arrange, sounds
from matcue.timeline.model import Chime
from matcue.timeline.script import assembled, sections
from matcue.units import to_frames
from matcue.voices.tone import CHARACTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.reporting import Reporter
    from matcue.routine.enums import Profile
    from matcue.routine.plan import Routine
    from matcue.timeline.guidance import Guidance
    from matcue.timeline.model import Script, Section, Sound


HOURS: Final = 24
"""Hours of the longest session."""
MOST_SOUNDS: Final = 50_000
"""Sounds of the longest session, all placed ones counted."""
FEW: Final = 5000
"""Sounds that are placed in no time; a routine that has more shows how far that has come."""
LONGEST: Final = to_frames(Fraction(HOURS * 3600))
"""The same in frames."""


def script_of(
    routine: Routine, guidance: Guidance, reporter: Reporter | None = None
) -> tuple[Script, list[Arranged]]:
    """Write the script of a routine; return it with its sections estimated.

    How far it has come is reported where there is more than a moment's work.

    Raises:
        RoutineError: it is longer than any session, or has more sounds; at the step that goes over.
    """
    parts: list[Arranged] = []
    place = Place(routine.voice_place.file, 1, 1)
    total = _sections_of(routine)
    frames = cues = 0
    for part in _estimated(sections(routine, guidance)):
        parts.append(part)
        place = part.section.place or place
        frames += part.frames
        cues += len(part.cues)
        if frames > LONGEST:
            raise RoutineError((_excess(place, f"lasts over {HOURS} hours"),))
        if cues > MOST_SOUNDS:
            raise RoutineError((_excess(place, f"has over {MOST_SOUNDS:,} sounds"),))
        if reporter and cues > FEW:
            reporter.progress("Arranging", min(len(parts), total), total)
    return assembled(routine, guidance, tuple(part.section for part in parts)), parts


def _sections_of(routine: Routine) -> int:
    """Count the sections of a routine's steps."""
    return sum(
        step.sections if isinstance(step, Stretch | Interval) else 1 for step in routine.steps
    )


def _excess(place: Place, said: str) -> Problem:
    return Problem(place, f"with this step the session {said}", "make several routines of it")


def by_step(parts: Iterable[Arranged]) -> list[Arranged]:
    """Return arranged sections with those of several steps as one for each step."""
    steps = (_estimated(p.section.steps) if p.section.parts else (p,) for p in parts)
    return [step for part in steps for step in part]


def estimate(script: Script) -> list[Arranged]:
    """Arrange the sections of a script with about how long their sounds last."""
    return list(_estimated(script.sections))


def _estimated(sections: Iterable[Section]) -> Iterator[Arranged]:
    known: dict[Sound, int] = {}
    for i, section in enumerate(sections):
        known |= {sound: _frames(sound) for sound in sounds(section) if sound not in known}
        yield arrange(section, i, known)


def _frames(sound: Sound) -> int:
    return chime_frames(sound) if isinstance(sound, Chime) else speech_frames(sound.text)


def speech_frames(text: str, speed: Fraction = Fraction(1)) -> int:
    """Estimate how many frames a text takes, at Piper's average time per character."""
    return round(len(text) * CHARACTER / speed)


def chime_frames(chime: Chime) -> int:
    """Count the frames of a chime; for one of a set, they are read from its file's header.

    Raises:
        FileError: it is a person's own file, which `load_chime` cannot load.
    """
    if isinstance(chime.sound, Path):
        from matcue.app.sounds import load_chime  # it loads numpy

        return len(load_chime(chime))
    return _bundled_frames(chime.sound, chime.text)


@cache
def _bundled_frames(of: Profile, role: str) -> int:
    with wave.open(str(chime_file(of, role))) as file:
        frames: int = file.getnframes()
    return frames
