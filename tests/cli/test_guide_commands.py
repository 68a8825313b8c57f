"""Who wants to know: the exercises and the guide."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import matcue
from tests.told import Says, but_gaps

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]
    Start = Callable[..., subprocess.Popen[str]]


def test_the_exercises_are_listed_with_what_a_routine_writes(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / "exercises"
    own.mkdir()
    (own / "hop.yaml").write_text(
        "name: Hop\nposture: standing\nreps: 3\nwords: {full: Hop., short: Hop.}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", "200")
    lines = [" ".join(line.split()) for line in run("exercises").stdout.splitlines()]
    assert lines[0] == "write name posture how much variants"
    assert "hop Hop standing 3 times, 6 s each" in lines
    (floss,) = [line for line in lines if line.startswith("nerve-floss ")]
    assert floss.startswith("nerve-floss Sciatic nerve floss on the back 8 to 12 times, 6 s each")
    assert floss.endswith("seated, leg-raised")


@pytest.mark.parametrize("name", ["cobra", "Cobra pose", "COBRA  POSE", "gentle-back extension"])
def test_an_exercise_is_shown_whole_by_any_of_its_names(run: Run, name: str) -> None:
    result = run("exercises", name)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for part in (
        "stretch: cobra",
        "face down",
        "10 to 20 s, 1 to 3 sets",
        "hold, sets",
        "Press into your palms",
        "variant: low easier.",
        "Skip it if",
    ):
        assert part in shown


def test_on_the_side_it_is_told_which_side_works(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / "exercises"
    own.mkdir()
    (own / "lift.yaml").write_text(
        "name: Lift\nposture: on the side\nworks: below\nsides: both\nreps: 3\n"
        "words: {full: Lift.}\n",
        encoding="utf-8",
    )

    def works(name: str) -> list[str]:
        rows = [" ".join(line.split()) for line in run("exercises", name).stdout.splitlines()]
        return [row for row in rows if row.startswith("works")]

    assert works("lift") == ["works the side below"]
    assert works("clam") == ["works the side on top"]
    assert works("cobra") == []


def test_an_exercise_that_is_not_there_ends_with_66(run: Run) -> None:
    result = run("exercises", "kobra")
    told = Says("“kobra”", "Did you mean cobra?", "`matcue exercises`", at="matcue")
    assert (result.exit_code, result.stdout, result.stderr) == (66, "", told)


def test_an_exercise_of_one_s_own_that_is_wrong_hides_no_other(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / "exercises"
    own.mkdir()
    (own / "hop.yaml").write_text("name: Hop\n", encoding="utf-8")
    result = run("exercises", "cobra")
    assert (result.exit_code, "face down" in result.stdout) == (0, True)
    problems = result.stderr.splitlines()
    assert Says("`posture`", "missing", at=f"{own}/hop.yaml:1:1") in problems


def test_exercises_as_json(run: Run) -> None:
    whole = json.loads(run("exercises", "--json").stdout)
    one = json.loads(run("exercises", "pelvic-tilt", "--json").stdout)
    assert one == {"pelvic-tilt": whole["pelvic-tilt"]}
    assert whole["pelvic-tilt"]["reps"] == [8, 12]
    assert whole["childs-pose"]["hold"] == [20.0, 60.0]


def test_the_guide_names_its_topics(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = run("guide")
    topics = [line.split()[0] for line in result.stdout.splitlines()]
    assert topics == ["activities", "costs", "how-often", "safety", "warm-up"]


def test_a_topic_is_read_in_lines_that_can_be_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = run("guide", "costs")
    assert result.exit_code == 0
    assert "$75–$150 per visit" in result.stdout
    assert "For information only, not medical advice." in result.stdout
    assert max(len(line.rstrip()) for line in result.stdout.splitlines()) <= 80


def test_the_guide_as_json(run: Run) -> None:
    pages = json.loads(run("guide", "--json").stdout)["topics"]
    assert [page["name"] for page in pages] == "activities costs how-often safety warm-up".split()
    (page,) = json.loads(run("guide", "safety", "--json").stdout)["topics"]
    assert page == pages[3]
    assert page["title"] == "When to stop, and when to ask"
    assert page["summary"] == Says("Move gently", "in doubt")
    assert page["markdown"].startswith(f"# {page['title']}\n\n")
    assert page["markdown"].endswith(" about your own case.\n")


def test_a_page_is_either_spoken_or_printed_as_json(run: Run) -> None:
    result = run("guide", "safety", "--play", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == Says("--play", "--json", "choose one")


def test_a_topic_that_is_not_there_is_told(run: Run) -> None:
    result = run("guide", "prices")
    told = Says("“prices”", "activities, costs, how-often, safety", at="matcue")
    assert (result.exit_code, result.stderr) == (2, told)


def test_nothing_in_particular_cannot_be_spoken(run: Run) -> None:
    result = run("guide", "--play")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == Says("--play", "topic", "activities, costs")


@pytest.mark.usefixtures("no_sound")
def test_a_topic_is_spoken_to_the_speakers(run: Run) -> None:
    result = run("guide", "--play", "safety", "--voice", "tone")
    assert (result.exit_code, result.stderr) == (69, Says("no sound device", at="matcue"))


@pytest.fixture
def _installed_with_a_short_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another matcue, as packages have it: the guide lies inside, and it is one page."""
    package = tmp_path / "site" / "matcue"
    shutil.copytree(Path(matcue.__file__).parent, package)
    shutil.rmtree(package / "docs", ignore_errors=True)
    page = package / "docs" / "guide" / "short.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Breathe\n\nIn and out.\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))


@pytest.mark.process
@pytest.mark.usefixtures("_installed_with_a_short_guide")
def test_a_topic_may_be_spoken_to_nowhere(start: Start) -> None:
    command = "guide short --play --voice tone --sink null --speed 2 --pace 0.25"
    with start(*command.split()) as process:
        printed, told = process.communicate()
    assert (process.returncode, but_gaps(told)) == (0, "")
    said = [line.partition(" ")[2] for line in printed.splitlines()]
    assert said == ["Breathe", "Breathe: In and out."]
