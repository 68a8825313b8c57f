"""Where a sentence ends: at stops, inside what they close, and at lines that are over."""

import pytest

from matcue.timeline.sentences import sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lie on your back\nBend both knees\n", "Lie on your back. | Bend both knees."),
        ("Lie down.\n\nBreathe", "Lie down. | Breathe."),
        ("What you need:\na mat\na chair", "What you need: | a mat. | a chair."),
        (
            "Lie on your back with both of your knees bent and your\nfeet flat on the floor.",
            "Lie on your back with both of your knees bent and your feet flat on the floor.",
        ),
        ("Lie on your back,\nknees bent.", "Lie on your back, knees bent."),
        ("He says “Breathe in.” Then breathe out.", "He says “Breathe in.” | Then breathe out."),
        ("Lie down (gently.) Then rest.", "Lie down (gently.) | Then rest."),
        ("Breathe in… Breathe out…", "Breathe in… | Breathe out…"),
        ("Ready? ... Go!", "Ready? ... | Go!"),
        ("深く息を吸って。ゆっくり吐いて。", "深く息を吸って。 | ゆっくり吐いて。"),
        ("साँस लें। छोड़ें।", "साँस लें। | छोड़ें।"),
    ],
)
def test_a_sentence_ends_where_its_author_ends_it(text: str, said: str) -> None:
    assert " | ".join(sentences(text)) == said


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "1. ", "2) ", "(3) ", "a) ", " -  "])
def test_marks_of_lists_are_not_spoken(mark: str) -> None:
    assert sentences(f"{mark}Bend your knees\n{mark}rest") == ("Bend your knees.", "rest.")
    assert sentences(f"{mark}Rest") == ("Rest",)


def test_numbers_of_a_list_in_one_line_are_not_spoken() -> None:
    assert sentences("1. Sit down. 2. Breathe in.") == ("Sit down.", "Breathe in.")
    assert sentences("Count to 3. Then rest.") == ("Count to 3.", "Then rest.")


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith wants this.",
        "Lay it approx. 10 cm below the knee, e.g. on a towel.",
        "Then do a 20 sec. pull.",
        "Bend it to 90 deg. and stop.",
        "J. Smith and Anna K. Smith showed it.",
        "Breathe 3.5 times.",
        "Take band no. 3 for this.",
        "Take all of them, esp. the long one, vs. none, max. 10 times, min. 5.",
    ],
)
def test_abbreviations_and_initials_end_no_sentence(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hold for 20 sec. Then rest.", "Hold for 20 sec. | Then rest."),
        ("Take a strap etc. Then lie down.", "Take a strap etc. | Then lie down."),
        ("Any pain? No. 3 more.", "Any pain? | No. | 3 more."),
        ("Make a T. Then rest.", "Make a T. | Then rest."),
    ],
)
def test_but_what_may_end_one_does_before_a_capital(text: str, said: str) -> None:
    assert " | ".join(sentences(text)) == said


def test_no_text_is_no_sentence() -> None:
    assert sentences("") == sentences(" \n ") == ()
