"""What is heard inside the exact time of a stretch: held repetitions, sides in turn, words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.routine.enums import Chimes, Lead, Profile, Tally
from matcue.routine.plan import Remark, Repeated, Timed
from matcue.timeline.arrange import arrange
from matcue.timeline.edits import resize
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import Chapter, Chime, Count, Pause, Priority, Span, Speech
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, Frames
from tests.strategies import routine
from tests.timeline.test_script import hold, make, script, spans, words

if TYPE_CHECKING:
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Phase, Stretch
    from matcue.timeline.model import Section


def held(reps: int, seconds: int, besides: int = 3, **more: object) -> Repeated:
    """Repetitions that are held from their numbers on."""
    whole = Fraction(seconds + besides)
    phase = Repeated(reps, whole, back=Fraction(seconds), held=Fraction(seconds))
    return replace(phase, **more)  # type: ignore[arg-type]


def section(step: Stretch, guidance: Guidance | None = None) -> Section:
    return write_script(routine(step), guidance or Guidance()).sections[2]


def heard(step: Stretch, guidance: Guidance | None = None) -> list[tuple[Fraction, str]]:
    """What is heard from the first bell to the last, each with its second."""
    at, told = Fraction(0), []
    items = section(step, guidance).items
    for item in items[items.index(Chime(Chimes.START, step.cues)) :]:
        match item:
            case Pause(seconds):
                at += seconds
            case Chime(text):
                told.append((at, str(text)))
            case Span():
                told += [
                    (at + prompt.at, sound.text)
                    for prompt in item.prompts
                    for sound in (prompt.sound, *prompt.then)
                ]
                at += item.seconds
            case _:
                break
    return told


def said(step: Stretch, guidance: Guidance | None = None) -> list[tuple[Fraction, str]]:
    """The same without its own bells, from the end of the first one's pause on."""
    bells = {Chimes.START, Chimes.END}
    return [(at - Fraction(3, 2), text) for at, text in heard(step, guidance) if text not in bells]


def test_ten_times_five_seconds() -> None:
    step = make("bridge", held(10, 5))
    told = words(section(step))
    assert told[-3:-1] == ["Ten repetitions.", "Hold each one for five seconds."]
    assert said(step)[:6] == [
        (0, "one"),
        (5, "tick"),
        (8, "two"),
        (13, "tick"),
        (16, "three"),
        (21, "tick"),
    ]
    assert heard(step)[-1] == (Fraction(3, 2) + 80, Chimes.END)


def test_held_seconds_are_exact_to_the_frame_whatever_they_are() -> None:
    third = Fraction(1001, 300)
    step = make("bridge", Repeated(7, third + 1, back=third, held=third))
    part = section(step)
    lengths = dict.fromkeys(
        [sound for item in part.items if isinstance(item, Span) for sound in _sounds(item)]
        + [item for item in part.items if isinstance(item, Speech | Chime)],
        100,
    )
    arranged = arrange(part, 0, lengths)
    assert {frames.frames for frames in arranged.holds} == {round(third * HOUSE_RATE)}
    ticks = [cue.start for cue in arranged.cues if cue.sound.text == Chimes.TICK]
    assert ticks == [hold.end for hold in arranged.holds]
    numbers = [cue.start for cue in arranged.cues if isinstance(cue.sound, Count)]
    assert numbers == [hold.start for hold in arranged.holds]


def _sounds(span: Span) -> list[Speech | Count | Chime]:
    return [prompt.sound for prompt in span.prompts]


def test_a_countdown_takes_the_place_of_the_tick() -> None:
    step = make("bridge", held(2, 5), countdown=3)
    counted = [(0, "one"), (2, "three"), (3, "two"), (4, "one")]
    assert said(step)[:4] == counted
    assert Chimes.TICK not in {text for _, text in heard(step)}
    assert said(make("bridge", held(2, 5)), Guidance(countdown=3))[:4] == counted
    assert (5, "tick") in said(make("bridge", held(2, 5), countdown=0))


