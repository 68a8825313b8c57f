"""The guide: what is worth knowing besides the exercises."""

from __future__ import annotations

from matcue.errors import UsageError
from matcue.guide import Guide, read_guide
from matcue.paths import bundled

__all__ = ["Guide", "guide", "topics"]


def topics() -> tuple[str, ...]:
    """The names of the pages."""
    return tuple(sorted(path.stem for path in bundled("docs/guide").glob("*.md")))


def guide(topic: str) -> Guide:
    """The page of a topic.

    Raises:
        UsageError: there is none.
    """
    if topic not in topics():
        raise UsageError(f"The guide has no “{topic}”; it has {', '.join(topics())}.")
    return read_guide((bundled("docs/guide") / f"{topic}.md").read_text(encoding="utf-8"))
