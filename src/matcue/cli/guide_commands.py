"""The commands that explain: the exercises, the keys, the guide."""

from __future__ import annotations

from functools import partial

import click

from matcue.cli.completion import complete_exercise, complete_topic
from matcue.cli.options import about_sound, chosen, examples


@click.command(epilog=examples("matcue exercises", "matcue exercises knee-to-chest"))
@click.argument("name", required=False, shell_complete=complete_exercise)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def exercises(name: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Show the exercises that a routine can name, or all about one.

    NAME is an exercise's name, as it is written in a routine or as people call it.
    """
    from matcue.app.authoring import exercise, exercises
    from matcue.cli.lines import print_json
    from matcue.cli.listings import exercises_data, print_exercise, print_exercises
    from matcue.cli.report import reporter

    with reporter() as report:
        shown = exercises(report) if name is None else exercise(name, report)
    if as_json:
        print_json(exercises_data(shown))
    elif name is None:
        print_exercises(shown)
    else:
        print_exercise(*next(iter(shown.items())))


@click.command(epilog=examples("matcue keys", "matcue keys --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def keys(as_json: bool) -> None:  # noqa: FBT001
    """Show the keys and buttons that control a session here.

    Press the keys in the terminal, without Return. Buttons are those of headsets, media keyboards
    and lock screens, on Linux; `twice` and `thrice` are presses of a headset's only button. Both
    can be changed in the config file.
    """
    from matcue.cli.lines import print_json
    from matcue.cli.listings import controls_data, print_controls
    from matcue.controls.bindings import own_controls

    shown = own_controls()
    if as_json:
        print_json(controls_data(shown))
    else:
        print_controls(shown)


@click.command(
    epilog=examples("matcue guide", "matcue guide safety", "matcue guide --play how-often")
)
@click.argument("topic", required=False, shell_complete=complete_topic)
@click.option("--play", "aloud", is_flag=True, help="Speak it instead of showing it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@about_sound
def guide(  # noqa: PLR0913
    *,
    topic: str | None,
    aloud: bool,
    as_json: bool,
    sink: str,
    verbose: bool,
    plain: bool,
    **choices: str | None,
) -> None:
    """Read about safety, how often to practise, activities and costs.

    Without TOPIC it lists the topics.
    """
    from matcue.app.guide import guide_page
    from matcue.app.names import topics
    from matcue.app.play import play_guide
    from matcue.app.session import Frontend
    from matcue.cli.lines import print_json
    from matcue.cli.output import print_guide, print_topics, topics_data
    from matcue.cli.report import reporter
    from matcue.cli.screen import watch
    from matcue.controls.bindings import own_controls

    if topic is None and aloud:
        raise click.UsageError(f"--play needs a topic: {', '.join(topics())}.")
    if aloud and as_json:
        raise click.UsageError("--play speaks a page, and --json prints it; choose one.")
    if topic and aloud:
        with reporter(verbose=verbose, plain=plain) as report:
            look = partial(watch, report=report, controls=own_controls())
            play_guide(topic, chosen(**choices), Frontend(sink, look), report)
        return
    pages = {name: guide_page(name) for name in ([topic] if topic else topics())}
    if as_json:
        print_json(topics_data(pages))
    elif topic:
        print_guide(pages[topic])
    else:
        print_topics(pages)
