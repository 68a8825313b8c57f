"""Digests of what files are made of: a file that has the same one need not be made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

import matcue
from matcue.errors import Place, VoiceError
from matcue.settings import Settings
from matcue.voices import engine
from matcue.voices.clip_store import RENDERING
from matcue.voices.synthesizer import Synthesizer
from matcue.voices.text.normalizer import load_lexicon

if TYPE_CHECKING:
    from matcue.app.export import ExportOptions
    from matcue.routine.plan import Routine

_ANYWHERE: Final = Settings().device
"""The device of what is not played."""


def fingerprint(
    routine: Routine,
    settings: Settings,
    how: ExportOptions,
    suffix: str,
    sounds: Mapping[str, bytes],
) -> str:
    """Hash all that the bytes of an exported file depend on: SHA-256, in hexadecimal digits.

    That is this matcue, the words, the chimes and the bed, every choice, the format, the voices
    and the lexicon; not where files lie.

    Args:
        routine: with its holds as they are chosen.
        settings: all that is chosen.
        how: how the file is made; when, from what, by how many threads, and whether it may replace
            one, makes no difference.
        suffix: of the file.
        sounds: the bytes of the sound files that are named, by their paths.
    """
    heard = {path: hashlib.sha256(data).hexdigest() for path, data in sounds.items()}
    voices = [_identity(name, settings) for name in (settings.voice, *settings.fallback)]
    under = heard.get(settings.bed, settings.bed)
    whole = (
        (matcue.__version__, RENDERING, suffix, voices, load_lexicon()),
        # the bed is that of the settings
        (routine.written.model_copy(update={"bed": None}), routine.steps),
        replace(settings, device=_ANYWHERE, bed=under),
        replace(how, force=False, date="", at_once=1, threads=1, encoded=None),
    )
    told = json.dumps(_plain(whole, heard), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _identity(voice: str, settings: Settings) -> str:
    """Identify all that a voice's samples depend on but the text; empty if it is not there."""
    with suppress(VoiceError):
        return Synthesizer(voice, engine(voice), float(settings.speed)).identity
    return ""


def _plain(value: object, heard: Mapping[str, str]) -> object:
    """Convert a value to one that JSON can hold.

    A value of a kind that is not known here stays as it is: `json.dumps` raises a TypeError for it.
    """
    if isinstance(value, BaseModel):
        return {name: _plain(getattr(value, name), heard) for name in type(value).model_fields}
    if is_dataclass(value):
        parts = {f.name: _plain(getattr(value, f.name), heard) for f in fields(value)}
        # a pause and a wait are of the same parts
        return {type(value).__name__: parts}
    if isinstance(value, Mapping):
        return {str(key): _plain(each, heard) for key, each in value.items()}
    if isinstance(value, tuple | list) and not isinstance(value, Place):
        return [_plain(each, heard) for each in value]
    return _leaf(value, heard)


def _leaf(value: object, heard: Mapping[str, str]) -> object:
    """Convert a value without parts: a sound file to its digest, a place in a text to None.

    Where a routine only writes the name of a sound file, it stays a name.
    """
    match value:
        case Place():
            return None
        case Path():
            return heard.get(str(value), str(value))
        case Fraction():
            return str(value)
        case _:
            return value
