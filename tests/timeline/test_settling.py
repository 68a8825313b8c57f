"""How long it is silent between the last word and the bell."""

from fractions import Fraction

import pytest

from matcue.routine.enums import Chimes, Detail
from matcue.routine.exercise import Exercise, Words
from matcue.routine.plan import Stretch, Timed
from matcue.routine.resolve import vary
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime, Section
from matcue.timeline.pacing import AGAIN, CHANGEOVER, HELD, MOVEMENT, SETTLE, Pace
from matcue.timeline.script import write_script
from matcue.timeline.settling import is_movement, quiet_after
from tests.strategies import EXERCISES, routine
from tests.timeline.test_script import make


def silences(*steps: Stretch, pace: Fraction = Fraction(1)) -> list[Fraction]:
    """The seconds without a word before the first bell of each section with one."""
    script = write_script(routine(*steps), Guidance(Pace(pace)))
    return [silence(section) for section in script.sections if section.stretch]


def silence(section: Section) -> Fraction:
    bell = next(i for i, item in enumerate(section.items) if _starts(item))
    return quiet_after(section.items[:bell])


def _starts(item: object) -> bool:
    return isinstance(item, Chime) and item.text == Chimes.START


def own(full: str, short: str) -> Exercise:
    """An exercise told in these words."""
    told = {"words": Words(full=full, short=short)}
    return EXERCISES["piriformis"].model_copy(update=told)


def told(full: str, short: str, detail: Detail = Detail.AUTO) -> list[Fraction]:
    """The silences of an exercise in these words: of its first side, and of the other one."""
    return silences(make("piriformis", exercise=own(full, short), detail=detail))


@pytest.mark.parametrize(
    ("sentence", "moves"),
    [
        ("Reach both arms up, and stay there.", True),
        ("Stay there and breathe slowly.", False),
        ("Hold the back of your thigh.", True),
        ("Hold it there, with your back level.", False),
        ("Don’t let your back sag.", False),
        ("If it hurts, come down.", False),
        ("On each number, lift your hips.", False),
        ("Zieh das Knie zur Brust.", True),
    ],
)
def test_what_is_not_understood_may_be_a_movement(sentence: str, moves: bool) -> None:  # noqa: FBT001
    assert is_movement(sentence) == moves


def test_what_is_held_already_begins_soon_after_the_words() -> None:
    held = "Turn around. Keep your shoulders down and breathe slowly."
    assert told(held, held) == [HELD, HELD]
    assert HELD <= 3


def test_a_movement_that_is_told_last_is_given_its_time() -> None:
    assert told("Turn around.", "Turn around.") == [HELD, MOVEMENT]


def test_where_only_names_are_told_one_finds_the_way_alone() -> None:
    assert told("Turn around.", "Turn around.", detail=Detail.NAMES) == [SETTLE, CHANGEOVER]


def test_what_is_kept_up_begins_with_its_bell() -> None:
    walk = make("water-side-steps", Timed("time", Fraction(30)), detail=Detail.NAMES)
    assert silences(walk) == [HELD, HELD]


def test_a_further_set_begins_at_once_where_one_stays_as_one_is() -> None:
    assert silences(make("cobra", sets=3)) == [HELD, AGAIN, AGAIN]
    assert silences(make("piriformis", rounds=(("left",), ("left",)))) == [HELD, AGAIN]
    assert silences(make("cobra", sets=2, detail=Detail.NAMES)) == [SETTLE, AGAIN]


def test_the_pace_changes_the_silence_as_a_whole() -> None:
    steps = make("piriformis"), make("knee-to-chest", sets=2), make("clam", detail=Detail.NAMES)
    for pace in (Fraction(1, 4), Fraction(2)):
        assert silences(*steps, pace=pace) == [pace * seconds for seconds in silences(*steps)]


@pytest.mark.parametrize("key", EXERCISES)
def test_no_exercise_keeps_anybody_waiting(key: str) -> None:
    exercise = EXERCISES[key]
    for done in (exercise, *(vary(exercise, variant) for variant in exercise.variants)):
        first, *others = silences(make(key, exercise=done))
        assert first <= 3
        assert all(other <= MOVEMENT for other in others)
