"""The options of `export` for many files."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcue.cli.options import choices
from matcue.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What is asked for: `directory` is None where one file is to be made."""

    every: bool
    directory: Path | None
    formats: tuple[str, ...]
    matrix: tuple[str, ...]
    jobs: int | None
    place: str | None
    as_json: bool

    def check(self, routines: tuple[str, ...], output: Path | None) -> None:
        """Check that the options go together.

        Raises:
            MissingParameter: no routine is named.
            UsageError: several files are to become one, or have no folder.
        """
        if not routines and not self.every:
            here = click.get_current_context()
            raise click.MissingParameter(ctx=here, param_hint="'ROUTINE'", param_type="argument")
        asked = (self.every, self.formats, self.matrix, self.jobs, self.place, self.as_json)
        several = len(routines) > 1 or any(asked)
        if output and (several or self.directory):
            raise UsageError("-o names one file; several go into a folder: -d FOLDER, without -o.")
        if several and not self.directory:
            raise UsageError("Several files go into a folder, with a manifest: add -d FOLDER.")


def with_batch_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options for many files to a command, which gets them as `many`."""

    @wraps(function)
    def told(**given: Any) -> None:  # noqa: ANN401 - as click has it
        many = BatchOptions(**{field.name: given.pop(field.name) for field in fields(BatchOptions)})
        function(many=many, **given)

    return _OPTIONS(told)


_OPTIONS = choices(
    click.option("--all", "every", is_flag=True, help="Take every routine that has a name."),
    click.option(
        "-d",
        "--directory",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Where several files go, with a manifest; those that are there already stay.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMATS",
        help="Of the files in the folder: m4a,mp3, say, or any that -o takes for sound or a page.  "
        "[default: m4a]",
    ),
    click.option(
        "--matrix",
        multiple=True,
        metavar="CHOICES",
        help="What varies from file to file: voices=piper,system speeds=0.9,1.0 makes four files "
        "of each routine.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        metavar="NUMBER",
        help="How many files are made at once.  [default: one for each core, at most 4]",
    ),
    click.option(
        "--on", "place", metavar="dask://HOST:PORT", help="Have a cluster make the files."
    ),
    click.option(
        "--json", "as_json", is_flag=True, help="Print what the manifest tells of the files."
    ),
)
