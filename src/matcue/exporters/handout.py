"""A session on a page to print: each stretch once, in figures, with what to take care of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil, prod
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matcue.exporters.captions import one_line
from matcue.numerals import counted, plural
from matcue.routine.enums import Posture, Preface, Works
from matcue.routine.plan import Breathing, Repeated
from matcue.timeline import interval_words, phrases
from matcue.timeline.model import Passage, Span, Speech
from matcue.timeline.script import BEFORE
from matcue.timeline.sentences import sentences
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from matcue.errors import Place
    from matcue.routine.exercise import Exercise
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Flow, Interval, Station, Stretch, Timed
    from matcue.timeline.model import Chapter, Section, Timeline


TEMPLATE: Final = "handout.html"
ROUNDS: Final = 3
"""How often several steps come in the same order where they are gathered on the sheet."""
MOST_BLOCKS: Final = 40
"""Steps, besides rests, among which such an order is looked for."""
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


def handout(timeline: Timeline, notice: str) -> str:
    """Render a self-contained HTML page, to be printed on A4 or Letter paper.

    The letters are as large as one page allows; what is longer than a page even in the smallest
    ones continues on the next.
    """
    title, about, before = (
        one_line(timeline.title),
        one_line(timeline.about),
        _before(timeline),
    )
    steps = tuple(_steps(timeline.chapters))
    safety = timeline.safety
    stop = one_line(safety.stop) if safety else ""
    doctors = [one_line(_run_on(told)) for told in safety.doctor] if safety else []
    stopping = (Row(len(STOPPING), 1.4, 13.5, 1.15), Row(len(stop), 1.12)) if stop else ()
    around = (
        Row(len(title), 2.5, leading=1.1),
        Row(len(about), 1.15),
        Row(len(before)),
        *stopping,
        *(Row(len(text), 0.86, 8, 1.2) for text in doctors),
        Row(len(notice), 0.86),
    )
    return (
        _templates()
        .get_template(TEMPLATE)
        .render(
            title=title,
            about=about,
            length=clock(timeline.frames),
            before=before,
            steps=[(step, isinstance(step, Entry)) for step in steps],
            size=letter_size(around, [step.rows for step in steps]),
            stopping=STOPPING,
            stop=stop,
            doctors=doctors,
            notice=notice,
        )
    )


def _run_on(told: Sequence[str]) -> str:
    """Join sentences that list something after the first one.

    >>> _run_on(("Ask first in any of these cases.", "A fever.", "A fall."))
    'Ask first in any of these cases: a fever; a fall.'
    """
    if len(told) == 1:
        return told[0]
    head, *things = (sentence.rstrip(".") for sentence in told)
    return f"{head}: {'; '.join(thing[:1].lower() + thing[1:] for thing in things)}."


def _templates() -> Environment:
    """Create the Jinja environment that fills the template; every text is escaped."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _before(timeline: Timeline) -> str:
    """Collect what one needs, how hard it is and how often it is meant, in the spoken words.

    The sentences about safety are left out.
    """
    texts = timeline.safety.said(Preface.FULL) if timeline.safety else ()
    safety = {line for text in texts for line in sentences(text)}
    told = [
        item.text
        for chapter in timeline.chapters
        if chapter.title == BEFORE and not chapter.section.place
        for item in chapter.section.items
        if isinstance(item, Speech) and item.text not in safety
    ]
    return one_line(" ".join(told))


def _steps(chapters: Iterable[Chapter]) -> Iterator[Entry | Note]:
    """Yield the steps as they were written, in the order in which each is first heard.

    An exercise that comes in several of them is explained in the first one only; where the same
    ones come again and again in the same order, each has one entry.
    """
    parts: dict[Place, list[Section]] = {}
    for chapter in chapters:
        for step in chapter.section.steps:
            if step.place:
                parts.setdefault(step.place, []).append(step)
    told: set[tuple[str, str]] = set()
    for sections in _gathered(parts.values()):
        if stretch := sections[0].stretch:
            yield _entry(stretch, sections, known=stretch.known in told)
            told.add(stretch.known)
        elif interval := sections[0].interval:
            yield _of_interval(interval, sections, told)
            told |= {station.known for station in interval.stations if station.known}
        elif practice := sections[0].practice:
            yield _practice(practice, len(sections))
        elif text := _between(sections[0]):
            yield Note(text)


