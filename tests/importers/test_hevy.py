"""Logs of the app Hevy."""

from __future__ import annotations

from matcue.importers.programme import LeftOut
from matcue.importers.tables import hevy
from tests.importers.outline import document, outline, read_by

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id",'
    '"exercise_notes","set_index","set_type","{}","reps","{}","duration_seconds","rpe"\n'
)
METRIC = HEADER.format("weight_kg", "distance_km")
BACK = '"Back 💪","22 Dec 2025, 08:00","22 Dec 2025, 08:40","felt old",'


def test_rows_of_an_exercise_are_its_sets() -> None:
    (programme,) = read_by(
        hevy,
        METRIC
        + f'{BACK}"Bridge",,"",0,"warmup",,12,,,\n'
        + f'{BACK}"Bridge",,"",1,"normal",20,15,,,\n'
        + f'{BACK}"Bridge",,"",2,"failure",20,12,,,9\n'
        + f'{BACK}"Plank",,"knees down",0,"normal",,,,45,\n'
        + f'{BACK}"Plank",,"knees down",1,"normal",,,,40,\n'
        + f'{BACK}"Curl",0,"",0,"normal",,8,,,\n'
        + f'{BACK}"Press",0,"",0,"normal",,10,,,\n'
        + f'{BACK}"Walk",,"",0,"normal",,,1.2,600,\n',
    )

    assert (programme.format, programme.title) == ("hevy", "Back")
    assert outline(programme.steps) == [
        "reps Bridge 12 times x2",
        "hold Plank 40 x2",
        "reps Curl 8 times x1",
        "reps Press 10 times x1",
        "time Walk 600 x1",
    ]
    assert programme.left_out == (
        LeftOut(3, None, "a routine has no weights (2 sets)"),
        LeftOut(2, None, "warm-up sets are left out (1 set)"),
        LeftOut(7, None, "supersets are done one exercise after the other"),
        LeftOut(2, None, "personal"),
    )
    assert not any(private in repr(programme) for private in ("2025", "felt", "knees"))


def test_the_newest_session_comes_first_whatever_its_date_looks_like() -> None:
    def session(title: str, start: str) -> str:
        return f'"{title}","{start}","","","Squat",,"",0,"normal",,5,,,\n'

    for dates in (
        ("9 Feb 2025, 08:00", "10 Jan 2026, 08:00"),
        ("2025-02-09 08:00:00", "2026-01-10 08:00:00"),
        ("Feb 9, 2025, 8:00", "Jan 10, 2026, 8:00"),
    ):
        log = METRIC + session("Old", dates[0]) + session("New", dates[1])
        assert [each.title for each in read_by(hevy, log)] == ["New", "Old"]


def test_sessions_whose_dates_are_unknown_stay_in_their_order() -> None:
    rows = [f'"{title}","{title}dag","","","Squat",,"",0,"",,5,,,\n' for title in ("Man", "Vrij")]

    assert [each.title for each in read_by(hevy, METRIC + "".join(rows))] == ["Man", "Vrij"]


def test_pounds_and_miles_are_read_as_well() -> None:
    text = HEADER.format("weight_lbs", "distance_miles") + f'{BACK}"Row",,"",0,"normal",50,8,,,\n'
    (programme,) = read_by(hevy, text)

    assert outline(programme.steps) == ["reps Row 8 times x1"]
    assert programme.left_out[0].why == "a routine has no weights (1 set)"


def test_other_tables_are_not_taken() -> None:
    assert not hevy.recognises(document("title,exercise_title,reps\nA,Squat,5\n"))
