"""The commands about this machine: the clips that are kept, the sound devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from matcue.cli.lines import say
from matcue.cli.options import examples
from matcue.numerals import counted, size
from matcue.visible import one_line

if TYPE_CHECKING:
    from matcue.app.names import Output, StoreInfo


@click.group(epilog=examples("matcue cache info", "matcue cache clear"))
def cache() -> None:
    """Show the spoken clips that are kept, or remove them.

    What has been spoken once is kept, so that the next session begins at once.
    """


@cache.command(epilog=examples("matcue cache info --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def info(as_json: bool) -> None:  # noqa: FBT001
    """Print where clips are kept, how many, and how large they are."""
    from matcue.app.names import cache_info

    found = cache_info()
    if as_json:
        from matcue.cli.lines import print_json

        print_json(_store_data(found))
    else:
        say(f"folder  {found.folder}")
        say(f"clips   {found.clips}")
        say(f"size    {size(found.bytes)} of at most {size(found.limit)}")


@cache.command(epilog=examples("matcue cache clear"))
def clear() -> None:
    """Remove all clips; they are spoken anew when they are needed."""
    from matcue.app.names import clear_cache

    freed = clear_cache()
    if freed.clips:
        what = counted(freed.clips, "clip")
        say(f"{what} removed, {size(freed.bytes)} freed")


def _store_data(found: StoreInfo) -> dict[str, object]:
    """Convert what is kept to plain data; sizes are in bytes."""
    return {
        "folder": str(found.folder),
        "clips": found.clips,
        "bytes": found.bytes,
        "limit": found.limit,
    }


@click.command(
    epilog=examples(
        "matcue devices",
        'matcue play walk --device "Headset"',
    )
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def devices(as_json: bool) -> None:  # noqa: FBT001
    """List the sound devices of this machine.

    What is in the first column can be written after --device, in MATCUE_DEVICE, and as `device` in
    the config file. Without it, sound goes to the default device, and follows it when another one
    becomes that.
    """
    from matcue.app.names import devices
    from matcue.cli.lines import print_json

    found = devices()
    if as_json:
        named = [{"name": each.name, "id": each.id, "default": each.default} for each in found]
        print_json({"devices": named})
    else:
        _print_devices(found)


def _print_devices(found: tuple[Output, ...]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from matcue.cli.output import console

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("write", style="bold")
    table.add_column("or")
    table.add_column()
    for each in found:
        table.add_row(
            *map(escape, map(one_line, (each.name, each.id))), "default" if each.default else ""
        )
    console().print(table if found else "There is no sound device here.")
