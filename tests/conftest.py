"""The classes of tests, the machine that they share, and what of it they need.

A test without a mark is a `unit` test: it starts no process and waits for nothing. The other marks
are told in `pyproject.toml`, and all of them in `docs/testing.md`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from ctypes import CDLL
from getpass import getuser
from importlib.util import find_spec
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import pytest
from filelock import ReadWriteLock
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from tests.sound_server import PipeWire, SoundServer
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from xdist.remote import Producer

    from tests.waiting import Takes

ORDER: Final = ("process", "unit", "alone", "nightly")
"""The classes of tests, as they start: what waits first, what wants the machine last."""
MACHINE: Final = Path(gettempdir()) / f"matcue-tests-{getuser()}.lock"
TAKES: Final = 8
SHARING: Final = {
    "tests/audio/test_beds.py": "beds",
    "tests/audio/test_mastering.py": "beds",
    "tests/audio/test_stereo.py": "beds",
    "tests/cli/test_voice_commands.py": "Piper",
    "tests/app/batch/test_dask_pool.py": "cluster",
    "tests/app/test_doctor.py": "Piper",
    "tests/exporters/test_page.py": "browser",
    "tests/app/test_live_edits.py": "clips",
    "tests/voices/test_contract.py": "Piper",
    "tests/voices/test_fetching.py": "Piper",
    "tests/voices/test_piper_models.py": "Piper",
    "tests/voices/test_startling.py": "Piper",
}
"""What the tests of these files share that is slow to make, or too large to have twice."""

Server = TypeVar("Server", bound=SoundServer)

if sys.platform == "linux":
    # What threads took is given back with the rest: each of their arenas would keep it.
    CDLL(None).mallopt(-8, 1)  # M_ARENA_MAX

# Whoever starts the tests behind a shell's back has them ignore Ctrl-C, which programs inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("busy machine", deadline=None)
settings.register_profile("ten examples", settings.get_profile("busy machine"), max_examples=10)
settings.load_profile("busy machine")


class _Scheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist's is untyped
    """The next test goes to the next free worker, but those that share something go to one."""

    def _split_scope(self, nodeid: str) -> str:
        return SHARING.get(nodeid.partition("::")[0], nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Scheduling:
    """Have tests scheduled by what they share."""
    return _Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Class each test; the slow ones start first, and those that want the machine come last."""
    for item in items:
        if not _marked(item, *ORDER):
            item.add_marker("unit")
    items.sort(key=lambda item: max(i for i, name in enumerate(ORDER) if _marked(item, name)))


def _marked(item: pytest.Item, *names: str) -> bool:
    return any(item.get_closest_marker(name) for name in names)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Run each test with its share of the machine."""
    with _machine(alone=_marked(item, "alone")), _processes(allowed=not _marked(item, "unit")):
        ran = yield
    if sys.platform == "linux":
        # The C library keeps what samples took, 250 MB after some dozens of exports.
        CDLL(None).malloc_trim(0)
    return ran


@contextmanager
def _machine(*, alone: bool) -> Iterator[None]:
    """Beside other tests, of this run and of others on this machine; or while none of them runs."""
    lock = ReadWriteLock(MACHINE)
    with lock.write_lock() if alone else lock.read_lock():
        yield


@contextmanager
def _processes(*, allowed: bool) -> Iterator[None]:
    """Let no process be started, and nothing be waited for, where that is not allowed."""

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("it starts a process or waits: mark it with `pytest.mark.process`")

    with pytest.MonkeyPatch.context() as patch:
        if not allowed:
            patch.setattr(subprocess.Popen, "__init__", refuse)
            patch.setattr(BaseProcess, "start", refuse)
            patch.setattr(time, "sleep", refuse)
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was wrong with each take that was repeated, also where the next one passed."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, told in getattr(report, "user_properties", ()):
                if name == "take" and report.when == "call":
                    terminalreporter.write_line(f"{report.nodeid}: {told}")


def require(present: object, needed: str) -> None:
    """Skip the test when something is not there, but fail where continuous integration runs.

    Args:
        present: truthy where all is there.
        needed: what is to be installed, as a command.
    """
    if not present:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"it needs: {needed}")


def debian(*programs: str, packages: str) -> None:
    """Skip the test where one of the programs is missing that Debian has in these packages."""
    require(all(map(shutil.which, programs)), f"apt-get install {packages}")


@contextmanager
def disk_with(room: int) -> Iterator[None]:
    """Let no file grow over `room` bytes meanwhile, as on a disk that is full."""
    resource: Any = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Quiet:
    """Nobody who reads what is told."""

    def tell(self, sentence: str) -> None: ...

    def detail(self, sentence: str) -> None: ...

    def done(self, sentence: str) -> None: ...

    def progress(self, stage: str, done: int, total: int) -> None: ...


@pytest.fixture(scope="module", autouse=True)
def _forgetting(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a file of tests keeps in caches, sound for the most part, goes with it."""
    yield
    for each in vars(request.module).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


@pytest.fixture
def one_clean_take(request: pytest.FixtureRequest) -> Takes:
    """What returns when one of eight takes passes; what was wrong with each other one is told.

    A machine that others share can starve any player for a moment. A fault that is there in every
    take fails; one that comes now and then may not: `benchmarks.drift` tells it.
    """

    def repeat(take: Callable[[], None]) -> None:
        for number in range(1, TAKES + 1):
            try:
                take()
            except AssertionError as error:
                told = f"take {number} of {TAKES}: {error}"
                request.node.user_properties.append(("take", told))
                if number == TAKES:
                    raise
            else:
                return

    return repeat


@pytest.fixture
def sound_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that this process and its children play to."""
    debian(
        *("pulseaudio", "parec", "pactl"),
        packages="pulseaudio pulseaudio-utils libasound2-plugins",
    )
    yield from _serving(SoundServer, monkeypatch)


@pytest.fixture
def pipewire(monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeWire]:
    """PipeWire, that this process and its children play to."""
    debian(
        *(*PipeWire.PROGRAMS, "parec", "pactl"),
        packages="pipewire pipewire-pulse wireplumber dbus pulseaudio-utils",
    )
    yield from _serving(PipeWire, monkeypatch)


def _serving(kind: type[Server], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with TemporaryDirectory(prefix="mat-") as home:
        server = kind(Path(home))
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        try:
            wait_for(server.answers)
            yield server
        finally:
            server.close()


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any sound device."""
    (tmp_path / "asound.conf").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))


@pytest.fixture
def simpleaudio() -> None:
    """The engine of the tape, installed."""
    require(find_spec("simpleaudio"), "pip install simpleaudio-patched")