def test_the_number_of_a_repetition_goes_before_the_seconds_that_are_counted() -> None:
    (first, *_) = spans(section(make("bridge", held(2, 5), countdown=3600)))
    assert [prompt.priority for prompt in first.prompts] == [Priority.COUNTDOWN] + [
        Priority.BEAT
    ] * 4


@pytest.mark.parametrize(("cues", "tally"), [(Profile.SILENT, Tally.UP), (Profile.CALM, Tally.OFF)])
def test_a_tick_begins_what_no_number_begins(cues: Profile, tally: Tally) -> None:
    step = make("bridge", held(2, 5), cues=cues, tally=tally)
    assert said(step) == [(0, "tick"), (5, "tick"), (8, "tick"), (13, "tick")]


def test_words_for_the_way_back_are_said_at_the_tick() -> None:
    exercise = make("bridge").exercise
    own = exercise.words.model_copy(update={"back": "And lower.", "out": "And lift."})
    step = make("bridge", held(2, 5), exercise=exercise.model_copy(update={"words": own}))
    assert said(step)[:3] == [(0, "one"), (5, "tick"), (5, "And lower.")]
    assert said(replace(step, tally=Tally.OFF))[0] == (0, "And lift.")
    assert "And lower." not in {text for _, text in said(replace(step, cues=Profile.SILENT))}


def test_the_held_seconds_of_a_tempo_are_told_and_counted_if_that_is_asked() -> None:
    phase = Repeated(2, Fraction(10), back=Fraction(7), held=Fraction(5))
    step = make("bridge", phase)
    assert words(section(step))[-3:-1] == ["Two repetitions.", "Hold each one for five seconds."]
    assert said(step) == [(0, "one"), (7, "And return."), (10, "two"), (17, "And return.")]
    counted = said(replace(step, countdown=2))
    assert counted[:4] == [(0, "one"), (5, "two"), (6, "one"), (7, "And return.")]


def test_more_time_leaves_held_repetitions_alone() -> None:
    part = section(replace(make("bridge", held(2, 5)), key=None))
    starts = tuple(Frames(i * HOUSE_RATE) for i in range(len(part.items)))
    chapter = Chapter(part, Frames(0), Frames(10**9), starts=starts)
    inside = next(i for i, item in enumerate(part.items) if isinstance(item, Span))
    assert resize(chapter, starts[inside], Fraction(10), HOUSE_RATE) == (part, 0)


TURNS = Repeated(2, Fraction(6), sides=("left", "right"))


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally.OFF, ["left", "right", "left", "right"]),
        (Tally.UP, ["one", "one", "two", "two"]),
        (Tally.DOWN, ["two", "two", "one", "one"]),
    ],
)
def test_sides_in_turn_are_told_by_name_or_by_number(tally: Tally, told: list[str]) -> None:
    step = make("knee-to-chest", TURNS, rounds=((None,),), tally=tally)
    assert said(step) == list(zip([0, 6, 12, 18], told, strict=True))
    assert "Two slow repetitions on each side, left and right in turn, starting at the bell." in (
        words(section(step))
    )


def test_the_last_three_of_each_side_are_counted() -> None:
    phase = replace(TURNS, reps=4, sides=("right", "left"))
    step = make("knee-to-chest", phase, rounds=((None,),), tally=Tally.LAST)
    told = [text for _, text in said(step)]
    assert told == ["right", "left", "three", "three", "two", "two", "one", "one"]


def test_sides_in_turn_are_named_where_they_work() -> None:
    step = make("knee-to-chest", TURNS, rounds=((None,),))
    told = words(section(step))
    assert "Draw your left knee gently toward your chest." in told
    assert told[-1] == "Let go and set your right foot down."
    assert section(step).title == "Knee to chest"


