"""What is said, in which order, with what kind of time between."""

from fractions import Fraction

import pytest

from matcue.routine.catalogue import Routine, Stretch
from matcue.routine.library import catalogue
from matcue.routine.model import Posture, RestStep, SayStep
from matcue.timeline.arrange import sounds
from matcue.timeline.model import Chime, Chimes, Count, Item, Pause, Script, Section, Span, Speech
from matcue.timeline.pacing import Pace
from matcue.timeline.phrases import duration, number, sentences, sided
from matcue.timeline.script import write_script

EXERCISES = catalogue()


def make(key: str, **changes: object) -> Stretch:
    exercise = EXERCISES[key]
    figures = {
        "hold": exercise.hold[0] if exercise.hold else None,
        "reps": exercise.reps[0] if exercise.reps else None,
        "tempo": exercise.tempo,
        "sets": 1,
        "sides": exercise.sides,
    }
    return Stretch(key=key, exercise=exercise, **(figures | changes))  # type: ignore[arg-type]


def script(*steps: Stretch | SayStep | RestStep, pace: Fraction = Fraction(1)) -> Script:
    routine = Routine("Test", "A test.", "Hello.", "Bye.", None, None, None, steps)
    return write_script(routine, Pace(pace))


def titles(*steps: Stretch | SayStep | RestStep) -> list[str]:
    return [section.title for section in script(*steps).sections[1:-1]]


def words(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Speech)]


def spans(section: Section) -> list[Span]:
    return [item for item in section.items if isinstance(item, Span)]


def test_a_routine_opens_with_a_welcome_and_a_safety_sentence() -> None:
    assert words(script(SayStep(say="Go.")).sections[0]) == [
        "Hello.",
        "Move gently, and stop at once if a pain is sharp, gets worse, or spreads.",
        "Then ask a health professional before you go on.",
    ]


def test_a_routine_closes_with_its_words_and_its_own_chime() -> None:
    last = script(SayStep(say="Go.")).sections[-1]
    assert words(last) == ["Bye."]
    assert [item.text for item in last.items if isinstance(item, Chime)] == [Chimes.FINISH]


def test_both_sides_of_every_set_are_sections_of_their_own() -> None:
    assert titles(make("knee-to-chest", sets=2)) == [
        "Knee to chest, left, 1 of 2",
        "Knee to chest, right, 1 of 2",
        "Knee to chest, left, 2 of 2",
        "Knee to chest, right, 2 of 2",
    ]


@pytest.mark.parametrize(
    ("sides", "expected"),
    [("both", ["left", "right"]), ("left", ["left"]), ("right", ["right"]), ("none", [None])],
)
def test_sides(sides: str, expected: list[str | None]) -> None:
    sections = script(make("figure-four", sides=sides)).sections[1:-1]
    assert [section.side for section in sections] == expected


def test_each_side_is_held_in_full() -> None:
    sections = script(make("knee-to-chest", hold=Fraction(25), sets=2)).sections[1:-1]
    assert [span.seconds for section in sections for span in spans(section)] == [25] * 4


def test_the_first_time_is_told_in_full_and_the_others_shortly() -> None:
    first, other, again, _ = script(make("knee-to-chest", sets=2)).sections[1:-1]
    assert words(first) == [
        "First: Knee to chest.",
        "Come to lying on your back, by way of your side, in your own time.",
        "The left side first.",
        "Bend both knees, and set your feet flat on the floor.",
        "Take your left knee in both hands.",
        "Draw your left knee gently toward your chest.",
        "Keep your right foot flat on the floor.",
        "Let your neck stay long, and breathe evenly.",
        "Hold for twenty seconds, from the bell.",
        "Let go, and set your left foot down.",
    ]
    assert words(other) == [
        "Now the other side, the right one.",
        "Draw your right knee gently toward your chest.",
        "Keep your left foot on the floor.",
        "Let go, and set your right foot down.",
    ]
    assert words(again)[0] == "Knee to chest again, left side."
    assert words(again)[1] == "Set two of two."


def test_the_posture_is_named_only_when_it_changes() -> None:
    sections = script(make("pelvic-tilt"), make("piriformis"), make("cobra")).sections
    told = [line for section in sections for line in words(section) if line.startswith("Come to")]
    assert told == [
        "Come to lying on your back, by way of your side, in your own time.",
        "Come to lying face down, in your own time.",
    ]


def test_the_last_three_seconds_are_counted_and_zero_is_the_closing_chime() -> None:
    section = script(make("cobra", hold=Fraction(15))).sections[1]
    (span,) = spans(section)
    assert [(prompt.at, prompt.sound) for prompt in span.prompts] == [
        (12, Count("three")),
        (13, Count("two")),
        (14, Count("one")),
    ]
    place = section.items.index(span)
    assert section.items[place - 1] == Chime(Chimes.START)
    assert section.items[place + 1] == Chime(Chimes.END)


