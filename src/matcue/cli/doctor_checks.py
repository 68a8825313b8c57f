"""What matcue runs in: the terminal, the keyboard, the desktop, the shell, the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console

from matcue.app.doctor.runner import Check, Finding, Verdict
from matcue.cli.export_command import export
from matcue.cli.options import chosen
from matcue.cli.report import plain_wanted
from matcue.cli.routine_commands import play
from matcue.controls.keyboard import has_keys
from matcue.controls.media_keys import bus_address
from matcue.errors import UsageError, reason_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "MATCUE_"
FLAGS: Final = {"MATCUE_PLAIN", "MATCUE_WAIT"}
"""Variables that mean yes or no."""
COMPLETING: Final = {
    "bash": ".bashrc",
    "zsh": ".zshrc",
    "fish": ".config/fish/completions/matcue.fish",
}
"""Where completion is switched on, from the home folder, for each shell."""
BUS: Final = "DBUS_SESSION_BUS_ADDRESS"


def surroundings() -> tuple[Check, ...]:
    """List the checks of what is around matcue."""
    return (
        Check("environment", _environment, vital=True),
        Check("media keys", _media_keys),
        Check("keyboard", _keyboard),
        Check("terminal", _terminal),
        Check("completion", _completion),
    )


def _environment() -> Iterator[Finding]:
    """Check the variables that choose: report those that mean nothing, or else which there are."""
    known = {p.envvar for c in (play, export) for p in c.params if isinstance(p.envvar, str)}
    present = {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
    wrong = {name: reason for name in present if (reason := _refusal(name, known))}
    for name, reason in sorted(wrong.items()):
        verdict = Verdict.FAIL if name in known else Verdict.WARNING
        yield Finding("environment", verdict, f"{name}: {reason}", f"unset {name}")
    if not wrong:
        told = f"{', '.join(sorted(present))} can be used" if present else "no variable is set"
        yield Finding("environment", Verdict.OK, told)


def _refusal(name: str, known: set[str]) -> str:
    """Say what is wrong with a variable; empty where nothing is."""
    if name not in known:
        return "matcue knows no such variable"
    try:
        if name in FLAGS:
            click.BOOL.convert(os.environ[name] or False, None, None)
        else:
            chosen(**{name.removeprefix(PREFIX).lower(): os.environ[name]})
    except (UsageError, click.BadParameter) as error:
        return words_of(error)
    return ""


def _media_keys() -> Iterator[Finding]:
    if sys.platform != "linux":
        yield Finding("media keys", Verdict.OK, "matcue takes none on this system")
        return
    usual = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', f'/run/user/{os.getuid()}')}/bus"
    cure = f"export {BUS}={usual}  # where you are logged in to a desktop"
    if not (address := bus_address()):
        reason = f"this session has no D-Bus: {BUS} is empty"
        yield Finding("media keys", Verdict.WARNING, reason, cure)
        return
    from matcue.controls.mpris import joined

    try:
        with joined(address):
            pass
    except Exception as error:  # noqa: BLE001 - a broken bus answers with anything
        said = reason_of(error) if isinstance(error, OSError) else words_of(error)
        reason = f"the session's D-Bus does not let matcue in ({said})"
        yield Finding("media keys", Verdict.WARNING, reason, cure)
    else:
        yield Finding("media keys", Verdict.OK, "the desktop can pass them on (MPRIS)")


def _keyboard() -> Iterator[Finding]:
    if has_keys():
        yield Finding("keyboard", Verdict.OK, "keys are read from this terminal")
    else:
        reason = "standard input is no terminal: keys do nothing, and waits last their time"
        cure = "matcue play lower-back-relief  # in a terminal, without a pipe or < beside it"
        yield Finding("keyboard", Verdict.WARNING, reason, cure)


def _terminal() -> Iterator[Finding]:
    console = Console()
    if not console.is_terminal:
        yield Finding("terminal", Verdict.OK, "there is none; plain lines are printed")
        return
    size = f"{console.width} columns, {console.height} rows, {console.encoding}"
    how = "plain lines" if plain_wanted() else f"colours: {console.color_system or 'none'}"
    if console.options.ascii_only:
        reason = f"{size}: letters of blocks and accents are replaced"
        yield Finding("terminal", Verdict.WARNING, reason, "export LC_ALL=C.UTF-8")
    else:
        yield Finding("terminal", Verdict.OK, f"{size}, {how}")


def _completion() -> Iterator[Finding]:
    """Tell whether the shell completes; a session does not need that."""
    shell = Path(os.environ.get("SHELL", "")).name
    if shell not in COMPLETING:
        yield Finding("completion", Verdict.OK, "there is none for this shell")
        return
    file = Path.home() / COMPLETING[shell]
    on = file.is_file() and "_MATCUE_COMPLETE" in file.read_text(encoding="utf-8", errors="replace")
    how = "is on" if on else "is off; `matcue --help` tells how to switch it on"
    yield Finding("completion", Verdict.OK, f"for {shell}, in ~/{COMPLETING[shell]}, it {how}")
