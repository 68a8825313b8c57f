"""A figure as the content of a file: the same every time, whatever is set on the machine."""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import matplotlib as mpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

SETTINGS: Final[dict[Any, Any]] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "svg.fonttype": "none",
    "svg.hashsalt": "matcue",
    "text.parse_math": False,
}
"""What differs from matplotlib's own defaults; the font comes with it."""


@contextmanager
def own_settings() -> Iterator[None]:
    """Give matplotlib `SETTINGS` meanwhile, and nothing that the user set."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks becomes a box
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def svg(figure: Figure, title: str, told: str) -> bytes:
    """Save a figure as SVG with a title and a description for screen readers."""
    file = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(file, format="svg", metadata=nothing)
    head, _, rest = file.getvalue().partition("<svg ")
    tag, _, content = rest.partition(">")
    return (
        f'{head}<svg role="img" aria-labelledby="title desc" {tag}>\n'
        f' <title id="title">{escape(title)}</title>\n'
        f' <desc id="desc">{escape(told)}</desc>{content}'
    ).encode()


def png(figure: Figure, title: str, told: str, dots: float) -> bytes:
    """Save a figure as PNG of so many dots an inch, with title and description in its texts."""
    file = io.BytesIO()
    texts = {"Title": title, "Description": told, "Software": None}
    figure.savefig(file, format="png", dpi=dots, metadata=texts)
    return file.getvalue()
