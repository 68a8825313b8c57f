"""Lists of exercises in plain text and Markdown: sheets, mails, plans, whole pages.

Each line is told by itself what it is (`roles`); what stands below a name belongs to it
(`entries`); and what has no dose is the title, the heading of a section, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from matcue.importers import list_words as words
from matcue.importers.dose import read_dose
from matcue.importers.entries import Entry, ForAll, cleaned, copied, exercise_without_name
from matcue.importers.folding import fold
from matcue.importers.language import language_of
from matcue.importers.layout import Line, Mark, lines_of, plain
from matcue.importers.list_words import Label
from matcue.importers.personal import is_farewell, may_name_a_person, names_in, without_personal
from matcue.importers.prescription import read_line
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Programme, Sides, Step
from matcue.importers.roles import Part, Role, first_word, is_sentence, role_of, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matcue.importers.document import Document

_IN_BRACKETS = re.compile(r"\s*\([^()]*\d[^()]*\)")

SIDES_NOT_SAID: Final = "Is it for each side"
ABOUT_THE_PAGE: Final = "it is about the page, and no exercise"
PRICE: Final = "a price, and no exercise"
ADVICE: Final = "advice, which a session does not tell"
PROSE: Final = "it belongs to no exercise"
NO_DOSE: Final = "nothing tells how long or how often, so that it was not taken for an exercise"
HEADING: Final = "a heading of nothing that was read"
EQUIPMENT: Final = "a session tells no weights and no equipment"


def recognises(document: Document) -> bool:
    """Tell whether a document is text, and no JSON."""
    return document.text is not None and document.data is None


def read(document: Document) -> tuple[Programme, ...]:
    """Read the programmes of a text: one, or one for each of its days."""
    text = document.text or ""
    return _Reading(text, _format_of(text)).programmes()


def _format_of(text: str) -> str:
    marks = sum(
        line.startswith(("# ", "## ", "### ", "**", "- **", "* **", "- ", "* "))
        for line in text.splitlines()
    )
    return "markdown" if marks > 1 else "text"


@dataclass(slots=True)
class _Day:
    """What is read of one day, or of all where there is one only."""

    title: str = ""
    part: Part | None = None
    """What began it."""
    entries: list[Entry] = field(default_factory=list)


class _Reading:
    """The reading of one text, line by line."""

    def __init__(self, text: str, kind: str) -> None:
        self._format = kind
        self._language = language_of(text)
        self._names = names_in(text)
        self._lines = lines_of(text)
        self._left_out: list[LeftOut] = []
        self._for_all = ForAll()
        self._title = ""
        self._days = [_Day()]
        self._blank = True
        self._advice = False
        self._signature = False
        self._label = ""
        self._last = True
        for line, after in zip(self._lines, [*self._lines[1:], None], strict=False):
            self._last = after is None or after.blank
            self._take(line)

    def programmes(self) -> tuple[Programme, ...]:
        """Return what was read."""
        days = [
            (day, _steps_of(day, self._for_all, self._left_out, self._listed()))
            for day in self._days
        ]
        read = [
            (title, steps)
            for day, (title, steps) in days
            for title in [day.title or title]
            if _is_any(steps)
        ]
        for day, (_, steps) in days:
            if day.part and not _is_any(steps):
                self._leave(day.part.line, day.part.source, HEADING)
        often = self._for_all.often
        programmes = []
        for place, (title, steps) in enumerate(read):
            same = _same_often(steps)
            programmes.append(
                Programme(
                    format=self._format,
                    title=title or (self._title if len(read) == 1 else ""),
                    steps=steps,
                    language=self._language,
                    often=often or same,
                    left_out=tuple(sorted(self._left_out, key=lambda one: one.line))
                    if place == 0
                    else (),
                )
            )
        if programmes and self._title and len(read) == 1 and not read[0][0]:
            programmes[0] = replace(programmes[0], title=self._title)
        return tuple(programmes) or (
            Programme(
                format=self._format,
                title=self._title,
                steps=(),
                language=self._language,
                left_out=tuple(sorted(self._left_out, key=lambda one: one.line)),
            ),
        )

    def _listed(self) -> bool:
        """Tell whether the text is a list of names without any dose."""
        return (
            not any(entry.dosed for day in self._days for entry in day.entries)
            and not self._for_all.texts
        )

    # One line after the other.

    def _take(self, line: Line) -> None:
        if line.blank:
            self._blank = True
            return
        part = self._part(line)
        if part is None:
            self._leave(line, None, PERSONAL)
        else:
            self._take_part(part)
        self._blank = False

    def _part(self, line: Line) -> Part | None:
        """Tell what a line is; None where nothing of it may be told."""
        if is_farewell(line.text):
            self._signature = True
            return None
        source = without_personal(line.source, self._names)
        if source is None:
            return None
        text = line.text if source == line.source else without_personal(line.text, self._names)
        if text is None:
            return None
        text = text.strip("… ") if text != line.text else text
        if self._label:
            text, self._label = f"{self._label}: {text}", ""
        part = role_of(line, text, source)
        if self._signature:
            if part.role is not Role.EXERCISE:
                return None
            self._signature = False
        return part

    def _take_part(self, part: Part) -> None:
        if self._advice and not _ends_advice(part):
            self._leave(part.line, part.source, ADVICE)
            return
        self._advice = False
        match part.role:
            case Role.NOTHING:
                self._leave_nothing(part)
            case Role.DAY:
                self._begin_day(part)
            case Role.TITLE:
                self._title = self._title or plain(part.text)
            case Role.FIELD:
                self._take_field(part)
            case Role.FOR_ALL:
                self._for_all.say(part.text)
            case Role.SIDES_IN_TURN:
                self._for_all.sides_in_turn = True
            case Role.ADVICE:
                self._take_advice(part)
            case Role.EXERCISE:
                self._take_exercise(part)
            case Role.ROUNDS:
                self._take_rounds(part)
            case Role.REST:
                self._take_rest(part)
            case Role.DOSE | Role.PROSE:
                self._take_prose(part)
            case _:
                self._take_name(part)

    def _begin_day(self, part: Part) -> None:
        match = words.DAY.match(part.text)
        more = (match and match["more"]) or ""
        heading = part.line.strong or part.line.mark is Mark.HEADING
        dosed = bool(more) and not heading and role_of(part.line, more, more).role is Role.EXERCISE
        title = _IN_BRACKETS.sub("", part.text[: -len(more)] if dosed else part.text)
        if len(self._days) == 1 and not self._days[0].title and not self._days[0].entries:
            self._days.clear()
        self._days.append(_Day(_day_title(title), part))
        if dosed:
            self._take_part(role_of(part.line, more, part.source))

    def _take_field(self, part: Part) -> None:
        entry = self._open
        if not part.text and part.label in {Label.DOSE, Label.OFTEN}:
            self._label = part.line.text.strip(" :=：")
        elif entry is None:
            if part.label is Label.OFTEN:
                self._for_all.often = self._for_all.often or part.text
            else:
                self._leave(part.line, part.source, PROSE)
        elif part.label is Label.DOSE:
            entry.fields.append(part.text)
        elif part.label is Label.OFTEN:
            entry.often = entry.often or part.text
        elif (
            part.label is Label.TEXT and self._blank and entry.dosed and part.line.mark is Mark.NONE
        ):
            self._leave_prose(part, ADVICE)
        elif part.label is Label.TEXT:
            self._say(entry, part)
        else:
            self._leave(part.line, part.source, EQUIPMENT)

    def _take_advice(self, part: Part) -> None:
        entry = self._open
        heading = part.line.strong or part.line.mark is Mark.HEADING or part.text.endswith(":")
        if heading or not is_sentence(part.text) and not self._belongs(part):
            self._advice = True
        elif entry and not self._blank and self._belongs(part):
            self._say(entry, part)
            return
        self._leave(part.line, part.source, ADVICE)

    def _take_exercise(self, part: Part) -> None:
        entry = self._open
        if (
            entry
            and not entry.dosed
            and not entry.rounds
            and self._belongs(part)
            and (is_sentence(part.text) or first_word(part.text) in words.TO_DO)
            and not _is_headed(part)
        ):
            self._say(entry, part)
            return
        new = self._begin(part, part.steps)
        if len(part.steps) == 1 and _is_headed(part):
            new.text.append(_how(part.text, part.steps[0].name))

    def _take_rounds(self, part: Part) -> None:
        entry = self._open
        alone = not part.text.endswith(":") and not part.steps[0].steps and self._last
        if alone and entry and not entry.dosed and not self._blank and self._belongs(part):
            times = part.steps[0].sets
            entry.steps = (
                replace(part.steps[0], kind=Kind.REPS, name=entry.name, sets=None, reps=times),
            )
        else:
            self._begin(part, part.steps, rounds=True)

    def _take_rest(self, part: Part) -> None:
        between = words.BETWEEN.search(part.text)
        entry = self._open
        deeper = entry is not None and (
            part.line.indent > entry.line.indent or self._is_below(part)
        )
        if between and between["rounds"] and (rounds := self._last_rounds()):
            rounds.rest = part.steps[0].seconds
        elif entry and deeper:
            entry.below.append((part.text, part.source))
        elif between and not between["exercises"]:
            self._for_all.rest = part.steps[0].seconds
        else:
            self._begin(part, part.steps)

    def _take_prose(self, part: Part) -> None:
        entry = self._open
        dose = read_dose(part.text)
        if (entry is None or self._blank or _is_one_line(entry, part)) and self._note_often(part):
            return
        if entry and (
            not self._blank
            or not entry.dosed
            or part.line.indent > entry.line.indent
            or _goes_on(part)
        ):
            if self._belongs(part):
                self._say(entry, part)
            elif part.role is Role.DOSE and dose.kind is not None:
                self._begin_unnamed(part)
            else:
                self._leave(part.line, part.source, PROSE)
        elif part.role is Role.DOSE and part.line.mark is Mark.NUMBER:
            self._begin_unnamed(part)
        else:
            self._leave_prose(part, PROSE)

    def _note_often(self, part: Part) -> bool:
        """Note how often all is meant, where a sentence says nothing else; tell whether all do."""
        told = [one for one in sentences(part.text) if _is_often_only(one)]
        if told and self._for_all.often is None:
            self._for_all.often = _often(told[0])
        return bool(told) and len(told) == len(sentences(part.text))

    def _take_name(self, part: Part) -> None:
        entry = self._open
        if entry is not None and self._is_text_of(entry, part):
            self._say(entry, part)
        else:
            self._begin(part, part.steps)

    # What is open.

    @property
    def _open(self) -> Entry | None:
        entries = self._days[-1].entries
        return entries[-1] if entries else None

    def _last_rounds(self) -> Entry | None:
        return next((entry for entry in reversed(self._days[-1].entries) if entry.rounds), None)

    def _begin(
        self, part: Part, steps: tuple[Step, ...], name: str = "", *, rounds: bool = False
    ) -> Entry:
        told = tuple(replace(step, source=part.source, line=part.line.number) for step in steps)
        entry = Entry(
            part.line,
            name or _name_of(part, told),
            part.source,
            told,
            rounds=rounds,
            after_blank=self._blank,
        )
        self._days[-1].entries.append(entry)
        return entry

    def _begin_unnamed(self, part: Part) -> None:
        """Begin an exercise of which there is nothing but how it is done."""
        entry = self._begin(part, (), exercise_without_name(part.text, part.line.number))
        entry.unnamed = True
        self._say(entry, part)

    def _say(self, entry: Entry, part: Part) -> None:
        """Note what a line says about an exercise, without sentences that may name somebody."""
        said = cleaned(part.text)
        text, some = copied(said, self._language) if is_sentence(said) else (said, False)
        if some:
            self._leave(part.line, None, PERSONAL)
        if text:
            entry.below.append((text, part.source))

    def _leave(self, line: Line, source: str | None, why: str) -> None:
        self._left_out.append(LeftOut(line.number, source, why))

    def _leave_nothing(self, part: Part) -> None:
        if words.PRICE.search(part.text):
            self._leave(part.line, part.source, PRICE)
        else:
            named = "©" in part.text or may_name_a_person(part.text)
            self._leave(part.line, None if named else part.source, ABOUT_THE_PAGE)

    def _leave_prose(self, part: Part, why: str) -> None:
        text, some = copied(part.text, self._language)
        self._leave(part.line, None if some else part.source, PERSONAL if some else why)

    def _is_below(self, part: Part) -> bool:
        return (
            not self._blank
            and part.line.mark is Mark.NONE
            and self._open is not None
            and self._open.line.mark is Mark.NUMBER
        )

    def _belongs(self, part: Part) -> bool:
        """Tell whether a line may be about the exercise that is open."""
        entry = self._open
        if entry is None:
            return False
        if part.line.indent > entry.line.indent or part.line.mark is Mark.NONE:
            return True
        if entry.line.mark in {Mark.NONE, Mark.HEADING}:
            return part.line.mark is Mark.BULLET or (
                part.line.mark is Mark.NUMBER and not self._begins_list(part)
            )
        return entry.line.mark is Mark.NUMBER and part.line.mark is Mark.BULLET

    def _begins_list(self, part: Part) -> bool:
        """Tell whether a numbered line is an exercise of its own below a heading."""
        entry = self._open
        return entry is not None and (
            bool(words.TITLE.search(entry.name))
            or _is_heading_word(entry)
            or (part.role is Role.DOSE and not entry.below)
        )

    def _is_text_of(self, entry: Entry, part: Part) -> bool:
        """Tell whether a few words tell how an exercise is done, rather than to name another one."""
        line = part.line
        if line.mark is Mark.HEADING or line.strong or entry.rounds or _is_heading_word(entry):
            return False
        if line.mark is Mark.NONE and not self._blank and entry.line.mark is Mark.NUMBER:
            return True
        tells = first_word(part.text) in words.TO_DO or part.text[0].islower() or ", " in part.text
        if entry.dosed:
            return line.indent > entry.line.indent and line.mark is not Mark.NONE
        if line.mark is Mark.NONE:
            return tells and not self._blank
        return self._belongs(part) and tells


def _ends_advice(part: Part) -> bool:
    """Tell whether what follows is no advice any more."""
    return part.role in {Role.DAY, Role.ROUNDS} or (
        (part.line.mark is Mark.HEADING or part.line.strong) and part.role is not Role.ADVICE
    )


def _goes_on(part: Part) -> bool:
    """Tell whether a dose goes on with what an exercise said before a blank line."""
    return part.line.mark is not Mark.NUMBER and read_dose(part.text).kind is not None


def _is_headed(part: Part) -> bool:
    """Tell whether a line begins with a name that a colon or a dash parts from the rest."""
    name = part.steps[0].name if part.steps else ""
    rest = (
        part.text[part.text.find(name) + len(name) :].lstrip() if name and name in part.text else ""
    )
    return part.text.startswith(name[:5]) and rest[:1] in {":", "-", "–", "—", "("} and bool(name)


def _how(text: str, name: str) -> str:
    """Return what the line of an exercise tells about how it is done."""
    rest = text[text.find(name) + len(name) :].lstrip(" :–—-")
    return " ".join(
        one for one in sentences(rest) if read_dose(one) == read_dose("") and is_sentence(one)
    )


def _is_often_only(sentence: str) -> bool:
    dose = read_dose(sentence)
    said_so = first_word(sentence) in words.DOSE or len(sentence.split()) <= 5
    return (
        dose.kind is None and bool(dose.often) and (said_so or bool(words.FOR_ALL.search(sentence)))
    )


def _is_one_line(entry: Entry, part: Part) -> bool:
    """Tell whether a line stands below a list whose exercises take a line each."""
    return (
        entry.dosed
        and not entry.below
        and not entry.fields
        and entry.line.mark in {Mark.BULLET, Mark.NUMBER}
        and part.line.mark is Mark.NONE
    )


def _often(text: str) -> str:
    return read_dose(text).often or text


def _day_title(text: str) -> str:
    """Return the title of a day: “Monday” for “Day: Monday”."""
    head, colon, rest = text.partition(":")
    named = (
        colon
        and rest.strip()
        and not any(sign.isdigit() for sign in head)
        and len(head.split()) == 1
    )
    return (
        rest
        if named and not words.DAY.match(head + " 1") is None and words.DAY.match(rest.strip())
        else text
    ).strip(" :–—-…")


def _name_of(part: Part, steps: Sequence[Step]) -> str:
    told = steps[0].name if len(steps) == 1 and steps[0].kind is not Kind.NAME else ""
    return told or plain(part.text).strip(" :–—-…")


# From entries to steps.


def _steps_of(
    day: _Day, for_all: ForAll, left_out: list[LeftOut], listed: bool
) -> tuple[str, tuple[Step, ...]]:
    """Return the title of a day, where its entries tell one, and its steps."""
    entries = _without_nested_headings(day.entries, left_out)
    kept = [_is_kept(place, entries, for_all, listed=listed) for place in range(len(entries))]
    title, first = _title_of(entries, kept, day)
    left_out += [
        LeftOut(entry.line.number, None, PERSONAL)
        for entry in entries[:first]
        if entry.name != title
    ]
    steps: list[Step] = []
    place = first
    section_often: str | None = None
    while place < len(entries):
        entry = entries[place]
        if entry.rounds:
            end = _end_of_rounds(entries, kept, place)
            steps.append(_rounds(entry, entries[place + 1 : end], for_all))
            place = end
            continue
        if kept[place]:
            steps += [_often_of(for_all.of(step), section_often) for step in entry.exercises()]
        elif any(kept[place + 1 : _next_head(entries, kept, place)]) and _is_section(entry):
            section, section_often = _section(entry)
            steps.append(section)
        else:
            why = HEADING if entry.line.strong or entry.line.mark is Mark.HEADING else NO_DOSE
            left_out.append(LeftOut(entry.line.number, entry.source, why))
            left_out += [LeftOut(entry.line.number, source, PROSE) for _, source in entry.below[:1]]
        place += 1
    folded = _folded(steps)
    return title, _in_turn(folded) if for_all.sides_in_turn else folded


def _without_nested_headings(entries: list[Entry], left_out: list[LeftOut]) -> list[Entry]:
    kept = []
    for entry, after in zip(entries, [*entries[1:], None], strict=False):
        nested = after is not None and after.line.indent > entry.line.indent
        if (
            nested
            and entry.line.mark in {Mark.NUMBER, Mark.BULLET}
            and not entry.dosed
            and not entry.rounds
        ):
            left_out.append(
                LeftOut(entry.line.number, entry.source, "a heading inside of a section")
            )
        else:
            kept.append(entry)
    return kept


def _is_kept(place: int, entries: Sequence[Entry], for_all: ForAll, *, listed: bool) -> bool:
    """Tell whether an entry is an exercise."""
    entry = entries[place]
    if entry.rounds:
        return True
    heading = _is_heading_word(entry)
    if entry.dosed:
        return not _heads(entry, entries[place + 1 : place + 2])
    if heading or entry.line.text.endswith(":"):
        return False
    if entry.line.mark is Mark.NUMBER:
        return True
    if entry.line.mark is Mark.BULLET:
        return (
            bool(for_all.texts)
            or listed
            or any(
                other.dosed and other.line.mark is Mark.BULLET
                for other in _siblings(place, entries)
            )
        )
    within = _rounds_before(place, entries)
    if within is not None:
        return True
    if entry.line.mark is Mark.HEADING:
        return bool(entry.below) and any(
            other.dosed and other.line.mark is Mark.HEADING for other in entries
        )
    if entry.line.strong or words.TITLE.search(entry.name):
        return False
    return listed and place > 0


def _siblings(place: int, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries between the headings around one."""
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(entries) and entries[other].line.mark is Mark.BULLET:
            yield entries[other]
            other += step


