"""What several commands can be told: the routine, the voice, its speed, the pace, the sink."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from matcue.controls.bindings import by_default, help_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcue.settings import Chosen

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def starting_with(typed: str, known: Iterable[str]) -> list[CompletionItem]:
    """The names that begin like what has been typed, for the shell."""
    return [CompletionItem(name) for name in known if name.startswith(typed)]


def complete_routine(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The routines' names; where none fits, files."""
    from matcue.app.completion import routine_names

    return starting_with(typed, routine_names()) or [CompletionItem(typed, type="file")]


def complete_voice(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The voices' names."""
    from matcue.app.completion import voice_names

    return starting_with(typed, voice_names(typed))


def complete_device(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The sound devices' names."""
    from matcue.app.completion import device_names

    return starting_with(typed, device_names())


def _setting(
    flag: str, metavar: str, told: str, complete: _Complete | None = None
) -> Callable[[_Function], _Function]:
    """An option that can also stand in the environment, under its own name."""
    variable = f"MATCUE_{flag.strip('-').replace('-', '_').upper()}"
    return click.option(
        flag,
        metavar=metavar,
        envvar=variable,
        show_envvar=True,
        shell_complete=complete,
        help=told,
    )


PACE = _setting(
    "--pace",
    "PACE",
    "Time to get into position, change sides, pause and rest: unhurried, steady, brisk, "
    "or a number (2 gives twice the time). Holds stay.  [default: steady]",
)
SPEED = _setting(
    "--speed",
    "FACTOR",
    "How fast the voice speaks, 0.5 to 2. Holds stay.  [default: 1]",
)
VOICE = _setting(
    "--voice",
    "NAME",
    "piper (natural), system, tone (a hum, to try things), or one of `matcue voices`.  "
    "[default: piper]",
    complete_voice,
)
PREFACE = _setting(
    "--preface",
    "HOW",
    "What is said of safety first: short (when to stop), full (also when to see a doctor), "
    "or off.  [default: short]",
)
DETAIL = _setting(
    "--detail",
    "HOW",
    "How much is told of each exercise: full, short, names, or auto (full the first time). "
    " [default: as the routine says]",
)
CUES = _setting(
    "--cues",
    "HOW",
    "How much is counted: calm (the last three seconds, softly), brisk (five, with beeps) or "
    "silent (bells only).  [default: as the routine says]",
)
COUNT = _setting(
    "--count",
    "SECONDS",
    "How many last seconds of a hold are counted: 3, 5, 10, all or off.  [default: as --cues say]",
)
CHIMES = _setting(
    "--chimes",
    "SET",
    "Which chimes sound: calm (bowls and a gong), brisk (marimba and wood) or silent (clear "
    "bells).  [default: as --cues say, or as the routine says]",
)
LEVEL = _setting(
    "--level",
    "HOW",
    "Where holds and repetitions lie in the ranges of their exercises: gentle (lowest), "
    "moderate or full (highest).  [default: as the routine says]",
)
HOLD = _setting(
    "--hold",
    "FACTOR",
    "Holds and repetitions multiplied, inside the ranges of their exercises: 0.8, say.",
)
FIT = _setting(
    "--fit",
    "LENGTH",
    "Bring the session to a length, 15m say: by holds, then sets, then rests, then by leaving "
    "out optional steps; off leaves it as it is.",
)
WAIT = click.option(
    "--wait",
    is_flag=True,
    callback=lambda _, __, asked: "yes" if asked else None,
    envvar="MATCUE_WAIT",
    show_envvar=True,
    help="Wait before each hold: for the space bar or a play button; in a recording for ten "
    "seconds.",
)
BED = _setting(
    "--bed",
    "BED",
    "What lies under the voice: brown (a deep, soft noise), rain, ocean, drone (a low chord), "
    "a sound file, in stereo if it is, or off.  [default: off]",
)
BED_LEVEL = _setting(
    "--bed-level",
    "LU",
    "How much less loud than the voice the bed is, -40 to -10; under the words it is another "
    "6 dB less.  [default: -20]",
)
LEAD = _setting(
    "--lead",
    "SECONDS",
    "Faint sound before words that come after silence, 0.1 to 2 seconds of it, for headphones "
    "that swallow first syllables; or off.  [default: 0.4 when played over Bluetooth, else off]",
)
LOUDNESS = _setting(
    "--loudness",
    "LUFS",
    "How loud the voice is, -30 to -12.  [default: -18]",
)
QUALITY = _setting(
    "--quality",
    "HOW",
    "How much of the sound a file keeps: low (smallest), standard or high (largest); .wav and "
    ".flac keep all.  [default: standard]",
)
CAPTIONS = _setting(
    "--captions",
    "KINDS",
    "Words beside the sound, with commas between them: vtt, srt, lrc, txt (a transcript), timed "
    "(one with times), chapters (as WebVTT), sheet (HTML, to print); or off.  [default: off]",
)
SINK = click.option(
    "--sink",
    metavar="NAME",
    default="auto",
    show_default=True,
    help="auto, miniaudio, simpleaudio or null.",
)
DEVICE = _setting(
    "--device",
    "NAME",
    "What is played to: one of `matcue devices`.  [default: default, what the system takes]",
    complete_device,
)
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say which sink plays.")
PLAIN = click.option(
    "--plain",
    is_flag=True,
    envvar="MATCUE_PLAIN",
    show_envvar=True,
    help="Print lines instead of a picture, one for each thing that is heard; for screen readers. "
    "With NO_COLOR too, and where there is no terminal.",
)
ROUTINE = click.argument("routine", shell_complete=complete_routine)
ROUTINES = click.argument(
    "routines", nargs=-1, metavar="[ROUTINE]...", shell_complete=complete_routine
)


def examples(*commands: str) -> str:
    """Commands as the end of a help page, each on a line of its own."""
    return "\n".join(("\b", "Examples:", *(f"  {command}" for command in commands)))


def most_needed_keys() -> str:
    """The most needed keys of a session, as the end of a help page."""
    whole, _ = help_lines(by_default("keys"))
    return f"\n\nKeys: {whole.replace(' ·', ',')}; `matcue keys` shows all of them."


def choices(*options: Callable[[_Function], _Function]) -> Callable[[_Function], _Function]:
    """A decorator that gives a command several options, in their order."""

    def decorate(function: _Function) -> _Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


GUIDED = choices(VOICE, SPEED, PACE, PREFACE, DETAIL, CUES, COUNT, CHIMES, LEVEL, HOLD, FIT, WAIT)
"""The options of how a routine is guided."""
about_a_routine = choices(ROUTINE, GUIDED)
"""The argument and the options that all commands about one routine share."""
FINISH = choices(BED, BED_LEVEL, LEAD, LOUDNESS)
"""The options of what is heard besides the words, and how loud."""
about_sound = choices(VOICE, SPEED, PACE, FINISH, SINK, DEVICE, VERBOSE, PLAIN)
"""The options that all speech through the speakers shares."""


def chosen(**written: str | None) -> Chosen:
    """What the options say, read."""
    from matcue.settings import Chosen

    return Chosen.read(written)
