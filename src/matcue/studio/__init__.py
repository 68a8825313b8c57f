"""The composition root: names become objects here, and the path is walked from end to end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from matcue.audio.transport import Command, Transport
from matcue.exporters import check_target, open_exporter
from matcue.routine.exercise import Exercise
from matcue.settings import Chosen, Settings, config_file, read_config, settle
from matcue.studio.canvas import check_plot, plot
from matcue.studio.desk import check, dose, exercise, exercise_names, exercises, new, schema
from matcue.studio.finishing import finish_of
from matcue.studio.fitting import fitted
from matcue.studio.metering import metered
from matcue.studio.reading import Guide, guide, topics
from matcue.studio.rehearsal import Reporter, prepare
from matcue.studio.sessions import Session, Stage, perform
from matcue.studio.shelf import Listed, guidance_of, names, read, routines
from matcue.timeline.document import document, kind
from matcue.timeline.model import Cue, Script, Timeline
from matcue.timeline.moment import Moment
from matcue.timeline.script import write_script
from matcue.units import clock

__all__ = [
    "Command",
    "Cue",
    "Exercise",
    "Guide",
    "Listed",
    "Moment",
    "Reporter",
    "Session",
    "Stage",
    "Timeline",
    "check",
    "clock",
    "document",
    "dose",
    "exercise",
    "exercise_names",
    "exercises",
    "export",
    "guide",
    "kind",
    "names",
    "new",
    "play",
    "play_guide",
    "plot",
    "prepare",
    "routines",
    "schema",
    "timeline",
    "topics",
]

DISCLAIMER: Final = (
    "For information only, not medical advice. Ask a health professional about your own case."
)


def _script(
    name: str, chosen: Chosen, reporter: Reporter, *, live: bool = False
) -> tuple[Script, Settings]:
    """A routine's script, brought to the length that was chosen, and the session's settings."""
    routine, settings = read(name, chosen)
    if settings.fit:
        routine = fitted(routine, settings, settings.fit, reporter)
    return write_script(routine, replace(guidance_of(settings), live=live)), settings


def timeline(
    name: str, chosen: Chosen, reporter: Reporter, picture: Path | None = None
) -> Timeline:
    """The timeline of a routine, which is drawn to the file `picture` if there is one.

    Raises:
        FileError: the picture cannot be written, or its suffix names no format.
        MatcueError: the routine cannot be read, or no voice can speak.
    """
    if picture:
        check_plot(picture)
    script, settings = _script(name, chosen, reporter)
    shown = prepare(script, settings, reporter).timeline
    if picture:
        plot(shown, picture)
        reporter.done(f"{picture}: {clock(shown.frames)}, {len(shown.chapters)} chapters")
    return shown


def export(name: str, chosen: Chosen, target: Path | None, reporter: Reporter) -> Path:
    """The file that a routine was written to: `target`, or NAME.m4a in the current folder.

    Raises:
        FileError: it cannot be written, or its suffix names no format.
        MatcueError: as `timeline`.
    """
    path = target or Path(f"{Path(name).stem}.m4a")
    check_target(path)
    script, settings = _script(name, chosen, reporter)
    mix = prepare(script, settings, reporter, finish_of(settings))
    loudness = metered(mix, reporter)
    spoken = replace(settings, voice=mix.timeline.voice)
    comment = f"{script.about} Made with {spoken}. Loudness {loudness}. {DISCLAIMER}"

    def progress(done: int) -> None:
        reporter.progress("Writing", done, mix.frames)

    with open_exporter(path, mix.timeline, comment, progress, loudness) as exporter:
        exporter.drain(Transport(mix))
    whole = mix.timeline
    reporter.done(f"{path}: {clock(whole.frames)}, {len(whole.chapters)} chapters")
    return path


def play(name: str, chosen: Chosen, stage: Stage, reporter: Reporter) -> None:
    """Play a routine on a stage; what waits for the person waits if somebody can answer there.

    Raises:
        DeviceError: there is no sound device, or it went away.
        MatcueError: as `timeline`.
    """
    script, settings = _script(name, chosen, reporter, live=stage.answers)
    perform(script, settings, stage, reporter)


def play_guide(topic: str, chosen: Chosen, stage: Stage, reporter: Reporter) -> None:
    """Speak a topic of the guide on a stage.

    Raises:
        DeviceError: there is no sound device, or it went away.
        VoiceError: no voice can speak.
    """
    settings = settle(chosen, read_config(config_file()))
    perform(guide(topic).script(settings.pace), settings, stage, reporter)
