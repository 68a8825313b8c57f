"""Work in processes of its own, which may hang, crash or print."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from resource import RLIMIT_AS, getrlimit
from threading import Event
from typing import TYPE_CHECKING

import pytest

from matcue.errors import ChildFailed
from matcue.processes import SilenceWatch, cores, limit_memory, run_in_child
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.process


def _hang() -> None:
    Event().wait()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _refuse() -> None:
    raise RuntimeError("I have a cold.")


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (_hang, Says("no answer", "3 seconds")),
        (_die, Says("process ended")),
        (_refuse, "I have a cold"),
    ],
)
def test_work_in_a_child_that_fails_is_told(work: Callable[[], None], reason: str | Says) -> None:
    with pytest.raises(ChildFailed) as caught:
        run_in_child(work, patience=3)
    assert caught.value.reason == reason


def _chatter() -> int:
    os.write(1, b"Hello from a library.")
    return os.write(2, b"And a warning.")


def test_work_in_a_child_prints_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_in_child(_chatter) == len("And a warning.")
    assert capfd.readouterr() == ("", "")


def _group_and_block() -> tuple[int, bool]:
    return os.getpgid(0), signal.SIGTERM in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_a_signal_to_all_that_runs_here_does_not_reach_work_in_a_child() -> None:
    group, deaf = run_in_child(_group_and_block)
    assert group != os.getpgid(0)
    assert not deaf, "who asks the child alone to end is not heard"
    assert not _group_and_block()[1]


def _blocked() -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_work_in_a_child_never_hears_the_keyboard_s_interrupt() -> None:
    assert run_in_child(_blocked)
    assert not _blocked()


@pytest.mark.parametrize("said", [b"", b"\x00\x00"], ids=["nothing", "half an answer"])
def test_who_says_no_more_is_killed_and_its_reader_comes_to_an_end(said: bytes) -> None:
    ours, theirs = Pipe()
    os.write(theirs.fileno(), said)
    with SilenceWatch(theirs.close, 0.2) as watch, pytest.raises((EOFError, OSError)):
        ours.recv()
    assert watch.killed
    ours.close()


def test_who_says_something_now_and_then_is_not_killed() -> None:
    ended = Event()
    with SilenceWatch(ended.set, 0.3) as watch:
        for _ in range(4):
            assert not ended.wait(0.15)
            watch.heard()
    assert not watch.killed


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits what a process may take")
def test_memory_is_limited_meanwhile_and_no_longer() -> None:
    limits = getrlimit(RLIMIT_AS)
    with limit_memory(100_000_000):
        assert len(bytes(50_000_000)) == 50_000_000
        with pytest.raises(MemoryError):
            bytes(200_000_000)
    assert len(bytes(200_000_000)) == 200_000_000
    assert getrlimit(RLIMIT_AS) == limits


def test_one_thread_after_the_other_limits_memory() -> None:
    limits = getrlimit(RLIMIT_AS)

    def limit(more: int) -> None:
        with limit_memory(more):
            pass

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(limit, 10**9 + i) for i in range(200)]:
            done.result()
    assert getrlimit(RLIMIT_AS) == limits


@pytest.mark.skipif(sys.platform != "linux", reason="processes cannot be bound to cores")
def test_cores_that_a_process_may_not_use_do_not_count() -> None:
    free = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(free)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, free)
    assert cores() == len(free)
