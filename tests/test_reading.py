"""Files read to their end: whatever else lies in their place costs a sentence, not a wait."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.app.batch.manifest import Manifest
from matcue.app.bookmark import bookmark_file, load_bookmark
from matcue.app.sounds import bed_named
from matcue.errors import FileError, Place, RoutineError, UsageError
from matcue.paths import bundled, config_file, lexicon_file, voices_folder
from matcue.reading import open_file, read_pipe
from matcue.routine.loader import load_file
from matcue.routine.lookup import find
from matcue.routine.plan import Say, Stretch
from matcue.settings import read_config
from matcue.voices.clip_store import ClipStore
from matcue.voices.piper_models import installed_models
from matcue.voices.text.normalizer import load_lexicon
from tests.command_line import home
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["home"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no pipes in folders")

PLACES: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),  # noqa: PLW0108 - Windows has none
    "folder": Path.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
}
"""What can lie in the place of a file, and how it comes there."""


@pytest.fixture(params=PLACES)
def lay(request: pytest.FixtureRequest, home: Path) -> Callable[[Path], Path]:
    """Lay something that is no file in the place of one; return the place."""

    def lay(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        PLACES[request.param](path)
        return path

    return lay


def test_what_is_no_file_is_not_opened(lay: Callable[[Path], Path]) -> None:
    with pytest.raises(OSError, match=r"folder|pipe or a device"):
        open_file(lay(Path("x")))


def test_a_config_file(lay: Callable[[Path], Path]) -> None:
    lay(config_file())
    with pytest.raises(FileError):
        read_config(config_file())


def test_a_lexicon(lay: Callable[[Path], Path]) -> None:
    lay(lexicon_file())
    with pytest.raises(FileError):
        load_lexicon()


def test_a_bookmark(lay: Callable[[Path], Path]) -> None:
    lay(bookmark_file("walk"))
    for which in ("walk", None):
        with pytest.raises(UsageError, match="cannot be read"):
            load_bookmark(which)


def test_a_bed(lay: Callable[[Path], Path]) -> None:
    with pytest.raises(FileError):
        bed_named(str(lay(Path("bed.wav"))))


def test_a_clip_is_made_again(lay: Callable[[Path], Path], tmp_path: Path) -> None:
    folder, clip = tmp_path / "clips", np.ones(9, np.int16)
    ClipStore(folder).put("key", clip)
    (kept,) = folder.iterdir()
    kept.unlink()
    lay(kept)
    assert ClipStore(folder).get("key") is None
    assert ClipStore(folder).damaged() == 1
    assert ClipStore(folder).clear().clips == 1
    assert [*folder.iterdir()] == []
    lay(kept)
    ClipStore(folder).put("key", clip)
    assert ClipStore(folder).get("key") == pytest.approx(clip)


def test_a_description_of_a_voice(lay: Callable[[Path], Path]) -> None:
    folder = voices_folder() / "amy"
    lay(folder / "checksums.json")
    (model,) = installed_models()
    with pytest.raises(ValueError, match=r"checksums\.json is damaged"):
        model.check()


def test_the_manifest_of_a_folder(lay: Callable[[Path], Path], tmp_path: Path) -> None:
    lay(tmp_path / "files" / "manifest.json")
    with pytest.raises(FileError):
        Manifest(tmp_path / "files")


def test_a_routine_is_no_device() -> None:
    with pytest.raises(FileError, match="a device; name a file, or a pipe"):
        find("/dev/zero", ())


def through(pipe: Path, text: str) -> Path:
    """A pipe through which a text comes."""
    os.mkfifo(pipe)
    Thread(target=pipe.write_text, args=(text,), daemon=True).start()
    return find(str(pipe), ())


HEAD = "title: T\nabout: A.\nsteps:\n"


def test_a_routine_that_is_named_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = through(tmp_path / "pipe", f"{HEAD}- stretch: cobra\n- say: Well.\n")
    cobra, say = load_file(pipe, [bundled("routines")]).steps
    assert isinstance(cobra, Stretch)
    assert say == Say("Well.", Place(str(pipe), 5, 3))


def test_there_is_nothing_beside_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(f"{HEAD}- say: B.\n", encoding="utf-8")
    with pytest.raises(RoutineError) as caught:
        load_file(through(tmp_path / "pipe", f"{HEAD}- include: b.yaml\n"), ())
    said = Says("“b.yaml”", "cannot be included", at=f"{tmp_path}/pipe:4:12")
    assert str(caught.value).splitlines() == [said]


def test_a_pipe_is_not_read_without_end(tmp_path: Path) -> None:
    pipe = through(tmp_path / "pipe", "x" * 1001)
    with pytest.raises(OSError, match="larger than 1,000 bytes"):
        read_pipe(pipe, 1000)


def test_a_pipe_is_not_waited_for_without_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match=r"Nothing came through it for 0\.01 seconds"):
        read_pipe(tmp_path / "pipe", 1000, patience=0.01)
