"""Numbers and sides in letters of blocks, large enough to be read from across a room.

From three metres a sign must be 15 mm high to be legible and 19 mm to be read with ease: 1/200 of
the distance, and 22 minutes of arc (Federal Aviation Administration, Human Factors, "Character and
Symbol Size", www.hf.faa.gov/Webtraining/VisualDisplays/text/size1a.htm; ISO 9241-3 prefers 20 to 22
minutes for most tasks). A row of a terminal in 12 points is at least 4.2 mm high, so a letter of
`HEIGHT` rows, 21 mm, is enough; one of twice that is for eyes half as sharp.
"""

from __future__ import annotations

from typing import Final

_ROWS: Final = (
    "███   █ ███ ███ █ █ ███ ███ ███ ███ ███ █   ███ ███ ███ ███ ███ ███ █ █",
    "█ █   █   █   █ █ █ █   █     █ █ █ █ █ █   █   █    █  █ █  █  █   █ █",
    "█ █   █ ███ ███ ███ ███ ███   █ ███ ███ █   ██  ██   █  ██   █  █ █ ███",
    "█ █   █ █     █   █   █ █ █   █ █ █   █ █   █   █    █  █ █  █  █ █ █ █",
    "███   █ ███ ███   █ ███ ███   █ ███ ███ ███ ███ █    █  █ █ ███ ███ █ █",
)
_SIGNS: Final = "0123456789LEFTRIGH"
_COLUMNS: Final = 3
HEIGHT: Final = len(_ROWS)
"""Rows of a letter at scale 1."""


def width(text: str) -> int:
    """Columns of `large(text)` at scale 1."""
    return len(text) * 2 * _COLUMNS + (len(text) - 1) * 2


def large(text: str, scale: int = 1, block: str = "█") -> tuple[str, ...]:
    """Digits, `left` or `right` as `HEIGHT` times `scale` lines of blocks.

    A block is twice as wide as a letter at scale 1, and grows with it both ways.

    >>> print(large("17")[0])
        ██  ██████
    """
    places = [_SIGNS.index(sign) * (_COLUMNS + 1) for sign in text.upper()]
    lines = (" ".join(row[at : at + _COLUMNS] for at in places) for row in _ROWS)
    return tuple(
        "".join(2 * scale * (block if part == "█" else " ") for part in line)
        for line in lines
        for _ in range(scale)
    )
