"""Files to values: a routine with its includes and exercises; every problem at once."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from matcue.errors import FileError, Place, Problem, RoutineError, brief
from matcue.routine import lint, lookup, own, problems, sound_files
from matcue.routine.exercise import Catalogue, Exercise, names_of, normal_name
from matcue.routine.file_format import FORMAT, RoutineFile
from matcue.routine.plan import Recording, Routine, Step
from matcue.routine.problems import Path, SourceFile
from matcue.routine.resolve import Origin, resolve
from matcue.routine.yaml_text import LARGEST, read_piped_text, read_text, read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path as FilePath


DEEPEST_INCLUDE: Final = 8
"""How many files may include one another in a row."""
SAME_WORD: Final = 0.8
"""How alike two names of exercises are, as difflib measures it, where one is the other misspelt."""
_OWN: Final = "one of your own needs `posture`, `words`, and `hold` or `reps`"

_Model = TypeVar("_Model", bound=BaseModel)


def catalogue_of(folders: Sequence[FilePath]) -> Catalogue:
    """Return the exercises in the `exercises` folder of each folder; earlier ones win."""
    once = dict.fromkeys(folder / lookup.EXERCISES for folder in folders)
    paths = lookup.names(tuple(once))
    return Catalogue(tuple(paths), lambda name: _exercise_beside(paths[name]))


def _exercise_beside(path: FilePath) -> Exercise:
    """Read an exercise in a folder of exercises, which is in one of routines.

    Raises:
        FileError: it cannot be read.
        RoutineError: it is wrong, or a link to somewhere else.
    """
    if out := lookup.outside(path.name, path, path.parent.parent):
        raise RoutineError((Problem(Place(str(path), 1, 1), *out),))
    return _exercise_in(path, _stamp(path))


@lru_cache(1024)
def _exercise_in(path: FilePath, _stamp: object) -> Exercise:
    return load_exercise(read_text(path), str(path))


def _stamp(path: FilePath) -> tuple[int, int] | None:
    """Return what changes when a file does, as far as the system tells."""
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size
    return None


def load_file(path: FilePath, folders: Sequence[FilePath]) -> Routine:
    """Load the routine in a file, with exercises of its own folder and of the others.

    It may come through a pipe; then there is nothing beside it.

    Raises:
        FileError: the file cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    if path.is_fifo():
        return load_routine(read_piped_text(path), str(path), catalogue_of(folders))
    file = path.resolve() if path.is_symlink() else path
    catalogue = catalogue_of([file.parent, *folders])
    return load_routine(read_text(path), str(path), catalogue, path)


def load_exercise(text: str, name: str) -> Exercise:
    """Parse an exercise from YAML text; messages call its file `name`.

    Raises:
        RoutineError: with every problem of the text.
    """
    source = SourceFile(name)
    return _validated(_exercise_values(text, source), Exercise, source)


def _exercise_values(text: str, source: SourceFile) -> object:
    """Read the values of an exercise's file.

    Raises:
        RoutineError: it is not YAML, or a routine.
    """
    data = read_values(text, source)
    if holds_routine(text):
        said = "this looks like a routine, not like an exercise"
        source.error((0, 0), said, "a folder named `exercises` is for exercises; put it elsewhere")
        source.check()
    return data


def holds_routine(text: str) -> bool:
    """Tell whether a file's text looks like that of a routine, also where it is not quite YAML."""
    return bool(re.search(r"^steps\s*:", text, re.MULTILINE))


def check_exercise(text: str, name: str) -> tuple[Problem, ...]:
    """Check an exercise's YAML text for what a listener would suffer from; return warnings.

    Raises:
        RoutineError: with every problem of the text.
    """
    source = SourceFile(name)
    data = _exercise_values(text, source)
    lint.check_words(data, source)
    lint.check_sides(_validated(data, Exercise, source), ("words",), source)
    return tuple(source.warnings)


