"""The values of the path: what is heard, where it hangs in its section, where it lies in time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Final, assert_never

from matcue.routine.enums import Preface, Profile
from matcue.units import Frames, Rate, to_seconds

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.errors import Place
    from matcue.routine.enums import Posture
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Breathing, Flow, Interval, Round, Stretch


class Priority(IntEnum):
    """Who is heard when two cues of one span want the same time; lower goes first."""

    WORDS = 0
    BREATH = 1
    COUNTDOWN = 2
    BEAT = 3
    TIME_LEFT = 4
    HALFWAY = 5
    REMINDER = 6
    BEEP = 7


@dataclass(frozen=True, slots=True)
class Speech:
    """Words to be spoken, `decibels` softer than the voice usually speaks."""

    text: str
    decibels: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A lone number of a countdown or a count of repetitions, or a side, spoken on its second.

    It is `decibels` softer than the voice usually speaks.
    """

    text: str
    decibels: int = 0


@dataclass(frozen=True, slots=True)
class Chime:
    """A chime: `text` is what it tells, or the name of the file that a step rings.

    `sound` is what is heard for it: the chime of a set, a file, or nothing. It is `decibels` softer
    than it usually rings.
    """

    text: str
    sound: Profile | Path | None = Profile.CALM
    decibels: int = 0


Sound = Speech | Count | Chime


@dataclass(frozen=True, slots=True)
class Pause:
    """Quiet of a length that is known beforehand, in seconds."""

    seconds: Fraction

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise ValueError("a pause cannot be negative")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something heard that hangs `at` seconds after the start of its span.

    `then` are sentences spoken after it, one after the other, as many as have room. `from_end`
    tells that its place was counted from the end of the span.
    """

    at: Fraction
    sound: Speech | Count | Chime
    priority: Priority
    then: tuple[Speech, ...] = ()
    from_end: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Time of an exact length, in seconds, with sounds at exact places of it.

    `hold` tells a hold, or time that a movement is kept up, from other exact time (repetitions, a
    rest). `fixed` time keeps its length while it is played, since others are counted from it. A
    spoken prompt that does not fit between its neighbours is dropped, the less important one first;
    a chime may sound under them.
    """

    seconds: Fraction
    prompts: tuple[Prompt, ...] = ()
    hold: bool = False
    fixed: bool = False

    def __post_init__(self) -> None:
        if self.seconds <= 0:
            raise ValueError("a span must last")
        if any(not 0 <= prompt.at < self.seconds for prompt in self.prompts):
            raise ValueError("a prompt hangs outside its span")


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in time of their own, which begins with the first of them.

    It lasts `seconds`, or, where they need longer, as long as they do: rounded up to whole `beat`s
    of so many seconds, if there is one. `place` is where they were written, where somebody did.
    """

    sentences: tuple[Speech, ...]
    seconds: Fraction
    beat: Fraction | None = None
    place: Place | None = None

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("a passage has something said in it")
        if self.seconds <= 0 or (self.beat is not None and self.beat <= 0):
            raise ValueError("a passage must last")


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a session that is played waits for the person; it takes no time of its own."""


Item = Speech | Chime | Pause | Span | Passage | Gate
"""One thing after another: speech takes its own time, a chime takes none (a pause follows it)."""


@dataclass(frozen=True, slots=True)
class Section:
    """The unit that is arranged and skipped: one side of one set of one stretch, words, a rest.

    `place` is where it was written, where somebody wrote it; `posture` how the body is in it, and
    `stretch`, `interval` or `practice` (breathing, a flow) what it is a part of, where it is of
    one. `within` are the rounds that it is done in, the outermost first. `rest` are the seconds of
    a rest as they were written, before any pace. `since` are the seconds from the first bell of an
    interval to its start, from which its frames are rounded. Where others belong to it, `parts` are
    all of them and itself in order, as they were written: its items are theirs.
    """

    title: str
    items: tuple[Item, ...]
    exercise: str | None = None
    side: Side | None = None
    set: int | None = None
    place: Place | None = None
    posture: Posture | None = None
    stretch: Stretch | None = None
    within: tuple[Round, ...] = ()
    rest: Fraction | None = None
    interval: Interval | None = None
    since: Fraction = Fraction(0)
    practice: Breathing | Flow | None = None
    parts: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a section must have something in it")

    @property
    def heading(self) -> str:
        """Its title after the rounds that it is done in: `Round 2: Bridge`."""
        return ": ".join((*(f"{each.name} {each.number}" for each in self.within), self.title))

    @property
    def steps(self) -> tuple[Section, ...]:
        """What was written as a step each: its parts, or itself where it has none."""
        return self.parts or (self,)

    @property
    def owners(self) -> tuple[Section, ...]:
        """The step that each of its items is of, in the order of the items."""
        if not self.parts:
            return (self,) * len(self.items)
        return tuple(part for part in self.parts for _ in part.items)[: len(self.items)]

    @property
    def works(self) -> bool:
        """Whether the body does something in it."""
        return bool(self.exercise or self.posture)


