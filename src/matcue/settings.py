"""What the person chose: flag over environment over config file over routine over default."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

from matcue.errors import FileError, UsageError, brief, reason_of
from matcue.exporters.sidecars import parse_kinds
from matcue.routine.enums import Detail, Level, Preface, Profile, Quality
from matcue.routine.fields import (
    parse_chimes,
    parse_countdown,
    parse_hold,
    parse_length,
    parse_pace,
    parse_speed,
    parse_word,
    parse_yes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from matcue.routine.enums import Chimes

TABLES: Final = ("keys", "buttons")
"""The tables that a config file can have: what asks for the commands of a session."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is chosen for one session.

    `speed` is of the voice, 0.5 to 2; `pace` multiplies set-up, changeover, pauses and rests;
    `preface` is how much is said of safety. `detail`, `cues` and `count` (last seconds of a hold)
    are None where the routine decides; `chimes` are what sounds for each, where that is not the set
    of what is counted. `level` and `hold` (a factor) move holds and repetitions inside their
    ranges; `fit` is the length, in seconds, that the session is brought to, 0 for none; `wait` asks
    for a wait before each hold. The voices of `fallback` speak, in their order, when `voice`
    cannot. `bed` is what lies under the voice, a name or a file, `bed_level` LU from it; `lead` how
    many seconds of faint sound come before words after silence, None where the device decides;
    `loudness`, in LUFS, is of the voice. `captions` are the kinds of words that are written beside
    a file, `quality` is of the file. `device` is what is played to, `default` what the system
    takes.
    """

    voice: str = "piper"
    speed: Fraction = Fraction(1)
    pace: Fraction = Fraction(1)
    preface: Preface = Preface.SHORT
    detail: Detail | None = None
    cues: Profile | None = None
    count: int | None = None
    chimes: Mapping[Chimes, Profile | Path] | None = None
    level: Level | None = None
    hold: Fraction | None = None
    fit: Fraction | None = None
    wait: bool = False
    fallback: tuple[str, ...] = ("system",)
    bed: str = "off"
    bed_level: Fraction = Fraction(-20)
    lead: Fraction | None = None
    loudness: Fraction = Fraction(-18)
    captions: tuple[str, ...] = ()
    device: str = "default"
    quality: Quality = Quality.STANDARD

    def __str__(self) -> str:
        return f"voice {self.voice}, speed {float(self.speed):g}, pace {float(self.pace):g}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices, each None where it was left open; flags and environment arrive in one."""

    voice: str | None = None
    speed: Fraction | None = None
    pace: Fraction | None = None
    preface: Preface | None = None
    detail: Detail | None = None
    cues: Profile | None = None
    count: int | None = None
    chimes: Mapping[Chimes, Profile | Path] | None = None
    level: Level | None = None
    hold: Fraction | None = None
    fit: Fraction | None = None
    wait: bool | None = None
    fallback: tuple[str, ...] | None = None
    bed: str | None = None
    bed_level: Fraction | None = None
    lead: Fraction | None = None
    loudness: Fraction | None = None
    captions: tuple[str, ...] | None = None
    device: str | None = None
    quality: Quality | None = None

    @classmethod
    def read(cls, written: Mapping[str, str | None]) -> Self:
        """Parse the choices that texts under these names mean.

        Raises:
            UsageError: a name is unknown, or a text is not what it may be.
        """
        reading: dict[str, Callable[[str], Any]] = {
            "voice": str,
            "speed": parse_speed,
            "pace": parse_pace,
            "preface": partial(parse_word, Preface),
            "detail": partial(parse_word, Detail),
            "cues": partial(parse_word, Profile),
            "count": parse_countdown,
            "chimes": parse_chimes,
            "level": partial(parse_word, Level),
            "hold": parse_hold,
            "fit": parse_length,
            "wait": parse_yes,
            "fallback": parse_row,
            "bed": str,
            "bed_level": partial(_between, -40, -10),
            "lead": _lead,
            "loudness": partial(_between, -30, -12),
            "captions": parse_kinds,
            "device": str,
            "quality": partial(parse_word, Quality),
        }
        if unknown := sorted(written.keys() - reading.keys()):
            raise UsageError(f"Nothing is called {', '.join(unknown)}; try {', '.join(reading)}.")
        made: dict[str, Any] = {}
        for key, text in written.items():
            try:
                made |= {key: reading[key](text)} if text else {}
            except ValueError as error:
                raise UsageError(f"{key.replace('_', '-')}: {error}.") from error
        return cls(**made)


def parse_row(text: str) -> tuple[str, ...]:
    """Split a comma-separated list of names.

    >>> parse_row("system, tone")
    ('system', 'tone')
    """
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _between(low: float, high: float, text: str) -> Fraction:
    """Parse a number from `low` to `high`."""
    if re.fullmatch(r"-?\d{1,2}(\.\d{1,6})?", text, re.ASCII) and low <= Fraction(text) <= high:
        return Fraction(text)
    raise ValueError(f"“{brief(text)}” is not a number from {low:g} to {high:g}")


def _lead(text: str) -> Fraction:
    """Parse the seconds of a lead; `off` is 0."""
    if text == "off":
        return Fraction(0)
    try:
        return _between(0.1, 2, text.removesuffix("s"))
    except ValueError:
        raise ValueError(f"“{brief(text)}” is not a number from 0.1 to 2, nor off") from None


def settle(*choices: object) -> Settings:
    """Settle the settings of a session: each the first choice that was made, or the default.

    A choice is anything that may have an attribute of a setting's name: what the person chose, a
    routine. None means that it leaves it open.
    """
    made: dict[str, Any] = {}
    for choice in reversed(choices):
        found = {f.name: getattr(choice, f.name, None) for f in fields(Settings)}
        made |= {name: value for name, value in found.items() if value is not None}
    return Settings(**made)


def read_config(path: Path) -> Chosen:
    """Read the choices in a config file; none where there is no file.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or has a key or a value that it cannot have.
    """
    written = {key: value for key, value in _written(path).items() if key not in TABLES}
    if nested := [key for key, value in written.items() if isinstance(value, dict | list)]:
        raise UsageError(f"{path}: {', '.join(nested)} must be one text or number.")
    try:
        return Chosen.read({key.replace("-", "_"): str(value) for key, value in written.items()})
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def read_tables(path: Path) -> dict[str, dict[str, Any]]:
    """Read the tables in a config file, as they are written; none where there is no file.

    Raises:
        FileError: the file cannot be read.
        UsageError: it is not TOML, or what should be a table is none.
    """
    written = {name: value for name, value in _written(path).items() if name in TABLES}
    if flat := [name for name, value in written.items() if not isinstance(value, dict)]:
        raise UsageError(f"{path}: {flat[0]} must be a table: [{flat[0]}].")
    return written


def _written(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FileError(str(path), reason_of(error)) from error
    except ValueError as error:
        raise UsageError(f"{path} is not TOML: {error}.") from error
