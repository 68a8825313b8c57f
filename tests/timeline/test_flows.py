"""A flow: each movement on its beat, over all rounds, and without a bell between them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.errors import Place, Problem, Severity
from matcue.routine.enums import Chimes, Posture
from matcue.routine.plan import Flow, Movement, Quiet, Rest, Say, Step
from matcue.timeline import overruns
from matcue.timeline.arrange import Arranged, arrange, lay
from matcue.timeline.commands import past_exercise, to_side
from matcue.timeline.edits import resize, resized
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import SPOKEN, Chime, Gate, Passage, Pause, Section, Speech
from matcue.timeline.queries import whereabouts
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, to_frames
from tests.strategies import HERE, measured, routine
from tests.timeline.test_script import hold, make

if TYPE_CHECKING:
    from matcue.timeline.model import Timeline

SECOND = HOUSE_RATE
LETTER = 2000
"""Frames of each letter."""
FOUR = Fraction(4)


def beaten(
    text: str, short: str | None = None, beat: Fraction = FOUR, line: int = 1, **more: bool
) -> Movement:
    place = Place("test.yaml", line, 1)
    return Movement(text, short or text, beat, beat, **more, place=place)


SUN = Flow(
    name="Sun salutation",
    rounds=2,
    start=None,
    first="left",
    movements=(
        beaten("Breathe in, and raise your arms."),
        beaten("Breathe out, and fold.", "Fold."),
        Movement("Stay there.", "Stay there.", Fraction(20), place=HERE),
        beaten("Step your {side} foot back.", alternating=True),
    ),
    place=HERE,
)


def section(step: Flow, guidance: Guidance | None = None) -> Section:
    (only,) = write_script(routine(step), guidance or Guidance()).sections[2:-1]
    return only


def laid(*steps: Step) -> tuple[Timeline, list[Arranged]]:
    script = write_script(routine(*steps), Guidance())
    lengths = measured(script, LETTER)
    parts = [arrange(each, i, lengths) for i, each in enumerate(script.sections)]
    return lay(script, parts, "none"), parts


def passages(step: Flow) -> list[tuple[str, Fraction]]:
    return [
        (" ".join(said.text for said in item.sentences), item.seconds)
        for item in section(step).items
        if isinstance(item, Passage)
    ]


def test_each_round_has_its_words_and_its_side() -> None:
    assert passages(SUN) == [
        ("Breathe in, and raise your arms.", 4),
        ("Breathe out, and fold.", 4),
        ("Stay there.", 20),
        ("Step your left foot back.", 4),
        ("Breathe in, and raise your arms.", 4),
        ("Fold.", 4),
        ("Stay there.", 20),
        ("Step your right foot back.", 4),
    ]
    assert passages(replace(SUN, first="right"))[3::4] == [
        ("Step your right foot back.", 4),
        ("Step your left foot back.", 4),
    ]


def test_a_bell_begins_it_and_two_end_it_and_none_is_between() -> None:
    items = section(SUN).items
    bells = [i for i, item in enumerate(items) if isinstance(item, Chime)]
    assert [items[i] for i in bells] == [Chime(Chimes.START), Chime(Chimes.END)]
    first, last = bells
    between = items[first + 1 : last]
    assert isinstance(between[0], Pause)
    assert all(isinstance(item, Passage) for item in between[1:])
    assert [item.text for item in items[:first] if isinstance(item, Speech)] == [
        "Sun salutation.",
        "Two rounds, starting at the bell.",
    ]


@pytest.mark.parametrize(
    "beat", [FOUR, Fraction(2345, 1000), Fraction(10001, 3000), Fraction(100, 7)]
)
def test_a_hundred_rounds_have_no_frame_of_error(beat: Fraction) -> None:
    step = replace(SUN, rounds=100, movements=(beaten("In.", beat=beat), beaten("Out.", beat=beat)))
    whole, _ = laid(step)
    starts = [cue.start for cue in whole.cues if cue.sound.text in {"In.", "Out."}]
    assert starts == [starts[0] + to_frames(i * beat) for i in range(200)]
    (end,) = (cue.start for cue in whole.cues if cue.sound.text == Chimes.END)
    assert end == starts[0] + to_frames(200 * beat)


def test_a_sentence_that_is_too_long_takes_whole_beats_and_the_beat_goes_on() -> None:
    long = "Breathe in, " * 9  # 108 letters, 4.9 s
    step = replace(SUN, movements=(beaten("In."), beaten(f"{long}in."), beaten("Out.")))
    whole, _ = laid(step)
    starts = [cue.start for cue in whole.cues if cue.sound.text in {"In.", "Out."}]
    assert [start - starts[0] for start in starts] == [s * SECOND for s in (0, 12, 16, 28)]
    assert [overrun.frames for overrun in whole.overruns] == [111 * LETTER] * 2


def test_it_is_warned_of_where_it_stands_with_the_shortest_beat_that_fits() -> None:
    longest, long = "Breathe in, " * 12 + "in.", "Breathe in, " * 9 + "in."
    step = replace(SUN, movements=(beaten("In."), beaten(long, line=3), beaten(longest, line=4)))
    _, parts = laid(step)
    assert {warning for part in parts for warning in overruns.warnings(part)} == {
        Problem(
            Place("test.yaml", line, 1),
            f"“Breathe in, Breathe in, Breathe in, Brea…” takes about {seconds} s, and has 4 s",
            "`beat: 6.7s` is the shortest that fits",
            Severity.WARNING,
        )
        for line, seconds in ((3, "5.0"), (4, "6.7"))
    }


def test_words_that_outlast_their_own_time_are_warned_of_at_their_own_place() -> None:
    there = Place("test.yaml", 9, 3)
    said = Say("Go to your left foot, and then on to your right one.", there, Fraction(2))
    _, parts = laid(said, make("cobra", hold(20)))
    (warning,) = (warning for part in parts for warning in overruns.warnings(part))
    assert (warning.place, warning.hint) == (there, "`for: 2.4s` is the shortest that fits")


def test_one_is_led_into_the_posture_that_it_starts_in_and_stays_in_it() -> None:
    flow, after = write_script(
        routine(replace(SUN, start=Posture.KNEELING), make("childs-pose", hold(30))), Guidance()
    ).sections[2:-1]
    told = [item.text for item in flow.items if isinstance(item, Speech)]
    assert told[:3] == ["First, sun salutation.", "Kneel down.", "Take your time."]
    assert flow.items[flow.items.index(Speech("Take your time.")) + 1] == Pause(Fraction(10))
    assert flow.posture is Posture.KNEELING
    said = [item.text for item in after.items if isinstance(item, Speech)]
    assert said[1] != "Kneel down."


@pytest.mark.parametrize("start", [None, Posture.ANY])
def test_one_stays_as_one_is_where_nothing_else_is_said(start: Posture | None) -> None:
    _, flow = write_script(
        routine(make("cobra", hold(20)), replace(SUN, start=start)), Guidance()
    ).sections[2:-1]
    assert flow.posture is Posture.FACE_DOWN
    assert [item.text for item in flow.items if isinstance(item, Speech)] == [
        "Next, sun salutation.",
        "Two rounds, starting at the bell.",
    ]


def test_a_rest_before_it_tells_that_it_comes() -> None:
    rest = Rest(Fraction(9), HERE)
    resting, _ = write_script(
        routine(rest, replace(SUN, start=Posture.STANDING)), Guidance()
    ).sections[2:-1]
    assert Speech("After that, sun salutation, standing.") in resting.items


def test_who_wants_to_be_waited_for_before_each_hold_is_here_too() -> None:
    assert Gate() in section(SUN, Guidance(wait=True, ways=("space",))).items


def test_while_it_plays_it_keeps_its_beat_and_is_one_thing() -> None:
    whole, _ = laid(make("cobra", hold(20)), SUN, Quiet(Fraction(30), HERE))
    chapter = whole.chapters[3]
    spoken = [cue for cue in whole.cues if cue.section == 3 and isinstance(cue.sound, SPOKEN)]
    first = next(cue for cue in spoken if cue.sound.text.startswith("Breathe in"))
    here = first.start + 10 * SECOND
    assert whereabouts(whole, here) == "Sun salutation, fifty-four seconds left."
    before = [cue.end for cue in spoken if cue.end <= first.start]
    assert to_side(whole, here) == max(before)
    assert past_exercise(whole, here) == chapter.end
    assert resize(chapter, here, Fraction(10), SECOND) == (chapter.section, 0)
    assert resized(chapter, here, Fraction(0)) == "The beat stays as it is here."
    in_the_pause = chapter.end - 20 * SECOND
    assert resize(chapter, in_the_pause, Fraction(10), SECOND)[1] == 10
