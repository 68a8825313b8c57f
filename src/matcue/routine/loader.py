"""YAML text to values; every problem at once, each with its line, its column and a hint.

A routine file is a stranger's: its size, depth and number of values are bounded before anything
is built from it, aliases are refused (they are what makes a small file explode) and no tag makes
an object.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from matcue.errors import FileError, Problem, RoutineError, brief
from matcue.routine import problems
from matcue.routine.catalogue import Routine, Stretch, decide
from matcue.routine.model import (
    MOST_SECTIONS,
    Exercise,
    RestStep,
    RoutineFile,
    SayStep,
    StretchStep,
)
from matcue.routine.problems import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read."""
DEEPEST: Final = 12
"""Levels of nesting, the outermost one counted."""
MOST_VALUES: Final = 60_000
"""Keys and values of the longest file."""

_Model = TypeVar("_Model", bound=BaseModel)
_Yaml: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REMEDIES: Final = {
    "mapping values are not allowed in this context": "a text with a colon goes in quotation marks",
    "found character that cannot start any token": "indent with spaces, not with a tab",
    "found a tab character that violates indentation": "indent with spaces, not with a tab",
    "did not find expected '-' indicator": "the indent is not that of the lines above",
    "did not find expected key": "the indent is not that of the lines above",
}
"""What most often helps, by what the parser says."""
_STANDARD_TAG: Final = "tag:yaml.org,2002:"


def read_text(path: Path) -> str:
    """The text of a file, UTF-8 with or without a byte-order mark, at most `LARGEST` bytes.

    Raises:
        FileError: the file cannot be read.
        RoutineError: it is too large or not UTF-8.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise FileError(str(path), error.strerror or "it cannot be read") from error
    if len(raw) > LARGEST:
        problem = Problem(str(path), 1, 1, f"the file is larger than {LARGEST:,} bytes")
        raise RoutineError((problem,))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        problem = Problem(str(path), line, column, "the text is not UTF-8", "save it as UTF-8")
        raise RoutineError((problem,)) from error


def load_exercise(text: str, name: str) -> Exercise:
    """The exercise that `text` describes; `name` is the file's in messages.

    Raises:
        RoutineError: with every problem of the text.
    """
    page = Page(name)
    return _validated(_data(text, page), Exercise, page)


def load_routine(text: str, name: str, catalogue: Mapping[str, Exercise]) -> Routine:
    """The routine that `text` describes; `name` is the file's in messages.

    Raises:
        RoutineError: with every problem of the text, or of an exercise that it names.
    """
    page = Page(name)
    data = _data(text, page)
    _check_stretches(data, catalogue, page)
    written = _validated(data, RoutineFile, page)
    steps = tuple(
        decide(step, catalogue) if isinstance(step, StretchStep) else step for step in written.steps
    )
    _check_size(steps, page)
    return Routine(
        title=written.title,
        about=written.about,
        welcome=written.welcome,
        closing=written.closing,
        voice=written.voice,
        speed=written.speed,
        pace=written.pace,
        steps=steps,
    )


def _check_stretches(data: object, catalogue: Mapping[str, Exercise], page: Page) -> None:
    """Note each stretch that is neither in the catalogue nor told in words of its own."""
    steps = data.get("steps") if isinstance(data, dict) else None
    for i, step in enumerate(steps if isinstance(steps, list) else []):
        name = step.get("stretch") if isinstance(step, dict) and "words" not in step else None
        if not isinstance(name, str):
            continue
        if name not in catalogue:
            hint = problems.nearest(name, catalogue) or "give it `words` of its own"
            place = page.place(("steps", i, "stretch"))
            page.complain(place, f"no exercise is called “{brief(name)}”", hint)
        elif "tempo" in step and catalogue[name].hold and "reps" not in step:
            place = page.keys["steps", i, "tempo"]
            page.complain(place, "a `tempo` is for repetitions; a hold has none")


def _check_size(steps: tuple[Stretch | SayStep | RestStep, ...], page: Page) -> None:
    """Refuse a routine that unrolls to more sections than anybody will do.

    Raises:
        RoutineError: it does.
    """
    sections = 0
    for i, step in enumerate(steps):
        sections += step.sections if isinstance(step, Stretch) else 1
        if sections > MOST_SECTIONS:
            page.complain(page.place(("steps", i)), f"more than {MOST_SECTIONS:,} sets and sides")
            page.check()


def _validated(data: object, model: type[_Model], page: Page) -> _Model:
    """The model of the data, or every problem that the page has by then."""
    try:
        valid = model.model_validate(data)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problems.explain(page, details, model)
        raise RoutineError(tuple(sorted(page.problems))) from error
    page.check()
    return valid


def _data(text: str, page: Page) -> object:
    """The file as dicts, lists and texts, with every place noted on the page.

    Raises:
        RoutineError: it is not YAML, or more of it than is read.
    """
    if found := _NOT_TEXT.search(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start()) - 1
        page.complain((line, column), f"the character U+{ord(found[0]):04X} is not text")
        page.check()
    try:
        _guard(text, page)
        root = yaml.compose(text, Loader=_Yaml)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        page.complain(place, f"not YAML: {error.problem}", _REMEDIES.get(error.problem or "", ""))
        root = None
    if root is not None:
        return _plain(root, (), page)
    if not page.problems:
        page.complain((0, 0), "the file is empty")
    raise RoutineError(tuple(page.problems))


def _guard(text: str, page: Page) -> None:
    """Refuse, by its events alone, what would cost too much to build.

    Raises:
        RoutineError: it is refused.
        yaml.YAMLError: it is not YAML.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Yaml)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        refused = (
            (isinstance(event, yaml.AliasEvent), "aliases (*) are not read; write it out"),
            (depth > DEEPEST, f"more than {DEEPEST} levels of nesting"),
            (count > MOST_VALUES, f"more than {MOST_VALUES:,} values"),
        )
        for refuse, why in refused:
            if refuse and event.start_mark:
                page.complain((event.start_mark.line, event.start_mark.column), why)
                page.check()


def _plain(node: yaml.Node, path: problems.Path, page: Page) -> object:
    mark = (node.start_mark.line, node.start_mark.column)
    page.values[path] = mark
    if not node.tag.startswith(_STANDARD_TAG) or "python" in node.tag:
        page.complain(mark, f"the tag {brief(node.tag)} is not read")
        return None
    if isinstance(node, yaml.ScalarNode):
        if found := _NOT_TEXT.search(node.value):
            page.complain(mark, f"the character U+{ord(found[0]):04X} is not text")
        return None if node.tag.endswith(":null") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), page) for i, item in enumerate(node.value)]
    return _mapping(node, path, page)


def _mapping(node: yaml.Node, path: problems.Path, page: Page) -> dict[str, object]:
    data: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        mark = (key_node.start_mark.line, key_node.start_mark.column)
        if not isinstance(key, str) or _NOT_TEXT.search(key):
            page.complain(mark, "a key is a single word")
        elif key in data:
            page.complain(mark, f"`{brief(key)}` stands here twice")
        else:
            page.keys[*path, key] = mark
            data[key] = _plain(value_node, (*path, key), page)
    return data
