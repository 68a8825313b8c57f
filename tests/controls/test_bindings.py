"""The one table: every command stands in it, and nothing asks for two of them."""

from __future__ import annotations

from collections import Counter

import pytest

from matcue.controls.bindings import CONTROLS, Button, by_default, help_lines, most_needed
from matcue.controls.key_codes import is_key
from matcue.timeline.commands import Command


def test_every_command_has_its_row_and_no_other_has_one() -> None:
    assert list(CONTROLS) == list(Command)


@pytest.mark.parametrize("kind", ["keys", "buttons", "words"])
def test_nothing_asks_for_two_commands(kind: str) -> None:
    counted = Counter(one for control in CONTROLS.values() for one in getattr(control, kind))
    assert set(counted.values()) == {1}


def test_keys_and_buttons_are_some_that_can_be_pressed() -> None:
    assert all(map(is_key, by_default("keys")))
    assert set(by_default("buttons")) == set(Button)


def test_every_command_has_something_to_press_and_something_to_say() -> None:
    reached = {**by_default("keys"), **by_default("buttons")}
    assert set(reached.values()) == set(CONTROLS)
    unsaid = {name for name, control in CONTROLS.items() if not control.words}
    assert unsaid == {Command.PAUSE_OR_RESUME}


def test_spoken_words_are_as_a_recogniser_gives_them() -> None:
    said = " ".join(word for control in CONTROLS.values() for word in control.words)
    assert said.lower().replace(" ", "").isalpha()


def test_the_most_needed_keys_are_those_that_the_person_has() -> None:
    assert most_needed(by_default("keys")) == (
        ("space", "pause"),
        ("n", "next"),
        ("p", "back"),
        ("r", "repeat"),
        ("q", "quit"),
    )
    assert most_needed({"x": "stop", "y": "stop", "z": "louder"}) == (("x", "quit"),)


def test_the_line_of_help_is_whole_or_short() -> None:
    assert help_lines(by_default("keys")) == (
        "space pause · n next · p back · r repeat · q quit",
        "space · n · p · r · q",
    )
    assert help_lines({}) == ("", "")
