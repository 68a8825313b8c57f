"""Where sessions were broken off, one for each routine, so that another can go on from there."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from matcue.atomic import PRIVATE_FILE, atomic_file, file_errors
from matcue.errors import FileError, UsageError
from matcue.paths import bookmarks_folder
from matcue.private import make_private
from matcue.reading import read_file
from matcue.timeline.commands import section_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.settings import Settings
    from matcue.timeline.model import Script, Timeline


class Bookmark(BaseModel):
    """A session that can go on: its routine's name or path, what was chosen, its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    routine: str
    choices: dict[str, str]
    place: ResumePoint


class BookmarkWriter:
    """Saves the place that a session has come to; that it cannot is reported once.

    `kept` tells whether there is one from which the session can go on.
    """

    def __init__(self, routine: str, choices: Mapping[str, str], reporter: Reporter) -> None:
        self._routine = routine
        self._choices = dict(choices)
        self._reporter = reporter
        self._failed = False
        self.kept = False

    def save(self, place: ResumePoint | None, pace: Fraction | None) -> None:
        """Save a place instead of the last one, whole or not at all; at the end, delete it.

        Args:
            place: where the session has come to; None at its end.
            pace: the pace, if it is another one than was chosen.
        """
        choices = self._choices | ({"pace": f"{float(pace):g}"} if pace else {})
        self.kept = False
        try:
            if place is None:
                bookmark_file(self._routine).unlink(missing_ok=True)
            elif not self._failed:
                save_bookmark(Bookmark(routine=self._routine, choices=choices, place=place))
                self.kept = True
        except (FileError, OSError) as error:
            self._failed = True
            self._reporter.tell(f"This session could not go on after a break: {error}")


def bookmark_file(routine: str) -> Path:
    """Return the path of the bookmark of a routine, which is given by its name or path."""
    return bookmarks_folder() / f"{hashlib.sha256(routine.encode()).hexdigest()[:32]}.json"


def save_bookmark(bookmark: Bookmark) -> None:
    """Write a bookmark instead of the last one of its routine.

    Raises:
        FileError: it cannot be written.
    """
    path = bookmark_file(bookmark.routine)
    with file_errors(path):
        make_private(path.parent)
        with atomic_file(path) as part:
            part.chmod(PRIVATE_FILE)
            part.write_text(bookmark.model_dump_json(), encoding="utf-8")


def load_bookmark(routine: str | None = None) -> Bookmark:
    """Load the bookmark of a routine; without one, of the session that was broken off last.

    Raises:
        UsageError: there is none, or none that can be read.
    """
    which = f" of {routine}" if routine else ""
    try:
        path = bookmark_file(routine) if routine else _latest()
        return Bookmark.model_validate_json(read_file(path))
    except FileNotFoundError:
        reason = f"No session{which} was broken off"
    except (OSError, ValidationError):
        reason = f"Where the last session{which} was broken off cannot be read"
    raise UsageError(f"{reason}; `matcue play {routine or 'ROUTINE'}` begins one.")


def _latest() -> Path:
    """Find the bookmark that was written last.

    Raises:
        FileNotFoundError: there is none.
    """
    written = [(path.stat().st_mtime_ns, path) for path in bookmarks_folder().glob("*.json")]
    if not written:
        raise FileNotFoundError
    return max(written)[1]


class ResumePoint(BaseModel):
    """So many frames into an item of a section, which is known by its number and its title.

    Items before it may have been longer or shorter than they are written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    section: NonNegativeInt
    title: str
    item: NonNegativeInt
    frames: NonNegativeInt

    def found(self, script: Script) -> ResumePoint:
        """Find the place in a script; if it has changed, the start of the section, or of all.

        The section is the first one of its title.
        """
        titles = [section.heading for section in script.sections]
        if titles[self.section : self.section + 1] == [self.title]:
            return self
        section = titles.index(self.title) if self.title in titles else 0
        return ResumePoint(section=section, title=titles[section], item=0, frames=0)

    def frame(self, timeline: Timeline) -> int:
        """Convert the place to a frame of a timeline."""
        chapter = timeline.chapters[self.section]
        item = min(self.item, len(chapter.starts) - 1)
        start, end = (*chapter.starts, chapter.end)[item : item + 2]
        return min(start + self.frames, end)


def resume_point(timeline: Timeline, position: int) -> ResumePoint:
    """Convert a frame of a timeline to a place."""
    section = section_at(timeline, position)
    chapter = timeline.chapters[section]
    item = bisect_right(chapter.starts, position) - 1
    frames = position - chapter.starts[item]
    return ResumePoint(section=section, title=chapter.title, item=item, frames=frames)


class ScriptSource(Protocol):
    """What a session plays."""

    def script(self, settings: Settings) -> Script:
        """Write its script for the settings; in the midst of a session, for other ones again."""


@dataclass(frozen=True, slots=True)
class SessionSpec:
    """What is played, where it begins, and what keeps the place that it has come to."""

    source: ScriptSource
    begin: ResumePoint | None = None
    bookmark: BookmarkWriter | None = None
