"""Routines written to files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.app.library import read_routine
from matcue.app.prepare import prepared, with_own_choices
from matcue.app.sounds import master_of
from matcue.app.synthesis import AT_ONCE
from matcue.atomic import file_errors
from matcue.audio.transport import Transport
from matcue.errors import FileError, UsageError, VerifyError, brief
from matcue.exporters import (
    FORMATS,
    MOST_TRACKS,
    WITH_COVER,
    WITH_CUE_SHEET,
    check_target,
    check_there,
    known_suffix,
    open_exporter,
    readback_check,
)
from matcue.exporters.metadata import Metadata
from matcue.exporters.sidecars import SIDECARS, sidecar_files, write_sidecar
from matcue.exporters.writer import CHECKING, RecordingSpec, pcm_blocks
from matcue.numerals import counted, size
from matcue.pictures.render import PICTURES, cover_png, draw_cover
from matcue.processes import cores
from matcue.settings import resolve_settings
from matcue.units import clock

if TYPE_CHECKING:
    from matcue.app.prepare import Preparation
    from matcue.audio.loudness import Loudness
    from matcue.audio.mix import Mix
    from matcue.exporters.writer import EncodedSound
    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.settings import Choices, Settings
    from matcue.timeline.model import Script, Timeline


DISCLAIMER: Final = (
    "For information only, not medical advice. Ask a health professional about your own case."
)
MADE: Final = (*FORMATS, *SIDECARS, *PICTURES)
"""Suffixes of what an export can be."""
EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The variable with the time that is to pass for now (reproducible-builds.org)."""


