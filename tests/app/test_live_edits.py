"""A session that is changed while it plays, and asked; what is heard is read by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.app.bookmark import BookmarkWriter, ResumePoint, SessionSpec
from matcue.app.library import guidance_of
from matcue.app.live_edits import STEP, LiveEditor
from matcue.app.synthesis import Synthesis
from matcue.audio.loudness import Meter
from matcue.audio.mastering import Master
from matcue.audio.transport import CALM, RAMP, Transport
from matcue.paths import routine_folders
from matcue.routine.loader import load_file
from matcue.settings import Settings
from matcue.timeline import phrases
from matcue.timeline.commands import Command, Gain
from matcue.timeline.model import Count, Cue
from matcue.timeline.queries import how_long
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, to_seconds
from matcue.voices import engine
from matcue.voices.clip_store import CachedVoice, ClipStore
from matcue.voices.synthesizer import Synthesizer
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy.typing as npt

    from matcue.audio.loudness import Loudness
    from matcue.audio.mix import Mix
    from matcue.audio.samples import Block
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Chapter, Script
    from matcue.voices.base import Voice

pytestmark = pytest.mark.process

SECOND = HOUSE_RATE
ROUTINE = """\
title: Asked
about: For a test.
welcome: Hello.
steps:
  - stretch: cobra
    hold: 30s
    sets: 1
  - rest: 20s
  - stretch: knee-to-chest
    hold: 50s
    sets: 1
"""
HOLD, REST, LEFT = 2, 3, 4
"""The sections of the first hold, of the rest, and of the left side of the second stretch."""


@dataclass
class Routined:
    """The script of a routine."""

    routine: Routine

    def script(self, settings: Settings) -> Script:
        return write_script(self.routine, guidance_of(settings))


class Places(BookmarkWriter):
    """The places that a session has come to, and the paces with them."""

    def __init__(self) -> None:
        self.saved: list[tuple[ResumePoint | None, Fraction | None]] = []

    def save(self, place: ResumePoint | None, pace: Fraction | None) -> None:
        self.saved.append((place, pace))


class Desk:
    """A session at a desk: commands are given, and sound is read, by hand."""

    def __init__(self, folder: Path, settings: Settings, voice: Voice) -> None:
        path = folder / "asked.yaml"
        path.write_text(ROUTINE, encoding="utf-8")
        routine = load_file(path, routine_folders())
        self.bookmark = Places()
        self.told: list[str] = []
        source = Routined(routine)
        self.master = Master(float(settings.loudness))
        rehearsal = Synthesis(source.script(settings), voice, self.master)
        for _ in range(len(source.script(settings).sections)):
            rehearsal.prepare_next()
        self.transport = Transport(rehearsal.mix())
        piece = SessionSpec(source, bookmark=self.bookmark)
        self.director = LiveEditor(piece, settings, rehearsal, self.transport, self)

    def chapter(self, section: int) -> Chapter:
        return self.transport.mix.timeline.chapters[section]

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    detail = done = tell

    def progress(self, stage: str, done: int, total: int) -> None:
        raise AssertionError(stage, done, total)

    def go(self, section: int, into_hold: float = 0) -> None:
        """Go to so many seconds into a section's hold or rest."""
        start, _ = self.chapter(section).spans[0]
        self.transport.send(lambda *_: start + int(into_hold * SECOND))
        self.transport.read(RAMP)

    def ask(self, *commands: Command) -> None:
        """Have commands done, while no sound is read."""
        for command in commands:
            self.transport.send(command)

        def do() -> None:
            for command in commands:
                self.director.do(command)

        directing = Thread(target=do)
        directing.start()
        while directing.is_alive():
            self.transport.read(0)
            directing.join(0.001)
        self.transport.read(0)

    def heard(self, seconds: float) -> Block:
        return self.transport.read(int(seconds * SECOND))

    def still(self) -> tuple[int, Block]:
        """The frame at which the timeline waits next, and what is heard until it goes on."""
        before = -1
        while before != self.transport.position:
            before = self.transport.position
            self.transport.read(441)
        said = []
        while self.transport.position == before:
            said.append(self.transport.read(441))
        return before, np.concatenate(said)


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    """The stand-in, which speaks nothing twice."""
    clips = ClipStore(tmp_path_factory.mktemp("clips"))
    return CachedVoice(Synthesizer("tone", engine("tone"), 1.0), clips)


@pytest.fixture
def desk(tmp_path: Path, tone: Voice) -> Desk:
    return Desk(tmp_path, Settings("tone"), tone)


