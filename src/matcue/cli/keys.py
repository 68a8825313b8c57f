"""The controls of a session, for people and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from matcue.cli.tables import console
from matcue.controls.table import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcue.controls.own import Controls


def print_controls(controls: Controls) -> None:
    """A line for each command: its name, its keys, its buttons, its words."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("command", no_wrap=True, style="bold")
    table.add_column("keys", no_wrap=True)
    table.add_column("buttons", no_wrap=True)
    table.add_column("words (not yet)")
    for name, control in CONTROLS.items():
        held = (_held(asked, name) for asked in (controls.keys, controls.buttons))
        row = (name, *map("  ".join, held), ", ".join(control.words))
        table.add_row(*map(escape, row))
    console().print(table)


def as_data(controls: Controls) -> dict[str, list[dict[str, object]]]:
    """The commands as plain data, with what asks for each."""
    return {
        "commands": [
            {
                "command": name,
                "keys": _held(controls.keys, name),
                "buttons": _held(controls.buttons, name),
                "words": list(control.words),
                "does": control.does,
            }
            for name, control in CONTROLS.items()
        ]
    }


def _held(asked: Mapping[str, str], command: str) -> list[str]:
    """The keys or buttons of a command."""
    return [one for one, other in asked.items() if other == command]
