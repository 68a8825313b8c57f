"""The composition root: names become objects here, and the path is walked from end to end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcue.errors import UsageError
from matcue.paths import config_file
from matcue.reporting import Reporter
from matcue.routine.exercise import Exercise
from matcue.settings import Chosen, Settings, read_config, settle
from matcue.sinks.output import Output
from matcue.studio.bookmark import Ribbon, broken_off
from matcue.studio.canvas import check_plot, plot
from matcue.studio.casting import (
    Cast,
    add_voice,
    cast,
    check_voice,
    own_voices,
    remove_voice,
    voice_names,
)
from matcue.studio.desk import check, dose, exercise, exercise_names, exercises, new, schema
from matcue.studio.devices import device_names, devices
from matcue.studio.diction import as_spoken
from matcue.studio.exporting import How, export, write
from matcue.studio.finishing import from_anywhere
from matcue.studio.keeping import Kept, clear_cache, kept
from matcue.studio.orders import lot
from matcue.studio.piece import Piece, Place
from matcue.studio.producing import crew, export_many
from matcue.studio.reading import Guide, guide, topics
from matcue.studio.rehearsal import prepare
from matcue.studio.scripts import routine_of, script_of
from matcue.studio.sessions import Session, Stage, perform
from matcue.studio.shelf import Listed, address, guidance_of, names, routines
from matcue.studio.verifying import verify
from matcue.timeline.command import Command, Level, Move, along, into
from matcue.timeline.document import document, kind
from matcue.timeline.model import Cue, Dropped, Script, Section, Timeline
from matcue.timeline.moment import Moment
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from matcue.timeline.talk import talk
from matcue.units import clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


__all__ = [
    "Cast",
    "Command",
    "Cue",
    "Dropped",
    "Exercise",
    "Guide",
    "How",
    "Kept",
    "Level",
    "Listed",
    "Moment",
    "Move",
    "Output",
    "Reporter",
    "Session",
    "Stage",
    "Timeline",
    "add_voice",
    "along",
    "as_spoken",
    "cast",
    "check",
    "clear_cache",
    "clock",
    "crew",
    "device_names",
    "devices",
    "document",
    "dose",
    "exercise",
    "exercise_names",
    "exercises",
    "export",
    "export_many",
    "guide",
    "into",
    "kept",
    "kind",
    "lot",
    "names",
    "new",
    "own_voices",
    "play",
    "play_guide",
    "plot",
    "prepare",
    "remove_voice",
    "resume",
    "routines",
    "schema",
    "timeline",
    "topics",
    "try_voice",
    "verify",
    "voice_names",
]


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
    script, settings = script_of(name, chosen, reporter)
    shown = prepare(script, settings, reporter).timeline
    if picture:
        plot(shown, picture)
        reporter.done(f"{picture}: {clock(shown.frames)}, {len(shown.chapters)} chapters")
    return shown


def play(
    name: str,
    choices: Mapping[str, str],
    stage: Stage,
    reporter: Reporter,
    begin: Place | None = None,
) -> None:
    """Play a routine on a stage, from its start or from a place in it.

    What waits for the person waits if there is a way to go on there.

    Args:
        name: of the routine, or a path.
        choices: what was chosen for it, as it was written.
        stage: where it is played.
        reporter: who is told how it goes.
        begin: the place, None for the start.

    Raises:
        DeviceError: there is no sound device, or it went away.
        MatcueError: as `timeline`.
    """
    routine, settings = routine_of(name, Chosen.read(choices), reporter)

    def write(settings: Settings) -> Script:
        return write_script(routine, replace(guidance_of(settings), ways=stage.ways))

    ribbon = Ribbon(address(name), from_anywhere(choices), reporter)
    perform(Piece(write, begin, ribbon.lay), settings, stage, reporter)


def resume(name: str | None, choices: Mapping[str, str], stage: Stage, reporter: Reporter) -> None:
    """Go on with the session that was broken off last, as it was chosen but for other `choices`.

    Raises:
        UsageError: there is none, or it is not of the routine `name`.
        MatcueError: as `play`.
    """
    mark = broken_off()
    if name and address(name) != mark.routine:
        raise UsageError(f"The session that was broken off is of {mark.routine}, not of {name}.")
    play(mark.routine, {**mark.choices, **choices}, stage, reporter, mark.place)


def play_guide(topic: str, chosen: Chosen, stage: Stage, reporter: Reporter) -> None:
    """Speak a topic of the guide on a stage.

    Raises:
        DeviceError: there is no sound device, or it went away.
        VoiceError: no voice can speak.
    """
    settings = settle(chosen, read_config(config_file()))
    page = guide(topic)
    perform(Piece(lambda settings: page.script(settings.pace)), settings, stage, reporter)


def try_voice(name: str, text: str, chosen: Chosen, place: Stage | Path, reporter: Reporter) -> str:
    """What a voice was given to say, on a stage or into a file; no other one speaks in its place.

    It is heard alone: of what the person chose only the speed, the loudness and the device count.

    Raises:
        VoiceNotFound: no voice is called so.
        VoiceError: it cannot speak.
        MatcueError: there is nothing to say, or as `play` and `export`.
    """
    if not text.strip():
        raise UsageError("There is nothing to say; give a text, or none for one of ours.")
    check_voice(name)
    wanted = settle(chosen, read_config(config_file()))
    settings = Settings(
        name, wanted.speed, loudness=wanted.loudness, fallback=(), device=wanted.device
    )
    said = tuple(talk(text, Pace(settings.pace)))
    script = Script(f"The voice {name}", text, (Section(f"The voice {name}", said),))
    if isinstance(place, Stage):
        perform(Piece(lambda _: script), settings, place, reporter)
    else:
        write(script, settings, place, How(force=True, cover=False), reporter)
    return as_spoken(text, name.partition(":")[0])
