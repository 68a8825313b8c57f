"""A session on a page to print: each stretch once, in figures, with what to take care of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matcue.exporters.captions import plain
from matcue.exporters.typeset import Row, letter_size
from matcue.numerals import counted
from matcue.routine.catalogue import Repeated
from matcue.routine.vocabulary import Posture
from matcue.timeline import phrases
from matcue.timeline.model import Span, Speech
from matcue.timeline.script import BEFORE
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from matcue.errors import Place
    from matcue.routine.catalogue import Stretch, Timed
    from matcue.routine.exercise import Exercise
    from matcue.routine.values import Side
    from matcue.timeline.model import Chapter, Section, Timeline

TEMPLATE: Final = "sheet.html"
STOPPING: Final = "When to stop"
"""The heading of the box under the steps."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch as it is read: its figures, how it is done, what to take care of."""

    name: str
    figures: tuple[str, ...]
    posture: str
    how: str
    care: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """How it is set."""
        return (
            Row(len(self.name) + len(self.posture), 1.4, 13.5, 1.15),
            Row(len(" · ".join(self.figures)), 1.2, 12, 1.2),
            Row(len(self.how)),
            Row(len(self.care), 0.86, 8, 1.2),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Words between two stretches."""

    text: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """How it is set."""
        return (Row(len(self.text)),)


def sheet(timeline: Timeline, notice: str) -> str:
    """A page of HTML that needs nothing but itself, for paper of the sizes A4 and Letter.

    The letters are as large as one page allows; what is longer than a page of the smallest ones
    goes on on the next.
    """
    title, about, before = plain(timeline.title), plain(timeline.about), _before(timeline.chapters)
    steps = tuple(_steps(timeline.chapters))
    around = (
        Row(len(title), 2.5, leading=1.1),
        Row(len(about), 1.15),
        Row(len(before)),
        Row(len(STOPPING), 1.4, 13.5, 1.15),
        Row(len(phrases.STOP), 1.12),
        Row(len(phrases.HELP)),
        Row(len(notice), 0.86),
    )
    return (
        _environment()
        .get_template(TEMPLATE)
        .render(
            title=title,
            about=about,
            length=clock(timeline.frames),
            before=before,
            steps=[(step, isinstance(step, Entry)) for step in steps],
            size=letter_size(around, [step.rows for step in steps]),
            stopping=STOPPING,
            stop=phrases.STOP,
            help=phrases.HELP,
            notice=notice,
        )
    )


def _environment() -> Environment:
    """What fills the template; every text is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _before(chapters: Iterable[Chapter]) -> str:
    """What one needs, how hard it is and how often it is meant, in the words that are said."""
    safety = {line for text in phrases.SAFETY.values() for line in phrases.sentences(text)}
    told = [
        item.text
        for chapter in chapters
        if chapter.title == BEFORE and not chapter.section.place
        for item in chapter.section.items
        if isinstance(item, Speech) and item.text not in safety
    ]
    return plain(" ".join(told))


def _steps(chapters: Iterable[Chapter]) -> Iterator[Entry | Note]:
    """The steps as they were written, in the order in which each comes first.

    An exercise that comes in several of them is told how to do in the first one.
    """
    parts: dict[Place, list[Section]] = {}
    for chapter in chapters:
        if place := chapter.section.place:
            parts.setdefault(place, []).append(chapter.section)
    told: set[str] = set()
    for sections in parts.values():
        if stretch := sections[0].stretch:
            yield _entry(stretch, sections, known=stretch.exercise.name in told)
            told.add(stretch.exercise.name)
        elif text := _between(sections[0]):
            yield Note(text)


def _between(section: Section) -> str:
    """What is read of words or of a rest; nothing of a wait, which whoever reads has anyway."""
    said = [item.text for item in section.items if isinstance(item, Speech)]
    lasting = [item.seconds for item in section.items if isinstance(item, Span)]
    if not lasting:
        return plain(" ".join(said))
    return f"{phrases.REST.rstrip('.')}: {_length(lasting[-1])}." if phrases.REST in said else ""


def _entry(stretch: Stretch, sections: list[Section], *, known: bool) -> Entry:
    """A stretch with all its sections, and the rests between them; what is known of it is short."""
    exercise = stretch.exercise
    how = () if known else (_how(exercise, sections[0].side),)
    own = (phrases.sided(phase.say or "", sections[0].side) for phase in stretch.phases)
    care = () if known else filter(None, (exercise.caution, exercise.avoid))
    return Entry(
        plain(exercise.name),
        tuple(_figures(stretch, sections)),
        "" if exercise.posture is Posture.ANY else str(exercise.posture),
        plain(" ".join((*how, *own))),
        plain(" ".join(care)),
    )


def _how(exercise: Exercise, side: Side | None) -> str:
    """How an exercise is done, put for readers; in the words that are said where none is put so.

    A variant with words of its own is not done as the exercise is.
    """
    varied = any(v.words == exercise.words and not v.how for v in exercise.variants.values())
    spoken = phrases.sided(exercise.words.full, side)
    return spoken if varied else exercise.how or spoken


def _figures(stretch: Stretch, sections: list[Section]) -> Iterator[str]:
    """How long or how often, on which sides, in how many sets, with which rests between them."""
    turns = [side for sides in stretch.rounds for side in sides]
    often = Counter(turns)
    yield ", then ".join(map(_amount, stretch.phases)).capitalize()
    if len({*often.values()}) > 1:
        yield ", ".join(f"{side} {counted(count, 'set')}" for side, count in often.items())
    else:
        if turns[0]:
            yield ", then ".join(map(str, often)) if len(often) > 1 else f"{turns[0]} side only"
        if often[turns[0]] > 1:
            yield counted(often[turns[0]], "set")
    between = (item for section in sections if not section.stretch for item in section.items)
    rests = [item.seconds for item in between if isinstance(item, Span)]
    if rests:
        yield f"rest {_length(rests[0])} between sets"
    done = sum(section.stretch is not None for section in sections) // len(turns)
    if done > 1:
        yield f"{done} times in all"


def _amount(phase: Timed | Repeated) -> str:
    """How much a part of a stretch is."""
    if isinstance(phase, Repeated):
        return f"{counted(phase.reps, 'time')}, {_length(phase.tempo)} each"
    return f"hold {_length(phase.seconds)}" if phase.measure == "hold" else _length(phase.seconds)


def _length(seconds: Fraction) -> str:
    """A length of time in figures, to a tenth of a second.

    >>> from fractions import Fraction
    >>> _length(Fraction(45)), _length(Fraction(90)), _length(Fraction(5, 2))
    ('45 s', '1 min 30 s', '2.5 s')
    """
    minutes, rest = divmod(round(seconds, 1), 60)
    parts = (f"{minutes} min" if minutes else "", f"{float(rest):g} s" if rest else "")
    return " ".join(filter(None, parts))
