"""LiftMark: a line for each set."""

from __future__ import annotations

import pytest

from matcue.importers.lists import liftmark
from matcue.importers.readers import READERS
from tests.importers.outline import document, outline, read_by

FILE = """# Legs and trunk
@tags: knees

## Glute bridge
- 12 @rest: 60s
- 12 @rest: 60s
- 8

## Side plank
Keep the hips high (see picture 2).
- 30s @perside @rest: 20s
- 30s @perside

## Wall sit
- 2m
- 20 lbs x 45s

## Push-up
- 25 lbs for 10 reps
- bw x AMRAP

## Calf stretch
- 45s each leg

## Row
- 200m
"""


def test_equal_sets_are_told_once_and_others_keep_their_rest() -> None:
    (programme,) = read_by(liftmark, FILE)

    assert (programme.format, programme.title) == ("liftmark", "Legs and trunk")
    assert outline(programme.steps) == [
        "reps Glute bridge 12 times x2 rest 60",
        "rest  60",
        "reps Glute bridge 8 times",
        "hold Side plank 30 both x2 rest 20",
        "hold Wall sit 120",
        "hold Wall sit 45",
        "reps Push-up 10 times",
        "reps Push-up",
        "hold Calf stretch 45 both",
        "distance Row",
    ]
    assert programme.steps[3].text == "Keep the hips high."
    assert [(step.line, step.why) for step in programme.steps if step.why] == [
        (20, "How many repetitions, or how long?"),
        (26, "Is it metres, or minutes?"),
    ]
    assert [(out.line, out.why) for out in programme.left_out] == [
        (16, "a session tells no weights (2 of them)")
    ]


def test_the_exercises_of_a_superset_take_turns() -> None:
    (programme,) = read_by(
        liftmark,
        "## Superset: arms\n### Curl\n- 10\n- 10\n### Dip\n- 8 @rest: 30s\n- 8\n## Plank\n- 1:30",
    )

    assert outline(programme.steps) == [
        ["rounds x2 rest 30", "reps Curl 10 times", "reps Dip 8 times"],
        "hold Plank 90",
    ]


@pytest.mark.parametrize("text", ["## Hips\n- Bridge: 10\n- 30s", "- 10\n- 12", "## Hips\n10 reps"])
def test_other_lists_are_none_of_its_files(text: str) -> None:
    assert not liftmark.recognises(document(text))
    assert READERS[-1].recognises(document(text))
