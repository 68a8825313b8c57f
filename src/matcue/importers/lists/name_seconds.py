"""Lists of names and seconds, `name:30` or `name->30s`, as a timer for the terminal reads them.

Before them stand `title=`, `pause=` (between exercises), `repeats=` and `relax=` (between rounds).
Of two names with `|` between them one is chosen: here the first.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.folding import fold, repeated
from matcue.importers.lines.language import language_of
from matcue.importers.personal import without_personal
from matcue.importers.programme import Kind, LeftOut, Programme, Step

if TYPE_CHECKING:
    from matcue.importers.document import Document

_KEY = re.compile(r"^(?P<key>title|pause|repeats|relax|on_end)\s*=\s*(?P<value>.*)$")
_STEP = re.compile(
    r"^(?P<name>[^:#=>]*[^:#=>\s-])\s*(?::|->)\s*(?P<seconds>\d{1,5})\s*(?:s|sec|с)?$"
)
_LONGEST: Final = 500
_CHOICE = "One of two was to be chosen: is the first one meant?"


def recognises(document: Document) -> bool:
    """Tell whether all lines are names with seconds, and some key or arrow says that they are."""
    lines = [line.strip()[:_LONGEST] for line in (document.text or "").split("\n")]
    told = [line for line in lines if line and not line.startswith("#")]
    known = [bool(_KEY.match(line) or _STEP.match(line)) for line in told]
    steps = sum(bool(_STEP.match(line)) for line in told)
    return steps > 0 and all(known) and any(_KEY.match(line) or "->" in line for line in told)


def read(document: Document) -> tuple[Programme, ...]:
    """Read the programme: each name for its seconds, and the pauses between."""
    text = document.text or ""
    keys: dict[str, str] = {}
    steps: list[Step] = []
    left_out: list[LeftOut] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()[:_LONGEST]
        if key := _KEY.match(line):
            keys[key["key"]] = key["value"]
            if key["key"] == "on_end" and _seconds(key["value"]):
                left_out.append(LeftOut(number, line, "the timer's own end"))
        elif found := _STEP.match(line):
            pause = _seconds(keys.get("pause", ""))
            if steps and pause:
                steps.append(Step(line=number, kind=Kind.REST, seconds=(pause, pause)))
            steps.append(_step_of(found, number, line))
    rounds = int(keys["repeats"]) if keys.get("repeats", "").isdigit() else 1
    relax = _seconds(keys.get("relax", "")) or _seconds(keys.get("pause", ""))
    folded = fold(tuple(steps))
    return (
        Programme(
            format="name-seconds",
            title=without_personal(keys.get("title", "")) or "",
            steps=repeated(folded, min(max(rounds, 1), 100), (relax, relax) if relax else None),
            language=language_of(text),
            left_out=tuple(left_out),
            timer=True,
        ),
    )


def _step_of(found: re.Match[str], number: int, line: str) -> Step:
    names = [name.strip() for name in found["name"].split("|")]
    seconds = Fraction(int(found["seconds"]))
    return Step(
        line=number,
        kind=Kind.TIME,
        source=without_personal(line),
        name=without_personal(names[0]) or "",
        seconds=(seconds, seconds),
        why=_CHOICE if len(names) > 1 else "",
    )


def _seconds(value: str) -> Fraction:
    digits = value.strip().rstrip("sс ")
    return Fraction(int(digits)) if digits.isdigit() and len(digits) < 6 else Fraction()
