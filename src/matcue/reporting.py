"""Whoever is told how the work goes."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Who is told how the work goes."""

    def tell(self, sentence: str) -> None:
        """Something that the person should know, once."""

    def detail(self, sentence: str) -> None:
        """Something for who asked to know more."""

    def done(self, sentence: str) -> None:
        """What came of it, for who waited."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` of what a stage counts."""
