"""What the keys of a routine file mean: how its steps are decided and unrolled."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.routine.enums import Detail, Profile
from matcue.routine.plan import Repeated, Rest, Say, Stretch, Timed
from matcue.routine.resolve import vary
from tests.routine.written import at, load, problems, stretches
from tests.strategies import EXERCISES

if TYPE_CHECKING:
    from tests.told import Says


def test_defaults_go_for_every_stretch_that_does_not_say_it_itself() -> None:
    usual, own = stretches(
        "defaults: {hold: 12s, sets: 2, rest: 9s, first: right, cues: brisk, pace: 2,\n"
        "  detail: short}\n"
        "steps:\n  - stretch: figure-four\n"
        "  - {stretch: figure-four, hold: 20s, sets: 1, rest: 5s, first: left, cues: silent,\n"
        "     pace: 1, detail: names}\n"
    )
    assert usual.phases == (Timed("hold", Fraction(12)),)
    assert usual.rounds == (("right", "left"),) * 2
    assert (usual.rest, usual.pace) == (9, 2)
    assert (usual.cues, usual.detail) == (Profile.BRISK, Detail.SHORT)
    assert own.phases == (Timed("hold", Fraction(20)),)
    assert own.rounds == (("left", "right"),)
    assert (own.rest, own.pace) == (5, 1)
    assert (own.cues, own.detail) == (Profile.SILENT, Detail.NAMES)


def test_a_default_changes_only_what_an_exercise_is_measured_by() -> None:
    held, repeated, kept_up = stretches(
        "defaults: {hold: 12s, reps: 9, tempo: 5s, time: 2m}\n"
        "steps: [{stretch: cobra}, {stretch: pelvic-tilt}, {stretch: march-in-place}]\n"
    )
    assert held.phases == (Timed("hold", Fraction(12)),)
    assert repeated.phases == (Repeated(9, Fraction(5)),)
    assert kept_up.phases == (Timed("time", Fraction(120)),)


def test_an_exercise_that_should_be_quiet_is_so_unless_its_step_says_otherwise() -> None:
    quiet, loud = stretches(
        "defaults: {cues: brisk}\n"
        "steps: [{stretch: relaxed-breathing}, {stretch: relaxed-breathing, cues: calm}]\n"
    )
    assert (quiet.cues, loud.cues) == (Profile.SILENT, Profile.CALM)


@pytest.mark.parametrize(
    ("step", "counted"),
    [
        ("stretch: cobra", 10),
        ("stretch: cobra, cues: silent", None),
        ("stretch: relaxed-breathing", None),
        ("stretch: relaxed-breathing, cues: calm", 10),
        ("stretch: relaxed-breathing, countdown: 5", 5),
        ("stretch: cobra, cues: silent, countdown: 5", 5),
    ],
)
def test_what_is_silent_is_counted_only_where_the_step_counts(
    step: str, counted: int | None
) -> None:
    (stretch,) = stretches(f"defaults: {{countdown: 10}}\nsteps: [{{{step}}}]\n")
    assert stretch.countdown == counted


def test_a_variant_changes_what_it_says_and_nothing_else() -> None:
    (low,) = stretches("steps: [{stretch: cobra, variant: low}]\n")
    assert low.key == "cobra"
    assert low.exercise == vary(EXERCISES["cobra"], "low")
    assert low.exercise.posture == EXERCISES["cobra"].posture
    assert low.exercise.words != EXERCISES["cobra"].words


@pytest.mark.parametrize(
    ("key", "variant", "phase"),
    [
        ("cobra", "press-ups", Repeated(6, Fraction(6))),
        ("bridge", "held", Timed("hold", Fraction(10))),
        ("bird-dog", "held", Timed("hold", Fraction(5))),
    ],
)
def test_a_variant_may_be_measured_otherwise(
    key: str, variant: str, phase: Timed | Repeated
) -> None:
    (stretch,) = stretches(f"steps: [{{stretch: {key}, variant: {variant}}}]\n")
    assert stretch.phases == (phase,)


def test_phases_are_done_one_after_the_other() -> None:
    (stretch,) = stretches(
        "steps:\n  - stretch: cobra\n    phases:\n"
        "      - {reps: 10, tempo: 2s, say: Small lifts.}\n"
        "      - hold: 10s\n      - {time: 1m30s, say: Sway.}\n"
    )
    assert stretch.phases == (
        Repeated(10, Fraction(2), "Small lifts."),
        Timed("hold", Fraction(10)),
        Timed("time", Fraction(90), "Sway."),
    )


@pytest.mark.parametrize(
    ("keys", "rounds"),
    [
        ("sets: 2", [("left", "right"), ("left", "right")]),
        ("sets: 1, first: right", [("right", "left")]),
        ("sets: 1, extra: {right: 1}", [("left", "right"), ("right",)]),
        ("sets: 1, first: right, extra: {left: 2}", [("right", "left"), ("left",), ("left",)]),
        ("sets: 1, extra: {left: 1, right: 1}", [("left", "right"), ("left", "right")]),
        ("sets: 2, order: grouped", [("left",), ("left",), ("right",), ("right",)]),
        (
            "sets: 1, first: right, order: grouped, extra: {left: 1}",
            [("right",), ("left",), ("left",)],
        ),
        ("sets: 2, sides: left", [("left",), ("left",)]),
        ("sets: 1, sides: none", [(None,)]),
    ],
)
def test_sides_of_each_set(keys: str, rounds: list[tuple[str | None, ...]]) -> None:
    (stretch,) = stretches(f"steps: [{{stretch: figure-four, {keys}}}]\n")
    assert list(stretch.rounds) == rounds


def test_a_tempo_may_have_three_parts() -> None:
    (tilt,) = stretches("steps: [{stretch: bridge, reps: 5, tempo: 2-1-3}]\n")
    assert tilt.phases == (Repeated(5, Fraction(6), back=Fraction(3), held=Fraction(1)),)


def test_breaths_are_those_of_the_step_then_of_the_file_then_of_the_exercise() -> None:
    own, usual = stretches(
        "defaults: {breathe: 3-5}\nsteps: [{stretch: cobra, breathe: 4-6}, {stretch: cobra}]\n"
    )
    assert (own.breathe, usual.breathe) == ((4, 6), (3, 5))


def test_steps_may_be_repeated_and_that_again() -> None:
    steps = load(
        "steps:\n  - repeat: 2\n    steps:\n      - say: A.\n      - repeat: 2\n        steps:\n"
        "          - rest: 5s\n  - say: B.\n"
    ).steps
    told = [step.text if isinstance(step, Say) else "rest" for step in steps]
    assert told == ["A.", "rest", "rest"] * 2 + ["B."]
    assert [step.place.line for step in steps if isinstance(step, Rest)] == [9] * 4


def test_variables_stand_for_words_wherever_something_is_spoken() -> None:
    routine = load(
        "variables: {prop: thick blanket}\nwelcome: Take your {prop}.\n"
        "steps:\n  - say: The {prop} again.\n  - stretch: Own\n    posture: seated\n    hold: 5s\n"
        "    sides: both\n    words: {full: 'On the {prop}, {side} leg.', short: '{prop}'}\n"
    )
    say, own = routine.steps
    assert routine.written.welcome == "Take your thick blanket."
    assert isinstance(say, Say)
    assert say.text == "The thick blanket again."
    assert isinstance(own, Stretch)
    assert own.exercise.words.full == "On the thick blanket, {side} leg."


def test_a_file_of_a_newer_format_is_told_so_and_nothing_else() -> None:
    assert problems("version: 2\nmood: calm\nsteps: [{hum: 3}]\n") == [
        at("3:10", "version 2", "version 1", "newer")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: one\nsteps: [{rest: 5}]", at("3:10", "“one”", "whole number")),
        ("version: 0\nsteps: [{rest: 5}]", at("3:10", "“0”", "too small", "1")),
        (
            "steps: [{stretch: cobra, variant: lo}]",
            at("3:35", "`cobra`", "no variant", "“lo”", "low, forearms, press-ups", "`low`"),
        ),
        ("steps: [{stretch: Knee hug, hold: 5}]", at("3:19", "no exercise", "“Knee hug”")),
        (
            "steps: [{stretch: Lumbar release}]",
            at("3:19", "no exercise", "“Lumbar release”", "`knee-to-chest`"),
        ),
        (
            "steps: [{stretch: figure four}]",
            at("3:19", "no exercise", "“figure four”", "`figure-four`"),
        ),
        (
            "steps: [{stretch: Seated nerve glide}]",
            at("3:19", "no exercise", "“Seated nerve glide”", "`nerve-floss`", "`variant: seated`"),
        ),
        (
            "steps: [{stretch: cobra, extra: {left: 1}}]",
            at("3:26", "`extra`", "both sides"),
        ),
        (
            "steps: [{stretch: cobra, first: left}]",
            at("3:26", "`first`", "both sides"),
        ),
        (
            "steps: [{stretch: figure-four, sides: left, first: right}]",
            at("3:45", "`first`", "both sides"),
        ),
        (
            "steps: [{stretch: cobra, hold: 9, phases: [{hold: 5}]}]",
            at("3:9", "`phases`", "its own", "`hold`", "`time`", "`reps`"),
        ),
        (
            "steps: [{stretch: cobra, phases: [{say: Go.}]}]",
            at("3:35", "a phase has one", "`hold`", "`time`", "`reps`"),
        ),
        (
            (
                "steps: [{stretch: Own, variant: low, posture: seated, hold: 5, "
                "words: {full: a, short: b}}]"
            ),
            at("3:33", "`variant`", "catalogue"),
        ),
        (
            "defaults: {hold: soon}\nsteps: [{rest: 5}]",
            at("3:18", "“soon”", "not a length of time"),
        ),
        (
            "defaults: {hald: 5}\nsteps: [{rest: 5}]",
            at("3:12", "`hald`", "not a key", "`hold`"),
        ),
        (
            "steps: [{repeat: 2, steps: [{repeat: 2, steps: [{rest: soon}]}]}]",
            at("3:56", "“soon”", "not a length of time"),
        ),
        (
            "steps: [{repeat: 2, steps: [{stretch: cobra, hald: 5}]}]",
            at("3:46", "`hald`", "not a key", "`hold`"),
        ),
        (
            "steps: [{stretch: bridge, tempo: 2-x-3}]",
            at("3:34", "“2-x-3”", "2-1-3", "seconds"),
        ),
        ("steps: [{stretch: bridge, tempo: 0-1-3}]", at("3:34", "“0-1-3”", "out of reach")),
        ("steps: [{stretch: cobra, breathe: 4}]", at("3:35", "“4”", "4-6", "seconds")),
        ("steps: [{stretch: cobra, breathe: 4-61}]", at("3:35", "“4-61”", "4-6", "seconds")),
        ("steps: [{repeat: 2}]", at("3:9", "`steps`", "missing")),
        (
            "steps: [{repeat: 100, steps: [{repeat: 100, steps: [{rest: 5}, {rest: 5}]}]}]",
            at("3:9", "more than 10,000 sets"),
        ),
        ("steps: [{chime: gong}]", at("3:17", "“gong”", "not one of", "hold-start, hold-end")),
        (
            "steps: [{say: 'Your {mat}.'}]",
            at("3:15", "{mat}", "stands for nothing", "`variables`"),
        ),
        (
            "variables: {mat: rug}\nsteps: [{say: 'Your {mut}.'}]",
            at("4:15", "{mut}", "stands for nothing", "{mat}"),
        ),
        (
            "variables: {side: top}\nsteps: [{rest: 5}]",
            at("3:13", "{side}", "another name"),
        ),
        (
            "variables: {My mat: rug}\nsteps: [{rest: 5}]",
            at("3:13", "“My mat”", "no name"),
        ),
        ("variables: {mat: 'a {mat}'}\nsteps: [{rest: 5}]", at("3:18", "braces")),
        (
            "variables: {mat: " + "y" * 80 + "}\nsteps: [{say: '" + "{mat}" * 51 + "'}]",
            at("4:15", "variables", "longer than 4000 characters"),
        ),
        ("steps: [{include: other.yaml}]", at("3:19", "“other.yaml”", "cannot be included")),
        (
            "effort: brutal\nsteps: [{rest: 5}]",
            at("3:9", "“brutal”", "not one of", "easy, moderate, demanding"),
        ),
        ("needs: a mat\nsteps: [{rest: 5}]", at("3:8", "a list", "dash")),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, message: Says) -> None:
    assert message in problems(text)
