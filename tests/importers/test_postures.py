from __future__ import annotations

import pytest

from matcue.importers.writing.postures import guess
from matcue.routine.enums import Posture


@pytest.mark.parametrize(
    ("name", "text", "posture"),
    [
        ("Prone press-ups", "", Posture.FACE_DOWN),
        ("Supine hamstring stretch", "", Posture.ON_THE_BACK),
        ("Side plank on the knees", "", Posture.ON_THE_SIDE),
        ("Seitstütz auf den Knien", "", Posture.ON_THE_SIDE),
        ("Standing hip flexor stretch", "Kneel first.", Posture.STANDING),
        ("Half-kneeling hip flexor stretch", "", Posture.KNEELING),
        ("Quadruped rocks", "", Posture.HANDS_AND_KNEES),
        ("Seated twist", "", Posture.SEATED),
        ("Seated twist on a chair", "", Posture.ON_A_CHAIR),
        ("Trunk flexion", "Sit in a chair with your feet apart.", Posture.ON_A_CHAIR),
        ("Knee hugs", "Lie on your back. Pull your knees up.", Posture.ON_THE_BACK),
        ("Hip twist", "Lie down. Do not stand up at once.", Posture.ON_THE_BACK),
        ("Wall sit", "", Posture.STANDING),
        ("Beckenkippen in Rückenlage", "", Posture.ON_THE_BACK),
        ("Étirement", "À genoux, penchez-vous.", Posture.KNEELING),
        ("Estiramiento", "Acostado boca arriba.", Posture.ON_THE_BACK),
        ("Растяжка", "Лёжа на спине, поднимите ногу.", Posture.ON_THE_BACK),
        ("Neck circles", "", Posture.ANY),
        ("Understand this", "A website.", Posture.ANY),
    ],
)
def test_the_posture_is_told_by_the_name_then_by_the_first_words(
    name: str, text: str, posture: Posture
) -> None:
    assert guess(name, text) is posture
