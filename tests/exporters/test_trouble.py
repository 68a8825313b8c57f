"""A file appears whole or not at all, and what went wrong is said in words."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from matcue.errors import FileError
from matcue.exporters import encoded, open_exporter
from matcue.exporters.export import Export
from matcue.exporters.tags import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcue.audio.ports import Block
    from tests.exporters.conftest import Lab

OPEN_FILES = Path("/proc/self/fd")
OLD = b"what was there before"


class Breaking:
    """A `Source` that gives one whole block, and then does what is asked and raises."""

    def __init__(
        self, lab: Lab, error: BaseException, first: Callable[[], object] = lambda: None
    ) -> None:
        self._clip = lab.clip(lab.noise(20_000))
        self._error = error
        self._first = first

    def read(self, frames: int) -> Block:
        block = self._clip.read(frames)
        if len(block) < frames:
            self._first()
            raise self._error
        return block


@pytest.fixture
def target(tmp_path: Path, suffix: str) -> Path:
    """A file that exists already."""
    path = tmp_path / f"old{suffix}"
    path.write_bytes(OLD)
    return path


def assert_untouched(target: Path) -> None:
    assert target.read_bytes() == OLD
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError(5, "x"), KeyboardInterrupt()], ids=lambda e: type(e).__name__
)
def test_an_error_of_the_source_comes_out_unchanged(
    target: Path, lab: Lab, error: BaseException
) -> None:
    with pytest.raises(type(error)) as caught:
        lab.export(target, lab.timeline(40_000), Breaking(lab, error))
    assert caught.value is error
    assert_untouched(target)


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="only Linux tells what is open")
def test_an_export_that_failed_holds_no_file_open(target: Path, lab: Lab) -> None:
    with pytest.raises(ValueError, match="x") as caught:
        lab.export(target, lab.timeline(40_000), Breaking(lab, ValueError("x")))
    assert caught.tb  # which keeps all that the export has not let go of
    held = [os.path.realpath(file) for file in OPEN_FILES.iterdir()]
    assert not [file for file in held if file.startswith(str(target.parent))]


def test_an_error_after_the_last_block_still_leaves_nothing(target: Path, lab: Lab) -> None:
    def drain_and_fail() -> None:
        with open_exporter(target, lab.timeline(100), "", lambda _: None) as sink:
            sink.drain(lab.clip(lab.noise(100)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drain_and_fail()
    assert_untouched(target)


@contextmanager
def disk_with(room: int) -> Iterator[None]:
    """No file can grow over `room` bytes."""
    resource: Any = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 5000])
def test_a_full_disk(target: Path, lab: Lab, room: int) -> None:
    with pytest.raises(FileError) as caught, disk_with(room):
        lab.export(target, lab.timeline(50_000))
    assert str(caught.value) == f"{target}: file too large."
    assert isinstance(caught.value.__cause__, OSError)
    assert_untouched(target)


def test_a_disk_that_is_full_just_before_the_end(target: Path, lab: Lab) -> None:
    lab.export(target, lab.timeline(50_000))
    size = target.stat().st_size
    target.write_bytes(OLD)
    with pytest.raises(FileError), disk_with(size - 1):
        lab.export(target, lab.timeline(50_000))
    assert_untouched(target)


def test_a_full_disk_does_not_hide_the_error_of_the_source(target: Path, lab: Lab) -> None:
    stack = ExitStack()
    source = Breaking(lab, ValueError("first"), lambda: stack.enter_context(disk_with(0)))
    with stack, pytest.raises(ValueError, match="first"):
        lab.export(target, lab.timeline(40_000), source)
    assert_untouched(target)


@contextmanager
def nobody() -> Iterator[None]:
    """The rights of a person who owns nothing, also where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="folders have other rights there")
def test_a_folder_that_may_not_be_written_to(suffix: str, lab: Lab) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with pytest.raises(FileError, match="permission denied"), nobody():
            lab.export(Path(folder) / f"x{suffix}", lab.timeline(100))
        assert not list(Path(folder).iterdir())


def test_a_missing_folder(tmp_path: Path, suffix: str, lab: Lab) -> None:
    with pytest.raises(FileError, match="its folder does not exist"):
        lab.export(tmp_path / "none" / f"x{suffix}", lab.timeline(100))
    assert not list(tmp_path.iterdir())


def test_a_target_that_is_a_folder(tmp_path: Path, suffix: str, lab: Lab) -> None:
    (tmp_path / f"x{suffix}").mkdir()
    with pytest.raises(FileError, match="this is a folder"):
        lab.export(tmp_path / f"x{suffix}", lab.timeline(100))
    assert list(tmp_path.iterdir()) == [tmp_path / f"x{suffix}"]


def test_a_wav_that_would_be_too_long(tmp_path: Path, lab: Lab) -> None:
    sink = open_exporter(tmp_path / "x.wav", lab.timeline(2**31), "", lambda _: None)
    with pytest.raises(FileError, match=r"13 hours at most; use \.flac"), sink:
        pass
    assert not list(tmp_path.iterdir())


def test_an_encoder_that_is_not_there(tmp_path: Path, lab: Lab) -> None:
    codec = replace(encoded.flac.keywords["codec"], encoder="nonesuch")
    label = Label(lab.timeline(100), "")
    writer = partial(encoded.Encoded, label=label, codec=codec)
    with pytest.raises(FileError, match="cannot make this format here: nonesuch"):
        Export(tmp_path / "x.flac", writer, lambda _: None).__enter__()
    assert not list(tmp_path.iterdir())
