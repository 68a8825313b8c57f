"""What is said, in which order, with what kind of time between."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from matcue.numerals import number
from matcue.routine.enums import Chimes, Detail, Posture, Preface, Profile, Tally
from matcue.routine.field_types import Side
from matcue.routine.plan import Repeated, Rest, Ring, Say, Step, Stretch, Timed, Wait
from matcue.routine.resolve import vary
from matcue.timeline import countdown, phrases
from matcue.timeline.arrange import sounds
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import (
    Chime,
    Count,
    Gate,
    Item,
    Pause,
    Priority,
    Script,
    Section,
    Span,
    Speech,
)
from matcue.timeline.pacing import Pace
from matcue.timeline.phrases import duration, shortly, sided
from matcue.timeline.script import write_script
from matcue.timeline.sentences import sentences
from tests.strategies import EXERCISES, HERE, routine

GO = Say("Go.", HERE)
LONG = Say("Let everything go that you have carried through the day. " * 4, HERE)
LIE = ("Lie down on your side, then roll onto your back.", "Take your time.")
LIE = ("Lie down on your side, then roll onto your back.", "Take your time.")

BOTH: tuple[Side, Side] = ("left", "right")


def make(key: str, *phases: Timed | Repeated, sets: int = 1, **changes: object) -> Stretch:
    """A stretch of the catalogue, of its lowest figures."""
    exercise = EXERCISES[key]
    usual = (
        Timed("hold", exercise.hold[0])
        if exercise.hold
        else Repeated(8, sum(exercise.tempo, Fraction(0)))
    )
    sides = BOTH if exercise.sides == "both" else (None,)
    stretch = Stretch(
        key=key,
        exercise=exercise,
        phases=phases or (usual,),
        rounds=(sides,) * sets,
        rest=Fraction(0),
        pace=Fraction(1),
        cues=Profile.CALM,
        quiet=False,
        countdown=None,
        tally=Tally.UP,
        breathe=None,
        detail=Detail.AUTO,
        place=HERE,
    )
    return replace(stretch, **changes)  # type: ignore[arg-type]


def hold(seconds: int) -> Timed:
    return Timed("hold", Fraction(seconds))


def script(*steps: Step, pace: Fraction = Fraction(1)) -> Script:
    return write_script(routine(*steps, welcome="Hello.", closing="Bye."), Guidance(Pace(pace)))


def titles(*steps: Step) -> list[str]:
    return [section.title for section in script(*steps).sections[2:-1]]


def words(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Speech)]


def spans(section: Section) -> list[Span]:
    return [item for item in section.items if isinstance(item, Span)]


def test_a_routine_opens_with_a_welcome_and_a_safety_sentence() -> None:
    welcome, safety = script(GO).sections[:2]
    assert words(welcome) == ["Hello."]
    assert words(safety) == [
        "Move gently and stop at once if a pain is sharp, gets worse or spreads."
    ]


def test_the_preface_is_as_long_as_one_wants() -> None:
    mine = routine(GO, welcome="Hello.", about="For a stiff back.")
    full, off = (
        words(write_script(mine, Guidance(preface=preface)).sections[1])
        for preface in (Preface.FULL, Preface.OFF)
    )
    assert off == words(script(GO).sections[2])
    assert full[0] == "Move gently and stop at once if a pain is sharp, gets worse or spreads."
    assert full[1] == "Back pain has many causes, and this recording can't know yours."
    assert full[2:-1] == [*phrases.EMERGENCY, *phrases.SOON]


@pytest.mark.parametrize("about", ["After a knee operation.", "For the pelvic floor.", "Feedback."])
def test_what_is_not_for_the_back_is_not_told_of_it(about: str) -> None:
    mine = routine(GO, welcome="Hello.", about=about)
    full = words(write_script(mine, Guidance(preface=Preface.FULL)).sections[1])
    assert full == [
        phrases.STOP,
        *phrases.EMERGENCY_ANYWHERE,
        *phrases.SOON_ANYWHERE,
        "If you're not sure an exercise is right for you, ask first.",
    ]
    assert not any("bladder" in line or "Back" in line for line in full)


OWN = {"stop": "Stop if your calf swells. Stop if it hurts.", "doctor": "Call us about a fever."}


@pytest.mark.parametrize(
    ("own", "preface", "expected"),
    [
        (OWN, Preface.SHORT, ["Stop if your calf swells.", "Stop if it hurts."]),
        (
            OWN,
            Preface.FULL,
            ["Stop if your calf swells.", "Stop if it hurts.", "Call us about a fever."],
        ),
        ({"doctor": "Call us."}, Preface.FULL, [phrases.STOP, "Call us."]),
        ({"doctor": "Call us."}, Preface.SHORT, [phrases.STOP]),
        ({"stop": "Stop."}, Preface.SHORT, ["Stop."]),
    ],
)
def test_a_routine_s_own_words_of_safety_stand_in_place_of_matcue_s(
    own: dict[str, str], preface: Preface, expected: list[str]
) -> None:
    mine = routine(GO, welcome="Hello.", preface=own)
    assert words(write_script(mine, Guidance(preface=preface)).sections[1]) == expected
    off = write_script(mine, Guidance(preface=Preface.OFF))
    assert words(off.sections[1]) == words(script(GO).sections[2])
    assert off.safety is None


def test_where_it_has_one_of_both_matcue_says_the_other() -> None:
    mine = routine(GO, welcome="Hello.", preface={"stop": "Stop."}, about="For your back.")
    full = words(write_script(mine, Guidance(preface=Preface.FULL)).sections[1])
    assert full[0] == "Stop."
    assert full[2:-1] == [*phrases.EMERGENCY, *phrases.SOON]


def test_what_one_needs_and_how_often_is_told_after_the_welcome() -> None:
    told = routine(
        GO, welcome="Hello.", needs=["a mat", "a chair"], effort="easy", often="every day"
    )
    opening = write_script(told, Guidance(preface=Preface.OFF)).sections[1]
    assert words(opening) == [
        "You'll need a mat and a chair.",
        "This is an easy session.",
        "Do it every day.",
    ]


def test_a_routine_closes_with_its_words_and_its_own_chime() -> None:
    last = script(GO).sections[-1]
    assert words(last) == ["Bye."]
    assert [item.text for item in last.items if isinstance(item, Chime)] == [Chimes.FINISH]


def test_both_sides_of_every_set_are_sections_of_their_own() -> None:
    assert titles(make("knee-to-chest", sets=2)) == [
        "Knee to chest, left, 1 of 2",
        "Knee to chest, right, 1 of 2",
        "Knee to chest, left, 2 of 2",
        "Knee to chest, right, 2 of 2",
    ]


@pytest.mark.parametrize("sides", [("left", "right"), ("right", "left"), ("left",), (None,)])
def test_sides(sides: tuple[Side | None, ...]) -> None:
    sections = script(make("figure-four", rounds=(sides,))).sections[2:-1]
    assert [section.side for section in sections] == list(sides)


def test_a_side_with_an_extra_set_is_counted_by_itself() -> None:
    rounds = (("right", "left"), ("left",))
    right, left, more = script(make("knee-to-chest", rounds=rounds)).sections[2:-1]
    assert right.title == "Knee to chest, right"
    assert words(right)[3] == "Right side first."
    assert [left.title, more.title] == [
        "Knee to chest, left, 1 of 2",
        "Knee to chest, left, 2 of 2",
    ]
    assert Chime(Chimes.SIDE) in left.items
    assert Chime(Chimes.SIDE) not in more.items


def test_each_side_is_held_in_full() -> None:
    sections = script(make("knee-to-chest", hold(25), sets=2)).sections[2:-1]
    assert [span.seconds for section in sections for span in spans(section)] == [25] * 4


def test_the_first_time_is_told_in_full_and_the_others_shortly() -> None:
    first, other, again, _ = script(make("knee-to-chest", sets=2)).sections[2:-1]
    assert words(first) == [
        "Knee to chest.",
        "Lie down on your side, then roll onto your back.",
        "Take your time.",
        "Left side first.",
        "Bend both knees and set your feet flat on the floor.",
        "Take hold of your left knee with both hands.",
        "Draw your left knee gently toward your chest.",
        "Keep your right foot flat on the floor.",
        "Keep your neck long and breathe evenly.",
        "Hold for twenty seconds, starting at the bell.",
        "Let go and set your left foot down.",
    ]
    assert words(other)[0] in phrases.changeover("right")
    assert words(other)[1:] == [
        "Draw your right knee gently toward your chest.",
        "Keep your left foot on the floor.",
        "Let go and set your right foot down.",
    ]
    assert words(again)[0] == "Left side again."
    assert words(again)[1] == "Last set."


def test_the_posture_is_named_only_when_it_changes() -> None:
    sections = script(make("pelvic-tilt"), make("piriformis"), make("cobra")).sections
    told = [line for section in sections for line in words(section)]
    before = [told[i - 1] for i, line in enumerate(told) if line == phrases.WAIT]
    assert before == [
        "Lie down on your side, then roll onto your back.",
        "Roll over and lie face down.",
    ]


def test_the_last_three_seconds_are_counted_and_zero_is_the_closing_chime() -> None:
    section = script(make("cobra", hold(15))).sections[2]
    (span,) = spans(section)
    assert [(prompt.at, prompt.sound) for prompt in span.prompts] == [
        (12, Count("three", countdown.SOFTLY)),
        (13, Count("two", countdown.SOFTLY)),
        (14, Count("one", countdown.SOFTLY)),
    ]
    place = section.items.index(span)
    assert section.items[place - 1] == Chime(Chimes.START)
    assert section.items[place + 1] == Chime(Chimes.END)


def test_a_long_hold_is_told_its_middle() -> None:
    (span,) = spans(script(make("childs-pose", hold(45))).sections[2])
    (middle,) = (prompt for prompt in span.prompts if prompt.priority is Priority.HALFWAY)
    assert middle.at == Fraction(45, 2)
    assert middle.sound.text in phrases.HALFWAY


@pytest.mark.parametrize(("length", "told"), [(39, False), (40, True)])
def test_from_forty_seconds_on_a_hold_is_long(length: int, told: bool) -> None:  # noqa: FBT001
    (span,) = spans(script(make("childs-pose", hold(length))).sections[2])
    assert any(prompt.sound.text in phrases.HALFWAY for prompt in span.prompts) == told


def reminders(*steps: Step, guidance: Guidance | None = None) -> list[list[Fraction]]:
    """When breathing is mentioned in each exact time of some steps."""
    sections = write_script(routine(*steps), guidance or Guidance()).sections[2:-1]
    return [
        [prompt.at for prompt in span.prompts if prompt.sound.text == "Keep breathing."]
        for section in sections
        for span in spans(section)
    ]


def test_a_long_hold_is_reminded_of_breathing_once_in_each_exercise() -> None:
    assert reminders(make("knee-to-chest", hold(25), sets=2)) == [[10], [], [], []]
    assert reminders(make("childs-pose", hold(45)), make("cobra", hold(30))) == [[10], [10]]
    phases = (Repeated(3, Fraction(6)), hold(20), hold(25), hold(25))
    assert reminders(make("cobra", *phases)) == [[], [], [10], []]


@pytest.mark.parametrize(
    ("step", "guidance"),
    [
        (make("childs-pose", hold(24)), Guidance()),
        (make("march-in-place", Timed("time", Fraction(45))), Guidance()),
        (make("childs-pose", hold(60), cues=Profile.SILENT), Guidance(countdown=3)),
        (make("childs-pose", hold(60)), Guidance(cues=Profile.SILENT, countdown=3)),
        (make("childs-pose", hold(60), breathe=(Fraction(4), Fraction(6))), Guidance()),
        (make("childs-pose", hold(25)), Guidance(countdown=10)),
        (make("childs-pose", hold(60)), Guidance(countdown=3600)),
    ],
    ids=["short", "movement", "silent step", "silent session", "led", "counted", "all counted"],
)
def test_nobody_is_reminded_of_breathing(step: Stretch, guidance: Guidance) -> None:
    assert reminders(step, guidance=guidance) == [[]]


@pytest.mark.parametrize(("counted", "shortest"), [(0, 25), (3, 25), (5, 25), (10, 28)])
def test_a_reminder_of_breathing_has_room_around_it(counted: int, shortest: int) -> None:
    guidance = Guidance(countdown=counted)
    for length in range(25, 181):
        (span,) = spans(write_script(routine(make("cobra", hold(length))), guidance).sections[2])
        told = [prompt.at for prompt in span.prompts if prompt.priority is not Priority.REMINDER]
        reminded = [prompt.at for prompt in span.prompts if prompt.priority is Priority.REMINDER]
        assert bool(reminded) == (length >= shortest)
        for at in reminded:
            assert all(
                abs(other - at) >= countdown.ROOM
                for other in (Fraction(0), *told, Fraction(length))
            )


def test_a_hold_shorter_than_the_countdown_counts_what_it_has() -> None:
    (span,) = spans(script(make("cobra", hold(2))).sections[2])
    assert [prompt.sound.text for prompt in span.prompts] == ["one"]


def test_how_a_stretch_is_left_is_told_after_its_chime() -> None:
    own = EXERCISES["cobra"]
    silent = own.model_copy(update={"words": own.words.model_copy(update={"release": None})})
    ends = [
        words(script(step).sections[2])[-1]
        for step in (
            make("cobra"),
            make("cobra", exercise=silent),
            make("cobra", Repeated(3, Fraction(5)), exercise=silent),
            make("cobra", Timed("time", Fraction(30)), exercise=silent),
        )
    ]
    assert ends == [own.words.release, "And release.", "And rest.", "And rest."]


def test_repetitions_are_counted_on_their_tempo() -> None:
    section = script(make("pelvic-tilt", Repeated(4, Fraction(5)))).sections[2]
    (span,) = spans(section)
    assert span.seconds == 20
    assert not span.hold
    assert [(prompt.at, prompt.sound.text) for prompt in span.prompts] == [
        (0, "one"),
        (5, "two"),
        (10, "three"),
        (15, "four"),
    ]
    assert "Four slow repetitions, starting at the bell." in words(section)


def test_a_change_of_side_has_its_own_chime() -> None:
    first, other, again, once_more = script(make("figure-four", sets=2)).sections[2:-1]
    assert Chime(Chimes.SIDE) not in first.items
    assert {section.items[0] for section in (other, again, once_more)} == {Chime(Chimes.SIDE)}
    assert Chime(Chimes.SIDE) not in script(make("cobra", sets=2)).sections[3].items


def test_a_rest_lasts_what_was_asked_after_its_words() -> None:
    rest = script(Rest(Fraction(20), HERE)).sections[2]
    assert [span.seconds for span in spans(rest)] == [20]


def test_a_rest_may_have_words_and_so_a_title_of_its_own() -> None:
    rest = Rest(Fraction(20), HERE, "Time to drink. Sit up first.")
    section = script(rest, make("cobra")).sections[2]
    assert section.title == "Time to drink"
    assert words(section) == [
        "Time to drink.",
        "Sit up first.",
        "After that, cobra pose, lying face down.",
    ]


def test_pace_changes_pauses_and_rests_and_nothing_else() -> None:
    steps = (make("knee-to-chest"), Rest(Fraction(20), HERE), make("pelvic-tilt"))
    steady, slow = script(*steps).sections, script(*steps, pace=Fraction(2)).sections
    for before, after in zip(steady, slow, strict=True):
        assert sounds(before) == sounds(after)
        assert [_doubled(item, before.title) for item in before.items] == list(after.items)


def _doubled(item: Item, title: str) -> Item:
    if isinstance(item, Pause):
        return Pause(item.seconds * 2)
    if isinstance(item, Span) and title == "Rest":
        return Span(item.seconds * 2)
    return item


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Posture.STANDING, Posture.SEATED),
        (Posture.SEATED, Posture.ON_THE_BACK),
        (Posture.ON_THE_BACK, Posture.STANDING),
    ],
)
def test_a_change_of_posture_takes_its_time_there_and_back(before: Posture, after: Posture) -> None:
    pace = Pace()
    assert pace.change(before, after) == pace.change(after, before) > 0
    assert pace.change(before, before) == 0


def test_nobody_is_told_to_stand_up_at_the_start() -> None:
    first, _, second, _ = script(make("standing-hamstring"), make("figure-four")).sections[2:-1]
    assert phrases.WAIT not in words(first)
    assert words(second)[1:3] == ["Sit down on your chair.", "Take your time."]


def test_from_floor_to_standing_takes_longer_than_from_back_to_side() -> None:
    pace = Pace()
    rolling = pace.change(Posture.ON_THE_BACK, Posture.ON_THE_SIDE)
    assert pace.change(Posture.ON_THE_BACK, Posture.STANDING) > rolling


def test_side_words() -> None:
    assert sided("Your {side} knee, not the {other side} one.", "left") == (
        "Your left knee, not the right one."
    )
    assert sided("Lift your {side} leg.", None) == "Lift your leg."


def test_numbers_and_durations_in_words() -> None:
    assert [number(n) for n in (0, 13, 20, 99, 100, 342)] == [
        "zero",
        "thirteen",
        "twenty",
        "ninety-nine",
        "one hundred",
        "three hundred forty-two",
    ]
    assert duration(Fraction(1)) == "one second"
    assert duration(Fraction(5, 2)) == "two and a half seconds"
    assert duration(Fraction(90)) == "a minute and a half"


def test_sentences_are_never_cut_inside() -> None:
    assert sentences("Breathe in. ... And out. —") == ("Breathe in. ...", "And out. —")
    assert sentences("Hold 2.5 seconds. Then rest!  Ready?") == (
        "Hold 2.5 seconds.",
        "Then rest!",
        "Ready?",
    )


def test_an_exercise_is_told_in_full_the_first_time_it_comes() -> None:
    first, between, later = script(make("cobra"), make("childs-pose"), make("cobra")).sections[2:-1]
    assert EXERCISES["cobra"].words.full.startswith(words(first)[3])
    assert words(between)[0] == "Next, child's pose."
    assert words(later)[0] == "Next, cobra pose."
    assert " ".join(words(later)[3:-2]) == EXERCISES["cobra"].words.short


def test_a_variant_with_words_of_its_own_is_told_in_full_as_well() -> None:
    low = vary(EXERCISES["cobra"], "low")
    _, later = script(make("cobra"), make("cobra", exercise=low)).sections[2:-1]
    assert words(later)[1] == low.words.full.split(". ")[0] + "."


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        (Detail.SHORT, ["Knee to chest.", *LIE, "Left side first.", "SHORT"]),
        (Detail.NAMES, ["Knee to chest, left knee.", *LIE]),
    ],
)
def test_how_much_is_told_is_chosen(detail: Detail, expected: list[str]) -> None:
    first, other = script(make("knee-to-chest", detail=detail)).sections[2:-1]
    short = sentences(sided(shortly(EXERCISES["knee-to-chest"].words), "left"))
    told = [line for part in expected for line in {"SHORT": short}.get(part, (part,))]
    assert words(first)[:-2] == told
    assert len(words(other)) == (4 if detail is Detail.SHORT else 2)


def test_phases_follow_each_other_in_one_section() -> None:
    phases = (
        Repeated(3, Fraction(2), "Small lifts."),
        hold(10),
        Timed("time", Fraction(30), "Sway a little."),
    )
    section = script(make("cobra", *phases)).sections[2]
    assert [span.seconds for span in spans(section)] == [6, 10, 30]
    assert [span.hold for span in spans(section)] == [False, True, True]
    assert words(section)[-3:] == [
        "Small lifts.",
        "Three repetitions, starting at the bell.",
        "Lower your chest to the floor and rest.",
    ]
    chimes = [item.text for item in section.items if isinstance(item, Chime)]
    assert chimes == [Chimes.START, Chimes.PHASE, Chimes.PHASE, Chimes.END]
    between = [span.prompts[0] for span in spans(section)[1:]]
    assert [(prompt.at, prompt.sound.text) for prompt in between] == [
        (Fraction(3, 2), "Stay there."),
        (Fraction(3, 2), "Sway a little."),
    ]


@pytest.mark.parametrize(("cues", "counted"), [("calm", 3), ("brisk", 5), ("silent", 0)])
def test_the_profile_chooses_how_much_is_counted(cues: str, counted: int) -> None:
    held, repeated = (
        spans(script(make("cobra", phase, cues=Profile(cues))).sections[2])[0]
        for phase in (hold(20), Repeated(6, Fraction(4)))
    )
    numbers = [prompt.at for prompt in held.prompts if isinstance(prompt.sound, Count)]
    beeps = [prompt.at for prompt in held.prompts if isinstance(prompt.sound, Chime)]
    assert numbers == [20 - left for left in range(counted, 0, -1)]
    assert beeps == (numbers if cues == "brisk" else [])
    assert len(repeated.prompts) == (6 if counted else 0)


def test_a_silent_profile_leaves_out_the_middle_of_a_hold() -> None:
    (span,) = spans(script(make("childs-pose", hold(60), cues=Profile.SILENT)).sections[2])
    assert span.prompts == ()


def test_sets_may_have_a_rest_between_them() -> None:
    step = make("cobra", sets=3, rest=Fraction(12))
    assert titles(step) == [
        "Cobra pose, 1 of 3",
        "Rest",
        "Cobra pose, 2 of 3",
        "Rest",
        "Cobra pose, 3 of 3",
    ]


def test_a_stretch_may_have_a_pace_of_its_own() -> None:
    usual, slow = (
        [
            item.seconds
            for item in script(step, pace=Fraction(2)).sections[2].items
            if isinstance(item, Pause)
        ]
        for step in (make("cobra"), make("cobra", pace=Fraction(3, 2)))
    )
    assert slow == [seconds * Fraction(3, 2) for seconds in usual]


def test_a_wait_lasts_what_was_asked_at_any_pace() -> None:
    wait = script(Wait(Fraction(30), HERE), pace=Fraction(2)).sections[2]
    assert words(wait) == ["Take your time.", "We'll carry on in thirty seconds."]
    assert [span.seconds for span in spans(wait)] == [30]


def test_a_chime_may_be_rung() -> None:
    assert script(Ring(Chimes.SIDE, HERE)).sections[2].items[0] == Chime(Chimes.SIDE)


def test_any_posture_is_the_one_that_one_is_in() -> None:
    sections = script(make("cobra"), make("relaxed-breathing", hold(30)), make("cobra")).sections
    assert [line for part in sections[3:4] for line in words(part) if line == phrases.WAIT] == []


@pytest.mark.parametrize(
    ("words", "posture"),
    [
        (Say("Now sit or lie down.", HERE), Posture.ANY),
        (Rest(Fraction(20), HERE, "Drink. Stand up first."), Posture.ANY),
        (Say("Breathe.", HERE), Posture.FACE_DOWN),
        (Rest(Fraction(20), HERE), Posture.FACE_DOWN),
    ],
)
def test_where_an_author_tells_how_to_be_any_posture_is_not_known(
    words: Step, posture: Posture
) -> None:
    breathing = make("relaxed-breathing", hold(30))
    sections = script(make("cobra"), words, breathing, make("bridge"), breathing).sections
    postures = [part.posture for part in sections if part.posture]
    assert postures == [Posture.FACE_DOWN, posture, *[Posture.ON_THE_BACK] * 2]


def test_the_posture_at_the_end_is_the_one_that_follows() -> None:
    rising = EXERCISES["cobra"].model_copy(update={"end": Posture.KNEELING})
    _, again, child = script(make("cobra", sets=2, exercise=rising), make("childs-pose")).sections[
        2:-1
    ]
    assert "Lie face down." in words(again)
    assert phrases.WAIT not in words(child)


def test_lying_on_the_side_the_side_that_works_is_on_top() -> None:
    first, other = script(make("clam")).sections[2:-1]
    assert words(first)[1:3] == [
        "Left side first.",
        "Lie down on your right side, with your left leg on top.",
    ]
    assert words(other)[0] in phrases.changeover("right")
    assert words(other)[1] == "Roll onto your left side, with your right leg on top."


def test_a_further_set_of_the_same_side_stays_there() -> None:
    _, again = script(make("clam", rounds=(("left",), ("left",)))).sections[2:-1]
    assert phrases.WAIT not in words(again)


@pytest.mark.parametrize(
    ("tally", "counted"),
    [
        (Tally.UP, {0: "one", 5: "two", 10: "three", 15: "four", 20: "five"}),
        (Tally.DOWN, {0: "five", 5: "four", 10: "three", 15: "two", 20: "one"}),
        (Tally.LAST, {10: "three", 15: "two", 20: "one"}),
        (Tally.OFF, {}),
    ],
)
def test_repetitions_are_counted_as_one_likes(tally: Tally, counted: dict[int, str]) -> None:
    step = make("pelvic-tilt", Repeated(5, Fraction(5)), tally=tally)
    (span,) = spans(script(step).sections[2])
    assert {prompt.at: prompt.sound.text for prompt in span.prompts} == counted


def test_two_repetitions_of_which_the_last_are_counted() -> None:
    (span,) = spans(
        script(make("pelvic-tilt", Repeated(2, Fraction(5)), tally=Tally.LAST)).sections[2]
    )
    assert [prompt.sound.text for prompt in span.prompts] == ["two", "one"]


def counted(guidance: Guidance, **changes: object) -> list[str]:
    """What is counted in a hold of twenty seconds."""
    step = replace(make("cobra", hold(20)), **changes)  # type: ignore[arg-type]
    whole = write_script(routine(step), guidance)
    (span,) = spans(whole.sections[2])
    return [prompt.sound.text for prompt in span.prompts if isinstance(prompt.sound, Count)]


def test_only_the_last_three_seconds_are_counted_softly() -> None:
    step = make("cobra", hold(20))
    (span,) = spans(write_script(routine(step), Guidance(countdown=5)).sections[2])
    counts = [prompt.sound for prompt in span.prompts if isinstance(prompt.sound, Count)]
    assert [count.decibels for count in counts] == [0, 0, *[countdown.SOFTLY] * 3]


def test_the_listener_chooses_how_much_is_counted() -> None:
    assert len(counted(Guidance(cues=Profile.BRISK))) == 5
    assert len(counted(Guidance(countdown=10))) == 10
    assert len(counted(Guidance(countdown=3600))) == 19
    assert counted(Guidance(countdown=0)) == []
    assert len(counted(Guidance(), countdown=7)) == 7
    assert len(counted(Guidance(countdown=3), countdown=7)) == 3


def test_what_an_exercise_keeps_quiet_stays_so() -> None:
    quiet = {"cues": Profile.SILENT, "quiet": True}
    assert counted(Guidance(cues=Profile.BRISK, countdown=10), **quiet) == []
    assert len(counted(Guidance(cues=Profile.BRISK), cues=Profile.SILENT)) == 5


def test_nothing_counted_means_no_repetitions_either() -> None:
    whole = write_script(routine(make("pelvic-tilt")), Guidance(countdown=0))
    (span,) = spans(whole.sections[2])
    assert span.prompts == ()


def test_the_listener_chooses_how_much_is_told() -> None:
    step = make("cobra", detail=Detail.FULL)
    told = words(write_script(routine(step), Guidance(detail=Detail.NAMES)).sections[2])
    assert told[0] == "Cobra pose, with your hips on the floor."


def test_grouped_sets_do_one_side_wholly_before_the_other() -> None:
    rounds = (("left",), ("left",), ("right",), ("right",))
    sections = script(make("knee-to-chest", rounds=rounds)).sections[2:-1]
    assert [section.title for section in sections] == [
        "Knee to chest, left, 1 of 2",
        "Knee to chest, left, 2 of 2",
        "Knee to chest, right, 1 of 2",
        "Knee to chest, right, 2 of 2",
    ]
    assert words(sections[0])[3] == "Left side first."
    assert words(sections[1])[0] == "Left side again."
    assert words(sections[2])[0] in phrases.changeover("right")
    assert words(sections[3])[0] == "Right side again."
    assert [Chime(Chimes.SIDE) in section.items for section in sections] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (60, {30: "Thirty seconds left."}),
        (75, {45: "Thirty seconds left."}),
        (120, {60: "One minute left.", 90: "Thirty seconds left."}),
        (180, {120: "One minute left.", 150: "Thirty seconds left.", 90: "HALF"}),
    ],
)
def test_how_much_is_left_of_a_long_hold_is_told_with_room_to_breathe(
    length: int, told: dict[int, str]
) -> None:
    (span,) = spans(script(make("childs-pose", hold(length))).sections[2])
    told_time = {Priority.TIME_LEFT, Priority.HALFWAY}
    spoken = {p.at: p.sound.text for p in span.prompts if p.priority in told_time}
    named = {at: "HALF" if text in phrases.HALFWAY else text for at, text in spoken.items()}
    assert named == told


def test_a_sentence_is_never_the_same_twice_in_a_row_and_always_the_same_for_a_routine() -> None:
    def told() -> list[str]:
        sections = script(*(make("childs-pose", hold(45)) for _ in range(12))).sections[2:-1]
        middles = (
            p for s in sections for p in spans(s)[0].prompts if p.priority is Priority.HALFWAY
        )
        return [prompt.sound.text for prompt in middles]

    assert all(a != b for a, b in pairwise(told()))
    assert set(told()) == set(phrases.HALFWAY)
    assert told() == told()


def test_a_rest_announces_what_follows_it() -> None:
    rest = Rest(Fraction(20), HERE)
    before_cobra, cobra, before_words = script(rest, make("cobra"), rest, LONG).sections[2:5]
    assert words(before_cobra)[1:] == ["After that, cobra pose, lying face down."]
    assert words(cobra)[0] == "Lie face down."
    assert words(before_words) == ["Breathe slowly."]
    (before_any,) = script(rest, make("relaxed-breathing", hold(30))).sections[2:3]
    assert words(before_any)[1:] == ["After that, relaxed breathing."]


BEATS = Repeated(3, Fraction(6), back=Fraction(3))


def beats(**changes: object) -> dict[Fraction, str]:
    step = replace(make("pelvic-tilt", BEATS), **changes)  # type: ignore[arg-type]
    (span,) = spans(script(step).sections[2])
    assert span.seconds == 18
    return {prompt.at: prompt.sound.text for prompt in span.prompts}


def test_words_of_a_tempo_fall_on_its_beats() -> None:
    let_go = {3: "And let go.", 9: "And let go.", 15: "And let go."}
    assert beats() == {0: "one", 6: "two", 12: "three"} | let_go
    assert beats(tally=Tally.OFF) == {0: "Tilt.", 6: "Tilt.", 12: "Tilt."} | let_go
    assert beats(cues=Profile.SILENT) == {}


def test_a_tempo_without_words_of_its_own_turns_back() -> None:
    (span,) = spans(script(make("bridge", BEATS, tally=Tally.OFF)).sections[2])
    assert [prompt.sound.text for prompt in span.prompts] == ["And return."] * 3


def test_the_first_breaths_of_a_hold_are_led() -> None:
    step = make("childs-pose", hold(60), breathe=(Fraction(4), Fraction(6)), cues=Profile.SILENT)
    (span,) = spans(script(step).sections[2])
    assert {prompt.at: prompt.sound.text for prompt in span.prompts} == {
        3: "Now breathe in.",
        7: "And breathe out.",
        13: "Now breathe in.",
        17: "And breathe out.",
        23: "Now breathe in.",
        27: "And breathe out.",
    }


def test_no_breath_is_led_near_the_end() -> None:
    step = make("childs-pose", hold(20), breathe=(Fraction(4), Fraction(6)))
    (span,) = spans(script(step).sections[2])
    assert [prompt.at for prompt in span.prompts] == [3, 7, 17, 18, 19]


def test_a_wait_that_somebody_can_end_lasts_until_then() -> None:
    guidance = Guidance(ways=("space", "play"))
    wait = write_script(routine(Wait(Fraction(30), HERE)), guidance).sections[2]
    assert words(wait) == ["Take your time.", "When you're ready, press space or play."]
    assert Gate() in wait.items
    assert spans(wait) == []


def test_a_wait_before_each_hold_is_for_who_wants_it() -> None:
    steps = (make("knee-to-chest"), make("pelvic-tilt"))
    plain, recorded, live = (
        write_script(routine(*steps), guidance).sections[2:-1]
        for guidance in (Guidance(), Guidance(wait=True), Guidance(wait=True, ways=("n",)))
    )
    assert [len(spans(section)) for section in plain] == [1, 1, 1]
    assert [[span.seconds for span in spans(section)] for section in recorded[:2]] == [[10, 20]] * 2
    assert [Gate() in section.items for section in live] == [True, True, False]
    for section in live[:2]:
        assert section.items.index(Gate()) == section.items.index(Chime(Chimes.START)) - 2
