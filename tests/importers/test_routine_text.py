from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.importers.folding import lasts
from matcue.importers.programme import Kind, Programme, Sides, Step
from matcue.importers.writing.known_exercises import KnownExercises
from matcue.importers.writing.routine_text import Written, routine_text
from matcue.paths import routine_folders
from matcue.routine.loader import catalogue_of, load_routine
from matcue.routine.plan import Interval, Quiet, Repeated, Stretch, Timed
from tests.importers.steps import programme, step

if TYPE_CHECKING:
    from matcue.routine.plan import Routine

CATALOGUE = catalogue_of(routine_folders())
KNOWN = KnownExercises(CATALOGUE)


def written(*steps: Step, guided: bool = True, **said: Any) -> Written:  # noqa: ANN401
    return routine_text(programme(*steps, **said), None, KNOWN, guided=guided)


def steps_of(*steps: Step) -> str:
    """The steps of the routine that is written, from the line below `steps:`."""
    return written(*steps).text.partition("\nsteps:\n")[2]


def loaded(text: str) -> Routine:
    return load_routine(text, "routine", CATALOGUE)


def test_an_exercise_of_ones_own_has_posture_words_and_dose() -> None:
    said = step(
        "reps",
        "Prone press-ups",
        reps=10,
        sets=3,
        rest=30,
        text="Lie on your front. Press up",
    )
    assert steps_of(said).splitlines() == [
        "  - stretch: Prone press-ups",
        "    posture: face down",
        "    words: Lie on your front. Press up.",
        "    reps: 10",
        "    sets: 3",
        "    rest: 30s",
    ]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bird-Dogs", "bird-dog"),
        ("CLAMSHELLS", "clam"),
        ("Child\u2019s pose", "childs-pose"),
        ("Cobra stretch", "cobra"),
    ],
)
def test_an_exercise_of_the_catalogue_is_named_as_there(name: str, key: str) -> None:
    first = steps_of(step("hold", name, seconds=20)).splitlines()[0]
    assert first == f"  - stretch: {key}"


@pytest.mark.parametrize(
    "name", ["Single leg bridge", "Bridge with march", "Cobra to child's pose"]
)
def test_a_name_that_only_contains_another_is_offered_and_not_taken(name: str) -> None:
    comment, stretch, *_ = steps_of(step("reps", name, reps=10)).splitlines()
    assert comment.startswith("  # Matcue knows ")
    assert stretch == f"  - stretch: {name}"


def test_a_range_is_that_of_an_exercise_in_the_file_so_that_a_level_reaches_it() -> None:
    text = written(step("reps", "Ankle rocks", reps=(8, 12), sets=(2, 3))).text
    (stretch,) = loaded(text).steps
    assert isinstance(stretch, Stretch)
    assert stretch.exercise.reps == (8, 12)
    assert stretch.exercise.sets == (2, 3)
    assert (len(stretch.rounds), stretch.phases[0]) == (2, Repeated(8, Fraction(6)))


def test_a_doubtful_step_carries_its_line_and_the_question() -> None:
    doubtful = step(
        "hold",
        "Couch stretch",
        seconds=60,
        source="Couch stretch 60s",
        why="Is it on each side?",
    )
    comment = steps_of(doubtful).splitlines()[0]
    assert comment == "  # Line 1: “Couch stretch 60s”. Is it on each side?"
    assert written(doubtful).told.asked == 1


@pytest.mark.parametrize(
    ("said", "phase", "sets"),
    [
        (
            step("hold", "Bridge", seconds=5, reps=10),
            Repeated(10, Fraction(8), held=Fraction(5)),
            1,
        ),
        (step("reps", "Childs pose", reps=3, seconds=30), Timed("hold", Fraction(30)), 3),
        (step("time", "Childs pose", seconds=60), Timed("hold", Fraction(60)), 1),
        (step("hold", "Childs pose", seconds=20, sets=2, reps=2), Timed("hold", Fraction(20)), 4),
    ],
)
def test_a_figure_is_put_into_the_measure_of_its_exercise(
    said: Step, phase: Repeated | Timed, sets: int
) -> None:
    (stretch,) = loaded(written(said).text).steps
    assert isinstance(stretch, Stretch)
    done = stretch.phases[0]
    if isinstance(phase, Repeated) and isinstance(done, Repeated):
        assert (done.times, done.held) == (phase.times, phase.held)
    else:
        assert done == phase
    assert len(stretch.rounds) == sets


def test_what_alternates_is_halved() -> None:
    said = step("reps", "Dead bug", reps=10, sides=Sides.ALTERNATING)
    assert "reps: 5\n    sides: alternating\n" in steps_of(said)
    said = step("hold", "Reach", seconds=60, sides=Sides.ALTERNATING)
    assert "hold: 30s\n    sides: both\n" in steps_of(said)


def test_each_way_round_is_a_step_of_its_own() -> None:
    (one, _, other) = loaded(
        written(step("time", "Arm circles", seconds=30, sides=Sides.DIRECTIONS)).text
    ).steps
    assert isinstance(one, Stretch)
    assert isinstance(other, Stretch)
    assert one.phases == other.phases == (Timed("time", Fraction(30)),)


