"""The composition root: names become objects here, and the path is walked from end to end."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from matcue.audio.cache import CachedVoice
from matcue.audio.chimes import CHIMES
from matcue.audio.fallback import FallbackVoice
from matcue.audio.mix import Mix
from matcue.audio.transport import Command, Transport
from matcue.errors import FileError, MatcueError, RoutineError, VoiceClosed
from matcue.exporters import check_target, open_exporter
from matcue.recordings import read_recording
from matcue.routine import library
from matcue.settings import (
    Chosen,
    Settings,
    cache_folder,
    config_file,
    own_routines,
    read_config,
    settle,
)
from matcue.sinks import open_sink, resolve
from matcue.timeline.arrange import Arranged, arrange, lay, sounds
from matcue.timeline.document import document, kind
from matcue.timeline.model import Chime, Cue, Script, Sound, Timeline
from matcue.timeline.moment import Moment, moment
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, clock
from matcue.voices import engine
from matcue.voices.speaker import Speaker
from matcue.voices.tone import CHARACTER
from matcue.voices.worker import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.audio.ports import Block, Voice

__all__ = [
    "Command",
    "Cue",
    "Listed",
    "Moment",
    "Reporter",
    "Session",
    "Timeline",
    "clock",
    "document",
    "export",
    "kind",
    "names",
    "play",
    "prepare",
    "routines",
    "timeline",
]

FALLBACK: Final = "system"
"""The voice that speaks when the chosen one cannot."""
STAND_IN: Final = "tone"
"""The voice that needs neither a process of its own nor a cache."""
DISCLAIMER: Final = (
    "For information only, not medical advice. Ask a health professional about your own case."
)


class Reporter(Protocol):
    """Who is told how the work goes."""

    def tell(self, sentence: str) -> None:
        """Something that the person should know, once."""

    def detail(self, sentence: str) -> None:
        """Something for who asked to know more."""

    def done(self, sentence: str) -> None:
        """What came of it, for who waited."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` of what a stage counts."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A routine as a list shows it; `seconds` is an estimate, since nothing has been spoken."""

    name: str
    title: str
    about: str
    seconds: float


def folders() -> tuple[Path, ...]:
    """Where routines are looked for: the person's own first, then the bundled ones."""
    return own_routines(), library.shipped("routines")


def names() -> tuple[str, ...]:
    """The names of all routines."""
    return tuple(library.names(folders()))


def routines(reporter: Reporter) -> list[Listed]:
    """Every routine that has a name; of those that are wrong the reporter is told what is."""
    listed = []
    for name, path in library.names(folders()).items():
        try:
            listed.append(_listed(name, path))
        except (RoutineError, FileError) as error:
            reporter.tell(str(error))
    return listed


def timeline(name: str, chosen: Chosen, reporter: Reporter) -> Timeline:
    """The timeline of a routine.

    Raises:
        MatcueError: as `prepare`.
    """
    script, settings = _read(name, chosen)
    return prepare(script, settings, reporter).timeline


def export(name: str, chosen: Chosen, target: Path | None, reporter: Reporter) -> Path:
    """The file that a routine was written to: `target`, or NAME.m4a in the current folder.

    Raises:
        FileError: it cannot be written, or its suffix names no format.
        MatcueError: as `prepare`.
    """
    path = target or Path(f"{Path(name).stem}.m4a")
    check_target(path)
    script, settings = _read(name, chosen)
    mix = prepare(script, settings, reporter)
    spoken = replace(settings, voice=mix.timeline.voice)
    comment = f"{script.about} Made with {spoken}. {DISCLAIMER}"

    def progress(done: int) -> None:
        reporter.progress("Writing", done, mix.frames)

    with open_exporter(path, mix.timeline, comment, progress) as exporter:
        exporter.drain(Transport(mix))
    whole = mix.timeline
    reporter.done(f"{path}: {clock(whole.frames)}, {len(whole.chapters)} chapters")
    return path


def play(
    name: str, chosen: Chosen, sink: str, watch: Callable[[Session], None], reporter: Reporter
) -> None:
    """Play a routine while `watch` looks on; it ends when the session does, or when `watch` does.

    Sound begins as soon as the first section is prepared; the others follow while it plays.

    Raises:
        DeviceError: there is no sound device, or it went away.
        MatcueError: as `prepare`.
    """
    script, settings = _read(name, chosen)
    with (
        open_sink(sink) as speakers,
        ThreadPoolExecutor(2) as pool,
        _voice(settings, reporter) as voice,
    ):
        reporter.detail(f"The sink {resolve(sink)} plays.")
        rehearsal = _Rehearsal(script, voice)
        reporter.progress("Preparing the voice", 0, 1)
        rehearsal.prepare_next()
        reporter.progress("Preparing the voice", 1, 1)
        transport = Transport(rehearsal.mix(), complete=False)
        performing = pool.submit(speakers.drain, transport)
        preparing = pool.submit(_prepare_rest, rehearsal, transport)
        try:
            watch(Session(script, transport, performing))
        finally:
            transport.send(Command.STOP)
            wait([performing])
    performing.result()
    preparing.result()


