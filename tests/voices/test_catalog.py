"""Which voices there are, what they are called, and how an engine is asked for them."""

from __future__ import annotations

import sys
from importlib import import_module

import numpy as np
import pytest

from matcue import voices
from matcue.errors import VoiceNotFound
from matcue.voices import system
from matcue.voices.base import VoiceInfo
from matcue.voices.catalog import check_voice, voice_catalog, voice_names
from matcue.voices.worker_pool import WorkerVoice
from tests.told import Says

pytestmark = pytest.mark.process

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these are espeak-ng's voices")


@pytest.mark.usefixtures("shelf")
def test_every_engine_names_its_voices_and_one_of_them_is_its_default() -> None:
    known = voice_catalog()
    assert (list(known.voices), known.missing) == (["piper", "system", "tone"], {})
    for engine, members in known.voices.items():
        assert [m.default for m in members].count(True) == 1
        assert len({m.name for m in members}) == len(members)
        assert all(m.name.startswith(f"{engine}:") for m in members if engine != "tone")
    (joe,) = known.voices["piper"]
    assert joe.card == VoiceInfo("en_US-joe-medium", "Joe", "en-US", "male", natural=True)
    assert [m.card.natural for m in known.voices["tone"]] == [False]


@LINUX
def test_the_system_s_voices_are_espeak_ng_s_of_all_languages() -> None:
    members = {member.name: member for member in voice_catalog().voices["system"]}
    assert {"system:en-us", "system:en-gb-scotland", "system:de", "system:eu"} <= set(members)
    assert [name for name, member in members.items() if member.default] == ["system:en-us"]
    assert members["system:de"].card.language == "de"
    assert all(not member.card.natural for member in members.values())


@LINUX
def test_a_language_keeps_only_its_own_voices() -> None:
    british = voice_catalog().speaking("en_GB").voices
    assert {m.card.language for m in british["system"]} >= {"en-gb", "en-gb-scotland"}
    assert all(m.card.language.startswith("en-gb") for m in british["system"])
    assert (british["piper"], british["tone"]) == ((), ())


@LINUX
def test_voices_of_one_engine_sound_different_and_have_names_of_their_own() -> None:
    said = {}
    for name in ("system", "system:en-us", "system:en-gb", "system:en", "system:de"):
        with WorkerVoice(name, 1.0) as voice:
            assert voice.name == name
            said[name] = voice.speak("Rest for a while.")
    assert np.array_equal(said["system"], said["system:en-us"])
    assert np.array_equal(said["system:en-gb"], said["system:en"])
    assert len({clip.tobytes() for clip in said.values()}) == 3


def test_a_voice_is_part_of_the_identity() -> None:
    names = ("system", "system:de", "piper", "tone")
    assert len({voices.engine(name).identity(1.0) for name in names}) == len(names)
    assert voices.engine("piper").identity(1) == voices.engine("piper:en_US-joe-medium").identity(1)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("pipr", ("piper",)),
        ("joe", ("piper:en_US-joe-medium",)),
        ("piper:jo", ()),
        ("piper:en_US-jo-medium", ("piper:en_US-joe-medium",)),
        ("piper:", ()),
        ("tone:x", ()),
        ("", ()),
        pytest.param("system:en-gbb", ("system:en",), marks=LINUX),
        pytest.param("scotland", ("system:en-gb-scotland",), marks=LINUX),
    ],
)
def test_a_name_of_nobody_is_refused_with_the_nearest(name: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(VoiceNotFound) as caught:
        check_voice(name)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize("name", ["piper", "system", "tone", "piper:en_US-joe-medium"])
def test_a_name_of_a_voice_is_not_refused(name: str) -> None:
    check_voice(name)


@LINUX
@pytest.mark.parametrize("name", ["system:en-gb", "system:EN-US", "system:German"])
def test_a_voice_of_the_system_answers_to_its_language_and_its_title(name: str) -> None:
    check_voice(name)


def test_the_voices_of_an_engine_complete_once_its_colon_is_typed() -> None:
    assert voice_names("pi") == ("piper", "system", "tone")
    assert voice_names("piper:") == ("piper:en_US-joe-medium",)
    assert voice_names("bob:") == ()


class Broken:
    """An engine whose library is not there."""

    @staticmethod
    def voices() -> tuple[VoiceInfo, ...]:
        raise RuntimeError("its library is not there.")


def test_an_engine_that_is_missing_is_told_and_hides_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(voices.ENGINES, "system", f"{__name__}:Broken")
    known = voice_catalog()
    assert (list(known.voices), known.missing) == (
        ["piper", "tone"],
        {"system": "its library is not there"},
    )
    check_voice("system:de")
    assert voice_names("system:") == ()


def test_without_piper_it_is_told_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "piper", None)
    told = Says("not installed", "`pip install piper-tts`")
    assert voice_catalog().missing == {"piper": told}


@LINUX
def test_without_espeak_ng_it_is_told_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loader = import_module("espeakng_loader")
    monkeypatch.setattr(loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")
    with pytest.raises(RuntimeError, match=r"nowhere.*`pip install --force-reinstall espeakng-loa"):
        system.own_espeak.__wrapped__()


@pytest.mark.parametrize(
    ("told", "card"),
    [
        (
            ("gmw/en-us", "English (America)", ["en-us"], "Male"),
            VoiceInfo("en-us", "English (America)", "en-us", "male", False, ("English (America)",)),
        ),
        (
            (r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_EN-US_ZIRA_11.0",
             "Microsoft Zira Desktop - English (United States)", ["en-US"], "Female"),
            VoiceInfo("TTS_MS_EN-US_ZIRA_11.0", "Microsoft Zira Desktop - English (United States)",
                 "en-US", "female", False,
                 ("en-US", "Microsoft Zira Desktop - English (United States)")),
        ),
        (
            ("com.apple.voice.compact.en-AU.Karen", "Karen", ["en_AU"], "VoiceGenderFemale"),
            VoiceInfo("com.apple.voice.compact.en-AU.Karen", "Karen", "en-AU", "female", False,
                 ("en-AU", "Karen")),
        ),
        (
            ("com.apple.speech.synthesis.voice.Bells", "Bells", [], "VoiceGenderNeuter"),
            VoiceInfo(
                "com.apple.speech.synthesis.voice.Bells", "Bells", "", None, False, ("Bells",)
            ),
        ),
    ],
    ids=["Linux", "Windows", "macOS", "macOS, neither"],
)  # fmt: skip
def test_a_voice_of_any_system_has_a_name_that_can_be_typed(
    told: tuple[str, str, list[str], str], card: VoiceInfo
) -> None:
    voice = import_module("pyttsx3.voice").Voice(*told)
    assert system.card(voice) == card
    assert system.native(card.name.lower(), [voice]) is voice
