"""Each document has one reader, and what is hostile is refused in a moment."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import UnreadableDocument
from matcue.importers.folding import lasts
from matcue.importers.readers import READERS, read_document
from matcue.importers.tables import records
from tests.importers.outline import document

OF_ONE_KIND = READERS[: READERS.index(records)]
"""The readers before those that take any JSON, any table and any text."""


def _nested(levels: int) -> object:
    data: object = {"type": 0, "numberOfSets": 1, "intervals": [{"name": "Bridge", "duration": 30}]}
    for _ in range(levels):
        data = {"items": [data]}
    return data


@pytest.mark.parametrize(
    "content",
    [
        {"packs": [_nested(400)], "export-version": "74"},
        {"packageName": "com.evgeniysharafan.tabatatimer", "workout": {"intervals": [{}] * 5000}},
        {"packageName": "com.evgeniysharafan.tabatatimer", "workouts": [3, None, {}]},
        {"packageName": "com.evgeniysharafan.tabatatimer", "workout": []},
        {"title": "x", "sets": [{"repetitions": 10**300, "exercises": [None]}]},
        [{"activities": {}, "timeSettings": "[" * 5000, "activeIntervals": 1e308}],
        {"timers": [{"name": 3, "steps": [{"length": "soon", "label": None}]}]},
        {"workoutSegments": [{"workoutSteps": [{"workoutSteps": {}}]}]},
    ],
)
def test_a_broken_or_hostile_timer_is_refused_in_words(content: object) -> None:
    with pytest.raises(UnreadableDocument, match=r"mine: .+\.$"):
        read_document(document(content))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "name",
    [" " * 99 + "L", "left " * 20, "(" * 110 + "left", "- , " * 28 + "left", "switch the " * 9],
)
def test_two_thousand_names_that_make_patterns_slow_are_read_in_a_moment(name: str) -> None:
    listed = [{"name": f"{i} {name}", "duration": 30} for i in range(2000)]
    timer = {"type": 0, "numberOfSets": 1, "name": "Mine", "intervals": listed}

    (programme,) = read_document(document(json.dumps(timer)))

    assert len(programme.steps) == len(listed)


_JUNK: st.SearchStrategy[object] = st.sampled_from(
    [None, True, -1, 0, 10**12, 1e308, "", "soon", "12", " \n", [], {}, [None], [[]], {"a": []}]
)
_STEP = {
    "name": "Turn L",
    "label": "Turn",
    "description": "Turn",
    "duration": 30,
    "length": 30000,
    "time": 30,
    "type": 1,
    "isRepsMode": True,
    "bpm": 20,
    "reps": 5,
    "split": True,
    "splitRest": 5,
    "behaviour": [{"type": "HALT"}],
    "endCondition": {"conditionTypeKey": "time"},
    "endConditionValue": 30,
    "stepType": {"stepTypeKey": "rest"},
    "text": "Turn",
    "duration_seconds": 30,
}
_SHAPES: tuple[object, ...] = (
    {
        "packageName": "com.evgeniysharafan.tabatatimer",
        "workout": {"title": "Mine", "intervals": [_STEP, _STEP], "intervalsSetsCount": 2},
    },
    {"packageName": "com.evgeniysharafan.tabatatimer", "workout": {"work": 20, "cycles": 3}},
    {"packs": [{"items": [{"type": 0, "intervals": [_STEP, _STEP]}]}], "export-version": "74"},
    {"type": 3, "numberOfSets": 2, "group": True, "intervals": [_STEP], "setRest": _STEP},
    {"type": 1, "numberOfSets": 2, "highIntensity": _STEP, "lowIntensity": _STEP},
    {"type": 4, "numberOfSets": 2, "timers": [{"type": 0, "intervals": [_STEP]}]},
    {"workouts": [{"title": "Mine", "sets": [{"repetitions": 2, "exercises": [_STEP]}]}]},
    [
        {
            "name": "Mine",
            "activities": ["Turn"],
            "activeIntervals": 2,
            "timeSettings": {"workTime": 9},
        }
    ],
    {"timers": [{"name": "Mine", "loop": 2, "startStep": _STEP, "steps": [{"steps": [_STEP]}]}]},
    {"workoutSegments": [{"workoutSteps": [{"numberOfIterations": 2, "workoutSteps": [_STEP]}]}]},
    [{"name": "Mine", "sets": 3, "exercise_s": 30, "rest_s": 10}],
    {"instructions": [_STEP, "Sit"]},
)


def _with_junk(draw: st.DrawFn, value: object) -> object:
    """A value in which one part, or none, is something else."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        return value | {key: _with_junk(draw, value[key])}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        return [_with_junk(draw, value[0]), *value[1:]]
    return draw(_JUNK)


@st.composite
def _broken(draw: st.DrawFn) -> object:
    """A file of one of the shapes with junk at one place or several."""
    value = draw(st.sampled_from(_SHAPES))
    for _ in range(draw(st.integers(1, 3))):
        value = _with_junk(draw, value)
    return value


@pytest.mark.parametrize("content", _SHAPES)
def test_each_shape_has_a_reader(content: object) -> None:
    given_ = document(content)

    assert [reader.recognises(given_) for reader in OF_ONE_KIND].count(True) == 1
    assert lasts(read_document(given_)[0].steps) > 0


@given(_broken())
def test_a_file_with_junk_in_it_is_read_or_refused_in_words(content: object) -> None:
    try:
        programmes = read_document(document(content))
    except UnreadableDocument:
        return
    for programme in programmes:
        assert lasts(programme.steps) >= 0


def test_no_reader_of_a_kind_takes_plain_text() -> None:
    given_ = document("1. Bridge 3x10\n")

    assert [reader for reader in READERS if reader.recognises(given_)] == [READERS[-1]]
