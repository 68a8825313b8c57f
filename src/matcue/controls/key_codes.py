"""What arrives from a terminal, as keys: `n`, `+`, `space`, `right`, `f5`.

Keys that are no characters arrive as ECMA-48 control sequences; which ones, xterm fixed:
https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
"""

from __future__ import annotations

import re
from typing import Final

MANY: Final = 8
"""Keys that can come at once, at most: more are a pasted text, which asks for nothing."""

_ARROWS: Final = {"A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end"}
_NUMBERED: Final = {
    1: "home",
    2: "insert",
    3: "delete",
    4: "end",
    5: "page up",
    6: "page down",
    7: "home",
    8: "end",
    11: "f1",
    12: "f2",
    13: "f3",
    14: "f4",
    15: "f5",
    17: "f6",
    18: "f7",
    19: "f8",
    20: "f9",
    21: "f10",
    23: "f11",
    24: "f12",
}
_SEQUENCES: Final = {
    **{f"\x1b{lead}{end}": name for lead in "[O" for end, name in _ARROWS.items()},
    **{f"\x1b[{number}~": name for number, name in _NUMBERED.items()},
    **{f"\x1bO{end}": f"f{i}" for i, end in enumerate("PQRS", 1)},
    **{f"\x1b[[{end}": f"f{i}" for i, end in enumerate("ABCDE", 1)},
}
_CHARACTERS: Final = {
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x1b": "escape",
}
NAMED: Final = tuple(dict.fromkeys([*_CHARACTERS.values(), *_SEQUENCES.values()]))
"""The keys that have a name; the others are called as the character that they type."""

_KEY: Final = re.compile(r"\x1b\[(?:\[.|[0-?]*[ -/]*(?:[@-~]|\Z))|\x1bO.|\x1b[^\x1b]|.", re.DOTALL)
_UNFINISHED: Final = re.compile(r"\x1b(?:O|\[\[|\[[0-?]*[ -/]*)?\Z")


def keys_in(typed: bytes) -> tuple[str, ...]:
    r"""Name the keys that were typed at once; none where it is more than a person types.

    What has no name is left out: a key held together with Alt or Ctrl, a broken letter.

    >>> keys_in(b"N \x1b[C"), keys_in(b"quit this and go on"), keys_in(b"\x1bq")
    (('n', 'space', 'right'), (), ())
    """
    found = _KEY.findall(typed.decode("utf-8", "ignore"))
    named = (_SEQUENCES.get(key) or _CHARACTERS.get(key) or key.lower() for key in found)
    keys = tuple(name for name in named if is_key(name))
    return keys if len(found) <= MANY else ()


def is_key(name: str) -> bool:
    """Tell whether a key has this name."""
    return name in NAMED or (len(name) == 1 and name.isprintable() and name != " ")


def is_unfinished(typed: bytes) -> bool:
    r"""Tell whether more may belong to it: the rest of a key, of a letter, or of a pasted text.

    >>> is_unfinished(b"\x1b["), is_unfinished(b"\xc3"), is_unfinished(b"n")
    (True, True, False)
    """
    try:
        text = typed.decode()
    except UnicodeDecodeError as error:
        return error.end == len(typed)
    return bool(_UNFINISHED.search(text)) or len(typed) > MANY
