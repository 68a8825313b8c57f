"""Captions say all that is heard, when it is heard, and can be read; players read their files."""

from __future__ import annotations

import html
import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pysubs2
import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from matcue.exporters.captions import SHORTEST, SPEED, WIDEST, captions, one_line, wrapped, written
from matcue.exporters.metadata import milliseconds
from matcue.exporters.sidecars import write_sidecar
from matcue.exporters.subtitles import chapters, lrc, srt, vtt
from matcue.timeline.model import Chapter, Chime, Count, Cue, Section, Speech, Timeline
from matcue.units import HOUSE_RATE, Frames, to_frames
from tests import strategies
from tests.exporters.words.remake import FILES, NOTICE, SHORT, unstyled
from tests.golden.remake import names
from tests.golden.remake import timeline as bundled

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.exporters.captions import Caption
    from matcue.timeline.model import Sound

SECOND = HOUSE_RATE
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
sounds = st.one_of(
    texts.map(Speech),
    st.sampled_from(["three", "two"]).map(Count),
    st.sampled_from(["hold-start", "beep", "gong.wav"]).map(Chime),
)
placed = st.tuples(sounds, st.integers(0, 2 * SECOND), st.integers(1, 3 * SECOND))


def heard(*cues: tuple[Sound, int, int], title: str = "T", about: str = "") -> Timeline:
    """A timeline of sounds, each so long after the end of what was said last, and as long."""
    end, made = 0, []
    for sound, gap, frames in cues:
        start = Frames(end + gap)
        made.append(Cue(start, Frames(frames), sound, 0))
        end = start if isinstance(sound, Chime) else start + frames
    whole = Frames(max((cue.end for cue in made), default=1))
    chapter = Chapter(Section(title, (Speech("x"),)), Frames(0), whole)
    return Timeline(title, about, "", HOUSE_RATE, tuple(made), (chapter,))


timelines = st.one_of(
    st.builds(strategies.timeline, strategies.routines, strategies.paces, strategies.letters),
    st.builds(lambda cues, title: heard(*cues, title=title), st.lists(placed, max_size=9), texts),
)


def by_webvtt(text: str) -> list[tuple[int, int, list[str]]]:
    """Milliseconds and lines, as webvtt-py reads them; nothing malformed is let pass."""
    return [
        (
            cue.start_time.in_milliseconds(),
            cue.end_time.in_milliseconds(),
            [html.unescape(line) for line in cue.lines],
        )
        for cue in webvtt.from_string(text, strict=True).captions
    ]


def by_pysubs2(text: str) -> list[tuple[int, int, list[str]]]:
    """Milliseconds and lines, as pysubs2 reads them."""
    read = pysubs2.SSAFile.from_string(text, format_="srt")
    return [(cue.start, cue.end, cue.text.replace("\u2060", "").split("\\N")) for cue in read]


