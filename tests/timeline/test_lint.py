"""What `matcue check` warns of once the sections of a routine are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.app.authoring import check_files
from matcue.routine.loader import load_routine
from matcue.timeline import phrases
from matcue.timeline.arrange import arrange
from matcue.timeline.guidance import Guidance
from matcue.timeline.lint import check_parts
from matcue.timeline.model import Speech
from matcue.timeline.script import write_script
from tests.conftest import Quiet
from tests.strategies import EXERCISES, measured
from tests.told import Says

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "title: Mine\npreface: off\n"
OWN = "stretch: Own, posture: any"
WORDS = "words: {full: Lift. Lower., short: Just lift."
NEVER = "never said"


def warnings(folder: Path, text: str, about: str = "For me.") -> list[str]:
    """What is warned of in a routine whose own keys begin in line 4."""
    file = folder / "mine.yaml"
    file.write_text(f"{HEAD}about: {about}\n{text}", encoding="utf-8")
    return [str(problem).removeprefix(f"{file}:") for problem in check_files([str(file)], Quiet())]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (f"{{{OWN}, hold: 5, {WORDS}}}}}", Says("`short`", NEVER, "second side")),
        (f"{{{OWN}, hold: 5, sets: 2, detail: names, {WORDS}}}}}", Says("`full`", NEVER, "auto")),
        (f"{{{OWN}, reps: 3, sets: 2, {WORDS}, back: Down.}}}}", Says("`back`", NEVER, "`tempo`")),
        (f"{{{OWN}, hold: 5, sets: 2, {WORDS}, back: Down.}}}}", Says("`back`", NEVER, "`tempo`")),
        (f"{{{OWN}, reps: 3, sets: 2, {WORDS}, out: Up.}}}}", Says("`out`", NEVER, "`tempo`")),
        (
            f"{{{OWN}, reps: 3, sets: 2, tempo: 2-0-2, {WORDS}, out: Up.}}}}",
            Says("`out`", NEVER, "no number is counted"),
        ),
        (
            f"{{{OWN}, reps: 3, sets: 2, tempo: 2-0-2, cues: silent, {WORDS}, back: Down.}}}}",
            Says("`back`", NEVER, "`silent`"),
        ),
    ],
)
def test_words_that_are_never_said_are_told_with_where_they_are(
    tmp_path: Path, steps: str, expected: Says
) -> None:
    (told,) = warnings(tmp_path, f"steps: [{steps}]")
    assert told.startswith("4:9: warning: ")
    assert told == expected


@pytest.mark.parametrize(
    "steps",
    [
        f"{{{OWN}, hold: 5, sets: 2, {WORDS}}}}}",
        f"{{{OWN}, hold: 5, sides: both, {WORDS}}}}}",
        f"{{repeat: 2, steps: [{{{OWN}, hold: 5, {WORDS}}}}}]}}",
        f"{{{OWN}, hold: 5, {WORDS}}}}}, {{{OWN}, hold: 9, {WORDS}}}}}",
        f"{{{OWN}, hold: 5, detail: short, {WORDS}}}}}",
        f"{{{OWN}, hold: 5, words: {{full: Lift. Lower., short: Lower.}}}}",
        f"{{{OWN}, hold: 5, sets: 2, {WORDS}, name: Lifting.}}}}",
        f"{{{OWN}, reps: 4, sets: 2, tempo: 2-0-2, count: last, {WORDS}, out: Up., back: Down.}}}}",
        f"{{{OWN}, hold: 5, because: I like it, {WORDS}}}}}",
        "{stretch: cobra, detail: names}",
    ],
)
def test_words_that_are_said_somewhere_are_not_told(tmp_path: Path, steps: str) -> None:
    assert warnings(tmp_path, f"steps: [{steps}]") == []


def test_words_of_many_stretches_that_are_never_said_are_told_once(tmp_path: Path) -> None:
    own = f"  - {{{OWN}, hold: 5, because: so, words: {{full: Lift., short: Up.}}}}\n"
    steps = own + "".join(
        f"  - {{{OWN}, hold: 5, words: {{full: Lift {n}., short: Up {n}.}}}}\n" for n in range(3)
    )
    told = Says("`short`", NEVER, "lines 7, 8", "second side", at="6:5: warning")
    assert warnings(tmp_path, f"steps:\n{steps}") == [told]


def test_a_text_that_has_no_time_is_named_once_with_how_often(tmp_path: Path) -> None:
    words = "words: {full: Skip., short: Hop., back: And slowly down again now.}"
    text = f"steps: [{{{OWN}, reps: 5, sets: 2, tempo: 1-1-1, {words}}}]"
    (told,) = warnings(tmp_path, text)
    assert told == Says("no time", "“And slowly down again now.” (10 times)", at="4:9: warning")
    assert told.count("And slowly") == 1


def test_words_of_matcue_s_own_that_have_no_time_are_not_missed() -> None:
    text = f"{HEAD}about: For me.\nsteps: [{{stretch: childs-pose, hold: 45s}}]"
    routine = load_routine(text, "mine.yaml", EXERCISES)
    script = write_script(routine, Guidance())
    lengths = measured(script, 1000) | {Speech(words): 10**6 for words in phrases.HALFWAY}
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    assert any(part.dropped for part in parts)
    assert [*check_parts(routine, parts)] == []


@pytest.mark.parametrize(
    ("steps", "seconds"),
    [
        ("{stretch: bridge, phases: [{reps: 3}, {reps: 3, tempo: 1-4-1}]}", "4 s"),
    ],
)
def test_a_long_hold_in_a_tempo_that_nobody_tells(tmp_path: Path, steps: str, seconds: str) -> None:
    told = warnings(tmp_path, f"steps: [{steps}]")
    assert Says("nobody is told to hold", seconds, at="4:9: warning") in told


@pytest.mark.parametrize(
    "steps",
    [
        "{stretch: bridge, tempo: 2-2-3}",
        "{stretch: bridge, tempo: 2-5-3}",
        "{say: Stay up for a while each time.}, {stretch: bridge, tempo: 2-5-3}",
        "{stretch: bridge, phases: [{reps: 3, tempo: 2-5-3, say: Hold each one.}]}",
        f"{{{OWN}, reps: 3, tempo: 1-5-1, words: {{full: Lift and hold., short: Lift and hold.}}}}",
        "{stretch: bridge, tempo: 2-5-3, because: he knows it}",
    ],
)
def test_a_hold_in_a_tempo_that_is_told_or_short(tmp_path: Path, steps: str) -> None:
    assert warnings(tmp_path, f"steps: [{steps}]") == []


@pytest.mark.parametrize(
    ("steps", "place", "seconds"),
    [
        ("{rest: 1s, say: 'Walk to the next station, slowly, and take your towel.'}", "4:9", "1 s"),
        ("{stretch: cobra, sets: 2, rest: 3s}", "4:9", "3 s"),
        ("{rest: 30s}, {rest: 2s}, {stretch: cobra}", "4:22", "2 s"),
    ],
)
def test_a_rest_that_is_shorter_than_its_words(
    tmp_path: Path, steps: str, place: str, seconds: str
) -> None:
    told = warnings(tmp_path, f"steps: [{steps}]")
    assert told == [Says(f"rest of {seconds} takes about", at=f"{place}: warning")]


@pytest.mark.parametrize(
    "steps",
    [
        "{rest: 10s, say: Walk to the next station.}",
        "{stretch: cobra, sets: 2, rest: 30s}",
        "{stretch: cobra, sets: 2}",
    ],
)
def test_a_rest_that_has_room_for_its_words(tmp_path: Path, steps: str) -> None:
    assert warnings(tmp_path, f"steps: [{steps}]") == []


@pytest.mark.parametrize(
    "about",
    [
        "Four minutes of calm.",
        "A 15-minute calm.",
        "Quiet for 20 min.",
        "Calm, in five to eight slow minutes.",
        "Less than nine minutes.",
        "More than 12 minutes.",
    ],
)
def test_a_promised_length_that_is_another_one_is_told(tmp_path: Path, about: str) -> None:
    (told,) = warnings(tmp_path, "steps: [{wait: 10m}]", about)
    assert told == Says("takes about 10:15", at="3:8: warning")


@pytest.mark.parametrize(
    "about",
    [
        "Ten minutes of calm.",
        "About eleven minutes.",
        "Eight to 12 minutes.",
        "Less than twelve easy minutes.",
        "A little over nine minutes, all of them quiet.",
        "Do it every 30 minutes.",
        "After five minutes of walking.",
        "Calm, thirty minutes before bed.",
        "Two minutes on each side.",
        "Two minutes of walking, then three minutes of calm.",
        "Three-minute holds, one after the other.",
        "Poses that are held for three minutes.",
        "Held three minutes, on both sides.",
        "With brisk minutes.",
        "Three exercises, minutes long.",
    ],
)
def test_a_length_that_is_kept_or_is_that_of_something_else(tmp_path: Path, about: str) -> None:
    assert warnings(tmp_path, "steps: [{wait: 10m}]", about) == []


def test_a_few_minutes_may_be_rounded(tmp_path: Path) -> None:
    for wait, rounded in (("5s", False), ("25s", True), ("1m", True), ("2m", False)):
        told = warnings(tmp_path, f"steps: [{{wait: {wait}}}]", "One minute of calm.")
        assert (told == []) == rounded
