"""Records of JSON and YAML: nested, named by their keys, with figures of every form."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import UnreadableDocument
from matcue.importers.programme import LeftOut
from matcue.importers.tables import records
from tests.importers.outline import document, outline, read_by

if TYPE_CHECKING:
    from matcue.importers.programme import Programme


def _read(content: object) -> Programme:
    (programme,) = read_by(records, content)
    return programme


BRIDGE = {"name": "Bridge", "sets": 3, "reps": 10}
HANG = {"name": "Hang", "seconds": 30}


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (
            {"exercise": "Bridge", "sets": 3.0, "reps": "10", "restSeconds": 30},
            "reps Bridge 10 times x3 rest 30",
        ),
        ({"title": "Bridge", "reps": 10, "holdSeconds": 5}, "reps Bridge 10 times 5"),
        ({"name": "Bridge", "reps": {"min": 8, "max": 12}}, "reps Bridge 8 times"),
        ({"name": "Bridge", "reps_min": 8, "reps_max": 12}, "reps Bridge 8 times"),
        ({"name": "Bridge", "hold": {"value": 20, "unit": "sec"}}, "hold Bridge 20"),
        ({"name": "Bridge", "duration": 40, "reps": 0, "sets": None}, "hold Bridge 40"),
        ({"name": "Bridge", "duration_ms": 45000}, "hold Bridge 45"),
        ({"name": "Bridge", "reps": [10, 8, 6]}, "reps Bridge 6 times x3"),
        ({"name": "Bridge", "sets": [{"reps": 10}, {"reps": 8}]}, "reps Bridge 8 times x2"),
        ({"name": "Bridge", "dosage": {"sets": 2, "reps": 12}}, "reps Bridge 12 times x2"),
        ({"exercise": {"name": "Bridge"}, "reps": 10}, "reps Bridge 10 times"),
        ({"instruction": "Bridge", "number": 30, "istimed": True}, "hold Bridge 30"),
        ({"instruction": "Bridge", "number": 12, "istimed": False}, "reps Bridge 12 times"),
        ({"name": "Bridge", "reps": 8, "perSide": True}, "reps Bridge 8 times both"),
        ({"name": "Bridge", "reps": 8, "unilateral": False}, "reps Bridge 8 times none"),
        ({"name": "Bridge", "reps": 8, "side": "left"}, "reps Bridge 8 times left"),
    ],
)
def test_a_record_is_a_step(record: dict[str, Any], told: str) -> None:
    step = _read([record]).steps[0]

    assert outline((step,)) == [told]
    assert step.sure


def test_a_step_tells_its_record_without_what_is_personal() -> None:
    programme = _read(
        {
            "patient": "Jane Doe",
            "name": "Jane Doe",
            "private_notes": "sore since May",
            "exercises": [BRIDGE | {"id": 7, "assignedBy": "Jane Doe", "category": "x"}, HANG],
        }
    )

    assert [(step.line, step.source) for step in programme.steps] == [
        (1, "name: Bridge, sets: 3, reps: 10"),
        (2, "name: Hang, seconds: 30"),
    ]
    assert programme.left_out == (
        LeftOut(1, None, "personal"),
        LeftOut(1, "category", "it is no part of a dose (1 cell)"),
    )
    assert not any(private in repr(programme) for private in ("Jane", "sore"))


@pytest.mark.parametrize(
    "nested",
    [
        {
            "days": [
                {"day": "Monday", "exercises": [BRIDGE]},
                {"day": "Friday", "exercises": [HANG]},
            ]
        },
        {"Monday": [BRIDGE], "Friday": [HANG]},
        {"title": "Mine", "plan": {"Monday": {"exercises": [BRIDGE]}, "Friday": [HANG]}},
        {"workouts": [{"name": "Monday", "items": [BRIDGE]}, {"name": "Friday", "items": [HANG]}]},
        [BRIDGE | {"day": "Monday"}, HANG | {"day": "Friday"}],
    ],
)
def test_each_day_is_a_programme_wherever_it_is_told(nested: object) -> None:
    programmes = read_by(records, nested)

    assert [(each.title, outline(each.steps)) for each in programmes] == [
        ("Monday", ["reps Bridge 10 times x3"]),
        ("Friday", ["hold Hang 30"]),
    ]


def test_a_day_that_is_a_number_gets_its_word() -> None:
    days = [{"day": number, "exercises": [BRIDGE]} for number in (1, 2)]

    assert [each.title for each in read_by(records, {"days": days})] == ["Day 1", "Day 2"]


@pytest.mark.parametrize(
    "sections",
    [
        {"warmUp": [BRIDGE], "main_part": [HANG]},
        {
            "blocks": [
                {"name": "Warm up", "exercises": [BRIDGE]},
                {"name": "Main part", "exercises": [HANG]},
            ]
        },
    ],
)
def test_groups_that_are_no_days_are_sections(sections: dict[str, Any]) -> None:
    programme = _read({"title": "Mine"} | sections)

    assert programme.title == "Mine"
    assert outline(programme.steps) == [
        "section Warm up",
        "reps Bridge 10 times x3",
        "section Main part",
        "hold Hang 30",
    ]


def test_a_group_with_rounds_is_repeated() -> None:
    circuit = {"name": "Circuit A", "rounds": 3, "rest": 60, "exercises": [BRIDGE, HANG]}

    assert outline(_read({"blocks": [circuit]}).steps) == [
        ["rounds x3 rest 60", "reps Bridge 10 times x3", "hold Hang 30"]
    ]


def test_exercises_may_be_keys_or_lines_of_text() -> None:
    by_key = _read({"Bridge": {"sets": 3, "reps": 10}, "Hang": {"seconds": 30}})
    lines = _read({"exercises": ["Bridge 3 x 10", "Hang - 30 s"]})

    assert outline(by_key.steps) == ["reps Bridge 10 times x3", "hold Hang 30"]
    assert outline(lines.steps) == ["reps Bridge 10 times x3", "hold Hang 30"]


def test_a_rest_among_records_is_a_rest() -> None:
    steps = _read([HANG, {"type": "rest", "duration": 20}, BRIDGE, {"name": "Cobra"}]).steps

    assert outline(steps) == [
        "hold Hang 30",
        "rest rest 20",
        "reps Bridge 10 times x3",
        "name Cobra",
    ]


def test_a_printed_home_programme_is_read() -> None:
    def exercise(title: str, unilateral: object, note: str = "", **dose: object) -> object:
        dosage = {"hold_seconds": None, "reps": None, "sets": None, "daily": 2, "weekly": 7}
        notes = [note] if note else []
        return {
            "title": title, "unilateral": unilateral, "dosage": dosage | dose, "notes": notes,
        }  # fmt: skip

    once, twice = {"min": 1, "max": 1}, {"min": 2, "max": 2}
    programme = _read(
        {
            "provider": "(replaced)",
            "exercises": [
                exercise("Calf stretch", unilateral=True, hold_seconds=30),
                exercise("Chin tuck", False, "hold 5 sec", reps={"min": 6, "max": 8}, sets=twice),
                exercise("Row", unilateral=False, reps=once, sets={"min": 2, "max": 3}),
            ],
        }
    )

    assert outline(programme.steps) == [
        "hold Calf stretch 30 both",
        "reps Chin tuck 6 times 5 none x2",
        "reps Row 1 times none x2",
    ]
    assert programme.often == "2 times a day, 7 days a week"


def test_a_routine_of_wger_is_read() -> None:
    def entry(exercise: object, unit: int, **figures: str) -> dict[str, object]:
        configs = {f"{name}_configs": [{"value": value}] for name, value in figures.items()}
        return {"exercise": exercise, "repetition_unit": unit, "comment": "", **configs}

    named = {"translations": [{"name": "Hang"}]}
    slots = [
        {"comment": "", "entries": [entry(7, 1, set_nr="4", repetitions="8", rest="120")]},
        {"comment": "each side", "entries": [entry(named, 3, set_nr="3", repetitions="30")]},
        {"comment": "", "entries": [entry(named, 1, repetitions="8", max_repetitions="12")]},
    ]
    programme = _read(
        {
            "name": "Back",
            "start": "2026-01-01",
            "days": [
                {"name": "Day A", "slots": slots},
                {"name": "Off", "is_rest": True, "slots": []},
            ],
        }
    )

    assert (programme.title, programme.steps[2].reps) == ("Back", (8, 12))
    assert outline(programme.steps[:2]) == [
        "reps Exercise 7 8 times x4 rest 120",
        "hold Hang 30 both x3",
    ]
    assert [step.why for step in programme.steps[:2]] == ["What is Exercise 7 of wger called?", ""]
    assert programme.left_out == (LeftOut(4, "Off", "it is a day of rest"),)


@pytest.mark.parametrize(
    "text",
    [
        """\
