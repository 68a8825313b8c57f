"""A script while it plays."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from matcue.audio.transport import Transport
from matcue.sinks import open_sink, resolve, wakes_late
from matcue.sinks.steady import SteadySink
from matcue.studio.directing import LEVELS, Director
from matcue.studio.finishing import WAKING, finish_of
from matcue.studio.rehearsal import Rehearsal, open_voice
from matcue.timeline.asking import whereabouts
from matcue.timeline.command import Command, Level, Move
from matcue.timeline.moment import Moment, coming, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.reporting import Reporter
    from matcue.settings import Settings
    from matcue.studio.piece import Piece, Place
    from matcue.timeline.model import Script, Timeline


@dataclass(frozen=True, slots=True)
class Look:
    """Where a session is at one time.

    `timeline` is what is prepared so far; `left` are the frames until the end, those of sections
    that are not prepared yet by estimate.
    """

    timeline: Timeline
    moment: Moment
    left: int


class Session:
    """A routine while it plays, for who looks on and controls it."""

    def __init__(
        self,
        script: Script,
        transport: Transport,
        director: Director,
        speakers: SteadySink,
        performing: Future[None],
    ) -> None:
        self._script = script
        self._transport = transport
        self._director = director
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
    def level(self) -> Level:
        """How loud it is."""
        return self._director.level

    @property
    def levels(self) -> tuple[Level, Level]:
        """How soft and how loud it can be, at most."""
        return Level(LEVELS[0]), self._director.loudest

    def moment(self) -> Moment:
        """What is heard now."""
        return self.look().moment

    def look(self) -> Look:
        """Where it is now."""
        here = self._transport.here
        left = max(here.timeline.frames - here.position, 0) + self._director.after(here.timeline)
        return Look(here.timeline, moment(here.timeline, here.position), left)

    def after(self, section: int) -> tuple[str, ...]:
        """What to get ready for in a section and after it, prepared or not, as `coming` tells."""
        return coming(self._script.sections[section:])

    def send(self, command: Command | Level | Move) -> None:
        """Ask for something, or go elsewhere; each of the two who obey does what is theirs."""
        if not isinstance(command, Level):
            self._transport.send(command)
        if isinstance(command, Command | Level):
            self._director.ask(command)
        if command is Command.STOP:
            self._speakers.resign()


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a session is played: through which sink, who watches, and what they can press.

    A session ends when `watch` returns. `ways` are what can be pressed to go on, as it is said.
    """

    sink: str
    watch: Callable[[Session], None]
    ways: tuple[str, ...] = ()


def perform(piece: Piece, settings: Settings, stage: Stage, reporter: Reporter) -> None:
    """Play a piece on a stage, until it is over or nobody watches any more.

    Sound begins as soon as the first words are prepared; the others follow while it plays. Who
    begins in the midst of it is told where that is. When the sound device goes away
    the session waits for it, and tells where one is when it is back.

    Raises:
        DeviceError: there is no sound device.
        DeviceNotFound: there is none of the name.
        UsageError: there is no such sink or bed.
        VoiceError: no voice can speak.
    """
    if settings.lead is None and wakes_late(stage.sink, settings.device):
        settings = replace(settings, lead=WAKING)
    finish = finish_of(settings)
    script = piece.write(settings)
    with (
        SteadySink(open_sink(stage.sink, settings.device, finish.channels)) as speakers,
        ThreadPoolExecutor(2) as pool,
        open_voice(settings, reporter) as voice,
    ):
        reporter.detail(f"The sink {resolve(stage.sink)} plays.")
        rehearsal = Rehearsal(script, voice, finish)
        if piece.begin:
            transport = _go_on(rehearsal, piece.begin.found(script), reporter)
        else:
            transport = _begin(rehearsal, reporter)
        director = Director(piece, settings, rehearsal, transport, reporter)
        director.keep()
        speakers.back = partial(director.ask, Command.WHERE_AM_I)
        performing = pool.submit(speakers.drain, transport)
        directing = pool.submit(director.work)
        session = Session(script, transport, director, speakers, performing)
        try:
            stage.watch(session)
        finally:
            session.send(Command.STOP)
            wait([performing])
            if speakers.gaps:
                reporter.tell(_told(speakers.gaps))
    performing.result()
    directing.result()


def _told(gaps: int) -> str:
    """How often the sound broke off, and what helps."""
    often = "once" if gaps == 1 else f"{gaps} times"
    return (
        f"The sound broke off {often}: this machine was too busy. Close other programs, or take "
        "`--sink simpleaudio`, which holds half a second; `matcue export` makes a file instead."
    )


def _begin(rehearsal: Rehearsal, reporter: Reporter) -> Transport:
    """A transport at the start, with the first words prepared."""
    reporter.progress("Preparing the voice", 0, 1)
    rehearsal.begin()
    reporter.progress("Preparing the voice", 1, 1)
    return Transport(rehearsal.mix(), complete=False)


def _go_on(rehearsal: Rehearsal, place: Place, reporter: Reporter) -> Transport:
    """A transport at a place, with all up to it prepared; where that is, is told first."""
    sections = place.section + 1
    for i in range(sections):
        reporter.progress("Preparing the voice", i, sections)
        rehearsal.prepare_next()
    reporter.progress("Preparing the voice", sections, sections)
    mix = rehearsal.mix()
    position = place.frame(mix.timeline)
    transport = Transport(mix, complete=rehearsal.complete, position=position)
    transport.say(rehearsal.aside(whereabouts(mix.timeline, position)), position)
    return transport
