"""Who writes routines: a file to begin with, its problems, the schema for the editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.paths import bundled
from tests.strategies import EXERCISES
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

GOOD = "title: X\nabout: X\nsteps: [{stretch: cobra}]\n"
ODD = "title: X\nabout: X\nsteps: [{stretch: cobra, hold: 90s}]\n"
BAD = "title: X\nsteps: [{stretch: cobbra}]\n"
FAST = "title: X\nabout: X\nsteps: [{stretch: pelvic-tilt, reps: 9, tempo: 0.3s}]\n"


@pytest.fixture(autouse=True)
def files(home: Path) -> None:
    for name, text in (("good", GOOD), ("odd", ODD), ("bad", BAD), ("fast", FAST)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    exercises = Path("exercises")
    exercises.mkdir()
    (exercises / "hop.yaml").write_text(
        "name: Hop\nposture: standing\nreps: 3\nwords: {full: Hop w/ joy., short: Hop.}\n",
        encoding="utf-8",
    )


def test_signs_that_nobody_says_and_figures_that_nobody_reads_are_told_at_their_step(
    run: Run,
) -> None:
    Path("signs.yaml").write_text(
        "title: X\nabout: X\nsteps:\n  - say: Go → left.\n  - rest: 5s\n"
        "  - say: Bend 1.2.3 times, as L4-L5 and 20 sec. do.\n"
        f"  - say: Bend 1{' 000' * 103} times.\n",
        encoding="utf-8",
    )
    result = run("check", "signs.yaml")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        Says("“→”", "not spoken", at="signs.yaml:4:5: warning"),
        Says("“1.2.3”", "may not be read", at="signs.yaml:6:5: warning"),
        Says("“1 000 000", "may not be read", at="signs.yaml:7:5: warning"),
    ]


def test_those_of_the_first_and_the_last_words_are_told_at_the_file(run: Run) -> None:
    Path("signs.yaml").write_text(
        "title: X\nabout: X\nwelcome: Go → on.\nsteps: [{rest: 5s}]\n", encoding="utf-8"
    )
    told = Says("“→”", "not spoken", at="signs.yaml:1:1: warning")
    assert run("check", "signs.yaml").stdout.splitlines() == [told]


def test_a_good_file_is_not_talked_about(run: Run) -> None:
    result = run("check", "good.yaml", "lower-back-relief")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_all_problems_of_all_files_are_told_at_once(run: Run) -> None:
    result = run("check", "odd.yaml", "bad.yaml", "good.yaml", "exercises/hop.yaml")
    assert result.exit_code == 65
    assert result.stdout.splitlines() == [
        Says("90 s", "more than", "Cobra pose", at="odd.yaml:3:32: warning"),
        Says("`about`", "missing", at="bad.yaml:1:1"),
        Says("no exercise", "“cobbra”", "did you mean", "`cobra`", at="bad.yaml:2:19"),
        Says("“w/”", "may not be read", at="exercises/hop.yaml:4:15: warning"),
    ]


def test_warnings_alone_are_no_failure(run: Run) -> None:
    assert run("check", "odd.yaml").exit_code == 0


def test_words_too_long_for_their_gap_are_warned_of(run: Run) -> None:
    cures = "`tempo`", "`hold`", "`cues: silent`"
    told = Says("no time", *cures, at="fast.yaml:3:9: warning")
    assert run("check", "fast.yaml").stdout == told


def test_what_has_no_room_between_two_bells_is_told_once_with_the_seconds_it_lacks(
    run: Run,
) -> None:
    words = "Walk as far as the next station, have a sip of water, and shake out your arms."
    steps = f"work: 20s, rest: 5s, rest-words: '{words}', steps: [Hop, {{stretch: sit-to-stand}}]"
    Path("tight.yaml").write_text(
        f"title: X\nabout: X\nsteps:\n- {{interval: 5, {steps}}}\n", encoding="utf-8"
    )
    told = Says(
        "no room between two bells", "“Walk as far", "lacks", "s", at="tight.yaml:4:3: warning"
    )
    assert run("check", "tight.yaml").stdout.splitlines() == [told]


def test_what_is_wrong_with_the_words_of_a_flow_is_told_at_their_line(run: Run) -> None:
    Path("flow.yaml").write_text(
        "title: X\nabout: X\nsteps:\n- flow: Sun\n  rounds: 2\n  beat: 4s\n  steps:\n"
        "  - Raise your arms.\n"
        "  - Fold forward, let your head hang, and breathe out until there is nothing left.\n"
        "  - say: Bow 🙏.\n",
        encoding="utf-8",
    )
    assert run("check", "flow.yaml").stdout.splitlines() == [
        Says("“Fold forward", "has 4 s", "beat", at="flow.yaml:9:5: warning"),
        Says("“🙏” is not spoken", at="flow.yaml:10:5: warning"),
    ]


def test_what_an_interval_only_says_where_there_is_room_is_not_warned_of(run: Run) -> None:
    stations = "Hop, Skip, Jump, {stretch: sit-to-stand}"
    steps = f"- {{interval: 2, work: 20s, rest: 8s, steps: [{stations}]}}"
    Path("full.yaml").write_text(f"title: X\nabout: X\nsteps:\n{steps}\n", encoding="utf-8")
    assert run("check", "full.yaml").stdout == ""
    shown = run("show", "full.yaml", "--voice", "tone").stdout
    assert "no room for “Again and again, lean forward and stand up.”" in shown
    assert " s are missing" in shown


@pytest.mark.process
def test_a_voice_that_is_not_there_is_told_at_its_line(run: Run) -> None:
    Path("hoarse.yaml").write_text(GOOD.replace("steps", "voice: bob\nsteps"), encoding="utf-8")
    result = run("check", "hoarse.yaml")
    cures = "`matcue voices`", "`matcue voices add`"
    told = Says("no voice", "“bob”", *cures, at="hoarse.yaml:3:8")
    assert (result.exit_code, result.stdout) == (65, told)


@pytest.mark.process
def test_a_voice_that_speaks_another_language_than_matcue_is_warned_of(run: Run) -> None:
    for voice in ("system:de", "system:en-gb", "tone", "piper"):
        text = GOOD.replace("steps", f"voice: {voice}\nsteps")
        Path(f"{voice[-2:]}.yaml").write_text(text, encoding="utf-8")
    told = Says("system:de", "de", "English", "--language en", at="de.yaml:3:8: warning")
    assert run("check", "de.yaml", "gb.yaml", "ne.yaml", "er.yaml").stdout.splitlines() == [told]


def test_the_bundled_routines_and_exercises_have_nothing_to_warn_of(run: Run) -> None:
    files = [str(path) for path in bundled("routines").rglob("*.yaml")]
    assert len(files) > len(EXERCISES)
    assert run("check", *files).stdout == ""


def test_problems_as_json(run: Run) -> None:
    result = run("check", "odd.yaml", "bad.yaml", "--json")
    assert result.exit_code == 65
    first, *_ = json.loads(result.stdout)["problems"]
    assert first == {
        "file": "odd.yaml",
        "line": 3,
        "column": 32,
        "severity": "warning",
        "message": Says("90 s", "more than", "Cobra pose"),
        "hint": Says("`hold`", "10 to 20 s"),
    }
    assert json.loads(run("check", "good.yaml", "--json").stdout) == {"problems": []}


def test_a_file_that_is_not_there_hides_no_other(run: Run) -> None:
    result = run("check", "gone.yaml", "bad.yaml", "exercises")
    assert result.exit_code == 65
    gone, *bad, folder = result.stdout.splitlines()
    assert gone == Says("no file", "“gone.yaml”", at="gone.yaml:1:1")
    assert len(bad) == 2
    assert folder == Says("folder", "files in it", at="exercises:1:1")


def test_a_problem_that_several_files_share_is_told_once(run: Run) -> None:
    assert run("check", "bad.yaml", "bad.yaml").stdout == run("check", "bad.yaml").stdout


def test_an_exercise_is_known_by_its_folder_even_from_inside(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("exercises")
    assert "“w/” may not be read" in run("check", "hop.yaml").stdout


def test_a_new_routine_is_good_and_can_be_played(run: Run) -> None:
    result = run("new", "my-evening")
    assert (result.exit_code, result.stdout) == (0, "my-evening.yaml\n")
    commands = ("check", "show", "play")
    assert all(f"matcue {command} my-evening.yaml" in result.stderr for command in commands)
    assert run("check", "my-evening.yaml").stdout == ""
    shown = run("show", "my-evening.yaml", "--voice", "tone").stdout
    assert shown.startswith("My evening: ")


def test_a_new_routine_never_overwrites_one(run: Run) -> None:
    result = run("new", "good.yaml")
    told = Says("good.yaml", "already exists", "another name", at="matcue")
    assert (result.exit_code, result.stderr) == (74, told)
    assert Path("good.yaml").read_text(encoding="utf-8") == GOOD


def test_a_new_routine_may_have_any_name(run: Run) -> None:
    for name in ('Früh "am" {Morgen}', "2", "n" * 200):
        written = run("new", name).stdout.strip()
        assert written.endswith(".yaml")
        assert run("check", written).stdout == ""


@pytest.mark.parametrize("name", ["😀", "", "{}", "__", "folder/-.yaml"])
def test_a_new_routine_has_a_name_that_can_be_said(run: Run, name: str) -> None:
    result = run("new", name)
    assert (result.exit_code, result.stderr) == (2, Says(f"“{name}”", "letter", "`evening`"))
    assert not Path(f"{name}.yaml").exists()


def test_a_routine_in_a_folder_of_exercises_is_one(run: Run) -> None:
    Path("exercises/monday.yaml").write_text(BAD, encoding="utf-8")
    assert run("check", "exercises/monday.yaml").stdout.splitlines() == [
        Says("`about`", "missing", at="exercises/monday.yaml:1:1"),
        Says("no exercise", "“cobbra”", at="exercises/monday.yaml:2:19"),
    ]


def test_an_exercise_that_is_a_routine_is_told_so(run: Run) -> None:
    Path("exercises/monday.yaml").write_text(GOOD, encoding="utf-8")
    Path("week.yaml").write_text(GOOD.replace("cobra", "monday"), encoding="utf-8")
    told = Says("looks like a routine", "`exercises`", at="exercises/monday.yaml:1:1")
    assert run("check", "week.yaml").stdout.splitlines() == [told]


@pytest.mark.parametrize("name", ["odd", "./odd"])
def test_a_routine_beside_is_found_without_its_suffix(run: Run, name: str) -> None:
    assert run("check", name).stdout.splitlines() == [Says("90 s", at="odd.yaml:3:32: warning")]


def test_a_routine_of_the_library_goes_before_a_file_of_its_name(run: Run) -> None:
    Path("walk.yaml").write_text(BAD, encoding="utf-8")
    assert run("check", "walk").exit_code == 0


def test_a_misspelt_file_beside_is_suggested(run: Run) -> None:
    assert run("check", "goood").stdout == Says("no routine", "“goood”", "Did you mean good")


def test_a_new_routine_needs_its_folder(run: Run) -> None:
    result = run("new", "nowhere/mine")
    assert (result.exit_code, result.stderr) == (74, Says("nowhere", "folder first", at="matcue"))


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("schema").stdout)["title"] == "matcue routine"
    assert json.loads(run("schema", "exercise").stdout)["title"] == "matcue exercise"
    assert run("schema", "voice").exit_code == 2
