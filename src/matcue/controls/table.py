"""The one table of the controls: which keys, buttons and spoken words ask for which command."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Button(StrEnum):
    """What can be pressed elsewhere than on the keyboard.

    `PLAY_PAUSE` is also a headset's only button pressed once, `TWICE` and `THRICE` are that one
    pressed so many times in a row.
    """

    PLAY = "play"
    PAUSE = "pause"
    PLAY_PAUSE = "play-pause"
    NEXT = "next"
    PREVIOUS = "previous"
    STOP = "stop"
    TWICE = "twice"
    THRICE = "thrice"


@dataclass(frozen=True, slots=True)
class Control:
    """What asks for a command, and what it does; `label` is for the line of the most needed keys.

    Keys and buttons are those for who has chosen no others. No recogniser listens for the words.
    """

    keys: tuple[str, ...]
    buttons: tuple[str, ...]
    words: tuple[str, ...]
    does: str
    label: str


def _row(asked: tuple[str, str, str], does: str, label: str = "") -> Control:
    """A control whose keys, buttons and words stand with commas between them."""
    keys, buttons, words = map(_split, asked)
    return Control(keys, buttons, words, does, label)


def _split(row: str) -> tuple[str, ...]:
    return tuple(filter(None, row.split(", ")))


CONTROLS: Final[Mapping[str, Control]] = {
    # the command: its keys, its buttons, its words; what it does
    "pause or resume": _row(
        ("space", "play-pause", ""),
        "pauses, and goes on; ends a wait",
        label="pause",
    ),
    "pause": _row(
        ("", "pause", "pause, wait, hold on"),
        "pauses",
    ),
    "resume": _row(
        ("", "play", "resume, go on, continue"),
        "goes on; ends a wait",
    ),
    "next": _row(
        ("n, right", "next, twice", "next, next one"),
        "goes to the next section",
        label="next",
    ),
    "previous": _row(
        ("p, left", "previous", "previous, back, go back"),
        "goes back to the start of the section; within its first three seconds, "
        "to the section before",
        label="back",
    ),
    "repeat": _row(
        ("r", "thrice", "repeat, again, say that again"),
        "says the instruction again, and begins the section anew",
        label="repeat",
    ),
    "redo side": _row(
        ("b", "", "redo side, same side again"),
        "does this side again, from getting into position",
    ),
    "skip exercise": _row(
        ("s", "", "skip, skip exercise, skip this exercise"),
        "leaves out what is left of this exercise, with all its sides and sets",
    ),
    "more time": _row(
        ("+, =", "", "more time, longer"),
        "makes the hold or the rest ten seconds longer",
    ),
    "less time": _row(
        ("-", "", "less time, shorter"),
        "makes the hold or the rest ten seconds shorter",
    ),
    "slower": _row(
        ("[", "", "slower, slow down"),
        "gives what follows more time: to get ready, to rest",
    ),
    "faster": _row(
        ("]", "", "faster, speed up"),
        "gives what follows less time: to get ready, to rest",
    ),
    "louder": _row(
        ("up, 0", "", "louder, volume up"),
        "makes everything two decibels louder",
    ),
    "quieter": _row(
        ("down, 9", "", "quieter, softer, volume down"),
        "makes everything two decibels quieter",
    ),
    "how long": _row(
        ("h", "", "how long, how much longer"),
        "tells how much time is left",
    ),
    "where am I": _row(
        ("w", "", "where am I, what now"),
        "tells where in the session you are",
    ),
    "stop": _row(
        ("q", "stop", "stop, end the session"),
        "ends the session",
        label="quit",
    ),
}
"""The controls by the names of their commands, as a config file writes them."""
WAYS_ON: Final = ("pause or resume", "resume")
"""The commands that end a wait, the most usual one first."""


def most_needed(keys: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The first key of each command that has a label, where it has one, and the label.

    `keys` are the names of the commands by their keys.
    """
    first = {command: key for key, command in reversed([*keys.items()])}
    return tuple(
        (first[name], control.label)
        for name, control in CONTROLS.items()
        if control.label and name in first
    )


def help_lines(keys: Mapping[str, str]) -> tuple[str, str]:
    """The most needed keys with what they do, and without."""
    needed = most_needed(keys)
    return " · ".join(map(" ".join, needed)), " · ".join(key for key, _ in needed)


def way_on(asked: Mapping[str, str]) -> str:
    """The key or the button that goes on, as it is said; empty where there is none.

    >>> way_on({"+": "more time", ".": "resume"})
    'full stop'
    """
    for command in WAYS_ON:
        for one, name in asked.items():
            if name == command:
                return one if len(one) > 1 or one.isalnum() else unicodedata.name(one).lower()
    return ""


def by_default(kind: str) -> dict[str, str]:
    """The names of the commands by their `keys`, or by their `buttons`: those of the table."""
    return {one: name for name, control in CONTROLS.items() for one in getattr(control, kind)}
