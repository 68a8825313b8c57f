"""What the listener chose for a session; where it is None, the routine decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcue.routine.enums import Chimes, Detail, Preface, Profile, Tally
from matcue.timeline.model import Chime
from matcue.timeline.pacing import GETTING_READY, STEADY, Pace, waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcue.routine.plan import Interval, Stretch
    from matcue.timeline.model import Item

COUNTED: Final = {Profile.CALM: 3, Profile.BRISK: 5, Profile.SILENT: 0}
"""The last seconds of a hold that a profile counts."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """How a session is guided.

    `ways` are what somebody can press to go on, as it is said: waits end then, where there is any;
    `wait` is for a wait before what has a set time. `countdown` is how many of a hold's last
    seconds are counted, 0 for none. What an exercise keeps quiet by itself, like breathing, stays
    so. `chimes` is what sounds for chimes that are not of the set of what is counted, None for
    nothing.
    """

    pace: Pace = STEADY
    preface: Preface = Preface.SHORT
    detail: Detail | None = None
    cues: Profile | None = None
    countdown: int | None = None
    wait: bool = False
    ways: tuple[str, ...] = ()
    chimes: Mapping[Chimes, Profile | Path | None] | None = None

    @property
    def rings(self) -> bool:
        """Whether any chime is heard at all."""
        chosen = self.chimes or {}
        return not all(each in chosen and chosen[each] is None for each in Chimes)

    def ring(self, chime: Chimes, profile: Profile) -> Chime:
        """Return a chime with the sound chosen for it, else with that of the profile's set."""
        return Chime(chime, (self.chimes or {}).get(chime, profile))

    def readiness(self) -> tuple[Item, ...]:
        """Build the wait before what begins at a bell, where the listener wants one."""
        return waiting(GETTING_READY, self.pace, self.ways) if self.wait else ()

    def of(self, stretch: Stretch) -> Cues:
        """Decide what is counted in a stretch."""
        profile = stretch.cues if stretch.quiet else self.cues or stretch.cues
        asked = stretch.countdown if self.countdown is None or stretch.quiet else self.countdown
        counted = COUNTED[profile] if asked is None else asked
        silent = profile is Profile.SILENT or self.countdown == 0
        return Cues(profile, counted, Tally.OFF if silent else stretch.tally, asked or 0)

    def of_interval(self, interval: Interval) -> Cues:
        """Decide what is counted in an interval; its repetitions are counted by nobody."""
        profile = self.cues or interval.cues
        counted = COUNTED[profile] if interval.countdown is None else interval.countdown
        return Cues(profile, counted if self.countdown is None else self.countdown, Tally.OFF)


@dataclass(frozen=True, slots=True)
class Cues:
    """What is counted: how many of a hold's last seconds, and how the repetitions are.

    `asked` is the first of these where it is not the profile that says it, else 0. `halved` tells
    whether the middle of what is long is told.
    """

    profile: Profile
    countdown: int
    tally: Tally
    asked: int = 0
    halved: bool = True
