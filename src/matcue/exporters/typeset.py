"""How large the letters of a printed page can be, estimated from how many there are.

Lengths are in ems, the size of the letters, but where they are said to be in points. The figures
are those of `sheet.html`, and of letters nearly as wide as the widest that may be there: DejaVu
Sans, made as high as Arial.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 188 / 25.4 * 72
"""Points between the side margins of A4, the narrower paper."""
HEIGHT: Final = 261.4 / 25.4 * 72
"""Points between the other margins of Letter, the lower paper."""
SIZES: Final = tuple(half / 2 for half in range(28, 15, -1))
"""Points of letters that a page can be set in, the largest first."""
FLOWING: Final = 11.0
"""Points of letters where several pages are needed anyway."""

_LETTER: Final = 0.48
_COLUMN: Final = 19.0
_BETWEEN_COLUMNS: Final = 1.6
_INDENT: Final = 2.2
_AFTER_STEP: Final = 0.7
_AROUND: Final = 3.2
"""Space and rules around head and foot."""
_UNEVEN: Final = 0.2
"""The part of the highest step by which the higher column is higher than half of all."""


@dataclass(frozen=True, slots=True)
class Row:
    """So many letters, `scale` times as large as most are, and at least of `least` points.

    `leading` is how high a line of them is, in their own size.
    """

    letters: int
    scale: float = 1
    least: float = 0
    leading: float = 1.25

    def height(self, width: float, size: float) -> float:
        """How high it is where the letters of the page have a size, in points."""
        scale = max(self.scale, self.least / size)
        return ceil(self.letters * scale * _LETTER / width) * scale * self.leading


def letter_size(around: Sequence[Row], steps: Sequence[Sequence[Row]]) -> float:
    """The size, in points, of the largest letters in which all is on one page of A4 and Letter.

    Args:
        around: what stands over and under the steps, as wide as the page.
        steps: what stands in columns, none of it broken.
    """
    fitting = (size for size in SIZES if _height(around, steps, size) <= HEIGHT / size)
    return next(fitting, FLOWING)


def _height(around: Sequence[Row], steps: Sequence[Sequence[Row]], size: float) -> float:
    wide = WIDTH / size
    columns = 2 if wide >= 2 * _COLUMN + _BETWEEN_COLUMNS else 1
    column = (wide - (columns - 1) * _BETWEEN_COLUMNS) / columns - _INDENT
    heights = [_AFTER_STEP + sum(row.height(column, size) for row in rows) for rows in steps]
    uneven = _UNEVEN * max(heights, default=0) if columns > 1 else 0
    ends = _AROUND + sum(row.height(wide, size) for row in around)
    return ends + sum(heights) / columns + uneven