def counts(chapter: Chapter, desk: Desk) -> list[Fraction]:
    """The seconds before the end of a section's hold at which its numbers are spoken."""
    number = desk.transport.mix.timeline.chapters.index(chapter)
    cues = [c for c in desk.transport.mix.timeline.cues if c.section == number]
    end = chapter.holds[0].end
    return [to_seconds(end - cue.start) for cue in cues if isinstance(cue.sound, Count)]


def test_more_time_makes_the_hold_that_goes_on_ten_seconds_longer(desk: Desk) -> None:
    before, after = desk.chapter(HOLD), desk.chapter(REST).start
    desk.go(HOLD, 12)
    desk.ask(Command.MORE_TIME)
    hold = desk.chapter(HOLD)
    assert hold.holds[0].start == before.holds[0].start
    assert hold.holds[0].frames == 40 * SECOND
    assert counts(hold, desk) == [3, 2, 1]
    assert desk.chapter(REST).start == after + 10 * SECOND


def test_what_was_counted_already_is_counted_again_at_the_new_end(desk: Desk) -> None:
    desk.go(HOLD, 28)
    desk.ask(Command.MORE_TIME)
    assert counts(desk.chapter(HOLD), desk) == [13, 12, 3, 2, 1]


def test_what_is_pressed_twice_is_done_twice(desk: Desk) -> None:
    desk.go(HOLD, 1)
    desk.ask(Command.MORE_TIME, Command.MORE_TIME)
    assert desk.chapter(HOLD).holds[0].frames == 50 * SECOND


def test_a_hold_that_has_not_begun_is_made_longer_too(desk: Desk) -> None:
    desk.transport.send(lambda timeline, _: timeline.chapters[HOLD].start)
    desk.transport.read(RAMP)
    desk.ask(Command.MORE_TIME)
    assert desk.chapter(HOLD).holds[0].frames == 40 * SECOND


@pytest.mark.parametrize(("sooner", "told"), [(3, "forty"), (1, "thirty")])
def test_the_words_before_a_hold_tell_its_new_length_if_there_is_time_to_speak_them(
    desk: Desk, sooner: int, told: str
) -> None:
    def words() -> list[Cue]:
        cues = desk.transport.mix.timeline.cues
        return [c for c in cues if c.sound.text.startswith("Hold for ") and c.section == HOLD]

    (before,) = words()
    assert before.sound.text == "Hold for thirty seconds, from the bell."
    desk.transport.send(lambda *_: before.start - sooner * SECOND)
    desk.transport.read(RAMP)
    desk.ask(Command.MORE_TIME)
    assert [c.sound.text for c in words()] == [f"Hold for {told} seconds, from the bell."]


def test_the_middle_is_told_in_the_middle_of_the_longer_hold(desk: Desk) -> None:
    desk.go(LEFT, 5)
    desk.ask(Command.MORE_TIME)
    prompts = desk.chapter(LEFT).spans[0][1].prompts
    assert [p.at for p in prompts if not isinstance(p.sound, Count)] == [30]


def test_less_time_still_leaves_the_countdown_and_three_seconds(desk: Desk) -> None:
    desk.go(HOLD, 20)
    desk.ask(Command.LESS_TIME)
    ahead = Fraction(3, 10) + Fraction(RAMP, SECOND)
    assert desk.chapter(HOLD).spans[0][1].seconds == 20 + ahead + 3 + 3
    assert counts(desk.chapter(HOLD), desk) == [3, 2, 1]


@pytest.mark.parametrize("into", [26, 28.5])
def test_less_time_leaves_a_hold_alone_that_is_almost_over(desk: Desk, into: float) -> None:
    desk.go(HOLD, into)
    before = desk.transport.mix.timeline
    desk.ask(Command.LESS_TIME)
    assert desk.transport.mix.timeline is before


def test_a_rest_is_made_longer_too(desk: Desk) -> None:
    desk.go(REST, 3)
    desk.ask(Command.MORE_TIME)
    assert desk.chapter(REST).spans[0][1].seconds == 30


def test_slower_stretches_what_follows_and_nothing_that_was_heard(desk: Desk) -> None:
    desk.go(HOLD, 12)
    before = desk.transport.mix.timeline
    position = desk.transport.position
    desk.ask(Command.SLOWER)
    after = desk.transport.mix.timeline
    assert [c for c in after.cues if c.start <= position] == [
        c for c in before.cues if c.start <= position
    ]
    assert desk.chapter(HOLD).holds == before.chapters[HOLD].holds
    assert desk.chapter(REST).spans[0][1].seconds == 25
    assert desk.chapter(LEFT).holds[0].frames == 50 * SECOND
    assert after.frames > before.frames


