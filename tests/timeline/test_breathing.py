"""Breathing that is led: what is said before it, and each part of each breath on its second."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from matcue.routine.enums import Chimes, Lead, Posture, Profile
from matcue.routine.plan import Breathing
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import past_exercise, to_side
from matcue.timeline.edits import resize, splice
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chime, Count, Gate, Pause, Section, Span, Speech
from matcue.timeline.pacing import Pace
from matcue.timeline.queries import moment_at, whereabouts
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE
from tests.strategies import HERE, measured, routine
from tests.timeline.test_script import hold, make

SECOND = HOUSE_RATE


def pattern(*seconds: float) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, seconds))


BOX = Breathing(pattern(4, 4, 4, 4), 2, None, Lead.ALL, False, "Breathing", HERE)


def section(step: Breathing, guidance: Guidance | None = None) -> Section:
    (only,) = write_script(routine(step), guidance or Guidance()).sections[2:-1]
    return only


def led(step: Breathing) -> list[tuple[Fraction, str, int]]:
    """Each thing that is said in the breaths, with its second and how much softer it is."""
    (span,) = (item for item in section(step).items if isinstance(item, Span))
    said = [(prompt.at, prompt.sound) for prompt in span.prompts]
    return [(at, sound.text, sound.decibels) for at, sound in said if not isinstance(sound, Chime)]


def test_a_sentence_and_a_bell_begin_it_and_two_bells_end_it() -> None:
    sentence, _, settle, bell, breaths, bells, ringing = section(BOX).items
    assert sentence == Speech(
        "Breathe in for four seconds, hold for four, breathe out for four, and hold for four, "
        "starting at the bell."
    )
    assert isinstance(breaths, Span)
    assert (breaths.seconds, breaths.hold, breaths.fixed) == (32, True, True)
    assert (bell, bells) == (Chime(Chimes.START), Chime(Chimes.END))
    assert settle == Pause(Fraction(2))
    assert ringing == Pause(Fraction(5, 2))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ((4, 6), [(0, "In."), (4, "Out.")]),
        ((4, 7, 8), [(0, "In."), (4, "Hold."), (11, "Out.")]),
        ((5.5, 1, 5.5, 2), [(0, "In."), (5.5, "Hold."), (6.5, "Out."), (12, "Hold.")]),
    ],
)
def test_each_part_is_said_on_its_second(
    seconds: tuple[float, ...], said: list[tuple[float, str]]
) -> None:
    length = sum(seconds)
    step = replace(BOX, pattern=pattern(*seconds), rounds=2)
    assert led(step) == [
        *((at, text, 0) for at, text in said),
        *((at + length, text, 0) for at, text in said),
    ]


def test_only_the_first_three_breaths_are_led() -> None:
    once = [at for at, _, _ in led(replace(BOX, rounds=1))]
    first = led(replace(BOX, rounds=9, lead=Lead.FIRST))
    assert [at for at, _, _ in first] == [i * 16 + at for i in range(3) for at in once]


def test_it_is_led_softer_with_each_breath_down_to_a_whisper() -> None:
    softer = led(replace(BOX, rounds=9, lead=Lead.SOFTER))
    assert [decibels for _, _, decibels in softer[::4]] == [0, 2, 4, 6, 8, 10, 12, 12, 12]


def test_the_seconds_of_each_part_are_counted_from_two() -> None:
    step = replace(BOX, pattern=pattern(3, 5.5), rounds=1, counted=True)
    assert led(step) == [
        (0, "In.", 0),
        (1, "two", 0),
        (2, "three", 0),
        (3, "Out.", 0),
        (4, "two", 0),
        (5, "three", 0),
        (6, "four", 0),
        (7, "five", 0),
    ]
    softer = led(replace(step, rounds=2, lead=Lead.SOFTER))
    assert {decibels for at, _, decibels in softer if at >= Fraction(17, 2)} == {2}


def test_what_is_counted_is_a_number_not_words() -> None:
    step = replace(BOX, rounds=1, counted=True)
    (span,) = (item for item in section(step).items if isinstance(item, Span))
    assert [prompt.sound for prompt in span.prompts[:2]] == [Speech("In."), Count("two")]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ((4, 6), "Breathe in for four seconds and breathe out for six"),
        ((1, 2), "Breathe in for one second and breathe out for two"),
        ((5.5, 5.5), "Breathe in for five and a half seconds and breathe out for five and a half"),
        ((4.2, 1, 8), "Breathe in for 4.2 seconds, hold for one, and breathe out for eight"),
    ],
)
def test_the_pattern_is_told_as_exactly_as_it_is(seconds: tuple[float, ...], said: str) -> None:
    exact = tuple(Fraction(str(each)) for each in seconds)
    assert section(replace(BOX, pattern=exact)).items[0] == Speech(f"{said}, starting at the bell.")


def test_the_posture_stays() -> None:
    _, breathing, after = write_script(
        routine(make("cobra", hold(20)), BOX, make("cobra", hold(20))), Guidance()
    ).sections[2:-1]
    assert breathing.posture is Posture.FACE_DOWN
    told = [item.text for item in after.items if isinstance(item, Speech)]
    assert not any("Lie" in text for text in told)


def test_no_pace_changes_it_and_the_session_s_bells_ring() -> None:
    slow = section(BOX, Guidance(Pace(Fraction(4)), cues=Profile.BRISK))
    assert [item for item in slow.items if isinstance(item, Span)] == [
        item for item in section(BOX).items if isinstance(item, Span)
    ]
    assert Chime(Chimes.START, Profile.BRISK) in slow.items


def test_who_wants_to_be_waited_for_before_each_hold_is_here_too() -> None:
    assert Gate() in section(BOX, Guidance(wait=True, ways=("space",))).items


def test_while_it_plays_it_is_one_thing_that_can_be_skipped_and_begun_again() -> None:
    script = write_script(routine(make("cobra", hold(20)), BOX), Guidance())
    lengths = measured(script, 2000)
    parts = [arrange(each, i, lengths) for i, each in enumerate(script.sections)]
    whole = lay(script, parts, "none")
    chapter = whole.chapters[3]
    (breaths,) = chapter.holds
    here = breaths.start + 10 * SECOND
    assert whereabouts(whole, here) == "Breathing, twenty-two seconds left."
    assert moment_at(whole, here).number == 22
    assert past_exercise(whole, here) == chapter.end
    assert chapter.start < to_side(whole, here) < breaths.start
    paced = write_script(routine(make("cobra", hold(20)), BOX), Guidance(Pace(Fraction(2))))
    assert chapter.section.items[4] == splice(chapter, 0, paced.sections[3]).items[4]


def changed(
    step: Breathing, since: int, by: int
) -> tuple[list[tuple[Fraction, str, int]], Fraction]:
    """What is said in breaths that are changed after some seconds, and how much longer they are."""
    script = write_script(routine(step), Guidance())
    parts = [arrange(each, i, measured(script, 2000)) for i, each in enumerate(script.sections)]
    chapter = lay(script, parts, "none").chapters[2]
    position = chapter.holds[0].start + since * SECOND
    found, longer = resize(chapter, position, Fraction(by), SECOND)
    (span,) = (item for item in found.items if isinstance(item, Span))
    assert span.seconds == step.seconds + longer
    said = [(prompt.at, prompt.sound) for prompt in span.prompts]
    return [(at, sound.text, sound.decibels) for at, sound in said], longer


@pytest.mark.parametrize(
    ("seconds", "by", "rounds"),
    [((4, 4, 4, 4), 10, 1), ((4, 6), 10, 1), ((2, 3), 10, 2), ((4, 4, 4, 4), -10, -1)],
)
def test_more_time_is_whole_breaths(seconds: tuple[int, ...], by: int, rounds: int) -> None:
    step = replace(BOX, pattern=pattern(*seconds), rounds=4)
    said, longer = changed(step, 1, by)
    assert longer == rounds * sum(seconds)
    assert said == led(replace(step, rounds=4 + rounds))


def test_the_breath_that_goes_on_is_not_shortened() -> None:
    assert changed(replace(BOX, rounds=3), 20, -10)[1] == -16
    assert changed(replace(BOX, rounds=3), 33, -10)[1] == 0
    assert changed(replace(BOX, rounds=1), -1, -10)[1] == 0


def test_breaths_that_are_added_are_led_as_the_last_one() -> None:
    softer = replace(BOX, pattern=pattern(4, 6), rounds=2, lead=Lead.SOFTER, counted=True)
    last = led(softer)[-10:]
    assert last[0] == (10, "In.", 2)
    said, _ = changed(softer, 5, 20)
    assert said == [*led(softer), *((at + 10 * i, *told) for i in (1, 2) for at, *told in last)]
    unled = replace(BOX, rounds=9, lead=Lead.FIRST)
    assert changed(unled, 5, 10)[0] == led(unled)
