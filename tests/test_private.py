"""What matcue keeps for itself is the person's alone; what the person asks for is as usual."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.app.bookmark import Bookmark, ResumePoint, save_bookmark
from matcue.paths import bookmarks_folder, clips_folder, voices_folder
from matcue.voices.clip_store import ClipStore
from matcue.voices.piper_models import installing
from tests.command_line import home, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

__all__ = ["home", "run"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no umask")


@pytest.fixture(params=[0o000, 0o022, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest, home: Path) -> Iterator[int]:
    """Take as few rights away as can be, as usual, or nearly all."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(root: Path) -> set[tuple[str, str]]:
    """What there is in and around a folder that the test made, and the rights of each."""
    found = [root, *root.rglob("*")]
    kinds = {True: "folder", False: "file"}
    return {(kinds[each.is_dir()], oct(stat.S_IMODE(each.stat().st_mode))) for each in found}


PRIVATE = {("folder", "0o700"), ("file", "0o600")}


@pytest.mark.usefixtures("umask")
def test_clips() -> None:
    ClipStore(clips_folder()).put("key", np.ones(9, np.int16))
    assert rights(clips_folder().parents[1]) == PRIVATE


@pytest.mark.usefixtures("umask")
def test_bookmarks() -> None:
    place = ResumePoint(section=0, title="Welcome", item=0, frames=0)
    save_bookmark(Bookmark(routine="walk", choices={}, place=place))
    assert rights(bookmarks_folder().parents[1]) == PRIVATE


def test_a_voice(home: Path) -> None:
    with installing("amy") as folder:
        (folder / "amy.onnx").write_bytes(b"model")
    assert rights(voices_folder()) == PRIVATE


def test_a_file_that_is_asked_for_is_as_usual(run: Callable[..., Result], umask: int) -> None:
    if umask == 0o277:
        pytest.skip("nothing can be written then")
    Path("usual").touch()
    assert run("new", "mine").exit_code == 0
    assert Path("mine.yaml").stat().st_mode == Path("usual").stat().st_mode
