"""A stranger's text made harmless: what would act on a terminal is seen instead."""

from __future__ import annotations

import re
from typing import Final

UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys, or turns the text around by; not tabs and ends of lines."""
_OUT_OF_LINE: Final = re.compile(rf"[\t\n]|{UNSEEN.pattern}")


def visible(text: str) -> str:
    r"""Write out the characters that would act on a terminal; tabs and ends of lines are kept.

    >>> visible("\33]0;title\7")
    '‹U+001B›]0;title‹U+0007›'
    """
    return UNSEEN.sub(_written_out, text)


def one_line(text: object) -> str:
    r"""Write out the tabs and ends of lines as well: a name that has them stays in its line.

    >>> one_line("evening\n.yaml")
    'evening‹U+000A›.yaml'
    """
    return _OUT_OF_LINE.sub(_written_out, str(text))


def _written_out(found: re.Match[str]) -> str:
    return f"‹U+{ord(found[0]):04X}›"
