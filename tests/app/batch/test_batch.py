"""Many files at once: what is made, what stays, what is told, and what an interruption leaves."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import wave
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from matcue.app.batch.job_process import JobProcesses
from matcue.app.batch.jobs import batch_of, jobs_of
from matcue.app.export import ExportOptions
from matcue.audio.loudness import integrated, true_peak
from matcue.audio.samples import from_pcm
from matcue.errors import ChildFailed, FileError
from tests.told import Says
from tests.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from click.testing import Result

    from matcue.app.batch.jobs import Job
    from tests.terminal import Terminal

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process

TINY: Final = """\
title: Tiny
about: For a test.
welcome: Hi.
closing: Bye.
preface: off
pace: 0.25
steps:
  - say: On you go.
"""
WITH_COVERS: Final = ("-d", "out", "--voice", "tone")
FOLDER: Final = (*WITH_COVERS, "--no-cover")
NOBODY: Final = ("--on", "dask://127.0.0.1:1")
"""A cluster that makes no file; whoever needs none does not notice."""


@pytest.fixture(autouse=True)
def _routines(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tiny routines, and a place where processes that are ended leave nothing."""
    (home / "tiny.yaml").write_text(TINY, encoding="utf-8")
    (home / "other.yaml").write_text(TINY.replace("Tiny", "Other"), encoding="utf-8")
    (home / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(home / "tmp"))


def entries() -> list[dict[str, Any]]:
    """What the manifest tells of the files."""
    read: dict[str, Any] = json.loads(Path("out/manifest.json").read_bytes())
    assert read["version"] == 1
    files: list[dict[str, Any]] = read["files"]
    return files


def ordered(**choices: str) -> Job:
    """One order, whose voice is the hum."""
    wanted = batch_of(["tiny.yaml"], [], [], {"voice": "tone", **choices}, ExportOptions())
    (order,), _ = jobs_of(wanted)
    return order


def kept() -> dict[str, tuple[int, int]]:
    """What shows whether a file was written again, by its name."""
    return {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path("out").iterdir()
    }


def content(folder: str = "out") -> dict[str, str]:
    """What shows whether files are the same, by their names."""
    files = Path(folder).iterdir()
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_routine_is_made_with_every_mix(run: Run) -> None:
    matrix = ("--matrix", "voices=tone,system", "speeds=0.9,1.0")
    result = run("export", "tiny.yaml", "-d", "out", *matrix, "other.yaml", "--format", "wav")
    assert (result.exit_code, result.stdout) == (0, "")
    *each, whole = result.stderr.splitlines()
    assert (len(each), whole) == (8, "out: 8 files, 8 new")
    assert [entry["file"] for entry in entries()] == [
        f"{name}, {voice}, speed {speed}.wav"
        for name in ("other", "tiny")
        for voice in ("system", "tone")
        for speed in ("0.9", "1.0")
    ]
    made = [name for entry in entries() for name in (entry["file"], *entry["beside"])]
    assert sorted(kept()) == sorted(["manifest.json", *made])


def test_the_manifest_tells_what_is_so(run: Run) -> None:
    assert run("export", "tiny.yaml", *FOLDER, "--format", "wav").exit_code == 0
    (entry,) = entries()
    data = Path("out/tiny.wav").read_bytes()
    with wave.open("out/tiny.wav") as file:
        samples = from_pcm(np.frombuffer(file.readframes(file.getnframes()), np.int16))[:, 0]
    assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert (entry["rate"], entry["frames"]) == (44100, len(samples))
    assert entry["seconds"] == pytest.approx(len(samples) / 44100)
    assert entry["loudness"] == pytest.approx(integrated(samples), abs=0.01)
    assert entry["peak"] == pytest.approx(true_peak(samples), abs=0.01)
    assert (entry["routine"], entry["title"], entry["voice"]) == ("tiny", "Tiny", "tone")


def test_one_of_many_is_the_file_that_is_made_alone(run: Run) -> None:
    suffixes = ("wav", "m4a", "mp3")
    for name in suffixes:
        one = ("export", "tiny.yaml", "--voice", "tone", "--speed", "0.9", "-o", f"one.{name}")
        assert run(*one).exit_code == 0
    matrix = ("--matrix", "speed=0.9", "--format", "wav,m4a", "--format", "mp3")
    assert run("export", "tiny.yaml", *WITH_COVERS, *matrix).exit_code == 0
    made = {f".{name}" for name in (*suffixes, "cue", "json")}
    assert {Path(file).suffix for file in kept()} == made
    for name in suffixes:
        many = Path(f"out/tiny, speed 0.9.{name}").read_bytes()
        assert many == Path(f"one.{name}").read_bytes()


