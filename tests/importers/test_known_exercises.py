from __future__ import annotations

import pytest

from matcue.importers.writing.known_exercises import KnownExercises
from matcue.paths import bundled
from matcue.routine.exercise import Meant
from matcue.routine.loader import catalogue_of

KNOWN = KnownExercises(catalogue_of([bundled("routines")]))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Bridging", Meant("bridge")),
        ("glute bridges", Meant("bridge")),
        ("Cat & Cow", Meant("cat-cow")),
        ("CAT/COW", None),
        ("Knee-to-chest", Meant("knee-to-chest")),
        ("Piriformis stretch", Meant("piriformis")),
        ("Cobra press-ups", Meant("cobra", "press-ups")),
        ("Supine sciatic nerve glides", Meant("nerve-floss")),
        ("Single-leg bridge", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_name_means_an_exercise_by_any_of_its_names_and_by_nothing_else(
    name: str, meant: Meant | None
) -> None:
    assert KNOWN.find(name) == meant


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Single-leg bridge", "bridge"),
        ("Cat cow to thread the needle", "cat-cow"),
        ("Pelvik tilts", "pelvic-tilt"),
    ],
)
def test_a_name_that_holds_another_or_is_misspelled_offers_it(name: str, first: str) -> None:
    assert KNOWN.near(name)[0] == first


def test_a_name_like_no_other_offers_nothing() -> None:
    assert KNOWN.near("Burpees") == ()
