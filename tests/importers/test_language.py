"""The language of a list."""

from __future__ import annotations

import pytest

from matcue.importers.lines.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lie on your back and lift the hips. Repeat with each leg.", "en"),
        ("Brücke - 3 Sätze mit 12 Wiederholungen", "de"),
        ("Pont : 3 séries, puis étirement de chaque jambe", "fr"),
        ("Puente: 3 series de 12 repeticiones con cada pierna", "es"),
        ("Ponte - 3 serie da 12 ripetizioni per lato", "it"),
        ("Ponte: 3 séries de 12 repetições para cada perna", "pt"),
        ("Herhaal de oefening met elke been, 10 keer per kant", "nl"),
        ("Мостик — 3 подхода по 12 повторений", "ru"),
        ("Köprü: 3 set, her bacak için 12 tekrar", "tr"),
        ("Mostek - 3 serie po 12 powtórzeń na każdą nogę", "pl"),
        ("브릿지 3세트 12회", "ko"),
        ("Bridge 3x12", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
