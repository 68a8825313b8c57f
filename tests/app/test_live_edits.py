"""A session that is changed while it plays, and asked; what is heard is read by hand."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, ClassVar, Self
from weakref import WeakSet

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
from matcue.voices.base import WrappingVoice
from matcue.voices.clip_store import CachedVoice, ClipStore
from matcue.voices.synthesizer import Synthesizer
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from matcue.audio.loudness import Loudness
    from matcue.audio.mix import Mix
    from matcue.audio.samples import Block, Pcm
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Chapter, Script
    from matcue.voices.base import Voice

    Begin = Callable[[Voice], "ManualSession"]

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
class RoutineSource:
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


class ManualSession:
    """A session whose sound is read by hand, while its editor runs."""

    def __init__(self, folder: Path, voice: Voice) -> None:
        path = folder / "asked.yaml"
        path.write_text(ROUTINE, encoding="utf-8")
        settings = Settings("tone")
        source = RoutineSource(load_file(path, routine_folders()))
        script = source.script(settings)
        synthesis = Synthesis(script, voice, Master(float(settings.loudness)))
        for _ in script.sections:
            synthesis.prepare_next()
        self.bookmark = Places()
        self.told: list[str] = []
        self.transport = Transport(synthesis.mix())
        spec = SessionSpec(source, bookmark=self.bookmark)
        self.editor = LiveEditor(spec, settings, synthesis, self.transport, self)
        self._editing = Thread(target=self.editor.run)

    def __enter__(self) -> Self:
        self._editing.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.editor.ask(Command.STOP)
        self._editing.join()

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
        self.transport.read(0)
        done = [self.editor.ask(command) for command in commands]
        while not done[-1].wait(0.001):
            assert self._editing.is_alive()
            self.transport.read(0)
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
def begun(tmp_path: Path) -> Iterator[Begin]:
    """Begins a session, which is over when the test is."""
    with ExitStack() as sessions:
        yield lambda voice: sessions.enter_context(ManualSession(tmp_path, voice))


@pytest.fixture
def session(begun: Begin, tone: Voice) -> ManualSession:
    return begun(tone)


def counts(chapter: Chapter, session: ManualSession) -> list[Fraction]:
    """The seconds before the end of a section's hold at which its numbers are spoken."""
    number = session.transport.mix.timeline.chapters.index(chapter)
    cues = [c for c in session.transport.mix.timeline.cues if c.section == number]
    end = chapter.holds[0].end
    return [to_seconds(end - cue.start) for cue in cues if isinstance(cue.sound, Count)]


def test_more_time_makes_the_hold_that_goes_on_ten_seconds_longer(session: ManualSession) -> None:
    before, after = session.chapter(HOLD), session.chapter(REST).start
    session.go(HOLD, 12)
    session.ask(Command.MORE_TIME)
    hold = session.chapter(HOLD)
    assert hold.holds[0].start == before.holds[0].start
    assert hold.holds[0].frames == 40 * SECOND
    assert counts(hold, session) == [3, 2, 1]
    assert session.chapter(REST).start == after + 10 * SECOND


def test_what_was_counted_already_is_counted_again_at_the_new_end(session: ManualSession) -> None:
    session.go(HOLD, 28)
    session.ask(Command.MORE_TIME)
    assert counts(session.chapter(HOLD), session) == [13, 12, 3, 2, 1]


def test_what_is_pressed_twice_is_done_twice(session: ManualSession) -> None:
    session.go(HOLD, 1)
    session.ask(Command.MORE_TIME, Command.MORE_TIME)
    assert session.chapter(HOLD).holds[0].frames == 50 * SECOND


def test_a_hold_that_has_not_begun_is_made_longer_too(session: ManualSession) -> None:
    session.transport.send(lambda timeline, _: timeline.chapters[HOLD].start)
    session.transport.read(RAMP)
    session.ask(Command.MORE_TIME)
    assert session.chapter(HOLD).holds[0].frames == 40 * SECOND


