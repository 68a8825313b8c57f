"""Any commands in any order, against a model that knows nothing of fades, blocks or queues."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from matcue.audio.mix import Mix
from matcue.audio.transport import CALM, Transport
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.command import Command
from matcue.timeline.model import Chime, Gate, Pause, Script, Section, Sound, Span, Speech
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.ports import Block

SECOND: Final = HOUSE_RATE
LONGER: Final = {0: 0, 1: 10, 2: -3}
"""By how many seconds the first hold is longer in each revision of the session."""
WORDS: Final = np.full((SECOND, 1), 0.25, np.float32)
"""A second of words for which the timeline waits."""
STARTS: Final = [0, 10, 20, 30, 40, 60]
"""Seconds at which the sections begin, as they are written first."""
SIDES: Final = {1: 4, 3: 4, 4: 14}
"""Seconds into each section of a stretch at which its words are over."""
STRETCHES: Final = {1: "knee", 3: "knee", 4: "cobra"}
GATES: Final = {4: 10}
END: Final = 65


def _steps(first: int, frames: int) -> Block:
    """Samples that are the numbers of their own frames, of a session's first 2**22."""
    return (np.arange(first, first + frames) / 2**22).astype(np.float32).reshape(-1, 1)


def _mix(revision: int) -> Mix:
    """A session in which every frame sounds, and sounds like no other one."""
    clips: dict[Sound, Block] = {}
    told = 0

    def words(seconds: int) -> Speech:
        nonlocal told
        speech = Speech(f"{told}")
        clips[speech] = _steps(told, seconds * SECOND)
        told += seconds * SECOND
        return speech

    def exact(seconds: int) -> tuple[Chime, Span]:
        nonlocal told
        chime = Chime(f"{told}")
        clips[chime] = _steps(told, seconds * SECOND)
        told += 20 * SECOND
        return chime, Span(Fraction(seconds), hold=True)

    sections = (
        Section("Welcome", (words(10),)),
        Section("Knee, left", (words(4), *exact(6 + LONGER[revision])), "knee", "left"),
        Section("Rest", (words(4), *exact(6))),
        Section("Knee, right", (words(4), *exact(6)), "knee", "right"),
        Section("Cobra", (words(10), Gate(), words(4), *exact(6)), "cobra"),
        Section("Closing", (words(5), Pause(Fraction(0)))),
    )
    script = Script("T", "T", sections)
    lengths = {sound: len(clip) for sound, clip in clips.items()}
    parts = [arrange(section, i, lengths) for i, section in enumerate(sections)]
    return Mix(lay(script, parts, "v"), clips)


MIXES: Final = {revision: _mix(revision) for revision in LONGER}


