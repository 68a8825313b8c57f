"""Lists of names and seconds."""

from __future__ import annotations

import pytest

from matcue.importers.folding import lasts
from matcue.importers.lists import name_seconds
from tests.importers.outline import document, outline, read_by

FILE = """# мой комплекс
title=Утро
pause=5s
repeats=2
relax=10s

Мостик:30
Мельница->20s
Выпад П:15
Выпад Л:15
Планка|Лодочка:40
"""


def test_names_last_their_seconds_with_pauses_between_and_rounds_around() -> None:
    (programme,) = read_by(name_seconds, FILE)

    assert (programme.format, programme.title, programme.language, programme.timer) == (
        "name-seconds",
        "Утро",
        "ru",
        True,
    )
    assert outline(programme.steps) == [
        [
            "rounds x2 rest 10",
            "time Мостик 30",
            "rest  5",
            "time Мельница 20",
            "rest  5",
            "time Выпад 15 both between 5",
            "rest  5",
            "time Планка 40",
        ]
    ]
    assert lasts(programme.steps) == 2 * (30 + 20 + 2 * 15 + 40 + 4 * 5) + 10
    assert (
        programme.steps[0].steps[-1].why == "One of two was to be chosen: is the first one meant?"
    )


@pytest.mark.parametrize(
    "text", ["Bridge: 10\nPlank: 30", "title=Bridge", "Bridge->30s\nand relax"]
)
def test_other_lists_are_none_of_its_files(text: str) -> None:
    assert not name_seconds.recognises(document(text))
