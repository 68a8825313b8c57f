"""What the entries of a list are: its title, headings of sections, rounds, exercises."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import fold
from matcue.importers.lines.prescription import read_line
from matcue.importers.lists import list_words as words
from matcue.importers.lists.entries import without_question
from matcue.importers.lists.layout import Mark
from matcue.importers.personal import CUT, may_be_a_name
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Sides, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcue.importers.lists.entries import Entry, ForAll
    from matcue.importers.programme import Lengths

PROSE: Final = "it belongs to no exercise"
HEADING: Final = "a heading of nothing that was read"
NO_DOSE: Final = "nothing tells how long or how often, so that it was not taken for an exercise"
WITHIN_SECTION: Final = "a heading inside of a section"
LONGEST_NAME: Final = 120
"""Characters of the longest line that is a name without a dose."""
PLAIN_RANK: Final = 8
_ONE_SIDED: Final = {Sides.NONE, Sides.ALTERNATING, Sides.DIRECTIONS}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)")


_ADDRESSED: Final = re.compile(
    r"(?P<what>\S+(?: [^\W\d_A-ZÀ-Þ]\S*)*) (?:for|für|pour|para|per|voor) "
    r"(?P<whom>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+)?)"
)
"""A title written as a sentence is, that ends with whom the list is for."""


@dataclass(slots=True)
class Outline:
    """The entries of a list, or of one of its days, in their order."""

    entries: list[Entry]
    for_all: ForAll
    titled: bool
    """Whether it has a title already, such as its day."""
    listed: bool
    """Whether nothing in the whole text has a dose, so that names alone make a list."""
    personal: set[int] = field(default_factory=set)
    """The blocks of lines that hold something personal."""
    left_out: list[LeftOut] = field(default_factory=list)
    title: str = ""
    _kept: list[bool] = field(default_factory=list)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps; `title` and `left_out` are told with them."""
        self._drop_nested_headings()
        self._kept = [self._is_exercise(place) for place in range(len(self.entries))]
        place = self._take_title()
        steps: list[Step] = []
        often: str | None = None
        while place < len(self.entries):
            entry = self.entries[place]
            after = place + 1
            if entry.rounds:
                after = self._end_of_rounds(place)
                steps.append(self._rounds(entry, self.entries[place + 1 : after]))
            elif self._kept[place]:
                steps += [self._filled(step, often) for step in entry.exercises()]
            elif self._heads_any(place):
                section, often = _section(entry)
                steps.append(section)
                self._leave_out_below(entry)
            else:
                self._leave_out(entry)
            place = after
        rested = _with_rests(steps, self.for_all.between)
        folded = tuple(without_question(step) for step in fold(rested))
        return _in_turn(folded) if self.for_all.sides_in_turn else folded

    def _filled(self, step: Step, often: str | None) -> Step:
        filled = self.for_all.of(step)
        return replace(filled, often=filled.often or often)

    def _leave_out_below(self, entry: Entry) -> None:
        for line, source in entry.sources:
            why = PROSE if source else PERSONAL
            self.left_out.append(LeftOut(line, source, why))

    def _leave_out(self, entry: Entry) -> None:
        self._leave_out_below(entry)
        unnamed = words.TITLE.search(entry.name) or words.TOPIC.search(entry.name)
        if CUT in (entry.source or "") or (may_be_a_name(entry.name) and not unnamed):
            self.left_out.append(LeftOut(entry.line.number, None, PERSONAL))
        else:
            why = HEADING if entry.is_heading else NO_DOSE
            self.left_out.append(LeftOut(entry.line.number, entry.source, why))

    # Which of them are exercises.

    def _drop_nested_headings(self) -> None:
        """Leave out what only stands above the items of an item."""
        kept = []
        for entry, after in zip(self.entries, [*self.entries[1:], None], strict=False):
            item = entry.line.mark in {Mark.NUMBER, Mark.BULLET}
            nested = after is not None and after.line.indent > entry.line.indent
            if nested and item and not entry.dosed and not entry.rounds:
                self.left_out.append(LeftOut(entry.line.number, entry.source, WITHIN_SECTION))
            else:
                kept.append(entry)
        self.entries = kept

    def _is_exercise(self, place: int) -> bool:
        entry = self.entries[place]
        if entry.rounds or entry.dosed:
            return entry.rounds or not self._is_timed_heading(place)
        if entry.is_section or entry.told.endswith(":"):
            return False
        return self._is_undosed_exercise(place)

    def _is_undosed_exercise(self, place: int) -> bool:
        entry = self.entries[place]
        listed = self.listed or self._in_rounds(place)
        match entry.line.mark:
            case Mark.NUMBER:
                return True
            case Mark.BULLET:
                dosed = any(other.dosed for other in self._items_around(place))
                return listed or dosed or bool(self.for_all.texts)
            case Mark.HEADING:
                alike = [other for other in self.entries if other.line.mark is Mark.HEADING]
                return bool(entry.below) and any(other.dosed for other in alike)
            case _:
                bare = not entry.line.strong and not words.TITLE.search(entry.name)
                bare = bare and entry.block not in self.personal
                bare = bare and not entry.told.endswith((".", "!", "?"))
                bare = bare and len(entry.told) <= LONGEST_NAME
                alone = place == 0 and any(one.after_blank for one in self.entries[1:2])
                told = bool(self.for_all.texts) and bool(entry.below)
                return self._in_rounds(place) or (bare and (told or (listed and not alone)))

    def _is_timed_heading(self, place: int) -> bool:
        """Tell whether a line with a time, such as `Warm-up: 15 min`, heads the next ones."""
        entry = self.entries[place]
        after = self.entries[place + 1 : place + 2]
        if not after or not entry.alone or after[0].is_heading:
            return False
        timed = all(
            step.kind in {Kind.HOLD, Kind.TIME} and not (step.sets or step.sides)
            for step in entry.steps
        )
        marked = entry.is_heading or entry.told.endswith(":")
        return timed and (marked or (entry.line.mark is Mark.NONE and entry.is_section))

    def _items_around(self, place: int) -> Iterator[Entry]:
        """Yield the items of the list that an item stands in."""
        for step in (-1, 1):
            other = place + step
            while 0 <= other < len(self.entries):
                if self.entries[other].line.mark is not Mark.BULLET:
                    break
                yield self.entries[other]
                other += step

    def _in_rounds(self, place: int) -> bool:
        """Tell whether an entry follows a line of rounds without a blank line between."""
        for other in range(place, 0, -1):
            if self.entries[other].after_blank:
                return False
            if self.entries[other - 1].rounds:
                return True
        return False

    # Headings.

    def _heads_any(self, place: int) -> bool:
        """Tell whether an exercise stands below a heading, before the next as high as it."""
        if self.entries[place].line.mark is Mark.BULLET:
            return False
        rank = _rank(self.entries[place])
        for other in range(place + 1, len(self.entries)):
            if self._kept[other]:
                return True
            if _rank(self.entries[other]) <= rank:
                return False
        return False

    def _take_title(self) -> int:
        """Take the title from above the first exercise, and return where the rest begins."""
        first = self._kept.index(True) if True in self._kept else len(self.entries)
        heads = [
            place for place in range(first) if self.entries[place].line.mark is not Mark.BULLET
        ]
        if not heads or self.titled:
            return 0
        likely = [place for place in heads if words.TITLE.search(self.entries[place].name)]
        best = (likely or heads)[0]
        entry = self.entries[best]
        if len(heads) == 1 and (entry.is_section or self._has_equals(best, first)):
            return 0
        if likely or not self._may_be_personal(entry):
            title = _IN_BRACKETS.sub("", entry.name) if entry.dosed else entry.name
            self.title = _without_addressee(title)
        self.for_all.often = self.for_all.often or entry.often
        for head in self.entries[: best + 1]:
            self._leave_out_below(head)
        told = {best} if self.title else set[int]()
        self.left_out += [
            LeftOut(self.entries[place].line.number, None, PERSONAL)
            for place in range(best + 1)
            if place not in told
        ]
        return best + 1

    def _has_equals(self, place: int, first: int) -> bool:
        """Tell whether other headings, as high as this one, have exercises below them."""
        rank = _rank(self.entries[place])
        return any(
            _rank(self.entries[other]) == rank and not self._kept[other] and self._heads_any(other)
            for other in range(first, len(self.entries))
        )

    def _may_be_personal(self, entry: Entry) -> bool:
        name = may_be_a_name(entry.name) and not words.TOPIC.search(entry.name)
        return not entry.is_heading and (name or entry.block in self.personal)

    # Rounds.

    def _end_of_rounds(self, place: int) -> int:
        """Return where the exercises of rounds end."""
        head = self.entries[place]
        if head.steps[0].steps:
            return place + 1
        end = place + 1
        while end < len(self.entries) and not self._ends_rounds(head, end, first=end == place + 1):
            end += 1
        return end

    def _ends_rounds(self, head: Entry, place: int, *, first: bool) -> bool:
        entry = self.entries[place]
        special = any(step.kind in {Kind.AMRAP, Kind.EMOM} for step in entry.steps)
        if not self._kept[place] or entry.rounds or special:
            return True
        if first or head.is_heading:
            return False
        before = self.entries[place - 1].line
        if entry.line.indent <= head.line.indent < before.indent:
            return True
        alike = entry.line.mark is before.mark and entry.line.mark is not Mark.NONE
        return entry.after_blank and not alike

    def _rounds(self, head: Entry, inner: Sequence[Entry]) -> Step:
        """Return the rounds of some exercises, which take their dose where they have none."""
        told = head.steps[0]
        rest = head.rest_between()
        if told.steps:
            return replace(told, rest=rest)
        steps = [
            self.for_all.of(_with_dose_of(told, step))
            for entry in inner
            for step in entry.exercises()
        ]
        if len(steps) > 1 and steps[-1].kind is Kind.REST and rest is None:
            rest = steps.pop().seconds
        return replace(told, rest=rest, steps=tuple(steps))


