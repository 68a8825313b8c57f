from fractions import Fraction

from matcue.timeline.arrange import arrange, lay
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
)
from matcue.timeline.moment import moment
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
    now = moment(TIMELINE, position)
    return now.title, now.words, now.number


def test_words_stay_until_the_next_words() -> None:
    assert at(0) == ("First", "Lie down.", None)
    assert at(39) == ("First", "Lie down.", 2)
    assert at(40) == ("First", "one", 1)


def test_a_hold_is_counted_down_in_whole_seconds_left() -> None:
    assert [moment(TIMELINE, frame).number for frame in (19, 20, 21, 30, 49)] == [None, 3, 3, 2, 1]


def test_a_section_begins_without_the_words_of_the_one_before() -> None:
    assert at(50) == ("Last", "", None)
    assert at(60) == ("Last", "Lie down.", None)


def test_outside_the_timeline_the_nearest_moment_is_told() -> None:
    assert moment(TIMELINE, -5).position == 0
    assert at(10_000) == at(79)


def test_repetitions_are_shown_as_they_are_counted() -> None:
    prompts = tuple(
        Prompt(Fraction(at), Count(text), Priority.COUNTDOWN)
        for at, text in ((0, "one"), (2, "two"))
    )
    section = Section("Reps", (LIE, Span(Fraction(4), prompts)))
    part = arrange(section, 0, LENGTHS | {Count("two"): 5}, TEN)
    whole = lay(Script("T", "T", (section,)), [part], "v", TEN)
    assert [moment(whole, frame).number for frame in (19, 20, 39, 40, 59)] == [None, 1, 1, 2, 2]
