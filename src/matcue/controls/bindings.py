"""The one table of the controls: which keys, buttons and spoken words ask for which command."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcue.controls.key_codes import NAMED, is_key
from matcue.errors import UsageError, brief
from matcue.paths import config_file
from matcue.settings import read_tables
from matcue.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


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
    """Build a control from its keys, buttons and words, with commas between them."""
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
    """List the first key of each command that has a label, where it has one, and the label.

    `keys` are the names of the commands by their keys.
    """
    first = {command: key for key, command in reversed([*keys.items()])}
    return tuple(
        (first[name], control.label)
        for name, control in CONTROLS.items()
        if control.label and name in first
    )


def help_lines(keys: Mapping[str, str]) -> tuple[str, str]:
    """Format the most needed keys as two lines: with what they do, and without."""
    needed = most_needed(keys)
    return " · ".join(map(" ".join, needed)), " · ".join(key for key, _ in needed)


def way_on(asked: Mapping[str, str]) -> str:
    """Name the key or the button that goes on, as it is said; empty where there is none.

    >>> way_on({"+": "more time", ".": "resume"})
    'full stop'
    """
    for command in WAYS_ON:
        for one, name in asked.items():
            if name == command:
                return one if len(one) > 1 or one.isalnum() else unicodedata.name(one).lower()
    return ""


def by_default(kind: str) -> dict[str, str]:
    """Map the default `keys`, or `buttons`, of the table to the names of their commands."""
    return {one: name for name, control in CONTROLS.items() for one in getattr(control, kind)}


_COMMANDS: Final = {name.lower(): name for name in CONTROLS}
"""The commands by their names as they are compared."""


@dataclass(frozen=True, slots=True)
class Controls:
    """The names of the commands by the keys, and by the buttons, that ask for them."""

    keys: Mapping[str, str]
    buttons: Mapping[str, str]

    @property
    def ways_on(self) -> tuple[str, ...]:
        """What is pressed to go on, as it is said: a key and a button, those that there are."""
        ways = (way_on(self.keys), way_on(self.buttons).partition("-")[0])
        return tuple(filter(None, ways))


def own_controls() -> Controls:
    """Read the controls of this person.

    Raises:
        FileError: the config file cannot be read.
        UsageError: it is not TOML, or names a command, a key or a button that is none.
    """
    path = config_file()
    written = read_tables(path)
    try:
        return controls(written)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def controls(written: Mapping[str, Mapping[str, object]]) -> Controls:
    """Change the default controls by the tables `keys` and `buttons` of a config file.

    A command that is named there has the keys of its entry and no others; they are taken away from
    the commands that have them by default.

    Raises:
        UsageError: a command, a key or a button is none, or two commands want the same.
    """
    return Controls(
        keys=_settled("keys", written.get("keys", {}), _key),
        buttons=_settled("buttons", written.get("buttons", {}), _button),
    )


def _settled(
    kind: str, written: Mapping[str, object], read: Callable[[str], str]
) -> dict[str, str]:
    """Map keys or buttons to the names of their commands; `read` makes out a key or a button."""
    chosen: dict[str, str] = {}
    named: set[str] = set()
    for name, value in written.items():
        command = _command(kind, name)
        if command in named:
            raise UsageError(f"[{kind}] has an entry for {command} twice.")
        named.add(command)
        for one in map(read, _texts(kind, command, value)):
            if chosen.setdefault(one, command) != command:
                raise UsageError(f"[{kind}] gives “{one}” to both {chosen[one]} and {command}.")
    kept = {
        one: command
        for one, command in by_default(kind).items()
        if command not in named and one not in chosen
    }
    return kept | chosen


def _texts(kind: str, command: str, value: object) -> tuple[str, ...]:
    texts = tuple(value) if isinstance(value, list) else (value,)
    if all(isinstance(text, str) for text in texts):
        return texts
    raise UsageError(f"[{kind}] {command}: write one text, or a list of texts.")


def _command(kind: str, written: str) -> str:
    plain = written.lower().replace("-", " ").replace("_", " ")
    if plain in _COMMANDS:
        return _COMMANDS[plain]
    said = f"[{kind}] “{brief(written)}” is not one of {', '.join(CONTROLS)}."
    raise UsageError(f"{said}{did_you_mean(closest(plain, _COMMANDS, 1))}")


def _key(written: str) -> str:
    name = "space" if written == " " else written.lower()
    if is_key(name):
        return name
    said = f"[keys] “{brief(written)}” is not one character, nor one of {', '.join(NAMED)}."
    raise UsageError(f"{said}{did_you_mean(closest(name, NAMED, 1))}")


def _button(written: str) -> str:
    if written.lower() in set(Button):
        return written.lower()
    said = f"[buttons] “{brief(written)}” is not one of {', '.join(Button)}."
    raise UsageError(f"{said}{did_you_mean(closest(written.lower(), Button, 1))}")
