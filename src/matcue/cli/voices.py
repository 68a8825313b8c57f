"""The voices as a table and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from matcue.cli.tables import console
from matcue.errors import brief

if TYPE_CHECKING:
    from matcue.studio import Cast


def print_cast(cast: Cast, language: str | None) -> None:
    """One line for each voice, under its engine; one for each engine that is missing.

    Where none speaks the `language` that was asked for, that stands there instead of a table.
    """
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("write", "language", "sex", "natural", "who"):
        table.add_column(head, no_wrap=head == "write", style="bold" if head == "write" else "")
    for engine, members in cast.voices.items():
        for member in members:
            card = member.card
            natural = "natural" if card.natural else ""
            alone = f" [dim]({engine} alone is this one)[/]" if member.default and card.name else ""
            table.add_row(
                escape(member.name), card.language, card.sex, natural, escape(card.title) + alone
            )
    out = console()
    if language and not table.row_count:
        nobody = f"No voice here speaks {brief(language)}; `matcue voices add` fetches more."
        out.print(escape(nobody), highlight=False)
    else:
        out.print(table)
    for engine, reason in cast.missing.items():
        out.print(f"[yellow]no {engine}:[/] {escape(reason)}", highlight=False)


def as_data(cast: Cast) -> dict[str, object]:
    """The voices and the missing engines as plain data."""
    voices = [
        {
            "name": member.name,
            "engine": engine,
            "title": member.card.title,
            "language": member.card.language,
            "sex": member.card.sex,
            "natural": member.card.natural,
            "default": member.default,
        }
        for engine, members in cast.voices.items()
        for member in members
    ]
    missing = [{"engine": engine, "reason": reason} for engine, reason in cast.missing.items()]
    return {"voices": voices, "missing": missing}
