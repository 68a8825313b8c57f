"""A sheet tells each stretch once, in figures, and needs nothing but a printer."""

from __future__ import annotations

import re
import subprocess
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from matcue.exporters.handout import FLOWING, SIZES, Row, handout, letter_size
from matcue.routine import lookup
from matcue.routine.loader import load_file, load_routine
from matcue.routine.plan import Breathing, Flow, Interval, Stretch
from matcue.timeline import interval_words, phrases
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from tests.conftest import debian
from tests.exporters.words.remake import NOTICE
from tests.golden.remake import FOLDERS, names
from tests.golden.remake import timeline as bundled
from tests.strategies import EXERCISES, measured

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.timeline.model import Timeline

VOID = {"meta", "br"}
FIGURES = """\
title: Figures
about: For a test.
steps:
  - {stretch: knee-to-chest, hold: 20s, extra: {left: 1}}
  - {stretch: figure-four, hold: 90s, sides: right, sets: 2}
  - {stretch: bird-dog, sets: 2, order: grouped, first: right, reps: 5, rest: 15s}
"""


class Page(HTMLParser):
    """The tags and texts of a page, whose tags must be closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data.strip()))


def made(text: str, pace: Fraction = Fraction(1)) -> Timeline:
    """The timeline of a routine."""
    script = write_script(load_routine(text, "t.yaml", EXERCISES), Guidance(Pace(pace)))
    lengths = measured(script, 2000)
    parts = (arrange(section, i, lengths) for i, section in enumerate(script.sections))
    return lay(script, parts, "none")


def figures(page: str) -> list[str]:
    return re.findall(r'<p class="figures">(.*)</p>', page)


def test_rounds_are_told_by_their_name_and_not_announced() -> None:
    page = handout(
        made(
            "title: T\nabout: A.\nsteps:\n  - repeat: 3\n    name: Round\n    steps:\n"
            "      - say: Stand tall.\n      - {stretch: bridge, reps: 5}\n"
            "      - repeat: 2\n        steps: [{stretch: cobra, hold: 9s}, {rest: 20s}]\n"
        ),
        NOTICE,
    )
    assert figures(page) == [
        "5 times, 6 s each · Round 1 to 3",
        "Hold 9 s · Round 1 to 3 · 6 times in all",
    ]
    notes = re.findall(r'<li class="note" dir="auto">(.*)</li>', page)
    assert notes == ["Stand tall.", "Rest: 20 s."]


def test_it_tells_which_side_lies_below() -> None:
    own = "{stretch: Side bridge, posture: on the side, works: below, hold: 9s, words: Lift.}"
    page = Page(handout(made(f"title: T\nabout: A.\nsteps: [{own}]\n"), NOTICE))
    assert ("span", "on the side, the side that works below") in page.texts


@pytest.mark.parametrize("name", names())
def test_each_stretch_of_a_bundled_routine_stands_once(name: str) -> None:
    page = handout(bundled(name, "as-written"), NOTICE)
    routine = load_file(lookup.find(name, FOLDERS), FOLDERS)
    places = dict.fromkeys(step.place for step in routine.steps)
    stretches = {step.place: step for step in routine.steps if isinstance(step, Stretch)}
    named = {place: step.exercise.name for place, step in stretches.items()}
    for step in routine.steps:
        if isinstance(step, Breathing | Flow):
            named[step.place] = step.name
        elif isinstance(step, Interval):
            named[step.place] = interval_words.title(step)
    wanted = [named[place] for place in places if place in named]
    heads = [text for tag, text in Page(page).texts if tag == "h2"]
    assert heads == [*wanted, "When to stop"]
    for stretch in stretches.values():
        told = [stretch.exercise.caution, stretch.exercise.avoid]
        assert all(escaped(text) in page for text in told if text)


def escaped(text: str) -> str:
    return text.replace("'", "&#39;").replace('"', "&#34;")


@pytest.mark.parametrize(("setting", "times"), [("as-written", 1), ("brisk", 0), ("thorough", 1)])
def test_when_to_stop_is_told_unless_nothing_is_said_of_it(setting: str, times: int) -> None:
    page = handout(bundled("desk-break", setting), NOTICE)
    assert page.count(phrases.STOP) == page.count("When to stop") == times
    assert f"<footer>{NOTICE}</footer>" in page
    told = "You'll need a firm chair and some water. This is an easy session."
    assert f"{escaped(told)} Do it every day if you can." in page


def test_a_page_asks_for_nothing_else() -> None:
    page = Page(handout(bundled("desk-break", "as-written"), NOTICE))
    assert page.tags[0] == ("html", {"lang": "en", "style": "font-size: 13.0pt"})
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a", "svg"}
    assert not [style for tag, style in page.texts if tag == "style" and "url(" in style]


def test_each_sign_that_needs_a_doctor_is_on_the_sheet() -> None:
    for name, signs in (
        ("lower-back-relief", (*phrases.EMERGENCY, *phrases.SOON)),
        ("desk-break", (*phrases.EMERGENCY_ANYWHERE, *phrases.SOON_ANYWHERE)),
    ):
        page = handout(bundled(name, "as-written"), NOTICE)
        for sentence in signs:
            assert escaped(sentence.rstrip("."))[1:] in page


def test_a_routine_s_own_words_of_safety_are_on_the_sheet() -> None:
    own = "preface: {stop: Stop if your calf swells., doctor: Call us about a fever. Or come.}\n"
    text = f"title: T\nabout: For your back.\n{own}steps: [say: Go.]\n"
    page = Page(handout(made(text), NOTICE))
    assert ("strong", "Stop if your calf swells.") in page.texts
    assert [text for tag, text in page.texts if tag == "p"][-1] == "Call us about a fever. Or come."
    assert "emergency" not in handout(made(text), NOTICE)


def test_a_rest_is_told_in_its_own_words_and_a_wait_is_not() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n"
        "- {rest: 20s, say: Drink a little. Take your time.}\n- wait: 10s\n- rest: 15s\n"
        "- stretch: cobra\n"
    )
    page = Page(handout(made(text), NOTICE))
    notes = [text for tag, text in page.texts if tag == "li"]
    assert notes == ["Drink a little: 20 s. Take your time.", "Rest: 15 s."]


def test_words_and_pauses_that_belong_to_a_stretch_are_notes_of_their_own() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n"
        "- say: Come to the wall.\n- chime: finish\n- stretch: cobra\n- pause: 45s\n"
        "- {say: Feel your left foot. Let it go., for: 90s}\n- {rest: 20s, say: ''}\n"
    )
    page = Page(handout(made(text), NOTICE))
    assert [text for tag, text in page.texts if tag == "li"] == [
        "Come to the wall.",
        "Pause: 45 s.",
        "Feel your left foot: 1 min 30 s. Let it go.",
        "Rest: 20 s.",
    ]


def test_breathing_and_a_flow_are_told_in_figures() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n"
        "- {breathe: 4-4-4-4, time: 5m}\n- {breathe: 5.5-5.5, rounds: 4, name: Evening}\n"
        "- repeat: 2\n  steps:\n    - flow: Sun salutation\n      rounds: 5\n      beat: 4s\n"
        "      start: standing\n      steps:\n        - Breathe in, and raise your arms\n"
        '        - {say: "Step your {side} foot back.", short: Step., sides: alternating}\n'
    )
    page = handout(made(text), NOTICE)
    assert figures(page) == [
        "Breathe 4-4-4-4, 5 min",
        "Breathe 5.5-5.5, 4 rounds",
        "5 rounds · sides in turn · 2 times in all",
    ]
    texts = Page(page).texts
    heads = [text for tag, text in texts if tag == "h2"]
    assert heads[:3] == ["Breathing", "Evening", "Sun salutation"]
    assert ("span", "standing") in texts
    assert ("p", "Breathe in, and raise your arms. Step your foot back.") in texts
    told = "Breathe in for five and a half seconds and breathe out for five and a half."
    assert ("p", told) in texts


def test_words_are_never_markup() -> None:
    text = FIGURES.replace("Figures", "<script>x</script>").replace("For a test", "A & “<b>”")
    page = Page(handout(made(text), NOTICE))
    assert ("h1", "<script>x</script>") in page.texts
    assert ("p", "A & “<b>”.") in page.texts
    assert "script" not in {tag for tag, _ in page.tags}


RUN = "1 min work, 2 min between the rounds (Walk)"
INTERVALS = """\
title: Intervals
about: For a test.
steps:
  - {interval: 8, work: 20s, rest: 10s, steps: [Squat jumps, Push-up]}
  - {interval: 10, every: 1m, name: Morning, steps: [Ten squats, {stretch: bridge, reps: 8}]}
  - repeat: 2
    steps:
      - interval: 3
        work: 1m
        rest: 90s
        between: 2m
        rest-words: Walk.
        steps: [Run]
  - {interval: 1, work: 1m, steps: [Plank]}
  - interval: 2
    rest-words: Walk.
    steps:
      - {name: Hop, work: 20s, rest: 10s}
      - {stretch: bridge, work: 1m, reps: 8}
