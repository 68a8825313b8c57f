"""Draw the spectra of the chimes anew: `python docs/reference/spectra.py`; a test tells when to."""
# ruff: noqa: INP001

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from matcue.app.sounds import load_chime
from matcue.routine.enums import Chimes, Profile
from matcue.timeline.model import Chime
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET: Final = Path(__file__).parents[1] / "chimes.svg"
REPAIR: Final = "python docs/reference/spectra.py"
LOW, HIGH = 100.0, 10_000.0
"""The ends of the axis in hertz; it is logarithmic."""
STEPS: Final = 140
"""Points of a curve: a third of a semitone is between two of them, and a half."""
DEEPEST: Final = 60
"""Decibels under the strongest partial at which a curve ends."""
TICKS: Final = {
    100: ("100 Hz", "start"),
    1000: ("1 kHz", "middle"),
    10_000: ("10 kHz", "end"),
}
"""What is written at some pitches, and which part of it stands there."""
WIDE, HIGH_UP, LEFT, TOP, GAP = 150, 60, 70, 48, 18
"""Points of a panel, of the margins, and between two panels."""
COLORS: Final = {"calm": "#0072b2", "brisk": "#a86f00", "silent": "#00765a"}
INK, PALE, GRID = "#1c2733", "#4a5560", "#dde2e6"
ABOUT: Final = (
    "A panel for each chime: how strong it is from 100 Hz to 10 kHz, down to 60 dB under its "
    "strongest partial. Bowls and bells have a few sharp peaks, the gong of the calm finish lies "
    "lowest, wood has broad ones, and the breath before the calm change of sides fills what lies "
    "between."
)


def drawing() -> str:
    """The picture as SVG: a row for each set, a column for each role."""
    width = LEFT + len(Chimes) * (WIDE + GAP)
    height = TOP + len(Profile) * (HIGH_UP + GAP) + 14
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="title desc" font-family="DejaVu Sans, sans-serif">'
        ),
        ' <title id="title">The spectra of the chimes</title>',
        f' <desc id="desc">{ABOUT}</desc>',
        f' <rect width="{width}" height="{height}" fill="white"/>',
        _text(
            12, 22, "The spectra of the chimes", f'font-size="13" font-weight="bold" fill="{INK}"'
        ),
        *(
            _text(LEFT + i * (WIDE + GAP), 42, chime, f'font-size="9" fill="{INK}"')
            for i, chime in enumerate(Chimes)
        ),
    ]
    for row, of in enumerate(Profile):
        top = TOP + row * (HIGH_UP + GAP)
        parts.append(_text(12, top + 14, of, f'font-size="9" fill="{INK}"'))
        for column, chime in enumerate(Chimes):
            parts += _panel(of, chime, LEFT + column * (WIDE + GAP), top)
    return "\n".join([*parts, "</svg>\n"])


def _panel(of: Profile, chime: Chimes, left: int, top: int) -> Iterator[str]:
    """One spectrum, with its axis."""
    low = top + HIGH_UP
    for hertz, (label, anchor) in TICKS.items():
        x = left + WIDE * np.log(hertz / LOW) / np.log(HIGH / LOW)
        yield f' <path d="M{x:.0f} {top}V{low}" stroke="{GRID}"/>'
        yield _text(x, low + 9, label, f'font-size="6" fill="{PALE}" text-anchor="{anchor}"')
    levels = _levels(of, chime)
    points = " ".join(
        f"{left + WIDE * i / (STEPS - 1):.1f},{low - HIGH_UP * level / DEEPEST:.0f}"
        for i, level in enumerate(levels)
    )
    color = COLORS[of]
    yield (
        f' <polygon points="{left},{low} {points} {left + WIDE},{low}" fill="{color}" '
        f'fill-opacity="0.25" stroke="{color}" stroke-width="0.8"/>'
    )


def _levels(of: Profile, chime: Chimes) -> npt.NDArray[np.float64]:
    """The strongest partial of each step of the axis, in whole decibels above `DEEPEST`."""
    power = np.abs(np.fft.rfft(load_chime(Chime(chime, of))[:, 0], 8 * HOUSE_RATE)) ** 2
    edges = LOW * (HIGH / LOW) ** ((np.arange(STEPS + 1) - 0.5) / (STEPS - 1)) * 8
    bands = [power[int(low) : int(high) + 1].max() for low, high in itertools.pairwise(edges)]
    levels = 10 * np.log10(np.array(bands) / max(bands))
    return np.asarray(np.rint(np.maximum(levels + DEEPEST, 0)), np.float64)


def _text(x: float, y: float, text: str, style: str) -> str:
    return f' <text x="{x:.0f}" y="{y:.0f}" {style}>{text}</text>'


if __name__ == "__main__":
    TARGET.write_text(drawing(), encoding="utf-8")
