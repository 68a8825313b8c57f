"""Whatever a stranger wrote is shown and not obeyed, and a terminal breaks lines between words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rich.cells import cell_len

from matcue.cli.lines import fitted, wrapped
from matcue.cli.listings import print_voices
from matcue.visible import one_line, visible
from matcue.voices.base import VoiceInfo
from matcue.voices.catalog import CatalogEntry, VoiceCatalog
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from tests.terminal import Terminal

    Run = Callable[..., Result]
    Sit = Callable[..., Terminal]

TITLE, CLIPBOARD, TURN = "\x1b]0;owned\x07", "\x1b]52;c;aGVsbG8=\x07", "\u202egpj"
SHOWN: Final = {
    TITLE: "‹U+001B›]0;owned‹U+0007›",
    CLIPBOARD: "‹U+001B›]52;c;aGVsbG8=‹U+0007›",
    TURN: "‹U+202E›gpj",
    "\x9b31m": "‹U+009B›31m",
    "a\rb": "a‹U+000D›b",
    "\u2066a\u2069": "‹U+2066›a‹U+2069›",
    "a\u2028b": "a‹U+2028›b",
}
TURNED: Final = 'title: "Back \u202efeiler"\nabout: "For\u2066 me"\nsteps: [{rest: 5s}]\n'


@pytest.mark.parametrize(("written", "shown"), SHOWN.items())
def test_what_acts_on_a_terminal_is_written_out(written: str, shown: str) -> None:
    assert visible(written) == shown


@pytest.mark.parametrize(("written", "shown"), {**SHOWN, "a\n\tb": "a‹U+000A›‹U+0009›b"}.items())
def test_a_name_stays_in_its_line(written: str, shown: str) -> None:
    assert one_line(written) == shown


@pytest.mark.parametrize("text", ["one\ntwo\tthree", "Müller 東京 👩‍🦽 שלום\u200f", "e\u0301"])
def test_what_is_seen_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize("columns", range(20, 201, 12))
def test_lines_are_broken_between_words_at_any_width(columns: int) -> None:
    line = "warning  lexicon: 腰を伸ばす, “Siobhan” is no spelling (write it as it is spoken). " * 3
    rows = wrapped(line, columns, hang=9).split("\n")
    assert max(map(cell_len, rows)) <= columns
    assert {row[:9] for row in rows[1:]} == {" " * 9}
    assert " ".join("".join(f"{row}\n" for row in rows).split()) == " ".join(line.split())
    free = [columns - cell_len(row) for row in rows[:-1]]
    following = [cell_len(row.split()[0]) + 1 for row in rows[1:]]
    assert all(room < needed for room, needed in zip(free, following, strict=True))


def test_a_word_that_is_too_long_stays_whole() -> None:
    path = "/home/me/routines/evening-unwinding.yaml:3:12:"
    assert wrapped(f"{path} it is empty", 20, hang=2).split("\n") == [path, "  it is empty"]


COMMANDS: Final = (
    "check NAME.yaml",
    "list",
    "show NAME.yaml",
    "show short NAME.yaml",
    "show short --speed NAME",
    "export short -o NAME.xyz",
    "play short --sink NAME",
    "exercises NAME",
    "guide NAME",
    "new NAME",
)


@pytest.mark.parametrize("hostile", [TITLE, CLIPBOARD, TURN])
@pytest.mark.parametrize("command", COMMANDS)
def test_names_reach_no_terminal_as_they_are(
    run: Run, home: Path, command: str, hostile: str
) -> None:
    for folder in (home, home / "XDG_DATA_HOME" / "matcue" / "routines"):
        (folder / f"{hostile}.yaml").write_text("title: X\n", encoding="utf-8")
    told = run(*(word.replace("NAME", hostile) for word in command.split())).output
    assert SHOWN[hostile] in told.replace("\n", "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)


BROKEN: Final = "evening\n\tError"
IN_ONE_LINE: Final = "evening‹U+000A›‹U+0009›Error"


DOCTOR: Final = pytest.param("doctor --sink null --voice tone", marks=pytest.mark.process)


@pytest.mark.parametrize("command", [*COMMANDS, "check NAME", DOCTOR])
def test_names_stay_in_their_line(run: Run, home: Path, command: str) -> None:
    for folder in (home, home / "XDG_DATA_HOME" / "matcue" / "routines"):
        (folder / f"{BROKEN}.yaml").write_text("title: X\n", encoding="utf-8")
    told = run(*(word.replace("NAME", BROKEN) for word in command.split())).output
    assert IN_ONE_LINE in told
    assert not re.search("\t|^ *Error(?!:)", told, re.MULTILINE)


def test_names_that_are_listed_stay_in_their_line(run: Run, home: Path) -> None:
    own = home / "XDG_DATA_HOME" / "matcue" / "routines" / f"{BROKEN}.yaml"
    own.write_text("title: X\nabout: For me.\nsteps: [{rest: 1s}]\n", encoding="utf-8")
    (row,) = (row for row in run("list").stdout.splitlines() if "For me." in row)
    assert row.split() == [IN_ONE_LINE, "0", "min", "For", "me."]


def test_what_was_made_is_told_in_one_line(run: Run) -> None:
    exported = run("export", "short", "--voice", "tone", "-o", f"{BROKEN}.srt")
    assert exported.exit_code == 0
    assert exported.stderr.splitlines() == [Says("3:19", "7 chapters", at=f"{IN_ONE_LINE}.srt")]


def test_a_hint_at_such_a_name_does_not_either(run: Run) -> None:
    Path(f"{CLIPBOARD}.wav").touch()
    near = "title: X\nabout: X\nsteps: [{chime: x52;c;aGVsbG8=x.wav}]\n"
    Path("near.yaml").write_text(near, encoding="utf-8")
    assert f"did you mean `{SHOWN[CLIPBOARD]}.wav`" in run("check", "near.yaml").stdout


def test_what_a_voice_says_of_itself_does_not_either(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    card = VoiceInfo("x", f"{TITLE}[red]", f"{CLIPBOARD}[bold]", None, natural=False)
    hostile = CatalogEntry("piper:x", card, default=False)
    print_voices(VoiceCatalog({"piper": (hostile,)}, {"tone": TURN}), None)
    told = capsys.readouterr().out
    assert all(shown in told for shown in (f"{SHOWN[TITLE]}[red]", f"{SHOWN[CLIPBOARD]}[bold]"))
    assert SHOWN[TURN] in told
    assert "\x1b" not in told


def test_titles_are_shown_and_their_data_stay(run: Run) -> None:
    Path("turned.yaml").write_text(TURNED, encoding="utf-8")
    first = run("show", "turned.yaml", "--voice", "tone").stdout.splitlines()[0]
    assert first == "Back ‹U+202E›feiler: For‹U+2066› me"
    printed = run("show", "turned.yaml", "--voice", "tone", "--json").stdout
    assert json.loads(printed)["title"] == "Back \u202efeiler"
    assert "\u202e" not in printed


def test_what_turns_the_writing_around_is_warned_of(run: Run) -> None:
    Path("turned.yaml").write_text(TURNED, encoding="utf-8")
    assert run("check", "turned.yaml").stdout.splitlines() == [
        Says("U+202E", "leave it out", at="turned.yaml:1:8: warning"),
        Says("U+2066", "leave it out", at="turned.yaml:2:8: warning"),
    ]


def test_nobody_need_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert fitted("It is empty.") == "It is empty."


WARNED: Final = {
    20: "odd.yaml:3:32:|warning: 90 s is|more than Cobra|pose is meant for|"
    "(`hold` from 10 to|20 s)",
    40: "odd.yaml:3:32: warning: 90 s is more|than Cobra pose is meant for (`hold`|"
    "from 10 to 20 s)",
    80: "odd.yaml:3:32: warning: 90 s is more than Cobra pose is meant for (`hold` from|"
    "10 to 20 s)",
}


@pytest.mark.process
@pytest.mark.parametrize(("columns", "rows"), WARNED.items())
def test_check_breaks_no_word(sit: Sit, columns: int, rows: str) -> None:
    text = "title: X\nabout: X\nsteps: [{stretch: cobra, hold: 90s}]\n"
    Path("odd.yaml").write_text(text, encoding="utf-8")
    terminal = sit("check", "odd.yaml", columns=columns)
    assert terminal.left() == 0
    assert [row for row in terminal.rows if row] == rows.split("|")


@pytest.mark.process
def test_doctor_breaks_no_word(sit: Sit, home: Path) -> None:
    terminal = sit("doctor", "--sink", "null", columns=40, lines=99, HOME=str(home))
    assert terminal.left() == 0
    shown = "\n".join(terminal.rows)
    assert "ok       keyboard: keys are read from\nthis terminal.\n" in shown
    assert "\nSessions can be played and exported\nhere.\n" in shown


@pytest.mark.process
def test_a_plain_session_breaks_no_word(sit: Sit) -> None:
    command = "play short --plain --voice tone --sink null --speed 2"
    terminal = sit(*command.split(), columns=40)
    rows = terminal.read_until("worse or spreads.")
    told = "0:02 Before we begin: Move gently and|stop at once if a pain is sharp, gets"
    assert told in "|".join(rows)
