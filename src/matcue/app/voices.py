"""Voices tried out, through the speakers or in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcue.app.bookmark import SessionSpec
from matcue.app.export import ExportOptions, checked_files, write_files
from matcue.app.prepare import prepared, with_own_choices
from matcue.app.session import Frontend, play_session, prepared_to_play
from matcue.app.sounds import master_of
from matcue.errors import UsageError
from matcue.settings import Settings, resolve_settings
from matcue.timeline.model import Script, Section
from matcue.timeline.pacing import Pace, talk
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
    wanted = resolve_settings(with_own_choices(chosen))
    settings = Settings(
        name, wanted.speed, loudness=wanted.loudness, fallback=(), device=wanted.device
    )
    trial = _Trial(f"The voice {name}", text)
    if isinstance(place, Frontend):
        with prepared_to_play(settings, place, reporter) as preparation:
            play_session(SessionSpec(trial), preparation, place)
    else:
        how = ExportOptions(force=True, cover=False)
        files = checked_files(place, settings, how)
        with prepared(settings, reporter, master_of(settings)) as preparation:
            write_files(trial.script(settings), preparation, files, how)
    return as_spoken(text, name.partition(":")[0])


@dataclass(frozen=True, slots=True)
class _Trial:
    """A text that is spoken under a title."""

    title: str
    text: str

    def script(self, settings: Settings) -> Script:
        said = tuple(talk(self.text, Pace(settings.pace)))
        return Script(self.title, self.text, (Section(self.title, said),))