def test_sides_in_turn_may_be_held() -> None:
    step = make("bird-dog", held(1, 5, sides=("left", "right")), rounds=((None,),), tally=Tally.OFF)
    assert said(step) == [(0, "left"), (5, "tick"), (8, "right"), (13, "tick")]
    assert "One repetition on each side, left and right in turn." in words(section(step))


def later(step: Stretch) -> list[list[str]]:
    """What is said of how much it is in each turn after the first."""
    return [
        [
            line
            for line in words(part)
            if (line.startswith("Now ") and "side" not in line) or "this time" in line
        ]
        for part in script(step).sections[3:-1]
        if part.stretch
    ]


def pyramid(key: str, *phases: Phase) -> Stretch:
    first, *others = phases
    return make(key, first, later=tuple(others), sets=len(phases))


def test_a_pyramid_tells_each_new_figure_once() -> None:
    reps = pyramid("bridge", held(6, 10), held(4, 10), held(2, 10))
    assert later(reps) == [["Four this time."], ["Two this time."]]
    holds = pyramid("cobra", hold(10), hold(20), hold(20))
    assert later(holds) == [["Now twenty seconds."], []]
    both = pyramid("knee-to-chest", hold(10), hold(20))
    assert later(both) == [[], ["Now twenty seconds."], []]
    breaths = pyramid("cobra", hold(10), Timed("hold", Fraction(20), breaths=2))
    assert later(breaths) == [["Now two breaths."]]


def test_a_grouped_pyramid_begins_anew_on_the_other_side() -> None:
    rounds: tuple[tuple[Side], ...] = (("left",), ("left",), ("right",), ("right",))
    grouped = replace(pyramid("knee-to-chest", hold(10), hold(20)), rounds=rounds)
    assert later(grouped) == [
        ["Now twenty seconds."],
        ["Now ten seconds."],
        ["Now twenty seconds."],
    ]
    lengths = [span.seconds for part in script(grouped).sections for span in spans(part)]
    assert lengths == [10, 20, 10, 20]


PLANK = Timed(
    "hold",
    Fraction(60),
    during=(
        Remark(Fraction(20), "Right arm up. Your {side} one stays."),
        Remark(Fraction(-20), "Left arm up."),
    ),
)


def test_words_come_inside_a_hold_and_no_bell_does() -> None:
    step = make("cobra", PLANK)
    (span,) = spans(section(step))
    first, last = (prompt for prompt in span.prompts if prompt.priority is Priority.WORDS)
    assert (first.at, first.sound.text, first.from_end) == (20, "Right arm up.", False)
    assert [sentence.text for sentence in first.then] == ["Your one stays."]
    assert (last.at, last.sound.text, last.from_end) == (40, "Left arm up.", True)
    bells = [item.text for item in section(step).items if isinstance(item, Chime)]
    assert bells == [Chimes.START, Chimes.END]


def test_what_matcue_says_of_the_time_keeps_away_from_the_author_s_words() -> None:
    def told(*at: int) -> list[tuple[Fraction, Priority]]:
        during = tuple(Remark(Fraction(each), "Soften.") for each in at)
        (span,) = spans(section(make("cobra", replace(PLANK, during=during))))
        own = {Priority.WORDS, Priority.COUNTDOWN}
        return [
            (prompt.at, prompt.priority) for prompt in span.prompts if prompt.priority not in own
        ]

    assert told() == [(10, Priority.REMINDER), (30, Priority.TIME_LEFT)]
    assert told(-30) == [(10, Priority.REMINDER)]
    assert told(17) == [(30, Priority.TIME_LEFT)]


def test_more_time_moves_the_words_before_the_end_and_no_others() -> None:
    part = section(make("cobra", PLANK))
    inside = next(i for i, item in enumerate(part.items) if isinstance(item, Span))
    starts = tuple(Frames(0) for _ in part.items)
    chapter = Chapter(part, Frames(0), Frames(10**9), starts=starts)
    longer, by = resize(chapter, HOUSE_RATE, Fraction(10), HOUSE_RATE)
    (span,) = spans(longer)
    assert by == 10
    assert [p.at for p in span.prompts if p.priority is Priority.WORDS] == [20, 50]
    assert longer.items[:inside] == part.items[:inside]


