"""The lines of a text, without what marks them."""

from __future__ import annotations

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.lists.layout import Mark, lines_of
from tests.importers.outline import document


def _texts(text: str) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in lines_of(document(text)) if not line.blank]


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("## Couch stretch ##", Mark.HEADING, "Couch stretch"),
        ("- [ ] Bridge", Mark.BULLET, "Bridge"),
        ("• Bridge", Mark.BULLET, "Bridge"),
        ("2) Bridge", Mark.NUMBER, "Bridge"),
        ("09 - Dead bug", Mark.NUMBER, "Dead bug"),
        ("Übung 3: Brücke", Mark.NUMBER, "Brücke"),
        ("10 – 15 reps", Mark.NONE, "10 – 15 reps"),
        ("3 sets of 10", Mark.NONE, "3 sets of 10"),
        ("> **Bridge** for [3 sets](https://x.example)", Mark.NONE, "Bridge for 3 sets"),
        ("Hold for _5_ seconds", Mark.NONE, "Hold for 5 seconds"),
        ("Hold for ___ seconds", Mark.NONE, "Hold for ___ seconds"),
        ("🔥 Warm-up", Mark.NONE, "Warm-up"),
        ("Perform 2 Time(s) a Day", Mark.NONE, "Perform 2 Times a Day"),
    ],
)
def test_a_mark_is_taken_off(line: str, mark: Mark, text: str) -> None:
    (told,) = lines_of(document(line))

    assert (told.mark, told.text, told.source) == (mark, text, line.removeprefix("> "))


def test_capitals_and_bold_letters_are_strong() -> None:
    lines = lines_of(document("**Warm-up:**\nHEEL SLIDES\nBridge **slowly**\n20 KB"))

    assert [line.strong for line in lines] == [True, True, False, False]


def test_lines_that_were_broken_for_their_width_are_joined() -> None:
    whole = (
        "Lie on your back with both knees bent and your feet on the bed. "
        "Slowly let your knees drop to one side, and repeat the exercise."
    )

    assert _texts(
        "Lie on your back with both knees bent and your feet on the\n"
        "bed. Slowly let your knees drop to one side, and repeat the exer-\n"
        "cise.\n"
        "bridge 3x10\n"
        "plank 30s\n"
    ) == [
        (1, whole),
        (4, "bridge 3x10"),
        (5, "plank 30s"),
    ]


def test_numbers_that_are_glued_to_names_are_those_of_a_list() -> None:
    assert _texts("1Crab walk\n3 sets\n2Squat\n2 sets\n") == [
        (1, "Crab walk"),
        (2, "3 sets"),
        (3, "Squat"),
        (4, "2 sets"),
    ]
    assert _texts("3Way stretch\n1Leg bridge") == [(1, "3Way stretch"), (2, "1Leg bridge")]


def test_a_page_is_read_as_a_browser_shows_it_on_the_lines_of_its_source() -> None:
    assert _texts(
        "<h2>Desk&#39;s best</h2>\n<script>\nvar reps = 3;\n</script><ul>\n"
        "<li><b>Chin tuck</b> 2&times;10<br>Slowly.</li></ul>"
    ) == [(1, "Desk's best"), (5, "Chin tuck 2×10"), (5, "Slowly.")]
    assert _texts("Hold < 30 s & breathe") == [(1, "Hold < 30 s & breathe")]


@pytest.mark.parametrize(
    "text", ["a\n" * 2001, "\n" * 20_001, "<p>" + "<br>x" * 3000, "\x0bx" * 9999]
)
def test_a_text_of_too_many_lines_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="a list has at most 2000 lines"):
        lines_of(document(text))
