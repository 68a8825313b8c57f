"""Sound files beside a routine: rung by a step, or in place of the chimes of a set."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from matcue.errors import RoutineError
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Profile
from matcue.routine.loader import load_file, load_routine
from matcue.routine.plan import Recording, Ring
from matcue.routine.sound_files import LARGEST
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime
from matcue.timeline.script import write_script
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.routine.plan import Routine

HEAD = "title: Mine\nabout: For me.\n"
COBRA = "steps: [{stretch: cobra}]\n"


def load(folder: Path, text: str) -> Routine:
    path = folder / "a.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return load_file(path, [bundled("routines")])


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        load(folder, text)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


def chimes(routine: Routine, guidance: Guidance) -> list[Chime]:
    sections = write_script(routine, guidance).sections
    return [item for section in sections for item in section.items if isinstance(item, Chime)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sound files of a person, none of which is opened here."""
    inner = tmp_path / "mine"
    (inner / "deeper").mkdir(parents=True)
    for name in ("mine/bell.wav", "mine/deeper/gong.FLAC", "outside.wav"):
        (tmp_path / name).touch()
    return inner


def test_a_step_rings_a_file(folder: Path) -> None:
    routine = load(folder, "steps: [{chime: bell.wav}, {chime: deeper/gong.FLAC}]\n")
    files = [folder / "bell.wav", folder / "deeper/gong.FLAC"]
    assert [step.chime for step in routine.steps if isinstance(step, Ring)] == files
    assert [each.file for each in routine.recordings] == files
    assert routine.recordings[1].place[1:] == (3, 36)
    assert chimes(routine, Guidance())[:2] == [
        Chime("bell.wav", files[0]),
        Chime("gong.FLAC", files[1]),
    ]


def test_a_file_is_seen_from_the_folder_of_the_routine_that_names_it(folder: Path) -> None:
    (folder / "deeper/b.yaml").write_text(f"{HEAD}steps: [{{chime: ../bell.wav}}]\n")
    routine = load(folder, "steps: [{include: deeper/b.yaml}]\n")
    (recording,) = routine.recordings
    assert recording == Recording(folder / "bell.wav", routine.steps[0].place._replace(column=17))
    assert recording.place.file == f"{folder}/deeper/b.yaml"


def test_a_file_stands_for_a_chime_and_a_set_for_another(folder: Path) -> None:
    routine = load(folder, "chimes: {hold-start: bell.wav, finish: silent}\n" + COBRA)
    own = routine.written.chimes
    assert own == {Chimes.START: folder / "bell.wav", Chimes.FINISH: Profile.SILENT}
    rung = chimes(routine, Guidance(chimes=own, cues=Profile.BRISK))
    assert rung == [
        Chime("hold-start", folder / "bell.wav"),
        Chime("hold-end", Profile.BRISK),
        Chime("finish", Profile.SILENT),
    ]


@pytest.mark.parametrize("profile", Profile)
def test_a_set_is_that_of_what_is_counted(folder: Path, profile: Profile) -> None:
    text = f"steps: [{{chime: beep}}, {{stretch: figure-four, cues: {profile}}}]\n"
    rung = chimes(load(folder, text), Guidance())
    assert rung[0] == Chime("beep", Profile.CALM)
    assert {(chime.text, chime.sound) for chime in rung[1:-1]} == {
        ("hold-start", profile),
        ("hold-end", profile),
        ("change-side", profile),
    }
    assert rung[-1] == Chime("finish", Profile.CALM)
    text = f"defaults: {{cues: {profile}}}\n{COBRA}"
    assert {chime.sound for chime in chimes(load(folder, text), Guidance())} == {profile}
    counted = Guidance(cues=profile)
    assert {chime.sound for chime in chimes(load(folder, COBRA), counted)} == {profile}


@pytest.mark.parametrize("profile", Profile)
def test_a_routine_has_one_set_for_all(folder: Path, profile: Profile) -> None:
    routine = load(folder, f"chimes: {profile}\n{COBRA}")
    assert routine.written.chimes == dict.fromkeys(Chimes, profile)


OUTSIDE, NO_FILE = "outside", "no sound file"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("bel.wav", (NO_FILE, "“bel.wav”", "did you mean", "`bell.wav`")),
        ("deeper.wav", (NO_FILE, "“deeper.wav”")),
        ("no/bell.wav", (NO_FILE, "“no/bell.wav”")),
        ("../outside.wav", (OUTSIDE, "“../outside.wav”")),
        ("/dev/zero.wav", (OUTSIDE, "“/dev/zero.wav”")),
        ("linked.wav", (OUTSIDE, "“linked.wav”")),
        ("pipe.wav", (NO_FILE, "“pipe.wav”", "a pipe")),
        ("folder.wav", (NO_FILE, "“folder.wav”", "a folder")),
        ("gone.wav", ("“gone.wav”", "a link to nothing")),
        ("large.wav", ("“large.wav”", "larger than 20,000,000 bytes")),
        ('"\\0.wav"', ("U+0000", "not text")),
    ],
)
def test_a_file_that_is_not_taken(folder: Path, step: str, words: tuple[str, ...]) -> None:
    (folder / "linked.wav").symlink_to("../outside.wav")
    (folder / "gone.wav").symlink_to("nothing.wav")
    (folder / "folder.wav").mkdir()
    os.mkfifo(folder / "pipe.wav")
    with (folder / "large.wav").open("wb") as file:
        file.truncate(LARGEST + 1)
    for text, column in ((f"steps: [{{chime: {step}}}]", 17), (f"chimes: {{finish: {step}}}", 18)):
        first, *_ = problems(folder, f"{text}\n" + (COBRA if column == 18 else ""))
        assert first == Says(*words, at=f"a.yaml:3:{column}")


def test_a_link_to_itself_is_not_followed(folder: Path) -> None:
    (folder / "circle.wav").symlink_to("circle.wav")
    told = problems(folder, "steps: [{chime: circle.wav}]\n")
    assert told == [Says("“circle.wav”", at="a.yaml:3:17")]


def test_what_is_neither_a_chime_nor_a_file(folder: Path) -> None:
    assert problems(folder, "chimes: bell.wav\n" + COBRA) == [
        Says("“bell.wav”", "not one of", "calm, brisk, silent", at="a.yaml:3:9")
    ]
    assert problems(folder, "chimes: {gong: calm, finish: loud}\n" + COBRA) == [
        Says("“gong”", "not one of", "hold-start, hold-end", at="a.yaml:3:10"),
        Says("“loud”", "not one of", "calm, brisk, silent", "sound file", at="a.yaml:3:30"),
    ]


def test_a_text_without_a_file_has_no_files_beside_it() -> None:
    with pytest.raises(RoutineError, match="cannot be rung here"):
        load_routine(f"{HEAD}steps: [{{chime: bell.wav}}]\n", "text", {})
