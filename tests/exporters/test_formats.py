"""What only one format has, and what importing costs."""

# mypy: allow-untyped-calls
from __future__ import annotations

import math
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from wavinfo import WavInfoReader

from matcue.audio.loudness import Loudness
from matcue.exporters.ffmpeg import m4a
from matcue.exporters.metadata import ENCODER, milliseconds
from matcue.exporters.writer import EncodedSound, RecordingSpec
from matcue.timeline.model import Chapter, Section, Speech, Timeline
from matcue.units import HOUSE_RATE, Frames
from tests.exporters.conftest import READERS, PageReader, chaptered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exporters.conftest import Lab

LENGTHS = (30_011, 41_113, 60_002)


def test_wav_tells_how_long_the_chapters_are(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.wav"
    lab.export(path, lab.timeline(*LENGTHS))
    cues = WavInfoReader(str(path), info_encoding="utf-8").cues
    assert [part.length for part in cues.ranges] == list(LENGTHS)
    assert {part.purpose for part in cues.ranges} == {"rgn "}


def test_wav_is_as_long_as_it_says(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.wav"
    lab.export(path, lab.timeline(*LENGTHS))
    assert int.from_bytes(path.read_bytes()[4:8], "little") + 8 == path.stat().st_size


def test_m4a_ends_its_chapters_and_its_sound_at_the_same_frame(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.m4a"
    lab.export(path, lab.timeline(*LENGTHS))
    with av.open(path, "r") as container:
        last, stream = container.chapters()[-1], container.streams.audio[0]
        assert (last["end"], last["time_base"]) == (sum(LENGTHS), stream.time_base)
        assert stream.duration == sum(LENGTHS)


def test_m4a_has_the_list_of_older_players_too(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.m4a"
    timeline = lab.timeline(*[500] * 300)
    lab.export(path, timeline)
    found: Any = MP4(path).chapters
    starts = [round(chapter.start * HOUSE_RATE) for chapter in found]
    assert starts == [chapter.start for chapter in timeline.chapters[:255]]


def test_m4a_can_be_played_before_it_is_all_there(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.m4a", lab.timeline(*LENGTHS))
    found = (tmp_path / "x.m4a").read_bytes()
    assert found.index(b"moov") < found.index(b"mdat")


@pytest.mark.parametrize("chapters", [1, 255, 256, 600])
def test_mp3_lists_every_chapter_once(tmp_path: Path, lab: Lab, chapters: int) -> None:
    lab.export(tmp_path / "x.mp3", lab.timeline(*[100] * chapters))
    tags = ID3(tmp_path / "x.mp3")
    tables = tags.getall("CTOC")
    listed = [child for table in tables for child in table.child_element_ids]
    names = {chapter.element_id for chapter in tags.getall("CHAP")}
    inner = {table.element_id for table in tables if not table.flags & 2}
    assert len(listed) == len(set(listed)) == chapters + len(inner)
    assert set(listed) == names | inner
    assert len(tables) == (1 if chapters <= 255 else 1 + math.ceil(chapters / 255))


@pytest.mark.parametrize("letters", [63, 126, 127, 128, 300])
def test_ffmpeg_finds_chapters_whose_names_are_long(tmp_path: Path, lab: Lab, letters: int) -> None:
    """In ID3 2.4 it loses those that take 127 bytes or more."""
    sections = [Section(name * letters, (Speech("x"),)) for name in "aéx"]
    chapters = (Chapter(each, Frames(i * 9000), Frames(9000)) for i, each in enumerate(sections))
    timeline = Timeline("T", "", "tone", HOUSE_RATE, (), tuple(chapters))
    lab.export(tmp_path / "x.mp3", timeline)
    with av.open(tmp_path / "x.mp3") as container:
        found = [chapter["metadata"]["title"] for chapter in container.chapters()]
    assert found == [section.title for section in sections]


def test_mp3_needs_no_date(tmp_path: Path, lab: Lab) -> None:
    lab.export_with(tmp_path / "x.mp3", replace(lab.metadata(lab.timeline(500)), date=""))
    assert "TDRC" not in ID3(tmp_path / "x.mp3")


def test_mp3_has_one_tag_and_then_sound(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.mp3", lab.timeline(*LENGTHS))
    size = ID3(tmp_path / "x.mp3").size
    assert (tmp_path / "x.mp3").read_bytes()[size : size + 2] == b"\xff\xfb"


def test_mp3_tells_players_its_length_and_who_encoded_it(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.mp3", lab.timeline(*LENGTHS))
    found: Any = MP3(tmp_path / "x.mp3").info
    assert (found.encoder_info, found.bitrate) == ("LAME 3.100.0+", 96_000)
    assert round(found.length * HOUSE_RATE) == sum(LENGTHS)


def test_mp3_chapters_end_where_the_next_ones_start(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.mp3", lab.timeline(*LENGTHS))
    found = ID3(tmp_path / "x.mp3").getall("CHAP")
    times = [(chapter.start_time, chapter.end_time) for chapter in found]
    assert times == [(0, 681), (681, 1613), (1613, 2973)]


@pytest.mark.parametrize(
    ("frames", "wanted"), [(22, 0), (23, 1), (441, 10), (HOUSE_RATE // 100 * 7, 70)]
)
def test_milliseconds_are_the_nearest(frames: int, wanted: int) -> None:
    assert milliseconds(frames) == wanted


def test_a_chapter_on_the_second_half_of_a_second_stays_in_it(tmp_path: Path, lab: Lab) -> None:
    lengths = (int(4.535 * HOUSE_RATE), 1000)
    lab.export(tmp_path / "x.opus", lab.timeline(*lengths))
    assert float(lab.written(tmp_path / "x.opus").chapters[1][0]) == pytest.approx(4.535, abs=0.001)


@pytest.mark.process
@pytest.mark.parametrize("module", ["matcue.exporters", "matcue.recordings"])
def test_ffmpeg_is_loaded_only_when_it_is_used(module: str) -> None:
    look = f"import sys, {module}; print('av' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.process
def test_the_list_of_formats_needs_no_numpy() -> None:
    look = "import sys, matcue.exporters; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


MEASURED = Loudness(-20.5, -6.0206)
REPLAY_GAIN = {"REPLAYGAIN_TRACK_GAIN": "2.50 dB", "REPLAYGAIN_TRACK_PEAK": "0.500000"}


def test_mp3_tells_players_how_loud_it_is(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.mp3"
    lab.export_with(path, lab.metadata(lab.timeline(500), MEASURED))
    assert {each.desc: str(each) for each in ID3(path).getall("TXXX")} == REPLAY_GAIN


def test_flac_tells_players_how_loud_it_is(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.flac"
    lab.export_with(path, lab.metadata(lab.timeline(500), MEASURED))
    tags: Any = FLAC(path).tags
    assert {name: tags[name][0] for name in REPLAY_GAIN} == REPLAY_GAIN


def test_opus_tells_players_how_far_it_is_from_minus_23(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.opus"
    lab.export_with(path, lab.metadata(lab.timeline(500), MEASURED))
    tags: Any = OggOpus(path).tags
    assert tags["R128_TRACK_GAIN"] == ["-640"]


def test_m4a_tells_players_how_loud_it_is(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.m4a"
    lab.export_with(path, lab.metadata(lab.timeline(500), MEASURED))
    with av.open(path, "r") as container:
        told = container.metadata
    assert {name: told[name.lower()] for name in REPLAY_GAIN} == REPLAY_GAIN
    assert [int(number, 16) for number in told["iTunNORM"].split()] == [
        *(562, 562, 1406, 1406, 0, 0, 16384, 16384, 0, 0)
    ]


def test_wav_tells_broadcasters_how_loud_it_is(tmp_path: Path, lab: Lab) -> None:
    path = tmp_path / "x.wav"
    lab.export_with(path, lab.metadata(lab.timeline(500), MEASURED))
    told = WavInfoReader(str(path)).bext
    assert (told.version, told.originator) == (2, ENCODER)
    assert (told.loudness_value, told.max_true_peak) == (-20.5, -6.02)
    assert told.loudness_range == told.max_momentary_loudness == told.max_shortterm_loudness
    assert told.loudness_range == 327.67


@pytest.mark.parametrize("suffix", READERS)
def test_silence_has_no_gain(tmp_path: Path, suffix: str, lab: Lab) -> None:
    path = tmp_path / f"x{suffix}"
    lab.export(path, lab.timeline(500), lab.clip(np.zeros((500, 1), np.float32)))
    sound = PageReader(path).sound if suffix == ".html" else path.read_bytes()
    assert not re.search(rb"replaygain|r128_|itunnorm|bext", sound, re.IGNORECASE)


@pytest.mark.parametrize("suffix", [".m4a", ".m4b", ".html"])
def test_what_was_encoded_before_makes_the_same_bytes(
    lab: Lab, tmp_path: Path, suffix: str
) -> None:
    timeline = chaptered(70_000, 90_000)
    first, alone, again = tmp_path / "first.m4a", tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    for path in (first, alone):
        lab.export(path, timeline)
    lab.export(again, RecordingSpec(timeline, encoded=EncodedSound(first, "tone", timeline.frames)))
    assert again.read_bytes() == alone.read_bytes()


def packets(path: Path) -> list[bytes]:
    """All packets of the sound in a file."""
    with av.open(path, "r") as container:
        return [bytes(packet) for packet in container.demux(audio=0)]


@pytest.mark.parametrize(
    ("voice", "more", "taken"), [("tone", 0, True), ("piper", 0, False), ("tone", 1, False)]
)
def test_packets_are_taken_if_the_same_voice_speaks_for_as_long(
    lab: Lab,
    tmp_path: Path,
    voice: str,
    more: int,
    taken: bool,  # noqa: FBT001
) -> None:
    timeline, first, again = chaptered(70_000), tmp_path / "first.m4a", tmp_path / "again.m4a"
    lab.export(first, timeline)
    known = EncodedSound(first, voice, Frames(timeline.frames + more))
    with closing(m4a(again, RecordingSpec(timeline, encoded=known))) as writer:
        # no encoder makes noise of silence
        writer.write(np.zeros((timeline.frames, 1), np.int16))
        writer.finish(lab.metadata(timeline))
    assert (packets(again) == packets(first)) is taken