class Session:
    """A routine while it plays, for who looks on and controls it."""

    def __init__(self, script: Script, transport: Transport, performing: Future[None]) -> None:
        self._script = script
        self._transport = transport
        self._performing = performing

    @property
    def over(self) -> bool:
        """Whether the last sound has been handed over, or the session was stopped."""
        return self._performing.done()

    @property
    def paused(self) -> bool:
        """Whether it waits for the person."""
        return self._transport.paused

    @property
    def timeline(self) -> Timeline:
        """What is prepared so far."""
        return self._transport.mix.timeline

    def moment(self) -> Moment:
        """What is heard now."""
        return moment(self.timeline, self._transport.position)

    def after(self, section: int) -> str:
        """The title of what follows a section, prepared or not; empty after the last."""
        following = self._script.sections[section + 1 :]
        return following[0].title if following else ""

    def send(self, command: Command) -> None:
        """Ask for something."""
        self._transport.send(command)


class _Rehearsal:
    """The sections of a script, spoken and arranged one after another."""

    def __init__(self, script: Script, voice: Voice) -> None:
        self._script = script
        self._voice = voice
        self._parts: list[Arranged] = []
        self._clips: dict[Sound, Block] = {}

    @property
    def prepared(self) -> int:
        return len(self._parts)

    @property
    def complete(self) -> bool:
        return self.prepared == len(self._script.sections)

    def prepare_next(self) -> None:
        index = self.prepared
        section = self._script.sections[index]
        for sound in sounds(section):
            if sound not in self._clips:
                self._clips[sound] = _clip(sound, self._voice)
        lengths = {sound: len(self._clips[sound]) for sound in sounds(section)}
        self._parts.append(arrange(section, index, lengths))

    def mix(self) -> Mix:
        """Everything that is prepared so far."""
        return Mix(lay(self._script, self._parts, self._voice.name), dict(self._clips))


def prepare(script: Script, settings: Settings, reporter: Reporter) -> Mix:
    """A whole script made audible, in one voice from end to end.

    Raises:
        VoiceError: no voice can speak.
    """
    with _voice(settings, reporter) as voice:
        while True:
            identity, rehearsal = voice.identity, _Rehearsal(script, voice)
            for i in range(len(script.sections)):
                reporter.progress("Speaking", i, len(script.sections))
                rehearsal.prepare_next()
            reporter.progress("Speaking", len(script.sections), len(script.sections))
            if voice.identity == identity:
                return rehearsal.mix()


def _prepare_rest(rehearsal: _Rehearsal, transport: Transport) -> None:
    """Prepare ahead of the ear until the session is over.

    The transport is given more each time that half as much again is ready, so that a long routine
    costs no more than a few mixes. What fails ends the session where it has come to: all that is
    ready is still heard.
    """
    given = 1
    try:
        while not (rehearsal.complete or transport.stopped):
            rehearsal.prepare_next()
            if rehearsal.complete or rehearsal.prepared > given * 3 // 2:
                given = rehearsal.prepared
                transport.extend(rehearsal.mix(), complete=rehearsal.complete)
    except VoiceClosed:
        return
    except MatcueError:
        transport.extend(rehearsal.mix(), complete=True)
        raise


def _read(name: str, chosen: Chosen) -> tuple[Script, Settings]:
    """A routine's script, and the settings of the session."""
    routine = library.load(library.find(name, folders()))
    settings = settle(chosen, read_config(config_file()), routine)
    return write_script(routine, Pace(settings.pace)), settings


def _listed(name: str, path: Path) -> Listed:
    routine = library.load(path)
    script = write_script(routine, Pace(routine.pace or Pace().factor))
    parts = [
        arrange(section, i, {sound: _estimate(sound) for sound in sounds(section)})
        for i, section in enumerate(script.sections)
    ]
    return Listed(name, routine.title, routine.about, float(lay(script, parts, "").seconds))


def _estimate(sound: Sound) -> int:
    """About how many frames a sound lasts, without making it."""
    if isinstance(sound, Chime):
        return round(CHIMES[sound.text][0] * HOUSE_RATE)
    return len(sound.text) * CHARACTER


def _clip(sound: Sound, voice: Voice) -> Block:
    if isinstance(sound, Chime):
        return read_recording(library.shipped("sounds") / f"{sound.text}.flac")
    return voice.speak(sound.text)


@contextmanager
def _voice(settings: Settings, reporter: Reporter) -> Iterator[Voice]:
    """The chosen voice, remembered, with the system's behind it."""
    speed = float(settings.speed)
    if settings.voice == STAND_IN:
        yield Speaker(STAND_IN, engine(STAND_IN), speed)
        return
    with WorkerVoice(settings.voice, speed) as first, WorkerVoice(FALLBACK, speed) as second:
        chosen, behind = (CachedVoice(voice, cache_folder()) for voice in (first, second))
        yield chosen if settings.voice == FALLBACK else FallbackVoice(chosen, behind, reporter.tell)
