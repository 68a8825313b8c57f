"""What users will hear of each bundled routine, as text; a change is read in its diff."""

from pathlib import Path

import pytest

from tests.golden.remake import golden, names


@pytest.mark.parametrize("name", names())
def test_a_routine_is_heard_as_its_golden_tells(name: str) -> None:
    kept = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    assert golden(name) == kept, "if this is meant: python tests/golden/remake.py"


def test_every_golden_has_its_routine() -> None:
    assert sorted(path.stem for path in Path(__file__).parent.glob("*.txt")) == names()
