from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from matcue.errors import UsageError
from matcue.sinks import SINKS, open_sink


@pytest.mark.parametrize("name", SINKS)
def test_every_name_opens_the_class_it_stands_for(name: str) -> None:
    module, cls = SINKS[name].split(":")
    assert type(open_sink(name)) is getattr(import_module(module), cls)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="“speakers”; choose one of auto, miniaudio, simpleaudio"):
        open_sink("speakers")


def test_looking_at_the_names_loads_no_engine() -> None:
    loaded = (
        "import sys, matcue.sinks; print({'numpy', 'miniaudio', 'simpleaudio'} & {*sys.modules})"
    )
    said = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, check=True, text=True
    )
    assert said.stdout == "set()\n"