def load_routine(
    text: str, name: str, catalogue: Mapping[str, Exercise], file: FilePath | None = None
) -> Routine:
    """Parse a routine from YAML text, with what it includes; messages call its file `name`.

    Args:
        text: the routine as YAML.
        name: what messages call it.
        catalogue: the exercises that it can name.
        file: where the text comes from; includes and sound files are looked for in its folder and
            below. Without it there are none.

    Raises:
        RoutineError: with every problem of the text, of a file that it includes, or of an exercise
            that it names.
    """
    source = SourceFile(name)
    chain = (file.resolve(),) if file else ()
    reader = _Reader(catalogue, chain)
    written, steps = reader.read(text, source, chain)
    warnings = {*source.warnings, *lint.check_steps(steps)}
    return Routine(
        written=written,
        steps=steps,
        voice_place=source.place(("voice",)),
        bed_place=source.place(sound_files.BED),
        warnings=tuple(sorted(each for each in warnings if each.place not in reader.meant)),
        recordings=tuple(reader.recordings),
        about_place=source.place(("about",)),
        meant=frozenset(reader.meant),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """What the steps of a file rely on, as it is written: its defaults and its own exercises."""

    defaults: dict[str, Any]
    exercises: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, data: object) -> _Here:
        """Pick them out of a file's data; validation refuses what is none of them."""
        top = data if isinstance(data, dict) else {}
        defaults, exercises = (top.get(key) for key in ("defaults", "exercises"))
        own = exercises if isinstance(exercises, dict) else {}
        return cls(
            defaults if isinstance(defaults, dict) else {},
            {name: each if isinstance(each, dict) else {} for name, each in own.items()},
        )

    @property
    def names(self) -> dict[str, str]:
        """What is written for each exercise, by its normalised names."""
        own = self.exercises.items()
        return {normal_name(name): key for key, e in own for name in (str(e.get("name", "")), key)}

    def variants(self, name: str) -> tuple[str, ...]:
        """List the variants of one of the exercises."""
        written = self.exercises[name].get("variants")
        return tuple(written) if isinstance(written, dict) else ()


