"""What `matcue check` warns of: nothing of it keeps a routine from being played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.errors import Severity
from matcue.routine.loader import check_exercise, load_routine
from tests.routine.written import HEAD, load
from tests.strategies import EXERCISES
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

OWN = "stretch: Own, posture: seated, hold: 5"
REPEATED = "stretch: Own, posture: seated, reps: 5"
WORDS = "words: {full: 'The {side} leg.', short: Leg.}"
PLAIN = "words: {full: Lift one leg., short: Lift.}"


def at(place: str, *words: str) -> Says:
    return Says(*words, at=f"{place}: warning")


def warnings(text: str) -> list[str]:
    routine = load(text)
    assert all(warning.severity is Severity.WARNING for warning in routine.warnings)
    return [str(warning).removeprefix("mine.yaml:") for warning in routine.warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "steps: [{stretch: cobra, hold: 41}]",
            at("3:32", "41 s", "more than", "Cobra pose", "`hold`", "10 to 20 s"),
        ),
        (
            "steps: [{stretch: knee-to-chest, hold: 31}]",
            at("3:40", "31 s", "more than", "Knee to chest", "`hold`", "20 to 30 s"),
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
            "steps: [{stretch: march-in-place, time: 14}]",
            at("3:41", "14 s", "less than", "March in place", "`time`", "30 to 120 s"),
        ),
        (
            "steps: [{stretch: cobra, variant: low, hold: 31}]",
            at("3:46", "31 s", "more than", "Cobra pose", "`hold`", "5 to 15 s"),
        ),
        (
            "defaults: {hold: 4s}\nsteps: [{stretch: cobra}]",
            at("3:18", "4 s", "less than", "Cobra pose", "`hold`", "10 to 20 s"),
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
            "steps: [{stretch: pelvic-tilt, cues: silent}]",
            at("3:9", "Pelvic tilt", "none is counted"),
        ),
        (
            f"steps: [{{{OWN}, sides: right, {PLAIN}}}]",
            at("3:78", "only the right side", "which one", "{side}"),
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
            "steps: [{say: Keep your back straight. Lift your arm like this.}]",
            at("3:15", "“like this”", "needs eyes"),
        ),
        (
            "steps: [{say: Look at the screen now and then.}]",
            at("3:15", "“Look at”", "needs eyes"),
        ),
        (
            "steps: [{say: Do what you see in the video.}]",
            at("3:15", "“in the video”", "needs eyes"),
        ),
        (
            "needs: [some water, mat]\nsteps: [{rest: 5}]",
            at("3:21", "“mat”", "no article", "`a mat`"),
        ),
        (
            "needs: [exercise band to pull]\nsteps: [{rest: 5}]",
            at("3:9", "“exercise band to pull”", "`an exercise band to pull`"),
        ),
        (
            "defaults: {countdown: 5}\nsteps: [{stretch: cobra, cues: silent}]",
            at("4:32", "`countdown`", "defaults", "`cues: silent`", "`off`"),
        ),
        (
            "defaults: {countdown: 5, cues: silent}\nsteps: [{stretch: cobra}]",
            at("3:23", "`countdown`", "`cues: silent`", "leave out"),
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
        "steps: [{stretch: cobra, hold: 5}, {stretch: cobra, hold: 40}]",
        "steps: [{stretch: figure-four, sides: left}]",
        f"steps: [{{{OWN}, sides: both, {PLAIN}}}]",
        f"steps: [{{{OWN}, sides: left, words: {{full: Lift your left leg., short: Lift.}}}}]",
        f"steps: [{{{OWN}, sides: left, {WORDS}}}]",
        f"steps: [{{{OWN.replace('Own', 'Left leg')}, sides: left, {PLAIN}}}]",
        f"steps: [{{{OWN.replace('seated', 'on the side')}, sides: left, {PLAIN}}}]",
        "steps: [{stretch: cobra, hold: 2m, because: after the operation}]",
        "defaults: {hold: 2m}\nsteps: [{stretch: cobra, because: after the operation}]",
        "steps: [{stretch: cobra, sides: both, because: after the operation}]",
        f"steps: [{{{OWN}, {WORDS}, because: after the operation}}]",
        f"steps: [{{{OWN}, words: {{full: As shown, short: Up}}, because: he has the sheet}}]",
        "steps: [{stretch: pelvic-tilt, cues: silent, because: a child sleeps beside}]",
        "defaults: {countdown: 5, cues: silent}\nsteps: [{stretch: relaxed-breathing}]",
        "needs: [a mat, An umbrella, sturdy shoes, water, two chairs]\nsteps: [{rest: 5}]",
        "needs: [your doctor's band, 2 kg, a mat or towel]\nsteps: [{rest: 5}]",
        "defaults: {countdown: 5}\nsteps: [{stretch: cobra, cues: silent, countdown: off}]",
        "defaults: {countdown: 5}\nsteps: [{stretch: relaxed-breathing}]",
        "defaults: {countdown: off}\nsteps: [{stretch: cobra, cues: silent}]",
        f"defaults: {{countdown: 5}}\nsteps: [{{{REPEATED}, cues: silent, {PLAIN}}}]",
        "steps: [{say: Take your eyes off the screen and close them.}]",
        "steps: [{say: 'Don’t look at the screen, and breathe.'}]",
        "steps: [{say: Stay like this. See the sea before you. Watch the breath.}]",
        "steps: [{say: Your jaw may click. Picture a drawing of the sea.}]",
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
    text = "defaults: {hold: 15s}\nsteps: [{stretch: cobra}, {stretch: knee-to-chest}]"
    assert warnings(text) == [at("3:18", "15 s", "less than", "Knee to chest")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["cobra", "march-in-place", "bridge"], [at("6:5", "floor", "3 times")]),
        (["cobra", "relaxed-breathing", "figure-four", "bridge"], [at("7:5", "floor", "3 times")]),
        (["cobra", "march-in-place", "arms-rising", "bridge"], []),
        (["cobra", "bridge", "cat-cow", "clam", "childs-pose"], []),
        (["march-in-place", "figure-four", "march-in-place", "figure-four"], []),
    ],
)
def test_getting_down_and_up_again_three_times_in_a_row_is_too_much(
    keys: list[str], expected: list[Says]
) -> None:
    steps = "".join(f"  - stretch: {key}\n" for key in keys)
    assert warnings(f"steps:\n{steps}") == expected


def test_a_reason_silences_what_is_said_of_its_step_and_of_no_other(tmp_path: Path) -> None:
    (tmp_path / "inner.yaml").write_text(
        f"{HEAD}steps:\n  - {{stretch: cobra, hold: 2m, because: after the operation}}\n"
        "  - {stretch: cobra, hold: 3m}\n",
        encoding="utf-8",
    )
    outer = tmp_path / "outer.yaml"
    text = f"{HEAD}steps: [{{include: inner.yaml}}, {{stretch: cobra, hold: 4m}}]"
    found = load_routine(text, "outer.yaml", EXERCISES, outer).warnings
    assert [str(warning) for warning in found] == [
        at("inner.yaml:5:28", "180 s", "more than"),
        at("outer.yaml:3:55", "240 s", "more than"),
    ]


def test_an_exercise_s_words_are_looked_at_as_well() -> None:
    text = (
        "name: Hop\nposture: standing\nreps: 3\n"
        "words: {full: Hop w/ joy., short: 'See the picture.'}\n"
    )
    assert [str(warning) for warning in check_exercise(text, "hop.yaml")] == [
        at("hop.yaml:4:15", "“w/”", "may not be read"),
        at("hop.yaml:4:35", "“See the picture”", "needs eyes"),
    ]


def test_the_bundled_exercises_have_nothing_to_warn_of() -> None:
    steps = "".join(f"  - stretch: {key}\n  - rest: 5\n" for key in EXERCISES)
    restless = Says("gets down", "times")
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
