"""Measured before placed: sections and the lengths of their sounds become cues at frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
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

    def settle(self) -> int:
        """Make the frame that has been reached the new origin, and return it."""
        self.origin, self.seconds = self.frame, Fraction(0)
        return self.origin

    def lasting(self, seconds: Fraction) -> Frames:
        """Count the frames from here to `seconds` later."""
        return Frames(self.origin + to_frames(self.seconds + seconds, self.rate) - self.frame)


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
    cues: list[Cue] = []
    dropped: list[Dropped] = []
    holds: list[Hold] = []
    gates: list[Frames] = []
    starts: list[Frames] = []
    overruns: list[Overrun] = []
    for before, item in zip((None, *section.items), section.items, strict=False):
        here = Frames(pen.frame)
        starts.append(here)
        match item:
            case Pause(seconds):
                pen.seconds += seconds
            case Gate():
                gates.append(here)
            case Chime(sound=None):
                pass
            case Speech() | Chime():
                cues.append(Cue(here, Frames(lengths[item]), item, index))
                pen.origin += lengths[item] if isinstance(item, Speech) else 0
            case Span():
                # the bells of an interval are all counted from its first one
                start = pen.frame if section.interval and item.fixed else pen.settle()
                frames = pen.lasting(item.seconds)
                placed, left_out = _fit(item.prompts, frames, lengths, rate)
                cues += [Cue(Frames(start + at), Frames(lengths[s]), s, index) for at, s in placed]
                dropped += [Dropped(index, *lacking) for lacking in left_out]
                holds += [Hold(Frames(start), frames)] if item.hold else []
                pen.seconds += item.seconds
            case Passage():
                # those in a row are all placed from the first one
                start = pen.frame if isinstance(before, Passage) else pen.settle()
                said, needed = _spoken(item.sentences, lengths, rate)
                cues += [Cue(Frames(start + at), Frames(lengths[s]), s, index) for at, s in said]
                if needed > to_frames(item.seconds, rate):
                    overruns.append(Overrun(index, item, needed))
                pen.seconds += _lasting(item, to_seconds(needed, rate))
            case _:
                assert_never(item)
    length = pen.frame
    if _is_counted_from(section):
        cues = [_damped(cue, length) for cue in cues]
    length = max([length, *(cue.end for cue in cues)])
    return Arranged(
        section,
        tuple(cues),
        Frames(length),
        tuple(holds),
        tuple(dropped),
        tuple(gates),
        tuple(starts),
        tuple(overruns),
    )


def _is_counted_from(section: Section) -> bool:
    """Tell whether the next section starts an exact time after this one, on a bell of its own."""
    last = section.items[-1]
    return isinstance(last, Span) and last.fixed


def _damped(cue: Cue, end: int) -> Cue:
    """Let a chime that rings past a frame end there."""
    return cue if cue.end <= end else replace(cue, frames=Frames(end - cue.start))


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
        cues += [replace(cue, start=Frames(cue.start + start)) for cue in part.cues]
        holds = tuple(replace(hold, start=Frames(hold.start + start)) for hold in part.holds)
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


def _spoken(
    sentences: tuple[Speech, ...], lengths: Lengths, rate: Rate
) -> tuple[list[tuple[int, Speech]], Frames]:
    """Place sentences one after the other; return them with their frames, and when they end."""
    placed: list[tuple[int, Speech]] = []
    at = 0
    for sentence in sentences:
        placed.append((at, sentence))
        at += lengths[sentence] + to_frames(BETWEEN, rate)
    return placed, Frames(at - to_frames(BETWEEN, rate))


def _lasting(passage: Passage, needed: Fraction) -> Fraction:
    """Compute how many seconds a passage lasts whose sentences take so many."""
    over = max(needed - passage.seconds, Fraction(0))
    beats = ceil(over / passage.beat) * passage.beat if passage.beat else over
    return passage.seconds + beats


def _fit(
    prompts: tuple[Prompt, ...], frames: int, lengths: Lengths, rate: Rate
) -> tuple[list[tuple[int, Sound]], list[tuple[Sound, Sound | None, Frames]]]:
    """Place the prompts of a span that have room; return them, and those that have none.

    Each of the first has its frame, each of the others the sound that has the room, None where the
    span ends too soon, and the frames that it lacks.

    The more important prompt is placed first, and of two equals the later one, so that a countdown
    that is too long for its seconds keeps its end. Of several sentences those are left out that
    come after one without room.
    """
    placed: list[tuple[int, Sound]] = []
    dropped: list[tuple[Sound, Sound | None, Frames]] = []
    heard = [prompt for prompt in prompts if not _is_silent(prompt.sound)]
    chimes = [prompt for prompt in heard if isinstance(prompt.sound, Chime)]
    spoken = [prompt for prompt in heard if not isinstance(prompt.sound, Chime)]
    for prompt in sorted(spoken, key=lambda p: (p.priority, -p.at)):
        at: int = to_frames(prompt.at, rate)
        sentences = (prompt.sound, *prompt.then)
        for i, sound in enumerate(sentences):
            index, rival, missing = _room(placed, at, lengths[sound], frames, lengths)
            if missing:
                dropped += [(each, rival, missing) for each in sentences[i:]]
                break
            placed.insert(index, (at, sound))
            at += lengths[sound] + to_frames(BETWEEN, rate)
    placed += [(to_frames(prompt.at, rate), prompt.sound) for prompt in chimes]
    return placed, dropped


def _room(
    placed: list[tuple[int, Sound]], at: int, length: int, frames: int, lengths: Lengths
) -> tuple[int, Sound | None, Frames]:
    """Look for room at a frame among sounds that are placed, in order, in so many frames.

    Return where in the list a sound of that length belongs, the sound that is in its way, and by
    how many frames it is; None and 0 where there is room.
    """
    end = at + length
    index = bisect_left(placed, at, key=lambda place: place[0])
    for start, sound in placed[max(index - 1, 0) : index]:
        if start + lengths[sound] > at:
            return index, sound, Frames(start + lengths[sound] - at)
    for start, sound in placed[index : index + 1]:
        if start < end:
            return index, sound, Frames(end - start)
    return index, None, Frames(max(end - frames, 0))
