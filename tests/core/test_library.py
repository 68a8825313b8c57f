from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.errors import MatcueError, RoutineNotFound
from matcue.routine import library
from matcue.routine.catalogue import Stretch

if TYPE_CHECKING:
    from pathlib import Path


def test_earlier_folders_win_and_other_files_are_left_alone(tmp_path: Path) -> None:
    own, bundled = tmp_path / "own", tmp_path / "bundled"
    for path in (own / "a.yaml", bundled / "a.yaml", bundled / "b.yml", bundled / "notes.txt"):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (bundled / "exercises.yaml").mkdir()
    found = library.names([own, bundled, tmp_path / "missing"])
    assert found == {"a": own / "a.yaml", "b": bundled / "b.yml"}


def test_a_routine_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.touch()
    assert library.find("mine", [tmp_path]) == path
    assert library.find(str(path), []) == path


@pytest.mark.parametrize("name", ["mien", "mien.yaml", "./mien.yaml", "nowhere/mien.yaml"])
def test_what_is_not_found_names_the_nearest(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.yaml").touch()
    with pytest.raises(RoutineNotFound) as caught:
        library.find(name, [tmp_path])
    assert caught.value.nearest == ("mine",)


def test_every_exercise_of_the_catalogue_is_whole() -> None:
    exercises = library.catalogue()
    assert len(exercises) == 9
    for exercise in exercises.values():
        assert exercise.about
        assert exercise.caution
        assert exercise.source
        two_sided = exercise.sides == "both"
        for words in (exercise.words.full, exercise.words.short):
            assert ("{side}" in words) == two_sided


def test_sentences_of_the_catalogue_are_made_to_be_heard() -> None:
    for name, exercise in library.catalogue().items():
        for words in (exercise.words.full, exercise.words.short):
            for sentence in words.replace("{other side}", "right").split(". "):
                assert len(sentence.split()) <= 14, (name, sentence)
                assert "this" not in sentence.lower().split(), (name, sentence)


def test_holds_and_repetitions_of_the_routines_lie_in_the_exercises_ranges() -> None:
    bundled = [library.shipped("routines")]
    for path in library.names(bundled).values():
        for step in library.load(path).steps:
            if not isinstance(step, Stretch):
                continue
            exercise = step.exercise
            if exercise.hold:
                assert step.hold
                assert exercise.hold[0] <= step.hold <= exercise.hold[1]
            if exercise.reps:
                assert step.reps
                assert exercise.reps[0] <= step.reps <= exercise.reps[1]
            assert exercise.sides == step.sides


def test_every_error_has_its_exit_code() -> None:
    def leaves(kind: type[MatcueError]) -> list[type[MatcueError]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in leaves(child))]

    codes = {kind.__name__: kind.exit_code for kind in leaves(MatcueError)}
    assert codes == {
        "MatcueError": 1,
        "UsageError": 2,
        "RoutineError": 65,
        "RoutineNotFound": 66,
        "VoiceError": 69,
        "VoiceClosed": 69,
        "DeviceError": 69,
        "FileError": 74,
        "SuffixError": 74,
    }
