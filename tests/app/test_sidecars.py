"""Words beside the sound: which files are made, when, and which are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pysubs2
import pytest

from matcue.exporters.sidecars import KINDS, SIDECARS
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process

BRIEFLY = ("short", *"--voice tone --speed 2 --pace 0.25 --preface off".split())
TONE = ("export", *BRIEFLY, "--no-cover")


@pytest.fixture
def files(home: Path) -> Callable[[], set[str]]:
    """The names of the files in the folder."""
    return lambda: {path.name for path in home.iterdir() if path.is_file()}


def test_captions_have_the_name_of_the_sound(run: Run, files: Callable[[], set[str]]) -> None:
    result = run(*TONE, "--captions", "vtt, srt,sheet", "-o", "My.own.MP3")
    made = "My.own.MP3, My.own.vtt, My.own.srt, My.own.sheet.html"
    assert (result.exit_code, result.stderr) == (0, Says("chapters", at=made))
    assert files() == {"My.own.MP3", "My.own.vtt", "My.own.srt", "My.own.sheet.html"}


@pytest.mark.parametrize("suffix", SIDECARS)
def test_a_suffix_of_words_makes_no_sound(
    run: Run, files: Callable[[], set[str]], suffix: str
) -> None:
    assert run(*TONE, "-o", f"a{suffix}").exit_code == 0
    assert files() == {f"a{suffix}"}


def test_words_can_have_words_beside_them(run: Run, files: Callable[[], set[str]]) -> None:
    assert run(*TONE, "-o", "a.timed.txt", "--captions", "timed,txt").exit_code == 0
    assert files() == {"a.timed.txt", "a.txt"}


def test_captions_are_where_show_tells(run: Run) -> None:
    run(*TONE, "-o", "a.srt")
    shown = json.loads(run("show", *BRIEFLY, "--json").stdout)
    starts = {round(cue["start"] / shown["rate"] * 1000) for cue in shown["cues"]}
    read = pysubs2.load("a.srt", encoding="utf-8")
    assert len(read) > 30
    assert {cue.start for cue in read} <= starts


def test_captions_follow_the_person_s_config_unless_told_otherwise(
    run: Run, home: Path, files: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('captions = "lrc"\n', encoding="utf-8")
    run(*TONE, "-o", "a.mp3")
    monkeypatch.setenv("MATCUE_CAPTIONS", "vtt")
    run(*TONE, "-o", "b.mp3")
    run(*TONE, "-o", "c.mp3", "--captions", "off")
    assert files() == {"a.mp3", "a.lrc", "b.mp3", "b.vtt", "c.mp3"}


def test_a_file_that_is_there_is_kept_before_anything_is_spoken(
    run: Run, home: Path, files: Callable[[], set[str]]
) -> None:
    Path("a.vtt").write_text("mine")
    result = run("export", "short", "--voice", "system", "-o", "a.mp3", "--captions", "srt,vtt")
    told = Says("already exists", "--force", at="matcue: a.vtt")
    assert (result.exit_code, result.stderr) == (74, told)
    assert not (home / "XDG_CACHE_HOME").exists()
    assert files() == {"a.vtt"}
    assert run(*TONE, "-o", "a.mp3", "--captions", "vtt", "--force").exit_code == 0
    assert Path("a.vtt").read_text("utf-8").startswith("WEBVTT Short one\n")


def test_a_sound_that_fails_leaves_no_words(run: Run, files: Callable[[], set[str]]) -> None:
    result = run(*TONE, "-o", "a.mp3", "--captions", "vtt", "--bed", "none.flac")
    assert (result.exit_code, files()) == (74, set())


def test_a_kind_that_is_not_known_is_refused_with_those_that_are(run: Run) -> None:
    result = run(*TONE, "--captions", "vtt,ass")
    told = Says("“ass”", "not one of", ", ".join(KINDS), "off", at="matcue: captions")
    assert (result.exit_code, result.stderr) == (2, told)


def test_the_help_names_every_kind_and_every_suffix(run: Run) -> None:
    told = run("export", "--help").stdout
    assert [kind for kind in KINDS if f" {kind}" not in told] == []
    assert [suffix for suffix in SIDECARS if f" {suffix}" not in told] == []


def test_all_kinds_can_be_asked_for_at_once(run: Run, home: Path) -> None:
    assert (
        run("export", "short", "--voice", "tone", "-o", "a.vtt", "--captions", "all").exit_code == 0
    )
    assert {path.name for path in home.glob("a.*")} == {f"a{end}" for end in KINDS.values()}
