"""The sheet beside WAV and FLAC, read by cuetools."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from matcue.errors import FileError
from matcue.exporters import WITH_CUE_SHEET, check_target
from matcue.exporters.cuesheet import cue_sheet
from matcue.units import HOUSE_RATE
from tests.conftest import debian

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exporters.conftest import Lab

LENGTHS = (45_011, 41_113, 1, 60_002)
STARTS = (0, 45_011, 86_124, 86_125)


def printed(path: Path, form: str) -> list[str]:
    """What cueprint finds of each track."""
    debian("cueprint", packages="cuetools")
    command: list[str | Path] = ["cueprint", "-i", "cue", "-d", "", "-t", f"{form}\n", path]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    return done.stdout.splitlines()


@pytest.mark.process
@pytest.mark.parametrize("suffix", WITH_CUE_SHEET)
def test_another_program_finds_the_tracks(tmp_path: Path, lab: Lab, suffix: str) -> None:
    timeline = lab.timeline(*LENGTHS)
    lab.export(tmp_path / f"x{suffix}", timeline)
    found = printed(tmp_path / f"x{suffix}.cue", "%n %t")
    assert found == [f"{n} {each.title}" for n, each in enumerate(timeline.chapters, 1)]


@pytest.mark.process
def test_the_tracks_begin_at_the_nearest_75th_of_a_second(tmp_path: Path, lab: Lab) -> None:
    debian("cuebreakpoints", packages="cuetools")
    lab.export(tmp_path / "x.wav", lab.timeline(*LENGTHS))
    command: list[str | Path] = ["cuebreakpoints", "-i", "cue", tmp_path / "x.wav.cue"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    places = (divmod(round(start * 75 / HOUSE_RATE), 75) for start in STARTS[1:])
    assert done.stdout.split() == [f"0:{seconds:02}.{rest:02}" for seconds, rest in places]


def test_the_sheet_is_of_the_file_beside_it(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "Mein Rücken.wav", lab.timeline(500))
    lines = (tmp_path / "Mein Rücken.wav.cue").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "REM DATE 2026-02-03"
    assert lines[2] == 'REM COMMENT "Tief atmen; 息を吸って"'
    assert lines[5] == 'TITLE "Ночь — 伸展 é 🧘"'
    assert lines[6] == 'FILE "Mein Rücken.wav" WAVE'


def test_a_title_cannot_end_its_quotes_nor_its_line(lab: Lab) -> None:
    metadata = lab.metadata(replace(lab.timeline(500), title='The "big"\nstretch'))
    assert b"TITLE \"The 'big' stretch\"\n" in cue_sheet("x.wav", metadata)


def test_hours_are_told_in_minutes(lab: Lab) -> None:
    metadata = lab.metadata(lab.timeline(2 * 3600 * HOUSE_RATE, 500))
    assert cue_sheet("x.wav", metadata).endswith(b"    INDEX 01 120:00:00\n")


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".opus", ".ogg"])
def test_other_formats_have_none(tmp_path: Path, lab: Lab, suffix: str) -> None:
    lab.export(tmp_path / f"x{suffix}", lab.timeline(500))
    assert not any(tmp_path.glob("*.cue"))


def test_a_sheet_that_is_there_is_not_replaced_unasked(tmp_path: Path, lab: Lab) -> None:
    (tmp_path / "x.wav.cue").write_text("mine")
    with pytest.raises(FileError, match=r"x\.wav\.cue: it already exists; --force replaces it"):
        check_target(tmp_path / "x.wav", force=False)
    check_target(tmp_path / "x.wav", force=True)
    check_target(tmp_path / "x.mp3", force=False)
    lab.export(tmp_path / "x.wav", lab.timeline(500))
    assert b"TRACK 01" in (tmp_path / "x.wav.cue").read_bytes()


def test_a_sheet_that_cannot_be_written_leaves_the_sound(tmp_path: Path, lab: Lab) -> None:
    (tmp_path / "x.wav.cue").mkdir()
    with pytest.raises(FileError, match=r"x\.wav\.cue: this is a folder"):
        lab.export(tmp_path / "x.wav", lab.timeline(500))
    assert len(lab.heard(tmp_path / "x.wav")) == 500


def test_no_sheet_lies_beside_a_file_that_was_not_made(tmp_path: Path, lab: Lab) -> None:
    (tmp_path / "x.wav").mkdir()
    with pytest.raises(FileError):
        lab.export(tmp_path / "x.wav", lab.timeline(500))
    assert list(tmp_path.iterdir()) == [tmp_path / "x.wav"]


def test_each_format_has_a_sheet_of_its_own(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.wav", lab.timeline(500))
    check_target(tmp_path / "x.flac", force=False)
    lab.export(tmp_path / "x.flac", lab.timeline(500))
    for suffix in ("wav", "flac"):
        sheet = (tmp_path / f"x.{suffix}.cue").read_text(encoding="utf-8")
        assert f'FILE "x.{suffix}"' in sheet


@pytest.mark.parametrize(("chapters", "sheets"), [(99, 1), (100, 0)])
def test_a_sheet_has_at_most_99_tracks(
    tmp_path: Path, lab: Lab, chapters: int, sheets: int
) -> None:
    lab.export(tmp_path / "x.wav", lab.timeline(*[500] * chapters))
    assert len([*tmp_path.glob("*.cue")]) == sheets


def test_the_sheet_that_is_printed_is_another_one(tmp_path: Path, lab: Lab) -> None:
    import_module("matcue.exporters.handout")
    lab.export(tmp_path / "x.wav", lab.timeline(100))
    assert (tmp_path / "x.wav.cue").is_file()