def _heads(entry: Entry, after: Sequence[Entry]) -> bool:
    """Tell whether a line with a time, such as `Warm-up: 15 min`, is the heading of the next."""
    if (
        not after
        or entry.below
        or entry.fields
        or after[0].line.mark is Mark.HEADING
        or after[0].line.strong
    ):
        return False
    whole = all(
        step.kind in {Kind.HOLD, Kind.TIME} and not (step.sets or step.sides)
        for step in entry.steps
    )
    if entry.line.mark is Mark.HEADING or entry.line.strong or entry.line.text.endswith(":"):
        return whole
    return whole and entry.line.mark is Mark.NONE and _is_heading_word(entry)


def _is_heading_word(entry: Entry) -> bool:
    name = entry.name.lower().strip(" :–—-0123456789.()")
    return name in words.SECTIONS or name.split(" (")[0] in words.SECTIONS


def _rounds_before(place: int, entries: Sequence[Entry]) -> Entry | None:
    """Return the rounds that an entry without a blank line before it belongs to."""
    for other in range(place - 1, -1, -1):
        if entries[other + 1].after_blank:
            return None
        if entries[other].rounds:
            return entries[other]
    return None


def _next_head(entries: Sequence[Entry], kept: Sequence[bool], place: int) -> int:
    return next(
        (
            other
            for other in range(place + 1, len(entries))
            if not kept[other] and _rank(entries[other]) <= _rank(entries[place])
        ),
        len(entries),
    )


