"""The font that comes with matcue: which letters it has, and how wide a text is in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
CAPITAL: Final = 0.73
"""How high a capital letter is, as a share of the size of letters."""
_FULL_UNICODE: Final = (3, 10)
"""Platform and encoding of the table of all characters, in groups that follow one another."""


def known(character: str) -> bool:
    """Tell whether the font can write a character."""
    return ord(character) in _advances()


@cache
def width(text: str) -> float:
    """Measure how wide a text is in letters of size 1; characters that it lacks take no room."""
    return sum(_advances().get(ord(character), 0.0) for character in text)


@cache
def _advances() -> dict[int, float]:
    """Read from the font how wide each character is, in letters of size 1, by its code point."""
    data = FILE.read_bytes()
    (count,) = unpack_from(">H", data, 4)
    tables = {name: at for name, _, at, _ in iter_unpack(">4sIII", data[12 : 12 + 16 * count])}
    (units,) = unpack_from(">H", data, tables[b"head"] + 18)
    (measured,) = unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = unpack_from(">" + "Hh" * measured, data, tables[b"hmtx"])[::2]
    return {
        character: widths[min(glyph, measured - 1)] / units
        for character, glyph in _glyphs(data, tables[b"cmap"])
    }


def _glyphs(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """List each character with the number of its glyph, from the table that begins at `start`."""
    (count,) = unpack_from(">H", data, start + 2)
    kinds = iter_unpack(">HHI", data[start + 4 : start + 4 + 8 * count])
    parts = {(platform, encoding): start + offset for platform, encoding, offset in kinds}
    groups = parts[_FULL_UNICODE] + 16
    (count,) = unpack_from(">I", data, groups - 4)
    for first, last, glyph in iter_unpack(">III", data[groups : groups + 12 * count]):
        for character in range(first, last + 1):
            yield character, glyph + character - first
