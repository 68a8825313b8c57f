"""The keys of breathing that is led."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from matcue.routine.enums import Lead
from matcue.routine.exercise import Frozen
from matcue.routine.field_types import BreathPattern, Seconds, Title, WholeNumber


class BreatheStep(Frozen):
    """Breathing that is led to its end."""

    breathe: BreathPattern
    """The seconds in and out, `4-6`; in, held and out, `4-7-8`; or in, held, out and held,
    `4-4-4-4`. They are told in a sentence, then a bell begins it and two end it; the posture stays.
    Neither the pace nor `--fit` nor `--level` changes it; more time while it is played is whole
    breaths, led as the last one."""
    time: Seconds | None = None
    """How long it lasts: as many whole breaths as come nearest. Either this or `rounds`."""
    rounds: WholeNumber | None = None
    """How many breaths. Either this or `time`."""
    lead: Lead = Lead.ALL
    """Which breaths are led with “In.”, “Hold.”, “Out.” on their seconds: `all`, the `first` three,
    or all of them `softer` and softer: by 2 dB each, by 12 at last; a sentence leads
    back to the voice as it was."""
    count: Literal["up", "off"] = "off"
    """Whether the seconds of each part are counted too, from two `up`. The `count` of the defaults
    does not reach it."""
    name: Title | None = None
    """What its chapter is called. Without it “Breathing”."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if (self.time is None) == (self.rounds is None):
            raise ValueError("one of `time` and `rounds` says how long it lasts")
        return self