class _Model:
    """Where a session is, in frames; `said` is what is left of words for which it waits."""

    def __init__(self) -> None:
        self.revision = self.position = self.said = self.words = 0
        self.paused = False
        self.opened = -1
        self.planned: int | None = None

    def start(self, section: int) -> int:
        longer = LONGER[self.revision] if section > 1 else 0
        return (STARTS[section] + longer) * SECOND

    @property
    def end(self) -> int:
        return (END + LONGER[self.revision]) * SECOND

    @property
    def section(self) -> int:
        return max(i for i in range(len(STARTS)) if self.start(i) <= self.position)

    @property
    def soon(self) -> bool:
        return self.position - self.start(self.section) <= 3 * SECOND

    def go(self, frame: int) -> None:
        self.position, self.said, self.planned, self.opened = frame, 0, None, -1

    def after(self, section: int) -> int:
        return self.start(section + 1) if section + 1 < len(STARTS) else self.end

    def obey(self, command: Command) -> None:
        here = self.section
        match command:
            case Command.PAUSE | Command.RESUME | Command.PAUSE_OR_RESUME:
                self.pause(command)
            case Command.NEXT:
                self.go(self.after(here))
            case Command.PREVIOUS:
                self.go(self.start(max(here - self.soon, 0)))
            case Command.REPEAT:
                self.go(self.start(here))
            case Command.REDO_SIDE:
                done = [i for i in SIDES if i <= here - self.soon]
                side = max(done, default=None)
                self.go(
                    self.start(here) if side is None else self.start(side) + SIDES[side] * SECOND
                )
            case Command.SKIP:
                self.go(self.after({1: 3, 3: 3}.get(here, here)))

    def pause(self, command: Command) -> None:
        wanted = not self.paused if command is Command.PAUSE_OR_RESUME else command is Command.PAUSE
        if wanted != self.paused:
            self.paused, self.said = wanted, 0

    def say(self, at: int) -> None:
        if self.paused:
            self.said += len(WORDS)
        else:
            self.planned, self.words = at, self.words * (self.planned is not None) + 1

    def revise(self, revision: int) -> None:
        into, section = self.position - self.start(self.section), self.section
        planned = None if self.planned is None else self._place(self.planned)
        standing = self.opened == self.position
        self.revision = revision
        self.position = min(self.start(section) + into, self.after(section))
        self.opened = self.position if standing else -1
        if planned:
            self.planned = min(self.start(planned[0]) + planned[1], self.after(planned[0]))

    def _place(self, frame: int) -> tuple[int, int]:
        section = max(i for i in range(len(STARTS)) if self.start(i) <= frame)
        return section, frame - self.start(section)

    def read(self, frames: int) -> list[tuple[str, int, int]]:
        """What is heard: of what, from which frame of the session, how many frames."""
        heard: list[tuple[str, int, int]] = []
        left = frames
        while left:
            if self.said:
                part = ("words", 0, min(self.said, left))
                self.said -= part[2]
            elif self.paused:
                part = ("silence", 0, left)
            elif self.planned is not None and self.planned <= self.position:
                self.planned, self.said = None, self.words * len(WORDS)
                continue
            elif self.position >= self.end:
                break
            elif (gate := self.start(4) + GATES[4] * SECOND) == self.position != self.opened:
                self.paused, self.opened = True, gate
                continue
            else:
                stops = [self.end, gate, self.end if self.planned is None else self.planned]
                ahead = min(stop for stop in stops if stop > self.position) - self.position
                part = ("mix", self.position, min(ahead, left))
                self.position += part[2]
            heard.append(part)
            left -= part[2]
        return heard


class Machine(RuleBasedStateMachine):
    """A transport and its model, given the same."""

    def __init__(self) -> None:
        super().__init__()
        self.transport, self.model = Transport(MIXES[0]), _Model()

    @rule(command=st.sampled_from([c for c in Command if c is not Command.STOP]))
    def send(self, command: Command) -> None:
        self.transport.send(command)
        self.model.obey(command)

    @rule(frames=st.integers(0, END * SECOND))
    def seek(self, frames: int) -> None:
        frames = min(frames, self.model.end)
        self.transport.send(lambda *_: frames)
        self.model.go(frames)

    @rule(ahead=st.integers(0, 3 * SECOND))
    def say(self, ahead: int) -> None:
        at = self.model.position + ahead
        self.transport.say(WORDS, at)
        self.model.say(at)

    @rule(revision=st.sampled_from([*LONGER]))
    def revise(self, revision: int) -> None:
        self.transport.revise(MIXES[revision], complete=True)
        self.model.revise(revision)

    @rule(frames=st.integers(0, 8 * SECOND))
    def read(self, frames: int) -> None:
        block = self.transport.read(frames)
        at = 0
        for what, first, length in self.model.read(frames):
            self._compare(block[at : at + length], what, first)
            at += length
        fading = CALM if self.transport.ended else 0
        assert at <= len(block) <= at + fading
        assert (self.transport.position, self.transport.paused) == (
            self.model.position,
            self.model.paused,
        )
        assert self.transport.ended == (self.model.position >= self.model.end)

    def _compare(self, part: Block, what: str, first: int) -> None:
        """What is heard once no fade is under way any more."""
        match what:
            case "mix":
                source = MIXES[self.model.revision].render(first, len(part))
            case "words":
                source = np.full_like(part, WORDS[0, 0])
            case _:
                source = np.zeros_like(part)
        np.testing.assert_array_equal(part[CALM:], source[CALM:])


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=1000, stateful_step_count=25, deadline=None)
