"""Intervals: exact from bell to bell, whatever is said between them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from matcue.app.bookmark import resume_point
from matcue.routine.enums import Chimes, Detail
from matcue.routine.loader import load_routine
from matcue.timeline.arrange import lay
from matcue.timeline.commands import AGAIN, past_exercise, to_side
from matcue.timeline.edits import resize, resized, splice
from matcue.timeline.guidance import Guidance
from matcue.timeline.model import SPOKEN, Chime, Count, Script, Section, Span, Speech, Timeline
from matcue.timeline.pacing import Pace
from matcue.timeline.queries import moment_at, summary, whereabouts
from matcue.timeline.script import write_script
from matcue.units import HOUSE_RATE, Frames, to_frames
from tests.strategies import (
    EXERCISES,
    HERE,
    arranged,
    intervals,
    letters,
    paces,
    routine,
    timeline,
)

if TYPE_CHECKING:
    from matcue.routine.plan import Interval, Routine

SECOND = HOUSE_RATE
LETTER = 2500
HEAD = "title: Mine\nabout: For me.\nwelcome: Hello.\npreface: off\nclosing: Bye.\nsteps:\n"

TABATA = "  - {interval: 8, work: 20s, rest: 10s, steps: [Squat jumps]}\n"
EMOM = "  - {interval: 10, every: 1m, steps: [Ten squats, Eight push-ups]}\n"
RUN = "  - {interval: 8, work: 60s, rest: 90s, steps: [Run], rest-words: Walk.}\n"


def read(steps: str) -> Routine:
    return load_routine(HEAD + steps, "mine.yaml", EXERCISES)


def script(steps: str, guidance: Guidance | None = None) -> Script:
    return write_script(read(steps), guidance or Guidance())


def placed(steps: str, pace: Fraction = Fraction(1), letter: int = LETTER) -> Timeline:
    return timeline(read(steps), Pace(pace), letter)


def works(whole: Timeline) -> list[Frames]:
    """The first frame of each work."""
    return [chapter.start for chapter in whole.chapters if chapter.section.interval][1:]


def bells(whole: Timeline, chime: Chimes) -> list[int]:
    return [cue.start for cue in whole.cues if cue.sound.text == chime]


def said(whole: Timeline, work: int) -> list[str]:
    """The words heard in a work and the rest after it, counted from 0."""
    first = next(i for i, c in enumerate(whole.chapters) if c.section.interval)
    section = first + 1 + work
    return [
        c.sound.text for c in whole.cues if c.section == section and isinstance(c.sound, Speech)
    ]


def told(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Speech)]


def before_the_bell(steps: str, guidance: Guidance | None = None) -> list[str]:
    sections = script(steps, guidance).sections
    return told(next(section for section in sections if section.interval))


@given(intervals(), paces, letters)
def test_bells_are_exact_to_the_frame_whatever_is_said(
    interval: Interval, pace: Pace, letter: int
) -> None:
    whole = timeline(routine(interval, interval), pace, letter)
    sections = iter([c for c in whole.chapters if c.section.interval])
    for _ in range(2):
        next(sections)
        chapters = [next(sections) for _ in range(interval.moments)]
        first = chapters[0].start
        starts = [first + to_frames(start) for start in interval.starts]
        ends = [
            first + to_frames(start + interval.lasts(work))
            for work, start in enumerate(interval.starts)
        ]
        assert [chapter.start for chapter in chapters] == starts
        held = [(hold.start, hold.end) for chapter in chapters for hold in chapter.holds]
        assert held == [*zip(starts, ends, strict=True)]
        rung = {(cue.start, cue.sound.text) for cue in whole.cues if isinstance(cue.sound, Chime)}
        assert {(start, Chimes.START) for start in starts} <= rung
        assert {(end, Chimes.END) for end in ends if end not in starts} <= rung


@given(intervals(), paces, letters)
def test_words_lie_between_two_bells(interval: Interval, pace: Pace, letter: int) -> None:
    whole = timeline(routine(interval), pace, letter)
    for cue in whole.cues:
        chapter = whole.chapters[cue.section]
        assert chapter.start <= cue.start < cue.end <= chapter.end


@pytest.mark.parametrize(
    "pace", [Fraction(1, 4), Fraction(3, 4), Fraction(1), Fraction(13, 10), Fraction(4)]
)
@pytest.mark.parametrize("letter", [500, 2500, 6000])
def test_eight_rounds_of_twenty_seconds_and_ten_last_230_seconds(
    pace: Fraction, letter: int
) -> None:
    whole = placed(TABATA, pace, letter)
    first, *_ = starts = works(whole)
    assert starts == [first + 30 * i * SECOND for i in range(8)]
    assert bells(whole, Chimes.START) == starts
    assert bells(whole, Chimes.END) == [start + 20 * SECOND for start in starts]
    assert bells(whole, Chimes.END)[-1] - first == 230 * SECOND


def test_a_bell_each_minute_and_one_at_the_end_of_the_last() -> None:
    whole = placed(EMOM)
    first, *_ = starts = works(whole)
    assert starts == [first + 60 * i * SECOND for i in range(10)]
    assert bells(whole, Chimes.START) == starts
    assert bells(whole, Chimes.END) == [first + 600 * SECOND]


def test_rounds_of_stations_two_sided_ones_twice_with_a_longer_break() -> None:
    whole = placed(
        "  - interval: 2\n    work: 30s\n    rest: 10s\n    between: 1m\n"
        "    steps: [Squats, {stretch: figure-four}]\n"
    )
    titles = [c.title for c in whole.chapters if c.section.interval][1:]
    assert titles == [
        f"{name}, round {n}"
        for n in (1, 2)
        for name in ("Squats", "Seated figure four, left", "Seated figure four, right")
    ]
    gaps = [(b - a) / SECOND for a, b in pairwise(works(whole))]
    assert gaps == [40, 40, 90, 40, 40]


UNEQUAL = """\
  - interval: 2
    rest: 15s
    between: 1m
    steps:
      - {stretch: bridge, work: 45s}
      - {name: Twist, work: 20s, rest: 10s, sides: both, first: right}
      - {name: Walk, work: 2m}
