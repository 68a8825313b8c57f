"""Timelines and the guide for people."""

from __future__ import annotations

import os
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from matcue.cli.cues import runs, sound_texts
from matcue.timeline.overruns import shortest, words
from matcue.timeline.queries import spent_in_words
from matcue.units import clock
from matcue.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.text import Text

    from matcue.app.guide import Guide
    from matcue.app.show import Outline
    from matcue.timeline.model import Chapter, Cue, Dropped, Hold, Overrun, Timeline
    from matcue.units import Rate


WIDE: Final = 10_000
READABLE: Final = 80
"""Columns of a text that is read, not of a table."""


class _Console(Console):
    """Makes visible, in what it is given as text, what would act on a terminal."""

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401 - as Rich has it
        return super().render_str(visible(text), **options)


def console(*, err: bool = False) -> Console:
    """Open standard output, or standard error.

    It is wide where no terminal says how wide, so that a row is one line.
    """
    out = _Console(emoji=False, stderr=err)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = WIDE
    return out


def print_topics(guides: Mapping[str, Guide]) -> None:
    """Print one line for each topic of the guide."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for name, guide in guides.items():
        table.add_row(name, escape(guide.summary))
    console().print(table)


def topics_data(guides: Mapping[str, Guide]) -> dict[str, object]:
    """Convert pages of the guide, by their names, to plain data."""
    return {"topics": [{"name": name, **asdict(guide)} for name, guide in guides.items()]}


def print_guide(guide: Guide) -> None:
    """Print a page of the guide, in lines of a length that is read with ease."""
    from rich.markdown import Markdown  # slow to load, and for this alone

    out = console()
    out.print(Markdown(guide.markdown), width=min(out.width, READABLE))


def print_timeline(outline: Outline) -> None:
    """Print a line for each cue and hold, under the section that it belongs to."""
    _print_outline(outline, _timeline_rows(outline))


def print_sections(outline: Outline) -> None:
    """Print a line for each section."""
    cues = _by_section(outline.timeline)
    chapters = range(len(outline.timeline.chapters))
    _print_outline(outline, (_section_row(outline, i, cues.get(i, [])) for i in chapters))


def _print_outline(outline: Outline, rows: Iterable[tuple[str, str, str]]) -> None:
    timeline = outline.timeline
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("clock", justify="right", no_wrap=True)
    table.add_column("what is heard")
    table.add_column("length", justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    about, more = ("about ", "; --exact has it spoken first") if outline.estimated else ("", "")
    out = console()
    out.print(f"[bold]{escape(timeline.title)}[/]: {escape(timeline.about)}")
    whole = f"{about}{clock(timeline.frames)} with the voice {timeline.voice}{more}"
    out.print(whole, highlight=False)
    out.print(table)
    out.print(f"{about}{spent_in_words(timeline)}".capitalize(), highlight=False)


def _timeline_rows(outline: Outline) -> Iterator[tuple[str, str, str]]:
    timeline, cues = outline.timeline, _by_section(outline.timeline)
    for index, chapter in enumerate(timeline.chapters):
        heard = cues.get(index, [])
        start, title, length = _section_row(outline, index, heard)
        yield start, f"[bold]{title}[/]", f"[bold]{length}[/]"
        lines = [
            (
                part[0].start,
                f"  {_heard_in(part)}",
                _length(outline, part, part[-1].end - part[0].start),
            )
            for part in runs(heard)
        ]
        lines += [
            (hold.start, f"  [green]hold[/]{times}", _length(outline, (), hold.frames))
            for hold, times in _holds(chapter)
        ]
        for begin, text, lasting in sorted(lines, key=lambda line: line[0]):
            yield clock(begin), text, lasting
        for dropped in (d for d in timeline.dropped if d.section == index):
            told = escape(_left_out(dropped, timeline.rate))
            yield "", f"  [yellow]no room for[/] {told}", ""
        here = [overrun for overrun in timeline.overruns if overrun.section == index]
        for told in dict.fromkeys(_too_long(each, here, timeline.rate) for each in here):
            yield "", f"  [yellow]too short[/] {escape(told)}", ""


def _holds(chapter: Chapter) -> Iterator[tuple[Hold, str]]:
    """Yield the holds of a chapter; those of repetitions once, and how often there are such."""
    fixed = {start for start, span in chapter.spans if span.fixed}
    for several, holds in groupby(chapter.holds, lambda hold: (hold.start in fixed, hold.frames)):
        first, *others = holds
        if several[0] and others:
            yield first, f", {1 + len(others)} times"
        else:
            yield from ((hold, "") for hold in (first, *others))


def _section_row(outline: Outline, index: int, cues: list[Cue]) -> tuple[str, str, str]:
    chapter = outline.timeline.chapters[index]
    length = _length(outline, cues, chapter.frames)
    return clock(chapter.start), escape(chapter.title), length


def _by_section(timeline: Timeline) -> dict[int, list[Cue]]:
    """Return the cues of each section that has any."""
    cues: dict[int, list[Cue]] = {}
    for cue in timeline.cues:
        cues.setdefault(cue.section, []).append(cue)
    return cues


def _length(outline: Outline, cues: Iterable[Cue], frames: int) -> str:
    """Format a length, to the nearest second where one of the cues is estimated."""
    seconds = frames / outline.timeline.rate
    if any(cue.sound in outline.estimated for cue in cues):
        return f"about {max(seconds, 1):.0f} s"
    return f"{seconds:.1f} s"


def _heard_in(run: list[Cue]) -> str:
    spoken, rung = sound_texts(run)
    chimes = f"[cyan]{escape(rung)}[/]" if rung else ""
    return ", with ".join(filter(None, [escape(spoken), chimes]))


def _left_out(dropped: Dropped, rate: int) -> str:
    """Say which sound was left out, why, and how many seconds it lacks."""
    missing = f"{dropped.missing / rate:.1f} s are missing"
    if dropped.because is None:
        return f"“{dropped.sound.text}”: its time is over sooner, {missing}"
    return f"“{dropped.sound.text}”: “{dropped.because.text}” is heard then, {missing}"


def _too_long(overrun: Overrun, others: list[Overrun], rate: Rate) -> str:
    """Say which words outlast their time, how long they take, how long that is, and what fits."""
    takes = f"{overrun.frames / rate:.1f} s in {float(overrun.passage.seconds):g} s"
    return f"“{words(overrun)}”: {takes}; {shortest(overrun, others, rate)} fits"
