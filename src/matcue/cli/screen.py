"""A session as plain lines; on a terminal, the live screen shows it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from matcue.cli.cues import runs, sound_texts
from matcue.cli.lines import say
from matcue.controls.bindings import help_lines
from matcue.controls.keyboard import Listen, has_keys, keyboard
from matcue.controls.media_keys import buttons
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.app.session import Session
    from matcue.cli.report import Report
    from matcue.controls.bindings import Controls
    from matcue.timeline.model import Cue, Timeline
    from matcue.timeline.queries import Moment


GLANCE: Final = 0.1
"""Seconds between two looks at the session."""


def watch(session: Session, report: Report, controls: Controls) -> None:
    """Show a session and pass keys and buttons on to it, until it is over."""
    with buttons(session, controls.buttons):
        if report.bars and sys.stdout and sys.stdout.isatty():
            from matcue.cli.live_screen import watch_live  # slow to load

            watch_live(session, report.bars, controls)
        else:
            _watch_plain(session, controls)


def listen(session: Session, controls: Controls) -> None:
    """Show nothing, but pass keys and buttons on to a session until it is over."""
    with keyboard(controls.keys) as keys, buttons(session, controls.buttons):
        while not session.over:
            pass_on(session, keys)


def pass_on(session: Session, listen: Listen) -> None:
    """Pass on to a session what is pressed until the next look at it."""
    for command in listen(GLANCE):
        session.send(command)


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
                pass_on(session, keys)


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
