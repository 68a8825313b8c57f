"""When a device is taken for gone, and when its sound broke off, by a clock that tests move."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from matcue.audio.samples import silence
from matcue.errors import DeviceLost
from matcue.sinks.stream import PATIENCE, SELDOM, DeviceWatchdog, Stream, slept
from tests.told import Says

HELD = 3528
"""Frames that the device holds: 80 ms."""
PERIOD = 1764
GONE = Says("sound device", "gone")


class Silence:
    def read(self, frames: int) -> object:
        return silence(frames)


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def gaps_of(*waits: float) -> int:
    """The gaps that are counted when a device asks after so many seconds each."""
    clock = Clock()
    stream = Stream(Silence(), 1, 0, HELD, clock)  # type: ignore[arg-type]
    blocks = stream.blocks()
    next(blocks)
    for seconds in waits:
        clock.seconds += seconds
        blocks.send(PERIOD)
    return stream.gaps


@pytest.mark.parametrize(
    ("waits", "gaps"),
    [
        ([3600, 0, 0, 0.04, 0.04], 0),
        ([0, 0.04, 0.0799, 0, 0.04], 0),
        ([0, 0.04, 0.0801, 0, 0.04], 1),
        ([0, 0.5, 0, 0, 0.04, 0.5], 2),
        ([0, 0.04, 1.0, 3600.0, 0.04], 0),
    ],
    ids=["the first is no gap", "late but in time", "too late", "twice", "stopped by somebody"],
)
def test_a_gap_is_a_request_later_than_what_the_device_holds(waits: list[float], gaps: int) -> None:
    assert gaps_of(*waits) == gaps


def test_a_slow_or_fast_clock_of_the_device_makes_no_gap() -> None:
    assert gaps_of(*[0.0402] * 10_000) == 0
    assert gaps_of(*[0.0398] * 10_000) == 0


def test_a_device_that_asks_on_is_well() -> None:
    watch = DeviceWatchdog(lambda: True, lambda: 5.0)
    assert not any(watch.trouble(asked) for asked in range(100))


def test_a_device_that_asks_no_more_is_gone_after_a_second() -> None:
    watch = DeviceWatchdog(lambda: True, lambda: 5.0)
    assert watch.trouble(7) == ""
    told = [watch.trouble(7) for _ in range(PATIENCE)]
    assert told == [*[""] * (PATIENCE - 1), GONE]


def test_one_request_is_a_sign_of_life() -> None:
    watch = DeviceWatchdog(lambda: True, lambda: 5.0)
    for asked in range(10):
        assert not any(watch.trouble(asked) for _ in range(PATIENCE))


def test_a_device_that_was_replaced_by_a_dummy_is_gone_though_it_asks() -> None:
    watch = DeviceWatchdog(lambda: False, lambda: 5.0)
    told = [watch.trouble(1764 * asked) for asked in range(SELDOM)]
    assert watch.doubtful == 1764 * (SELDOM - 1)
    assert told == [*[""] * (SELDOM - 1), GONE]


def test_a_machine_that_slept_opens_its_device_anew() -> None:
    asleep = Clock()
    watch = DeviceWatchdog(lambda: True, asleep)
    asleep.seconds = 0.9
    assert watch.trouble(1) == ""
    asleep.seconds = 60
    assert watch.trouble(2) == Says("slept")


def test_nobody_sleeps_while_he_looks() -> None:
    assert slept() == pytest.approx(slept(), abs=0.1)


class Slow:
    """A source that is read when a test lets it be."""

    def __init__(self) -> None:
        self.reading, self.may_end = Event(), Event()

    def read(self, frames: int) -> object:
        self.reading.set()
        self.may_end.wait()
        return silence(frames)


def test_a_late_request_is_over_before_the_device_is_told_to_be_gone() -> None:
    """Who goes back then goes back from where the last request led."""
    source = Slow()
    stream = Stream(source, 1, 0, HELD)  # type: ignore[arg-type]
    blocks = stream.blocks()
    next(blocks)
    late = Thread(target=blocks.send, args=(PERIOD,))
    late.start()
    source.reading.wait()

    def there() -> bool:
        Thread(target=source.may_end.set).start()
        return False

    with pytest.raises(DeviceLost) as lost:
        stream.wait(DeviceWatchdog(there, lambda: 5.0))
    assert lost.value.unheard == PERIOD
    late.join()
    source.reading.clear()
    assert not list(blocks)
    assert not source.reading.is_set()
