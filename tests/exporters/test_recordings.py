"""Any sound file becomes a clip; our own lossless ones bit for bit."""

from __future__ import annotations

import os
import resource
import struct
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from matcue.audio.samples import from_pcm, to_pcm
from matcue.errors import FileError
from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from tests.exporters.conftest import Lab


def tone(path: Path, rate: int, channels: int) -> None:
    """A second of 500 Hz, alike in all channels."""
    tones(path, rate, *[1] * channels)


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_our_own_lossless_files_come_back_bit_for_bit(
    tmp_path: Path, lab: Lab, suffix: str
) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(50_001))
    clip = read_recording(path)
    assert np.array_equal(clip, from_pcm(to_pcm(lab.noise(50_001))))
    assert clip.dtype == np.dtype("f4")
    assert not clip.flags.writeable


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".m4b", ".opus", ".ogg"])
def test_lossy_files_are_read(tmp_path: Path, lab: Lab, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(50_001))
    assert 50_001 <= len(read_recording(path)) < 50_001 + 1024


@pytest.mark.parametrize(("rate", "channels"), [(44_100, 2), (48_000, 1), (22_050, 2), (8000, 1)])
def test_other_rates_and_channels_become_those_of_the_house(
    tmp_path: Path, rate: int, channels: int
) -> None:
    tone(tmp_path / "x.wav", rate, channels)
    clip = read_recording(tmp_path / "x.wav").ravel()
    wanted = 8000 / 32767 * np.sin(2 * np.pi * 500 * np.arange(HOUSE_RATE) / HOUSE_RATE)
    assert abs(len(clip) - HOUSE_RATE) <= 2 * HOUSE_RATE / rate
    assert np.abs(clip - wanted[: len(clip)])[2000:-2000].max() < 0.002


def tones(path: Path, rate: int, *strengths: float) -> None:
    """A second of 500 Hz, as strong in each channel as it is told."""
    sine = np.sin(2 * np.pi * 500 * np.arange(rate) / rate)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(strengths))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(8000 * np.outer(sine, strengths)).astype("<i2").tobytes())


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_left_and_right_are_kept_where_two_channels_are_asked_for(
    tmp_path: Path, rate: int
) -> None:
    tones(tmp_path / "x.wav", rate, 1, 0.5)
    both = read_recording(tmp_path / "x.wav", channels=2)
    assert np.abs(both).max(axis=0) == pytest.approx([8000 / 32767, 4000 / 32767], rel=0.01)
    (mixed,) = read_recording(tmp_path / "x.wav").T
    assert mixed == pytest.approx(both.mean(axis=1), abs=1.5 / 32767)


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("strengths", [(1,), (1, 1)])
def test_what_is_alike_in_all_channels_is_mono(
    tmp_path: Path, rate: int, strengths: tuple[float, ...]
) -> None:
    tones(tmp_path / "x.wav", rate, *strengths)
    mono = read_recording(tmp_path / "x.wav")
    assert np.array_equal(read_recording(tmp_path / "x.wav", channels=2), mono)


