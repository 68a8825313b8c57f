"""Tables as text: what stands in their cells, and around them."""

from __future__ import annotations

import csv
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import UnreadableDocument
from matcue.importers.programme import LeftOut, Sides
from matcue.importers.tables import text_tables as tables
from tests.importers.outline import document, outline, read_by

if TYPE_CHECKING:
    from matcue.importers.programme import Programme, Step


def _read(text: str) -> Programme:
    (programme,) = read_by(tables, text)
    return programme


def _steps(text: str) -> list[object]:
    return outline(_read(text).steps)


def _cell(column: str, cell: str, name: str = "Bridge") -> Step:
    """The step of a table whose second column has one cell."""
    (step,) = _read(f"Exercise;{column}\n{name};{cell}\n").steps
    return step


FORMS = {
    "commas": "Exercise,Sets,Reps,Hold\nBridge,3,10,\nPlank,2,,30\n",
    "semicolons and a mark of the byte order": (
        "\ufeffExercise;Sets;Reps;Hold\nBridge;3;10;\nPlank;2;;30,0\n"
    ),
    "tabs": "Exercise\tSets\tReps\tHold\nBridge\t3\t10\t\nPlank\t2\t\t30\n",
    "bars": "Exercise|Sets|Reps|Hold\nBridge|3|10|—\nPlank|2|n/a|30 s\n",
    "some quoted": 'Exercise,"Sets",Reps,Hold\n"Bridge",3,"10",\nPlank,"2",,"30s"\n',
    "carriage returns": "Exercise,Sets,Reps,Hold\r\nBridge,3,10,\r\nPlank,2,,0:30\r\n",
    "other columns": "#,Hold (s),REPS,Sets,Exercise Name\n1,0,10,3,Bridge\n2,30,0,2,Plank\n",
    "German": "Übung;Sätze;Wdh.;Haltezeit (Sek.)\nBridge;3;10;\nPlank;2;-;30\n",
    "Markdown": (
        "| Exercise | Sets | Reps | Hold |\n|:--|--:|:-:|---|\n"
        "| **Bridge** | 3 | 10 | |\n| [Plank](https://example.org) | 2 | — | `30 s` |\n"
    ),
    "Markdown without outer bars": (
        "Exercise | Dose\n--- | ---\nBridge | 3 × 10\nPlank | 2 × 30 s\n"
    ),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_a_table_is_read_in_any_form(text: str) -> None:
    assert _steps(text) == ["reps Bridge 10 times x3", "hold Plank 30 x2"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (FORMS["commas"], "csv"),
        (FORMS["bars"], "csv"),
        (FORMS["tabs"], "tsv"),
        (FORMS["Markdown"], "markdown-table"),
    ],
)
def test_a_programme_tells_what_it_was_read_from(text: str, kind: str) -> None:
    assert _read(text).format == kind