def today() -> str:
    """Date an export, as YYYY-MM-DD: by the environment's `EPOCH` if it is set, or as today.

    Raises:
        UsageError: the environment's value is no time.
    """
    told = os.environ.get(EPOCH)
    if not told:
        return datetime.now().astimezone().date().isoformat()
    try:
        return datetime.fromtimestamp(int(told), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{EPOCH}: “{brief(told)}” is not a number of seconds.") from error


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a file is made.

    `force` replaces one that is there; `cover` puts a picture of the session into it; `date`, as
    YYYY-MM-DD, is when it was asked for; `at_once` is how many texts are spoken at the same time;
    `threads` and `encoded` are as in `RecordingSpec`.
    """

    force: bool = False
    cover: bool = True
    date: str = field(default_factory=today)
    at_once: int = AT_ONCE
    threads: int = field(default_factory=cores)
    encoded: EncodedSound | None = None


def target_of(name: str, target: Path | None) -> Path:
    """Choose the file that a routine is written to: `target`, or NAME.m4a in the current folder."""
    return target or Path(f"{Path(name).stem}.m4a")


def export(
    name: str, chosen: Choices, target: Path | None, how: ExportOptions, reporter: Reporter
) -> Path:
    """Write a routine to a file, read it back and check it; return its path.

    Raises:
        FileError: it already exists, or cannot be written.
        VerifyError: it came out wrong, and was not kept.
        SuffixError: its suffix names no format.
        MatcueError: as `timeline`.
    """
    path, chosen = target_of(name, target), with_own_choices(chosen)
    files = checked_files(path, resolve_settings(chosen), how)
    record(*read_routine(name, chosen), files, how, reporter)
    return path


def record(
    routine: Routine,
    settings: Settings,
    files: tuple[Path, ...],
    how: ExportOptions,
    reporter: Reporter,
) -> tuple[Timeline, Loudness | None]:
    """Write a routine to files as `write_files` does, brought to the length that was chosen.

    What is wrong with the bed is told before speaking takes its time.

    Raises:
        MatcueError: as `export`.
    """
    heard = known_suffix(files[0], MADE) in FORMATS
    master = master_of(settings) if heard or settings.fit else None
    with prepared(settings, reporter, master if heard else None, how.at_once) as preparation:
        return write_files(preparation.script(routine), preparation, files, how)


def checked_files(path: Path, settings: Settings, how: ExportOptions) -> tuple[Path, ...]:
    """List the file, and those of words beside it, after checking that each can be made.

    Raises:
        FileError: one of them already exists, or cannot be written.
        SuffixError: the suffix of the file names no format.
    """
    files = tuple(dict.fromkeys((path, *sidecar_files(path, settings.captions))))
    for file in files:
        check_target(file, force=how.force, known=MADE)
    return files


def write_files(
    script: Script, preparation: Preparation, files: tuple[Path, ...], how: ExportOptions
) -> tuple[Timeline, Loudness | None]:
    """Write a script to a file, then words beside it; return its timeline and its loudness.

    The suffix decides what is made: the sound, the words or the cover; only sound has a loudness.
    Its length is reported.
    """
    mix, loudness = preparation.mix(script), None
    if known_suffix(files[0], MADE) in FORMATS:
        loudness = _write_sound(script, mix, preparation, files[0], how)
    for file in files:
        suffix = known_suffix(file, MADE)
        if suffix in SIDECARS:
            write_sidecar(file, mix.timeline, DISCLAIMER)
        elif suffix in PICTURES:
            draw_cover(mix.timeline, file)
    length, chapters = clock(mix.frames), len(mix.timeline.chapters)
    if known_suffix(files[0], MADE) in WITH_CUE_SHEET and chapters > MOST_TRACKS:
        preparation.reporter.tell(
            f"There is no cue sheet: it holds {MOST_TRACKS} chapters, and these are {chapters}."
        )
    told = f"{length}, {counted(chapters, 'chapter')}, {size(files[0].stat().st_size)}"
    preparation.reporter.done(f"{', '.join(map(str, files))}: {told}")
    return mix.timeline, loudness


def _write_sound(
    script: Script, mix: Mix, preparation: Preparation, path: Path, how: ExportOptions
) -> Loudness:
    """Write a mix to a sound file; return its loudness."""
    settings, reporter = preparation.settings, preparation.reporter
    spoken = replace(settings, voice=mix.timeline.voice)
    spec = RecordingSpec(mix.timeline, mix.channels, settings.quality, how.threads, how.encoded)
    wanted = how.cover and known_suffix(path) in WITH_COVER
    cover = _cover(mix.timeline, reporter) if wanted else b""

    def metadata_of(loudness: Loudness) -> Metadata:
        comment = f"{script.about} Made with {spoken}. Loudness {loudness}. {DISCLAIMER}"
        return Metadata(mix.timeline, comment, how.date, loudness, cover)

    def progress(stage: str, done: int) -> None:
        reporter.progress(stage, done, mix.frames)

    with open_exporter(path, spec, metadata_of, progress) as exporter:
        exporter.drain(Transport(mix))
    return exporter.loudness


def _cover(timeline: Timeline, reporter: Reporter) -> bytes:
    """Draw the cover; return no bytes where that fails: the sound matters more."""
    try:
        return cover_png(timeline)
    except FileError as error:
        reporter.tell(f"The file gets no cover: {error}")
        return b""


def verify(name: str, chosen: Choices, target: Path | None, reporter: Reporter) -> str:
    """Check that a file is what `export` would write; return what was found in it, as a sentence.

    Nothing is written.

    Raises:
        FileError: it is not there, or cannot be read.
        VerifyError: it is another session, or a damaged one; with every difference.
        MatcueError: as `timeline`.
    """
    path = target_of(name, target)
    check_there(path)
    routine, settings = read_routine(name, with_own_choices(chosen))
    with prepared(settings, reporter, master_of(settings)) as preparation:
        mix = preparation.mix(preparation.script(routine))
    wanted = readback_check(path, RecordingSpec(mix.timeline, mix.channels))
    done = 0
    for pcm in pcm_blocks(Transport(mix)):
        wanted.add(pcm)
        done += len(pcm)
        reporter.progress("Measuring", done, mix.frames)
    with file_errors(path):
        found = wanted.read(path, lambda done: reporter.progress(CHECKING, done, mix.frames))
    if differences := wanted.compare(found):
        raise VerifyError(str(path), differences)
    length, chapters = clock(found.frames), len(found.chapters)
    loudness = found.loudness or wanted.loudness
    return f"{path} is the session: {length}, {chapters} chapters, {loudness}."
