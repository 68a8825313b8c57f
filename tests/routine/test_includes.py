"""Routines that bring others along: from their own folder tree, never in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.errors import RoutineError
from matcue.paths import bundled
from matcue.routine.enums import Posture
from matcue.routine.loader import load_file
from matcue.routine.plan import Say, Stretch, Timed
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcue.routine.plan import Routine

HEAD = "title: Mine\nabout: For me.\n"
BUNDLED = [bundled("routines")]


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """The first of some routine files, each written without its head."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return folder / next(iter(files))


def load(folder: Path, files: Mapping[str, str]) -> Routine:
    return load_file(write(folder, files), BUNDLED)


def problems(folder: Path, files: Mapping[str, str]) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        load(folder, files)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


def test_an_included_file_brings_its_steps_with_its_own_defaults_and_variables(
    tmp_path: Path,
) -> None:
    routine = load(
        tmp_path,
        {
            "a.yaml": (
                "variables: {prop: mat}\ndefaults: {hold: 11s}\nsteps:\n  - include: parts/b.yaml\n"
                "  - stretch: cobra\n  - say: The {prop}.\n"
            ),
            "parts/b.yaml": (
                "variables: {prop: rug}\ndefaults: {hold: 12s}\n"
                "steps: [{stretch: cobra}, {say: 'The {prop}.'}, {include: ../c.yaml}]\n"
            ),
            "c.yaml": "steps: [{say: C.}]\n",
        },
    )
    told = [
        (step.phases[0].seconds if isinstance(step.phases[0], Timed) else None)
        if isinstance(step, Stretch)
        else step.text
        if isinstance(step, Say)
        else None
        for step in routine.steps
    ]
    assert told == [12, "The rug.", "C.", 11, "The mat."]
    assert routine.steps[0].place.file == f"{tmp_path}/parts/b.yaml"
    assert routine.steps[0].place.line == 5


def test_an_included_file_may_come_again_and_be_repeated(tmp_path: Path) -> None:
    routine = load(
        tmp_path,
        {
            "a.yaml": (
                "steps:\n  - include: b.yaml\n  - repeat: 2\n    steps: [{include: b.yaml}]\n"
            ),
            "b.yaml": "steps: [{say: B.}]\n",
        },
    )
    assert len(routine.steps) == 3


def test_problems_of_an_included_file_are_told_at_their_own_place(tmp_path: Path) -> None:
    files = {
        "a.yaml": "steps:\n  - include: parts/b.yaml\n  - rest: soon\n",
        "parts/b.yaml": "steps:\n  - stretch: cobra\n    hold: never\n  - stretch: cobbra\n",
    }
    assert problems(tmp_path, files) == [
        Says("“soon”", "not a length of time", at="a.yaml:5:11"),
        Says("“never”", "not a length of time", at="parts/b.yaml:5:11"),
        Says("no exercise", "“cobbra”", "`cobra`", at="parts/b.yaml:6:14"),
    ]


def test_warnings_of_an_included_file_are_told_at_their_own_place(tmp_path: Path) -> None:
    files = {
        "a.yaml": "steps:\n  - include: b.yaml\n",
        "b.yaml": "steps:\n  - stretch: cobra\n    hold: 90s\n",
    }
    (warning,) = load(tmp_path, files).warnings
    place = f"{tmp_path}/b.yaml:5:11: warning"
    assert str(warning) == Says("90 s", "more than", "Cobra pose", at=place)


