"""A session that desktops, headsets and phones see and control: a real D-Bus, a real playerctl."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.conftest import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    Start = Callable[..., subprocess.Popen[str]]
    Run = Callable[..., Result]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux")

ROUTINE = ("short", "--voice", "tone", "--pace", "4")
BRIEFLY = ("voices", "try", "tone", "Hi.", "--speed", "2", "--sink", "null")


def playerctl(*arguments: str) -> str:
    """What playerctl prints; nothing while there is no session."""
    command = ["playerctl", "--player", "matcue", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def shown() -> str:
    return playerctl("metadata", "--format", "{{status}}: {{title}}")


@pytest.fixture
def player(session_bus: subprocess.Popen[str], start: Start) -> Iterator[subprocess.Popen[str]]:
    """A session without a terminal, as it begins to play."""
    with start("play", *ROUTINE, "--sink", "null") as player:
        try:
            wait_for(lambda: shown() == "Playing: Welcome")
            yield player
        finally:
            player.kill()


def left(player: subprocess.Popen[str]) -> list[str]:
    """The titles of what was heard, after the session has ended without a complaint."""
    out, err = player.communicate(timeout=10)
    assert (player.returncode, err) == (0, "")
    titles = re.findall(r"^\d+:\d\d (.*?):", out, re.MULTILINE)
    return [title for i, title in enumerate(titles) if titles[i - 1 : i] != [title]]


def test_a_session_tells_what_it_plays(player: subprocess.Popen[str], run: Run) -> None:
    timeline = json.loads(run("show", *ROUTINE, "--json").stdout)
    section = timeline["sections"][0]
    bus_name = f"matcue.instance{player.pid}"
    assert playerctl("--list-all") == bus_name
    assert playerctl("metadata", "mpris:trackid") == "'/matcue/section/0'"
    assert playerctl("metadata", "xesam:title") == section["title"] == "Welcome"
    assert playerctl("metadata", "xesam:album") == "Short one"
    length = int(playerctl("metadata", "mpris:length"))
    assert length == section["frames"] * 1_000_000 // timeline["rate"]


def test_playerctl_pauses_and_goes_on(player: subprocess.Popen[str]) -> None:
    playerctl("pause")
    assert playerctl("status") == "Paused"
    position = playerctl("position")
    playerctl("pause")
    assert playerctl("status") == "Paused"
    assert playerctl("position") == position
    playerctl("play")
    assert playerctl("status") == "Playing"
    playerctl("play")
    assert playerctl("status") == "Playing"
    wait_for(lambda: float(playerctl("position")) > float(position))
    playerctl("play-pause")
    assert playerctl("status") == "Paused"
    playerctl("stop")
    assert left(player) == ["Welcome"]


def test_playerctl_goes_to_other_sections_and_ends_the_session(
    player: subprocess.Popen[str],
) -> None:
    playerctl("next")
    wait_for(lambda: shown() == "Playing: Before we begin")
    assert float(playerctl("position")) < 3
    assert player.stdout
    assert player.stdout.readline() == "0:00 Welcome: Hello.\n"
    playerctl("previous")
    wait_for(lambda: shown() == "Playing: Welcome")
    playerctl("next")
    wait_for(lambda: shown() == "Playing: Before we begin")
    playerctl("stop")
    left(player)
    assert shown() == ""


@pytest.fixture
def followed(player: subprocess.Popen[str], home: Path) -> Iterator[Path]:
    """The file to which playerctl writes what it is told, without asking again."""
    path = home / "followed"
    form = "{{status}}: {{title}}"
    with (
        path.open("w") as file,
        subprocess.Popen(
            ["playerctl", "--player", "matcue", "--follow", "metadata", "--format", form],
            stdout=file,
        ) as follower,
    ):
        yield path
        follower.kill()


def test_what_changes_is_told_to_who_follows(player: subprocess.Popen[str], followed: Path) -> None:
    told: list[str] = []
    for action, news in (
        ("position", "Playing: Welcome"),
        ("pause", "Paused: Welcome"),
        ("next", "Paused: Before we begin"),
        ("play", "Playing: Before we begin"),
    ):
        playerctl(action)
        told.append(news)
        wait_for(lambda: followed.read_text(encoding="utf-8").splitlines() == told)
    playerctl("stop")
    left(player)


def test_two_presses_of_a_headset_go_to_the_next_section(player: subprocess.Popen[str]) -> None:
    path, name = "/org/mpris/MediaPlayer2", f"org.mpris.MediaPlayer2.matcue.instance{player.pid}"
    button = DBusAddress(path, name, "org.mpris.MediaPlayer2.Player")
    with open_dbus_connection() as headset:
        for _ in range(2):
            headset.send(new_method_call(button, "PlayPause"))
    wait_for(lambda: shown() == "Playing: Before we begin")
    playerctl("stop")
    left(player)


def test_a_call_that_means_nothing_here_is_refused(player: subprocess.Popen[str]) -> None:
    path, name = "/org/mpris/MediaPlayer2", f"org.mpris.MediaPlayer2.matcue.instance{player.pid}"
    properties = DBusAddress(path, name, "org.freedesktop.DBus.Properties")
    with open_dbus_connection() as stranger:
        for signature, body in ("ss", ("a", "b")), ("as", (["a"],)), ("x", (1,)):
            call = new_method_call(properties, "Get", signature, body)
            (refusal,) = stranger.send_and_get_reply(call, timeout=5).body
            assert refusal == "matcue has no Get like this."
    assert shown() == "Playing: Welcome"
    playerctl("stop")
    left(player)


def test_a_session_goes_on_when_the_bus_goes_away(
    session_bus: subprocess.Popen[str], player: subprocess.Popen[str]
) -> None:
    session_bus.kill()
    session_bus.wait()
    assert player.stdout
    titles = (line.split(" ", 1)[1] for line in player.stdout)
    assert any(title.startswith("Cobra") for title in titles)
    player.send_signal(signal.SIGINT)
    assert player.communicate(timeout=10) == ("", "")


@pytest.mark.parametrize(
    "address", ["", "autolaunch:", "tcp:host=localhost", "unix:path=/nowhere", "nonsense"]
)
def test_without_a_bus_a_session_is_as_ever(
    start: Start, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    speaking = start(*BRIEFLY)
    assert speaking.communicate(timeout=20) == ("Hi.\n", "")
    assert speaking.returncode == 0


@pytest.mark.parametrize("greeting", [b"", b"OK 1234\r\n", b"REJECTED EXTERNAL\r\n"])
def test_a_bus_that_hangs_or_refuses_keeps_no_session(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch, greeting: bytes
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={home}/bus")
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(os.fspath(home / "bus"))
        bus.listen()
        speaking = start(*BRIEFLY)
        caller, _ = bus.accept()
        with caller:
            caller.send(greeting)
            assert speaking.communicate(timeout=20) == ("Hi.\n", "")
    assert speaking.returncode == 0
