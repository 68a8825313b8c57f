"""Where a timeline is drawn: a picture file, in the format that its suffix names."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from matcue.atomic import atomic_file, check_writable, file_errors
from matcue.errors import FileError, SuffixError, words_of
from matcue.pictures import cover, plot, png, svg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from matcue.timeline.model import Timeline


PICTURES: Final = (".svg", ".png")
"""Suffixes, in lower case."""


def check_plot(target: Path) -> None:
    """Check, before the work is done, that a picture can be made at `target`.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it is a folder, or its folder is missing or cannot be written.
    """
    _suffix(target)
    check_writable(target)


def draw_plot(timeline: Timeline, target: Path) -> None:
    """Draw a timeline to a file, atomically.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it cannot be drawn, or the file cannot be written.
    """
    _write(plot.draw(timeline), target)


def draw_cover(timeline: Timeline, target: Path) -> None:
    """Draw the cover of a timeline to a file, atomically.

    Raises:
        SuffixError: the suffix names no format of pictures.
        FileError: it cannot be drawn, or the file cannot be written.
    """
    _write(cover.draw(timeline), target)


def cover_png(timeline: Timeline) -> bytes:
    """Draw the cover of a timeline as PNG.

    Raises:
        FileError: it cannot be drawn.
    """
    with _drawing("cover.png"):
        return png.content(cover.draw(timeline))


def _write(page: Element, target: Path) -> None:
    """Write a page to a file in the format that its suffix names."""
    form = svg if _suffix(target) == ".svg" else png
    with _drawing(str(target)):
        picture = form.content(page)
    with file_errors(target), atomic_file(target) as part:
        part.write_bytes(picture)


@contextmanager
def _drawing(name: str) -> Iterator[None]:
    """Turn the errors of the library that draws dots into a `FileError` about `name`."""
    try:
        yield
    except (ImportError, ValueError) as error:
        cure = "`python -m pip install --force-reinstall resvg-py` may mend that"
        raise FileError(name, f"it cannot be drawn ({words_of(error)}); {cure}") from error


def _suffix(target: Path) -> str:
    """Return the suffix of a file, one of `PICTURES`; case does not matter."""
    suffix = target.suffix.lower()
    if suffix not in PICTURES:
        raise SuffixError(str(target), PICTURES)
    return suffix
