"""How much is done in each set: held repetitions, sets that differ, sides in turn, words inside."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from matcue.errors import RoutineError
from matcue.routine.enums import Level, Tally
from matcue.routine.exercise import dose
from matcue.routine.fit import at_level, leaning, times
from matcue.routine.loader import load_exercise, load_routine
from matcue.routine.plan import Phase, Remark, Repeated, Stretch, Timed
from matcue.routine.resolve import vary
from tests.routine.written import HEAD, load
from tests.strategies import EXERCISES
from tests.told import Says


def stretch(keys: str, defaults: str = "") -> Stretch:
    """The one stretch of a routine, by its keys."""
    (step,) = load(f"defaults: {{{defaults}}}\nsteps: [{{{keys}}}]\n").steps
    assert isinstance(step, Stretch)
    return step


def repeated(keys: str, defaults: str = "") -> tuple[Fraction, Fraction | None, Fraction]:
    """The seconds of a repetition, those until it turns back, and those that it is held."""
    (phase,) = stretch(keys, defaults).phases
    assert isinstance(phase, Repeated)
    return phase.tempo, phase.back, phase.held


@pytest.mark.parametrize(
    ("keys", "defaults", "figures"),
    [
        ("reps: 10, held: 5s", "", (8, 5, 5)),
        ("reps: 10, held: 5s, tempo: 4s", "", (9, 5, 5)),
        ("reps: 10, held: 5s", "tempo: 2s", (7, 5, 5)),
        ("reps: 10, held: 5s", "held: 9s, tempo: 2s", (7, 5, 5)),
        ("reps: 10", "held: 5s", (8, 5, 5)),
        ("reps: 10, tempo: 4s", "held: 5s", (9, 5, 5)),
        ("reps: 10, tempo: 2-1-3", "held: 5s", (6, 3, 1)),
        ("reps: 10, held: 5s", "tempo: 2-1-3", (8, 5, 5)),
        ("reps: 10, tempo: 4s", "tempo: 2-1-3", (4, None, 0)),
        ("phases: [{reps: 10, held: 5s}]", "", (8, 5, 5)),
        ("phases: [{reps: 10, tempo: 2s}]", "held: 5s", (7, 5, 5)),
        ("reps: 10, tempo: 2-0-3", "", (5, 2, 0)),
    ],
)
def test_a_repetition_is_held_as_the_nearest_says(
    keys: str, defaults: str, figures: tuple[int | None, ...]
) -> None:
    assert repeated(f"stretch: bridge, {keys}", defaults) == figures


HELD = """\
name: Held
posture: seated
reps: 5-8
held: 6s
words: {full: Lift., short: Lift.}
variants:
  slow: {effort: harder, tempo: 2-1-3}
  longer: {effort: harder, held: 10s}
  still: {effort: harder, hold: 20s}
