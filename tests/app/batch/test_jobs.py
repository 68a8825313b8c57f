"""What is ordered: its names, and by what it is told apart."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.app.batch.fingerprint import fingerprint
from matcue.app.batch.jobs import Job, batch_of, check_names, file_name
from matcue.app.batch.local_pool import speakers_first
from matcue.app.export import ExportOptions
from matcue.app.library import with_choices
from matcue.errors import UsageError
from matcue.paths import bundled
from matcue.routine.enums import Chimes, Detail, Level, Preface, Profile, Quality
from matcue.routine.loader import load_file
from matcue.routine.plan import Quiet, Wait
from matcue.settings import VARYING, Settings

if TYPE_CHECKING:
    from matcue.routine.plan import Routine

TEXTS: Final = st.text(min_size=1, max_size=80).filter(lambda text: not set(text) & set(",="))
STEMS: Final = st.one_of(
    TEXTS, st.sampled_from(["walk", "Walk", "con", "a/b", "..", "é", "e\u0301"])
)
MATRICES: Final = st.dictionaries(
    st.sampled_from(VARYING), st.lists(TEXTS, min_size=1, max_size=3, unique=True), max_size=3
)
USUAL: Final = Settings()
ALONE: Final = ExportOptions()
OTHER: Final[dict[str, object]] = {
    "voice": "system",
    "speed": Fraction(9, 10),
    "pace": Fraction(2),
    "preface": Preface.FULL,
    "detail": Detail.SHORT,
    "cues": Profile.BRISK,
    "count": 5,
    "chimes": {Chimes.BEEP: Profile.BRISK},
    "level": Level.FULL,
    "hold": Fraction(2),
    "fit": Fraction(600),
    "wait": True,
    "fallback": (),
    "bed": "rain",
    "bed_level": Fraction(-30),
    "lead": Fraction(1, 2),
    "loudness": Fraction(-14),
    "captions": ("vtt",),
    "quality": Quality.HIGH,
}
"""Of each setting another value than usual."""


@given(st.lists(STEMS, min_size=1, max_size=3, unique=True), MATRICES)
def test_no_two_orders_share_a_name_that_no_file_system_refuses(
    stems: list[str], matrix: dict[str, list[str]]
) -> None:
    varied = {name: tuple(texts) for name, texts in matrix.items()}
    wanted = replace(batch_of(stems, [], [], {}, ExportOptions()), matrix=varied)
    names = [file_name(stem, mix, ".m4a") for stem in stems for mix in wanted.variants()]
    for name in names:
        assert len(name.encode()) <= 255
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
        assert not name.startswith(".")
        assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*\.", name)
    try:
        check_names(wanted, stems)
    except UsageError:
        assert len({name.casefold() for name in names}) < len(names)
    else:
        assert len({name.casefold() for name in names}) == len(names)


@given(st.lists(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), min_size=1, unique=True))
def test_plain_names_of_routines_and_figures_never_clash(stems: list[str]) -> None:
    matrix = ["voices=piper,system,tone speeds=0.9,1.0", "bed-levels=-20,-26"]
    check_names(batch_of(stems, matrix, [], {}, ExportOptions()), stems)


@pytest.mark.parametrize(
    ("words", "matrix"),
    [
        (["walk"], ["voices=tone,system speeds=0.9,1.0"]),
        (["walk"], ["voices=tone,system", "speeds=0.9,1.0"]),
        (["walk", "speeds=0.9,1.0"], ["voice=tone,system"]),
        (["speed=0.9,1.0", "walk", "walk"], ["voices=tone", "voices=system,tone"]),
    ],
)
def test_a_matrix_is_written_in_several_ways(words: list[str], matrix: list[str]) -> None:
    asked = batch_of(words, matrix, [], {}, ExportOptions())
    assert asked.routines == ("walk",)
    assert dict(asked.matrix) == {"voice": ("tone", "system"), "speed": ("0.9", "1.0")}


@pytest.mark.parametrize("name", VARYING)
def test_every_setting_can_vary_by_its_name_and_by_more_of_it(name: str) -> None:
    flag = name.replace("_", "-")
    for written in (name, flag, f"{flag}s", f"{flag}es"):
        assert [*batch_of(["walk"], [f"{written}=x"], [], {}, ExportOptions()).matrix] == [name]


def test_without_a_matrix_a_name_is_a_name() -> None:
    assert batch_of(["speed=1"], [], [], {}, ExportOptions()).routines == ("speed=1",)
    assert batch_of(["colour=red"], ["speed=1"], [], {}, ExportOptions()).routines == (
        "colour=red",
    )


@pytest.fixture(scope="module")
def routine() -> Routine:
    folder = bundled("routines")
    return load_file(folder / "walk-short.yaml", [folder])


def told(
    routine: Routine, settings: Settings = USUAL, how: ExportOptions = ALONE, suffix: str = ".m4a"
) -> str:
    return fingerprint(routine, settings, how, suffix, {})


def test_each_setting_that_is_heard_counts(routine: Routine) -> None:
    assert OTHER.keys() == {f.name for f in fields(Settings)} - {"device"}
    usual = told(routine)
    changed = [replace(Settings(), **{name: value}) for name, value in OTHER.items()]  # type: ignore[arg-type]
    digests = {told(routine, settings) for settings in changed} | {told(routine, suffix=".mp3")}
    assert len(digests - {usual}) == len(OTHER) + 1


def test_what_is_not_heard_does_not_count(routine: Routine) -> None:
    usual = told(routine)
    assert told(routine, Settings(device="Headset")) == usual
    assert told(routine, how=ExportOptions(force=True, at_once=7, threads=7)) == usual
    elsewhere = Path("/elsewhere.yaml")
    steps = tuple(
        replace(step, place=step.place._replace(file=str(elsewhere), line=99))
        for step in routine.steps
    )
    assert told(replace(routine, steps=steps, warnings=())) == usual
    assert told(replace(routine, steps=routine.steps[1:])) != usual


def test_a_pause_is_not_taken_for_a_wait(routine: Routine) -> None:
    place = routine.steps[0].place
    waits, pauses = (kind(Fraction(30), place) for kind in (Wait, Quiet))
    assert told(replace(routine, steps=(waits,))) != told(replace(routine, steps=(pauses,)))


def test_a_sound_file_counts_by_what_is_in_it(routine: Routine) -> None:
    def laid(path: str, data: bytes) -> str:
        return fingerprint(routine, Settings(bed=path), ExportOptions(), ".m4a", {path: data})

    assert laid("a.wav", b"one") == laid("b.wav", b"one") != laid("a.wav", b"two")


def test_a_page_takes_its_sound_from_a_file_that_is_made_before(routine: Routine) -> None:
    jobs = [
        Job(f"walk, speed 0.9{suffix}", "walk", (), routine, USUAL, ALONE)
        for suffix in (".html", ".mp3", ".m4b")
    ]
    ordered = speakers_first(jobs)
    assert [job.suffix for job in ordered] == [".mp3", ".m4b", ".html"]
    assert ordered[1].sound == ordered[2].sound != ordered[0].sound


def test_of_files_that_say_the_same_one_is_made_before_the_others(routine: Routine) -> None:
    told = [
        ("walk.m4a", "walk", USUAL),
        ("walk.mp3", "walk", USUAL),
        ("walk, bed rain.m4a", "walk", replace(USUAL, bed="rain")),
        ("walk, voice system.m4a", "walk", replace(USUAL, voice="system")),
        ("walk, speed 0.9.m4a", "walk", replace(USUAL, speed=Fraction(9, 10))),
        ("sit.m4a", "sit", USUAL),
        ("sit.mp3", "sit", USUAL),
    ]
    jobs = [Job(file, source, (), routine, chosen, ALONE) for file, source, chosen in told]
    ordered = [job.file for job in speakers_first(jobs)]
    assert ordered == [
        "walk.m4a",
        "walk, voice system.m4a",
        "walk, speed 0.9.m4a",
        "sit.m4a",
        "walk.mp3",
        "walk, bed rain.m4a",
        "sit.mp3",
    ]


def test_a_routine_s_own_bed_counts_by_what_is_in_it_and_not_by_where_it_lies(
    tmp_path: Path,
) -> None:
    def digest(folder: str, chosen: str, data: bytes) -> str:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "sea.wav").touch()
        path = tmp_path / folder / "a.yaml"
        text = "title: A\nabout: B.\nbed: sea.wav\nsteps: [rest: 5]\n"
        path.write_text(text, encoding="utf-8")
        settled, settings = with_choices(load_file(path, []), {"bed": chosen} if chosen else {})
        return fingerprint(settled, settings, ExportOptions(), ".m4a", {settings.bed: data})

    assert digest("one", "", b"sea") == digest("two", "", b"sea") != digest("two", "", b"rain")
    assert digest("one", "drone", b"") == digest("two", "drone", b"")
