"""A session that desktops, headsets and phones see and control: a real D-Bus, a real playerctl."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from matcue.controls.mpris_player import METHODS, PATH, PLAYER, PROPERTIES, ROOT
from tests.conftest import debian
from tests.told import Says, but_gaps
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.waiting import Takes

    Start = Callable[..., subprocess.Popen[str]]
    Run = Callable[..., Result]

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux"),
]

ROUTINE = ("short", "--voice", "tone", "--pace", "4")
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
STOPPED = Says("Stopped at", "`matcue play --resume`")
BRIEFLY = ("voices", "try", "tone", "Hi.", "--speed", "2", "--sink", "null")


def playerctl(*arguments: str) -> str:
    """What playerctl prints; nothing while there is no session."""
    command = ["playerctl", "--player", "matcue", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def shown() -> str:
    return playerctl("metadata", "--format", "{{status}}: {{title}}")


def wait_until_shown(text: str) -> None:
    wait_for(lambda: shown() == text)


def wait_until_at(seconds: float) -> None:
    wait_for(lambda: float(playerctl("position")) == seconds)


@pytest.fixture
def player(session_bus: subprocess.Popen[str], start: Start) -> Iterator[subprocess.Popen[str]]:
    """A session without a terminal, as it begins to play."""
    with start("play", *ROUTINE, "--sink", "null") as player:
        try:
            wait_until_shown("Playing: Welcome")
            yield player
        finally:
            player.kill()


def left(player: subprocess.Popen[str], told: str | Says = STOPPED) -> list[str]:
    """The titles of what was heard, after the session has ended and told no more than this."""
    out, err = player.communicate(timeout=PATIENCE)
    assert (player.returncode, but_gaps(err)) == (0, told)
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
    assert playerctl("metadata", "xesam:trackNumber") == "1"
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
    wait_until_shown("Playing: Before we begin")
    assert float(playerctl("position")) < 3
    assert player.stdout
    assert player.stdout.readline() == "0:00 Welcome: Hello.\n"
    playerctl("previous")
    wait_until_shown("Playing: Welcome")
    playerctl("next")
    wait_until_shown("Playing: Before we begin")
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


def to_long_section(player: subprocess.Popen[str]) -> None:
    """Pause at the start of a section of minutes."""
    playerctl("pause")
    for title in ("Before we begin", "Cobra pose"):
        playerctl("next")
        wait_until_shown(f"Paused: {title}")
    assert float(playerctl("position")) == 0


def test_playerctl_goes_to_any_place_of_a_section(player: subprocess.Popen[str]) -> None:
    to_long_section(player)
    for asked, position in (
        ("5+", 5),
        ("2.5+", 7.5),
        ("5-", 2.5),
        ("3", 3),
        ("99-", 0),
        ("6", 6),
        ("0", 0),
    ):
        playerctl("position", asked)
        wait_until_at(position)
    playerctl("position", "9999")
    playerctl("position", "1")
    wait_until_at(1)
    assert shown() == "Paused: Cobra pose"
    playerctl("position", "9999+")
    wait_until_shown("Paused: Reach, left")
    assert float(playerctl("position")) == 0
    playerctl("stop")
    left(player)


class Desktop:
    """Who calls a session by its name on the bus."""

    def __init__(self, bus: DBusConnection, player: subprocess.Popen[str]) -> None:
        self.bus = bus
        self._name = f"org.mpris.MediaPlayer2.matcue.instance{player.pid}"

    def call(self, interface: str, method: str, *arguments: object, path: str = PATH) -> Any:  # noqa: ANN401
        """What a method gives; a refusal's sentence where it is refused."""
        signatures = {str: "s", int: "x", tuple: "v", ObjectPath: "o"}
        signature = "".join(signatures[type(argument)] for argument in arguments)
        address = DBusAddress(path, self._name, interface)
        call = new_method_call(address, method, signature or None, arguments)
        body = self.bus.send_and_get_reply(call, timeout=PATIENCE).body
        return body[0] if body else None

    def player(self, method: str, *arguments: object) -> object:
        return self.call(PLAYER, method, *arguments)

    def get(self, name: str) -> Any:  # noqa: ANN401
        return self.call(PROPERTIES, "Get", PLAYER, name)[1]

    def set(self, name: str, value: tuple[str, object]) -> object:
        return self.call(PROPERTIES, "Set", PLAYER, name, value)


class ObjectPath(str):
    """The path of an object, such as a track has."""

    __slots__ = ()


@pytest.fixture
def desktop(player: subprocess.Popen[str]) -> Iterator[Desktop]:
    with open_dbus_connection() as bus:
        yield Desktop(bus, player)


