"""The description beside a Piper voice's model: checked before anything is made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from matcue.errors import reason_of
from matcue.reading import open_file
from matcue.recordings import RATES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LARGEST: Final = 1_000_000
"""Bytes of the largest description; Piper's have some 5 000."""
LONGEST: Final = 100
"""Characters of the longest name in it."""


@dataclass(frozen=True, slots=True)
class PiperDescription:
    """What is told of a Piper voice.

    `dataset` is what it was learned from, empty where that is not told; `language` is a BCP 47 tag;
    `told` is everything, as Piper wants it.
    """

    dataset: str
    language: str
    told: dict[str, Any]


def read_description(path: Path) -> PiperDescription:
    """Read and check a description.

    Raises:
        ValueError: it cannot be read, or does not describe a Piper voice.
    """
    try:
        with open_file(path) as file:
            told = json.loads(file.read(LARGEST))
    except OSError as error:
        raise ValueError(f"{path.name}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} does not describe a Piper voice: it is not JSON") from error
    for keys, is_right, wanted in _RULES:
        if not is_right(_value(told, keys)):
            wrong = f"`{keys}` must be {wanted}"
            raise ValueError(f"{path.name} does not describe a Piper voice: {wrong}")
    language = _value(told, "language.code") or _value(told, "espeak.voice")
    return PiperDescription(told.get("dataset") or "", language.replace("_", "-"), told)


def _value(told: Any, keys: str) -> Any:  # noqa: ANN401 - a stranger's
    """Look up a value by its keys, with dots between; None where there is none."""
    for key in keys.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    return told


def _within(low: float, high: float) -> Callable[[object], bool]:
    """Build the check of a number, both bounds among what is right."""

    def is_right(value: object) -> bool:
        return isinstance(value, int | float) and low <= value <= high

    return is_right


def _whole(low: int, high: int) -> Callable[[object], bool]:
    """Build the check of a whole number, both bounds among what is right."""
    is_within = _within(low, high)
    return lambda value: isinstance(value, int) and is_within(value)


def _is_line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and value.isprintable()


def _is_map(value: object) -> bool:
    """Tell whether all phonemes have rows of whole numbers."""
    return isinstance(value, dict) and all(
        isinstance(row, list) and all(isinstance(each, int) and each >= 0 for each in row)
        for row in value.values()
    )


def _or_none(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or is_right(value)


_LINE: Final = f"a line of at most {LONGEST} characters"
_SCALE: Final = _or_none(_within(0, 10)), "a number from 0 to 10"
_COUNT: Final = _whole(1, 100_000), "a whole number from 1 to 100000"
_RULES: Final = (
    ("audio.sample_rate", _whole(*RATES), f"a whole number from {RATES[0]} to {RATES[1]}"),
    ("espeak.voice", _is_line, _LINE),
    ("language.code", _or_none(_is_line), _LINE),
    ("dataset", _or_none(_is_line), _LINE),
    ("num_symbols", *_COUNT),
    ("num_speakers", *_COUNT),
    ("phoneme_id_map", _is_map, "rows of whole numbers, by their phonemes"),
    ("inference.noise_scale", *_SCALE),
    ("inference.length_scale", *_SCALE),
    ("inference.noise_w", *_SCALE),
)
"""What is checked of a description, and what it must be; the rest is Piper's to judge."""
