"""The page that plays a session, in a real browser, from a file."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from matcue.controls.bindings import CONTROLS
from matcue.errors import Place
from matcue.routine.enums import Posture
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.model import (
    Chime,
    Count,
    Pause,
    Priority,
    Prompt,
    Script,
    Section,
    Sound,
    Span,
    Speech,
    Timeline,
)
from matcue.timeline.queries import counted_down, moment_at, titles_ahead
from matcue.timeline.word_timing import word_starts
from matcue.units import HOUSE_RATE, clock, to_frames
from tests.conftest import debian
from tests.exporters.conftest import Lab
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Request
    from playwright.sync_api import Page as Tab

    from tests.waiting import Takes

pytestmark = pytest.mark.process

CHROMIUM: Final = shutil.which("chromium")
OPTIONS: Final = ("--autoplay-policy=no-user-gesture-required",)
PHONE: Final[Any] = {"viewport": {"width": 320, "height": 640}}
KEYS: Final = {"space": " ", "right": "ArrowRight", "left": "ArrowLeft"}
"""The keys that a browser calls otherwise."""
HOSTILE: Final = """</title></script><script>stolen = 1</script><img src="x"> & "a" 'b' {{ 7 }} ☂"""


def _section(title: str, line: int, *items: Speech | Span | Pause | Chime) -> Section:
    place = Place("test.yaml", line, 1)
    return Section(title, items, place=place, posture=Posture.ON_THE_BACK)


def _timeline(title: str) -> Timeline:
    """Four chapters: words alone, a hold of four seconds, one with a fraction, a rest."""
    count = Prompt(Fraction(3), Count("one"), Priority.COUNTDOWN)
    still = (Pause(Fraction(1, 2)), Chime("begin"))
    sections = (
        Section("Welcome", (Speech(f"Welcome to this, {title}."), Pause(Fraction(9)))),
        _section("Knee, left", 1, Speech("Lie down."), *still, Span(Fraction(4), (count,), True)),
        _section(
            "Cobra", 2, still[0], Speech("Turn over, slowly."), Span(Fraction(9, 4), (), hold=True)
        ),
        Section("Rest", (Speech("Rest."), Span(Fraction(5))), rest=Fraction(5)),
    )
    lengths: dict[Sound, int] = {
        item: 30_011
        for section in sections
        for item in (*section.items, count.sound)
        if isinstance(item, Speech | Chime | Count)
    }
    parts = [arrange(section, i, lengths, HOUSE_RATE) for i, section in enumerate(sections)]
    return lay(Script(title, "", sections), parts, "tone", HOUSE_RATE)


TIMELINE: Final = _timeline("A quiet evening")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    debian("chromium", packages="chromium")
    from playwright.sync_api import sync_playwright  # large, and wanted here only

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "session.html"
    Lab().export(path, TIMELINE)
    return path


@pytest.fixture
def open_page(browser: Browser, page_file: Path) -> Iterator[Callable[..., Tab]]:
    """What opens the page in a window of its own, with what the window is like."""
    contexts = []
    wrong: list[str] = []

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def opened(*scripts: str, path: Path = page_file, **like: Any) -> Tab:  # noqa: ANN401 - Playwright's
        context = browser.new_context(**like)
        contexts.append(context)
        for script in scripts:
            context.add_init_script(script)
        tab = context.new_page()
        tab.on("console", told)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto(path.as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def tab(open_page: Callable[..., Tab]) -> Tab:
    """The page, ready to be played."""
    return ready(open_page())


def ready(tab: Tab) -> Tab:
    until(tab, "audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA")
    return tab


def until(tab: Tab, condition: str) -> None:
    wait_for(lambda: bool(tab.evaluate(condition)))


def at(tab: Tab, frame: int) -> None:
    """Show what the page shows at a frame."""
    tab.evaluate(f"goTo({frame})")
    until(tab, "!audio.seeking")


def position(tab: Tab) -> int:
    """In frames."""
    return int(tab.evaluate("position()"))


def text(tab: Tab, selector: str) -> str:
    return tab.locator(selector).inner_text().strip()


def test_a_click_plays_and_another_one_pauses(tab: Tab) -> None:
    tab.click("#play")
    until(tab, "audio.currentTime > 0.3")
    assert text(tab, "#play") == "Pause"
    assert text(tab, "#state") == ""
    tab.click("#play")
    until(tab, "audio.paused")
    until(tab, "document.getElementById('state').textContent !== ''")
    assert re.fullmatch(r"Paused at 0:0\d\.", text(tab, "#state"))
    assert text(tab, "#play") == "Play"


def test_the_sound_is_as_long_as_the_session(tab: Tab) -> None:
    assert abs(tab.evaluate("audio.duration") - float(TIMELINE.seconds)) < 1e-5


@pytest.mark.parametrize("index", range(4))
def test_a_chapter_plays_from_its_button(tab: Tab, index: int) -> None:
    tab.evaluate("audio.addEventListener('seeking', () => { landed = position() }, {once: true})")
    tab.click(f".chapter >> nth={index}")
    until(tab, "!audio.paused && typeof landed === 'number'")
    assert tab.evaluate("landed") == TIMELINE.chapters[index].start
    assert text(tab, "[aria-current=step] .title") == TIMELINE.chapters[index].title
    assert text(tab, "#now") == TIMELINE.chapters[index].title


HEAR: Final = """async () => {
  const context = new AudioContext({sampleRate: rate});
  const taken = context.createScriptProcessor(4096, 1, 1);
  heard = [];
  taken.onaudioprocess = (event) => {
    const block = [...event.inputBuffer.getChannelData(0)];
    if (heard.length || block.some((sample) => Math.abs(sample) > 1e-4)) heard.push(...block);
  };
  context.createMediaElementSource(audio).connect(taken).connect(context.destination);
  await context.resume();
}"""


@pytest.mark.alone
def test_the_first_sample_of_a_chapter_is_the_first_one_heard(
    open_page: Callable[..., Tab], page_file: Path, lab: Lab, one_clean_take: Takes
) -> None:
    start, sound = TIMELINE.chapters[2].start, lab.heard(page_file)

    def take() -> None:
        tab = ready(open_page(bypass_csp=True))
        tab.evaluate(HEAR)
        tab.click(".chapter >> nth=2")
        until(tab, "heard.length >= 20000")
        heard = np.array(tab.evaluate("heard.slice(0, 20000)"), np.float32)
        heard = heard[np.flatnonzero(np.abs(heard) > 1e-4)[0] :]
        near = range(start - 4000, start + 4000)
        # A browser fades in for some milliseconds, so the beginning is not compared.
        wanted = heard[4000:12_000]
        like = {by: float(wanted @ sound[by + 4000 : by + 12_000]) for by in near}
        assert abs(max(like, key=like.__getitem__) - start) < HOUSE_RATE // 1000

    one_clean_take(take)


def test_each_word_is_marked_when_it_is_spoken(tab: Tab) -> None:
    spoken = [cue for cue in TIMELINE.cues if not isinstance(cue.sound, Chime)]
    assert sum(len(word_starts(cue)) for cue in spoken) > 10
    for cue in spoken:
        for frame, word in word_starts(cue):
            at(tab, frame)
            assert text(tab, "#words") == cue.sound.text
            assert text(tab, ".spoken") == word
        at(tab, cue.end)
        assert tab.locator(".spoken").count() == 0


def test_the_page_shows_what_a_terminal_shows(tab: Tab) -> None:
    sections = [chapter.section for chapter in TIMELINE.chapters]
    times = [time for chapter in TIMELINE.chapters for time in counted_down(chapter)]
    edges = [frame for time in times for frame in (time.start - 1, time.start, time.end - 1)]
    edges += [time.end for time in times]
    for frame in (*range(0, TIMELINE.frames, HOUSE_RATE // 2), *edges):
        at(tab, frame)
        now = moment_at(TIMELINE, frame)
        counted = any(time.start <= frame < time.end for time in times)
        assert text(tab, "#now") == now.title
        assert text(tab, "#words") == now.words
        assert tab.locator("#time").is_visible() == counted
        assert not counted or text(tab, "#number") == str(now.number)
        following = ", then ".join(titles_ahead(sections[now.section :])) or "the end"
        assert text(tab, "#coming") == f"Next: {following}"
        assert text(tab, "#clock") == f"{clock(frame)} of {clock(TIMELINE.frames)}"


@pytest.mark.alone
def test_a_hold_is_counted_down_as_it_plays(tab: Tab, one_clean_take: Takes) -> None:
    tab.evaluate(
        """() => {
          const number = document.getElementById("number");
          const look = () => seen.push(number.textContent);
          new MutationObserver(look).observe(number, {childList: true});
        }"""
    )
    hold = TIMELINE.chapters[1].holds[0]

    def take() -> None:
        at(tab, hold.start - HOUSE_RATE // 2)
        tab.evaluate("seen = []; audio.play()")
        until(tab, f"position() > {hold.end} && document.getElementById('time').hidden")
        tab.evaluate("audio.pause()")
        assert tab.evaluate("seen") == ["4", "3", "2", "1"]

    one_clean_take(take)


def test_the_last_chapter_ends_the_session_and_it_can_begin_again(tab: Tab) -> None:
    at(tab, TIMELINE.frames - HOUSE_RATE // 5)
    tab.click("#play")
    until(tab, "audio.ended")
    until(tab, "document.getElementById('state').textContent === 'The session is over.'")
    assert text(tab, "#play") == "Play"
    tab.click("#play")
    until(tab, f"!audio.paused && position() < {HOUSE_RATE}")


def pressed(tab: Tab, command: str, key: str) -> tuple[bool, int]:
    """Whether the session plays, and its chapter, after a key was pressed in the second one."""
    chapter = TIMELINE.chapters[1]
    tab.evaluate("audio.pause()")
    until(tab, "audio.paused")
    at(tab, chapter.start + to_frames(Fraction(1, 2)))
    tab.keyboard.press(KEYS.get(key, key))
    until(tab, "!audio.seeking")
    now = position(tab)
    return bool(tab.evaluate("!audio.paused")), moment_at(TIMELINE, now).section


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("pause or resume", (True, 1)),
        ("next", (False, 2)),
        ("previous", (False, 0)),
        ("repeat", (False, 1)),
    ],
)
def test_the_keys_are_those_of_the_terminal(
    tab: Tab, command: str, wanted: tuple[bool, int]
) -> None:
    for key in CONTROLS[command].keys:
        assert pressed(tab, command, key) == wanted
        assert key in tab.locator("kbd").all_inner_texts()


def test_repeat_goes_to_the_start_of_the_chapter(tab: Tab) -> None:
    at(tab, TIMELINE.chapters[1].start + 5 * HOUSE_RATE)
    tab.keyboard.press("r")
    assert position(tab) == TIMELINE.chapters[1].start


def test_late_in_a_chapter_back_goes_to_its_start(tab: Tab) -> None:
    at(tab, TIMELINE.chapters[1].start + 3 * HOUSE_RATE)
    tab.keyboard.press("p")
    assert position(tab) == TIMELINE.chapters[1].start


def test_the_keys_can_be_switched_off(tab: Tab) -> None:
    tab.uncheck("#listen")
    tab.keyboard.press("n")
    assert position(tab) == 0


def test_space_presses_the_button_that_has_the_focus(tab: Tab) -> None:
    tab.locator(".chapter").nth(1).focus()
    tab.keyboard.press("Space")
    until(tab, "!audio.paused")
    assert text(tab, "#now") == TIMELINE.chapters[1].title


def test_space_pauses_after_a_chapter_was_clicked(tab: Tab) -> None:
    tab.click(".chapter >> nth=1")
    until(tab, "!audio.paused")
    tab.keyboard.press("Space")
    until(tab, "document.getElementById('state').textContent.startsWith('Paused at')")


RECORD: Final = """
  handlers = {}; states = [];
  const {setActionHandler, setPositionState} = MediaSession.prototype;
  MediaSession.prototype.setActionHandler = function (action, handler) {
    handlers[action] = handler;
    setActionHandler.call(this, action, handler);
  };
  MediaSession.prototype.setPositionState = function (state) {
    states.push(state);
    setPositionState.call(this, state);
  };