def test_a_second_time_nothing_is_done(run: Run) -> None:
    matrix = ("--matrix", "speeds=0.9,1.0")
    assert run("export", "tiny.yaml", *FOLDER, *matrix).exit_code == 0
    before = kept()
    assert run("export", "tiny.yaml", *FOLDER, *matrix, *NOBODY).exit_code == 0
    assert kept() == before


def test_what_was_changed_or_is_gone_is_made_again_and_nothing_else(run: Run) -> None:
    command = ("export", "tiny.yaml", *FOLDER, "--matrix", "speeds=0.9,1.0,1.1")
    assert run(*command).exit_code == 0
    before, whole = kept(), content()
    with Path("out/tiny, speed 0.9.m4a").open("r+b") as file:
        file.write(b"?")
    Path("out/tiny, speed 1.0.m4a").unlink()
    assert run(*command).exit_code == 0
    assert content() == whole
    assert kept()["tiny, speed 1.1.m4a"] == before["tiny, speed 1.1.m4a"]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [("# Words", "# Other words", False), ("On you", "Off you", True), ("0.25", "0.3", True)],
)
def test_content_counts_and_no_place_in_a_file(run: Run, old: str, new: str, again: bool) -> None:  # noqa: FBT001
    text = f"# Words of mine.\n{TINY}"
    Path("tiny.yaml").write_text(text, encoding="utf-8")
    assert run("export", "tiny.yaml", *FOLDER).exit_code == 0
    before = kept()
    Path("tiny.yaml").write_text(f"\n{text.replace(old, new)}", encoding="utf-8")
    assert run("export", "tiny.yaml", *FOLDER).exit_code == 0
    assert (kept() != before) is again


def test_a_sound_of_one_s_own_goes_along_and_counts_by_what_is_heard(run: Run, home: Path) -> None:
    def ring(pitch: float) -> None:
        sound = 0.3 * np.sin(np.arange(22_050) * pitch)
        with wave.open(str(home / "ding.wav"), "wb") as file:
            file.setparams((1, 2, 44_100, 0, "NONE", ""))
            file.writeframes((sound * 32767).astype("<i2").tobytes())

    ring(0.05)
    chimes = "chimes: {finish: ding.wav}\n"
    Path("rung.yaml").write_text(f"{chimes}{TINY}  - chime: ding.wav\n", encoding="utf-8")
    bed = ("--bed", "ding.wav", "--format", "wav")
    assert run("export", "rung.yaml", "--voice", "tone", *bed[:2], "-o", "a.wav").exit_code == 0
    assert run("export", "rung.yaml", *FOLDER, *bed).exit_code == 0
    assert Path("out/rung.wav").read_bytes() == Path("a.wav").read_bytes()
    before = kept()
    assert run("export", "rung.yaml", *FOLDER, *bed, *NOBODY).exit_code == 0
    ring(0.06)
    assert run("export", "rung.yaml", *FOLDER, *bed).exit_code == 0
    assert kept() != before
    assert Path("out/rung.wav").read_bytes() != Path("a.wav").read_bytes()


def test_somebody_else_s_file_is_in_the_way_of_one_only(run: Run) -> None:
    Path("out").mkdir()
    Path("out/tiny.m4a").write_text("mine", encoding="utf-8")
    result = run("export", "tiny.yaml", "other.yaml", *FOLDER)
    assert (result.exit_code, Path("out/tiny.m4a").read_text()) == (74, "mine")
    assert "tiny.m4a: it already exists, from elsewhere; --force replaces it." in result.stderr
    assert [entry["file"] for entry in entries()] == ["other.m4a"]
    assert run("export", "tiny.yaml", *FOLDER, "--force").exit_code == 0
    assert [entry["file"] for entry in entries()] == ["other.m4a", "tiny.m4a"]


@pytest.mark.parametrize(
    "text",
    ["", "{}x", '{"name": "my page", "icons": []}', '{"version": 2}', '{"files": [{"file": "x"}]}'],
)
def test_a_manifest_of_somebody_else_s_is_left_alone(run: Run, text: str) -> None:
    Path("out").mkdir()
    Path("out/manifest.json").write_text(text, encoding="utf-8")
    result = run("export", "tiny.yaml", *FOLDER)
    assert result.exit_code == 74
    assert "move it away, or take another folder" in result.stderr
    assert [path.name for path in Path("out").iterdir()] == ["manifest.json"]
    assert Path("out/manifest.json").read_text(encoding="utf-8") == text


