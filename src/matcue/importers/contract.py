"""Programmes as plain data, for other programs: the contract of `matcue import --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.importers.writing.guided import counted

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.importers.programme import Programme, Step
    from matcue.importers.writing.known_exercises import KnownExercises


def data_of(programmes: tuple[Programme, ...], known: KnownExercises) -> dict[str, object]:
    """Convert programmes to plain data: that of the only one, or of several, as `routines`."""
    if len(programmes) == 1:
        return _programme(programmes[0], known)
    routines = [_programme(programme, known) for programme in programmes]
    return {"format": programmes[0].format, "routines": routines}


def _programme(programme: Programme, known: KnownExercises) -> dict[str, object]:
    return {
        "format": programme.format,
        "title": programme.title,
        "language": programme.language,
        "often": programme.often,
        "steps": [_step(step, known) for step in programme.steps],
        "left_out": [
            {"line": left.line, "source": left.source, "why": left.why}
            for left in programme.left_out
        ],
    }


def _step(step: Step, known: KnownExercises) -> dict[str, object]:
    step = counted(step)
    meant = known.find(step.name)
    data: dict[str, object] = {
        "line": step.line,
        "source": step.source,
        "name": step.name,
        "exercise": meant.key if meant else None,
        "kind": step.kind.value,
        "sets": step.sets[0] if step.sets else None,
        "reps": step.reps[0] if step.reps else None,
        "seconds": _number(step.seconds),
        "sides": step.sides.value if step.sides else None,
        "rest": _number(step.rest),
        "often": step.often,
        "sure": step.sure,
        "why": step.why,
    }
    if step.steps:
        data["steps"] = [_step(each, known) for each in step.steps]
    return data


def _number(seconds: tuple[Fraction, Fraction] | None) -> float | int | None:
    if not seconds:
        return None
    low = seconds[0]
    return int(low) if low.denominator == 1 else float(low)
