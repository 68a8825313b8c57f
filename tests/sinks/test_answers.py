from __future__ import annotations

from threading import Event

import pytest

from matcue.errors import DeviceError
from matcue.sinks.devices import answered


def test_what_is_answered_in_time_comes_out() -> None:
    assert answered(lambda: 7) == 7


def test_an_error_comes_out_unchanged() -> None:
    error = ZeroDivisionError("the driver")

    def fail() -> None:
        raise error

    with pytest.raises(ZeroDivisionError) as caught:
        answered(fail)
    assert caught.value is error


def test_what_hangs_is_left_behind() -> None:
    hanging = Event()
    with pytest.raises(DeviceError, match="does not answer"):
        answered(hanging.wait, 0)
    hanging.set()
