"""What is said stands in the file, and when."""

# mypy: allow-untyped-calls
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mutagen
import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from matcue.routine.enums import Chimes
from matcue.timeline.model import Chime, Count, Cue, Speech
from matcue.units import HOUSE_RATE, Frames
from tests.exporters.probe import probed

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.model import Sound, Timeline
    from tests.exporters.conftest import Lab

LENGTHS = (45_011, 60_002)
WORDS = "Bend the knee; 曲げて.\nthree, two\n\nLet go."


def cue(start: int, frames: int, sound: Sound, section: int = 0) -> Cue:
    return Cue(Frames(start), Frames(frames), sound, section)


@pytest.fixture
def timeline(lab: Lab) -> Timeline:
    """Words that end where the next begin, words that do not, and a chime under them."""
    cues = (
        cue(0, 10_007, Speech("Bend the knee; 曲げて.")),
        cue(5_000, 9_000, Chime(Chimes.START)),
        cue(10_007, 4_001, Count("three")),
        cue(30_011, 5_003, Count("two")),
        cue(50_021, 20_001, Speech("Let go."), 1),
    )
    return lab.timeline(*LENGTHS, cues=cues)


def spoken(timeline: Timeline) -> list[Cue]:
    return [each for each in timeline.cues if not isinstance(each.sound, Chime)]


def test_mp3_has_them_as_one_text(tmp_path: Path, lab: Lab, timeline: Timeline) -> None:
    lab.export(tmp_path / "x.mp3", timeline)
    assert ID3(tmp_path / "x.mp3")["USLT::eng"].text == WORDS


def test_mp3_tells_at_which_millisecond(tmp_path: Path, lab: Lab, timeline: Timeline) -> None:
    lab.export(tmp_path / "x.mp3", timeline)
    found = ID3(tmp_path / "x.mp3")["SYLT::eng"]
    milliseconds, lyrics = 2, 1
    assert (found.format, found.type) == (milliseconds, lyrics)
    assert found.text == [
        ("\nBend the knee; 曲げて.", 0),
        ("\nthree", 227),
        ("\ntwo", 681),
        ("\nLet go.", 1134),
    ]


@pytest.mark.parametrize("suffix", [".m4a", ".m4b"])
def test_mp4_has_them_as_one_text(
    tmp_path: Path, lab: Lab, timeline: Timeline, suffix: str
) -> None:
    lab.export(tmp_path / f"x{suffix}", timeline)
    tags: Any = MP4(tmp_path / f"x{suffix}").tags
    assert tags["©lyr"] == [WORDS]


@pytest.mark.parametrize("suffix", [".flac", ".opus", ".ogg"])
def test_vorbis_comments_have_them_as_one_text(
    tmp_path: Path, lab: Lab, timeline: Timeline, suffix: str
) -> None:
    lab.export(tmp_path / f"x{suffix}", timeline)
    found: Any = mutagen.File(tmp_path / f"x{suffix}")
    assert found["lyrics"] == [WORDS]


@pytest.mark.process
@pytest.mark.parametrize("suffix", [".m4a", ".m4b"])
def test_mp4_shows_them_from_their_first_frame_to_their_last(
    tmp_path: Path, lab: Lab, timeline: Timeline, suffix: str
) -> None:
    lab.export(tmp_path / f"x{suffix}", timeline)
    found = probed(tmp_path / f"x{suffix}", "-show_packets", "-show_data", "-select_streams", "s")
    shown = [(each["pts"], each["duration"]) for each in found["packets"] if int(each["size"]) > 2]
    assert shown == [(each.start, each.frames) for each in spoken(timeline)]


@pytest.mark.process
@pytest.mark.parametrize("suffix", [".m4a", ".m4b"])
def test_subtitles_move_neither_sound_nor_chapters(
    tmp_path: Path, lab: Lab, timeline: Timeline, suffix: str
) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, timeline)
    found = probed(path, "-show_streams", "-show_chapters")
    kinds = [(each["codec_type"], each["codec_name"]) for each in found["streams"][:2]]
    assert kinds == [("audio", "aac"), ("subtitle", "mov_text")]
    assert found["streams"][0]["duration_ts"] == sum(LENGTHS)
    assert {each["time_base"] for each in found["streams"]} == {f"1/{HOUSE_RATE}"}
    chapters = [(each["start"], each["end"], each["time_base"]) for each in found["chapters"]]
    assert chapters == [(0, 45_011, "1/44100"), (45_011, 105_013, "1/44100")]
    assert len(lab.heard(path)) == sum(LENGTHS)


@pytest.mark.process
def test_where_nothing_is_said_there_are_no_words(tmp_path: Path, lab: Lab) -> None:
    for suffix in (".mp3", ".m4a", ".ogg"):
        lab.export(tmp_path / f"x{suffix}", lab.timeline(50_000))
    assert not ID3(tmp_path / "x.mp3").getall("USLT")
    assert not ID3(tmp_path / "x.mp3").getall("SYLT")
    assert "©lyr" not in MP4(tmp_path / "x.m4a")
    streams = probed(tmp_path / "x.m4a", "-show_streams")["streams"]
    assert "subtitle" not in {each["codec_type"] for each in streams}
    found: Any = mutagen.File(tmp_path / "x.ogg")
    assert "lyrics" not in found