@pytest.mark.parametrize(
    ("lead", "ways", "by", "longer"),
    [
        (Lead.ALL, (4, 6), 10, 10),
        (Lead.SOFTER, (4, 7, 8), 10, 19),
        (Lead.FIRST, (4, 7, 8), 10, 19),
        (Lead.ALL, (4, 7, 8), -10, -19),
    ],
)
def test_more_time_in_a_hold_whose_breaths_are_led_is_whole_breaths(
    lead: Lead, ways: tuple[int, ...], by: int, longer: int
) -> None:
    breath = tuple(map(Fraction, ways))
    part = section(make("cobra", hold(95), breathe=breath, lead=lead))
    starts = tuple(Frames(0) for _ in part.items)
    chapter = Chapter(part, Frames(0), Frames(10**9), starts=starts)
    found, by_then = resize(chapter, HOUSE_RATE, Fraction(by), HOUSE_RATE)
    assert by_then == longer
    whole = section(make("cobra", hold(95 + longer), breathe=breath, lead=lead))

    def led(each: Section) -> list[tuple[Fraction, str]]:
        return [
            (prompt.at, prompt.sound.text)
            for prompt in spans(each)[0].prompts
            if prompt.priority is Priority.BREATH
        ]

    assert led(found) == led(whole)


def test_one_bell_parts_two_phases_and_their_words_are_in_the_time_of_the_second() -> None:
    relax = make(
        "cobra",
        hold(7),
        Timed("time", Fraction(20), "Let go. All of it."),
        countdown=0,
        cues=Profile.CALM,
    )
    assert heard(relax) == [
        (0, "hold-start"),
        (7, "next-phase"),
        (Fraction(17, 2), "Let go."),
        (Fraction(17, 2), "All of it."),
        (27, "hold-end"),
    ]
    assert "Do this for twenty seconds, starting at the bell." not in words(section(relax))


def test_words_before_repetitions_have_their_own_time() -> None:
    step = make("cobra", hold(7), Repeated(2, Fraction(3)), countdown=0)
    part = section(step)
    bell = part.items.index(Chime(Chimes.PHASE))
    assert part.items[bell + 1 : bell + 5] == (
        Pause(Fraction(3, 2)),
        Speech("Now two repetitions."),
        Pause(Fraction(6, 10)),
        Pause(Fraction(2)),
    )


def test_a_very_short_phase_has_its_words_at_its_bell() -> None:
    step = make("cobra", hold(7), Timed("hold", Fraction(1), "Let go."), countdown=0)
    assert (7, "Let go.") in heard(step)


def breaths(
    seconds: int, breath: tuple[int, ...], lead: Lead = Lead.FIRST
) -> list[tuple[Fraction, str, int]]:
    step = make("childs-pose", hold(seconds), breathe=tuple(map(Fraction, breath)), lead=lead)
    (span,) = spans(section(step))
    return [
        (prompt.at, prompt.sound.text.rstrip(".").split()[-1], prompt.sound.decibels)
        for prompt in span.prompts
        if prompt.priority is Priority.BREATH and isinstance(prompt.sound, Speech)
    ]


def test_three_breaths_are_led_and_fade() -> None:
    assert breaths(60, (4, 6)) == [
        (3, "in", 0),
        (7, "out", 0),
        (13, "in", 2),
        (17, "out", 2),
        (23, "in", 4),
        (27, "out", 4),
    ]


def test_breaths_have_two_to_four_parts() -> None:
    assert breaths(30, (4, 7, 8)) == [(3, "in", 0), (7, "Hold", 0), (14, "out", 0), (22, "in", 2)]
    assert [text for _, text, _ in breaths(27, (4, 4, 4, 4))] == ["in", "Hold", "out", "Hold", "in"]


