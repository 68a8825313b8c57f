"""What the shell offers: the words of every option that takes only some."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Final

import pytest

from matcue.app.sounds import OFF
from matcue.audio.beds import BEDS
from matcue.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def complete(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], list[str]]:
    """Complete a line in a shell; what is offered, as it is told to the shell."""

    def complete(line: str, shell: str = "bash") -> list[str]:
        words = shlex.split(line)
        place = len(words) if line.endswith(" ") else len(words) - 1
        monkeypatch.setenv("_MAIN_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(place))
        return run().stdout.split()

    return complete


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("play short --pace ", "unhurried steady brisk"),
        ("play short --pace b", "brisk"),
        ("play short --preface ", "full short off"),
        ("play short --detail ", "auto full short names"),
        ("play short --cues ", "calm brisk silent"),
        ("play short --count ", "3 5 10 off all"),
        ("play short --chimes ", "calm brisk silent off"),
        ("play short --level ", "gentle moderate full"),
        ("play short --fit ", "off"),
        ("play short --bed ", "brown rain ocean drone off"),
        ("play short --lead ", "off"),
        ("play short --sink ", "auto miniaudio simpleaudio null"),
        ("doctor --sink m", "miniaudio"),
        ("guide safety --sink n", "null"),
        ("voices try tone --sink a", "auto"),
        ("export short --quality ", "low standard high"),
        ("export short --captions ", "vtt srt lrc txt timed chapters sheet all off"),
        ("export short --captions vtt,s", "vtt,srt vtt,sheet"),
        ("export short --format ", "wav flac mp3 m4a m4b opus ogg html"),
        ("export short --format wav,m4", "wav,m4a wav,m4b"),
        ("schema ", "routine exercise"),
        ("export short --matrix voice=", "voice=piper voice=system voice=tone"),
        ("export short --matrix voices=tone,p", "voices=tone,piper"),
        ("export short --matrix voice=piper:en_US-j", "voice=piper:en_US-joe-medium"),
        ("export short --matrix paces=", "paces=unhurried paces=steady paces=brisk"),
        ("export short --matrix pace=brisk,st", "pace=brisk,steady"),
        ("export short --matrix qu", "quality=low quality=standard quality=high"),
        ("export short --matrix le", "level=gentle level=moderate level=full lead=off"),
        ("export short --matrix speed=", ""),
        ("export short --matrix device=", ""),
        ("export short --matrix nobody=", ""),
        ("play short --speed ", ""),
        ("play short --sink x", ""),
    ],
)
def test_the_words_of_an_option_are_offered(
    complete: Callable[..., list[str]], line: str, offered: str
) -> None:
    assert complete(f"main {line}") == [f"plain,{word}" for word in offered.split()]


@pytest.mark.process
def test_the_languages_that_are_spoken_are_offered_with_and_without_their_regions(
    complete: Callable[..., list[str]],
) -> None:
    offered = complete("main voices --language en")
    assert {"plain,en", "plain,en-us"} <= {*offered}
    assert all(tag == tag.lower() for tag in offered)
    assert complete("main voices --language en-us-nowhere") == []


def test_a_bed_may_be_a_file(complete: Callable[..., list[str]]) -> None:
    assert complete("main play short --bed mus") == ["file,mus"]


ODD: Final = ("xylo\x1b]0;owned\x07", "xylo\nplain,rm", "xylo\tout", "xylo\u202egpj", "xylo\x9b1m")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("show x", "routines/NAME.yaml"),
        ("exercises x", "routines/exercises/NAME.yaml"),
        ("voices remove piper:x", "voices/NAME/NAME.onnx"),
    ],
)
def test_names_that_act_on_a_terminal_are_not_offered(
    complete: Callable[..., list[str]], home: Path, line: str, file: str, shell: str
) -> None:
    for name in ("xylo", *ODD):
        path = home / "XDG_DATA_HOME" / "matcue" / file.replace("NAME", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    told = " ".join(complete(f"main {line}", shell))
    assert re.sub("plain[, ]|piper:| _$", "", told) == "xylo"


def test_the_other_shells_are_offered_the_same(complete: Callable[..., list[str]]) -> None:
    zsh = complete("main export short --captions vtt,sr", "zsh")
    assert zsh == ["plain", "vtt,srt", "_"]
    assert complete("main export short --captions vtt,sr", "fish") == ["plain,vtt,srt"]


def test_each_word_of_a_setting_can_be_chosen() -> None:
    for setting in SETTINGS.values():
        for word in setting.words:
            setting.parse(word)
    assert set(SETTINGS["bed"].words) == {OFF, *BEDS}


def test_zsh_needs_no_set_up_before_and_fish_keeps_commas(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_MAIN_COMPLETE", "zsh_source")
    *_, loads, registers, end = run().stdout.splitlines()
    assert loads.split(" || ") == [
        "    (( $+functions[compdef] ))",
        "{ autoload -Uz compinit && compinit -i }",
    ]
    assert (registers, end) == ("    compdef _main_completion main", "fi")
    monkeypatch.setenv("_MAIN_COMPLETE", "fish_source")
    assert 'string split --max 1 "," $completion' in run().stdout
