"""The controls as a config file changes them."""

from __future__ import annotations

import tomllib

import pytest

from matcue.controls.bindings import CONTROLS, Button, by_default, controls
from matcue.controls.key_codes import NAMED
from matcue.errors import UsageError
from tests.told import Says

ALL = (
    "pause or resume, pause, resume, next, previous, repeat, redo side, skip exercise, more time, "
    "less time, slower, faster, louder, quieter, how long, where am I, stop"
)


def keys(config: str, command: str) -> list[str]:
    """The keys of a command with a config."""
    held = controls(tomllib.loads(config)).keys
    return [key for key, name in held.items() if name == command]


def test_without_a_config_they_are_those_of_the_table() -> None:
    own = controls({})
    assert (own.keys, own.buttons) == (by_default("keys"), by_default("buttons"))


def test_an_entry_is_in_place_of_the_keys_of_the_table() -> None:
    assert keys('keys.next = "enter"', "next") == ["enter"]
    assert keys('keys.next = ["Enter", "f5", "page down", "N"]', "next") == [
        *("enter", "f5", "page down", "n")
    ]
    assert keys("keys.next = []", "next") == []
    assert keys('keys.next = "enter"', "previous") == ["p", "left"]


def test_an_entry_takes_a_key_away_from_whom_it_belongs_to() -> None:
    config = 'keys.louder = ["p", " "]'
    assert keys(config, "louder") == ["p", "space"]
    assert keys(config, "previous") == ["left"]
    assert keys(config, "pause or resume") == []


def test_two_commands_can_exchange_their_keys() -> None:
    config = 'keys.slower = "]"\nkeys.faster = "["'
    assert keys(config, "slower") == ["]"]
    assert keys(config, "faster") == ["["]


@pytest.mark.parametrize("name", ['"more time"', "more-time", "more_time", '"More Time"'])
def test_a_command_is_written_as_one_likes(name: str) -> None:
    assert keys(f'[keys]\n{name} = "m"', "more time") == ["m"]
    assert keys('[keys]\nwhere-am-i = "m"', "where am I") == ["m"]


def test_buttons_are_changed_in_the_same_way() -> None:
    buttons = controls(tomllib.loads('[buttons]\nrepeat = ["next", "Twice"]')).buttons
    assert buttons == {
        "play-pause": "pause or resume",
        "pause": "pause",
        "play": "resume",
        "previous": "previous",
        "stop": "stop",
        "next": "repeat",
        "twice": "repeat",
    }


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ('keys.mor-time = "m"', ("[keys]", "“mor-time”", ALL, "Did you mean more time?")),
        ('buttons.xyz = "next"', ("[buttons]", "“xyz”", ALL)),
        (
            'buttons.next = "nxt"',
            ("[buttons]", "“nxt”", ", ".join(Button), "Did you mean next?"),
        ),
        (
            'keys.next = "esc"',
            ("[keys]", "“esc”", "one character", ", ".join(NAMED), "Did you mean escape?"),
        ),
        ("keys.next = 1", ("[keys]", "next", "one text", "list")),
        ("keys.next = [true]", ("[keys]", "next", "one text", "list")),
        ('keys.next = "x"\nkeys.stop = ["y", "x"]', ("[keys]", "“x”", "both", "next", "stop")),
        ('keys."more time" = "x"\nkeys.more-time = "y"', ("[keys]", "more time", "twice")),
    ],
)
def test_a_mistake_is_told_with_what_to_write(config: str, words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as refused:
        controls(tomllib.loads(config))
    assert str(refused.value) == Says(*words)
    assert ("Did you mean" in str(refused.value)) == ("Did you mean" in words[-1])


def test_every_command_and_every_button_can_be_given() -> None:
    for button, command in zip(Button, CONTROLS, strict=False):
        assert controls({"buttons": {command: button}}).buttons[button] == command
    for command in CONTROLS:
        assert controls({"keys": {command: "ß"}}).keys["ß"] == command


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ({}, ("space", "play")),
        ({"keys": {"pause-or-resume": "enter"}}, ("enter", "play")),
        ({"keys": {"pause-or-resume": "+", "resume": "g"}}, ("plus sign", "play")),
        ({"keys": {"pause-or-resume": [], "resume": "g"}}, ("g", "play")),
        ({"keys": {"pause-or-resume": []}}, ("play",)),
        ({"buttons": {"resume": [], "pause-or-resume": "next"}}, ("space", "next")),
        ({"buttons": {"resume": [], "pause-or-resume": []}}, ("space",)),
    ],
)
def test_who_waits_is_told_the_keys_and_buttons_of_their_own(
    written: dict[str, dict[str, object]], ways: tuple[str, ...]
) -> None:
    assert controls(written).ways_on == ways