def test_what_cannot_be_made_stops_nothing_else_and_is_told_at_the_end(run: Run) -> None:
    Path("bad.yaml").write_text("title: X\nsteps: []\n", encoding="utf-8")
    result = run("export", "bad.yaml", "tiny.yaml", "--fit", "9m", "--json", *FOLDER)
    assert result.exit_code == 65
    made, first, *told = result.stderr.splitlines()
    assert made == "out: 0 files, 0 new"
    assert first == "matcue: not everything could be made."
    assert told[0].startswith("bad.yaml:1:1: `about` is missing")
    assert told[-1].startswith("tiny.m4a: It cannot be made as long as 9:00; the longest is ")
    assert json.loads(result.stdout) == {"files": []}
    os.mkfifo("pipe.wav")
    Path("rung.yaml").write_text(f"{TINY}  - chime: pipe.wav\n", encoding="utf-8")
    result = run("export", "bad.yaml", "rung.yaml", "tiny.yaml", *FOLDER)
    assert result.exit_code == 65
    assert result.stderr.splitlines()[-1] == Says("“pipe.wav”", "a pipe", at="rung.yaml:9:12")
    assert [entry["file"] for entry in entries()] == ["tiny.m4a"]


def test_what_is_told_of_a_file_names_it(run: Run) -> None:
    matrix = ("--matrix", "bed-levels=-20")
    result = run("export", "short", *FOLDER, "--fit", "4m", "--format", "flac", *matrix)
    assert result.exit_code == 0
    assert result.stderr.partition(": To fit 4:00: ")[0] == "short, bed-level -20.flac"


