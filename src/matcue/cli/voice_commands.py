"""The commands about voices: list them, try one, add one, remove one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

import click

from matcue.cli.completion import complete_language, complete_own_voice, complete_voice
from matcue.cli.lines import say
from matcue.cli.options import (
    DEVICE,
    LOUDNESS,
    SINK,
    SPEED,
    chosen,
    examples,
)

SENTENCE: Final = "Lie on your back, and hold for 20 seconds. Breathe slowly."
"""What a voice says where nothing else is asked for."""


@click.group(
    invoke_without_command=True,
    epilog=examples(
        "matcue voices                              all of them",
        "matcue voices --language en                those that speak English",
        "matcue voices try system:en-gb             hear one",
        "matcue voices add en_US-amy-medium         fetch a natural one",
        "matcue play flare-up --voice system:en-gb  a session with one",
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--language",
    metavar="TAG",
    shell_complete=complete_language,
    help="Only the voices of one language: en, or en-gb.",
)
@click.pass_context
def voices(ctx: click.Context, as_json: bool, language: str | None) -> None:  # noqa: FBT001
    """List the voices that this machine can use.

    What is in the first column can be written wherever a voice is named: after --voice, in
    MATCUE_VOICE, in the config file, as `voice` in a routine. The name of an engine alone (piper,
    system, tone) is its default voice.

    Natural voices were learned from a person's. They are fetched once by `matcue voices add` and
    need no network to speak; samples are at https://rhasspy.github.io/piper-samples.
    """
    if ctx.invoked_subcommand:
        return
    from matcue.cli.lines import print_json
    from matcue.cli.listings import print_voices, voices_data
    from matcue.voices.catalog import voice_catalog

    shown = voice_catalog().speaking(language) if language else voice_catalog()
    if as_json:
        print_json(voices_data(shown))
    else:
        print_voices(shown, language)


@voices.command(
    "try",
    epilog=examples(
        "matcue voices try piper",
        'matcue voices try system:de "Eins, zwei, drei."',
        "matcue voices try piper --speed 0.8 -o slow.mp3",
    ),
)
@click.argument("name", shell_complete=complete_voice)
@click.argument("text", default=SENTENCE)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a file instead: .m4a, .m4b, .mp3, .opus, .ogg, .flac or .wav.",
)
@SPEED
@LOUDNESS
@SINK
@DEVICE
def try_(name: str, text: str, output: Path | None, sink: str, **choices: str | None) -> None:
    """Hear a voice say something.

    NAME is from `matcue voices`. TEXT is what it says, a sentence of ours if there is none. What
    was said is printed. It is heard alone, whatever bed, lead or pace you chose for your sessions.
    """
    from matcue.app.session import Frontend
    from matcue.app.voices import try_voice
    from matcue.cli.report import reporter
    from matcue.cli.screen import listen
    from matcue.controls.bindings import own_controls

    place = output or Frontend(sink, partial(listen, controls=own_controls()))
    with reporter() as report:
        said = try_voice(name, text, chosen(**choices), place, report)
    say(said)


@voices.command(
    epilog=examples("matcue voices add en_US-amy-medium", "matcue voices add ./my-voice.onnx")
)
@click.argument("what", metavar="NAME|FILE.onnx")
def add(what: str) -> None:
    """Add a natural voice.

    NAME is one of Piper's published voices, which is fetched (about 60 MB) and checked against its
    published checksum. A FILE ending in .onnx is copied, with the file FILE.onnx.json beside it.
    Either is tried first; if anything is wrong, nothing is added. Prints the name to use.
    """
    from matcue.cli.report import reporter
    from matcue.voices.catalog import add_voice

    with reporter() as report:
        say(add_voice(what, report))


@voices.command(epilog=examples("matcue voices remove piper:en_US-amy-medium"))
@click.argument("name", shell_complete=complete_own_voice)
def remove(name: str) -> None:
    """Remove a voice that was added."""
    from matcue.voices.catalog import remove_voice

    remove_voice(name)