"""


def test_the_lock_screen_shows_and_controls_the_session(open_page: Callable[..., Tab]) -> None:
    tab = ready(open_page(RECORD))
    starts = [chapter.start for chapter in TIMELINE.chapters]

    def asked(action: str, **details: float) -> int:
        tab.evaluate("([action, details]) => { handlers[action](details) }", [action, details])
        until(tab, "!audio.seeking")
        return position(tab)

    assert asked("nexttrack") == starts[1]
    assert asked("previoustrack") == starts[0]
    assert asked("seekto", seekTime=2.5) == 2.5 * HOUSE_RATE
    assert asked("seekforward", seekOffset=1) == 3.5 * HOUSE_RATE
    assert asked("seekbackward") == 0
    assert asked("seekforward") == 10 * HOUSE_RATE
    asked("nexttrack")
    told = tab.evaluate(
        "(({title, artist, album}) => [title, artist, album])(navigator.mediaSession.metadata)"
    )
    assert told == ["Cobra", "matcue", "A quiet evening"]
    asked("seekto", seekTime=1)
    asked("play")
    until(tab, "navigator.mediaSession.playbackState === 'playing'")
    asked("pause")
    until(tab, "navigator.mediaSession.playbackState === 'paused'")
    last = tab.evaluate("states.at(-1)")
    assert (last["duration"], last["playbackRate"]) == (float(TIMELINE.seconds), 1)
    assert last["position"] == position(tab) / HOUSE_RATE


def test_nothing_is_asked_of_anybody(browser: Browser, page_file: Path) -> None:
    context = browser.new_context()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("request", note)
    tab = context.new_page()
    tab.goto(page_file.as_uri())
    ready(tab).click("#play")
    until(tab, "audio.currentTime > 0.2")
    tab.click(".chapter >> nth=2")
    until(tab, "audio.currentTime > 5")
    assert [url for url in asked if not url.startswith("blob:")] == [page_file.as_uri()]
    entries = tab.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [url for url in entries if not url.startswith("blob:")] == []
    context.close()


def test_the_page_may_ask_nobody(browser: Browser, page_file: Path) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(page_file.as_uri())
    refused = tab.evaluate(
        """() => new Promise((done) => {
          addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          setTimeout(done, 5000, "nobody minds");
          fetch("https://example.org/").catch(() => {});
        })"""
    )
    assert refused == "connect-src"
    context.close()


@pytest.mark.parametrize("like", [{}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    open_page: Callable[..., Tab], scheme: str, like: dict[str, Any]
) -> None:
    tab = ready(open_page(color_scheme=scheme, **like))
    dark = tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 25, 26)"
    assert dark == (scheme == "dark")
    assert tab.locator(".spoken").count() == 1
    looked_at(tab)
    at(tab, TIMELINE.chapters[1].holds[0].start)
    assert tab.locator("#time").is_visible()
    looked_at(tab)


def looked_at(tab: Tab) -> None:
    """Nothing, if axe has looked at what the page shows now and has nothing against it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


