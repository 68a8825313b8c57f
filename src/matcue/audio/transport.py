"""A source with controls: where the session is, and how it gets elsewhere without a click."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.mix import Interjection, Volume
from matcue.audio.playhead import moved, playhead_at
from matcue.audio.samples import rising, silence
from matcue.timeline.commands import MOVES, Command, Move, to_previous, to_start
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.audio.mix import Mix
    from matcue.audio.samples import Block

RAMP: Final = HOUSE_RATE // 100
"""Frames of the fades around a pause and a jump (10 ms)."""
CALM: Final = HOUSE_RATE // 4
"""Frames of the fades around words that the timeline waits for (250 ms)."""
REMEMBERED: Final = 256
"""Stretches that can be gone back by: seconds, as devices ask."""


@dataclass(frozen=True, slots=True)
class Paused:
    """A transport pauses at a frame because it was asked to; at a gate it does so by itself."""

    at: int


@dataclass(frozen=True, slots=True)
class _PendingMoves:
    """Moves that led beyond what is prepared, in their order, and the frame they began at."""

    start: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class _Extended:
    mix: Mix
    complete: bool


@dataclass(frozen=True, slots=True)
class _Revised:
    mix: Mix
    complete: bool


@dataclass(frozen=True, slots=True)
class _Aside:
    """Words, and the frame at which they are heard; a passed one is at once."""

    words: Block
    at: int


@dataclass(frozen=True, slots=True)
class _Announcement:
    """Words for the end of the pause at a frame."""

    words: Block
    at: int


@dataclass(frozen=True, slots=True)
class _Volume:
    factor: float


_Request = Command | Move | _Extended | _Revised | _Aside | _Announcement | _Volume


def _nobody(_: Paused) -> None:
    """Do nothing: the default for `Transport.tell`."""


class Transport:
    """Pulls a mix from its position on; what is asked takes effect at the start of the next `read`.

    At a gate it pauses by itself. The position is one integer. While paused, while words are heard
    that are no part of the mix, and while what comes next is not prepared or not settled, it stands
    still. Who goes beyond what is prepared waits at its end, and goes on from there when there is
    more; to go back meanwhile takes back the last of such moves.

    `here` can be asked for from any thread: its values belong together. `tell` is called with what
    happens, within a `read`.
    """

    def __init__(self, mix: Mix, *, complete: bool = True, position: int = 0) -> None:
        self.here = playhead_at(mix, position, complete=complete)
        self.tell: Callable[[Paused], None] = _nobody
        self._asked: SimpleQueue[_Request | Event] = SimpleQueue()
        self._passed = -1
        self._aside: _Aside | None = None
        self._greeting: _Announcement | None = None
        self._said: Interjection | None = None
        self._owed: _PendingMoves | None = None
        self._tail = silence(0)
        self._rise = rising(RAMP)
        self._risen = 0 if position else RAMP
        self._volume = Volume()
        self._trail: deque[tuple[int, int]] = deque(maxlen=REMEMBERED)
        self.paused = False
        self.stopped = False

    @property
    def mix(self) -> Mix:
        """What is prepared so far."""
        return self.here.mix

    @property
    def position(self) -> int:
        """The frame that is heard next."""
        return self.here.position

    @property
    def ended(self) -> bool:
        """Whether it has come to the end of all there is."""
        return self.here.ended

    def send(self, command: Command | Move) -> Event:
        """Queue a command or a move that only concerns the position, from any thread.

        Return an event that is set when it is done, or never will be.
        """
        self._asked.put(command)
        return self._done()

    def extend(self, mix: Mix, *, complete: bool) -> None:
        """Queue a mix that starts with the present one and goes on after it.

        `complete` says that the session ends with it.
        """
        self._asked.put(_Extended(mix, complete))

    def revise(self, mix: Mix, *, complete: bool) -> Event:
        """Queue a mix of at least as many sections, any of which may have become longer or shorter.

        The position stays as far into its section as it is. Return an event as `send` does.
        """
        self._asked.put(_Revised(mix, complete))
        return self._done()

    def say(self, words: Block, at: int) -> None:
        """Queue words for when the position reaches a frame; the timeline waits for them.

        They are dropped if the position jumps before. In a pause they are heard at once.
        """
        self._asked.put(_Aside(words, at))

    def greet(self, words: Block, at: int) -> None:
        """Queue words for the end of the pause at a frame, if it is still that pause then."""
        self._asked.put(_Announcement(words, at))

    def turn_down(self, decibels: int) -> None:
        """Set the volume of everything to so many decibels, 0 or less."""
        self._asked.put(_Volume(10 ** (decibels / 20)))

    def read(self, frames: int) -> Block:
        """Render the next block; it is short at the end, after a stop or after a complete mix.

        What was heard at a stop, or at a move beyond the end, fades out first.
        """
        self._obey()
        block, filled = silence(frames, self.mix.channels), 0
        while filled < frames and (len(self._tail) or not self._over):
            start, part = self.position, block[filled:]
            part = part[: len(self._tail) if self._over else self._fill(part)]
            now, self._tail = self._tail[: len(part)], self._tail[len(part) :]
            part[: len(now)] += now
            filled += len(part)
            self._trail.append((len(part), start))
        return self._volume.applied(block[:filled])

    def close(self) -> None:
        """Stop without a sound; call it once nobody reads any more, so that nobody waits for it."""
        self.stopped = True
        self._obey()

    def rewind(self, frames: int) -> None:
        """Go back to before the last `frames` frames that were read, and fade in there.

        Call it only while nobody reads. It goes back neither over a jump or a revision nor further
        than is remembered; words for which the timeline waited are not said again.
        """
        while frames > 0 and self._trail:
            read, start = self._trail.pop()
            if left := max(read - frames, 0):
                self._trail.append((left, start))
            # frames of a pause or an interjection were read without the position moving
            self._stand(min(start + left, self.position))
            frames -= read
        self._tail, self._rise, self._risen = silence(0), rising(RAMP), 0

    @property
    def _over(self) -> bool:
        return self.stopped or (self.ended and not self.paused and not self._said)

    @property
    def _sounding(self) -> bool:
        """Whether the mix is heard now: not before the start, in a pause, or in a wait."""
        return self.position > 0 and self._risen > 0

    def _fill(self, block: Block) -> int:
        """Fill a block up to the next change; return how many frames that is, 0 if it is here."""
        if self._said:
            return self._speak(self._said, block)
        if self.paused:
            return len(block)
        stop = self._stop()
        if frames := min(stop - self.position, len(block)):
            self._play(block[:frames])
            return frames
        if self._aside and self._aside.at <= stop:
            words, self._aside = self._aside.words, None
            self._begin(words)
        elif stop in self.here.gates and stop != self._passed:
            self._leave(RAMP)
            self._passed, self.paused = stop, True
        else:
            self._wait()
            return len(block)
        return 0

    def _stop(self) -> int:
        """Find the next frame, from the position on, at which something besides the mix is due."""
        stop = self.here.stop(self._passed)
        return min(stop, max(self._aside.at, self.position)) if self._aside else stop

    def _play(self, block: Block) -> None:
        """Render the mix into a block from the position on, fading in after a pause or a jump."""
        frames = len(block)
        block += self.here.mix.render(self.position, frames)
        rise = self._rise[self._risen : self._risen + frames]
        block[: len(rise)] *= rise
        self._risen += len(rise)
        self._stand(self.position + frames)

    def _stand(self, position: int) -> None:
        self.here = replace(self.here, position=position)

    def _speak(self, said: Interjection, block: Block) -> int:
        """Add interjected words to a block; return how many frames there were, 0 at their end."""
        now = said.read(len(block))
        block[: len(now)] += now
        if not len(now):
            self._leave(CALM)
        return len(now)

    def _begin(self, words: Block) -> None:
        """Start an interjection here; in a pause the words are heard alone."""
        self._leave(CALM)
        under = None if self.paused else self.here.mix
        self._said = Interjection(words, CALM, under, self.position)

    def _wait(self) -> None:
        """Fade out, and stay silent until there is more to play."""
        if self._sounding:
            self._leave(RAMP)

    def _done(self) -> Event:
        """Queue an event that is set when all before it is done; after a stop it is set at once."""
        done = Event()
        self._asked.put(done)
        if self.stopped:
            done.set()
        return done

    def _obey(self) -> None:
        """Do all that is asked for; after a stop only events are set."""
        while True:
            try:
                asked = self._asked.get_nowait()
            except Empty:
                return
            if isinstance(asked, Event):
                asked.set()
            elif not self.stopped:
                self._do(asked)

    def _do(self, asked: _Request) -> None:
        match asked:
            case _Extended(mix, complete):
                self.here = playhead_at(mix, self.position, complete=complete)
                self._go_further()
            case _Revised():
                self._revise(asked)
            case _Aside() if self.paused and self._said:
                self._said.append(asked.words)
            case _Aside() if self.paused:
                self._begin(asked.words)
            case _Aside():
                before = [self._aside.words] if self._aside else []
                self._aside = _Aside(np.concatenate([*before, asked.words]), asked.at)
            case _Announcement():
                self._greeting = asked
            case _Volume():
                self._volume.turn(asked.factor)
            case Command():
                self._follow(asked)
            case _:
                self._jump(asked)

    def _follow(self, command: Command) -> None:
        match command:
            case Command.STOP:
                self._leave(RAMP)
                self.stopped = True
            case Command.PAUSE:
                self._pause()
            case Command.RESUME if self.paused:
                self._resume()
            case Command.PAUSE_OR_RESUME:
                self._follow(Command.RESUME if self.paused else Command.PAUSE)
            case _ if move := MOVES.get(command):
                self._jump(move)

    def _pause(self) -> None:
        """Pause, if it plays, and tell at which frame it is paused."""
        if not self.paused:
            self._leave(RAMP)
        self.paused = True
        self.tell(Paused(self.position))

    def _resume(self) -> None:
        self._leave(RAMP)
        self.paused = False
        if self._greeting and self._greeting.at == self.position:
            self._begin(self._greeting.words)
        self._greeting = None

    def _jump(self, move: Move) -> None:
        self._leave(RAMP)
        self._passed, self._aside = -1, None
        self._trail.clear()
        here, owed = self.here, self._owed
        if owed and move is to_previous:
            self._take_back(owed)
            return
        end = here.mix.frames
        there = max(min(move(here.timeline, here.position), end), 0)
        self._stand(there)
        self._owed = None
        if there == end and not here.complete:
            start, moves = (owed.start, owed.moves) if owed else (min(here.position, end - 1), ())
            self._owed = _PendingMoves(start, (*moves, move))

    def _take_back(self, owed: _PendingMoves) -> None:
        """Drop the last pending move; if none is left, start the last prepared section anew."""
        self._owed = replace(owed, moves=owed.moves[:-1]) if owed.moves[1:] else None
        if not self._owed:
            self._stand(to_start(self.here.timeline, self.position))

    def _go_further(self) -> None:
        """Carry out the pending moves, if there are any, from the frame where they began."""
        if owed := self._owed:
            self._owed = None
            self._stand(owed.start)
            for move in owed.moves:
                self._jump(move)

    def _leave(self, frames: int) -> None:
        """Fade out what is heard now, and fade in what is heard next, over so many frames."""
        fall = 1 - rising(frames)
        if self._said:
            self._tail = self._said.ahead(frames) * fall
        elif self._sounding:
            level = np.float32(self._risen / len(self._rise))
            self._tail = self.here.mix.render(self.position, frames) * (fall * level)
        self._said = None
        self._rise, self._risen = rising(frames), 0

    def _revise(self, revised: _Revised) -> None:
        """Switch to a revised mix at the same offset into the section, crossfading to it."""
        if not self._said:
            self._leave(RAMP)
        before, after = self.here.timeline, revised.mix.timeline
        here = moved(self.position, before, after)
        self._passed = here if self._passed == self.position else -1
        if self._aside:
            self._aside = replace(self._aside, at=moved(self._aside.at, before, after))
        if self._greeting:
            self._greeting = replace(self._greeting, at=moved(self._greeting.at, before, after))
        if self._owed:
            self._owed = replace(self._owed, start=moved(self._owed.start, before, after))
        self._trail.clear()
        self.here = playhead_at(revised.mix, here, complete=revised.complete)
        self._go_further()
