"""Which voices there are, and how voices are added and removed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matcue.errors import (
    ChildFailed,
    FileError,
    UsageError,
    VoiceError,
    VoiceNotFound,
    brief,
    reason_of,
    words_of,
)
from matcue.processes import run_in_child
from matcue.reading import open_file
from matcue.suggestions import closest_of
from matcue.voices import ENGINES, load_engine, piper_models

if TYPE_CHECKING:
    from matcue.reporting import Reporter
    from matcue.voices.base import VoiceInfo

PIPER: Final = "piper"
"""The engine that voices can be added to."""
LOADING: Final = 60.0
"""Seconds that a model may take to load and to say a word."""
TELLING: Final = 3
"""Letters from which on a part of a name tells which one is meant."""
ALIKE: Final = 0.7
"""How much of two names must be the same, as difflib measures it."""


@dataclass(frozen=True, slots=True)
class VoiceCatalog:
    """The voices of this machine, by their engine; and of engines that have none, why."""

    voices: dict[str, tuple[CatalogEntry, ...]]
    missing: dict[str, str]

    def speaking(self, language: str) -> VoiceCatalog:
        """Select the voices of a language (`en`), or of one of its regions (`en-US`)."""
        wanted = language.replace("_", "-").casefold()
        # the hyphens keep `en` from matching `eng`
        of_language = {
            engine: tuple(
                m for m in each if f"{m.card.language}-".casefold().startswith(f"{wanted}-")
            )
            for engine, each in self.voices.items()
        }
        return VoiceCatalog(of_language, self.missing)


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A voice as a list shows it.

    `name` is what a person writes; the `default` voice is also called by its engine's name alone.
    """

    name: str
    card: VoiceInfo
    default: bool


def voice_catalog() -> VoiceCatalog:
    """List all voices that this machine can use."""
    voices, missing = dict[str, tuple[CatalogEntry, ...]](), dict[str, str]()
    for engine in ENGINES:
        try:
            voices[engine] = entries_of(engine)
        except VoiceError as error:
            missing[engine] = error.reason
    return VoiceCatalog(voices, missing)


def entries_of(engine: str) -> tuple[CatalogEntry, ...]:
    """List the voices of an engine.

    Raises:
        VoiceError: it cannot be used, or has none.
    """
    try:
        ensemble = load_engine(ENGINES[engine])
        cards = ensemble.voices()
    except VoiceError:
        raise
    except Exception as error:
        raise VoiceError(engine, words_of(error)) from error
    if not cards:
        raise VoiceError(engine, "it has no voice on this machine")
    default = ensemble.DEFAULT
    return tuple(
        CatalogEntry(f"{engine}:{card.name}" if card.name else engine, card, card.name == default)
        for card in cards
    )


def check_voice(name: str) -> None:
    """Check that a voice is called so; what cannot be asked now is not refused.

    Raises:
        VoiceNotFound: none is; with the nearest names.
    """
    engine, colon, voice = name.partition(":")
    if engine not in ENGINES:
        raise VoiceNotFound(name, _nearest_names(name))
    if not colon:
        return
    try:
        known = entries_of(engine)
    except VoiceError:
        return
    if not voice or not any(member.card.answers_to(voice) for member in known):
        raise VoiceNotFound(name, _nearest_names(name))


def language_of(name: str) -> str:
    """Return the language that a voice speaks (`en-US`); an empty text where nobody tells."""
    engine, _, voice = name.partition(":")
    try:
        known = entries_of(engine) if voice and engine in ENGINES else ()
    except VoiceError:
        return ""
    called = [member.card for member in known if member.card.answers_to(voice)]
    # some voices have the name of another one's language
    called.sort(key=lambda card: card.name.casefold() != voice.casefold())
    return called[0].language if called else ""


def voice_names(typed: str) -> tuple[str, ...]:
    """List the names to complete what is typed from; an engine's voices only after its colon."""
    engine, colon, _ = typed.partition(":")
    if not colon:
        return (*ENGINES, *own_voices())
    try:
        return tuple(member.name for member in entries_of(engine)) if engine in ENGINES else ()
    except VoiceError:
        return ()


def own_voices() -> tuple[str, ...]:
    """List the names of the voices that were added."""
    return tuple(f"{PIPER}:{model.name}" for model in piper_models.installed_models())


def add_voice(what: str, reporter: Reporter) -> str:
    """Add a published Piper voice, or the one in a file `….onnx`; return its name.

    It is fetched or copied, checked, and tried; then it is there, whole.

    Raises:
        VoiceNotFound: no voice of the name is published.
        UsageError: no voice can be called so.
        VoiceError: Piper is not installed.
        FileError: it cannot be fetched, read or written, is no Piper voice, or already exists.
    """
    local = what.endswith(piper_models.MODEL)
    name = Path(what).stem if local else what.removeprefix(f"{PIPER}:")
    full = f"{PIPER}:{name}"
    if not piper_models.NAME.fullmatch(name):
        rule = "a voice's name has letters, digits and - _ . + only"
        if local:
            raise FileError(what, f"{rule}; rename the file")
        raise UsageError(f"“{brief(what)}” can be no voice: {rule}, like en_US-amy-medium.")
    for member in entries_of(PIPER):
        if member.card.answers_to(name):
            raise FileError(member.name, "it already exists; `matcue voices` names all voices")
    from matcue.voices.piper import try_model

    with piper_models.installing(name) as folder:
        if local:
            _copy(Path(what), folder)
        else:
            piper_models.fetch(name, folder, partial(reporter.progress, "Fetching"))
        try:
            run_in_child(try_model, folder / f"{name}{piper_models.MODEL}", patience=LOADING)
        except ChildFailed as error:
            raise FileError(what, error.reason) from error
    return full


def remove_voice(name: str) -> None:
    """Remove a voice that was added.

    Raises:
        VoiceNotFound: there is none of the name.
        UsageError: it was not added, but came with matcue or with the system.
        FileError: it cannot be removed.
    """
    for model in piper_models.installed_models():
        if name.casefold() in {model.name.casefold(), f"{PIPER}:{model.name}".casefold()}:
            piper_models.remove_model(model.name)
            return
    check_voice(name)
    raise UsageError(f"The voice {name} was not added, so it stays.")


def _copy(model: Path, folder: Path) -> None:
    for file in (model, model.with_name(f"{model.name}.json")):
        try:
            with open_file(file) as source, (folder / file.name).open("wb") as copy:
                shutil.copyfileobj(source, copy)
        except FileNotFoundError as error:
            both = f"*{piper_models.MODEL} and *{piper_models.CONFIG}"
            reason = f"it is not there; a Piper voice is two files, {both}"
            raise FileError(str(file), reason) from error
        except OSError as error:
            raise FileError(str(file), reason_of(error)) from error


def _nearest_names(name: str) -> tuple[str, ...]:
    """Find up to three voices that contain or resemble a name, of the engine it begins with."""
    engine, colon, voice = name.casefold().rpartition(":")
    known = [member for each in voice_catalog().voices.values() for member in each]
    among = [member for member in known if member.name.startswith(f"{engine}{colon}")]
    spelled = dict(zip(ENGINES, ENGINES, strict=True))
    for member in among:
        called = (*member.card.also, member.card.name)
        spelled |= {each.casefold(): member.name for each in called if each}
    holding = [
        member.name
        for member in among
        if len(voice) >= TELLING and voice in f"{member.name} {member.card.title}".casefold()
    ]
    return closest_of(voice, spelled, holding, alike=ALIKE)