def _rank(entry: Entry) -> int:
    """Return how high a heading stands: 1 to 6 of Markdown, 7 in bold, 8 plain, 9 with a colon."""
    if entry.line.mark is Mark.HEADING:
        return len(entry.line.source) - len(entry.line.source.lstrip("#"))
    if entry.line.strong:
        return 7
    return 9 if entry.line.text.endswith(":") else 8


def _is_section(entry: Entry) -> bool:
    return entry.line.mark is not Mark.BULLET


def _title_of(entries: Sequence[Entry], kept: Sequence[bool], day: _Day) -> tuple[str, int]:
    """Return the title that stands above the first exercise, and where the rest begins."""
    first = next((place for place, keep in enumerate(kept) if keep), len(entries))
    heads = [place for place in range(first) if _is_section(entries[place])]
    if not heads or day.title:
        return "", 0
    best = next((place for place in heads if words.TITLE.search(entries[place].name)), heads[0])
    entry = entries[best]
    alone = not any(
        _rank(entries[other]) == _rank(entry)
        and not kept[other]
        and any(kept[other : _next_head(entries, kept, other)])
        for other in range(first, len(entries))
    )
    if len(heads) > 1 or (alone and not _is_heading_word(entry)):
        return entry.name, best + 1
    return "", 0