def test_a_step_tells_its_line_and_what_stands_there() -> None:
    steps = _read('Notes,Exercise,Sets\n,Bridge,3\n\n"two\nlines",Plank,2\n,Clam,2\n').steps

    assert [(step.line, step.source, step.text) for step in steps] == [
        (2, ",Bridge,3", ""),
        (4, "two lines,Plank,2", "two lines"),
        (6, ",Clam,2", ""),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("Reps", "8-12", "reps Bridge 8 times"),
        ("Reps", "8 – 12", "reps Bridge 8 times"),
        ("Reps", "x10", "reps Bridge 10 times"),
        ("Reps", "10 each side", "reps Bridge 10 times both"),
        ("Reps", "12/12", "reps Bridge 12 times both"),
        ("Reps", "10 E", "reps Bridge 10 times both"),
        ("Reps", "20T", "reps Bridge 20 times alternating"),
        ("Reps", "20-30 sec", "hold Bridge 20"),
        ("Reps", "5 breaths", "breaths Bridge 5 times"),
        ("Reps", "3x10", "reps Bridge 10 times x3"),
        ("Reps per side", "8", "reps Bridge 8 times both"),
        ("Sets × Reps", "4 × 6–10", "reps Bridge 6 times x4"),
        ("Sets/Reps", "3/12", "reps Bridge 12 times x3"),
        ("Reps x Sets", "10 x 3", "reps Bridge 10 times x3"),
        ("Sets x Time", "3 x 40", "hold Bridge 40 x3"),
        ("Dose", "2 x 30 s each side", "hold Bridge 30 both x2"),
        ("Hold", "40", "hold Bridge 40"),
        ("Hold", "40s", "hold Bridge 40"),
        ("Hold", "1:30", "hold Bridge 90"),
        ("Hold", "0:01:30", "hold Bridge 90"),
        ("Hold", "12:01:30 AM", "hold Bridge 90"),
        ("Hold (min)", "1,5", "hold Bridge 90"),
        ("Hold", "45 s/side", "hold Bridge 45 both"),
        ("Duration", "2 min", "hold Bridge 120"),
    ],
)
def test_a_cell_is_read(column: str, cell: str, told: str) -> None:
    step = _cell(column, cell)

    assert outline((step,)) == [told]
    assert step.sure


@pytest.mark.parametrize(
    ("column", "cell", "told", "why"),
    [
        ("Hold", "01:30:00", "hold Bridge 90", "Is it 1 minute 30 seconds?"),
        ("Reps", "12-Oct", "reps Bridge 10 times", "Is it 10 to 12?"),
        ("Reps", "2026-08-10", "reps Bridge 8 times", "Is it 8 to 10?"),
        ("Time", "2", "hold Bridge 120", "Is it 2 minutes, or 2 seconds?"),
        ("Sets", "3", "reps Bridge x3", "How many repetitions, or how long?"),
        ("Reps", "max", "reps Bridge", "How many repetitions, or how long?"),
        ("Reps", "1e9", "name Bridge", "What does “1e9” mean?"),
        ("Reps", "-3", "name Bridge", "What does “-3” mean?"),
        ("Hold", "a while", "name Bridge", "How long is “a while”?"),
    ],
)
def test_what_is_guessed_of_a_cell_is_asked(column: str, cell: str, told: str, why: str) -> None:
    step = _cell(column, cell)

    assert (outline((step,)), step.why) == ([told], why)


@pytest.mark.parametrize("cell", ["", "—", "-", "n/a", "N/A", "none", "#N/A", "0", "NaN"])
def test_an_empty_cell_tells_nothing(cell: str) -> None:
    assert _steps(f"Exercise,Reps,Hold\nBridge,10,{cell}\n") == ["reps Bridge 10 times"]


@pytest.mark.parametrize(
    ("column", "cell", "sides"),
    [
        ("Side", "Left", Sides.LEFT),
        ("Side", "R", Sides.RIGHT),
        ("Side", "both", Sides.BOTH),
        ("Side", "bilateral", Sides.NONE),
        ("Side", "alternating", Sides.ALTERNATING),
        ("Seite", "beidseitig", Sides.BOTH),
        ("Notation", "E", Sides.BOTH),
        ("Notation", "T", Sides.ALTERNATING),
        ("unilateral", "true", Sides.BOTH),
        ("perSide", "no", Sides.NONE),
        ("bilateral", "true", Sides.NONE),
        ("Comments", "left only", Sides.LEFT),
        ("Comments", "only the right leg", Sides.RIGHT),
        ("Comments", "slowly, on each side", Sides.BOTH),
        ("Comments", "turn left, then look up", None),
        ("Side", "—", None),
    ],
)
def test_sides_are_told_in_words_and_by_yes_or_no(
    column: str, cell: str, sides: Sides | None
) -> None:
    (step,) = _read(f'Exercise,Reps,{column}\nCurl,10,"{cell}"\n').steps

    assert step.sides is sides


