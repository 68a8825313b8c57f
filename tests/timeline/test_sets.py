"""What is heard between the sets of a stretch, and how long that takes."""

from fractions import Fraction

import pytest

from matcue.routine.enums import Chimes, Detail, Posture
from matcue.routine.exercise import Words
from matcue.routine.plan import Repeated, Stretch, Timed
from matcue.timeline import phrases
from matcue.timeline.model import Chime, Item, Section
from matcue.timeline.pacing import AFTER_RELEASE, BETWEEN_SENTENCES, LEAST_REST
from matcue.timeline.sentences import sentences
from matcue.timeline.settling import lasting, quiet_after
from tests.strategies import EXERCISES
from tests.timeline.test_script import BOTH, hold, make, script, spans, words

TURNING = EXERCISES["seated-twist"].model_copy(
    update={
        "name": "Turning",
        "posture": Posture.ON_A_CHAIR,
        "words": Words(
            full="Turn your upper body to the {side}.",
            short="Turn to the {side}.",
            release="And back.",
        ),
    }
)
FIVE_TIMES_FIVE = make("seated-twist", hold(5), sets=5, exercise=TURNING)


def turns(stretch: Stretch, pace: Fraction = Fraction(1)) -> list[Section]:
    return [part for part in script(stretch, pace=pace).sections if part.place]


def rung(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Chime)]


def between_bells(stretch: Stretch, pace: Fraction = Fraction(1)) -> list[Fraction]:
    """About how many seconds lie between the end of each exact time and the start of the next."""
    items: list[Item] = [item for section in turns(stretch, pace) for item in section.items]
    ends = [i for i, item in enumerate(items) if item == Chime(Chimes.END)]
    starts = [i for i, item in enumerate(items) if item == Chime(Chimes.START)]
    gaps = (items[end:start] for end, start in zip(ends, starts[1:], strict=False))
    return [lasting(gap) for gap in gaps]


def test_later_sets_say_less() -> None:
    first, second, third, fourth = map(words, turns(make("cobra", hold(15), sets=4)))
    short = EXERCISES["cobra"].words.short
    release = EXERCISES["cobra"].words.release
    assert len(first) > 7
    assert second == ["Set two of four.", short, release]
    assert third == ["Set three of four.", release]
    assert fourth == ["Last set.", release]


def test_both_sides_are_told_how_until_each_has_been_done() -> None:
    told = [words(turn)[:-1] for turn in turns(make("piriformis", sets=3))[1:]]
    left, right = (
        list(sentences(phrases.sided(phrases.shortly(EXERCISES["piriformis"].words), side)))
        for side in BOTH
    )
    assert told[0][1:] == right
    assert told[1] == ["Left side again.", "Set two of three.", *left]
    assert told[2] in ([way] for way in phrases.changeover("right"))
    assert told[3] == ["Left side.", "Last set."]
    assert told[4] in ([way] for way in phrases.changeover("right"))


def test_between_many_short_holds_only_the_side_is_said() -> None:
    left, right, *others = turns(FIVE_TIMES_FIVE)
    assert words(left)[-1] == "And back."
    assert words(right)[0] in phrases.changeover("right")
    assert words(right)[1:] == ["Turn to the right."]
    assert [words(turn) for turn in others] == [
        *[["Left side."], ["Right side."]] * 3,
        ["Left side."],
        ["Right side.", "And back."],
    ]
    assert {tuple(rung(turn)) for turn in others} == {(Chimes.START, Chimes.END)}
    assert [span.seconds for turn in turns(FIVE_TIMES_FIVE) for span in spans(turn)] == [5] * 10
    assert max(between_bells(FIVE_TIMES_FIVE)[1:]) <= 5


def test_between_many_short_holds_without_sides_nothing_is_said() -> None:
    first, *others, last = turns(make("cobra", hold(10), sets=4))
    assert words(first)[-1] == EXERCISES["cobra"].words.release
    assert [words(turn) for turn in others] == [[], []]
    assert words(last) == [EXERCISES["cobra"].words.release]


