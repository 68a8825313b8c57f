"""Numbers as they are read: in words, and with what they count."""

from __future__ import annotations

from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def number(value: int) -> str:
    """Spell out a number from 0 to 9999.

    >>> number(8), number(45), number(100), number(1200)
    ('eight', 'forty-five', 'one hundred', 'one thousand two hundred')
    """
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if value >= size:
            whole, rest = divmod(value, size)
            return f"{number(whole)} {name}" + (f" {number(rest)}" if rest else "")
    if value < len(_SMALL):
        return _SMALL[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def plural(noun: str, count: int) -> str:
    """Put a noun into the singular or the plural, as a count asks for.

    >>> plural("clip", 1), plural("clip", 0)
    ('clip', 'clips')
    """
    return noun if count == 1 else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """Format a count in figures, with the noun that it counts.

    >>> counted(1, "set"), counted(3, "set")
    ('1 set', '3 sets')
    """
    return f"{count} {plural(noun, count)}"


def size(count: int) -> str:
    """Format a number of bytes.

    >>> size(12_345), size(5_931_004), size(2_400_000_000)
    ('12 kB', '5.9 MB', '2.4 GB')
    """
    if count < 100_000:
        return f"{count / 1e3:.0f} kB"
    return f"{count / 1e6:.1f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"
