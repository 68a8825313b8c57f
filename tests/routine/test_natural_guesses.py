"""What people write who have not read the format: the message names what to write instead."""

from __future__ import annotations

import pytest

from matcue.errors import RoutineError
from matcue.routine.loader import load_routine
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\nsteps:\n"
OWN = "`posture`, `words`, and `hold` or `reps`"


def complaints(text: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        load_routine(text, "r", EXERCISES)
    return str(caught.value).splitlines()


def complaint(steps: str) -> str:
    (only,) = complaints(HEAD + steps)
    return only


@pytest.mark.parametrize(
    "name", ["Arm swings", "Neck stretch", "Calf stretch", "Plank", "Heel lift"]
)
def test_an_exercise_of_one_s_own_is_not_taken_for_another_one(name: str) -> None:
    told = complaint(f"  - stretch: {name}")
    assert told == Says(f"“{name}”", OWN, at="r:4:14")
    assert "did you mean" not in told


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("cobar", "cobra"),
        ("Cobra poze", "cobra"),
        ("Knee to chst", "knee-to-chest"),
        ("child-pose", "childs-pose"),
    ],
)
def test_a_misspelt_exercise_is_known_and_may_still_be_one_s_own(name: str, meant: str) -> None:
    assert complaint(f"  - stretch: {name}") == Says("did you mean", f"`{meant}`", OWN)


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("exercise", "`stretch`"),
        ("Pose", "`stretch`"),
        ("name", "`stretch`"),
        ("silence", "`pause` or `rest`"),
        ("pranayama", "`breathe`"),
        ("vinyasa", "`flow`"),
        ("duration", "`rest` or `wait`"),
        ("text", "`say`"),
        ("bell", "`chime`"),
        ("rounds", "`repeat` or `interval`"),
        ("tabata", "`interval`"),
        ("times", "`repeat`"),
        ("import", "`include`"),
    ],
)
def test_a_step_of_another_format_is_known(key: str, meant: str) -> None:
    assert complaint(f"  - {key}: 10") == Says("needs one of", f"write {meant}", f"`{key}`")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("duration", "write `hold` or `time`"),
        ("sec", "write `hold` or `time`"),
        ("repeat", "write `reps`"),
        ("repetitions", "write `reps`"),
        ("rounds", "write `sets`"),
        ("each side", "write `sides: both`"),
        ("per_side", "write `sides: both`"),
        ("text", "write `words`"),
        ("pause", "write `rest`"),
        ("position", "write `posture`"),
        ("name", "stands after `stretch`"),
        ("bell", "write `chime`, as a step with a dash of its own"),
        ("wait", "a step of its own"),
    ],
)
def test_a_stretch_with_a_key_of_another_format_is_known(key: str, meant: str) -> None:
    assert complaint(f"  - stretch: cobra\n    {key}: 10") == Says("not a key", meant, at="r:5:5")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("name: X", "write `title`"),
        ("description: X", "write `about`"),
        ("equipment: X", "write `needs`"),
        ("STEPS: X", "did you mean `steps`"),
    ],
)
def test_a_file_with_a_key_of_another_format_is_known(key: str, meant: str) -> None:
    assert Says("not a key", meant) in complaints(key + "\n" + HEAD + "  - rest: 5")


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ("  - repeat: 3\n    exercise: cobra\n    steps: [{rest: 5}]", Says("write `stretch`")),
        ("  - repeat: 3", Says("`steps` is missing", "below `steps`", "`reps`")),
        ("  - hold: 20s", Says("`hold` stands below a `stretch`")),
        ("  - say: A.\n    text: B.", Says("stands after `say`", at="r:5:5")),
        ("  - Lie down.", Says("`say: Lie down.`", "`stretch: Lie down.`")),
        ("  - stretch:cobra", Says("a space", "after each colon")),
        ("  -rest: 5", Says("a space", "after each dash")),
        ("  - stretch: pelvic-tilt\n    reps: ten", Says("“ten”", "write 10")),
        ("  - stretch: pelvic-tilt\n    reps: 10 reps", Says("write 10 alone")),
        ("  - stretch: pelvic-tilt\n    reps: 10x", Says("write 10 alone")),
        ("  - stretch: pelvic-tilt\n    reps: 10/leg", Says("write 10, and `sides: both`")),
        ("  - stretch: pelvic-tilt\n    count: 10", Says("write `reps: 10`")),
        ("  - stretch: pelvic-tilt\n    tempo: 3/1/3", Says("“3/1/3”", "2-1-3")),
        ("  - stretch: pelvic-tilt\n    tempo: 2-0-2-0", Says("“2-0-2-0”", "2-1-3")),
        ("  - stretch: cobra\n    hold: 30s each side", Says("`sides: both`", "alone: 30s")),
        ("  - stretch: cobra\n    hold: 30 sec/side", Says("`sides: both`", "alone: 30s")),
        ("  - stretch: pelvic-tilt\n    reps: 10 to 12", Says("one number", "such as 10")),
        ("  - stretch: cobra\n    hold: 20 to 30 s", Says("one length", "such as 20s")),
        ("  - stretch: cobra\n    time: 5 breaths", Says("how long the breaths take")),
        ("  - stretch: cobra\n    hold: 1 min 30", Says("write 1m30s")),
        ("  - stretch: clam\n    sides: L/R", Says("`both`")),
        ("  - stretch: clam\n    first: R", Says("did you mean `right`")),
        (
            "  - stretch: Own\n    posture: seated\n    hold: 9s\n    words: [Sit.]",
            Says("`full`", at="r:7:12"),
        ),
        ("  - stretch: pelvic-tilt\n    reps: {count}", Says("a map", 'write `"{count}"`')),
        ("  - stretch: clam\n    sides: {knee}", Says("a map", 'write `"{knee}"`', at="r:5:12")),
        ("  - stretch: cobra\n    phases: [{hold: }]", Says("a phase has one of", at="r:5:14")),
        ("  - say: {long}", Says("a map", 'write `"{long}"`')),
        ("  - rest: {long}", Says("a map", 'write `"{long}"`')),
        ("  - repeat: {rounds}\n    steps: [rest: 5]", Says("a map", 'write `"{rounds}"`')),
    ],
)
def test_a_natural_guess_is_answered_with_what_to_write(steps: str, message: Says) -> None:
    assert complaint(steps) == message