@pytest.mark.parametrize(
    ("phase", "sets"),
    [(hold(15), 3), (hold(5), 2), (Repeated(3, Fraction(3)), 3)],
    ids=["long", "two sets", "repetitions"],
)
def test_other_sets_are_told_which_they_are(phase: Timed | Repeated, sets: int) -> None:
    assert "Last set." in words(turns(make("cobra", phase, sets=sets))[-1])


def test_short_holds_on_the_side_are_turned_for() -> None:
    other = turns(make("clam", hold(5), sets=3))[3]
    assert words(other) == [
        "Right side.",
        "Roll onto your left side, with your right leg on top.",
        "Take your time.",
    ]


@pytest.mark.parametrize("pace", [Fraction(1), Fraction(2)])
@pytest.mark.parametrize(
    "stretch",
    [
        make("cobra", hold(15), sets=2, rest=Fraction(15)),
        make("cobra", hold(15), sets=4, rest=Fraction(40)),
        make("cobra", hold(5), sets=4, rest=Fraction(10)),
        make("cobra", hold(15), sets=3, rest=Fraction(30), detail=Detail.NAMES),
        make("march-in-place", Timed("time", Fraction(20)), sets=8, rest=Fraction(15)),
    ],
)
def test_a_rest_between_two_sets_has_its_words_in_it(stretch: Stretch, pace: Fraction) -> None:
    assert set(between_bells(stretch, pace)) == {pace * stretch.rest}


def test_how_it_is_done_is_told_in_a_rest_that_has_room_for_it() -> None:
    short, long = (
        words(turns(make("cobra", hold(15), sets=2, rest=Fraction(rest)))[-1]) for rest in (19, 20)
    )
    assert short[:2] == long[:2] == ["Once more.", "Last set."]
    assert (len(short), len(long)) == (3, 4)


def test_a_rest_that_is_shorter_than_its_words_is_over_with_them() -> None:
    rest = turns(make("knee-to-chest", sets=2, rest=Fraction(1)))[2]
    assert rest.title == "Rest"
    assert [span.seconds for span in spans(rest)] == [LEAST_REST]


def test_nobody_is_told_twice_to_rest() -> None:
    cobra = EXERCISES["cobra"].words
    lifted = EXERCISES["cobra"].model_copy(
        update={"words": cobra.model_copy(update={"release": "Lower your chest."})}
    )
    reps = EXERCISES["cobra"].model_copy(
        update={"words": cobra.model_copy(update={"release": None})}
    )
    rests = [
        words(turns(make("cobra", *phases, sets=2, rest=Fraction(20), exercise=exercise))[1])
        for exercise, phases in (
            (EXERCISES["cobra"], ()),
            (lifted, ()),
            (reps, (Repeated(8, Fraction(4)),)),
        )
    ]
    assert cobra.release == "Lower your chest to the floor and rest."
    assert rests == [[], ["Rest."], []]


def test_time_to_leave_a_stretch_is_not_given_twice() -> None:
    first, _ = turns(make("piriformis"))
    alone, _ = turns(make("piriformis", rounds=(("left",), ("left",))))
    ends = [quiet_after(part.items) for part in (first, alone)]
    assert ends == [BETWEEN_SENTENCES, BETWEEN_SENTENCES + AFTER_RELEASE]


@pytest.mark.parametrize(("rest", "told"), [(20, []), (22, []), (30, ["Rest."]), (60, ["Rest."])])
def test_a_rest_that_is_over_as_soon_as_it_is_told_is_not_told(rest: int, told: list[str]) -> None:
    step = make("bridge", Repeated(6, Fraction(4)), sets=2, rest=Fraction(rest))
    assert [words(part) for part in turns(step) if part.title == "Rest"] == [told]