def without_minutes(heading: str) -> str:
    """Return a heading without figures in brackets, such as how long all of it takes."""
    return _IN_BRACKETS.sub("", heading)


def _rank(entry: Entry) -> int:
    """Return how high a heading stands: of Markdown, in bold, plain, with a colon, an item."""
    if entry.line.mark is Mark.HEADING:
        return len(entry.line.source) - len(entry.line.source.lstrip("#"))
    if entry.line.strong:
        return PLAIN_RANK - 1
    if entry.line.mark in {Mark.NUMBER, Mark.BULLET} and not entry.is_section:
        return PLAIN_RANK + 2
    return PLAIN_RANK + entry.told.endswith(":")


def _section(entry: Entry) -> tuple[Step, str | None]:
    """Return a heading as a step, and how often what is below it is meant."""
    bare = without_minutes(entry.told).strip(" :")
    with_figures = any(sign.isdigit() for sign in bare)
    steps = read_line(bare, entry.line.number) if with_figures else ()
    named = [
        step.name for step in steps if step.name and (step.kind is not Kind.NAME or step.often)
    ]
    said = (*entry.steps, *steps) if with_figures else ()
    often = next((step.often for step in said if step.often), entry.often)
    section = Step(
        line=entry.line.number,
        kind=Kind.SECTION,
        source=entry.source,
        name=named[0] if named else bare,
    )
    return section, often


