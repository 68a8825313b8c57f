"""How much of the sound the formats keep that lose some of it."""

from __future__ import annotations

from enum import StrEnum


class Quality(StrEnum):
    """What is kept, and how large the file is for it; WAV and FLAC keep all at any of them."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"
