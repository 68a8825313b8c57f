"""What is personal is cut out, in the languages of lists; what is none stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.importers.personal import may_name_a_person, names_in, without_personal


@pytest.mark.parametrize(
    "line",
    [
        "Patient: Margaret Ellis        DOB: 04/05/1961",
        "Name: ____________   Date: ________",
        "Physiotherapeutin: Jana Krause",
        "Kinésithérapeute : Claire Fontaine",
        "Paciente: Lucía Romero | Fecha: 12/03/2027",
        "Fisioterapista: Carlo Bassi",
        "Пациент: Анна Соколова",
        "Fysiotherapeut: Daan Visser",
        "Access Code: 7QX2MKLP",
        "Prepared by: Dana Whitlock",
        "Maria Lopes, PT, DPT",
        "Northfield General Hospital",
        "Praxis am Markt",
        "14 Mill Lane, Northfield NF4 2QT",
        "Marktstraße 8, 50667 Köln",
        "12 rue des Lilas, 75011 Paris",
        "Tel: 01632 960 144",
        "+49 221 998877",
        "anna@movewell.example",
        "https://clinic.example/share/7QX2",
        "Friday, Aug 7, 2026 at 8:21 PM",
        "3. Februar 2027",
        "12 janvier 2027",
        "Hallo Frau Berger,",
        "Dear Margaret,",
        "Viele Grüße",
        "Kind regards, Tom",
        "Saludos,",
        "С уважением,",
        "On Mon, 3 Feb 2027, Tom Hargreave wrote:",
        "Notes: Mr Ellis said this one hurts",
        "Diagnosis: disc prolapse",
        "Patient Jane Doe",
        "Therapist - Bob Smith",
        "Tuesday 9 March at 10:30",
    ],
)
def test_a_line_of_personal_things_is_told_to_nobody(line: str) -> None:
    assert without_personal(line) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bridge 3x10 (as Dr. Smith showed)", "Bridge 3x10 (as … showed)"),
        ("Hi Margaret, here are your exercises", "… here are your exercises"),
        ("If it hurts, call 01632 960 145.", "If it hurts, …."),
        ("TUESDAY 02.03.27", "TUESDAY …"),
        ("Exercises for Jane Doe", "Exercises …"),
        ("Übungsprogramm vom 05.01.2027", "Übungsprogramm…"),
        ("Programme from 5 March 2027: knees", "Programme from …: knees"),
        ("Ask at Northfield Clinic if you are unsure.", "Ask at … if you are unsure."),
        ("Patient: Jane Doe | Bridge 3x10", "… | Bridge 3x10"),
    ],
)
def test_what_is_personal_is_cut_out_of_a_line(line: str, told: str) -> None:
    assert without_personal(line) == told


@pytest.mark.parametrize(
    "line",
    [
        "Prone press-ups (McKenzie): 10 reps × 3 sets, every 2-3 hours",
        "12/12 hip thrust, tempo 3/1/3, 21-15-9, 10/10/10",
        "From: hands and knees",
        "Practice: 5 min",
        "March in place: 2 min",
        "Exercises for Lower Back",
        "Patient Education",
        "You may do 10 of them",
        "Day 1: lower back",
        "Dag 1: maandag",
        "Best stretch ever: 3x10",
        "To the side: 10 reps",
        "10000 Schritte am Tag",
        "2:00 rest, then 0 30 0",
        "- 60s @rest: 30s @perside",
    ],
)
def test_a_line_of_exercises_stays_as_it_is(line: str) -> None:
    assert without_personal(line) == line


def test_names_that_a_header_tells_are_cut_out_everywhere() -> None:
    names = names_in("Patient: Margaret Ellis\nHallo Frau Berger,\nBridge 3x10\n")

    assert names == ("Margaret Ellis", "Margaret", "Berger", "Ellis")
    assert without_personal("Bridge 3x10, slower for Margaret", names) == "Bridge 3x10, slower…"
    assert without_personal("Ellis should rest more", names) is None


def test_a_name_may_stand_inside_of_a_sentence_but_not_at_its_beginning() -> None:
    assert may_name_a_person("Your friend Sarah can help you.")
    assert not may_name_a_person("Lift your hips. Slowly lower them, as in Pilates.")


@given(st.text(max_size=300))
def test_any_text_is_cut_without_a_fault(text: str) -> None:
    told = without_personal(text, names_in(text))

    assert told is None or told.strip() == told