@pytest.mark.parametrize(
    ("steps", "cure"),
    [
        ("  - repeat: 3\n    - rest: 5", "below `steps`"),
        ("  - repeat: 3\n    steps: - rest: 5", "on the line below its key"),
        ("  - say: *Softly* breathe.", "begins with * or & goes in quotation marks"),
        ("  - say: *Softly", "begins with * goes in quotation marks"),
        ("  - say: - Softly.", "begins with a hyphen goes in quotation marks"),
        ("  - say: &Softly, breathe.", "begins with & goes in quotation marks"),
        ("  - say: !Softly breathe.", "begins with ! goes in quotation marks"),
        ("  - say: ? Softly.", "begins with ? goes in quotation marks"),
        ("  - say: [Softly, breathe.", "begins with [ goes in quotation marks"),
        ("  - say: > Softly.", "on the next line"),
        ("  * rest: 5", "a list has hyphens"),
        ("  - rest: 5\n---\ntitle: Another", "a file of its own"),
    ],
)
def test_a_text_that_yaml_takes_for_something_else_is_told_with_its_cure(
    steps: str, cure: str
) -> None:
    assert cure in complaint(steps)


def test_steps_below_exercises_are_told_where_they_belong() -> None:
    for written in ("X", "[stretch: cobra]"):
        told = complaints(f"title: Mine\nabout: For me.\nexercises: {written}\n")
        assert Says("each on a line of its own", "below `steps`", at="r:3:12") in told


def test_a_key_of_another_format_in_words_is_known() -> None:
    own = "  - {stretch: Own, posture: seated, hold: 9s, words: {say: Sit., short: Sit.}}"
    assert Says("`say`", "write `full`") in complaints(HEAD + own)


def test_a_list_alone_is_no_file() -> None:
    assert complaints("- rest: 5") == [Says("`title`, `about` and `steps`", at="r:1:1")]
