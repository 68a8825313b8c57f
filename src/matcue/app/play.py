"""Sessions played: of a routine, of one that was broken off, of a page of the guide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from matcue.app.bookmark import BookmarkWriter, SessionSpec, load_bookmark
from matcue.app.estimate import script_of
from matcue.app.library import address, guidance_of, read_routine
from matcue.app.prepare import with_own_choices
from matcue.app.session import Frontend, play_session, prepared_to_play
from matcue.app.sounds import with_absolute_bed
from matcue.settings import Choices, parse_choices, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.app.bookmark import ResumePoint
    from matcue.reporting import Reporter
    from matcue.routine.plan import Routine
    from matcue.settings import Settings
    from matcue.timeline.model import Script

__all__ = ["Frontend", "play", "play_guide", "resume"]


def play(
    name: str,
    choices: Mapping[str, str],
    frontend: Frontend,
    reporter: Reporter,
    begin: ResumePoint | None = None,
) -> None:
    """Play a routine, from its start or from a place in it.

    Steps wait for the person only if the frontend has a way to go on.

    Args:
        name: of the routine, or a path.
        choices: what was chosen for it, as it was written.
        frontend: where it is played, and what shows it.
        reporter: gets messages and progress.
        begin: the place, None for the start.

    Raises:
        DeviceError: there is no sound device, or it went away.
        MatcueError: as `timeline`.
    """
    chosen = with_own_choices(parse_choices(choices))
    routine, settings = read_routine(name, chosen)
    with prepared_to_play(settings, frontend, reporter) as preparation:
        source = _Guided(preparation.fit(routine), frontend.ways)
        bookmark = None
        if not Path(name).is_fifo():  # what came through a pipe cannot be read again
            bookmark = BookmarkWriter(address(name), with_absolute_bed(choices), reporter)
        play_session(SessionSpec(source, begin, bookmark), preparation, frontend)


@dataclass(frozen=True, slots=True)
class _Guided:
    """A routine that waits for who can go on in one of some `ways`."""

    routine: Routine
    ways: tuple[str, ...]

    def script(self, settings: Settings) -> Script:
        guidance = replace(guidance_of(settings), ways=self.ways)
        return script_of(self.routine, guidance)[0]


def resume(
    name: str | None, choices: Mapping[str, str], frontend: Frontend, reporter: Reporter
) -> None:
    """Go on with a session that was broken off, as it was chosen but for other `choices`.

    It is that of the routine `name`; without one, the last of all.

    Raises:
        UsageError: there is none.
        MatcueError: as `play`.
    """
    mark = load_bookmark(address(name) if name else None)
    play(mark.routine, {**mark.choices, **choices}, frontend, reporter, mark.place)


def play_guide(topic: str, chosen: Choices, frontend: Frontend, reporter: Reporter) -> None:
    """Speak a topic of the guide.

    Raises:
        DeviceError: there is no sound device, or it went away.
        VoiceError: no voice can speak.
    """
    from matcue.app.guide import guide_page  # routines need none

    settings, page = resolve_settings(with_own_choices(chosen)), guide_page(topic)
    with prepared_to_play(settings, frontend, reporter) as preparation:
        play_session(SessionSpec(page), preparation, frontend)
