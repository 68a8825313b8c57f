"""Clips kept as files: as many as there is room for, whole, and safe from everybody's end."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.errors import FileError
from matcue.voices.clip_store import STALE, ClipStore

if TYPE_CHECKING:
    from matcue.audio.samples import Pcm

SIZE = 32 + 2 * 484
"""Bytes of the file of a clip: a thousand."""
WRITER = """
import sys
from pathlib import Path
from tests.voices.test_clip_store import clip
from matcue.voices.clip_store import ClipStore

for i in range(int(sys.argv[3]), 10**9):
    ClipStore(Path(sys.argv[1]), limit=int(sys.argv[2])).put(str(i % 40), clip(i % 40))
    print(flush=True)
"""
"""A process that writes clips until it is killed."""


def clip(number: int = 0) -> Pcm:
    return np.full(484, number + 1, np.int16)


def _age(folder: Path, seconds: float) -> None:
    """Make every file older than it is."""
    for path in folder.iterdir():
        stat = path.stat()
        os.utime(path, (stat.st_atime - seconds, stat.st_mtime - seconds))


def _held(store: ClipStore, count: int) -> list[int]:
    """Which of the clips 0, 1, 2… are kept."""
    return [i for i in range(count) if store.get(str(i)) is not None]


def test_a_clip_of_half_a_sample_counts_as_none(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    store.put("a", clip(7))
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(hashlib.sha256(b"abc").digest() + b"abc")
    assert store.get("a") is None
    assert store.damaged() == 1


def test_a_clip_comes_back_bit_by_bit_and_read_only(tmp_path: Path) -> None:
    ClipStore(tmp_path).put("a", clip(7))
    found = ClipStore(tmp_path).get("a")
    assert found is not None
    assert found.dtype == np.int16
    assert found.tobytes() == clip(7).tobytes()
    assert not found.flags.writeable
    assert ClipStore(tmp_path).get("b") is None


def test_the_least_recently_used_clips_make_room(tmp_path: Path) -> None:
    for i in range(20):
        ClipStore(tmp_path).put(str(i), clip(i))
        _age(tmp_path, 10)
    ClipStore(tmp_path).get("0")
    ClipStore(tmp_path, limit=15 * SIZE).put("20", clip(20))
    assert _held(ClipStore(tmp_path), 21) == [0, *range(8, 21)]


def test_the_limit_holds_while_a_session_writes(tmp_path: Path) -> None:
    for i in range(20):
        ClipStore(tmp_path).put(str(-i), clip(i))
    store = ClipStore(tmp_path, limit=20 * SIZE)
    for i in range(50):
        store.put(str(i), clip(i))
        assert store.kept().bytes <= store.kept().limit


def test_a_session_keeps_its_own_clips_and_then_remembers_no_more(tmp_path: Path) -> None:
    for _ in range(2):
        store = ClipStore(tmp_path, limit=20 * SIZE)
        found = _held(store, 30)
        for i in range(30):
            if i not in found:
                store.put(str(i), clip(i))
    assert found == _held(ClipStore(tmp_path), 30) == [*range(20)]


def test_the_folder_is_looked_through_only_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    scan = os.scandir

    def look(folder: str) -> object:
        looked.append(folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", look)
    store = ClipStore(tmp_path, limit=100 * SIZE)
    for i in range(300):
        store.put(str(i), clip(i))
    assert len(looked) == 11


def test_what_was_left_half_written_is_cleared_away_when_it_is_old(tmp_path: Path) -> None:
    ClipStore(tmp_path).put("a", clip())
    (whole,) = tmp_path.iterdir()
    old, young = whole.with_suffix(".old.part"), whole.with_suffix(".young.part")
    other = tmp_path / "letter.txt"
    for path in (old, other):
        path.touch()
    _age(tmp_path, STALE + 5)
    young.touch()
    ClipStore(tmp_path).put("b", clip())
    assert not old.exists()
    assert {whole, young, other} < {*tmp_path.iterdir()}


def test_clearing_removes_clips_and_what_is_half_written_and_nothing_else(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    for i in range(3):
        store.put(str(i), clip(i))
    other = tmp_path / "letter.txt"
    other.touch()
    next(tmp_path.glob("*.clip")).with_suffix(".x.part").touch()
    freed = store.clear()
    assert (freed.clips, freed.bytes) == (3, 3 * SIZE)
    assert [*tmp_path.iterdir()] == [other]
    assert store.kept().clips == store.kept().bytes == 0


def test_damaged_clips_are_counted(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    for key in "abc":
        store.put(key, clip(1))
    assert store.damaged() == 0
    first, second, _ = sorted(tmp_path.iterdir())
    first.write_bytes(first.read_bytes()[:-1])
    second.write_bytes(b"")
    assert store.damaged() == 2


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path, raw: bytes) -> int:
        with path.open("wb") as file:
            file.write(raw[: len(raw) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half)
    ClipStore(tmp_path).put("a", clip())
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert ClipStore(tmp_path / "none").clear().clips == 0


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = ClipStore(tmp_path / "file")
    store.put("a", clip())
    assert store.get("a") is None
    with pytest.raises(FileError, match="not a directory"):
        store.kept()


@pytest.mark.process
def test_processes_killed_at_any_moment_leave_only_whole_clips(tmp_path: Path) -> None:
    limit = 30 * SIZE
    chance = np.random.default_rng(1)
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(limit)]
    for lines in chance.integers(1, 100, 5):
        writers = [
            subprocess.Popen([*command, str(start)], stdout=subprocess.PIPE) for start in (0, 17)
        ]
        for writer in writers:
            assert writer.stdout
            for _ in range(lines):
                assert writer.stdout.readline() == b"\n"
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
            assert writer.returncode == -signal.SIGKILL
    whole = len([*tmp_path.glob("*.clip")])
    store = ClipStore(tmp_path)
    found = {i: store.get(str(i)) for i in range(40)}
    held = {i: kept for i, kept in found.items() if kept is not None}
    assert len(held) == whole > 0
    assert all(kept.tobytes() == clip(i).tobytes() for i, kept in held.items())
    _age(tmp_path, STALE + 5)
    ClipStore(tmp_path, limit).put("new", clip())
    assert {path.suffix for path in tmp_path.iterdir()} == {".clip"}
    assert ClipStore(tmp_path, limit).kept().bytes <= limit
