"""A file appears whole or not at all, and what went wrong is said in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.errors import FileError
from matcue.exporters import ffmpeg, open_exporter
from matcue.exporters.writer import BLOCK, RecordingSpec
from tests.conftest import disk_with
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.audio.samples import Block
    from matcue.timeline.model import Timeline
    from tests.exporters.conftest import Lab

OPEN_FILES = Path("/proc/self/fd")
OLD = b"what was there before"


class Breaking:
    """A `Source` that gives one whole block, and then raises."""

    def __init__(self, lab: Lab, error: BaseException) -> None:
        self._clip = lab.clip(lab.noise(BLOCK + 1))
        self._error = error

    def read(self, frames: int) -> Block:
        block = self._clip.read(frames)
        if len(block) < frames:
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
        timeline = lab.timeline(100)
        with open_exporter(
            target, RecordingSpec(timeline), partial(lab.metadata, timeline)
        ) as sink:
            sink.drain(lab.clip(lab.noise(100)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drain_and_fail()
    assert_untouched(target)


@pytest.mark.parametrize("room", [0, 5000])
def test_a_full_disk(target: Path, lab: Lab, room: int) -> None:
    with pytest.raises(FileError) as caught, disk_with(room):
        lab.export(target, lab.timeline(50_000))
    assert str(caught.value) == Says("file too large", at=str(target))
    assert isinstance(caught.value.__cause__, OSError)
    assert_untouched(target)


def test_a_disk_that_is_full_just_before_the_end(
    target: Path, lab: Lab, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = tmp_path_factory.mktemp("whole") / target.name
    lab.export(whole, lab.timeline(50_000))
    size = whole.stat().st_size
    with pytest.raises(FileError), disk_with(size - 1):
        lab.export(target, lab.timeline(50_000))
    assert_untouched(target)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, where a test may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    made = shutil.which("mount") and subprocess.run(mount, check=False, capture_output=True)
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.process
def test_a_disk_without_room(small_disk: Path, suffix: str, lab: Lab) -> None:
    target = small_disk / f"old{suffix}"
    target.write_bytes(OLD)
    with pytest.raises(FileError, match="no space left on device"):
        lab.export(target, lab.timeline(900_000))
    assert_untouched(target)


def test_a_full_disk_does_not_hide_the_error_before_it(target: Path, lab: Lab) -> None:
    def drain_and_fail(timeline: Timeline, stack: ExitStack) -> None:
        with open_exporter(
            target, RecordingSpec(timeline), partial(lab.metadata, timeline)
        ) as sink:
            sink.drain(lab.clip(lab.noise(timeline.frames)))
            stack.enter_context(disk_with(0))
            raise ValueError("first")

    with ExitStack() as stack, pytest.raises(ValueError, match="first"):
        drain_and_fail(lab.timeline(40_000), stack)
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
    with pytest.raises(FileError, match="folder does not exist"):
        lab.export(tmp_path / "none" / f"x{suffix}", lab.timeline(100))
    assert not list(tmp_path.iterdir())


def test_a_target_that_is_a_folder(tmp_path: Path, suffix: str, lab: Lab) -> None:
    (tmp_path / f"x{suffix}").mkdir()
    with pytest.raises(FileError, match="this is a folder"):
        lab.export(tmp_path / f"x{suffix}", lab.timeline(100))
    assert list(tmp_path.iterdir()) == [tmp_path / f"x{suffix}"]


@pytest.mark.parametrize(("channels", "frames", "hours"), [(1, 2**31, 13), (2, 2**30, 6)])
def test_a_wav_that_would_be_too_long(
    tmp_path: Path, lab: Lab, channels: int, frames: int, hours: int
) -> None:
    spec = RecordingSpec(lab.timeline(frames), channels)
    sink = open_exporter(tmp_path / "x.wav", spec, partial(lab.metadata, spec.timeline))
    with pytest.raises(FileError, match=rf"{hours} hours.*\.flac"), sink:
        pass
    assert not list(tmp_path.iterdir())


def test_an_encoder_that_is_not_there(tmp_path: Path, lab: Lab) -> None:
    codec = replace(ffmpeg.flac.keywords["codec"], encoder="nonesuch")
    with pytest.raises(OSError, match=r"cannot make.*nonesuch"):
        ffmpeg.FFmpegWriter(tmp_path / "x.flac", RecordingSpec(lab.timeline(100)), codec)
