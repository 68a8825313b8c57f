"""Routines and timelines as tables for people and as JSON for machines."""

from __future__ import annotations

import json
import os
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcue.studio import Cue, Listed, Timeline, clock, document, kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDE: Final = 240
CHIMES: Final = {
    "hold-start": "bell: begin",
    "hold-end": "two bells: it is over",
    "change-side": "bars: other side",
    "finish": "three bells: the end",
}


def _console() -> Console:
    """Standard output; wide where no terminal says how wide, so that a row is one line."""
    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDE
    return console


def print_routines(listed: Sequence[Listed]) -> None:
    """One line for each routine: its name, about how long, what for."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True, justify="right")
    table.add_column()
    for routine in listed:
        table.add_row(routine.name, f"{routine.seconds / 60:.0f} min", escape(routine.about))
    _console().print(table)


def print_json(timeline: Timeline) -> None:
    """The timeline as one JSON object."""
    click.echo(json.dumps(document(timeline), ensure_ascii=False))


def print_timeline(timeline: Timeline) -> None:
    """A line for each thing that is heard, under the section that it belongs to."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("clock", justify="right", no_wrap=True)
    table.add_column("what is heard")
    table.add_column("length", justify="right", no_wrap=True)
    for row in _rows(timeline):
        table.add_row(*row)
    console = _console()
    console.print(f"[bold]{escape(timeline.title)}[/]: {escape(timeline.about)}")
    console.print(f"{clock(timeline.frames)} with the voice {timeline.voice}", highlight=False)
    console.print(table)


def _rows(timeline: Timeline) -> Iterator[tuple[str, str, str]]:
    for index, chapter in enumerate(timeline.chapters):
        length = _seconds(timeline, chapter.frames)
        yield clock(chapter.start), f"[bold]{escape(chapter.title)}[/]", f"[bold]{length}[/]"
        cues = [cue for cue in timeline.cues if cue.section == index]
        held = [chapter.hold] if chapter.hold else []
        lines = [
            (part[0].start, _heard(part), part[-1].end - part[0].start) for part in _runs(cues)
        ]
        lines += [(hold.start, "[green]hold[/]", hold.frames) for hold in held]
        for start, text, frames in sorted(lines, key=lambda line: line[0]):
            yield clock(start), f"  {text}", _seconds(timeline, frames)
        for dropped in (d for d in timeline.dropped if d.section == index):
            yield "", f"  [yellow]no room for[/] {escape(dropped.sound.text)}", ""


def _runs(cues: list[Cue]) -> Iterator[list[Cue]]:
    """Cues one by one, but numbers that follow each other together."""
    numbers = groupby(enumerate(cues), key=lambda at: kind(at[1].sound) == "count" or -at[0])
    for _, run in numbers:
        yield [cue for _, cue in run]


def _heard(run: list[Cue]) -> str:
    texts = [cue.sound.text for cue in run]
    if kind(run[0].sound) == "chime":
        return f"[cyan]{CHIMES[texts[0]]}[/]"
    return escape(", ".join(texts))


def _seconds(timeline: Timeline, frames: int) -> str:
    return f"{frames / timeline.rate:.1f} s"
