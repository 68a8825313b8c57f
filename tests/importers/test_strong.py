"""Logs of the app Strong, with commas and with semicolons."""

from __future__ import annotations

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.programme import LeftOut
from matcue.importers.tables import strong
from tests.importers.outline import document, outline, read_by

OLD = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,"
    "Notes,Workout Notes,RPE\n"
)
EVENING = '2025-03-03 18:00:00,"Evening",1h 2m,'
MORNING = '2025-03-07 08:00:00,"Morning",40m,'


def _old(*rows: str) -> str:
    return OLD + "".join(f"{row}\n" for row in rows)


def test_each_session_is_a_programme_and_the_newest_comes_first() -> None:
    programmes = read_by(
        strong,
        _old(
            f'{EVENING}"Press (Band)",1,75.0,8,0,0,"","",',
            f'{EVENING}"Press (Band)",2,75.0,6,0,0,"","",',
            f'{EVENING}"Plank",1,0,0,0,90,"","",',
            f'{EVENING}"Plank",2,0,0,0,95,"","",',
            f'{MORNING}"Leg Raise",1,0,15,0,0,"","",',
        ),
    )

    assert [(each.format, each.title, outline(each.steps)) for each in programmes] == [
        ("strong", "Morning", ["reps Leg Raise 15 times x1"]),
        ("strong", "Evening", ["reps Press (Band) 6 times x2", "hold Plank 90 x2"]),
    ]
    assert programmes[1].steps[0].reps == (6, 8)
    assert (programmes[1].steps[1].line, programmes[1].steps[1].source) == (4, "Plank: 90, 95")


def test_semicolons_quotes_and_units_in_the_header_are_read() -> None:
    (programme,) = read_by(
        strong,
        '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";'
        '"Weight (kg)";"Reps";"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
        '"1";"2026-01-05 12:00:00";"Morning";"600";"Plank";"1";"0,0";"0";"";"";"45,0";"";""\n'
        '"1";"2026-01-05 12:00:00";"Morning";"600";"Bridge";"1";"0,0";"12";"";"";"0";"";""',
    )

    assert outline(programme.steps) == ["hold Plank 45 x1", "reps Bridge 12 times x1"]


def test_warm_ups_are_left_out_and_rests_are_between_the_sets() -> None:
    (programme,) = read_by(
        strong,
        _old(
            f"{EVENING}Squat,W,20,12,0,0,,,",
            f"{EVENING}Squat,1,50,8,0,0,,,",
            f"{EVENING}Squat,Rest Timer,0,0,0,90,,,",
            f"{EVENING}Squat,D,40,8,0,0,,,",
            f"{EVENING}Squat,F,40,8,0,0,,,",
            f'{EVENING}Squat,Note,,,,,"knee felt odd",,',
            f"{EVENING}Run,1,0,0,2.5,900,,,",
            f"{EVENING}Swim,1,0,0,400,0,,,",
        ),
    )

    assert outline(programme.steps) == [
        "reps Squat 8 times x3 rest 90",
        "time Run 900 x1",
        "distance Swim x1",
    ]
    assert programme.left_out == (
        LeftOut(2, None, "a routine has no weights (4 sets)"),
        LeftOut(2, None, "warm-up sets are left out (1 set)"),
        LeftOut(2, None, "personal"),
    )


def test_notes_and_dates_never_come_along() -> None:
    programmes = read_by(
        strong,
        _old(
            f'{EVENING}Plank,1,0,0,0,60,"saw Dr Doe","back sore",9',
            '2025-03-09 08:00:00,"Gym 2025-03-09 💪",1h,Plank,1,0,0,0,30,"","",',
        ),
    )

    assert [each.title for each in programmes] == ["Gym", "Evening"]
    assert not any(private in repr(programmes) for private in ("2025", "Doe", "sore", "💪"))


def test_sessions_of_one_name_are_numbered() -> None:
    days = [f'2025-03-0{day} 08:00:00,"Legs",1h,Squat,1,0,{day},0,0,,,' for day in (1, 3, 2)]
    programmes = read_by(strong, _old(*days))

    assert [(each.title, outline(each.steps)) for each in programmes] == [
        ("Legs", ["reps Squat 3 times x1"]),
        ("Legs (2)", ["reps Squat 2 times x1"]),
        ("Legs (3)", ["reps Squat 1 times x1"]),
    ]


def test_of_many_sessions_the_newest_are_read() -> None:
    days = (
        f"20{year}-0{month}-0{day} 08:00:00,A,1h,Squat,1,0,5,0,0,,,"
        for year in range(10, 15)
        for month in range(1, 6)
        for day in range(1, 6)
    )
    programmes = read_by(strong, _old(*days))

    assert len(programmes) == 100
    assert LeftOut(2, None, "older sessions are left out (25 of them)") in programmes[0].left_out


@pytest.mark.parametrize(
    "text",
    [_old(), _old("x"), _old(f"{EVENING}Squat,1,50,0,0,0,,,"), _old(f"{EVENING}Run,W,0,5,0,0,,,")],
)
def test_a_log_without_a_set_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no set of it"):
        read_by(strong, text)


def test_other_tables_are_not_taken() -> None:
    assert not strong.recognises(document("Workout Name,Exercise Name,Reps\nA,Squat,5\n"))