@pytest.mark.parametrize(("presses", "title"), [(2, "Before we begin"), (3, "Welcome")])
def test_presses_of_a_headset_go_to_the_next_section_or_back(
    player: subprocess.Popen[str], desktop: Desktop, presses: int, title: str
) -> None:
    for _ in range(presses):
        desktop.player("PlayPause")
    wait_until_shown(f"Playing: {title}")
    assert float(playerctl("position")) < 1
    playerctl("stop")
    left(player)


def test_three_presses_in_the_last_section_do_not_end_the_session(
    player: subprocess.Popen[str], desktop: Desktop
) -> None:
    to_long_section(player)
    for title in ("Reach, left", "Reach, right", "Pelvic tilt", "Closing"):
        playerctl("next")
        wait_until_shown(f"Paused: {title}")
    for _ in range(3):
        desktop.player("PlayPause")
    wait_until_shown("Playing: Closing")
    for _ in range(2):
        desktop.player("PlayPause")
    left(player, told="")


def test_a_stale_place_or_one_that_is_in_no_section_is_not_gone_to(
    player: subprocess.Popen[str], desktop: Desktop
) -> None:
    to_long_section(player)
    length = desktop.get("Metadata")["mpris:length"][1]
    for track, position in (("1", 2_000_000), ("2", -1_000_000), ("2", length + 1_000_000)):
        desktop.player("SetPosition", ObjectPath(f"/matcue/section/{track}"), position)
    desktop.player("Seek", 5_000_000)
    wait_until_at(5)
    assert shown() == "Paused: Cobra pose"
    desktop.player("SetPosition", ObjectPath("/matcue/section/2"), length)
    wait_until_shown("Paused: Reach, left")
    playerctl("stop")
    left(player)


def test_a_leap_inside_a_section_is_told(player: subprocess.Popen[str], desktop: Desktop) -> None:
    to_long_section(player)
    rule = MatchRule(type="signal", interface=PLAYER, member="Seeked", path=PATH)
    Proxy(message_bus, desktop.bus).AddMatch(rule)
    with desktop.bus.filter(rule) as told:
        for asked, position in (("5+", 5), ("2-", 3), ("0", 0)):
            playerctl("position", asked)
            seeked = desktop.bus.recv_until_filtered(told, timeout=PATIENCE)
            assert seeked.body == (position * 1_000_000,)
    playerctl("stop")
    left(player)


def test_the_volume_goes_by_steps_of_a_tenth(
    player: subprocess.Popen[str], desktop: Desktop
) -> None:
    assert playerctl("volume") == "1.000000"
    playerctl("volume", "0.2-")
    assert playerctl("volume") == "0.800000"
    playerctl("volume", "0.1+")
    assert playerctl("volume") == "0.900000"
    for asked, volume in (
        (0.51, 0.5),
        (0.48, 0.4),
        (0.41, 0.5),
        (0.5, 0.5),
        (-3.0, 0.0),
        (9.0, 1.3),
        (1.3, 1.3),
        (float("nan"), 0.0),
    ):
        assert desktop.set("Volume", ("d", asked)) is None
        wait_for(lambda volume=volume: desktop.get("Volume") == volume)  # type: ignore[misc]
    assert shown() == "Playing: Welcome"
    playerctl("stop")
    left(player)


@pytest.fixture
def answering(session_bus: subprocess.Popen[str], home: Path, start: Start) -> Iterator[Desktop]:
    """A session that tells how long it lasts at “previous”, and gets quieter at “stop”."""
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[buttons]\nhow-long = "previous"\nquieter = "stop"\n', encoding="utf-8")
    with (
        start("play", *ROUTINE, "--sink", "null") as player,
        open_dbus_connection() as bus,
    ):
        try:
            wait_until_shown("Playing: Welcome")
            yield Desktop(bus, player)
        finally:
            player.kill()


def test_the_volume_is_told_whoever_changes_it(answering: Desktop) -> None:
    rule = MatchRule(type="signal", interface=PROPERTIES, member="PropertiesChanged", path=PATH)
    Proxy(message_bus, answering.bus).AddMatch(rule)
    with answering.bus.filter(rule) as told:
        for volume in (0.9, 0.8):
            answering.player("Stop")
            changed: dict[str, Any] = {}
            while "Volume" not in changed:
                changed = answering.bus.recv_until_filtered(told, timeout=PATIENCE).body[1]
            assert changed["Volume"] == ("d", volume)
            assert answering.get("Volume") == volume
    playerctl("volume", "0.1+")
    assert playerctl("volume") == "0.900000"


