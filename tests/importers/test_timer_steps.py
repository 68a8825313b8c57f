"""How steps of timers are named, and which of them are rests."""

from __future__ import annotations

import pytest

from matcue.importers.timers.timer_steps import is_rest, name_of


@pytest.mark.parametrize(
    "name",
    [
        "Rest",
        "rest ",
        "RECOVER",
        "Recovery",
        "Break",
        "Short break",
        "Long rest",
        "Rest 10 sec",
        "Rest - Rest",
        "Rest: water",
        "Rest between sets",
        "Water break",
        "Active recovery",
        "Pause",
        "Kurze Pause",
        "Erholung",
        "Repos",
        "Descanso",
        "Pausa",
        "Riposo",
        "Отдых",
        "Breathe",
    ],
)
def test_a_rest_is_known_by_whole_words(name: str) -> None:
    assert is_rest(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "10",
        "Restorative twist",
        "Pause squat",
        "Heel rest on the wall",
        "Breakdance",
        "Breathe - in and out",
        "Constructive rest",
        "Recovery pose",
        "Relax the jaw",
        "Walk",
    ],
)
def test_an_exercise_whose_name_only_speaks_of_rest_is_none(name: str) -> None:
    assert not is_rest(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Ex. 1/4] Front", "Front"),
        ("[3/12] Front", "Front"),
        ("Round $(round)", "Round"),
        ("Plank ($(round)/$(rounds))", "Plank"),
        ("Exercise - Bridge", "Bridge"),
        ("Workout", "Workout"),
        ("Work", "Work"),
        ("10 Bridges", "10 Bridges"),
    ],
)
def test_what_an_app_puts_into_a_name_is_taken_out(text: str, name: str) -> None:
    assert name_of(text) == name
