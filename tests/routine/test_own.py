"""What is written once: exercises of one's own, their words, variables, and defaults for them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.errors import RoutineError
from matcue.paths import bundled
from matcue.routine.enums import Level, Posture, Tally
from matcue.routine.fit import at_level
from matcue.routine.loader import load_exercise, load_file
from matcue.routine.plan import Repeated, Routine, Stretch, Timed
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Speech
from matcue.timeline.script import write_script
from tests.routine.written import HEAD, at, load, problems, stretches, warnings
from tests.strategies import EXERCISES
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

SLIDE = (
    "{name: Long heel slide, posture: on the back, reps: 8-12, words: 'Slide your {side} heel.'}"
)


def said(routine: Routine) -> list[str]:
    sections = write_script(routine, Guidance()).sections
    return [item.text for s in sections for item in s.items if isinstance(item, Speech)]


def test_an_exercise_of_the_file_is_named_like_one_of_the_catalogue() -> None:
    (slide,) = stretches(f"exercises: {{long: {SLIDE}}}\nsteps: [{{stretch: long}}]\n")
    assert (slide.key, slide.exercise.name) == ("long", "Long heel slide")
    assert slide.exercise.posture is Posture.ON_THE_BACK
    assert slide.phases == (Repeated(8, Fraction(6)),)
    assert slide.exercise.words.full == "Slide your {side} heel."


def test_it_has_a_range_and_variants_like_any_other() -> None:
    routine = load(
        "exercises:\n  sit: {name: Sit, posture: seated, hold: 10-30s, words: Sit.,\n"
        "    variants: {tall: {effort: harder, hold: 20-40s, words: Sit tall.}}}\n"
        "steps: [{stretch: sit}, {stretch: sit, variant: tall}]\n"
    )
    plain, tall = (s for s in at_level(routine, Level.FULL).steps if isinstance(s, Stretch))
    assert plain.phases == (Timed("hold", Fraction(30)),)
    assert tall.phases == (Timed("hold", Fraction(40)),)
    assert tall.exercise.words.full == "Sit tall."


def test_it_goes_before_the_catalogue_and_check_tells_so() -> None:
    text = (
        "exercises:\n  cobra: {name: Snake, posture: face down, hold: 7s, words: Lift up.}\n"
        "steps: [{stretch: cobra}]\n"
    )
    (own,) = stretches(text)
    assert own.exercise.name == "Snake"
    assert warnings(text) == [at("4:10", "warning", "`cobra`", "catalogue")]


def test_an_include_brings_its_own(tmp_path: Path) -> None:
    inner = f"{HEAD}exercises: {{long: {SLIDE}}}\nsteps: [{{stretch: long}}]\n"
    (tmp_path / "part.yaml").write_text(inner, encoding="utf-8")
    outer = tmp_path / "whole.yaml"
    other = SLIDE.replace("Long heel slide", "Other")
    outer.write_text(
        f"{HEAD}exercises: {{long: {other}}}\nsteps: [{{include: part.yaml}}, {{stretch: long}}]\n",
        encoding="utf-8",
    )
    steps = load_file(outer, [bundled("routines")]).steps
    names = [step.exercise.name for step in steps if isinstance(step, Stretch)]
    assert names == ["Long heel slide", "Other"]
    outer.write_text(
        f"{HEAD}steps: [{{include: part.yaml}}, {{stretch: long}}]\n", encoding="utf-8"
    )
    with pytest.raises(RoutineError, match="no exercise is called “long”"):
        load_file(outer, [bundled("routines")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "exercises: {sit: {name: Sit, hold: 5s, words: Sit.}}\nsteps: [{stretch: sit}]",
            at("3:13", "`posture` is missing"),
        ),
        (
            "exercises: {sit: {name: Sit, posture: seated, words: Sit.}}\nsteps: [{stretch: sit}]",
            at("3:13", "`hold`", "`time`", "`reps`"),
        ),
        (
            "exercises: {sit: {name: Sit, posture: seated, hald: 5s, words: S.}}\nsteps: [rest: 5]",
            at("3:47", "`hald` is not a key", "`hold`"),
        ),
        (
            "exercises: {sit: {posture: seated, hold: 5s, words: S.}}\nsteps: [rest: 5]",
            Says("`name` is missing"),
        ),
        (
            (
                "exercises: {Sit down: {name: A, posture: seated, hold: 5s, words: S.}}\n"
                "steps: [rest: 5]"
            ),
            at("3:13", "“Sit down” is no name"),
        ),
        (
            "exercises: {sit: 5}\nsteps: [rest: 5]",
            at("3:18", "keys and their values belong here"),
        ),
        (
            "exercises: [cobra]\nsteps: [rest: 5]",
            at("3:12", "each on a line of its own"),
        ),
        (
            f"exercises: {{heel-long: {SLIDE}}}\nsteps: [{{stretch: heel-lomg}}]",
            at("4:19", "no exercise is called “heel-lomg”", "did you mean `heel-long`"),
        ),
        (
            f"exercises: {{long: {SLIDE}}}\nsteps: [{{stretch: long, variant: low}}]",
            at("4:34", "`long` has no variant “low”; it has none"),
        ),
        (
            (
                "exercises: {sit: {name: Sit, posture: seated, hold: 5s, words: 'On a {rug}.'}}\n"
                "steps: [rest: 5]"
            ),
            Says("{rug} stands for nothing"),
        ),
    ],
)
def test_what_an_exercise_of_the_file_lacks_is_told(text: str, message: Says) -> None:
    assert message in problems(text)


def test_variables_stand_in_the_words_and_figures_of_the_file_s_exercises() -> None:
    (sit,) = stretches(
        "variables: {prop: rug, long: 20s}\n"
        "exercises: {sit: {name: Sit, posture: seated, hold: '{long}', words: 'On a {prop}.'}}\n"
        "steps: [{stretch: sit}]\n"
    )
    assert sit.exercise.words.full == "On a rug."
    assert sit.phases == (Timed("hold", Fraction(20)),)


def test_one_text_is_full_and_without_short_its_last_sentence_is_said_later() -> None:
    routine = load(
        "steps: [{stretch: Own, posture: standing, hold: 5s, sets: 2, words: Stand. Lean in.}]\n"
    )
    told = said(routine)
    assert told.count("Stand.") == 1
    assert told.count("Lean in.") == 2
    exercise = load_exercise("name: A\nposture: seated\nhold: 5s\nwords: Sit. Wait.\n", "a.yaml")
    assert (exercise.words.full, exercise.words.short) == ("Sit. Wait.", None)


def test_words_without_a_posture_change_some_of_a_known_exercise() -> None:
    changed, usual = stretches(
        "steps: [{stretch: bridge, words: {back: And lower.}}, {stretch: bridge}]\n"
    )
    assert changed.key == usual.key == "bridge"
    assert changed.exercise.words.back == "And lower."
    assert changed.exercise.words.full == usual.exercise.words.full
    assert changed.exercise == usual.exercise.model_copy(update={"words": changed.exercise.words})


def test_they_change_those_of_a_variant_too() -> None:
    (low,) = stretches("steps: [{stretch: cobra, variant: low, words: {release: And down.}}]\n")
    assert low.exercise.words.release == "And down."
    assert low.exercise.words.full == EXERCISES["cobra"].variants["low"].words.full  # type: ignore[union-attr]


def test_changed_words_are_those_that_a_reader_finds_too() -> None:
    (bridge,) = stretches("steps: [{stretch: bridge, words: Lift your hips.}]\n")
    assert (bridge.exercise.how, bridge.exercise.words.full) == (None, "Lift your hips.")


def test_with_a_posture_they_are_of_an_exercise_of_one_s_own() -> None:
    (own,) = stretches("steps: [{stretch: bridge, posture: standing, hold: 5s, words: Stand.}]\n")
    assert (own.key, own.exercise.name, own.exercise.posture) == (None, "bridge", Posture.STANDING)


def test_defaults_reach_exercises_of_one_s_own() -> None:
    own, theirs, own_figures = stretches(
        "defaults: {reps: 10, tempo: 4s, sets: 2, posture: standing, sides: right}\n"
        "exercises: {kick: {name: Kick, words: 'Kick with your {side} leg.'}}\n"
        "steps:\n  - {stretch: Heel raise, words: Rise.}\n  - {stretch: kick}\n"
        "  - {stretch: Lean, posture: kneeling, hold: 9s, sets: 1, sides: both, words: Lean.}\n"
    )
    assert own.phases == theirs.phases == (Repeated(10, Fraction(4)),)
    assert own.exercise.posture is theirs.exercise.posture is Posture.STANDING
    assert own.rounds == ((None,),) * 2
    assert theirs.rounds == (("right",),) * 2
    assert own_figures.phases == (Timed("hold", Fraction(9)),)
    assert own_figures.exercise.posture is Posture.KNEELING
    assert own_figures.rounds == (("left", "right"),)


def test_sides_of_the_defaults_reach_what_has_sides_and_posture_only_one_s_own() -> None:
    text = (
        "variables: {knee: right}\ndefaults: {sides: '{knee}', posture: standing}\n"
        "steps: [{stretch: clam, sets: 1}, {stretch: cobra}, {stretch: clam, sides: left, sets: 1}]"
    )
    clam, cobra, left = stretches(text)
    assert (clam.rounds, cobra.rounds, left.rounds) == ((("right",),), ((None,),), (("left",),))
    assert clam.exercise.posture is EXERCISES["clam"].posture
    assert Says("side only") not in warnings(
        text.replace(", {stretch: clam, sides: left, sets: 1}", "")
    )


def test_phases_of_one_s_own_need_no_measure_of_the_defaults() -> None:
    (own,) = stretches(
        "defaults: {reps: 10, hold: 5s, posture: seated}\n"
        "steps: [{stretch: Own, phases: [{reps: 3}], words: Sit.}]\n"
    )
    assert own.phases == (Repeated(3, Fraction(6)),)
    assert own.exercise.reps is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "defaults: {reps: 10, hold: 5s, posture: seated}\nsteps: [{stretch: Own, words: Sit.}]",
            at("4:19", "`defaults` have `hold` and `reps`", "nothing tells which"),
        ),
        (
            (
                "defaults: {reps: 10, time: 5s}\n"
                "exercises: {sit: {name: Sit, posture: seated, words: S.}}\nsteps: [{stretch: sit}]"
            ),
            at("4:13", "`defaults` have `time` and `reps`", "nothing tells which"),
        ),
        (
            "defaults: {reps: 10}\nsteps: [{stretch: Own, words: Sit.}]",
            at("4:9", "needs a `posture`"),
        ),
        (
            "defaults: {posture: seated}\nsteps: [{stretch: Own, words: Sit.}]",
            at("4:9", "`hold`", "`time`", "`reps`", "`phases`"),
        ),
        (
            "steps: [{stretch: brigde, words: {back: Down.}}]",
            at("3:19", "no exercise is called “brigde”", "did you mean `bridge`"),
        ),
        (
            "steps: [{stretch: Bridge, words: {back: Down.}}]",
            at("3:19", "no exercise is called “Bridge”", "write `bridge`"),
        ),
        (
            "defaults: {posture: seated}\nsteps: [{stretch: Own, hold: 5, words: {short: A.}}]",
            at("4:40", "`full` is missing"),
        ),
        (
            "defaults: {sides: left}\nsteps: [{stretch: clam, first: left}]",
            Says("`first` is for a stretch of both sides"),
        ),
    ],
)
def test_what_one_s_own_lacks_is_told(text: str, message: Says) -> None:
    assert message in problems(text)


def test_a_variable_stands_in_any_figure_and_side() -> None:
    routine = load(
        "variables: {n: '3', s: 20s, side-first: right, p: brisk, how: down}\n"
        "speed: '{n-speed}'\n".replace("{n-speed}", "1")
        + "pace: '{p}'\n"
        "defaults: {first: '{side-first}', countdown: '{n}', breathe: '{n}-{n}'}\n"
        "steps:\n  - {stretch: clam, reps: '{n}', tempo: '{n}-{n}-{n}', sets: '{n}', rest: '{s}'}\n"
        "  - {rest: '{s}'}\n  - {wait: '{s}'}\n  - {repeat: '{n}', steps: [{rest: '{n}s'}]}\n"
        "  - {stretch: clam, sides: both, extra: {left: '{n}'}}\n"
    )
    clam = routine.steps[0]
    assert isinstance(clam, Stretch)
    assert clam.phases == (Repeated(3, Fraction(9), back=Fraction(6), held=Fraction(3)),)
    assert clam.rounds == (("right", "left"),) * 3
    assert (clam.rest, clam.countdown, clam.breathe) == (20, 3, (3, 3))
    assert clam.tally is Tally.UP
    assert routine.written.pace == Fraction(3, 4)
    assert len(routine.steps) == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "steps: [{stretch: clam, reps: '{n}'}]",
            at("3:31", "{n} stands for nothing"),
        ),
        (
            "variables: {n: many}\nsteps: [{stretch: clam, reps: '{n}'}]",
            at("4:31", "“many” is not a whole number"),
        ),
        (
            "variables: {k: wrong}\nsteps: [{stretch: clam, sides: '{k}'}]",
            at("4:32", "“wrong” is not one of both, alternating, left, right, none"),
        ),
        (
            "variables: {k: soon}\nsteps: [{rest: '{k}'}]",
            at("4:16", "“soon” is not a length of time"),
        ),
        ("steps: [{rest: '{k'}]", at("3:16", "a brace is open")),
        (
            "variables: {n: '8'}\nsteps: [{stretch: bridge, reps: {n}}]",
            at("4:33", "a map", 'write `"{n}"`'),
        ),
        (
            "variables: {k: left}\ndefaults: {sides: {k}}\nsteps: [{stretch: clam}]",
            at("4:19", "a map", 'write `"{k}"`'),
        ),
    ],
)
def test_a_variable_that_makes_no_figure_is_told(text: str, message: Says) -> None:
    assert message in problems(text)


@pytest.mark.parametrize(
    ("defaults", "told"),
    [("{posture: seated, hold: 5}", 1), ("{posture: seated, hold: 5, sides: left}", 0)],
)
def test_a_side_in_words_is_warned_of_only_where_there_is_none(defaults: str, told: int) -> None:
    step = "{stretch: Own, words: 'The {side} leg.'}"
    exercise = "exercises: {a: {name: A, words: 'The {side} leg.'}}"
    for text in (f"steps: [{step}]", f"{exercise}\nsteps: [{{stretch: a}}]"):
        found = warnings(f"defaults: {defaults}\n{text}")
        assert sum("without `sides`" in warning for warning in found) >= told
        assert bool(found) == bool(told)


@pytest.mark.parametrize(
    "text",
    [
        "preface: {stop: Look at the picture.}\nsteps: [rest: 5]",
        "preface: {doctor: Look at the picture.}\nsteps: [rest: 5]",
        "steps: [{stretch: Own, posture: seated, hold: 5s, words: Look at the picture.}]",
        (
            "exercises: {a: {name: A, posture: seated, hold: 5s, words: Look at the picture.}}\n"
            "steps: [{stretch: a}]"
        ),
        "steps: [{repeat: 2, name: Look at the picture, steps: [rest: 5]}]",
    ],
)
def test_words_are_checked_wherever_they_stand(text: str) -> None:
    assert any("needs eyes" in told for told in warnings(text))
