from hypothesis import given
from hypothesis import strategies as st

from matcue.timeline.model import Cue, Speech
from matcue.timeline.word_timing import word_starts
from matcue.units import Frames


def cue(text: str, frames: int, start: int = 0) -> Cue:
    return Cue(Frames(start), Frames(frames), Speech(text), 0)


def test_the_time_is_dealt_out_by_letters_with_a_pause_at_a_comma() -> None:
    # Breathe 7 + 4, in 2 + 4 and 12 of pause, and 3 + 4, out 3 + 4 and 5 as the last: 48 in all
    found = word_starts(cue("Breathe in, and out.", 4800, start=500))
    assert found == ((500, "Breathe"), (1600, "in,"), (3400, "and"), (4100, "out."))


def test_a_pause_after_the_last_word_takes_no_time() -> None:
    ended, open_ = (word_starts(cue(text, 2000)) for text in ("go on.", "go on"))
    assert [start for start, _ in ended] == [start for start, _ in open_]


def test_a_lone_word_begins_with_its_cue() -> None:
    assert word_starts(cue("three", 7, start=30)) == ((30, "three"),)


texts = st.text(min_size=1, max_size=60).filter(str.strip)


@given(texts, st.integers(1, 10**7), st.integers(0, 10**9))
def test_words_begin_in_order_and_within_the_cue(text: str, frames: int, start: int) -> None:
    sentence = cue(text, frames, start)
    found = word_starts(sentence)
    starts = [frame for frame, _ in found]
    assert starts[0] == sentence.start
    assert starts == sorted(starts)
    assert starts[-1] <= sentence.end
    assert [word for _, word in found] == text.split()
