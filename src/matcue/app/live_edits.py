"""Commands to a playing session beyond its position: more time, another pace, where one is."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Final

from matcue.app.bookmark import resume_point
from matcue.audio.transport import Paused
from matcue.errors import MatcueError, VoiceClosed
from matcue.timeline import phrases, queries
from matcue.timeline.commands import Command, Gain, section_at
from matcue.timeline.edits import resize, resized, splice
from matcue.units import HOUSE_RATE, to_frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.app.bookmark import SessionSpec
    from matcue.app.synthesis import Synthesis
    from matcue.audio.transport import Transport
    from matcue.reporting import Reporter
    from matcue.settings import Settings
    from matcue.timeline.model import Chapter, Timeline

STEP: Final = Fraction(10)
"""Seconds that a hold or a rest is made longer or shorter by."""
PACE_STEP: Final = Fraction(5, 4)
"""Factor between a pace and the next slower one."""
PACES: Final = (Fraction(1, 4), Fraction(4))
"""The fastest and the slowest pace."""
STEPS: Final = {Command.LOUDER: 2, Command.QUIETER: -2}
"""Decibels from a loudness to the next one."""
LEVELS: Final = (-20, 6)
"""Decibels that a session can be softer and louder than it was chosen, at most."""
LOUDEST: Final = -12
"""LUFS over which no session goes."""
AHEAD: Final = Fraction(3, 10)
"""Seconds ahead of the ear that a change keeps away."""
PREPARING: Final = Fraction(7, 10)
"""Seconds that an answer is first given to be spoken in; twice as many each time it comes late."""
ENOUGH: Final = Fraction(60)
"""Seconds that the transport has ahead at least, if they are prepared."""
SAVE_EVERY: Final = 2.0
"""Seconds after which the place is kept again."""
SOON: Final = 0.5
"""Seconds within which the transport has done what it was asked for, if a device plays."""

_Request = Command | Gain | Paused


class LiveEditor:
    """Prepares a session ahead of playback, and changes it on request.

    All of it happens in the one thread that calls `run`, which takes from one queue what is asked
    and what the transport tells. `answers` are what was asked for in words, for those who read.
    """

    def __init__(
        self,
        spec: SessionSpec,
        settings: Settings,
        synthesis: Synthesis,
        transport: Transport,
        reporter: Reporter,
    ) -> None:
        self._spec = spec
        self._settings = settings
        self._pace = settings.pace
        self._reporter = reporter
        self._synthesis = synthesis
        self._transport = transport
        self._queue: SimpleQueue[_Request | Event] = SimpleQueue()
        transport.tell = self._queue.put
        self._over = False
        self.level = Gain(0)
        self.answers: list[str] = []
        self._handed_over = synthesis.prepared
        self._saved = time.monotonic()

    def after(self, timeline: Timeline) -> int:
        """Estimate how many frames the session has after a timeline of its first sections."""
        return self._synthesis.after(len(timeline.chapters))

    @property
    def loudest(self) -> Gain:
        """The highest level; the lowest one is the same for all sessions."""
        return Gain(min(LEVELS[1], int(LOUDEST - self._settings.loudness)))

    def ask(self, command: Command | Gain) -> Event:
        """Queue a command, from any thread; those that move the position are the transport's.

        Return an event that is set when it is done, or dropped at a stop.
        """
        done = Event()
        self._over |= command is Command.STOP
        self._queue.put(command)
        self._queue.put(done)
        if self._over:
            done.set()
        return done

    def tell_where(self) -> None:
        """Say where in the session it begins, before anything else is heard."""
        here = self._transport.here
        words = queries.whereabouts(here.timeline, here.position)
        self._transport.say(self._synthesis.speak_aside(words), here.position)
        self.answers.append(words)

    def run(self) -> None:
        """Prepare, and carry out commands, until the session is stopped.

        An error in preparing ends the session once all that is ready has been played. An error in
        a command is reported, and the command is dropped.

        Raises:
            VoiceError: no voice can speak any more.
        """
        try:
            while (queued := self._next()) is not Command.STOP:
                if time.monotonic() - self._saved >= SAVE_EVERY:
                    self.save()
                if queued:
                    self._take(queued)
                elif not self._synthesis.complete:
                    self._prepare()
        except VoiceClosed:
            return
        except Exception:
            self._transport.extend(self._synthesis.mix(), complete=True)
            raise
        finally:
            self.save()

    def save(self) -> None:
        """Save the place that the session has come to, or that it is over."""
        here = self._transport.here
        pace = None if self._settings.pace == self._pace else self._settings.pace
        if self._spec.bookmark:
            self._spec.bookmark.save(
                None if here.ended else resume_point(here.timeline, here.position), pace
            )
        self._saved = time.monotonic()

    def _next(self) -> _Request | Event | None:
        """Take the oldest of the queue, or None; wait for one only when all is prepared."""
        try:
            return self._queue.get(block=self._synthesis.complete, timeout=SAVE_EVERY)
        except Empty:
            return None

    def _prepare(self) -> None:
        """Prepare a little more of the session.

        The transport is given more each time that half as much again is ready, or when it comes
        near to the end of what it has, so that a long routine costs no more than a few mixes.
        """
        if not self._synthesis.prepare_some():
            return
        complete, prepared = self._synthesis.complete, self._synthesis.prepared
        here = self._transport.here
        near = here.mix.settled - here.position < to_frames(ENOUGH)
        if complete or near or prepared > self._handed_over * 3 // 2:
            self._handed_over = prepared
            self._transport.extend(self._synthesis.mix(), complete=complete)

    def _take(self, queued: _Request | Event) -> None:
        """Carry out what was queued; after a stop only set events, so that nobody waits.

        A request that fails is reported, and the session goes on.

        Raises:
            VoiceClosed: the session is over.
        """
        try:
            if isinstance(queued, Event):
                queued.set()
            elif not self._over:
                self._do(queued)
        except VoiceClosed:
            raise
        except MatcueError as error:
            self._reporter.tell(str(error))

    def _do(self, asked: _Request) -> None:
        match asked:
            case Command.MORE_TIME:
                self._resize(STEP)
            case Command.LESS_TIME:
                self._resize(-STEP)
            case Command.SLOWER:
                self._set_pace(PACE_STEP, phrases.SLOWER, phrases.SLOWEST)
            case Command.FASTER:
                self._set_pace(1 / PACE_STEP, phrases.FASTER, phrases.FASTEST)
            case Command.LOUDER | Command.QUIETER:
                level = self._possible(self.level.decibels + STEPS[asked])
                self.answers.append(self._volume(level))
                self._set_level(level)
            case Gain(decibels):
                self._set_level(self._possible(decibels))
            case Command.HOW_LONG:
                self._answer(self._how_long)
            case Command.WHERE_AM_I:
                self._answer(queries.whereabouts)
            case Paused(at) if self._transport.paused:
                self._announce(at)

    def _resize(self, by: Fraction) -> None:
        """Lengthen by `by` seconds the hold or the rest that goes on, or the section's next one."""
        number, chapter, ahead = self._here()
        section, seconds = resize(chapter, ahead, by, HOUSE_RATE)
        if seconds:
            self._synthesis.rewrite({number: section})
            self._revise()
        self._say(resized(chapter, ahead, seconds))

    def _set_pace(self, factor: Fraction, done: str, refused: str) -> None:
        """Rewrite what has not begun at another pace; say so, or that it is at its limit."""
        fastest, slowest = PACES
        pace = min(max(self._settings.pace * factor, fastest), slowest)
        if pace == self._settings.pace:
            self._say(refused)
            return
        self._settings = replace(self._settings, pace=pace)
        written = self._spec.source.script(self._settings).sections
        number, chapter, ahead = self._here()
        this = splice(chapter, ahead, written[number])
        self._synthesis.rewrite(dict(enumerate((this, *written[number + 1 :]), number)))
        self._revise()
        self._say(done)

    def _possible(self, level: int) -> int:
        """Return the level, in decibels, that is nearest to one and can be."""
        return min(max(level, LEVELS[0]), self.loudest.decibels)

    def _set_level(self, level: int) -> None:
        """Set the level in decibels: turn the session down, or master it anew to be louder."""
        before = self.level.decibels
        master = self._synthesis.master
        # coming down from above the chosen loudness takes a new mastering, too
        if master and max(before, level) > 0:
            self._synthesis.master = master.at(float(self._settings.loudness + max(level, 0)))
            self._revise()
        self._transport.turn_down(min(level, 0))
        self.level = Gain(level)

    def _volume(self, level: int) -> str:
        """Put into words, for reading, a level and which ones can be, against what was chosen."""
        return f"Volume {level:+} dB, from {LEVELS[0]:+} to {self.loudest.decibels:+}."

    def _here(self) -> tuple[int, Chapter, int]:
        """Find the section that plays, as it is written now, and a frame just ahead of playback.

        Nothing before that frame is ever rewritten, so that the section begins where the transport
        has it.
        """
        here = self._transport.here
        number = section_at(here.timeline, here.position)
        chapter = self._synthesis.timeline().chapters[number]
        return number, chapter, here.position + to_frames(AHEAD)

    def _revise(self) -> None:
        """Hand the changed mix to the transport, and wait until it plays that."""
        mix, complete = self._synthesis.mix(), self._synthesis.complete
        self._transport.revise(mix, complete=complete).wait(SOON)

    def _how_long(self, timeline: Timeline, position: int) -> str:
        return queries.how_long(timeline, position, self.after(timeline))

    def _say(self, words: str) -> None:
        self._answer(lambda *_: words)

    def _answer(self, question: Callable[[Timeline, int], str]) -> None:
        """Speak an answer between two words, worked out for the frame at which it is heard."""
        ahead = PREPARING
        while not self._over:
            here = self._transport.here
            timeline, position = here.timeline, here.position
            at = queries.next_gap(timeline, position + to_frames(ahead))
            # no later than the next gate, where the session may wait for long
            gates = (g for c in timeline.chapters for g in c.gates if g >= position)
            at = min(at, max(timeline.frames - 1, position), *gates)
            if self._transport.paused:
                at = position
            answer = question(timeline, at)
            clip = self._synthesis.speak_aside(answer)
            if position <= self._transport.position <= at:
                self._transport.say(clip, at)
                self.answers.append(answer)
                return
            # the position has passed the gap, or has jumped: try again with more time to speak
            ahead *= 2

    def _announce(self, at: int) -> None:
        """Speak, as soon as a pause has begun, what will be said at its end of where one is."""
        words = queries.whereabouts(self._transport.here.timeline, at)
        self._transport.greet(self._synthesis.speak_aside(words), at)
