"""A session on a terminal: what is heard, large, and what comes next."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from rich.live import Live

from matcue.cli.screen import pass_on
from matcue.cli.screen_layout import View
from matcue.controls.bindings import help_lines, way_on
from matcue.controls.keyboard import keyboard
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcue.app.session import Session
    from matcue.cli.bars import Bars
    from matcue.controls.bindings import Controls


ANSWER: Final = 2.0
"""Seconds that an answer is shown, at least."""
READ: Final = 15
"""Characters that are read in a second."""


def watch_live(session: Session, report: Bars, controls: Controls) -> None:
    """Draw what changes on the alternate screen, and leave that while a shell stops the program."""
    with (
        report.held() as told,
        Live(console=report.console, auto_refresh=False, screen=True) as live,
        keyboard(controls.keys, lambda: _aside(live)) as keys,
    ):
        drawn, latest = None, LatestAnswer(session.answers)
        while not session.over:
            seen = view(session, controls.keys, told, latest.at(monotonic()))
            if drawn != (now := (seen, report.console.size)):
                live.update(seen, refresh=True)
                drawn = now
            pass_on(session, keys)


@contextmanager
def _aside(live: Live) -> Iterator[None]:
    """Give the terminal back as it was, meanwhile."""
    live.stop()
    yield
    live.start(refresh=True)


class LatestAnswer:
    """The last of the answers that a session gives, for as long as it takes to read."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._answers = answers
        self._seen = 0
        self._until = 0.0

    def at(self, time: float) -> str:
        """Return what is shown at a time, in seconds; empty while nothing is."""
        if self._seen < len(self._answers):
            self._seen = len(self._answers)
            self._until = time + max(ANSWER, len(self._answers[-1]) / READ)
        return self._answers[-1] if time < self._until else ""


def view(
    session: Session, keys: Mapping[str, str], told: Sequence[str] = (), answer: str = ""
) -> View:
    """Build the view of a session as it is now, with the last sentence of `told`, and an answer.

    `keys` are the names of the commands by their keys.
    """
    snapshot = session.snapshot()
    now, left, rate = snapshot.moment, snapshot.left, snapshot.timeline.rate
    way = f": press {way_on(keys)}" * bool(way_on(keys))
    waiting = f"waiting for you{way}" if now.gate else "paused"
    minutes = -(-left // (60 * rate))
    time = f"{minutes} minutes left" if minutes > 1 else "under a minute left"
    return View(
        name=now.name,
        side=now.side,
        number="" if now.number is None else str(now.number),
        words=now.words,
        answer=answer,
        state=session.trouble or waiting * session.paused or "".join(told[-1:]),
        coming=session.after(now.section) or ("the end",),
        done=round(now.position / (now.position + left), 3) if left else 1,
        time=f"{clock(now.position, rate)} · {time}",
        keys=help_lines(keys),
    )