"""


def test_an_interval_stands_once_with_its_rounds_and_what_is_done_in_them() -> None:
    page = handout(made(INTERVALS), NOTICE)
    assert figures(page) == [
        "8 rounds of: Squat jumps, Push-up; 20 s work, 10 s rest",
        "10 bells, one every 1 min: Ten squats, Bridge (8 times)",
        f"3 rounds of: Run; {RUN} · 2 times in all",
        "1 round of: Plank; 1 min work",
        "2 rounds of: Hop (20 s, then 10 s rest), Bridge (8 times, 1 min); in each rest: Walk",
    ]
    heads = [text for tag, text in Page(page).texts if tag == "h2"]
    assert heads == ["Intervals", "Morning", "Run", "Plank", "Intervals", "When to stop"]
    bridge = EXERCISES["bridge"]
    assert f"Bridge: {escaped(bridge.how or '')}" in page
    assert f"Bridge: {escaped(bridge.caution or '')}" in page


def test_sides_sets_and_rests_are_told_in_figures() -> None:
    assert figures(handout(made(FIGURES), NOTICE)) == [
        "Hold 20 s · left 3 sets, right 2 sets",
        "Hold 1 min 30 s · right side only · 2 sets",
        "5 times, 6 s each · right, then left · 2 sets · rest 15 s between sets",
    ]


def test_a_rest_is_told_as_it_is_written_at_any_pace() -> None:
    steps = "steps:\n- {stretch: cobra, sets: 2, rest: 10s}\n- rest: 30s\n- say: Well done.\n"
    page = Page(handout(made(f"title: T\nabout: T.\n{steps}", pace=Fraction(3, 4)), NOTICE))
    told = dict(page.texts[::-1])
    assert told["li"] == "Rest: 30 s."
    assert "rest 10 s between sets" in " ".join(text for _, text in page.texts)


def names_and_figures(steps: str) -> list[tuple[str, str]]:
    page = handout(made(f"title: T\nabout: T.\nsteps:\n{steps}"), NOTICE)
    heads = [text for tag, text in Page(page).texts if tag == "h2"]
    return list(zip(heads, figures(page), strict=False))


def test_a_pyramid_stands_once() -> None:
    steps = "".join(
        f"- {{stretch: bridge, reps: {reps}}}\n- {{stretch: bird-dog, reps: {reps}}}\n- rest: 20s\n"
        for reps in (8, 6, 4)
    )
    assert names_and_figures(steps.removesuffix("- rest: 20s\n")) == [
        ("Bridge", "8 times, 6 s each, then 6 times, 6 s each, then 4 times, 6 s each"),
        (
            "Bird dog",
            "8 times, 6 s each, then 6 times, 6 s each, then 4 times, 6 s each · left, then right",
        ),
    ]


def test_what_comes_again_at_once_stands_once() -> None:
    again = "- {stretch: cobra, hold: 15s}\n- rest: 20s\n- {stretch: cobra, hold: 20s}\n"
    assert names_and_figures(again) == [("Cobra pose", "Hold 15 s, then hold 20 s")]
    thrice = "- {stretch: cobra, hold: 15s}\n" * 3
    assert names_and_figures(thrice) == [("Cobra pose", "Hold 15 s · 3 times in all")]


def test_what_comes_again_later_stands_where_it_comes() -> None:
    walk = "- {stretch: easy-walk, time: 3m}\n- {stretch: brisk-walk, time: 1m}\n" * 2
    assert names_and_figures(walk) == [("Easy walking", "3 min"), ("Brisk walking", "1 min")] * 2
    apart = "- stretch: cobra\n- say: Again.\n- stretch: cobra\n"
    assert [name for name, _ in names_and_figures(apart)] == ["Cobra pose"] * 2


def test_what_is_inside_a_stretch_is_told_in_figures() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n"
        "- {stretch: bridge, reps: 10, held: 5s}\n"
        "- {stretch: bridge, reps: [6, 4, 2], held: 10s, rest: 20s}\n"
        "- {stretch: clam, reps: 10, tempo: 2-5-3, sides: left}\n"
        "- {stretch: bridge, reps: 10, tempo: 4s}\n"
        "- {stretch: cobra, hold: [10s, 20s]}\n"
        "- {stretch: childs-pose, hold: 6 breaths}\n"
        "- {stretch: march-in-place, time: [1m, 30s]}\n"
        "- {stretch: bird-dog, reps: 10, sides: alternating, sets: 1}\n"
    )
    assert figures(handout(made(text), NOTICE)) == [
        "10 times, hold 5 s",
        "6, 4, 2 times, hold 10 s · 3 sets · rest 20 s between sets",
        "10 times, hold 5 s · left side only",
        "10 times, 4 s each",
        "Hold 10 s, 20 s · 2 sets",
        "Hold 6 breaths",
        "1 min, 30 s · 2 sets",
        "10 times each side, in turn, 6 s each",
    ]


def test_words_inside_a_hold_are_told_with_their_moments() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n- {stretch: figure-four, hold: 2m, sides: left,\n"
        "   during: {1m30s: 'Your {side} knee down.', -10s: Almost there.}}\n"
    )
    told = "After 1 min 30 s: Your left knee down. 10 s before the end: Almost there."
    assert told in handout(made(text), NOTICE)


def test_a_variant_is_told_in_its_own_words() -> None:
    text = "title: T\nabout: T.\nsteps: [{stretch: cobra, variant: forearms}]\n"
    page = handout(made(text), NOTICE)
    assert "Put your elbows under your shoulders" in page
    assert "your palms" not in page


def test_letters_are_as_large_as_a_page_allows() -> None:
    around = [Row(40, 2.5), Row(300)]
    sizes = [letter_size(around, [[Row(30, 1.4), Row(200)]] * steps) for steps in range(40)]
    most = next(i for i, (size, larger) in enumerate(pairwise(sizes)) if size < larger)
    assert sizes[: most + 1] == sorted(sizes[: most + 1], reverse=True)
    assert (sizes[0], sizes[most], {*sizes[most + 1 :]}) == (max(SIZES), min(SIZES), {FLOWING})


@pytest.mark.process
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize(
    "name", ["full-back-and-sciatica", "flare-up", "desk-break", "evening-unwinding"]
)
def test_it_is_one_page_on_paper(name: str, paper: str, tmp_path: Path) -> None:
    debian("chromium", packages="chromium")
    page, printed = tmp_path / "x.sheet.html", tmp_path / "x.pdf"
    text = handout(bundled(name, "as-written"), NOTICE)
    page.write_text(text.replace("@page {", f"@page {{ size: {paper};"), encoding="utf-8")
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        ["chromium", *options, f"--print-to-pdf={printed}", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(re.findall(rb"/Type /Page\b", printed.read_bytes())) == 1
