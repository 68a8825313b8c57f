"""A picture in dots is of the same letters on every machine, and tells what it shows."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from matcue.pictures.font import width
from matcue.pictures.png import MOST_DOTS, content
from matcue.pictures.svg import add, new_page
from matcue.timeline.model import Timeline
from matcue.units import Rate

TITLE = "Über “x” & <b> 伸展 🧘"
EMPTY = Timeline(TITLE, "", "tone", Rate(100), (), ())


def drawn(text: str, **style: str) -> Image.Image:
    """A text in letters of size 48, which are of 100 dots."""
    page = new_page(EMPTY, 480, 96)
    add(page, "text", text, x=24, y=72, font_size=48, **style)
    return Image.open(io.BytesIO(content(page)))


@pytest.mark.parametrize("text", ["HillH", "HipsH", "HЖωH", "HשH"])
def test_letters_are_of_the_font_that_comes_with_it(text: str) -> None:
    columns = np.nonzero(np.asarray(drawn(text))[:, :, 3].any(axis=0))[0]
    bearing = 2 * 0.098  # the space beside an H
    assert columns.max() + 1 - columns.min() == pytest.approx(100 * (width(text) - bearing), abs=2)


def test_no_font_of_the_machine_is_looked_at() -> None:
    """The machine may well have these; ours is neither bold nor has it serifs."""
    plain, none = drawn("HipsH").tobytes(), drawn("").tobytes()
    assert drawn("HipsH", font_weight="bold").tobytes() == plain
    assert drawn("HipsH", font_family="DejaVu Serif").tobytes() == none


def test_what_the_font_lacks_is_a_box() -> None:
    assert drawn("伸").tobytes() == drawn("展").tobytes() != drawn(" ").tobytes()


def test_it_tells_its_title_and_what_it_shows() -> None:
    told = drawn("").info
    assert told["Title"] == TITLE
    assert told["Description"].startswith("0:00 with the voice tone: ")


@pytest.mark.parametrize(("width", "height"), [(3, 20_000), (20_000, 3)])
def test_the_longer_side_is_bounded(width: int, height: int) -> None:
    picture = Image.open(io.BytesIO(content(new_page(EMPTY, width, height))))
    assert max(picture.size) == MOST_DOTS


def test_a_page_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        content(new_page(EMPTY, 0.0001, 1))
