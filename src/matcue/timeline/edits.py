"""A section changed while it is heard: what has begun stays, what is to come moves."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.timeline import countdown, phrases
from matcue.timeline.model import Passage, Priority, Span, Speech
from matcue.units import to_frames, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.timeline.model import Chapter, Item, Prompt, Section
    from matcue.units import Rate

ROOM: Final = Fraction(3)
"""Seconds that a hold goes on at least before its countdown when it is made shorter."""
TELLING: Final = Fraction(2)
"""Seconds in which other words are spoken; what is said sooner stays as it is."""


def resize(chapter: Chapter, position: int, by: Fraction, rate: Rate) -> tuple[Section, Fraction]:
    """Resize the hold or the rest at a frame of a chapter's section, or the next one in it.

    A pause counts as a rest, and so do words that have time of their own. Nothing changes where
    there is none, in a hold whose last seconds are being counted, and in intervals, breathing and
    flows, of which each second is counted from their start. Repetitions take the time that they
    take.

    Args:
        chapter: where the section lies.
        position: what begins before this frame stays as it is; words that say the length of what
            is resized change only from `TELLING` later on.
        by: seconds to add, negative for less; a shorter hold still leaves `ROOM` and its countdown.
        rate: of the frames, in hertz.

    Returns:
        The section, and by how many seconds it is longer.
    """
    section = chapter.section
    items = zip(chapter.starts, section.items, section.owners, strict=True)
    for i, (start, item, owner) in enumerate(items):
        if isinstance(item, Span | Passage) and _changes(item, owner):
            since = max(to_seconds(position - start, rate), Fraction(0))
            if since < item.seconds:
                if owner.practice:
                    break
                other = _resized(item, by, since)
                begun = bisect_left(chapter.starts, position + to_frames(TELLING, rate), hi=i)
                told = _told(section.items[begun:i], item.seconds, other.seconds)
                changed = (*section.items[:begun], *told, other, *section.items[i + 1 :])
                return replace(section, items=changed), other.seconds - item.seconds
    return section, Fraction(0)


def splice(chapter: Chapter, position: int, written: Section) -> Section:
    """Return a chapter's section with what begins from a frame on as in another writing of it.

    Holds stay, since no pace changes them. If the two differ in their number of items, all stays.
    """
    section = chapter.section
    if len(section.items) != len(written.items):
        return section
    begun = bisect_left(chapter.starts, position)
    ahead = (
        own if isinstance(own, Span) and own.hold else other
        for own, other in zip(section.items[begun:], written.items[begun:], strict=True)
    )
    return replace(section, items=(*section.items[:begun], *ahead))


def _told(items: Iterable[Item], before: Fraction, after: Fraction) -> Iterator[Item]:
    """Yield what is said before a span, with its new length in the place of the one it had."""
    lengths = dict(zip(phrases.amounts(before), phrases.amounts(after), strict=True))
    for item in items:
        if isinstance(item, Speech):
            yield replace(item, text=lengths.get(item.text, item.text))
        else:
            yield item


def _changes(item: Span | Passage, owner: Section) -> bool:
    """Tell whether it is a hold, a rest, a pause or words with time: no repetitions, nor fixed."""
    return isinstance(item, Passage) or (not item.fixed and (item.hold or not owner.works))


def _resized(item: Span | Passage, by: Fraction, since: Fraction) -> Span | Passage:
    """Change a length by some seconds, once `since` seconds of it have been heard."""
    if isinstance(item, Span):
        return _resized_span(item, by, since)
    return replace(item, seconds=max(item.seconds + by, min(since + ROOM, item.seconds)))


def _resized_span(span: Span, by: Fraction, since: Fraction) -> Span:
    counted = [p.at for p in span.prompts if p.priority is Priority.COUNTDOWN]
    tail = span.seconds - min(counted, default=span.seconds)
    seconds = max(span.seconds + by, min(since + ROOM + tail, span.seconds))
    if seconds == span.seconds:
        return span
    heard = tuple(prompt for prompt in span.prompts if prompt.at < since)
    moved = (_moved(prompt, span.seconds, seconds, since) for prompt in span.prompts)
    ahead = tuple(prompt for prompt in moved if since <= prompt.at < seconds)
    roomy = (prompt for prompt in ahead if not _crowded(prompt, ahead))
    return replace(span, seconds=seconds, prompts=(*heard, *roomy))


def _crowded(prompt: Prompt, prompts: Iterable[Prompt]) -> bool:
    """Tell whether a prompt is a reminder, and others have come too near to it."""
    others = (other for other in prompts if other is not prompt)
    return prompt.priority is Priority.REMINDER and countdown.crowded(prompt.at, others)


def _moved(prompt: Prompt, before: Fraction, after: Fraction, since: Fraction) -> Prompt:
    """Move a prompt to its place in a span of another length; the middle is said once."""
    match prompt.priority:
        case Priority.COUNTDOWN | Priority.BEEP | Priority.TIME_LEFT:
            return replace(prompt, at=max(prompt.at + after - before, Fraction(0)))
        case Priority.WORDS if prompt.from_end:
            return replace(prompt, at=max(prompt.at + after - before, Fraction(0)))
        case Priority.HALFWAY if prompt.at >= since:
            return replace(prompt, at=after / 2)
        case _:
            return prompt
