"""Two small kinds of timers: Exercise Timer of GNOME, and scripts of audio-instruction."""

from __future__ import annotations

import pytest

from matcue.importers.folding import lasts
from matcue.importers.programme import Sides
from matcue.importers.timers import audio_instruction, exercise_timer
from tests.importers.outline import document, outline, read_by


@pytest.mark.parametrize(
    "training",
    [
        {"Title": "Mine", "Sets": 4, "PreparationSec": 5, "ExerciseSec": 30, "RestSec": 10},
        {"name": "Mine", "sets": 4, "warmup_s": 5, "exercise_s": 30, "rest_s": 10},
        {"name": "Mine", "sets": 4, "prepare_s": 5, "exercise_s": 30, "rest_s": 10},
    ],
)
def test_a_training_has_rests_between_its_sets_alone(training: dict[str, object]) -> None:
    (programme,) = read_by(exercise_timer, [training])

    assert programme.title == "Mine"
    assert outline(programme.steps) == ["time Get ready 5", "time Work 30 x4 rest 10"]
    assert lasts(programme.steps) == 5 + 4 * 30 + 3 * 10


SCRIPT = {
    "language": "de",
    "background_urls": ["https://example.org/music"],
    "instructions": [
        "Sit down",
        {"text": "Lunge (Right Leg): Keep the back long", "duration_seconds": 60},
        {"text": "Lunge (Left Leg): Switch sides for balance", "duration_seconds": 60},
        {"text": "Bridge", "duration_seconds": 45},
    ],
}


def test_a_script_has_names_words_and_the_usual_length() -> None:
    (programme,) = read_by(audio_instruction, SCRIPT)

    assert outline(programme.steps) == ["time Sit down 30", "time Lunge 60 both", "time Bridge 45"]
    assert (programme.steps[1].first, programme.steps[1].text) == (
        Sides.RIGHT,
        "Keep the back long",
    )
    assert lasts(programme.steps) == 195
    assert (programme.language, programme.left_out[0].source) == ("de", "music")


def test_a_script_of_lines_has_its_seconds_after_a_bar() -> None:
    (programme,) = read_by(audio_instruction, "# Mine\n\nSit down\nBridge | 45\nPlank | 20\n")

    assert outline(programme.steps) == ["time Sit down 30", "time Bridge 45", "time Plank 20"]
    assert [step.line for step in programme.steps] == [3, 4, 5]


@pytest.mark.parametrize(
    "content",
    ["Bridge\nPlank\n", "| Bridge | 3 |\n| Plank | 4 |\n", "Bridge | 3 | 10\nPlank | 3 | 10\n"],
)
def test_lists_and_tables_are_no_scripts(content: str) -> None:
    assert not audio_instruction.recognises(document(content))
