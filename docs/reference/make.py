"""Write every generated page anew: `python docs/reference/make.py`; a test tells when to."""
# ruff: noqa: INP001

from __future__ import annotations

import io
import json
import re
import types
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import click

from matcue.cli import main
from matcue.routine import library, model
from matcue.routine.loader import load_routine
from matcue.settings import Chosen, settle
from matcue.studio import document, prepare
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from matcue.units import parse_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pydantic.fields import FieldInfo

DOCS: Final = Path(__file__).parents[1]
REPAIR: Final = "python docs/reference/make.py"
STAMP: Final = f"<!-- Generated: change the program, then run `{REPAIR}`. -->\n"
WIDTH: Final = 80

MODELS: Final[tuple[type[model.Frozen], ...]] = (
    model.RoutineFile,
    *model.STEPS.values(),
    model.Words,
    model.Exercise,
)
"""Everything that a file of ours may hold, in the order of the page."""

TITLES: Final = {
    "RoutineFile": (
        "The routine",
        "The keys at the top of the file.",
    ),
    "StretchStep": (
        "A step: `stretch`",
        (
            "An exercise of the [catalogue](exercises.md), or one with `words` of its own. What is "
            "left out is taken from the exercise; where that gives a range, its lower end."
        ),
    ),
    "SayStep": ("A step: `say`", "Words of your own between two exercises."),
    "RestStep": (
        "A step: `rest`",
        "Matcue says “Rest, and breathe slowly.”, then it is quiet.",
    ),
    "Words": (
        "The words of an exercise",
        (
            "`{side}` is spoken as “left” or “right”, `{other side}` as the opposite one. Where an "
            "exercise has no sides, both are left out."
        ),
    ),
    "Exercise": (
        "An exercise of the catalogue",
        (
            "One file in `routines/exercises/`; its name without `.yaml` is what a step writes. "
            "The catalogue is part of matcue; a routine brings an exercise of its own as a step "
            "with `words`. Either `hold` or `reps` must be there, not both."
        ),
    ),
}
"""The heading of each model, and what is said under it."""

CONTRACT: Final = "routine.yaml"
"""The routine of the example in `json.md`, and the name of its file there."""


def _refusal(parse: Callable[[str], object]) -> str:
    """What a parser says that a text should be."""
    try:
        parse("?")
    except ValueError as error:
        return str(error).removeprefix("“?” is not ")
    raise AssertionError(parse)


_LONGEST: Final = f"{model.LONGEST / 3600}h"
_LENGTH: Final = (
    _refusal(parse_seconds).rpartition("write it like ")[2].replace(" or ", ", ").split(", ")
)
_TIME: Final = f"a time, at most {_LONGEST}: {', '.join(f'`{text}`' for text in _LENGTH)}"

_TAKES: Final[tuple[tuple[object, str], ...]] = (
    (model.Seconds, _TIME),
    (model.SecondsRange, "a time or a range of times, like `20-30s`"),
    (model.CountRange, "a whole number or a range of them, like `8-12`"),
    (model.Pace, _refusal(model.parse_pace)),
    (model.Speed, _refusal(model.parse_speed)),
    (model.Posture, ", ".join(f"`{posture}`" for posture in model.Posture)),
    (model.Words, "[words](#the-words-of-an-exercise)"),
)
"""What a key takes, for the types that do not say it themselves."""


def _type_of(hint: object) -> object:
    """A type without the `None` that stands for a key left out."""
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    return hint


def _takes(hint: object) -> str:
    """What may be written for a type."""
    hint = _type_of(hint)
    for known, text in _TAKES:
        if hint == known:
            return text
    if get_origin(hint) is Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(hint))
    limits = {
        name: getattr(data, name)
        for part in getattr(hint, "__metadata__", ())
        for data in (part, *getattr(part, "metadata", ()))
        for name in ("max_length", "ge", "le")
        if getattr(data, name, None) is not None
    }
    origin = getattr(hint, "__origin__", None)
    if origin is str:
        braces = ", with `{side}` and `{other side}`" if hint == model.Wording else ""
        return f"text of at most {limits['max_length']} characters{braces}"
    if origin is int:
        return f"a whole number from {limits['ge']} to {limits['le']}"
    if get_origin(origin) is tuple:
        return f"a list of at most {limits['max_length']} steps, each of one of the kinds below"
    raise TypeError(f"say in _TAKES what may be written for {hint}")


def _default(field: FieldInfo) -> str:
    """What stands for a key that is left out."""
    if field.is_required():
        return "**needed**"
    if field.default is None:
        return ""
    if isinstance(field.default, Fraction):
        return f"`{float(field.default):g}s`"
    return f"`{_range(field.default) if isinstance(field.default, tuple) else field.default}`"


def _range(ends: tuple[Any, Any], unit: str = "") -> str:
    low, high = (f"{float(end):g}" for end in ends)
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"


