"""A section changed while it is heard: what has begun stays, what is to come moves."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

from matcue.routine.plan import Breathing, Flow
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

    A pause counts as a rest, and so do words that have time of their own. Breathing, and a hold
    whose breaths are led, change by whole breaths, at least one. Nothing changes where there is
    none, in a hold whose last seconds are being counted, and in intervals and flows, of which each
    second is counted from their start. Repetitions take the time that they take.

    Args:
        chapter: where the section lies.
        position: what begins before this frame stays as it is; words that say the length of what
            is resized change only from `TELLING` later on.
        by: seconds to add, negative for less; a shorter hold still leaves `ROOM` and its countdown,
            shorter breathing the breath that goes on.
        rate: of the frames, in hertz.

    Returns:
        The section, and by how many seconds it is longer.
    """
    section = chapter.section
    items = zip(chapter.starts, section.items, section.owners, strict=True)
    for i, (start, item, owner) in enumerate(items):
        if not isinstance(item, Span | Passage):
            continue
        since = max(to_seconds(position - start, rate), Fraction(0))
        if since >= item.seconds or not (_is_kept(owner) or _changes(item, owner)):
            continue
        if _is_kept(owner):
            break
        other = _resized(item, owner, by, since)
        begun = bisect_left(chapter.starts, position + to_frames(TELLING, rate), hi=i)
        told = _told(section.items[begun:i], item.seconds, other.seconds)
        changed = (*section.items[:begun], *told, other, *section.items[i + 1 :])
        return replace(section, items=changed), other.seconds - item.seconds
    return section, Fraction(0)


def resized(chapter: Chapter, position: int, seconds: Fraction) -> str:
    """Put into words by how many seconds something at a frame has changed, or why it has not."""
    _, (step, *_) = chapter.steps_at(position)
    if seconds or not _is_kept(step):
        return phrases.resized(seconds)
    return phrases.BELLS_STAY if step.interval else phrases.BEAT_STAYS


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


def _is_kept(owner: Section) -> bool:
    """Tell whether a step keeps its length, since all in it is counted from its start."""
    return owner.interval is not None or isinstance(owner.practice, Flow)


def _changes(item: Span | Passage, owner: Section) -> bool:
    """Tell whether it is a hold, breaths, a rest, a pause or words with time: no repetitions."""
    if isinstance(item, Passage) or owner.practice:
        return isinstance(item, Passage) or item.hold
    return not item.fixed and (item.hold or not owner.works)


def _resized(item: Span | Passage, owner: Section, by: Fraction, since: Fraction) -> Span | Passage:
    """Change a length by some seconds, once `since` seconds of it have been heard."""
    if isinstance(item, Passage):
        return replace(item, seconds=max(item.seconds + by, min(since + ROOM, item.seconds)))
    if isinstance(owner.practice, Breathing):
        return _rebreathed(item, sum(owner.practice.pattern, Fraction(0)), by, since)
    if item.hold and owner.stretch and owner.stretch.breathe:
        breath = sum(owner.stretch.breathe, Fraction(0))
        return _led_on(_resized_span(item, _breaths(by, breath) * breath, since), item, breath)
    return _resized_span(item, by, since)


def _breaths(by: Fraction, breath: Fraction) -> int:
    """Return how many breaths come nearest to some seconds, at least one; negative for less."""
    return max(round(abs(by) / breath), 1) * (1 if by > 0 else -1)


def _rebreathed(span: Span, breath: Fraction, by: Fraction, since: Fraction) -> Span:
    """Change breathing by whole breaths; the one that goes on, or else the first, stays."""
    least = max(ceil(since / breath), 1) * breath
    seconds = max(span.seconds + _breaths(by, breath) * breath, min(least, span.seconds))
    heard = tuple(prompt for prompt in span.prompts if prompt.at < seconds)
    return _led_on(replace(span, seconds=seconds, prompts=heard), span, breath)


def _led_on(longer: Span, span: Span, breath: Fraction) -> Span:
    """Lead the breaths that a span has more than another one as the last of these is led."""
    more = ceil((longer.seconds - span.seconds) / breath)
    last = [p for p in span.prompts if p.at >= span.seconds - breath and _leads(p, span)]
    led = (replace(p, at=p.at + i * breath) for i in range(1, more + 1) for p in last)
    return replace(longer, prompts=(*longer.prompts, *led))


def _leads(prompt: Prompt, span: Span) -> bool:
    """Tell whether a prompt leads a breath; in breathing they all do, numbers as well."""
    return span.fixed or prompt.priority is Priority.BREATH


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
