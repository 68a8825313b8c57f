"""What matcue says of its own accord: everything that is not an exercise's or an author's words."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Final

from matcue.numerals import number, plural
from matcue.routine.enums import Posture, Preface
from matcue.routine.plan import Repeated
from matcue.timeline.sentences import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcue.routine.enums import Effort
    from matcue.routine.field_types import Side
    from matcue.routine.plan import Timed


STOP: Final = "Move gently, and stop at once if pain is sharp, gets worse, or spreads."
HELP: Final = (
    "See a doctor if the pain is severe, or gets worse over the days. "
    "See a doctor also if a leg or foot is weak or numb. "
    "Get help at once if you feel numb between the legs, or cannot hold your water."
)
"""When to ask a professional."""
SAFETY: Final = {
    Preface.SHORT: STOP,
    Preface.FULL: (
        f"{STOP} "
        "Such pain has many causes, and a recording cannot know yours. "
        f"{HELP} "
        "Ask for advice if you are not sure that an exercise is right for you."
    ),
    Preface.OFF: "",
}
"""What is said before a routine, by how much of it is wanted."""
CLOSING: Final = "That was the last one. Rest for a moment, and breathe slowly."
HALFWAY: Final = ("Halfway there.", "That is half of it.", "Half of it is done.")
BACK: Final = "And back."
BREATH: Final = ("Now breathe in.", "And breathe out.")
WAIT: Final = "Take the time you need."
LEFT: Final = {60: "One minute left.", 30: "Thirty seconds left."}
"""What is said so many seconds before the end of a long hold."""
RELEASE: Final = "And release."
REPS_OVER: Final = "And rest."
SLOW: Final = Fraction(4)
"""Repetitions that take so many seconds each are called slow."""
STAY: Final = "Stay there."
REST: Final = "Rest, and breathe slowly."
LONGEST_TITLE: Final = 48
"""Letters of a title that is made of what is said; a longer one is cut between words."""

SOME_MINUTES: Final = 90
"""Seconds from which on what is left of a session is told in whole minutes."""
SLOWER: Final = "Slower."
FASTER: Final = "Faster."
SLOWEST: Final = "It gets no slower."
FASTEST: Final = "It gets no faster."

_LYING: Final = {Posture.ON_THE_BACK, Posture.FACE_DOWN, Posture.ON_THE_SIDE}
_OTHER: Final[dict[Side, Side]] = {"left": "right", "right": "left"}
_POSTURES: Final = {
    Posture.STANDING: "Stand up",
    Posture.ON_A_CHAIR: "Sit down on your chair",
    Posture.SEATED: "Come to sitting on the floor",
    Posture.KNEELING: "Come to kneeling",
    Posture.HANDS_AND_KNEES: "Come onto your hands and knees",
    Posture.ON_THE_BACK: "Come to lying on your back, by way of your side",
    Posture.FACE_DOWN: "Come to lying face down",
    Posture.ON_THE_SIDE: "Come to lying on your side",
}


_BEING: Final = {
    Posture.STANDING: "standing",
    Posture.ON_A_CHAIR: "on your chair",
    Posture.SEATED: "sitting on the floor",
    Posture.KNEELING: "kneeling",
    Posture.HANDS_AND_KNEES: "on your hands and knees",
    Posture.ON_THE_BACK: "lying on your back",
    Posture.FACE_DOWN: "lying face down",
    Posture.ON_THE_SIDE: "lying on your side",
}


def duration(seconds: Fraction) -> str:
    """Put a length of time into words: a half second as that, any other to the nearest second.

    >>> from fractions import Fraction
    >>> duration(Fraction(30)), duration(Fraction(61)), duration(Fraction(120))
    ('thirty seconds', 'one minute and one second', 'two minutes')
    >>> duration(Fraction(1, 2)), duration(Fraction(5, 2))
    ('half a second', 'two and a half seconds')
    """
    half = seconds.denominator == 2
    minutes, rest = divmod(int(seconds if half else seconds + Fraction(1, 2)), 60)
    parts = [f"{number(minutes)} {plural('minute', minutes)}"] * bool(minutes)
    if half:
        parts.append(f"{number(rest)} and a half seconds" if rest else "half a second")
    elif rest:
        parts.append(f"{number(rest)} {plural('second', rest)}")
    return " and ".join(parts) or "a moment"


def listed(things: tuple[str, ...]) -> str:
    """Join things in a row, as they are spoken.

    >>> listed(("a mat",)), listed(("a mat", "a chair")), listed(("a mat", "a chair", "a step"))
    ('a mat', 'a mat and a chair', 'a mat, a chair, and a step')
    """
    *most, last = things
    if len(most) < 2:
        return " and ".join(things)
    return f"{', '.join(most)}, and {last}"


def needs(things: tuple[str, ...]) -> str:
    """Return the words that say what one needs; an empty text if it is nothing."""
    return f"You need {listed(things)}." if things else ""


def meant(effort: Effort | None, often: str | None) -> str:
    """Return the words that say how hard a routine is, and how often it is meant."""
    told = (effort and f"It is {effort.value}.", often and f"Do it {often}.")
    return " ".join(filter(None, told))


def welcome(title: str) -> str:
    """Return the first words of a routine that has none of its own."""
    return f"Welcome to {title}. Find a quiet place with room to stretch out."


def name(exercise: str, *, first: bool) -> str:
    """Return the words that begin a stretch; a name is clearer when something leads to it."""
    return f"{'First' if first else 'Next'}: {exercise}."


def coming(exercise: str, posture: Posture | None = None) -> str:
    """Return the words that say, in a rest, what follows it."""
    how = _BEING.get(posture, "") if posture else ""
    return f"After that: {exercise}{how and ', '}{how}."


def place(title: str, side: Side | None) -> str:
    """Return a section's title as it is spoken, without a full stop.

    >>> place("Knee to chest, left, 2 of 2", "left"), place("Rest", None)
    ('Knee to chest, left side, set 2 of 2', 'Rest')
    """
    told = re.sub(r"(\d+ of \d+)$", r"set \1", title)
    return told.replace(f", {side}", f", {side} side", 1) if side else told


def clause(place: str, seconds: Fraction | None) -> str:
    """Join a place and how much is left there, if that is known, without a full stop.

    >>> from fractions import Fraction
    >>> clause("Rest", Fraction(12)), clause("Welcome", None)
    ('Rest, twelve seconds left', 'Welcome')
    """
    return place if seconds is None else f"{place}, {left(seconds)}"


def left(seconds: Fraction) -> str:
    """Put into words how much is left, without a full stop."""
    return f"{duration(seconds)} left"


def left_in_all(seconds: Fraction) -> str:
    """Put into words roughly how much is left of a session: minutes, near its end tens of seconds.

    >>> from fractions import Fraction
    >>> left_in_all(Fraction(540)), left_in_all(Fraction(43)), left_in_all(Fraction(2))
    ('About nine minutes left in all.', 'About forty seconds left in all.', 'Almost done.')
    """
    rounding = 60 if seconds >= SOME_MINUTES else 10
    about = round(seconds / rounding) * rounding
    return f"About {left(Fraction(about))} in all." if about else "Almost done."


def resized(seconds: Fraction) -> str:
    """Put into words by how many seconds a hold or a rest was made longer or shorter.

    >>> from fractions import Fraction
    >>> resized(Fraction(10)), resized(Fraction(-4)), resized(Fraction(0))
    ('Ten seconds more.', 'Four seconds less.', 'There is nothing to change here.')
    """
    if not seconds:
        return "There is nothing to change here."
    return f"{duration(abs(seconds)).capitalize()} {'more' if seconds > 0 else 'less'}."


def change(before: Posture, after: Posture, side: Side | None = None) -> str:
    """Return the words that send the body from one posture into another, to work a side.

    When lying on the side, the side that works is on top. From the back one sits up by way of
    the side.
    """
    way = _POSTURES[after]
    if after is Posture.ON_THE_SIDE and side:
        way = f"Come to lying on your {_OTHER[side]} side, with your {side} leg on top"
    if before is Posture.ON_THE_BACK and after not in _LYING:
        way = f"Roll onto your side, and {way[0].lower()}{way[1:]}"
    return f"{way}, in your own time."


def first_side(side: Side) -> str:
    """Return the words before the first of two sides."""
    return f"The {side} side first."


def again(name: str, side: Side | None, which: int, sets: int) -> str:
    """Return the words that begin a further set of a stretch."""
    place = f", {side} side" if side else ""
    return f"{name} again{place}. Set {number(which)} of {number(sets)}."


def changeover(side: Side) -> tuple[str, ...]:
    """List ways to say that the other side follows."""
    return (f"Now the other side, the {side} one.", f"Now the same on the {side} side.")


def amount(phase: Timed | Repeated) -> str:
    """Put into words how long, or how often; the bell comes when the words are over."""
    if isinstance(phase, Repeated):
        slow = "slow " if phase.tempo >= SLOW else ""
        times = plural("repetition", phase.reps)
        return f"{number(phase.reps).capitalize()} {slow}{times}, after the bell."
    hold, movement = amounts(phase.seconds)
    return hold if phase.measure == "hold" else movement


def amounts(seconds: Fraction) -> tuple[str, str]:
    """Put into words how long a hold, and a movement that is kept up, lasts."""
    lasting = duration(seconds)
    return f"Hold for {lasting}, from the bell.", f"{lasting.capitalize()}, from the bell."


def ready(ways: Sequence[str]) -> str:
    """Return the words that say what to press to end a wait.

    >>> ready(("space", "play"))
    'When you are ready, press space or play.'
    """
    return f"When you are ready, press {' or '.join(ways)}."


def wait(seconds: Fraction) -> str:
    """Return the words before time that a person may need."""
    return f"{WAIT} We go on in {duration(seconds)}."


def over(phase: Timed | Repeated) -> str:
    """Return the words that end a stretch which has none of its own for it."""
    held = not isinstance(phase, Repeated) and phase.measure == "hold"
    return RELEASE if held else REPS_OVER


def named(words: str | None, exercise: str, side: Side | None) -> str:
    """Return an exercise's name and the side that moves, without a full stop."""
    usual = f"{exercise}, {side} side" if side else exercise
    return sided(words or "", side).rstrip(".") or usual