@dataclass(frozen=True, slots=True)
class Safety:
    """When to `stop`, and when to see a `doctor`: paragraphs of sentences.

    `before` and `after` are what is said around the paragraphs, and not printed.
    """

    stop: str
    doctor: tuple[tuple[str, ...], ...]
    before: str = ""
    after: str = ""

    def said(self, preface: Preface) -> tuple[str, ...]:
        """List the texts that are said of it, by how much is wanted."""
        match preface:
            case Preface.OFF:
                return ()
            case Preface.SHORT:
                return (self.stop,)
            case Preface.FULL:
                return (self.stop, self.before, *chain(*self.doctor), self.after)
            case _:
                assert_never(preface)


@dataclass(frozen=True, slots=True)
class Script:
    """A whole routine, unrolled and unplaced; `safety` is what is printed of it, if anything is."""

    title: str
    about: str
    sections: tuple[Section, ...]
    safety: Safety | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound placed in time; `end` is exclusive."""

    start: Frames
    frames: Frames
    sound: Sound
    section: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.frames <= 0:
            raise ValueError("a cue starts at 0 or later and lasts")

    @property
    def end(self) -> Frames:
        """The first frame after the cue."""
        return Frames(self.start + self.frames)

    def later(self, frames: int) -> Cue:
        """Return the same sound so many frames later."""
        return Cue(Frames(self.start + frames), self.frames, self.sound, self.section)


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold placed in time; `end` is exclusive."""

    start: Frames
    frames: Frames

    def __post_init__(self) -> None:
        if self.start < 0 or self.frames <= 0:
            raise ValueError("a hold starts at 0 or later and lasts")

    @property
    def end(self) -> Frames:
        """The frame of the sound that ends the hold."""
        return Frames(self.start + self.frames)

    def later(self, frames: int) -> Hold:
        """Return the same hold so many frames later."""
        return Hold(Frames(self.start + frames), self.frames)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section placed in time, with its holds; `end` is exclusive.

    `gates` are the frames of its gates, `starts` those at which its items begin, one for each.
    """

    section: Section
    start: Frames
    frames: Frames
    holds: tuple[Hold, ...] = ()
    gates: tuple[Frames, ...] = ()
    starts: tuple[Frames, ...] = ()

    def __post_init__(self) -> None:
        if self.start < 0 or self.frames < 0:
            raise ValueError("a chapter starts at 0 or later")

    @property
    def title(self) -> str:
        """What players show."""
        return self.section.heading

    @property
    def spans(self) -> tuple[tuple[Frames, Span], ...]:
        """Its spans, each with the frame at which it begins."""
        items = zip(self.starts, self.section.items, strict=True)
        return tuple((start, item) for start, item in items if isinstance(item, Span))

    @property
    def ends(self) -> tuple[Frames, ...]:
        """The frames at which its items end, one for each; the next one begins there."""
        return (*self.starts[1:], self.end)

    @property
    def passages(self) -> tuple[tuple[Frames, Frames], ...]:
        """Its passages, those of one step in a row as one, each from where it begins to its end."""
        items = zip(self.starts, self.ends, self.section.items, self.section.owners, strict=True)
        found: list[tuple[Frames, Frames]] = []
        for owner, row in groupby(items, key=lambda each: isinstance(each[2], Passage) and each[3]):
            if owner:
                extents = [(start, end) for start, end, *_ in row]
                found.append((extents[0][0], extents[-1][1]))
        return tuple(found)

    def steps_at(self, position: int) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """Split the steps of its items at a frame: those before it, the one there and those after.

        The first of the second ones is the one there.
        """
        begun = max(bisect_right(self.starts, position) - 1, 0)
        return self.section.owners[:begun], self.section.owners[begun:]

    @property
    def end(self) -> Frames:
        """The first frame of the next chapter."""
        return Frames(self.start + self.frames)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sound that found no room; `because` is the sound that has it, None the end of the span.

    `missing` are the frames that it lacks there.
    """

    section: int
    sound: Sound
    because: Sound | None
    missing: Frames


@dataclass(frozen=True, slots=True)
class Overrun:
    """A passage whose sentences last longer than its time; `frames` are theirs."""

    section: int
    passage: Passage
    frames: Frames


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is heard, at integer frames: sorted, self-checked, tiled by its chapters.

    `coming` is how many sections are to follow that are not placed yet; `safety` is what is printed
    of it, if anything is.
    """

    title: str
    about: str
    voice: str
    rate: Rate
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    dropped: tuple[Dropped, ...] = ()
    overruns: tuple[Overrun, ...] = ()
    coming: int = 0
    safety: Safety | None = None

    def __post_init__(self) -> None:
        ends = [chapter.end for chapter in self.chapters]
        if [chapter.start for chapter in self.chapters] != [0, *ends][: len(ends)]:
            raise ValueError("chapters must tile the timeline")
        if any(a.start > b.start for a, b in pairwise(self.cues)):
            raise ValueError("cues must be sorted")
        spoken = [cue for cue in self.cues if not isinstance(cue.sound, Chime)]
        if any(a.end > b.start for a, b in pairwise(spoken)):
            raise ValueError("speech must not overlap speech")
        frames = self.frames
        if any(cue.end > frames for cue in self.cues):
            raise ValueError("a cue ends after the timeline")

    @property
    def frames(self) -> Frames:
        """Length of the whole."""
        return self.chapters[-1].end if self.chapters else Frames(0)

    @property
    def seconds(self) -> Fraction:
        """Length of the whole, exactly."""
        return to_seconds(self.frames, self.rate)


SPOKEN: Final = (Speech, Count)
"""The sounds that a voice makes."""
