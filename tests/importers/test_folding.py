"""Left and right, sets and rounds, folded out of a plain list of steps."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.importers.folding import fold, lasts, repeated, tell_sides, unfold
from matcue.importers.programme import Kind, Sides, Step

BOTH, LEFT, RIGHT = Sides.BOTH, Sides.LEFT, Sides.RIGHT


def _length(seconds: int) -> tuple[Fraction, Fraction]:
    return Fraction(seconds), Fraction(seconds)


def _time(name: str, seconds: int = 30) -> Step:
    return Step(line=1, kind=Kind.TIME, name=name, seconds=_length(seconds))


def _rest(seconds: int = 10, name: str = "Rest") -> Step:
    return Step(line=1, kind=Kind.REST, name=name, seconds=_length(seconds))


def _steps(*each: str | int) -> tuple[Step, ...]:
    """Steps of 30 seconds of these names, and rests of so many seconds."""
    return tuple(_rest(one) if isinstance(one, int) else _time(one) for one in each)


def _told(steps: tuple[Step, ...]) -> list[object]:
    """What steps are, in short: rounds as a list after their number."""
    return [
        (step.sets and step.sets[0], _told(step.steps))
        if step.kind is Kind.ROUNDS
        else step.seconds and step.seconds[0]
        if step.kind is Kind.REST
        else (step.name, step.sides, step.sets and step.sets[0])
        for step in steps
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Turn L", "Turn R"),
        ("Side bend  L", "SIde bend R"),
        ("Turn (left)", "Turn (right)"),
        ("Turn left leg", "Turn right leg"),
        ("Turn - Left Side", "Turn - Right Side"),
        ("Turn to the left", "turn to the right"),
        ("Turn on your left side", "Turn on your right side"),
        ("L turn", "R turn"),
        ("Lt turn", "Rt turn"),
        ("Left turn", "Right turn"),
        ("Left leg stretch", "Right leg stretch"),
        ("Drehen links", "Drehen rechts"),
        ("Drehen (linkes Bein)", "Drehen (rechtes Bein)"),
        ("Torsion à gauche", "Torsion à droite"),
        ("Torsion jambe gauche", "Torsion jambe droite"),
        ("Giro izquierda", "Giro derecha"),
        ("Giro lado esquerdo", "Giro lado direito"),
        ("Giro gamba sinistra", "Giro gamba destra"),
        ("Наклон Л", "Наклон П"),
        ("Наклон влево", "Наклон вправо"),
        ("Turn", "Switch sides. Turn"),
        ("Turn", "Turn (other side)"),
        ("Turn", "Switch sides"),
        ("Turn", "The other arm"),
    ],
)
def test_a_left_and_a_right_become_both_sides_of_one(left: str, right: str) -> None:
    (step,) = fold(_steps(left, right))

    assert (step.sides, step.first, step.seconds) == (BOTH, None, _length(30))
    assert step.sure
    assert lasts((step,)) == 60


def test_where_the_right_comes_first_it_stays_first() -> None:
    (step,) = fold(_steps("Turn R", "Turn L"))

    assert (step.name, step.sides, step.first) == ("Turn", BOTH, RIGHT)
    assert [each.sides for each in unfold((step,))] == [RIGHT, LEFT]


def test_after_a_right_that_is_told_the_other_side_is_the_left() -> None:
    (step,) = fold(_steps("Quad stretch (Right Leg)", "Switch sides"))

    assert (step.name, step.sides, step.first) == ("Quad stretch", BOTH, RIGHT)


def test_a_right_alone_is_of_one_side_and_doubtful() -> None:
    (step,) = fold((_time("Lateral band walk R"),))

    assert (step.name, step.sides) == ("Lateral band walk", RIGHT)
    assert step.why == "Does “Lateral band walk R” mean the right side only?"


@pytest.mark.parametrize(
    "name", ["Right angle hold", "L-sit", "Side bend left and right", "Switch kicks", "Left"]
)
def test_what_only_looks_like_a_side_stays_a_name(name: str) -> None:
    assert fold((_time(name),)) == (_time(name),)


def test_sides_of_unequal_length_stay_two_steps() -> None:
    left, right = fold((_time("Turn L", 20), _time("Turn R", 30)))

    assert (left.sides, right.sides) == (LEFT, RIGHT)


def test_two_lefts_before_two_rights_are_not_sets_of_both() -> None:
    folded = fold(_steps("Turn L", "Turn L", "Turn R", "Turn R"))

    assert _told(folded) == [("Turn", LEFT, 2), ("Turn", RIGHT, 2)]


def test_pairs_in_a_row_become_sets() -> None:
    folded = fold(_steps("Turn L", "Turn R", "Turn L", "Turn R"))

    assert _told(folded) == [("Turn", BOTH, 2)]


def test_the_rests_between_the_sides_and_between_the_sets_are_kept() -> None:
    (step,) = fold(_steps("Turn L", 5, "Turn R", 10, "Turn L", 5, "Turn R"))

    assert (step.sides, step.sets) == (BOTH, (2, 2))
    assert (step.between, step.rest) == (_length(5), _length(10))
    assert lasts((step,)) == 4 * 30 + 2 * 5 + 10


def test_a_short_change_of_sides_is_the_rest_between_them() -> None:
    (step,) = fold((_time("Turn"), _time("Switch sides", 5), _time("Turn")))

    assert (step.name, step.sides, step.between) == ("Turn", BOTH, _length(5))


def test_equal_neighbours_become_sets_with_the_rest_between() -> None:
    (step, last) = fold(_steps("Plank", 10, "Plank", 10, "Plank", 20))

    assert (step.sets, step.rest) == ((3, 3), _length(10))
    assert last == _rest(20)


def test_sets_end_where_the_rest_is_another_one() -> None:
    folded = fold(_steps("Plank", 10, "Plank", 20, "Plank"))

    assert _told(folded) == [("Plank", None, 2), 20, ("Plank", None, None)]


def test_pairs_that_repeat_become_rounds() -> None:
    folded = fold(_steps(*["Reach L", "Reach R", "Lunge L", "Lunge R"] * 2))

    assert _told(folded) == [(2, [("Reach", BOTH, None), ("Lunge", BOTH, None)])]


def test_rounds_have_the_rest_that_is_between_them_and_leave_the_last_one() -> None:
    rounds, last = fold(_steps("Jump", 10, "Plank", 60) * 3)

    assert _told((rounds,)) == [(3, [("Jump", None, None), 10, ("Plank", None, None)])]
    assert rounds.rest == _length(60)
    assert last == _rest(60)


def test_headings_never_become_part_of_rounds() -> None:
    heading = Step(line=1, kind=Kind.SECTION, name="Day")
    day = (heading, *_steps("Bridge", "Plank"))

    assert fold(day * 2) == day * 2


def test_what_is_told_of_a_step_is_never_lost_in_a_pair() -> None:
    left, right = _steps("Turn L", "Turn R")
    told = (left, replace(right, text="Keep the knee down."))

    assert len(fold(told)) == 2


def test_steps_that_are_repeated_and_end_in_a_rest_rest_between_the_rounds_and_at_the_end() -> None:
    steps = repeated(_steps("Jump", "Plank", 10), 4)

    assert lasts(steps) == 4 * 70
    assert [step.kind for step in steps] == [Kind.ROUNDS, Kind.REST]


def test_repetitions_last_as_long_as_their_tempo_says() -> None:
    reps = Step(line=1, kind=Kind.REPS, reps=(14, 14), tempo=(Fraction(60, 22),), sides=BOTH)

    assert lasts((reps,)) == 2 * 14 * Fraction(60, 22)


_LISTS = st.lists(
    st.one_of(
        st.builds(
            _time,
            st.sampled_from(["Turn L", "Turn R", "Turn", "Reach L", "Reach R", "Plank"]),
            st.sampled_from([20, 30]),
        ),
        st.builds(_rest, st.sampled_from([5, 10])),
    ),
    max_size=12,
).map(tuple)
_REPETITIVE = st.lists(st.tuples(_LISTS, st.integers(1, 4)), max_size=4).map(
    lambda runs: tuple(step for steps, times in runs for step in steps * times)
)


def _heard(steps: tuple[Step, ...]) -> list[tuple[object, ...]]:
    return [
        (each.kind, each.name if each.kind is Kind.TIME else "", each.sides, each.seconds)
        for each in steps
    ]


@given(_REPETITIVE)
def test_folding_changes_nothing_of_what_is_done(steps: tuple[Step, ...]) -> None:
    folded = fold(steps)

    assert _heard(unfold(folded)) == _heard(tell_sides(steps))
    assert lasts(folded) == lasts(steps)
    assert fold(folded) == folded
