"""How the work goes, on a terminal: bars, and sentences above them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from matcue.cli.report import Report
from matcue.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COUNTED: Final = 10_000
"""From so many on, people are told hundredths of a whole."""


class HowFar(ProgressColumn):
    """How much is done, counted where that says something: `120 of 200`, or `60%`."""

    def render(self, task: Task) -> Text:
        """Render it for one bar."""
        if task.total and task.total < COUNTED:
            return Text(f"{task.completed:.0f} of {task.total:.0f}")
        return Text(f"{task.percentage:.0f}%")


class Bars(Report):
    """Prints messages and progress on a terminal."""

    def __init__(self, progress: Progress, *, verbose: bool) -> None:
        super().__init__(verbose=verbose)
        self.console = progress.console
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._held: list[str] | None = None

    @property
    def bars(self) -> Bars:
        """Itself."""
        return self

    def tell(self, sentence: str) -> None:
        """Print a sentence above the bars; one that is held, later."""
        if self._held is None:
            self.console.print(visible(sentence), highlight=False, markup=False, emoji=False)
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

    def progress(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage; all bars are gone as soon as all of them are full.

        Raises:
            KeyboardInterrupt, Ended: the program was asked to end.
        """
        super().progress(stage, done, total)
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)
        if self._progress.finished:
            self._progress.stop()
        else:
            self._progress.start()


@contextmanager
def bars(*, verbose: bool) -> Iterator[Bars]:
    """Open a report with bars that are gone when it ends."""
    progress = bars_on(Console(stderr=True))
    try:
        yield Bars(progress, verbose=verbose)
    finally:
        progress.stop()


def bars_on(console: Console) -> Progress:
    """Make bars that tell what is done, how much of it, and how long the rest will take."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        HowFar(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    return Progress(*columns, console=console, transient=True)
