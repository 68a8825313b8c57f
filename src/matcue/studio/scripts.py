"""Routines as they were chosen, and their scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcue.studio.finishing import finish_of
from matcue.studio.fitting import fitted
from matcue.studio.rehearsal import AT_ONCE
from matcue.studio.shelf import guidance_of, read
from matcue.timeline.script import write_script

if TYPE_CHECKING:
    from matcue.reporting import Reporter
    from matcue.routine.catalogue import Routine
    from matcue.settings import Chosen, Settings
    from matcue.timeline.model import Script


def routine_of(name: str, chosen: Chosen, reporter: Reporter) -> tuple[Routine, Settings]:
    """A routine, brought to the length that was chosen, and the session's settings."""
    routine, settings = read(name, chosen)
    return at_length(routine, settings, reporter, AT_ONCE), settings


def script_of(name: str, chosen: Chosen, reporter: Reporter) -> tuple[Script, Settings]:
    """A routine's script as it is recorded, and the session's settings."""
    routine, settings = read(name, chosen)
    return recorded(routine, settings, reporter, AT_ONCE), settings


def recorded(routine: Routine, settings: Settings, reporter: Reporter, at_once: int) -> Script:
    """The script of a routine as it is recorded; `at_once` texts are spoken to find a length."""
    brought = at_length(routine, settings, reporter, at_once)
    return write_script(brought, guidance_of(settings))


def at_length(routine: Routine, settings: Settings, reporter: Reporter, at_once: int) -> Routine:
    """A routine, brought to the length that was chosen.

    A length takes speech to find: what is wrong with the bed is told before.
    """
    if not settings.fit:
        return routine
    finish_of(settings)
    return fitted(routine, settings, settings.fit, reporter, at_once)
