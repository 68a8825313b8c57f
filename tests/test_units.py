import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.units import HOUSE_RATE, clock, parse_seconds, to_frames, to_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("90", 90),
        ("1m30s", 90),
        ("1m", 60),
        ("1h", 3600),
        ("1h2m3s", 3723),
        ("1:30", 90),
        ("1:00:00", 3600),
        ("2.5", Fraction(5, 2)),
        ("0.1s", Fraction(1, 10)),
        (" 20s ", 20),
    ],
)
def test_a_length_of_time_is_read_exactly(text: str, seconds: int | Fraction) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "s", "-5s", "1:60", "1:2", "nan", "inf", "1e3", "1s1m", "½", "٣"]
)
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 30s, 1m30s, 1:30 or 90"):
        parse_seconds(text)


@pytest.mark.parametrize(
    ("seconds", "frames"),
    [
        (0, 0),
        (20, 882_000),
        (Fraction(1, 3), 14_700),
        (Fraction(1, 2 * HOUSE_RATE), 1),
        (Fraction(1, 2 * HOUSE_RATE) - Fraction(1, 10**12), 0),
    ],
)
def test_a_position_is_rounded_to_the_nearest_frame(seconds: Fraction, frames: int) -> None:
    assert to_frames(seconds) == frames


@given(st.integers(0, 10**12))
def test_frames_and_seconds_are_inverse(frames: int) -> None:
    assert to_frames(to_seconds(frames)) == frames


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59, "0:59"), (65, "1:05"), (3600, "1:00:00")]
)
def test_the_clock_shows_whole_seconds_begun(seconds: int, text: str) -> None:
    assert clock(seconds * HOUSE_RATE) == text
    assert clock(seconds * HOUSE_RATE + HOUSE_RATE - 1) == text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("30 s", 30), ("30 sec", 30), ("2 min", 120), ("1 minute 30 seconds", 90)),
        *(("2 hours", 7200), ("1.5 min", 90), ("0.5m", 30), ("1.5 h", 5400), ("45 Sec", 45)),
        *(("20 SECS", 20), ("3 Mins", 180), ("2 hrs", 7200), ("20\u00a0s", 20), ("20\u202fs", 20)),
    ],
)
def test_units_may_be_written_out(text: str, seconds: int) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1,5 min", "write 1.5 min, with a point"),
        ("2,5", "write 2.5, with a point"),
        ("3x10", "write `sets: 3`, and the length alone: 10s"),
        ("3 × 30 s", "write `sets: 3`, and the length alone: 30s"),
        ("10-12", "write one length, such as 10s"),
        ("20s–30s", "write one length, such as 20s"),
        ("1-2 min", "write one length, such as 1min"),
    ],
)
def test_what_is_often_meant_has_a_remedy_of_its_own(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=re.escape(remedy)):
        parse_seconds(text)


def test_a_point_that_may_be_meant_as_a_colon_is_asked_about() -> None:
    with pytest.raises(ValueError, match=re.escape("“1.30” may be 1:30 or 1.30s; write the one")):
        parse_seconds("1.30")
    assert parse_seconds("1.5") == Fraction(3, 2)
    assert parse_seconds("1.30s") == Fraction(13, 10)
