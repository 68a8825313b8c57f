"""Quiet, words with a length, breathing and flows as they are written, and what is wrong there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from matcue.errors import Place, RoutineError
from matcue.routine.enums import Lead, Posture
from matcue.routine.loader import load_routine
from matcue.routine.plan import Breathing, Flow, Movement, Quiet, Rest, Routine, Say
from tests.strategies import EXERCISES
from tests.told import Says

HEAD = "title: Mine\nabout: For me.\nsteps:\n"
HERE = Place("r", 4, 5)


def load(step: str, head: str = HEAD) -> Routine:
    return load_routine(f"{head}  - {step}\n", "r", EXERCISES)


def complaints(step: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        load(step)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("pause: 45s", Quiet(Fraction(45), HERE)),
        ("{say: Hello., for: 1m30s}", Say("Hello.", HERE, Fraction(90))),
        ("say: Hello.", Say("Hello.", HERE)),
        ("{rest: 20s, say: Walk on.}", Rest(Fraction(20), HERE, "Walk on.")),
        ('{rest: 20s, say: ""}', Rest(Fraction(20), HERE, "")),
        ("rest: 20s", Rest(Fraction(20), HERE, None)),
    ],
)
def test_quiet_and_words_are_read(step: str, expected: object) -> None:
    assert load(step).steps == (expected,)


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("4-6", [4, 6]),
        ("4s-6s", [4, 6]),
        ("4 – 7 – 8", [4, 7, 8]),
        ("5.5-5.5", [5.5, 5.5]),
        ("4-4-4-4", [4, 4, 4, 4]),
        ("1-60", [1, 60]),
    ],
)
def test_a_pattern_has_two_to_four_parts(written: str, pattern: list[float]) -> None:
    (step,) = load(f"{{breathe: {written}, rounds: 3}}").steps
    assert step == Breathing(
        tuple(map(Fraction, pattern)),
        rounds=3,
        time=None,
        lead=Lead.ALL,
        counted=False,
        name="Breathing",
        place=HERE,
    )


@pytest.mark.parametrize(
    ("time", "rounds"),
    [("16s", 1), ("1s", 1), ("23s", 1), ("24s", 2), ("40s", 3), ("5m", 19), ("1h", 225)],
)
def test_a_time_ends_with_the_breath_that_is_nearest(time: str, rounds: int) -> None:
    (step,) = load(f"{{breathe: 4-4-4-4, time: {time}}}").steps
    assert isinstance(step, Breathing)
    assert (step.rounds, step.seconds) == (rounds, rounds * 16)


def test_breathing_has_keys_of_its_own_and_no_default_reaches_it() -> None:
    head = "title: Mine\nabout: For me.\ndefaults: {count: down, time: 20s}\nsteps:\n"
    (plain,) = load("{breathe: 4-6, rounds: 2}", head).steps
    assert isinstance(plain, Breathing)
    assert (plain.counted, plain.rounds) == (False, 2)
    (told,) = load("{breathe: 4-6, rounds: 2, count: up, lead: softer, name: Evening}").steps
    assert isinstance(told, Breathing)
    assert (told.counted, told.lead, told.name) == (True, Lead.SOFTER, "Evening")


def test_a_flow_is_read() -> None:
    (step,) = load(
        "flow: Sun\n    rounds: 2\n    beat: 4s\n    start: standing\n    steps:\n"
        "      - In.\n      - {say: Out., short: O.}\n      - {say: Stay., for: 40s}\n"
        "      - {say: 'Your {side} foot.', sides: alternating}"
    ).steps
    first, second, third, last = (Place("r", line, 9) for line in (9, 10, 11, 12))
    four, forty = Fraction(4), Fraction(40)
    assert step == Flow(
        "Sun",
        rounds=2,
        start=Posture.STANDING,
        first="left",
        movements=(
            Movement("In.", "In.", four, four, place=first),
            Movement("Out.", "O.", four, four, place=second),
            Movement("Stay.", "Stay.", forty, place=third),
            Movement(side := "Your {side} foot.", side, four, four, alternating=True, place=last),
        ),
        place=HERE,
    )


def test_a_flow_is_done_once_begins_with_the_default_side_and_may_have_no_beat() -> None:
    head = "title: Mine\nabout: For me.\ndefaults: {first: right}\nsteps:\n"
    (step,) = load("{flow: Sun, steps: [{say: In., for: 3s}]}", head).steps
    assert isinstance(step, Flow)
    assert (step.rounds, step.first, step.start) == (1, "right", None)


def test_variables_are_filled_into_the_words_of_a_flow() -> None:
    head = "title: Mine\nabout: For me.\nvariables: {cloth: towel}\nsteps:\n"
    (step,) = load("{flow: Sun, beat: 4s, steps: ['Lift the {cloth}.']}", head).steps
    assert isinstance(step, Flow)
    assert step.movements[0].text == "Lift the towel."


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("pause: long", Says("“long”", "30s", at="r:4:12")),
        ("{say: Well., pause: 3s}", Says("`pause`", "step of its own", at="r:4:18")),
        ("{say: Hello., fro: 5s}", Says("`fro`", "`for`", at="r:4:19")),
        ("{say: Hello., duration: 5s}", Says("`duration`", "`for`", at="r:4:19")),
        ("{rest: 20s, say: …}", Says("nothing", "spoken", at="r:4:22")),
        ("breathe: 4-6", Says("`time`", "`rounds`", at="r:4:5")),
        ("{breathe: 4-6, time: 1m, rounds: 3}", Says("`time`", "`rounds`", at="r:4:5")),
        ("{breathe: 4, rounds: 3}", Says("“4”", "4-6", "4-7-8", "4-4-4-4", at="r:4:15")),
        ("{breathe: 4-0-4, rounds: 3}", Says("“4-0-4”", "1 to 60", at="r:4:15")),
        ("{breathe: 4-61, rounds: 3}", Says("“4-61”", "1 to 60", at="r:4:15")),
        ("{breathe: 1-2-3-4-5, rounds: 3}", Says("“1-2-3-4-5”", "4-4-4-4", at="r:4:15")),
        ("{breathe: 4-6, rounds: 3, lead: loud}", Says("“loud”", "softer", at="r:4:37")),
        ("{breathe: 4-6, rounds: 3, count: down}", Says("“down”", "up", at="r:4:38")),
        ("{breathe: 4-6, breaths: 3}", Says("`breaths`", "`rounds`", at="r:4:20")),
        ("{flow: Sun, beat: 4s}", Says("`steps`", "missing", at="r:4:5")),
        ("{flow: Sun, beat: 4s, steps: []}", Says("at least 1", at="r:4:34")),
        ("{flow: Sun, steps: [In.]}", Says("`beat`", "`for`", at="r:4:5")),
        ("{flow: Sun, repeat: 3, beat: 4s, steps: [In.]}", Says("`rounds`", at="r:4:17")),
        ("{flow: Sun, tempo: 4s, beat: 4s, steps: [In.]}", Says("`beat`", at="r:4:17")),
        (
            "{flow: Sun, beat: 4s, steps: ['Your {side} foot.']}",
            Says("{side}", "`sides: alternating`", at="r:4:35"),
        ),
        (
            "{flow: Sun, beat: 4s, steps: [{say: In., sides: both}]}",
            Says("“both”", "alternating", at="r:4:53"),
        ),
        (
            "{flow: Sun, beat: 4s, steps: [{say: In., fro: 3s}]}",
            Says("`fro`", "`for`", at="r:4:46"),
        ),
        ("{flow: Sun, beat: 4s, steps: [{say: In., chime: finish}]}", Says("`chime`", at="r:4:46")),
        ("{flow: Sun, beat: 4s, steps: [5: a]}", Says("`say`", "missing", at="r:4:35")),
        ("{flow: Sun, rounds: 101, beat: 4s, steps: [In.]}", Says("100", at="r:4:25")),
    ],
)
def test_what_is_wrong_is_told_where_it_is_and_how_it_is_mended(step: str, expected: Says) -> None:
    assert expected in complaints(step)


def test_a_flow_of_more_words_than_anybody_hears_is_refused() -> None:
    many = ", ".join(f"'{'A. ' * 900}'" for _ in range(20))
    told = complaints(f"{{flow: Sun, rounds: 100, beat: 4s, steps: [{many}]}}")
    assert told == [Says("50,000", at="r:4:5")]


@pytest.mark.parametrize(("rounds", "warned"), [(3, 1), (2, 0)])
def test_an_odd_number_of_rounds_is_warned_of_where_sides_alternate(
    rounds: int, warned: int
) -> None:
    steps = "[In., {say: 'Your {side} foot.', sides: alternating}]"
    routine = load(f"{{flow: Sun, rounds: {rounds}, beat: 4s, steps: {steps}}}")
    told = Says("odd", "3", "one side")
    assert [str(warning) for warning in routine.warnings] == [told] * warned
    assert all(warning.place.line == 4 for warning in routine.warnings)


def test_words_of_a_flow_that_need_eyes_are_warned_of() -> None:
    (warning,) = load("{flow: Sun, beat: 4s, steps: [Look at the screen.]}").warnings
    assert str(warning) == Says("“Look at”", "eyes", at="r:4:35")
