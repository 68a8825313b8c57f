from __future__ import annotations

import numpy as np
import pytest

from matcue.audio.samples import from_pcm
from tests.memory_sink import MemorySink


class Script:
    """Ten samples, 1 to 10, and the sizes in which they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.clip = from_pcm(np.arange(1, 11, dtype=np.int16))

    def read(self, frames: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        start = sum(self.asked)
        self.asked.append(frames)
        return self.clip[start : start + frames]


@pytest.mark.parametrize(
    ("blocks", "asked"),
    [
        (4, [4, 4, 4]),
        (5, [5, 5, 5]),
        (100, [100]),
        ([1, 3], [1, 3, 1, 3, 1, 3]),
        (iter([7, 2]), [7, 2, 7]),
    ],
)
def test_the_samples_do_not_depend_on_the_block_sizes(
    blocks: list[int] | int, asked: list[int]
) -> None:
    source = Script()
    with MemorySink(blocks) as sink:
        sink.drain(source)
    assert source.asked == asked
    np.testing.assert_array_equal(sink.samples, source.clip)


def test_nothing_pulled_is_a_block_without_frames() -> None:
    assert MemorySink().samples.shape == (0, 1)
