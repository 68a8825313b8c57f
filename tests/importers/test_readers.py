"""Each document has one reader, and what is hostile is refused in a moment."""

from __future__ import annotations

import json

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.readers import READERS, read_document
from tests.importers.outline import document


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


def test_names_that_make_patterns_slow_are_read_in_a_moment() -> None:
    names = [
        " " * 50_000 + "L",
        "left " * 20_000,
        "(" * 50_000,
        "- " * 40_000,
        "switch the " * 9_000,
    ]
    listed = [{"name": name, "duration": 30} for name in names]
    timer = {"type": 0, "numberOfSets": 1, "name": "Mine", "intervals": listed}

    (programme,) = read_document(document(json.dumps(timer)))

    assert len(programme.steps) == len(names)


def test_no_reader_of_a_kind_takes_plain_text() -> None:
    given = document("1. Bridge 3x10\n")

    assert [reader for reader in READERS if reader.recognises(given)] == [READERS[-1]]
