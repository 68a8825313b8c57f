from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from matcue.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process

SHEET = """\
Home exercises

1. Bridges: 3 x 10
2. Couch stretch 60 s each side
3. Wall sit 30-45 s

Twice a day.
"""
PLAN = """\
**Monday**

- Squats - 12 reps
- Plank - 30 seconds

**Tuesday**

- Bird dogs - 8 per side
"""


@pytest.fixture
def sheet(home: Path) -> Path:
    path = home / "sheet.txt"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_without_a_target_it_tells_what_was_understood_and_writes_nothing(
    run: Run, sheet: Path
) -> None:
    before = {*sheet.parent.iterdir()}
    result = run("import", "sheet.txt")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["3", "Bridges", "3", "10"] in rows
    assert ["4", "Couch", "stretch", "60", "both"] in rows
    assert ["5", "Wall", "sit", "30-45"] in rows
    assert {*sheet.parent.iterdir()} == before


def test_the_routine_that_is_written_can_be_checked_and_shown(run: Run, sheet: Path) -> None:
    result = run("import", "sheet.txt", "-o", "back.yaml")
    assert (result.exit_code, result.stdout) == (0, "back.yaml\n")
    assert "Bridges" in result.stderr
    assert run("check", "back.yaml").exit_code == 0
    shown = run("show", "back.yaml", "--short", "--voice", "tone")
    assert "Couch stretch, right" in shown.stdout
    assert "often: twice a day" in (sheet.parent / "back.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("home")
def test_a_dash_prints_the_routine_and_reports_on_standard_error() -> None:
    result = CliRunner().invoke(main, ["import", "-", "-o", "-"], input=SHEET)
    assert result.stdout.splitlines()[2:4] == ["version: 1", "title: Home exercises"]
    assert "Couch stretch" in result.stderr


def test_nothing_is_overwritten(run: Run, sheet: Path) -> None:
    result = run("import", "sheet.txt", "-o", "sheet.txt")
    assert result.exit_code == 74
    assert result.stderr == "matcue: sheet.txt: it already exists; choose another name.\n"
    assert sheet.read_text(encoding="utf-8") == SHEET


def test_a_file_of_several_is_written_to_a_folder_or_one_of_it_is_chosen(
    run: Run, home: Path
) -> None:
    (home / "plan.md").write_text(PLAN, encoding="utf-8")
    refused = run("import", "plan.md", "-o", "plan.yaml")
    assert refused.exit_code == 2
    assert "“Monday”, “Tuesday”" in refused.stderr
    assert run("import", "plan.md", "-o", "plan/").stdout.splitlines() == [
        "plan/monday.yaml",
        "plan/tuesday.yaml",
    ]
    only = run("import", "plan.md", "--only", "tuesday", "-o", "-", "--title", "Tue")
    assert "title: Tue\n" in only.stdout
    assert "stretch: bird-dog" in only.stdout
    assert run("import", "plan.md", "--only", "Friday").exit_code == 2


def test_the_json_has_the_keys_of_the_contract(run: Run, sheet: Path) -> None:
    data = json.loads(run("import", "sheet.txt", "--json").stdout)
    assert {key: data[key] for key in ("format", "title", "language", "often")} == {
        "format": "text",
        "title": "Home exercises",
        "language": "en",
        "often": "Twice a day",
    }
    assert data["steps"][1] == {
        "line": 4,
        "source": "2. Couch stretch 60 s each side",
        "name": "Couch stretch",
        "exercise": None,
        "kind": "hold",
        "sets": None,
        "reps": None,
        "seconds": 60,
        "sides": "both",
        "rest": None,
        "often": None,
        "sure": True,
        "why": "",
    }
    assert data["steps"][0]["exercise"] == "bridge"
    assert data["steps"][2]["seconds"] == 30
    (home := sheet.parent / "plan.md").write_text(PLAN, encoding="utf-8")
    several = json.loads(run("import", str(home), "--json").stdout)
    assert [each["title"] for each in several["routines"]] == ["Monday", "Tuesday"]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("holiday.txt", b"We went to the sea.\nIt rained.\n", "nothing in it reads as an exercise"),
        ("empty.txt", b"", "nothing in it reads as an exercise"),
        ("noise.bin", b"\0\1\2\3" * 100, "this is neither text nor a file of a known kind"),
        ("large.txt", b"1. Bridge 3x10\n" * 150_000, "it is larger than 2 MB"),
    ],
)
def test_a_file_without_an_exercise_ends_with_65(
    run: Run, home: Path, name: str, raw: bytes, said: str
) -> None:
    (home / name).write_bytes(raw)
    result = run("import", name)
    assert result.exit_code == 65
    assert result.stderr.startswith(f"matcue: {name}: {said}")


@pytest.mark.parametrize("command", ["play", "show", "check"])
def test_a_list_given_in_place_of_a_routine_is_told_what_to_do(
    run: Run, sheet: Path, command: str
) -> None:
    result = run(command, "./sheet.txt")
    assert result.exit_code == 65
    told = result.stdout + result.stderr
    assert told == "sheet.txt:1:1: this is no routine (`matcue import sheet.txt` makes one of it)\n"