@pytest.mark.parametrize(
    ("sets", "reps", "hold", "told"),
    [
        (3, 10, 5, "reps Tilt 10 times 5 x3"),
        (1, 3, 30, "hold Tilt 3 times 30 x1"),
        (5, 1, 10, "hold Tilt 1 times 10 x5"),
        (3, "", 8, "hold Tilt 8 x3"),
    ],
)
def test_a_short_hold_is_inside_each_repetition_and_a_long_one_is_repeated(
    sets: int, reps: object, hold: int, told: str
) -> None:
    assert _steps(f"Exercise,Sets,Reps,Hold\nTilt,{sets},{reps},{hold}\n") == [told]


def test_a_hold_that_a_remark_tells_is_inside_the_repetitions() -> None:
    (step,) = _read('Exercise,Sets,Reps,Notes\nNeck press,2,5,"hold 5 sec, easy"\n').steps

    assert outline((step,)) == ["reps Neck press 5 times 5 x2"]


def test_repetitions_of_what_is_held_are_asked() -> None:
    assert _cell("Reps", "30", "Plank").why == "Is it 30 repetitions, or seconds?"


def test_tempo_and_frequency_are_kept() -> None:
    programme = _read(
        "Exercise,Reps,Tempo,Per day,Per week\nSquat,8,3-1-3,2,5\nPress,8,3010,2,5\nRow,8,x,2,5\n"
    )

    assert [step.tempo for step in programme.steps] == [(3, 1, 3), (3, 0, 1), None]
    assert programme.often == "2 times a day, 5 days a week"


def test_rows_that_number_their_sets_are_one_exercise() -> None:
    (step, other) = _read(
        "Exercise,Set,Reps\nPress,1,10\nPress,2,8\nPress,3,6\nRow,1,12\nRow,2,12\n"
    ).steps

    assert (step.sets, step.reps, step.line) == ((3, 3), (6, 10), 2)
    assert (other.sets, other.reps, other.line) == ((2, 2), (12, 12), 5)


def test_left_and_right_in_two_rows_are_both_sides() -> None:
    assert _steps("Exercise,Hold,Rest\nSide bend L,20,\nSide bend R,20,\nRest,15,\n") == [
        "hold Side bend 20 both",
        "rest Rest 15",
    ]


def test_a_name_keeps_its_figures_and_gives_its_dose() -> None:
    assert _steps(
        "Exercise,Sets,Reps\n90/90 hip switch,2,8\n1. Warrior II,1,5\nHang 30 s,3,\n"
    ) == ["reps 90/90 hip switch 8 times x2", "reps Warrior II 5 times x1", "hold Hang 30 x3"]


def test_each_day_is_a_programme_also_where_it_stands_in_the_first_row_only() -> None:
    programmes = read_by(
        tables, "Day,Exercise,Reps\nMonday,Squat,10\n,Row,12\n2,Press,8\nMonday,Lunge,6\n"
    )

    assert [(each.title, outline(each.steps)) for each in programmes] == [
        ("Monday", ["reps Squat 10 times", "reps Row 12 times", "reps Lunge 6 times"]),
        ("Day 2", ["reps Press 8 times"]),
    ]


def test_each_date_is_a_session_and_neither_it_nor_its_remarks_come_along() -> None:
    programmes = read_by(
        tables,
        "Date,Exercise,Sets,Reps,Note\n"
        "2026-01-09,Hang,5,1,felt strong\n2026-01-11,Hang,4,1,tired\n",
    )

    assert [each.title for each in programmes] == ["Session 1", "Session 2"]
    told = repr(programmes)
    assert not any(private in told for private in ("2026", "strong", "tired"))
    assert programmes[0].left_out == (LeftOut(2, None, "personal"),)


def test_headings_in_a_table_are_sections() -> None:
    text = (
        "Warm-up,,\nExercise,Sets,Reps\nCat-cow,1,10\nMain:,,\nBridge,3,12\nCool-down,,\nCobra,,\n"
    )

    assert _steps(text) == [
        "section Warm-up",
        "reps Cat-cow 10 times x1",
        "section Main",
        "reps Bridge 12 times x3",
        "section Cool-down",
        "name Cobra",
    ]