def test_faster_after_slower_is_as_before(desk: Desk) -> None:
    before = desk.transport.mix.timeline
    desk.ask(Command.SLOWER, Command.FASTER)
    assert desk.transport.mix.timeline == before


def test_a_pace_has_its_ends(desk: Desk) -> None:
    desk.ask(*[Command.SLOWER] * 10)
    slowest = desk.transport.mix.timeline
    assert slowest.chapters[REST].spans[0][1].seconds == 4 * 20
    desk.ask(Command.SLOWER)
    assert desk.transport.mix.timeline is slowest


def test_quieter_is_two_decibels_softer_from_then_on(
    desk: Desk, tone: Voice, tmp_path: Path
) -> None:
    other = Desk(tmp_path, Settings("tone"), tone)
    for each in (desk, other):
        each.go(HOLD, -20)
    desk.ask(Command.QUIETER, Command.QUIETER)
    desk.heard(0.1)
    other.heard(0.1)
    softer, usual = desk.heard(10), other.heard(10)
    np.testing.assert_allclose(softer, usual * 10 ** (-4 / 20), atol=1e-6)


def measured(mix: Mix) -> Loudness:
    """How loud a whole session is."""
    meter = Meter()
    for start in range(0, mix.frames, SECOND):
        meter.add(mix.render(start, SECOND))
    return meter.read()


def test_louder_is_two_decibels_louder_and_never_over_the_ceiling(desk: Desk) -> None:
    before = measured(desk.transport.mix)
    desk.ask(Command.LOUDER, Command.LOUDER, Command.LOUDER, Command.LOUDER)
    louder = measured(desk.transport.mix)
    assert louder.integrated - before.integrated == pytest.approx(6, abs=0.5)
    assert louder.peak <= -1.5


def test_loudness_comes_back_to_what_it_was(desk: Desk) -> None:
    whole = desk.transport.mix
    before = whole.render(0, whole.frames)
    commands = (Command.LOUDER, Command.QUIETER, Command.QUIETER, Command.LOUDER)
    desk.ask(*commands)
    desk.go(HOLD)
    desk.heard(0.2)
    position = desk.transport.position
    heard = desk.heard(5)
    np.testing.assert_array_equal(heard, before[position : position + len(heard)])


@pytest.mark.parametrize("question", [Command.WHERE_AM_I, Command.HOW_LONG])
def test_a_question_is_answered_while_the_timeline_stands_still(
    desk: Desk, question: Command
) -> None:
    desk.go(HOLD, 10)
    began = desk.transport.position
    desk.ask(question)
    at, said = desk.still()
    assert to_seconds(at - began) == Fraction(7, 10)
    assert len(said) > SECOND
    mix = desk.transport.mix
    rest = desk.heard(3)
    expected = mix.render(desk.transport.position - len(rest), len(rest))
    np.testing.assert_array_equal(rest[CALM:], expected[CALM:])


