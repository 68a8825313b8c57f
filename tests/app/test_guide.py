"""The guide, for the ear."""

from fractions import Fraction

import pytest

from matcue.app.guide import read_guide
from matcue.paths import bundled
from matcue.routine.enums import Preface
from matcue.settings import Settings
from matcue.timeline import phrases
from matcue.timeline.model import Pause, Section, Speech

PAGE = """\
# What help costs

Little. Ask first.

## Prices

| Service | Cost | Note |
| --- | --- | --- |
| A class | $10–$25 per session | Often cheaper |
| Therapy | $75–$150 per visit | Insured |

Stop if it:

- is sharp,
- gets worse.
"""


def words(section: Section) -> list[str]:
    return [item.text for item in section.items if isinstance(item, Speech)]


def test_a_page_is_spoken_heading_by_heading_and_row_by_row() -> None:
    guide = read_guide(PAGE)
    assert (guide.title, guide.summary) == ("What help costs", "Little. Ask first.")
    script = guide.script(Settings())
    assert [section.title for section in script.sections] == ["What help costs", "Prices"]
    opening, prices = script.sections
    assert words(opening) == ["What help costs", "Little.", "Ask first."]
    assert words(prices) == [
        "Prices",
        "A class: 10 to 25 dollars per session.",
        "Often cheaper.",
        "Therapy: 75 to 150 dollars per visit.",
        "Insured.",
        "Stop if it:",
        "is sharp,",
        "gets worse.",
    ]


def test_the_pace_stretches_the_pauses() -> None:
    def pauses(pace: int) -> list[Fraction]:
        sections = read_guide(PAGE).script(Settings(pace=Fraction(pace))).sections
        return [item.seconds for s in sections for item in s.items if isinstance(item, Pause)]

    assert pauses(2) == [2 * seconds for seconds in pauses(1)]


PAGES = sorted(bundled("docs/guide").glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_bundled_page_can_be_spoken_whole_and_ends_with_the_disclaimer(path) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    script = read_guide(path.read_text(encoding="utf-8")).script(Settings())
    told = [line for section in script.sections for line in words(section)]
    assert told[-2:] == [
        "For information only, not medical advice.",
        "Ask a health professional about your own case.",
    ]
    assert not any(set(line) & set("|*_`#[]<>$–") for line in told)


SIGNS = (
    ("pins and needles", "inner thighs", "genitals"),
    ("numbness", "back passage", "buttocks"),
    ("toilet paper", "different"),
    ("harder", "start"),
    ("stop or hold", "pee"),
    ("not feeling yourself pee",),
    ("leaking", "pads"),
    ("bladder is full or empty",),
    ("bowel", "leaking"),
    ("not feeling a bowel movement or wind pass",),
    ("erection", "ejaculati"),
    ("no feeling in your genitals during sex",),
    ("both legs", "weakness"),
    ("severe pain", "keeps getting worse"),
    ("pain at night", "rest"),
    ("a leg or foot", "weak, numb or getting worse"),
    ("fever", "feeling ill"),
    ("weight loss without trying",),
    ("cancer", "in the past"),
    ("a fall or an accident",),
    ("brittle bones", "steroids"),
)
"""The twelve signs of an emergency, what some leaflets add, and what needs a doctor soon."""


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign[0])
def test_each_sign_is_on_the_page_and_in_the_full_preface(sign: tuple[str, ...]) -> None:
    page = bundled("docs/guide").joinpath("safety.md").read_text(encoding="utf-8")
    for told in (page, " ".join(phrases.BACK_SAFETY.said(Preface.FULL))):
        assert all(words in told.lower() for words in sign)


def test_the_costs_are_those_of_the_article() -> None:
    page = bundled("docs/guide").joinpath("costs.md").read_text(encoding="utf-8")
    for cost in ("$10–$25 per session", "$75–$150 per visit", "$10–$20 per month"):
        assert cost in page


def test_the_topics_are_there() -> None:
    assert [path.stem for path in PAGES] == [
        "activities",
        "costs",
        "how-often",
        "safety",
        "warm-up",
    ]