class _Reader:
    """A routine file and those that it includes, each read once.

    By then, `recordings` are theirs, and `meant` the places in steps with a `because`.
    """

    def __init__(self, catalogue: Mapping[str, Exercise], chain: tuple[FilePath, ...]) -> None:
        self._catalogue = catalogue
        self._root = chain[0].parent if chain else None
        self._known: dict[FilePath, tuple[Step, ...]] = {}
        self._size = 0
        self.recordings: list[Recording] = []
        self.meant: set[Place] = set()

    def read(
        self, text: str, source: SourceFile, chain: tuple[FilePath, ...]
    ) -> tuple[RoutineFile, tuple[Step, ...]]:
        """Read a file; return it as it is written, and its steps.

        `chain` are the files from the first one to it.
        """
        self._size += len(text)
        data = read_values(text, source)
        _check_version(data, source)
        _check_kind(data, source)
        lint.check_words(data, source)
        here = _Here.of(data)
        self._check_own(here, source)
        reasoned = {path for path, step in _written_steps(data, ()) if "because" in step}
        self.meant |= source.places_in(reasoned) if reasoned else set()
        included: dict[Path, tuple[Step, ...]] = {}
        stations = {*_written_stations(data)}
        for path, step in _written_steps(data, ()):
            lacking = own.missing_in_station if path in stations else own.missing_in_step
            self._check_exercise(step, path, source, here, lacking)
            if isinstance(step.get("include"), str):
                included[path] = self._include(step["include"], (*path, "include"), source, chain)
        found = dict(self._recordings(data, source, chain))
        written = _validated(data, RoutineFile, source, _variables(data))
        chimes = {
            role: found.get(("chimes", role), sound)
            for role, sound in (written.chimes or {}).items()
        }
        bed = found.get(sound_files.BED, written.bed)
        written = written.model_copy(update={"chimes": chimes or None, "bed": bed})
        mine = {key: own.completed(e, written.defaults) for key, e in written.exercises.items()}
        for key, exercise in mine.items():
            sided = own.with_sides(exercise, written.defaults)
            lint.check_sides(sided, ("exercises", key, "words"), source)
        origin = Origin(source, written.defaults, self._with(mine), included, found)
        steps = resolve(written.steps, ("steps",), origin)
        source.check()
        return written, steps

    def _recordings(
        self, data: object, source: SourceFile, chain: tuple[FilePath, ...]
    ) -> Iterator[tuple[Path, FilePath]]:
        """Yield the sound files that a file names, each by the path of its step or of its chime."""
        for path, (name, place) in sound_files.named(data, _written_steps(data, ())).items():
            if file := sound_files.find(name, place, source, chain):
                if path != sound_files.BED:
                    self.recordings.append(Recording(file, source.place(place)))
                yield path, file

    def _with(self, mine: Mapping[str, Exercise]) -> Catalogue:
        """Put exercises of a file before those of the catalogue."""
        catalogue = self._catalogue
        names = (*mine, *catalogue)
        return Catalogue(names, lambda name: mine[name] if name in mine else catalogue[name])

    def _check_own(self, here: _Here, source: SourceFile) -> None:
        """Note what the exercises of a file lack, and which of them hide one of the catalogue."""
        for name, written in here.exercises.items():
            path = ("exercises", name)
            # what has no keys at all is told of once, by validation
            for said, hint in own.missing_in_exercise(written, here.defaults) if written else ():
                source.error(source.keys[path], said, hint)
            if name in self._catalogue:
                source.warn(path, f"`{name}` goes before the exercise of the catalogue")

    def _check_exercise(
        self,
        step: dict[str, Any],
        path: Path,
        source: SourceFile,
        here: _Here,
        lacking: Callable[[dict[str, Any], dict[str, Any]], Iterator[own.Lack]],
    ) -> None:
        """Note a stretch that is neither known nor has all that one of its own needs.

        `lacking` tells what a step of its own lacks.
        """
        name, variant = step.get("stretch"), step.get("variant")
        if not isinstance(name, str):
            return
        known = name in here.exercises or name in self._catalogue
        try:
            misspelt = own.changes_words(step) and self._near(name, source, here)
            own_words = own.is_own(step.get("words"), step.get("posture"), known=known)
            if own_words and not misspelt:
                for key, said, hint in lacking(step, here.defaults):
                    place = (*path, key) if key in step else path
                    source.error(source.mark(place), said, hint or self._near(name, source, here))
            elif not known:
                said = f"no exercise is called “{brief(name)}”"
                source.error(source.mark((*path, "stretch")), said, self._meant(name, source, here))
            else:
                variants = self._variants(name, here)
                if isinstance(variant, str) and variant not in variants:
                    has = f"it has {', '.join(variants) or 'none'}"
                    said = f"`{name}` has no variant “{brief(variant)}”; {has}"
                    hint = source.nearest(variant, variants)
                    source.error(source.mark((*path, "variant")), said, hint)
        except RoutineError as error:
            source.problems.extend(error.problems)
        except FileError as error:
            source.error(source.mark((*path, "stretch")), f"an exercise cannot be read: {error}")

    def _variants(self, name: str, here: _Here) -> Iterable[str]:
        """Return the names of the variants of an exercise that is known."""
        if name in here.exercises:
            return here.variants(name)
        return self._catalogue[name].variants

    def _meant(self, name: str, source: SourceFile, here: _Here) -> str:
        """Tell how an exercise is written that has the name, or how to make one."""
        if written := self._names.get(normal_name(name)):
            return f"write `{written}`"
        return " ".join(filter(None, (self._near(name, source, here), _OWN)))

    def _near(self, name: str, source: SourceFile, here: _Here) -> str:
        """Suggest the exercise whose name is misspelt, or return an empty text."""
        return source.nearest_of(normal_name(name), {**self._keys, **here.names}, SAME_WORD)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What is written for each name of an exercise that is right."""
        return names_of(dict(_readable(self._catalogue)))

    @cached_property
    def _keys(self) -> dict[str, str]:
        """What is written for each exercise; its other names may be near one by chance."""
        readable = dict(_readable(self._catalogue))
        return {normal_name(name): key for key in readable for name in (readable[key].name, key)}

    def _include(
        self, name: str, path: Path, source: SourceFile, chain: tuple[FilePath, ...]
    ) -> tuple[Step, ...]:
        """Return an included file's steps; if it cannot be read, note a problem and return none."""
        try:
            file = lookup.as_stored(chain[-1].parent / name).resolve() if chain else None
            if refused := self._refusal(file, name, source, chain):
                source.error(source.mark(path), *refused)
            elif file and file not in self._known:
                inner = SourceFile(_beside(source.name, name), source.problems, source.warnings)
                _, self._known[file] = self.read(read_text(file), inner, (*chain, file))
            return self._known.get(file, ()) if file else ()
        except RoutineError as error:
            source.problems.extend(error.problems)
        except (FileError, OSError, RuntimeError, ValueError):
            source.error(source.mark(path), f"“{brief(name)}” cannot be read")
        return ()

    def _refusal(
        self, file: FilePath | None, name: str, source: SourceFile, chain: tuple[FilePath, ...]
    ) -> tuple[str, str] | None:
        """Explain why a file is not included, with a hint; return None where it may be."""
        shown = brief(name)
        if file is None or self._root is None:
            return f"“{shown}” cannot be included here", "only a routine in a file includes others"
        if out := lookup.outside(name, file, self._root):
            return out
        if file in chain:
            circle = " → ".join(each.name for each in (*chain[chain.index(file) :], file))
            return f"“{shown}” goes in a circle: {circle}", ""
        if file.suffix not in lookup.SUFFIXES or not file.is_file():
            near = (path for suffix in lookup.SUFFIXES for path in file.parent.glob(f"*{suffix}"))
            known = {path.name: _beside(name, path.name) for path in near if path.is_file()}
            said = f"there is no routine file “{shown}”"
            return said, source.nearest_of(file.name, known)
        return self._excess(file, chain)

    def _excess(self, file: FilePath, chain: tuple[FilePath, ...]) -> tuple[str, str] | None:
        """Explain why a file would be too much, with a hint; return None where it is not."""
        if len(chain) >= DEEPEST_INCLUDE:
            return f"more than {DEEPEST_INCLUDE} files include one another", ""
        if self._size + file.stat().st_size > LARGEST:
            return f"with all that it includes it is larger than {LARGEST:,} bytes", ""
        return None


