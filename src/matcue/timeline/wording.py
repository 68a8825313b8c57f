"""Which of several ways to say a thing is taken, so that it is not the same one ten times."""

from __future__ import annotations

from random import Random


class Wording:
    """Choices among sentences: the same for the same seed, and never one twice in a row."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - variety, not secrecy
        self._last: dict[str, int] = {}

    def choose(self, kind: str, ways: tuple[str, ...]) -> str:
        """One of at least two ways to say a thing of a kind, another one than the last time."""
        others = [i for i in range(len(ways)) if i != self._last.get(kind)]
        self._last[kind] = self._random.choice(others)
        return ways[self._last[kind]]
