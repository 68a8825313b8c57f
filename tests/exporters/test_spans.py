"""Sound and silence are told apart, by whole frames of an encoder."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.exporters.spans import AFTER, BEFORE, LEAST, Silence, Spans

if TYPE_CHECKING:
    from matcue.audio.samples import Pcm

FRAME: Final = 5
ENOUGH: Final = AFTER + LEAST + BEFORE


def spans(*parts: Pcm) -> list[Pcm | Silence]:
    """All spans of a recording that comes in parts."""
    found = Spans(FRAME, parts[0].shape[1])
    return [*chain.from_iterable(map(found.add, parts)), *found.end()]


def sound(frames: int) -> Pcm:
    """So many frames of an encoder that sound."""
    return np.ones((frames * FRAME, 1), np.int16)


def silence(frames: int) -> Pcm:
    """So many frames of an encoder that do not."""
    return np.zeros((frames * FRAME, 1), np.int16)


def joined(found: list[Pcm | Silence], channels: int = 1) -> Pcm:
    """The recording that spans were made of."""
    empty = np.empty((0, channels), np.int16)
    return np.concatenate(
        [
            empty,
            *(
                np.zeros((s.frames * FRAME, channels)) if isinstance(s, Silence) else s
                for s in found
            ),
        ]
    )


def lengths(found: list[Pcm | Silence]) -> list[tuple[str, int]]:
    """How many samples sound, and how many do not, in turns."""
    told: list[tuple[str, int]] = []
    for span in found:
        silent = isinstance(span, Silence)
        samples = span.frames * FRAME if isinstance(span, Silence) else len(span)
        if told and not silent and told[-1][0] == "sound":
            samples += told.pop()[1]
        told.append(("silence" if silent else "sound", samples))
    return told


def test_silence_between_sounds_leaves_some_of_it_to_both() -> None:
    found = spans(np.concatenate([sound(2), silence(ENOUGH + 10), sound(1)]))
    assert lengths(found) == [
        ("sound", (2 + AFTER) * FRAME),
        ("silence", (LEAST + 10) * FRAME),
        ("sound", (BEFORE + 1) * FRAME),
    ]


@pytest.mark.parametrize(("frames", "told"), [(ENOUGH - 1, 1), (ENOUGH, 3)])
def test_only_a_long_silence_is_told_apart(frames: int, told: int) -> None:
    assert len(lengths(spans(np.concatenate([sound(1), silence(frames), sound(1)])))) == told


def test_one_sample_of_either_channel_is_sound() -> None:
    recording = np.zeros((3 * ENOUGH * FRAME, 2), np.int16)
    recording[ENOUGH * FRAME, 1] = -1
    sounding = [span for span in spans(recording) if not isinstance(span, Silence)]
    assert np.concatenate(sounding).any()


def test_the_last_span_is_sound_and_may_be_empty() -> None:
    assert lengths(spans(sound(1)))[-1] == ("sound", FRAME)
    assert lengths(spans(silence(0))) == [("sound", 0)]
    assert lengths(spans(np.concatenate([sound(1), silence(2 * ENOUGH)])))[-1] == (
        "sound",
        BEFORE * FRAME,
    )


recordings = st.lists(
    st.tuples(st.booleans(), st.integers(1, 3 * ENOUGH * FRAME)), min_size=1, max_size=8
).map(lambda runs: np.concatenate([np.full((n, 1), 7 * on, np.int16) for on, n in runs]))


@given(recordings, st.lists(st.integers(0, 400), max_size=6))
def test_nothing_is_lost_and_blocks_do_not_matter(recording: Pcm, at: list[int]) -> None:
    found = spans(*np.split(recording, sorted(min(cut, len(recording)) for cut in at)))
    assert np.array_equal(joined(found), recording)
    assert lengths(found) == lengths(spans(recording))
    assert all(len(span) % FRAME == 0 for span in found[:-1] if not isinstance(span, Silence))
