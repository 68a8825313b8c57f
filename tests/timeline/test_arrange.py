"""Placing: hand-checkable sections first, then what must hold for every routine."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import assume, given

from matcue.numerals import number
from matcue.routine.enums import Chimes, Lead
from matcue.routine.plan import (
    Breathing,
    Interval,
    Quiet,
    Repeated,
    Routine,
    Step,
    Stretch,
    Timed,
)
from matcue.timeline.arrange import arrange, sounds
from matcue.timeline.model import (
    Chapter,
    Chime,
    Count,
    Cue,
    Hold,
    Item,
    Overrun,
    Passage,
    Pause,
    Priority,
    Prompt,
    Section,
    Sound,
    Span,
    Speech,
    Timeline,
)
from matcue.timeline.pacing import Pace
from matcue.timeline.phrases import BACK, BREATH, HALFWAY, HELD, IN, LEFT, OUT, REST_BRIEFLY, STAY
from matcue.units import HOUSE_RATE, Frames, Rate, to_frames
from tests.strategies import letters, paces, routines, timeline

TEN = Rate(10)
HANGING = {*HALFWAY, *LEFT.values(), *BREATH, BACK, IN, HELD, OUT, STAY, "And let go."}
WRITTEN = (
    {"Go on.", "Stay soft.", "Soften once more."}
    | {f"Your {side} knee too." for side in ("left", "right")}
    | {"Your knee too."}
)
HELLO, BYE, BELL = Speech("hello"), Speech("bye"), Chime(Chimes.START)
LENGTHS: dict[Sound, int] = {HELLO: 7, BYE: 4, BELL: 20, Count("one"): 5, Count("two"): 5}


def placed(*items: Speech | Chime | Pause | Span | Passage) -> list[tuple[int, str]]:
    part = arrange(Section("Test", items), 0, LENGTHS, TEN)
    return [(cue.start, cue.sound.text) for cue in part.cues]


def test_speech_takes_its_own_time_and_a_chime_takes_none() -> None:
    items = (HELLO, Pause(Fraction(1)), BELL, BYE)
    part = arrange(Section("Test", items), 3, LENGTHS, TEN)
    assert part.cues == (
        Cue(Frames(0), Frames(7), HELLO, 3),
        Cue(Frames(17), Frames(20), BELL, 3),
        Cue(Frames(17), Frames(4), BYE, 3),
    )
    assert part.frames == 37


def test_positions_are_rounded_from_their_origin_and_never_summed() -> None:
    thirds = [item for _ in range(300) for item in (Pause(Fraction(1, 3)), BELL)]
    starts = [start for start, _ in placed(*thirds)]
    assert starts == [to_frames(Fraction(n, 3), TEN) for n in range(1, 301)]


def test_a_hold_lasts_exactly_what_was_asked_wherever_it_starts() -> None:
    for start in (Fraction(0), Fraction(1, 3), Fraction(1, 20), Fraction(2, 3)):
        items = (Pause(start), Span(Fraction(5), hold=True), BELL)
        part = arrange(Section("Test", items), 0, LENGTHS, TEN)
        assert part.holds == (Hold(to_frames(start, TEN), Frames(50)),)
        assert part.cues[0].start == part.holds[0].end


def prompt(at: int, sound: Speech | Count, priority: Priority = Priority.COUNTDOWN) -> Prompt:
    return Prompt(Fraction(at, 10), sound, priority)


def test_what_does_not_fit_is_dropped_and_told() -> None:
    prompts = (prompt(2, HELLO, Priority.HALFWAY), prompt(6, Count("one")))
    part = arrange(Section("Test", (Span(Fraction(2), prompts),)), 0, LENGTHS, TEN)
    assert [(cue.start, cue.sound) for cue in part.cues] == [(6, Count("one"))]
    assert [(d.sound, d.because, d.missing) for d in part.dropped] == [(HELLO, Count("one"), 3)]


def test_a_countdown_too_long_for_its_seconds_keeps_its_end() -> None:
    prompts = (prompt(12, Count("two")), prompt(15, Count("one")))
    part = arrange(Section("Test", (Span(Fraction(2), prompts),)), 0, LENGTHS, TEN)
    assert [(cue.start, cue.sound) for cue in part.cues] == [(15, Count("one"))]


def test_what_would_outlast_its_span_is_dropped() -> None:
    part = arrange(Section("T", (Span(Fraction(1), (prompt(8, HELLO),)),)), 0, LENGTHS, TEN)
    assert part.cues == ()
    assert [(d.sound, d.because, d.missing) for d in part.dropped] == [(HELLO, None, 5)]


def test_sentences_follow_each_other_as_long_as_there_is_room() -> None:
    words = Prompt(Fraction(1, 10), HELLO, Priority.REMINDER, (BYE, HELLO, BYE))
    part = arrange(Section("T", (Span(Fraction(4), (words, prompt(30, BYE))),)), 0, LENGTHS, TEN)
    assert [(cue.start, cue.sound) for cue in part.cues] == [(1, HELLO), (14, BYE), (30, BYE)]
    assert [(d.sound, d.because, d.missing) for d in part.dropped] == [
        (HELLO, BYE, 1),
        (BYE, BYE, 1),
    ]


def test_a_passage_lasts_as_long_as_it_promises_from_its_first_word() -> None:
    said = Passage((HELLO, BYE), Fraction(3))
    assert placed(HELLO, Pause(Fraction(1)), said, BYE) == [
        (0, "hello"),
        (17, "hello"),
        (30, "bye"),
        (47, "bye"),
    ]


@pytest.mark.parametrize(("beat", "then"), [(None, 17), (Fraction(1), 20), (Fraction(2), 30)])
def test_a_passage_with_longer_words_lasts_as_many_beats_as_they_need(
    beat: Fraction | None, then: int
) -> None:
    said = Passage((HELLO, BYE), Fraction(1), beat)
    part = arrange(Section("T", (said, BYE)), 2, LENGTHS, TEN)
    assert part.cues[-1].start == then
    assert part.overruns == (Overrun(2, said, Frames(17)),)


def test_neighbours_that_touch_both_fit() -> None:
    prompts = (prompt(0, HELLO), prompt(7, BYE))
    assert placed(Span(Fraction(2), prompts)) == [(0, "hello"), (7, "bye")]


def test_what_begins_where_a_more_important_sound_ends_fits() -> None:
    prompts = (prompt(0, HELLO), prompt(7, BYE, Priority.HALFWAY))
    assert placed(Span(Fraction(2), prompts)) == [(0, "hello"), (7, "bye")]


def test_a_chime_sounds_under_a_number() -> None:
    prompts = (
        Prompt(Fraction(1), Count("one"), Priority.COUNTDOWN),
        Prompt(Fraction(1), BELL, Priority.BEEP),
    )
    assert placed(Span(Fraction(3), prompts)) == [(10, "one"), (10, BELL.text)]


def test_an_hour_of_counting_has_no_frame_of_error() -> None:
    counted = tuple(Prompt(Fraction(s), Count(number(s)), Priority.COUNTDOWN) for s in range(3600))
    hour = Span(Fraction(3600), counted, hold=True)
    lengths = dict.fromkeys(sounds(Section("Hour", (hour,))), HOUSE_RATE // 2) | {HELLO: 7}
    part = arrange(Section("Hour", (HELLO, hour)), 0, lengths)
    assert [cue.start for cue in part.cues[1:]] == [7 + s * HOUSE_RATE for s in range(3600)]
    assert part.holds == (Hold(Frames(7), Frames(3600 * HOUSE_RATE)),)


def test_sounds_are_named_once_in_their_order() -> None:
    then = Prompt(Fraction(0), BYE, Priority.WORDS, (Speech("then"), HELLO))
    passage = Passage((BYE, Speech("last")), Fraction(1))
    items = (HELLO, Pause(Fraction(1)), BELL, HELLO, Span(Fraction(9), (then,)), passage)
    assert sounds(Section("Test", items)) == (HELLO, BELL, BYE, Speech("then"), Speech("last"))


@pytest.mark.parametrize("seconds", [Fraction(0), Fraction(-1)])
def test_impossible_values_are_refused(seconds: Fraction) -> None:
    with pytest.raises(ValueError, match="must last"):
        Span(seconds)
    with pytest.raises(ValueError, match="outside its span"):
        Span(Fraction(1), (prompt(10, BYE),))
    with pytest.raises(ValueError, match="cannot be negative"):
        Pause(Fraction(-1))
    with pytest.raises(ValueError, match="something in it"):
        Section("Empty", ())
    with pytest.raises(ValueError, match="starts at 0 or later and lasts"):
        Cue(Frames(-1), Frames(1), BYE, 0)


def test_an_impossible_timeline_is_refused() -> None:
    section = Section("T", (BELL,))

    def cue(start: int, end: int, sound: Sound = BYE) -> Cue:
        return Cue(Frames(start), Frames(end - start), sound, 0)

    def whole(cues: list[Cue], *borders: tuple[int, int]) -> Timeline:
        chapters = [Chapter(section, Frames(a), Frames(b - a)) for a, b in borders]
        return Timeline("T", "T", "v", TEN, tuple(cues), tuple(chapters))

    assert whole([cue(0, 5), cue(5, 9), cue(6, 9, BELL)], (0, 9)).seconds == Fraction(9, 10)
    with pytest.raises(ValueError, match="chapters must tile"):
        whole([], (0, 5), (6, 9))
    with pytest.raises(ValueError, match="chapters must tile"):
        whole([], (1, 5))
    with pytest.raises(ValueError, match="cues must be sorted"):
        whole([cue(5, 9), cue(0, 5)], (0, 9))
    with pytest.raises(ValueError, match="speech must not overlap speech"):
        whole([cue(0, 6), cue(5, 9)], (0, 9))
    with pytest.raises(ValueError, match="ends after the timeline"):
        whole([cue(0, 10)], (0, 9))


@given(routines, paces, letters)
def test_chapters_tile_and_cues_lie_inside_sorted(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    assert [c.start for c in whole.chapters] == [0, *(c.end for c in whole.chapters[:-1])]
    assert [cue.start for cue in whole.cues] == sorted(cue.start for cue in whole.cues)
    for cue in whole.cues:
        chapter = whole.chapters[cue.section]
        assert chapter.start <= cue.start < cue.end <= chapter.end


@given(routines, paces, letters)
def test_speech_never_overlaps_speech(routine: Routine, pace: Pace, frames_a_letter: int) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    spoken = [cue for cue in whole.cues if not isinstance(cue.sound, Chime)]
    assert all(a.end <= b.start for a, b in pairwise(spoken))


@given(routines, paces, letters)
def test_every_hold_is_exact_on_every_side_of_every_set(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    assert _holds(whole) == [frames for step in routine.steps for frames in _asked(step)]


def _held_in(phase: Timed | Repeated) -> list[Fraction]:
    """The seconds of each hold of a phase."""
    if isinstance(phase, Timed):
        return [phase.seconds]
    return [phase.held] * phase.times if phase.held_at_once else []


@given(routines, paces, letters)
def test_a_hold_starts_and_ends_on_its_chimes_after_the_words(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    for index, chapter in enumerate(whole.chapters):
        cues = [cue for cue in whole.cues if cue.section == index]
        rung = [*cues, *(cue for cue in whole.cues if cue.section == index + 1)]
        chimes = {cue.start: cue.sound.text for cue in rung if isinstance(cue.sound, Chime)}
        spoken = [cue for cue in cues if not isinstance(cue.sound, Chime)]
        stretch = chapter.section.stretch
        off = stretch.chimes if stretch and stretch.chimes else {}
        for hold, once in zip(chapter.holds, _each_once(chapter), strict=True):
            if once and Chimes.START not in off:
                assert chimes[hold.start] in {Chimes.START, Chimes.PHASE}
            if once and Chimes.END not in off:
                over = {Chimes.START} if chapter.section.interval else {Chimes.PHASE}
                assert chimes[hold.end] in over | {Chimes.END}
            assert all(cue.end <= hold.start or cue.start >= hold.start for cue in spoken)


def _each_once(chapter: Chapter) -> list[bool]:
    """Whether each hold of a chapter is a phase, rather than one of several repetitions."""
    section = chapter.section
    if not section.stretch:
        return [True for _ in chapter.holds]
    phases = section.stretch.phases_of(section.set or 1)
    return [isinstance(phase, Timed) for phase in phases for _ in _held_in(phase)]


@given(routines, paces, letters)
def test_a_repetition_is_held_from_its_number_to_its_tick(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    for index, chapter in enumerate(whole.chapters):
        cues = [cue for cue in whole.cues if cue.section == index]
        heard = {(cue.start, cue.sound.text) for cue in cues}
        counts = {cue.start for cue in cues if isinstance(cue.sound, Count)}
        stretch = chapter.section.stretch
        off = stretch.chimes if stretch and stretch.chimes else {}
        for hold, once in zip(chapter.holds, _each_once(chapter), strict=True):
            if not once and Chimes.TICK not in off:
                counted = any(hold.start < at < hold.end for at in counts)
                assert counted or (hold.end, Chimes.TICK) in heard or whole.dropped
                assert any(start == hold.start for start, _ in heard)


@given(routines, paces, letters)
def test_a_countdown_number_starts_on_its_second(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    left = {number(seconds): seconds for seconds in range(1, 91)}
    for cue in whole.cues:
        for hold in whole.chapters[cue.section].holds:
            # at its very start a repetition that is held has its own number
            if not isinstance(cue.sound, Count) or not hold.start < cue.start < hold.end:
                continue
            if whole.chapters[cue.section].section.practice:  # it counts up
                continue
            seconds = Fraction(hold.frames, HOUSE_RATE)
            exact = hold.start + (seconds - left[cue.sound.text]) * HOUSE_RATE
            assert abs(cue.start - exact) <= 1


@given(routines, paces, letters, letters)
def test_the_voice_s_speed_leaves_holds_alone(
    routine: Routine, pace: Pace, slow: int, fast: int
) -> None:
    assert _holds(timeline(routine, pace, slow)) == _holds(timeline(routine, pace, fast))


@given(routines, paces, letters)
def test_pace_leaves_holds_and_words_alone(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    steady = timeline(routine, Pace(), frames_a_letter)
    paced = timeline(routine, pace, frames_a_letter)
    assert _holds(steady) == _holds(paced)
    assert _words(steady) == _words(paced)


def _words(timeline: Timeline) -> list[Sound]:
    """What is heard, but for a word of the rests between sets, which short ones have not."""
    return [cue.sound for cue in timeline.cues if cue.sound.text != REST_BRIEFLY]


@given(routines, paces, letters)
def test_doubling_the_sets_doubles_the_holds_and_the_countdowns(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    alike = tuple(
        replace(step, later=()) if isinstance(step, Stretch) else step
        for step in routine.steps
        if not isinstance(step, Interval)
    )
    assume(alike)
    doubled = tuple(
        replace(step, rounds=2 * step.rounds) if isinstance(step, Stretch) else step
        for step in alike
    )
    once, twice = (
        timeline(replace(routine, steps=each), pace, frames_a_letter) for each in (alike, doubled)
    )
    assert 2 * _held(once) == _held(twice)
    assert 2 * _counts(once) == _counts(twice)


def _asked(step: Step) -> Sequence[int]:
    """The frames that a step's holds should have."""
    match step:
        case Stretch():
            return [
                to_frames(seconds)
                for _, number in step.turns
                for phase in step.phases_of(number)
                for seconds in _held_in(phase)
            ]
        case Interval():
            return [
                to_frames(start + step.lasts(work)) - to_frames(start)
                for work, start in enumerate(step.starts)
            ]
        case _:
            return []


