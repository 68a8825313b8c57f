"""Voices tried out, through the speakers or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.app.bookmark import SessionSpec
from matcue.app.export import ExportOptions, write_file
from matcue.app.session import Frontend, play_session
from matcue.errors import UsageError
from matcue.paths import config_file
from matcue.settings import Settings, read_config, resolve_settings
from matcue.timeline.model import Script, Section
from matcue.timeline.pacing import Pace
from matcue.timeline.sentences import talk
from matcue.voices.catalog import check_voice
from matcue.voices.text.normalizer import as_spoken

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.settings import Choices


def try_voice(
    name: str, text: str, chosen: Choices, place: Frontend | Path, reporter: Reporter
) -> str:
    """Speak a text with a voice, aloud or to a file; return what the voice was given to say.

    No other voice speaks in its place. It is heard alone: of what the person chose only the speed,
    the loudness and the device count.

    Raises:
        VoiceNotFound: no voice is called so.
        VoiceError: it cannot speak.
        MatcueError: there is nothing to say, or as `play` and `export`.
    """
    if not text.strip():
        raise UsageError("There is nothing to say; give a text, or none for one of ours.")
    check_voice(name)
    wanted = resolve_settings(chosen, read_config(config_file()))
    settings = Settings(
        name, wanted.speed, loudness=wanted.loudness, fallback=(), device=wanted.device
    )
    said = tuple(talk(text, Pace(settings.pace)))
    script = Script(f"The voice {name}", text, (Section(f"The voice {name}", said),))
    if isinstance(place, Frontend):
        play_session(SessionSpec(lambda _: script), settings, place, reporter)
    else:
        write_file(script, settings, place, ExportOptions(force=True, cover=False), reporter)
    return as_spoken(text, name.partition(":")[0])
