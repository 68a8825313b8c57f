"""The names that a person may have meant by one that is not there, and how that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST = 3
"""Names that are suggested, at most."""
ALIKE = 0.6
"""How much of two names must be the same, as difflib measures it."""


def closest(
    name: str, known: Iterable[str], most: int = MOST, alike: float = ALIKE
) -> tuple[str, ...]:
    """Find the known names that are most like a name, the likeliest first.

    >>> closest("cobar", ["cobra", "cat-cow"])
    ('cobra',)
    """
    from difflib import get_close_matches  # only where a name is wrong

    return tuple(get_close_matches(name, list(known), most, alike))


def closest_of(
    name: str, spelled: Mapping[str, str], among: Iterable[str] = (), alike: float = ALIKE
) -> tuple[str, ...]:
    """Suggest what the spellings most like a name stand for, after all of `among`.

    Args:
        name: as it was typed, in lower case.
        spelled: what is suggested, by how it may be spelled.
        among: what is suggested first.
        alike: how much of two names must be the same.
    """
    return tuple(
        dict.fromkeys((*among, *(spelled[each] for each in closest(name, spelled, alike=alike))))
    )[:MOST]


def did_you_mean(names: Sequence[str]) -> str:
    """Ask whether one of the names was meant, to follow a sentence; return "" where there are none.

    >>> did_you_mean(["cobra", "cat-cow"])
    ' Did you mean cobra or cat-cow?'
    """
    return f" Did you mean {' or '.join(names)}?" if names else ""


def hint_at(written: str) -> str:
    """Ask whether this was meant to be written, as the hint of a problem in a file.

    >>> hint_at("on the back")
    'did you mean `on the back`?'
    """
    return f"did you mean `{written}`?"
