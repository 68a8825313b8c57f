"""What a session looks like: a live view on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from rich.live import Live

from matcue.cli.lines import say
from matcue.cli.output import runs, sound_texts
from matcue.cli.screen_layout import View
from matcue.controls.bindings import help_lines, way_on
from matcue.controls.keyboard import Listen, has_keys, keyboard
from matcue.controls.media_keys import buttons
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matcue.app.session import Session
    from matcue.cli.report import Report
    from matcue.controls.bindings import Controls
    from matcue.timeline.model import Cue, Timeline
    from matcue.timeline.queries import Moment


GLANCE: Final = 0.1
"""Seconds between two looks at the session."""
ANSWER: Final = 2.0
"""Seconds that an answer is shown, at least."""
READ: Final = 15
"""Characters that are read in a second."""


def watch(session: Session, report: Report, controls: Controls) -> None:
    """Show a session and pass keys and buttons on to it, until it is over."""
    with buttons(session, controls.buttons):
        if report.plain or not (report.console.is_terminal and sys.stdout.isatty()):
            _watch_plain(session, controls)
        else:
            _watch_live(session, report, controls)


def listen(session: Session, controls: Controls) -> None:
    """Show nothing, but pass keys and buttons on to a session until it is over."""
    with keyboard(controls.keys) as keys, buttons(session, controls.buttons):
        while not session.over:
            _pass_on(session, keys)


def _watch_live(session: Session, report: Report, controls: Controls) -> None:
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
            _pass_on(session, keys)


@contextmanager
def _aside(live: Live) -> Iterator[None]:
    """Give the terminal back as it was, meanwhile."""
    live.stop()
    yield
    live.start(refresh=True)


def _watch_plain(session: Session, controls: Controls) -> None:
    with keyboard(controls.keys) as keys:
        if has_keys():
            say(f"Keys: {help_lines(controls.keys)[0].replace(' ·', ',')}.")
        lines, over = Lines(session), False
        while not over:
            over = session.over
            for line in lines.new():
                say(line, hang=2)
            if not over:
                _pass_on(session, keys)


def _pass_on(session: Session, listen: Listen) -> None:
    for command in listen(GLANCE):
        session.send(command)


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


GLANCED: Final = 3
"""Seconds between two looks at most; who is further on, or back, has gone there."""


class Lines:
    """What a session does, as lines, each of which is given once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._position = -1
        self._paused = False
        self._trouble = ""
        self._answers = 0

    def new(self) -> Iterator[str]:
        """Yield a line for each cue begun since the last look, each answer and change of state."""
        session = self._session
        snapshot, paused, trouble = session.snapshot(), session.paused, session.trouble
        timeline, now = snapshot.timeline, snapshot.moment
        time = clock(now.position, timeline.rate)
        if self._paused and not paused:
            yield f"Going on at {time}."
        for answer in session.answers[self._answers :]:
            self._answers += 1
            yield f"{time} {answer}"
        for run in self._begun(timeline, now):
            title, told = timeline.chapters[run[0].section].title, _told(run)
            what = told if told.startswith(title) else f"{title}: {told}"
            yield f"{clock(run[0].start, timeline.rate)} {what}"
        if trouble != self._trouble:
            yield trouble or "Sound is heard again."
        if paused and not self._paused:
            yield f"{'Waiting for you' if now.gate else 'Paused'} at {time}."
        self._position, self._paused, self._trouble = now.position, paused, trouble

    def _begun(self, timeline: Timeline, now: Moment) -> list[list[Cue]]:
        """Find the cues begun since the last look; after a jump, only those playing there."""
        last = self._position
        begun = [run for run in runs(timeline.cues) if run[0].start <= now.position]
        if last <= now.position <= last + GLANCED * timeline.rate:
            return [run for run in begun if run[0].start > last]
        return [run for run in begun[-1:] if run[0].section == now.section]


def _told(run: list[Cue]) -> str:
    return ", with ".join(filter(None, sound_texts(run)))
