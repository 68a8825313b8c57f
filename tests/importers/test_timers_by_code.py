"""Timers that are known from the code of their apps alone: JAWT, OpenHIIT, TimeR Machine."""

from __future__ import annotations

import json

import pytest

from matcue.importers.folding import lasts
from matcue.importers.timers import jawt, openhiit, timer_machine
from tests.importers.outline import document, outline, read_by


def _workout(*sets: dict[str, object], title: str = "Mine") -> dict[str, object]:
    return {"title": title, "version": 2, "position": 0, "sets": list(sets)}


def _set(repetitions: int, *exercises: tuple[str, int]) -> dict[str, object]:
    listed = [{"name": name, "duration": seconds, "id": "x"} for name, seconds in exercises]
    return {"repetitions": repetitions, "exercises": listed, "id": "x"}


BACK = _workout(
    _set(3, ("Bridge", 30), ("Rest", 10)), _set(1, ("Quad left", 20), ("Quad right", 20))
)


@pytest.mark.parametrize("content", [BACK, {"workouts": [BACK]}])
def test_sets_of_jawt_are_repeated_after_ten_seconds(content: object) -> None:
    (programme,) = read_by(jawt, content)

    assert outline(programme.steps) == [
        "time Get ready 10",
        "time Bridge 30 x3 rest 10",
        "rest Rest 10",
        "time Quad 20 both",
    ]
    assert lasts(programme.steps) == 10 + 3 * 40 + 40
    assert [each.why for each in programme.left_out] == ["not tried on a real export of this app"]


def test_what_jawt_exports_is_latin_1_and_the_letters_that_it_destroyed_are_told() -> None:
    text = json.dumps({"workouts": [_workout(_set(1, ("Brücke – lang", 30)))]}, ensure_ascii=False)
    exported = bytes(ord(letter) & 0xFF for letter in text)

    (programme,) = read_by(jawt, exported)

    assert outline(programme.steps)[1:] == ["time Brücke lang 30"]
    assert programme.left_out[-1].source == "letters beyond those of Western Europe"


def test_what_jawt_shares_is_utf_8() -> None:
    text = json.dumps(_workout(_set(1, ("Мост", 30))), ensure_ascii=False)

    (programme,) = read_by(jawt, text.encode())

    assert outline(programme.steps)[1:] == ["time Мост 30"]


TIMES = {
    "workTime": 30,
    "restTime": 10,
    "breakTime": 0,
    "getReadyTime": 5,
    "warmupTime": 0,
    "cooldownTime": 20,
}


def _hiit(names: list[str], restarts: int = 0, works: int = 0, **times: int) -> list[object]:
    return [
        {
            "name": "Mine",
            "activeIntervals": works or len(names),
            "restarts": restarts,
            "activities": names,
            "timeSettings": TIMES | times,
            "soundSettings": {},
        }
    ]


def test_openhiit_rests_between_works_and_not_before_the_cool_down() -> None:
    (programme,) = read_by(openhiit, _hiit(["Bridge", "Clam"]))

    assert outline(programme.steps) == [
        "time Get ready 5",
        "time Bridge 30",
        "rest Rest 10",
        "time Clam 30",
        "time Cool down 20",
    ]


def test_openhiit_has_a_break_between_rounds_or_else_a_rest() -> None:
    (broken,) = read_by(openhiit, _hiit(["Bridge", "Clam"], restarts=2, breakTime=60))
    (rested,) = read_by(openhiit, _hiit(["Bridge", "Clam"], restarts=2))

    assert lasts(broken.steps) == 5 + 3 * 70 + 2 * 60 + 20
    assert lasts(rested.steps) == 5 + 3 * 70 + 2 * 10 + 20


def test_openhiit_rests_after_a_warm_up_and_calls_works_without_names_so() -> None:
    (programme,) = read_by(openhiit, _hiit([], works=2, warmupTime=60))

    assert outline(programme.steps) == [
        "time Get ready 5",
        "time Warm up 60",
        "rest Rest 10",
        "time Work 30 x2 rest 10",
        "time Cool down 20",
    ]


def test_the_times_of_openhiit_may_be_a_text_of_json() -> None:
    timer = _hiit(["Bridge"])[0]
    assert isinstance(timer, dict)
    timer["timeSettings"] = json.dumps(TIMES)

    (programme,) = read_by(openhiit, [timer])

    assert lasts(programme.steps) == 55


def _step(label: str, milliseconds: int, *behaviour: str) -> dict[str, object]:
    return {
        "label": label,
        "length": milliseconds,
        "behaviour": [{"type": each} for each in behaviour],
    }


def test_a_timer_machine_goes_round_in_loops_of_steps_and_groups() -> None:
    timer = {
        "name": "Mine",
        "loop": 2,
        "startStep": _step("Start", 5000),
        "steps": [
            _step("Bridge", 30500, "VOICE", "COUNT"),
            {"name": "Core", "loop": 3, "steps": [_step("Plank", 20000), _step("Rest", 10000)]},
        ],
        "endStep": _step("", 8000),
    }
    (programme,) = read_by(timer_machine, {"folders": [], "timers": [timer], "prefs": {}})

    assert outline(programme.steps) == [
        "time Start 5",
        ["rounds x2 rest 10", "time Bridge 30.5", "time Plank 20 x3 rest 10"],
        "rest Rest 10",
        "time Cool down 8",
    ]
    assert lasts(programme.steps) == 5 + 2 * (30.5 + 90) + 8
    assert [each.source for each in programme.left_out] == [
        "all of it",
        "what is spoken",
        "a countdown",
    ]


def test_a_step_at_which_a_timer_machine_halts_is_doubtful() -> None:
    timer = {"name": "Mine", "loop": 1, "steps": [_step("Bridge", 30000, "HALT")]}
    (programme,) = read_by(timer_machine, {"timers": [timer]})

    assert programme.steps[0].why == "How long is the pause? The app halts here until a tap."


@pytest.mark.parametrize("reader", [jawt, openhiit, timer_machine])
@pytest.mark.parametrize(
    "content", ["", "Bridge 3x10", "[]", "{}", '{"workouts": 3}', '[{"name": "Bridge", "sets": 3}]']
)
def test_other_documents_are_left_to_other_readers(reader: object, content: str) -> None:
    assert not reader.recognises(document(content))  # type: ignore[attr-defined]
