"""YAML text to plain values, each with its place in the file; the only reader of YAML.

A routine file is a stranger's: its size, depth and number of values are bounded before anything
is built from it, aliases are refused (they are what makes a small file explode) and no tag makes
an object. Every scalar stays the text that stands in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

import yaml

from matcue.atomic import file_errors
from matcue.errors import Place, Problem, RoutineError, brief
from matcue.reading import open_file, read_pipe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path as FilePath

    from matcue.routine.problems import Mark, Path, SourceFile

LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read."""
DEEPEST: Final = 16
"""Levels of nesting, the outermost one counted."""
MOST_VALUES: Final = 60_000
"""Keys and values of the longest file."""

_Yaml: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_TEXT: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TABS: Final = "indent with spaces, not with a tab"
_QUOTED: Final = "a text that begins with {} goes in quotation marks"
_INDENT: Final = "the indent is not that of the lines above"
_REMEDIES: Final = {
    "mapping values are not allowed in this context": (
        "a text with a colon goes in quotation marks; or the line is indented too far, or the line "
        "above lacks a colon and a space"
    ),
    "could not find expected ':'": (
        "a key needs a colon and a space after it; text after >- is indented further than its key"
    ),
    "found character that cannot start any token": (
        "indent with spaces, not with a tab; a text that begins with @, % or ` goes in quotation "
        "marks"
    ),
    "found a tab character that violates indentation": _TABS,
    "did not find expected '-' indicator": _INDENT,
    "did not find expected key": f"{_INDENT}, or a quotation mark inside a text has ended it",
    "did not find expected alphabetic or numeric character": (
        f"{_QUOTED.format('* or &')}; a list has hyphens"
    ),
    "block sequence entries are not allowed in this context": (
        f"{_QUOTED.format('a hyphen')}; a list begins on the line below its key"
    ),
    "mapping keys are not allowed in this context": _QUOTED.format("?"),
    "did not find expected node content": _QUOTED.format("a comma, ] or }"),
    "did not find expected ',' or ']'": f"a bracket is open; {_QUOTED.format('[')}",
    "did not find expected ',' or '}'": f"a brace is open; {_QUOTED.format('{')}",
    "did not find expected comment or line break": "text after > or | begins on the next line",
    "but found another document": "--- begins a second routine; make it a file of its own",
}
"""What most often helps, by what the parser says."""
_LIST: Final = (
    "a list goes below a key of its own, as below `steps`, its hyphens one below the other"
)
"""What helps where a hyphen stands in the place of a key."""
_ENCODINGS: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
"""Other encodings, by the first bytes of a file."""
_LONG_DASHES: Final = ("– ", "— ")
_NO_DASH: Final = "a long dash begins no list", "use a hyphen (-) and a space"
_STANDARD_TAG: Final = "tag:yaml.org,2002:"


def read_text(path: FilePath) -> str:
    """Read a file's text, UTF-8 with or without a byte-order mark, at most `LARGEST` bytes.

    Raises:
        FileError: it cannot be read, or is no file.
        RoutineError: it is too large or not UTF-8.
    """
    with file_errors(path), open_file(path) as file:
        raw = file.read(LARGEST + 1)
    return decode(raw, str(path))


def read_piped_text(path: FilePath) -> str:
    """Read the text that comes through a pipe, as that of a file.

    Raises:
        FileError: nothing comes, too much, or it cannot be read.
        RoutineError: it is not UTF-8.
    """
    with file_errors(path):
        raw = read_pipe(path, LARGEST)
    return decode(raw, str(path))


def decode(raw: bytes, name: str) -> str:
    """Decode the bytes of a file to text; messages call the file `name`.

    Raises:
        RoutineError: there are too many of them, or they are not UTF-8.
    """
    if len(raw) > LARGEST:
        problem = Problem(Place(name, 1, 1), f"the file is larger than {LARGEST:,} bytes")
        raise RoutineError((problem,))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = Place(name, line, error.start - raw.rfind(b"\n", 0, error.start))
        said = "the text is not UTF-8"
        if other := _ENCODINGS.get(raw[:2]):
            said = f"{said}, it is {other}"
        raise RoutineError((Problem(place, said, "save it as UTF-8"),)) from error


