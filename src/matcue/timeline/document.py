"""The timeline as plain data, for machines: a public contract, kept from version to version."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from matcue.timeline.model import Chapter, Chime, Count, Cue, Dropped, Overrun, Sound, Timeline
from matcue.timeline.queries import spent


def document(timeline: Timeline) -> dict[str, object]:
    """Build what `matcue show --json` prints; every position is in frames from 0."""
    return {
        "title": timeline.title,
        "voice": timeline.voice,
        "rate": timeline.rate,
        "frames": timeline.frames,
        "seconds": float(timeline.seconds),
        "sections": [_section(i, chapter) for i, chapter in enumerate(timeline.chapters)],
        "cues": [_cue(cue) for cue in timeline.cues],
        "dropped": [_dropped(dropped) for dropped in timeline.dropped],
        "overruns": [_overrun(overrun) for overrun in timeline.overruns],
        "spent": asdict(spent(timeline)),
    }


def kind(sound: Sound) -> str:
    """Name the kind of a sound: `speech`, `count` or `chime`."""
    match sound:
        case Chime():
            return "chime"
        case Count():
            return "count"
        case _:
            return "speech"


def _heard(sound: Sound) -> str | None:
    """Name the set, or the file, that a chime is of; return None for other sounds."""
    if not isinstance(sound, Chime):
        return None
    return sound.sound.name if isinstance(sound.sound, Path) else str(sound.sound)


def _section(index: int, chapter: Chapter) -> dict[str, object]:
    section = chapter.section
    return {
        "index": index,
        "title": section.heading,
        "exercise": section.exercise,
        "side": section.side,
        "set": section.set,
        "start": chapter.start,
        "frames": chapter.frames,
        "holds": [{"start": hold.start, "frames": hold.frames} for hold in chapter.holds],
        "rounds": [{"name": r.name, "number": r.number, "of": r.of} for r in section.within],
    }


def _dropped(dropped: Dropped) -> dict[str, object]:
    return {
        "text": dropped.sound.text,
        "because": dropped.because and dropped.because.text,
        "section": dropped.section,
        "missing": dropped.missing,
    }


def _overrun(overrun: Overrun) -> dict[str, object]:
    return {
        "text": " ".join(sentence.text for sentence in overrun.passage.sentences),
        "frames": overrun.frames,
        "seconds": float(overrun.passage.seconds),
        "section": overrun.section,
    }


def _cue(cue: Cue) -> dict[str, object]:
    return {
        "start": cue.start,
        "frames": cue.frames,
        "kind": kind(cue.sound),
        "text": str(cue.sound.text),
        "sound": _heard(cue.sound),
        "section": cue.section,
    }
