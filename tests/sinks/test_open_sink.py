from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from matcue.errors import UsageError
from matcue.sinks import SINKS, open_sink, wakes_late

if TYPE_CHECKING:
    from tests.sound_server import SoundServer

pytestmark = pytest.mark.process


@pytest.mark.parametrize("name", SINKS)
def test_every_name_opens_the_class_it_stands_for(name: str) -> None:
    module, cls = SINKS[name].split(":")
    assert type(open_sink(name)) is getattr(import_module(module), cls)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"“speakers”.*auto, miniaudio, simpleaudio"):
        open_sink("speakers")


@pytest.mark.parametrize("name", ["null", "simpleaudio"])
def test_a_sink_without_a_choice_of_devices_says_so(name: str) -> None:
    with pytest.raises(UsageError, match=rf"{name} .*no choice of devices.*`--sink"):
        open_sink(name, "Headset")


def test_looking_at_the_names_loads_no_engine() -> None:
    loaded = (
        "import sys, matcue.sinks; print({'numpy', 'miniaudio', 'simpleaudio'} & {*sys.modules})"
    )
    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, check=True, text=True
    )
    assert said.stdout == "set()\n"


def test_bluetooth_is_told_from_other_devices(sound_server: SoundServer) -> None:
    assert not wakes_late("auto")
    for question in (
        ["load-module", "module-null-sink", "sink_name=bluez_sink.AA_BB.a2dp_sink"],
        ["set-default-sink", "bluez_sink.AA_BB.a2dp_sink"],
    ):
        subprocess.run(["pactl", *question], check=True, capture_output=True)
    assert wakes_late("auto")
    assert wakes_late("simpleaudio")
    assert not wakes_late("auto", "mat")
    assert not wakes_late("null")


@pytest.mark.usefixtures("no_sound")
def test_where_nobody_can_tell_no_device_is_taken_for_bluetooth() -> None:
    assert not wakes_late("auto")
