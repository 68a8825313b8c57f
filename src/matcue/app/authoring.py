"""What authors need: their files checked, a file to begin with, the exercises, the schema."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.app.estimate import by_step
from matcue.app.library import (
    estimated_timeline,
    foreign_voice,
    load_routine_file,
    unknown_voice,
)
from matcue.atomic import atomic_file, file_errors
from matcue.errors import (
    ExerciseNotFound,
    FileError,
    Place,
    Problem,
    RoutineError,
    RoutineNotFound,
    Severity,
    UsageError,
    brief,
)
from matcue.paths import lexicon_file, routine_folders
from matcue.routine import lookup
from matcue.routine.exercise import Exercise, dose, names_of, normal_name, working_side
from matcue.routine.loader import catalogue_of, check_exercise, holds_routine
from matcue.routine.lookup import SUFFIXES
from matcue.routine.schema import Kind, schema_of
from matcue.routine.yaml_text import read_text
from matcue.suggestions import closest_of
from matcue.timeline import overruns
from matcue.timeline.arrange import sounds
from matcue.timeline.lint import check_parts
from matcue.timeline.model import Passage, Speech
from matcue.voices.text.normalizer import read_lexicon_file
from matcue.voices.text.numbers import in_words, unread
from matcue.voices.text.signs import folded, unspoken

__all__ = [
    "Exercise",
    "check_files",
    "dose",
    "exercise",
    "exercises",
    "schema_text",
    "working_side",
    "write_starter",
]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Section


def check_files(files: Sequence[str], reporter: Reporter) -> tuple[Problem, ...]:
    """Collect all problems of routine and exercise files, and what a listener would suffer from.

    A file that is not there, or cannot be read, is a problem as well.
    """
    found = (problem for file in files for problem in sorted({*_problems(file, reporter)}))
    return tuple(dict.fromkeys(found))


def write_starter(name: str) -> Path:
    """Write a routine file to begin with, full of comments: NAME.yaml, or NAME if it ends so.

    Raises:
        UsageError: the name has neither a letter nor a digit.
        FileError: it already exists, or cannot be written.
    """
    path = Path(name) if name.endswith(SUFFIXES) else Path(f"{name}.yaml")
    if not re.search(r"[^\W_]", Path(name).stem):
        said = f"“{brief(name)}” has neither a letter nor a digit, and nobody could say it"
        raise UsageError(f"{said}; choose a name such as `evening`.")
    if os.path.lexists(path):
        raise FileError(str(path), "it already exists; choose another name")
    starter = read_text(Path(lookup.__file__).with_name("starter.yaml"))
    title = " ".join(re.split(r"[-_{}\s]+", path.stem)).strip().capitalize()[:80]
    text = starter.replace("TITLE", json.dumps(title, ensure_ascii=False))
    with file_errors(path), atomic_file(path) as part:
        part.write_text(text, encoding="utf-8")
    return path


def schema_text(kind_of_file: Kind) -> str:
    """Format the JSON Schema of `routine` or `exercise` files."""
    return json.dumps(schema_of(kind_of_file), indent=2, ensure_ascii=False)


def exercises(reporter: Reporter) -> dict[str, Exercise]:
    """Read the exercises by name, the person's own and the bundled ones.

    What is wrong with any of them is reported.
    """
    known, found = catalogue_of(routine_folders()), {}
    for name in known:
        try:
            found[name] = known[name]
        except (RoutineError, FileError) as error:
            reporter.tell(str(error))
    return found


def exercise(name: str, reporter: Reporter) -> dict[str, Exercise]:
    """Find the exercise that a name means, by its key; a name is the key, or what people call it.

    Raises:
        ExerciseNotFound: there is none; with the nearest names.
    """
    known = exercises(reporter)
    keys = {other: written.partition("`")[0] for other, written in names_of(known).items()}
    if key := keys.get(normal_name(name)):
        return {key: known[key]}
    raise ExerciseNotFound(name, closest_of(normal_name(name), keys))


def _problems(file: str, reporter: Reporter) -> Iterator[Problem]:
    try:
        path = lookup.find(file, routine_folders())
        if path.name == lexicon_file().name:
            read_lexicon_file(path)
            return
        among_exercises = path.absolute().parent.name == lookup.EXERCISES
        if among_exercises and not holds_routine(text := read_text(path)):
            yield from check_exercise(text, str(path))
        else:
            yield from _warnings(load_routine_file(path), reporter)
    except RoutineError as error:
        yield from error.problems
    except (RoutineNotFound, FileError) as error:
        yield Problem(Place(file, 1, 1), str(error))


def _warnings(routine: Routine, reporter: Reporter) -> Iterator[Problem]:
    yield from routine.warnings
    if wrong := unknown_voice(routine) or foreign_voice(routine):
        yield wrong
    if isinstance(routine.written.bed, Path):
        from matcue.app.sounds import wrong_bed  # it loads numpy

        if wrong := wrong_bed(routine):
            yield wrong
    _, parts = estimated_timeline(routine, reporter)
    start = Place(routine.voice_place.file, 1, 1)
    steps = by_step(parts)
    found = [*check_parts(routine, steps)]
    for step in steps:
        found += _misread(step.section, step.section.place or start)
        found += overruns.warnings(step)
    yield from (each for each in found if each.place not in routine.meant)


def _misread(section: Section, place: Place) -> Iterator[Problem]:
    """Yield the warnings of signs that are left out of a section's words, and of figures unread."""
    passages = [item for item in section.items if isinstance(item, Passage)]
    places = {said: passage.place for passage in passages for said in passage.sentences}
    for spoken in (each for each in sounds(section) if isinstance(each, Speech)):
        here = places.get(spoken) or place
        for sign in unspoken(spoken.text):
            said = f"“{sign}” is not spoken"
            yield Problem(here, said, "say it in words, or leave it out", Severity.WARNING)
        for word in unread(in_words(folded(spoken.text))):
            said = f"“{brief(word)}” may not be read as it is meant"
            yield Problem(here, said, "write it out as it is spoken", Severity.WARNING)
