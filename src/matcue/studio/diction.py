"""The lexicon that the voices read with: matcue's own, and what the person adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.diction.lexicon import SHIPPED, joined, read_lexicon
from matcue.diction.reader import reading
from matcue.paths import lexicon_file
from matcue.routine.text import read_text
from matcue.voices import ENGINES

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.diction.lexicon import Lexicon


def as_spoken(text: str, engine: str) -> str:
    """The text that an engine is given to say for `text`: figures in words, hard words respelled.

    Raises:
        RoutineError: the person's own lexicon is wrong.
    """
    return reading(lexicon(), engine)(text)


def lexicon() -> Lexicon:
    """Matcue's own lexicon with the person's own entries, which win.

    Raises:
        FileError: the person's own one cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    own = lexicon_file()
    return joined(lexicon_in(SHIPPED), lexicon_in(own) if own.exists() else {})


def lexicon_in(path: Path) -> Lexicon:
    """The lexicon in a file.

    Raises:
        FileError: it cannot be read.
        RoutineError: it is wrong; with every problem.
    """
    return read_lexicon(read_text(path), str(path), ENGINES)