@pytest.mark.parametrize(("sooner", "told"), [(3, "forty"), (1, "thirty")])
def test_the_words_before_a_hold_tell_its_new_length_if_there_is_time_to_speak_them(
    session: ManualSession, sooner: int, told: str
) -> None:
    def words() -> list[Cue]:
        cues = session.transport.mix.timeline.cues
        return [c for c in cues if c.sound.text.startswith("Hold for ") and c.section == HOLD]

    (before,) = words()
    assert before.sound.text == "Hold for thirty seconds, starting at the bell."
    session.transport.send(lambda *_: before.start - sooner * SECOND)
    session.transport.read(RAMP)
    session.ask(Command.MORE_TIME)
    assert [c.sound.text for c in words()] == [f"Hold for {told} seconds, starting at the bell."]


def test_the_middle_is_told_in_the_middle_of_the_longer_hold(session: ManualSession) -> None:
    session.go(LEFT, 5)
    session.ask(Command.MORE_TIME)
    prompts = session.chapter(LEFT).spans[0][1].prompts
    assert [p.at for p in prompts if not isinstance(p.sound, Count)] == [10, 30]


def test_a_reminder_to_breathe_stays_only_where_there_is_room(session: ManualSession) -> None:
    def reminded() -> list[Fraction]:
        prompts = session.chapter(HOLD).spans[0][1].prompts
        return [prompt.at for prompt in prompts if prompt.sound.text == "Keep breathing."]

    session.go(HOLD, 1)
    assert reminded() == [10]
    session.ask(Command.LESS_TIME)
    assert reminded() == []


def test_less_time_still_leaves_the_countdown_and_three_seconds(session: ManualSession) -> None:
    session.go(HOLD, 20)
    session.ask(Command.LESS_TIME)
    ahead = Fraction(3, 10) + Fraction(RAMP, SECOND)
    assert session.chapter(HOLD).spans[0][1].seconds == 20 + ahead + 3 + 3
    assert counts(session.chapter(HOLD), session) == [3, 2, 1]


@pytest.mark.parametrize("into", [26, 28.5])
def test_less_time_leaves_a_hold_alone_that_is_almost_over(
    session: ManualSession, into: float
) -> None:
    session.go(HOLD, into)
    before = session.transport.mix.timeline
    session.ask(Command.LESS_TIME)
    assert session.transport.mix.timeline is before


def test_a_rest_is_made_longer_too(session: ManualSession) -> None:
    session.go(REST, 3)
    session.ask(Command.MORE_TIME)
    assert session.chapter(REST).spans[0][1].seconds == 30


def test_slower_stretches_what_follows_and_nothing_that_was_heard(session: ManualSession) -> None:
    session.go(HOLD, 12)
    before = session.transport.mix.timeline
    position = session.transport.position
    session.ask(Command.SLOWER)
    after = session.transport.mix.timeline
    assert [c for c in after.cues if c.start <= position] == [
        c for c in before.cues if c.start <= position
    ]
    assert session.chapter(HOLD).holds == before.chapters[HOLD].holds
    assert session.chapter(REST).spans[0][1].seconds == 25
    assert session.chapter(LEFT).holds[0].frames == 50 * SECOND
    assert after.frames > before.frames


def test_faster_after_slower_is_as_before(session: ManualSession) -> None:
    before = session.transport.mix.timeline
    session.ask(Command.SLOWER, Command.FASTER)
    assert session.transport.mix.timeline == before


def test_a_pace_has_its_ends(session: ManualSession) -> None:
    session.ask(*[Command.SLOWER] * 10)
    slowest = session.transport.mix.timeline
    assert slowest.chapters[REST].spans[0][1].seconds == 4 * 20
    session.ask(Command.SLOWER)
    assert session.transport.mix.timeline is slowest


