"""Letters that two characters make, as some systems write them: they are the letters they show."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from matcue.paths import bundled
from matcue.routine.loader import load_file
from matcue.routine.lookup import as_stored, find, names
from matcue.routine.plan import Ring, Say, Stretch

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = """\
title: "Rückenübung"
about: "Für Ältere."
variables: {wer: "Jörg"}
steps:
  - say: "Für {wer}: atme ruhig."
  - stretch: "Brücke"
    posture: any
    hold: 2s
    words: {full: "Hebe die Hüfte.", short: "Noch einmal."}
  - chime: "Glöckchen.wav"
  - include: "Wärmen/Füße.yaml"
"""


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_texts_names_and_files_are_those_that_they_show(
    tmp_path: Path, stored: str, written: str
) -> None:
    def file(name: str) -> Path:
        return tmp_path / normalize(stored, name)  # type: ignore[arg-type] # a form's name

    file("Wärmen").mkdir()
    file("Wärmen/Füße.yaml").write_text("title: A\nabout: A\nsteps: [{say: Ja.}]\n", "utf-8")
    file("Glöckchen.wav").touch()
    text = normalize(written, ROUTINE)  # type: ignore[arg-type] # as above
    file("Übung.yaml").write_text(text, encoding="utf-8")
    path = find(normalize(written, str(tmp_path / "Übung.yaml")), [])  # type: ignore[arg-type]
    routine = load_file(path, [bundled("routines")])
    said, stretch, ring, included = routine.steps
    assert isinstance(said, Say)
    assert isinstance(stretch, Stretch)
    assert isinstance(ring, Ring)
    assert isinstance(included, Say)
    assert (routine.written.title, said.text) == ("Rückenübung", "Für Jörg: atme ruhig.")
    assert (stretch.exercise.name, stretch.exercise.words.full) == ("Brücke", "Hebe die Hüfte.")
    assert ring.chime == file("Glöckchen.wav")
    assert list(names([tmp_path])) == ["Übung"]


def test_a_path_to_nothing_stays_as_it_is(tmp_path: Path) -> None:
    nothing = tmp_path / "ö" / "ä.wav"
    assert as_stored(nothing) == nothing
