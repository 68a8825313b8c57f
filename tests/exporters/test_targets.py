"""Where a file goes, and which format its name asks for."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.errors import FileError, SuffixError
from matcue.exporters import FORMATS, WITH_CUE_SHEET, known_suffix

if TYPE_CHECKING:
    from matcue.audio.samples import Block
    from tests.exporters.conftest import Lab


def test_an_older_file_is_replaced(tmp_path: Path, suffix: str, lab: Lab) -> None:
    target = tmp_path / f"x{suffix}"
    target.write_bytes(b"old")
    lab.export(target, lab.timeline(100))
    assert lab.written(target).texts
    sheets = [target.with_name(f"{target.name}.cue")] if suffix in WITH_CUE_SHEET else []
    assert sorted(target.parent.iterdir()) == sorted([target, *sheets])


def test_a_link_is_followed(tmp_path: Path, suffix: str, lab: Lab) -> None:
    target, link = tmp_path / f"x{suffix}", tmp_path / f"link{suffix}"
    target.write_bytes(b"old")
    link.symlink_to(target)
    lab.export(link, lab.timeline(100))
    assert link.is_symlink()
    assert target.read_bytes() != b"old"


@pytest.mark.skipif(os.name == "nt", reason="no umask there")
def test_the_file_has_the_rights_of_any_new_file(tmp_path: Path, suffix: str, lab: Lab) -> None:
    (tmp_path / "plain").touch()
    lab.export(tmp_path / f"x{suffix}", lab.timeline(100))
    assert (tmp_path / f"x{suffix}").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("name", ["x", "x.", "x.oga", ".wav"])
def test_a_suffix_that_names_no_format(tmp_path: Path, name: str, lab: Lab) -> None:
    with pytest.raises(SuffixError) as caught:
        lab.export(tmp_path / name, lab.timeline(100))
    assert caught.value.known == tuple(FORMATS)
    assert not list(tmp_path.iterdir())


def test_the_suffix_can_be_asked_for_before_anything_is_made() -> None:
    assert known_suffix(Path("a.b.M4A")) == ".m4a"


def named(folder: Path, digits: str, *, days: float) -> Path:
    """A part that was last written to so many days ago."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".matcue-{digits}.part"
    part.write_bytes(b"half")
    then = time.time() - days * 24 * 60 * 60
    os.utime(part, (then, then))
    return part


def test_what_killed_exports_left_goes_after_a_day(tmp_path: Path, lab: Lab) -> None:
    stale, fresh = (
        named(tmp_path, "0123456789ab", days=1.01),
        named(tmp_path, "ba9876543210", days=0.99),
    )
    other = named(tmp_path, "my-own-notes", days=900)
    lab.export(tmp_path / "x.mp3", lab.timeline(100))
    assert not stale.exists()
    assert set(tmp_path.iterdir()) == {fresh, other, tmp_path / "x.mp3"}


def test_a_folder_that_a_killed_run_left_goes_when_nobody_has_written_there_for_a_day(
    tmp_path: Path, lab: Lab
) -> None:
    stale, fresh = tmp_path / ".matcue-0123456789ab.part", tmp_path / ".matcue-ba9876543210.part"
    for folder in (stale, fresh):
        named(folder / "inside", "0123456789ab", days=1.01 if folder == stale else 0.99)
        for path in (folder / "inside", folder):
            os.utime(path, (0, 0))
    lab.export(tmp_path / "x.mp3", lab.timeline(100))
    assert set(tmp_path.iterdir()) == {fresh, tmp_path / "x.mp3"}


def refuse(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


class Meanwhile:
    """A `Source` that ends after somebody else has made a file."""

    def __init__(self, target: Path, lab: Lab) -> None:
        self._target = target
        self._clip = lab.clip(lab.noise(20_000))

    def read(self, frames: int) -> Block:
        self._target.write_bytes(b"theirs")
        return self._clip.read(frames)


@pytest.mark.parametrize("link", [os.link, refuse], ids=["links", "no links"])
def test_a_file_that_was_made_meanwhile_is_not_replaced(
    tmp_path: Path, lab: Lab, link: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", link)
    target = tmp_path / "x.flac"
    with pytest.raises(FileError, match="it was made meanwhile; --force replaces it"):
        lab.export(target, lab.timeline(20_000), Meanwhile(target, lab))
    assert target.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_knows_no_links(
    tmp_path: Path, suffix: str, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    lab.export(tmp_path / f"x{suffix}", lab.timeline(100))
    assert {path.suffix for path in tmp_path.iterdir()} - {".cue"} == {suffix}


def test_a_link_to_a_file_that_is_not_there_leads_to_it(tmp_path: Path, lab: Lab) -> None:
    (tmp_path / "link.wav").symlink_to("made.wav")
    lab.export(tmp_path / "link.wav", lab.timeline(100))
    assert (tmp_path / "link.wav").is_symlink()
    assert (tmp_path / "made.wav").is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_replaced(tmp_path: Path, suffix: str, lab: Lab) -> None:
    pipe = tmp_path / f"x{suffix}"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match="this is a pipe or a device"):
        lab.export(pipe, lab.timeline(100))
    assert pipe.is_fifo()


def test_a_folder_of_any_name(tmp_path: Path, suffix: str, lab: Lab) -> None:
    folder = tmp_path / "\udcff 🧘 e\u0301\n[a-z]"
    folder.mkdir()
    named(folder, "0123456789ab", days=2)
    lab.export(folder / f"x{suffix}", lab.timeline(100))
    assert {path.suffix for path in folder.iterdir()} - {".cue"} == {suffix}
