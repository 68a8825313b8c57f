import os
import re
import tracemalloc
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import FileError, Place, RoutineError
from matcue.routine.enums import Chimes, Effort, Posture, Preface
from matcue.routine.file_format import OwnPreface
from matcue.routine.loader import load_exercise, load_routine
from matcue.routine.plan import Repeated, Rest, Ring, Routine, Say, Stretch, Timed, Wait
from matcue.routine.yaml_text import read_text
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\nsteps:\n"
KINDS = (
    "`stretch`, `interval`, `breathe`, `flow`, `repeat`, `include`, `rest`, `say`, `chime`, "
    "`wait`, `pause`"
)


def at(place: str, *words: str) -> Says:
    return Says(*words, at=f"mine.yaml:{place}")


def load(text: str) -> Routine:
    return load_routine(text, "mine.yaml", EXERCISES)


def problems(text: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        load(text)
    return str(caught.value).splitlines()


def stretch(text: str) -> Stretch:
    (step,) = load(HEAD + text).steps
    assert isinstance(step, Stretch)
    return step


def test_a_routine_is_read_whole() -> None:
    routine = load(
        "version: 1\ntitle: Mine\nabout: For me.\nwelcome: Hello.\nclosing: Bye.\nvoice: system\n"
        "speed: 0.9\npace: unhurried\noften: every day\nneeds: [a mat, a chair]\neffort: easy\n"
        "preface: full\n"
        "steps:\n  - say: Lie down.\n  - rest: 1:30\n  - stretch: cobra\n    hold: 15s\n"
        "  - wait: 2m\n  - chime: finish\n"
    )
    say, rest, cobra, wait, ring = routine.steps
    written = routine.written
    assert (written.title, written.welcome, written.closing) == ("Mine", "Hello.", "Bye.")
    assert (written.voice, written.speed, written.pace) == (
        "system",
        Fraction(9, 10),
        Fraction(13, 10),
    )
    assert (written.often, written.needs) == ("every day", ("a mat", "a chair"))
    assert (written.effort, written.preface) == (Effort.EASY, OwnPreface(how=Preface.FULL))
    assert routine.voice_place == Place("mine.yaml", 6, 8)
    assert say == Say("Lie down.", Place("mine.yaml", 14, 5))
    assert rest == Rest(Fraction(90), Place("mine.yaml", 15, 5))
    assert isinstance(cobra, Stretch)
    assert cobra.exercise.name == "Cobra pose"
    assert cobra.place == Place("mine.yaml", 16, 5)
    assert wait == Wait(Fraction(120), Place("mine.yaml", 18, 5))
    assert ring == Ring(Chimes.FINISH, Place("mine.yaml", 19, 5))


def test_what_a_step_leaves_open_is_the_exercise_s_own_lowest_figure() -> None:
    assert stretch("  - stretch: knee-to-chest") == stretch(
        "  - stretch: knee-to-chest\n    hold: 20s\n    sets: 2\n    sides: both"
    )


def test_a_step_may_change_hold_sets_and_sides() -> None:
    step = stretch("  - stretch: knee-to-chest\n    hold: 28s\n    sets: 3\n    sides: left")
    assert step.phases == (Timed("hold", Fraction(28)),)
    assert step.rounds == (("left",),) * 3


def test_a_step_may_change_repetitions_and_tempo() -> None:
    step = stretch("  - stretch: pelvic-tilt\n    reps: 12\n    tempo: 5s")
    assert step.phases == (Repeated(12, Fraction(5)),)


def test_a_stretch_may_have_words_of_its_own() -> None:
    step = stretch(
        "  - stretch: Side reach\n    posture: seated\n    hold: 20s\n    sides: both\n"
        "    words:\n      full: Reach over to your {side}.\n      short: Reach {side}.\n"
    )
    assert step.key is None
    assert (step.exercise.name, step.exercise.posture) == ("Side reach", Posture.SEATED)
    assert step.phases == (Timed("hold", Fraction(20)),)
    assert step.rounds == (("left", "right"),)


def test_every_problem_is_told_at_once_with_its_place_and_a_hint() -> None:
    text = (
        "title: X\nabuot: hey\nsteps:\n  - stretch: knee-to-chst\n  - stretch: cobra\n"
        "    hold: -5s\n    sets: many\n    sids: both\n  - say:\n  - hop: 3\n"
        "  - rest: 99h\n  - stretch: cobra\n    sides: boht\n    sets: 0\n"
    )
    assert problems(text) == [
        at("1:1", "`about`", "missing"),
        at("2:1", "`abuot`", "not a key", "did you mean", "`about`"),
        at("4:14", "no exercise", "“knee-to-chst”", "did you mean", "`knee-to-chest`"),
        at("6:11", "“-5s”", "not a length of time", "30s, 1m30s, 1:30 or 90"),
        at("7:11", "“many”", "whole number"),
        at("8:5", "`sids`", "not a key", "did you mean", "`sides`"),
        at("9:9", "one text"),
        at("10:5", "a step needs one", KINDS),
        at("11:11", "“99h”", "out of reach", "0.1s", "1h"),
        at("13:12", "“boht”", "not one of", "both, alternating, left", "did you mean", "`both`"),
        at("14:11", "“0”", "too small", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", at("1:1", "empty")),
        ("# only a comment", at("1:1", "empty")),
        ("- a", at("1:1", "keys", "values")),
        ("title: [", at("1:1", "not YAML")),
        ("a: b: c", at("1:5", "not YAML", "mapping values")),
        ("about: a: b", at("1:9", "not YAML", "mapping values", "colon")),
        ("title: a\n\tabout: b", at("2:1", "not YAML", "tab", "spaces")),
        ("title: a\0b", at("1:9", "U+0000", "not text")),
        (HEAD + "  - say: \x07", at("4:10", "U+0007", "not text")),
        ("title: x\nabout: *a", at("2:8", "aliases", "not read")),
        ("title: &a x", at("1:8", "anchors", "not read", "quotation marks")),
        ("[" * 50, at("1:17", "more than 16 levels")),
        (
            "title: !!python/object:os.system x",
            at("1:8", "tag", "!!python/object:os.system", "not read"),
        ),
        ("title: !include other.yaml", at("1:8", "tag", "!include", "`include: FILE`")),
        (
            "title: !!python/object/apply:os.system [ls]",
            at("1:8", "tag", "!!python/object/apply:os.system", "without"),
        ),
        (HEAD + "  []", at("4:3", "at least 1")),
        ("title: A\n---\ntitle: B", at("2:1", "not YAML", "another document")),
        ("title: A\ntitle: B\n" + HEAD, at("2:1", "`title`", "twice")),
        ("? [a]\n: b", at("1:3", "a single word")),
        (HEAD + "  - rest 20s", at("4:5", "colon", "`rest: 20s`")),
        (HEAD + "  - say: A.\n    wait: 5", at("5:5", "`wait`", "not a key", "step")),
        (
            HEAD + "  - {stretch: figure-four, extra: {right:1}}",
            at("4:36", "`right:1`", "not a key"),
        ),
        (HEAD + "  - stretch: cobra\n    \xa0hold: 5", at("5:5", "`\xa0hold`", "not a key")),
        (HEAD + "  – rest: 20s", at("4:3", "long dash", "hyphen")),
        ("title: A\nabout: B\nsteps:\n  – rest", at("4:3", "long dash", "hyphen")),
        (HEAD + "  - rest: “25s”", at("4:11", "““25s””", "not a length of time")),
        (HEAD + "  - say: 'The {mat.'", at("4:10", "brace", "{name}")),
        (HEAD + "  - say: 'Your {side} leg.'", at("4:10", "{side}", "{other side}", "words of")),
        (HEAD + "  - say: @home", at("4:10", "not YAML", "cannot start", "quotation marks")),
        ("name: A\nposture: seated\nwords: {}", at("1:1", "an exercise", "a routine")),
        (HEAD + "  - <<: {rest: 5}", at("4:5", "<<", "not read")),
        (HEAD + "  - &a {rest: 5}\n  - *a", at("5:5", "aliases", "not read")),
        (HEAD + "\t- rest: 5", at("4:1", "not YAML", "cannot start")),
        (HEAD + "  - say: ''", at("4:10", "text", "empty")),
        (HEAD + "  - say: [a]", at("4:10", "one text")),
        (HEAD + "  - rest: " + "9" * 5000, at("4:11", f"“{'9' * 20}…”", "not a length of time")),
        (
            HEAD + "  - stretch: cobra\n    sets: " + "9" * 5000,
            at("5:11", f"“{'9' * 40}…”", "too large"),
        ),
        (HEAD + "  - stretch: " + "y" * 9999, at("4:14", "no exercise", f"“{'y' * 40}…”")),
        ("y" * 500 + ": x", at("1:1", f"`{'y' * 40}…`", "not a key")),
        (HEAD + "  - strech: cobra", at("4:5", "a step needs one", KINDS, "did you mean")),
        (HEAD + "  - say: '... !'", at("4:10", "nothing", "spoken")),
        (HEAD + '  - say: "a\\e[31mred"', at("4:10", "U+001B", "not text")),
        (HEAD + '  - "say\\0": a', at("4:5", "a single word")),
        (HEAD + "  - stretch: cobra\n    tempo: 3s", at("5:5", "`tempo`", "repetitions")),
        (
            HEAD + "  - stretch: figure-four\n    sets: 100\n" * 51,
            at("104:5", "more than 10,000 sets"),
        ),
        (HEAD + "  - rest: 61m", at("4:11", "“61m”", "out of reach")),
        (HEAD + "  - stretch: cobra\n    sets: 101", at("5:11", "“101”", "too large", "100")),
        (HEAD + "  - rest: 0s", at("4:11", "“0s”", "out of reach", "0.1s")),
        (
            HEAD + "  - stretch: cobra\n    hold: 10s\n    reps: 3",
            at("4:5", "a `hold` is held once", "`reps`", "`held`"),
        ),
        (
            HEAD + "  - stretch: cobra\n    hold: 9s\n    tempo: 3s",
            at("4:5", "`tempo`", "repetitions"),
        ),
        (HEAD + "  - stretch: cobra\n    posture: seated", at("4:5", "`posture`", "`words`")),
        (
            HEAD + "  - stretch: Own\n    words: {full: a, short: b}",
            at("4:5", "`words`", "needs", "`posture`", "`hold`", "`time`"),
        ),
        (
            HEAD + "  - stretch: Own\n    words: {full: 'a {foot}', short: b}",
            at("5:19", "{foot}", "stands for nothing", "{side}, {other side}"),
        ),
        (HEAD + "  - stretch: Own\n    words: {fall: a}", at("5:13", "`fall`", "not a key")),
        (HEAD + "  - stretch: zzzzz", at("4:14", "no exercise", "“zzzzz”", "`words`")),
        ("speed: 3\n" + HEAD + "  - rest: 5", at("1:8", "“3”", "0.5 to 2")),
        ("pace: fast\n" + HEAD + "  - rest: 5", at("1:7", "“fast”", "unhurried, steady, brisk")),
    ],
)
def test_a_bad_file_is_told_in_a_person_s_words(text: str, message: Says) -> None:
    assert message in problems(text)


def test_a_list_of_wrong_steps_is_not_called_too_short() -> None:
    assert problems(HEAD + "  - hop: 3") == [at("4:5", "a step needs one", KINDS)]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"{b}: &{b} [*{a},*{a},*{a},*{a}]" for a, b in pairwise("abcdefgh")),
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 400_000,
        "x: " + "y" * 900_000,
        "- a\n" * 200_000,
    ],
    ids=["alias bomb", "lists", "mappings", "dashes", "one long text", "many values"],
)
def test_a_hostile_file_costs_little(text: str) -> None:
    tracemalloc.start()
    with pytest.raises(RoutineError):
        load(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


@given(st.text())
def test_no_text_raises_anything_but_a_routine_error(text: str) -> None:
    with pytest.raises(RoutineError):
        load(text)


@given(st.recursive(st.none() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_no_structure_raises_anything_but_a_routine_error(structure: object) -> None:
    text = f"title: X\nabout: X\nsteps: {structure!r}".replace("None", "~")
    with pytest.raises(RoutineError):
        load(text)


def test_an_exercise_has_either_a_hold_or_repetitions() -> None:
    text = "name: A\nposture: standing\nwords: {full: a, short: b}\n"
    with pytest.raises(RoutineError, match=re.escape("one of `hold`, `time` and `reps`")):
        load_exercise(text, "a.yaml")
    with pytest.raises(RoutineError, match=re.escape("one of `hold`, `time` and `reps`")):
        load_exercise(text + "hold: 20s\nreps: 3\n", "a.yaml")


def test_a_range_s_first_end_takes_the_unit_of_its_second() -> None:
    text = "name: A\nposture: standing\nwords: {full: a, short: b}\n"
    assert load_exercise(text + "hold: 20-60s", "").hold == (Fraction(20), Fraction(60))
    assert load_exercise(text + "hold: 1-2m", "").hold == (Fraction(60), Fraction(120))
    assert load_exercise(text + "hold: 45s-1m", "").hold == (Fraction(45), Fraction(60))
    assert load_exercise(text + "reps: 8-12", "").reps == (8, 12)
    with pytest.raises(RoutineError, match="the smaller to the larger"):
        load_exercise(text + "reps: 12-8", "")


def test_a_file_is_utf_8_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftitle: Früh".encode())
    assert read_text(path) == "title: Früh"
    path.write_bytes(b"title: a\nabout: Fr\xfch")
    with pytest.raises(RoutineError, match=r":2:10: .*not UTF-8"):
        read_text(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_another_encoding_is_told_which(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftitle: Früh".encode(encoding))
    with pytest.raises(RoutineError, match=r":1:1: .*not UTF-8.*UTF-16"):
        read_text(path)


def test_a_posture_by_another_name_is_known() -> None:
    words = "words: {full: a, short: b}"
    told = problems(f"{HEAD}  - {{stretch: Own, posture: supine, hold: 5, {words}}}")
    assert told == [at("4:29", "“supine”", "not one of", "did you mean", "`on the back`")]


def test_windows_line_ends_are_line_ends() -> None:
    text = HEAD + "  - say: >-\n      Lie down.\n      Rest.\n  - rest: 5s\n"
    assert load(text.replace("\n", "\r\n")) == load(text)
    assert problems(HEAD.replace("\n", "\r\n") + "  - rest: soon\r\n")[0].startswith(
        "mine.yaml:4:11:"
    )


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "y", "1:30", "0x10", "1_000", "2026-01-01"]
)
def test_what_other_readers_of_yaml_turn_into_something_else_stays_the_text_it_is(
    word: str,
) -> None:
    (step,) = load(f"{HEAD}  - say: {word}\n").steps
    assert isinstance(step, Say)
    assert step.text == word
    told = problems(f"{word}: x\n{HEAD}  - rest: 5\n")
    assert told == [at("1:1", f"`{word}`", "not a key")]


def test_five_thousand_steps_are_read_and_one_more_is_not() -> None:
    assert len(load(HEAD + "  - rest: 5\n" * 5000).steps) == 5000
    assert problems(HEAD + "  - rest: 5\n" * 5001) == [at("4:3", "at most 5000")]


def test_a_page_that_is_wrong_all_over_is_told_so_without_endless_hints() -> None:
    told = problems(HEAD + "".join(f"  - stretch: cobra{i}\n" for i in range(5000)))
    assert len(told) == 5000
    assert told[0] == at("4:14", "“cobra0”", "did you mean", "`cobra`")
    assert told[-1] == at("5003:14", "“cobra4999”", "`words`")


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * 10_000_000)
    with pytest.raises(RoutineError, match="larger than 1,000,000 bytes"):
        read_text(path)


def test_a_file_that_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(FileError, match="this is a folder"):
        read_text(tmp_path)
    with pytest.raises(FileError, match="this is a pipe or a device"):
        read_text(tmp_path / "pipe.yaml")