def _gathered(steps: Iterable[list[Section]]) -> Iterator[list[Section]]:
    """Yield the sections of each step, together with those of the same step that comes again."""
    blocks: list[list[list[Section]]] = []
    for step in steps:
        if step[0].rest is None or not blocks:
            blocks.append([])
        blocks[-1].append(step)
    at = 0
    while at < len(blocks):
        size, rounds = _rounds([_kind(block[0][0]) for block in blocks[at : at + MOST_BLOCKS]])
        end = at + size * rounds
        for i, (_, *rests) in enumerate(blocks[at : at + size], at):
            yield [section for first, *_ in blocks[i:end:size] for section in first]
            yield from rests
        at = end


def _rounds(kinds: list[object]) -> tuple[int, int]:
    """Find how many steps, from the first on, make a round, and how many rounds there are.

    A step that comes again at once makes a round by itself; several have to come `ROUNDS` times.
    """
    for size in range(1, len(kinds) // 2 + 1):
        rounds = 1
        while kinds[size * rounds : size * (rounds + 1)] == kinds[:size]:
            rounds += 1
        if rounds >= (2 if size == 1 else ROUNDS):
            return size, rounds
    return 1, 1


def _kind(section: Section) -> object:
    """Return what steps have in common that differ in how long or how often at most."""
    if stretch := section.stretch:
        return stretch.exercise.name, stretch.rounds, stretch.rest, len(stretch.phases)
    return section.place


def _between(section: Section) -> str:
    """Write out spoken words, a rest or a pause; nothing for a wait: readers take their time."""
    rounds = {phrases.round_of(each) for each in section.within}
    told = (
        sentence.text
        for item in section.items
        for sentence in (item.sentences if isinstance(item, Passage) else (item,))
        if isinstance(sentence, Speech)
    )
    said = [text for text in told if text not in rounds]
    if said[:1] == [phrases.WAIT]:
        return ""
    timed = [item.seconds for item in section.items if isinstance(item, Span | Passage)]
    lasting = section.rest or next(reversed(timed), None)
    if lasting is None:
        return one_line(" ".join(said))
    own = [text for text in said if not text.startswith(phrases.AFTERWARDS)]
    first, *more = own if {*own} - phrases.RESTS else [section.title]
    return one_line(" ".join((f"{first.rstrip('.')}: {_length(lasting)}.", *more)))


def _entry(stretch: Stretch, sections: list[Section], *, known: bool) -> Entry:
    """Make the entry of a stretch from its sections and the rests between; short if `known`."""
    exercise = stretch.exercise
    how = () if known else (_how(exercise, sections[0].side),)
    own = (
        phrases.sided(text, sections[0].side)
        for phase in stretch.phases
        for text in (phase.say or "", *_remarks(phase))
    )
    care = () if known else filter(None, (exercise.caution, exercise.avoid))
    return Entry(
        one_line(exercise.name),
        tuple(_figures(stretch, sections)),
        _posture(exercise),
        one_line(" ".join((*how, *own))),
        one_line(" ".join(care)),
    )


def _posture(exercise: Exercise) -> str:
    """Describe how the body is; empty where it stays as it is."""
    if exercise.posture is Posture.ANY:
        return ""
    below = exercise.works is Works.BELOW
    return f"{exercise.posture}, the side that works below" if below else str(exercise.posture)


def _of_interval(interval: Interval, sections: list[Section], told: set[tuple[str, str]]) -> Entry:
    """Make the entry of an interval, with how its exercises are done that were not told yet."""
    named = {each.known: each.exercise for each in interval.stations}
    exercises = [each for known, each in named.items() if each and known not in told]
    how = (f"{one_line(each.name)}: {_how(each, None)}" for each in exercises)
    care = (
        f"{one_line(each.name)}: {' '.join(filter(None, (each.caution, each.avoid)))}"
        for each in exercises
        if each.caution or each.avoid
    )
    often = sum(section.set is None for section in sections)
    return Entry(
        one_line(interval_words.title(interval)),
        (_done_in(interval), *([f"{often} times in all"] if often > 1 else [])),
        "",
        one_line(" ".join(how)),
        one_line(" ".join(care)),
    )


def _done_in(interval: Interval) -> str:
    """Write out what is done in an interval, how often and how long, and what is between."""
    names = ", ".join(_station(station, interval) for station in interval.stations)
    if interval.every:
        times = counted(interval.rounds, "bell")
        return f"{times}, one every {_length(interval.work)}: {names}"
    words = one_line((interval.rest_words or "").rstrip("."))
    in_rests = f" ({words})" if words else ""
    lengths = []
    if len(interval.works) == 1:
        lengths.append(f"{_length(interval.works[0])} work")
    if len(interval.rests) == 1 and interval.rests[0]:
        lengths.append(f"{_length(interval.rests[0])} rest{in_rests}")
    elif words and interval.rests:
        lengths.append(f"in each rest: {words}")
    if interval.between and interval.rounds > 1:
        said = "" if interval.rests else in_rests
        lengths.append(f"{_length(interval.between)} between the rounds{said}")
    done = f"{counted(interval.rounds, 'round')} of: {names}"
    return f"{done}; {', '.join(lengths)}" if lengths else done


def _station(station: Station, interval: Interval) -> str:
    """Write out what is done in a work of an interval, how often, and what only goes for it."""
    own = [counted(station.reps, "time")] if station.reps else []
    if len(interval.works) > 1:
        own.append(_length(interval.work_of(station)))
    if len(interval.rests) > 1 and (rest := interval.rest_of(station)):
        own.append(f"then {_length(rest)} rest")
    name = one_line(station.name)
    return f"{name} ({', '.join(own)})" if own else name


def _practice(practice: Breathing | Flow, times: int) -> Entry:
    """Make the entry of breathing, or of a flow: its sentences once; done so many times."""
    often = (f"{times} times in all",) if times > 1 else ()
    if isinstance(practice, Breathing):
        pattern = "-".join(f"{float(seconds):g}" for seconds in practice.pattern)
        lasting = _length(practice.time) if practice.time else counted(practice.rounds, "round")
        how = f"{phrases.pattern(practice.pattern)}."
        return Entry(
            one_line(practice.name), (f"Breathe {pattern}, {lasting}", *often), "", how, ""
        )
    sides = any(movement.alternating for movement in practice.movements)
    in_turn = ("sides in turn",) if sides else ()
    texts = (phrases.sided(movement.text, None) for movement in practice.movements)
    how = " ".join(sentences("\n".join(texts)))
    posture = practice.start or Posture.ANY
    shown = "" if posture is Posture.ANY else str(posture)
    figures = (counted(practice.rounds, "round"), *in_turn, *often)
    return Entry(one_line(practice.name), figures, shown, one_line(how), "")


def _how(exercise: Exercise, side: Side | None) -> str:
    """Describe how an exercise is done: in the text for readers, else in the spoken words.

    A variant with spoken words of its own is not done as the exercise's text for readers says.
    """
    varied = any(v.words == exercise.words and not v.how for v in exercise.variants.values())
    spoken = phrases.sided(exercise.words.full, side)
    return spoken if varied else exercise.how or spoken


def _amounts(stretch: Stretch) -> str:
    """Write out how much is done in a set, or in each of several that differ."""
    figures = [(*stretch.phases, *stretch.later)] if stretch.later else zip(stretch.phases)
    return ", then ".join(map(_amount, figures))


def _figures(stretch: Stretch, sections: list[Section]) -> Iterator[str]:
    """Yield how long or how often, on which sides, how many sets, and the rests between them."""
    turns = [side for sides in stretch.rounds for side in sides]
    often = Counter(turns)
    doses = {each.place: each.stretch for each in sections if each.stretch}
    alike = len({(each.phases, each.later) for each in doses.values()}) == 1
    amounts = [_amounts(each) for each in doses.values()]
    yield ", then ".join(amounts[:1] if alike else amounts).capitalize()
    if len({*often.values()}) > 1:
        yield ", ".join(f"{side} {counted(count, 'set')}" for side, count in often.items())
    else:
        if turns[0]:
            yield ", then ".join(map(str, often)) if len(often) > 1 else f"{turns[0]} side only"
        if often[turns[0]] > 1:
            yield counted(often[turns[0]], "set")
    if any(section.rest for section in sections):
        yield f"rest {_length(stretch.rest)} between sets"
    yield from (f"{each.name} 1 to {each.of}" for each in sections[0].within)
    done = sum(section.stretch is not None for section in sections) // len(turns)
    if alike and done > prod(each.of for each in sections[0].within):
        yield f"{done} times in all"


def _amount(sets: Sequence[Timed | Repeated]) -> str:
    """Write out how long a phase lasts in each set, or its repetitions and how long each is."""
    phase = sets[-1]
    if isinstance(phase, Repeated):
        numbers = ", ".join(f"{each.amount}" for each in sets)
        in_turn = " each side, in turn" if phase.sides else ""
        each = f"hold {_length(phase.held)}" if phase.held else f"{_length(phase.tempo)} each"
        return f"{numbers} {plural('time', phase.reps)}{in_turn}, {each}"
    lengths = ", ".join(_lasting(each) for each in sets if not isinstance(each, Repeated))
    return f"hold {lengths}" if phase.measure == "hold" else lengths


def _lasting(phase: Timed) -> str:
    if phase.breaths:
        return counted(phase.breaths, "breath")
    return _length(phase.seconds)


def _remarks(phase: Timed | Repeated) -> Iterator[str]:
    """Write out the words inside a phase, each with its moment."""
    for remark in () if isinstance(phase, Repeated) else phase.during:
        length = _length(abs(remark.at))
        when = f"After {length}" if remark.at > 0 else f"{length} before the end"
        yield f"{when}: {remark.text}"


def _length(seconds: Fraction) -> str:
    """Format a length of time in figures, to a tenth of a second.

    >>> from fractions import Fraction
    >>> _length(Fraction(45)), _length(Fraction(90)), _length(Fraction(5, 2))
    ('45 s', '1 min 30 s', '2.5 s')
    """
    minutes, rest = divmod(round(seconds, 1), 60)
    parts = (f"{minutes} min" if minutes else "", f"{float(rest):g} s" if rest else "")
    return " ".join(filter(None, parts))


WIDTH: Final = 188 / 25.4 * 72
"""Points between the side margins of A4, the narrower paper."""
HEIGHT: Final = 261.4 / 25.4 * 72
"""Points between the other margins of Letter, the lower paper."""
SIZES: Final = tuple(half / 2 for half in range(28, 15, -1))
"""Points of letters that a page can be set in, the largest first."""
FLOWING: Final = 11.0
"""Points of letters where several pages are needed anyway."""

_LETTER: Final = 0.48
_COLUMN: Final = 19.0
_BETWEEN_COLUMNS: Final = 1.6
_INDENT: Final = 2.2
_AFTER_STEP: Final = 0.7
_AROUND: Final = 3.2
"""Space and rules around head and foot."""
_UNEVEN: Final = 0.2
"""The part of the highest step by which the higher column is higher than half of all."""


@dataclass(frozen=True, slots=True)
class Row:
    """So many letters, `scale` times as large as most are, and at least of `least` points.

    `leading` is how high a line of them is, in their own size.
    """

    letters: int
    scale: float = 1
    least: float = 0
    leading: float = 1.25

    def height(self, width: float, size: float) -> float:
        """Compute the row's height, in multiples of `size`: the page's letters, in points."""
        scale = max(self.scale, self.least / size)
        return ceil(self.letters * scale * _LETTER / width) * scale * self.leading


def letter_size(around: Sequence[Row], steps: Sequence[Sequence[Row]]) -> float:
    """Find the largest size, in points, in which all fits on one page of A4 and Letter.

    Args:
        around: what is above and below the steps, as wide as the page.
        steps: what is in columns, none of it broken.

    Returns:
        one of `SIZES`, or `FLOWING` where even the smallest needs several pages.
    """
    fitting = (size for size in SIZES if _height(around, steps, size) <= HEIGHT / size)
    return next(fitting, FLOWING)


def _height(around: Sequence[Row], steps: Sequence[Sequence[Row]], size: float) -> float:
    wide = WIDTH / size
    columns = 2 if wide >= 2 * _COLUMN + _BETWEEN_COLUMNS else 1
    column = (wide - (columns - 1) * _BETWEEN_COLUMNS) / columns - _INDENT
    heights = [_AFTER_STEP + sum(row.height(column, size) for row in rows) for rows in steps]
    uneven = _UNEVEN * max(heights, default=0) if columns > 1 else 0
    ends = _AROUND + sum(row.height(wide, size) for row in around)
    return ends + sum(heights) / columns + uneven
