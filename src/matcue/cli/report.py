"""How the work goes, on standard error: a bar where there is a terminal, else only what matters."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from matcue.cli import interrupts
from matcue.cli.lines import say
from matcue.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.cli.bars import Bars


class Report:
    """Prints messages for the person, a line each."""

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose

    @property
    def bars(self) -> Bars | None:
        """Itself, if it shows bars on a terminal."""
        return None

    def tell(self, sentence: str) -> None:
        """Print a sentence."""
        say(sentence, err=True)

    def detail(self, sentence: str) -> None:
        """Print a sentence if the person asked for more."""
        if self._verbose:
            self.tell(sentence)

    def done(self, sentence: str) -> None:
        """Print what came of the work, in one line."""
        self.tell(one_line(sentence))

    def progress(self, stage: str, done: int, total: int) -> None:  # noqa: ARG002 - bars need them
        """Look whether the work is to go on.

        Raises:
            KeyboardInterrupt, Ended: the program was asked to end.
        """
        interrupts.check()


def plain_wanted() -> bool:
    """Tell whether the environment asks for lines and nothing else.

    It does by MATCUE_PLAIN, by NO_COLOR (https://no-color.org) and by a terminal called `dumb`.
    """
    asked = click.BOOL.convert(os.environ.get("MATCUE_PLAIN") or False, None, None)
    return asked or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


@contextmanager
def reporter(*, verbose: bool = False, plain: bool = False) -> Iterator[Report]:
    """Open a report: with bars on a terminal, gone when it ends; a `plain` one has none."""
    if plain or plain_wanted() or not (sys.stderr and sys.stderr.isatty()):
        yield Report(verbose=verbose)
        return
    from matcue.cli.bars import bars  # slow to load

    with bars(verbose=verbose) as report:
        yield report
