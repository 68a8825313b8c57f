"""The font that comes with matcue is read as another program reads it."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from matcue.pictures.font import FILE, known, width

SCALE = 2048
"""Units of the font to the size of its letters: so large, its widths are whole numbers."""


@pytest.mark.parametrize("text", ["x", "W", "1", " ", "é", "…", "Ж", "ש", "س", "Lower back relief"])
def test_a_text_is_as_wide_as_another_program_finds(text: str) -> None:
    judge = ImageFont.truetype(FILE, SCALE, layout_engine=ImageFont.Layout.BASIC)
    alone = sum(judge.getlength(letter) for letter in text)
    assert width(text) * SCALE == pytest.approx(alone, abs=0.5 * len(text))


@pytest.mark.parametrize(
    ("letters", "there"), [("aZ9é–“Жωשس&<😀", True), ("伸🧘\x00\n\U0010ffff", False)]
)
def test_it_tells_which_letters_the_font_has(letters: str, *, there: bool) -> None:
    assert {known(letter) for letter in letters} == {there}
