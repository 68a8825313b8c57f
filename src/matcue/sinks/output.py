"""A sound device as a person chooses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

DEFAULT: Final = "default"
"""The device that the system takes by itself."""


@dataclass(frozen=True, slots=True)
class Output:
    """A device that can be played to.

    `id` is what the sound server calls it, empty where there is none; `handle` is miniaudio's.
    """

    name: str
    id: str
    default: bool
    handle: object = field(compare=False, repr=False)

    def is_called(self, name: str) -> bool:
        """Tell whether a name or an id is this device's; case does not matter."""
        if name == DEFAULT:
            return self.default
        return name.casefold() in {self.name.casefold(), self.id.casefold()} - {""}
