"""Everything that matcue raises on purpose.

    MatcueError
    ├── UsageError           2   a choice that no routine could satisfy (a sink's name, a speed)
    ├── RoutineError        65   a routine, exercise or lexicon is wrong; carries every problem
    ├── UnreadableDocument  65   a list or another app's file cannot be imported
    ├── LengthError         65   a routine cannot be brought to a length; carries the nearest ones
    ├── NotFound            66   nothing has this name; carries the nearest names
    │   ├── RoutineNotFound  66  no routine
    │   ├── ExerciseNotFound 66  no exercise
    │   ├── VoiceNotFound     2  no voice
    │   └── DeviceNotFound    2  no sound device
    ├── VoiceError          69   a voice cannot be loaded or cannot speak
    │   └── VoiceClosed     69   it was closed while it was asked: the session is over
    ├── DeviceError         69   there is no sound device, or it does not work
    │   └── DeviceLost      69   it went away while it played; carries what was not heard
    ├── ClusterError        69   no cluster answers, or a machine of it cannot do the work
    ├── ChildFailed         69   a process of matcue's own hung, crashed or failed
    ├── FileError           74   reading or writing failed
    │   ├── SuffixError     74   the target's suffix names no format
    │   └── VerifyError     74   a file is not what it should be; carries every difference
    └── Unmade              74   some of many files could not be made; or the code of the first

The number is the exit code (after BSD's sysexits). Messages are sentences for the person at the
keyboard and say what to do next, each in one line whatever name is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from matcue.suggestions import did_you_mean
from matcue.visible import one_line


class MatcueError(Exception):
    """The root of the tree; `exit_code` is what the command line ends with."""

    exit_code: int = 1

    def __str__(self) -> str:
        return one_line(self._said())

    def _said(self) -> str:
        return super().__str__()


class UsageError(MatcueError):
    """A choice is outside what can be chosen."""

    exit_code = 2


LONGEST_SHOWN: Final = 40
"""Characters of a value that a message repeats."""


def brief(value: object) -> str:
    """Shorten a value for a message: only its start, if it is long.

    >>> brief("y" * 50) == "y" * 40 + "…"
    True
    """
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def reason_of(error: OSError) -> str:
    """Phrase an OS error as a part of a sentence: the system's words, else the error's own.

    >>> reason_of(IsADirectoryError(21, "Is a directory")), reason_of(OSError("FFmpeg cannot"))
    ('is a directory', 'FFmpeg cannot')
    """
    said = error.strerror
    return f"{said[0].lower()}{said[1:]}" if said else str(error) or type(error).__name__


def words_of(error: Exception) -> str:
    """Phrase a library's error as a part of a sentence: its words, else the error's name.

    >>> words_of(ValueError("it is no model.")), words_of(KeyError())
    ('it is no model', 'KeyError')
    """
    return (str(error) or type(error).__name__).rstrip(".")


class Place(NamedTuple):
    """Where something stands in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """Whether a file cannot be used at all, or a listener would suffer from it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file, and what to write instead."""

    place: Place
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        head = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        tail = f" ({self.hint})" if self.hint else ""
        return one_line(f"{self.place}: {head}{self.message}{tail}")


class RoutineError(MatcueError):
    """A routine, exercise or lexicon file is wrong: `problems`, in the order of the file."""

    exit_code = 65

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class UnreadableDocument(MatcueError):
    """No programme can be made of the document `name`: `reason`."""

    exit_code = 65

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def _said(self) -> str:
        return f"{self.name}: {self.reason}."


class LengthError(MatcueError):
    """No session of the length can be made; `below` and `above` are the nearest, if there are any.

    All three are as people read them: `m:ss`.
    """

    exit_code = 65

    def __init__(self, length: str, below: str | None, above: str | None) -> None:
        super().__init__(length, below, above)
        self.length = length
        self.below = below
        self.above = above

    def _said(self) -> str:
        if not self.below:
            return f"It cannot be made as short as {self.length}; the shortest is {self.above}."
        if not self.above:
            return f"It cannot be made as long as {self.length}; the longest is {self.below}."
        near = f"the nearest lengths are {self.below} and {self.above}"
        return f"It cannot be made exactly {self.length} long; {near}."


