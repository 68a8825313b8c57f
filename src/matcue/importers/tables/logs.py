"""Logs of sets that were done, as programmes: each session is one, the newest first."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.folding import fold
from matcue.importers.lines.dose import Dose
from matcue.importers.lines.language import language_of
from matcue.importers.lines.prescription import step_of
from matcue.importers.personal import without_personal
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Programme, Step
from matcue.importers.tables.cells import MONTHS, counts_of, is_zero, length_of
from matcue.importers.tables.grouping import MOST_ROWS, WEIGHTS, distinct, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matcue.importers.programme import Lengths
    from matcue.importers.tables.grids import Line

MOST_SESSIONS: Final = 100
"""Sessions that are read, the newest."""
WARM_UPS: Final = "warm-up sets are left out"
SUPERSETS: Final = "supersets are done one exercise after the other"
_UNIT: Final = re.compile(r" \((?:kg|lbs?|sec|meters|km|miles|minutes)\)$|_(?:kgs?|lbs?|km|miles)$")
_PICTURED: Final = re.compile("[\ufe0f\u200d\u20e3]")
"""Signs that only change the picture before them."""
_DATES: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?P<time>.*)"),
    re.compile(r"(?P<day>\d{1,2})\.? (?P<named>[^\W\d]{3})[^\W\d]*\.? (?P<year>\d{4})(?P<time>.*)"),
    re.compile(r"(?P<named>[^\W\d]{3})[^\W\d]*\.? (?P<day>\d{1,2}),? (?P<year>\d{4})(?P<time>.*)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A set as it was logged; what was not is an empty text."""

    line: int
    session: str
    """What tells its session from others: the time of its start."""
    title: str
    exercise: str
    reps: str = ""
    seconds: str = ""
    distance: str = ""
    weight: str = ""
    warm_up: bool = False
    resting: bool = False
    """Whether it is the rest after a set, of `seconds`."""
    superset: str = ""


def keys_of(header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns of a log, without the units that some have.

    >>> keys_of(("Weight (kg)", "weight_lbs", "Set Order"))
    ('weight', 'weight', 'set order')
    """
    return tuple(_UNIT.sub("", cell.casefold().strip()) for cell in header)


def rows_of(lines: Sequence[Line]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line below the header, and its cells by their column."""
    keys = keys_of(lines[0].cells)
    for line in lines[1:]:
        if any(line.cells):
            yield line.number, dict(zip(keys, line.cells, strict=False))


def programmes_of(sets: Sequence[Logged], kind: str, name: str) -> tuple[Programme, ...]:
    """Make a programme of each session, titled by its name and never by its date.

    Args:
        sets: in the order of the document.
        kind: what it was read as.
        name: of the document, for messages.

    Raises:
        UnreadableDocument: no set of it has repetitions or a length.
    """
    sessions: defaultdict[tuple[str, str], list[Logged]] = defaultdict(list)
    for each in sets:
        sessions[each.session, each.title].append(each)
    newest = _newest_first(sessions)[:MOST_SESSIONS]
    if any(len(session) > MOST_ROWS for session in newest):
        raise UnreadableDocument(name, f"a session of it has more than {MOST_ROWS:,} sets")
    read = [
        (_title(session[0].title), steps)
        for session in newest
        if (steps := fold(tuple(_steps(session))))
    ]
    if not read:
        raise UnreadableDocument(name, "no set of it has repetitions or a length")
    titles = distinct(title for title, _ in read)
    language = language_of(" ".join(each.exercise for each in sets[:200]))
    left_out = tuple(_left_out(sets, len(sessions) - len(newest)))
    return tuple(
        Programme(
            format=kind,
            title=title,
            steps=steps,
            language=language,
            left_out=() if at else left_out,
        )
        for at, (title, (_, steps)) in enumerate(zip(titles, read, strict=True))
    )


def _newest_first(sessions: dict[tuple[str, str], list[Logged]]) -> list[list[Logged]]:
    """Sort sessions by their dates; where one cannot be read they stay as they are."""
    dated = [(date, session) for (start, _), session in sessions.items() if (date := _date(start))]
    if len(dated) < len(sessions):
        return list(sessions.values())
    return [session for _, session in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _date(text: str) -> tuple[int, int, int, str] | None:
    """Read a date so that it can be compared; None where its form is unknown."""
    found = next((match for form in _DATES if (match := form.fullmatch(text.strip()))), None)
    if not found:
        return None
    told = found.groupdict()
    month = told.get("month") or MONTHS.get(told["named"].casefold())
    return (int(told["year"]), int(month), int(told["day"]), told["time"]) if month else None


def _title(title: str) -> str:
    """Return the name of a session without pictures and dates."""
    signs = (sign for sign in title if unicodedata.category(sign) not in {"So", "Sk"})
    bare = " ".join(_PICTURED.sub("", "".join(signs)).split())
    return (without_personal(bare) or "").strip(" …,-") or "Session"


def _steps(session: Iterable[Logged]) -> Iterator[Step]:
    for exercise, sets in groupby(session, lambda each: each.exercise):
        if exercise and (step := _step(exercise, list(sets))):
            yield step


def _step(exercise: str, sets: list[Logged]) -> Step | None:
    """Join the sets of an exercise; None where they have no figures."""
    done = [(each, dose) for each in sets if (dose := _dose(each))]
    if not done:
        return None
    first, dose = done[0]
    alike = [(each, other) for each, other in done if other.kind is dose.kind]
    figures = ", ".join(each.reps if dose.reps else each.seconds for each, _ in alike)
    rest = next((_seconds(each) for each in sets if each.resting), None)
    joined = replace(
        dose,
        sets=(len(alike), len(alike)),
        reps=spread(each.reps for _, each in alike),
        seconds=spread(each.seconds for _, each in alike),
        rest=rest if len(alike) > 1 else None,
    )
    source = without_personal(f"{exercise}: {figures}")
    return step_of(exercise, joined, line=first.line, source=source)


def _dose(logged: Logged) -> Dose | None:
    """Return what was done in a set; None where it is none that is done again."""
    if logged.warm_up or logged.resting:
        return None
    if reps := counts_of(logged.reps):
        return Dose(kind=Kind.REPS, reps=reps)
    far = bool(logged.distance) and not is_zero(logged.distance)
    if seconds := _seconds(logged):
        return Dose(kind=Kind.TIME if far else Kind.HOLD, seconds=seconds, is_held=True)
    return Dose(kind=Kind.DISTANCE) if far else None


def _seconds(logged: Logged) -> Lengths | None:
    return length_of(logged.seconds, Fraction(1))


def _left_out(sets: Sequence[Logged], older: int) -> Iterator[LeftOut]:
    """Yield what is left out of a log, many of a kind once."""
    weighted = [each for each in sets if any(sign in "123456789" for sign in each.weight)]
    warm_ups = [each for each in sets if each.warm_up]
    supersets = [each for each in sets if each.superset]
    for left, why in ((weighted, WEIGHTS), (warm_ups, WARM_UPS)):
        if left:
            counted = f"{len(left)} set{'s' * (len(left) != 1)}"
            yield LeftOut(left[0].line, None, f"{why} ({counted})")
    if older:
        yield LeftOut(sets[0].line, None, f"older sessions are left out ({older} of them)")
    if supersets:
        yield LeftOut(supersets[0].line, None, SUPERSETS)
    if sets:
        yield LeftOut(sets[0].line, None, PERSONAL)
