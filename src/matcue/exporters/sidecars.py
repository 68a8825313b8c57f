"""The words of a session as files beside its sound, each known by what its name ends with.

To add a kind, write a function of a timeline and the notice that goes with it, which gives the
text of the file, and name it in `SIDECARS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, file_errors
from matcue.errors import brief
from matcue.exporters import suffix_among

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matcue.timeline.model import Timeline

SIDECARS: Final = {
    ".vtt": "matcue.exporters.subtitles:vtt",
    ".srt": "matcue.exporters.subtitles:srt",
    ".lrc": "matcue.exporters.subtitles:lrc",
    ".txt": "matcue.exporters.subtitles:txt",
    ".timed.txt": "matcue.exporters.subtitles:timed",
    ".chapters.vtt": "matcue.exporters.subtitles:chapters",
    ".sheet.html": "matcue.exporters.handout:handout",
}
"""What the name of a file ends with, in lower case, to what makes its text."""

KINDS: Final = {suffix.split(".")[1]: suffix for suffix in SIDECARS}
"""What a kind of words is called, to the end of its files' names."""


def parse_kinds(text: str) -> tuple[str, ...]:
    """Parse a comma-separated list of kinds of sidecars; `off` is none, `all` is each.

    Raises:
        ValueError: a kind is not known; the message says which are.

    >>> parse_kinds("vtt, srt,vtt"), parse_kinds("off")
    (('vtt', 'srt'), ())
    """
    if text.strip() in {"off", "all"}:
        return tuple(KINDS) if text.strip() == "all" else ()
    kinds = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for kind in kinds:
        if kind not in KINDS:
            raise ValueError(f"“{brief(kind)}” is not one of {', '.join(KINDS)}, nor all, nor off")
    return kinds


def sidecar_files(path: Path, kinds: Iterable[str]) -> tuple[Path, ...]:
    """List the sidecars of some kinds, named as `path` is up to its suffix.

    >>> from pathlib import Path
    >>> [str(path) for path in sidecar_files(Path("a/b.m4a"), ("vtt", "sheet"))]
    ['a/b.vtt', 'a/b.sheet.html']
    """
    stem = path.name[: len(path.name) - len(suffix_among(path, SIDECARS) or path.suffix)]
    return tuple(path.with_name(f"{stem}{KINDS[kind]}") for kind in kinds)


def write_sidecar(path: Path, timeline: Timeline, notice: str) -> None:
    """Write a timeline's sidecar atomically, in the format that the file's name asks for.

    Args:
        path: the file to make, whose name ends with one of `SIDECARS`.
        timeline: what is heard.
        notice: what is to be written along with the words.

    Raises:
        FileError: nothing can be written there.
    """
    module, _, name = SIDECARS[suffix_among(path, SIDECARS)].partition(":")
    text = getattr(import_module(module), name)(timeline, notice)
    with file_errors(path), atomic_file(path) as part:
        part.write_bytes(text.encode())
