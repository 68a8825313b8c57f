"""The pages say what is so: generated ones are fresh, links lead somewhere, examples work."""

from __future__ import annotations

import json
import re
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pytest

from matcue import errors
from matcue.app.authoring import check_files, exercise, write_starter
from matcue.app.export import MADE
from matcue.app.names import topics
from matcue.cli import main
from matcue.controls.bindings import CONTROLS, by_default, controls, most_needed
from matcue.controls.key_codes import NAMED
from matcue.exporters import known_suffix
from matcue.paths import bundled
from matcue.routine import exercise as exercises
from matcue.routine import file_format as models
from matcue.routine import lookup
from matcue.routine.loader import check_exercise, load_file
from matcue.routine.schema import meanings
from matcue.settings import SETTINGS, Settings, parse_choices, read_config, read_tables
from matcue.sinks import open_sink
from matcue.voices import ENGINES, engine_location
from matcue.voices.text.lexicon import read_lexicon
from tests.conftest import Quiet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from matcue.routine.plan import Routine

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
OWN_ROUTINES: Final = {"back", "ROUTINE"}
"""Names in the pages that stand for a person's own routine."""
OWN_EXERCISES: Final = {"wall-slide"}
BASES: Final = {
    exercises.Described,
    exercises.OwnExercise,
    exercises.SomeWords,
    models.Dose,
    models.Manner,
    models.Turn,
}
"""Models that only lend others their keys."""
STARTER: Final = Path(lookup.__file__).with_name("starter.yaml")
DISCLAIMER: Final = "For information only, not medical advice."


