"""What a message is pinned by, and what it is not."""

from __future__ import annotations

import pytest

from tests.told import Says, but_gaps

TOLD = "mine.yaml:3:5: no exercise is called “cobbra” (did you mean `cobra`?)"


@pytest.mark.parametrize(
    "says",
    [Says("no exercise", "“cobbra”", "`cobra`", at="mine.yaml:3:5"), Says("cobra", "no exercise")],
)
def test_a_line_that_has_all_words_is_meant(says: Says) -> None:
    assert says == TOLD
    assert [says] == [TOLD]


@pytest.mark.parametrize(
    "says",
    [
        Says("no routine"),
        Says("no exercise", at="mine.yaml:3:6"),
        Says("mean `cobr"),
        Says("exercis"),
        Says("mine.yaml", at="mine.yaml:3:5"),
    ],
)
def test_another_line_is_not(says: Says) -> None:
    assert says != TOLD


def test_two_lines_are_not_one() -> None:
    assert Says("no exercise") != f"{TOLD}\n{TOLD}"


def test_a_gap_is_no_complaint_and_nothing_else_is_left_out() -> None:
    gap = "The sound broke off once: this machine was too busy.\n"
    assert but_gaps(f"{gap}matcue: It failed.\n") == "matcue: It failed.\n"
