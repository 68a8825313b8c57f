"""The controls as a person has them: those of the table, and what the config file says instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcue.controls.table import CONTROLS, Button, by_default, way_on
from matcue.controls.typed import NAMED, is_key
from matcue.errors import UsageError, brief
from matcue.paths import config_file
from matcue.settings import read_tables
from matcue.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
    """The controls of this person.

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
    """The controls that the tables `keys` and `buttons` of a config file make of the default ones.

    A command that is named there has the keys of its entry and no others; they are taken away from
    whom they belong to.

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
    """The names of the commands by their keys or buttons; `read` makes out one of those."""
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
    raise UsageError(f"{said}{_meant(plain, _COMMANDS)}")


def _key(written: str) -> str:
    name = "space" if written == " " else written.lower()
    if is_key(name):
        return name
    said = f"[keys] “{brief(written)}” is not one character, nor one of {', '.join(NAMED)}."
    raise UsageError(f"{said}{_meant(name, NAMED)}")


def _button(written: str) -> str:
    if written.lower() in set(Button):
        return written.lower()
    said = f"[buttons] “{brief(written)}” is not one of {', '.join(Button)}."
    raise UsageError(f"{said}{_meant(written.lower(), Button)}")


def _meant(name: str, known: Iterable[str]) -> str:
    """The question whether the known name that is most like it was meant, if one is."""
    close = closest(name, known, 1)
    return f" Did you mean {close[0]}?" if close else ""
