"""A recording that is encoded in pieces sounds as if one encoder had made it."""

from __future__ import annotations

import io
import tracemalloc
from fractions import Fraction
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

import av
import numpy as np
import pytest

from matcue.exporters.pieces import LONGEST, Encoder, Pieces, Whole
from matcue.units import HOUSE_RATE, Rate

if TYPE_CHECKING:
    import numpy.typing as npt

    from matcue.audio.samples import Pcm

    Sound = npt.NDArray[np.float32]

OPUS: Final = Encoder("libopus", Rate(48_000), 1, 48_000, {"compression_level": "5"})
OPUS_LOW: Final = Encoder("libopus", Rate(48_000), 1, 24_000, {"compression_level": "5"})
STEREO_OPUS: Final = Encoder("libopus", Rate(48_000), 2, 48_000, {"compression_level": "5"})
AAC: Final = Encoder("aac", HOUSE_RATE, 1, 96_000, {"aac_coder": "fast"})
STEREO_AAC: Final = Encoder("aac", HOUSE_RATE, 2, 192_000, {"aac_coder": "fast"})
ENCODERS: Final = [
    pytest.param(encoder, id=f"{encoder.name}-{encoder.channels}-{encoder.bit_rate}")
    for encoder in (OPUS, OPUS_LOW, STEREO_OPUS, AAC, STEREO_AAC)
]
FRAMES: Final = {"libopus": 960, "aac": 1024}
AROUND: Final = Fraction(1, 4)
"""Seconds on both sides of a joint that are looked at."""


def encoded(encoder: Encoder, made: type[Whole | Pieces], pcm: Pcm) -> list[tuple[int, bytes]]:
    """All packets of a recording, each with its time."""
    with av.open(io.BytesIO(), "w", format="matroska") as container:
        packets = made(encoder, encoder.stream(container))
        blocks = np.array_split(pcm, max(len(pcm) // 70_001, 1))
        try:
            found = [packet for block in blocks for packet in packets.add(block)]
            found += packets.end()
        finally:
            packets.close()
        return [(packet.pts or 0, bytes(packet)) for packet in found]


def heard(encoder: Encoder, made: type[Whole | Pieces], pcm: Pcm) -> Sound:
    """What a player plays of them, shape (channels, frames)."""
    file = io.BytesIO()
    with av.open(file, "w", format="ogg" if encoder.name == "libopus" else "ipod") as container:
        packets = made(encoder, encoder.stream(container))
        for packet in (*packets.add(pcm), *packets.end()):
            container.mux(packet)
        packets.close()
    file.seek(0)
    with av.open(file, "r") as played:
        frames = [frame.to_ndarray() for frame in played.decode(audio=0)]
        planar = played.streams.audio[0].format.is_planar
    if planar:
        return np.concatenate(frames, axis=1)
    return np.concatenate([frame.reshape(-1, encoder.channels).T for frame in frames], axis=1)


def rain(encoder: Encoder, seconds: int) -> Pcm:
    """Soft noise with a swelling tone in it, never silent."""
    frames = seconds * encoder.rate
    time = np.arange(frames).reshape(-1, 1) / encoder.rate
    noise = np.random.default_rng(7).normal(0, 90, (frames, encoder.channels))
    pcm: Pcm = (noise + 3000 * np.sin(2760 * time) * np.sin(0.3 * time)).astype(np.int16)
    return pcm


def spoken(encoder: Encoder, seconds: int) -> Pcm:
    """Words of a second that end abruptly, and two seconds of silence after each."""
    pcm = rain(encoder, seconds)
    time = np.arange(len(pcm)) / encoder.rate % 3
    return (pcm * (time < 1).reshape(-1, 1)).astype(np.int16)


def level(sound: Sound) -> float:
    """How loud it is, in dB."""
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64))))


