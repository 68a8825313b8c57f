"""The voices of this machine: which there are, how one sounds, one more, one less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.app.bookmark import SessionSpec
from matcue.app.export import ExportOptions, write_file
from matcue.app.session import Frontend, play_session
from matcue.errors import UsageError
from matcue.paths import config_file
from matcue.settings import Settings, read_config, settle
from matcue.timeline.model import Script, Section
from matcue.timeline.pacing import Pace
from matcue.timeline.sentences import talk
from matcue.voices.catalog import check_voice
from matcue.voices.text.normalizer import as_spoken

if TYPE_CHECKING:
    from pathlib import Path

    from matcue.reporting import Reporter
    from matcue.settings import Chosen


def try_voice(
    name: str, text: str, chosen: Chosen, place: Frontend | Path, reporter: Reporter
) -> str:
    """Let a voice be heard, or write it to a file; return what it was given to say.

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
    wanted = settle(chosen, read_config(config_file()))
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
