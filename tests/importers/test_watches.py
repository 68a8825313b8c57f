"""Workouts of sports watches: FIT, TCX, the JSON of Garmin Connect."""

from __future__ import annotations

import sys

import pytest

from matcue.errors import UnreadableDocument
from matcue.importers.folding import lasts
from matcue.importers.timers import fit, garmin, tcx
from tests.importers import fit_file
from tests.importers.outline import document, outline, read_by


@pytest.mark.process
def test_repeats_of_fit_count_in_all_and_go_back_to_a_step() -> None:
    content = fit_file.fit_file(
        fit_file.step("_March_", fit_file.TIME, 60_000, intensity=fit_file.WARM_UP),
        fit_file.step("Plank", fit_file.TIME, 30_500),
        fit_file.step("", fit_file.TIME, 10_000, intensity=fit_file.REST),
        fit_file.step("", fit_file.REPEAT, 1, target=3),
        fit_file.step("", fit_file.TIME, 45_000, intensity=fit_file.COOL_DOWN),
        count=4,
    )
    (programme,) = read_by(fit, content)

    assert outline(programme.steps) == [
        "time March 60",
        "time Plank 30.5 x3 rest 10",
        "rest Rest 10",
        "time Cool down 45",
    ]
    assert lasts(programme.steps) == 60 + 3 * 40.5 + 45
    assert (programme.format, programme.title, programme.timer) == ("fit", "Mine", True)


@pytest.mark.process
def test_what_has_no_time_in_fit_is_doubtful_or_a_number() -> None:
    content = fit_file.fit_file(
        fit_file.step("Walk", fit_file.DISTANCE, 50_000),
        fit_file.step("Squat", fit_file.REPS, 12),
        fit_file.step("Hang", fit_file.OPEN, 0),
        fit_file.step("Jump", fit_file.TIME, 20_000),
        fit_file.step("", fit_file.REPEAT_UNTIL_TIME, 3, target=600_000),
    )
    (programme,) = read_by(fit, content)

    assert outline(programme.steps) == [
        "distance Walk",
        "reps Squat 12 times",
        "name Hang",
        ["rounds x1", "time Jump 20"],
    ]
    assert [step.why for step in programme.steps] == [
        "How long does it take? The file tells 500 metres, and no time.",
        "",
        "How long does it last? In the app it ends at the lap button.",
        "How often is this done? The file does not count it.",
    ]
    assert not programme.timer


@pytest.mark.process
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (fit_file.fit_file(kind=fit_file.ACTIVITY_FILE), "holds no workout"),
        (fit_file.fit_file(fit_file.step("Plank", fit_file.TIME, 30_000))[:-9], "broken FIT file"),
        (b"\x0e\x10\xd0\x07\xff\xff\xff\x7f.FIT" + b"\x40" * 5000, "broken FIT file"),
    ],
)
def test_a_fit_file_without_a_workout_is_refused_with_the_reason(
    content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        fit.read(document(content))


def test_without_its_library_a_fit_file_tells_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fitdecode", None)

    with pytest.raises(UnreadableDocument) as caught:
        fit.read(document(fit_file.fit_file()))

    install = "`pip install 'matcue[fit]'` brings it"
    assert str(caught.value) == f"mine: a FIT file takes fitdecode; {install}."


TCX = """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <Workouts><Workout Sport="Other"><Name>Mine</Name>
  <Step xsi:type="Step_t"><StepId>1</StepId><Name>March</Name>
   <Duration xsi:type="Time_t"><Seconds>60</Seconds></Duration>
   <Intensity>Active</Intensity><Target xsi:type="None_t"/></Step>
  <Step xsi:type="Repeat_t"><StepId>2</StepId><Repetitions>3</Repetitions>
   <Child xsi:type="Step_t"><StepId>3</StepId><Name>Plank</Name>
    <Duration xsi:type="Time_t"><Seconds>30</Seconds></Duration>
    <Intensity>Active</Intensity><Target xsi:type="HeartRate_t"/></Child>
   <Child><StepId>4</StepId>
    <Duration><Seconds>10</Seconds></Duration><Intensity>Rest</Intensity></Child>
  </Step>
 </Workout></Workouts>
</TrainingCenterDatabase>
"""


def test_repeats_of_tcx_are_rounds_with_their_rests() -> None:
    (programme,) = read_by(tcx, TCX)

    assert outline(programme.steps) == ["time March 60", "time Plank 30 x3 rest 10", "rest Rest 10"]
    assert lasts(programme.steps) == 60 + 3 * 40
    assert programme.timer
    assert [each.source for each in programme.left_out] == ["a target"]


def test_a_step_of_tcx_that_ends_at_a_button_is_doubtful() -> None:
    pressed = '<Duration xsi:type="UserInitiated_t"/>'
    timed = '<Duration xsi:type="Time_t"><Seconds>60</Seconds></Duration>'
    (programme,) = read_by(tcx, TCX.replace(timed, pressed))

    assert outline(programme.steps)[0] == "name March"
    assert not programme.timer


def test_a_record_of_what_was_done_is_no_workout() -> None:
    with pytest.raises(UnreadableDocument, match="tells what was done"):
        tcx.read(document("<TrainingCenterDatabase><Activities/></TrainingCenterDatabase>"))


def _step(kind: str, ends: str, value: float | None, **more: object) -> dict[str, object]:
    return {
        "type": "ExecutableStepDTO",
        "stepType": {"stepTypeKey": kind},
        "endCondition": {"conditionTypeKey": ends},
        "endConditionValue": value,
        "targetType": {"workoutTargetTypeKey": "no.target"},
    } | more


def _group(times: int, *steps: dict[str, object], **more: object) -> dict[str, object]:
    group = {"type": "RepeatGroupDTO", "numberOfIterations": times, "workoutSteps": list(steps)}
    return group | more


def _workout(*steps: dict[str, object]) -> dict[str, object]:
    return {"workoutName": "Mine", "workoutSegments": [{"workoutSteps": list(steps)}]}


PLANK = _step("interval", "time", 30.0, category="PLANK", exerciseName="SIDE_PLANK")
REST = _step("rest", "time", 15.0, description="Rest 15 sec")


def test_groups_of_garmin_are_rounds_and_names_come_from_descriptions_first() -> None:
    bird_dog = _step(
        "interval", "reps", 8, description="Bird dog x8", exerciseName="QUADRUPED_WITH_LEG_LIFT"
    )
    march = _step("warmup", "time", 120.0, description="March in place")
    stretch = _step("cooldown", "lap.button", None, weightValue=2.0)
    (programme,) = read_by(garmin, _workout(march, _group(3, bird_dog, PLANK, REST), stretch))

    assert outline(programme.steps) == [
        "time March in place 120",
        ["rounds x3 rest 15", "reps Bird dog 8 times", "time Side plank 30"],
        "rest Rest 15",
        "name Cool down",
    ]
    assert [step.line for step in programme.steps] == [1, 3, 5, 6]
    assert [each.source for each in programme.left_out] == ["a weight"]


def test_garmin_may_leave_out_the_last_rest_of_a_group() -> None:
    (programme,) = read_by(garmin, _workout(_group(3, PLANK, REST, skipLastRestStep=True)))

    assert outline(programme.steps) == ["time Side plank 30 x3 rest 15"]
    assert programme.timer


def test_a_long_description_of_garmin_tells_how_it_is_done() -> None:
    told = "Keep the hips high, the elbow below the shoulder, and look straight ahead."
    (programme,) = read_by(garmin, _workout(PLANK | {"description": told}))

    assert (programme.steps[0].name, programme.steps[0].text) == ("Side plank", told)