def told(timeline: Timeline) -> list[tuple[int, int, list[str]]]:
    """What a reader should find."""
    return [
        (milliseconds(caption.start), milliseconds(caption.end), list(caption.lines))
        for caption in captions(timeline)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_words_are_as_they_were(path: Path, tmp_path: Path) -> None:
    made = tmp_path / path.name
    write_sidecar(made, SHORT, NOTICE)
    repair = "python -m tests.exporters.words.remake"
    assert unstyled(made.read_text("utf-8")) == path.read_text("utf-8"), f"run: {repair}"


@pytest.mark.parametrize("setting", ["as-written", "brisk"])
@pytest.mark.parametrize("name", names())
def test_players_read_what_is_heard_of_the_bundled_routines(name: str, setting: str) -> None:
    timeline = bundled(name, setting)
    assert by_webvtt(vtt(timeline, NOTICE)) == told(timeline)
    assert by_pysubs2(srt(timeline, NOTICE)) == told(timeline)
    assert by_webvtt(chapters(timeline, NOTICE)) == [
        (milliseconds(chapter.start), milliseconds(chapter.end), [chapter.title])
        for chapter in timeline.chapters
    ]


@given(timelines)
def test_any_words_come_back_from_webvtt(timeline: Timeline) -> None:
    assert by_webvtt(vtt(timeline, NOTICE)) == told(timeline)


@given(timelines)
def test_any_words_come_back_from_subrip(timeline: Timeline) -> None:
    text = srt(timeline, NOTICE)
    assert by_pysubs2(text) == [
        (start, end, [line.replace("-->", "→").replace("\u2060", "") for line in lines])
        for start, end, lines in told(timeline)
    ] or not told(timeline)


@given(timelines)
def test_captions_are_in_order_and_never_two_at_once(timeline: Timeline) -> None:
    for caption, following in pairwise(captions(timeline)):
        assert milliseconds(caption.start) < milliseconds(caption.end)
        assert caption.end <= following.start


@given(timelines)
def test_every_word_is_in_the_captions(timeline: Timeline) -> None:
    every = " ".join(written(cue.sound) for cue in timeline.cues if written(cue.sound))
    assert sorted(" ".join(c.text for c in captions(timeline)).split()) == sorted(every.split())


@given(timelines)
def test_words_are_shown_from_their_first_frame_until_they_can_have_been_read(
    timeline: Timeline,
) -> None:
    shown = captions(timeline)
    starts = {caption.start for caption in shown}
    spoken = [c for c in timeline.cues if not isinstance(c.sound, Chime) and written(c.sound)]
    late = [cue for cue in spoken if cue.start not in starts]
    assert all(any(abs(cue.start - start) <= 44 for start in starts) for cue in late)
    for caption, following in pairwise(shown):
        needed = to_frames(max(SHORTEST, Fraction(len(caption.text), SPEED)))
        assert caption.end == following.start or caption.end - caption.start >= needed


@given(texts.map(one_line))
def test_a_text_is_broken_between_words_only(text: str) -> None:
    pages = wrapped(text)
    assert " ".join(line for page in pages for line in page) == text
    assert all(len(line) <= WIDEST or " " not in line for page in pages for line in page)
    assert all(len(page) <= 2 for page in pages)


def lines_of(*cues: tuple[Sound, int, int]) -> list[tuple[float, float, str]]:
    """Seconds and text of the captions."""
    made: tuple[Caption, ...] = captions(heard(*cues))
    return [(c.start / SECOND, c.end / SECOND, " / ".join(c.lines)) for c in made]


def test_a_chime_under_words_stands_behind_them() -> None:
    bell = Chime("hold-start")
    words = Speech("Now.")
    assert lines_of((bell, 0, 88_200), (words, SECOND, SECOND), (bell, 0, 88_200)) == [
        (0, 1, "[bell: begin]"),
        (1, 2, "Now."),
        (2, 4, "[bell: begin]"),
    ]
    beeped = heard((Count("two"), 0, SECOND // 2))
    beep = Cue(Frames(0), Frames(SECOND), Chime("beep"), 0)
    late = Cue(Frames(SECOND // 4), Frames(SECOND), Chime("beep"), 0)
    chapter = Chapter(Section("T", (Speech("x"),)), Frames(0), Frames(2 * SECOND))
    whole = Timeline("T", "", "", HOUSE_RATE, (*beeped.cues, beep, late), (chapter,))
    assert [caption.lines for caption in captions(whole)] == [("two [beep] [beep]",)]


def test_a_long_sentence_takes_turns_for_its_part_of_the_letters() -> None:
    text = "aaaa bbbb cccc dddd eeee ffff gggg hhhh " * 4
    first, second = lines_of((Speech(text), 0, 20 * SECOND))
    assert first[1] == second[0] == pytest.approx(10, abs=0.1)
    assert first[2] == second[2]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Stand still, and feel both feet on the mat.",
            "Stand still,/and feel both feet on the mat.",
        ),
        (
            "Draw your right knee gently toward your chest.",
            "Draw your right knee gently/toward your chest.",
        ),
        ("Let go, and set your left foot down.", "Let go, and set your left foot down."),
    ],
)
def test_lines_end_where_one_would_breathe(text: str, lines: str) -> None:
    assert wrapped(text) == (tuple(lines.split("/")),)


def test_webvtt_names_the_sections_and_keeps_markup_harmless() -> None:
    timeline = heard((Speech("a <b> & --> c"), 0, SECOND), title="X --> <i>\nY", about="Why\n\nnot")
    assert vtt(timeline, NOTICE) == (
        "WEBVTT X → <i> Y\n\nNOTE\nWhy not\nMade with matcue.\nFor information only.\n\n"
        "NOTE X → <i> Y\n\n00:00:00.000 --> 00:00:01.000\na &lt;b&gt; &amp; --&gt; c\n"
    )


def test_no_player_of_subrip_takes_words_for_tags() -> None:
    (cue,) = pysubs2.SSAFile.from_string(srt(heard((Speech("<b>x</b> {\\an8}"), 0, 9)), ""))
    assert cue.text == "<\u2060b>x<\u2060/b> {\u2060\\an8}"


def test_lrc_counts_minutes_on_and_shows_nothing_in_a_long_silence() -> None:
    late = heard((Speech("[a]"), 3600 * SECOND + 221, SECOND), (Speech("b"), 4 * SECOND, SECOND))
    assert lrc(late, NOTICE).splitlines()[2:] == [
        "[length:60:06]",
        "[re:matcue]",
        "[#:For information only.]",
        "[60:00.01](a)",
        "[60:01.01]",
        "[60:05.01]b",
    ]


@given(timelines)
def test_lrc_has_every_caption_at_its_hundredth(timeline: Timeline) -> None:
    found = re.findall(r"^\[(\d+):(\d\d)\.(\d\d)\](.+)$", lrc(timeline, ""), re.MULTILINE)
    assert [(int(m) * 60 + int(s)) * 100 + int(c) for m, s, c, _ in found] == [
        (caption.start * 200 + SECOND) // (2 * SECOND) for caption in captions(timeline)
    ]
    round_ = str.maketrans("[]", "()")
    assert [text for *_, text in found] == [c.text.translate(round_) for c in captions(timeline)]