def _make() -> ModuleType:
    spec = spec_from_file_location("docs_reference_make", DOCS / "reference" / "make.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make: Final = _make()


def _name(path: object) -> str:
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


def _blocks(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in one of the languages, without the indent of a list."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"^( *)```(\w+)\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [
        re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
        for indent, language, block in found
        if language in languages
    ]


def _everywhere(*languages: str) -> list[tuple[Path, str]]:
    return [(page, block) for page in PAGES for block in _blocks(page, *languages)]


def _indented(page: Path) -> str:
    """The lines of a page that Markdown shows as code for their indent alone."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return "\n".join(re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE))


def _commands() -> Iterator[tuple[Path, list[str]]]:
    """Every `matcue ...` of the pages as its arguments, up to a pipe or a redirection."""
    for page, block in [*_everywhere("console", "sh"), *((p, _indented(p)) for p in PAGES)]:
        for line in block.splitlines():
            command = line.removeprefix("$ ")
            if "matcue " not in command:
                continue
            words = re.split(r"\s(?:\||\|\||&&|>)\s", command, maxsplit=1)[0]
            arguments = shlex.split(words, comments=True)
            while arguments and "=" in arguments[0]:
                arguments.pop(0)
            if arguments[:1] == ["matcue"]:
                yield page, arguments[1:]


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def _links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text)
    return [link for pair in found for link in pair if link]


def _column(text: str, head: str) -> list[str]:
    """The first cells, without backquotes, of the table whose header begins with `head`."""
    table = text.partition(f"| {head} |")[2].split("\n\n")[0]
    return [line.split("|")[1].strip().strip("`") for line in table.splitlines()[2:]]


@pytest.mark.parametrize("path", make.PAGES)
def test_a_generated_page_is_fresh(path: str) -> None:
    kept = (ROOT / path).read_text(encoding="utf-8")
    assert make.PAGES[path]() == kept, f"{path} is stale; run: {make.REPAIR}"


def test_every_model_of_a_file_is_in_the_reference() -> None:
    known = {
        value
        for module in (models, exercises)
        for value in vars(module).values()
        if _is_model(value)
    }
    assert set(make.MODELS) == known - {exercises.Frozen, *BASES}


def _is_model(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, exercises.Frozen)


@pytest.mark.parametrize("model", make.MODELS, ids=lambda model: model.__name__)
def test_each_key_of_a_model_has_a_meaning(model: type[exercises.Frozen]) -> None:
    assert set(make.keys(model)) == set(model.model_fields)
    unsaid = {*map(exercises.key_of, model.model_fields)} - meanings(model).keys()
    assert not unsaid, "say what each key means: in a docstring under it"


def test_a_model_s_own_keys_come_first() -> None:
    assert [*make.keys(models.StretchStep)][:2] == ["stretch", "variant"]
    assert [*make.keys(exercises.Exercise)][:2] == ["name", "also"]


def test_the_exercises_are_told_completely() -> None:
    page = (DOCS / "reference" / "exercises.md").read_text(encoding="utf-8")
    for key, known in make.bundled_exercises().items():
        section = page.partition(f"\n## `{key}`\n")[2].partition("\n## ")[0]
        told = [known.name, *known.also, *known.variants, known.how, known.about]
        told += [known.caution, known.avoid, known.source]
        told += [text for v in known.variants.values() for text in (v.name, v.caution, v.avoid)]
        assert [text for text in told if text and text not in section] == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _links(page):
        if re.match(r"https?:|mailto:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{_name(page)} links to {link}, which is not there"
        assert target.is_relative_to(ROOT), f"{_name(page)} links out of the project: {link}"
        if anchor:
            assert anchor in _anchors(target), f"{_name(page)}: no heading for {link}"


def test_every_page_can_be_reached_from_the_index() -> None:
    reached = {DOCS / "README.md"}
    waiting = list(reached)
    while waiting:
        page = waiting.pop()
        for link in _links(page):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_relative_to(DOCS) and target not in reached:
                reached.add(target)
                waiting.append(target)
    assert reached == set(DOCS.rglob("*.md"))


def _file(block: str) -> str:
    """The path of the file that a block shows, where its first line is a comment that names it."""
    named = re.match(r"# (\S+\.yaml)\n", block)
    return named[1] if named else "block.yaml"


def _routine(block: str) -> str:
    """A whole routine: a block that is one, or that shows only its steps or its first keys."""
    if re.match("- ", block):
        block = f"steps:\n{block}"
    rest = {"title": "A title", "about": "A sentence.", "steps": "[{stretch: cobra}]"}
    missing = (key for key in rest if not re.search(rf"^{key}:", block, re.MULTILINE))
    return "\n".join([block, *(f"{key}: {rest[key]}" for key in missing)])


def _neighbours(page: Path, folder: Path) -> None:
    """Write the files that the blocks of a page show to a folder."""
    for block in _blocks(page, "yaml"):
        path = folder / _file(block)
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")


def _load(path: Path) -> Routine:
    return load_file(path, [path.parent, bundled("routines")])


@pytest.mark.parametrize(("page", "block"), _everywhere("yaml"), ids=_name)
def test_yaml_in_a_page_is_what_it_shows(page: Path, block: str, tmp_path: Path) -> None:
    _neighbours(page, tmp_path)
    if _file(block) == "lexicon.yaml":
        assert read_lexicon(block, _name(page), ENGINES)
        return
    if _file(block).startswith(lookup.EXERCISES):
        assert check_exercise(block, _name(page)) == ()
        return
    path = tmp_path / "shown.yaml"
    path.write_text(_routine(block), encoding="utf-8")
    assert _load(path).warnings == ()


def test_the_last_routine_of_the_tutorial_has_what_was_shown() -> None:
    *_, whole = (b for b in _blocks(DOCS / "routine-file.md", "yaml") if _file(b) == "back.yaml")
    keys = set(re.findall(r"^[ -]*(\w+):", whole, re.MULTILINE))
    apart = {"rest", "chime", "pause", "breathe", "flow", "interval"}
    assert keys >= models.STEPS.keys() - apart | {"defaults", "variables", "phases"}


@pytest.mark.parametrize("comments", ["kept", "taken away"])
def test_the_starter_begins_well(
    comments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write_starter("evening")
    if comments == "taken away":
        keys = r"^( *)# ((?:[ -]| [a-z]|[a-z]+:(?= |$)).*)$"
        text = path.read_text(encoding="utf-8")
        more = re.sub(keys, r"\1\2", text, flags=re.MULTILINE)
        assert re.findall("^ *full:", more, re.MULTILINE)
        path.write_text(more, encoding="utf-8")
    assert check_files([str(path)], Quiet()) == ()
    assert _load(path).written.title == "Evening"


def test_the_starter_leads_editors_to_the_schema() -> None:
    first, second, *_ = STARTER.read_text(encoding="utf-8").splitlines()
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert f"matcue schema > {named}" in second


@pytest.mark.parametrize("page", sorted((DOCS / "guide").glob("*.md")), ids=_name)
def test_a_page_of_the_guide_ends_with_the_disclaimer(page: Path) -> None:
    last = page.read_text(encoding="utf-8").rstrip().rpartition("\n\n")[2]
    assert last.startswith(DISCLAIMER)


@pytest.mark.parametrize(("page", "block"), _everywhere("toml"), ids=_name)
def test_a_config_file_in_a_page_is_one(page: Path, block: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(block, encoding="utf-8")
    assert read_config(path) != {} or controls(read_tables(path)) != controls({})


def _default(name: str, told: str) -> object:
    """The value that a default stands for, None where it only says what decides."""
    try:
        return SETTINGS[name].parse(told.partition(",")[0])
    except ValueError:
        return None


def test_the_defaults_in_the_reference_are_those_that_are_taken() -> None:
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `")]
    told = {row[0].strip("|` "): row[4] for row in rows}
    made = Settings()
    assert {name: _default(name, text) for name, text in told.items()} == {
        name: getattr(made, name) for name in SETTINGS
    }


@pytest.mark.parametrize(("page", "arguments"), [*_commands()], ids=_name)
def test_a_command_in_a_page_can_be_typed(page: Path, arguments: list[str]) -> None:
    with main.make_context("matcue", [], resilient_parsing=True) as outer:
        if arguments[:1] in (["--version"], ["--help"]):
            return
        name, command, rest = main.resolve_command(outer, arguments)
        assert command, arguments
        with pytest.MonkeyPatch.context() as patch:
            for variable in make.variables(click.Context(command, outer, name)):
                patch.delenv(variable, raising=False)
            chosen = command.make_context(name, rest, outer).params
    _check_choices(chosen)
    if name == "exercises" and chosen["name"] not in {None, *OWN_EXERCISES}:
        assert exercise(chosen["name"], make.Silent())


def _check_choices(chosen: dict[str, Any]) -> None:
    parse_choices({name: chosen.get(name) for name in ("voice", "speed", "pace", "preface")})
    if chosen.get("voice"):
        engine_location(chosen["voice"])
    if chosen.get("sink"):
        open_sink(chosen["sink"])
    if chosen.get("output"):
        known_suffix(chosen["output"], MADE)
    known = {*lookup.names([bundled("routines")]), *OWN_ROUTINES}
    routines = (chosen.get("routine"), *chosen.get("routines", ()), *chosen.get("files", ()))
    for routine in routines:
        if routine and "=" in routine:
            continue
        assert routine is None or routine in known or routine.endswith(".yaml")
    if chosen.get("topic"):
        assert chosen["topic"] in topics()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_environment_variables_in_a_page_set_something(page: Path) -> None:
    known = {name for context in make.contexts(main) for name in make.variables(context)}
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"\bMATCUE_[A-Z_]*[A-Z]", text)) - {"MATCUE_COMPLETE"} <= known


def test_the_contract_tells_each_key_and_no_other() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    given = make.example(page)
    block, manifest = map(json.loads, _blocks(DOCS / "json.md", "json"))
    assert block == given
    told = {
        head: _column(page.partition(f"### {head}\n")[2], "key")
        for head in re.findall(r"^### (.+)$", page, re.MULTILINE)
    }
    held = next(section for section in given["sections"] if section["holds"])
    assert told == {
        "The object": list(given),
        "An entry of `sections`": list(held),
        "An entry of `holds`": list(held["holds"][0]),
        "An entry of `cues`": list(given["cues"][0]),
        "An entry of `dropped`": ["text", "because", "section", "missing"],
        "An entry of `overruns`": ["text", "frames", "seconds", "section"],
        "`spent`": list(given["spent"]),
        "The manifest": list(manifest),
        "An entry of `files`": list(manifest["files"][0]),
    }


@pytest.mark.process
def test_the_manifest_in_the_page_is_what_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (routine,) = _blocks(DOCS / "json.md", "yaml")
    Path("routine.yaml").write_text(routine, encoding="utf-8")
    (line,) = re.findall(r"^\$ matcue (export .*)$", (DOCS / "json.md").read_text(), re.MULTILINE)
    with pytest.raises(SystemExit, match="0"):
        main(shlex.split(line))
    made = json.loads(Path("recordings/manifest.json").read_bytes())
    _, told = map(json.loads, _blocks(DOCS / "json.md", "json"))
    for entry in (*made["files"], *told["files"]):
        assert len(entry["sha256"]) == len(entry["order"]) == 64
        del entry["sha256"], entry["order"], entry["matcue"]
    assert told == made


def _tree(cls: type[errors.MatcueError]) -> Iterator[type[errors.MatcueError]]:
    for inner in cls.__subclasses__():
        yield inner
        yield from _tree(inner)


def test_every_exit_code_is_told() -> None:
    told = _column((DOCS / "how-to" / "machine.md").read_text(encoding="utf-8"), "exit code")
    assert {int(code) for code in told} == {0, 129, 130, 143} | {
        cls.exit_code for cls in _tree(errors.MatcueError)
    }


def test_the_most_needed_keys_are_told_at_the_beginning() -> None:
    page = (DOCS / "first-session.md").read_text(encoding="utf-8")
    commands = by_default("keys")
    assert _column(page, "key") == [key for key, _ in most_needed(commands)]
    for key in ("n", "p", "r", "q"):
        assert f"| `{key}` | {CONTROLS[commands[key]].does} |" in page


def test_every_key_that_has_a_name_is_told() -> None:
    page = (DOCS / "how-to" / "controls.md").read_text(encoding="utf-8")
    named = page.partition("A key is one character, or ")[2].partition(".\n")[0]
    assert {*re.findall(r"`([^`]+)`", named), *(f"f{i}" for i in range(2, 12))} == {*NAMED}


@pytest.mark.parametrize("page", ["README.md", "first-session.md"])
def test_the_disclaimer_stands_where_people_begin(page: str) -> None:
    assert DISCLAIMER in (DOCS / page).read_text(encoding="utf-8")


def test_every_key_of_a_checked_problem_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("title: Wrong\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["check", str(path), "--json"])
    (first, *_) = json.loads(capsys.readouterr().out)["problems"]
    page = (DOCS / "how-to" / "writing.md").read_text(encoding="utf-8")
    told = _column(page.partition("## Check many files")[2], "key")
    assert told == list(first)
