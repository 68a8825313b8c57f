"""Words that a voice gets wrong: the file, what is wrong in one, and what it does to a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.errors import RoutineError
from matcue.voices import ENGINES
from matcue.voices.text.abbreviations import in_full
from matcue.voices.text.lexicon import LONGEST, MOST_WORDS, SHIPPED, merged, read_lexicon, respeller
from matcue.voices.text.normalizer import normalizer
from tests.told import Says

WRITTEN = """\
Pilates: pill-ah-tease
SI joint: ess-eye joint
cobra: {piper: koh-bra}
therapy:
  system: therra-pee
child's pose: chiled's pose
"""
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
LEXICON = read_lexicon(WRITTEN, "lexicon.yaml", ENGINES)
BUNDLED = read_lexicon(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name, ENGINES)


def at(place: str, *words: str) -> Says:
    return Says(*words, at=f"lexicon.yaml:{place}")


def _problems(text: str) -> list[str]:
    with pytest.raises(RoutineError) as caught:
        read_lexicon(text, "lexicon.yaml", ENGINES)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pilates", "pill-ah-tease"),
        ("PILATES, or pilates.", "pill-ah-tease, or pill-ah-tease."),
        ("Pilates' benefits", "pill-ah-tease benefits"),
        ("Three cobras, a cobra's hood", "Three koh-bras, a koh-bra's hood"),
        (f"the cobra{CURLY}s hood, two cobras' hoods", "the koh-bra's hood, two koh-bras hoods"),
        ("the cobra-like SI  joint", "the koh-bra-like SI  joint"),
        ("SI joints, an SI-joint", "ess-eye joints, an ess-eye joint"),
        (f"the child{CURLY}s pose", "the chiled's pose"),
        ("cobraic, incobra, cobra2, therapies", "cobraic, incobra, cobra2, therapies"),
    ],
)
def test_whole_words_are_spelled_for_an_engine(text: str, said: str) -> None:
    assert respeller(LEXICON, "piper")(text) == said


def test_a_spelling_is_for_the_engines_that_it_names() -> None:
    assert respeller(LEXICON, "system")("Cobra therapies, Pilates.") == (
        "Cobra therra-pees, pill-ah-tease."
    )
    assert respeller({}, "system")("Cobra.") == "Cobra."


def test_one_s_own_spelling_wins_for_its_engine_alone() -> None:
    own = read_lexicon("Cobra: {system: kobra}\npilates: {piper: Pilates}\n", "own", ENGINES)
    both = merged(LEXICON, own)
    assert respeller(both, "piper")("cobra, Pilates") == "koh-bra, Pilates"
    assert respeller(both, "system")("cobra, Pilates") == "kobra, pill-ah-tease"


LETTERS = "“cobra”", "a spelling", "letters", "koh-bra"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", at("1:1", "empty")),
        ("[cobra]", at("1:1", "words", "spelled", "cobra: koh-bra")),
        ("a: b\nL5: ell five\n", at("2:1", "“L5”", "no word", "letters")),
        ("cobra: {pipper: koh}\n", at("1:9", "no voice", "“pipper”", "did you mean", "`piper`")),
        ("cobra: k0bra\n", at("1:8", *LETTERS)),
        ("cobra: '[[k]]'\n", at("1:8", *LETTERS)),
        ("cobra: [koh]\n", at("1:8", *LETTERS)),
        ("cobra:\n", at("1:7", *LETTERS)),
        ("cobra: {}\n", at("1:8", "“cobra”", "no spelling", "koh-bra")),
        ("tai chi: tie\nTai-Chi: tie\n", at("2:1", "“Tai-Chi”", "twice")),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_write(text: str, said: Says) -> None:
    assert _problems(text) == [said]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(_problems("L5: five\ncobra: {tone: 5, piper: 6}\n")) == 3


def test_a_lexicon_is_bounded() -> None:
    words = ("".join(chr(97 + int(digit)) for digit in str(i)) for i in range(MOST_WORDS + 1))
    assert "more than 2,000 words" in _problems("".join(f"{word}: b\n" for word in words))[0]
    assert _problems(f"{'a' * (LONGEST + 1)}: b\nb: {'a' * (LONGEST + 1)}\n") == [
        at(place, f"“{'a' * 40}…”", "longer than 60 characters") for place in ("1:1", "2:4")
    ]


@pytest.mark.parametrize("engine", ["piper", "system"])
def test_what_was_read_is_not_read_otherwise_again(engine: str) -> None:
    read = normalizer(BUNDLED, engine)
    for word in BUNDLED:
        assert read(read(f"Three {word}s, 3x.")) == read(f"Three {word}s, 3x.")


@pytest.mark.parametrize("engine", ["piper", "system"])
def test_a_bundled_word_is_spelled_otherwise_than_it_is_written(engine: str) -> None:
    read = normalizer(BUNDLED, engine)
    assert [word for word, ways in BUNDLED.items() if engine in ways and read(word) == word] == []


READ = normalizer(BUNDLED, "piper")
WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäéñøßжשक ,;.!?'“”—()"))


@given(WORDS)
def test_a_text_without_figures_and_known_words_stays(text: str) -> None:
    known = any(word.split()[0] in text.casefold() for word in BUNDLED)
    assert known or READ(text) == in_full(text)
