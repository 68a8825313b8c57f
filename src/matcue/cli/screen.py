"""What a session looks like: a live view on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click
from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.text import Text

from matcue.cli.digits import HEIGHT, large
from matcue.controls.buttons import buttons
from matcue.controls.keyboard import Listen, keyboard
from matcue.controls.table import help_lines
from matcue.studio import Moment, Session, clock

if TYPE_CHECKING:
    from matcue.controls.own import Controls
GLANCE: Final = 0.1
"""Seconds between two looks at the session."""
BESIDE: Final = 10
"""Columns that the clock beside the help takes, at most."""


def watch(session: Session, console: Console, controls: Controls) -> None:
    """Show a session and pass keys and buttons on to it, until it is over."""
    with keyboard(controls.keys) as listen, buttons(session, controls.buttons):
        if console.is_terminal and sys.stdout.isatty():
            _watch_live(session, listen, console, help_lines(controls.keys))
        else:
            _watch_plain(session, listen)


def listen(session: Session, controls: Controls) -> None:
    """Show nothing, but pass keys and buttons on to a session until it is over."""
    with keyboard(controls.keys) as keys, buttons(session, controls.buttons):
        while not session.over:
            _pass_on(session, keys)


def _watch_live(session: Session, listen: Listen, console: Console, keys: tuple[str, str]) -> None:
    whole, short = keys
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while not session.over:
            line = whole if len(whole) <= console.width - BESIDE else short
            live.update(_picture(session, session.moment(), line), refresh=True)
            _pass_on(session, listen)


def _watch_plain(session: Session, listen: Listen) -> None:
    shown: tuple[int, str] | None = None
    while not session.over:
        now = session.moment()
        if now.words and (now.section, now.words) != shown:
            click.echo(f"{clock(now.position)} {now.title}: {now.words}")
            shown = (now.section, now.words)
        _pass_on(session, listen)


def _pass_on(session: Session, listen: Listen) -> None:
    for command in listen(GLANCE):
        session.send(command)


def _picture(session: Session, now: Moment, keys: str) -> RenderableType:
    blank = "\n" * (HEIGHT - 1)
    digits = Text(blank if now.number is None else large(now.number), style="bold green")
    total = session.timeline.frames
    state = "paused" if session.paused else f"then: {session.after(now.section) or 'the end'}"
    return Group(
        Text(now.title, style="bold", justify="center"),
        Text(state, style="dim", justify="center"),
        Text(),
        Align.center(digits),
        Text(),
        Text(now.words, justify="center"),
        Text(),
        Padding(ProgressBar(total=total, completed=now.position), 0),
        Text(f"{clock(now.position)}   {keys}", style="dim", justify="center"),
    )
