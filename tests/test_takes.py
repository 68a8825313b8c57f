"""What is told of a take in which something else was heard than was wanted."""

from __future__ import annotations

import numpy as np
import pytest

from tests.sound_server import assert_heard, breaks

WANTED = np.arange(1, 2000, dtype=np.int16)


def test_a_gap_has_a_place_and_a_length() -> None:
    heard = np.insert(WANTED, 1000, [0] * 90)
    assert [*breaks(heard, WANTED)] == [(1000, 90)]
    told = r"2089 samples heard, 1999 wanted; 90 others from sample 1000 \(0\.023 s\) on; .*: 1$"
    with pytest.raises(AssertionError, match=told):
        assert_heard(heard, WANTED, 1)


def test_each_of_two_gaps_is_told() -> None:
    assert [*breaks(np.insert(WANTED, [300, 900], 0), WANTED)] == [(300, 1), (900, 1)]


def test_what_never_agrees_again_is_told() -> None:
    assert [*breaks(np.append(WANTED[:500], WANTED[:700]), WANTED)] == [(500, None)]


@pytest.mark.parametrize("heard", [WANTED[:-1], np.append(WANTED, WANTED[:1])])
def test_too_little_and_too_much_fail(heard: np.typing.NDArray[np.int16]) -> None:
    with pytest.raises(AssertionError, match=f"{len(heard)} samples heard, 1999 wanted"):
        assert_heard(heard, WANTED, 0)


def test_what_was_wanted_passes() -> None:
    assert_heard(WANTED.copy(), WANTED, 0)