LISTEN: Final = """() => {
  told = [];
  const texts = ({addedNodes}) => [...addedNodes].map((node) => node.textContent);
  const tell = (changes) => told.push(...changes.flatMap(texts));
  new MutationObserver(tell).observe(document.getElementById("state"), {childList: true});
}"""
"""Notes all that the page says to who cannot see it."""


def test_the_voice_is_not_talked_over(tab: Tab) -> None:
    live = tab.evaluate(
        """[...document.querySelectorAll("[aria-live], [role=status], [role=alert], progress")]
          .map((element) => [element.id, element.ariaLive ?? element.role])"""
    )
    assert live == [["words", "off"], ["state", "status"]]
    tab.evaluate(LISTEN)
    tab.click(".chapter >> nth=0")
    until(tab, "audio.currentTime > 0.2")
    tab.click("#next")
    tab.click("#play")
    until(tab, "told.length > 0")
    (told,) = tab.evaluate("told")
    assert told.startswith("Paused at")


def test_a_pause_at_once_is_no_failure(tab: Tab) -> None:
    tab.evaluate(LISTEN)
    tab.evaluate(
        """async () => {
          audio.load();
          const play = commands.play();
          audio.pause();
          await play;
        }"""
    )
    until(tab, "told.length > 0")
    assert tab.evaluate("told") == ["Paused at 0:00."]


