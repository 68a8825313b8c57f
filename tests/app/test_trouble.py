"""What a person meets when something goes wrong in the middle."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self

import mutagen
import numpy as np
import pytest

from matcue import sinks, voices
from matcue.errors import DeviceError
from matcue.paths import bundled
from tests.told import Says, but_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process

BRISK = ("--speed", "2", "--pace", "0.25", "--sink", "null")
TALK = """\
title: Talk
about: For a test.
welcome: Hi.
closing: Bye.
steps:
  - say: First, with all the time that there is.
  - say: Second, which nobody can say.
  - say: Third.
"""
REFUSAL = "there are words that I do not say"


class Choosy:
    """Hums, but never the word “nobody”."""

    def __init__(self, speed: float) -> None:
        self._length = 2000 / speed

    @staticmethod
    def identity(speed: float) -> str:
        return f"choosy at {speed}"

    def say(self, text: str) -> tuple[npt.NDArray[np.float32], int]:
        if "nobody" in text:
            raise RuntimeError(REFUSAL)
        time = np.arange(int(len(text) * self._length))
        return (0.1 * np.sin(time / 20)).astype(np.float32), 44_100


@pytest.fixture(autouse=True)
def _talk(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "talk.yaml").write_text(TALK, encoding="utf-8")
    monkeypatch.setitem(voices.ENGINES, "piper", f"{__name__}:Choosy")


def test_when_no_voice_can_go_on_what_is_ready_is_heard_and_then_it_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(voices.ENGINES, "system", f"{__name__}:Choosy")
    result = run("play", "talk.yaml", *BRISK)
    assert result.exit_code == 69
    assert result.stdout.splitlines()[-1].endswith(" First, with all the time that there is.")
    assert but_gaps(result.stderr).splitlines() == [
        Says("piper", "cannot speak", REFUSAL, "system", "instead"),
        Says("Stopped at", "`matcue play --resume`"),
        Says("system", "cannot speak", REFUSAL, at="matcue"),
    ]


class LostSink:
    """A device that goes away at once."""

    gaps = 0

    def __init__(self, channels: int) -> None:
        self.channels = channels

    def drain(self, _: object) -> None:
        raise DeviceError("the sound device stopped asking for sound")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


def test_a_device_that_goes_away_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sinks.SINKS, "null", f"{__name__}:LostSink")
    result = run("play", "short", "--voice", "tone", "--sink", "null")
    told = Says("the sound device stopped asking for sound", "`matcue export`", at="matcue")
    assert (result.exit_code, result.stderr) == (69, told)


def test_an_export_is_in_one_voice_from_end_to_end(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(voices.ENGINES, "system", voices.ENGINES["tone"])
    fallen = json.loads(run("show", "talk.yaml", "--json").stdout)
    toned = json.loads(run("show", "talk.yaml", "--json", "--voice", "tone").stdout)
    assert fallen["voice"] == "system"
    assert fallen["cues"] == toned["cues"]


def test_a_file_tells_the_voice_that_really_spoke(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(voices.ENGINES, "system", voices.ENGINES["tone"])
    assert run("export", "talk.yaml").exit_code == 0
    (comment,) = mutagen.File("talk.m4a").tags["\xa9cmt"]
    assert "Made with voice system, speed 1, pace 1." in comment


def test_a_file_tells_how_it_was_made(run: Run) -> None:
    assert run("export", "short", "--voice", "tone", "--pace", "0.5").exit_code == 0
    (comment,) = mutagen.File("short.m4a").tags["\xa9cmt"]
    assert re.fullmatch(
        r"For a test\. Made with voice tone, speed 1, pace 0\.5\. Loudness -\d\d\.\d LUFS, peak "
        r"-\d\d?\.\d dBTP\. For information only, not medical advice\. Ask a health professional "
        r"about your own case\.",
        comment,
    )


def test_one_s_own_routine_comes_before_a_bundled_one(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / "sciatica-relief.yaml"
    own.write_text(TALK, encoding="utf-8")
    assert (
        json.loads(run("show", "sciatica-relief", "--json", "--voice", "tone").stdout)["title"]
        == "Talk"
    )


def test_show_prints_every_cue_once(run: Run) -> None:
    shown = json.loads(run("show", "short", "--json", "--voice", "tone").stdout)
    printed = run("show", "short", "--voice", "tone").stdout.splitlines()
    speech = [cue["text"] for cue in shown["cues"] if cue["kind"] == "speech"]
    assert len(speech) > 20
    for text in set(speech):
        start = text[:50]
        assert sum(start in line for line in printed) == speech.count(text), text


@pytest.mark.parametrize(
    ("name", "code"), [("x" * 300, 66), ("/dev/null", 74), (str(bundled("routines")), 74)]
)
def test_no_name_is_too_strange(run: Run, name: str, code: int) -> None:
    assert run("show", name).exit_code == code


def matcue(*arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "matcue", *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **how)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "short", "--voice", "tone"), ("--help",)]
)
def test_a_full_disk_under_standard_output_is_told(arguments: list[str]) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("wb") as full:
        result = matcue(*arguments, stdout=full, env=env)
    told = Says("print", "no space left on device", at="matcue")
    assert (result.returncode, result.stderr.decode()) == (74, told)


def test_a_terminal_that_lacks_a_letter_is_served_all_the_same() -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    Path("talk.yaml").write_text(TALK.replace("Talk", "Früh"), encoding="utf-8")
    result = matcue("show", "talk.yaml", "--voice", "tone", stdout=subprocess.PIPE, env=env)
    assert result.returncode == 0
    assert result.stdout.startswith(b"Fr?h: For a test.")


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_cost_nothing_but_themselves(closed: str, home: Path) -> None:
    command = f'"{sys.executable}" -m matcue export short --voice system -o a.wav {closed}'
    assert subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 0
    assert (home / "a.wav").stat().st_size > 100_000
