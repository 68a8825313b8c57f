"""Where a file goes, and which format its name asks for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.errors import SuffixError
from matcue.exporters import known_suffix

if TYPE_CHECKING:
    from tests.exporters.conftest import Lab


def test_an_older_file_is_replaced(tmp_path: Path, suffix: str, lab: Lab) -> None:
    target = tmp_path / f"x{suffix}"
    target.write_bytes(b"old")
    lab.export(target, lab.timeline(100))
    assert lab.written(target).texts
    assert list(target.parent.iterdir()) == [target]


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


@pytest.mark.parametrize("name", ["x", "x.", "x.ogg", ".wav"])
def test_a_suffix_that_names_no_format(tmp_path: Path, name: str, lab: Lab) -> None:
    with pytest.raises(SuffixError) as caught:
        lab.export(tmp_path / name, lab.timeline(100))
    assert caught.value.known == (".wav", ".flac", ".mp3", ".m4a", ".opus")
    assert not list(tmp_path.iterdir())


def test_the_suffix_can_be_asked_for_before_anything_is_made() -> None:
    assert known_suffix(Path("a.b.M4A")) == ".m4a"
