"""Values as YAML text, as a person would write it: with comments, and few quotation marks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WIDE: Final = 96
"""Columns of the longest line of words."""

Value: TypeAlias = "str | tuple[Block | str, ...] | Mapping[str, Value]"

_PLAIN: Final = re.compile(r"[^\W_](?:[\w .,'\u2019()/+–—-]|:(?=\S))*(?<![ :])")
"""What needs no quotation marks, whatever stands before it."""
_OTHERWISE: Final = re.compile(r"true|false|null|yes|no|on|off|[\d.:]+", re.IGNORECASE)
"""Words that other readers of YAML take for something else."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+")
_LONE: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """An item of a list: its keys, in their order, and what stands above it as comments."""

    keys: Mapping[str, Value]
    comments: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return a text in one line, without characters that are not seen."""
    return " ".join(_UNSEEN.sub(" ", _LONE.sub(" ", text)).split())


def comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield the lines of a comment."""
    head = f"{indent}# "
    for line in wrap(clean(text), WIDE - len(indent), break_on_hyphens=False) or [""]:
        yield f"{head}{line}".rstrip()


def mapping(keys: Mapping[str, Value], indent: str = "") -> Iterator[str]:
    """Yield the lines of keys and their values."""
    for key, value in keys.items():
        if isinstance(value, str):
            yield from _scalar(key, clean(value), indent)
        elif isinstance(value, tuple):
            yield f"{indent}{key}:"
            yield from items(value, f"{indent}  ")
        else:
            yield f"{indent}{key}:"
            yield from mapping(value, f"{indent}  ")


def items(blocks: Iterable[Block | str], indent: str = "") -> Iterator[str]:
    """Yield the lines of a list, each item with its comments above it."""
    for block in blocks:
        if isinstance(block, str):
            yield f"{indent}- {scalar(clean(block))}"
            continue
        for text in block.comments:
            yield from comment(text, indent)
        first, *others = mapping(block.keys, f"{indent}  ")
        yield f"{indent}- {first.lstrip()}"
        yield from others


def _scalar(key: str, text: str, indent: str) -> Iterator[str]:
    if len(text) > WIDE - len(indent) - len(key):
        yield f"{indent}{key}: >-"
        for line in wrap(text, WIDE - len(indent), break_long_words=False, break_on_hyphens=False):
            yield f"{indent}  {line}"
    else:
        yield f"{indent}{key}: {scalar(text)}"


def scalar(text: str) -> str:
    """Return a text as a value of YAML: in quotation marks where it needs them.

    >>> scalar("Bird dog, slowly"), scalar("hold: 30s"), scalar("10")
    ('Bird dog, slowly', '"hold: 30s"', '10')
    """
    plain = _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text)
    return text if plain or text.isdecimal() else json.dumps(text, ensure_ascii=False)
