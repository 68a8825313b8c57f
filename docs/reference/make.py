"""Write every generated file anew: `python docs/reference/make.py`; a test tells when to."""
# ruff: noqa: INP001

from __future__ import annotations

import io
import json
import re
import types
from enum import StrEnum
from fractions import Fraction
from functools import partial
from inspect import get_annotations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import click

from matcue.app.authoring import schema_text
from matcue.app.prepare import prepared
from matcue.app.synthesis import STAND_IN
from matcue.cli import main
from matcue.controls.bindings import CONTROLS
from matcue.exporters.sidecars import KINDS as KINDS_OF_WORDS
from matcue.paths import bundled
from matcue.pictures import plot, svg
from matcue.routine import exercise as exercise_format
from matcue.routine import field_types, file_format
from matcue.routine.enums import Preface
from matcue.routine.exercise import Catalogue, Exercise, Frozen, Variant, Words, dose, key_of
from matcue.routine.loader import catalogue_of, load_file, load_routine
from matcue.routine.resolve import vary
from matcue.routine.schema import KINDS, Kind, meanings
from matcue.settings import SETTINGS, TABLES, choices_of, parse_choices, resolve_settings
from matcue.timeline.document import document
from matcue.timeline.guidance import Guidance
from matcue.timeline.pacing import Pace
from matcue.timeline.script import write_script
from matcue.units import parse_seconds
from matcue.voices import ENGINES
from matcue.voices.text.lexicon import SHIPPED
from matcue.voices.text.normalizer import read_lexicon_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from matcue.routine.plan import Routine
    from matcue.timeline.model import Timeline

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
REPAIR: Final = "python docs/reference/make.py"
STAMP: Final = f"<!-- Generated: change the program, then run `{REPAIR}`. -->\n"
WIDTH: Final = 80

MODELS: Final[tuple[type[Frozen], ...]] = (
    file_format.RoutineFile,
    file_format.Defaults,
    *file_format.STEPS.values(),
    file_format.StationStep,
    file_format.NamedStation,
    file_format.Phase,
    file_format.Extra,
    file_format.WrittenMovement,
    file_format.OwnPreface,
    Words,
    Exercise,
    Variant,
)
"""Everything that a file of ours may hold, in the order of the page."""

