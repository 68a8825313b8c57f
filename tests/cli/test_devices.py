"""Sound devices from the command line, and a session whose device goes away."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.app.play import play
from matcue.app.session import Frontend, Session
from matcue.timeline.commands import Command
from tests.conftest import Quiet
from tests.sound_server import NULL_SINK
from tests.told import Says
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from click.testing import Result

    from tests.sound_server import SoundServer

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process

HEADSET = "module-null-sink sink_name=head sink_properties=device.description=Headset"


def test_the_devices_are_a_table_and_plain_data(sound_server: SoundServer, run: Run) -> None:
    sound_server.load(HEADSET)
    lines = [line.split() for line in run("devices").stdout.splitlines()]
    assert lines == [["write", "or"], ["Null", "Output", "mat", "default"], ["Headset", "head"]]
    assert json.loads(run("devices", "--json").stdout) == {
        "devices": [
            {"name": "Null Output", "id": "mat", "default": True},
            {"name": "Headset", "id": "head", "default": False},
        ]
    }


@pytest.mark.usefixtures("no_sound")
def test_a_machine_without_devices_says_so(run: Run) -> None:
    assert run("devices").stdout == Says("no sound device")
    assert json.loads(run("devices", "--json").stdout) == {"devices": []}


@pytest.mark.usefixtures("no_sound")
def test_what_alsa_lists_and_cannot_open_is_no_device(run: Run) -> None:
    shown = 'hint { show on description "Nobody" }'
    config = f"pcm.nobody {{ type hw card 99 {shown} }}\n"
    Path(os.environ["ALSA_CONFIG_PATH"]).write_text(config, encoding="utf-8")
    assert run("devices").stdout == Says("no sound device")


@pytest.mark.usefixtures("sound_server")
@pytest.mark.parametrize("way", ["flag", "environment", "config"])
def test_an_unknown_device_is_a_mistake_that_names_the_nearest(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    options = ["--device", "Null Outputs"] if way == "flag" else []
    if way == "environment":
        monkeypatch.setenv("MATCUE_DEVICE", "Null Outputs")
    if way == "config":
        (home / "XDG_CONFIG_HOME" / "matcue").mkdir(parents=True)
        (home / "XDG_CONFIG_HOME/matcue/config.toml").write_text('device = "Null Outputs"')
    ended = run("play", "short", "--voice", "tone", *options)
    near = "Did you mean Null Output?"
    told = Says("no sound device", "“Null Outputs”", near, "`matcue devices`", at="matcue")
    assert (ended.exit_code, ended.stderr) == (2, told)


def test_a_sink_without_a_choice_takes_the_default_device_only(run: Run) -> None:
    ended = run("play", "short", "--sink", "null", "--device", "Headset")
    told = Says("no choice of devices", "`--sink miniaudio`", "`--device default`", at="matcue")
    assert (ended.exit_code, ended.stderr) == (2, told)


@pytest.mark.usefixtures("sound_server")
def test_names_complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_MAIN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "main play short --device ")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert run().stdout.splitlines() == ["plain,default", "plain,mat"]


@pytest.mark.usefixtures("home")
def test_a_session_stands_still_while_its_device_is_away(sound_server: SoundServer) -> None:
    stood: list[bool] = []

    def watch(session: Session) -> None:
        wait_for(lambda: session.moment().position > 44_100)
        assert session.trouble == ""
        sound_server.unload("module-null-sink")
        wait_for(lambda: session.trouble == Says("sound device", "gone"))
        before = session.moment().position
        sound_server.load(NULL_SINK)
        stood.append(session.moment().position == before)
        wait_for(lambda: not session.trouble)
        wait_for(lambda: session.moment().position > before + 4_410)

    play("short", {"voice": "tone"}, Frontend("auto", watch), Quiet())
    assert stood == [True]


@pytest.mark.usefixtures("home")
def test_a_session_whose_device_is_away_can_be_left(sound_server: SoundServer) -> None:
    def watch(session: Session) -> None:
        wait_for(lambda: session.moment().position > 0)
        sound_server.unload("module-null-sink")
        wait_for(lambda: bool(session.trouble))

    play("short", {"voice": "tone"}, Frontend("auto", watch), Quiet())


@pytest.mark.usefixtures("home")
def test_a_session_whose_device_is_away_ends_when_it_is_asked_to(sound_server: SoundServer) -> None:
    def watch(session: Session) -> None:
        wait_for(lambda: session.moment().position > 0)
        sound_server.unload("module-null-sink")
        wait_for(lambda: bool(session.trouble))
        session.send(Command.STOP)
        wait_for(lambda: session.over)

    play("short", {"voice": "tone"}, Frontend("auto", watch), Quiet())


def test_a_session_says_at_its_end_that_it_broke_off(
    sound_server: SoundServer, start: Start
) -> None:
    player = start("play", "short", "--voice", "tone")
    wait_for(lambda: "matcue" in sound_server.streams())
    time.sleep(0.5)
    player.send_signal(signal.SIGSTOP)
    time.sleep(0.5)
    player.send_signal(signal.SIGCONT)
    time.sleep(0.2)
    player.send_signal(signal.SIGINT)
    _, told = player.communicate(timeout=PATIENCE)
    assert told.splitlines()[0] == Says("sound broke off", "too busy")
    assert re.search(r"\b(once|\d+ times)\b", told)
    assert player.returncode == 130
