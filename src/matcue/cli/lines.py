"""A session in plain lines, one for each thing that is heard; they read well aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcue.cli.output import runs, sound_texts
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.app.session import Session
    from matcue.timeline.model import Cue, Timeline
    from matcue.timeline.queries import Moment

GLANCED: Final = 3
"""Seconds between two looks at most; who is further on, or back, has gone there."""


class Lines:
    """What a session does, as lines, each of which is given once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._position = -1
        self._paused = False
        self._trouble = ""

    def new(self) -> Iterator[str]:
        """Yield a line for each cue begun since the last look, and each change of state."""
        session = self._session
        snapshot, paused, trouble = session.snapshot(), session.paused, session.trouble
        timeline, now = snapshot.timeline, snapshot.moment
        time = clock(now.position, timeline.rate)
        if self._paused and not paused:
            yield f"Going on at {time}."
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