def _with_dose_of(rounds: Step, step: Step) -> Step:
    if step.kind is not Kind.NAME or not (rounds.reps or rounds.seconds):
        return step
    return replace(
        step,
        kind=Kind.REPS if rounds.reps else Kind.TIME,
        reps=rounds.reps,
        seconds=rounds.seconds,
        sides=step.sides or rounds.sides,
        why="",
    )


def _with_rests(steps: Sequence[Step], between: Lengths | None) -> tuple[Step, ...]:
    """Put the rest that is meant between exercises there."""
    rested: list[Step] = []
    for step in steps:
        apart = {Kind.SECTION, Kind.REST}
        if between and rested and rested[-1].kind not in apart and step.kind not in apart:
            rested.append(Step(line=step.line, kind=Kind.REST, seconds=between))
        rested.append(step)
    return tuple(rested)


def _in_turn(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Do all on the left, and then all on the right."""
    return tuple(_on(step, side) for side in (Sides.LEFT, Sides.RIGHT) for step in steps)


def _on(step: Step, side: Sides) -> Step:
    if step.steps:
        return replace(step, steps=tuple(_on(one, side) for one in step.steps))
    if step.kind in {Kind.SECTION, Kind.REST} or step.sides in _ONE_SIDED:
        return step
    return without_question(replace(step, sides=side))


def _without_addressee(title: str) -> str:
    """Cut off whom a title names, where it may be a person.

    >>> _without_addressee("Exercises for Maria"), _without_addressee("Stretches for Back Pain")
    ('Exercises', 'Stretches for Back Pain')
    """
    found = _ADDRESSED.fullmatch(title)
    return found["what"] if found and not words.TOPIC.search(found["whom"]) else title
