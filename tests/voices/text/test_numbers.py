"""Figures as people say them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.voices.text.numbers import UNITS, in_words, unread

SAID = {
    # lengths of time
    "30s": "thirty seconds",
    "30 s": "thirty seconds",
    "1s": "one second",
    "2 min": "two minutes",
    "5m": "five minutes",
    "1m30s": "one minute and thirty seconds",
    "1h 30m": "one hour and thirty minutes",
    "a 30s hold": "a thirty second hold",
    "A 15-30s hold": "A fifteen to thirty second hold",
    "the 30-second hold": "the thirty-second hold",
    # repetitions
    "1x": "once",
    "2x": "twice",
    "3×": "three times",
    "x10": "ten times",
    "2-3x": "two to three times",
    "3 x 10": "three times ten",
    "3x30s": "three times thirty seconds",
    "3x/week": "three times per week",
    "10/side": "ten per side",
    "10 reps L/R": "ten reps left and right",
    "R/L": "right and left",
    # ranges and rows
    "15-30": "fifteen to thirty",
    "15–30 s": "fifteen to thirty seconds",
    "½–¾": "half to three quarters",
    "the 90-90 position": "the ninety ninety position",
    "4-7-8": "four, seven, eight",
    "breathe 1:2": "breathe one to two",
    # measures
    "45°": "forty-five degrees",
    "1°": "one degree",
    "37 °C": "thirty-seven degrees Celsius",
    "2.5kg": "two point five kilograms",
    "10 cm": "ten centimeters",
    "10%": "ten percent",
    "~30s": "about thirty seconds",
    # fractions
    "1/2": "half",
    "½": "half",
    "½ min": "half a minute",
    "1/2 h": "half an hour",
    "1/4 min": "one quarter of a minute",
    "1½ min": "one and a half minutes",
    "2 1/4": "two and a quarter",
    "2 3/4": "two and three quarters",
    "2/3 of the way": "two thirds of the way",
    "pain over 3/10": "pain over three out of ten",
    "120/80": "one hundred and twenty over eighty",
    # lengths of time, and times of day
    "1:30": "one minute and thirty seconds",
    "2:05": "two minutes and five seconds",
    "2:00": "two minutes",
    "0:45": "forty-five seconds",
    "at 8:00": "at eight o'clock",
    "before 2:05": "before two oh five",
    "8:30 am": "eight thirty am",
    "8:30 in the evening": "eight thirty in the evening",
    "5s-10s": "five to ten seconds",
    "5 s – 10 s": "five to ten seconds",
    "45 Sec": "forty-five seconds",
    "2 Mins": "two minutes",
    "a 20 sec. hold": "a twenty second hold",
    '30"': "thirty seconds",
    "1'": "one minute",
    '"Count to 30"': '"Count to thirty"',
    "'Count to 3'": "'Count to three'",
    # distances
    "1 m from the wall": "one meter from the wall",
    "chairs 2 m apart": "chairs two meters apart",
    "walk 400 m": "walk four hundred meters",
    "walk for 5 m": "walk for five minutes",
    # places in a row, and plain numbers
    "the 1st": "the first",
    "the 22nd": "the twenty-second",
    "Set 2 of 3.": "Set two of three.",
    "In 5, 4, 3": "In five, four, three",
    "1,000": "one thousand",
    "1 000": "one thousand",
    "12\u00a0500": "twelve thousand five hundred",
    "2,5": "two point five",
    "90 deg": "ninety degrees",
    "1,250": "one thousand two hundred and fifty",
    "0.5": "zero point five",
    "0": "zero",
}


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_a_figure_is_said_as_people_say_it(written: str, said: str) -> None:
    assert in_words(written) == said
    assert in_words(f"Now {written}, and rest.") == f"Now {said}, and rest."


@pytest.mark.parametrize(
    "text",
    [
        *("L5", "L4-L5", "S1", "T12", "007", "1.2.3", ".5", "1/22/3", "1:30:00", "$10"),
        *("555-123-4567", "12345678901", "COVID-19", "3s2", "two", "and/or", "I/O", "x"),
    ],
)
def test_what_is_no_figure_stays(text: str) -> None:
    assert in_words(f"Look: {text} here.") == f"Look: {text} here."


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param("1" + "\u00a0000" * 103, id="more than num2words knows"),
        pytest.param("1" + " 000" * 103 + " kg", id="with a unit"),
        pytest.param("1" + "\u202f000" * 5000, id="more than Python makes a number of"),
    ],
)
def test_a_figure_without_words_stays_and_is_told(figure: str) -> None:
    assert in_words(f"Do 2x, {figure}, 3x.") == f"Do twice, {figure}, three times."
    assert unread(in_words(f"Do 2x, {figure}, 1.2.3, as L5.")) == (figure, "1.2.3")


SCRAPS = st.sampled_from([*"0123456789", *" .,:/-–x×~½¼°%aALRshm$é", *UNITS, "1st", "a ", "10"])
FIGURES = st.lists(SCRAPS, max_size=12).map("".join)


@given(FIGURES)
def test_what_was_read_is_not_read_otherwise_again(text: str) -> None:
    assert in_words(in_words(text)) == in_words(text)


@given(st.text())
def test_a_text_without_figures_stays(text: str) -> None:
    plain = re.sub("[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|[LR]/[LR]", "", text)
    assert in_words(plain) == plain
