"""What every sink promises, asked of every sink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.audio.samples import from_pcm, silence
from matcue.errors import DeviceError
from matcue.sinks import open_sink
from tests.memory_sink import MemorySink

if TYPE_CHECKING:
    from matcue.audio.samples import Block, Sink

pytestmark = [
    pytest.mark.process,
    pytest.mark.contract,
]

DEVICES = ["null", "miniaudio", "simpleaudio"]
LENGTHS = [0, 1, 441, 4096, 30_000]


class Counted:
    """`frames` frames that refuse to be read after their end."""

    def __init__(self, frames: int) -> None:
        self.left = from_pcm(np.arange(frames).astype(np.int16))
        self.ended = False

    def read(self, frames: int) -> Block:
        assert not self.ended, "read after the end"
        assert frames > 0
        block, self.left = self.left[:frames], self.left[frames:]
        self.ended = len(block) < frames
        return block


class Broken:
    """Gives two blocks, then raises `error`."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.reads = 0

    def read(self, frames: int) -> Block:
        self.reads += 1
        if self.reads > 2:
            raise self.error
        return silence(frames)


class Shapeless:
    """Gives a block of a shape that was not asked for."""

    def __init__(self, more: int, channels: int) -> None:
        self.more = more
        self.channels = channels

    def read(self, frames: int) -> Block:
        return np.zeros((frames + self.more, self.channels), np.float32)


@pytest.fixture
def sink(request: pytest.FixtureRequest) -> Sink:
    if request.param == "memory":
        return MemorySink()
    if request.param != "null":
        request.getfixturevalue("sound_server")
    if request.param == "simpleaudio":
        request.getfixturevalue("simpleaudio")
    return open_sink(request.param)


every_sink = pytest.mark.parametrize("sink", ["memory", *DEVICES], indirect=True)


@every_sink
@pytest.mark.parametrize("frames", LENGTHS)
def test_a_source_is_pulled_to_its_end_and_no_further(sink: Sink, frames: int) -> None:
    source = Counted(frames)
    with sink:
        sink.drain(source)
    assert source.ended
    assert not len(source.left)


@every_sink
def test_one_source_after_another(sink: Sink) -> None:
    first, second = Counted(1000), Counted(1000)
    with sink:
        sink.drain(first)
        sink.drain(second)
    assert first.ended
    assert second.ended


@every_sink
@pytest.mark.parametrize("error", [ZeroDivisionError("the mix"), KeyboardInterrupt(), SystemExit()])
def test_an_error_of_the_source_comes_out_unchanged(
    sink: Sink, error: BaseException, capfd: pytest.CaptureFixture[str]
) -> None:
    source = Broken(error)
    with sink, pytest.raises(type(error)) as caught:
        sink.drain(source)
    assert caught.value is error
    assert source.reads == 3
    assert capfd.readouterr().err == ""


@every_sink
@pytest.mark.parametrize(("more", "channels"), [(1, 1), (0, 2)])
def test_a_block_of_another_shape_is_refused(sink: Sink, more: int, channels: int) -> None:
    with sink, pytest.raises(ValueError, match="gave a block of shape"):
        sink.drain(Shapeless(more, channels))


@every_sink
def test_closing_twice_is_closing_once(sink: Sink) -> None:
    with sink:
        sink.drain(Counted(10))
    sink.__exit__(None, None, None)


@pytest.mark.parametrize("sink", DEVICES, indirect=True)
def test_a_closed_device_says_so(sink: Sink) -> None:
    with sink:
        pass
    with pytest.raises(DeviceError, match="closed"):
        sink.drain(Counted(10))


@pytest.mark.parametrize("sink", DEVICES, indirect=True)
def test_a_closed_device_can_be_opened_again(sink: Sink) -> None:
    for _ in range(3):
        source = Counted(1000)
        with sink:
            sink.drain(source)
        assert source.ended
