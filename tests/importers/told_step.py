"""Steps in a line of words, as tests compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.importers.programme import Kind

if TYPE_CHECKING:
    from fractions import Fraction

    from matcue.importers.programme import Step


def told(step: Step) -> str:
    """The name, the kind and the figures, with a question mark where it is doubtful."""
    parts = [
        step.kind.value,
        _counted(step.sets, "sets"),
        _counted(step.reps, "reps"),
        _counted(step.seconds, "s"),
        step.sides.value if step.sides else "",
        f"rest {_range(step.rest)}" if step.rest else "",
        f"tempo {'-'.join(map(str, step.tempo))}" if step.tempo else "",
    ]
    name = f"{step.name}: " if step.name else ""
    inner = f" [{'; '.join(map(told, step.steps))}]" if step.kind is Kind.ROUNDS else ""
    return f"{name}{', '.join(part for part in parts if part)}{inner}{' ?' if step.why else ''}"


def _counted(counts: tuple[int, int] | tuple[Fraction, Fraction] | None, unit: str) -> str:
    return f"{_range(counts)} {unit}" if counts else ""


def _range(counts: tuple[int, int] | tuple[Fraction, Fraction]) -> str:
    low, high = counts
    return str(low) if low == high else f"{low}-{high}"
