"""Devices by name, chosen and told."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import numpy as np
import pytest
from miniaudio import Backend

from matcue.errors import DeviceError, DeviceNotFound
from matcue.sinks import open_sink, outputs
from matcue.sinks.devices import Listing
from matcue.sinks.output import Output
from matcue.units import HOUSE_RATE
from tests.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sound_server import SoundServer

pytestmark = pytest.mark.process

HEADSET = "module-null-sink sink_name=head sink_properties=device.description=Headset"
DESK = Output("Built-in Speakers", "alsa_output.pci", default=True, handle=1)
EAR = Output("Headset", "bluez_output.AA", default=False, handle=2)
NOBODY = Output("Dummy Output", "auto_null", default=True, handle=3)


def listing(*found: Output) -> Listing:
    return Listing(Backend.PULSEAUDIO, found)


@pytest.mark.parametrize("name", ["Headset", "headset", "bluez_output.AA"])
def test_a_device_answers_to_its_name_and_its_id(name: str) -> None:
    assert listing(DESK, EAR).called(name) is EAR


def test_default_is_the_one_that_the_system_takes() -> None:
    assert listing(EAR, DESK).called("default") is DESK


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("head", ("Headset",)), ("speakers", ("Built-in Speakers",)), ("Hedset", ("Headset",))],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(DeviceNotFound) as caught:
        listing(DESK, EAR).called(name)
    assert caught.value.nearest == nearest
    assert caught.value.exit_code == 2


def test_a_device_without_an_id_is_not_called_nothing() -> None:
    with pytest.raises(DeviceNotFound):
        listing(Output("hw", "", default=True, handle=0)).called("")


@pytest.mark.parametrize(
    ("found", "only"), [([], False), ([NOBODY], True), ([NOBODY, EAR], False), ([DESK], False)]
)
def test_a_dummy_alone_is_no_device(found: list[Output], only: bool) -> None:  # noqa: FBT001
    assert listing(*found).only_dummy is only


def test_the_devices_of_a_server_are_told(sound_server: SoundServer) -> None:
    sound_server.load(HEADSET)
    told = [(output.name, output.id, output.default) for output in outputs()]
    assert told == [("Null Output", "mat", True), ("Headset", "head", False)]


@pytest.mark.usefixtures("no_sound")
def test_no_device_is_an_empty_list(capfd: pytest.CaptureFixture[str]) -> None:
    assert outputs() == ()
    assert capfd.readouterr() == ("", "")


def test_what_is_chosen_plays(sound_server: SoundServer) -> None:
    sound_server.load(HEADSET)
    with open_sink("auto", "Headset"):
        assert "Sink: 1\n" in sound_server.streams()
    with open_sink("auto"):
        assert "Sink: 0\n" in sound_server.streams()


@pytest.mark.usefixtures("sound_server")
def test_a_name_that_no_device_has_opens_none() -> None:
    with pytest.raises(DeviceNotFound, match="“Headphones”"):
        open_sink("auto", "Headphones").__enter__()


def test_sound_for_nobody_is_refused(sound_server: SoundServer) -> None:
    sound_server.unload("module-null-sink")
    sound_server.load("module-always-sink")
    with pytest.raises(DeviceError, match="only a dummy"):
        open_sink("auto").__enter__()
    with open_sink("auto", "Dummy Output"):
        pass


def test_others_are_told_that_somebody_listens_who_cannot_look(
    sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_sink("auto"):
        assert 'media.role = "a11y"' in sound_server.streams()
    monkeypatch.setenv("PULSE_PROP_media.role", "music")
    with open_sink("auto"):
        assert 'media.role = "music"' in sound_server.streams()


LOUD = np.full(60 * HOUSE_RATE, 10_000, np.int16)
DUCKING = "module-role-ducking trigger_roles=a11y ducking_roles=music volume=-20dB"
PLAYER = """
import sys
from matcue.audio.samples import silence
from matcue.sinks import open_sink

class Endless:
    def read(self, frames):
        return silence(frames)

with open_sink("auto") as sink:
    sink.drain(Endless())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_music_steps_back_while_a_session_plays(
    sound_server: SoundServer, tmp_path: Path, number: signal.Signals
) -> None:
    """Also after a session that could not say goodbye it is as loud as before."""
    (tmp_path / "music").write_bytes(LOUD.tobytes())
    options = f"--raw --format=s16le --rate={HOUSE_RATE} --channels=1 --property=media.role=music"
    sound_server.load(DUCKING)
    with ExitStack() as stack:
        recording = stack.enter_context(sound_server.recording(whole=False))

        def level() -> int:
            return int(abs(recording.samples[-100:]).max())

        def start(*program: str) -> subprocess.Popen[bytes]:
            started = stack.enter_context(subprocess.Popen(program, stderr=subprocess.DEVNULL))
            stack.callback(started.kill)
            return started

        start("pacat", *options.split(), str(tmp_path / "music"))
        wait_for(lambda: level() == LOUD[0])
        session = start(sys.executable, "-c", PLAYER)
        wait_for(lambda: level() == LOUD[0] // 10)
        session.send_signal(number)
        wait_for(lambda: level() == LOUD[0])


GOING = """
import subprocess
from miniaudio import Backend
from matcue.sinks.devices import SoundSystem

class Unplugged(SoundSystem):
    def _get_info(self, *asked):
        subprocess.run(["pactl", "unload-module", "module-null-sink"], check=True)
        return super()._get_info(*asked)

print([output.name for output in Unplugged([Backend.PULSEAUDIO]).listing().outputs])
"""
"""A device goes just when miniaudio comes to it, which only this hook of miniaudio's tells."""


@pytest.mark.usefixtures("sound_server")
def test_a_device_that_goes_while_it_is_listed_does_no_harm() -> None:
    listed = subprocess.run([sys.executable, "-c", GOING], capture_output=True, check=False)
    assert (listed.returncode, listed.stdout) == (0, b"['Null Output']\n")