class Slow:
    """A voice that hums; while it says the next words, something else happens."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], None] = lambda: None
        self.said: list[str] = []

    def identity(self, _: float) -> str:
        return "slow"

    def __call__(self, speed: float) -> Slow:
        self._tone = engine("tone")(speed)
        return self

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        happen, self.meanwhile = self.meanwhile, lambda: None
        happen()
        self.said.append(text)
        return self._tone.say(text)


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(("before", "after"), [(LEFT, HOLD), (HOLD, LEFT)])
def test_who_goes_elsewhere_while_an_answer_is_made_is_told_of_the_new_place(
    tmp_path: Path, before: int, after: int, *, paused: bool
) -> None:
    voice = Slow()
    desk = Desk(tmp_path, Settings("tone"), Synthesizer("tone", voice, 1.0))
    desk.go(before, 10)
    if paused:
        desk.ask(Command.PAUSE)
    there = desk.chapter(after).spans[0][0] + 5 * SECOND

    def go() -> None:
        desk.transport.send(lambda *_: there)
        wait_for(lambda: desk.transport.position == there)

    voice.meanwhile = go
    desk.ask(Command.HOW_LONG)
    at, heard = (there, desk.heard(9)) if paused else desk.still()
    assert at - there == (0 if paused else 14 * SECOND // 10)
    assert heard.any()
    assert voice.said[-1] == how_long(desk.transport.mix.timeline, at)


def test_an_answer_waits_until_what_is_being_said_is_over(desk: Desk) -> None:
    words = [c for c in desk.transport.mix.timeline.cues if c.section == HOLD][1]
    desk.transport.send(lambda *_: words.start - SECOND // 2)
    desk.transport.read(RAMP)
    desk.ask(Command.WHERE_AM_I)
    at, _ = desk.still()
    assert at == words.end


def test_in_a_pause_an_answer_is_heard_at_once_and_the_pause_goes_on(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.ask(Command.PAUSE, Command.WHERE_AM_I)
    position = desk.transport.position
    assert desk.heard(5).any()
    assert not desk.heard(1).any()
    assert (desk.transport.paused, desk.transport.position) == (True, position)


def test_after_a_pause_one_is_told_where_one_is_and_goes_on_to_the_frame(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.ask(Command.PAUSE)
    position = desk.transport.position
    assert not desk.heard(1)[RAMP:].any()
    desk.transport.send(Command.RESUME)
    desk.transport.read(0)
    at, said = desk.still()
    assert at == position
    assert said.any()
    assert len(said) > SECOND


def test_who_went_elsewhere_in_a_pause_is_not_told(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.ask(Command.PAUSE)
    desk.transport.send(Command.NEXT)
    desk.transport.send(Command.RESUME)
    desk.heard(1)
    assert desk.transport.position == desk.chapter(REST).start + SECOND


def test_the_place_is_kept_and_forgotten_at_the_end(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.director.save()
    desk.transport.send(lambda timeline, _: timeline.frames)
    desk.transport.read(1)
    desk.director.save()
    hold = desk.chapter(HOLD).section.items.index(desk.chapter(HOLD).spans[0][1])
    title = desk.chapter(HOLD).title
    into = 10 * SECOND + RAMP
    assert desk.bookmark.saved == [
        (ResumePoint(section=HOLD, title=title, item=hold, frames=into), None),
        (None, None),
    ]


def test_a_place_holds_in_the_section_as_it_was_written(desk: Desk) -> None:
    """What was lengthened, or slower, before it does not move it."""
    written = desk.transport.mix.timeline
    desk.go(HOLD, 10)
    desk.ask(Command.MORE_TIME, Command.SLOWER)
    end = desk.chapter(HOLD).holds[0].end
    desk.transport.send(lambda *_: end + SECOND)
    desk.transport.read(0)
    desk.director.save()
    place, pace = desk.bookmark.saved[-1]
    assert place
    assert pace == Fraction(5, 4)
    assert place.frame(written) == written.chapters[HOLD].holds[0].end + SECOND


def test_a_slower_pace_leaves_a_hold_that_was_made_longer(desk: Desk) -> None:
    desk.transport.send(lambda timeline, _: timeline.chapters[HOLD].start)
    desk.transport.read(RAMP)
    desk.ask(Command.MORE_TIME, Command.SLOWER)
    assert desk.chapter(HOLD).holds[0].frames == 40 * SECOND


def test_two_questions_in_a_row_are_both_answered(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.ask(Command.WHERE_AM_I)
    _, one = desk.still()
    desk.go(HOLD, 10)
    desk.ask(Command.WHERE_AM_I, Command.WHERE_AM_I)
    _, both = desk.still()
    assert len(both) == pytest.approx(2 * len(one), abs=2 * 441)


def test_a_question_at_the_very_end_is_answered(desk: Desk) -> None:
    desk.transport.send(lambda timeline, _: timeline.frames - SECOND // 2)
    desk.transport.read(RAMP)
    desk.ask(Command.WHERE_AM_I)
    at, said = desk.still()
    assert at == desk.transport.mix.frames - 1
    assert len(said) > SECOND


class Hoarse:
    """A voice that hums, until it shall say that a hold is longer."""

    def identity(self, _: float) -> str:
        return "hoarse"

    def __call__(self, speed: float) -> Hoarse:
        self._tone = engine("tone")(speed)
        return self

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        if text == phrases.resized(STEP):
            raise RuntimeError("It has a cold.")
        return self._tone.say(text)


def test_what_cannot_be_done_is_told_and_the_session_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Settings("tone"), Synthesizer("tone", Hoarse(), 1.0))
    desk.go(HOLD, 10)
    desk.ask(Command.MORE_TIME, Command.LOUDER)
    assert len(desk.told) == 1
    assert "It has a cold." in desk.told[0]
    assert desk.director.level == Gain(2)


def test_an_answer_leaves_nothing_behind(desk: Desk) -> None:
    desk.go(HOLD, 10)
    desk.ask(Command.WHERE_AM_I)
    kept = len(desk.master._known)
    desk.ask(*[Command.WHERE_AM_I] * 5)
    assert len(desk.master._known) == kept
