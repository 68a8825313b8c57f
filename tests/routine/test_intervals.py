"""What the keys of an interval mean, and what is said of those that are wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matcue.errors import RoutineError
from matcue.routine.enums import Detail, Level, Profile
from matcue.routine.fit import Nearest, at_level, fit, leaning, times
from matcue.routine.loader import load_routine
from matcue.routine.plan import Interval, Station
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\n"
WORDS = "posture: seated, words: {full: Sit up., short: Up.}"


def read(text: str) -> Interval:
    (step,) = load_routine(HEAD + text, "mine.yaml", EXERCISES).steps
    assert isinstance(step, Interval)
    return step


def interval(keys: str) -> Interval:
    return read(f"steps: [{{interval: 2, {keys}}}]")


def problems(keys: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        interval(keys)
    return str(caught.value).splitlines()


def at(column: int, *words: str) -> Says:
    return Says(*words, at=f"mine.yaml:3:{column}")


def test_a_text_is_a_name_and_nothing_else() -> None:
    found = interval("work: 20s, steps: [Squat jumps, cobra]")
    assert found.stations == (Station("Squat jumps"), Station("cobra"))


def test_a_station_is_an_exercise_of_the_catalogue_or_one_with_words() -> None:
    known, own = interval(
        f"work: 9, steps: [{{stretch: cobra, variant: low, reps: 8}}, {{stretch: Reach, {WORDS}}}]"
    ).stations
    assert (known.key, known.reps, known.sides) == ("cobra", 8, (None,))
    assert known.exercise is not None
    assert known.exercise.words == EXERCISES["cobra"].variants["low"].words
    assert (own.key, own.name, own.sides) == (None, "Reach", (None,))
    assert own.exercise is not None
    assert own.exercise.words.full == "Sit up."


@pytest.mark.parametrize(
    ("keys", "sides"),
    [
        ("stretch: clam", ("left", "right")),
        ("stretch: clam, first: right", ("right", "left")),
        ("stretch: clam, sides: right", ("right",)),
        ("stretch: bridge", (None,)),
        ("stretch: Own, sides: both, " + WORDS, ("left", "right")),
    ],
)
def test_a_station_of_two_sides_comes_twice(keys: str, sides: tuple[str | None, ...]) -> None:
    assert interval(f"work: 9, steps: [{{{keys}}}]").stations[0].sides == sides


def test_works_are_rounds_times_stations_and_with_every_the_bells() -> None:
    stations = "steps: [Hop, {stretch: clam}]"
    rounds = interval(f"work: 30s, rest: 10s, between: 1m, {stations}")
    assert rounds.moments == 6
    assert rounds.starts == (0, 40, 80, 170, 210, 250)
    assert [rounds.round_of(work) for work in range(6)] == [0, 0, 0, 1, 1, 1]
    bells = interval(f"every: 1m, {stations}")
    assert (bells.moments, bells.work, bells.rest) == (2, 60, 0)
    assert [bells.turn(work)[0].name for work in range(2)] == ["Hop", "Clam"]


def test_a_station_may_last_and_be_followed_by_a_rest_as_long_as_it_says_itself() -> None:
    own = interval(
        "rest: 10s, steps: [{stretch: cobra, work: 60s}, {stretch: clam, work: 20s, rest: 5s}, "
        "{name: Twist, work: 45s, rest: 15s, sides: both, first: right}]"
    )
    assert [own.lasts(work) for work in range(own.moments)] == [60, 20, 20, 45, 45] * 2
    assert own.starts[:6] == (0, 70, 95, 120, 180, 240)
    assert own.starts[-1] + own.lasts(9) == 2 * 240 - 15
    assert (own.works, own.rests) == ((20, 45, 60), (5, 10, 15))
    assert own.stations[2].sides == ("right", "left")


def test_a_station_without_a_length_of_its_own_has_that_of_the_interval() -> None:
    found = interval("work: 9, between: 1m, steps: [Hop, {name: Run, work: 20, rest: 5}]")
    assert found.starts == (0, 9, 89, 98)
    assert (found.works, found.rests) == ((9, 20), (0,))


def test_two_hundred_stations_may_follow_one_another() -> None:
    stations = ", ".join(f"{{name: Move {i}, work: {i}}}" for i in range(1, 201))
    found = read(f"steps: [{{interval: 1, steps: [{stations}]}}]")
    assert found.starts == tuple(i * (i + 1) // 2 for i in range(200))


def test_defaults_go_for_how_it_is_guided_and_not_for_its_rests() -> None:
    usual = read(
        "defaults: {cues: brisk, countdown: 2, detail: names, rest: 9s, first: right, hold: 5}\n"
        "steps: [{interval: 2, work: 9, steps: [{stretch: clam}]}]"
    )
    assert (usual.cues, usual.countdown, usual.detail) == (Profile.BRISK, 2, Detail.NAMES)
    assert (usual.rest, usual.stations[0].sides) == (0, ("right", "left"))
    own = read(
        "defaults: {cues: brisk, countdown: 2}\n"
        "steps: [{interval: 2, work: 9, cues: silent, countdown: off, steps: [Hop]}]"
    )
    assert (own.cues, own.countdown) == (Profile.SILENT, 0)


def test_neither_a_level_nor_a_length_changes_it() -> None:
    routine = load_routine(
        HEAD + "steps: [{interval: 8, work: 20s, rest: 10s, steps: [{stretch: bridge}]}]",
        "mine.yaml",
        EXERCISES,
    )
    assert at_level(routine, Level.FULL) == routine
    assert times(routine, Fraction(2)) == routine
    assert leaning(routine, Fraction(-1)) == routine
    assert fit(routine, Fraction(100), lambda _: Fraction(230)) == Nearest(None, Fraction(230))


def test_a_hundred_rounds_of_many_stations_are_counted_among_the_sets() -> None:
    many = ", ".join(["{stretch: clam}"] * 50)
    with pytest.raises(RoutineError, match="more than 10,000 sets"):
        read(f"steps: [{{interval: 100, work: 9, steps: [{many}]}}]")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("work: 9", at(9, "`steps` is missing", "below `steps`")),
        ("steps: [Hop]", at(9, "`work`, or `every`")),
        ("work: 9, every: 9, steps: [Hop]", at(9, "`work`, or `every`", "one of them")),
        ("every: 9, rest: 5, steps: [Hop]", at(9, "`every`", "leave out `rest`", "`work`")),
        ("every: 9, between: 5, steps: [Hop]", at(9, "`every`", "`between`")),
        ("work: 9, rest-words: Walk., steps: [Hop]", at(9, "`rest-words`", "`rest`")),
        ("work: 9, rest_words: W., rest: 5, steps: [Hop]", at(32, "did you mean `rest-words`")),
        ("work: 9, steps: []", at(39, "at least 1")),
        ("work: 9, steps: Hop", at(39, "a list belongs here")),
        ("work: 9, steps: [a, 5, {say: Go.}]", at(46, "`stretch` is missing", "a name")),
        ("work: 9, steps: [{rest: 5}]", at(40, "`stretch` is missing", "after it is its `rest`")),
        ("steps: [Hop, {name: Run, work: 9}]", at(9, "1 of 2 stations", "`work`", "to each")),
        ("every: 9, steps: [{name: Run, work: 9}]", at(9, "until the next bell", "leave out")),
        ("every: 9, steps: [{name: Run, rest: 9}]", at(9, "until the next bell", "leave out")),
        ("work: 9, rest-words: Go., steps: [{name: Run}]", at(9, "`rest-words`", "`rest`")),
        ("work: 9, steps: [{name: Run, first: left}]", at(52, "`first`", "both sides")),
        ("work: 9, steps: [{name: Run, words: Go.}]", at(52, "`words` is not a key")),
        ("work: 9, steps: [{name: Run, hold: 9}]", at(52, "no `hold`", "`work`")),
        ("work: 9, stretch: Hop", at(32, "`stretch`", "below `steps`")),
        ("work: 9, steps: ['{x}']", at(40, "braces")),
        ("work: 9, steps: [{stretch: Hop}]", at(50, "no exercise", "“Hop”")),
        ("work: 9, steps: [{stretch: cobra, variant: lo}]", at(66, "no variant", "`low`")),
        ("work: 9, steps: [{stretch: cobra, first: left}]", at(57, "`first`", "both sides")),
        ("work: 9, steps: [{stretch: Hop, words: {full: a, short: b}}]", at(40, "`posture`")),
        (
            f"work: 9, steps: [{{stretch: Hop, variant: low, {WORDS}}}]",
            at(64, "`variant`", "catalogue"),
        ),
        *(
            (f"work: 9, steps: [{{stretch: cobra, {key}: 9}}]", at(57, f"no `{key}`", "`work`"))
            for key in ("hold", "time", "sets")
        ),
        ("work: 9, duration: 5, steps: [Hop]", at(32, "write `work` or `rest`")),
        ("on: 9, off: 5, steps: [Hop]", at(23, "write `work`")),
        ("work: 9, rounds: 5, steps: [Hop]", at(32, "stands after `interval`")),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(keys: str, message: Says) -> None:
    assert message in problems(keys)


def test_a_length_in_the_place_of_the_rounds_is_told() -> None:
    with pytest.raises(RoutineError) as caught:
        read("steps: [{interval: 20s, work: 9, steps: [Hop]}]")
    assert str(caught.value) == Says("“20s”", "how many rounds", "`work`", at="mine.yaml:3:20")


def test_names_and_rest_words_are_looked_at_as_spoken() -> None:
    routine = load_routine(
        HEAD + "steps: [{interval: 2, work: 9, rest: 9, rest-words: As shown., steps: [PT walk]}]",
        "mine.yaml",
        EXERCISES,
    )
    assert [str(each) for each in routine.warnings] == [
        Says("“As shown” needs eyes", at="mine.yaml:3:53: warning"),
        Says("“PT”", at="mine.yaml:3:72: warning"),
    ]
