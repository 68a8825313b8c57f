"""A script while it plays."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from matcue.app.live_edits import LEVELS, LiveEditor
from matcue.app.prepare import prepared
from matcue.app.sounds import WAKING, master_of
from matcue.app.synthesis import Synthesis
from matcue.audio.transport import Transport
from matcue.sinks import open_sink, resolve, wakes_late
from matcue.sinks.reconnecting import ReconnectingSink
from matcue.timeline.commands import Command, Gain, Move
from matcue.timeline.queries import Moment, moment_at, titles_ahead
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from threading import Event

    from matcue.app.bookmark import ResumePoint, SessionSpec
    from matcue.app.prepare import Preparation
    from matcue.reporting import Reporter
    from matcue.settings import Settings
    from matcue.timeline.model import Script, Timeline


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a session is at one time.

    `timeline` is what is prepared so far; `left` are the frames until the end, those of sections
    that are not prepared yet by estimate.
    """

    timeline: Timeline
    moment: Moment
    left: int


class Session:
    """A routine while it plays, for those that show and control it."""

    def __init__(
        self,
        script: Script,
        transport: Transport,
        editor: LiveEditor,
        speakers: ReconnectingSink,
        playing: Future[None],
    ) -> None:
        self._script = script
        self._transport = transport
        self._editor = editor
        self._speakers = speakers
        self._playing = playing

    @property
    def over(self) -> bool:
        """Whether the last sound has been handed over, or the session was stopped."""
        return self._playing.done()

    @property
    def paused(self) -> bool:
        """Whether it waits for the person."""
        return self._transport.paused

    @property
    def trouble(self) -> str:
        """Why the position stands and nothing is heard, in a sentence; empty while all is well."""
        return self._speakers.problem

    @property
    def level(self) -> Gain:
        """How loud it is."""
        return self._editor.level

    @property
    def levels(self) -> tuple[Gain, Gain]:
        """How soft and how loud it can be, at most."""
        return Gain(LEVELS[0]), self._editor.loudest

    @property
    def answers(self) -> Sequence[str]:
        """What it has answered so far to what was asked: the words of each, in order."""
        return self._editor.answers

    def moment(self) -> Moment:
        """Describe what plays now."""
        return self.snapshot().moment

    def snapshot(self) -> Snapshot:
        """Take a snapshot of where the session is now."""
        here = self._transport.here
        left = max(here.timeline.frames - here.position, 0) + self._editor.after(here.timeline)
        return Snapshot(here.timeline, moment_at(here.timeline, here.position), left)

    def after(self, section: int) -> tuple[str, ...]:
        """List what to get ready for in a section and after it, prepared or not: `titles_ahead`."""
        return titles_ahead(self._script.sections[section:])

    def send(self, command: Command | Gain | Move) -> Event:
        """Send a command, gain or move to the transport and the editor: each does its own part.

        Return an event that is set when the position, the pause or the level is as asked for, or
        never will be.
        """
        if isinstance(command, Gain):
            return self._editor.ask(command)
        done = self._transport.send(command)
        if isinstance(command, Command):
            self._editor.ask(command)
        if command is Command.STOP:
            self._speakers.give_up()
        return done


@dataclass(frozen=True, slots=True)
class Frontend:
    """Where a session is played: through which sink, who watches, and what they can press.

    A session ends when `watch` returns. `ways` are what can be pressed to go on, as it is said.
    """

    sink: str
    watch: Callable[[Session], None]
    ways: tuple[str, ...] = ()


@contextmanager
def prepared_to_play(
    settings: Settings, frontend: Frontend, reporter: Reporter
) -> Iterator[Preparation]:
    """Open the voices for a frontend; words have a lead where its device wakes late.

    Raises:
        UsageError: there is no such bed.
        VoiceNotFound: there is no such voice.
    """
    if settings.lead is None and wakes_late(frontend.sink, settings.device):
        settings = replace(settings, lead=WAKING)
    with prepared(settings, reporter, master_of(settings)) as preparation:
        yield preparation


def play_session(spec: SessionSpec, preparation: Preparation, frontend: Frontend) -> None:
    """Play a session on a frontend, until it is over or nobody watches any more.

    Sound begins as soon as the first words are prepared; the others follow while it plays. Who
    begins in the midst of it is told where that is. When the sound device goes away
    the session waits for it, and tells where one is when it is back.

    Raises:
        DeviceError: there is no sound device.
        DeviceNotFound: there is none of the name.
        UsageError: there is no such sink.
        VoiceError: no voice can speak.
    """
    settings, reporter, master = preparation.settings, preparation.reporter, preparation.master
    script = spec.source.script(settings)
    channels = master.channels if master else 1
    with (
        ReconnectingSink(open_sink(frontend.sink, settings.device, channels)) as speakers,
        ThreadPoolExecutor(2) as pool,
    ):
        reporter.detail(f"The sink {resolve(frontend.sink)} plays.")
        synthesis = Synthesis(script, preparation.voice, master)
        if spec.begin:
            transport = _start_at(synthesis, spec.begin.found(script), reporter)
        else:
            transport = _start(synthesis, reporter)
        editor = LiveEditor(spec, settings, synthesis, transport, reporter)
        if spec.begin:
            editor.tell_where()
        editor.save()
        speakers.back = partial(editor.ask, Command.WHERE_AM_I)
        playing = pool.submit(speakers.drain, transport)
        playing.add_done_callback(lambda _: transport.close())
        editing = pool.submit(editor.run)
        session = Session(script, transport, editor, speakers, playing)
        try:
            frontend.watch(session)
        finally:
            session.send(Command.STOP)
            wait([playing])
            preparation.voices.close()  # else the editor may wait for a word
            wait([editing])
            if speakers.gaps:
                reporter.tell(_gaps_sentence(speakers.gaps))
            if spec.bookmark and spec.bookmark.kept and not playing.exception():
                reporter.tell(_farewell(transport.position))
    playing.result()
    editing.result()


def _gaps_sentence(gaps: int) -> str:
    """Say how often the sound broke off, and what helps."""
    often = "once" if gaps == 1 else f"{gaps} times"
    return (
        f"The sound broke off {often}: this machine was too busy. Close other programs, or take "
        "`--sink simpleaudio`, which holds half a second; `matcue export` makes a file instead."
    )


def _farewell(position: int) -> str:
    """Say where a session was broken off, and what goes on with it."""
    return f"Stopped at {clock(position)}. `matcue play --resume` goes on from there."


def _start(synthesis: Synthesis, reporter: Reporter) -> Transport:
    """Make a transport at the start, with the first words prepared."""
    reporter.progress("Preparing the voice", 0, 1)
    synthesis.prepare_opening()
    reporter.progress("Preparing the voice", 1, 1)
    return Transport(synthesis.mix(), complete=False)


def _start_at(synthesis: Synthesis, place: ResumePoint, reporter: Reporter) -> Transport:
    """Make a transport at a place, with all up to it prepared."""
    sections = place.section + 1
    for i in range(sections):
        reporter.progress("Preparing the voice", i, sections)
        synthesis.prepare_next()
    reporter.progress("Preparing the voice", sections, sections)
    mix = synthesis.mix()
    return Transport(mix, complete=synthesis.complete, position=place.frame(mix.timeline))
