"""The guide: what is worth knowing besides the exercises."""

from __future__ import annotations

from matcue.errors import UsageError
from matcue.guide import Guide, read_guide
from matcue.routine.library import shipped

__all__ = ["Guide", "guide", "topics"]


def topics() -> tuple[str, ...]:
    """The names of the pages."""
    return tuple(sorted(path.stem for path in shipped("docs/guide").glob("*.md")))


def guide(topic: str) -> Guide:
    """The page of a topic.

    Raises:
        UsageError: there is none.
    """
    if topic not in topics():
        raise UsageError(f"The guide has no “{topic}”; it has {', '.join(topics())}.")
    return read_guide((shipped("docs/guide") / f"{topic}.md").read_text(encoding="utf-8"))
