"""What is to be made: routines, in every variant, as jobs of one file each."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.app.batch.fingerprint import fingerprint
from matcue.app.library import load_routine_file, with_choices
from matcue.app.sounds import OFF, bed_file, bed_named, wrong_bed
from matcue.atomic import file_errors
from matcue.errors import FileError, MatcueError, RoutineError, UsageError, brief
from matcue.exporters import FORMATS, SAME_SOUND, cue_sheet_of
from matcue.exporters.sidecars import sidecar_files
from matcue.paths import config_file, routine_folders
from matcue.reading import open_file
from matcue.routine import lookup
from matcue.settings import VARYING, Choices, parse_choices, parse_row, read_config, varying
from matcue.voices.catalog import check_voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from matcue.app.export import ExportOptions
    from matcue.routine.plan import Routine
    from matcue.settings import Settings

DEFAULT_FORMAT: Final = ".m4a"
"""The format where none is chosen."""
LONGEST: Final = 200
"""Bytes of the longest name, without its suffix; file systems take 255 in all."""
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""

Reasons = tuple[tuple[str, MatcueError], ...]
"""What could not be made, by the file's or the routine's name, and why."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are made together.

    Every one of `routines` (names or paths) is made with every variant of the texts in `matrix`,
    which has them by setting, in every format of `suffixes`; `choices` are the same for all.
    """

    routines: tuple[str, ...]
    choices: Mapping[str, str | None]
    matrix: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...]
    how: ExportOptions

    def variants(self) -> Iterator[dict[str, str]]:
        """Yield every variant of what varies; where nothing does, a single empty one."""
        for texts in product(*self.matrix.values()):
            yield dict(zip(self.matrix, texts, strict=True))


@dataclass(frozen=True, slots=True)
class Job:
    """One file that is to be made, with all that it takes, wherever it is made.

    `file` is its name, `source` the routine's; `varied` tells what is its own in a batch. `sounds`
    are the sound files that it names, by their paths. `fingerprint` is that of its content.
    """

    file: str
    source: str
    varied: tuple[tuple[str, str], ...]
    routine: Routine
    settings: Settings
    how: ExportOptions
    sounds: tuple[tuple[str, bytes], ...] = ()
    fingerprint: str = ""

    @property
    def suffix(self) -> str:
        """The suffix of its file."""
        return Path(self.file).suffix

    @property
    def words(self) -> tuple[str, str, tuple[str, ...], Fraction]:
        """What decides how its words sound: jobs in which it is the same say nearly the same."""
        chosen = self.settings
        return self.source, chosen.voice, chosen.fallback, chosen.speed

    @property
    def sound(self) -> str:
        """The name of a file in which the sound is encoded as in this one's."""
        path = Path(self.file)
        return path.with_suffix(SAME_SOUND[0]).name if path.suffix in SAME_SOUND else path.name

    @property
    def files(self) -> frozenset[str]:
        """The names of its file, and of all that may lie beside it."""
        path = Path(self.file)
        beside = cue_sheet_of(path), *sidecar_files(path, self.settings.captions)
        return frozenset(each.name for each in (path, *filter(None, beside)))

    def digest(self) -> str:
        """Compute the digest of its content on this machine."""
        return fingerprint(self.routine, self.settings, self.how, self.suffix, dict(self.sounds))


def batch_of(
    words: Sequence[str],
    matrix: Sequence[str],
    formats: Sequence[str],
    choices: Mapping[str, str | None],
    how: ExportOptions,
) -> Batch:
    """Build the batch that a person asks for.

    Args:
        words: names of routines; where there is a matrix, also more of it, like `speeds=0.9,1`.
        matrix: settings with their texts, like `voices=piper,system`, one or several in a text.
        formats: suffixes without the dot, one or several in a text; none for the usual one.
        choices: what all have in common, as it was written.
        how: how all are made.

    Raises:
        UsageError: a setting or a format is unknown, or has no text.
    """
    more = [word for word in words if matrix and _setting(word)]
    asked = [part for text in matrix for part in text.split()] + more
    routines = tuple(dict.fromkeys(word for word in words if word not in more))
    suffixes = tuple(dict.fromkeys(_suffix(name) for text in formats for name in parse_row(text)))
    return Batch(routines, choices, read_matrix(asked), suffixes or (DEFAULT_FORMAT,), how)


