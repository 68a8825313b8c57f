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
from matcue.private import make_private
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


OWN = {"clips": clips_folder, "sessions": bookmarks_folder, "voices": voices_folder}


def opened(folder: Path) -> Path:
    """Make a folder as others may look into it, with a folder and a file in it, and a link out."""
    (folder / "amy").mkdir(parents=True)
    (folder / "amy" / "model").touch()
    Path("outside").touch()
    (folder / "link").symlink_to(Path("outside").absolute())
    for each in (folder, folder / "amy"):
        each.chmod(0o755)
    for each in (folder / "amy" / "model", Path("outside")):
        each.chmod(0o644)
    return folder


@pytest.mark.parametrize("kind", OWN)
@pytest.mark.usefixtures("home")
def test_a_folder_of_matcue_s_that_others_could_look_into_is_closed(kind: str) -> None:
    folder = opened(OWN[kind]())
    around = folder.parents[1].stat().st_mode
    make_private(folder)
    (folder / "link").unlink()
    assert rights(folder) == PRIVATE
    assert stat.S_IMODE(Path("outside").stat().st_mode) == 0o644
    assert folder.parents[1].stat().st_mode == around


@pytest.mark.usefixtures("home")
def test_a_clip_closes_the_folder_that_it_comes_to() -> None:
    clips_folder().mkdir(parents=True, mode=0o755)
    ClipStore(clips_folder()).put("key", np.ones(9, np.int16))
    assert rights(clips_folder()) == PRIVATE


@pytest.mark.usefixtures("home")
def test_a_folder_that_is_not_matcue_s_is_left_open() -> None:
    linked = clips_folder()
    linked.parent.mkdir(parents=True)
    linked.symlink_to(opened(Path("shared").absolute()))
    bookmarks_folder().parents[1].mkdir()
    bookmarks_folder().parent.symlink_to(Path("state").absolute())
    others = opened(Path("state").absolute() / "sessions")
    for folder, there in ((linked, Path("shared")), (bookmarks_folder(), others), (others, others)):
        make_private(folder)
        assert stat.S_IMODE(there.stat().st_mode) == 0o755
        assert stat.S_IMODE((there / "amy" / "model").stat().st_mode) == 0o644


@pytest.mark.usefixtures("home")
@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="it takes root")
def test_a_folder_of_somebody_else_s_is_left_open() -> None:
    folder = opened(clips_folder())
    os.chown(folder, 12345, 12345)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_file_that_is_asked_for_is_as_usual(run: Callable[..., Result], umask: int) -> None:
    if umask == 0o277:
        pytest.skip("nothing can be written then")
    Path("usual").touch()
    assert run("new", "mine").exit_code == 0
    assert Path("mine.yaml").stat().st_mode == Path("usual").stat().st_mode
