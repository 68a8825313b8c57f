"""The name on a cover: the lines that it is broken into, and the size of its letters."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING, Final

from matcue.pictures import font

if TYPE_CHECKING:
    from collections.abc import Iterator

    Lines = tuple[str, ...]

ROOM, HIGH = 285, 150
"""How far from its middle the name may reach, and how far upwards and downwards."""
LARGEST: Final = 116.0
"""The size of the letters of a short name."""
LINE: Final = 1.2
"""From one line to the next, in sizes of letters."""
MOST_LINES: Final = 4
MOST_LETTERS, LONGEST_PART = 60, 16
"""Letters of the name, and of a word that need not be broken."""
SOFT, NONE = "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}"
"""Mark where a word goes on: at the end of a line there, a hyphen is added or none."""

LEANING: Final = frozenset(
    "& + a an and as at by for from in into my of on or our over the to under with your".split()
)
"""Words that belong to the next one, and should not end a line."""
LEANS, GROWS = 0.6, 0.9
"""What the size of the letters counts, as a share of it, for each line that ends so, and for each
that has more words than the one above: most names have what belongs together at their beginning.
"""


def fitted(name: str) -> tuple[Lines, float]:
    """Break a name into the lines that give the largest letters; return these and that size.

    Characters that the font lacks are left out, and a very long name is cut off. A line ends in a
    word of `LEANING` only where the letters would be much smaller otherwise.
    """
    parts = [part for word in _shown(name).split() for part in _parts(word)]
    if not parts:
        return (), LARGEST
    lines = max(_ways(parts), key=_worth)
    return lines, _size(lines)


def _shown(text: str) -> str:
    """Keep what the font can write of a text, cut off where it is very long."""
    written = (c if c.isprintable() and font.known(c) else " " for c in text)
    shown = " ".join("".join(written).split())
    if len(shown) <= MOST_LETTERS:
        return shown
    return f"{shown[:MOST_LETTERS].rpartition(' ')[0] or shown[:MOST_LETTERS]} …"


def _parts(word: str) -> list[str]:
    """Split a very long word at its hyphens, then what is still too long; each part is marked.

    >>> [part.replace(NONE, "|") for part in _parts("Chest-opening-sequence")]
    ['Chest-|', 'opening-|', 'sequence']
    >>> [part.replace(SOFT, "~") for part in _parts("Schultergelenkmobilisation")]
    ['Schultergelen~', 'kmobilisation']
    """
    if len(word) <= LONGEST_PART:
        return [word]
    pieces = re.split(r"(?<=-)(?=.)", word)
    marked = NONE.join(SOFT.join(_even_parts(piece)) for piece in pieces)
    return re.split(f"(?<=[{SOFT}{NONE}])", marked)


def _even_parts(piece: str) -> list[str]:
    """Split a text into the fewest even parts that are not too long."""
    even = ceil(len(piece) / ceil(len(piece) / LONGEST_PART))
    return [piece[start : start + even] for start in range(0, len(piece), even)]


def _ways(parts: list[str]) -> Iterator[Lines]:
    """List all ways to put parts of a text on lines."""
    for breaks in range(MOST_LINES):
        for places in combinations(range(1, len(parts)), breaks):
            edges = pairwise((0, *places, len(parts)))
            yield tuple(_line(parts[start:end]) for start, end in edges)


def _line(parts: list[str]) -> str:
    """Join parts of a text on one line, with a hyphen only where a word goes on in the next."""
    joined = " ".join(parts).replace(f"{SOFT} ", "").replace(f"{NONE} ", "")
    return joined.replace(SOFT, "-").replace(NONE, "")


def _worth(lines: Lines) -> tuple[float, int, float]:
    """Tell how good lines are: by the size of their letters, then how few and how even they are."""
    words = [line.split() for line in lines]
    leaning = sum(line[-1].casefold() in LEANING for line in words[:-1])
    growing = sum(len(above) < len(below) for above, below in pairwise(words))
    counted = _size(lines) * LEANS**leaning * GROWS**growing
    return counted, -len(lines), -max(map(font.width, lines))


def _size(lines: Lines) -> float:
    """Compute the size of the letters with which lines fill their room."""
    high = len(lines) * LINE / 2
    reach = max(
        hypot(font.width(line) / 2, abs((len(lines) - 1) / 2 - number) * LINE + font.CAPITAL / 2)
        for number, line in enumerate(lines)
    )
    return min(LARGEST, ROOM / reach, HIGH / high)
