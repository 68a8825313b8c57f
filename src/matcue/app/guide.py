"""A page of the guide: as Markdown to be read, and as a script to be spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.app.names import topics
from matcue.errors import UsageError
from matcue.paths import bundled
from matcue.timeline import pacing
from matcue.timeline.model import Item, Pause, Script, Section
from matcue.timeline.pacing import Pace, talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.settings import Settings


@dataclass(frozen=True, slots=True)
class Guide:
    """A page: `summary` is its first paragraph, `markdown` the whole."""

    title: str
    summary: str
    markdown: str

    def script(self, settings: Settings) -> Script:
        """Write the page as it is spoken: a section for each heading."""
        parts: list[tuple[str, list[str]]] = []
        for heading, text in _spoken(self.markdown):
            if heading:
                parts.append((text, []))
            parts[-1][1].append(text)
        sections = tuple(_section(title, texts, Pace(settings.pace)) for title, texts in parts)
        return Script(self.title, self.summary, sections)


def read_guide(markdown: str) -> Guide:
    """Read the page in a text of Markdown, which begins with a heading and a paragraph."""
    (_, title), (_, summary), *_ = _spoken(markdown)
    return Guide(title, summary, markdown)


def _section(title: str, texts: list[str], pace: Pace) -> Section:
    wait = Pause(pace.paced(pacing.AFTER_NAME))
    items: list[Item] = [item for text in texts for item in (*talk(text, pace), wait)]
    return Section(title, tuple(items))


def _spoken(markdown: str) -> Iterator[tuple[bool, str]]:
    """Yield a page's texts in order, and whether each is a heading; a table's row is one text."""
    from markdown_it import MarkdownIt

    row: list[str] | None = None
    opened = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        match token.type:
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                # the head of a table is not spoken
                if opened == "td_open":
                    yield False, f"{row[0]}: {'. '.join(row[1:])}."
                row = None
            case "inline" if row is not None:
                row.append(_said(token.content))
            case "inline":
                yield opened == "heading_open", _said(token.content)
            case "heading_open" | "paragraph_open" | "th_open" | "td_open":
                opened = token.type


def _said(text: str) -> str:
    """Rewrite the sums of money in a text as they are spoken.

    >>> _said("$10–$25 per session")
    '10 to 25 dollars per session'
    """
    return re.sub(r"\$(\d+)–\$(\d+)", r"\1 to \2 dollars", " ".join(text.split()))


def guide_page(topic: str) -> Guide:
    """Read the page of a topic.

    Raises:
        UsageError: there is none.
    """
    if topic not in topics():
        raise UsageError(f"The guide has no “{topic}”; it has {', '.join(topics())}.")
    return read_guide((bundled("docs/guide") / f"{topic}.md").read_text(encoding="utf-8"))
