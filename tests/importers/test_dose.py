"""The figures of texts without a name, as they stand in cells and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcue.importers.lines.dose import Dose, read_dose
from matcue.importers.lines.prescription import step_of
from matcue.importers.programme import Kind, Sides
from tests.importers.told_step import told

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 x 10", {"sets": (3, 3), "reps": (10, 10), "kind": Kind.REPS, "has_unit": False}),
        ("3x30s", {"sets": (3, 3), "seconds": (30, 30), "kind": Kind.HOLD}),
        ("20-30 sec", {"seconds": (20, 30), "kind": Kind.HOLD}),
        ("12", {"number": (12, 12)}),
        ("8-12", {"number": (8, 12)}),
        ("12 reps", {"reps": (12, 12), "kind": Kind.REPS}),
        ("1:30", {"seconds": (90, 90), "kind": Kind.HOLD}),
        ("0.5 min", {"seconds": (30, 30), "kind": Kind.HOLD}),
        ("2 min each side", {"seconds": (120, 120), "sides": Sides.BOTH, "kind": Kind.HOLD}),
        ("Tempo 3/1/3", {"tempo": (3, 1, 3)}),
        ("2x daily", {"often": "2x daily"}),
        ("left", {"sides": Sides.LEFT}),
        ("bilateral", {"sides": Sides.NONE}),
        ("each side", {"sides": Sides.BOTH}),
        ("60s rest", {"rest": None, "seconds": (60, 60), "kind": Kind.REST}),
        ("—", {}),
        ("", {}),
        ("n/a", {}),
        ("10 kg", {}),
    ],
)
def test_a_cell_tells_its_figures(text: str, figures: Mapping[str, object]) -> None:
    assert read_dose(text) == Dose(**figures)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "step"),
    [
        ("Bridge", "12", "Bridge: reps, 12 reps"),
        ("Plank", "30", "Plank: hold, 30 s ?"),
        ("Plank", "3 x 45", "Plank: hold, 3 sets, 45 s ?"),
        ("Plank", "30 sec", "Plank: hold, 30 s"),
        ("Cat-cow", "60 sec", "Cat-cow: time, 60 s"),
        ("Side plank", "30 sec", "Side plank: hold, 30 s ?"),
        ("Side plank", "30 sec per side", "Side plank: hold, 30 s, both"),
        ("Ice", "10 min", "Ice: note, 600 s"),
        ("Couch stretch", "", "Couch stretch: name"),
        ("Squats", "10 each", "Squats: reps, 10 reps, both ?"),
        ("Clams", "10 each", "Clams: reps, 10 reps, both"),
    ],
)
def test_a_name_from_elsewhere_and_a_dose_are_a_step(name: str, text: str, step: str) -> None:
    assert told(step_of(name, read_dose(text), line=1, source=text)) == step
