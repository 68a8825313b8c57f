"""Whole documents: sheets of clinics, mails, plans of chats, pages, days at the gym."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.importers.lists import text as lists
from matcue.importers.programme import Kind, Programme, Step
from tests.importers.outline import document, outline, read_by

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = Path(__file__).with_name("documents")


def _read(name: str) -> tuple[Programme, ...]:
    return read_by(lists, (DOCUMENTS / name).read_text())


def _all(text: str) -> list[object]:
    (programme,) = read_by(lists, text)
    return outline(programme.steps)


def _flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _flat(step.steps)


def _told(programmes: tuple[Programme, ...]) -> str:
    """All the texts that programmes tell."""
    words: list[str | None] = []
    for programme in programmes:
        words += [programme.title, programme.often]
        for step in _flat(programme.steps):
            words += [step.name, step.source, step.text, step.often, step.why]
        words += [out.source for out in programme.left_out]
    return "\n".join(word for word in words if word)


@pytest.mark.parametrize(
    ("name", "language", "title", "often", "expected"),
    [
        (
            "leaflet.txt",
            "en",
            "Low back exercises",
            None,
            [
                "reps Knee rolls 10 times 5 both",
                "hold Single knee hug 20 both x3",
                "reps Sit to stand 8 times x2",
                "reps Heel raises 15 times",
            ],
        ),
        (
            "mail-german.txt",
            "de",
            "Ihr Übungsprogramm",
            "2x täglich",
            [
                "reps Beckenkippen im Liegen 10 times x2",
                "reps Brücke 12 times x3 rest 60",
                "hold Seitstütz auf den Knien 20 both x3",
                "hold Dehnung Hüftbeuger (halber Kniestand) 45 both",
                "breaths Katze-Kuh 10 times",
                "hold Knie zur Brust 15 both x5",
            ],
        ),
        (
            "mail.txt",
            "en",
            "Your shoulder programme",
            None,
            [
                "time Pendulum swings 30 directions",
                "reps Wall slides 12 times x2",
                "hold Isometric external rotation 10 x5",
                "hold Doorway pec stretch 30 both x3",
                "note Ice 600",
            ],
        ),
        (
            "labels-french.txt",
            "fr",
            "Programme d'exercices à domicile",
            None,
            [
                "reps Pont fessier 12 times x3 rest 45",
                "hold Étirement du piriforme 30 both x2",
                "hold Gainage ventral 20 x3 rest 60",
            ],
        ),
        (
            "labels.txt",
            "en",
            "Knee rehab - phase 1",
            "3 x per week",
            [
                "reps HEEL SLIDES 15 times x2 rest 30",
                "hold WALL SIT 20 x4",
                "reps SIDE-LYING LEG LIFT 12 times both x2",
            ],
        ),
        (
            "nested-italian.md",
            "it",
            "Scheda schiena",
            None,
            [
                "section Riscaldamento",
                "time Camminata sul posto 180",
                "reps Rotazioni del busto 10 times both",
                [
                    "rounds x3",
                    "reps Ponte glutei 15 times",
                    "reps Bird dog 8 times both",
                    "hold Plank 30",
                ],
                "section Defaticamento",
                "hold Posizione del bambino 60",
                "hold Stretching del quadricipite 30 both x2 rest 30",
            ],
        ),
        (
            "defaults-portuguese.txt",
            "pt",
            "EXERCÍCIOS PARA A COLUNA",
            "2 vezes por dia",
            [
                "reps Ponte 10 times",
                "reps Gato 10 times",
                "reps Inclinação pélvica 10 times",
                "hold Alongamento do quadril 30 both",
            ],
        ),
        (
            "leaflet-dutch.txt",
            "nl",
            "Oefeningen voor de onderrug",
            None,
            [
                "reps Bekken kantelen 10 times 5",
                "hold Knie naar borst 20 both x3",
                "reps Bruggetje 12 times x3",
            ],
        ),
        (
            "list-russian.txt",
            "ru",
            "Комплекс для спины",
            "ежедневно",
            [
                "reps Ягодичный мостик 12 times x3 rest 30",
                "reps Кошка-корова 10 times",
                "hold Боковая планка 20 both x3 rest 30",
                "hold Растяжка грушевидной мышцы 30 both",
                "hold Поза ребёнка 60",
            ],
        ),
        (
            "page.html",
            "en",
            "Desk worker's routine",
            None,
            [
                "reps Chin tucks 10 times 5 x2",
                "hold Doorway stretch 30 both",
                "reps Thoracic extension over chair 8 times",
            ],
        ),
        (
            "gym.txt",
            "en",
            "TUESDAY",
            None,
            [
                "section Warm Up",
                [
                    "rounds x2",
                    "reps scap push-ups 10 times",
                    "reps air squats 10 times",
                    "distance jog",
                ],
                "section Strength",
                "reps Front squat 3 times x5 rest 120",
                "section Conditioning",
                "emom  60 x10",
                "reps burpees 8 times",
                "section Cool down",
                "hold Couch stretch 90 both",
                "hold Pigeon pose 60 both",
            ],
        ),
        (
            "form.txt",
            "en",
            "HOME EXERCISE SHEET",
            None,
            [
                "blank Quad set",
                "reps Ankle pumps 20 times 3",
                "blank Straight leg raise",
            ],
        ),
        (
            "printed.txt",
            "en",
            "",
            None,
            [
                "reps BRIDGING 10 times 5 x2",
                "hold HAMSTRING STRETCH WITH TOWEL 30 x3",
                "hold PRONE ON ELBOWS 120 x1",
            ],
        ),
    ],
)
def test_a_document_is_read_as_it_is_meant(
    name: str, language: str, title: str, often: str | None, expected: list[object]
) -> None:
    (programme,) = _read(name)

    assert outline(programme.steps) == expected
    assert (programme.title, programme.language, programme.often) == (title, language, often)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "chat-spanish.md",
            {
                "Día 1 – Movilidad": [
                    "section Calentamiento",
                    "time Marcha en el sitio 120",
                    "reps Círculos de hombros 10 times directions",
                    "section Bloque principal",
                    "reps Gato-vaca 10 times x2",
                    "reps Puente de glúteos 12 times x3 rest 45",
                    "hold Estiramiento de isquiotibiales 30 both",
                ],
                "Día 2 – Fuerza": [
                    "hold Plancha lateral 20 both x3",
                    "reps Sentadillas 10 times x3",
                    "time Caminata suave 900",
                ],
            },
        ),
        (
            "chat.md",
            {
                "Day 1: Upper body": [
                    "reps Wall push-ups 10 times x3 rest 60",
                    "reps Shoulder rolls 10 times directions",
                    "hold Doorway chest stretch 30 both x2",
                ],
                "Day 3: Core": [
                    "reps Dead bug 8 times both x3",
                    "hold Plank 20 x3",
                    "reps Bird dog 10 times both x2",
                ],
            },
        ),
    ],
)
def test_each_day_with_exercises_is_a_programme(
    name: str, expected: dict[str, list[object]]
) -> None:
    programmes = _read(name)

    assert {one.title: outline(one.steps) for one in programmes} == expected
    assert {one.format for one in programmes} == {"markdown"}


def test_how_it_is_done_comes_along_without_doses_and_pictures() -> None:
    rolls, hug, stand, raises = _read("leaflet.txt")[0].steps

    assert rolls.text == (
        "Lie on your back with both knees bent and your feet flat on the bed. "
        "Slowly let your knees drop to one side."
    )
    assert hug.text == "Lie on your back. Pull one knee towards your chest with both hands."
    assert (stand.often, stand.line) == ("3 times a day", 23)
    assert raises.text == (
        "Stand holding on to a work surface. Rise up on to your toes and lower slowly."
    )


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("leaflet.txt", "Margaret Ellis Tom Hargreave Northfield Mill 1961 01632 2027 example"),
        ("mail-german.txt", "Jana Krause Sabine Berger praxis Marktstraße Köln 0151 2027 17:12"),
        ("mail.txt", "Anna Whitfield Sam Porter Mehta MoveWell 07700 MCSP High February 2027"),
        ("labels-french.txt", "Luc Moreau Claire Fontaine 2027"),
        ("labels.txt", "Ellis"),
        ("page.html", "Amy fit.example"),
        ("printed.txt", "Maria Lopes 4HJ29XQ 2027 example"),
        ("gym.txt", "27 555"),
    ],
)
def test_nothing_personal_comes_along(name: str, personal: str) -> None:
    told = _told(_read(name))

    assert [word for word in personal.split() if word in told] == []


def test_what_is_left_out_says_why() -> None:
    left_out = {(out.source, out.why) for day in _read("chat.md") for out in day.left_out}

    assert ("### Tips for success", lists.ADVICE) in left_out
    assert ("- Increase reps by 2 each week.", lists.ADVICE) in left_out
    assert ("## Day 2: Rest day", "a heading of nothing that was read") in left_out
    assert ("Membership $59 per month, …", lists.PRICE) in {
        (out.source, out.why) for out in _read("gym.txt")[0].left_out
    }


def test_one_side_of_all_comes_before_the_other() -> None:
    assert _all(
        "Hip stretches\n\nHold each stretch for 30 seconds and do each one twice.\n"
        "Do one side all the way through, then repeat on the other side.\n\n"
        "1. Figure four\n2. Quad stretch\nKeep your knees together.\n"
    ) == [
        "hold Figure four 30 left x2",
        "hold Quad stretch 30 left x2",
        "hold Figure four 30 right x2",
        "hold Quad stretch 30 right x2",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge\nBird dog\nClam\n", ["name Bridge", "name Bird dog", "name Clam"]),
        ("- Bridge\n- Bird dog\n", ["name Bridge", "name Bird dog"]),
        (
            "3 rounds of 10-15 reps of:\nBridge\nSit-ups\nPlank (30 s)\n\nStretch\nCobra 60 s",
            [
                ["rounds x3", "reps Bridge 10 times", "reps Sit-ups 10 times", "hold Plank 30"],
                "section Stretch",
                "hold Cobra 60",
            ],
        ),
        (
            (
                "Tuesday class\nDo this circuit 3 times, resting 90 seconds between rounds:\n"
                "- Bridge: 10 reps\n- Plank: 20 seconds\n"
            ),
            [["rounds x3 rest 90", "reps Bridge 10 times", "hold Plank 20"]],
        ),
        (
            "2 rounds:\n- Bridge: 10 reps\n- Plank: 20 seconds\n- Rest 60 seconds\n",
            [["rounds x2 rest 60", "reps Bridge 10 times", "hold Plank 20"]],
        ),
        (
            "## Warm-up (5 min)\n- Cat-cow 10\n## Hips (10 min)\n- Clam 12 reps each side\n",
            [
                "section Warm-up",
                "reps Cat-cow 10 times",
                "section Hips",
                "reps Clam 12 times both",
            ],
        ),
        (
            "Sets\n3\nBridge\nSets\n3\nReps\n10\nPlank\nHold\n20 seconds\n",
            ["reps Bridge 10 times x3", "hold Plank 20"],
        ),
        (
            (
                "1. Lie on your back and lift your hips, hold 5 seconds. Repeat 10 times.\n"
                "2. Kneel and sit back. Hold for 30 seconds.\n"
            ),
            ["reps Lie on your back and lift your hips 10 times 5", "hold Kneel and sit back 30"],
        ),
        (
            "Calf stretch R: 30 s\nCalf stretch L: 20 s",
            ["hold Calf stretch 30 right", "hold Calf stretch 20 left"],
        ),
        (
            (
                "Of course! Here is a 20-minute routine.\n### Neck stretch (2 minutes)\n"
                "- **Duration:** Hold for 30 seconds on each side.\n- **Repetitions:** 2 times\n"
            ),
            ["hold Neck stretch 30 both x2"],
        ),
        (
            (
                "1SUPINE FLEXION\nRaise a stick.\nSets 2 Reps 10 Sessions per day 1\n"
                "2WALL WALK\nSets 2 Reps 8 Sessions per day EVERY OTHER DAY\n"
            ),
            ["reps SUPINE FLEXION 10 times x2", "reps WALL WALK 8 times x2"],
        ),
        (
            "Squat 3x12\nLunge 10 per leg\nrest 60s between exercises\n",
            ["reps Squat 12 times x3", "rest  60", "reps Lunge 10 times both"],
        ),
        (
            "- Pont : 2 séries de 10, repos 30 s\n- Marche 15 à 20 minutes tous les jours\n",
            ["reps Pont 10 times x2 rest 30", "time Marche 900"],
        ),
        (
            (
                "Hold every stretch for 20 s on each leg.\n\nCalf stretch\nPress your heel down.\n"
                "Hip flexor stretch\nPush your hips forward. Repeat twice.\n"
            ),
            ["hold Calf stretch 20 both", "hold Hip flexor stretch 20 both x2"],
        ),
        (
            "A. Nek draaien: 10x links en rechts\nB. Plank: 3 x 20 sec\n",
            ["reps Nek draaien 10 times both", "hold Plank 20 x3"],
        ),
        (
            "Aufwärmen\n- 5 Min. lockeres Gehen\nDehnen\n- Hüftbeuger 2 x 30 Sek. pro Seite\n",
            [
                "section Aufwärmen",
                "time lockeres Gehen 300",
                "section Dehnen",
                "hold Hüftbeuger 30 both x2",
            ],
        ),
        (
            "Cat-cow\n8 rounds\n\nChild's pose\n10 breaths\n",
            ["reps Cat-cow 8 times", "breaths Child's pose 10 times"],
        ),
    ],
)
def test_a_list_is_read_by_how_its_lines_stand(text: str, expected: list[object]) -> None:
    assert _all(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hold for 10 seconds, then lower back down. Repeat 5 times.", ["hold  10 x5"]),
        ("Reps: 8 per side", ["reps  8 times both"]),
        ("Rest 30 seconds", ["rest  30"]),
        ("Ice for 10 min afterward", ["note Ice 600"]),
        ("Chin tucks 3x daily + dead hangs", ["name Chin tucks", "name dead hangs"]),
    ],
)
def test_a_line_alone_is_read_even_without_a_name(text: str, expected: list[object]) -> None:
    assert _all(text) == expected


def test_a_question_that_a_line_leaves_stays() -> None:
    (programme,) = read_by(lists, "Clam L: 12 reps\nClam R: 12 reps\nLunge: 10 reps\n")

    assert outline(programme.steps) == ["reps Clam 12 times both", "reps Lunge 10 times"]
    assert [step.why for step in programme.steps] == ["", "Is it on each side, or in all?"]


@pytest.mark.parametrize(
    "text",
    [
        "Stay hydrated and sleep for 8 hours.",
        "Tips:\n- Walk for 10 minutes a day\n- Drink 2 litres of water",
        "Massage: 45 € for 30 minutes",
        "Would you like a plan of 20 minutes?",
        "Page 2 of 3",
        "Jane Miller\nCall 01632 960 144",
        "Called Mrs. Miller re: insurance 3/6.",
        "Copyright 2027 Miller",
        "Sure! Here is a routine of 20 minutes:",
        "",
    ],
)
def test_what_is_no_exercise_gives_none(text: str) -> None:
    (programme,) = read_by(lists, text)

    assert [step for step in programme.steps if step.kind is not Kind.NOTE] == []
    assert "Miller" not in _told((programme,))


NAMES = st.sampled_from(
    ["Margaret Ellis", "Zoë O’Brien", "Karl-Heinz Weber", "Lucía Romero", "Анна Соколова"]
)
LABELS = st.sampled_from(
    [
        "Patient: {}",
        "Therapist: {}",
        "Prepared by: {}",
        "Physiotherapeutin: {}",
        "Kinésithérapeute : {}",
        "Paciente: {}",
        "Fisioterapista: {}",
        "Пациент: {}",
        "Hasta: {}",
        "Dear {},",
        "Hallo Frau {},",
        "Bonjour {},",
        "Name: {}",
        "From: {}",
        "Dr. {}",
        "{}, PT, DPT",
    ]
)
CODES = st.from_regex(r"[A-Z][0-9][A-Z0-9]{5}", fullmatch=True)


@given(st.lists(st.tuples(LABELS, NAMES), min_size=1, max_size=4), CODES, st.dates())
def test_nothing_of_a_header_is_told(
    labelled: list[tuple[str, str]], code: str, day: object
) -> None:
    header = "\n".join(label.format(name) for label, name in labelled)
    text = f"{header}\nAccess code: {code}\nDate: {day}\n\n1. Bridge: 3 x 10\n2. Plank: 30 s\n"

    programmes = read_by(lists, text)

    assert outline(programmes[0].steps) == ["reps Bridge 10 times x3", "hold Plank 30"]
    told = _told(programmes)
    assert [word for _, name in labelled for word in name.split() if word in told] == []
    assert code not in told
    assert str(day) not in told


@given(st.text(max_size=2000))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert lists.read(document(text))


ROWS = st.sampled_from(
    "Bridge|3 x 10|Hold 5 s|- Plank 30 s|1. Clam|Rest 1 min|3 rounds:|# Day 1|**Hips:**|Sets: 3|"
    "|Tips:|each side|Regards|  - slowly|___ times|Sets|EMOM 10 min|Hi Tom,|2 x a day".split("|")
)


@given(st.lists(ROWS, max_size=30))
def test_any_order_of_lines_is_read_without_a_fault(rows: list[str]) -> None:
    programmes = lists.read(document("\n".join(rows)))

    assert all(
        1 <= step.line <= max(len(rows), 1)
        for programme in programmes
        for step in _flat(programme.steps)
    )


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "<" * 2_000_000,
        "<script " * 200_000 + "<p>",
        "*" * 2_000_000,
        "bridge 3x10 " * 160_000,
    ],
)
def test_a_line_of_two_million_letters_is_no_trouble(text: str) -> None:
    assert lists.read(document(text))
