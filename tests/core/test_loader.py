import re
import tracemalloc
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import FileError, Place, RoutineError
from matcue.routine.catalogue import Repeated, Rest, Ring, Routine, Say, Stretch, Timed, Wait
from matcue.routine.loader import load_exercise, load_routine
from matcue.routine.text import read_text
from matcue.routine.vocabulary import Chimes, Effort, Posture, Preface
from tests.strategies import EXERCISES

HEAD = "title: Mine\nabout: For me.\nsteps:\n"
KINDS = "`stretch`, `repeat`, `include`, `say`, `chime`, `rest`, `wait`"


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
    assert (written.effort, written.preface) == (Effort.EASY, Preface.FULL)
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
        "mine.yaml:1:1: `about` is missing",
        "mine.yaml:2:1: `abuot` is not a key that is known here (did you mean `about`?)",
        "mine.yaml:4:14: no exercise is called “knee-to-chst” (did you mean `knee-to-chest`?)",
        "mine.yaml:6:11: “-5s” is not a length of time; write it like 30s, 1m30s, 1:30 or 90",
        "mine.yaml:7:11: “many” is not a whole number",
        "mine.yaml:8:5: `sids` is not a key that is known here (did you mean `sides`?)",
        "mine.yaml:9:9: one text belongs here",
        "mine.yaml:10:5: a step has one of the keys " + KINDS,
        "mine.yaml:11:11: “99h” is out of reach: a time is at least 0.1s and at most 1h",
        "mine.yaml:13:12: “boht” is not one of both, left, right, none (did you mean `both`?)",
        "mine.yaml:14:11: “0” is too small; 1 is the least",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: the file is empty"),
        ("# only a comment", "1:1: the file is empty"),
        ("- a", "1:1: keys and their values belong here"),
        ("title: [", "1:1: not YAML: did not find expected node content"),
        ("a: b: c", "1:5: not YAML: mapping values are not allowed in this context"),
        ("about: a: b", "1:9: not YAML: mapping values are not allowed in this context (a text"),
        (
            "title: a\n\tabout: b",
            "2:1: not YAML: found a tab character that violates indentation (ind",
        ),
        ("title: a\0b", "1:9: the character U+0000 is not text"),
        (HEAD + "  - say: \x07", "4:10: the character U+0007 is not text"),
        ("title: &a x\nabout: *a", "2:8: aliases (*) are not read; write it out"),
        ("[" * 50, "1:17: more than 16 levels of nesting"),
        (
            "title: !!python/object:os.system x",
            "1:8: the tag !!python/object:os.system is not read",
        ),
        (
            "title: !include other.yaml",
            "1:8: the tag !include is not read (a step `include: FILE` brings the steps",
        ),
        (
            "title: !!python/object/apply:os.system [ls]",
            "1:8: the tag !!python/object/apply:os.system is not read (write the value without",
        ),
        (HEAD + "  []", "4:3: at least 1 of these belong here"),
        ("title: A\n---\ntitle: B", "2:1: not YAML: but found another document"),
        ("title: A\ntitle: B\n" + HEAD, "2:1: `title` stands here twice"),
        ("? [a]\n: b", "1:3: a key is a single word"),
        (HEAD + "  - rest 20s", "4:5: a colon is missing (write `rest: 20s`)"),
        (
            HEAD + "  - say: A.\n    rest: 5",
            "5:5: `rest` is not a key that is known here (it is a step",
        ),
        (
            HEAD + "  - {stretch: figure-four, extra: {right:1}}",
            "4:36: `right:1` is not a key that is",
        ),
        (HEAD + "  - stretch: cobra\n    \xa0hold: 5", "5:5: `\xa0hold` is not a key that"),
        (HEAD + "  – rest: 20s", "4:3: a long dash begins no list (use a hyphen"),
        ("title: A\nabout: B\nsteps:\n  – rest", "4:3: a long dash begins no list (use a hyphen"),
        (HEAD + "  - rest: “25s”", "4:11: ““25s”” is not a length of time; write it like 30s"),
        (HEAD + "  - say: 'The {mat.'", "4:10: a brace is open: {name} stands for a variable"),
        (
            HEAD + "  - say: 'Your {side} leg.'",
            "4:10: {side} and {other side} are for the words of",
        ),
        (
            HEAD + "  - say: @home",
            "4:10: not YAML: found character that cannot start any token (ind",
        ),
        (
            "name: A\nposture: seated\nwords: {}",
            "1:1: this looks like an exercise, not like a routine",
        ),
        (
            HEAD + "  - <<: {rest: 5}",
            "4:5: merges (<<) are not read; write it out",
        ),
        (HEAD + "  - &a {rest: 5}\n  - *a", "5:5: aliases (*) are not read; write it out"),
        (
            HEAD + "\t- rest: 5",
            "4:1: not YAML: found character that cannot start any token",
        ),
        (HEAD + "  - say: ''", "4:10: the text is empty"),
        (HEAD + "  - say: [a]", "4:10: one text belongs here"),
        (HEAD + "  - rest: " + "9" * 5000, f"4:11: “{'9' * 20}…” is not a length of time"),
        (HEAD + "  - stretch: cobra\n    sets: " + "9" * 5000, "5:11: “999"),
        (HEAD + "  - stretch: " + "y" * 9999, f"4:14: no exercise is called “{'y' * 40}…”"),
        ("y" * 500 + ": x", f"1:1: `{'y' * 40}…` is not a key"),
        (
            HEAD + "  - strech: cobra",
            f"4:5: a step has one of the keys {KINDS} (did",
        ),
        (HEAD + "  - say: '... !'", "4:10: there is nothing in it that could be spoken"),
        (HEAD + '  - say: "a\\e[31mred"', "4:10: the character U+001B is not text"),
        (HEAD + '  - "say\\0": a', "4:5: a key is a single word"),
        (HEAD + "  - stretch: cobra\n    tempo: 3s", "5:5: a `tempo` is for repetitions"),
        (HEAD + "  - stretch: figure-four\n    sets: 100\n" * 51, "104:5: more than 10,000 sets"),
        (HEAD + "  - rest: 61m", "4:11: “61m” is out of reach"),
        (HEAD + "  - stretch: cobra\n    sets: 101", "5:11: “101” is too large; 100 is the most"),
        (HEAD + "  - rest: 0s", "4:11: “0s” is out of reach: a time is at least 0.1s"),
        (
            HEAD + "  - stretch: cobra\n    hold: 10s\n    reps: 3",
            "4:5: one of `hold`, `time` and `reps`, not several",
        ),
        (HEAD + "  - stretch: cobra\n    hold: 9s\n    tempo: 3s", "4:5: a `tempo` is for repet"),
        (HEAD + "  - stretch: cobra\n    posture: seated", "4:5: a `posture` is for a stretch"),
        (
            HEAD + "  - stretch: Own\n    words: {full: a, short: b}",
            "4:5: with `words` of its own it needs a `posture`, and one of `hold`, `time`",
        ),
        (
            HEAD + "  - stretch: Own\n    words: {full: 'a {foot}', short: b}",
            "5:19: {foot} stands for nothing; {side}, {other side} do",
        ),
        (HEAD + "  - stretch: Own\n    words: {fall: a}", "5:13: `fall` is not a key"),
        (HEAD + "  - stretch: zzzzz", "4:14: no exercise is called “zzzzz” (give it `words` to"),
        ("speed: 3\n" + HEAD + "  - rest: 5", "1:8: “3” is not a number from 0.5 to 2"),
        ("pace: fast\n" + HEAD + "  - rest: 5", "1:7: “fast” is not unhurried, steady, brisk or"),
    ],
)
def test_a_bad_file_is_told_in_a_person_s_words(text: str, message: str) -> None:
    assert any(line.startswith(f"mine.yaml:{message}") for line in problems(text)), problems(text)


