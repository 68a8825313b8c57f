"""What users will hear of each bundled routine, as text; a change is read in its diff."""

import pytest

from tests.golden.remake import FOLDER, SETTINGS, golden, kept, names


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("name", names())
def test_a_routine_is_heard_as_its_golden_tells(name: str, setting: str) -> None:
    text = kept(name, setting).read_text(encoding="utf-8")
    assert golden(name, setting) == text, "if this is meant: python -m tests.golden.remake"


def test_every_golden_has_its_routine() -> None:
    expected = {kept(name, setting) for name in names() for setting in SETTINGS}
    assert set(FOLDER.rglob("*.txt")) == expected
