import re
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

README = Path(__file__).parents[2] / "README.md"


def lines(text: str) -> list[str]:
    """The lines of a picture without their figures, which depend on the voice."""
    bare = (
        re.sub(r"\d+:\d\d|[\d.]+ s$|with the voice \w+", "", line) for line in text.splitlines()
    )
    return [" ".join(line.split()) for line in bare]


def test_the_picture_is_what_show_prints(run: Callable[..., Result]) -> None:
    picture = README.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    command, *shown = lines(picture)
    assert command.startswith("$ matcue show ")
    printed = iter(lines(run("show", command.split()[-1], "--voice", "tone").stdout))
    assert all(line in printed for line in shown if line != "...")