def _section(entry: Entry) -> tuple[Step, str | None]:
    """Return a heading as a step, and how often what is below it is meant."""
    bare = _IN_BRACKETS.sub("", entry.line.text).strip(" :")
    steps = read_line(bare, entry.line.number)
    figures = [step for step in steps if step.kind is not Kind.NAME or step.often]
    name = figures[0].name if figures and figures[0].name else bare
    often = next((step.often for step in (*entry.steps, *steps) if step.often), None)
    return Step(line=entry.line.number, kind=Kind.SECTION, source=entry.source, name=name), often


def _often_of(step: Step, often: str | None) -> Step:
    return replace(step, often=step.often or often)


def _end_of_rounds(entries: Sequence[Entry], kept: Sequence[bool], place: int) -> int:
    """Return where the exercises of rounds end."""
    head = entries[place]
    if head.steps and head.steps[0].steps:
        return place + 1
    end = place + 1
    wide = head.line.strong or head.line.mark is Mark.HEADING
    while end < len(entries):
        entry = entries[end]
        special = any(step.kind in {Kind.AMRAP, Kind.EMOM} for step in entry.steps)
        if not kept[end] or entry.rounds or special:
            break
        if not wide and end > place + 1:
            before = entries[end - 1]
            if entry.line.indent <= head.line.indent < before.line.indent:
                break
            if entry.after_blank and (
                entry.line.mark is not before.line.mark or entry.line.mark is Mark.NONE
            ):
                break
        end += 1
    return end


