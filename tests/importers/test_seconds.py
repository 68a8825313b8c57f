"""Timers of the app Seconds: each type by its own rules."""

from __future__ import annotations

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.folding import lasts
from matcue.importers.programme import LeftOut, Programme
from matcue.importers.timers import seconds
from tests.importers.outline import document, outline, read_by


def _interval(name: str, duration: float, **more: object) -> dict[str, object]:
    return {"name": name, "duration": duration, "rest": False, "split": False, "color": 0} | more


def _timer(kind: object, **more: object) -> dict[str, object]:
    return {"name": "Mine", "type": kind, "soundScheme": 1} | more


def _read(kind: object, **more: object) -> Programme:
    (programme,) = read_by(seconds, _timer(kind, **more))
    return programme


LIST = [
    _interval("Cat Stretch ", 50),
    _interval("Tent L", 25),
    _interval("Tent R", 25),
    _interval("Recover ", 60),
    _interval("Side Bend  L", 20),
    _interval("SIde Bend  R", 20),
    _interval("Side Bend  L", 20),
    _interval("Side Bend  R", 20),
]


@pytest.mark.parametrize("kind", [0, "0"])
def test_a_list_is_done_once_however_many_sets_stand_beside_it(kind: object) -> None:
    programme = _read(kind, intervals=LIST, numberOfSets=len(LIST))

    assert outline(programme.steps) == [
        "time Cat Stretch 50",
        "time Tent 25 both",
        "rest Recover 60",
        "time Side Bend 20 both x2",
    ]
    assert lasts(programme.steps) == 240
    assert (programme.format, programme.title, programme.timer) == ("seconds", "Mine", True)


def test_low_intensity_is_only_between_two_high_ones() -> None:
    programme = _read(
        1,
        numberOfSets=8,
        warmup=_interval("Warm up", 60),
        highIntensity=_interval("Fast", 20),
        lowIntensity=_interval("Easy", 10),
        cooldown=_interval("", 30),
    )

    assert outline(programme.steps) == [
        "time Warm up 60",
        ["rounds x7", "time Fast 20", "time Easy 10"],
        "time Fast 20",
        "time Cool down 30",
    ]
    assert lasts(programme.steps) == 60 + 8 * 20 + 7 * 10 + 30


def test_low_intensity_that_is_a_rest_is_between_the_sets() -> None:
    programme = _read(
        1, numberOfSets="8", highIntensity=_interval("Fast", 20), lowIntensity=_interval("Rest", 10)
    )

    assert outline(programme.steps) == ["time Fast 20 x8 rest 10"]


def test_rounds_have_breaks_between_and_none_after_the_last() -> None:
    programme = _read(2, numberOfSets=3, rounds=_interval("", 120), breaks=_interval("", 60))

    assert outline(programme.steps) == ["time Round 120 x3 rest 60"]
    assert lasts(programme.steps) == 3 * 120 + 2 * 60


CIRCUIT = {
    "numberOfSets": 4,
    "intervals": [_interval("Bridge", 30), _interval("Clam", 40)],
    "intervalRest": _interval("Rest", 10),
    "warmup": _interval("Warm up", 0),
}


def test_a_circuit_goes_round_with_the_long_rest_between_the_rounds() -> None:
    programme = _read(3, **CIRCUIT, setRest=_interval("Rest", 30))

    assert outline(programme.steps) == [
        ["rounds x4 rest 30", "time Bridge 30", "rest Rest 10", "time Clam 40"]
    ]
    assert lasts(programme.steps) == 4 * 80 + 3 * 30


def test_without_a_long_rest_the_short_one_is_between_the_rounds() -> None:
    programme = _read(3, **CIRCUIT, setRest=_interval("Rest", 0))

    assert lasts(programme.steps) == 4 * 80 + 3 * 10


def test_a_grouped_circuit_does_all_sets_of_one_exercise_and_then_the_next() -> None:
    programme = _read(3, **CIRCUIT, group=True, setRest=_interval("Rest", 30))

    assert outline(programme.steps) == [
        "time Bridge 30 x4 rest 10",
        "rest Rest 30",
        "time Clam 40 x4 rest 10",
    ]
    assert programme.left_out == (LeftOut(1, "Warm up", "it lasts no time"),)


def test_timers_of_a_timer_come_one_after_the_other() -> None:
    inner = _timer(0, intervals=[_interval("Bridge", 30), _interval("Clam", 40)])
    programme = _read(
        4,
        numberOfSets=2,
        timers=[inner, _timer(0, intervals=[_interval("Plank", 20)])],
        timerRest=_interval("Rest", 10),
        circuitRest=_interval("Rest", 60),
    )

    assert outline(programme.steps) == [
        ["rounds x2 rest 60", "time Bridge 30", "time Clam 40", "rest Rest 10", "time Plank 20"]
    ]


def test_a_split_interval_is_two_sides_of_half_its_length() -> None:
    programme = _read(0, intervals=[_interval("Hip", 61, split=True, splitRest=5)])

    assert outline(programme.steps) == ["time Hip 30.5 both between 5"]
    assert lasts(programme.steps) == 66


def test_an_interval_without_an_end_is_doubtful() -> None:
    (step,) = _read(0, intervals=[_interval("Hang", 20, indefinite=True)]).steps

    assert outline((step,)) == ["name Hang"]
    assert step.why == "How long does it last? In the app it ends by a tap."


def test_a_rest_is_one_by_its_mark_or_by_its_name() -> None:
    programme = _read(
        0,
        intervals=[
            _interval("Plank", 30),
            _interval("Shake out", 10, rest=True),
            _interval("Rest - Rest", 5),
        ],
    )

    assert outline(programme.steps)[1:] == ["rest Shake out 10", "rest Rest - Rest 5"]


def test_what_an_app_fills_into_a_name_is_left_out_of_it() -> None:
    programme = _read(
        0,
        intervals=[
            _interval("Plank $(round) of $(rounds)", 30),
            _interval("Exercise - Bridge", 30),
        ],
    )

    assert outline(programme.steps) == ["time Plank 30", "time Bridge 30"]


def test_packs_and_folders_hold_timers() -> None:
    timer = _timer(0, intervals=[_interval("Bridge", 30)])
    pack = {
        "export-version": "74",
        "just-for-kicks": "Hello",
        "packs": [{"name": "Back", "items": [timer, {"name": "More", "items": [timer]}]}],
    }

    assert [each.title for each in read_by(seconds, pack)] == ["Mine", "Mine"]


def test_an_empty_timer_is_left_out_and_told() -> None:
    timers = [
        _timer(0, intervals=[_interval("Bridge", 30)]),
        _timer(0, intervals=[_interval("Bridge", 0)]),
    ]
    (programme,) = read_by(seconds, {"export-version": "74", "packs": [{"items": timers}]})

    assert programme.left_out == (LeftOut(1, "Mine", "nothing in it lasts any time"),)


def test_a_pack_without_timers_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="nothing to do"):
        seconds.read(document({"export-version": "74", "packs": []}))


def test_a_file_with_two_million_sets_is_read_at_once() -> None:
    programme = _read(2, numberOfSets=10**12, rounds=_interval("", 120))

    assert outline(programme.steps) == ["time Round 120"]
