"""The command that tells what works here, and what to type where something does not."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from matcue.cli.lines import fitted, say
from matcue.cli.options import DEVICE, SINK, VOICE, chosen, examples
from matcue.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.app.doctor.runner import Finding

UNABLE: Final = 69
"""The exit code where no session can be played or exported: as for a voice or a device."""
COLOURS: Final = {"ok": "green", "warning": "yellow", "FAIL": "red"}


@click.command(
    epilog=examples(
        "matcue doctor",
        "matcue doctor --voice piper:en_US-amy-medium",
        'matcue doctor --device "Headset"',
        "matcue doctor --sink simpleaudio",
        "matcue doctor --json",
    )
)
@VOICE
@SINK
@DEVICE
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@click.pass_context
def doctor(ctx: click.Context, /, as_json: bool, sink: str, **choices: str | None) -> None:  # noqa: FBT001
    """Check that everything works, and suggest fixes.

    Voices speak a word, the sound device plays a moment of silence, files are written, and folders
    and settings are checked. Each line begins with ok, warning (something is missing, but sessions
    work without it) or FAIL (sessions cannot be played or exported); then the exit code is 69.
    """
    from matcue.app.doctor.checks import checks
    from matcue.app.doctor.runner import run_checks
    from matcue.cli.doctor_checks import surroundings
    from matcue.cli.lines import print_json

    findings: list[Finding] = []
    every = (*checks(chosen(**choices), sink), *surroundings())
    with run_checks(every) as found, _ended_at_once():
        for finding in found:
            findings.append(finding)
            if not as_json:
                _print(finding)
    able = not _grave(findings)
    if as_json:
        print_json({"able": able, "checks": [_as_data(finding) for finding in findings]})
    else:
        say(_summary(findings))
    ctx.exit(0 if able else UNABLE)


@contextmanager
def _ended_at_once() -> Iterator[None]:
    """End the program at an interrupt meanwhile: checks inside a library would not let it go."""
    from multiprocessing import active_children

    try:
        yield
    except (KeyboardInterrupt, SystemExit) as asked:
        sys.stdout.flush()
        for child in active_children():
            child.kill()
        os._exit(getattr(asked, "code", 130))


def _grave(findings: Sequence[Finding]) -> list[str]:
    """Name the findings that keep sessions from being played or exported."""
    return [finding.name for finding in findings if finding.verdict == "FAIL"]


def _print(finding: Finding) -> None:
    """Print a finding, and below what to type; the verdict is a word, coloured on a terminal."""
    from matcue.cli.report import plain_wanted

    line = fitted(one_line(f"{finding.verdict:8} {finding.name}: {finding.reason}."), hang=9)
    if not plain_wanted():
        line = click.style(line[:8], fg=COLOURS[finding.verdict], bold=True) + line[8:]
    click.echo(line)
    if finding.cure:
        say(one_line(f"{'':8} Try: {finding.cure}"), hang=14)


def _summary(findings: Sequence[Finding]) -> str:
    if grave := _grave(findings):
        return f"Not everything that a session needs works here: {', '.join(grave)}."
    return "Sessions can be played and exported here."


def _as_data(finding: Finding) -> dict[str, str]:
    return {
        "name": finding.name,
        "verdict": str(finding.verdict),
        "reason": finding.reason,
        "cure": finding.cure,
    }