def test_quieter_is_two_decibels_softer_from_then_on(
    session: ManualSession, begun: Begin, tone: Voice
) -> None:
    other = begun(tone)
    for each in (session, other):
        each.go(HOLD, -20)
    session.ask(Command.QUIETER, Command.QUIETER)
    session.heard(0.1)
    other.heard(0.1)
    softer, usual = session.heard(10), other.heard(10)
    np.testing.assert_allclose(softer, usual * 10 ** (-4 / 20), atol=1e-6)


def measured(mix: Mix) -> Loudness:
    """How loud a whole session is."""
    meter = Meter()
    for start in range(0, mix.frames, SECOND):
        meter.add(mix.render(start, SECOND))
    return meter.read()


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (Command.HOW_LONG, "Ten seconds left. About three minutes left in all."),
        (Command.WHERE_AM_I, "Rest, ten seconds left. After that, knee to chest, left side."),
        (Command.MORE_TIME, "Ten seconds more."),
        (Command.SLOWER, "Slower."),
        (Command.FASTER, "Faster."),
        (Command.LOUDER, "Volume +2 dB, from -20 to +6."),
        (Command.QUIETER, "Volume -2 dB, from -20 to +6."),
    ],
)
def test_what_was_asked_for_is_answered_in_writing_too(
    session: ManualSession, command: Command, answer: str
) -> None:
    session.go(REST, 10)
    session.ask(command)
    assert session.editor.answers == [answer]


def test_a_volume_that_is_not_asked_for_in_words_is_not_answered(session: ManualSession) -> None:
    session.editor.ask(Gain(-3)).wait(PATIENCE)
    assert session.editor.answers == []


def test_louder_is_two_decibels_louder_and_never_over_the_ceiling(session: ManualSession) -> None:
    before = measured(session.transport.mix)
    session.ask(Command.LOUDER, Command.LOUDER, Command.LOUDER, Command.LOUDER)
    louder = measured(session.transport.mix)
    assert louder.integrated - before.integrated == pytest.approx(6, abs=0.5)
    assert louder.peak <= -1.5


def test_loudness_comes_back_to_what_it_was(session: ManualSession) -> None:
    whole = session.transport.mix
    before = whole.render(0, whole.frames)
    commands = (Command.LOUDER, Command.QUIETER, Command.QUIETER, Command.LOUDER)
    session.ask(*commands)
    session.go(HOLD)
    session.heard(0.2)
    position = session.transport.position
    heard = session.heard(5)
    np.testing.assert_array_equal(heard, before[position : position + len(heard)])


@pytest.mark.parametrize("question", [Command.WHERE_AM_I, Command.HOW_LONG])
def test_a_question_is_answered_while_the_timeline_stands_still(
    session: ManualSession, question: Command
) -> None:
    session.go(HOLD, 14)
    began = session.transport.position
    session.ask(question)
    at, said = session.still()
    assert to_seconds(at - began) == Fraction(7, 10)
    assert len(said) > SECOND
    mix = session.transport.mix
    rest = session.heard(3)
    expected = mix.render(session.transport.position - len(rest), len(rest))
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


class Held:
    """What a voice does while it is held in the midst of its words."""

    def __init__(self) -> None:
        self.begun, self.released = Event(), Event()

    def __call__(self) -> None:
        self.begun.set()
        assert self.released.wait(PATIENCE)


def test_what_is_asked_is_done_when_its_event_is_set(begun: Begin) -> None:
    voice, held = Slow(), Held()
    session = begun(Synthesizer("tone", voice, 1.0))
    voice.meanwhile = held
    answered = session.editor.ask(Command.HOW_LONG)
    assert held.begun.wait(PATIENCE)
    assert not answered.is_set()
    held.released.set()
    assert answered.wait(PATIENCE)


