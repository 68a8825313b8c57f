"""Sentences of matcue's own, said only where they are right."""

from dataclasses import replace
from fractions import Fraction

import pytest

from matcue.routine.enums import Detail, Profile
from matcue.routine.plan import Repeated, Rest, Say, Step, Stretch, Timed, Wait
from matcue.timeline import phrases
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Priority, Section
from matcue.timeline.script import write_script
from tests.strategies import EXERCISES, HERE, routine
from tests.timeline.test_script import GO, hold, make, spans, words

REST = Rest(Fraction(30), HERE)
WAIT = Wait(Fraction(20), HERE)
RUN = make("brisk-walk", Timed("time", Fraction(60)))
SQUATS = make("bridge", Repeated(8, Fraction(4)), cues=Profile.BRISK)
LIFT = EXERCISES["bridge"].model_copy(
    update={"words": EXERCISES["bridge"].words.model_copy(update={"release": "Lower your hips."})}
)
BRIDGE = make("bridge", exercise=LIFT)


def sections(*steps: Step, guidance: Guidance | None = None) -> list[Section]:
    """The sections of steps that begin by themselves, from the welcome on."""
    return list(write_script(routine(*steps), guidance or Guidance()).sections)


def begun(*steps: Step) -> list[str]:
    """The first words of each stretch, by the sections of its first sides."""
    parts = (step for part in sections(*steps)[2:-1] for step in part.steps)
    return [words(part)[0] for part in parts if part.stretch and part.set == 1]


def test_only_what_begins_the_session_is_first() -> None:
    cobra, bridge = make("cobra"), make("bridge")
    assert begun(cobra, bridge) == ["First, cobra pose.", "Next, bridge."]
    assert begun(GO, cobra, bridge) == ["First, cobra pose.", "Next, bridge."]
    assert begun(WAIT, cobra, bridge) == ["First, cobra pose.", "Next, bridge."]


def test_what_follows_words_in_time_of_their_own_is_next() -> None:
    guided = replace(GO, seconds=Fraction(40))
    assert begun(guided, make("cobra"), make("bridge")) == ["Next, cobra pose.", "Next, bridge."]


def test_the_only_exercise_is_neither_first_nor_last() -> None:
    cobra, lifting = make("cobra"), make("cobra", hold(20))
    assert begun(cobra) == begun(GO, cobra) == ["Cobra pose."]
    assert begun(cobra, lifting) == ["Cobra pose.", "Next, cobra pose."]
    for steps in ((cobra,), (cobra, lifting), (GO,)):
        assert words(sections(*steps)[-1]) == ["Rest for a moment and breathe slowly."]
    assert words(sections(cobra, make("bridge"))[-1]) == [
        "That was the last exercise.",
        "Rest for a moment and breathe slowly.",
    ]


@pytest.mark.parametrize(
    ("steps", "quiet"),
    [
        ((make("cobra"),), True),
        ((make("march-in-place"), make("cobra"), make("childs-pose")), True),
        ((RUN,), False),
        ((make("figure-four"), make("shoulder-rolls")), False),
        ((SQUATS, make("cobra", cues=Profile.BRISK)), False),
        ((GO,), False),
    ],
    ids=["mat", "mostly mat", "walk", "desk", "brisk", "words"],
)
def test_a_quiet_place_is_for_what_is_done_on_a_mat(
    steps: tuple[Step, ...],
    quiet: bool,  # noqa: FBT001
) -> None:
    welcome = words(sections(*steps)[0])
    assert welcome == ["Welcome to Test.", *[phrases.QUIET_PLACE] * quiet]


@pytest.mark.parametrize(
    ("before", "rest", "said"),
    [
        (BRIDGE, REST, ["Rest and breathe slowly."]),
        (None, REST, ["Rest and breathe slowly."]),
        (GO, REST, ["Rest and breathe slowly."]),
        (BRIDGE, Rest(Fraction(14), HERE), ["Rest."]),
        (RUN, REST, ["Rest."]),
        (make("bridge", exercise=LIFT, cues=Profile.BRISK), REST, ["Rest."]),
        (make("cobra"), REST, ["Breathe slowly."]),
        (Say("Well done. Now rest.", HERE), REST, ["Breathe slowly."]),
        (Say("Well done. Now rest.", HERE), Rest(Fraction(5), HERE), []),
        (make("cobra"), Rest(Fraction(30), HERE, "Rest. Drink."), ["Rest.", "Drink."]),
    ],
)
def test_a_rest_says_what_fits_what_was_before(
    before: Step | None, rest: Rest, said: list[str]
) -> None:
    steps = (before, rest) if before else (rest,)
    assert words(sections(*steps)[-2].steps[-1]) == said


def test_nobody_breathes_slowly_before_hard_work() -> None:
    assert words(sections(REST, RUN)[2])[0] == "Rest."
    assert words(sections(REST, make("cobra"))[2])[0] == "Rest and breathe slowly."


def test_what_a_rest_has_announced_is_not_named_again() -> None:
    first, told = sections(BRIDGE, REST, make("cobra"))[3:5]
    assert words(first)[-1] == "After that, cobra pose, lying face down."
    assert words(told)[0] == "Roll over and lie face down."


def test_where_only_names_are_told_a_rest_leaves_them_to_the_stretch() -> None:
    rest, told = sections(BRIDGE, REST, make("cobra", detail=Detail.NAMES))[3:5]
    assert words(rest) == ["Rest and breathe slowly."]
    assert words(told)[0] == "Next, cobra pose, with your hips on the floor."


def test_what_an_author_tells_is_done_so_often_and_may_be_no_slow_repetition() -> None:
    bridge = make("bridge", Repeated(8, Fraction(6)))
    known, own = (words(sections(step)[2])[-2] for step in (bridge, replace(bridge, key=None)))
    assert known == "Eight slow repetitions, starting at the bell."
    assert own == "Eight times, starting at the bell."


def halves(*steps: Stretch) -> int:
    """How often the middle of something is told."""
    prompts = [p for part in sections(*steps)[2:-1] for span in spans(part) for p in span.prompts]
    return sum(prompt.priority is Priority.HALFWAY for prompt in prompts)


def test_the_middle_of_one_of_many_parts_is_the_middle_of_nothing() -> None:
    run = make("brisk-walk", Timed("time", Fraction(90)))
    assert [halves(*[run] * times) for times in (1, 2, 3)] == [1, 2, 0]
    assert halves(make("brisk-walk", Timed("time", Fraction(90)), sets=3)) == 0
    assert halves(make("childs-pose", hold(50), sets=3)) == 3


@pytest.mark.parametrize("seconds", [40, 42, 44, 45, 46, 48, 50, 52, 60])
def test_led_breaths_go_before_the_middle(seconds: int) -> None:
    breath = (Fraction(4), Fraction(6))
    (span,) = spans(sections(make("childs-pose", hold(seconds), breathe=breath))[2])
    led = [prompt.at for prompt in span.prompts if prompt.priority is Priority.BREATH]
    middle = [prompt.at for prompt in span.prompts if prompt.priority is Priority.HALFWAY]
    assert led == [3, 7, 13, 17, 23, 27]
    assert all(abs(at - breath) >= 3 for at in middle for breath in led)


def test_breaths_come_before_numbers_and_those_before_what_is_left() -> None:
    ranks = ("BREATH", "COUNTDOWN", "TIME_LEFT", "HALFWAY", "REMINDER")
    assert sorted(ranks, key=lambda rank: Priority[rank]) == list(ranks)
