"""The command that writes files, one or many."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcue.cli.completion import complete_formats, complete_matrix
from matcue.cli.lines import say
from matcue.cli.options import (
    CAPTIONS,
    FINISH,
    GUIDED,
    QUALITY,
    ROUTINES,
    choices,
    chosen,
    examples,
)
from matcue.errors import Unmade, UsageError
from matcue.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcue.app.export import ExportOptions


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
        asked = (self.every, self.formats, self.matrix, self.place, self.as_json)
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
    click.option("--all", "every", is_flag=True, help="Export every routine that has a name."),
    click.option(
        "-d",
        "--directory",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Where several files go, with a manifest; files that already exist are kept.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMATS",
        shell_complete=complete_formats,
        help="Formats of the files in the folder: m4a,mp3 for example, or any that -o takes for "
        "sound or a page.  "
        "[default: m4a]",
    ),
    click.option(
        "--matrix",
        multiple=True,
        metavar="CHOICES",
        shell_complete=complete_matrix,
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
        "--on",
        "place",
        metavar="dask://HOST:PORT",
        help="Have a cluster make the files; tls://HOST:PORT where it has certificates.",
    ),
    click.option(
        "--json", "as_json", is_flag=True, help="Print what the manifest says about the files."
    ),
)


@click.command(
    epilog=examples(
        "matcue export lower-back-relief -o session.mp3",
        "matcue export lower-back-relief -o session.html",
        "matcue export evening-unwinding --bed rain --bed-level -24",
        "matcue export walk --loudness -14 --lead 0.4",
        "matcue export sciatica-relief --quality low -o small.opus",
        "matcue export lower-back-relief -o cover.png",
        "matcue export walk --captions vtt,sheet",
        "matcue export walk -o walk.srt",
        "matcue export lower-back-relief -o session.mp3 --verify",
        "matcue export --all -d recordings",
        "matcue export walk pilates -d out --matrix speeds=0.9,1.0",
    )
)
@ROUTINES
@GUIDED
@FINISH
@QUALITY
@CAPTIONS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to: .m4a, .m4b, .mp3, .opus, .ogg, .flac or .wav; .html for a page that plays; "
    "only words: .vtt, .srt, .lrc, .txt, .timed.txt, .chapters.vtt or .sheet.html; or only the "
    "cover: .png or .svg.  "
    "[default: ROUTINE.m4a]",
)
@with_batch_options
@click.option("--no-cover", is_flag=True, help="Leave the picture out of the file.")
@click.option("--force", is_flag=True, help="Replace a file that already exists.")
@click.option(
    "--verify",
    "verifying",
    is_flag=True,
    help="Write nothing; check whether an existing file is what would be written.",
)
def export(  # noqa: PLR0913
    *,
    routines: tuple[str, ...],
    output: Path | None,
    many: BatchOptions,
    no_cover: bool,
    force: bool,
    verifying: bool,
    **choices: str | None,
) -> None:
    """Write a routine to an audio file with chapters, or to a page; or many of them to a folder.

    ROUTINE is a name from `matcue list`, or the path of a YAML file. Each file is checked before it
    appears. It carries the words and a cover; beside .wav and .flac lies a sheet of up to 99
    chapters, .wav.cue or .flac.cue.
    """
    from matcue.app.export import ExportOptions, export, verify
    from matcue.cli.report import reporter

    many.check(routines, output)
    how = ExportOptions(force=force, cover=not no_cover)
    if verifying and many.directory:
        raise UsageError("--verify looks at one file; name it with -o, without -d.")
    if many.directory:
        _produce(routines, many, many.directory, how, choices)
        return
    with reporter() as report:
        if verifying:
            say(one_line(verify(routines[0], chosen(**choices), output, report)))
        else:
            export(routines[0], chosen(**choices), output, how, report)


def _produce(
    routines: tuple[str, ...],
    many: BatchOptions,
    folder: Path,
    how: ExportOptions,
    choices: dict[str, str | None],
) -> None:
    """Make many files, and report at the end what could not be made.

    Raises:
        Unmade: some could not.
    """
    from matcue.app.batch.jobs import batch_of
    from matcue.app.batch.run import pool_of, run_batch
    from matcue.app.names import routine_names
    from matcue.cli.report import reporter

    words = (*routines, *routine_names()) if many.every else routines
    wanted = batch_of(words, many.matrix, many.formats, choices, how)
    with reporter() as report:
        entries, reasons = run_batch(wanted, folder, pool_of(many.place, many.jobs), report)
    if many.as_json:
        from matcue.cli.lines import print_json

        print_json({"files": [entry.model_dump() for entry in entries]})
    if reasons:
        raise Unmade(reasons)
