"""Files of Tabata Timer: the list counts, and not the counters beside it."""

from __future__ import annotations

from fractions import Fraction

from matcue.importers.folding import lasts
from matcue.importers.programme import PERSONAL, LeftOut, Programme
from matcue.importers.timers import tabata_timer
from tests.importers.outline import outline, read_by

PREPARE, WORK, REST, BETWEEN, COOL_DOWN = range(5)


def _interval(kind: int, time: int, name: str | None = None, **more: object) -> dict[str, object]:
    named = {} if name is None else {"description": name}
    return (
        {"addSet": False, "cycle": -1, "isRepsMode": False, "time": time, "type": kind}
        | named
        | more
    )


def _file(*intervals: dict[str, object], **workout: object) -> dict[str, object]:
    """A file of the app, with counters that a list makes meaningless."""
    plain = {"cycles": 8, "tabatasCount": 3, "prepare": 10, "work": 20, "rest": 10, "coolDown": 0}
    listed = {"intervals": list(intervals)} if intervals else {}
    return {
        "type": 1,
        "packageName": "com.evgeniysharafan.tabatatimer",
        "workout": plain | {"title": "Mine"} | listed | workout,
    }


def _read(*intervals: dict[str, object], **workout: object) -> Programme:
    (programme,) = read_by(tabata_timer, _file(*intervals, **workout))
    return programme


def test_the_list_alone_says_how_much_is_done() -> None:
    programme = _read(
        _interval(PREPARE, 10),
        _interval(WORK, 20, "[Ex. 1/2]\nFront"),
        _interval(REST, 10),
        _interval(WORK, 30, " Back "),
    )

    assert outline(programme.steps) == [
        "time Get ready 10",
        "time Front 20",
        "rest Rest 10",
        "time Back 30",
    ]
    assert (programme.format, programme.title, programme.timer) == ("tabata-timer", "Mine", True)


def test_a_work_without_a_name_has_that_of_the_workout() -> None:
    assert outline(_read(_interval(WORK, 20), workDescription="Hold").steps) == ["time Hold 20"]
    assert outline(_read(_interval(WORK, 20)).steps) == ["time Work 20"]


def test_the_sets_of_the_list_repeat_it_with_its_last_rest_between() -> None:
    twice = (_interval(WORK, 20, "Jump"), _interval(WORK, 40, "Plank"), _interval(REST, 10))

    kept = _read(*twice, intervalsSetsCount=3)
    skipped = _read(*twice, intervalsSetsCount=3, skipLastRestInterval=True)

    rounds = ["rounds x3 rest 10", "time Jump 20", "time Plank 40"]
    assert outline(kept.steps) == [rounds, "rest Rest 10"]
    assert outline(skipped.steps) == [rounds]
    assert lasts(kept.steps) == 210


def test_the_first_preparation_and_the_last_cool_down_are_repeated_unless_it_says_no() -> None:
    listed = (_interval(PREPARE, 5), _interval(WORK, 20, "Jump"), _interval(COOL_DOWN, 30))

    once = _read(*listed, intervalsSetsCount=2, doNotRepeatFirstPrepareAndLastCoolDown=True)
    each = _read(*listed, intervalsSetsCount=2)

    assert outline(once.steps) == ["time Get ready 5", "time Jump 20 x2", "time Cool down 30"]
    assert lasts(each.steps) == 2 * 55


def test_repetitions_go_by_their_beat_and_not_by_the_stale_time() -> None:
    (step,) = _read(_interval(WORK, 20, "Squat", isRepsMode=True, reps=14, bpm=22)).steps

    assert (step.reps, step.tempo, step.seconds) == ((14, 14), (Fraction(60, 22),), None)
    assert lasts((step,)) == Fraction(14 * 60, 22)


def test_repetitions_without_a_beat_are_doubtful() -> None:
    (step,) = _read(_interval(WORK, 20, "Squat", isRepsMode=True, reps=14, bpm=0)).steps

    assert step.why == "How long does one repetition take?"


def test_without_a_list_there_are_cycles_and_tabatas() -> None:
    programme = _read(
        cycles=3, tabatasCount=2, restBetweenTabatas=60, coolDown=30, skipLastRestInterval=True
    )

    assert outline(programme.steps) == [
        "time Get ready 10",
        ["rounds x2 rest 60", "time Work 20 x3 rest 10"],
        "time Cool down 30",
    ]
    assert lasts(programme.steps) == 10 + 2 * (3 * 20 + 2 * 10) + 60 + 30


def test_whether_a_rest_comes_before_that_between_tabatas_is_doubtful() -> None:
    programme = _read(cycles=2, tabatasCount=2, restBetweenTabatas=60)

    assert lasts(programme.steps) == 10 + 2 * (2 * 20 + 2 * 10) + 60
    assert any("rest after the last work" in step.why for step in programme.steps)


def test_a_backup_holds_several_workouts() -> None:
    one = _file(_interval(WORK, 20, "Jump"))["workout"]
    backup = {
        "packageName": "com.evgeniysharafan.tabatatimer",
        "type": 3,
        "workouts": [one, one],
        "statistics": [{"date": 1}],
    }

    assert len(read_by(tabata_timer, backup)) == 2


def test_pictures_are_counted_and_notes_are_personal() -> None:
    pictured = _interval(WORK, 20, "Jump", url="https://example.org/a.gif")
    programme = _read(pictured, _interval(REST, 0), pictured, notes="For Ann, knee.")

    assert programme.left_out == (
        LeftOut(2, "Rest", "it lasts no time"),
        LeftOut(1, None, PERSONAL),
        LeftOut(1, "a picture", "a routine has no pictures; 2 in all"),
    )