TITLES: Final = {
    "RoutineFile": (
        "The routine",
        "The keys at the top of the file.",
    ),
    "Defaults": (
        "The defaults",
        (
            "A file's `defaults`. They reach its own steps, not those of a file that it includes. "
            "What a step says itself goes before them, and so do the `cues` of an exercise."
        ),
    ),
    "StretchStep": (
        "A step: `stretch`",
        (
            "An exercise of the [catalogue](exercises.md) or of the file's `exercises`, or one "
            "with `words` of its own. What is left out is taken from `defaults`, then from the "
            "exercise; where that gives a range, its lower end."
        ),
    ),
    "IntervalStep": (
        "A step: `interval`",
        (
            "Exact from bell to bell: the bells that begin a work lie `work` and `rest` apart, or "
            "`every`, to the frame. Words hang between them and are left out where they have no "
            "room; `matcue show` tells which, and how many seconds they lack."
        ),
    ),
    "StationStep": (
        "A step of an interval",
        (
            "An entry of an interval's `steps` that is more than a name. It lasts as long as its "
            "`work`, or that of the interval, so it has no `hold`, `time` or `sets`."
        ),
    ),
    "NamedStation": (
        "A name in an interval",
        "An entry of an interval's `steps` that is a name alone, and lasts a time of its own.",
    ),
    "RepeatStep": ("A step: `repeat`", "Steps that are done several times, one inside another."),
    "IncludeStep": (
        "A step: `include`",
        (
            "Only the steps are taken, with the `defaults` and `variables` of their own file; its "
            "`welcome`, `closing` and the other keys are left out."
        ),
    ),
    "BreatheStep": (
        "A step: `breathe`",
        "Breaths of one length, each part of them on its second, until a bell ends them.",
    ),
    "FlowStep": (
        "A step: `flow`",
        "Movements that follow one another without a bell, each told when it is done.",
    ),
    "SayStep": (
        "A step: `say`",
        (
            "Words of your own between two exercises. Those that last under 15 seconds are no "
            "chapter of their own: they belong to the one that follows, at the end to the last."
        ),
    ),
    "RestStep": (
        "A step: `rest`",
        "Matcue says “Rest and breathe slowly.”, or your words, then it is quiet.",
    ),
    "ChimeStep": ("A step: `chime`", "One of the chimes, by itself."),
    "PauseStep": (
        "A step: `pause`",
        "Quiet, after what is said before it. It belongs to the chapter before it.",
    ),
    "WaitStep": (
        "A step: `wait`",
        "Matcue says “Take your time.” and when it carries on, then it is quiet.",
    ),
    "Phase": (
        "A phase of a stretch",
        "An entry of a stretch's `phases`, with exactly one of `hold`, `time` and `reps`.",
    ),
    "Extra": (
        "Further sets of one side",
        "A stretch's `extra`: sets that come after those of both sides.",
    ),
    "WrittenMovement": (
        "A movement of a flow",
        "An entry of a flow's `steps`: a text, which is its `say`, or these keys.",
    ),
    "OwnPreface": (
        "What is said of safety",
        "A file's `preface`. Its words are said, and printed on the sheet, in place of matcue's.",
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
            "One file in the folder `exercises` of [the routines](../how-to/machine.md"
            "#where-things-are), yours or matcue's own; its name without `.yaml` is what a step "
            "writes. Exactly one of `hold`, `time` and `reps` must be there. An entry of a "
            "routine's `exercises` is the same, but its `posture` and its measure may be among "
            "the routine's defaults."
        ),
    ),
    "Variant": (
        "A variant of an exercise",
        "An entry of an exercise's `variants`. What it leaves out is as in the exercise.",
    ),
}
"""The heading of each model, and what is said under it."""

PARTS_OF_CONFIG: Final = {
    "keys": (
        "the keys of the terminal, each by [the command](../how-to/controls.md"
        "#choose-other-keys-and-buttons) that it asks for"
    ),
    "buttons": (
        "[the buttons of headphones](../how-to/controls.md#control-a-session-from-the-floor), alike"
    ),
}
"""What each table of the config file is for."""

CONTRACT: Final = "routine.yaml"
"""The routine of the example in `json.md`, and the name of its file there."""
DRAWN: Final = "lower-back-relief.yaml"
"""The routine whose rhythm is drawn."""


def bundled_exercises() -> Catalogue:
    """The exercises that matcue brings."""
    return catalogue_of([bundled("routines")])


def _refusal(parse: Callable[[str], object]) -> str:
    """What a parser says that a text should be."""
    try:
        parse("?")
    except ValueError as error:
        return str(error).removeprefix("“?” is not ")
    raise AssertionError(parse)


_LONGEST: Final = f"{field_types.LONGEST / 3600}h"
_LENGTH: Final = (
    _refusal(parse_seconds).rpartition("write it like ")[2].replace(" or ", ", ").split(", ")
)
_TIME: Final = f"a time, at most {_LONGEST}: {', '.join(f'`{text}`' for text in _LENGTH)}"


def _link(text: str, cls: type[Frozen]) -> str:
    """A link to the section of a model."""
    return f"[{text}](#{anchor(TITLES[cls.__name__][0])})"