@pytest.mark.alone
def test_an_answer_is_one_leap_at_its_end(answering: Desktop, one_clean_take: Takes) -> None:
    rule = MatchRule(type="signal", interface=PLAYER, member="Seeked", path=PATH)
    Proxy(message_bus, answering.bus).AddMatch(rule)
    for title in ("Before we begin", "Cobra pose"):
        answering.player("Next")
        wait_until_shown(f"Playing: {title}")

    def position() -> int:
        return int(answering.get("Position"))

    def still() -> bool:
        before = position()
        time.sleep(0.2)
        return position() == before

    def take() -> None:
        with answering.bus.filter(rule) as told:
            answering.player("Previous")
            wait_for(still)
            stood = position()
            wait_for(lambda: position() > stood + 500_000)
            assert len(told) == 1
            assert stood < told[0].body[0] < stood + 500_000

    one_clean_take(take)


def test_a_session_tells_what_can_be_asked_of_it(
    player: subprocess.Popen[str], desktop: Desktop
) -> None:
    def told(path: str) -> Element:
        return fromstring(desktop.call(INTROSPECTABLE, "Introspect", path=path))  # noqa: S314

    interfaces = {each.attrib["name"]: each for each in told(PATH)}
    assert set(interfaces) == set(METHODS)
    for name in (ROOT, PLAYER):
        told_of = {each.attrib["name"]: each.attrib for each in interfaces[name].iter("property")}
        given = desktop.call(PROPERTIES, "GetAll", name)
        assert {each: told_of[each]["type"] for each in told_of} == {
            each: signature for each, (signature, _) in given.items()
        }
    writable = interfaces[PLAYER].findall("property[@access='readwrite']")
    assert [each.attrib["name"] for each in writable] == ["Volume"]
    (seek,) = interfaces[PLAYER].findall("method[@name='Seek']")
    assert [each.attrib for each in seek] == [{"type": "x", "direction": "in"}]
    (changed,) = interfaces[PROPERTIES].findall("signal")
    assert [each.attrib["type"] for each in changed] == ["s", "a{sv}", "as"]
    assert [each.attrib for each in told("/")] == [{"name": "org"}]
    assert [each.attrib for each in told("/org/mpris")] == [{"name": "MediaPlayer2"}]
    assert [*told("/nowhere"), *told("/org/mpris/Media")] == []
    playerctl("stop")
    left(player)


def test_a_call_that_means_nothing_here_is_refused(
    player: subprocess.Popen[str], desktop: Desktop
) -> None:
    for arguments in (("a", "b"), (PLAYER, "Nothing"), (1,)):
        refused = desktop.call(PROPERTIES, "Get", *arguments)
        assert refused == "matcue has no Get like this."
    assert desktop.set("Rate", ("d", 2.0)) == "matcue has no Set like this."
    assert desktop.set("Volume", ("s", "loud")) == "matcue has no Set like this."
    assert desktop.player("Seek", "far") == "matcue has no Seek like this."
    assert desktop.call("a.b", "Next") == "matcue has no Next like this."
    assert desktop.call(PROPERTIES, "GetAll", "a.b") == {}
    for interface, member in ((ROOT, "Raise"), (ROOT, "Quit"), (PEER, "Ping")):
        assert desktop.call(interface, member) is None
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
    out, err = player.communicate(timeout=PATIENCE)
    assert (out, but_gaps(err)) == ("", STOPPED)


@pytest.fixture
def login_bus(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A session bus where systemd has it, of which nothing tells, as in a login over SSH."""
    debian("dbus-daemon", "playerctl", packages="dbus playerctl")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    address = f"--address=unix:path={home}/bus"
    with subprocess.Popen(["dbus-daemon", "--session", "--nofork", address]) as bus:
        wait_for((home / "bus").is_socket)
        yield
        bus.kill()


@pytest.mark.usefixtures("login_bus")
def test_a_bus_that_nobody_names_is_found(start: Start) -> None:
    with start("play", *ROUTINE, "--sink", "null") as player:
        wait_until_shown("Playing: Welcome")
        playerctl("stop")
        left(player)


@pytest.mark.parametrize(
    "address", ["", "autolaunch:", "tcp:host=localhost", "unix:path=/nowhere", "nonsense"]
)
def test_without_a_bus_a_session_is_as_ever(
    start: Start, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    speaking = start(*BRIEFLY)
    out, err = speaking.communicate(timeout=PATIENCE)
    assert (out, but_gaps(err)) == ("Hi.\n", "")
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
            out, err = speaking.communicate(timeout=PATIENCE)
            assert (out, but_gaps(err)) == ("Hi.\n", "")
    assert speaking.returncode == 0
