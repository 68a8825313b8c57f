"""The command that names the sound devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from matcue.cli.options import examples

if TYPE_CHECKING:
    from matcue.studio import Output


@click.command(
    epilog=examples(
        "matcue devices",
        'matcue play walk --device "Headset"',
    )
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def devices(as_json: bool) -> None:  # noqa: FBT001
    """Name the sound devices of this machine.

    What is in the first column can be written after --device, in MATCUE_DEVICE, and as `device` in
    the config file. Without it, sound goes to the default device, and follows it when another one
    becomes that.
    """
    from matcue.cli.machine import print_json
    from matcue.studio import devices

    found = devices()
    if as_json:
        named = [{"name": each.name, "id": each.id, "default": each.default} for each in found]
        print_json({"devices": named})
    else:
        _print(found)


def _print(found: tuple[Output, ...]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from matcue.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("write", style="bold")
    table.add_column("or")
    table.add_column()
    for each in found:
        table.add_row(escape(each.name), escape(each.id), "default" if each.default else "")
    console().print(table if found else "There is no sound device here.")
