from __future__ import annotations

from functools import partial
from typing import Any
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from matcue.importers.writing.yaml_writer import Block, clean, comment, items, mapping, scalar
from matcue.routine.problems import SourceFile
from matcue.routine.yaml_text import read_values

texts = st.text(max_size=300).map(partial(normalize, "NFC"))
"""As the reader of YAML normalises what it reads."""


def read(written: str) -> Any:  # noqa: ANN401 - whatever stands there
    return read_values(written, SourceFile("written"))


@given(texts)
def test_any_text_comes_back_as_it_was_but_for_blanks(text: str) -> None:
    written = "\n".join(mapping({"key": text}))
    assert read(written) == {"key": clean(text)}


@given(st.lists(texts, max_size=5), texts)
def test_a_list_comes_back_whatever_its_comments_say(values: list[str], note: str) -> None:
    blocks = [Block({"say": value}, (note,)) for value in values]
    written = "\n".join(("steps:", *items((*blocks, *values)), ""))
    assert (read(written)["steps"] or []) == [
        *({"say": clean(value)} for value in values),
        *map(clean, values),
    ]


@given(texts)
def test_a_comment_is_nothing_but_a_comment(text: str) -> None:
    lines = [*comment(text, "  ")]
    assert all(line.startswith("  #") for line in lines)
    assert max(map(len, lines)) <= max(100, max(map(len, clean(text).split() or [""])) + 4)


def test_plain_words_stand_without_quotation_marks() -> None:
    assert scalar("Child's pose (wide knees), slowly") == "Child's pose (wide knees), slowly"
    assert scalar("yes") == '"yes"'
    assert scalar("# 3") == '"# 3"'
    assert scalar("- a") == '"- a"'
    assert scalar("a: b") == '"a: b"'
    assert scalar("1:30") == '"1:30"'
    assert scalar("30") == "30"