def read_matrix(asked: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Parse the texts of each setting that varies, from parts like `speeds=0.9,1`.

    Raises:
        UsageError: a setting is unknown, or has no text.
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in asked:
        setting, texts = _setting(part), parse_row(part.partition("=")[2])
        if not setting or not texts:
            known = ", ".join(name.replace("_", "-") for name in VARYING)
            raise UsageError(
                f"matrix: “{brief(part)}” is not like voices=piper,system; what can vary: {known}."
            )
        found[setting] = tuple(dict.fromkeys((*found.get(setting, ()), *texts)))
    return found


def jobs_of(batch: Batch) -> tuple[tuple[Job, ...], Reasons]:
    """List the jobs of a batch, and which of its routines cannot be made at all.

    Raises:
        RoutineNotFound: there is no such routine.
        UsageError: a setting cannot be, or two files would have the same name.
        VoiceNotFound: there is no such voice.
        FileError: the bed's file cannot be read.
    """
    own = read_config(config_file())
    variants = [
        (variant, {**own, **parse_choices({**batch.choices, **variant})})
        for variant in batch.variants()
    ]
    paths = {name: lookup.find(name, routine_folders()) for name in batch.routines}
    check_names(batch, [path.stem for path in paths.values()])
    drafts: list[Job] = []
    reasons: list[tuple[str, MatcueError]] = []
    for name, path in paths.items():
        try:
            routine = _loaded(path)
            drafts += [_draft(batch, path.stem, routine, *each) for each in variants]
        except (RoutineError, FileError) as error:
            reasons.append((name, error))
    _check_choices([draft.settings for draft in drafts])
    return tuple(job for draft in drafts for job in _ready(batch, draft)), tuple(reasons)


def _loaded(path: Path) -> Routine:
    """Load the routine in a file, after checking that all its sounds can be played.

    Raises:
        RoutineError: it is wrong, or one of them cannot be.
        FileError: the file cannot be read.
    """
    routine = load_routine_file(path)
    if wrong := wrong_bed(routine):
        raise RoutineError((wrong,))
    return routine


def _draft(
    batch: Batch, stem: str, routine: Routine, variant: dict[str, str], chosen: Choices
) -> Job:
    """Draft a job that lacks its format and the sound files."""
    settled, settings = with_choices(routine, chosen)
    return Job(
        file_name(stem, variant, ""), stem, tuple(variant.items()), settled, settings, batch.how
    )


def _check_choices(chosen: Sequence[Settings]) -> None:
    """Check that all voices and beds are there.

    Raises:
        UsageError, VoiceNotFound, FileError: one is not.
    """
    for voice in {voice for each in chosen for voice in (each.voice, *each.fallback)}:
        check_voice(voice)
    for name in {each.bed for each in chosen} - {OFF}:
        bed_named(name)


def _ready(batch: Batch, draft: Job) -> Iterator[Job]:
    """Yield a job for each format, with its fingerprint.

    Raises:
        FileError: a sound file cannot be read.
    """
    sounds = tuple(_sounds(draft.routine, draft.settings))
    for suffix in batch.suffixes:
        job = replace(draft, file=f"{draft.file}{suffix}", sounds=sounds)
        yield replace(job, fingerprint=job.digest())


def _sounds(routine: Routine, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Read the sound files of a session; yield the path and the bytes of each."""
    files = {str(recording.file): recording.file for recording in routine.recordings}
    if under := bed_file(settings.bed):
        files[settings.bed] = under
    for name, path in files.items():
        with file_errors(path), open_file(path) as file:
            yield name, file.read()


def file_name(stem: str, variant: Mapping[str, str], suffix: str) -> str:
    """Name a file: by the routine, then what varies, in a form that every file system takes.

    >>> file_name("walk", {"voice": "system:en-gb", "speed": "0.9"}, ".m4a")
    'walk, system-en-gb, speed 0.9.m4a'
    """
    told = (
        text if name == "voice" else f"{name.replace('_', '-')} {text}"
        for name, text in variant.items()
    )
    text = unicodedata.normalize("NFC", ", ".join((stem, *told)))
    safe = re.sub(r"[^\w ,.+()&-]", "-", text).strip(" .") or "routine"
    if _RESERVED.fullmatch(safe):
        safe = f"_{safe}"
    if len(safe.encode()) > LONGEST:
        tail = hashlib.sha256(safe.encode()).hexdigest()[:8]
        safe = f"{safe.encode()[: LONGEST - 9].decode(errors='ignore')}-{tail}"
    return f"{safe}{suffix}"


def check_names(batch: Batch, stems: Iterable[str]) -> None:
    """Check that all files have names of their own, also where capitals do not matter.

    Raises:
        UsageError: two would be the same.
    """
    known: set[str] = set()
    for stem, variant in product(stems, batch.variants()):
        file = file_name(stem, variant, batch.suffixes[0])
        if file.casefold() in known:
            raise UsageError(
                f"Two files would be called “{file}”; make them in two folders, with -d."
            )
        known.add(file.casefold())


def _setting(part: str) -> str | None:
    """Find the setting that a part of a matrix names; None if it names none."""
    name, is_one, _ = part.partition("=")
    return varying(name) if is_one else None


def _suffix(name: str) -> str:
    suffix = f".{name.lower().removeprefix('.')}"
    if suffix not in FORMATS:
        known = ", ".join(known.removeprefix(".") for known in FORMATS)
        raise UsageError(f"format: “{brief(name)}” is not one of {known}.")
    return suffix
