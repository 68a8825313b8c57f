"""A script while it plays."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matcue.audio.transport import Command, Transport
from matcue.errors import DeviceError, MatcueError, VoiceClosed
from matcue.sinks import open_sink, outputs, resolve, wakes_late
from matcue.sinks.output import DEFAULT
from matcue.sinks.steady import SteadySink
from matcue.studio.finishing import WAKING, finish_of
from matcue.studio.rehearsal import Rehearsal, open_voice
from matcue.timeline.moment import Moment, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.settings import Settings
    from matcue.sinks.output import Output
    from matcue.studio.rehearsal import Reporter
    from matcue.timeline.model import Script, Timeline


class Session:
    """A routine while it plays, for who looks on and controls it."""

    def __init__(
        self,
        script: Script,
        transport: Transport,
        speakers: SteadySink,
        performing: Future[None],
    ) -> None:
        self._script = script
        self._transport = transport
        self._speakers = speakers
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
    def trouble(self) -> str:
        """Why the position stands and nothing is heard, in a sentence; empty while all is well."""
        return self._speakers.trouble

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


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a session is played: through which sink, who watches, and whether they can answer.

    A session ends when `watch` returns.
    """

    sink: str
    watch: Callable[[Session], None]
    answers: bool


def perform(script: Script, settings: Settings, stage: Stage, reporter: Reporter) -> None:
    """Play a script on a stage, until it is over or nobody watches any more.

    Sound begins as soon as the first section is prepared; the others follow while it plays. When
    the sound device goes away the session waits for it.

    Raises:
        DeviceError: there is no sound device.
        DeviceNotFound: there is none of the name.
        UsageError: there is no such sink or bed.
        VoiceError: no voice can speak.
    """
    if settings.lead is None and wakes_late(stage.sink, settings.device):
        settings = replace(settings, lead=WAKING)
    finish = finish_of(settings)
    with (
        SteadySink(open_sink(stage.sink, settings.device)) as speakers,
        ThreadPoolExecutor(2) as pool,
        open_voice(settings, reporter) as voice,
    ):
        reporter.detail(f"The sink {resolve(stage.sink)} plays.")
        rehearsal = Rehearsal(script, voice, finish)
        reporter.progress("Preparing the voice", 0, 1)
        rehearsal.prepare_next()
        reporter.progress("Preparing the voice", 1, 1)
        transport = Transport(rehearsal.mix(), complete=rehearsal.complete)
        performing = pool.submit(speakers.drain, transport)
        preparing = pool.submit(_prepare_rest, rehearsal, transport)
        try:
            stage.watch(Session(script, transport, speakers, performing))
        finally:
            transport.send(Command.STOP)
            speakers.resign()
            wait([performing])
            if speakers.gaps:
                reporter.tell(_told(speakers.gaps))
    performing.result()
    preparing.result()


def devices() -> tuple[Output, ...]:
    """The sound devices of this machine; empty where there is none.

    Raises:
        DeviceError: the sound system does not answer.
    """
    return outputs()


def device_names() -> tuple[str, ...]:
    """What can be written to choose a sound device, without spaces where there is such a word."""
    try:
        return (DEFAULT, *(output.id or output.name for output in outputs()))
    except DeviceError:
        return (DEFAULT,)


def _told(gaps: int) -> str:
    """How often the sound broke off, and what helps."""
    often = "once" if gaps == 1 else f"{gaps} times"
    return (
        f"The sound broke off {often}: this machine was too busy. Close other programs, or take "
        "`--sink simpleaudio`, which holds half a second; `matcue export` makes a file instead."
    )


def _prepare_rest(rehearsal: Rehearsal, transport: Transport) -> None:
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