"""


def held_in(
    exercise: str, key: str = "stretch: held"
) -> tuple[Fraction, Fraction | None, Fraction]:
    catalogue = {"held": load_exercise(exercise, "held.yaml")}
    (step,) = load_routine(f"{HEAD}steps: [{{{key}}}]\n", "mine.yaml", catalogue).steps
    assert isinstance(step, Stretch)
    (phase,) = step.phases
    assert isinstance(phase, Repeated)
    return phase.tempo, phase.back, phase.held


def test_an_exercise_may_be_held() -> None:
    assert held_in(HELD) == (9, 6, 6)
    assert held_in(HELD.replace("held: 6s", "held: 6s\ntempo: 2s")) == (8, 6, 6)
    assert held_in(HELD, "stretch: held, held: 4s") == (7, 4, 4)
    assert held_in(HELD, "stretch: held, tempo: 5s") == (11, 6, 6)
    assert held_in(HELD, "stretch: held, variant: slow") == (6, 3, 1)
    assert held_in(HELD, "stretch: held, variant: longer") == (13, 10, 10)
    assert vary(load_exercise(HELD, "held.yaml"), "still").held is None


def test_what_is_held_is_told_for_reading() -> None:
    held = load_exercise(HELD, "held.yaml")
    assert dose(held) == "5 to 8 times, hold 6 s"
    assert dose(held.model_copy(update={"sides": "alternating"})) == (
        "5 to 8 times each side, in turn, hold 6 s"
    )
    assert dose(EXERCISES["pelvic-tilt"]).startswith("8 to 12 times, hold 1 s")
    assert dose(EXERCISES["bridge"]).startswith("8 to 12 times, 6 s each")


def amounts(step: Stretch) -> list[Fraction]:
    return [phase.amount for phase in (*step.phases, *step.later)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("stretch: bridge, reps: [6, 4, 2]", [6, 4, 2]),
        ("stretch: cobra, hold: [10s, 20s, 30s]", [10, 20, 30]),
        ("stretch: cobra, hold: [10s, 2 breaths], sets: 2", [10, 20]),
        ("stretch: march-in-place, time: [1m, 30s]", [60, 30]),
        ("stretch: bridge, reps: [5]", [5]),
    ],
)
def test_a_list_has_a_figure_for_each_set(keys: str, expected: list[int]) -> None:
    step = stretch(keys, "sets: 5")
    assert amounts(step) == expected
    assert len(step.rounds) == len(expected)


def test_both_sides_have_each_figure() -> None:
    step = stretch("stretch: bird-dog, reps: [6, 4], order: grouped")
    assert step.rounds == (("left",), ("left",), ("right",), ("right",))
    assert step.turns == (("left", 1), ("left", 2), ("right", 1), ("right", 2))
    assert [step.phases_of(number)[0].amount for _, number in step.turns] == [6, 4, 6, 4]
    assert step.moments == 20


def test_a_list_and_other_phases_do_not_go_together() -> None:
    step = stretch("stretch: cobra")
    with pytest.raises(ValueError, match="sets"):
        replace(step, later=step.phases)


def test_a_level_and_a_length_leave_lists_alone() -> None:
    listed = load("steps: [{stretch: bridge, reps: [9, 8]}, {stretch: cobra, hold: [9s, 8s]}]\n")
    for level in Level:
        assert at_level(listed, level) == listed
    assert times(listed, Fraction(2)) == leaning(listed, Fraction(-1)) == listed


@pytest.mark.parametrize(
    ("keys", "seconds", "breaths"),
    [
        ("hold: 6 breaths", 60, 6),
        ("hold: 1 breath", 10, 1),
        ("hold: 6 breaths, breathe: 4-6", 60, 6),
        ("hold: 3 breaths, breathe: 4-7-8", 57, 3),
        ("hold: 2 breaths, breathe: 4-4-4-4", 32, 2),
        ("hold: 4 breaths, breathe: 5.5-5.5", 44, 4),
        ("phases: [{hold: 2 breaths}], breathe: 3s - 4s", 14, 2),
    ],
)
def test_a_hold_may_be_so_many_breaths(keys: str, seconds: int, breaths: int) -> None:
    (phase,) = stretch(f"stretch: cobra, {keys}").phases
    assert phase == Timed("hold", Fraction(seconds), breaths=breaths)


def test_breaths_may_be_a_default_and_have_another_length_at_another_level() -> None:
    step = stretch("stretch: childs-pose", "hold: 4 breaths")
    assert step.phases == (Timed("hold", Fraction(40), breaths=4),)
    (moved,) = at_level(load("steps: [{stretch: cobra, hold: 1 breath}]\n"), Level.FULL).steps
    assert isinstance(moved, Stretch)
    assert moved.phases == (Timed("hold", Fraction(20)),)


def test_sides_take_turns_within_a_set() -> None:
    step = stretch("stretch: bird-dog, reps: 10, sides: alternating, first: right, sets: 2")
    assert step.rounds == ((None,), (None,))
    assert step.tally is Tally.OFF
    (phase,) = step.phases
    assert isinstance(phase, Repeated)
    assert (phase.reps, phase.times, phase.sides) == (10, 20, ("right", "left"))
    assert step.moments == 40
    counted = stretch("stretch: bird-dog, sides: alternating, count: up")
    assert counted.tally is Tally.UP


def test_moments_lie_in_a_hold_and_move_in_proportion() -> None:
    words = 'during: {5s: "Soft.", -1: "Last."}'
    (phase,) = stretch(f"stretch: cobra, hold: 10s, {words}").phases
    assert phase == Timed(
        "hold", Fraction(10), during=(Remark(Fraction(5), "Soft."), Remark(Fraction(-1), "Last."))
    )
    level = load(f"steps: [{{stretch: cobra, hold: 10s, {words}}}]\n")
    (moved,) = at_level(level, Level.FULL).steps
    assert isinstance(moved, Stretch)
    longer: tuple[Phase, ...] = (
        Timed(
            "hold",
            Fraction(20),
            during=(Remark(Fraction(10), "Soft."), Remark(Fraction(-2), "Last.")),
        ),
    )
    assert moved.phases == longer


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ("stretch: cobra, hold: 5s, reps: 10", Says("`held`", "each one")),
        ("stretch: bird-dog, sides: in turn", Says("did you mean `alternating`")),
        ("stretch: cobra, held: 5s", Says("`held`", "repetitions")),
        ("stretch: cobra, hold: 9s, held: 5s", Says("`held`", "repetitions")),
        ("stretch: bridge, held: 5s, tempo: 2-1-3", Says("beside `held`", "one number")),
        ("stretch: cobra, phases: [{hold: 9s, held: 5s}]", Says("`held`", "repetitions")),
        ("stretch: cobra, phases: [{hold: 9s}], held: 5s", Says("with `phases`", "`held`")),
        ("stretch: bridge, reps: [6, 4], sets: 3", Says("a list of 2", "not 3")),
        ("stretch: bird-dog, reps: [6, 4], extra: {left: 1}", Says("`extra`", "list")),
        ("stretch: bridge, reps: []", Says("at least 1")),
        ("stretch: bridge, reps: [6, x]", Says("“x”", "whole number", at="mine.yaml:3:37")),
        ("stretch: cobra, hold: [6s, 5x]", Says("“5x”", "not a length", at="mine.yaml:3:37")),
        ("stretch: cobra, hold: 0 breaths", Says("“0 breaths”", "1 to 100")),
        ("stretch: cobra, phases: [{hold: [9s, 8s]}]", Says("one text or number")),
        ("stretch: cobra, breathe: 4-5-6-7-8", Says("4-7-8", "1 to 60")),
        ("stretch: cobra, lead: some", Says("first, all, softer")),
        ("stretch: cobra, hold: 9s, sides: alternating", Says("alternating", "`sides: both`")),
        ("stretch: cobra, sides: alternating", Says("alternating", "repetitions")),
        ("stretch: clam, sides: alternating", Says("on the side", "`sides: both`")),
        ("stretch: bird-dog, sides: alternating, order: grouped", Says("`order`", "leave one")),
        ("stretch: bird-dog, sides: alternating, extra: {left: 1}", Says("`extra`", "both")),
        ("stretch: bridge, during: {5s: A.}", Says("`during`", "not for repetitions")),
        ("stretch: bridge, reps: 9, during: {5s: A.}", Says("`during`", "not for repetitions")),
        ("stretch: cobra, during: {20s: A.}", Says("“20s”", "10 s", at="mine.yaml:3:35")),
        ("stretch: cobra, during: {5s: A., -10s: B.}", Says("“-10s”", at="mine.yaml:3:43")),
        ("stretch: cobra, hold: [9s, 5s], during: {6s: A.}", Says("“6s”", "5 s")),
        ("stretch: cobra, phases: [{hold: 9s, during: {1m: A.}}]", Says("“1m”", "9 s")),
        ("stretch: cobra, phases: [{hold: 9s}], during: {5s: A.}", Says("with `phases`")),
        ("stretch: cobra, during: {soon: A.}", Says("“soon”", "not a length of time")),
        ("stretch: cobra, during: {5s: A., 0:05: B.}", Says("the same")),
        ("stretch: cobra, during: {}", Says("at least 1")),
        ("stretch: cobra, during: Soft.", Says("keys and their values")),
    ],
)
def test_what_has_no_meaning_is_told_with_its_place(keys: str, wrong: Says) -> None:
    with pytest.raises(RoutineError) as caught:
        load(f"steps: [{{{keys}}}]\n")
    assert str(caught.value).splitlines() == [wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (HELD.replace("held: 6s", "held: 6s\ntempo: 2-1-3"), Says("beside `held`")),
        (HELD.replace("reps: 5-8", "hold: 9s"), Says("`held`", "repetitions")),
        (HELD.replace("tempo: 2-1-3", "tempo: 2-1-3, held: 1s"), Says("beside `held`")),
    ],
)
def test_an_exercise_is_held_in_one_way(text: str, wrong: Says) -> None:
    with pytest.raises(RoutineError) as caught:
        load_exercise(text, "held.yaml")
    assert str(caught.value).splitlines() == [wrong]


def test_words_inside_a_hold_are_looked_at_as_others_that_are_spoken() -> None:
    (found,) = load("steps: [{stretch: cobra, during: {5s: As shown.}}]\n").warnings
    assert str(found) == Says("“As shown”", "needs eyes", at="mine.yaml:3:39")


def test_figures_of_each_set_are_looked_at_by_themselves() -> None:
    found = load("steps: [{stretch: bridge, reps: [3, 9, 2]}]\n").warnings
    assert [str(problem) for problem in found] == [
        Says("3 is less", "Bridge", at="mine.yaml:3:34"),
        Says("2 is less", "Bridge", at="mine.yaml:3:40"),
    ]