def anchor(heading: str) -> str:
    """What a link to a heading ends with."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _choices(known: Iterable[object]) -> str:
    return ", ".join(f"`{choice}`" for choice in known)


_TAKES: Final[tuple[tuple[object, str], ...]] = (
    (field_types.Seconds, _TIME),
    (field_types.SecondsRange, "a time or a range of times, like `20-30s`"),
    (field_types.CountRange, "a whole number or a range of them, like `8-12`"),
    (field_types.PaceFactor, _refusal(field_types.parse_pace)),
    (field_types.Speed, _refusal(field_types.parse_speed)),
    (field_types.Tempo, f"{_TIME}; or `2-1-3`, seconds out, held and back"),
    (
        field_types.BreathPattern,
        "two to four numbers of seconds from 1 to 60, like `4-6`, `5.5-5.5`, `4-7-8` or `4-4-4-4`",
    ),
    (
        field_types.TextOrNone,
        f'text of at most {field_types.LONGEST_TEXT} characters, or `""` for none',
    ),
    (file_format.Movements, "at most 100 texts, or [movements](#a-movement-of-a-flow)"),
    (field_types.Hold, f"{_TIME}; or `6 breaths`"),
    (field_types.Holds, f"{_TIME}; or `6 breaths`; or a list, one for each set"),
    (field_types.Times, f"{_TIME}; or a list, one for each set"),
    (field_types.Counts, "a whole number from 1 to 100; or a list, one for each set"),
    (
        field_types.During,
        (
            "times, with a minus for those before the end, each followed by text of at most "
            f"{field_types.LONGEST_TEXT} characters, with `{{side}}` and `{{other side}}`"
        ),
    ),
    (field_types.Yes, "`yes` or `no`"),
    (field_types.Countdown, "a number of seconds up to 60, `all` or `off`"),
    (field_types.ChimeChoice, f"{_choices(field_types.Chimes)}, or a sound file"),
    (
        field_types.Sounds,
        (
            f"{_choices(field_types.Profile)}, `off`; or some of {_choices(field_types.Chimes)}, "
            "each followed by one of these or by a sound file"
        ),
    ),
    (
        field_types.OwnSets,
        (
            f"{_choices(field_types.Profile)}, `off`; or some of {_choices(field_types.Chimes)}, "
            "each followed by one of these"
        ),
    ),
    (field_types.BedChoice, f"{_choices(field_types.Bed)}, or a sound file"),
    (field_types.BedLevel, _refusal(field_types.parse_bed_level)),
    (
        file_format.PrefaceChoice,
        f"{_choices(Preface)}, or {_link('words of your own', file_format.OwnPreface)}",
    ),
    (field_types.Key, "small letters, digits and hyphens"),
    (field_types.Variable, "small letters, digits and hyphens"),
    (exercise_format.ToldWords, f"one text, or {_link('words', Words)}"),
    (exercise_format.ChangedWords, f"one text, or {_link('words', Words)}"),
    (exercise_format.OwnExercise, _link("an exercise", Exercise)),
    (field_types.WrittenSide, "`left`, `right`"),
    (field_types.Sides, "`both`, `left`, `right`, `none`"),
    (file_format.Extra, _link("sets of one side", file_format.Extra)),
    (file_format.Defaults, _link("defaults", file_format.Defaults)),
    (file_format.Phase, _link("phases", file_format.Phase)),
    (Variant, _link("a variant", Variant)),
    (
        file_format.WrittenStation,
        (
            f"names of at most 80 characters, {_link('stretches', file_format.StationStep)}, or "
            f"{_link('names with more to them', file_format.NamedStation)}"
        ),
    ),
    (file_format.WrittenStep, "steps, each of one of the kinds below"),
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
        return _choices(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choices(hint)
    return _takes_up_to(hint)


def _takes_up_to(hint: object) -> str:
    """What may be written for a type that may have limits."""
    limits = _limits(hint)
    plain = getattr(hint, "__origin__", hint) if hasattr(hint, "__metadata__") else hint
    if plain is str:
        braces = ", with `{side}` and `{other side}`" if hint == field_types.SpokenText else ""
        return f"text of at most {limits['max_length']} characters{braces}"
    if plain is int:
        return f"a whole number from {limits['ge']} to {limits['le']}"
    most = f"at most {limits['max_length']} " if "max_length" in limits else ""
    inner = [_takes(part) for part in get_args(plain) if part is not ...]
    if get_origin(plain) is tuple:
        return f"a list of {most}{re.sub('^text ', 'texts, each ', inner[0])}"
    if get_origin(plain) is dict:
        return f"{most}names ({inner[0]}), each followed by {inner[1]}"
    raise TypeError(f"say in _TAKES what may be written for {hint}")


def _limits(hint: object) -> dict[str, object]:
    """How long or how large a value may be, by pydantic's names."""
    return {
        name: getattr(data, name)
        for part in getattr(hint, "__metadata__", ())
        for data in (part, *getattr(part, "metadata", ()))
        for name in ("max_length", "ge", "le")
        if getattr(data, name, None) is not None
    }


