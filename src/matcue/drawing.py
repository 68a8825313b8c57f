"""Drawing that can be asked for from afar: matplotlib, slow and large, is loaded only where it is.

It reads settings that are not used, from the current folder too; what it says of them is not for
the person at the keyboard.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING

from matcue.errors import brief

if TYPE_CHECKING:
    from matcue.timeline.model import Timeline


def drawn(module: str, timeline: Timeline, suffix: str) -> bytes:
    """What a module draws of a timeline, as the content of a file with this suffix.

    Raises:
        OSError: matplotlib's settings are such that it does not even load.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        draw = import_module(module).draw
    except ValueError as error:
        said = f"matplotlib does not start; look at its settings, like matplotlibrc: {brief(error)}"
        raise OSError(said) from error
    picture: bytes = draw(timeline, suffix)
    return picture
