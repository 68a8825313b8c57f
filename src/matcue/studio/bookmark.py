"""Where a session was broken off, kept so that another one can go on from there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from matcue.atomic import atomic_file, file_errors
from matcue.errors import FileError, UsageError
from matcue.paths import bookmark_file
from matcue.studio.piece import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from matcue.reporting import Reporter


class Bookmark(BaseModel):
    """A session that can go on: its routine's name or path, what was chosen, its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    routine: str
    choices: dict[str, str]
    place: Place


class Ribbon:
    """Keeps the place that a session has come to; who cannot be served is told so, once."""

    def __init__(self, routine: str, choices: Mapping[str, str], reporter: Reporter) -> None:
        self._routine = routine
        self._choices = dict(choices)
        self._reporter = reporter
        self._torn = False

    def lay(self, place: Place | None, pace: Fraction | None) -> None:
        """Keep a place instead of the last one, whole or not at all; at the end, none.

        Args:
            place: where the session has come to; None at its end.
            pace: the pace, if it is another one than was chosen.
        """
        choices = self._choices | ({"pace": f"{float(pace):g}"} if pace else {})
        try:
            if place is None:
                forget()
            elif not self._torn:
                keep(Bookmark(routine=self._routine, choices=choices, place=place))
        except FileError as error:
            self._torn = True
            self._reporter.tell(f"This session could not go on after a break: {error}")


def keep(bookmark: Bookmark) -> None:
    """Keep a bookmark instead of the last one.

    Raises:
        FileError: it cannot be written.
    """
    path = bookmark_file()
    with file_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(path) as part:
            part.write_text(bookmark.model_dump_json(), encoding="utf-8")


def forget() -> None:
    """Keep none."""
    with suppress(OSError):
        bookmark_file().unlink()


def broken_off() -> Bookmark:
    """The bookmark of the last session that was broken off.

    Raises:
        UsageError: there is none, or none that can be read.
    """
    try:
        return Bookmark.model_validate_json(bookmark_file().read_bytes())
    except FileNotFoundError:
        reason = "No session was broken off"
    except (OSError, ValidationError):
        reason = "Where the last session was broken off cannot be read"
    raise UsageError(f"{reason}; `matcue play ROUTINE` begins one.")