OUTSIDE, NO_FILE = "outside", "no routine file"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../out.yaml", (OUTSIDE, "“../out.yaml”")),
        ("/etc/passwd", (OUTSIDE, "“/etc/passwd”")),
        ("link.yaml", (OUTSIDE, "“link.yaml”")),
        ("zzzzzz.yml", (NO_FILE, "“zzzzzz.yml”")),
        ("thre.yaml", (NO_FILE, "“thre.yaml”", "`three.yaml`")),
        ("notes.txt", (NO_FILE, "“notes.txt”")),
        (".", (NO_FILE, "“.”")),
        ("one.yaml", ("“one.yaml”", "circle", "one.yaml → one.yaml")),
        ("y" * 300 + ".yaml", (f"“{'y' * 40}…”", "cannot be read")),
        ("three.yaml/four.yaml", (NO_FILE, "“three.yaml/four.yaml”")),
    ],
)
def test_what_cannot_be_included_is_told(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    folder = tmp_path / "mine"
    files = {
        "one.yaml": f"steps:\n  - include: {name}\n",
        "three.yaml": "steps: [{rest: 5}]",
        "../out.yaml": "steps: [{rest: 5}]",
        "notes.txt": "secret",
    }
    write(folder, files)
    (folder / "link.yaml").symlink_to(tmp_path / "out.yaml")
    (told,) = problems(folder, files)
    assert told == Says(*words, at="one.yaml:4:14")
    assert ("`" in told) == any("`" in word for word in words)


def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    told = problems(tmp_path, {"one.yaml": "steps:\n  - include: loop.yaml\n"})
    assert told == [Says("“loop.yaml”", at="one.yaml:4:14")]


def test_a_circle_is_told_with_the_way_round(tmp_path: Path) -> None:
    files = {
        name: f"steps:\n  - include: {other}\n"
        for name, other in (("a.yaml", "b.yaml"), ("b.yaml", "c.yaml"), ("c.yaml", "a.yaml"))
    }
    assert problems(tmp_path, files) == [
        Says("“a.yaml”", "circle", "a.yaml → b.yaml → c.yaml → a.yaml", at="c.yaml:4:14")
    ]


def test_files_that_include_one_another_too_deep_are_refused(tmp_path: Path) -> None:
    files = {f"{n}.yaml": f"steps:\n  - include: {n + 1}.yaml\n" for n in range(20)}
    assert problems(tmp_path, files) == [Says("more than 8 files", at="7.yaml:4:14")]


def test_files_that_are_too_much_together_are_refused(tmp_path: Path) -> None:
    filler = "steps: [{rest: 5}]\n" + "#" * 400_000
    files = {
        "a.yaml": "steps:\n" + "".join(f"  - include: {name}.yaml\n" for name in "bcd"),
        **{f"{name}.yaml": filler for name in "bcd"},
    }
    assert problems(tmp_path, files) == [
        Says("includes", "larger than 1,000,000 bytes", at="a.yaml:6:14")
    ]


def test_files_that_multiply_are_refused(tmp_path: Path) -> None:
    twice = "".join("  - include: {0}.yaml\n" for _ in range(50))
    files = {
        "a.yaml": "steps:\n" + twice.format("b"),
        "b.yaml": "steps:\n" + twice.format("c"),
        "c.yaml": "steps:\n" + "  - rest: 5\n" * 50,
    }
    assert problems(tmp_path, files) == [
        Says("more than 10,000 sets", "50,000 repetitions", at="a.yaml:8:5")
    ]


def test_a_routine_reached_by_a_link_includes_what_lies_beside_its_file(tmp_path: Path) -> None:
    write(
        tmp_path / "real", {"a.yaml": "steps: [{include: b.yaml}]", "b.yaml": "steps: [{say: B.}]"}
    )
    link = tmp_path / "a.yaml"
    link.symlink_to(tmp_path / "real" / "a.yaml")
    assert len(load_file(link, BUNDLED).steps) == 1


def test_an_exercise_that_is_wrong_is_told_at_its_own_place(tmp_path: Path) -> None:
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (exercises / "hop.yaml").write_text("name: Hop\nposture: up\nhold: 5s\n", encoding="utf-8")
    path = write(tmp_path, {"a.yaml": "steps:\n  - stretch: hop\n  - rest: soon\n"})
    with pytest.raises(RoutineError) as caught:
        load_file(path, BUNDLED)
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems] == [
        Says("“soon”", "not a length of time", at="a.yaml:5:11"),
        Says("`words`", "missing", at="exercises/hop.yaml:1:1"),
        Says("“up”", "not one of", ", ".join(Posture), at="exercises/hop.yaml:2:10"),
    ]


def test_exercises_beside_a_routine_go_before_bundled_ones(tmp_path: Path) -> None:
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (exercises / "cobra.yaml").write_text(
        "name: My cobra\nposture: face down\nhold: 5s\nwords: {full: Lift., short: Lift.}\n",
        encoding="utf-8",
    )
    path = write(tmp_path, {"a.yaml": "steps: [{stretch: cobra}]"})
    (step,) = load_file(path, BUNDLED).steps
    assert isinstance(step, Stretch)
    assert step.exercise.name == "My cobra"


OWN = "name: Sway\nposture: standing\nhold: 20s\nwords: {full: Sway now., short: Sway.}\n"


def test_an_exercise_is_read_from_the_routine_s_own_folder_only(tmp_path: Path) -> None:
    files = {"mine/a.yaml": "steps: [{stretch: linked}, {stretch: inside}]\n"}
    write(tmp_path, files)
    kept, exercises = tmp_path / "mine" / "kept.yaml", tmp_path / "mine" / "exercises"
    exercises.mkdir()
    for path in (tmp_path / "out.yaml", kept):
        path.write_text(OWN, encoding="utf-8")
    (exercises / "linked.yaml").symlink_to("../../out.yaml")
    (exercises / "inside.yaml").symlink_to("../kept.yaml")
    place = "mine/exercises/linked.yaml:1:1"
    assert problems(tmp_path, files) == [Says("“linked.yaml”", "outside", "copy it", at=place)]


def test_a_folder_of_exercises_elsewhere_is_not_read_either(tmp_path: Path) -> None:
    files = {"mine/a.yaml": "steps: [{stretch: far}]\n"}
    write(tmp_path, files)
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "far.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "mine" / "exercises").symlink_to("../far")
    place = "mine/exercises/far.yaml:1:1"
    assert problems(tmp_path, files) == [Says("“far.yaml”", "outside", at=place)]


def test_a_folder_may_itself_be_a_link_and_a_routine_too(tmp_path: Path) -> None:
    real = write(tmp_path, {"mine/a.yaml": "steps: [{stretch: sway}]\n"})
    (tmp_path / "mine" / "exercises").mkdir()
    (tmp_path / "mine" / "exercises" / "sway.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "folder").symlink_to("mine")
    (tmp_path / "b.yaml").symlink_to("mine/a.yaml")
    steps = load_file(real, BUNDLED).steps
    for path in (tmp_path / "folder" / "a.yaml", tmp_path / "b.yaml"):
        assert [
            step.key for step in load_file(path, BUNDLED).steps if isinstance(step, Stretch)
        ] == [step.key for step in steps if isinstance(step, Stretch)]