def test_a_long_hold_is_told_its_middle() -> None:
    (span,) = spans(script(make("childs-pose", hold=Fraction(45))).sections[1])
    assert (span.prompts[0].at, span.prompts[0].sound) == (
        Fraction(45, 2),
        Speech("Halfway there."),
    )


@pytest.mark.parametrize(("hold", "told"), [(39, False), (40, True)])
def test_from_forty_seconds_on_a_hold_is_long(hold: int, told: bool) -> None:  # noqa: FBT001
    (span,) = spans(script(make("childs-pose", hold=Fraction(hold))).sections[1])
    assert (Speech("Halfway there.") in [prompt.sound for prompt in span.prompts]) == told


def test_a_hold_shorter_than_the_countdown_counts_what_it_has() -> None:
    (span,) = spans(script(make("cobra", hold=Fraction(2))).sections[1])
    assert [prompt.sound.text for prompt in span.prompts] == ["one"]


def test_how_a_stretch_is_left_is_told_after_its_chime() -> None:
    assert words(script(make("pelvic-tilt")).sections[1])[-1] == "And rest."
    assert (
        words(script(make("cobra")).sections[1])[-1] == "Lower your chest to the floor, and rest."
    )


def test_repetitions_are_counted_on_their_tempo() -> None:
    section = script(make("pelvic-tilt", reps=4, tempo=Fraction(5))).sections[1]
    (span,) = spans(section)
    assert span.seconds == 20
    assert not span.hold
    assert [(prompt.at, prompt.sound.text) for prompt in span.prompts] == [
        (0, "one"),
        (5, "two"),
        (10, "three"),
        (15, "four"),
    ]
    assert "Four slow repetitions, after the bell." in words(section)


def test_a_change_of_side_has_its_own_chime() -> None:
    first, other, again, once_more = script(make("figure-four", sets=2)).sections[1:-1]
    assert Chime(Chimes.SIDE) not in first.items
    assert {section.items[0] for section in (other, again, once_more)} == {Chime(Chimes.SIDE)}
    assert Chime(Chimes.SIDE) not in script(make("cobra", sets=2)).sections[2].items


def test_a_rest_lasts_what_was_asked_after_its_words() -> None:
    rest = script(RestStep(rest="20s")).sections[1]
    assert [span.seconds for span in spans(rest)] == [20]


def test_pace_changes_pauses_and_rests_and_nothing_else() -> None:
    steps = (make("knee-to-chest"), RestStep(rest="20s"), make("pelvic-tilt"))
    steady, slow = script(*steps).sections, script(*steps, pace=Fraction(2)).sections
    for before, after in zip(steady, slow, strict=True):
        assert sounds(before) == sounds(after)
        assert [_doubled(item, before.title) for item in before.items] == list(after.items)


def _doubled(item: Item, title: str) -> Item:
    if isinstance(item, Pause):
        return Pause(item.seconds * 2)
    if isinstance(item, Span) and title == "Rest":
        return Span(item.seconds * 2)
    return item


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Posture.STANDING, Posture.SEATED),
        (Posture.SEATED, Posture.ON_THE_BACK),
        (Posture.ON_THE_BACK, Posture.STANDING),
    ],
)
def test_a_change_of_posture_takes_its_time_there_and_back(before: Posture, after: Posture) -> None:
    pace = Pace()
    assert pace.change(before, after) == pace.change(after, before) > 0
    assert pace.change(before, before) == 0


def test_nobody_is_told_to_stand_up_at_the_start() -> None:
    first, _, second, _ = script(make("standing-hamstring"), make("figure-four")).sections[1:-1]
    assert "Stand up, in your own time." not in words(first)
    assert "Sit down on your chair, in your own time." in words(second)


def test_from_floor_to_standing_takes_longer_than_from_back_to_side() -> None:
    pace = Pace()
    rolling = pace.change(Posture.ON_THE_BACK, Posture.ON_THE_SIDE)
    assert pace.change(Posture.ON_THE_BACK, Posture.STANDING) > rolling


def test_side_words() -> None:
    assert sided("Your {side} knee, not the {other side} one.", "left") == (
        "Your left knee, not the right one."
    )
    assert sided("Lift your {side} leg.", None) == "Lift your leg."


def test_numbers_and_durations_in_words() -> None:
    assert [number(n) for n in (0, 13, 20, 99, 100, 342)] == [
        "zero",
        "thirteen",
        "twenty",
        "ninety-nine",
        "one hundred",
        "three hundred forty-two",
    ]
    assert duration(Fraction(1)) == "one second"
    assert duration(Fraction(5, 2)) == "three seconds"
    assert duration(Fraction(90)) == "one minute and thirty seconds"


def test_sentences_are_never_cut_inside() -> None:
    assert sentences("Breathe in. ... And out. —") == ("Breathe in. ...", "And out. —")
    assert sentences("Hold 2.5 seconds. Then rest!  Ready?") == (
        "Hold 2.5 seconds.",
        "Then rest!",
        "Ready?",
    )
