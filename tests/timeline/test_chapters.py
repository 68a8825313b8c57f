"""Which steps are a chapter of their own, and what is asked of those that are none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.errors import Place
from matcue.routine.enums import Chimes, Profile
from matcue.routine.plan import Quiet, Rest, Ring, Say, Step, Wait
from matcue.timeline import phrases
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.chapters import MOST
from matcue.timeline.commands import past_exercise, to_side
from matcue.timeline.edits import resize
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import SPOKEN, Chime, Gate, Passage, Pause, Span, Speech
from matcue.timeline.pacing import Pace
from matcue.timeline.queries import how_long, whereabouts
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, to_frames
from tests.strategies import EXERCISES, HERE, measured, routine
from tests.timeline.test_script import hold, make

if TYPE_CHECKING:
    from matcue.timeline.model import Section, Timeline

SECOND = HOUSE_RATE
GO = Say("Go on.", HERE)
BELL = Ring(Chimes.SIDE, HERE)
QUIET = Quiet(Fraction(30), HERE)
BRIEF = Quiet(Fraction(13), HERE)
SLOW = Say("Go on.", HERE, Fraction(14))
LONG = Say("Let everything go that you have carried through the day. " * 5, HERE)
REST = Rest(Fraction(20), HERE)
COBRA = make("cobra", hold(20))


def sections(*steps: Step, pace: Fraction = Fraction(1)) -> tuple[Section, ...]:
    script = write_script(routine(*steps), Guidance(Pace(pace)))
    return script.sections[2:-1]


def made(*steps: Step) -> Timeline:
    script = write_script(routine(*steps), Guidance())
    lengths = measured(script, 2000)
    parts = [arrange(section, i, lengths) for i, section in enumerate(script.sections)]
    return lay(script, parts, "none")


def parted(*steps: Step) -> list[list[str]]:
    return [[step.title for step in section.steps] for section in sections(*steps)]


@pytest.mark.parametrize(
    ("steps", "chapters"),
    [
        ((GO, COBRA), [["Go on", "Cobra pose"]]),
        ((BELL, GO, COBRA), [["Chime", "Go on", "Cobra pose"]]),
        ((COBRA, QUIET, REST), [["Cobra pose", "Pause"], ["Rest"]]),
        ((COBRA, QUIET, GO, REST), [["Cobra pose", "Pause"], ["Go on", "Rest"]]),
        ((COBRA, GO, QUIET, REST), [["Cobra pose"], ["Go on", "Pause"], ["Rest"]]),
        ((GO, QUIET, COBRA), [["Go on", "Pause"], ["Cobra pose"]]),
        ((COBRA, GO, BRIEF, REST), [["Cobra pose"], ["Go on", "Pause", "Rest"]]),
        ((COBRA, BELL, GO, BELL, QUIET), [["Cobra pose"], ["Chime", "Go on", "Chime", "Pause"]]),
        ((COBRA, BELL, QUIET, REST), [["Cobra pose", "Chime", "Pause"], ["Rest"]]),
        ((COBRA, GO, BELL), [["Cobra pose", "Go on", "Chime"]]),
        ((QUIET, COBRA), [["Pause", "Cobra pose"]]),
        (
            (LONG, QUIET, COBRA),
            [["Let everything go that you have carried through…", "Pause"], ["Cobra pose"]],
        ),
        ((LONG, LONG), [["Let everything go that you have carried through…"]] * 2),
        ((GO, QUIET, GO, QUIET), [["Go on"], ["Pause"], ["Go on"], ["Pause"]]),
        ((BELL,), [["Chime"]]),
    ],
)
def test_each_belongs_to_what_is_announced(
    steps: tuple[Step, ...], chapters: list[list[str]]
) -> None:
    assert parted(*steps) == chapters


@pytest.mark.parametrize(
    ("seconds", "chapters"), [(None, 1), (14, 1), (15, 2), (Fraction(149, 10), 1)]
)
def test_words_are_brief_by_the_time_that_they_are_given(
    seconds: Fraction | int | None, chapters: int
) -> None:
    said = replace(GO, seconds=None if seconds is None else Fraction(seconds))
    assert len(sections(said, COBRA)) == chapters


def test_two_sides_have_what_comes_before_on_the_first_and_what_follows_on_the_last() -> None:
    left, right = parted(GO, make("knee-to-chest", hold(20)), QUIET)
    assert left == ["Go on", "Knee to chest, left"]
    assert right == ["Knee to chest, right", "Pause"]


def test_a_chapter_is_of_what_is_announced() -> None:
    place = Place("other.yaml", 7, 5)
    (section,) = sections(GO, replace(COBRA, place=place), QUIET)
    assert (section.title, section.exercise, section.place) == ("Cobra pose", "cobra", place)
    assert section.stretch is not None
    assert [part.place for part in section.steps] == [HERE, place, HERE]
    assert section.items == tuple(item for part in section.steps for item in part.items)


@pytest.mark.parametrize("pace", [Fraction(1, 4), Fraction(4)])
def test_no_pace_changes_how_they_are_joined(pace: Fraction) -> None:
    steps = (GO, replace(LONG, text="Let go of all that. " * 12), COBRA, QUIET, REST)
    steady, paced = sections(*steps), sections(*steps, pace=pace)
    assert [len(each.items) for each in steady] == [len(each.items) for each in paced]


def test_very_many_make_a_chapter_of_their_own() -> None:
    assert [len(each.steps) for each in sections(*[GO] * 1500, COBRA)] == [MOST + 1, 500]


def test_a_pause_is_quiet_of_its_length_whatever_the_pace() -> None:
    (section,) = sections(COBRA, QUIET, pace=Fraction(2))
    assert section.items[-1] == Span(Fraction(30))


def test_words_with_time_of_their_own_are_no_faster_or_slower() -> None:
    (section,) = sections(replace(GO, seconds=Fraction(45)), pace=Fraction(2))
    assert section.items == (Passage((Speech("Go on."),), Fraction(45), place=HERE),)


def test_a_rest_can_be_without_a_word() -> None:
    (section, _) = sections(replace(REST, say=""), COBRA)
    assert (section.title, section.items) == ("Rest", (Span(Fraction(20)),))


def test_one_goes_back_to_the_side_not_to_what_was_said_before_it() -> None:
    whole = made(QUIET, replace(GO, seconds=Fraction(10)), COBRA, QUIET)
    (chapter,) = whole.chapters[2:-1]
    (the_hold,) = chapter.holds
    before = [cue.end for cue in whole.cues if isinstance(cue.sound, SPOKEN)]
    set_up = max(end for end in before if end <= the_hold.start)
    assert to_side(whole, chapter.end - SECOND) == set_up
    assert set_up > chapter.start + 40 * SECOND


def test_before_a_stretch_begins_one_goes_back_to_the_one_before() -> None:
    whole = made(COBRA, SLOW, SLOW, make("childs-pose", hold(30)))
    cobra, childs = whole.chapters[2:-1]
    (the_hold,) = cobra.holds
    before = childs.start + 20 * SECOND
    there = to_side(whole, before)
    assert cobra.start < there < the_hold.start
    assert to_side(whole, childs.end - SECOND) > before


def test_words_and_the_pause_after_them_are_called_by_the_words() -> None:
    said = replace(GO, place=Place("other.yaml", 7, 5))
    _, section, _ = sections(COBRA, BELL, said, QUIET, REST)
    assert (section.title, section.place) == ("Go on", said.place)


def test_before_a_stretch_begins_one_is_told_that_it_comes() -> None:
    whole = made(SLOW, SLOW, COBRA, make("childs-pose", hold(30)))
    before = whole.chapters[2].start + 20 * SECOND
    assert whereabouts(whole, before).endswith("After that, cobra pose.")


def test_to_skip_an_exercise_skips_what_belongs_to_it() -> None:
    whole = made(GO, make("knee-to-chest", hold(20)), QUIET, COBRA)
    left, right, cobra = whole.chapters[2:-1]
    assert past_exercise(whole, left.start) == right.end == cobra.start


def test_in_a_pause_one_is_told_of_the_pause() -> None:
    whole = made(COBRA, QUIET, make("childs-pose", hold(30)))
    cobra = whole.chapters[2]
    assert whereabouts(whole, cobra.end - 12 * SECOND) == (
        "Pause, twelve seconds left. After that, child's pose."
    )
    assert how_long(whole, cobra.end - 12 * SECOND).startswith("Twelve seconds left.")


def test_in_time_of_their_own_words_tell_how_much_is_left() -> None:
    whole = made(replace(GO, seconds=Fraction(45)), COBRA)
    said = whole.chapters[2]
    assert whereabouts(whole, said.start + 5 * SECOND).startswith("Go on, forty seconds left.")


def seconds_of(section: Section) -> list[Fraction]:
    return [item.seconds for item in section.items if isinstance(item, Span | Passage)]


@pytest.mark.parametrize(("ahead", "changed"), [(10, [20, 40]), (70, [20, 30])])
def test_more_time_reaches_a_pause_behind_a_stretch(ahead: int, changed: list[int]) -> None:
    chapter = made(COBRA, QUIET).chapters[2]
    section, by = resize(chapter, chapter.end - 40 * SECOND + ahead * SECOND, Fraction(10), SECOND)
    assert seconds_of(section) == changed
    assert by == changed[1] - 30
    assert section.parts == chapter.section.parts


def test_more_time_reaches_words_with_time_of_their_own_and_less_leaves_some() -> None:
    chapter = made(replace(GO, seconds=Fraction(45)), QUIET).chapters[2]
    for by, seconds in ((10, 55), (-10, 35), (-99, 8)):
        section, longer = resize(chapter, chapter.start + 5 * SECOND, Fraction(by), SECOND)
        assert (seconds_of(section), longer) == ([seconds, 30], seconds - 45)


def test_a_gate_stays_where_the_wait_is() -> None:
    script = write_script(routine(GO, Wait(Fraction(9), HERE)), Guidance(ways=("space",)))
    (section,) = script.sections[2:-1]
    assert [part.title for part in section.steps] == ["Go on", "Wait"]
    assert Gate() in section.items


def test_what_is_said_before_a_chapter_keeps_its_own_pauses() -> None:
    (section,) = sections(GO, BELL, COBRA)
    assert section.items[:5] == (
        Speech("Go on."),
        Pause(Fraction(6, 10)),
        Chime(Chimes.SIDE, Profile.CALM),
        Pause(Fraction(5, 2)),
        Speech(phrases.name(EXERCISES["cobra"].name, "")),
    )
    assert to_frames(Fraction(5, 2)) == 110250
