"""Sound files beside a routine: rung by a step, or in place of the chimes of a set."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from matcue.app.library import guidance_of, with_choices
from matcue.errors import Place, RoutineError
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Profile
from matcue.routine.loader import load_file, load_routine
from matcue.routine.plan import Recording, Ring
from matcue.routine.sound_files import LARGEST, LARGEST_BED
from matcue.settings import choices_of, parse_choices
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime
from matcue.timeline.script import write_script
from tests.strategies import measured
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.routine.plan import Routine
    from matcue.timeline.model import Timeline

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


def placed(routine: Routine) -> Timeline:
    """As it is played where nothing else is chosen."""
    settled, settings = with_choices(routine, {})
    script = write_script(settled, guidance_of(settings))
    lengths = measured(script, 2000)
    parts = (arrange(section, i, lengths) for i, section in enumerate(script.sections))
    return lay(script, parts, "none")


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


def test_a_bed_is_matcue_s_own_or_a_file(folder: Path) -> None:
    drone = load(folder, "bed: drone\nbed-level: -24\n" + COBRA)
    assert choices_of(drone.written) == {"bed": "drone", "bed_level": -24}
    own = load(folder, "bed: deeper/gong.FLAC\n" + COBRA)
    assert choices_of(own.written) == {"bed": str(folder / "deeper/gong.FLAC")}
    assert own.recordings == ()
    assert own.bed_place == Place(f"{folder}/a.yaml", 3, 6)


def test_the_bed_of_an_included_file_is_not_that_of_the_session(folder: Path) -> None:
    (folder / "b.yaml").write_text(f"{HEAD}bed: bell.wav\nbed-level: -30\n{COBRA}")
    routine = load(folder, "bed: rain\nsteps: [{include: b.yaml}]\n")
    assert choices_of(routine.written) == {"bed": "rain"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bed: snow", Says("“snow”", "brown, rain, ocean, drone, off", "sound file", at="3:6")),
        ("bed: no.wav", Says("no sound file", "“no.wav”", at="3:6")),
        ("bed: ../outside.wav", Says("outside", "copy it there", at="3:6")),
        ("bed: linked.wav", Says("outside", at="3:6")),
        ("bed: large.wav", Says("larger than 700,000,000 bytes", "an hour", at="3:6")),
        ("bed: [rain]", Says("one text", at="3:6")),
        ("bed-level: -9", Says("“-9” is not a number from -40 to -10", at="3:12")),
        ("bed-level: low", Says("“low” is not a number from -40 to -10", at="3:12")),
        ("bed_level: -20", Says("`bed_level` is not a key", "`bed-level`", at="3:1")),
    ],
)
def test_a_bed_that_is_not_taken(folder: Path, text: str, message: Says) -> None:
    (folder / "linked.wav").symlink_to("../outside.wav")
    with (folder / "large.wav").open("wb") as file:
        file.truncate(LARGEST_BED + 1)
    (told,) = problems(folder, f"{text}\n{COBRA}")
    assert told.removeprefix("a.yaml:") == message


def test_with_chimes_off_no_bell_rings_and_no_word_moves(folder: Path) -> None:
    steps = (
        "steps: [{chime: beep}, {chime: bell.wav}, {stretch: figure-four, cues: brisk},\n"
        "  {stretch: cobra}]\n"
    )
    usual = placed(load(folder, steps))
    off = placed(load(folder, f"chimes: off\n{steps}"))
    assert len([cue for cue in usual.cues if isinstance(cue.sound, Chime)]) == 20
    assert not [cue for cue in off.cues if isinstance(cue.sound, Chime)]
    words = [(cue.start, cue.sound) for cue in usual.cues if not isinstance(cue.sound, Chime)]
    assert [(cue.start, cue.sound) for cue in off.cues] == words
    assert [chapter.holds for chapter in off.chapters] == [c.holds for c in usual.chapters]


def test_some_chimes_may_be_off(folder: Path) -> None:
    routine = load(
        folder, "chimes: {hold-start: off}\nsteps: [{chime: bell.wav}, stretch: cobra]\n"
    )
    heard = [cue.sound.text for cue in placed(routine).cues if isinstance(cue.sound, Chime)]
    assert heard == ["bell.wav", "hold-end", "finish"]


def test_defaults_silence_the_chimes_of_their_own_stretches(folder: Path) -> None:
    (folder / "b.yaml").write_text(f"{HEAD}defaults: {{chimes: off}}\n{COBRA}")
    routine = load(
        folder,
        "chimes: brisk\ndefaults: {chimes: {hold-end: off}}\n"
        "steps: [{stretch: cobra}, {include: b.yaml}, {chime: beep}]\n",
    )
    heard = [cue.sound for cue in placed(routine).cues if isinstance(cue.sound, Chime)]
    assert heard == [Chime(role, Profile.BRISK) for role in ("hold-start", "beep", "finish")]


def test_what_the_listener_chose_goes_before_the_chimes_of_the_defaults(folder: Path) -> None:
    routine = load(folder, f"defaults: {{chimes: off}}\n{COBRA}")
    for chosen, sound in (("calm", Profile.CALM), ("brisk", Profile.BRISK)):
        settled, settings = with_choices(routine, parse_choices({"chimes": chosen}))
        heard = chimes(settled, guidance_of(settings))
        assert [chime.sound for chime in heard] == [sound] * 3
    settled, settings = with_choices(load(folder, COBRA), parse_choices({"chimes": "off"}))
    assert [chime.sound for chime in chimes(settled, guidance_of(settings))] == [None] * 3


def test_files_are_no_chimes_of_the_defaults(folder: Path) -> None:
    (told,) = problems(folder, f"defaults: {{chimes: {{finish: bell.wav}}}}\n{COBRA}")
    assert told == Says("a sound file", "`chimes` at the top", at="a.yaml:3:29")
    (told,) = problems(folder, f"defaults: {{chimes: {{finish: loud}}}}\n{COBRA}")
    assert told == Says("“loud” is not one of calm, brisk, silent, off", at="a.yaml:3:29")


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
        Says("“bell.wav”", "not one of", "calm, brisk, silent, off", at="a.yaml:3:9")
    ]
    assert problems(folder, "chimes: {gong: calm, finish: loud}\n" + COBRA) == [
        Says("“gong”", "not one of", "hold-start, hold-end", at="a.yaml:3:10"),
        Says("“loud”", "not one of", "calm, brisk, silent, off", "sound file", at="a.yaml:3:30"),
    ]


def test_a_text_without_a_file_has_no_files_beside_it() -> None:
    with pytest.raises(RoutineError, match="cannot be used here"):
        load_routine(f"{HEAD}steps: [{{chime: bell.wav}}]\n", "text", {})
