"""Measured before placed: sections and the lengths of their sounds become cues at frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from operator import attrgetter, itemgetter
from typing import Final, assert_never

from matcue.timeline.model import (
    Chapter,
    Chime,
    Cue,
    Dropped,
    Gate,
    Hold,
    Overrun,
    Passage,
    Pause,
    Prompt,
    Script,
    Section,
    Sound,
    Span,
    Speech,
    Timeline,
)
from matcue.units import HOUSE_RATE, Frames, Rate, to_frames, to_seconds

Lengths = Mapping[Sound, int]
"""Frames of the clip of each sound."""
_Place = tuple[int, int, Sound]
"""From which frame of a span to which one a sound lasts."""
BETWEEN: Final = Fraction(6, 10)
"""Seconds between two sentences in time of an exact length, which no pace changes."""


@dataclass(slots=True)
class _Cursor:
    """Where the next thing of a section goes: exact `seconds` after the frame `origin`.

    The origin moves by whole clips and to the start of each hold, so that positions are rounded
    from it once and a hold's length is the rounding of its own seconds alone. It stays where it is
    for time that others are counted from.
    """

    rate: Rate
    origin: int = 0
    seconds: Fraction = Fraction(0)

    @property
    def frame(self) -> int:
        return self.origin + to_frames(self.seconds, self.rate)

    def settle(self) -> None:
        """Make the frame that has been reached the new origin."""
        self.origin, self.seconds = self.frame, Fraction(0)

    def lasting(self, seconds: Fraction) -> Frames:
        """Count the frames from here to `seconds` later."""
        return Frames(self.origin + to_frames(self.seconds + seconds, self.rate) - self.frame)


@dataclass(slots=True)
class _Placed:
    """What has been placed of a section, and what found no room; its cues carry `index`."""

    index: int
    lengths: Lengths
    rate: Rate
    cues: list[Cue] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    overruns: list[Overrun] = field(default_factory=list)

    def sound(self, at: int, sound: Sound) -> Frames:
        """Place a sound at a frame, and return how many it lasts."""
        frames = Frames(self.lengths[sound])
        self.cues.append(Cue(Frames(at), frames, sound, self.index))
        return frames

    def chime(self, at: int, chime: Chime) -> None:
        """Place a chime at a frame, if anything is heard for it."""
        if not _is_silent(chime):
            self.sound(at, chime)

    def span(self, start: Frames, span: Span, frames: Frames) -> None:
        """Place what is heard in exact time, which lasts so many frames."""
        placed, left_out = _fit(span.prompts, frames, self.lengths, self.rate)
        self.cues += [
            Cue(Frames(start + at), Frames(end - at), sound, self.index)
            for at, end, sound in placed
        ]
        self.dropped += [Dropped(self.index, *lacking) for lacking in left_out]
        if span.hold:
            self.holds.append(Hold(start, frames))

    def passage(self, start: int, passage: Passage) -> Fraction:
        """Place the sentences of a passage, and return how many seconds it lasts."""
        at = start
        for sentence in passage.sentences:
            end = at + self.sound(at, sentence)
            at = end + to_frames(BETWEEN, self.rate)
        needed = Frames(end - start)
        if needed > to_frames(passage.seconds, self.rate):
            self.overruns.append(Overrun(self.index, passage, needed))
        return _lasting(passage, to_seconds(needed, self.rate))


@dataclass(frozen=True, slots=True)
class Arranged:
    """A section with its cues at frames from its own start."""

    section: Section
    cues: tuple[Cue, ...]
    frames: Frames
    holds: tuple[Hold, ...]
    dropped: tuple[Dropped, ...]
    gates: tuple[Frames, ...] = ()
    starts: tuple[Frames, ...] = ()
    overruns: tuple[Overrun, ...] = ()


def arrange(section: Section, index: int, lengths: Lengths, rate: Rate = HOUSE_RATE) -> Arranged:
    """Place a section's cues from its own frame 0, knowing no other section.

    Args:
        section: what is heard.
        index: the section's number, which its cues carry.
        lengths: frames of every sound of the section.
        rate: frames per second, in hertz.
    """
    pen = _Cursor(rate, -to_frames(section.since, rate), section.since)
    placed = _Placed(index, lengths, rate)
    gates: list[Frames] = []
    starts: list[Frames] = []
    for before, item in zip((None, *section.items), section.items, strict=False):
        here = Frames(pen.frame)
        starts.append(here)
        match item:
            case Speech():
                pen.origin += placed.sound(here, item)
            case Pause():
                pen.seconds += item.seconds
            case Chime():
                placed.chime(here, item)
            case Span():
                # the bells of an interval are all counted from its first one
                if not (section.interval and item.fixed):
                    pen.settle()
                placed.span(here, item, pen.lasting(item.seconds))
                pen.seconds += item.seconds
            case Passage():
                # those in a row are all placed from the first one
                if not isinstance(before, Passage):
                    pen.settle()
                pen.seconds += placed.passage(here, item)
            case Gate():
                gates.append(here)
            case _:
                assert_never(item)
    length = pen.frame
    cues = _damped(placed.cues, length) if _is_counted_from(section) else placed.cues
    length = max([length, *(cue.end for cue in cues)])
    return Arranged(
        section,
        tuple(cues),
        Frames(length),
        tuple(placed.holds),
        tuple(placed.dropped),
        tuple(gates),
        tuple(starts),
        tuple(placed.overruns),
    )


def _is_counted_from(section: Section) -> bool:
    """Tell whether the next section starts an exact time after this one, on a bell of its own."""
    last = section.items[-1]
    return isinstance(last, Span) and last.fixed


def _damped(cues: list[Cue], end: int) -> list[Cue]:
    """Let chimes that ring past a frame end there."""
    return [cue if cue.end <= end else replace(cue, frames=Frames(end - cue.start)) for cue in cues]


def lay(
    script: Script, arranged: Iterable[Arranged], voice: str, rate: Rate = HOUSE_RATE
) -> Timeline:
    """Place arranged sections end to end on a timeline."""
    start = 0
    cues: list[Cue] = []
    chapters: list[Chapter] = []
    dropped: list[Dropped] = []
    overruns: list[Overrun] = []
    for part in arranged:
        cues += [cue.later(start) for cue in part.cues]
        holds = tuple(hold.later(start) for hold in part.holds)
        gates = tuple(Frames(gate + start) for gate in part.gates)
        starts = tuple(Frames(item + start) for item in part.starts)
        chapters.append(Chapter(part.section, Frames(start), part.frames, holds, gates, starts))
        dropped += part.dropped
        overruns += part.overruns
        start += part.frames
    cues.sort(key=lambda cue: cue.start)
    return Timeline(
        title=script.title,
        about=script.about,
        voice=voice,
        rate=rate,
        cues=tuple(cues),
        chapters=tuple(chapters),
        dropped=tuple(dropped),
        overruns=tuple(overruns),
        coming=len(script.sections) - len(chapters),
        safety=script.safety,
    )


def sounds(section: Section) -> tuple[Sound, ...]:
    """List every sound of a section, in the order in which it is written, each once."""
    found: dict[Sound, None] = {}
    for item in section.items:
        match item:
            case Span():
                heard = (sound for prompt in item.prompts for sound in (prompt.sound, *prompt.then))
                found.update(dict.fromkeys(heard))
            case Passage():
                found.update(dict.fromkeys(item.sentences))
            case Speech() | Chime():
                found[item] = None
            case Pause() | Gate():
                pass
            case _:
                assert_never(item)
    return tuple(sound for sound in found if not _is_silent(sound))


def _is_silent(sound: Sound) -> bool:
    return isinstance(sound, Chime) and sound.sound is None


def _lasting(passage: Passage, needed: Fraction) -> Fraction:
    """Compute how many seconds a passage lasts whose sentences take so many."""
    over = max(needed - passage.seconds, Fraction(0))
    beats = ceil(over / passage.beat) * passage.beat if passage.beat else over
    return passage.seconds + beats


def _fit(
    prompts: tuple[Prompt, ...], frames: int, lengths: Lengths, rate: Rate
) -> tuple[list[_Place], list[tuple[Sound, Sound | None, Frames]]]:
    """Place the prompts of a span that have room; return them, and those that have none.

    Each of the latter has the sound that has the room, None where the span ends too soon, and the
    frames that it lacks.

    The more important prompt is placed first, and of two equals the later one, so that a countdown
    that is too long for its seconds keeps its end. Of several sentences those are left out that
    come after one without room.
    """
    placed: list[_Place] = []
    dropped: list[tuple[Sound, Sound | None, Frames]] = []
    heard = [prompt for prompt in prompts if not _is_silent(prompt.sound)]
    spoken = [prompt for prompt in heard if not isinstance(prompt.sound, Chime)]
    spoken.sort(key=attrgetter("at"), reverse=True)
    spoken.sort(key=attrgetter("priority"))
    between = to_frames(BETWEEN, rate)
    for prompt in spoken:
        at: int = to_frames(prompt.at, rate)
        sentences = (prompt.sound, *prompt.then)
        for i, sound in enumerate(sentences):
            end = at + lengths[sound]
            index, rival, missing = _room(placed, at, end, frames)
            if missing:
                dropped += [(each, rival, missing) for each in sentences[i:]]
                break
            placed.insert(index, (at, end, sound))
            at = end + between
    for prompt in heard:
        if isinstance(prompt.sound, Chime):
            at = to_frames(prompt.at, rate)
            placed.append((at, at + lengths[prompt.sound], prompt.sound))
    return placed, dropped


def _room(placed: list[_Place], at: int, end: int, frames: int) -> tuple[int, Sound | None, Frames]:
    """Look for room between two frames among sounds that are placed, in order, in so many frames.

    Return where in the list a sound that lasts so long belongs, the sound that is in its way, and
    by how many frames it is; None and 0 where there is room.
    """
    index = bisect_left(placed, at, key=itemgetter(0))
    for _, over, sound in placed[max(index - 1, 0) : index]:
        if over > at:
            return index, sound, Frames(over - at)
    for start, _, sound in placed[index : index + 1]:
        if start < end:
            return index, sound, Frames(end - start)
    return index, None, Frames(max(end - frames, 0))
