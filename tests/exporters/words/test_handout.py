"""A sheet tells each stretch once, in figures, and needs nothing but a printer."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from matcue.exporters.handout import FLOWING, SIZES, Row, handout, letter_size
from matcue.routine import lookup
from matcue.routine.loader import load_file, load_routine
from matcue.timeline import phrases
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.guidance import Guidance
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


def made(text: str) -> Timeline:
    """The timeline of a routine."""
    script = write_script(load_routine(text, "t.yaml", EXERCISES), Guidance())
    lengths = measured(script, 2000)
    parts = (arrange(section, i, lengths) for i, section in enumerate(script.sections))
    return lay(script, parts, "none")


def figures(page: str) -> list[str]:
    return re.findall(r'<p class="figures">(.*)</p>', page)


@pytest.mark.parametrize("name", names())
def test_each_stretch_of_a_bundled_routine_stands_once(name: str) -> None:
    page = handout(bundled(name, "as-written"), NOTICE)
    routine = load_file(lookup.find(name, FOLDERS), FOLDERS)
    places = dict.fromkeys(step.place for step in routine.steps)
    stretches = {step.place: step for step in routine.steps if hasattr(step, "exercise")}
    wanted = [stretches[place].exercise.name for place in places if place in stretches]
    heads = [text for tag, text in Page(page).texts if tag == "h2"]
    assert heads == [*wanted, "When to stop"]
    for stretch in stretches.values():
        told = [stretch.exercise.caution, stretch.exercise.avoid]
        assert all(escaped(text) in page for text in told if text)


def escaped(text: str) -> str:
    return text.replace("'", "&#39;").replace('"', "&#34;")


@pytest.mark.parametrize("setting", ["as-written", "brisk", "thorough"])
def test_when_to_stop_is_told_whatever_was_said(setting: str) -> None:
    page = handout(bundled("desk-break", setting), NOTICE)
    assert page.count(phrases.STOP) == 1
    assert f"<footer>{NOTICE}</footer>" in page
    told = "You'll need a firm chair and some water. This is an easy session."
    assert f"{escaped(told)} Do it every day if you can." in page


def test_a_page_asks_for_nothing_else() -> None:
    page = Page(handout(bundled("desk-break", "as-written"), NOTICE))
    assert page.tags[0] == ("html", {"lang": "en", "style": "font-size: 13.0pt"})
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a", "svg"}
    assert not [style for tag, style in page.texts if tag == "style" and "url(" in style]


def test_each_sign_that_needs_a_doctor_is_on_the_sheet() -> None:
    page = handout(bundled("desk-break", "as-written"), NOTICE)
    for sentence in (*phrases.EMERGENCY, *phrases.SOON):
        assert escaped(sentence.rstrip("."))[1:] in page


def test_a_rest_is_told_in_its_own_words_and_a_wait_is_not() -> None:
    text = (
        "title: T\nabout: T.\nsteps:\n"
        "- {rest: 20s, say: Drink a little. Take your time.}\n- wait: 10s\n- rest: 15s\n"
        "- stretch: cobra\n"
    )
    page = Page(handout(made(text), NOTICE))
    notes = [text for tag, text in page.texts if tag == "li"]
    assert notes == ["Drink a little: 20 s. Take your time.", "Rest and breathe slowly: 15 s."]


def test_words_are_never_markup() -> None:
    text = FIGURES.replace("Figures", "<script>x</script>").replace("For a test", "A & “<b>”")
    page = Page(handout(made(text), NOTICE))
    assert ("h1", "<script>x</script>") in page.texts
    assert ("p", "A & “<b>”.") in page.texts
    assert "script" not in {tag for tag, _ in page.tags}


RUN = "1 min work, 1 min 30 s rest (Walk), 2 min between the rounds"
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
"""


def test_an_interval_stands_once_with_its_rounds_and_what_is_done_in_them() -> None:
    page = handout(made(INTERVALS), NOTICE)
    assert figures(page) == [
        "8 rounds of: Squat jumps, Push-up; 20 s work, 10 s rest",
        "10 bells, one every 1 min: Ten squats, Bridge (8 times)",
        f"3 rounds of: Run; {RUN} · 2 times in all",
        "1 round of: Plank; 1 min work",
    ]
    heads = [text for tag, text in Page(page).texts if tag == "h2"]
    assert heads == ["Intervals", "Morning", "Run", "Plank", "When to stop"]
    bridge = EXERCISES["bridge"]
    assert f"Bridge: {escaped(bridge.how or '')}" in page
    assert f"Bridge: {escaped(bridge.caution or '')}" in page


def test_sides_sets_and_rests_are_told_in_figures() -> None:
    assert figures(handout(made(FIGURES), NOTICE)) == [
        "Hold 20 s · left 3 sets, right 2 sets",
        "Hold 1 min 30 s · right side only · 2 sets",
        "5 times, 6 s each · right, then left · 2 sets · rest 15 s between sets",
    ]


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