def _held(whole: Timeline) -> int:
    return sum(_holds(whole))


def _counts(whole: Timeline) -> int:
    counted = (cue for cue in whole.cues if isinstance(cue.sound, Count))
    return sum(whole.chapters[cue.section].section.practice is None for cue in counted)


def _holds(whole: Timeline) -> list[int]:
    stretches = (chapter for chapter in whole.chapters if not chapter.section.practice)
    return [hold.frames for chapter in stretches for hold in chapter.holds]


@given(routines, paces, letters)
def test_only_what_hangs_in_a_span_is_ever_dropped(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    for dropped in whole.dropped:
        between_bells = whole.chapters[dropped.section].section.interval
        own = isinstance(dropped.sound, Count) or dropped.sound.text in HANGING
        assert own or between_bells or dropped.sound.text in WRITTEN


def _timed(whole: Timeline) -> list[tuple[Chapter, Section, Item, int, int]]:
    """Each item of a timeline, with its chapter, the step that it is of, its start and its end."""
    return [
        (chapter, owner, item, start, end)
        for chapter in whole.chapters
        for owner, item, (start, end) in zip(
            chapter.section.owners,
            chapter.section.items,
            pairwise((*chapter.starts, chapter.end)),
            strict=True,
        )
    ]


@given(routines, paces, letters)
def test_a_pause_is_as_long_as_it_promises(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    pauses = [(start, end) for _, step, _, start, end in _timed(whole) if step.title == "Pause"]
    asked = [to_frames(step.seconds) for step in routine.steps if isinstance(step, Quiet)]
    assert len(pauses) == len(asked)
    for (start, end), frames in zip(pauses, asked, strict=True):
        # a chapter ends no sooner than a bell in it
        ringing = [cue.end for cue in whole.cues if isinstance(cue.sound, Chime)]
        assert end == start + frames or end in ringing
        heard = (cue for cue in whole.cues if not isinstance(cue.sound, Chime))
        assert not any(start <= cue.start < start + frames for cue in heard)


@given(routines, paces, letters)
def test_what_is_said_in_a_row_starts_on_its_second_or_its_beat(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    origin, passed, before = 0, Fraction(0), (-1, -1)
    for chapter, _, item, start, end in _timed(whole):
        if not isinstance(item, Passage):
            continue
        if (chapter.start, start) != before:
            origin, passed = start, Fraction(0)
        words = sum(len(said.text) for said in item.sentences) * frames_a_letter
        needed = Fraction(words, HOUSE_RATE) + Fraction(6, 10) * (len(item.sentences) - 1)
        over = max(needed - item.seconds, Fraction(0))
        passed += item.seconds + (ceil(over / item.beat) * item.beat if item.beat else over)
        assert end == origin + to_frames(passed)
        before = (chapter.start, end)


@given(routines, paces, letters)
def test_breathing_takes_exactly_its_breaths_from_bell_to_bell(
    routine: Routine, pace: Pace, frames_a_letter: int
) -> None:
    whole = timeline(routine, pace, frames_a_letter)
    breathed = [step for step in routine.steps if isinstance(step, Breathing)]
    chapters = [
        (index, chapter.holds)
        for index, chapter in enumerate(whole.chapters)
        if isinstance(chapter.section.practice, Breathing)
    ]
    for step, (index, (hold,)) in zip(breathed, chapters, strict=True):
        assert hold.frames == to_frames(step.rounds * sum(step.pattern))
        starts = [
            hold.start + to_frames(i * sum(step.pattern) + sum(step.pattern[:part]))
            for i in range(3 if step.lead is Lead.FIRST else step.rounds)
            for part in range(len(step.pattern))
        ][: step.rounds * len(step.pattern)]
        cues = [cue for cue in whole.cues if cue.section == index]
        led = [cue.start for cue in cues if cue.sound.text in {IN, HELD, OUT}]
        lost = sum(
            drop.section == index and not isinstance(drop.sound, Count) for drop in whole.dropped
        )
        assert set(led) <= set(starts)
        assert len(led) + lost == len(starts)