@pytest.mark.parametrize("encoder", ENCODERS)
def test_no_joint_is_heard_in_what_is_never_silent(encoder: Encoder) -> None:
    pcm = rain(encoder, 45)
    whole, pieced = (heard(encoder, made, pcm) for made in (Whole, Pieces))
    assert pieced.shape == whole.shape
    around, piece = int(AROUND * encoder.rate), LONGEST * FRAMES[encoder.name]
    for joint in range(piece, len(pcm), piece):
        near = np.s_[:, joint - around : joint + around]
        assert level(pieced[near]) == pytest.approx(level(whole[near]), abs=0.1)
        steps = [np.abs(np.diff(sound[near])).max() for sound in (whole, pieced)]
        assert steps[1] < 1.4 * steps[0]


@pytest.mark.parametrize("encoder", [AAC, STEREO_AAC], ids=["mono", "stereo"])
def test_an_encoder_knows_what_strikes_after_its_end(encoder: Encoder) -> None:
    pcm, strike = rain(encoder, 25), LONGEST * FRAMES["aac"] - 100
    pcm[strike : strike + 40] = 20_000
    whole, pieced = (heard(encoder, made, pcm) for made in (Whole, Pieces))
    before = np.s_[:, strike - 700 : strike - 400]
    assert level(pieced[before]) == pytest.approx(level(whole[before]), abs=0.2)


@pytest.mark.parametrize("encoder", ENCODERS)
def test_words_between_silences_sound_as_ever(encoder: Encoder) -> None:
    pcm = spoken(encoder, 12)
    whole, pieced = (heard(encoder, made, pcm) for made in (Whole, Pieces))
    assert pieced.shape == whole.shape
    for start in range(0, len(pcm), 3 * encoder.rate):
        word, end = (
            np.s_[:, start : start + encoder.rate],
            np.s_[:, start + encoder.rate * 99 // 100 : start + encoder.rate * 101 // 100],
        )
        assert level(pieced[word]) == pytest.approx(level(whole[word]), abs=0.1)
        assert level(pieced[end]) == pytest.approx(level(whole[end]), abs=0.3)
    pause = np.s_[:, 3 * encoder.rate // 2 : 2 * encoder.rate]
    assert np.abs(pieced[pause]).max() < 2**-16


@pytest.mark.parametrize("encoder", [OPUS, STEREO_AAC], ids=["opus", "aac"])
def test_packets_follow_one_another_without_a_gap(encoder: Encoder) -> None:
    pcm = np.concatenate([spoken(encoder, 7), rain(encoder, 23), spoken(encoder, 4)])
    whole, pieced = (encoded(encoder, made, pcm) for made in (Whole, Pieces))
    assert [time for time, _ in pieced] == [time for time, _ in whole]


@pytest.mark.parametrize("encoder", [OPUS, AAC], ids=["opus", "aac"])
@pytest.mark.parametrize("samples", [0, 1, 959, 1024, 30_000])
def test_however_short_it_is_nothing_is_added(encoder: Encoder, samples: int) -> None:
    pcm = rain(encoder, 1)[:samples]
    whole, pieced = (encoded(encoder, made, pcm) for made in (Whole, Pieces))
    assert pieced == whole


def test_silence_costs_next_to_nothing() -> None:
    pcm = np.zeros((60 * OPUS.rate, 1), np.int16)
    pcm[: OPUS.rate] = rain(OPUS, 1)
    found = encoded(OPUS, Pieces, pcm)
    assert sum(len(data) for time, data in found if time > 2 * OPUS.rate) < 4 * len(found)


def test_a_long_silence_takes_no_more_memory_than_a_short_one() -> None:
    sound, silence = rain(AAC, 1), np.zeros((1 << 16, 1), np.int16)
    with av.open(io.BytesIO(), "w", format="matroska") as container:
        packets = Pieces(AAC, AAC.stream(container))
        tracemalloc.start()
        try:
            blocks = chain([sound], repeat(silence, 800), [sound])
            made = sum(1 for block in blocks for _ in packets.add(block))
            made += sum(1 for _ in packets.end())
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
            packets.close()
    assert made > 800 * 64
    assert peak < 3_000_000


def test_the_same_recording_gives_the_same_bytes() -> None:
    pcm = np.concatenate([spoken(AAC, 5), rain(AAC, 30)])
    assert encoded(AAC, Pieces, pcm) == encoded(AAC, Pieces, pcm)
