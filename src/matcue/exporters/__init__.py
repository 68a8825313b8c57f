"""Exporters: sinks that make a file. One module a format, known by the target's suffix.

To add a format:

1. Write a `matcue.exporters.writer.Writer` in a module of its own (`wav.py` is the model), or, if
   FFmpeg can make the format, one more `Codec` in `ffmpeg.py`.
2. Name it in `FORMATS` below as "module:callable"; it is called with the path to write and
   what is recorded.
3. Say in `TOLERANCES` of `verify.py` how near it comes to what it is given; each file is then read
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from matcue.audio.loudness import Loudness
    from matcue.exporters.metadata import Metadata
    from matcue.exporters.verify import ReadbackCheck
    from matcue.exporters.writer import Exporter, RecordingSpec

FORMATS: Final = {
    ".wav": "matcue.exporters.wav:Wav",
    ".flac": "matcue.exporters.ffmpeg:flac",
    ".mp3": "matcue.exporters.lame:Lame",
    ".m4a": "matcue.exporters.ffmpeg:m4a",
    ".m4b": "matcue.exporters.ffmpeg:m4b",
    ".opus": "matcue.exporters.ffmpeg:opus",
    ".ogg": "matcue.exporters.libsndfile:Vorbis",
    ".html": "matcue.exporters.html_page:PageWriter",
}
"""Suffix, in lower case, to what writes it."""
WITH_CUE_SHEET: Final = (".wav", ".flac")
"""Those beside which a sheet of the chapters lies."""
LONGEST_NAME: Final = 255
"""Bytes of the longest name of a file that disks take."""
MOST_TRACKS: Final = 99
"""Chapters of the longest sheet: tracks of a compact disc."""
WITH_COVER: Final = tuple(suffix for suffix in FORMATS if suffix not in {".wav", ".html"})
"""Those that can carry a picture."""
MP4: Final = (".m4a", ".m4b")
SAME_SOUND: Final = (*MP4, ".html")
"""Those that hold the same packets of sound; the page holds a file of the first."""


def suffix_among(path: Path, known: Iterable[str]) -> str:
    """Find the longest `known` suffix that `path` has, or an empty text; case does not matter.

    >>> from pathlib import Path
    >>> known = (".txt", ".timed.txt")
    >>> [suffix_among(Path(name), known) for name in ("a.Timed.TXT", "a.txt", "a.wav", ".txt")]
    ['.timed.txt', '.txt', '', '']
    """
    name = path.name.lower()
    fitting = (suffix for suffix in known if name.endswith(suffix) and name != suffix)
    return max(fitting, key=len, default="")


def known_suffix(path: Path, known: Iterable[str] = FORMATS) -> str:
    """Find the longest of the `known` suffixes that `path` has; case does not matter.

    Raises:
        SuffixError: it has none of them.
    """
    if suffix := suffix_among(path, known):
        return suffix
    raise SuffixError(str(path), tuple(known))


def check_target(path: Path, *, force: bool, known: Iterable[str] = FORMATS) -> None:
    """Check, before the work is done, that `path` can be made.

    Raises:
        SuffixError: its suffix is not one of those that are `known`.
        FileError: it is a folder, or its folder is missing or cannot be written, or it or its cue
            sheet exists already and is not to be replaced by `force`.
    """
    known_suffix(path, known)
    for made in filter(None, (path, cue_sheet_of(path))):
        if os.path.lexists(check_writable(made)) and not force:
            raise FileError(str(made), "it already exists; --force replaces it")


def check_there(path: Path) -> None:
    """Check, before the work is done, that `path` is a file that can be verified.

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
    spec: RecordingSpec,
    metadata_of: Callable[[Loudness], Metadata],
    progress: Callable[[str, int], None] = lambda *_: None,
) -> Iterator[Exporter]:
    """Open an exporter that writes `path` atomically, in the format that its suffix names.

    For the formats in `WITH_CUE_SHEET`, the cue sheet is written after the file.

    Args:
        path: the file to make; an older one is replaced on success and untouched otherwise.
        spec: the recording that will be written.
        metadata_of: makes the file's metadata from the loudness of all that was written.
        progress: called with `writer.ENCODING` or `writer.CHECKING` and the frames done so far.

    The exporter raises `VerifyError` where the file, read back, is not what was to be written.

    Raises:
        SuffixError: the suffix names no format.
        FileError: a file cannot be written.
    """
    from matcue.exporters.writer import Exporter

    suffix = known_suffix(path)
    module, _, name = FORMATS[suffix].partition(":")
    writer = getattr(import_module(module), name)
    check = readback_check(path, spec)
    with Exporter(path, lambda part: writer(part, spec), check, metadata_of, progress) as sink:
        yield sink
    if sheet := cue_sheet_of(path):
        _write_cue_sheet(path, sheet, metadata_of(sink.loudness))


def cue_sheet_of(path: Path) -> Path | None:
    """Return the path of a sound file's cue sheet; None where its format has none.

    It is its own even where only the format differs. Formats share one where a name is so long that
    no disk takes a longer one.
    """
    if not suffix_among(path, WITH_CUE_SHEET):
        return None
    own = path.with_name(f"{path.name}.cue")
    return own if len(os.fsencode(own.name)) <= LONGEST_NAME else path.with_suffix(".cue")


def _write_cue_sheet(path: Path, sheet: Path, metadata: Metadata) -> None:
    """Write the cue sheet of a sound file atomically, if it holds all chapters."""
    if len(metadata.timeline.chapters) > MOST_TRACKS:
        return
    from matcue.exporters.cuesheet import cue_sheet

    with file_errors(sheet), atomic_file(sheet) as part:
        part.write_bytes(cue_sheet(path.name, metadata))


def readback_check(path: Path, spec: RecordingSpec) -> ReadbackCheck:
    """Make the check that the finished file `path`, read back, must pass.

    Raises:
        SuffixError: the suffix names no format.
    """
    from matcue.exporters.verify import TOLERANCES, ReadbackCheck

    return ReadbackCheck(spec, TOLERANCES[known_suffix(path)])
