"""Files that are written from the command line: whole, where they are asked for, and checked."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.waiting import wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process

BRIEF = """\
title: Brief
about: For a test.
welcome: Hi.
closing: Bye.
steps:
  - rest: 5s
"""
TONE = ("export", "brief.yaml", "--voice", "tone", "--preface", "off", "--speed", "2")
OLD = b"what was there before"


@pytest.fixture(autouse=True)
def _brief(home: Path) -> None:
    (home / "brief.yaml").write_text(BRIEF, encoding="utf-8")


def files(folder: Path) -> list[str]:
    """What is in a folder besides the routine and the sheets of chapters."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    return [name for name in names if not name.endswith((".yaml", ".cue"))]


def test_a_file_that_is_there_is_refused_before_a_voice_is_asked(run: Run, home: Path) -> None:
    Path("a.wav").write_bytes(OLD)
    result = run("export", "brief.yaml", "--voice", "bob", "-o", "a.wav")
    told = "matcue: a.wav: it already exists; --force replaces it.\n"
    assert (result.exit_code, result.stderr) == (74, told)
    assert Path("a.wav").read_bytes() == OLD
    assert run(*TONE, "-o", "a.wav", "--force").exit_code == 0
    assert Path("a.wav").read_bytes()[:4] == b"RIFF"
    assert files(home) == ["a.wav"]


@pytest.mark.parametrize("suffix", [".wav", ".m4a"])
def test_verify_tells_what_it_found_and_writes_nothing(run: Run, home: Path, suffix: str) -> None:
    name = f"a{suffix}"
    assert run(*TONE, "-o", name).exit_code == 0
    before = Path(name).stat()
    result = run(*TONE, "-o", name, "--verify")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{name} is the session: 0:")
    assert result.stdout.endswith(" dBTP.\n")
    assert Path(name).stat().st_mtime_ns == before.st_mtime_ns
    assert files(home) == [name]


def test_verify_lists_what_differs(run: Run, home: Path) -> None:
    assert run(*TONE, "-o", "a.mp3").exit_code == 0
    result = run(*TONE, "--pace", "0.5", "--loudness", "-26", "-o", "a.mp3", "--verify")
    assert (result.exit_code, result.stdout) == (74, "")
    told = result.stderr
    assert told.startswith("matcue: a.mp3: this is not the session, but ")
    assert " s longer; " in told
    assert " LU louder; " in told
    assert told.endswith("; export it again.\n")


def test_verify_looks_at_one_file(run: Run) -> None:
    result = run(*TONE, "-d", "out", "--verify")
    assert (result.exit_code, Path("out").exists()) == (2, False)
    assert "--verify looks at one file; name it with -o, without -d" in result.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.wav", "there is no such file; without --verify it is made"),
        ("none.xyz", "this is an unknown file type"),
        ("folder.wav", "this is a folder"),
        ("text.wav", "this is no sound file, or a damaged one"),
    ],
)
def test_what_cannot_be_verified(run: Run, home: Path, name: str, told: str) -> None:
    Path("folder.wav").mkdir()
    Path("text.wav").write_text("text " * 999)
    result = run(*TONE, "-o", name, "--verify")
    assert (result.exit_code, result.stdout) == (74, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "name",
    [
        "🧘 stretch.wav",
        "תרגול.wav",
        "e\u0301\u0323.wav",
        "two\nlines.wav",
        "-dash.wav",
        "\u202eright.wav",
        "\udcff.wav",
        "é" * 125 + "x.wav",
        "a b 'c' \"d\" $e *.wav",
    ],
    ids=ascii,
)
def test_any_name_that_the_disk_takes(run: Run, home: Path, name: str) -> None:
    assert run(*TONE, "-o", name).exit_code == 0
    assert files(home) == [name]
    assert run(*TONE, "-o", name).exit_code == 74


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "this is an unknown file type"),
        ("x" * 252 + ".wav", "file name too long"),
        ("/dev/stdout", "this is an unknown file type"),
        ("loop.wav", "it already exists"),
        ("lost.wav", "its folder does not exist"),
        ("full.wav", "this is a pipe or a device; name a file"),
    ],
)
def test_a_name_that_is_no_file_s(run: Run, home: Path, name: str, told: str) -> None:
    Path("loop.wav").symlink_to("loop.wav")
    Path("lost.wav").symlink_to("none/a.wav")
    Path("full.wav").symlink_to("/dev/full")
    result = run(*TONE, "-o", name)
    assert (result.exit_code, result.stdout) == (74, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert files(home) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nobody is killed like that there")
@pytest.mark.parametrize(("suffix", "grown"), [(".mp3", 0), (".mp3", 200_000), (".m4a", 0)])
def test_a_killed_export_leaves_the_older_file(
    start: Start, home: Path, suffix: str, grown: int
) -> None:
    target = home / f"a{suffix}"
    target.write_bytes(OLD)
    exporting = start(
        *("export", "lower-back-relief", "--voice", "tone", "-o", target.name),
        *("--force", "--no-cover"),
    )
    wait_for(lambda: any(size(part) >= grown for part in parts(home)))
    exporting.kill()
    exporting.communicate()
    assert exporting.returncode == -signal.SIGKILL
    assert target.read_bytes() == OLD
    (part,) = parts(home)
    assert files(home) == sorted([part.name, target.name])


def parts(folder: Path) -> list[Path]:
    return list(folder.glob(".matcue-*.part"))


def size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - it may be gone
    except OSError:
        return -1
