"""A source with controls: where the session is, and how it gets elsewhere without a click."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from enum import StrEnum
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final

import numpy as np

from matcue.audio.clip import silence
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.mix import Mix
    from matcue.audio.ports import Block

RAMP: Final = HOUSE_RATE // 100
"""Frames of the fades around a pause and a jump (10 ms)."""
BACK_TO_START: Final = 3 * HOUSE_RATE
"""Further than this into a section, `previous` goes to its start instead of the one before."""
REMEMBERED: Final = 64
"""Blocks that can be gone back by: seconds, as devices ask."""
_RISE: Final = np.linspace(0, 1, RAMP, endpoint=False, dtype=np.float32).reshape(-1, 1)


class Command(StrEnum):
    """What a person can ask of a session while it plays."""

    PAUSE_OR_RESUME = "pause or resume"
    NEXT = "next section"
    PREVIOUS = "previous section"
    STOP = "stop"


class Transport:
    """Pulls a mix from its position on; commands take effect at the start of the next `read`.

    At a gate it pauses by itself. The position is one integer. While paused, and while what comes
    next is not prepared or not settled, `read` gives silence and the position stands still.
    """

    def __init__(self, mix: Mix, *, complete: bool = True) -> None:
        self._mix, self._complete = mix, complete
        self._commands: SimpleQueue[Command] = SimpleQueue()
        self._gates = _gates(mix)
        self._passed = -1
        self._tail = silence(0)
        self._risen = RAMP
        self._trail: deque[tuple[int, int]] = deque(maxlen=REMEMBERED)
        self.position = 0
        self.paused = False
        self.stopped = False

    @property
    def mix(self) -> Mix:
        """What is prepared so far."""
        return self._mix

    def extend(self, mix: Mix, *, complete: bool) -> None:
        """Take a mix that begins with the one so far and goes on; `complete` tells that it ends."""
        self._mix, self._gates = mix, _gates(mix)
        self._complete = complete

    def send(self, command: Command) -> None:
        """Ask for something, from any thread."""
        self._commands.put(command)

    def read(self, frames: int) -> Block:
        """The next block; a short one at the end of a complete mix, an empty one after a stop."""
        self._obey()
        if self.stopped:
            return silence(0)
        complete = self._complete
        end = self._mix.frames if complete else self._mix.settled
        start = self.position
        left, gate = max(end - self.position, 0), self._gate(frames, end)
        endless = self.paused or gate is not None or not complete
        block = silence(frames if endless else min(frames, left))
        before = left if gate is None else gate - self.position
        if not self.paused:
            self._play(block[:before])
        self._add_tail(block)
        if gate is not None:
            self._wait_at(gate, block[before:])
        elif self._sounding and left < frames and not complete:
            self._fall_silent(block[before:])
        self._trail.append((len(block), start))
        return block

    def rewind(self, frames: int) -> None:
        """Stand where the session was before the last `frames` that were read, and fade in there.

        While nobody reads. It goes back neither over a jump nor further than is remembered.
        """
        while frames > 0 and self._trail:
            read, start = self._trail.pop()
            self.position = min(start + max(read - frames, 0), self.position)
            frames -= read
        self._tail, self._risen = silence(0), 0

    @property
    def _sounding(self) -> bool:
        """Whether something is heard now: not before the start, in a pause, or in a wait."""
        return self.position > 0 and self._risen > 0

    def _gate(self, frames: int, end: int) -> int | None:
        """The first gate that so many frames would go through, before what is not there yet."""
        if self.paused:
            return None
        first = bisect_left(self._gates, self.position)
        first += self._gates[first : first + 1] == [self._passed]
        reach = min(self.position + frames - 1, end)
        ahead = [gate for gate in self._gates[first : first + 1] if gate <= reach]
        return ahead[0] if ahead else None

    def _wait_at(self, gate: int, rest: Block) -> None:
        """Pause at a gate, in the midst of a block; it is open from then on until one jumps."""
        self._fall_silent(rest)
        self._passed = gate
        self.paused = True

    def _fall_silent(self, rest: Block) -> None:
        """Fade out in the midst of a block."""
        self._leave()
        self._add_tail(rest)

    def _play(self, block: Block) -> None:
        """Fill a block from the position on, fading in after a pause or a jump."""
        frames = len(block)
        block += self._mix.render(self.position, frames)
        rise = _RISE[self._risen : self._risen + frames]
        block[: len(rise)] *= rise
        self._risen += len(rise)
        self.position += frames

    def _add_tail(self, block: Block) -> None:
        """Let what was heard before a pause or a jump fade out over the block."""
        now, self._tail = self._tail[: len(block)], self._tail[len(block) :]
        block[: len(now)] += now

    def _obey(self) -> None:
        while not self.stopped:
            try:
                command = self._commands.get_nowait()
            except Empty:
                return
            match command:
                case Command.STOP:
                    self.stopped = True
                case Command.PAUSE_OR_RESUME:
                    self._leave()
                    self.paused = not self.paused
                case Command.NEXT:
                    self._jump(self._section() + 1)
                case Command.PREVIOUS:
                    self._jump(self._section() - (not self._well_into_section()))

    def _leave(self) -> None:
        """Fade out what is heard now, and in what is heard next."""
        if self._sounding:
            ramp = (1 - _RISE) * np.float32(self._risen / RAMP)
            self._tail = self._mix.render(self.position, RAMP) * ramp
        self._risen = 0

    def _section(self) -> int:
        starts = [chapter.start for chapter in self._mix.timeline.chapters]
        return bisect_right(starts, self.position) - 1

    def _well_into_section(self) -> bool:
        chapter = self._mix.timeline.chapters[self._section()]
        return self.position - chapter.start > BACK_TO_START

    def _jump(self, section: int) -> None:
        self._leave()
        self._trail.clear()
        self._passed = -1
        chapters = self._mix.timeline.chapters
        ahead = section >= len(chapters)
        self.position = self._mix.frames if ahead else chapters[max(section, 0)].start


def _gates(mix: Mix) -> list[int]:
    return sorted({gate for chapter in mix.timeline.chapters for gate in chapter.gates})
