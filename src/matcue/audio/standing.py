"""Where a session stands, in one value: to who looks on, what belongs together is together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.timeline.command import section_at

if TYPE_CHECKING:
    from matcue.audio.mix import Mix
    from matcue.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Standing:
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


def standing(mix: Mix, position: int, *, complete: bool) -> Standing:
    """At a frame of a mix, whose gates are found."""
    gates = {gate for chapter in mix.timeline.chapters for gate in chapter.gates}
    return Standing(mix, complete, position, tuple(sorted(gates)))


def moved(position: int, before: Timeline, after: Timeline) -> int:
    """The frame of a revised timeline that is as far into its section, or its end."""
    section = section_at(before, position)
    then = after.chapters[section]
    return min(then.start + position - before.chapters[section].start, then.end)
