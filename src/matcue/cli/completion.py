"""Completion in bash, which takes a word with colons for several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import BashComplete

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem


class Bash(BashComplete):
    """Completes `piper:en` although bash passes `piper`, `:` and `en`, and expects what follows."""

    _known = 0

    def get_completion_args(self) -> tuple[list[str], str]:
        """Rejoin the words before the one that is typed, and that one, so that each is whole."""
        before, typed = super().get_completion_args()
        *words, last = rejoined((*before, typed))
        self._known = len(last.removesuffix(typed)) if typed != ":" else len(last)
        return words, last

    def format_completion(self, item: CompletionItem) -> str:
        """Format a completion from where bash begins its last word."""
        return f"{item.type},{item.value[self._known :]}"


def rejoined(pieces: Sequence[str]) -> list[str]:
    """Rejoin words that were broken at their colons.

    >>> rejoined(["--voice", "piper", ":", "en"])
    ['--voice', 'piper:en']
    """
    words: list[str] = []
    for before, piece in zip(("", *pieces), pieces, strict=False):
        if words and ":" in {before, piece}:
            words[-1] += piece
        else:
            words.append(piece)
    return words