def test_what_stands_above_and_below_a_table_is_no_exercise() -> None:
    programme = _read(
        "My back plan,,\nPatient,Jane Doe,\nFrequency,twice daily,\n,,\nExercise,Sets,Reps\n"
        "Bridge,3,10\nPlease stop if it hurts and tell us at the next visit.,,\n"
        "Questions? Mail to jane@example.org,,\n"
    )

    assert (programme.title, programme.often) == ("My back plan", "twice daily")
    assert outline(programme.steps) == ["reps Bridge 10 times x3"]
    assert {left.why for left in programme.left_out} == {"personal", "it is no exercise"}
    assert not any(private in repr(programme) for private in ("Jane", "jane"))


def test_columns_that_are_no_dose_are_left_out_once() -> None:
    programme = _read(
        "Exercise,Reps,Load (lb),Started,Difficulty\nBridge,10,20,true,2\nClam,10,30,false,3\n"
    )

    assert programme.left_out == (
        LeftOut(2, "Load (lb)", "a routine has no weights (2 cells)"),
        LeftOut(2, None, "personal"),
        LeftOut(2, "Difficulty", "it is no part of a dose (2 cells)"),
    )


def test_tables_in_a_document_are_its_sections_and_days() -> None:
    table = "| Exercise | Reps |\n|---|---|\n| {} | 10 |\n"
    sections = _read(
        f"# Back plan\n\nDo this twice a day.\n\n## Warm-up\n{table.format('Cat-cow')}\n"
        f"**Strength**\n\n{table.format('Bridge')}\n- Walk: 10 minutes\n\nDrink water. Take care.\n"
    )
    days = read_by(tables, f"## Day 1\n{table.format('Squat')}\n## Day 2\n{table.format('Row')}\n")

    assert (sections.title, sections.often) == ("Back plan", "twice a day")
    assert outline(sections.steps) == [
        "section Warm-up",
        "reps Cat-cow 10 times",
        "section Strength",
        "reps Bridge 10 times",
        "time Walk 600",
    ]
    assert [left.source for left in sections.left_out] == ["Drink water. Take care."]
    assert [each.title for each in days] == ["Day 1", "Day 2"]


def test_the_only_heading_is_the_title() -> None:
    programme = _read("**Upper A**\n| Exercise | Reps |\n|---|---|\n| Row | 10 |\n")

    assert (programme.title, len(programme.steps)) == ("Upper A", 1)


def test_a_table_of_something_else_is_left_out() -> None:
    programme = _read(
        "| Meal | Calories |\n|---|---|\n| Oats | 300 |\n\n"
        "| Pose | Hold |\n|---|---|\n| Cobra | 20 |\n"
    )

    assert outline(programme.steps) == ["hold Cobra 20"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Bridge 3x10\n2. Plank, 30 s, rest 10 s\n",
        "Exercise, rest, hold on\n",
        "Name,Phone\nJane,555\n",
        "Bridge | 3x10 | 60 s\nPlank | 30 s | 60 s\n",
        "",
    ],
)
def test_a_list_is_no_table(text: str) -> None:
    assert not tables.recognises(document(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Exercise,Sets\n" + "Bridge,3\n" * 100_000, "20,000 lines"),
        ("Exercise,Sets\n" + "Bridge,3\n" * 1_500, "1,000 exercises"),
        ("Exercise,Sets\nBridge,3" + ",a" * 10_000, "1,000 cells"),
        ("Exercise,Sets\nBridge," + "3x" * 200_000, "too long"),
        ("Exercise,Sets\n1,2\n", "names an exercise"),
    ],
)
def test_a_table_out_of_all_measure_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        tables.read(document(text))


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    assert len(_read('Exercise,Reps\n"Bridge,10\nCurl,12\nRow,9\n').steps) == 3


