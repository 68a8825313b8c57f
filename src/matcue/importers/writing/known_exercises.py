"""The exercises of the catalogue by the names that people write; and by those that are near."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcue.routine.exercise import meanings_of, normal_name
from matcue.suggestions import MOST, closest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.routine.exercise import Described, Exercise, Meant

_KIND: Final = re.compile(r" (?:stretch|exercise|pose)$")
"""What people add to a name that means the same without it."""
_PLURAL: Final = re.compile(r"(?<=[^\Ws])s\b")
_ALIKE: Final = 0.75
"""How much of two names must be the same for one to be offered."""


class KnownExercises:
    """Finds the exercises that names mean."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = exercises
        self._meant: dict[str, Meant] = {}
        for name, meant in meanings_of(exercises).items():
            self._meant.setdefault(_plain(name), meant)

    def find(self, name: str) -> Meant | None:
        """Find what a name means; hyphens, capitals, plurals and a last “stretch” do not matter.

        A name that only contains another one, or looks like it, means nothing.
        """
        return self._meant.get(_plain(name))

    def near(self, name: str) -> tuple[str, ...]:
        """Return the keys of the exercises that a name may mean, the likeliest first."""
        plain = f" {_plain(name)} "
        within = (other for other in self._meant if len(other) > 3 and f" {other} " in plain)
        likely = sorted(within, key=len, reverse=True)
        names = (*likely, *closest(plain.strip(), self._meant, alike=_ALIKE))
        return tuple(dict.fromkeys(self._meant[each].key for each in names))[:MOST]

    def exercise(self, meant: Meant) -> Exercise:
        """Return the exercise that is meant, without its variant."""
        return self._exercises[meant.key]

    def described(self, meant: Meant) -> Described:
        """Return what is meant: the exercise, or the variant of it."""
        exercise = self.exercise(meant)
        return exercise.variants[meant.variant] if meant.variant else exercise


def _plain(name: str) -> str:
    """Normalise a name, without its plurals.

    >>> _plain("Bird-dogs"), _plain("Cat-Cow stretch")
    ('bird dog', 'cat cow')
    """
    return _KIND.sub("", _PLURAL.sub("", normal_name(name).replace(" & ", " and ")))
