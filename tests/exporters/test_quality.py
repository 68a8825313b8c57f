"""What is lost, and what that spares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.exporters.writer import RecordingSpec
from matcue.routine.enums import Quality
from tests.exporters.conftest import READERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exporters.conftest import Lab

LOSSLESS = (".wav", ".flac")
FRAMES = 100_003


def sizes(folder: Path, suffix: str, lab: Lab) -> list[int]:
    """Bytes of the file in each quality, from the lowest on; each is as long as it has to be."""
    made = [folder / f"{quality}{suffix}" for quality in Quality]
    for quality, path in zip(Quality, made, strict=True):
        lab.export(path, RecordingSpec(lab.timeline(FRAMES), quality=quality))
        assert len(lab.heard(path)) == FRAMES
    return [path.stat().st_size for path in made]


@pytest.mark.parametrize("suffix", [suffix for suffix in READERS if suffix not in LOSSLESS])
def test_the_more_is_kept_the_larger_is_the_file(tmp_path: Path, suffix: str, lab: Lab) -> None:
    low, standard, high = sizes(tmp_path, suffix, lab)
    assert low < 0.8 * standard
    assert standard < 0.8 * high


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_nothing_is_lost_at_any_quality(tmp_path: Path, suffix: str, lab: Lab) -> None:
    sizes(tmp_path, suffix, lab)
    made = {(tmp_path / f"{quality}{suffix}").read_bytes() for quality in Quality}
    assert len(made) == 1
