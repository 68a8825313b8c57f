"""What `matcue check` warns of: nothing of it keeps a routine from being played."""

from __future__ import annotations

import pytest

from matcue.errors import Severity
from matcue.routine.loader import check_exercise, load_routine
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\n"
OWN = "stretch: Own, posture: seated, hold: 5"
WORDS = "words: {full: 'The {side} leg.', short: Leg.}"


def at(place: str, *words: str) -> Says:
    return Says(*words, at=f"{place}: warning")


def warnings(text: str) -> list[str]:
    routine = load_routine(HEAD + text, "mine.yaml", EXERCISES)
    assert all(warning.severity is Severity.WARNING for warning in routine.warnings)
    return [str(warning).removeprefix("mine.yaml:") for warning in routine.warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "steps: [{stretch: cobra, hold: 25}]",
            at("3:32", "25 s", "more than", "Cobra pose", "`hold`", "10 to 20 s"),
        ),
        (
            "steps: [{stretch: pelvic-tilt, reps: 7}]",
            at("3:38", "7", "less than", "Pelvic tilt", "`reps`", "8 to 12"),
        ),
        (
            "steps: [{stretch: knee-to-chest, sets: 1}]",
            at("3:40", "1", "less than", "Knee to chest", "`sets`", "2 to 3"),
        ),
        (
            "steps: [{stretch: march-in-place, time: 150}]",
            at("3:41", "150 s", "more than", "March in place", "`time`", "30 to 120 s"),
        ),
        (
            "steps: [{stretch: cobra, variant: low, hold: 17}]",
            at("3:46", "17 s", "more than", "Cobra pose", "`hold`", "5 to 15 s"),
        ),
        (
            "defaults: {hold: 5s}\nsteps: [{stretch: cobra}]",
            at("3:18", "5 s", "less than", "Cobra pose", "`hold`", "10 to 20 s"),
        ),
        (
            "steps: [{stretch: pelvic-tilt, hold: 20}]",
            at("3:38", "Pelvic tilt", "not meant for", "`hold`", "`reps`"),
        ),
        (
            "steps: [{stretch: cobra, sides: both}]",
            at("3:33", "Cobra pose", "no sides"),
        ),
        (
            "steps: [{stretch: figure-four, sides: none}]",
            at("3:39", "Seated figure four", "has sides"),
        ),
        (
            "steps: [{stretch: figure-four, sides: left}]",
            at("3:9", "Seated figure four", "left side only"),
        ),
        (
            "steps: [{stretch: pelvic-tilt, cues: silent}]",
            at("3:9", "Pelvic tilt", "none is counted"),
        ),
        (
            f"steps: [{{{OWN}, sides: both, {WORDS}}}]",
            at("3:103", "no {side}", "which one"),
        ),
        (
            f"steps: [{{{OWN}, {WORDS}}}]",
            at("3:64", "{side}", "without `sides`"),
        ),
        (
            "often: on PT days\nsteps: [{rest: 5}]",
            at("3:8", "“PT”", "may not be read", "write it out"),
        ),
        (
            "steps: [{say: As shown in the leaflet.}]",
            at("3:15", "“As shown”", "needs eyes"),
        ),
        (
            "variables: {who: your PT}\nsteps: [{say: 'Ask {who}.'}]",
            at("3:18", "“PT”", "may not be read", "write it out"),
        ),
    ],
)
def test_what_a_listener_would_suffer_from_is_told_where_it_stands(
    text: str, expected: Says
) -> None:
    assert warnings(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "steps: [{stretch: cobra, hold: 10}, {stretch: cobra, hold: 20}]",
        "steps: [{stretch: figure-four, sides: left}, {stretch: figure-four, sides: right}]",
        "steps: [{stretch: figure-four, extra: {left: 1}}]",
        "defaults: {hold: 15s}\nsteps: [{stretch: pelvic-tilt}]",
        "defaults: {hold: 90s}\nsteps: [{stretch: cobra, hold: 15s}]",
        "defaults: {hold: 90s}\nsteps: [{stretch: cobra, phases: [{reps: 5}, {hold: 9s}]}]",
        "steps: [{say: '3x L/R at 45°, 10 sec or 1/2 min each, with 2kg.'}]",
        "steps: [{say: 'Hold a sec., approx. 3 reps vs. 4, e.g. incl. toes etc., esp. at max.'}]",
        "steps: [{say: 'OK. Breathe in, and out. Seeing is not needed.'}]",
        "steps: [{stretch: Own, posture: seated, hold: 5m, words: {full: Sit., short: Sit.}}]",
    ],
)
def test_what_is_fine_is_not_warned_of(text: str) -> None:
    assert warnings(text) == []


def test_a_hold_from_the_defaults_that_suits_one_exercise_and_not_another() -> None:
    text = "defaults: {hold: 15s}\nsteps: [{stretch: cobra}, {stretch: figure-four}]"
    assert warnings(text) == [at("3:18", "15 s", "less than", "Seated figure four")]


def test_three_changes_of_posture_in_a_row_are_too_many() -> None:
    changes = "figure-four", "seated-twist", "childs-pose"
    steps = "".join(f"  - stretch: {key}\n" for key in changes)
    assert warnings(f"steps:\n{steps}") == [at("6:5", "posture", "3 times")]
    between = steps.replace("  - stretch: ch", "  - stretch: seated-twist\n  - stretch: ch")
    assert warnings(f"steps:\n{between}") == []


def test_an_exercise_s_words_are_looked_at_as_well() -> None:
    text = (
        "name: Hop\nposture: standing\nreps: 3\n"
        "words: {full: Hop w/ joy., short: 'See the picture.'}\n"
    )
    assert [str(warning) for warning in check_exercise(text, "hop.yaml")] == [
        at("hop.yaml:4:15", "“w/”", "may not be read"),
        at("hop.yaml:4:35", "“See the”", "needs eyes"),
    ]


def test_the_bundled_exercises_have_nothing_to_warn_of() -> None:
    steps = "".join(f"  - stretch: {key}\n  - rest: 5\n" for key in EXERCISES)
    restless = Says("posture", "times")
    assert [warning for warning in warnings(f"steps:\n{steps}") if warning != restless] == []


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("Now do set #1 of three, slowly.", "#1 of three, slowly."),
        ("Bend your knee # and hold your foot", "# and hold your foot"),
    ],
)
def test_what_yaml_takes_for_a_comment_in_a_text_is_told(written: str, lost: str) -> None:
    (told,) = warnings(f"steps:\n  - say: {written}\n")
    assert told == Says("nobody hears", f"“{lost}”", "quotation marks", at="4:10")


@pytest.mark.parametrize(
    "steps",
    [
        "  - rest: 20s  # as agreed\n",
        "  - say: Bend your knee  # the bad one\n",
        "  - say: Breathe. # slowly\n",
        '  - say: "Now do set #1."\n',
    ],
)
def test_a_comment_that_is_one_is_nothing_to_tell(steps: str) -> None:
    assert warnings(f"steps:\n{steps}") == []
