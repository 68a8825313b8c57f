"""Abbreviations are heard as words, whatever stands around them."""

import pytest

from matcue.voices.text.abbreviations import in_full
from matcue.voices.text.normalizer import as_spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lay it approx. 10 cm lower.", "Lay it approximately ten centimeters lower."),
        ("Approx. here.", "Approximately here."),
        ("ca. 5 cm", "about five centimeters"),
        ("Use a strap, e.g. a belt.", "Use a strap, for example a belt."),
        ("E.g., a towel", "For example, a towel"),
        ("on the bad side, i.e. the left", "on the bad side, that is the left"),
        ("a mat, a towel etc. under you", "a mat, a towel and so on under you"),
        ("a mat, a towel, etc.", "a mat, a towel, and so on."),
        ("(a mat etc.)", "(a mat and so on.)"),
        ("Get a mat etc. Then lie down.", "Get a mat and so on. Then lie down."),
        ("left vs. right", "left versus right"),
        ("slow vs Pilates", "slow versus pil-ah-tees"),
        ("Take band no. 3.", "Take band number three."),
        ("Take band No. 3.", "Take band number three."),
        ("all joints incl. the toes", "all joints including the toes"),
        ("all joints, esp. the hip", "all joints, especially the hip"),
        ("Do 10 reps, then 1 rep more.", "Do ten repetitions, then one repetition more."),
    ],
)
def test_they_are_read_in_full(written: str, said: str) -> None:
    assert as_spoken(written, "piper").replace("Number", "number") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Rest for 5 min. Then go.", "Rest for five minutes. Then go."),
        ("Rest for ½ min. more.", "Rest for half a minute more."),
        ("Hold for 20 sec. here", "Hold for twenty seconds here"),
        ("Rest for a min.", "Rest for a minute."),
        ("Rest a few min. and go on.", "Rest a few minutes and go on."),
        ("two mins, some secs", "two minutes, some seconds"),
        ("a 30-sec. hold", "a thirty-second hold"),
        ("ten sec. of rest", "ten seconds of rest"),
        ("min. 5 times", "minimum five times"),
        ("Min. 5, max. 10 reps.", "Minimum five, maximum ten repetitions."),
        ("20 s min., 40 s max.", "twenty seconds minimum, forty seconds maximum."),
        ("max 10 times", "maximum ten times"),
    ],
)
def test_a_minute_is_told_from_a_minimum(written: str, said: str) -> None:
    assert as_spoken(written, "tone") == said


@pytest.mark.parametrize(
    "text",
    [
        "Any pain? No. 3 more.",
        "No. 3 more.",
        "There is no pain.",
        "Ask Max. Then rest.",
        "Max, breathe.",
        "Give it your max effort.",
        "The second representative, minus etcetera.",
        "In CA. it is MAX. 3.",
    ],
)
def test_words_that_look_like_them_stay(text: str) -> None:
    assert in_full(text) == text
