"""The commands about what matcue keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from matcue.cli.options import examples
from matcue.numerals import counted

if TYPE_CHECKING:
    from matcue.studio import Kept


@click.group(epilog=examples("matcue cache info", "matcue cache clear"))
def cache() -> None:
    """Look at the spoken clips that are kept, or remove them.

    What has been spoken once is kept, so that the next session begins at once.
    """


@cache.command(epilog=examples("matcue cache info --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def info(as_json: bool) -> None:  # noqa: FBT001
    """Print where clips are kept, how many, and how large they are."""
    from matcue.cli.machine import print_json
    from matcue.studio import kept

    found = kept()
    if as_json:
        print_json(_as_data(found))
    else:
        click.echo(f"folder  {found.folder}")
        click.echo(f"clips   {found.clips}")
        click.echo(f"size    {_megabytes(found.bytes)} of at most {_megabytes(found.limit)}")


@cache.command(epilog=examples("matcue cache clear"))
def clear() -> None:
    """Remove all clips; they are spoken anew when they are needed."""
    from matcue.studio import clear_cache

    freed = clear_cache()
    if freed.clips:
        what = counted(freed.clips, "clip")
        click.echo(f"{what} removed, {_megabytes(freed.bytes)} freed")


def _as_data(found: Kept) -> dict[str, object]:
    """What is kept, as plain data; sizes are in bytes."""
    return {
        "folder": str(found.folder),
        "clips": found.clips,
        "bytes": found.bytes,
        "limit": found.limit,
    }


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"
