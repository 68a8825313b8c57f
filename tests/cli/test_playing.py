"""A whole routine through a real sound server, and a person at a real terminal."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import wave
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from matcue.audio.samples import to_pcm
from matcue.cli.screen_layout import large
from matcue.recordings import read_recording
from matcue.units import HOUSE_RATE
from tests.conftest import debian
from tests.sound_server import assert_heard, breaks, sounding
from tests.told import but_gaps
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matcue.audio.samples import Pcm
    from tests.sound_server import SoundServer
    from tests.terminal import Terminal
    from tests.waiting import Takes

    Start = Callable[..., subprocess.Popen[str]]

pytestmark = pytest.mark.process


BRIEF = """\
title: Brief
about: For a test.
welcome: Hi.
closing: Bye.
steps:
  - stretch: Reach
    posture: standing
    hold: 4s
    sides: left
    words: {full: "Reach {side}.", short: "Reach {side}."}
"""
HEARD = """\
title: Heard
about: For a test.
welcome: While this is said, a busy machine can prepare what follows.
closing: Bye.
steps:
  - stretch: Reach
    posture: any
    hold: 3s
    words: {full: Reach., short: Reach.}
"""
AT_ONCE = (
    *("heard.yaml", "--voice", "tone", "--speed", "2", "--pace", "0.25"),
    *("--preface", "off", "--cues", "brisk", "--detail", "names"),
)
BRIEFLY = ("brief.yaml", "--voice", "tone", "--speed", "2", "--pace", "0.25")


@pytest.fixture(autouse=True)
def _brief(home: Path) -> None:
    (home / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (home / "heard.yaml").write_text(HEARD, encoding="utf-8")


@pytest.mark.alone
@pytest.mark.parametrize(
    ("sink", "session"),
    [
        pytest.param("miniaudio", AT_ONCE, marks=pytest.mark.contract),
        ("simpleaudio", AT_ONCE),
        ("miniaudio", (*AT_ONCE, "--bed", "rain", "--lead", "0.4", "--loudness", "-16")),
    ],
)
@pytest.mark.usefixtures("simpleaudio")
def test_a_routine_is_heard_exactly_as_it_is_exported(
    sound_server: SoundServer,
    start: Start,
    one_clean_take: Takes,
    sink: str,
    session: tuple[str, ...],
) -> None:
    wanted = exported(start, session)

    def take() -> None:
        with sound_server.recording() as recording:
            player = start("play", *session, "--sink", sink)
            told = player.communicate()[1]
        assert_heard(sounding(recording.samples), wanted, told)
        assert (player.returncode, told) == (0, "")

    one_clean_take(take)


def exported(start: Start, session: tuple[str, ...]) -> Pcm:
    """A session from its first sound to its last."""
    assert start("export", *session, "-o", "short.wav").communicate()[0] == ""
    with wave.open("short.wav") as file:
        return sounding(np.frombuffer(file.readframes(file.getnframes()), np.int16))


@pytest.mark.alone
@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_nothing_of_a_whole_session_is_lost(sound_server: SoundServer, start: Start) -> None:
    session = ("lower-back-relief", "--voice", "tone")
    wanted = exported(start, session)
    with sound_server.recording() as recording:
        player = start("play", *session, "--sink", "miniaudio")
        told = player.communicate()[1]
    gaps = [samples for _, samples in breaks(sounding(recording.samples), wanted)]
    assert None not in gaps, (gaps, told)
    assert sum(filter(None, gaps)) < HOUSE_RATE // 2, (gaps, told)
    assert player.returncode == 0


@pytest.mark.alone
@pytest.mark.parametrize("sink", ["miniaudio", "simpleaudio"])
@pytest.mark.usefixtures("simpleaudio")
def test_a_routine_over_a_stereo_bed_is_heard_in_stereo_as_it_is_exported(
    sound_server: SoundServer, start: Start, one_clean_take: Takes, home: Path, sink: str
) -> None:
    noise = np.random.default_rng(1).integers(-3000, 3000, (HOUSE_RATE, 2), np.int16)
    with wave.open(str(home / "wide.wav"), "wb") as file:
        file.setparams((2, 2, HOUSE_RATE, 0, "NONE", ""))
        file.writeframes(noise.tobytes())
    wide = (*AT_ONCE, "--bed", "wide.wav")
    for name in ("one.wav", "other.flac"):
        assert start("export", *wide, "-o", name).communicate()[0] == ""
    exported = read_recording(home / "one.wav", channels=2)
    assert np.array_equal(read_recording(home / "other.flac", channels=2), exported)
    sound_server.widen()

    def take() -> None:
        with sound_server.recording(channels=2) as recording:
            player = start("play", *wide, "--sink", sink)
            told = player.communicate()[1]
        assert_heard(sounding(recording.samples), sounding(to_pcm(exported).ravel()), told)
        assert (player.returncode, told) == (0, "")

    one_clean_take(take)


def blocks(text: object) -> list[str]:
    """The rows of large letters, without the blanks around them."""
    return [row.strip() for row in large(str(text))]


PLAY = ("play", *BRIEFLY, "--sink", "null")
LEFT = re.compile(
    rb"\x1b\[\?25h\x1b\[\?1049l(The sound broke .*\r\n)?"
    rb"Stopped at 0:\d\d\. `matcue play --resume`.*\r\n\Z"
)
"""The screen is as it was, and a line tells how to go on."""
WAITING = (*PLAY, "--preface", "off", "--detail", "names", "--wait")
KEYS = "space pause · n next · p back · r repeat · q quit"


@pytest.fixture
def terminal(sit: Callable[..., Terminal]) -> Terminal:
    return sit(*PLAY)


def test_the_screen_shows_where_we_are_and_keys_are_obeyed(terminal: Terminal) -> None:
    terminal.read_until("Welcome", "Hi.", "next: Reach, left", "under a minute left", KEYS)
    terminal.press("n")
    terminal.read_until("Before we begin")
    terminal.press("n ")
    terminal.read_until("Reach", "paused", "next: Closing", *blocks("left"))
    terminal.press("P")
    terminal.read_until("Before we begin", "paused")
    terminal.press(" ")
    terminal.read_until_gone("paused")
    terminal.press("q")
    assert terminal.left() == 0
    assert terminal.as_before()
    assert LEFT.search(terminal.typed)


def test_arrows_are_obeyed_and_escape_and_pasted_text_are_not(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    terminal.press("\x1b")
    terminal.press("\x1bq")
    terminal.press("quit after this")
    terminal.press("\x1b[C")
    terminal.read_until("Before we begin")
    terminal.press("\x1bOD")
    terminal.read_until("Hi.")
    terminal.press("q")
    assert terminal.left() == 0


def test_keys_are_those_of_the_config(home: Path, sit: Callable[..., Terminal]) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nnext = "x"\nstop = ["f10", "n"]\n', encoding="utf-8")
    terminal = sit(*PLAY, columns=100)
    terminal.read_until("space pause · x next · p back · r repeat · f10 quit")
    terminal.press("x")
    terminal.read_until("Before we begin")
    terminal.press("n")
    assert terminal.left() == 0


class Multiplexer:
    """A session in tmux, with a server of its own."""

    def __init__(self, home: Path) -> None:
        debian("tmux", packages="tmux")
        self._tmux = ["tmux", "-S", str(home / "tmux"), "-f", os.devnull]
        play = shlex.join([sys.executable, "-m", "matcue", *PLAY])
        command = f"{play}; echo ended with $?; read -r _"
        self._do("new-session", "-d", "-x", "80", "-y", "24", command)

    def _do(self, *command: str) -> str:
        done = subprocess.run([*self._tmux, *command], capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        self._do("send-keys", *keys)

    def wait_until_shown(self, text: str) -> None:
        wait_for(lambda: text in self._do("capture-pane", "-p"))

    def close(self) -> None:
        self._do("kill-server")


@pytest.fixture
def multiplexer(home: Path) -> Iterator[Multiplexer]:
    multiplexer = Multiplexer(home)
    yield multiplexer
    multiplexer.close()


def test_keys_are_obeyed_in_tmux(multiplexer: Multiplexer) -> None:
    multiplexer.wait_until_shown("Hi.")
    multiplexer.press("Escape")
    multiplexer.press("Right")
    multiplexer.wait_until_shown("Before we begin")
    multiplexer.press("Space")
    multiplexer.wait_until_shown("paused")
    multiplexer.press("Left")
    multiplexer.wait_until_shown("Hi.")
    multiplexer.press("q")
    multiplexer.wait_until_shown("ended with 0")


def test_the_whole_screen_of_a_hold(home: Path, sit: Callable[..., Terminal]) -> None:
    longer = BRIEF.replace("hold: 4s", "hold: 20s")
    (home / "brief.yaml").write_text(longer, encoding="utf-8")
    terminal = sit(*PLAY, columns=60, lines=13)
    terminal.read_until("Hi.")
    terminal.press("nn")
    terminal.read_until("██")
    terminal.press(" ")
    rows = terminal.read_until("paused")
    said = {3: "three", 2: "two", 1: "one"}
    number = next(n for n in range(1, 21) if blocks(n) == rows[2:7])
    assert rows[:11] == [
        "Reach",
        "left",
        *blocks(number),
        "paused",
        said.get(number, "Hold for twenty seconds, starting at the bell."),
        "",
        "next: Closing",
    ]
    assert re.fullmatch("━+─+", rows[11])
    assert re.fullmatch("0:.. · under a minute left   space · n · p · r · q", rows[12])


def test_the_view_fits_a_terminal_that_changes_its_size(terminal: Terminal) -> None:
    terminal.read_until("Hi.", "next: Reach, left", KEYS)
    terminal.press(" ")
    terminal.read_until("paused")
    terminal.resize(20, 3)
    assert terminal.read_until("paused")[0] == "Welcome"
    terminal.resize(100, 30)
    terminal.read_until("Hi.", "next: Reach, left", KEYS)
    terminal.press("q")
    assert terminal.left() == 0


def test_a_wait_lasts_until_the_space_bar(sit: Callable[..., Terminal]) -> None:
    terminal = sit(*WAITING)
    terminal.read_until("press space or play")
    terminal.read_until("waiting for you: press space")
    terminal.press(" ")
    terminal.read_until("██  ██")
    terminal.press("q")
    assert terminal.left() == 0


def test_a_wait_names_the_key_that_was_chosen(sit: Callable[..., Terminal], home: Path) -> None:
    config = home / "XDG_CONFIG_HOME" / "matcue" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\npause-or-resume = "f10"\n', encoding="utf-8")
    terminal = sit(*WAITING)
    terminal.read_until("press f10 or play")
    terminal.read_until("waiting for you: press f10")
    terminal.press("q")
    assert terminal.left() == 0


@pytest.mark.usefixtures("session_bus")
def test_a_wait_lasts_until_a_play_button(sit: Callable[..., Terminal]) -> None:
    terminal = sit(*WAITING)
    terminal.read_until("press space or play")
    terminal.read_until("waiting for you: press space")
    subprocess.run(["playerctl", "-p", "matcue", "play-pause"], check=True)
    terminal.read_until("██  ██")
    terminal.press("q")
    assert terminal.left() == 0


def test_ctrl_c_ends_at_once_and_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    assert not terminal.as_before()
    terminal.player.send_signal(signal.SIGINT)
    assert terminal.left() == 130
    assert terminal.as_before()
    assert LEFT.search(terminal.typed)


def test_ctrl_z_gives_the_terminal_back_until_the_session_goes_on(terminal: Terminal) -> None:
    terminal.read_until("Hi.")
    terminal.player.send_signal(signal.SIGTSTP)
    wait_for(terminal.stopped)
    assert terminal.as_before()
    assert terminal.typed.endswith(b"\x1b[?25h\x1b[?1049l")
    terminal.player.send_signal(signal.SIGCONT)
    wait_for(lambda: not terminal.as_before())
    terminal.press(" ")
    terminal.read_until("paused")
    terminal.press("q")
    assert terminal.left() == 0
    assert terminal.as_before()


def test_plain_lines_read_well_aloud(sit: Callable[..., Terminal]) -> None:
    terminal = sit(*PLAY, "--plain", columns=100)
    terminal.read_until("Before we begin: ")
    terminal.press(" ")
    terminal.read_until("Paused at 0:0")
    terminal.press(" n")
    assert terminal.left() == 0
    told = but_gaps(terminal.typed.decode().replace("\r\n", "\n"))
    assert re.sub(r"(?<=ed at |on at )\d:\d\d", "TIME", told).splitlines() == [
        "Keys: space pause, n next, p back, r repeat, q quit.",
        "0:00 Welcome: Hi.",
        (
            "0:00 Before we begin: "
            "Move gently and stop at once if a pain is sharp, gets worse or spreads."
        ),
        "Paused at TIME.",
        "Going on at TIME.",
        "0:03 Reach, left: Reach.",
        "0:04 Reach, left: Reach left.",
        "0:05 Reach, left: Hold for four seconds, starting at the bell.",
        "0:07 Reach, left: chime: begin",
        "0:08 Reach, left: three, two, one",
        "0:11 Reach, left: chime: it is over",
        "0:11 Reach, left: And release.",
        "0:13 Closing: Bye.",
        "0:14 Closing: chime: the end",
    ]
    assert {sign for sign in told if ord(sign) < 32} == {"\n"}


@pytest.mark.parametrize("env", [{"MATCUE_PLAIN": "1"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_the_environment_asks_for_plain_lines(
    sit: Callable[..., Terminal], env: dict[str, str]
) -> None:
    terminal = sit(*WAITING, **env)
    terminal.read_until("Hi.")
    terminal.read_until("Waiting for you at 0:")
    terminal.press(" ")
    terminal.read_until("Going on at 0:")
    terminal.press("q")
    assert terminal.left() == 0
    assert {sign for sign in terminal.typed.decode() if ord(sign) < 32} == {"\r", "\n"}


ENDED: Final = "matcue: ended by the signal SIGTERM.\n"


@pytest.mark.parametrize(
    ("number", "code", "told"), [(signal.SIGINT, 130, ""), (signal.SIGTERM, 143, ENDED)]
)
@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_an_interrupted_export_leaves_no_file_and_nobody_is_blamed(
    home: Path, number: signal.Signals, code: int, told: str, send: Callable[[int, int], None]
) -> None:
    command = "export lower-back-relief --voice tone -o a.mp3"
    exporting = subprocess.Popen(
        [sys.executable, "-m", "matcue", *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    wait_for(lambda: any(home.glob(".*.part")) or exporting.poll() is not None)
    send(exporting.pid, number)
    assert exporting.communicate() == ("", told)
    assert exporting.returncode == code
    assert sorted(path.name for path in home.iterdir() if path.is_file()) == [
        "brief.yaml",
        "heard.yaml",
    ]