DOSED = st.tuples(
    st.sampled_from(["Bridge", "Cat-cow, slow", 'Row "wide"', "Плие", "Squat;deep", "Dip | low"]),
    st.integers(1, 9),
    st.integers(1, 50),
    st.sampled_from([0, 20, 60]),
)


@given(rows=st.lists(DOSED, min_size=1, max_size=8), delimiter=st.sampled_from(",;\t|"))
def test_a_table_that_was_written_is_read_again(
    rows: list[tuple[str, int, int, int]], delimiter: str
) -> None:
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(["Exercise", "Sets", "Reps", "Rest"])
    numbered = [(f"{name} {chr(97 + at)}b", *dose) for at, (name, *dose) in enumerate(rows)]
    writer.writerows(numbered)

    steps = _read(written.getvalue()).steps

    assert [
        (step.name, step.sets, step.reps, int(step.rest[0]) if step.rest else 0) for step in steps
    ] == [(name, (sets, sets), (reps, reps), rest) for name, sets, reps, rest in numbered]


WORDS = """
    Exercise · Sets · Reps · Hold (s) · Day · Date · |---| · Bridge · 3x10 · 12-Oct · 1:30 AM ·
    99:99:99 · — · E · Jane Doe · left only · ∞ · , · ; · | · "
"""
PIECES = st.lists(
    st.sampled_from(["\n", "\t", "\n|-|-|\n", *(word.strip() for word in WORDS.split("·"))]),
    max_size=40,
)


@given(text=PIECES.map("".join) | st.text(max_size=200).map("Exercise,Sets\n{}".format))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    given_text = document(text.encode(errors="replace"))
    if tables.recognises(given_text):
        with suppress(UnreadableDocument):
            assert tables.read(given_text)


def test_rounds_that_a_heading_tells_repeat_what_is_below_it() -> None:
    table = "| Exercise | Reps |\n|---|---|\n| {} | 10 |\n"
    programme = _read(
        f"# Legs\n\n## Warm-up\n{table.format('Row')}\n"
        f"## Circuit (3 rounds)\n{table.format('Squat')}{'| 90/90 | 8 |'}\n"
    )

    assert outline(programme.steps) == [
        "section Warm-up",
        "reps Row 10 times",
        ["rounds x3", "reps Squat 10 times", "reps 90/90 8 times"],
    ]


def test_sums_and_numbers_are_no_names() -> None:
    assert _steps("Exercise,Name,Reps\n1,Bridge,10\n2,Cobra,12\nTotal,,22\n") == [
        "reps Bridge 10 times",
        "reps Cobra 12 times",
    ]


def test_words_beside_the_figures_are_read() -> None:
    assert _steps(
        "Exercise,Sets,Reps,Hold,Rest,Frequency\n"
        "Bridge,3 sets,10 reps,5 sec,60 sec between sets,2x daily\n"
        "Cobra,,,5 breaths,,\n"
        "Curl,2-3,10-12 each arm,-,1-2 min,BID\n"
    ) == [
        "reps Bridge 10 times 5 x3 rest 60",
        "breaths Cobra 5 times",
        "reps Curl 10 times both x2 rest 60",
    ]


def test_the_rest_of_what_has_no_sets_stands_between_it_and_the_next() -> None:
    assert _steps("Exercise,Work,Rest\nStar jump,40,20\nHang,30,15\nRow,20,60\n") == [
        "time Star jump 40",
        "rest  20",
        "hold Hang 30",
        "rest  15",
        "time Row 20",
    ]


def test_whoever_is_named_anywhere_is_named_nowhere() -> None:
    programme = _read(
        "Patient,Jane Doe,,\nExercise,Reps,Therapist,Notes\nBridge,10,Tom Smith,ask Tom to help\n"
        "Clam,12,Tom Smith,slowly\nCurl,8,,let Anna hold the weight\nRow,9,,Jane takes 5\n"
    )

    assert [step.text for step in programme.steps][:3] == ["", "slowly", ""]
    told = repr(programme).lower()
    assert not any(name in told for name in ("jane", "doe", "tom", "smith", "anna"))
