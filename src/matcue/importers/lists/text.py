"""Lists of exercises in plain text and Markdown: sheets, mails, plans, whole pages.

Each line is told by itself what it is (`roles`); what stands below a name belongs to it
(`entries`); and what has no dose is the title, the heading of a section, or nothing (`outline`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.importers.lines.language import language_of
from matcue.importers.lists import list_words as words
from matcue.importers.lists.entries import Entry, ForAll, exercise_without_name
from matcue.importers.lists.layout import Line, Mark, lines_of, plain
from matcue.importers.lists.list_words import Label
from matcue.importers.lists.outline import HEADING, PROSE, Outline, without_minutes
from matcue.importers.lists.prose import (
    cleaned,
    copied,
    dose_in,
    first_word,
    is_amount,
    is_often_only,
    is_sentence,
    sentences,
    tells_dose,
)
from matcue.importers.lists.roles import Part, Role, role_of
from matcue.importers.personal import is_farewell, may_name_a_person, names_in, without_personal
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Programme, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcue.importers.document import Document

MOST_BELOW: Final = 100
"""Lines of the longest telling of how an exercise is done."""

ABOUT_THE_PAGE: Final = "it is about the page, and no exercise"
PRICE: Final = "a price, and no exercise"
ADVICE: Final = "advice, which a session does not tell"
EQUIPMENT: Final = "a session tells no weights and no equipment"

_MARKDOWN: Final = ("# ", "## ", "### ", "**", "- **", "* **", "- [ ]")
_TRIMMED: Final = " :–—-…"


def recognises(document: Document) -> bool:
    """Tell whether a document is text, and no JSON."""
    return document.text is not None and document.data is None


def read(document: Document) -> tuple[Programme, ...]:
    """Read the programmes of a text: one, or one for each of its days.

    Raises:
        UnreadableDocument: it has more lines than a list has.
    """
    lines = lines_of(document)
    return _Reading(lines, _format_of(lines), language_of(document.text or "")).programmes()


def _format_of(lines: Sequence[Line]) -> str:
    marked = any(line.source.startswith(_MARKDOWN) for line in lines)
    return "markdown" if marked else "text"


@dataclass(slots=True)
class _Day:
    """What is read of one day, or of all where there is one only."""

    title: str = ""
    part: Part | None = None
    """What began it."""
    entries: list[Entry] = field(default_factory=list)


class _Reading:
    """The reading of one text, line by line."""

    def __init__(self, lines: Sequence[Line], kind: str, language: str) -> None:
        self._format = kind
        self._language = language
        self._names = names_in("\n".join(line.source for line in lines))
        self._left_out: list[LeftOut] = []
        self._for_all = ForAll()
        self._title = ""
        self._days = [_Day()]
        self._block = 0
        self._personal: set[int] = set()
        self._after_blank = True
        self._before_blank = True
        self._in_advice = False
        self._in_signature = False
        self._label = ""
        self._nameless: list[Part] = []
        for line, after in zip(lines, [*lines[1:], None], strict=False):
            self._before_blank = after is None or after.blank
            self._take(line)

    def programmes(self) -> tuple[Programme, ...]:
        """Return what was read: one programme for each day that has an exercise."""
        read = [(day, *self._steps_of(day)) for day in self._days]
        found = [(title, steps) for _, title, steps in read if _has_exercise(steps)]
        for day, _, steps in read:
            if day.part and not _has_exercise(steps):
                self._leave(day.part.line, day.part.source, HEADING)
        if len(found) < 2:
            title, steps = found[0] if found else ("", self._without_names(read[0][2]))
            return (self._programme(title or self._title, steps, self._all_left_out()),)
        first, *others = found
        return (
            self._programme(*first, self._all_left_out()),
            *(self._programme(title, steps, ()) for title, steps in others),
        )

    def _steps_of(self, day: _Day) -> tuple[str, tuple[Step, ...]]:
        outline = Outline(
            day.entries,
            self._for_all,
            titled=bool(day.title),
            listed=not self._for_all.texts
            and not any(entry.dosed for one in self._days for entry in one.entries),
            personal=self._personal,
        )
        steps = outline.steps()
        self._left_out += outline.left_out
        return day.title or outline.title, steps

    def _without_names(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return what a text without any exercise says: rests, notes, a dose without a name."""
        if not self._nameless:
            return tuple(step for step in steps if step.kind is not Kind.SECTION)
        first, *others = self._nameless
        entry = Entry(first.line, "", first.source, first.text, first.steps)
        if not first.steps:
            entry.fill_in(first.text)
        for part in others:
            entry.say(part.text, part.line.number, part.source)
        told = {part.line.number for part in self._nameless}
        self._left_out = [one for one in self._left_out if one.line not in told]
        return tuple(self._for_all.of(step) for step in entry.exercises())

    def _programme(
        self, title: str, steps: tuple[Step, ...], left_out: tuple[LeftOut, ...]
    ) -> Programme:
        return Programme(
            format=self._format,
            title=title,
            steps=steps,
            language=self._language,
            often=self._for_all.often or _same_often(steps),
            left_out=left_out,
        )

    def _all_left_out(self) -> tuple[LeftOut, ...]:
        return tuple(sorted(dict.fromkeys(self._left_out), key=lambda one: one.line))

    # One line after the other.

    def _take(self, line: Line) -> None:
        if line.blank:
            self._block += not self._after_blank
            self._after_blank = True
            return
        part = self._part(line)
        if part is None:
            self._personal.add(self._block)
            self._leave(line, None, PERSONAL)
        elif self._in_advice and not _ends_advice(part):
            self._leave_prose(part, ADVICE)
        else:
            self._in_advice = False
            self._taking(part.role)(part)
        self._after_blank = False

    def _part(self, line: Line) -> Part | None:
        """Tell what a line is; None where nothing of it may be told."""
        if is_farewell(line.text):
            self._in_signature = True
            return None
        source = without_personal(line.source, self._names)
        text = without_personal(line.text, self._names) if source != line.source else line.text
        if source is None or text is None:
            return None
        if text != line.text:
            self._personal.add(self._block)
            text = text.strip("… ")
        if self._label:
            text, self._label = f"{self._label}: {text}", ""
        part = role_of(line, text, source)
        self._in_signature = self._in_signature and part.role is not Role.EXERCISE
        return None if self._in_signature else part

    def _taking(self, role: Role) -> Callable[[Part], None]:
        """Return what takes a line of a role."""
        return {
            Role.TALK: lambda part: self._leave_prose(part, PROSE),
            Role.NOTHING: self._leave_nothing,
            Role.DAY: self._begin_day,
            Role.TITLE: self._take_title,
            Role.FIELD: self._take_field,
            Role.FOR_ALL: lambda part: self._for_all.say(part.text),
            Role.SIDES_IN_TURN: self._take_sides_in_turn,
            Role.ADVICE: self._take_advice,
            Role.EXERCISE: self._take_exercise,
            Role.ROUNDS: self._take_rounds,
            Role.REST: self._take_rest,
            Role.DOSE: self._take_prose,
            Role.PROSE: self._take_prose,
            Role.NAME: self._take_name,
        }[role]

    def _begin_day(self, part: Part) -> None:
        match = words.DAY.match(part.text)
        more = (match["more"] if match else "") or ""
        inner = role_of(part.line, more, part.source) if more and not part.is_heading else None
        with_exercise = inner is not None and inner.role is Role.EXERCISE
        title = part.text[: -len(more)] if with_exercise else part.text
        if len(self._days) == 1 and not self._days[0].title and not self._days[0].entries:
            self._days.clear()
        self._days.append(_Day(_day_title(without_minutes(title)), part))
        if inner and with_exercise:
            self._take_exercise(inner)

    def _take_title(self, part: Part) -> None:
        self._title = self._title or plain(part.text)

    def _take_sides_in_turn(self, _: Part) -> None:
        self._for_all.sides_in_turn = True

    def _take_field(self, part: Part) -> None:
        entry = self._open
        if not part.text and part.label in {Label.DOSE, Label.OFTEN}:
            self._label = part.line.text.strip(" :=：")
        elif part.label is Label.IGNORED:
            self._leave(part.line, part.source, EQUIPMENT)
        elif entry is None and part.label is Label.OFTEN:
            self._for_all.often = self._for_all.often or part.text
        elif entry is None:
            self._leave_nameless(part)
        elif part.label is Label.DOSE:
            entry.fill_in(part.text)
        elif part.label is Label.OFTEN:
            entry.often = entry.often or part.text
        elif self._after_blank and entry.dosed and part.line.mark is Mark.NONE:
            self._leave_prose(part, ADVICE)
        else:
            self._say(entry, part)

    def _take_advice(self, part: Part) -> None:
        entry = self._open
        heading = part.is_heading or (part.text.endswith(":") and not is_sentence(part.text))
        if heading or (not is_sentence(part.text) and not self._belongs(part)):
            self._in_advice = True
        elif entry and not self._after_blank and self._belongs(part):
            self._say(entry, part)
            return
        self._leave_prose(part, ADVICE)

    def _take_exercise(self, part: Part) -> None:
        entry = self._open
        prose = is_sentence(part.text) or first_word(part.text) in words.TO_DO
        undosed = entry and not entry.dosed and not entry.rounds and len(entry.steps) < 2
        if entry and undosed and prose and self._belongs(part) and not _behind_name(part):
            self._say(entry, part)
            return
        how = is_sentence(part.text) and first_word(part.text) in words.TO_DO
        if how and not _behind_name(part):
            self._begin_unnamed(part)
            return
        entry = self._begin(part)
        for sentence in sentences(_behind_name(part)) if len(part.steps) == 1 else ():
            if is_sentence(sentence) and not tells_dose(sentence):
                self._say(entry, replace(part, text=sentence))

    def _take_rounds(self, part: Part) -> None:
        entry = self._open
        head = part.steps[0]
        below_name = entry is not None and not entry.dosed and not self._after_blank
        inner = part.text.endswith(":") or head.steps or not self._before_blank
        if entry and below_name and not inner and self._belongs(part) and not entry.is_section:
            entry.steps = (
                replace(head, kind=Kind.REPS, name=entry.name, sets=None, reps=head.sets),
            )
            entry.dosed = True
        else:
            self._begin(part).rounds = True

    def _take_rest(self, part: Part) -> None:
        entry = self._open
        between = words.BETWEEN.search(part.text)
        rounds = self._last_rounds() if between and between["rounds"] else None
        if rounds:
            rounds.rest = part.steps[0].seconds
        elif entry and self._is_below(entry, part):
            entry.say(part.text, part.line.number, part.source)
        elif between and between["exercises"]:
            self._for_all.between = part.steps[0].seconds
        elif between:
            self._for_all.rest = part.steps[0].seconds
        else:
            self._begin(part)

    def _take_prose(self, part: Part) -> None:
        entry = self._open
        apart = entry is None or self._after_blank or _is_below_items(entry, part)
        if apart and self._take_often(part):
            return
        dosed = part.role is Role.DOSE and is_amount(dose_in(part.text))
        numbered = part.line.mark is Mark.NUMBER
        near = entry is not None and (
            not self._after_blank
            or not entry.dosed
            or part.line.indent > entry.line.indent
            or (dosed and not numbered)
        )
        if entry and near and self._belongs(part):
            self._say(entry, part)
        elif dosed and ((near and entry) or (numbered and is_sentence(part.text))):
            self._begin_unnamed(part)
        else:
            self._leave_nameless(part)

    def _take_often(self, part: Part) -> bool:
        """Note how often all is meant; tell whether a line says nothing else."""
        told = [one for one in sentences(part.text) if is_often_only(one)]
        if told and self._for_all.often is None:
            self._for_all.often = dose_in(told[0]).often
        return bool(told) and len(told) == len(sentences(part.text))

    def _take_name(self, part: Part) -> None:
        entry = self._open
        if entry and self._tells_how(entry, part):
            self._say(entry, part)
        else:
            self._begin(part)

    # What is open, and what belongs to it.

    @property
    def _open(self) -> Entry | None:
        entries = self._days[-1].entries
        return entries[-1] if entries else None

    def _last_rounds(self) -> Entry | None:
        return next((entry for entry in reversed(self._days[-1].entries) if entry.rounds), None)

    def _begin(self, part: Part, name: str = "") -> Entry:
        steps = () if name else tuple(replace(step, source=part.source) for step in part.steps)
        entry = Entry(
            part.line,
            name or _name_of(part),
            part.source,
            part.text,
            steps,
            after_blank=self._after_blank,
            block=self._block,
        )
        self._days[-1].entries.append(entry)
        return entry

    def _begin_unnamed(self, part: Part) -> None:
        """Begin an exercise of which there is nothing but how it is done."""
        entry = self._begin(part, exercise_without_name(part.text, part.line.number))
        entry.unnamed = True
        self._say(entry, part)

    def _say(self, entry: Entry, part: Part) -> None:
        """Note what a line says about an exercise, without sentences that may name somebody."""
        said = cleaned(part.text)
        text, some = copied(said, self._language) if is_sentence(said) else (said, False)
        if some:
            self._leave(part.line, None, PERSONAL)
        if text and len(entry.below) < MOST_BELOW:
            entry.say(text, part.line.number, None if some else part.source)

    def _belongs(self, part: Part) -> bool:
        """Tell whether a line may be about the exercise that is open."""
        entry = self._open
        if entry is None:
            return False
        if part.line.indent > entry.line.indent or part.line.mark is Mark.NONE:
            return True
        if part.line.mark is Mark.BULLET:
            return entry.line.mark is not Mark.BULLET and not entry.is_section
        return (
            part.line.mark is Mark.NUMBER
            and entry.line.mark in {Mark.NONE, Mark.HEADING}
            and not _begins_list(entry, part)
        )

    def _is_below(self, entry: Entry, part: Part) -> bool:
        numbered = entry.line.mark is Mark.NUMBER and part.line.mark is Mark.NONE
        return part.line.indent > entry.line.indent or (numbered and not self._after_blank)

    def _tells_how(self, entry: Entry, part: Part) -> bool:
        """Tell whether a few words tell how an exercise is done, and name no other one."""
        if part.is_heading or entry.rounds or entry.is_section:
            return False
        plain_line = part.line.mark is Mark.NONE
        if plain_line and not self._after_blank and entry.line.mark is Mark.NUMBER:
            return True
        if entry.dosed:
            return part.line.indent > entry.line.indent and not plain_line
        how = first_word(part.text) in words.TO_DO or part.text[0].islower() or ", " in part.text
        return how and (not self._after_blank if plain_line else self._belongs(part))

    # What is left out.

    def _leave(self, line: Line, source: str | None, why: str) -> None:
        self._left_out.append(LeftOut(line.number, source, why))

    def _leave_nothing(self, part: Part) -> None:
        if words.PRICE.search(part.text):
            self._leave(part.line, part.source, PRICE)
        else:
            named = words.COPYRIGHT.search(part.text) or may_name_a_person(part.text)
            self._leave(part.line, None if named else part.source, ABOUT_THE_PAGE)

    def _leave_nameless(self, part: Part) -> None:
        """Leave out what belongs to no exercise, unless the text turns out to have none."""
        if part.role in {Role.DOSE, Role.FIELD} and is_amount(dose_in(part.text)):
            self._nameless.append(part)
        self._leave_prose(part, PROSE)

    def _leave_prose(self, part: Part, why: str) -> None:
        _, some = copied(part.text, self._language)
        self._leave(part.line, None if some else part.source, PERSONAL if some else why)