@pytest.mark.parametrize("height", [640, 256])
def test_a_narrow_window_scrolls_in_one_direction(
    open_page: Callable[..., Tab], height: int
) -> None:
    tab = ready(open_page(viewport={"width": 320, "height": height}))
    at(tab, TIMELINE.chapters[1].holds[0].start)
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    for button in tab.locator("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_who_wants_no_motion_sees_the_ring_step(open_page: Callable[..., Tab]) -> None:
    hold = TIMELINE.chapters[1].holds[0]

    def steps(motion: str) -> int:
        tab = ready(open_page(reduced_motion=motion))
        seen = set()
        for tenth in range(1, 10):
            at(tab, hold.start + tenth * HOUSE_RATE // 10)
            seen.add(tab.evaluate("document.getElementById('left').style.strokeDashoffset"))
        return len(seen)

    assert (steps("reduce"), steps("no-preference")) == (1, 9)


def test_a_page_that_is_loaded_again_goes_on(tab: Tab) -> None:
    at(tab, TIMELINE.chapters[1].start + 100)
    until(tab, f"kept() === {TIMELINE.chapters[1].start + 100}")
    tab.reload()
    assert position(ready(tab)) == TIMELINE.chapters[1].start + 100
    assert text(tab, "#now") == TIMELINE.chapters[1].title
    assert text(tab, "#state") == f"Goes on at {clock(TIMELINE.chapters[1].start)}."


def test_a_session_that_is_over_begins_anew(tab: Tab) -> None:
    at(tab, TIMELINE.frames - 100)
    tab.evaluate("audio.play()")
    until(tab, "audio.ended && kept() === 0")
    tab.reload()
    assert position(ready(tab)) == 0


def test_where_nothing_can_be_kept_it_plays(open_page: Callable[..., Tab]) -> None:
    forbid = """Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("no", "SecurityError"); },
    })"""
    tab = ready(open_page(forbid))
    tab.click("#play")
    until(tab, "audio.currentTime > 0.3")


def test_nothing_that_is_written_breaks_out(
    tmp_path: Path, lab: Lab, open_page: Callable[..., Tab]
) -> None:
    path, timeline = tmp_path / "hostile.html", _timeline(HOSTILE)
    lab.export(path, timeline)
    tab = ready(open_page(path=path))
    assert tab.title() == HOSTILE
    assert text(tab, "h1") == HOSTILE
    assert text(tab, "#words") == f"Welcome to this, {HOSTILE}."
    assert tab.locator("script").count() == 2
    assert tab.locator("img").count() == 0
    assert tab.evaluate("typeof stolen") == "undefined"
    assert tab.evaluate("navigator.mediaSession.metadata.album") == HOSTILE


def test_without_scripts_the_browsers_own_player_is_there(open_page: Callable[..., Tab]) -> None:
    tab = open_page(java_script_enabled=False)
    assert tab.locator("audio[controls]").is_visible()
    assert tab.locator("noscript").is_visible()
    assert tab.locator("#player").is_hidden()
    assert tab.locator("h1").is_visible()
    assert tab.locator(".title").all_inner_texts() == [c.title for c in TIMELINE.chapters]
    until(
        tab,
        "document.querySelector('audio').play() && document.querySelector('audio').readyState > 2",
    )


def test_on_paper_there_are_the_chapters_and_the_advice(tab: Tab) -> None:
    tab.emulate_media(media="print")
    assert tab.locator("#player").is_hidden()
    assert tab.locator("#stage").is_hidden()
    assert tab.locator(".chapter").last.is_visible()
    assert tab.locator("footer p").last.is_visible()


def test_no_address_is_in_the_page(page_file: Path) -> None:
    written = re.sub(r'src="data:[^"]*"', "", page_file.read_text("utf-8"))
    assert not re.search(r"https?:|//\w|url\(|@import|src=|@font", written)
