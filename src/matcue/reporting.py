"""The interface through which progress is reported."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Receives reports of how the work goes."""

    def tell(self, sentence: str) -> None:
        """Report something that the user should know, once."""

    def detail(self, sentence: str) -> None:
        """Report something to users who asked to know more."""

    def done(self, sentence: str) -> None:
        """Report the result to users who waited for it."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Report that `done` of `total` are done of what a stage counts."""
