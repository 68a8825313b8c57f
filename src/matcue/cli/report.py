"""How the work goes, on standard error: a bar where there is a terminal, else only what matters."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from matcue.cli import interrupts
from matcue.cli.lines import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Report:
    """Prints messages and progress for the person; `plain` asks for lines and nothing else."""

    def __init__(self, bars: Progress, *, verbose: bool, plain: bool) -> None:
        self.console = bars.console
        self.plain = plain
        self._bars = bars
        self._verbose = verbose
        self._tasks: dict[str, TaskID] = {}
        self._held: list[str] | None = None

    def tell(self, sentence: str) -> None:
        """Print a sentence above the bars; one that is held, later."""
        if self._held is None:
            line, wide = visible(sentence), not self.console.is_terminal
            self.console.print(line, highlight=False, markup=False, emoji=False, soft_wrap=wide)
        else:
            self._held.append(sentence)

    @contextmanager
    def held(self) -> Iterator[Sequence[str]]:
        """Hold back sentences meanwhile: yield them as they come, print them only at the end."""
        held: list[str] = []
        self._held = held
        try:
            yield held
        finally:
            self._held = None
            for sentence in held:
                self.tell(sentence)

    def detail(self, sentence: str) -> None:
        """Print a sentence if the person asked for more."""
        if self._verbose:
            self.tell(sentence)

    def done(self, sentence: str) -> None:
        """Print what came of the work."""
        self.tell(sentence)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage; all bars are gone as soon as all of them are full.

        Raises:
            KeyboardInterrupt, Ended: the program was asked to end.
        """
        interrupts.check()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
            self._bars.start()
        self._bars.update(self._tasks[stage], completed=done)
        if self._bars.finished:
            self._bars.stop()


def plain_wanted() -> bool:
    """Tell whether the environment asks for lines and nothing else.

    It does by MATCUE_PLAIN, by NO_COLOR (https://no-color.org) and by a terminal called `dumb`.
    """
    asked = click.BOOL.convert(os.environ.get("MATCUE_PLAIN") or False, None, None)
    return asked or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


@contextmanager
def reporter(*, verbose: bool = False, plain: bool = False) -> Iterator[Report]:
    """Open a report whose bars are gone when it ends; a `plain` one has none."""
    console = Console(stderr=True)
    plain = plain or plain_wanted()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    off = plain or not console.is_terminal
    bars = Progress(*columns, console=console, transient=True, disable=off)
    try:
        yield Report(bars, verbose=verbose, plain=plain)
    finally:
        bars.stop()
