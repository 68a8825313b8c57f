"""What a terminal sends, as the keys that somebody pressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.controls.key_codes import MANY, NAMED, is_key, is_unfinished, keys_in

SENT = {
    b"n": "n",
    b"N": "n",
    b" ": "space",
    b"\r": "enter",
    b"\n": "enter",
    b"\x7f": "backspace",
    b"\t": "tab",
    b"\x1b": "escape",
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1bOA": "up",
    b"\x1bOD": "left",
    b"\x1b[H": "home",
    b"\x1b[4~": "end",
    b"\x1b[5~": "page up",
    b"\x1b[6~": "page down",
    b"\x1bOP": "f1",
    b"\x1b[[A": "f1",
    b"\x1b[11~": "f1",
    b"\x1b[24~": "f12",
    "ä".encode(): "ä",
    "Ж".encode(): "ж",
}
NOTHING = {
    "alt and q": b"\x1bq",
    "ctrl and right": b"\x1b[1;5C",
    "ctrl and a": b"\x01",
    "a mouse": b"\x1b[<0;3;4M",
    "half an arrow": b"\x1b[",
    "half a long one": b"\x1b[1;",
    "half a letter": b"\xc3",
    "a broken letter": b"\xff",
    "nothing": b"",
}


@pytest.mark.parametrize(("typed", "key"), SENT.items())
def test_each_key_has_one_name(typed: bytes, key: str) -> None:
    assert keys_in(typed) == (key,)
    assert is_key(key)
    assert is_unfinished(typed) is (key == "escape")


@pytest.mark.parametrize("typed", NOTHING.values(), ids=NOTHING)
def test_what_is_no_key_asks_for_nothing(typed: bytes) -> None:
    assert keys_in(typed) == ()


@pytest.mark.parametrize("typed", [typed for typed in SENT if len(typed) > 1])
def test_a_part_of_a_key_is_waited_for(typed: bytes) -> None:
    assert all(is_unfinished(typed[:end]) for end in range(1, len(typed)))


def test_keys_that_come_together_are_all_taken() -> None:
    assert keys_in(b"++\x1b[C\x1b[C n") == ("+", "+", "right", "right", "space", "n")
    assert keys_in(b"\x1b\x1b[A") == ("escape", "up")


def test_more_than_a_person_types_at_once_is_a_pasted_text() -> None:
    assert keys_in(b"+" * MANY) == ("+",) * MANY
    assert not is_unfinished(b"+" * MANY)
    assert keys_in(b"+" * (MANY + 1)) == ()
    assert is_unfinished(b"+" * (MANY + 1))
    assert keys_in("Spät".encode() * 3) == ()


@pytest.mark.parametrize("name", ["", "nn", " ", "\x1b", "\n", "Space", "f13"])
def test_what_is_no_name_of_a_key(name: str) -> None:
    assert not is_key(name)


@given(st.binary(max_size=40) | st.text(max_size=20).map(str.encode))
def test_whatever_arrives_is_a_few_keys_that_have_names(typed: bytes) -> None:
    keys = keys_in(typed)
    assert len(keys) <= MANY
    assert all(map(is_key, keys))


@given(st.lists(st.sampled_from(sorted(SENT.keys() - {b"\x1b"})), max_size=MANY))
def test_keys_do_not_change_one_another(typed: list[bytes]) -> None:
    assert keys_in(b"".join(typed)) == tuple(SENT[key] for key in typed)


def test_names_are_written_in_small_letters() -> None:
    assert all(name == name.lower() and is_key(name) for name in NAMED)