"""


@pytest.mark.parametrize("pace", [Fraction(1, 2), Fraction(1), Fraction(2)])
def test_stations_of_unequal_lengths_begin_and_end_on_their_seconds(pace: Fraction) -> None:
    whole = placed(UNEQUAL, pace)
    first, *_ = starts = works(whole)
    seconds = [0, 60, 90, 120, 300, 360, 390, 420]
    assert starts == [first + at * SECOND for at in seconds]
    lasting = [45, 20, 20, 120] * 2
    ends = [start + work * SECOND for start, work in zip(starts, lasting, strict=True)]
    assert bells(whole, Chimes.END) == ends


def test_how_long_the_next_station_is_is_told_where_it_is_not_as_long_as_this_one() -> None:
    whole = placed(UNEQUAL)
    assert said(whole, 0) == ["Rest. Next: twist, right side.", "For twenty seconds."]
    assert said(whole, 1) == ["Rest. Next: the left side."]
    assert said(whole, 2) == ["Rest. Next: walk.", "For two minutes."]


@pytest.mark.parametrize(
    ("work", "rest"), [("1.0001s", "0.3337s"), ("20.001s", "10.003s"), ("0.7s", "0.1s")]
)
def test_a_hundred_rounds_of_odd_lengths_do_not_drift(work: str, rest: str) -> None:
    whole = placed(f"  - {{interval: 100, work: {work}, rest: {rest}, steps: [Hop]}}\n")
    first, *_ = starts = works(whole)
    every = Fraction(work[:-1]) + Fraction(rest[:-1])
    assert starts == [first + to_frames(i * every) for i in range(100)]


def test_the_first_bell_is_counted_in() -> None:
    whole = placed(TABATA)
    bell = works(whole)[0]
    counted = [c for c in whole.cues if isinstance(c.sound, Count) and c.start < bell]
    assert [((bell - c.start) / SECOND, c.sound.text) for c in counted] == [
        (3, "three"),
        (2, "two"),
        (1, "one"),
    ]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (
            TABATA,
            [
                "Squat jumps.",
                "Eight rounds of twenty seconds, with ten seconds of rest in between.",
            ],
        ),
        (
            EMOM,
            [
                "Two exercises in turn.",
                "A bell every minute, ten times.",
                "First, ten squats.",
                "Then eight push-ups.",
            ],
        ),
        (
            RUN,
            [
                "Run.",
                "Eight rounds of one minute, with a minute and a half in between.",
            ],
        ),
        (
            "  - {interval: 3, name: Legs, work: 30s, between: 1m, steps: [Skip, Hop]}\n",
            [
                "Legs.",
                "Three rounds, thirty seconds each, one after the other.",
                "One minute between the rounds.",
                "First, skip.",
                "Then hop.",
            ],
        ),
        (
            (
                "  - interval: 2\n    rest: 9\n    steps:\n"
                "      - {name: Skip, work: 60}\n      - {name: Hop, work: 20, sides: both}\n"
            ),
            [
                "Two exercises in turn.",
                (
                    "Two rounds, twenty seconds to one minute each, "
                    "with nine seconds of rest in between."
                ),
                "First, skip.",
                "For one minute.",
                "Then hop.",
                "For twenty seconds.",
            ],
        ),
        (
            (
                "  - interval: 1\n    steps:\n"
                "      - {name: Skip, work: 20, rest: 5}\n      - {name: Hop, work: 20}\n"
                "      - {name: Run, work: 20}\n"
            ),
            [
                "Three exercises in turn.",
                "Twenty seconds each, with rests in between.",
                "First, skip.",
                "Then hop.",
                "Then run.",
            ],
        ),
        (
            "  - {interval: 3, work: 30s, rest: 9, between: 1m, steps: [Run]}\n",
            ["Run.", "Three rounds of thirty seconds.", "One minute between the rounds."],
        ),
        (
            "  - {interval: 1, work: 30s, steps: [Plank]}\n",
            ["Plank.", "Do this for thirty seconds, starting at the bell."],
        ),
    ],
)
def test_what_comes_and_how_long_it_lasts_is_told_before_the_first_bell(
    steps: str, words: list[str]
) -> None:
    assert before_the_bell(steps) == words


def test_a_station_of_the_catalogue_is_told_in_full_without_numbers_that_nobody_counts() -> None:
    told_ = before_the_bell("  - {interval: 3, work: 30s, steps: [{stretch: bridge, reps: 10}]}\n")
    assert told_[:3] == [
        "Bridge, ten times.",
        "Lie down on your side, then roll onto your back.",
        "Take your time.",
    ]
    assert told_[-2:] == [
        "Again and again, lift, then lower slowly.",
        "Three rounds of thirty seconds, one after the other.",
    ]


def test_of_more_than_three_stations_the_first_is_told_and_each_other_in_the_rest_before_it() -> (
    None
):
    steps = (
        "  - interval: 2\n    work: 30s\n    rest: 20s\n"
        "    steps: [Jump, {stretch: sit-to-stand}, Hop, {stretch: bridge}]\n"
    )
    assert before_the_bell(steps) == [
        "Four exercises in turn.",
        "Two rounds, thirty seconds each, with twenty seconds of rest in between.",
        "First, jump.",
    ]
    whole = placed(steps, letter=1500)
    assert said(whole, 0) == [
        "Rest. Next: sit to stand, on your chair.",
        "Open your eyes.",
        "Again and again, lean forward and stand up.",
        "Sit down slowly before the next one.",
    ]
    assert said(whole, 1) == ["Rest. Next: hop."]
    assert said(whole, 4) == ["Rest. Next: sit to stand, on your chair."]


def test_what_was_told_in_full_before_is_told_shortly() -> None:
    steps = (
        "  - {stretch: bridge, reps: 3}\n  - {interval: 2, work: 30s, steps: [{stretch: bridge}]}\n"
    )
    assert EXERCISES["bridge"].words.full not in " ".join(before_the_bell(steps))
    names = Guidance(detail=Detail.NAMES)
    assert before_the_bell(steps, names)[0] == "Next, bridge."
    assert len(before_the_bell(steps, names)) == 2


def test_rests_tell_where_one_is() -> None:
    whole = placed(TABATA)
    assert [said(whole, work) for work in range(8)] == [
        ["Rest.", "Round two of eight."],
        ["Rest.", "Round three of eight."],
        ["Rest.", "Round four of eight."],
        ["Rest.", said(whole, 3)[1]],
        ["Rest.", "Three to go."],
        ["Rest.", "Two to go."],
        ["Rest.", "Last one."],
        ["And rest."],
    ]
    assert said(whole, 3)[1] in {"Halfway.", "You're halfway there."}


def test_the_middle_is_that_of_the_whole_and_told_once() -> None:
    for steps in (TABATA, EMOM, RUN):
        whole = placed(steps)
        first = works(whole)[0]
        interval = next(c.section.interval for c in whole.chapters if c.section.interval)
        middle = first + to_frames((interval.starts[-1] + interval.work) / 2)
        halves = [c for c in whole.cues if "alfway" in c.sound.text]
        assert len(halves) == 1
        assert abs(halves[0].start - middle) <= 7 * SECOND


def test_without_a_rest_the_words_are_in_the_last_seconds_of_the_work() -> None:
    whole = placed(EMOM)
    starts = works(whole)
    inside = [c for c in whole.cues if starts[0] <= c.start < starts[1]]
    words = [c for c in inside if isinstance(c.sound, SPOKEN)]
    assert starts[1] - words[0].start == 8 * SECOND
    assert [c.sound.text for c in words] == [
        "Next: eight push-ups.",
        "Round two of ten.",
        "three",
        "two",
        "one",
    ]


def test_rest_words_take_the_place_of_rest_and_a_break_is_announced() -> None:
    assert said(placed(RUN), 0)[:2] == ["Thirty seconds left.", "Walk."]
    steps = "  - {interval: 2, work: 30s, rest: 10s, between: 1m, steps: [Skip, Hop]%s}\n"
    usual = said(placed(steps % ""), 1)
    assert usual[:2] == ["Rest for one minute. Next: skip.", "Last round."]
    own = said(placed(steps % ", rest-words: Sip."), 1)
    assert own[:2] == ["Sip. One minute to the next round. Next: skip.", "Last round."]


def test_without_rest_words_only_what_comes_is_said() -> None:
    steps = '  - {interval: 3, work: 20s, rest: 10s%s, steps: [%s], rest-words: ""}\n'
    assert said(placed(steps % ("", "Hop")), 0) == ["Round two of three."]
    assert said(placed(steps % ("", "Hop, Skip")), 0)[:1] == ["Next: skip."]
    announced = said(placed(steps % (", between: 1m", "Hop")), 0)
    assert announced == ["One minute to the next round.", "Round two of three."]
    silent = said(placed(steps % (", cues: silent", "Hop")), 0)
    assert silent == []


@pytest.mark.parametrize(
    ("written", "over"),
    [
        ("steps: [Hop]", "And rest."),
        ("rest-words: Walk., steps: [Hop]", "And that's it."),
        ('rest-words: "", steps: [Hop]', None),
        ("rest-words: Walk., steps: [{stretch: sit-to-stand}]", None),
    ],
)
def test_after_the_last_work_nobody_rests_who_is_told_otherwise(
    written: str, over: str | None
) -> None:
    steps = f"  - {{interval: 2, work: 20s, rest: 10s, {written}}}\n"
    last = script(steps).sections[-2]
    release = EXERCISES["sit-to-stand"].words.release
    wanted = over or ("stretch" in written and release) or None
    assert told(last) == ([wanted] if wanted else [])


def test_rest_words_go_before_the_countdown_and_matcue_s_own_after_it() -> None:
    steps = "  - {interval: 3, work: 20s, rest: 9s, steps: [Hop], rest-words: %s}\n"
    words = "Walk about and shake your arms and your legs."

    def heard(own: str) -> list[str]:
        whole = placed(steps % own)
        start = works(whole)[1]
        return [c.sound.text for c in whole.cues if start - 9 * SECOND <= c.start < start]

    counted = ["three", "two", "one"]
    assert heard(words) == [Chimes.END, words, "Round two of three.", *counted]
    more = f"{words} Then have a little water."
    assert heard(more) == [Chimes.END, more, *counted]
    assert heard(f"{words} {words}") == [Chimes.END, f"{words} {words}", *counted[1:]]


def test_silent_counts_nothing_and_brisk_beeps() -> None:
    quiet = placed("  - {interval: 4, work: 20s, rest: 10s, cues: silent, steps: [Hop]}\n")
    assert not [cue for cue in quiet.cues if isinstance(cue.sound, Count)]
    assert said(quiet, 1) == ["Rest."]
    brisk = placed("  - {interval: 4, work: 20s, rest: 10s, cues: brisk, steps: [Hop]}\n")
    start = works(brisk)[1]
    beeps = [c.start for c in brisk.cues if c.sound.text == Chimes.BEEP and c.start < start]
    assert beeps[-5:] == [start - left * SECOND for left in (5, 4, 3, 2, 1)]


def test_a_short_rest_has_room_for_what_comes_next_and_for_the_countdown() -> None:
    whole = placed("  - {interval: 3, work: 20s, rest: 5s, steps: [Hop, Skip]}\n")
    start = works(whole)[1]
    heard = [c.sound.text for c in whole.cues if start - 5 * SECOND <= c.start < start]
    assert heard == [Chimes.END, "Next: skip.", "three", "two", "one"]
    assert not whole.dropped


def test_what_finds_no_room_is_told_with_the_seconds_that_are_missing() -> None:
    whole = placed("  - {interval: 2, work: 20s, rest: 2s, steps: [Hop, Skip]}\n", letter=6000)
    assert not [d for d in whole.dropped if isinstance(d.sound, Speech)]
    whole = placed("  - {interval: 2, work: 20s, rest: 1s, steps: [Hop, Skip]}\n", letter=6000)
    (lacking,) = {(d.sound.text, d.missing) for d in whole.dropped if d.sound.text == "Next: skip."}
    assert lacking == ("Next: skip.", len("Next: skip.") * 6000 - Fraction(9, 10) * SECOND)


def test_a_bell_that_rings_longer_than_the_rest_ends_at_the_next_one() -> None:
    whole = placed("  - {interval: 2, work: 2s, rest: 1s, steps: [Hop]}\n", letter=6000)
    start = works(whole)[1]
    over = next(cue for cue in whole.cues if cue.sound.text == Chimes.END)
    assert (over.start, over.end) == (start - SECOND, start)


def test_more_and_less_time_leave_an_interval() -> None:
    whole = placed(TABATA)
    for chapter in whole.chapters:
        if chapter.section.interval:
            for by in (Fraction(10), Fraction(-10)):
                assert resize(chapter, chapter.start, by, HOUSE_RATE) == (chapter.section, 0)
                told = resized(chapter, chapter.start, Fraction(0))
                assert told == "The bells stay as they are here."


def test_more_time_in_the_last_work_leaves_the_pause_behind_it() -> None:
    whole = placed(TABATA + "  - pause: 30s\n")
    last = whole.chapters[-2]
    assert resize(last, last.start, Fraction(10), HOUSE_RATE) == (last.section, 0)
    assert resize(last, last.end - 20 * SECOND, Fraction(10), HOUSE_RATE)[1] == 10


def test_another_pace_leaves_an_interval_that_is_played() -> None:
    whole = placed(TABATA)
    slower = script(TABATA, Guidance(Pace(Fraction(2)))).sections
    for chapter, written in zip(whole.chapters, slower, strict=True):
        if chapter.section.interval and chapter.start in works(whole)[:-1]:
            assert splice(chapter, chapter.start, written) == chapter.section == written


def test_a_session_goes_on_where_it_was_in_a_work_and_in_a_rest() -> None:
    whole = placed(TABATA)
    start = works(whole)[3]
    for position in (start + 7 * SECOND, start + 26 * SECOND):
        place = resume_point(whole, position)
        assert place.title == "Squat jumps, round 4"
        assert place.found(script(TABATA)).frame(whole) == position


def test_skipping_goes_to_the_next_work_of_the_same_exercise_too() -> None:
    whole = placed("  - {interval: 3, work: 20s, rest: 10s, steps: [{stretch: bridge}]}\n")
    starts = works(whole)
    assert past_exercise(whole, starts[0] + 5 * SECOND) == starts[1]
    assert past_exercise(whole, starts[0] + 25 * SECOND) == starts[1]


def test_skipping_the_last_work_leaves_a_stretch_of_the_same_exercise() -> None:
    whole = placed(
        "  - {interval: 2, work: 20s, rest: 10s, steps: [{stretch: bridge}]}\n"
        "  - {stretch: bridge, reps: 3, sets: 2}\n"
    )
    stretch = next(c for c in whole.chapters if c.section.stretch)
    assert past_exercise(whole, works(whole)[1] + 5 * SECOND) == stretch.start


def test_skipping_an_exercise_stops_at_an_interval_of_it() -> None:
    whole = placed(
        "  - {stretch: bridge, reps: 3, sets: 2}\n"
        "  - {interval: 3, work: 20s, rest: 10s, steps: [{stretch: bridge}]}\n"
    )
    first = next(c for c in whole.chapters if c.section.interval)
    stretch = next(c for c in whole.chapters if c.section.stretch)
    assert past_exercise(whole, stretch.start) == first.start


@pytest.mark.parametrize("steps", [TABATA, EMOM, RUN])
def test_a_work_is_done_again_from_the_seconds_before_its_bell(steps: str) -> None:
    whole = placed(steps)
    starts = works(whole)
    assert to_side(whole, starts[2] + 15 * SECOND) == starts[2] - AGAIN * SECOND
    assert to_side(whole, starts[2] + SECOND) == starts[1] - AGAIN * SECOND
    assert to_side(whole, starts[0] + 15 * SECOND) == starts[0] - 4 * SECOND


def test_where_one_is_in_a_work_and_in_a_rest() -> None:
    whole = placed("  - {interval: 3, work: 20s, rest: 10s, steps: [Hop, Skip]}\n")
    start = works(whole)[0]
    assert whereabouts(whole, start + 5 * SECOND) == "Hop, round 1, fifteen seconds left."
    resting = whereabouts(whole, start + 24 * SECOND)
    assert resting == "Rest, six seconds left. After that, skip, round 1."
    assert moment_at(whole, start + 5 * SECOND).number == 15
    assert moment_at(whole, start + 28 * SECOND).number == 2
    assert moment_at(whole, start - SECOND).number == 1
    assert ", 1 stretch:" in summary(whole)


def test_a_rest_before_an_interval_tells_what_comes() -> None:
    rest = script("  - rest: 20s\n" + TABATA).sections[2]
    assert told(rest) == ["Rest and breathe slowly.", "After that, squat jumps."]
    rest = script("  - rest: 20s\n" + EMOM).sections[2]
    assert told(rest)[-1] == "After that, two exercises in turn."


@pytest.mark.parametrize(
    ("rest", "then"),
    [
        ("rest: 20", ["A bell every minute, ten times.", "First, ten squats."]),
        ('{rest: 20, say: ""}', ["Two exercises in turn.", "A bell every minute, ten times."]),
    ],
)
def test_what_the_rest_has_announced_is_not_named_again(rest: str, then: list[str]) -> None:
    before, first = script(f"  - {rest}\n{EMOM}").sections[2:4]
    assert told(first)[:2] == then
    assert ("After that, two exercises in turn." in told(before)) is (
        then[1] == "First, ten squats."
    )


@pytest.mark.parametrize(
    ("then", "over"),
    [
        ("stretch: easy-walk, time: 1m", "And that's it."),
        ("stretch: cobra, hold: 20", "And rest."),
        ("rest: 20", "And rest."),
    ],
)
def test_nobody_is_told_to_rest_who_is_to_walk(then: str, over: str) -> None:
    *_, last, _, _ = script(f"{TABATA}  - {{{then}}}\n").sections
    assert over in told(last)


def test_how_many_is_told_after_a_rest_too() -> None:
    squats = "  - {interval: 3, every: 1m, steps: [{stretch: bridge, reps: 10}]}\n"
    _, first = script(f"  - rest: 20\n{squats}").sections[2:4]
    assert told(first)[0] == "Bridge, ten times."


def test_what_comes_after_an_interval_knows_how_the_body_is() -> None:
    steps = (
        "  - {interval: 1, work: 20s, steps: [{stretch: bridge}, Hop]}\n"
        "  - stretch: knee-to-chest\n"
    )
    stretch = next(s for s in script(steps).sections if s.stretch)
    assert "Lie down on your side, then roll onto your back." not in told(stretch)


def test_a_wait_before_holds_comes_once_before_the_first_bell() -> None:
    guidance = Guidance(wait=True, ways=("space",))
    words = before_the_bell(TABATA, guidance)
    assert words[-2:] == ["Take your time.", "When you're ready, press space."]
    later = [s for s in script(TABATA, guidance).sections if s.interval][1:]
    assert not [text for section in later for text in told(section) if "press" in text]


def test_the_sections_of_a_prefix_lie_where_those_of_the_whole_do() -> None:
    made = arranged(read(TABATA), Pace(), LETTER)
    whole = lay(script(TABATA), made, "none")
    for some in range(len(made)):
        part = lay(script(TABATA), made[:some], "none")
        assert part.cues == whole.cues[: len(part.cues)]


def test_an_interval_is_made_of_exact_time_alone() -> None:
    sections = [section for section in script(TABATA).sections if section.interval]
    spans = [item for section in sections for item in section.items if isinstance(item, Span)]
    assert all(span.fixed for span in spans)
    assert [span.hold for span in spans] == [False, *[True, False] * 7, True]
    assert sections[0].place is not None
    assert sections[0].place.file == "mine.yaml" != HERE.file