def _rounds(head: Entry, children: Sequence[Entry], for_all: ForAll) -> Step:
    """Return the rounds of some exercises, which take their dose where they have none."""
    told = head.steps[0]
    rest = told.rest or head.rest or head.dose.rest
    if told.steps:
        return replace(told, rest=rest)
    steps = [
        for_all.of(_with_dose_of(told, step)) for entry in children for step in entry.exercises()
    ]
    if steps and steps[-1].kind is Kind.REST and rest is None:
        rest = steps.pop().seconds
    return replace(told, kind=Kind.ROUNDS, name=told.name, rest=rest, steps=tuple(steps), reps=None)


def _with_dose_of(rounds: Step, step: Step) -> Step:
    if step.kind is not Kind.NAME or not (rounds.reps or rounds.seconds):
        return step
    kind = Kind.REPS if rounds.reps else Kind.TIME
    return replace(
        step,
        kind=kind,
        reps=rounds.reps,
        seconds=rounds.seconds,
        sides=step.sides or rounds.sides,
        why="",
    )


def _folded(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Put the left and the right of one exercise together, and sets that are told one by one."""
    return tuple(_without_question(step) for step in fold(tuple(steps)))


def _without_question(step: Step) -> Step:
    """Take back the question about sides where folding has answered it."""
    inner = tuple(_without_question(one) for one in step.steps)
    answered = step.sides is not None and step.why.startswith(SIDES_NOT_SAID)
    return replace(step, steps=inner, why="" if answered else step.why)


def _in_turn(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Do all on the left, and then all on the right."""
    return (*(_on(step, Sides.LEFT) for step in steps), *(_on(step, Sides.RIGHT) for step in steps))


def _on(step: Step, side: Sides) -> Step:
    if step.steps:
        return replace(step, steps=tuple(_on(one, side) for one in step.steps))
    if step.kind in {Kind.SECTION, Kind.REST} or step.sides in {
        Sides.NONE,
        Sides.ALTERNATING,
        Sides.DIRECTIONS,
    }:
        return step
    return _without_question(replace(step, sides=side))


def _is_any(steps: Iterable[Step]) -> bool:
    return any(step.kind not in {Kind.SECTION, Kind.NOTE, Kind.REST} for step in steps)


def _same_often(steps: Sequence[Step]) -> str | None:
    """Return how often all exercises are meant, where it is the same."""
    flat = [
        one
        for step in steps
        for one in (step.steps or (step,))
        if one.kind not in {Kind.SECTION, Kind.REST}
    ]
    different = {step.often for step in flat}
    return different.pop() if len(different) == 1 else None