def _ends_advice(part: Part) -> bool:
    """Tell whether what follows is no advice any more."""
    begins = (
        part.role in {Role.DAY, Role.ROUNDS}
        or " ".join(part.text.lower().split()) in words.SECTIONS
    )
    return begins or (part.is_heading and part.role is not Role.ADVICE)


def _begins_list(entry: Entry, part: Part) -> bool:
    """Tell whether a numbered line is an exercise of its own below a heading."""
    unsaid = part.role is Role.DOSE and not entry.below
    return entry.is_section or unsaid or bool(words.TITLE.search(entry.name))


def _is_below_items(entry: Entry, part: Part) -> bool:
    """Tell whether a line stands below a list whose exercises take a line each."""
    item = entry.line.mark in {Mark.BULLET, Mark.NUMBER}
    return entry.dosed and entry.alone and item and part.line.mark is Mark.NONE


def _behind_name(part: Part) -> str:
    """Return what a line says behind the name that a sign parts from it; else nothing."""
    name = part.steps[0].name if part.steps else ""
    place = part.text.find(name) if name else -1
    rest = part.text[place + len(name) :].lstrip() if place >= 0 else ""
    headed = place == 0 and rest[:1] in {":", "-", "–", "—", "("}
    return rest.lstrip(_TRIMMED) if headed else ""


def _name_of(part: Part) -> str:
    """Return the name that a line tells, or all of it."""
    steps = part.steps if len(part.steps) == 1 and part.steps[0].kind is not Kind.NAME else ()
    told = plain(part.text).strip(_TRIMMED)
    glued = next((step.name for step in part.steps if step.name == told.lstrip("0123456789")), told)
    return next((step.name for step in steps if step.name), glued)


def _day_title(text: str) -> str:
    """Return the title of a day: `Monday` for `Day: Monday`."""
    head, _, rest = text.partition(":")
    named = head.strip().isalpha() and bool(words.DAY.match(rest.strip()))
    return (rest if named else text).strip(_TRIMMED)


def _has_exercise(steps: Sequence[Step]) -> bool:
    return any(step.kind not in {Kind.SECTION, Kind.NOTE, Kind.REST} for step in steps)


def _same_often(steps: Sequence[Step]) -> str | None:
    """Return how often all exercises are meant, where it is the same."""
    flat = [one for step in steps for one in (step.steps or (step,))]
    different = {step.often for step in flat if step.kind not in {Kind.SECTION, Kind.REST}}
    return different.pop() if len(different) == 1 else None
