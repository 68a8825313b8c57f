"""What a person is told, pinned by what it is about, so that its wording can be improved."""

from __future__ import annotations

import re


class Says:
    """Equal to one line that has all of these words, in any order.

    Args:
        words: whole words, and what the line quotes.
        at: what the line begins with, up to a colon: a place, or who tells it.
    """

    def __init__(self, *words: str, at: str = "") -> None:
        self._start = f"{at}: " if at else ""
        self._words = words

    def __eq__(self, line: object) -> bool:
        if not isinstance(line, str) or not line.startswith(self._start):
            return False
        said = line.removeprefix(self._start)
        return len(said.splitlines()) == 1 and all(_stands(word, said) for word in self._words)

    def __hash__(self) -> int:
        return hash(self._words)

    def __repr__(self) -> str:
        return f"<{self._start}{' … '.join(self._words)}>"


def _stands(word: str, said: str) -> bool:
    """Whether a word stands there, and not as a part of another one."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def but_gaps(told: str) -> str:
    """What a session told besides that it broke off, as it may on a machine that others share."""
    return "".join(line for line in told.splitlines(keepends=True) if "sound broke off" not in line)
