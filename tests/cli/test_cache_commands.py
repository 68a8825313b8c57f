"""What matcue keeps: the clips, and the person's own words for the voices."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from matcue.voices.clip_store import LIMIT
from matcue.voices.text.normalizer import as_spoken
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.process


@pytest.fixture
def clips(home: Path) -> Path:
    """The folder of clips."""
    return home / "XDG_CACHE_HOME" / "matcue" / "clips"


@pytest.fixture
def lexicon(home: Path) -> Path:
    """The person's own lexicon, which is not there yet."""
    folder = home / "XDG_CONFIG_HOME" / "matcue"
    folder.mkdir(parents=True)
    return folder / "lexicon.yaml"


def _info(run: Run) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("cache", "info", "--json").stdout)
    return found


def test_a_cache_is_empty_at_first_and_clearing_it_is_silent(run: Run, clips: Path) -> None:
    assert _info(run) == {"folder": str(clips), "clips": 0, "bytes": 0, "limit": LIMIT}
    result = run("cache", "clear")
    assert (result.exit_code, result.output) == (0, "")


def test_what_was_spoken_is_kept_and_can_be_cleared(run: Run, clips: Path) -> None:
    assert run("show", "short", "--voice", "system", "--exact").exit_code == 0
    files = [*clips.iterdir()]
    size = sum(file.stat().st_size for file in files)
    assert _info(run) == {
        "folder": str(clips),
        "clips": len(files),
        "bytes": size,
        "limit": LIMIT,
    }
    assert run("cache", "info").stdout.splitlines() == [
        f"folder  {clips}",
        f"clips   {len(files)}",
        f"size    {size / 1e6:.1f} MB of at most 500.0 MB",
    ]
    cleared = run("cache", "clear").stdout
    assert cleared == Says(f"{len(files)} clips removed", f"{size / 1e6:.1f} MB freed")
    assert [*clips.iterdir()] == []


def test_a_folder_of_clips_that_is_none_is_told(run: Run, clips: Path) -> None:
    clips.parent.mkdir(parents=True)
    clips.touch()
    for command in ("info", "clear"):
        result = run("cache", command)
        told = Says("not a directory", at=f"matcue: {clips}")
        assert (result.exit_code, result.stdout, result.stderr) == (74, "", told)


def test_a_word_of_one_s_own_remakes_only_what_it_is_said_in(
    run: Run, clips: Path, lexicon: Path
) -> None:
    before = run("show", "short", "--voice", "system", "--json").stdout
    kept = {*clips.iterdir()}
    lexicon.write_text("Hello: halloa there\nReach: {piper: reech}\n", encoding="utf-8")
    after = run("show", "short", "--voice", "system", "--json").stdout
    assert len({*clips.iterdir()} - kept) == 1
    texts = [[cue["text"] for cue in json.loads(shown)["cues"]] for shown in (before, after)]
    assert texts[0] == texts[1]
    assert before != after


def test_a_lexicon_that_is_wrong_is_told_with_its_line(run: Run, lexicon: Path) -> None:
    lexicon.write_text("cobra: koh-bra\nL5: five\n", encoding="utf-8")
    for command in (("show", "short", "--voice", "system"), ("check", str(lexicon))):
        result = run(*command)
        told = Says("“L5”", "no word", at=f"{lexicon}:2:1")
        assert (result.exit_code, result.output) == (65, told)
    lexicon.write_text("cobra: koh-bra\n", encoding="utf-8")
    assert run("check", str(lexicon)).output == ""


def test_what_an_engine_is_given_to_say_can_be_asked_for(lexicon: Path) -> None:
    assert as_spoken("3 x 30s of cobra", "piper") == "three times thirty seconds of cobra"
    lexicon.write_text("cobra: {piper: koh-bra}\n", encoding="utf-8")
    assert as_spoken("2x cobra", "piper") == "twice koh-bra"
    assert as_spoken("2x cobra", "system") == "twice cobra"
