"""Lines for people: what a stranger wrote is made harmless, and a terminal gets whole words."""

from __future__ import annotations

import json
import os
import re
import sys

import click

from matcue.visible import UNSEEN, visible


def escaped(document: str) -> str:
    r"""Escape, in a text of JSON, what would act on a terminal; the data stay the same.

    >>> escaped('"\N{RIGHT-TO-LEFT OVERRIDE}abc"')
    '"\\u202eabc"'
    """
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def wrapped(line: str, columns: int, hang: int = 0) -> str:
    r"""Wrap a line between words to at most `columns`; what follows is `hang` columns in.

    A word that is longer than that stays whole.

    >>> wrapped("0:05 Sit on your chair.", 18, hang=5)
    '0:05 Sit on your\n     chair.'
    """
    from rich.cells import cell_len  # slow to load, and not for a help page

    rows = [""]
    for word in re.findall(r"\s*\S+", line):
        if rows[-1].strip() and cell_len(rows[-1] + word) > columns:
            rows.append(" " * hang + word.lstrip())
        else:
            rows[-1] += word
    return "\n".join(rows)


def fitted(text: str, *, hang: int = 0, err: bool = False) -> str:
    """Make a text visible, and wrap each of its lines where it is printed to a terminal."""
    stream = sys.stderr if err else sys.stdout
    shown = visible(text)
    if not (stream and stream.isatty()):  # there is none where it was closed
        return shown
    columns = os.get_terminal_size(stream.fileno()).columns or 80
    return "\n".join(wrapped(line, columns, hang) for line in shown.split("\n"))


def say(text: object, *, hang: int = 0, err: bool = False) -> None:
    """Print a text to standard output or standard error, fitted to what shows it."""
    click.echo(fitted(str(text), hang=hang, err=err), err=err)


def print_json(data: object) -> None:
    """Print plain data as one line of JSON."""
    click.echo(escaped(json.dumps(data, ensure_ascii=False)))
