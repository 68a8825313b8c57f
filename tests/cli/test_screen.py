"""What is told of a session at a moment: in plain lines, and in the live view."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING, Final, cast

import pytest
from rich.console import Console
from rich.progress import Progress

from matcue.app.session import Snapshot
from matcue.cli.bars import Bars, bars, bars_on
from matcue.cli.live_screen import LatestAnswer, view
from matcue.cli.screen import Lines
from matcue.cli.screen_layout import View
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import (
    Chime,
    Count,
    Gate,
    Pause,
    Priority,
    Prompt,
    Script,
    Section,
    Sound,
    Span,
    Speech,
)
from matcue.timeline.queries import moment_at, titles_ahead
from matcue.units import Rate

if TYPE_CHECKING:
    from matcue.app.session import Session

TEN = Rate(10)
HOLD, BELL, GO = Speech("Hold."), Chime("hold-start"), Speech("Go on.")
NUMBERS: Final = [Count("two"), Count("one")]
COUNTED = tuple(
    Prompt(Fraction(at), number, Priority.COUNTDOWN)
    for at, number in zip((1, 2), NUMBERS, strict=True)
)
LENGTHS: dict[Sound, int] = {HOLD: 10, BELL: 5, GO: 10, **dict.fromkeys(NUMBERS, 4)}
SECTIONS = (
    Section("Knee, left", (HOLD, BELL, Span(Fraction(3), COUNTED, hold=True)), side="left"),
    Section("Wait", (GO, Gate(), Pause(Fraction(9)))),
)
TIMELINE = lay(
    Script("T", "T", SECTIONS),
    [arrange(section, i, LENGTHS, TEN) for i, section in enumerate(SECTIONS)],
    "v",
    TEN,
)
START: Final = TIMELINE.chapters[1].start


@dataclass
class Shown:
    """A session as it is looked at: where it is, and in what state."""

    position: int = 0
    paused: bool = False
    trouble: str = ""
    answers: list[str] = field(default_factory=list)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            TIMELINE, moment_at(TIMELINE, self.position), TIMELINE.frames - self.position
        )

    def after(self, section: int) -> tuple[str, ...]:
        return titles_ahead(SECTIONS[section:])


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def lines(shown: Shown) -> Lines:
    return Lines(cast("Session", shown))


def at(shown: Shown, lines: Lines, position: int) -> list[str]:
    shown.position = position
    return [line.partition(" ")[2] for line in lines.new()]


def test_each_thing_is_told_once_and_numbers_in_a_row_together(shown: Shown, lines: Lines) -> None:
    told = [line for position in range(START) for line in at(shown, lines, position)]
    assert told == ["Knee, left: Hold.", "Knee, left: chime: begin", "Knee, left: two, one"]


def test_what_began_between_two_looks_is_told_though_its_section_is_over(
    shown: Shown, lines: Lines
) -> None:
    at(shown, lines, START - 25)
    assert at(shown, lines, START + 1) == ["Knee, left: two, one", "Wait: Go on."]


def test_after_a_jump_only_what_is_heard_there_is_told(shown: Shown, lines: Lines) -> None:
    at(shown, lines, 0)
    assert at(shown, lines, START + 60) == ["Wait: Go on."]
    assert at(shown, lines, 2) == ["Knee, left: Hold."]


def test_pauses_waits_and_trouble_are_told_once(shown: Shown, lines: Lines) -> None:
    assert [*lines.new()] == ["0:00 Knee, left: Hold."]
    shown.paused = True
    assert [*lines.new()] == ["Paused at 0:00."]
    assert [*lines.new()] == []
    shown.paused = False
    assert [*lines.new()] == ["Going on at 0:00."]
    shown.position, shown.paused = START + 10, True
    assert [*lines.new()][-1:] == ["Waiting for you at 0:05."]
    shown.trouble = "The device is gone."
    assert [*lines.new()] == ["The device is gone."]
    assert [*lines.new()] == []
    shown.trouble = ""
    assert [*lines.new()] == ["Sound is heard again."]


def test_each_answer_is_told_once_and_where_one_begins_before_what_is_heard_there(
    shown: Shown, lines: Lines
) -> None:
    shown.answers.append("Knee, left side.")
    assert [*lines.new()] == ["0:00 Knee, left side.", "0:00 Knee, left: Hold."]
    assert [*lines.new()] == []
    shown.answers += ["Slower.", "Ten seconds more."]
    assert [*lines.new()] == ["0:00 Slower.", "0:00 Ten seconds more."]


def test_an_answer_is_shown_for_two_seconds_or_as_long_as_it_takes_to_read() -> None:
    answers: list[str] = []
    latest = LatestAnswer(answers)
    assert latest.at(10) == ""
    answers.append("Slower.")
    assert [latest.at(time) for time in (11, 12.9, 13)] == ["Slower.", "Slower.", ""]
    answers.append("x" * 60)
    assert [bool(latest.at(time)) for time in (14, 17.9, 18)] == [True, True, False]


def test_the_same_answer_again_is_shown_again() -> None:
    answers = ["Slower."]
    latest = LatestAnswer(answers)
    latest.at(1)
    answers.append("Slower.")
    assert [latest.at(time) for time in (2, 3.9, 4)] == ["Slower.", "Slower.", ""]


def test_the_view_has_the_answer_beside_the_words() -> None:
    answered = view(cast("Session", Shown(position=21)), {}, (), "Slower.")
    assert (answered.words, answered.answer) == ("two", "Slower.")


def seen(shown: Shown, *told: str) -> View:
    return view(cast("Session", shown), {"q": "stop"}, told)


def test_the_view_of_a_hold() -> None:
    assert seen(Shown(position=21)) == View(
        name="Knee",
        side="left",
        number="2",
        words="two",
        coming=("Wait",),
        done=round(21 / TIMELINE.frames, 3),
        time="0:02 · under a minute left",
        keys=("q quit", "q"),
    )


def test_the_view_tells_the_worst_of_what_is_unusual() -> None:
    gate = START + 10
    assert seen(Shown(), "Another voice speaks.").state == "Another voice speaks."
    assert seen(Shown(paused=True), "Another voice speaks.").state == "paused"
    assert seen(Shown(position=gate, paused=True)).state == "waiting for you"
    keys = {"g": "resume", "space": "pause or resume"}
    waiting = view(cast("Session", Shown(position=gate, paused=True)), keys)
    assert waiting.state == "waiting for you: press space"
    assert seen(Shown(position=gate)).state == ""
    assert seen(Shown(paused=True, trouble="The device is gone.")).state == "The device is gone."


def test_after_the_last_section_comes_the_end() -> None:
    assert seen(Shown(position=START)).coming == ("the end",)


def test_what_is_told_while_a_view_is_shown_is_printed_when_it_is_gone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with bars(verbose=False) as report:
        with report.held() as told:
            report.tell("Another voice speaks.")
            assert [*told] == ["Another voice speaks."]
            assert capsys.readouterr().err == ""
        assert capsys.readouterr().err == "Another voice speaks.\n"


@pytest.mark.parametrize(
    ("stage", "done", "total", "told"),
    [
        ("Speaking", 120, 200, ("Speaking", "120 of 200", "left")),
        ("Encoding", 17_000_000, 68_000_000, ("Encoding", "25%", "left")),
    ],
)
def test_a_bar_tells_what_is_done_and_how_much(
    stage: str, done: int, total: int, told: tuple[str, ...]
) -> None:
    screen = StringIO()
    progress = bars_on(Console(file=screen, force_terminal=True, width=80))
    Bars(progress, verbose=False).progress(stage, done, total)
    progress.stop()
    row = screen.getvalue()
    assert [row.find(text) for text in told] == sorted(row.index(text) for text in told)


def test_a_stage_that_begins_anew_has_a_bar_again() -> None:
    progress = Progress(console=Console(file=StringIO(), force_terminal=True), transient=True)
    report = Bars(progress, verbose=False)
    shown = []
    for done, total in ((1, 2), (2, 2), (1, 3), (3, 3)):
        report.progress("Arranging", done, total)
        shown.append(progress.live.is_started)
    assert shown == [True, False, True, False]