def _table(*rows: Iterable[str]) -> str:
    head, *body = ([*row] for row in rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def routine() -> str:
    """The page of the routine file: every key of the models."""
    parts = [
        (
            f"{STAMP}# The routine file: reference\n\n"
            "A routine is a YAML file in UTF-8 whose name ends in `.yaml` or `.yml`. "
            "[The routine file](../routine-file.md) teaches it by an example. "
            "A key that is not listed here is an error, and so is an alias (`*name`). "
            "Every problem is reported at once, with its line and column.\n"
        )
    ]
    for cls in MODELS:
        title, about = TITLES[cls.__name__]
        hints = get_type_hints(cls, include_extras=True)
        rows = [
            (
                f"`{key}`",
                _takes(hints[key]),
                _default(field),
                " ".join((field.description or "").split()),
            )
            for key, field in cls.model_fields.items()
        ]
        head = ("key", "what it takes", "without it", "meaning")
        parts.append(f"## {title}\n\n{about}\n\n{_table(head, *rows)}")
    return "\n".join(parts)


def exercises() -> str:
    """The page of the catalogue: a row for each exercise."""
    rows = []
    for key, exercise in library.catalogue().items():
        work = _range(exercise.hold, " s") if exercise.hold else ""
        if exercise.reps:
            work = f"{_range(exercise.reps)} times, {float(exercise.tempo):g} s each"
        rows.append(
            (
                f"`{key}`",
                exercise.name,
                exercise.posture,
                exercise.sides,
                work,
                _range(exercise.sets),
                exercise.caution or "",
                exercise.source or "",
            )
        )
    head = "write", "name", "posture", "sides", "hold or repetitions", "sets", "caution", "source"
    return (
        f"{STAMP}# The exercises\n\n"
        "What a step can name: `- stretch: cobra`. Hold, repetitions and sets are for each side. "
        "A step without figures of its own takes the lowest ones. "
        "The words of each exercise are in [`routines/exercises/`](../../routines/exercises).\n\n"
        "For information only, not medical advice. Ask a health professional about your own "
        f"case.\n\n{_table(head, *rows)}"
    )


def contexts(
    command: click.Command, name: str = "matcue", parent: click.Context | None = None
) -> Iterator[click.Context]:
    """The context of each command, the outermost first, as wide on every terminal."""
    context = command.make_context(
        name, [], parent, resilient_parsing=True, terminal_width=WIDTH, color=False
    )
    yield context
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            if found := command.get_command(context, inner):
                yield from contexts(found, inner, context)


def variables(context: click.Context) -> Iterator[str]:
    """The environment variables that set a command's options."""
    for option in context.command.params:
        if isinstance(option.envvar, str):
            yield option.envvar


def commands() -> str:
    """The page of the commands: what `--help` prints."""
    parts = [
        (
            f"{STAMP}# The commands\n\n"
            "What `--help` prints. "
            "[Your own defaults](../first-session.md#your-own-defaults) tells which choice wins.\n"
        )
    ]
    for context in contexts(main):
        text = context.get_help().rstrip()
        parts.append(f"## `{context.command_path}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


class _Silent:
    """A reporter to nobody."""

    def tell(self, sentence: str) -> None:
        raise AssertionError(sentence)

    def detail(self, sentence: str) -> None:
        """Nothing."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Nothing."""


def example(page: str) -> dict[str, Any]:
    """What `show --json` prints for the routine of a page, in the stand-in's voice."""
    (text,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    read = load_routine(text, CONTRACT, library.catalogue())
    settings = settle(Chosen.read({"voice": "tone"}), read)
    return document(prepare(write_script(read, Pace(settings.pace)), settings, _Silent()).timeline)


def _lines(shown: dict[str, Any]) -> str:
    """A JSON object with one line for each of its keys, and for each entry of a list."""
    out = io.StringIO()
    for i, (key, value) in enumerate(shown.items()):
        out.write(",\n  " if i else "{\n  ")
        out.write(f"{json.dumps(key)}: ")
        if isinstance(value, list):
            entries = ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in value)
            out.write(f"[\n    {entries}\n  ]")
        else:
            out.write(json.dumps(value, ensure_ascii=False))
    return f"{out.getvalue()}\n}}\n"


def contract() -> str:
    """The page of the JSON contract, with its example made anew from the routine it shows."""
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    made = _lines(example(page))
    return re.sub(r"(?<=```json\n).*?(?=```)", lambda _: made, page, count=1, flags=re.DOTALL)


PAGES: Final[dict[str, Callable[[], str]]] = {
    "reference/routine.md": routine,
    "reference/commands.md": commands,
    "reference/exercises.md": exercises,
    "json.md": contract,
}
"""The generated pages, by their path under `docs/`, and what makes the text of each."""


if __name__ == "__main__":
    for path, make in PAGES.items():
        (DOCS / path).write_text(make(), encoding="utf-8")
