"""Names of columns, as people and programs write them, in several languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matcue.importers.tables.columns import Meaning, column_of, columns_of

NAMED = {
    Meaning.NAME: "Exercise · exercise_title · EXERCISES · Übung · Ejercicio · Nom · Esercizio",
    Meaning.SETS: "Sets · # of Sets · numberOfSets · set_nr · Sätze · Séries · Rounds · Подходы",
    Meaning.REPS: "Reps · Repetitions · repsOrTime · Reps / Time · Wdh. · Répétitions · tekrar",
    Meaning.HOLD: "Hold · hold_seconds · holdSeconds · Hold (s) · HOLD [sec] · Haltezeit (Sek.)",
    Meaning.TIME: "Duration · duration_seconds · Time · dur · Seconds · Dauer (min) · Durée",
    Meaning.REST: "Rest · rest_seconds · restBetweenSets · Descanso · Pause · Recupero · Отдых",
    Meaning.DOSE: "Sets × Reps · Sets x Reps · sets_x_reps · Sets/Reps · Sätze x Wdh. · Dosage",
    Meaning.SIDE: "Side · Seite · Lado · L/R · Notation",
    Meaning.EACH_SIDE: "unilateral · perSide · two_sided · leftAndRight · switchSide · Each side",
    Meaning.OFTEN: "Frequency · How often · Häufigkeit · frecuencia",
    Meaning.TEXT: "Notes · Comments · coaching_cues · Set-up · Tip · Bemerkung · Consignes",
    Meaning.DAY: "Day · Session · Workout Name · Tag · Día · Semaine",
    Meaning.WEIGHT: "Weight (kg) · weight_lbs · Load (lb) · Tension · RPE · Peso · Band",
    Meaning.PERSONAL: "Patient · therapist · Started · createdAt · E-mail · Access code",
    Meaning.NUMBERING: "# · No. · id · sort_order",
    Meaning.OTHER: "Difficulty · Category · Plank 30 s",
}


@pytest.mark.parametrize(
    ("title", "meaning"),
    [(title, meaning) for meaning, titles in NAMED.items() for title in titles.split(" · ")],
)
def test_a_column_means_what_its_name_says(title: str, meaning: Meaning) -> None:
    assert column_of(title).meaning is meaning


@pytest.mark.parametrize(
    ("title", "seconds"),
    [
        ("Hold (s)", 1),
        ("Hold (min)", 60),
        ("restMinutes", 60),
        ("Duration in minutes", 60),
        ("duration_ms", Fraction(1, 1000)),
        ("Hold", None),
    ],
)
def test_the_name_of_a_column_may_tell_the_unit(title: str, seconds: Fraction | None) -> None:
    assert column_of(title).unit == seconds


@pytest.mark.parametrize("title", ["Reps per side", "Reps/side", "Reps (each side)", "repsPerLeg"])
def test_the_name_of_a_column_may_tell_that_it_is_for_each_side(title: str) -> None:
    column = column_of(title)

    assert (column.meaning, column.each_side) == (Meaning.REPS, True)


@pytest.mark.parametrize(
    "header", [("Name", "Phone"), ("Sets", "Reps"), ("Item", "Quantity"), ("Meal", "Time"), ("x",)]
)
def test_a_header_without_exercises_or_without_figures_is_none(header: tuple[str, ...]) -> None:
    assert columns_of(header) is None


def test_what_is_only_called_a_name_beside_the_exercises_is_that_of_a_person() -> None:
    columns = columns_of(("Name", "Exercise", "Sets"))

    assert columns
    assert [column.meaning for column in columns] == [Meaning.PERSONAL, Meaning.NAME, Meaning.SETS]


def test_min_is_the_end_of_a_range_beside_max_and_else_minutes() -> None:
    both = columns_of(("exercise", "hold_min", "hold_max"))
    alone = columns_of(("exercise", "hold_min"))

    assert both
    assert [(column.bound, column.unit) for column in both[1:]] == [("min", None), ("max", None)]
    assert alone
    assert (alone[1].bound, alone[1].unit) == ("", 60)