def read_values(text: str, source: SourceFile) -> object:
    """Parse YAML text to dicts, lists and texts, and note every place on the source.

    What is wrong inside it is noted on the source as well.

    Raises:
        RoutineError: it is not YAML, or more of it than is read (see `_guard`).
    """
    if found := _NOT_TEXT.search(text):
        line = text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start()) - 1
        source.error((line, column), f"the character U+{ord(found[0]):04X} is not text")
        source.check()
    try:
        _guard(text, source)
        root = yaml.compose(text, Loader=_Yaml)
    except yaml.MarkedYAMLError as error:
        source.error(*_not_yaml(error, text.splitlines()))
        root = None
    if root is not None:
        return _plain(root, (), source, text.splitlines())
    if not source.problems:
        source.error((0, 0), "the file is empty")
    raise RoutineError(tuple(source.problems))


def _not_yaml(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[Mark, str, str]:
    """Tell where a text is not YAML, what the parser says, and what most often helps."""
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    listed = problem == "did not find expected key" and lines[line][column:].startswith("- ")
    remedy = _LIST if listed else _REMEDIES.get(problem, "")
    return (line, column), f"not YAML: {problem.removeprefix('but ')}", remedy


def _guard(text: str, source: SourceFile) -> None:
    """Refuse, by its YAML events alone, a text that would cost too much to build.

    Raises:
        RoutineError: it is refused.
        yaml.YAMLError: it is not YAML.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Yaml)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if (why := _refusal(event, depth, count)) and event.start_mark:
            source.error((event.start_mark.line, event.start_mark.column), why)
            source.check()


def _refusal(event: yaml.Event, depth: int, count: int) -> str:
    """Explain why a text is refused at an event of it; return "" where it is not."""
    if isinstance(event, yaml.AliasEvent):
        return f"aliases (*) are not read, write it out; {_QUOTED.format('*')}"
    if isinstance(event, yaml.ScalarEvent) and event.anchor:
        return f"anchors (&) are not read; {_QUOTED.format('&')}"
    if depth > DEEPEST:
        return f"more than {DEEPEST} levels of nesting"
    return f"more than {MOST_VALUES:,} values" if count > MOST_VALUES else ""


def _plain(node: yaml.Node, path: Path, source: SourceFile, lines: Sequence[str]) -> object:
    mark = (node.start_mark.line, node.start_mark.column)
    source.values[path] = mark
    if not node.tag.startswith(_STANDARD_TAG) or "python" in node.tag:
        source.error(mark, *_tag(node.tag))
    if isinstance(node, yaml.ScalarNode):
        if found := _NOT_TEXT.search(node.value):
            source.error(mark, f"the character U+{ord(found[0]):04X} is not text")
        if node.value.startswith(_LONG_DASHES):
            source.error(mark, *_NO_DASH)
        if comment := _comment(node, lines):
            source.comments[path] = comment
        return None if node.tag.endswith(":null") else normalize("NFC", node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), source, lines) for i, item in enumerate(node.value)]
    return _mapping(node, path, source, lines)


def _comment(node: yaml.ScalarNode, lines: Sequence[str]) -> str:
    """Return the comment that ends a text without quotation marks, with the space before it."""
    line, column = node.end_mark.line, node.end_mark.column
    rest = lines[line][column:] if not node.style and line < len(lines) else ""
    return rest if rest.lstrip().startswith("#") else ""


def _tag(tag: str) -> tuple[str, str]:
    """Explain what is wrong with a tag, and what to write instead."""
    shown = tag.removeprefix(_STANDARD_TAG)
    shown = shown if shown.startswith("!") else f"!!{shown}"
    hints = {"!include": "a step `include: FILE` brings the steps of another routine"}
    return f"the tag {brief(shown)} is not read", hints.get(
        shown, f"write the value without it; {_QUOTED.format('!')}"
    )


def _mapping(
    node: yaml.Node, path: Path, source: SourceFile, lines: Sequence[str]
) -> dict[str, object]:
    data: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        mark = (key_node.start_mark.line, key_node.start_mark.column)
        if not isinstance(key, str) or _NOT_TEXT.search(key):
            source.error(mark, "a key is a single word")
        elif key.startswith(_LONG_DASHES):
            source.error(mark, *_NO_DASH)
        elif key_node.tag.endswith(":merge"):
            source.error(mark, "merges (<<) are not read; write it out, or use `defaults`")
        elif (key := normalize("NFC", key)) in data:
            source.error(mark, f"`{brief(key)}` stands here twice")
        else:
            source.keys[*path, key] = mark
            data[key] = _plain(value_node, (*path, key), source, lines)
    return data
