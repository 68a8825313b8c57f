"""A sound system asked with a limit: one that hangs is left behind."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from matcue.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable

_Answer = TypeVar("_Answer")

PATIENCE: Final = 5.0
"""Seconds that a sound system may take to answer."""


def beside(work: Callable[[], _Answer]) -> Future[_Answer]:
    """What `work` returns, or raises, in a thread that keeps nobody from leaving."""
    answer: Future[_Answer] = Future()

    def do() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the answer is asked for
            answer.set_exception(error)

    Thread(target=do, daemon=True).start()
    return answer


def promptly(ask: Callable[[], _Answer], patience: float = PATIENCE) -> _Answer:
    """What `ask` returns or raises, from a thread of its own; what comes too late is forgotten.

    Raises:
        DeviceError: it took longer than `patience`, in seconds.
    """
    try:
        return beside(ask).result(patience)
    except TimeoutError as error:
        raise DeviceError("the sound system does not answer") from error
