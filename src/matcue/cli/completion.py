"""What the shell completes, and how each shell is asked: the names and the words of options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ZshComplete

from matcue.settings import SETTINGS, VARYING, varying
from matcue.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
"""What gives the names that complete what is typed."""


def complete_routine(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the routines' names; where none fits, files."""
    from matcue.app.names import routine_names

    return _starting_with(typed, routine_names()) or [CompletionItem(typed, type="file")]


def complete_exercise(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the exercises' names."""
    from matcue.app.names import exercise_names

    return _starting_with(typed, exercise_names())


def complete_topic(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the names of the guide's pages."""
    from matcue.app.names import topics

    return _starting_with(typed, topics())


def complete_voice(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the voices' names."""
    from matcue.app.names import voice_names

    return _starting_with(typed, voice_names(typed))


def complete_own_voice(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the names of the voices that were added."""
    from matcue.app.names import own_voices

    return _starting_with(typed, own_voices())


def complete_device(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the sound devices' names."""
    from matcue.app.names import device_names

    return _starting_with(typed, device_names())


def complete_sink(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the sinks' names."""
    from matcue.app.names import sink_names

    return _starting_with(typed, sink_names())


def complete_formats(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the last of some formats with commas between them."""
    from matcue.app.names import format_names

    return _starting_with(typed, _rows(typed, format_names()))


def complete_bed(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the beds' names; where none fits, files."""
    beds = SETTINGS["bed"].words
    return _starting_with(typed, beds) or [CompletionItem(typed, type="file")]


def complete_captions(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the last of some kinds of captions with commas between them."""
    return _starting_with(typed, _rows(typed, SETTINGS["captions"].words))


def complete_matrix(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete a setting that varies, and the last of its texts with commas between them."""
    name, named, row = typed.partition("=")
    names = [name] if named else [known.replace("_", "-") for known in VARYING]
    offered = (
        f"{each}={texts}"
        for each in names
        if each.startswith(name)
        for texts in _rows(row, _texts(varying(each), row.rpartition(",")[2]))
    )
    return _starting_with(typed, offered)


def _texts(setting: str | None, typed: str) -> Iterable[str]:
    """List the texts that a setting can have, one of which has been typed in part."""
    if setting == "voice":
        from matcue.app.names import voice_names

        return voice_names(typed)
    return SETTINGS[setting].words if setting else ()


def complete_language(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the tags of the languages that voices speak."""
    from matcue.app.names import languages

    return _starting_with(typed, languages())


def one_of(words: Sequence[str]) -> Completer:
    """Make what completes one of some words."""
    return lambda _, __, typed: _starting_with(typed, words)


def _rows(typed: str, words: Iterable[str]) -> list[str]:
    """List what rows can become: all of what is typed before the last comma, and one word more."""
    before, comma, _ = typed.rpartition(",")
    return [f"{before}{comma}{word}" for word in words if word not in before.split(",")]


def _starting_with(typed: str, known: Iterable[str]) -> list[CompletionItem]:
    """List the names that begin like what has been typed, and that no shell would obey."""
    shown = (name for name in known if one_line(name) == name)
    return [CompletionItem(name) for name in shown if name.startswith(typed)]


_BREAKS: Final = frozenset(":=")
"""Where bash breaks words."""


class Bash(BashComplete):
    """Completes `piper:en` although bash passes `piper`, `:` and `en`, and expects what follows.

    It breaks words at `=` as well.
    """

    _known = 0

    def get_completion_args(self) -> tuple[list[str], str]:
        """Rejoin the words before the one that is typed, and that one, so that each is whole."""
        before, typed = super().get_completion_args()
        *words, last = rejoined((*before, typed))
        completed = last.partition("=")[2] if last.startswith("-") and "=" in last else last
        self._known = len(completed) - (0 if typed in _BREAKS else len(typed))
        return words, last

    def format_completion(self, item: CompletionItem) -> str:
        """Format a completion from where bash begins its last word."""
        return f"{item.type},{item.value[self._known :]}"


_COMPINIT: Final = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }"


class Zsh(ZshComplete):
    """Loads zsh's completion where a bare `.zshrc` has not done so."""

    source_template = ZshComplete.source_template.replace(
        "    compdef ", f"    {_COMPINIT}\n    compdef "
    )


class Fish(FishComplete):
    """Completes words with commas in them."""

    source_template = FishComplete.source_template.replace('split ","', 'split --max 1 ","')


def rejoined(pieces: Sequence[str]) -> list[str]:
    """Rejoin words that were broken at their colons and signs of equality.

    >>> rejoined(["--voice", "piper", ":", "en"])
    ['--voice', 'piper:en']
    >>> rejoined(["--matrix", "voice", "=", "piper"])
    ['--matrix', 'voice=piper']
    """
    words: list[str] = []
    for before, piece in zip(("", *pieces), pieces, strict=False):
        if words and _BREAKS & {before, piece}:
            words[-1] += piece
        else:
            words.append(piece)
    return words
