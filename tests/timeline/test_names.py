"""Names inside a sentence: small as any word there, but for those that keep their capitals."""

import pytest

from matcue.routine.enums import Posture
from matcue.timeline.phrases import coming, name


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Child's pose", "child's pose"),
        ("Sit to stand", "sit to stand"),
        ("A long walk", "a long walk"),
        ("90/90 stretch", "90/90 stretch"),
        ("Überkopfstrecken", "überkopfstrecken"),
        ("腰を伸ばす", "腰を伸ばす"),
        ("Seated McGill curl-up", "seated McGill curl-up"),
        ("Standing ITB stretch", "standing ITB stretch"),
        ("Half-kneeling Pallof press", "half-kneeling Pallof press"),
        ("Plank and T", "plank and T"),
    ],
)
def test_an_ordinary_word_begins_small(written: str, said: str) -> None:
    assert name(written, "Next") == f"Next, {said}."
    assert coming(written, Posture.SEATED) == f"After that, {said}, sitting on the floor."


@pytest.mark.parametrize(
    "written",
    [
        "Alexander rest",
        "Alexander's rest",
        "McKenzie press-up",
        "McGill curl-up",
        "Brügger's relief",
        "Thomas stretch",
        "Jefferson curl",
        "Romanian deadlift",
        "Turkish get-up",
        "Nordic curl",
        "Copenhagen plank",
        "Pilates hundred",
        "Achilles stretch",
        "Superman",
        "T-spine twist",
        "Y raise",
        "I, Y and T raises",
        "TFL stretch",
        "SI joint rock",
        "Knee to Chest",
    ],
)
def test_a_proper_name_and_a_title_keep_their_capitals(written: str) -> None:
    assert name(written, "First") == f"First, {written}."
    assert coming(written) == f"After that, {written}."
