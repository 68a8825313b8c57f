"""A workout that was shared out of Hevy as text: each exercise, and its sets, in any language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from matcue.importers.folding import fold
from matcue.importers.lines.dose import read_dose
from matcue.importers.lines.language import language_of
from matcue.importers.lines.prescription import step_of
from matcue.importers.personal import without_personal
from matcue.importers.programme import PERSONAL, Kind, LeftOut, Programme, Step

if TYPE_CHECKING:
    from matcue.importers.document import Document

_SET = re.compile(
    r"^(?P<word>[^\W\d_]{2,12}) (?P<count>\d{1,2})(?: ?[\[(][^\])]{1,20}[\])])?"
    r" ?: (?P<value>\S.*)$"
)
_LOAD = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s?(?:kgs?|lbs?|кг)\s?(?:[x×х]|$)\s?", re.IGNORECASE)
_FOOT = re.compile(r"@hevyapp|hevy(?:app)?\.com", re.IGNORECASE)
_QUOTED = re.compile(r"^[\"“”„«].*[\"“”»]$")


def recognises(document: Document) -> bool:
    """Tell whether a text numbers the sets of exercises, and is signed by the app."""
    text = document.text or ""
    return bool(_FOOT.search(text)) and any(_SET.match(line) for line in _lines(text))


def read(document: Document) -> tuple[Programme, ...]:
    """Read the workout: its title and sets, without its date and its notes, which are private."""
    text = document.text or ""
    lines = _lines(text)
    sets = {place: found for place, line in enumerate(lines) if (found := _SET.match(line))}
    title, name = "", ""
    steps: list[Step] = []
    left_out: list[LeftOut] = []
    loads: list[int] = []
    for place, line in enumerate(lines):
        if found := sets.get(place):
            if _LOAD.search(found["value"]):
                loads.append(place + 1)
            steps.append(_set_of(name, found["value"], place + 1, line))
        elif line and _begins_exercise(lines, sets, place):
            name = without_personal(line) or ""
        elif line and not title and not steps and without_personal(line):
            title = without_personal(line) or ""
        elif line:
            left_out.append(LeftOut(place + 1, None, PERSONAL))
    if loads:
        left_out.append(
            LeftOut(loads[0], None, f"a session tells no weights ({len(loads)} of them)")
        )
    programme = Programme(
        format="hevy-share",
        title=title,
        steps=fold(tuple(steps)),
        language=language_of(text),
        left_out=tuple(left_out),
    )
    return (programme,)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def _begins_exercise(lines: list[str], sets: dict[int, re.Match[str]], place: int) -> bool:
    """Tell whether the next line that is no note is the first set of an exercise."""
    after = place + 1
    while after < len(lines) and _QUOTED.match(lines[after]):
        after += 1
    return after in sets and not _QUOTED.match(lines[place])


def _set_of(name: str, value: str, number: int, line: str) -> Step:
    bare = _LOAD.sub("", value).strip()
    dose = read_dose(f"{bare} reps" if bare.isdigit() else bare)
    step = step_of(name, replace(dose, often=None), line=number, source=without_personal(line))
    unclear = step.kind in {Kind.NAME, Kind.NOTE}
    return replace(step, why="How many repetitions, or how long?") if unclear else step
