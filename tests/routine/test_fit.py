"""Holds moved inside their ranges, and sessions brought to a length."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import LengthError
from matcue.routine.enums import Level
from matcue.routine.fit import Fitted, Nearest, at_level, fit, leaning, times
from matcue.routine.loader import load_routine
from matcue.routine.plan import Repeated, Rest, Routine, Say, Stretch, Timed
from matcue.timeline.guidance import Guidance
from matcue.timeline.script import write_script
from matcue.units import to_seconds
from tests.strategies import EXERCISES, arranged, routines
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\nsteps:\n"


def load(text: str) -> Routine:
    return load_routine(HEAD + text, "mine.yaml", EXERCISES)


def amounts(routine: Routine) -> list[Fraction]:
    return [
        phase.amount for step in routine.steps if isinstance(step, Stretch) for phase in step.phases
    ]


MIXED = load(
    "  - {stretch: cobra, hold: 15s}\n"  # from 10 to 20
    "  - {stretch: pelvic-tilt, reps: 8}\n"  # from 8 to 12
    "  - {stretch: march-in-place, time: 1m}\n"  # from 30 to 120
)


@pytest.mark.parametrize(
    ("level", "figures"),
    [("gentle", [10, 8, 30]), ("moderate", [15, 10, 75]), ("full", [20, 12, 120])],
)
def test_a_level_is_a_place_in_every_range(level: str, figures: list[int]) -> None:
    assert amounts(at_level(MIXED, Level(level))) == figures


def test_a_factor_stays_inside_the_ranges() -> None:
    assert amounts(times(MIXED, Fraction(4, 5))) == [12, 8, 48]
    assert amounts(times(MIXED, Fraction(3))) == [20, 12, 120]
    assert amounts(times(MIXED, Fraction(1, 4))) == [10, 8, 30]


def test_leaning_goes_from_the_written_figure_to_an_end() -> None:
    leans = (Fraction(-1), Fraction(-1, 2), Fraction(0), Fraction(1, 2), Fraction(1))
    assert [amounts(leaning(MIXED, lean)) for lean in leans] == [
        [10, 8, 30],
        [13, 8, 45],
        [15, 8, 60],
        [18, 10, 90],
        [20, 12, 120],
    ]


def test_what_is_written_outside_a_range_widens_it() -> None:
    odd = load("  - {stretch: cobra, hold: 42s}\n")
    assert amounts(times(odd, Fraction(2))) == [42]
    assert amounts(leaning(odd, Fraction(-1))) == [10]
    assert amounts(leaning(odd, Fraction(1))) == [42]


def test_a_level_brings_what_was_written_outside_a_range_into_it() -> None:
    odd = load("  - {stretch: cobra, hold: 42s}\n")
    assert [amounts(at_level(odd, level)) for level in Level] == [[10], [15], [20]]


def test_phases_and_exercises_without_a_range_stay_as_they_are() -> None:
    fixed = load(
        "  - {stretch: cobra, phases: [{reps: 5, tempo: 2s}, {hold: 9s}]}\n"
        "  - {stretch: Own, posture: seated, hold: 33s, words: {full: Sit., short: Sit.}}\n"
        "  - {stretch: cobra, reps: 5}\n"
    )
    assert at_level(fixed, Level.FULL) == fixed


def length(routine: Routine) -> Fraction:
    """How long a routine lasts in a voice of 2 000 frames a letter."""
    return to_seconds(sum(part.frames for part in arranged(routine, Guidance().pace, 2000)))


def fitted(routine: Routine, seconds: Fraction) -> Fitted:
    found = fit(routine, seconds, length)
    assert isinstance(found, Fitted)
    assert found.seconds == length(found.routine)
    assert abs(found.seconds - seconds) <= seconds / 100
    return found


def test_what_fits_already_is_left_alone() -> None:
    assert fitted(MIXED, length(MIXED)).routine == MIXED
    assert fitted(MIXED, length(MIXED)).done == ()


def test_holds_go_first() -> None:
    shorter = fitted(MIXED, length(MIXED) - 20)
    assert all(a <= b for a, b in zip(amounts(shorter.routine), amounts(MIXED), strict=True))
    assert shorter.done == (Says("holds", "repetitions", "shorter"),)
    longer = fitted(MIXED, length(MIXED) + 20)
    assert all(a >= b for a, b in zip(amounts(longer.routine), amounts(MIXED), strict=True))
    assert longer.done[0] == Says("holds", "repetitions", "longer")


PATIENT = load(
    "  - {stretch: knee-to-chest, sets: 3, rest: 20s}\n"
    "  - rest: 40s\n"
    "  - {stretch: cobra, hold: 12s, optional: yes}\n"
    "  - {stretch: childs-pose, hold: 30s}\n"
)


def sets(routine: Routine) -> list[int]:
    return [len(step.rounds) for step in routine.steps if isinstance(step, Stretch)]


def rests(routine: Routine) -> list[Fraction]:
    return [
        step.rest if isinstance(step, Stretch) else step.seconds
        for step in routine.steps
        if isinstance(step, Stretch | Rest)
    ]


def shortest(routine: Routine) -> Fraction:
    return length(leaning(routine, Fraction(-1)))


def test_then_sets_then_rests_then_optional_steps() -> None:
    by_sets = fitted(PATIENT, shortest(PATIENT) - 30)
    assert sets(by_sets.routine) == [2, 1, 1]
    assert rests(by_sets.routine) == rests(PATIENT)
    assert by_sets.done[-1] == Says("one set fewer", "Knee to chest")
    least_sets = load(
        "  - {stretch: knee-to-chest, sets: 2, rest: 20s}\n  - rest: 40s\n"
        "  - {stretch: cobra, hold: 12s, optional: yes}\n  - {stretch: childs-pose, hold: 30s}\n"
    )
    by_rests = fitted(PATIENT, shortest(least_sets) - 20)
    assert rests(by_rests.routine) == [10, 20, 0, 0]
    assert by_rests.done[-1] == Says("rests", "half")
    by_steps = fitted(PATIENT, shortest(least_sets) - 70)
    assert [step.key for step in by_steps.routine.steps if isinstance(step, Stretch)] == [
        "knee-to-chest",
        "childs-pose",
    ]
    assert by_steps.done[-1] == Says("without", "Cobra pose")


def test_a_longer_session_has_more_sets() -> None:
    longest = length(leaning(MIXED, Fraction(1)))
    more = fitted(MIXED, longest + 30)
    assert sets(more.routine) == [2, 1, 1]
    assert more.done[-1] == Says("one set more", "Cobra pose")


def test_what_cannot_be_is_told_with_the_nearest_lengths() -> None:
    found = fit(PATIENT, Fraction(60), length)
    assert isinstance(found, Nearest)
    assert found.below is None
    least = load(
        "  - {stretch: knee-to-chest, sets: 2, rest: 10s}\n  - rest: 20s\n"
        "  - {stretch: childs-pose, hold: 30s}\n"
    )
    assert found.above == shortest(least)


def test_a_gap_between_two_lengths_is_told_from_both_sides() -> None:
    words = load("  - {stretch: pelvic-tilt, reps: 8, tempo: 60s}\n")
    wanted = (length(words) + length(leaning(words, Fraction(1, 4)))) / 2
    assert fit(words, wanted, length) == Nearest(
        length(words), length(leaning(words, Fraction(1, 4)))
    )


@given(routines, st.integers(30, 3600))
def test_a_fitted_session_is_within_a_hundredth_or_refused(routine: Routine, asked: int) -> None:
    found = fit(routine, Fraction(asked), length)
    if isinstance(found, Fitted):
        assert abs(length(found.routine) - asked) * 100 <= asked
    else:
        assert found.below is None or found.below < asked
        assert found.above is None or found.above > asked


def test_what_is_said_and_waited_for_is_never_changed() -> None:
    told = load("  - say: Hello.\n  - wait: 20s\n  - {stretch: cobra, hold: 15s}\n")
    changed = fitted(told, length(told) - 4).routine
    assert changed.steps[:2] == told.steps[:2]
    assert isinstance(changed.steps[0], Say)


def test_the_script_of_a_fitted_routine_says_the_new_figures() -> None:
    gentle = write_script(at_level(MIXED, Level.GENTLE), Guidance())
    said = [getattr(item, "text", "") for item in gentle.sections[2].items]
    assert "Hold for ten seconds, starting at the bell." in said
    assert isinstance(MIXED.steps[1], Stretch)
    assert isinstance(MIXED.steps[1].phases[0], Repeated)
    assert isinstance(MIXED.steps[2], Stretch)
    assert isinstance(MIXED.steps[2].phases[0], Timed)


GROUPED = load("  - {stretch: knee-to-chest, sets: 3, order: grouped, first: right}\n")


def rounds(routine: Routine) -> list[tuple[str | None, ...]]:
    (step,) = routine.steps
    assert isinstance(step, Stretch)
    return list(step.rounds)


def test_a_set_less_is_one_of_each_side_whatever_their_order() -> None:
    two = load("  - {stretch: knee-to-chest, sets: 2, order: grouped, first: right}\n")
    fewer = fitted(GROUPED, shortest(two) + 20)
    assert rounds(fewer.routine) == [("right",), ("right",), ("left",), ("left",)]
    assert isinstance(fit(GROUPED, shortest(fewer.routine) - 40, length), Nearest)


def test_a_set_more_is_one_of_each_side_whatever_their_order() -> None:
    two = load("  - {stretch: knee-to-chest, sets: 2, order: grouped}\n")
    three = load("  - {stretch: knee-to-chest, sets: 3, order: grouped}\n")
    more = fitted(two, shortest(three) + 20)
    assert rounds(more.routine) == [("left",)] * 3 + [("right",)] * 3


def test_a_side_with_more_sets_gives_one_first() -> None:
    extra = load("  - {stretch: knee-to-chest, sets: 2, extra: {left: 1}}\n")
    fewer = fitted(extra, shortest(extra) - 10)
    assert rounds(fewer.routine) == [("left", "right"), ("left", "right")]


def test_what_is_done_several_times_is_told_once() -> None:
    three = load("  - {stretch: cobra, hold: 10s, sets: 3}\n")
    one = load("  - {stretch: cobra, hold: 10s}\n")
    assert fitted(three, shortest(one)).done[-1] == Says("two sets fewer", "Cobra pose")


def test_no_two_rests_meet_where_a_step_is_left_out() -> None:
    rested = load(
        "  - {stretch: childs-pose, hold: 30s}\n  - rest: 20s\n"
        "  - {stretch: cobra, hold: 10s, optional: yes}\n  - rest: 40s\n"
        "  - {stretch: bridge, reps: 8}\n"
    )
    found = fit(rested, Fraction(60), length)
    assert isinstance(found, Nearest)
    left = load(
        "  - {stretch: childs-pose, hold: 30s}\n  - rest: 10s\n  - {stretch: bridge, reps: 8}\n"
    )
    assert found.above == shortest(left)


def test_not_everything_is_left_out() -> None:
    optional = load(
        "  - {stretch: cobra, hold: 10s, optional: yes}\n"
        "  - {stretch: bridge, reps: 8, optional: yes}\n"
    )
    found = fit(optional, Fraction(10), length)
    assert isinstance(found, Nearest)
    alone = load("  - {stretch: cobra, hold: 10s}\n")
    assert found.above == shortest(alone)


def test_among_very_many_steps_few_lengths_are_measured() -> None:
    step = "  - {stretch: cobra, hold: 10s, optional: yes}\n"
    long, measured = load(200 * step), []
    wanted = length(load(37 * step))

    def measure(routine: Routine) -> Fraction:
        measured.append(length(routine))
        return measured[-1]

    found = fit(long, wanted, measure)
    assert isinstance(found, Fitted)
    assert 36 <= len(found.routine.steps) <= 38
    assert len(measured) < 30


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        (None, "8:00", "It cannot be made as short as 6:00; the shortest is 8:00."),
        ("5:30", None, "It cannot be made as long as 6:00; the longest is 5:30."),
        (
            "5:30",
            "8:00",
            "It cannot be made exactly 6:00 long; the nearest lengths are 5:30 and 8:00.",
        ),
    ],
)
def test_a_length_that_cannot_be_made_is_told_with_the_nearest(
    below: str | None, above: str | None, told: str
) -> None:
    assert str(LengthError("6:00", below, above)) == told
