from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.errors import MatcueError, RoutineNotFound
from matcue.paths import bundled
from matcue.routine import lookup
from matcue.routine.enums import Posture
from matcue.routine.loader import load_file
from matcue.routine.plan import Rest, Stretch
from matcue.routine.resolve import vary
from matcue.timeline.phrases import sided
from matcue.timeline.sentences import sentences
from tests.strategies import EXERCISES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matcue.routine.exercise import Exercise

BUNDLED = [bundled("routines")]
WARM_UPS = {
    "march-in-place",
    "shoulder-rolls",
    "ankle-pumps",
    "knee-rocks",
    "easy-walk",
    "water-walk",
}


def test_earlier_folders_win_and_other_files_are_left_alone(tmp_path: Path) -> None:
    own, bundled = tmp_path / "own", tmp_path / "bundled"
    for path in (own / "a.yaml", bundled / "a.yaml", bundled / "b.yml", bundled / "notes.txt"):
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (bundled / "exercises.yaml").mkdir()
    found = lookup.names([own, bundled, tmp_path / "missing"])
    assert found == {"a": own / "a.yaml", "b": bundled / "b.yml"}


def test_links_are_followed_and_one_that_leads_nowhere_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")
    (tmp_path / "gone.yaml").symlink_to("missing.yaml")
    assert [*lookup.names([tmp_path])] == ["a", "b"]


def test_a_routine_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.touch()
    assert lookup.find("mine", [tmp_path]) == path
    assert lookup.find(str(path), []) == path


