"""What the person chose: flag over environment over config file over routine over default."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from platformdirs import user_cache_path, user_config_path, user_data_path

from matcue.errors import FileError, UsageError
from matcue.routine.values import Preface, parse_pace, parse_preface, parse_speed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

APP: Final = "matcue"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is chosen for one session.

    `speed` is of the voice, 0.5 to 2; `pace` multiplies set-up, changeover, pauses and rests;
    `preface` is how much is said of safety.
    """

    voice: str = "piper"
    speed: Fraction = Fraction(1)
    pace: Fraction = Fraction(1)
    preface: Preface = Preface.SHORT

    def __str__(self) -> str:
        return f"voice {self.voice}, speed {float(self.speed):g}, pace {float(self.pace):g}"


class Choices(Protocol):
    """Anything that may have chosen: a routine, say. None where it has not."""

    @property
    def voice(self) -> str | None:
        """A voice's name."""

    @property
    def speed(self) -> Fraction | None:
        """Of the voice."""

    @property
    def pace(self) -> Fraction | None:
        """Of everything but holds and words."""

    @property
    def preface(self) -> Preface | None:
        """How much is said of safety."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices, each None where it was left open; flags and environment arrive in one."""

    voice: str | None = None
    speed: Fraction | None = None
    pace: Fraction | None = None
    preface: Preface | None = None

    @classmethod
    def read(cls, written: Mapping[str, str | None]) -> Self:
        """The choices that texts under these names mean.

        Raises:
            UsageError: a name is unknown, or a text is not what it may be.
        """
        reading: dict[str, Callable[[str], Any]] = {
            "voice": str,
            "speed": parse_speed,
            "pace": parse_pace,
            "preface": parse_preface,
        }
        if unknown := sorted(written.keys() - reading.keys()):
            raise UsageError(f"Nothing is called {', '.join(unknown)}; try {', '.join(reading)}.")
        try:
            return cls(**{key: reading[key](text) for key, text in written.items() if text})
        except ValueError as error:
            raise UsageError(f"{error}.") from error


def settle(*choices: Choices) -> Settings:
    """The settings of a session: of each choice the first that was made, or the default."""
    made = (
        {f.name: getattr(choice, f.name) for f in fields(Settings) if getattr(choice, f.name)}
        for choice in reversed(choices)
    )
    return Settings(**{key: value for choice in made for key, value in choice.items()})


def config_file() -> Path:
    """Where a person's own choices stand."""
    return user_config_path(APP) / "config.toml"


def own_routines() -> Path:
    """Where a person's own routines lie."""
    return user_data_path(APP) / "routines"


def cache_folder() -> Path:
    """Where spoken clips are kept."""
    return user_cache_path(APP) / "clips"


def read_config(path: Path) -> Chosen:
    """The choices of a config file; none where there is no file.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or has a key or a value that it cannot have.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Chosen()
    except OSError as error:
        raise FileError(str(path), error.strerror or "it cannot be read") from error
    except ValueError as error:
        raise UsageError(f"{path} is not TOML: {error}.") from error
    if nested := [key for key, value in written.items() if isinstance(value, dict | list)]:
        raise UsageError(f"{path}: {', '.join(nested)} must be one text or number.")
    try:
        return Chosen.read({key: str(value) for key, value in written.items()})
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
