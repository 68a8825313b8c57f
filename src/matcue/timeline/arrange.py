"""Measured before placed: sections and the lengths of their sounds become cues at frames."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from matcue.timeline.model import (
    Chapter,
    Chime,
    Cue,
    Dropped,
    Gate,
    Hold,
    Pause,
    Prompt,
    Script,
    Section,
    Sound,
    Span,
    Speech,
    Timeline,
)
from matcue.units import HOUSE_RATE, Frames, Rate, to_frames

Lengths = Mapping[Sound, int]
"""Frames of the clip of each sound."""


@dataclass(slots=True)
class _Cursor:
    """Where the next thing of a section goes: exact `seconds` after the frame `origin`.

    The origin moves by whole clips and to the start of each hold, so that positions are rounded
    from it once and a hold's length is the rounding of its own seconds alone.
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


def arrange(section: Section, index: int, lengths: Lengths, rate: Rate = HOUSE_RATE) -> Arranged:
    """Place a section's cues from its own frame 0, knowing no other section.

    Args:
        section: what is heard.
        index: the section's number, which its cues carry.
        lengths: frames of every sound of the section.
        rate: frames per second, in hertz.
    """
    pen = _Cursor(rate)
    cues: list[Cue] = []
    dropped: list[Dropped] = []
    holds: list[Hold] = []
    gates: list[Frames] = []
    starts: list[Frames] = []
    for item in section.items:
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
                start, frames = pen.settle(), to_frames(item.seconds, rate)
                placed, left_out = _fit(item.prompts, frames, lengths, rate)
                cues += [Cue(Frames(start + at), Frames(lengths[s]), s, index) for at, s in placed]
                dropped += [Dropped(index, sound, because) for sound, because in left_out]
                holds += [Hold(Frames(start), frames)] if item.hold else []
                pen.seconds += item.seconds
            case _:
                assert_never(item)
    length = max([pen.frame, *(cue.end for cue in cues)])
    return Arranged(
        section,
        tuple(cues),
        Frames(length),
        tuple(holds),
        tuple(dropped),
        tuple(gates),
        tuple(starts),
    )


def lay(
    script: Script, arranged: Iterable[Arranged], voice: str, rate: Rate = HOUSE_RATE
) -> Timeline:
    """Place arranged sections end to end on a timeline."""
    start = 0
    cues: list[Cue] = []
    chapters: list[Chapter] = []
    dropped: list[Dropped] = []
    for part in arranged:
        cues += [replace(cue, start=Frames(cue.start + start)) for cue in part.cues]
        holds = tuple(replace(hold, start=Frames(hold.start + start)) for hold in part.holds)
        gates = tuple(Frames(gate + start) for gate in part.gates)
        starts = tuple(Frames(item + start) for item in part.starts)
        chapters.append(Chapter(part.section, Frames(start), part.frames, holds, gates, starts))
        dropped += part.dropped
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
        coming=len(script.sections) - len(chapters),
        safety=script.safety,
    )


def sounds(section: Section) -> tuple[Sound, ...]:
    """List every sound of a section, in the order in which it is written, each once."""
    found: dict[Sound, None] = {}
    for item in section.items:
        if isinstance(item, Span):
            found.update((prompt.sound, None) for prompt in item.prompts)
        elif not isinstance(item, Pause | Gate):
            found[item] = None
    return tuple(sound for sound in found if not _is_silent(sound))


def _is_silent(sound: Sound) -> bool:
    return isinstance(sound, Chime) and sound.sound is None


def _fit(
    prompts: tuple[Prompt, ...], frames: int, lengths: Lengths, rate: Rate
) -> tuple[list[tuple[int, Sound]], list[tuple[Sound, Sound | None]]]:
    """Place the prompts of a span that have room; return them, and those that have none.

    Each of the first has its frame, each of the others the sound that has the room, None where the
    span ends too soon.

    The more important prompt is placed first, and of two equals the later one, so that a countdown
    that is too long for its seconds keeps its end.
    """
    placed: list[tuple[int, Sound]] = []
    dropped: list[tuple[Sound, Sound | None]] = []
    heard = [prompt for prompt in prompts if not _is_silent(prompt.sound)]
    chimes = [prompt for prompt in heard if isinstance(prompt.sound, Chime)]
    spoken = [prompt for prompt in heard if not isinstance(prompt.sound, Chime)]
    for prompt in sorted(spoken, key=lambda p: (p.priority, -p.at)):
        at: int = to_frames(prompt.at, rate)
        end = at + lengths[prompt.sound]
        index = bisect_left(placed, at, key=lambda place: place[0])
        before, after = placed[max(index - 1, 0) : index], placed[index : index + 1]
        rivals = [sound for start, sound in before if start + lengths[sound] > at]
        rivals += [sound for start, sound in after if start < end]
        if rivals or end > frames:
            dropped.append((prompt.sound, rivals[0] if rivals else None))
        else:
            placed.insert(index, (at, prompt.sound))
    placed += [(to_frames(prompt.at, rate), prompt.sound) for prompt in chimes]
    return placed, dropped