@pytest.mark.parametrize("name", ["mien", "mien.yaml", "./mien.yaml", "nowhere/mien.yaml"])
def test_what_is_not_found_names_the_nearest(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.yaml").touch()
    with pytest.raises(RoutineNotFound) as caught:
        lookup.find(name, [tmp_path])
    assert caught.value.nearest == ("mine",)


def _told() -> Iterator[tuple[str, Exercise]]:
    """Every exercise, and every variant of one, by a name."""
    for key, exercise in EXERCISES.items():
        yield key, exercise
        for name in exercise.variants:
            yield f"{key}, {name}", vary(exercise, name)


TOLD = dict(_told())
ARTICLE = {
    "childs-pose": {"hold": (20, 60)},
    "knee-to-chest": {"hold": (20, 30), "sets": (2, 3)},
    "pelvic-tilt": {"reps": (8, 12)},
    "seated-twist": {"hold": (15, 30)},
    "nerve-floss": {"reps": (8, 12)},
    "piriformis": {"hold": (20, 30), "sets": (2, 3)},
    "figure-four": {},
    "standing-hamstring": {},
    "cobra": {},
}
"""The nine exercises of the article, and the figures that it gives."""


@pytest.mark.parametrize("name", TOLD)
def test_an_exercise_is_whole(name: str) -> None:
    exercise = TOLD[name]
    assert exercise.how
    assert exercise.about
    assert exercise.caution
    assert exercise.avoid
    assert exercise.source
    assert exercise.words.short
    assert exercise.words.name
    assert exercise.words.release
    for words in (exercise.words.full, exercise.words.short, exercise.words.name):
        assert ("{side}" in words) == (exercise.sides == "both")


@pytest.mark.parametrize("name", TOLD)
def test_words_of_an_exercise_are_made_to_be_heard(name: str) -> None:
    words = TOLD[name].words
    for text in (words.full, words.short, words.name, words.release):
        for sentence in sentences(sided(text or "", "left")):
            assert len(sentence.split()) <= 14, sentence
            assert not {"this", "these"} & set(sentence.lower().split()), sentence
            assert sentence.isascii(), sentence
            assert not any(letter.isdigit() for letter in sentence), sentence


@pytest.mark.parametrize("key", ARTICLE)
def test_the_figures_of_the_article_are_its_own_and_the_others_are_marked_as_ours(key: str) -> None:
    exercise = EXERCISES[key]
    for figure in ("hold", "time", "reps", "sets"):
        if figure in ARTICLE[key]:
            assert getattr(exercise, figure) == ARTICLE[key][figure]
            assert figure not in exercise.ours
        elif getattr(exercise, figure) not in (None, (1, 1)):
            assert figure in exercise.ours
    assert exercise.also
    assert {variant.effort for variant in exercise.variants.values()} == {"easier", "harder"}


@pytest.mark.parametrize("key", sorted(set(EXERCISES) - set(ARTICLE)))
def test_figures_of_other_exercises_are_marked_as_ours(key: str) -> None:
    exercise = EXERCISES[key]
    given = {figure for figure in ("hold", "time", "reps", "sets") if getattr(exercise, figure)}
    given -= {"sets"} if exercise.sets == (1, 1) else set()
    assert given <= set(exercise.ours)


def test_the_article_s_own_variants_are_there() -> None:
    for name in (
        "nerve-floss, seated",
        "knee-to-chest, leg-long",
        "cobra, low",
        "standing-hamstring, lower",
        "figure-four",
    ):
        assert name in TOLD
    assert EXERCISES["figure-four"].posture is Posture.ON_A_CHAIR


ROUTINES = lookup.names(BUNDLED)
OF_ANOTHER_KIND = set(
    "body-scan box-breathing desk-pomodoro feet-and-calves healthy-back-circuit "
    "hips-and-hamstrings low-impact-tabata mcgill-three neck-and-shoulders "
    "progressive-muscle-relaxation run-and-walk seated-class slow-breathing sun-salutation".split()
)
"""Those that are no session of stretches from a warm-up to a glass of water."""
OF_STRETCHES = [path for name, path in ROUTINES.items() if name not in OF_ANOTHER_KIND]


@pytest.mark.parametrize("path", ROUTINES.values(), ids=ROUTINES)
def test_a_bundled_routine_is_whole(path: Path) -> None:
    routine = load_file(path, BUNDLED)
    assert routine.warnings == ()
    written = routine.written
    assert written.often
    assert written.needs
    assert written.effort
    assert written.welcome
    assert written.closing


@pytest.mark.parametrize("path", OF_STRETCHES, ids=lambda path: path.stem)
def test_a_bundled_routine_of_stretches_warms_up_and_ends_quietly(path: Path) -> None:
    routine = load_file(path, BUNDLED)
    names = [step.key for step in routine.steps if isinstance(step, Stretch)]
    assert names[0] in WARM_UPS
    assert names[-1] == "relaxed-breathing"
    (drink,) = (step for step in routine.steps if isinstance(step, Rest))
    assert drink.say
    assert "sips of water" in drink.say


def test_the_bundled_routines_are_those_that_are_promised() -> None:
    assert 26 <= len(ROUTINES) <= 30
    whole = load_file(ROUTINES["full-back-and-sciatica"], BUNDLED)
    assert set(ARTICLE) <= {step.key for step in whole.steps if isinstance(step, Stretch)}
    desk = load_file(ROUTINES["desk-break"], BUNDLED)
    postures = {step.exercise.posture for step in desk.steps if isinstance(step, Stretch)}
    assert postures <= {Posture.STANDING, Posture.ON_A_CHAIR, Posture.ANY}


@pytest.mark.parametrize("text", sorted(BUNDLED[0].rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_file_points_to_its_schema(text: Path) -> None:
    first = text.read_text(encoding="utf-8").splitlines()[0]
    pointer = first.removeprefix("# yaml-language-server: $schema=")
    assert (text.parent / pointer).resolve().is_file()


def test_every_error_has_its_exit_code() -> None:
    def leaves(kind: type[MatcueError]) -> list[type[MatcueError]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in leaves(child))]

    codes = {kind.__name__: kind.exit_code for kind in leaves(MatcueError)}
    assert codes == {
        "MatcueError": 1,
        "UsageError": 2,
        "RoutineError": 65,
        "UnreadableDocument": 65,
        "LengthError": 65,
        "NotFound": 66,
        "RoutineNotFound": 66,
        "ExerciseNotFound": 66,
        "VoiceNotFound": 2,
        "DeviceNotFound": 2,
        "VoiceError": 69,
        "VoiceClosed": 69,
        "DeviceError": 69,
        "DeviceLost": 69,
        "ChildFailed": 69,
        "ClusterError": 69,
        "FileError": 74,
        "SuffixError": 74,
        "VerifyError": 74,
        "Unmade": 74,
    }
