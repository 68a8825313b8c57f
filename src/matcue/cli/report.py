"""How the work goes, on standard error: a bar where there is a terminal, else only what matters."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from matcue.cli import interrupts

if TYPE_CHECKING:
    from collections.abc import Iterator


class Report:
    """Told by the studio, read by the person."""

    def __init__(self, bars: Progress, *, verbose: bool) -> None:
        self.console = bars.console
        self._bars = bars
        self._verbose = verbose
        self._tasks: dict[str, TaskID] = {}

    def tell(self, sentence: str) -> None:
        """Print a sentence above the bars."""
        self.console.print(sentence, highlight=False, markup=False, soft_wrap=True)

    def detail(self, sentence: str) -> None:
        """Print a sentence if the person asked for more."""
        if self._verbose:
            self.tell(sentence)

    def done(self, sentence: str) -> None:
        """Print a sentence if somebody looks."""
        if self.console.is_terminal:
            self.tell(sentence)

    def progress(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage; all bars are gone as soon as all of them are full.

        Raises:
            KeyboardInterrupt, SystemExit: the program was asked to end.
        """
        interrupts.check()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
            self._bars.start()
        self._bars.update(self._tasks[stage], completed=done)
        if self._bars.finished:
            self._bars.stop()


@contextmanager
def reporter(*, verbose: bool = False) -> Iterator[Report]:
    """A report whose bars are gone when it ends."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    bars = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    try:
        yield Report(bars, verbose=verbose)
    finally:
        bars.stop()
