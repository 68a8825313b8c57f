"""The name of a cover is broken where it can be read, into letters as large as may be."""

from __future__ import annotations

import pytest

from matcue.pictures.name import HIGH, LARGEST, LINE, MOST_LETTERS, fitted


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Up", ["Up"]),
        ("Warm-up", ["Warm-up"]),
        ("Lower back relief", ["Lower back", "relief"]),
        ("Full back and sciatica", ["Full back", "and sciatica"]),
        ("Neck and shoulders", ["Neck", "and shoulders"]),
        ("Rest OF the day", ["Rest", "OF the day"]),
        ("Sciatica relief for the evening", ["Sciatica relief", "for the evening"]),
        ("Chest-opening-sequence", ["Chest-", "opening-", "sequence"]),
        ("Schultergelenkmobilisation", ["Schultergelen-", "kmobilisation"]),
        ("Hips & back", ["Hips", "& back"]),
        ("On and on", ["On and on"]),
        ("Yoga for a calm evening", ["Yoga", "for a calm", "evening"]),
        ("and", ["and"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_lines_break_where_sense_does(name: str, lines: list[str]) -> None:
    assert [*fitted(name)[0]] == lines


def test_letters_are_as_large_as_there_is_room() -> None:
    assert fitted("Up")[1] == LARGEST
    lines, size = fitted("one two three four five six seven eight nine ten eleven twelve")
    assert size == HIGH / (len(lines) * LINE / 2)


def test_a_line_ends_badly_rather_than_in_tiny_letters() -> None:
    lines, _ = fitted("Under and over and under and over")
    assert len(lines) == 2


@pytest.mark.parametrize("name", ["a " * 60, "x" * 61, "-" * 200, "word " * 40])
def test_a_very_long_name_is_cut_off(name: str) -> None:
    lines, _ = fitted(name)
    assert lines[-1].endswith("…")
    assert sum(map(len, lines)) <= MOST_LETTERS + len("- …") * len(lines)
