"""Options that several commands share: the routine, the voice, its speed, the pace, the sink."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from matcue.cli.completion import (
    complete_bed,
    complete_captions,
    complete_device,
    complete_routine,
    complete_sink,
    complete_voice,
    one_of,
)
from matcue.controls.bindings import by_default, help_lines
from matcue.settings import SETTINGS, parse_choices

if TYPE_CHECKING:
    from matcue.cli.completion import Completer
    from matcue.settings import Choices

_Function = TypeVar("_Function", bound=Callable[..., Any])


def setting(name: str, complete: Completer | None = None) -> Callable[[_Function], _Function]:
    """Make the option of a setting, which can also stand in the environment, under its own name."""
    row, flag = SETTINGS[name], name.replace("_", "-")
    return click.option(
        f"--{flag}",
        metavar=row.metavar,
        envvar=f"MATCUE_{name.upper()}",
        show_envvar=True,
        shell_complete=complete or one_of(row.words),
        help=row.told,
    )


WAIT = click.option(
    "--wait",
    is_flag=True,
    callback=lambda _, __, asked: "yes" if asked else None,
    envvar="MATCUE_WAIT",
    show_envvar=True,
    help=SETTINGS["wait"].told,
)
VOICE, SPEED, PACE = setting("voice", complete_voice), setting("speed"), setting("pace")
DEVICE = setting("device", complete_device)
BED, CAPTIONS = setting("bed", complete_bed), setting("captions", complete_captions)
QUALITY, LOUDNESS = setting("quality"), setting("loudness")
SINK = click.option(
    "--sink",
    metavar="NAME",
    default="auto",
    show_default=True,
    shell_complete=complete_sink,
    help="auto, miniaudio, simpleaudio or null.",
)
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say which sink is used.")
PLAIN = click.option(
    "--plain",
    is_flag=True,
    envvar="MATCUE_PLAIN",
    show_envvar=True,
    help="Print lines instead of a picture, one for everything that is heard; for screen readers. "
    "Also used with NO_COLOR, and where there is no terminal.",
)
ROUTINE = click.argument("routine", shell_complete=complete_routine)
ROUTINES = click.argument(
    "routines", nargs=-1, metavar="[ROUTINE]...", shell_complete=complete_routine
)


def examples(*commands: str) -> str:
    """Format commands as the end of a help page, each on a line of its own."""
    return "\n".join(("\b", "Examples:", *(f"  {command}" for command in commands)))


def most_needed_keys() -> str:
    """Format the most needed keys of a session as the end of a help page."""
    whole, _ = help_lines(by_default("keys"))
    return f"\n\nKeys: {whole.replace(' ·', ',')}; `matcue keys` shows all of them."


def choices(*options: Callable[[_Function], _Function]) -> Callable[[_Function], _Function]:
    """Make a decorator that gives a command several options, in their order."""

    def decorate(function: _Function) -> _Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


_HOW: Final = ("preface", "detail", "cues", "count", "chimes", "level", "hold", "fit")
GUIDED = choices(VOICE, SPEED, PACE, *map(setting, _HOW), WAIT)
"""The options of how a routine is guided."""
about_a_routine = choices(ROUTINE, GUIDED)
"""The argument and the options that all commands about one routine share."""
FINISH = choices(BED, setting("bed_level"), setting("lead"), LOUDNESS)
"""The options of what is heard besides the words, and how loud."""
about_sound = choices(VOICE, SPEED, PACE, FINISH, SINK, DEVICE, VERBOSE, PLAIN)
"""The options that all speech through the speakers shares."""


def chosen(**written: str | None) -> Choices:
    """Parse what the options say."""
    return parse_choices(written)
