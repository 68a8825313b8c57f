"""Signs: said in words, folded to plain letters, or left out, and told where they are."""

import pytest

from matcue.voices.text.normalizer import normalizer
from matcue.voices.text.signs import unspoken

READ = normalizer({}, "tone")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Bend left/right, and/or rest.", "Bend left or right, or rest."),
        ("Pain ≥ 3, or > 2?", "Pain at least three, or more than two?"),
        ("Mat & cushion", "Mat and cushion"),
        ("Set #2", "Set number two"),
        ("*Slowly* bend your _left_ knee, **now**.", "Slowly bend your left knee, now."),
        ("Relax your shoul\u00adders.", "Relax your shoulders."),
        ("Ｈｏｌｄ １０ s", "Hold ten seconds"),
        ("𝐁𝐞𝐧𝐝 𝘪𝘵", "Bend it"),
        ("Go → left, ↑ up.", "Go left, up."),
        ("Well done 🎉, breathe 🧘‍♀️ ❤️.", "Well done, breathe."),
        ("★★★ ✓ Done", "Done"),
        ("Ready? 3...2...1", "Ready? three…two…one"),
        ("PULL YOUR KNEE IN.", "Pull your knee in."),
        ("Fu\u0308r Jo\u0308rg", "Für Jörg"),
    ],
)
def test_signs_are_said_folded_or_left_out(written: str, said: str) -> None:
    assert READ(written) == said


@pytest.mark.parametrize(
    "text",
    [
        "Don’t rush – breathe (in), “out” … and rest; good!",
        "साँस लें।",
        "深く息を吸って。",
        "TFL and IT band",
        "two-thirds",
    ],
)
def test_plain_words_stay(text: str) -> None:
    assert READ(text) == text


def test_what_is_left_out_is_told_once() -> None:
    assert unspoken("→ left → right 🎉, *softly*, a/b & c") == ("→", "🎉")
