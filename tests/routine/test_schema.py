"""The JSON Schema says yes to what the loader reads, and no to what it refuses for its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

from matcue.paths import bundled
from matcue.routine.schema import KINDS, schema_of

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS: dict[str, Draft202012Validator] = {
    kind: Draft202012Validator(schema_of(kind)) for kind in KINDS
}
FILES = sorted(bundled("routines").rglob("*.yaml"))
HEAD = {"title": "Mine", "about": "For me."}


class _Modern(yaml.SafeLoader):
    """Scalars as an editor reads them, by YAML 1.2: no `yes`, no `1:30`."""


_Modern.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag.endswith((":int", ":float", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Modern.add_constructor(
    "tag:yaml.org,2002:int",
    lambda _, node: int(node.value) if node.value.isdecimal() else str(node.value),
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind].schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_bundled_files_satisfy_it_in_an_editor(path: Path) -> None:
    kind = "exercise" if path.parent.name == "exercises" else "routine"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Modern)  # noqa: S506 - safe, see above
    assert [error.message for error in SCHEMAS[kind].iter_errors(data)] == []


@pytest.mark.parametrize(
    "step",
    [
        {"stretch": "cobra", "hold": "1m30s"},
        {"stretch": "cobra", "hold": 20, "sets": 2, "pace": "brisk"},
        {"rest": "1:30"},
        {"rest": 2.5},
        {"repeat": 2, "steps": [{"repeat": 2, "steps": [{"say": "A."}]}]},
        {"stretch": "cobra", "phases": [{"reps": 3, "tempo": "2s"}, {"hold": 9, "say": "B."}]},
        {"include": "parts/warm-up.yaml"},
        {"chime": "finish"},
        {"chime": "bells/My bell.WAV"},
        {"wait": "30s"},
        {"stretch": "clam", "reps": "{n}", "tempo": "{n}", "sides": "{knee}", "pace": "{p}"},
        {"stretch": "Own", "words": "Sit."},
        {"stretch": "bridge", "words": {"back": "And lower."}},
        {"interval": 8, "work": "20s", "rest": 10, "rest-words": "Walk.", "steps": ["Run"]},
        {
            "interval": 2,
            "every": "1m",
            "steps": ["Hop", {"stretch": "clam", "sides": "both", "reps": 8}],
        },
        {
            "interval": 1,
            "steps": [
                {"stretch": "cobra", "work": "1m", "rest": 5},
                {"name": "Hop", "work": 20, "sides": "both", "first": "right", "reps": 8},
            ],
        },
        {"pause": 45},
        {"say": "A.", "for": "45s"},
        {"rest": "20s", "say": ""},
        {"breathe": "4-7-8", "time": "5m", "lead": "softer", "count": "up", "name": "Evening"},
        {"breathe": "5.5 – 5.5", "rounds": 3},
        {
            "flow": "Sun",
            "rounds": 2,
            "beat": 4,
            "start": "standing",
            "steps": ["A.", {"say": "B."}],
        },
        {"flow": "Sun", "steps": [{"say": "A {side}.", "for": 3, "sides": "alternating"}]},
    ],
)
def test_it_takes_every_kind_of_step(step: dict[str, object]) -> None:
    assert SCHEMAS["routine"].is_valid(HEAD | {"steps": [step]})


def test_it_takes_exercises_of_the_file() -> None:
    own = {"name": "Sit", "posture": "seated", "hold": "10-20s", "words": "Sit."}
    for exercise in (own, {"name": "Sit", "words": {"full": "Sit."}}):
        assert SCHEMAS["routine"].is_valid(
            HEAD | {"exercises": {"sit": exercise}, "steps": [{"stretch": "sit"}]}
        )


@pytest.mark.parametrize(
    "keys",
    [
        {"preface": "off"},
        {"preface": {"stop": "Stop.", "doctor": "Call us.", "how": "full"}},
        {"bed": "drone", "bed-level": -24},
        {"bed": "music/Sea.mp3", "bed-level": "{low}"},
        {"start": "on the back"},
        {"chimes": "off", "defaults": {"chimes": {"hold-start": "off"}, "sides": "{knee}"}},
        {"steps": [{"repeat": "{n}", "name": "Round", "steps": [{"rest": 5}]}]},
        {"steps": [{"stretch": "clam", "works": "below"}]},
    ],
)
def test_it_takes_what_stands_at_the_top(keys: dict[str, object]) -> None:
    assert SCHEMAS["routine"].is_valid(HEAD | {"steps": [{"rest": 5}]} | keys)


@pytest.mark.parametrize("chimes", ["brisk", {"hold-start": "a.wav", "finish": "silent"}])
def test_it_takes_chimes(chimes: object) -> None:
    assert SCHEMAS["routine"].is_valid(HEAD | {"steps": [{"rest": 5}], "chimes": chimes})


@pytest.mark.parametrize(
    "data",
    [
        {"steps": []},
        {"steps": [{"strech": "cobra"}]},
        {"steps": [{"stretch": "cobra", "hald": 5}]},
        {"steps": [{"stretch": "cobra", "hold": "soon"}]},
        {"steps": [{"stretch": "cobra", "sets": "many"}]},
        {"steps": [{"stretch": "cobra", "sides": "boht"}]},
        {"steps": [{"stretch": "Own", "words": {"long": "Sit."}}]},
        {"steps": [{"rest": 5}], "exercises": {"sit": {"words": "Sit."}}},
        {"steps": [{"rest": 5}], "exercises": {"Sit down": {"name": "Sit", "words": "Sit."}}},
        {"steps": [{"rest": 5}], "pace": "fast"},
        {"steps": [{"rest": 5}], "mood": "calm"},
        {"steps": [{"chime": "gong"}]},
        {"steps": [{"interval": 8, "work": "20s"}]},
        {"steps": [{"interval": 8, "work": "20s", "rest_words": "Walk.", "steps": ["Run"]}]},
        {"steps": [{"interval": 8, "work": "20s", "steps": [{"stretch": "cobra", "hold": 9}]}]},
        {"steps": [{"interval": 8, "work": "20s", "steps": [{"name": "Hop", "words": "Up."}]}]},
        {"steps": [{"interval": 8, "work": "20s", "steps": [{"work": "20s"}]}]},
        {"steps": [{"breathe": "4", "rounds": 3}]},
        {"steps": [{"breathe": "4-4-4-4-4", "rounds": 3}]},
        {"steps": [{"breathe": "4-6", "rounds": 3, "count": "down"}]},
        {"steps": [{"flow": "Sun", "beat": 4}]},
        {"steps": [{"flow": "Sun", "beat": 4, "steps": [{"say": "A.", "sides": "both"}]}]},
        {"steps": [{"say": "A.", "for_": 4}]},
        {"steps": [{"rest": 5}], "chimes": "loud"},
        {"steps": [{"rest": 5}], "bed": "snow"},
        {"steps": [{"rest": 5}], "preface": "loud"},
        {"steps": [{"rest": 5}], "preface": {"nurse": "Call us."}},
        {"steps": [{"rest": 5}], "start": "lying"},
        {"steps": [{"rest": 5}], "defaults": {"chimes": {"finish": "bell.wav"}}},
        {"steps": [{"rest": 5}], "chimes": {"gong": "calm"}},
    ],
)
def test_it_refuses_what_the_loader_refuses(data: dict[str, object]) -> None:
    assert not SCHEMAS["routine"].is_valid(HEAD | data)


def test_each_key_tells_what_it_means() -> None:
    schema = schema_of("routine")
    definitions = [schema, *schema["$defs"].values()]
    for definition in definitions:
        for key, value in definition.get("properties", {}).items():
            assert value.get("description"), key
