"""Any commands in any order, against a model that knows nothing of fades, blocks or queues."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from matcue.audio.mix import Mix
from matcue.audio.transport import CALM, Paused, Transport
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import Command
from matcue.timeline.model import Chime, Gate, Pause, Script, Section, Sound, Span, Speech
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.samples import Block

SECOND: Final = HOUSE_RATE
LONGER: Final = {0: 0, 1: 10, 2: -3}
"""By how many seconds the first hold is longer in each revision of the session."""
WORDS: Final = np.full((SECOND, 1), 0.25, np.float32)
"""A second of words for which the timeline waits."""
BEGUN: Final = 4
"""Seconds of the first section's first words, with which a session begins."""
STARTS: Final = [0, 10, 20, 30, 40, 60]
"""Seconds at which the sections begin, as they are written first."""
SIDES: Final = {1: 4, 3: 4, 4: 14}
"""Seconds into each section of a stretch at which its words are over."""
LAST_SIDE: Final = {1: 3, 3: 3}
"""The sections of an exercise of two sides, and the last of them."""
GATES: Final = {4: 10}
END: Final = 65
ALL: Final = len(STARTS)
OFTEN: Final = (Command.NEXT, Command.PREVIOUS, Command.PAUSE, Command.RESUME)
"""What finds most where it is pressed several times in a row."""
PRESSED: Final = (*(each for each in Command if each is not Command.STOP), *OFTEN, *OFTEN)


def _steps(first: int, frames: int) -> Block:
    """Samples that are the numbers of their own frames, of a session's first 2**22."""
    return (np.arange(first, first + frames) / 2**22).astype(np.float32).reshape(-1, 1)


@cache
def mixes(revision: int) -> list[Mix]:
    """A session in which every frame sounds, and sounds like no other one.

    The first mix has its first words, each other one as many sections as its number.
    """
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
        Section("Welcome", (words(BEGUN), words(10 - BEGUN))),
        Section("Knee, left", (words(4), *exact(6 + LONGER[revision])), "knee", "left"),
        Section("Rest", (words(4), *exact(6))),
        Section("Knee, right", (words(4), *exact(6)), "knee", "right"),
        Section("Cobra", (words(10), Gate(), words(4), *exact(6)), "cobra"),
        Section("Closing", (words(5), Pause(Fraction(0)))),
    )
    script = Script("T", "T", sections)
    lengths = {sound: len(clip) for sound, clip in clips.items()}
    parts = [arrange(section, i, lengths) for i, section in enumerate(sections)]
    begun = arrange(replace(sections[0], items=sections[0].items[:1]), 0, lengths)
    ready = [[begun], *(parts[: i + 1] for i in range(ALL))]
    return [Mix(lay(script, some, "v"), clips) for some in ready]