def test_a_list_of_wrong_steps_is_not_called_too_short() -> None:
    assert problems(HEAD + "  - hop: 3") == ["mine.yaml:4:5: a step has one of the keys " + KINDS]


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
    with pytest.raises(RoutineError, match="from the smaller to the larger"):
        load_exercise(text + "reps: 12-8", "")


def test_a_file_is_utf_8_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftitle: Früh".encode())
    assert read_text(path) == "title: Früh"
    path.write_bytes(b"title: a\nabout: Fr\xfch")
    with pytest.raises(RoutineError, match=":2:10: the text is not UTF-8"):
        read_text(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_another_encoding_is_told_which(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftitle: Früh".encode(encoding))
    with pytest.raises(RoutineError, match=r"1:1: the text is not UTF-8, it is UTF-16 \(save it"):
        read_text(path)


def test_a_posture_by_another_name_is_known() -> None:
    words = "words: {full: a, short: b}"
    (told,) = problems(f"{HEAD}  - {{stretch: Own, posture: supine, hold: 5, {words}}}")
    assert told.endswith("any (did you mean `on the back`?)")


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
    (told,) = problems(f"{word}: x\n{HEAD}  - rest: 5\n")
    assert told.startswith(f"mine.yaml:1:1: `{word}` is not a key that is known here")


def test_five_thousand_steps_are_read_and_one_more_is_not() -> None:
    assert len(load(HEAD + "  - rest: 5\n" * 5000).steps) == 5000
    assert problems(HEAD + "  - rest: 5\n" * 5001) == [
        "mine.yaml:4:3: at most 5000 of these can be here"
    ]


def test_a_page_that_is_wrong_all_over_is_told_so_without_endless_hints() -> None:
    told = problems(HEAD + "".join(f"  - stretch: cobra{i}\n" for i in range(5000)))
    assert len(told) == 5000
    assert told[0].endswith("(did you mean `cobra`?)")
    assert told[-1].endswith("(give it `words` to make it one of your own)")


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * 10_000_000)
    with pytest.raises(RoutineError, match="larger than 1,000,000 bytes"):
        read_text(path)


def test_a_file_that_cannot_be_read_is_a_file_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a directory"):
        read_text(tmp_path)