def test_six_channels_become_two(tmp_path: Path) -> None:
    tones(tmp_path / "x.wav", HOUSE_RATE, 1, 0.5, 0, 0, 0, 0)
    left, right = np.abs(read_recording(tmp_path / "x.wav", channels=2)).max(axis=0)
    assert left / right == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize(
    "content",
    [b"", b"# a routine\nsteps: []\n" * 50, b"ffconcat version 1.0\nfile x.wav\n"],
    ids=["empty", "text", "playlist"],
)
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    tone(tmp_path / "x.wav", 8000, 1)
    (tmp_path / "no").write_bytes(content)
    with pytest.raises(FileError, match="no sound file, or a damaged one") as caught:
        read_recording(tmp_path / "no")
    assert caught.value.__cause__


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    with av.open(tmp_path / "x.mkv", "w") as container:
        stream = container.add_stream("mpeg4", rate=10, width=32, height=32)
        container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(FileError, match="there is no sound in it"):
        read_recording(tmp_path / "x.mkv")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "link.wav").symlink_to("nothing.wav")
    whats = {
        tmp_path / "x.wav": "no such file or directory",
        tmp_path / "link.wav": "no such file or directory",
        tmp_path: "this is a folder",
        tmp_path / "pipe.wav": "this is a pipe or a device",
        Path("/dev/zero"): "this is a pipe or a device",
    }
    for path, reason in whats.items():
        with pytest.raises(FileError, match=reason):
            read_recording(path)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.flac", lab.timeline(50_000))
    whole = (tmp_path / "x.flac").read_bytes()
    (tmp_path / "x.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match="or a damaged one"):
        read_recording(tmp_path / "x.flac")


def test_a_file_that_is_too_long_is_not_read_to_its_end(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.flac", lab.timeline(6 * HOUSE_RATE))
    whole = (tmp_path / "x.flac").read_bytes()
    (tmp_path / "x.flac").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match="it is longer than 2 seconds"):
        read_recording(tmp_path / "x.flac", 2)
    with pytest.raises(FileError, match="or a damaged one"):
        read_recording(tmp_path / "x.flac", 6)


def test_a_file_of_the_very_length_is_read(tmp_path: Path) -> None:
    tone(tmp_path / "x.wav", HOUSE_RATE, 1)
    assert len(read_recording(tmp_path / "x.wav", 1)) == HOUSE_RATE


def floats(*samples: float, rate: int = 8000) -> bytes:
    """A WAV file of 32-bit floats."""
    data = np.array(samples, "<f4").tobytes()
    form = struct.pack("<HHIIHH", 3, 1, rate, 4 * rate, 4, 32)
    chunks = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_sound(tmp_path: Path, value: float) -> None:
    (tmp_path / "x.wav").write_bytes(floats(*[0.5] * 4000, value))
    with pytest.raises(FileError, match="something in it that is no sound"):
        read_recording(tmp_path / "x.wav")


def test_a_rate_that_would_become_a_thousand_times_as_much_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(floats(*[0.5] * 4000, rate=8))
    with pytest.raises(FileError, match="its rate is 8 hertz"):
        read_recording(tmp_path / "x.wav")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process may take")
def test_a_small_file_that_asks_for_gigabytes_gets_none(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.m4a", lab.timeline(50_000))
    raw, many = bytearray((tmp_path / "x.m4a").read_bytes()), 50_000_000
    for table, at, told in (
        (b"stsz", 8, struct.pack(">II", 1, many)),
        (b"stsc", 16, struct.pack(">I", many)),
        (b"stts", 12, struct.pack(">II", many, 1)),
    ):
        start = raw.index(table) + at
        raw[start : start + len(told)] = told
    (tmp_path / "x.m4a").write_bytes(raw)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileError):
        read_recording(tmp_path / "x.m4a", 20)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_a_file_that_would_take_minutes_is_not_waited_for(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.flac", lab.timeline(50_000))
    raw, many = (tmp_path / "x.flac").read_bytes(), 5_000
    tags = b"".join(struct.pack("<I", 8) + b"A%05d=b" % number for number in range(many))
    block = struct.pack("<II", 0, many) + tags
    head = b"\4" + len(block).to_bytes(3, "big")
    (tmp_path / "x.flac").write_bytes(raw[:42] + head + block + raw[42:])
    assert len(read_recording(tmp_path / "x.flac", 2)) == 50_000
    with pytest.raises(FileError, match="takes too long"):
        read_recording(tmp_path / "x.flac", 2, patience=-0.15)


def pieces(path: Path, count: int, samples: int) -> None:
    """A file that is cut into so many pieces, each with so many samples."""
    with av.open(path, "w") as container:
        stream: Any = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        for number in range(count):
            frame = av.AudioFrame.from_ndarray(np.full((1, samples), 99, np.int16), "s16", "mono")
            frame.rate, frame.pts = 8000, number * samples
            container.mux(stream.encode(frame))


@pytest.mark.parametrize(("count", "samples"), [(1000, 1), (2000, 64)])
def test_a_file_in_small_pieces_is_read(tmp_path: Path, count: int, samples: int) -> None:
    pieces(tmp_path / "x.mka", count, samples)
    assert len(read_recording(tmp_path / "x.mka")) > 5 * count * samples


@pytest.mark.parametrize(("count", "samples"), [(1001, 1), (2000, 63)])
def test_a_file_in_pieces_that_would_take_hours_is_refused(
    tmp_path: Path, count: int, samples: int
) -> None:
    pieces(tmp_path / "x.mka", count, samples)
    with pytest.raises(FileError, match="too many pieces"):
        read_recording(tmp_path / "x.mka")


@pytest.mark.parametrize("lost", [2, 2000])
def test_a_wav_file_that_is_shorter_than_it_tells_is_refused(tmp_path: Path, lost: int) -> None:
    (tmp_path / "x.wav").write_bytes(floats(*[0.5] * 4000)[:-lost])
    with pytest.raises(FileError, match="it is cut off"):
        read_recording(tmp_path / "x.wav")


@pytest.mark.parametrize("name", ["a:b.wav", "pipe:1.wav", "50% ü.wav", "\udcff.wav"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(floats(*[0.5] * 4000))
    assert len(read_recording(tmp_path / name)) > 20_000