def test_all_breaths_are_led_to_the_half_of_the_last_one() -> None:
    led = breaths(60, (4, 6), Lead.ALL)
    assert [at for at, *_ in led] == [3 + 10 * i + later for i in range(6) for later in (0, 4)]
    assert {softer for *_, softer in led} == {0}
    assert breaths(59, (4, 6), Lead.ALL)[-1][:2] == (53, "in")


def test_softer_breaths_end_in_a_whisper() -> None:
    led = breaths(100, (4, 6), Lead.SOFTER)
    assert [softer for _, text, softer in led if text == "in"] == [
        0,
        2,
        4,
        6,
        8,
        10,
        12,
        12,
        12,
        12,
    ]


def softness(step: Stretch) -> list[tuple[str, int]]:
    """What is heard after the last hold of a section, each by how much softer it is."""
    items = section(step).items
    last = max(i for i, item in enumerate(items) if isinstance(item, Span))
    after = [item for item in items[last:] if isinstance(item, Chime | Speech)]
    return [(str(sound.text), sound.decibels) for sound in after]


@pytest.mark.parametrize(
    ("lead", "countdown", "decibels"),
    [
        (Lead.SOFTER, None, (8, 4, 0)),
        (Lead.SOFTER, 3, (0, 0, 0)),
        (Lead.ALL, None, (0, 0, 0)),
        (Lead.FIRST, None, (0, 0, 0)),
    ],
)
def test_after_soft_breaths_the_bell_and_the_words_grow_louder_step_by_step(
    lead: Lead, countdown: int | None, decibels: tuple[int, ...]
) -> None:
    breath = (Fraction(4), Fraction(6))
    step = make("childs-pose", hold(100), breathe=breath, lead=lead, countdown=countdown)
    (bell, louder), *words = softness(step)
    assert bell == Chimes.END
    assert (louder, *(each for _, each in words))[:3] == decibels[: 1 + len(words)]


def test_the_bell_between_two_phases_is_softer_after_soft_breaths_too() -> None:
    phases = (hold(60), hold(15))
    breath = (Fraction(4), Fraction(6))
    step = make("cobra", *phases, breathe=breath, lead=Lead.SOFTER, cues=Profile.SILENT)
    bells = [item for item in section(step).items if isinstance(item, Chime)]
    assert [(bell.text, bell.decibels) for bell in bells] == [
        (Chimes.START, 0),
        (Chimes.PHASE, 6),
        (Chimes.END, 0),
    ]


def test_where_all_breaths_are_led_seconds_are_counted_only_if_that_is_asked() -> None:
    def counted(countdown: int | None) -> int:
        breath = (Fraction(4), Fraction(6))
        step = make("cobra", hold(60), breathe=breath, lead=Lead.ALL, countdown=countdown)
        (span,) = spans(section(step))
        return sum(isinstance(prompt.sound, Count) for prompt in span.prompts)

    assert (counted(None), counted(3)) == (0, 3)


def test_the_middle_is_not_said_into_a_breath() -> None:
    def middle(seconds: int) -> bool:
        step = make("cobra", hold(seconds), breathe=(Fraction(4), Fraction(6)))
        (span,) = spans(section(step))
        return any(prompt.priority is Priority.HALFWAY for prompt in span.prompts)

    assert [middle(seconds) for seconds in (40, 60, 80)] == [False, False, True]


def test_a_hold_of_breaths_is_told_no_seconds_that_are_left() -> None:
    def left(breaths: int | None) -> list[str]:
        phase = Timed("hold", Fraction(120), breaths=breaths)
        spoken = [text for _, text in said(make("cobra", phase))]
        return [text for text in spoken if text.endswith("left.")]

    assert left(None) == ["One minute left.", "Thirty seconds left."]
    assert left(12) == []


def test_a_hold_of_breaths_is_told_in_breaths() -> None:
    step = make("cobra", Timed("hold", Fraction(60), breaths=6))
    assert "Hold for six breaths, starting at the bell." in words(section(step))