class _Model:
    """Where a session is, in frames; `said` is what is left of words for which it waits.

    `ready` of its sections are there, of the first at least its first words. `ahead` is what was
    asked for beyond that since one was at the frame `since`: commands, and frames. `told` is every
    pause that was asked for.
    """

    def __init__(self, ready: int) -> None:
        self.revision = self.position = self.said = self.words = self.since = 0
        self.ready = ready
        self.paused = False
        self.opened = -1
        self.planned: int | None = None
        self.greeting: int | None = None
        self.ahead: list[Command | int] = []
        self.trail: list[tuple[int, int]] = []
        self.told: list[Paused] = []

    def start(self, section: int) -> int:
        longer = LONGER[self.revision] if section > 1 else 0
        return (STARTS[section] + longer) * SECOND

    def after(self, section: int) -> int:
        return self.start(section + 1) if section + 1 < ALL else self.whole

    @property
    def whole(self) -> int:
        return (END + LONGER[self.revision]) * SECOND

    @property
    def complete(self) -> bool:
        return self.ready == ALL

    @property
    def end(self) -> int:
        """The end of what is there."""
        return self.after(self.ready - 1) if self.ready else BEGUN * SECOND

    def section(self, frame: int) -> int:
        return max(i for i in range(ALL) if self.start(i) <= frame)

    @property
    def here(self) -> int:
        """The section that one is in; who waits for the next one is in the last that is there."""
        return min(self.section(self.position), max(self.ready - 1, 0))

    def obey(self, command: Command) -> None:
        here = self.here
        soon = self.position - self.start(here) <= 3 * SECOND
        match command:
            case Command.PAUSE | Command.RESUME | Command.PAUSE_OR_RESUME:
                self.pause(command)
            case Command.NEXT | Command.SKIP:
                self.go(command)
            case Command.PREVIOUS if self.ahead:
                self.take_back()
            case Command.PREVIOUS:
                self.go(self.start(max(here - soon, 0)))
            case Command.REPEAT:
                self.go(self.start(here))
            case Command.REDO_SIDE:
                done = [i for i in SIDES if i <= here - soon]
                side = max(done, default=None)
                self.go(
                    self.start(here) if side is None else self.start(side) + SIDES[side] * SECOND
                )

    def led_to(self, asked: Command | int, frame: int) -> int:
        """Where a move leads from a frame when all is there."""
        if not isinstance(asked, Command):
            return asked
        section = self.section(frame)
        skipped = LAST_SIDE.get(section, section) if asked is Command.SKIP else section
        return self.after(skipped)

    def leave(self) -> None:
        """What is forgotten by who goes elsewhere."""
        self.said, self.planned, self.opened = 0, None, -1
        self.trail.clear()

    def go(self, asked: Command | int) -> None:
        self.leave()
        if isinstance(asked, int) and asked < self.end:
            self.ahead = []
        if not self.ahead:
            self.since = self.position if self.complete else min(self.position, self.end - 1)
        self.ahead.append(asked)
        self.go_on()

    def go_on(self) -> None:
        """Go as far as what is there leads."""
        frame, done = self.since, 0
        for i, asked in enumerate(self.ahead):
            frame = self.led_to(asked, frame)
            if frame < self.end or self.complete:
                self.since, done = frame, i + 1
        self.ahead = self.ahead[done:]
        self.position = min(frame, self.end)

    def take_back(self) -> None:
        self.leave()
        self.ahead.pop()
        if not self.ahead:
            self.position = self.start(self.here)

    def pause(self, command: Command) -> None:
        wanted = not self.paused if command is Command.PAUSE_OR_RESUME else command is Command.PAUSE
        if wanted:
            self.told.append(Paused(self.position))
        if wanted == self.paused:
            return
        self.paused, self.said = wanted, 0
        if not wanted:
            self.said = len(WORDS) * (self.greeting == self.position)
            self.greeting = None

    def say(self, at: int) -> None:
        if self.paused:
            self.said += len(WORDS)
        else:
            self.planned, self.words = at, self.words * (self.planned is not None) + 1

    def extend(self, ready: int) -> None:
        self.ready = ready
        if self.ahead:
            self.leave()
            self.go_on()

    def revise(self, revision: int, ready: int) -> None:
        last, before = max(self.ready - 1, 0), [self.start(i) for i in range(ALL)]
        standing = self.opened == self.position

        def moved(frame: int) -> int:
            section = max(i for i in range(last + 1) if before[i] <= frame)
            return min(self.start(section) + frame - before[section], ends[section])

        self.revision = revision
        ends = [self.after(i) for i in range(ALL)]
        self.ready = ready
        if not self.ready:
            ends[0] = self.end
        self.position, self.since = moved(self.position), moved(self.since)
        self.opened = self.position if standing else -1
        self.planned = None if self.planned is None else moved(self.planned)
        self.greeting = None if self.greeting is None else moved(self.greeting)
        self.trail.clear()
        if self.ahead:
            self.leave()
            self.go_on()

    def read(self, frames: int) -> list[tuple[str, int, int]]:
        """What is heard: of what, from which frame of the session, how many frames."""
        heard: list[tuple[str, int, int]] = []
        left = frames
        while left:
            if self.said:
                part = ("words", self.position, min(self.said, left))
                self.said -= part[2]
            elif self.paused:
                part = ("silence", self.position, left)
            elif self.complete and self.position >= self.end:
                break
            elif self.planned is not None and self.planned <= self.position:
                self.planned, self.said = None, self.words * len(WORDS)
                continue
            elif (gate := self.start(4) + GATES[4] * SECOND) == self.position != self.opened:
                self.paused, self.opened = True, gate
                continue
            elif self.position >= self.end:
                part = ("silence", self.position, left)
            else:
                stops = [self.end, gate, self.end if self.planned is None else self.planned]
                ahead = min(stop for stop in stops if stop > self.position) - self.position
                part = ("mix", self.position, min(ahead, left))
                self.position += part[2]
            heard.append(part)
            self.trail.append((part[2], part[1]))
            left -= part[2]
        return heard

    def rewind(self, frames: int) -> None:
        while frames and self.trail:
            heard, start = self.trail.pop()
            back = min(heard, frames)
            self.trail.append((heard - back, start))
            self.position = min(self.position, start + heard - back)
            frames -= back
            if heard == back:
                self.trail.pop()


