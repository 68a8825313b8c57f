"""What is played, and the places of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, NonNegativeInt

from matcue.timeline.command import section_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from matcue.settings import Settings
    from matcue.timeline.model import Script, Timeline


class Place(BaseModel):
    """So many frames into an item of a section, which is known by its number and its title.

    Items before it may have been longer or shorter than they are written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: NonNegativeInt
    title: str
    item: NonNegativeInt
    frames: NonNegativeInt

    def found(self, script: Script) -> Place:
        """The place in a script, which may have changed: then the start of the section, or of all.

        The section is the first one of its title.
        """
        titles = [section.title for section in script.sections]
        if titles[self.section : self.section + 1] == [self.title]:
            return self
        section = titles.index(self.title) if self.title in titles else 0
        return Place(section=section, title=titles[section], item=0, frames=0)

    def frame(self, timeline: Timeline) -> int:
        """Its frame in a timeline."""
        chapter = timeline.chapters[self.section]
        item = min(self.item, len(chapter.starts) - 1)
        start, end = (*chapter.starts, chapter.end)[item : item + 2]
        return min(start + self.frames, end)


def place(timeline: Timeline, position: int) -> Place:
    """The place of a frame."""
    section = section_at(timeline, position)
    chapter = timeline.chapters[section]
    item = bisect_right(chapter.starts, position) - 1
    frames = position - chapter.starts[item]
    return Place(section=section, title=chapter.title, item=item, frames=frames)


def _nowhere(_: Place | None, __: Fraction | None) -> None:
    """Keep no place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is played: who writes it for which settings, where it begins, who keeps the place.

    `keep` is given the place that the session has come to, again and again, and None at its end;
    with it the pace, where that was changed.
    """

    write: Callable[[Settings], Script]
    begin: Place | None = None
    keep: Callable[[Place | None, Fraction | None], None] = _nowhere
