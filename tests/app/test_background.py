"""What is asked for under the voice, and how loud, is what comes out; FFmpeg judges."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import mutagen
import numpy as np
import pytest

from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE
from tests.audio.test_loudness import judged
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from click.testing import Result

    Run = Callable[..., Result]
    Exported = Callable[..., npt.NDArray[np.float32]]

pytestmark = pytest.mark.process

BRIEF = """\
title: Brief
about: For a test.
welcome: Hi.
closing: Bye.
preface: off
voice: tone
steps:
  - say: Now rest.
  - rest: 12s
"""


@pytest.fixture(autouse=True)
def _brief(home: Path) -> None:
    (home / "brief.yaml").write_text(BRIEF, encoding="utf-8")


@pytest.fixture
def exported(run: Run) -> Exported:
    """Export a file; its samples."""

    def export(*options: str, name: str = "x.flac") -> npt.NDArray[np.float32]:
        result = run("export", "brief.yaml", "-o", name, "--force", *options)
        assert (result.exit_code, result.stderr) == (0, Says("chapters", at=name))
        return read_recording(Path(name))[:, 0]

    return export


def quiet(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Four seconds in the midst of the rest."""
    return samples[10 * HOUSE_RATE : 14 * HOUSE_RATE]


def lufs(samples: npt.NDArray[np.float32]) -> float:
    """Loudness by FFmpeg, which wants whole tenths of a second."""
    return judged(samples[: len(samples) // 4410 * 4410])[0]


def told(path: str) -> tuple[float, float]:
    """Loudness and peak, as a file's comment tells them."""
    found = re.search(r"Loudness (\S+) LUFS, peak (\S+) dBTP", mutagen.File(path)["description"][0])
    assert found
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("loudness", ["-30", "-18", "-12"])
def test_a_file_tells_how_loud_it_is(exported: Exported, loudness: str) -> None:
    samples = exported("--loudness", loudness)
    assert told("x.flac")[0] == pytest.approx(lufs(samples), abs=0.1)
    assert told("x.flac")[1] <= -1.5


def test_loudness_is_as_far_apart_as_it_is_asked_for(exported: Exported) -> None:
    soft, loud = (lufs(exported("--loudness", each)) for each in ("-30", "-24"))
    assert loud - soft == pytest.approx(6, abs=0.1)


@pytest.mark.parametrize("bed", ["brown", "rain", "drone"])
def test_a_bed_lies_as_far_under_the_voice_as_it_is_asked_to(exported: Exported, bed: str) -> None:
    under = lufs(quiet(exported("--bed", bed, "--bed-level", "-12", "--loudness", "-15")))
    assert under == pytest.approx(-27, abs=1.5)


def test_a_bed_moves_no_word(exported: Exported) -> None:
    soft = ("--loudness", "-26")
    plain, over = exported(*soft), exported(*soft, "--bed", "ocean")
    assert len(plain) == len(over)
    loud = np.abs(plain) > 0.03
    assert np.abs(plain - over)[loud].max() < 0.04


def test_a_file_of_one_s_own_is_a_bed(exported: Exported) -> None:
    exported("--bed", "rain", name="own.flac")
    under = lufs(quiet(exported("--bed", "own.flac", "--bed-level", "-12")))
    assert -60 < under < -20


def test_a_routine_may_bring_its_bed_and_whoever_plays_it_goes_before(
    exported: Exported, run: Run, home: Path
) -> None:
    exported("--bed", "rain", name="own.flac")
    wanted = exported("--bed", "own.flac", "--bed-level", "-12").tobytes()
    drone = exported("--bed", "drone", "--bed-level", "-12").tobytes()
    text = f"{BRIEF}bed: own.flac\nbed-level: -12\n"
    (home / "brief.yaml").write_text(text, encoding="utf-8")
    assert exported().tobytes() == wanted
    assert exported("--bed", "drone").tobytes() == drone
    assert not quiet(exported("--bed", "off")).any()
    assert run("check", "brief.yaml").exit_code == 0
    (home / "own.flac").write_text("no sound", encoding="utf-8")
    told = run("check", "brief.yaml")
    assert (told.exit_code, told.stdout + told.stderr) == (
        65,
        Says("own.flac", at="brief.yaml:10:6"),
    )
    assert run("export", "brief.yaml", "-o", "y.flac").exit_code == 74


def test_without_a_bed_it_is_silent_between_words(exported: Exported) -> None:
    assert not quiet(exported()).any()


def test_leads_are_off_in_a_file_until_they_are_asked_for(exported: Exported) -> None:
    floor = quiet(exported("--lead", "0.4")).std()
    assert 20 * np.log10(floor) == pytest.approx(-70, abs=1)


def test_flag_over_environment_over_config(
    exported: Exported, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('bed = "brown"\nbed-level = -12\n')
    by_config = exported()
    assert by_config.tobytes() == exported("--bed", "brown", "--bed-level", "-12").tobytes()
    monkeypatch.setenv("MATCUE_BED", "drone")
    by_environment = exported()
    assert by_environment.tobytes() == exported("--bed", "drone").tobytes()
    assert not quiet(exported("--bed", "off")).any()


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--bed", "snow"), 2, "no bed “snow”; choose one of off, brown, rain, ocean, drone"),
        (("--bed", "snow" * 1000), 2, "no bed “snowsnow"),
        (("--bed", "snow", "--fit", "1s"), 2, "no bed “snow”"),
        (("--bed", "snow.flac"), 74, "snow.flac: no such file"),
        (("--bed", "brief.yaml"), 74, "no sound file"),
        (("--bed", "rain", "--bed-level", "-9"), 2, "bed-level: “-9” is not a number from -40"),
        (("--loudness", "-5"), 2, "“-5” is not a number from -30 to -12"),
        (("--lead", "soon"), 2, "lead: “soon” is not a number"),
        (("--lead", "3"), 2, "“3” is not a number from 0.1 to 2"),
    ],
)
def test_what_cannot_be_is_told(
    run: Run, options: tuple[str, ...], code: int, message: str
) -> None:
    for command in (("export", "-o", "x.wav"), ("play", "--sink", "null")):
        result = run(*command, "brief.yaml", *options)
        assert (result.exit_code, message in result.stderr) == (code, True), result.stderr
    assert not Path("x.wav").exists()
