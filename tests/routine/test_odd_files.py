"""Files that are odd and legal, or odd and not: what once went wrong, or could."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.errors import RoutineError
from matcue.routine.enums import Detail
from matcue.routine.loader import load_exercise, load_routine
from matcue.routine.plan import Repeated, Stretch, Timed
from matcue.routine.yaml_text import LARGEST, decode
from matcue.timeline.phrases import amount
from tests.routine.test_lint import at, warnings
from tests.strategies import EXERCISES
from tests.timeline.test_script import make, script, words
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcue.routine.exercise import Exercise
    from matcue.routine.plan import Routine

HEAD = "title: T\nabout: A.\n"
BARE = "name: M\nposture: standing\nreps: 3\nwords: {full: Go., short: Go.}\n"


def load(text: str, exercises: Mapping[str, Exercise] = EXERCISES) -> Routine:
    return load_routine(HEAD + text, "r", exercises)


def stretch(text: str, exercises: Mapping[str, Exercise] = EXERCISES) -> Stretch:
    (step,) = load(f"steps: [{text}]", exercises).steps
    assert isinstance(step, Stretch)
    return step


def complaint(text: str) -> str:
    with pytest.raises(RoutineError) as error:
        load(text)
    return str(error.value)


def test_two_stretches_on_the_side_in_a_row_turn_one_over() -> None:
    sections = script(make("clam"), make("clam")).sections[2:-1]
    ways = [[w for w in words(s) if w.startswith(("Lie down on", "Roll onto"))] for s in sections]
    assert ["right side" in way[0] for way in ways] == [True, False, True, False]


def test_empty_words_are_no_words() -> None:
    assert complaint("steps: [{stretch: nope, words: }]") == Says("no exercise", "“nope”")


@pytest.mark.parametrize("key", ["posture", "words", "tempo", "sets", "name", "sides"])
def test_an_empty_key_of_a_variant_changes_nothing(key: str) -> None:
    one = {"m": load_exercise(f"{BARE}variants: {{v: {{effort: easier, {key}: }}}}\n", "e")}
    plain, varied = stretch("{stretch: m}", one), stretch("{stretch: m, variant: v}", one)
    assert replace(varied, exercise=plain.exercise, place=plain.place) == plain
    assert varied.exercise.words == plain.exercise.words
    assert varied.exercise.posture == plain.exercise.posture


def test_a_zero_character_in_an_include(tmp_path: Path) -> None:
    text = HEAD + 'steps: [{include: "a\\0b.yaml"}]'
    with pytest.raises(RoutineError):
        load_routine(text, "r", EXERCISES, tmp_path / "r.yaml")


def test_only_what_was_told_in_full_is_told_shortly_afterwards() -> None:
    full = EXERCISES["cobra"].words.full.split(".")[0]
    sections = script(make("cobra", detail=Detail.SHORT), make("cobra")).sections
    assert any(line.startswith(full) for line in words(sections[3]))


def test_no_phase_says_how_long_in_a_later_set() -> None:
    phases = Timed("hold", Fraction(9)), Timed("hold", Fraction(8))
    first, second = script(make("cobra", *phases, sets=2)).sections[2:4]
    assert "Hold for nine seconds, starting at the bell." in words(first)
    assert not any("seconds" in line for line in words(second))


def test_the_last_phase_decides_what_is_said_after_it() -> None:
    both = make("cobra", Timed("hold", Fraction(9)), Repeated(2, Fraction(3)))
    bare = both.exercise.words.model_copy(update={"release": None})
    step = replace(both, exercise=both.exercise.model_copy(update={"words": bare}))
    assert words(script(step).sections[2])[-1] == "And rest."


def test_one_repetition_is_one() -> None:
    assert amount(Repeated(1, Fraction(6))).startswith("One slow repetition,")
    assert amount(Repeated(2, Fraction(3))).startswith("Two repetitions,")


def test_restlessness_is_warned_of_once() -> None:
    many = "cobra", "march-in-place", "bridge", "figure-four", "clam"
    told = warnings("steps:\n" + "".join(f"  - stretch: {key}\n" for key in many))
    assert sum(each == Says("gets down", "times") for each in told) == 1


def test_a_variant_with_a_name_of_its_own_is_the_same_exercise() -> None:
    floss = "{stretch: nerve-floss, sides: left}, "
    seated = "{stretch: nerve-floss, variant: seated, sides: right}"
    assert load(f"steps: [{floss}{seated}]").warnings == ()


def test_a_file_of_the_largest_size_is_read() -> None:
    assert len(decode(b" " * LARGEST, "r")) == LARGEST


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps: [{rest: 0.09s}]", "out of reach"),
        ("steps: [{stretch: clam, extra: {lef: 1}}]", "`left`"),
        (
            "steps: [" + "{stretch: clam, sets: 100, reps: 100}, " * 3 + "]",
            "50,000 repetitions",
        ),
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    assert said in complaint(text)


def test_a_newer_version_is_all_that_is_told() -> None:
    assert complaint("steps: [{say: !x a}]\nversion: 2\n") == Says("version 2", "newer")


def test_a_wrong_key_of_a_variant_has_a_variant_s_hint() -> None:
    with pytest.raises(RoutineError, match="`effort`"):
        load_exercise(f"{BARE}variants: {{v: {{effort: easier, effrt: x}}}}\n", "e")


def test_an_exercise_ends_somewhere() -> None:
    with pytest.raises(RoutineError, match="can be named"):
        load_exercise(f"{BARE}end: any\n", "e")


def test_rests_between_sets_are_sections() -> None:
    assert make("cobra", sets=3, rest=Fraction(5)).sections == 5


def test_a_tempo_is_for_a_step_that_makes_repetitions_of_a_hold() -> None:
    held = stretch("{stretch: cobra, reps: 5, tempo: 4s}")
    assert held.phases == (Repeated(5, Fraction(4)),)


def test_where_an_exercise_leaves_one_is_where_the_next_begins() -> None:
    ways = ("a", "seated", "kneeling"), ("b", "kneeling", "kneeling"), ("c", "standing", "standing")
    one = {
        key: load_exercise(BARE.replace("standing", start) + f"end: {end}\n", "e")
        for key, start, end in ways
    }
    text = "steps: [{stretch: a}, {stretch: b}, {stretch: c}, {stretch: a}]"
    assert load(text, one).warnings == ()


def test_figures_inside_phases_are_looked_at() -> None:
    told = warnings("steps: [{stretch: cobra, phases: [{reps: 9}, {hold: 10m}]}]")
    assert told == [at("3:53", "600 s", "more than", "Cobra pose")]


def test_what_one_needs_is_looked_at() -> None:
    told = warnings("needs: [a mat, a ball w/ band]\nsteps: [{rest: 5}]")
    assert told == [at("3:16", "“w/”", "may not be read")]


def test_warnings_stand_in_the_order_of_the_file() -> None:
    steps = "".join(f"  - {{stretch: cobra, hold: {hold}}}\n" for hold in range(50, 58))
    lines = [warning.place.line for warning in load(f"steps:\n{steps}").warnings]
    assert lines == sorted(lines)
    assert len(lines) == 8


def test_only_the_first_few_variables_are_named() -> None:
    told = complaint("variables: {a: x, b: x, c: x, d: x, e: x, f: x}\nsteps: [{say: '{g}'}]")
    assert told == Says("{g}", "stands for nothing", "{a}, {b}, {c}, {d}, {e}")
    assert "{f}" not in told
