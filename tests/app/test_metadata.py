"""What a person chooses for the files that are made, and what the files tell of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mutagen
import pytest

from matcue.paths import config_file
from tests.app.batch.test_batch import TINY
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process

TONE = ("tiny.yaml", "--voice", "tone")


@pytest.fixture(autouse=True)
def _tiny(home: Path) -> None:
    (home / "tiny.yaml").write_text(TINY, encoding="utf-8")


def size(run: Run, *options: str) -> int:
    """Bytes of an export with these options."""
    result = run("export", *TONE, "-o", "a.opus", "--force", "--no-cover", *options)
    assert (result.exit_code, result.stderr) == (0, Says("chapters", at="a.opus"))
    return Path("a.opus").stat().st_size


def tags(run: Run) -> Any:  # noqa: ANN401 - mutagen is untyped
    result = run("export", *TONE, "-o", "a.m4b", "--force")
    assert (result.exit_code, result.stderr) == (0, Says("chapters", at="a.m4b"))
    return mutagen.File("a.m4b").tags


def test_quality_comes_from_the_flag_the_environment_or_the_config_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    low, standard, high = (size(run, "--quality", how) for how in ("low", "standard", "high"))
    assert low < standard < high
    assert size(run) == standard
    config_file().parent.mkdir(parents=True)
    config_file().write_text('quality = "low"\n', encoding="utf-8")
    assert size(run) == low
    monkeypatch.setenv("MATCUE_QUALITY", "high")
    assert size(run) == high
    assert size(run, "--quality", "standard") == standard


def test_a_quality_that_is_none(run: Run) -> None:
    result = run("export", *TONE, "--quality", "best")
    told = Says("“best”", "not one of", "low, standard, high", at="matcue: quality")
    assert (result.exit_code, result.stderr) == (2, told)


def test_a_file_tells_when_it_was_ordered(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    days = [datetime.now().astimezone().date()]
    told = tags(run)["©day"]
    days.append(datetime.now().astimezone().date())
    assert told in [[day.isoformat()] for day in days]


def test_the_environment_can_tell_the_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782399")
    assert tags(run)["©day"] == ["2000-02-28"]


@pytest.mark.parametrize("told", ["soon", "9" * 30])
def test_a_date_that_is_none(run: Run, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    result = run("export", *TONE)
    words = "SOURCE_DATE_EPOCH", "not a number of seconds"
    assert (result.exit_code, result.stderr) == (2, Says(*words, at="matcue"))


def test_m4b_is_an_audiobook(run: Run) -> None:
    assert tags(run)["stik"] == [2]
    assert Path("a.m4b").read_bytes()[4:12] == b"ftypM4B "


def test_a_sheet_in_the_way_is_told_before_anything_is_spoken(run: Run, home: Path) -> None:
    (home / "a.flac.cue").write_text("mine")
    result = run("export", "short", "--voice", "system", "-o", "a.flac")
    told = Says("already exists", at="matcue: a.flac.cue")
    assert (result.exit_code, result.stderr) == (74, told)
    assert not (home / "XDG_CACHE_HOME").exists()
    assert not (home / "a.flac").exists()


@pytest.mark.parametrize("suffix", [".m4a", ".flac"])
def test_a_cover_is_there_unless_it_is_not_wanted(run: Run, suffix: str) -> None:
    assert run("export", *TONE, "-o", f"with{suffix}").exit_code == 0
    assert run("export", *TONE, "-o", f"without{suffix}", "--no-cover").exit_code == 0
    picture = b"\x89PNG\r\n\x1a\n"
    assert picture in Path(f"with{suffix}").read_bytes()
    assert picture not in Path(f"without{suffix}").read_bytes()


def test_a_voice_that_is_tried_has_no_cover(run: Run) -> None:
    assert run("voices", "try", "tone", "-o", "a.m4a").exit_code == 0
    assert "covr" not in mutagen.File("a.m4a").tags