def _default(field: FieldInfo) -> str:
    """What stands for a key that is left out."""
    if field.is_required():
        return "**needed**"
    match field.default:
        case (Fraction() as whole,):
            return f"`{float(whole):g}s`"
        case (low, _):
            return f"`{low}`"
        case str() | int():
            return f"`{field.default}`"
        case _:
            return ""


def _table(*rows: Iterable[str]) -> str:
    head, *body = ([*row] for row in rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def keys(cls: type[Frozen]) -> dict[str, FieldInfo]:
    """The keys of a model: its own first, then those of its bases, a common one there."""
    names = [name for base in cls.__mro__ for name in get_annotations(base)]
    own = [name for i, name in enumerate(names) if name not in names[i + 1 :]]
    return {name: cls.model_fields[name] for name in own if name in cls.model_fields}


def routine() -> str:
    """The page of the routine file: every key of the models."""
    parts = [
        (
            f"{STAMP}# The routine file: reference\n\n"
            "A routine is a YAML file in UTF-8 whose name ends in `.yaml` or `.yml`. "
            "[The routine file](../routine-file.md) teaches it by an example. "
            "A key that is not listed here is an error, and so is an alias (`*name`). "
            'A figure or a side may be a variable in quotation marks: `reps: "{count}"`. '
            "Every problem is reported at once, with its line and column. "
            "Editors complete and check the same keys with the schema that `matcue schema` "
            "prints.\n"
        )
    ]
    for cls in MODELS:
        title, about = TITLES[cls.__name__]
        hints, told = get_type_hints(cls, include_extras=True), meanings(cls)
        rows = [
            (
                f"`{key_of(name)}`",
                _takes(hints[name]),
                _default(field),
                " ".join(told[key_of(name)].split()),
            )
            for name, field in keys(cls).items()
        ]
        head = ("key", "what it takes", "without it", "meaning")
        parts.append(f"## {title}\n\n{about}\n\n{_table(head, *rows)}")
    return "\n".join(parts)


def exercises() -> str:
    """The page of the catalogue: an overview, then everything about each exercise."""
    known = bundled_exercises()
    rows = [
        (
            f"[`{key}`](#{anchor(key)})",
            exercise.name,
            exercise.posture,
            exercise.sides,
            dose(exercise),
            ", ".join(exercise.ours),
        )
        for key, exercise in known.items()
    ]
    head = "write", "name", "posture", "sides", "how much", "ours"
    return "\n".join(
        [
            (
                f"{STAMP}# The exercises\n\n"
                "What a step can name: `- stretch: cobra`, or one of its variants with "
                "`variant: low`. How much is meant is for each side; a step without figures of its "
                "own takes the lowest ones. `ours` names the figures that the source does not "
                "give: they are matcue's own, cautious usual ones. The spoken words are in "
                "[`routines/exercises/`](../../routines/exercises). `matcue exercises` shows the "
                "same in the terminal, and your own exercises with them.\n\n"
                "For information only, not medical advice. Ask a health professional about your "
                f"own case.\n\n{_table(head, *rows)}"
            ),
            *(_exercise(key, exercise) for key, exercise in known.items()),
        ]
    )


def _exercise(key: str, exercise: Exercise) -> str:
    """The section of an exercise."""
    also = f", also called {', '.join(exercise.also)}" if exercise.also else ""
    usual = _facts(exercise)
    lines = [f"## `{key}`\n", f"**{exercise.name}**{also}\n"]
    lines += _listed("", usual)
    if exercise.variants:
        lines.append("- Variants:")
    for name, variant in exercise.variants.items():
        varied = _facts(vary(exercise, name))
        lines.append(f"  - `{name}`, {variant.effort}. {varied.pop('Why') or ''}".rstrip())
        if variant.name:
            lines.append(f"    - Called: {variant.name}")
        lines += _listed("    ", {h: text for h, text in varied.items() if text != usual[h]})
    lines += _listed("", {"Source": exercise.source})
    return "".join(f"{line}\n" for line in lines)


def _facts(exercise: Exercise) -> dict[str, str | None]:
    """What is to be known of an exercise, in the order of the page."""
    ours = f" (ours: {', '.join(exercise.ours)})" if exercise.ours else ""
    end = f", {exercise.end} at its end" if exercise.end else ""
    return {
        "How": exercise.how,
        "Why": exercise.about,
        "Posture": f"{exercise.posture}{end}",
        "Sides": exercise.sides,
        "How much": f"{dose(exercise)}{ours}",
        "Take care": exercise.caution,
        "Who should leave it out": exercise.avoid,
    }


def _listed(indent: str, facts: Mapping[str, str | None]) -> list[str]:
    """A line of a list for each fact that there is."""
    return [f"{indent}- {head}: {text}" for head, text in facts.items() if text]


def lexicon() -> str:
    """The page of the lexicon: each word, and how it is spelled for each voice."""
    engines = [engine for engine in ENGINES if engine != STAND_IN]
    rows = [
        (f"`{word}`", *(ways.get(engine, "") for engine in engines))
        for word, ways in read_lexicon_file(SHIPPED).items()
    ]
    return (
        f"{STAMP}# The lexicon\n\n"
        "Words that a voice gets wrong, and what it is given to say instead. "
        "[Teach the voice a word](../how-to/voices.md#teach-the-voice-a-word) tells how to add "
        "your own."
        f"\n\n{_table(('word', *engines), *rows)}"
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
            "[Your own defaults](../how-to/machine.md#your-own-defaults) tells which choice wins.\n"
        )
    ]
    for context in contexts(main):
        text = context.get_help().rstrip()
        parts.append(f"## `{context.command_path}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


class Silent:
    """A reporter to nobody."""

    def tell(self, sentence: str) -> None:
        """Fail: the pages are made of what has nothing wrong."""
        raise AssertionError(sentence)

    def detail(self, sentence: str) -> None:
        """Nothing."""

    def done(self, sentence: str) -> None:
        """Nothing."""

    def progress(self, stage: str, done: int, total: int) -> None:
        """Nothing."""


def example(page: str) -> dict[str, Any]:
    """What `show --json` prints for the routine of a page, in the stand-in's voice."""
    (text,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    return document(_timeline(load_routine(text, CONTRACT, bundled_exercises())))


def rhythm() -> str:
    """What `show --plot` draws for a bundled routine, in the stand-in's voice."""
    folder = bundled("routines")
    return svg.content(plot.draw(_timeline(load_file(folder / DRAWN, [folder])))).decode()


def _timeline(read: Routine) -> Timeline:
    """The timeline of a routine in the stand-in's voice."""
    settings = resolve_settings(parse_choices({"voice": "tone"}), choices_of(read.written))
    script = write_script(read, Guidance(Pace(settings.pace)))
    with prepared(settings, Silent()) as preparation:
        return preparation.mix(script).timeline


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


def control() -> str:
    """The page of the controls, with its table made anew."""
    page = (DOCS / "how-to" / "controls.md").read_text(encoding="utf-8")
    head = ("command", "keys", "buttons", "words", "what it does")
    rows = (
        (name, _codes(each.keys), _codes(each.buttons), ", ".join(each.words), each.does)
        for name, each in CONTROLS.items()
    )
    made = _table(head, *rows)
    pattern = rf"{re.escape(made.splitlines()[0])}\n.*?\n(?=\n)"
    return re.sub(pattern, lambda _: made, page, count=1, flags=re.DOTALL)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def settings() -> str:
    """The page of the settings: each with its key, its option, its variable and its default."""
    options = {
        option.name: option
        for context in contexts(main)
        for option in context.command.params
        if option.name in SETTINGS
    }
    rows = [(f"`{name}`", *_ways(options.get(name)), *_row(name)) for name in SETTINGS]
    own = _choices(name for name in SETTINGS if name in file_format.RoutineFile.model_fields)
    tables = (f"- `[{name}]`: {PARTS_OF_CONFIG[name]}\n" for name in TABLES)
    head = ("key", "option", "environment variable", "what it takes", "default", "what it does")
    return (
        f"{STAMP}# The settings\n\n"
        "If several choose, the first of these wins: the option, the environment variable, the "
        f"config file, the routine, the default. [A routine](routine.md#the-routine) has {own}, "
        "and says in its `defaults` and its steps how they are guided.\n\n"
        "The config file is `config.toml` in the folder `matcue` of `XDG_CONFIG_HOME`, on Linux "
        "usually `~/.config`; [where it lies elsewhere](../how-to/machine.md#where-things-are). In "
        "a key, `_` and `-` are the same.\n\n"
        f"{_table(head, *rows)}\n"
        f"After them the config file can have tables:\n\n{''.join(tables)}"
    )


_TAKEN: Final = {
    "voice": "the name of a voice",
    "fit": f"a time, like {', '.join(_LENGTH)}, or off",
    "wait": "yes or no",
    "fallback": "names of voices, with commas between them",
    "bed": "the name of a bed, or a sound file",
    "captions": f"some of {', '.join(KINDS_OF_WORDS)}, with commas between them, all, or off",
    "device": "the name of a sound device",
}
"""What a setting takes, where its parser does not tell."""
_UNTOLD: Final = {"hold": "as the routine says", "fit": "as the routine says", "wait": "no"}
"""The default of a setting, where its help does not tell."""


def _ways(option: click.Parameter | None) -> tuple[str, str]:
    """The option of a setting, and its variable in the environment."""
    if option is None:
        return "", ""
    return f"`{option.opts[0]}`", f"`{option.envvar}`"


def _row(name: str) -> tuple[str, str, str]:
    """What a setting takes, its default, and what it does."""
    row = SETTINGS[name]
    does, _, default = row.told.removesuffix("]").partition("  [default: ")
    takes = _TAKEN.get(name) or _refusal(row.parse).replace(", nor ", " or ")
    return takes, default or _UNTOLD[name], does


def _schema(kind: Kind) -> str:
    """What `matcue schema` prints."""
    return f"{schema_text(kind)}\n"


PAGES: Final[dict[str, Callable[[], str]]] = {
    "docs/reference/routine.md": routine,
    "docs/reference/commands.md": commands,
    "docs/reference/exercises.md": exercises,
    "docs/reference/lexicon.md": lexicon,
    "docs/reference/settings.md": settings,
    "docs/json.md": contract,
    "docs/how-to/controls.md": control,
    "docs/rhythm.svg": rhythm,
    **{f"routines/schema/{kind}.json": partial(_schema, kind) for kind in KINDS},
}
"""The generated files, by their path in the project, and what makes the text of each."""


if __name__ == "__main__":
    for path, make in PAGES.items():
        (ROOT / path).parent.mkdir(exist_ok=True)
        (ROOT / path).write_text(make(), encoding="utf-8")
