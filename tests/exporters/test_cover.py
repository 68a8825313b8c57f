"""The cover comes out of the file as it went in, and is in nobody's way."""

# mypy: allow-untyped-calls
from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from matcue.exporters import FORMATS, WITH_COVER
from matcue.recordings import read_recording
from tests.exporters.probe import probed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.exporters.conftest import Lab

FRONT_COVER = 3
LENGTHS = (45_011, 41_113)


def _mp3(path: Path) -> bytes:
    (found,) = ID3(path).getall("APIC")
    assert (found.type, found.mime) == (FRONT_COVER, "image/png")
    return bytes(found.data)


def _mp4(path: Path) -> bytes:
    tags: Any = MP4(path).tags
    (found,) = tags["covr"]
    assert found.imageformat == MP4Cover.FORMAT_PNG
    return bytes(found)


def _of(picture: Any) -> bytes:  # noqa: ANN401 - mutagen is untyped
    assert (picture.type, picture.mime) == (FRONT_COVER, "image/png")
    assert (picture.width, picture.height, picture.depth) == (150, 150, 32)
    return bytes(picture.data)


def _flac(path: Path) -> bytes:
    (found,) = FLAC(path).pictures
    return _of(found)


def _ogg(kind: type[OggOpus | OggVorbis]) -> Callable[[Path], bytes]:
    def read(path: Path) -> bytes:
        tags: Any = kind(path).tags
        (found,) = tags["metadata_block_picture"]
        return _of(Picture(base64.b64decode(found)))

    return read


READERS: dict[str, Callable[[Path], bytes]] = {
    ".flac": _flac,
    ".mp3": _mp3,
    ".m4a": _mp4,
    ".m4b": _mp4,
    ".opus": _ogg(OggOpus),
    ".ogg": _ogg(OggVorbis),
}


def test_all_but_wav_and_pages_carry_it() -> None:
    assert set(WITH_COVER) == set(READERS) == set(FORMATS) - {".wav", ".html"}


@pytest.fixture(params=READERS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(tmp_path: Path, suffix: str, lab: Lab) -> Path:
    """A file with a cover."""
    made = tmp_path / f"x{suffix}"
    lab.export(made, lab.timeline(*LENGTHS), cover=lab.cover)
    return made


def test_the_cover_comes_out_as_it_went_in(path: Path, lab: Lab) -> None:
    assert READERS[path.suffix](path) == lab.cover


@pytest.mark.process
def test_ffprobe_sees_a_picture_and_the_chapters_where_they_were(path: Path) -> None:
    found = probed(path, "-show_streams", "-show_chapters")
    pictures = [each for each in found["streams"] if each["disposition"]["attached_pic"]]
    assert [(each["codec_name"], each["width"]) for each in pictures] == [("png", 150)]
    assert [chapter["start_time"] for chapter in found["chapters"]] == [
        "0.000000",
        "1.020658" if path.suffix in {".m4a", ".m4b"} else "1.021000",
    ]


def test_texts_and_sound_are_as_without_it(path: Path, lab: Lab) -> None:
    bare = path.with_stem("bare")
    lab.export(bare, lab.timeline(*LENGTHS))
    assert lab.written(path) == lab.written(bare)
    assert np.array_equal(lab.heard(path), lab.heard(bare))


def test_a_file_with_a_cover_can_be_laid_under_a_session(path: Path) -> None:
    assert len(read_recording(path)) >= sum(LENGTHS)


def test_the_same_cover_gives_the_same_bytes(path: Path, lab: Lab) -> None:
    first = path.read_bytes()
    lab.export(path, lab.timeline(*LENGTHS), cover=lab.cover)
    assert path.read_bytes() == first


def test_m4a_can_still_be_played_before_it_is_all_there(tmp_path: Path, lab: Lab) -> None:
    lab.export(tmp_path / "x.m4a", lab.timeline(*LENGTHS), cover=lab.cover)
    found = (tmp_path / "x.m4a").read_bytes()
    assert found.index(b"moov") < found.index(b"mdat")