def test_json_prints_what_the_manifest_tells(run: Run) -> None:
    matrix = ("--matrix", "speeds=1.0,0.9")
    shown = json.loads(run("export", "tiny.yaml", *FOLDER, *matrix, "--json").stdout)["files"]
    assert [entry["file"] for entry in shown] == ["tiny, speed 1.0.m4a", "tiny, speed 0.9.m4a"]
    assert sorted(shown, key=lambda entry: str(entry["file"])) == entries()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Missing argument 'ROUTINE'"),
        (("tiny.yaml", "other.yaml"), 2, "add -d FOLDER"),
        (("--all",), 2, "add -d FOLDER"),
        (("tiny.yaml", "--matrix", "speeds=1"), 2, "add -d FOLDER"),
        (("tiny.yaml", "--json"), 2, "add -d FOLDER"),
        (("tiny.yaml", "other.yaml", "-o", "a.m4a"), 2, "several go into a folder: -d FOLDER"),
        (("tiny.yaml", "-d", "out", "-o", "a.m4a"), 2, "-o names one file"),
        (("tiny.yaml", "-d", "out", "--matrix", "colours=red"), 2, "“colours=red” is not like"),
        (("tiny.yaml", "-d", "out", "--matrix", "speeds="), 2, "“speeds=” is not like voices="),
        (("tiny.yaml", "-d", "out", "--matrix", "speeds"), 2, "“speeds” is not like voices=pi"),
        (("tiny.yaml", "-d", "out", "--matrix", "speeds=9"), 2, "“9” is not a number from 0.5"),
        (("tiny.yaml", "-d", "out", "--matrix", "voices=bob"), 2, "There is no voice “bob”"),
        (("tiny.yaml", "-d", "out", "--bed", "rian"), 2, "There is no bed “rian”"),
        (("tiny.yaml", "-d", "out", "--bed", "rian.wav"), 74, "rian.wav: no such file"),
        (("tiny.yaml", "-d", "out", "--format", "aac"), 2, "“aac” is not one of wav, flac, mp3"),
        (("tiny.yaml", "nowhere", "-d", "out"), 66, "There is no routine “nowhere”"),
        (("tiny.yaml", "TINY.yaml", "-d", "out"), 2, "Two files would be called “TINY.m4a”"),
        (("tiny.yaml", "-d", "out", "--on", "tcp://here:1"), 2, "is not like dask://HOST:PORT"),
        (("tiny.yaml", "-d", "tiny.yaml"), 74, "this is a file; -d takes a folder"),
    ],
)
def test_a_mistake_is_told_before_anything_is_made(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    Path("TINY.yaml").write_text(TINY, encoding="utf-8")
    result = run("export", *arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr
    assert not Path("out").exists()


def test_one_file_may_be_named_however_many_are_made_at_once(run: Run) -> None:
    assert run("export", "tiny.yaml", "--jobs", "1", "-o", "one.wav").exit_code == 0
    assert Path("one.wav").exists()


def test_all_that_is_made_is_shown_as_one(sit: Callable[..., Terminal]) -> None:
    speeds = ("--matrix", "speeds=1.0,1.1,1.2")
    terminal = sit("export", "tiny.yaml", *FOLDER, *speeds)
    rows = terminal.read_until("Making 3 files")
    assert not any(row.startswith(("Speaking", "Writing")) for row in rows)
    assert terminal.left() == 0
    assert "out: 3 files, 3 new" in terminal.rows
    again = sit("export", "tiny.yaml", *FOLDER, *speeds)
    assert again.left() == 0
    assert list(filter(None, again.rows)) == ["out: 3 files, 0 new"]


def test_a_process_that_dies_is_replaced(run: Run, start: Start) -> None:
    assert run("export", "tiny.yaml", *FOLDER[2:], "-o", "alone.m4a").exit_code == 0
    with start("export", "tiny.yaml", *FOLDER) as process:
        wait_for(lambda: bool(children(process.pid)))
        os.kill(children(process.pid)[0], signal.SIGKILL)
        assert process.wait() == 0
    assert Path("out/tiny.m4a").read_bytes() == Path("alone.m4a").read_bytes()
    assert sorted(kept()) == ["manifest.json", "tiny.m4a"]


def children(pid: int) -> list[int]:
    """The processes that a process has started to carry out its orders."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _works_for(path, pid)]


def _works_for(process: Path, pid: int) -> bool:
    """Whether it does; what has ended meanwhile does not."""
    try:
        parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        return parent == pid and b"job_process" in (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_processes_that_die_again_and_again_are_told(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "broken" / "matcue").mkdir(parents=True)
    (home / "broken" / "matcue" / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(home / "broken"))
    result = run("export", "tiny.yaml", *FOLDER)
    assert result.exit_code == 74
    assert "tiny.m4a: the process that made it ended or hung; if memory ran out" in result.stderr
    assert [path.name for path in Path("out").iterdir()] == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"sounds": (("bell\0.wav", b""),)}, ("ValueError", "embedded null byte")),
        ({"sounds": (("bell.wav", "no bytes"),)}, ("TypeError", "encoded before hashing")),
        ({"settings": None}, ("AttributeError", "'NoneType' object has no attribute 'voice'")),
    ],
)
def test_what_nobody_foresaw_is_told_in_its_own_words(
    home: Path, changed: dict[str, Any], words: tuple[str, str]
) -> None:
    job = replace(ordered(), **changed)
    with pytest.raises(ChildFailed) as caught, closing(JobProcesses(home / "tmp")) as processes:
        processes.make(job, lambda *_: None)
    assert str(caught.value) == Says(*words, "-o")


def test_a_process_that_cannot_be_started_is_told(home: Path) -> None:
    job = ordered()
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with closing(JobProcesses(home / "tmp")) as processes, (home / "next").open("w") as free:
        resource.setrlimit(resource.RLIMIT_NOFILE, (free.fileno() + 1, limits[1]))
        try:
            with pytest.raises(FileError) as caught:
                processes.make(job, lambda *_: None)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert str(caught.value) == Says("too many open files", at="tiny.m4a")


def test_a_disk_that_takes_no_more_is_told_by_the_name_of_the_file(run: Run) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        result = run("export", "tiny.yaml", *FOLDER, "--format", "wav")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert result.exit_code == 74
    assert result.stderr.splitlines()[-1] == "tiny.wav: out/tiny.wav: file too large."
    assert [path.name for path in Path("out").iterdir()] == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_an_interrupted_run_leaves_whole_files_and_the_next_goes_on(
    run: Run, start: Start, home: Path, number: int, code: int
) -> None:
    speeds = ",".join(f"{1 + i / 20:g}" for i in range(5))
    command = ("export", "tiny.yaml", *FOLDER, "--matrix", f"speeds={speeds}", "--jobs", "2")
    with start(*command) as process:
        wait_for(lambda: any(Path("out").glob("*.m4a")), 60)
        process.send_signal(number)
        assert process.wait() == code
        assert process.stderr
        # it ends when all processes that could write to it do
        assert "Traceback" not in process.stderr.read()
        wait_for(lambda: not any((home / "tmp").iterdir()))
    parts = [*Path("out").glob(".*")]
    assert not parts or number == signal.SIGKILL
    assert not [*Path("out").glob(".*/.*.part")], "what its processes were making is still there"
    for part in parts:
        for path in (part, *part.rglob("*")):
            os.utime(path, (0, 0))
    before = {name: each for name, each in kept().items() if name.endswith(".m4a")}
    assert 0 < len(before) < 5
    listed = {entry["file"]: entry["sha256"] for entry in entries()}
    for name in before:
        assert listed[name] == hashlib.sha256(Path("out", name).read_bytes()).hexdigest()
    assert run(*command).exit_code == 0
    assert before.items() <= kept().items()
    assert sum(name.endswith(".m4a") for name in kept()) == len(kept()) - 1 == 5
