"""What was understood of a list of exercises, or of another app's file.

A reader makes a `Programme` of a document; `routine_text` writes it as a routine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

Counts: TypeAlias = tuple[int, int]
"""A number, as a range from the lowest to the highest."""
Lengths: TypeAlias = "tuple[Fraction, Fraction]"
"""Seconds, as a range from the shortest to the longest."""


class Kind(StrEnum):
    """What a step is."""

    HOLD = "hold"
    """Held still for `seconds`, `sets` times."""
    TIME = "time"
    """A movement kept up for `seconds`."""
    REPS = "reps"
    """Repeated `reps` times; `seconds` is the hold inside each."""
    BREATHS = "breaths"
    """Held for `reps` breaths."""
    ROUNDS = "rounds"
    """Its `steps`, `sets` times, with `rest` between."""
    REST = "rest"
    """A rest of `seconds`."""
    DISTANCE = "distance"
    """So many metres: no time is known."""
    STEPS = "steps"
    """`reps` steps of the feet."""
    COUNT = "count"
    """`reps` times, whose length stands elsewhere or nowhere."""
    AMRAP = "amrap"
    """As many rounds as possible in `seconds`."""
    EMOM = "emom"
    """`sets` rounds, each of `seconds`, begun on the bell."""
    BLANK = "blank"
    """A form that nobody filled in."""
    NAME = "name"
    """An exercise without a dose."""
    SECTION = "section"
    """A heading."""
    NOTE = "note"
    """A dose of something that is no exercise."""


class Sides(StrEnum):
    """Which sides a dose is for."""

    BOTH = "both"
    """For each of both sides."""
    LEFT = "left"
    RIGHT = "right"
    ALTERNATING = "alternating"
    """For both together, in turn."""
    DIRECTIONS = "directions"
    """For each way round, which are no sides."""
    NONE = "none"
    """Both limbs at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as it was understood; what the document does not say is None or empty."""

    line: int
    """Where it stands: the line, row or record, from 1."""
    kind: Kind
    source: str | None = None
    """What stands there, without what is personal."""
    name: str = ""
    sets: Counts | None = None
    reps: Counts | None = None
    seconds: Lengths | None = None
    sides: Sides | None = None
    first: Sides | None = None
    """Which of both sides comes first, where it is not the left one."""
    between: Lengths | None = None
    """Rest between its two sides."""
    rest: Lengths | None = None
    """Between its sets."""
    tempo: tuple[Fraction, ...] | None = None
    """Seconds of one repetition, or of its way out, its hold and its way back."""
    often: str | None = None
    """How often a day or a week it is meant, in the document's words."""
    text: str = ""
    """How it is done, in the document's words."""
    why: str = ""
    """What is doubtful, as the question that a therapist would ask; empty where nothing is."""
    steps: tuple[Step, ...] = ()
    """What is done in each of the rounds."""

    @property
    def sure(self) -> bool:
        """Whether nothing about it is doubtful."""
        return not self.why


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the document that is no part of the routine, and why."""

    line: int
    source: str | None
    why: str


PERSONAL = "personal"
"""Why something is left out whose text is told to nobody: its `source` is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One list, day or timer of a document."""

    format: str
    """What it was read as: `text`, `csv`, `tabata-timer`."""
    title: str
    """The document's own title, or empty."""
    steps: tuple[Step, ...]
    language: str = "en"
    often: str | None = None
    """How often all of it is meant, in the document's words."""
    left_out: tuple[LeftOut, ...] = ()
    timer: bool = False
    """Whether it is that of a timer: each `time` and `rest` lasts exactly as long as it says, one
    after the other."""
