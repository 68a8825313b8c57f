"""A transcript and a timed one say every word, once, in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from matcue.exporters.captions import written
from matcue.exporters.subtitles import timed, txt
from matcue.routine.enums import BRIEF
from matcue.timeline.model import Chime, Count, Speech
from matcue.units import clock
from tests.exporters.words.remake import NOTICE, SHORT
from tests.exporters.words.test_captions import SECOND, heard, timelines

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.timeline.model import Timeline


@given(timelines)
def test_every_word_is_in_the_transcript_in_its_order(timeline: Timeline) -> None:
    read, at = txt(timeline, NOTICE), 0
    for cue in timeline.cues:
        if cue.sound.text not in BRIEF:
            text = written(cue.sound)
            at = read.index(text, at) + len(text)


@given(timelines)
def test_every_sound_has_its_time(timeline: Timeline) -> None:
    found = re.findall(r"^ *([\d:]+)    (\S.*)$", timed(timeline, NOTICE), re.MULTILINE)
    heard = ((clock(cue.start), written(cue.sound)) for cue in timeline.cues)
    assert found == [(time, text) for time, text in heard if text]


@pytest.mark.parametrize("made", [txt, timed])
def test_the_head_names_the_session_and_the_end_says_what_it_is_not(
    made: Callable[[Timeline, str], str],
) -> None:
    lines = made(SHORT, NOTICE).splitlines()
    assert lines[:3] == ["Knees & שלום", "For a <test>, in five minutes.", "8:56"]
    assert lines[-1] == NOTICE


def test_what_is_counted_stands_between_the_bells() -> None:
    sounds = (
        Speech("Lie down."),
        Speech("Breathe."),
        Chime("hold-start"),
        Speech("Halfway."),
        Count("two"),
        Chime("beep"),
        Count("one"),
        Chime("beep"),
        Chime("hold-end"),
        Speech("Rest."),
    )
    timeline = heard(*((sound, SECOND, SECOND) for sound in sounds))
    assert txt(timeline, NOTICE).splitlines()[3:-2] == [
        "T",
        "Lie down. Breathe.",
        "[bell: begin]",
        "Halfway. two, one…",
        "[bell: it is over]",
        "Rest.",
    ]
