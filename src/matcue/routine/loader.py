"""Files to values: a routine with its includes and exercises; every problem at once."""

from __future__ import annotations

import posixpath
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from matcue.errors import FileError, Problem, RoutineError, brief
from matcue.routine import advice, problems, recordings
from matcue.routine.catalogue import Recording, Routine, Step, called, plain
from matcue.routine.exercise import Exercise
from matcue.routine.model import FORMAT, RoutineFile
from matcue.routine.problems import Page, Path
from matcue.routine.text import LARGEST, read_text, read_values
from matcue.routine.unroll import Origin, unroll

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as FilePath

SUFFIXES: Final = (".yaml", ".yml")
"""How the names of routine files end."""
DEEPEST_INCLUDE: Final = 8
"""How many files may include one another in a row."""

_Model = TypeVar("_Model", bound=BaseModel)


def load_exercise(text: str, name: str) -> Exercise:
    """The exercise that `text` describes; `name` is the file's in messages.

    Raises:
        RoutineError: with every problem of the text.
    """
    page = Page(name)
    return _validated(read_values(text, page), Exercise, page)


def check_exercise(text: str, name: str) -> tuple[Problem, ...]:
    """What a listener would suffer from in the exercise that `text` describes.

    Raises:
        RoutineError: with every problem of the text.
    """
    page = Page(name)
    data = read_values(text, page)
    advice.of_words(data, page)
    advice.of_sides(_validated(data, Exercise, page), ("words",), page)
    return tuple(page.warnings)


def load_routine(
    text: str, name: str, catalogue: Mapping[str, Exercise], file: FilePath | None = None
) -> Routine:
    """The routine that `text` describes; `name` is the file's in messages.

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
    page = Page(name)
    chain = (file.resolve(),) if file else ()
    reader = _Reader(catalogue, chain)
    written, steps = reader.read(text, page, chain)
    return Routine(
        written=written,
        steps=steps,
        voice_place=page.place(("voice",)),
        warnings=tuple(sorted({*page.warnings, *advice.of_steps(steps)})),
        recordings=tuple(reader.recordings),
    )


class _Reader:
    """A routine file and those that it includes, each read once; their `recordings` by then."""

    def __init__(self, catalogue: Mapping[str, Exercise], chain: tuple[FilePath, ...]) -> None:
        self._catalogue = catalogue
        self._root = chain[0].parent if chain else None
        self._known: dict[FilePath, tuple[Step, ...]] = {}
        self._size = 0
        self.recordings: list[Recording] = []

    def read(
        self, text: str, page: Page, chain: tuple[FilePath, ...]
    ) -> tuple[RoutineFile, tuple[Step, ...]]:
        """A file as it is written, and its steps; `chain` are the files from the first to it."""
        self._size += len(text)
        data = read_values(text, page)
        _check_version(data, page)
        _check_kind(data, page)
        advice.of_words(data, page)
        included: dict[Path, tuple[Step, ...]] = {}
        for path, step in _written_steps(data, ()):
            self._check_exercise(step, path, page)
            if isinstance(step.get("include"), str):
                included[path] = self._include(step["include"], (*path, "include"), page, chain)
        found = dict(self._recordings(data, page, chain))
        written = _validated(data, RoutineFile, page, _variables(data))
        chimes = {
            role: found.get(("chimes", role), sound)
            for role, sound in (written.chimes or {}).items()
        }
        written = written.model_copy(update={"chimes": chimes or None})
        origin = Origin(page, written.defaults, self._catalogue, included, found)
        steps = unroll(written.steps, ("steps",), origin)
        page.check()
        return written, steps

    def _recordings(
        self, data: object, page: Page, chain: tuple[FilePath, ...]
    ) -> Iterator[tuple[Path, FilePath]]:
        """The sound files that a file names, each by the way to its step, or to its chime."""
        for path, (name, place) in recordings.named(data, _written_steps(data, ())).items():
            if file := recordings.find(name, place, page, chain):
                self.recordings.append(Recording(file, page.place(place)))
                yield path, file

    def _check_exercise(self, step: dict[str, Any], path: Path, page: Page) -> None:
        """Note a stretch that is neither in the catalogue nor told in words of its own."""
        name, variant = step.get("stretch"), step.get("variant")
        if not isinstance(name, str) or step.get("words") is not None:
            return
        try:
            exercise = self._catalogue.get(name)
            if exercise is None:
                hint = self._nearest(name, page) or "give it `words` to make it one of your own"
                said = f"no exercise is called “{brief(name)}”"
                page.complain(page.mark((*path, "stretch")), said, hint)
            elif isinstance(variant, str) and variant not in exercise.variants:
                known = f"it has {', '.join(exercise.variants) or 'none'}"
                said = f"`{name}` has no variant “{brief(variant)}”; {known}"
                hint = page.nearest(variant, exercise.variants)
                page.complain(page.mark((*path, "variant")), said, hint)
        except RoutineError as error:
            page.problems.extend(error.problems)
        except FileError as error:
            page.complain(page.mark((*path, "stretch")), f"an exercise cannot be read: {error}")

    def _nearest(self, name: str, page: Page) -> str:
        """A hint at the exercise that is meant, by any of its names."""
        if written := self._names.get(plain(name)):
            return f"write `{written}`"
        return page.nearest_of(plain(name), self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What is written for each name of an exercise that is right."""
        return called(dict(_readable(self._catalogue)))

    def _include(
        self, name: str, path: Path, page: Page, chain: tuple[FilePath, ...]
    ) -> tuple[Step, ...]:
        """The steps of an included file; none, and a problem on the page, where it cannot be."""
        try:
            file = (chain[-1].parent / name).resolve() if chain else None
            if refused := self._refusal(file, name, page, chain):
                page.complain(page.mark(path), *refused)
            elif file and file not in self._known:
                inner = Page(_beside(page.name, name), page.problems, page.warnings)
                _, self._known[file] = self.read(read_text(file), inner, (*chain, file))
            return self._known.get(file, ()) if file else ()
        except RoutineError as error:
            page.problems.extend(error.problems)
        except (FileError, OSError, RuntimeError, ValueError):
            page.complain(page.mark(path), f"“{brief(name)}” cannot be read")
        return ()

    def _refusal(
        self, file: FilePath | None, name: str, page: Page, chain: tuple[FilePath, ...]
    ) -> tuple[str, str] | None:
        """Why a file is not included, and a hint."""
        shown = brief(name)
        if file is None or self._root is None:
            return f"“{shown}” cannot be included here", "only a routine in a file includes others"
        if not file.is_relative_to(self._root):
            return f"“{shown}” lies outside the routine's own folder", "copy it there"
        if file in chain:
            circle = " → ".join(each.name for each in (*chain[chain.index(file) :], file))
            return f"“{shown}” goes in a circle: {circle}", ""
        if file.suffix not in SUFFIXES or not file.is_file():
            near = (path for suffix in SUFFIXES for path in file.parent.glob(f"*{suffix}"))
            known = {path.name: _beside(name, path.name) for path in near if path.is_file()}
            said = f"there is no routine file “{shown}”"
            return said, page.nearest_of(file.name, known)
        return self._excess(file, chain)

    def _excess(self, file: FilePath, chain: tuple[FilePath, ...]) -> tuple[str, str] | None:
        """Why a file would be too much, and a hint."""
        if len(chain) >= DEEPEST_INCLUDE:
            return f"more than {DEEPEST_INCLUDE} files include one another", ""
        if self._size + file.stat().st_size > LARGEST:
            return f"with all that it includes it is larger than {LARGEST:,} bytes", ""
        return None