class Machine(RuleBasedStateMachine):
    """A transport and its model, given the same."""

    @initialize(ready=st.sampled_from([0, 1, 2, 3, 4, ALL]))
    def begin(self, ready: int) -> None:
        self.model = _Model(ready)
        self.transport = Transport(mixes(0)[ready], complete=ready == ALL)
        self.told: list[Paused] = []
        self.transport.tell = self.told.append

    @rule(commands=st.lists(st.sampled_from(PRESSED), min_size=1, max_size=4))
    def press(self, commands: list[Command]) -> None:
        for command in commands:
            self.transport.send(command)
            self.model.obey(command)

    @rule(frames=st.integers(0, END * SECOND))
    def seek(self, frames: int) -> None:
        frames = min(frames, self.model.whole)
        self.transport.send(lambda *_: frames)
        self.model.go(frames)

    @rule(ahead=st.integers(0, 3 * SECOND))
    def say(self, ahead: int) -> None:
        at = min(self.model.position + ahead, max(self.model.end - 1, self.model.position))
        self.transport.say(WORDS, at)
        self.model.say(at)

    @rule()
    def pause_and_greet(self) -> None:
        self.press([Command.PAUSE])
        self.transport.greet(WORDS, self.model.position)
        self.model.greeting = self.model.position

    @precondition(lambda self: not self.model.complete)
    @rule(more=st.sampled_from([0, 1, 1, 1, 2, 3]))
    def extend(self, more: int) -> None:
        ready = min(self.model.ready + more, ALL)
        self.transport.extend(mixes(self.model.revision)[ready], complete=ready == ALL)
        self.model.extend(ready)

    @rule(revision=st.sampled_from([*LONGER]), more=st.sampled_from([0, 0, 1, 2]))
    def revise(self, revision: int, more: int) -> None:
        ready = min(self.model.ready + more, ALL)
        self.transport.revise(mixes(revision)[ready], complete=ready == ALL)
        self.model.revise(revision, ready)

    @rule(frames=st.one_of(st.integers(0, 4096), st.integers(0, 8 * SECOND)))
    def read(self, frames: int) -> None:
        block = self.transport.read(frames)
        at = 0
        for what, first, length in self.model.read(frames):
            self._compare(block[at : at + length], what, first)
            at += length
        fading = CALM if self.transport.ended else 0
        assert at <= len(block) <= at + fading
        self.model.trail.append((len(block) - at, self.model.position))
        self._agree()

    @rule(frames=st.one_of(st.integers(0, 4096), st.integers(0, 8 * SECOND)))
    def rewind(self, frames: int) -> None:
        self.transport.read(0)
        self.transport.rewind(frames)
        self.model.rewind(frames)
        self._agree()

    def _agree(self) -> None:
        assert (self.transport.position, self.transport.paused) == (
            self.model.position,
            self.model.paused,
        )
        ended = self.model.complete and self.model.position >= self.model.end
        assert self.transport.ended == ended
        assert self.told == self.model.told

    def _compare(self, part: Block, what: str, first: int) -> None:
        """What is heard once no fade is under way any more."""
        match what:
            case "mix":
                mix = mixes(self.model.revision)[self.model.ready]
                source = mix.render(first, len(part))
            case "words":
                source = np.full_like(part, WORDS[0, 0])
            case _:
                source = np.zeros_like(part)
        np.testing.assert_array_equal(part[CALM:], source[CALM:])

    def teardown(self) -> None:
        self.transport.send(Command.STOP)
        assert len(self.transport.read(SECOND)) <= CALM
        assert len(self.transport.read(SECOND)) == 0


@pytest.mark.parametrize("sessions", [100, pytest.param(1000, marks=pytest.mark.nightly)])
def test_any_commands_in_any_order_do_what_the_model_does(sessions: int) -> None:
    each = settings(max_examples=sessions, stateful_step_count=30)
    run_state_machine_as_test(Machine, settings=each)
