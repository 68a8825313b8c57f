"""Exporters: sinks that make a file. One module a format, known by the target's suffix.

To add a format:

1. Write a `matcue.exporters.export.Writer` in a module of its own (`wav.py` is the model), or, if
   FFmpeg can make the format, one more `Codec` in `encoded.py`.
2. Name it in `FORMATS` below as "module:callable"; it is called with the path to write and the
   label.
3. Add the suffix to `tests/exporters/conftest.py`, with a reader that is not ours; every test of
   the suite then runs for it.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.errors import SuffixError
from matcue.exporters.export import Export
from matcue.exporters.tags import Label
from matcue.exporters.whole import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcue.audio.loudness import Loudness
    from matcue.audio.ports import Sink
    from matcue.timeline.model import Timeline

FORMATS: Final = {
    ".wav": "matcue.exporters.wav:Wav",
    ".flac": "matcue.exporters.encoded:flac",
    ".mp3": "matcue.exporters.encoded:mp3",
    ".m4a": "matcue.exporters.encoded:m4a",
    ".opus": "matcue.exporters.encoded:opus",
}
"""Suffix, in lower case, to what writes it."""


def known_suffix(path: Path) -> str:
    """The key of `FORMATS` that `path` asks for; capitals do not matter.

    Raises:
        SuffixError: it has no suffix, or one that names no format.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise SuffixError(str(path), tuple(FORMATS))
    return suffix


def check_target(path: Path) -> None:
    """Nothing, if `path` can be made; to be asked before the work is done.

    Raises:
        SuffixError: its suffix names no format.
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    known_suffix(path)
    check(path)


def open_exporter(
    path: Path,
    timeline: Timeline,
    comment: str,
    progress: Callable[[int], None],
    loudness: Loudness | None = None,
) -> Sink:
    """A sink that makes the file `path`, whole or not at all, in the format its suffix names.

    Args:
        path: the file to make; an older one is replaced on success and untouched otherwise.
        timeline: where the title and the chapters come from.
        comment: kept in the file's tags.
        progress: called after each block with the frames done so far.
        loudness: of the whole, for players that bring all files to one loudness.

    Raises:
        SuffixError: the suffix names no format.
    """
    module, _, name = FORMATS[known_suffix(path)].partition(":")
    writer = getattr(import_module(module), name)
    label = Label(timeline, comment, loudness)
    return Export(path, partial(writer, label=label), progress)
