from fractions import Fraction

from matcue.errors import Place
from matcue.routine.enums import Posture
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

TEN = Rate(10)
LIE, ONE = Speech("Lie down."), Count("one")
LENGTHS: dict[Sound, int] = {LIE: 20, ONE: 5}
HOLD = Span(Fraction(3), (Prompt(Fraction(2), ONE, Priority.COUNTDOWN),), hold=True)
SCRIPT = Script(
    "T", "T", (Section("First", (LIE, HOLD)), Section("Last", (Pause(Fraction(1)), LIE)))
)
PARTS = [arrange(section, i, LENGTHS, TEN) for i, section in enumerate(SCRIPT.sections)]
TIMELINE = lay(SCRIPT, PARTS, "v", TEN)


def at(position: int) -> tuple[str, str, int | None]:
    now = moment_at(TIMELINE, position)
    return now.title, now.words, now.number


def test_words_stay_until_the_next_words() -> None:
    assert at(0) == ("First", "Lie down.", None)
    assert at(39) == ("First", "Lie down.", 2)
    assert at(40) == ("First", "one", 1)


def test_a_hold_is_counted_down_in_whole_seconds_left() -> None:
    assert [moment_at(TIMELINE, frame).number for frame in (19, 20, 21, 30, 49)] == [
        None,
        3,
        3,
        2,
        1,
    ]


def test_a_section_begins_without_the_words_of_the_one_before() -> None:
    assert at(50) == ("Last", "", None)
    assert at(60) == ("Last", "Lie down.", None)


def test_outside_the_timeline_the_nearest_moment_is_told() -> None:
    assert moment_at(TIMELINE, -5).position == 0
    assert at(10_000) == at(79)


def test_repetitions_are_shown_as_they_are_counted() -> None:
    prompts = tuple(
        Prompt(Fraction(at), Count(text), Priority.COUNTDOWN)
        for at, text in ((0, "one"), (2, "two"))
    )
    items = (LIE, Pause(Fraction(0)), Chime("begin", None), Span(Fraction(4), prompts))
    section = Section("Reps", items, "push-up")
    part = arrange(section, 0, LENGTHS | {Count("two"): 5}, TEN)
    whole = lay(Script("T", "T", (section,)), [part], "v", TEN)
    assert [moment_at(whole, frame).number for frame in (19, 20, 39, 40, 59)] == [None, 1, 1, 2, 2]


def test_the_side_is_told_apart_from_the_name() -> None:
    section = Section("Knee to chest, left, 1 of 2", (Pause(Fraction(1)),), side="left")
    whole = lay(Script("T", "T", (section,)), [arrange(section, 0, {}, TEN)], "v", TEN)
    now = moment_at(whole, 0)
    assert (now.title, now.name, now.side) == (
        "Knee to chest, left, 1 of 2",
        "Knee to chest, 1 of 2",
        "left",
    )


def test_a_session_waits_at_a_gate_alone() -> None:
    section = Section("Wait", (Pause(Fraction(1)), Gate(), Pause(Fraction(1))))
    whole = lay(Script("T", "T", (section,)), [arrange(section, 0, {}, TEN)], "v", TEN)
    assert [frame for frame in range(20) if moment_at(whole, frame).gate] == [10]


def stretch(title: str, line: int) -> Section:
    place = Place("a.yaml", line, 1)
    return Section(title, (Pause(Fraction(1)),), place=place, posture=Posture.STANDING)


def test_what_comes_is_a_stretch_and_not_a_rest() -> None:
    rest = Section("Rest", (Pause(Fraction(1)),), place=Place("a.yaml", 1, 1))
    closing = Section("Closing", (Pause(Fraction(1)),))
    left, right, twist = stretch("Knee, left", 1), stretch("Knee, right", 1), stretch("Twist", 2)
    assert titles_ahead((closing, left, rest, right, twist)) == ("Knee, left",)
    assert titles_ahead((left, rest, right, rest, twist)) == ("Knee, right", "Twist")
    assert titles_ahead((rest, right, twist)) == ("Knee, right", "Twist")
    assert titles_ahead((right, rest, twist, closing)) == ("Twist",)
    assert titles_ahead((twist, closing)) == ("Closing",)
    assert titles_ahead((closing,)) == ()
