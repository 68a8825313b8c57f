"""Where a session is, in one value, so that an observer sees together what belongs together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.timeline.commands import section_at

if TYPE_CHECKING:
    from matcue.audio.mix import Mix
    from matcue.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Playhead:
    """At a frame of a mix, with which a session ends if that is `complete`.

    `gates` are the frames at which it waits for the person.
    """

    mix: Mix
    complete: bool
    position: int
    gates: tuple[int, ...]

    @property
    def timeline(self) -> Timeline:
        """What is prepared so far."""
        return self.mix.timeline

    @property
    def ended(self) -> bool:
        """Whether it is the end of all there is."""
        return self.complete and self.position >= self.mix.frames

    def stop(self, passed: int) -> int:
        """Find the next frame, from the position on, at which it stands: a gate, or the end so far.

        `passed` is a gate at which it does not stand again.
        """
        end = self.mix.frames if self.complete else self.mix.settled
        first = bisect_left(self.gates, self.position)
        # adds 1 at the gate that was just passed, so that it does not pause a second time
        first += self.gates[first : first + 1] == (passed,)
        return min([max(end, self.position), *self.gates[first : first + 1]])


def playhead_at(mix: Mix, position: int, *, complete: bool) -> Playhead:
    """Build the playhead at a frame of a mix, with the gates of the mix."""
    gates = {gate for chapter in mix.timeline.chapters for gate in chapter.gates}
    return Playhead(mix, complete, position, tuple(sorted(gates)))


def moved(position: int, before: Timeline, after: Timeline) -> int:
    """Map a frame to a revised timeline: as far into its section as before, or to its end."""
    section = section_at(before, position)
    then = after.chapters[section]
    return min(then.start + position - before.chapters[section].start, then.end)
