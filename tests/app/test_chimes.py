"""Chimes as a person chooses them, and their own files among them."""

from __future__ import annotations

import json
import wave
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from matcue.app.estimate import chime_frames
from matcue.app.sounds import CHIME, LONGEST, load_chime
from matcue.audio.loudness import momentary
from matcue.recordings import read_recording
from matcue.routine.enums import Chimes, Profile
from matcue.timeline.model import Chime
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

ROUTINE = "title: A\nabout: B.\npreface: off\n{}\nsteps: [{{stretch: cobra, hold: 5s}}]\n"


def record(path: Path, seconds: float, level: float) -> None:
    time = np.arange(round(seconds * 8000)) / 8000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((32767 * level * np.sin(5000 * time)).astype("<i2").tobytes())


def chimes(run: Run, *choices: str) -> list[dict[str, Any]]:
    shown = json.loads(run("show", "a.yaml", "--voice", "tone", "--json", *choices).stdout)
    return [cue for cue in shown["cues"] if cue["kind"] == "chime"]


def rung(run: Run, *choices: str) -> dict[str, tuple[str, int]]:
    return {cue["text"]: (cue["sound"], cue["frames"]) for cue in chimes(run, *choices)}


@pytest.mark.parametrize("chosen", Profile)
def test_a_set_is_chosen(run: Run, home: Path, chosen: Profile) -> None:
    record(home / "bell.wav", 1, 0.1)
    text = ROUTINE.format("chimes: {hold-start: bell.wav}")
    (home / "a.yaml").write_text(text, encoding="utf-8")
    frames = {role: len(load_chime(Chime(role, chosen))) for role in Chimes}
    wanted = {role: (chosen, frames[role]) for role in (Chimes.START, Chimes.END, Chimes.FINISH)}
    assert rung(run, "--chimes", chosen) == wanted
    own = {Chimes.START: ("bell.wav", HOUSE_RATE)}
    beeps = {Chimes.BEEP: (chosen, frames[Chimes.BEEP])} if chosen is Profile.BRISK else {}
    assert rung(run, "--cues", chosen) == wanted | own | beeps


@pytest.mark.parametrize("keys", ["", "chimes: brisk", "defaults: {chimes: {hold-end: calm}}"])
def test_off_rings_none_whatever_the_routine_says(run: Run, home: Path, keys: str) -> None:
    (home / "a.yaml").write_text(ROUTINE.format(keys), encoding="utf-8")
    assert rung(run)
    assert rung(run, "--chimes", "off") == {}
    (home / "a.yaml").write_text(ROUTINE.format("chimes: off"), encoding="utf-8")
    assert rung(run) == {}
    assert {sound for sound, _ in rung(run, "--chimes", "calm").values()} == {"calm"}


def test_the_environment_goes_before_the_config_file_and_that_before_the_routine(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "a.yaml").write_text(ROUTINE.format("chimes: {finish: brisk}"), encoding="utf-8")
    assert rung(run)["finish"][0] == "brisk"
    (home / "XDG_CONFIG_HOME/matcue").mkdir(parents=True)
    (home / "XDG_CONFIG_HOME/matcue/config.toml").write_text('chimes = "calm"', encoding="utf-8")
    assert rung(run)["finish"][0] == "calm"
    monkeypatch.setenv("MATCUE_CHIMES", "silent")
    assert rung(run)["finish"][0] == "silent"
    assert run("show", "a.yaml", "--chimes", "loud").exit_code == 2


def test_a_file_sounds_as_loud_as_the_other_chimes(run: Run, home: Path) -> None:
    record(home / "bell.wav", 2, 0.9)
    text = ROUTINE.format("").replace("[{", "[{chime: bell.wav}, {")
    (home / "a.yaml").write_text(text, encoding="utf-8")
    assert run("export", "a.yaml", "--voice", "tone", "-o", "a.wav").exit_code == 0
    heard = read_recording(home / "a.wav")
    clip = load_chime(Chime("bell.wav", home / "bell.wav"))
    start, frames = next(
        (cue["start"], cue["frames"]) for cue in chimes(run) if cue["text"] == "bell.wav"
    )
    assert frames == len(clip) == 2 * HOUSE_RATE
    assert np.array_equal(heard[start : start + frames], clip)
    assert momentary(clip[:, 0]) == pytest.approx(CHIME, abs=0.01)


@pytest.mark.parametrize(
    ("seconds", "level", "reason"),
    [
        (LONGEST + 0.1, 0.1, "it is longer than 20 seconds"),
        (1, 0.0005, "there is nothing to be heard in it"),
        (0, 0, "this is no sound file, or a damaged one; save it once more, as WAV or FLAC"),
    ],
)
def test_a_file_that_nobody_would_hear(
    run: Run, home: Path, seconds: float, level: float, reason: str
) -> None:
    if seconds:
        record(home / "bell.wav", seconds, level)
    else:
        (home / "bell.wav").write_bytes(b"RIFF and then nothing")
    (home / "a.yaml").write_text(ROUTINE.format("chimes: {finish: bell.wav}"), encoding="utf-8")
    wanted = f"a.yaml:4:18: “bell.wav” cannot be rung: {reason}\n"
    for command in (["check", "a.yaml"], ["show", "a.yaml", "--voice", "tone"]):
        done = run(*command)
        assert done.exit_code == 65
        assert wanted in done.output


def test_each_place_of_a_file_is_told(run: Run, home: Path) -> None:
    (home / "bell.wav").write_bytes(b"?")
    text = ROUTINE.format("").replace("[{", "[{chime: bell.wav}, {chime: bell.wav}, {")
    (home / "a.yaml").write_text(text, encoding="utf-8")
    told = run("check", "a.yaml").stdout.splitlines()
    assert [line.partition(": ")[0] for line in told[:2]] == ["a.yaml:5:17", "a.yaml:5:36"]


@pytest.mark.parametrize("chime", Chimes)
@pytest.mark.parametrize("of", Profile)
def test_the_estimate_of_a_chime_is_its_length(of: Profile, chime: Chimes) -> None:
    assert chime_frames(Chime(chime, of)) == len(load_chime(Chime(chime, of)))


def test_a_beep_of_one_s_own_is_over_before_the_next(tmp_path: Path) -> None:
    record(tmp_path / "long.wav", 19, 0.5)
    beep = load_chime(Chime(Chimes.BEEP, tmp_path / "long.wav"))
    assert len(beep) == HOUSE_RATE
    assert beep[-1, 0] == 0
    assert len(load_chime(Chime(Chimes.START, tmp_path / "long.wav"))) == 19 * HOUSE_RATE
