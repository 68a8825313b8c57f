"""Voices that a person adds: whole or not at all, and as they were."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from matcue.errors import FileError, UsageError, VoiceError, VoiceNotFound
from matcue.voices import engine
from matcue.voices.catalog import add_voice, entries_of, own_voices, remove_voice
from matcue.voices.piper_description import read_description
from matcue.voices.piper_models import file_digest, installed_models
from matcue.voices.worker_pool import WorkerVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voices.conftest import Told

pytestmark = pytest.mark.process

JANE = "piper:en_US-jane-medium"
JOE = "piper:en_US-joe-medium"


def test_a_voice_is_added_speaks_and_goes(shelf: Path, jane: Path, told: Told) -> None:
    assert add_voice(str(jane), told) == JANE
    assert own_voices() == (JANE,)
    kept = shelf / "en_US-jane-medium"
    assert [path.name for path in shelf.iterdir()] == [kept.name]
    assert sorted(path.name for path in kept.iterdir()) == [
        "checksums.json",
        "en_US-jane-medium.onnx",
        "en_US-jane-medium.onnx.json",
    ]
    (card,) = [member.card for member in entries_of("piper") if member.name == JANE]
    assert (card.title, card.language, card.sex, card.natural) == ("Joe", "en-US", None, True)
    with WorkerVoice(JANE, 1.0) as voice:
        assert len(voice.speak("Hello.")) > 4410
    assert engine(JANE).identity(1.0) != engine("piper").identity(1.0)
    remove_voice("en_US-jane-medium")
    assert (own_voices(), list(shelf.iterdir())) == ((), [])


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(("language", "asked"), [("en_GB", "one; two!"), ("de_DE", "two")])
def test_a_word_is_led_to_in_english_only(
    jane: Path, told: Told, monkeypatch: pytest.MonkeyPatch, language: str, asked: str
) -> None:
    config = jane.with_name(f"{jane.name}.json")
    config.write_text(config.read_text(encoding="utf-8").replace("en_US", language))
    add_voice(str(jane), told)
    leading = engine(JANE)
    jane_speaks, heard = leading(1.0), []

    def hear(_: object, text: str, __: object) -> tuple[()]:
        heard.append(text)
        return ()

    monkeypatch.setattr("piper.PiperVoice.synthesize", hear)
    jane_speaks.say("two")
    assert heard[0] == asked
    assert ("led to" in leading.identity(1.0)) == (language == "en_GB")


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_a_voice_whose_files_have_changed_is_refused(
    shelf: Path, jane: Path, told: Told, suffix: str
) -> None:
    add_voice(str(jane), told)
    file = shelf / "en_US-jane-medium" / f"en_US-jane-medium.onnx{suffix}"
    file.write_bytes(file.read_bytes() + b" ")
    reason = rf"jane-medium .*{file.name} .*has changed.*`matcue voices remove en_US-jane-medium`"
    with WorkerVoice(JANE, 1.0) as voice, pytest.raises(VoiceError, match=reason):
        voice.speak("Hello.")
    assert JANE in {member.name for member in entries_of("piper")}


@pytest.mark.parametrize("checksums", ["", "[]", "{}", "\xff", None])
def test_a_voice_whose_checksums_are_damaged_hides_no_other_and_can_go(
    shelf: Path, checksums: str | None
) -> None:
    bad = shelf / "bad"
    bad.mkdir(parents=True)
    (bad / "bad.onnx.json").write_text("[]")
    if checksums is None:
        (bad / "checksums.json").mkdir()
    else:
        (bad / "checksums.json").write_text(checksums, encoding="latin-1")
    assert [member.name for member in entries_of("piper")] == [JOE, "piper:bad"]
    reason = r"checksums\.json .*damaged.*`matcue voices remove bad`"
    with WorkerVoice("piper:bad", 1.0) as voice, pytest.raises(VoiceError, match=reason):
        voice.speak("Hello.")
    remove_voice("piper:bad")
    assert list(shelf.iterdir()) == []


def test_a_voice_whose_model_is_gone_says_what_to_do(shelf: Path, jane: Path, told: Told) -> None:
    add_voice(str(jane), told)
    (shelf / "en_US-jane-medium" / "en_US-jane-medium.onnx").unlink()
    reason = r"medium\.onnx: no such file.*`matcue voices remove en_US-jane-medium`"
    with WorkerVoice(JANE, 1.0) as voice, pytest.raises(VoiceError, match=reason):
        voice.speak("Hello.")


def _lose(model: Path) -> None:
    model.with_name(f"{model.name}.json").unlink()


def _empty(model: Path) -> None:
    model.with_name(f"{model.name}.json").write_text("{}")


def _garble(model: Path) -> None:
    model.write_bytes(b"not a model")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_lose, r"medium\.onnx\.json: .*not there.*two files"),
        (Path.unlink, r"medium\.onnx: .*not there.*two files"),
        (_empty, r"medium\.onnx\.json .*not describe"),
        (_garble, r"medium\.onnx .*not a model"),
    ],
)
def test_what_is_no_voice_is_not_added(
    shelf: Path, jane: Path, told: Told, spoil: Callable[[Path], None], reason: str
) -> None:
    spoil(jane)
    with pytest.raises(FileError, match=reason):
        add_voice(str(jane), told)
    assert (own_voices(), list(shelf.iterdir())) == ((), [])


def test_a_name_that_is_none_or_taken_is_refused(shelf: Path, jane: Path, told: Told) -> None:
    with pytest.raises(FileError, match="letters, digits and"):
        add_voice(str(jane.rename(jane.with_name("my voice.onnx"))), told)
    with pytest.raises(FileError, match=r"piper:en_US-joe-medium: .*already exists"):
        add_voice("en_US-joe-medium", told)
    assert not shelf.exists()


@pytest.mark.parametrize("name", ["", "piper:", "x/../y", ".hidden"])
def test_a_name_that_no_voice_can_have_is_refused(shelf: Path, told: Told, name: str) -> None:
    with pytest.raises(UsageError, match=rf"“{re.escape(name)}” .*no voice"):
        add_voice(name, told)
    assert not shelf.exists()


def test_capitals_make_no_other_voice(shelf: Path, jane: Path, told: Told) -> None:
    with pytest.raises(FileError, match=r"piper:en_US-joe-medium: .*already exists"):
        add_voice("EN_us-Joe-medium", told)
    (shelf / "en_us-JANE-medium").mkdir(parents=True)
    with pytest.raises(FileError, match=r"piper:en_us-JANE-medium: .*already exists"):
        add_voice(str(jane), told)


def test_what_was_given_up_half_made_is_swept_away(shelf: Path, jane: Path, told: Told) -> None:
    old, fresh = shelf / ".matcue-0123456789ab.part", shelf / ".matcue-ba9876543210.part"
    for part in (old, fresh):
        part.mkdir(parents=True)
        (part / "x.onnx").touch()
    for aged in (old / "x.onnx", old, fresh):
        os.utime(aged, (0, 0))
    add_voice(str(jane), told)
    assert {path.name for path in shelf.iterdir()} == {fresh.name, "en_US-jane-medium"}


def test_a_shelf_that_cannot_be_written_is_told(shelf: Path, jane: Path, told: Told) -> None:
    shelf.parent.mkdir(parents=True)
    shelf.touch()
    with pytest.raises(FileError, match="not a directory"):
        add_voice(str(jane), told)


@pytest.mark.usefixtures("shelf")
def test_what_was_not_added_stays() -> None:
    with pytest.raises(UsageError, match=r"piper:en_US-joe-medium .*not added"):
        remove_voice("piper:en_US-joe-medium")
    with pytest.raises(VoiceNotFound, match=r"no voice “\.\./joe”"):
        remove_voice("../joe")


def edited(model: Path, **changes: object) -> None:
    """Change what the description beside a model tells."""
    config = model.with_name(f"{model.name}.json")
    config.write_text(json.dumps({**json.loads(config.read_bytes()), **changes}))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"dataset": 5}, "dataset"),
        ({"dataset": "\x1b[31mred"}, "dataset"),
        ({"language": {"code": ["en"]}}, "language.code"),
        ({"audio": {"sample_rate": 1}}, "audio.sample_rate"),
        ({"audio": {"sample_rate": 10**9}}, "audio.sample_rate"),
        ({"audio": {"sample_rate": "22050"}}, "audio.sample_rate"),
        ({"audio": [22050]}, "audio.sample_rate"),
        ({"inference": {"noise_scale": float("nan")}}, "inference.noise_scale"),
        ({"inference": {"length_scale": 1e9}}, "inference.length_scale"),
        ({"phoneme_id_map": {"a": [-1]}}, "phoneme_id_map"),
        ({"phoneme_id_map": {"a": 1}}, "phoneme_id_map"),
        ({"num_speakers": 0}, "num_speakers"),
        ({"espeak": None}, "espeak.voice"),
    ],
)
def test_what_a_description_may_not_tell_is_named(
    jane: Path, changes: dict[str, object], key: str
) -> None:
    edited(jane, **changes)
    with pytest.raises(ValueError, match=f"jane.*does not describe a Piper voice: `{key}` must"):
        read_description(jane.with_name(f"{jane.name}.json"))


@pytest.mark.parametrize("text", ["", "[]", "5", "[" * 100_000, "\xff", '{"audio": ' * 5000])
def test_what_is_no_description_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.onnx.json").write_text(text, encoding="latin-1")
    with pytest.raises(ValueError, match=r"x\.onnx\.json does not describe a Piper voice"):
        read_description(tmp_path / "x.onnx.json")


def test_a_description_without_a_language_has_that_of_its_speech(jane: Path) -> None:
    edited(jane, dataset=None, language={})
    told = read_description(jane.with_name(f"{jane.name}.json"))
    assert (told.dataset, told.language) == ("", "en-us")


def test_a_voice_with_an_odd_description_is_not_added(shelf: Path, jane: Path, told: Told) -> None:
    edited(jane, dataset=5)
    with pytest.raises(FileError, match="does not describe a Piper voice: `dataset` must be"):
        add_voice(str(jane), told)
    assert (own_voices(), list(shelf.iterdir())) == ((), [])


def test_a_voice_with_an_odd_description_hides_no_other_one_and_is_told(
    shelf: Path, jane: Path, told: Told
) -> None:
    add_voice(str(jane), told)
    kept = shelf / "en_US-jane-medium"
    config = kept / "en_US-jane-medium.onnx.json"
    checksums = json.loads((kept / "checksums.json").read_bytes())
    edited(kept / "en_US-jane-medium.onnx", dataset=5)
    checksums[config.name] = file_digest(config)
    (kept / "checksums.json").write_text(json.dumps(checksums))
    flaws = {member.name: member.card.flaw for member in entries_of("piper")}
    cure = "; `matcue voices remove en_US-jane-medium`, then add it again"
    wrong = "`dataset` must be a line of at most 100 characters"
    flaw = f"{config.name} does not describe a Piper voice: {wrong}{cure}"
    assert flaws == {JOE: "", JANE: flaw}
    with WorkerVoice(JANE, 1.0) as voice, pytest.raises(VoiceError, match=re.escape(flaw)):
        voice.speak("Hello.")


@pytest.mark.parametrize("name", ["checksums.json", "jane.onnx", "jane.onnx.json"])
def test_a_pipe_among_the_files_of_a_voice_is_told_and_not_waited_for(
    shelf: Path, jane: Path, name: str
) -> None:
    kept = shelf / "jane"
    kept.mkdir(parents=True)
    for file in (jane, jane.with_name(f"{jane.name}.json")):
        file.rename(kept / file.name.replace("en_US-jane-medium", "jane"))
    checksums = {path.name: file_digest(path) for path in kept.iterdir()}
    (kept / "checksums.json").write_text(json.dumps(checksums))
    (kept / name).unlink()
    os.mkfifo(kept / name)
    (model,) = installed_models()
    with pytest.raises(ValueError, match=rf"{name}.*(a pipe|damaged).*`matcue voices remove jane`"):
        model.check()