def test_a_stop_drops_what_is_asked_and_nobody_waits_for_it(begun: Begin) -> None:
    voice, held = Slow(), Held()
    session = begun(Synthesizer("tone", voice, 1.0))
    voice.meanwhile = held
    session.editor.ask(Command.HOW_LONG)
    assert held.begun.wait(PATIENCE)
    before = session.editor.ask(Gain(-2))
    session.editor.ask(Command.STOP)
    after = session.editor.ask(Gain(-4))
    assert after.is_set()
    assert not before.is_set()
    held.released.set()
    assert before.wait(PATIENCE)
    assert session.editor.level == Gain(0)


def test_what_is_longer_plays_before_it_is_said_to_be(begun: Begin) -> None:
    voice = Slow()
    session = begun(Synthesizer("tone", voice, 1.0))
    session.go(HOLD, 12)
    before, then = session.transport.mix, list[bool]()
    voice.said.clear()
    voice.meanwhile = lambda: then.append(session.transport.mix is not before)
    done = session.editor.ask(Command.MORE_TIME)
    while not done.wait(0.05):
        session.transport.read(0)
    assert voice.said == [phrases.resized(STEP)]
    assert then == [True]


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(("before", "after"), [(LEFT, HOLD), (HOLD, LEFT)])
def test_who_goes_elsewhere_while_an_answer_is_made_is_told_of_the_new_place(
    begun: Begin, before: int, after: int, *, paused: bool
) -> None:
    voice = Slow()
    session = begun(Synthesizer("tone", voice, 1.0))
    session.go(before, 10)
    if paused:
        session.ask(Command.PAUSE)
    there = session.chapter(after).spans[0][0] + 5 * SECOND

    def go() -> None:
        assert session.transport.send(lambda *_: there).wait(PATIENCE)

    voice.meanwhile = go
    session.ask(Command.HOW_LONG)
    at, heard = (there, session.heard(9)) if paused else session.still()
    assert at - there == (0 if paused else 14 * SECOND // 10)
    assert heard.any()
    assert voice.said[-1] == how_long(session.transport.mix.timeline, at)


def test_nothing_is_spoken_for_a_pause_that_is_over(begun: Begin) -> None:
    voice = Slow()
    session = begun(Synthesizer("tone", voice, 1.0))
    session.go(HOLD, 10)

    def pause_and_go_on() -> None:
        for command in (Command.PAUSE, Command.RESUME):
            assert session.transport.send(command).wait(PATIENCE)

    voice.said.clear()
    voice.meanwhile = pause_and_go_on
    session.ask(Command.HOW_LONG)
    session.ask(Command.RESUME)
    assert len(voice.said) == 1


def test_an_answer_waits_until_what_is_being_said_is_over(session: ManualSession) -> None:
    words = [c for c in session.transport.mix.timeline.cues if c.section == HOLD][2]
    session.transport.send(lambda *_: words.start - SECOND // 2)
    session.transport.read(RAMP)
    session.ask(Command.WHERE_AM_I)
    at, _ = session.still()
    assert at == words.end


def test_in_a_pause_an_answer_is_heard_at_once_and_the_pause_goes_on(
    session: ManualSession,
) -> None:
    session.go(HOLD, 10)
    session.ask(Command.PAUSE, Command.WHERE_AM_I)
    position = session.transport.position
    assert session.heard(5).any()
    assert not session.heard(1).any()
    assert (session.transport.paused, session.transport.position) == (True, position)


def test_after_a_pause_one_is_told_where_one_is_and_goes_on_to_the_frame(
    session: ManualSession,
) -> None:
    session.go(HOLD, 10)
    session.ask(Command.PAUSE)
    position = session.transport.position
    assert not session.heard(1)[RAMP:].any()
    session.transport.send(Command.RESUME)
    session.transport.read(0)
    at, said = session.still()
    assert at == position
    assert said.any()
    assert len(said) > SECOND


def test_who_went_elsewhere_in_a_pause_is_not_told(session: ManualSession) -> None:
    session.go(HOLD, 10)
    session.ask(Command.PAUSE)
    session.transport.send(Command.NEXT)
    session.transport.send(Command.RESUME)
    session.heard(1)
    assert session.transport.position == session.chapter(REST).start + SECOND


def test_the_place_is_kept_and_forgotten_at_the_end(session: ManualSession) -> None:
    session.go(HOLD, 10)
    session.editor.save()
    kept = session.bookmark.saved[-1]
    session.transport.send(lambda timeline, _: timeline.frames)
    session.transport.read(1)
    session.editor.save()
    hold = session.chapter(HOLD).section.items.index(session.chapter(HOLD).spans[0][1])
    title = session.chapter(HOLD).title
    into = 10 * SECOND + RAMP
    assert kept == (ResumePoint(section=HOLD, title=title, item=hold, frames=into), None)
    assert session.bookmark.saved[-1] == (None, None)


def test_a_place_holds_in_the_section_as_it_was_written(session: ManualSession) -> None:
    """What was lengthened, or slower, before it does not move it."""
    written = session.transport.mix.timeline
    session.go(HOLD, 10)
    session.ask(Command.MORE_TIME, Command.SLOWER)
    end = session.chapter(HOLD).holds[0].end
    session.transport.send(lambda *_: end + SECOND)
    session.transport.read(0)
    session.editor.save()
    place, pace = session.bookmark.saved[-1]
    assert place
    assert pace == Fraction(5, 4)
    assert place.frame(written) == written.chapters[HOLD].holds[0].end + SECOND


def test_a_slower_pace_leaves_a_hold_that_was_made_longer(session: ManualSession) -> None:
    session.transport.send(lambda timeline, _: timeline.chapters[HOLD].start)
    session.transport.read(RAMP)
    session.ask(Command.MORE_TIME, Command.SLOWER)
    assert session.chapter(HOLD).holds[0].frames == 40 * SECOND


def test_two_questions_in_a_row_are_both_answered(session: ManualSession) -> None:
    session.go(HOLD, 10)
    session.ask(Command.WHERE_AM_I)
    _, one = session.still()
    session.go(HOLD, 10)
    session.ask(Command.WHERE_AM_I, Command.WHERE_AM_I)
    _, both = session.still()
    assert len(both) == pytest.approx(2 * len(one), abs=2 * 441)


def test_a_question_at_the_very_end_is_answered(session: ManualSession) -> None:
    session.transport.send(lambda timeline, _: timeline.frames - SECOND // 2)
    session.transport.read(RAMP)
    session.ask(Command.WHERE_AM_I)
    at, said = session.still()
    assert at == session.transport.mix.frames - 1
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


def test_what_cannot_be_done_is_told_and_the_session_goes_on(
    begun: Begin,
) -> None:
    session = begun(Synthesizer("tone", Hoarse(), 1.0))
    session.go(HOLD, 10)
    session.ask(Command.MORE_TIME, Command.LOUDER)
    assert len(session.told) == 1
    assert "It has a cold." in session.told[0]
    assert session.editor.level == Gain(2)


class Tracked(np.ndarray[Any, np.dtype[np.int16]]):
    """Samples that know all arrays which were made of some of them; those that somebody has."""

    made: ClassVar[WeakSet[Tracked]] = WeakSet()

    def __array_finalize__(self, _: object) -> None:
        self.made.add(self)

    __hash__ = object.__hash__  # type: ignore[assignment] # an array has none


class TrackedVoice(WrappingVoice):
    """A voice that hums in tracked samples."""

    def speak(self, text: str) -> Pcm:
        return self._voice.speak(text).view(Tracked)


def test_an_answer_leaves_nothing_behind(begun: Begin, tone: Voice) -> None:
    session = begun(TrackedVoice(tone))
    session.go(HOLD, 10)
    kept = sum(map(len, Tracked.made))
    session.ask(*[Command.WHERE_AM_I] * 5)
    assert sum(map(len, Tracked.made)) == kept > 0