def _readable(catalogue: Mapping[str, Exercise]) -> Iterator[tuple[str, Exercise]]:
    """Yield the exercises that have no errors."""
    for name in catalogue:
        with suppress(RoutineError, FileError):
            yield name, catalogue[name]


def _beside(name: str, other: str) -> str:
    """Return what messages call a file whose name is relative to another one."""
    return posixpath.join(posixpath.dirname(name), other)


def _written_steps(data: object, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every step of a file as it is written, also nested ones, with its path."""
    steps = data.get("steps") if isinstance(data, dict) else None
    for i, step in enumerate(steps if isinstance(steps, list) else []):
        if isinstance(step, dict):
            here = (*path, "steps", i)
            yield here, step
            yield from _written_steps(step, here)


def _written_stations(data: object) -> Iterator[Path]:
    """Yield the paths of those steps of a file that are stations of an interval."""
    for path, step in _written_steps(data, ()):
        if "interval" in step:
            yield from (station for station, _ in _written_steps(step, path))


def _variables(data: object) -> dict[str, str]:
    """Collect the variables of a file whose values are texts; validation refuses the others."""
    written = data.get("variables") if isinstance(data, dict) else None
    pairs = written.items() if isinstance(written, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}


def _check_kind(data: object, source: SourceFile) -> None:
    """Refuse an exercise in the place of a routine.

    Raises:
        RoutineError: the data look like an exercise.
    """
    if isinstance(data, dict) and "words" in data and "steps" not in data:
        said = "this looks like an exercise, not like a routine"
        source.error((0, 0), said, "put it into a folder named `exercises`")
        source.check()


def _check_version(data: object, source: SourceFile) -> None:
    """Refuse a file that is meant for a newer matcue, before its keys are called unknown.

    Raises:
        RoutineError: the file is meant for a newer one.
    """
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, str) and version.isdecimal() and int(version[:9]) > FORMAT:
        said = f"the file is written in version {brief(version)} of the format"
        hint = f"matcue reads version {FORMAT} here; a newer matcue reads newer ones"
        # what else seems wrong may be right in the newer format
        source.problems.clear()
        source.error(source.mark(("version",)), said, hint)
        source.check()


def _validated(
    data: object, model: type[_Model], source: SourceFile, variables: dict[str, str] | None = None
) -> _Model:
    """Validate the data against a model, or raise every problem that the source has by then."""
    try:
        valid = model.model_validate(data, context=variables)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problems.explain(source, details, model)
        raise RoutineError(tuple(sorted(set(source.problems)))) from error
    source.check()
    return valid
