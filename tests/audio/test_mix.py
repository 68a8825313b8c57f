from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcue.audio.mix import Mix
from matcue.audio.samples import Block
from matcue.routine.enums import Chimes
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import Chime, Pause, Script, Section, Sound, Span, Speech
from matcue.units import Rate, to_frames

TEN = Rate(10)
A, B, BELL = Speech("a"), Speech("b"), Chime(Chimes.START)


def clip(*values: float) -> Block:
    return np.array(values, np.float32).reshape(-1, 1)


CLIPS: dict[Sound, Block] = {A: clip(10, -10, 10), B: clip(5, 5), BELL: clip(1, 2, 3, 4)}


def mix(*items: Speech | Chime | Pause | Span) -> Mix:
    script = Script("T", "T", (Section("T", items),))
    lengths = {sound: len(clip_) for sound, clip_ in CLIPS.items()}
    parts = [arrange(section, i, lengths, TEN) for i, section in enumerate(script.sections)]
    return Mix(lay(script, parts, "v", TEN), CLIPS)


def heard(of: Mix) -> list[float]:
    samples: list[float] = of.render(0, of.frames)[:, 0].tolist()
    return samples


def test_what_overlaps_is_added() -> None:
    assert heard(mix(BELL, A)) == [11, -8, 13, 4]


def test_a_bell_that_would_ring_into_the_next_exact_time_fades_out_before_it() -> None:
    exact = Span(Fraction(2, 10), fixed=True)
    sections = (Section("T", (BELL, exact)), Section("T", (BELL, Pause(Fraction(1)))))
    lengths = {sound: len(clip_) for sound, clip_ in CLIPS.items()}
    parts = [arrange(section, i, lengths, TEN) for i, section in enumerate(sections)]
    whole = Mix(lay(Script("T", "T", sections), parts, "v", TEN), CLIPS)
    assert heard(whole)[:6] == [1, 2 / 2, 1, 2, 3, 4]
    assert CLIPS[BELL][:, 0].tolist() == [1, 2, 3, 4]


def test_between_cues_and_outside_the_timeline_there_is_silence() -> None:
    whole = mix(B, Pause(Fraction(2, 10)), B)
    assert heard(whole) == [5, 5, 0, 0, 5, 5]
    assert whole.render(-2, 4)[:, 0].tolist() == [0, 0, 5, 5]
    assert whole.render(5, 3)[:, 0].tolist() == [5, 0, 0]


def test_a_long_cue_is_found_from_its_middle() -> None:
    whole = mix(BELL, B, B)
    assert whole.render(3, 1)[:, 0].tolist() == [9]


items = st.one_of(
    st.sampled_from([A, B, BELL]),
    st.integers(1, 30).map(lambda tenths: Pause(Fraction(tenths, 10))),
)


@given(st.lists(items, min_size=1, max_size=12), st.lists(st.integers(1, 17), min_size=1))
def test_the_size_of_blocks_never_changes_a_bit(
    sounds: list[Speech | Chime | Pause], sizes: list[int]
) -> None:
    whole = mix(*sounds)
    expected = whole.render(0, whole.frames)
    blocks: list[Block] = []
    at = 0
    while at < whole.frames:
        size = min(sizes[len(blocks) % len(sizes)], whole.frames - at)
        blocks.append(whole.render(at, size))
        at += size
    got = np.concatenate(blocks) if blocks else np.zeros((0, 1), np.float32)
    assert got.tobytes() == expected.tobytes()


@given(st.lists(items, min_size=1, max_size=12), st.integers(0, 60), st.integers(1, 60))
def test_any_stretch_is_a_slice_of_the_whole(
    sounds: list[Speech | Chime | Pause], start: int, frames: int
) -> None:
    whole = mix(*sounds)
    expected = whole.render(0, start + frames)[start:]
    assert whole.render(start, frames).tobytes() == expected.tobytes()


def test_a_hold_is_silent_but_for_its_chimes() -> None:
    whole = mix(Span(Fraction(3), hold=True), B)
    assert heard(whole) == [0] * to_frames(3, TEN) + [5, 5]
