"""Exporters: sinks that make a file. One module a format, known by the target's suffix.

To add a format:

1. Write a `matcue.exporters.export.Writer` in a module of its own (`wav.py` is the model), or, if
   FFmpeg can make the format, one more `Codec` in `encoded.py`.
2. Name it in `FORMATS` below as "module:callable"; it is called with the path to write and
   the programme.
3. Say in `MARGINS` of `verify.py` how near it comes to what it is given; each file is then read
   again and checked.
4. Add the suffix to `tests/exporters/conftest.py`, with a reader that is not ours; every test of
   the suite then runs for it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, check_writable, file_errors, real_path
from matcue.errors import FileError, SuffixError
from matcue.exporters.cuesheet import cue_sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from matcue.audio.loudness import Loudness
    from matcue.exporters.export import Export, Programme
    from matcue.exporters.tags import Label
    from matcue.exporters.verify import Proof

FORMATS: Final = {
    ".wav": "matcue.exporters.wav:Wav",
    ".flac": "matcue.exporters.encoded:flac",
    ".mp3": "matcue.exporters.encoded:mp3",
    ".m4a": "matcue.exporters.encoded:m4a",
    ".m4b": "matcue.exporters.encoded:m4b",
    ".opus": "matcue.exporters.encoded:opus",
    ".ogg": "matcue.exporters.vorbis:Vorbis",
    ".html": "matcue.exporters.page:Page",
}
"""Suffix, in lower case, to what writes it."""
WITH_SHEET: Final = (".wav", ".flac")
"""Those beside which a sheet of the chapters lies."""
WITH_COVER: Final = tuple(suffix for suffix in FORMATS if suffix not in {".wav", ".html"})
"""Those that can carry a picture."""


def suffix_among(path: Path, known: Iterable[str]) -> str:
    """The longest of some suffixes that `path` has, or nothing; capitals do not matter.

    >>> from pathlib import Path
    >>> known = (".txt", ".timed.txt")
    >>> [suffix_among(Path(name), known) for name in ("a.Timed.TXT", "a.txt", "a.wav", ".txt")]
    ['.timed.txt', '.txt', '', '']
    """
    name = path.name.lower()
    fitting = (suffix for suffix in known if name.endswith(suffix) and name != suffix)
    return max(fitting, key=len, default="")


def known_suffix(path: Path, known: Iterable[str] = FORMATS) -> str:
    """The longest of some suffixes that `path` has; capitals do not matter.

    Raises:
        SuffixError: it has none of them.
    """
    if suffix := suffix_among(path, known):
        return suffix
    raise SuffixError(str(path), tuple(known))


def check_target(path: Path, *, force: bool, known: Iterable[str] = FORMATS) -> None:
    """Nothing, if `path` can be made; to be asked before the work is done.

    Raises:
        SuffixError: its suffix is not one of those that are `known`.
        FileError: it is a folder, or its folder is missing or cannot be written, or there is a
            file of that name, or of that of its sheet, which is not to be replaced by `force`.
    """
    sheets = [sheet_of(path)] if known_suffix(path, known) in WITH_SHEET else []
    for made in (path, *sheets):
        if os.path.lexists(check_writable(made)) and not force:
            raise FileError(str(made), "it is there already; --force replaces it")


def check_there(path: Path) -> None:
    """Nothing, if there is a file that can be verified; to be asked before the work is done.

    Raises:
        SuffixError: its suffix names no format.
        FileError: it is not there, or is a folder, a pipe or a device.
    """
    known_suffix(path)
    if not real_path(path).exists():
        raise FileError(str(path), "there is no such file; without --verify it is made")


@contextmanager
def open_exporter(
    path: Path,
    programme: Programme,
    label: Callable[[Loudness], Label],
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Export]:
    """What makes the file `path`, whole or not at all, in the format its suffix names.

    A sheet is made after the file, where the format is to have one.

    Args:
        path: the file to make; an older one is replaced on success and untouched otherwise.
        programme: what will be written.
        label: what the file says about itself, by how loud all that was written is.
        progress: called after each block with the frames done so far.

    The sink raises `VerifyError` where the file, read again, is not what was to be written.

    Raises:
        SuffixError: the suffix names no format.
        FileError: a file cannot be written.
    """
    from matcue.exporters.export import Export

    suffix = known_suffix(path)
    module, _, name = FORMATS[suffix].partition(":")
    writer = getattr(import_module(module), name)
    check = proof(path, programme)
    with Export(path, lambda part: writer(part, programme), check, label, progress) as sink:
        yield sink
    if suffix in WITH_SHEET:
        _lay_sheet(path, label(sink.loudness))


def _lay_sheet(path: Path, label: Label) -> None:
    """Write the sheet of a sound file beside it, whole or not at all."""
    beside = sheet_of(path)
    with file_errors(beside), atomic_file(beside) as part:
        part.write_bytes(cue_sheet(path.name, label))


def proof(path: Path, programme: Programme) -> Proof:
    """What the file `path` must hold.

    Raises:
        SuffixError: the suffix names no format.
    """
    from matcue.exporters.verify import MARGINS, Proof

    return Proof(programme, MARGINS[known_suffix(path)])
