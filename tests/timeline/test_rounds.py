"""Repeats that have a name: what is announced, what chapters are called, where one is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.app.bookmark import ResumePoint, resume_point
from matcue.routine.fit import leaning
from matcue.routine.loader import load_routine
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Script, Speech
from matcue.timeline.queries import titles_ahead, whereabouts
from matcue.timeline.script import write_script
from tests.strategies import EXERCISES, measured

if TYPE_CHECKING:
    from matcue.routine.plan import Routine
    from matcue.timeline.model import Timeline

HEAD = "title: Mine\nabout: For me.\nwelcome: Hello.\npreface: off\nclosing: Bye.\n"
CIRCUIT = (
    "steps:\n  - repeat: 2\n    name: Round\n    steps:\n"
    "      - {stretch: bridge, reps: 2}\n      - rest: 20s\n  - say: Well done.\n"
)


def load(text: str) -> Routine:
    return load_routine(HEAD + text, "r", EXERCISES)


def script(text: str) -> Script:
    return write_script(load(text), Guidance())


def timeline(text: str) -> Timeline:
    written = script(text)
    lengths = measured(written, 2000)
    parts = (arrange(section, i, lengths) for i, section in enumerate(written.sections))
    return lay(written, parts, "none")


def headings(text: str) -> list[str]:
    return [section.heading for section in script(text).sections[1:-1]][1:]


def begun(text: str) -> list[str]:
    """What each section begins with."""
    firsts = (section.items[0] for section in script(text).sections[2:-1])
    return [item.text for item in firsts if isinstance(item, Speech)]


def test_each_round_is_announced_and_its_chapters_are_called_by_it() -> None:
    assert headings(CIRCUIT) == [
        "Round 1: Bridge",
        "Round 1: Rest",
        "Round 2: Bridge",
        "Round 2: Rest",
    ]
    assert begun(CIRCUIT) == [
        "Round one of two.",
        "Rest and breathe slowly.",
        "Round two of two.",
        "Rest and breathe slowly.",
    ]


def test_sides_and_sets_of_a_round_are_announced_once() -> None:
    text = "steps: [{repeat: 2, name: Lap, steps: [{stretch: clam, reps: 2, sets: 2, rest: 9s}]}]\n"
    assert [word for word in begun(text) if word.startswith("Lap")] == [
        "Lap one of two.",
        "Lap two of two.",
    ]
    assert headings(text)[:3] == [
        "Lap 1: Clam, left, 1 of 2",
        "Lap 1: Clam, right, 1 of 2",
        "Lap 1: Rest",
    ]


def test_rounds_within_rounds_are_announced_where_they_begin() -> None:
    text = (
        "steps:\n  - repeat: 2\n    name: Block\n    steps:\n      - say: Go.\n"
        "      - {repeat: 2, name: Round, steps: [say: On.]}\n"
    )
    assert headings(text) == [
        "Block 1: Go",
        "Block 1: Round 1: On",
        "Block 1: Round 2: On",
        "Block 2: Go",
        "Block 2: Round 1: On",
        "Block 2: Round 2: On",
    ]
    words = [
        item.text
        for section in script(text).sections[2:-1]
        for item in section.items
        if isinstance(item, Speech)
    ]
    inner = ["Round one of two.", "On.", "Round two of two.", "On."]
    assert words == ["Block one of two.", "Go.", *inner, "Block two of two.", "Go.", *inner]


@pytest.mark.parametrize(
    "repeat", ["{repeat: 2, steps: [say: On.]}", "{repeat: 1, name: Round, steps: [say: On.]}"]
)
def test_no_name_and_no_second_round_announce_nothing(repeat: str) -> None:
    assert set(headings(f"steps: [{repeat}]\n")) == {"On"}
    assert set(begun(f"steps: [{repeat}]\n")) == {"On."}


def test_a_name_may_come_from_a_step_of_one_repeat_after_another() -> None:
    text = "steps:\n" + "  - {repeat: 2, name: Round, steps: [say: On.]}\n" * 2
    assert begun(text) == ["Round one of two.", "Round two of two."] * 2


def test_where_one_is_tells_the_round_and_resuming_finds_it() -> None:
    told = timeline(CIRCUIT)
    bridge = told.chapters[4]
    assert bridge.title == "Round 2: Bridge"
    assert whereabouts(told, bridge.start) == "Round two of two. Bridge."
    rest = told.chapters[3]
    assert whereabouts(told, rest.start).startswith("Round one of two. Rest")
    assert whereabouts(told, rest.start).endswith("After that, bridge.")
    ahead = titles_ahead([chapter.section for chapter in told.chapters[3:]])
    assert ahead == ("Round 2: Bridge",)
    place = resume_point(told, bridge.start + 5)
    sections = script(CIRCUIT).sections
    moved = ResumePoint(section=1, title=place.title, item=place.item, frames=place.frames)
    assert moved.found(Script("T", "A", sections)).section == 4


def test_holds_that_lean_and_steps_that_are_left_out_stay_in_their_rounds() -> None:
    longer = leaning(load(CIRCUIT), Fraction(1))
    shorter = replace(longer, steps=longer.steps[1:])
    first = write_script(shorter, Guidance()).sections[2]
    assert (first.heading, first.items[0]) == ("Round 1: Rest", Speech("Round one of two."))
