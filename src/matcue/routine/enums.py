"""The words that a routine, or a person, can choose among."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Posture(StrEnum):
    """How the body is."""

    STANDING = "standing"
    ON_A_CHAIR = "on a chair"
    SEATED = "seated"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands and knees"
    ON_THE_BACK = "on the back"
    FACE_DOWN = "face down"
    ON_THE_SIDE = "on the side"
    ANY = "any"


UPRIGHT: Final = frozenset({Posture.STANDING, Posture.ON_A_CHAIR})
"""The postures from which one gets down to the floor."""


class Works(StrEnum):
    """Where the side that works is when one lies on the side."""

    ON_TOP = "on top"
    BELOW = "below"


class Effort(StrEnum):
    """How hard a routine is."""

    EASY = "easy"
    MODERATE = "moderate"
    DEMANDING = "demanding"


class Purpose(StrEnum):
    """What a routine is for, in the order of `matcue list`."""

    PAIN = "pain relief"
    MOBILITY = "mobility"
    STRENGTH = "strength"
    WALKING = "walking"
    WATER = "water"
    CALM = "winding down"


class Profile(StrEnum):
    """How much is counted: calm the last three seconds, brisk five, silent nothing.

    Each has a set of chimes of its own.
    """

    CALM = "calm"
    BRISK = "brisk"
    SILENT = "silent"


class Order(StrEnum):
    """How sets of two sides follow each other: left, right, left; or all of one side first."""

    ALTERNATING = "alternating"
    GROUPED = "grouped"


class Tally(StrEnum):
    """How repetitions are counted: up to the last, down to one, the last three, or not at all."""

    UP = "up"
    DOWN = "down"
    LAST = "last"
    OFF = "off"


class Lead(StrEnum):
    """Which breaths are led: the first three, all, or all of them ever softer."""

    FIRST = "first"
    ALL = "all"
    SOFTER = "softer"


class Detail(StrEnum):
    """How much is told of an exercise; auto is full the first time it comes, then short."""

    AUTO = "auto"
    FULL = "full"
    SHORT = "short"
    NAMES = "names"


class Level(StrEnum):
    """Where in their exercises' ranges holds and repetitions lie: low, in the middle, high."""

    GENTLE = "gentle"
    MODERATE = "moderate"
    FULL = "full"


class Preface(StrEnum):
    """How much is said of safety before a routine."""

    FULL = "full"
    SHORT = "short"
    OFF = "off"


class Bed(StrEnum):
    """What can lie under the voice, besides a sound file."""

    BROWN = "brown"
    RAIN = "rain"
    OCEAN = "ocean"
    DRONE = "drone"
    OFF = "off"


class Chimes(StrEnum):
    """What a chime tells.

    Beeps lie on the seconds that are counted; a tick ends the held time of a repetition.
    """

    START = "hold-start"
    END = "hold-end"
    PHASE = "next-phase"
    SIDE = "change-side"
    FINISH = "finish"
    BEEP = "beep"
    TICK = "tick"


BRIEF: Final = frozenset({Chimes.BEEP, Chimes.TICK})
"""The chimes that are softer than the others, and over within a second."""


class Quality(StrEnum):
    """What is kept, and how large the file is for it; WAV and FLAC keep all at any of them."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"