def test_what_has_no_dose_has_as_much_time_as_it_takes() -> None:
    lines = steps_of(step("name", "Neck circles")).splitlines()
    assert lines == [
        "  # It says no dose.",
        "  - say: Neck circles. Take the time that you need.",
        "  - wait: 1m",
    ]


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        (step("reps", "Skips", reps=150), "Skips: 150 repetitions became 2 sets of 75"),
        (step("time", "Hike", seconds=7200), "Hike: 120m became 2 parts"),
        (step("hold", "Sit", seconds=10, sets=200), "Sit: 200 sets became 100"),
        (
            step("reps", f"Reach {'very ' * 20}far", reps=5),
            "“Reach very very very very very very very…” is too long for a name, and was cut",
        ),
    ],
)
def test_what_no_routine_can_have_is_mended_and_told(said: Step, mended: str) -> None:
    made = written(said)
    assert made.told.mended == [mended]
    assert loaded(made.text)


def test_rounds_have_their_rest() -> None:
    rounds = step(
        "rounds",
        sets=3,
        rest=60,
        steps=(step("reps", "Squats", reps=12), step("time", "Plank", seconds=30)),
    )
    lines = steps_of(rounds).splitlines()
    assert lines[:2] == ["  - repeat: 3", "    name: Round"]
    assert lines[-1] == "      - rest: 1m"


def test_rounds_against_the_clock_are_an_interval_that_tells_what_is_in_it() -> None:
    amrap = step("amrap", seconds=1200)
    text = written(amrap, step("reps", "squats", reps=10), step("distance", "200 m run")).text
    (interval,) = loaded(text).steps
    assert isinstance(interval, Interval)
    assert interval.work == 1200
    assert "words: Ten squats. 200 m run." in text


def test_how_often_is_told_once_where_it_is_one_for_all() -> None:
    text = written(
        step("hold", "Sit", seconds=30, often="twice a day"),
        step("hold", "Reach", seconds=30, often="twice a day"),
    ).text
    assert "often: twice a day\n" in text
    text = written(
        step("hold", "Sit", seconds=30, often="daily"),
        step("hold", "Reach", seconds=30, often="every two hours"),
    ).text
    assert "often:" not in text
    assert "# Meant every two hours.\n" in text


@pytest.mark.parametrize(
    "steps",
    [
        (
            step("time", "Squats", seconds=20),
            step("rest", seconds=10),
            step("time", "Row", seconds=20),
        ),
        (step("time", "Bend", seconds=30, sides=Sides.BOTH, sets=2, rest=5),),
        (
            step(
                "rounds",
                sets=8,
                rest=10,
                steps=(step("time", "Work", seconds=20),),
            ),
        ),
        (step("rest", seconds=15), step("time", "Squats", seconds=20), step("rest", seconds=45)),
    ],
)
def test_the_times_of_a_timer_are_intervals_of_the_same_length(steps: tuple[Step, ...]) -> None:
    assert interval_seconds(steps) == lasts(steps)


def test_the_time_to_get_ready_for_rounds_is_that_of_the_words_before_them() -> None:
    work = step("time", "Work", seconds=20)
    made = written(
        step("rest", seconds=10),
        step("rounds", sets=8, rest=10, steps=(work,)),
        timer=True,
        guided=False,
    )
    assert made.told.mended == ["10s to get ready are left to the words before the bell"]
    assert made.text.partition("\nsteps:\n")[2].splitlines() == [
        "  - interval: 8",
        "    work: 20s",
        "    rest: 10s",
        "    detail: names",
        "    steps:",
        "      - Work",
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(["Row", "Bend", ""]), st.integers(1, 60), st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_any_times_of_a_timer_are_intervals_of_the_same_length(
    times: list[tuple[str, int, bool]],
) -> None:
    times = [("Row", 10, False), *times]
    steps = tuple(
        step("time", name, seconds=seconds, sides=Sides.BOTH if sided else None)
        if name
        else step("rest", seconds=seconds)
        for name, seconds, sided in times
    )
    assert interval_seconds(steps) == lasts(steps)


def interval_seconds(steps: tuple[Step, ...]) -> Fraction:
    """Seconds from bell to bell of all intervals, and of the quiet after them."""
    text = written(*steps, timer=True, guided=False).text
    total = Fraction()
    for each in loaded(text).steps:
        if isinstance(each, Interval):
            total += each.starts[-1] + each.lasts(each.moments - 1)
        else:
            assert isinstance(each, Quiet)
            total += each.seconds
    return total


texts = st.text(max_size=120)


@given(
    st.lists(
        st.builds(
            step,
            st.sampled_from([kind.value for kind in Kind]),
            texts,
            text=texts,
            source=texts,
            why=st.sampled_from(["", "Is it?"]),
            reps=st.none() | st.integers(0, 120),
            seconds=st.none() | st.integers(0, 9000),
            sets=st.none() | st.integers(0, 5),
            rest=st.none() | st.integers(0, 300),
            sides=st.none() | st.sampled_from(Sides),
        ),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_whatever_was_read_the_routine_can_be_loaded(steps: list[Step], timer: bool) -> None:  # noqa: FBT001
    read = Programme(format="text", title="T", steps=tuple(steps), timer=timer)
    try:
        made = routine_text(read, None, KNOWN, guided=False)
    except ValueError:
        return
    assert loaded(made.text).steps
