"""FFmpeg's own prober, of the system and not of the library that writes."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.conftest import debian

if TYPE_CHECKING:
    from pathlib import Path


def probed(path: Path, *what: str) -> Any:  # noqa: ANN401 - as JSON has it
    """What ffprobe tells of a file."""
    debian("ffprobe", packages="ffmpeg")
    command: list[str | Path] = ["ffprobe", "-v", "error", "-of", "json", *what, path]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
