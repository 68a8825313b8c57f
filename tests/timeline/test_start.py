"""Where one is at first, which side lies below, and when an exercise comes for the first time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matcue.errors import RoutineError
from matcue.routine.loader import load_exercise, load_routine
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Pause, Section, Speech
from matcue.timeline.script import write_script
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\nwelcome: Hello.\nclosing: Bye.\npreface: off\n"
SIDE = "stretch: Side bridge, posture: on the side, hold: 9s, words: Lift your hips."


def sections(text: str) -> tuple[Section, ...]:
    return write_script(load_routine(HEAD + text, "r", EXERCISES), Guidance()).sections[2:-1]


def words(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Speech)]


def pauses(section: Section) -> list[Fraction]:
    return [item.seconds for item in section.items if isinstance(item, Pause)]


def problems(text: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        sections(text)
    return str(caught.value).splitlines()


def test_who_lies_already_is_not_told_to_lie_down() -> None:
    (lying,) = sections("start: on the back\nsteps: [{stretch: bridge, reps: 2}]\n")
    (standing,) = sections("steps: [{stretch: bridge, reps: 2}]\n")
    assert words(standing)[1:3] == [
        "Lie down on your side, then roll onto your back.",
        "Take your time.",
    ]
    assert words(lying) == [words(standing)[0], *words(standing)[3:]]
    assert sum(pauses(standing)) - sum(pauses(lying)) == Fraction(6, 10) + 16


def test_the_way_leads_from_the_start_and_the_first_is_still_the_first() -> None:
    both = "steps: [{stretch: figure-four, sides: left}, {stretch: cobra}]\n"
    seated, _ = sections(f"start: on the back\n{both}")
    assert words(seated)[0] == "First, seated figure four."
    assert words(seated)[1] == "Roll onto your side, then get up slowly and sit on your chair."


def test_an_exercise_in_any_posture_is_done_as_one_is_at_the_start() -> None:
    breathing, bridge = sections(
        "start: on the back\nsteps:\n  - {stretch: Hum, posture: any, hold: 9s, words: Hum.}\n"
        "  - {stretch: bridge, reps: 2}\n"
    )
    assert breathing.posture == "on the back"
    assert "Take your time." not in words(bridge)


def test_a_start_is_a_posture_that_can_be_named() -> None:
    assert Says("`start`", "named") in problems("start: any\nsteps: [rest: 5]\n")
    assert Says("“lying” is not one of", "did you mean `on the back`", at="r:6:8") in problems(
        "start: lying\nsteps: [rest: 5]\n"
    )


@pytest.mark.parametrize(
    ("works", "left", "right"),
    [
        ("", "right side, with your left leg on top", "left side, with your right leg on top"),
        (", works: below", "left side", "right side"),
    ],
)
def test_one_lies_on_the_side_that_works_or_on_the_other(works: str, left: str, right: str) -> None:
    first, second = sections(f"steps: [{{{SIDE}, sides: both{works}}}]\n")
    assert words(first)[1:4] == ["Left side first.", f"Lie down on your {left}.", "Take your time."]
    assert words(second)[1] == f"Roll onto your {right}."


def test_one_turns_over_only_where_one_lies_on_the_other_side() -> None:
    text = f"steps: [{{{SIDE}, sides: left, works: below}}, {{stretch: clam, sides: SIDE}}]\n"
    _, same = sections(text.replace("SIDE", "right"))
    assert not any("Roll" in line for line in words(same))
    _, other = sections(text.replace("SIDE", "left"))
    assert words(other)[1] == "Roll onto your right side, with your left leg on top."


def test_an_exercise_says_it_for_all_its_steps_and_a_step_goes_before_it() -> None:
    file = (
        "exercises: {bridge-side: {name: Side bridge, posture: on the side, works: below,\n"
        "  hold: 9s, sides: left, words: Lift.}}\n"
    )
    (below,) = sections(f"{file}steps: [{{stretch: bridge-side}}]\n")
    (above,) = sections(f"{file}steps: [{{stretch: bridge-side, works: on top}}]\n")
    assert words(below)[1] == "Lie down on your left side."
    assert words(above)[1] == "Lie down on your right side, with your left leg on top."


def test_works_is_for_exercises_on_the_side() -> None:
    assert Says("`works`", "on the side", at="r:6:27") in problems(
        "steps: [{stretch: bridge, works: below}]\n"
    )
    with pytest.raises(RoutineError, match="`works` is for an exercise on the side"):
        load_exercise("name: A\nposture: seated\nworks: below\nhold: 5s\nwords: Sit.\n", "a.yaml")


def test_the_first_time_goes_by_the_exercise_and_not_by_the_text_of_its_words() -> None:
    lean = "posture: standing, hold: 9s, words: {full: Lean., short: Lower.}"
    far = lean.replace("Lean.", "Far.")
    high, low, again, changed = sections(
        f"steps: [{{stretch: Lean high, {lean}}}, {{stretch: Lean low, {lean}}},\n"
        f"  {{stretch: Lean low, {lean}}}, {{stretch: Lean low, {far}}}]\n"
    )
    assert [words(each)[1] for each in (high, low, again, changed)] == [
        "Lean.",
        "Lean.",
        "Lower.",
        "Far.",
    ]


@pytest.mark.parametrize(
    ("said", "then", "told"),
    [
        ("Stand up and step away from your desk.", "march-in-place", "Stand tall"),
        ("The circuit is done. Roll onto your back.", "bridge", "Bend your knees"),
        ("Now come onto your hands and knees.", "cat-cow", "Put your hands"),
    ],
)
def test_where_the_author_has_sent_one_there_nobody_is_sent_again(
    said: str, then: str, told: str
) -> None:
    march = "start: standing\nsteps:\n  - {stretch: sit-to-stand, reps: 2}\n"
    *_, last = sections(f"{march}  - say: {said}\n  - {{stretch: {then}}}\n")
    assert "Take your time." not in words(last)
    assert any(line.startswith(told) for line in words(last)[1:4])


def test_words_that_send_one_into_a_posture_have_the_time_for_it() -> None:
    text = "start: on the back\nsteps:\n  - say: Stand up slowly.\n"
    then = "  - {stretch: march-in-place}\n  - {stretch: march-in-place}\n"
    (march, _) = sections(f"{text}{then}")
    assert march.items[:2] == (Speech("Stand up slowly."), Pause(Fraction(16)))
    march, *_ = sections(f"{text}  - pause: 20s\n{then}")
    assert march.items[1] == Pause(Fraction(3, 5))


def test_who_is_to_leave_it_out_is_told_before_one_gets_there() -> None:
    how = "Leave this one out if kneeling hurts. Put your {side} foot forward."
    lunge = f"stretch: Lunge, posture: kneeling, sides: both, hold: 20s, words: '{how}'"
    first, _ = sections(f"steps: [{{{lunge}}}]\n")
    assert words(first)[1:6] == [
        "Leave this one out if kneeling hurts.",
        "Kneel down.",
        "Take your time.",
        "Left side first.",
        "Put your left foot forward.",
    ]


@pytest.mark.parametrize(
    ("start", "way"),
    [
        ("on a chair", "Come down to the floor, lie on your side, then roll onto your back."),
        ("standing", "Lie down on your side, then roll onto your back."),
        ("seated", "Lie down on your side, then roll onto your back."),
        ("face down", "Roll onto your back."),
    ],
)
def test_from_a_chair_one_comes_down_to_the_floor_first(start: str, way: str) -> None:
    (lying,) = sections(f"start: {start}\nsteps: [{{stretch: bridge, reps: 2}}]\n")
    assert words(lying)[1] == way


def test_from_a_chair_onto_the_side_the_side_is_named() -> None:
    lying, _ = sections(f"start: on a chair\nsteps: [{{{SIDE}, sides: both}}]\n")
    assert words(lying)[1:3] == [
        "Left side first.",
        "Come down to the floor and lie on your right side, with your left leg on top.",
    ]
