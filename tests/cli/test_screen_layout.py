"""What is seen at given sizes of the terminal, row by row."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from matcue.cli.screen_layout import HEIGHT, View, large

HOLD: Final = View(
    name="Knee to chest, 1 of 2",
    side="left",
    number="17",
    words="Hold for twenty-five seconds, from the bell.",
    coming=("Knee to chest, right, 1 of 2", "Pelvic tilt"),
    done=0.25,
    time="4:28 · 11 minutes left",
    keys=("space pause · q quit", "space · q"),
)


def rows(view: View, columns: int, lines: int, encoding: str = "utf-8") -> list[str]:
    """The rows of a terminal of a size, without the blanks around them."""
    raw = BytesIO()
    with TextIOWrapper(raw, encoding, errors="replace") as file:
        Console(file=file, width=columns, height=lines).print(view)
        file.flush()
        shown = raw.getvalue().decode(encoding).splitlines()
    assert len(shown) == lines
    assert all(cell_len(row) <= columns for row in shown)
    return [row.strip() for row in shown]


def test_on_a_usual_terminal_the_side_and_twice_as_large_the_number_are_seen_from_afar() -> None:
    assert rows(HOLD, 80, 24) == [
        "Knee to chest, 1 of 2",
        *(row.strip() for row in large("left")),
        "",
        *(row.strip() for row in large("17", 2)),
        "",
        "Hold for twenty-five seconds, from the bell.",
        "",
        "next: Knee to chest, right, 1 of 2",
        "then: Pelvic tilt",
        "━" * 20 + "─" * 60,
        "4:28 · 11 minutes left   space pause · q quit",
    ]


def test_letters_stand_in_the_middle_as_they_are() -> None:
    file = StringIO()
    Console(file=file, width=24, height=8).print(replace(HOLD, side=""))
    assert file.getvalue().splitlines()[1:6] == [
        "         ██  ██████     ",
        "         ██      ██     ",
        "         ██      ██     ",
        "         ██      ██     ",
        "         ██      ██     ",
    ]


def test_what_matters_least_goes_first() -> None:
    assert rows(HOLD, 40, 12) == [
        "Knee to chest, 1 of 2",
        "left",
        *(row.strip() for row in large("17")),
        "Hold for twenty-five seconds, from the",
        "bell.",
        "next: Knee to chest, right, 1 of 2",
        "━" * 10 + "─" * 30,
        "4:28 · 11 minutes left   space · q",
    ]
    assert rows(HOLD, 40, 6) == [
        "Knee to chest, 1 of 2",
        "left",
        "17",
        "Hold for twenty-five seconds, from the …",
        "next: Knee to chest, right, 1 of 2",
        "4:28 · 11 minutes left   space · q",
    ]


def test_on_the_smallest_terminal_name_side_and_number_are_left() -> None:
    assert rows(HOLD, 20, 3) == ["Knee to chest, 1 of…", "left", "17"]


def test_a_pause_goes_before_the_side() -> None:
    paused = replace(HOLD, state="paused")
    assert rows(paused, 20, 3) == ["Knee to chest, 1 of…", "17", "paused"]


def test_a_pause_moves_nothing_else() -> None:
    before, after = (rows(replace(HOLD, state=state), 80, 24) for state in ("", "paused"))
    assert [row for row in after if row != "paused"] == [
        row for i, row in enumerate(before) if after[i] != "paused"
    ]
    assert before[after.index("paused")] == ""


def test_where_nothing_is_counted_words_stand_in_the_middle() -> None:
    assert rows(replace(HOLD, number=""), 80, 24) == [
        "Knee to chest, 1 of 2",
        *(row.strip() for row in large("left")),
        *[""] * 5,
        "Hold for twenty-five seconds, from the bell.",
        *[""] * 8,
        "next: Knee to chest, right, 1 of 2",
        "then: Pelvic tilt",
        "━" * 20 + "─" * 60,
        "4:28 · 11 minutes left   space pause · q quit",
    ]


def test_words_in_the_middle_are_bold_and_wrapped_where_they_can_be_read_at_a_glance() -> None:
    long = replace(HOLD, number="", side="", words=" ".join(["seven"] * 15))
    console = Console(width=120, height=40, force_terminal=True, file=StringIO())
    lines = [line for line in long.__rich_console__(console, console.options) if "seven" in line]
    assert [line.plain.strip() for line in lines] == [
        "seven " * 9 + "seven",
        "seven " * 4 + "seven",
    ]
    assert [line.style for line in lines] == ["bold", "bold"]


def test_nothing_else_moves_when_a_count_begins() -> None:
    before, after = (rows(replace(HOLD, number=number), 80, 24) for number in ("", "30"))
    assert before[:6] == after[:6]
    assert before[-4:] == after[-4:]


def test_an_answer_takes_the_place_of_the_words() -> None:
    for number in ("", "17"):
        usual, answered = (
            rows(replace(HOLD, number=number, answer=answer), 80, 24) for answer in ("", "Slower.")
        )
        assert [row for row in answered if row != "Slower."] == [
            row for row in usual if row != HOLD.words
        ]
        assert answered.index("Slower.") == usual.index(HOLD.words)


def test_where_nothing_is_counted_words_take_the_room() -> None:
    assert rows(replace(HOLD, number="", side=""), 40, 5) == [
        "Knee to chest, 1 of 2",
        "Hold for twenty-five seconds, from the",
        "bell.",
        "next: Knee to chest, right, 1 of 2",
        "4:28 · 11 minutes left   space · q",
    ]


def test_a_number_is_as_large_as_the_columns_allow() -> None:
    wide = rows(replace(HOLD, side="", number="128"), 66, 60)
    assert [row.strip() for row in large("128", 3)] == [row for row in wide if "█" in row]


def test_a_terminal_without_blocks_has_signs() -> None:
    assert "##  ######" in rows(HOLD, 80, 12, "ascii")


def test_every_sign_has_one_size() -> None:
    lines = large("0123456789") + large("left") + large("right")
    assert {len(line) for line in large("0123456789")} == {78}
    assert len(lines) == 3 * HEIGHT


TEXTS: Final = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=60)


@given(
    st.builds(
        View,
        name=TEXTS,
        side=st.sampled_from(["", "left", "right"]),
        number=st.integers(0, 9999).map(str) | st.just(""),
        words=TEXTS,
        answer=TEXTS,
        state=TEXTS,
        coming=st.lists(TEXTS, max_size=2).map(tuple),
        done=st.floats(0, 1),
        time=TEXTS,
        keys=st.lists(TEXTS, max_size=2).map(tuple),
    ),
    st.integers(1, 200),
    st.integers(1, 70),
)
def test_every_view_fills_every_terminal_and_no_more(view: View, columns: int, lines: int) -> None:
    rows(view, columns, lines)


@pytest.mark.parametrize("number", ["7", "17", "128"])
@pytest.mark.parametrize("lines", range(3, 50))
def test_a_number_is_whole_on_every_terminal(number: str, lines: int) -> None:
    shown = rows(replace(HOLD, number=number, side=""), 80, lines)
    sizes = [[number], *([row.strip() for row in large(number, n)] for n in range(1, 9))]
    assert any(shown[at : at + len(size)] == size for size in sizes for at in range(lines))
