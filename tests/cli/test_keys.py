"""The keys and buttons of a session: shown, changed in the config, refused when they are wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from matcue.controls.bindings import CONTROLS
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

OWN = """\
voice = "tone"

[keys]
next = ["enter", "right"]
more-time = "q"

[buttons]
repeat = "next"
"""


@pytest.fixture
def config(home: Path) -> Path:
    path = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def shown(run: Run) -> dict[str, dict[str, list[str]]]:
    result = run("keys", "--json")
    assert result.exit_code == 0
    return {row.pop("command"): row for row in json.loads(result.stdout)["commands"]}


def test_they_are_shown_as_the_table_has_them(run: Run) -> None:
    assert shown(run) == {
        name: {
            "keys": list(control.keys),
            "buttons": list(control.buttons),
            "words": list(control.words),
            "does": control.does,
        }
        for name, control in CONTROLS.items()
    }


def rows(run: Run) -> dict[str, list[str]]:
    """The rows of the table, without its head, by command."""
    lines = run("keys").stdout.splitlines()[1:]
    return {command: rest for command, *rest in (re.split("  +", line.strip()) for line in lines)}


def test_on_a_desktop_each_command_has_a_row(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")
    monkeypatch.setenv("COLUMNS", "160")
    shown = rows(run)
    assert list(shown) == list(CONTROLS)
    assert shown["stop"] == ["q", "stop", "ends the session"]
    assert shown["pause"] == ["pause", "pauses"]


def test_without_a_desktop_there_are_only_keys(run: Run, config: Path) -> None:
    config.write_text("[keys]\nrepeat = []\n", encoding="utf-8")
    *lines, last = run("keys").stdout.splitlines()
    assert lines[0].split() == "command keys what it does".split()
    shown = {re.split("  +", line)[0] for line in lines[1:] if not line.startswith(" ")}
    assert shown == {*CONTROLS} - {"pause", "resume", "repeat"}
    assert "twice" not in "".join(lines)
    assert last == Says("Buttons", "Linux desktop", "`matcue doctor`")


def test_they_are_shown_as_the_person_has_them(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text(OWN, encoding="utf-8")
    own = shown(run)
    assert own["next"]["keys"] == ["enter", "right"]
    assert own["more time"]["keys"] == ["q"]
    assert own["stop"]["keys"] == []
    assert own["repeat"]["buttons"] == ["next"]
    assert own["next"]["buttons"] == ["twice"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")
    assert rows(run)["next"] == ["enter", "right", "twice", "goes to the next section"]


@pytest.mark.parametrize("command", [("keys",), ("play", "short"), ("voices", "try", "tone")])
def test_a_wrong_one_is_told_before_anything_is_heard(
    run: Run, config: Path, command: tuple[str, ...]
) -> None:
    config.write_text('[keys]\nstop = "esc"\n', encoding="utf-8")
    result = run(*command)
    told = Says("[keys]", "“esc”", "one character", "Did you mean escape?", at=f"matcue: {config}")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("keys = 3", ("keys", "table", "[keys]")),
        ("[chimes]\na = 1", ("chimes", "one text or number")),
    ],
)
def test_what_should_be_a_table_and_what_should_not(
    run: Run, config: Path, text: str, words: tuple[str, ...]
) -> None:
    config.write_text(text, encoding="utf-8")
    for command in (("keys",), ("show", "short", "--voice", "tone")):
        result = run(*command)
        told = result.stderr == Says(*words, at=f"matcue: {config}")
        assert told is ((command[0] == "keys") is text.startswith("keys"))


def test_what_is_no_toml_is_told_once(run: Run, config: Path) -> None:
    config.write_text("[keys", encoding="utf-8")
    assert run("keys").stderr == Says(str(config), "not TOML", at="matcue")


def test_keys_of_a_session_do_not_matter_where_none_is_played(run: Run, config: Path) -> None:
    config.write_text(OWN, encoding="utf-8")
    assert "with the voice tone" in run("show", "short").stdout


def test_help_tells_the_most_needed_keys(run: Run) -> None:
    told = " ".join(run("play", "--help").stdout.split())
    assert told == Says("space pause, n next, p back, r repeat, q quit", "`matcue keys`")
