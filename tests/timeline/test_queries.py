"""Where one is, how long it lasts, and when that can be said."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.routine.enums import Detail, Lead, Profile
from matcue.routine.plan import (
    Breathing,
    Flow,
    Interval,
    Movement,
    Quiet,
    Repeated,
    Rest,
    Say,
    Station,
    Step,
    Timed,
    Wait,
)
from matcue.timeline.arrange import arrange, lay, sounds
from matcue.timeline.commands import MOVES, Command
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import (
    Count,
    Pause,
    Priority,
    Prompt,
    Script,
    Section,
    Sound,
    Span,
    Speech,
    Timeline,
)
from matcue.timeline.queries import (
    counted_down,
    how_long,
    next_gap,
    shares,
    spent,
    spent_in_words,
    summary,
    whereabouts,
)
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, to_frames
from tests.strategies import HERE, routine
from tests.timeline.test_script import make

if TYPE_CHECKING:
    from matcue.routine.field_types import Side

SECOND = HOUSE_RATE
NEXT = Speech("Next.")
NUMBER = Count("one")
REST = Section("Rest", (NEXT, Span(Fraction(20))))
KNEE = "Knee to chest"


def stretch(title: str, exercise: str = "knee") -> Section:
    """A second of words, two of quiet, a hold of thirty with its last ten counted, one of quiet."""
    numbers = tuple(
        Prompt(Fraction(30 - left), NUMBER, Priority.COUNTDOWN) for left in range(10, 0, -1)
    )
    items = (NEXT, Pause(Fraction(2)), Span(Fraction(30), numbers, hold=True), Pause(Fraction(1)))
    sides: tuple[Side, Side] = ("left", "right")
    side = next((side for side in sides if f", {side}" in title), None)
    return Section(title, items, exercise, side)


def timeline(*sections: Section) -> Timeline:
    lengths: dict[Sound, int] = {NEXT: SECOND, NUMBER: SECOND // 2}
    parts = [arrange(section, i, lengths) for i, section in enumerate(sections)]
    return lay(Script("T", "T", sections), parts, "v")


SESSION = timeline(
    Section("Welcome", (NEXT,)),
    stretch(f"{KNEE}, left, 1 of 2"),
    stretch(f"{KNEE}, right, 1 of 2"),
    REST,
    stretch(f"{KNEE}, left, 2 of 2"),
    stretch(f"{KNEE}, right, 2 of 2"),
    stretch("Cobra", "cobra"),
    Section("Closing", (NEXT,)),
)
"""Sections at 0, 1, 35, 69, 90, 124, 158 and 192 seconds; 193 in all."""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "Welcome. After that, knee to chest, left side, set 1 of 2."),
        (2, "Knee to chest, left side, set 1 of 2."),
        (4, "Knee to chest, left side, set 1 of 2, thirty seconds left."),
        (22.5, "Knee to chest, left side, set 1 of 2, twelve seconds left."),
        (34.5, "Knee to chest, left side, set 1 of 2."),
        (77, "Rest, thirteen seconds left. After that, knee to chest, left side, set 2 of 2."),
        (190.5, "Cobra, one second left."),
        (192, "Closing."),
        (500, "Closing."),
    ],
)
def test_one_is_told_what_is_done_on_which_side_and_how_long_still(
    seconds: float, words: str
) -> None:
    assert whereabouts(SESSION, int(seconds * SECOND)) == words


@pytest.mark.parametrize(
    ("seconds", "rest", "words"),
    [
        (0, 0, "About three minutes left in all."),
        (4, 0, "Thirty seconds left. About three minutes left in all."),
        (4, 600, "Thirty seconds left. About thirteen minutes left in all."),
        (161, 0, "Thirty seconds left. About thirty seconds left in all."),
        (192, 0, "Almost done."),
    ],
)
def test_one_is_told_how_long_it_lasts(seconds: int, rest: int, words: str) -> None:
    assert how_long(SESSION, seconds * SECOND, rest * SECOND) == words


@pytest.mark.parametrize(
    ("seconds", "at"),
    [
        (6, 6),
        (1.5, 2),
        (0.5, 2),
        (23.5, 23.5),
        (24, 24.5),
        (28.1, 28.5),
        (28.6, 33.5),
        (192.2, 193),
        (200, 200),
    ],
)
def test_something_is_said_where_nothing_else_is(seconds: float, at: float) -> None:
    """Between two numbers there is half a second only; that has to do where nothing comes soon."""
    assert next_gap(SESSION, int(seconds * SECOND)) == at * SECOND


@pytest.mark.parametrize(
    ("command", "seconds", "at"),
    [
        (Command.REDO_SIDE, 20, 2),
        (Command.REDO_SIDE, 60, 36),
        (Command.REDO_SIDE, 37, 2),
        (Command.REDO_SIDE, 80, 36),
        (Command.REDO_SIDE, 0.5, 0),
        (Command.REPEAT, 20, 1),
        (Command.REPEAT, 36, 35),
        (Command.SKIP, 20, 158),
        (Command.SKIP, 130, 158),
        (Command.SKIP, 160, 192),
        (Command.SKIP, 75, 90),
        (Command.NEXT, 192.5, 193),
        (Command.PREVIOUS, 37.9, 1),
        (Command.PREVIOUS, 38.1, 35),
    ],
)
def test_a_command_leads_there(command: Command, seconds: float, at: float) -> None:
    assert MOVES[command](SESSION, int(seconds * SECOND)) == at * SECOND


def placed(*steps: Step, guidance: Guidance | None = None) -> Timeline:
    """The timeline of steps, in which every sound takes a second."""
    script = write_script(routine(*steps), guidance or Guidance())
    every = {sound: SECOND for section in script.sections for sound in sounds(section)}
    parts = [arrange(section, i, every) for i, section in enumerate(script.sections)]
    return lay(script, parts, "v")


def test_the_time_is_work_words_rest_and_getting_ready() -> None:
    steps = (
        make("piriformis", Timed("hold", Fraction(20)), sets=2, rest=Fraction(60)),
        make("bridge", Repeated(5, Fraction(4))),
        Rest(Fraction(30), HERE),
    )
    shown = placed(*steps)
    found = spent(shown)
    said = [cue for cue in shown.cues if isinstance(cue.sound, Speech)]
    between = next(part.section for part in shown.chapters if part.title == "Rest")
    rested = sum(item.seconds for item in between.items if isinstance(item, Span))
    assert found.work == (4 * 20 + 5 * 4) * SECOND
    assert found.words == len(said) * SECOND
    assert found.rest == to_frames(rested + 30)
    assert sum((found.work, found.words, found.rest, found.ready)) == shown.frames


def test_time_to_get_ready_is_no_work() -> None:
    step = make("piriformis", Timed("hold", Fraction(20)))
    waiting = spent(placed(step, guidance=Guidance(wait=True)))
    assert (waiting.work, waiting.rest) == (40 * SECOND, 0)
    assert waiting.ready == spent(placed(step)).ready + 2 * to_frames(10 + Fraction(6, 5))


def test_what_time_goes_to_is_told_in_a_line() -> None:
    shown = placed(make("cobra", Timed("hold", Fraction(75))), Rest(Fraction(30), HERE))
    told = spent_in_words(shown)
    assert told.startswith("1:15 of work, 0:")
    assert told.split(", ")[1:3] == ["0:15 of words", "0:30 of rest"]
    assert told.endswith(" of getting ready")
    assert "rest" not in spent_in_words(placed(make("cobra")))


FOUR = Fraction(4)
BREATHING = Breathing((FOUR, FOUR), 3, None, Lead.ALL, False, "Breathing", HERE)
FLOW = Flow(
    "Flow",
    2,
    None,
    "left",
    (Movement("Up.", "Up.", FOUR, FOUR, place=HERE), Movement("Down.", "Down.", FOUR, place=HERE)),
    HERE,
)
INTERVAL = Interval(
    rounds=2,
    stations=(Station("Hop"),),
    work=Fraction(20),
    rest=Fraction(10),
    between=None,
    every=False,
    name=None,
    rest_words=None,
    cues=Profile.CALM,
    countdown=None,
    detail=Detail.AUTO,
    place=HERE,
)


@pytest.mark.parametrize(
    ("step", "seconds"),
    [
        (make("cobra", Timed("hold", Fraction(20))), [20]),
        (make("bridge", Repeated(5, FOUR)), []),
        (make("bridge", Repeated(2, Fraction(9), back=Fraction(5), held=Fraction(5))), [5, 5]),
        (Rest(Fraction(30), HERE), [30]),
        (Quiet(Fraction(45), HERE), [45]),
        (Wait(Fraction(12), HERE), [12]),
        (Say("Go to your left foot.", HERE, Fraction(40)), [40]),
        (BREATHING, [24]),
        (FLOW, [16]),
        (INTERVAL, [4, 20, 10, 20]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_all_that_is_waited_for_is_counted_down(step: Step, seconds: list[float]) -> None:
    times = [time for chapter in placed(step).chapters for time in counted_down(chapter)]
    assert [time.frames for time in times] == [to_frames(Fraction(str(each))) for each in seconds]


def test_a_rest_between_sets_is_counted_down() -> None:
    shown = placed(make("cobra", sets=2, rest=Fraction(60)))
    rest = next(chapter for chapter in shown.chapters if chapter.title == "Rest")
    (time,) = counted_down(rest)
    assert (time.start, time.end) == (rest.start, rest.end)


def test_time_to_get_ready_is_counted_down_and_repetitions_are_not() -> None:
    step = make("bridge", Timed("hold", Fraction(20)), Repeated(5, FOUR))
    times = [
        t for c in placed(step, guidance=Guidance(wait=True)).chapters for t in counted_down(c)
    ]
    assert [time.frames for time in times] == [10 * SECOND, 20 * SECOND]


def test_to_march_and_to_breathe_is_no_stretch() -> None:
    march, bridge = make("march-in-place", Timed("time", Fraction(60))), make("bridge")
    assert shares(placed(march, bridge, make("cobra", sets=3), bridge)).stretches == 2
    assert ", 1 stretch: " in summary(placed(march, bridge))
    assert summary(placed(march)).split(":")[1].endswith("with the voice v")