def _readable(catalogue: Mapping[str, Exercise]) -> Iterator[tuple[str, Exercise]]:
    """The exercises that are right."""
    for name in catalogue:
        with suppress(RoutineError, FileError):
            yield name, catalogue[name]


def _beside(name: str, other: str) -> str:
    """What messages call a file that is named as seen from another one."""
    return posixpath.join(posixpath.dirname(name), other)


def _written_steps(data: object, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every step of a file as it is written, also those inside others, and the way to it."""
    steps = data.get("steps") if isinstance(data, dict) else None
    for i, step in enumerate(steps if isinstance(steps, list) else []):
        if isinstance(step, dict):
            here = (*path, "steps", i)
            yield here, step
            yield from _written_steps(step, here)


def _variables(data: object) -> dict[str, str]:
    """The variables of a file, as far as they are what they should be."""
    written = data.get("variables") if isinstance(data, dict) else None
    pairs = written.items() if isinstance(written, dict) else ()
    return {name: text for name, text in pairs if isinstance(text, str)}


def _check_kind(data: object, page: Page) -> None:
    """Refuse an exercise that stands where a routine should.

    Raises:
        RoutineError: it is one.
    """
    if isinstance(data, dict) and "words" in data and "steps" not in data:
        said = "this looks like an exercise, not like a routine"
        page.complain((0, 0), said, "put it into a folder named `exercises`")
        page.check()


def _check_version(data: object, page: Page) -> None:
    """Refuse a file that is meant for a newer matcue, before its keys are called unknown.

    Raises:
        RoutineError: it is.
    """
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, str) and version.isdecimal() and int(version[:9]) > FORMAT:
        said = f"the file is written in version {brief(version)} of the format"
        hint = f"matcue reads version {FORMAT} here; a newer matcue reads newer ones"
        page.problems.clear()
        page.complain(page.mark(("version",)), said, hint)
        page.check()


def _validated(
    data: object, model: type[_Model], page: Page, variables: dict[str, str] | None = None
) -> _Model:
    """The model of the data, or every problem that the page has by then."""
    try:
        valid = model.model_validate(data, context=variables)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problems.explain(page, details, model)
        raise RoutineError(tuple(sorted(set(page.problems)))) from error
    page.check()
    return valid
