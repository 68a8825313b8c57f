"""Numbers large enough to be read from across a room."""

from __future__ import annotations

from typing import Final

_ROWS: Final = (
    "███   █ ███ ███ █ █ ███ ███ ███ ███ ███",
    "█ █   █   █   █ █ █ █   █     █ █ █ █ █",
    "█ █   █ ███ ███ ███ ███ ███   █ ███ ███",
    "█ █   █ █     █   █   █ █ █   █ █ █   █",
    "███   █ ███ ███   █ ███ ███   █ ███ ███",
)
HEIGHT: Final = len(_ROWS)


def large(number: int) -> str:
    """A whole number as `HEIGHT` lines of blocks, each block twice as wide as a letter.

    >>> print(large(17).splitlines()[0])
        ██  ██████
    """
    return "\n".join(
        "  ".join(
            "".join(block * 2 for block in row[4 * int(d) : 4 * int(d) + 3]) for d in str(number)
        )
        for row in _ROWS
    )
