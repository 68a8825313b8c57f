"""What a session looks like: a live view on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from typing import Final

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
from matcue.studio import Moment, Session, clock

GLANCE: Final = 0.1
"""Seconds between two looks at the session."""
HELP: Final = "space pause · n next · p previous · q quit"
SHORT_HELP: Final = "space · n · p · q"
NARROW: Final = 60
"""Columns under which the short help is shown."""


def watch(session: Session, console: Console) -> None:
    """Show a session and pass keys and buttons on to it, until it is over."""
    with keyboard() as listen, buttons(session):
        if console.is_terminal and sys.stdout.isatty():
            _watch_live(session, listen, console)
        else:
            _watch_plain(session, listen)


def listen(session: Session) -> None:
    """Show nothing, but pass keys and buttons on to a session until it is over."""
    with keyboard() as keys, buttons(session):
        while not session.over:
            _pass_on(session, keys)


def _watch_live(session: Session, listen: Listen, console: Console) -> None:
    with Live(console=console, auto_refresh=False, transient=True) as live:
        while not session.over:
            help_ = HELP if console.width >= NARROW else SHORT_HELP
            live.update(_picture(session, session.moment(), help_), refresh=True)
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
    if command := listen(GLANCE):
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
