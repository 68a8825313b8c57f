"""A routine shown: what will be heard, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.app.library import read_routine
from matcue.app.prepare import prepared, with_own_choices
from matcue.app.sounds import master_of
from matcue.pictures.render import check_plot, draw_plot
from matcue.timeline.document import document, kind
from matcue.timeline.model import Cue, Dropped, Timeline
from matcue.units import clock

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.settings import Choices

__all__ = ["Cue", "Dropped", "Timeline", "document", "kind", "timeline"]


def timeline(
    name: str, chosen: Choices, reporter: Reporter, picture: Path | None = None
) -> Timeline:
    """Build the timeline of a routine, and draw it to the file `picture` if there is one.

    Raises:
        FileError: the picture cannot be written, or its suffix names no format.
        MatcueError: the routine cannot be read, or no voice can speak.
    """
    if picture:
        check_plot(picture)
    routine, settings = read_routine(name, with_own_choices(chosen))
    if settings.fit:
        master_of(settings)  # what is wrong with the bed is told before speaking takes its time
    with prepared(settings, reporter) as preparation:
        shown = preparation.mix(preparation.script(routine)).timeline
    if picture:
        draw_plot(shown, picture)
        reporter.done(f"{picture}: {clock(shown.frames)}, {len(shown.chapters)} chapters")
    return shown