class NotFound(MatcueError):
    """Nothing is called `name`; `nearest` are the names that look like it."""

    exit_code = 66

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name, nearest)
        self.name = name
        self.nearest = nearest

    @property
    def near(self) -> str:
        """The question whether one of the nearest was meant."""
        return did_you_mean(self.nearest)


class RoutineNotFound(NotFound):
    """No routine has the name."""

    def _said(self) -> str:
        what = "file" if set(self.name) & set("./\\") else "routine"
        said = f"There is no {what} “{brief(self.name)}”.{self.near}"
        return f"{said} `matcue list` shows all routines."


class ExerciseNotFound(NotFound):
    """No exercise has the name."""

    def _said(self) -> str:
        said = f"There is no exercise “{brief(self.name)}”.{self.near}"
        return f"{said} `matcue exercises` lists them all."


class VoiceNotFound(NotFound):
    """No voice has the name, which is a choice and no file: hence its exit code."""

    exit_code = 2

    def _said(self) -> str:
        said = f"There is no voice “{brief(self.name)}”.{self.near}"
        return f"{said} `matcue voices` lists them all, and `matcue voices add` fetches more."


class DeviceNotFound(NotFound):
    """No sound device has the name, which is a choice and no file: hence its exit code."""

    exit_code = 2

    def _said(self) -> str:
        said = f"There is no sound device “{brief(self.name)}”.{self.near}"
        return f"{said} `matcue devices` lists them all."


class VoiceError(MatcueError):
    """The voice `voice` cannot speak: `reason`."""

    exit_code = 69

    def __init__(self, voice: str, reason: str) -> None:
        super().__init__(voice, reason)
        self.voice = voice
        self.reason = reason

    def _said(self) -> str:
        return f"The voice {self.voice} cannot speak: {self.reason}."


class VoiceClosed(VoiceError):
    """The voice was closed while somebody waited for it; no other one should speak instead."""


class DeviceError(MatcueError):
    """Sound cannot be played: `reason`."""

    exit_code = 69

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def _said(self) -> str:
        return f"Cannot play here: {self.reason}. `matcue export` makes a file to play elsewhere."


class DeviceLost(DeviceError):
    """A device that played is gone: `reason`; of what it was given, `unheard` frames stayed."""

    def __init__(self, reason: str, unheard: int) -> None:
        super().__init__(reason)
        self.unheard = unheard


class ChildFailed(MatcueError):
    """Work in a process of its own came to nothing: `reason`."""

    exit_code = 69

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FileError(MatcueError):
    """`path` cannot be read or written: `reason`."""

    exit_code = 74

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def _said(self) -> str:
        return f"{self.path}: {self.reason}."


class SuffixError(FileError):
    """The suffix of `path` names no format that can be written; `known` do."""

    def __init__(self, path: str, known: tuple[str, ...]) -> None:
        super().__init__(path, f"this is an unknown file type; use one of {', '.join(known)}")
        self.known = known


class VerifyError(FileError):
    """The file `path` is not what was to be written: `differences`, each in words."""

    def __init__(self, path: str, differences: tuple[str, ...]) -> None:
        said = "; ".join(differences)
        super().__init__(path, f"this is not the session, but {said}; export it again")
        self.differences = differences


class ClusterError(MatcueError):
    """`place`, a cluster or a machine of it, makes no files: `reason`."""

    exit_code = 69

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def _said(self) -> str:
        return f"{self.place}: {self.reason}."


class Unmade(MatcueError):
    """Of many files some could not be made: `reasons`, each by the file's or the routine's name."""

    exit_code = 74

    def __init__(self, reasons: tuple[tuple[str, MatcueError], ...]) -> None:
        super().__init__(reasons)
        self.reasons = reasons
        self.exit_code = reasons[0][1].exit_code

    def __str__(self) -> str:
        return "\n".join(("not everything could be made.", *map(_unmade, self.reasons)))


def _unmade(unmade: tuple[str, MatcueError]) -> str:
    name, error = unmade
    return str(error) if isinstance(error, RoutineError) else f"{one_line(name)}: {error}"
