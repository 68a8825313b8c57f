"""The files of a folder, as ffprobe reads them: `python -m tests.exporters.judge FOLDER`.

Each must be as long as the manifest tells, be called so, and have the chapters of its session.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from tests.exporters.conftest import sound_of
from tests.exporters.probe import probed

NEAR: Final = 0.1
"""Seconds by which ffprobe's length may be another one: it counts what MP3 has before and after."""


def seen(path: Path) -> Any:  # noqa: ANN401 - as JSON has it
    """What ffprobe tells of a file, or of the sound inside a page."""
    found = sound_of(path)
    if isinstance(found, Path):
        return probed(found, "-show_format", "-show_chapters")
    with NamedTemporaryFile(suffix=".m4a") as file:
        file.write(found.getvalue())
        file.flush()
        return probed(Path(file.name), "-show_format", "-show_chapters")


def judged(folder: Path) -> dict[str, set[int]]:
    """How many chapters ffprobe finds in the files of each routine.

    Raises:
        AssertionError: a file has another length, or another title.
    """
    chapters: dict[str, set[int]] = defaultdict(set)
    for entry in json.loads((folder / "manifest.json").read_bytes())["files"]:
        found = seen(folder / entry["file"])
        length = float(found["format"]["duration"])
        assert abs(length - entry["seconds"]) < NEAR, (entry["file"], length)
        tags = {key.lower(): text for key, text in found["format"].get("tags", {}).items()}
        assert tags.get("title", entry["title"]) == entry["title"], entry["file"]
        chapters[entry["routine"]].add(len(found["chapters"]))
    return chapters


if __name__ == "__main__":
    for routine, counts in judged(Path(sys.argv[1])).items():
        assert len(counts) == 1, (routine, counts)
        print(f"{routine}: {counts.pop()} chapters in every format")  # noqa: T201