title: Mine
exercises:
  - name: Bridge
    sets: 3
    reps: 10
  - name: Hang
    seconds: 30
""",
        "- exercise: Bridge\n  dose: 3 x 10\n- {exercise: Hang, hold: 0:30}\n",
    ],
)
def test_yaml_is_read_as_json_is(text: str) -> None:
    programme = _read(text)

    assert programme.format == "yaml"
    assert outline(programme.steps) == ["reps Bridge 10 times x3", "hold Hang 30"]


@pytest.mark.parametrize(
    "text",
    [
        "- Bridge 3x10\n- Hang 30 s\n",
        "Bridge: 3x10\nHang: 30 s\n",
        "- Name: Bridge\n- Sets: 3\n- Reps: 10\n",
        "[ ] Bridge 3x10\n[ ] Hang 30 s\n",
        "Name,Reps\nBridge,10\n",
        "",
    ],
)
def test_a_list_of_text_is_not_taken(text: str) -> None:
    assert not records.recognises(document(text))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("title: Mine\nsteps:\n  - stretch: bridge\n    reps: 10\n", "`matcue play` plays it"),
        ({"steps": [{"stretch": "bridge"}]}, "`matcue play` plays it"),
        ('[{"name": "Bridge", "reps": 1, "reps": 2}]', "“reps” stands twice"),
        ('{"exercises": [{"name": "Bridge", "reps": 10,}]}', "line 1 is wrong"),
        ('[{"name": "Bridge", "reps": ' + "1" * 5000 + "}]", "too long"),
        ("- name: Bridge\n  reps: 1\n  reps: 2\n", "line 3"),
        ("- name: Bridge\n  reps: *many\n", "aliases"),
        ("[" * 100_000, "too deep"),
        ('[{"name":' * 50_000, "too deep"),
        ('{"a":' * 800 + '[{"name": "Bridge", "reps": 1}]' + "}" * 800, "50 levels"),
        ([BRIDGE] * 1_500, "1,000 exercises"),
        ([{"a": 1}] * 50_000, "20,000 values"),
        ({"settings": {"duration": 30, "rest": 10}, "stats": {"sets": 4}}, "no record"),
        ({"users": [{"name": "Jane", "count": 3}]}, "no record"),
        ("[]", "no record"),
    ],
)
def test_what_is_broken_or_out_of_all_measure_is_refused(content: object, why: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_by(records, content)
    assert why in str(refused.value)


@pytest.mark.parametrize("odd", ["1e999", "NaN", "-5", "1" * 300, '"∞"', '"many"'])
def test_an_odd_figure_is_asked_and_never_taken(odd: str) -> None:
    (step,) = _read(f'[{{"name": "Curl", "sets": 2, "reps": {odd}}}]').steps

    assert (step.reps, step.sure) == (None, False)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**20)
    | st.floats()
    | st.sampled_from(["10", "left", "3x10", "—"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "exercise", "sets", "reps", "hold", "days", "rounds", "min", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(values=st.lists(VALUES, max_size=3))
def test_any_values_are_read_or_refused_in_words(values: object) -> None:
    given_document = document(json.dumps(values))
    assert records.recognises(given_document)
    with suppress(UnreadableDocument):
        assert records.read(given_document)
