"""The library of routines: listed by name, and each read with its settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcue.app.estimate import script_of
from matcue.atomic import file_errors
from matcue.errors import (
    FileError,
    Place,
    Problem,
    RoutineError,
    Severity,
    UnreadableDocument,
    VoiceNotFound,
    brief,
)
from matcue.paths import routine_folders
from matcue.reading import open_file
from matcue.routine import lookup
from matcue.routine.enums import Purpose
from matcue.routine.loader import load_file
from matcue.routine.plan import Stretch
from matcue.settings import Choices, Settings, choices_of, resolve_settings
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from matcue.units import to_seconds
from matcue.voices.catalog import check_voice, language_of

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.timeline.arrange import Arranged
    from matcue.timeline.model import Script


@dataclass(frozen=True, slots=True)
class Listed:
    """A routine as a list shows it; `seconds` is an estimate, since nothing has been spoken."""

    name: str
    title: str
    about: str
    purpose: str
    often: str
    effort: str
    seconds: float


def address(name: str) -> str:
    """Name a routine so that any folder finds it: by its name, or else by its absolute path.

    Raises:
        RoutineNotFound: there is no such routine.
    """
    folders = routine_folders()
    return name if name in lookup.names(folders) else str(lookup.find(name, folders).absolute())


def routines(reporter: Reporter) -> list[Listed]:
    """List every routine that has a name, by purpose; what is wrong with any is reported."""
    listed = []
    for name, path in lookup.names(routine_folders()).items():
        try:
            listed.append(_listed(name, path, reporter))
        except (RoutineError, FileError) as error:
            reporter.tell(str(error))
    order = (*Purpose, "")
    return sorted(listed, key=lambda routine: order.index(routine.purpose))


def read_routine(name: str, chosen: Choices) -> tuple[Routine, Settings]:
    """Read a routine by its name or path, with its holds as chosen, and the session's settings.

    Raises:
        RoutineNotFound: there is no such routine.
        FileError: it cannot be read.
        RoutineError: it is wrong, or the voice that it names is not there.
    """
    return with_choices(load_routine_file(lookup.find(name, routine_folders())), chosen)


def with_choices(routine: Routine, chosen: Choices) -> tuple[Routine, Settings]:
    """Apply the choices to a routine's holds; return it with the session's settings.

    Raises:
        RoutineError: the voice that the routine names is not there.
    """
    settings = resolve_settings(chosen, choices_of(routine.written))
    if "chimes" in chosen:
        routine = _with_chimes_of_the_listener(routine)
    if settings.voice == routine.written.voice and (wrong := unknown_voice(routine)):
        raise RoutineError((wrong,))
    if settings.level or settings.hold:
        from matcue.routine.fit import at_level, times  # a list of routines needs neither

        routine = at_level(routine, settings.level) if settings.level else routine
        routine = times(routine, settings.hold) if settings.hold else routine
    return routine, settings


def _with_chimes_of_the_listener(routine: Routine) -> Routine:
    """Return a routine without the chimes of its defaults, which a choice goes before."""
    steps = (replace(s, chimes=None) if isinstance(s, Stretch) else s for s in routine.steps)
    return replace(routine, steps=tuple(steps))


def load_routine_file(path: Path) -> Routine:
    """Load the routine in a file, after checking that all its chimes can be played.

    Raises:
        FileError: the file cannot be read.
        RoutineError: it is wrong, or names a sound that cannot be heard; with every problem.
    """
    try:
        routine = load_file(path, routine_folders())
    except RoutineError:
        if _can_be_imported(path):
            said, hint = "this is no routine", f"`matcue import {path}` makes one of it"
            raise RoutineError((Problem(Place(str(path), 1, 1), said, hint),)) from None
        raise
    if routine.recordings:
        from matcue.app.sounds import silent_files  # it loads numpy

        if wrong := tuple(sorted({*silent_files(routine)})):
            raise RoutineError(wrong)
    return routine


def _can_be_imported(path: Path) -> bool:
    """Tell whether a file that is no routine has exercises in it."""
    from matcue.importers.document import LARGEST, Document  # only where a file is wrong
    from matcue.importers.readers import read_document

    if path.is_fifo():
        return False
    with file_errors(path), open_file(path) as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST or re.search(rb"^(steps|about)\s*:", raw, re.MULTILINE):
        return False
    try:
        return any(programme.has_exercises for programme in read_document(Document(path.name, raw)))
    except UnreadableDocument:
        return False


def guidance_of(settings: Settings) -> Guidance:
    """Build a session's guidance from its settings, as for one where nobody can press anything."""
    return Guidance(
        pace=Pace(settings.pace),
        preface=settings.preface,
        detail=settings.detail,
        cues=settings.cues,
        countdown=settings.count,
        wait=settings.wait,
        chimes=settings.chimes,
    )


def unknown_voice(routine: Routine) -> Problem | None:
    """Check the voice that a routine names; return what is wrong with it, if anything is."""
    try:
        check_voice(routine.written.voice or Settings().voice)
    except VoiceNotFound as error:
        return Problem(routine.voice_place, str(error))
    return None


def foreign_voice(routine: Routine) -> Problem | None:
    """Warn of the voice that a routine names, if it speaks another language than matcue."""
    voice = routine.written.voice or ""
    language = language_of(voice)
    if language.casefold().split("-")[0] in {"", "en"}:
        return None
    said = f"{brief(voice)} speaks {brief(language)}, and all that matcue says itself is English"
    hint = "`matcue voices --language en` lists the voices for it"
    return Problem(routine.voice_place, said, hint, Severity.WARNING)


def estimated_timeline(routine: Routine, reporter: Reporter) -> tuple[Script, list[Arranged]]:
    """Estimate a routine's sections without speaking; return its script with them.

    Raises:
        RoutineError: as `script_of`.
    """
    guidance = guidance_of(resolve_settings(choices_of(routine.written)))
    return script_of(routine, guidance, reporter)


def _listed(name: str, path: Path, reporter: Reporter) -> Listed:
    routine = load_routine_file(path)
    written = routine.written
    _, parts = estimated_timeline(routine, reporter)
    seconds = float(to_seconds(sum(part.frames for part in parts)))
    chosen = (written.purpose or "", written.often or "", written.effort or "")
    return Listed(name, written.title, written.about, *chosen, seconds)
