"""The config file as editors of other systems save it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from matcue.errors import UsageError
from matcue.settings import read_config, read_tables

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = 'pace = "brisk"\r\n[keys]\r\nx = "stop"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_read_past(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(WRITTEN.encode(encoding))
    assert read_config(path) == {"pace": Fraction(3, 4)}
    assert read_tables(path) == {"keys": {"x": "stop"}}


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(f"# für mich\r\n{WRITTEN}".encode(encoding))
    with pytest.raises(UsageError, match=r"config\.toml is not UTF-8; save it as UTF-8"):
        read_config(path)
