"""What `matcue check` warns of: nothing of it keeps a routine from being played."""

from __future__ import annotations

import pytest

from matcue.errors import Severity
from matcue.routine.loader import check_exercise, load_routine
from tests.strategies import EXERCISES

HEAD = "title: Mine\nabout: For me.\n"
OWN = "stretch: Own, posture: seated, hold: 5"
WORDS = "words: {full: 'The {side} leg.', short: Leg.}"


def warnings(text: str) -> list[str]:
    routine = load_routine(HEAD + text, "mine.yaml", EXERCISES)
    assert all(warning.severity is Severity.WARNING for warning in routine.warnings)
    return [str(warning).removeprefix("mine.yaml:") for warning in routine.warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "steps: [{stretch: cobra, hold: 25}]",
            "3:32: warning: 25 s is more than Cobra pose is meant for (`hold` from 10 to 20 s)",
        ),
        (
            "steps: [{stretch: pelvic-tilt, reps: 7}]",
            "3:38: warning: 7 is less than Pelvic tilt is meant for (`reps` from 8 to 12)",
        ),
        (
            "steps: [{stretch: knee-to-chest, sets: 1}]",
            "3:40: warning: 1 is less than Knee to chest is meant for (`sets` from 2 to 3)",
        ),
        (
            "steps: [{stretch: march-in-place, time: 150}]",
            (
                "3:41: warning: 150 s is more than March in place is meant for "
                "(`time` from 30 to 120 s)"
            ),
        ),
        (
            "steps: [{stretch: cobra, variant: low, hold: 17}]",
            "3:46: warning: 17 s is more than Cobra pose is meant for (`hold` from 5 to 15 s)",
        ),
        (
            "defaults: {hold: 5s}\nsteps: [{stretch: cobra}]",
            "3:18: warning: 5 s is less than Cobra pose is meant for (`hold` from 10 to 20 s)",
        ),
        (
            "steps: [{stretch: pelvic-tilt, hold: 20}]",
            "3:38: warning: Pelvic tilt is not meant for `hold` (`reps` is)",
        ),
        (
            "steps: [{stretch: cobra, sides: both}]",
            "3:33: warning: Cobra pose has no sides",
        ),
        (
            "steps: [{stretch: figure-four, sides: none}]",
            "3:39: warning: Seated figure four has sides",
        ),
        (
            "steps: [{stretch: figure-four, sides: left}]",
            "3:9: warning: Seated figure four is done on the left side only",
        ),
        (
            "steps: [{stretch: pelvic-tilt, cues: silent}]",
            "3:9: warning: Pelvic tilt is told by its numbers, and none is counted",
        ),
        (
            f"steps: [{{{OWN}, sides: both, {WORDS}}}]",
            "3:103: warning: no {side} is named, and a listener cannot know which one",
        ),
        (
            f"steps: [{{{OWN}, {WORDS}}}]",
            "3:64: warning: there is no {side} in an exercise without `sides`",
        ),
        (
            "often: with 3 reps\nsteps: [{rest: 5}]",
            "3:8: warning: “reps” may not be read as it is meant (write it out as it is spoken)",
        ),
        (
            "steps: [{say: As shown in the leaflet.}]",
            "3:15: warning: “As shown” needs eyes (say it so that it can be done without)",
        ),
        (
            "steps: [{say: 'Hold a sec.'}]",
            "3:15: warning: “sec” may not be read as it is meant (write it out as it is spoken)",
        ),
        (
            "variables: {who: your PT}\nsteps: [{say: 'Ask {who}.'}]",
            "3:18: warning: “PT” may not be read as it is meant (write it out as it is spoken)",
        ),
    ],
)
def test_what_a_listener_would_suffer_from_is_told_where_it_stands(
    text: str, expected: str
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
        "steps: [{say: 'OK. Breathe in, and out. Seeing is not needed.'}]",
        "steps: [{stretch: Own, posture: seated, hold: 5m, words: {full: Sit., short: Sit.}}]",
    ],
)
def test_what_is_fine_is_not_warned_of(text: str) -> None:
    assert warnings(text) == []


def test_a_hold_from_the_defaults_that_suits_one_exercise_and_not_another() -> None:
    (warning,) = warnings(
        "defaults: {hold: 15s}\nsteps: [{stretch: cobra}, {stretch: figure-four}]"
    )
    assert warning.startswith("3:18: warning: 15 s is less than Seated figure four is meant for")


def test_three_changes_of_posture_in_a_row_are_too_many() -> None:
    changes = "figure-four", "seated-twist", "childs-pose"
    steps = "".join(f"  - stretch: {key}\n" for key in changes)
    assert warnings(f"steps:\n{steps}") == [
        "6:5: warning: the posture changes 3 times in a row (put stretches of one posture together)"
    ]
    between = steps.replace("  - stretch: ch", "  - stretch: seated-twist\n  - stretch: ch")
    assert warnings(f"steps:\n{between}") == []


def test_an_exercise_s_words_are_looked_at_as_well() -> None:
    text = (
        "name: Hop\nposture: standing\nreps: 3\n"
        "words: {full: Hop 3 reps., short: 'See the picture.'}\n"
    )
    assert [str(warning) for warning in check_exercise(text, "hop.yaml")] == [
        (
            "hop.yaml:4:15: warning: “reps” may not be read as it is meant (write it out as it is "
            "spoken)"
        ),
        "hop.yaml:4:35: warning: “See the” needs eyes (say it so that it can be done without)",
    ]


def test_the_bundled_exercises_have_nothing_to_warn_of() -> None:
    steps = "".join(f"  - stretch: {key}\n  - rest: 5\n" for key in EXERCISES)
    told = [warning for warning in warnings(f"steps:\n{steps}") if "posture changes" not in warning]
    assert told == []