def beginning(text: str) -> str:
    """Make a title of a text: its beginning, up to where one first pauses.

    >>> beginning("Sit or lie down, in whatever way is comfortable now."), beginning("No!")
    ('Sit or lie down', 'No')
    >>> beginning("Find a place where nobody at all will disturb you.")
    'Find a place where nobody at all will disturb…'
    """
    plain = lines(text)[0]
    title = re.split(r"\s?[,;:.!?\u2026\u2013\u2014-]+(?:\s|$)", plain, maxsplit=1)[0] or plain
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[:LONGEST_TITLE]
    return f"{cut.rpartition(' ')[0] or cut}…"


def sided(text: str, side: Side | None) -> str:
    """Fill in `{side}` and `{other side}`; without a side leave them out."""
    other = _OTHER[side] if side else ""
    filled = text.replace("{side}", side or "").replace("{other side}", other)
    return "\n".join(" ".join(line.split()) for line in filled.splitlines())


class Variation:
    """Choices among sentences: the same for the same seed, and never one twice in a row."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - variety, not secrecy
        self._last: dict[str, int] = {}

    def choose(self, kind: str, ways: tuple[str, ...]) -> str:
        """Choose one of at least two ways to say a thing of a kind, not the same as last time."""
        others = [i for i in range(len(ways)) if i != self._last.get(kind)]
        self._last[kind] = self._random.choice(others)
        return ways[self._last[kind]]
