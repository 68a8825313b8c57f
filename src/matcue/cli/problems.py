"""Problems of files, as lines for people and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from matcue.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


def grave(problems: Sequence[Problem]) -> bool:
    """Whether a file cannot be used."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def print_problems(problems: Sequence[Problem]) -> None:
    """A line for each problem."""
    for problem in problems:
        click.echo(problem)


def as_data(problems: Sequence[Problem]) -> dict[str, object]:
    """All problems as plain data."""
    entries = [
        {
            **problem.place._asdict(),
            "severity": problem.severity,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return {"problems": entries}
