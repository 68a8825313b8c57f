"""What matcue says of its own accord: everything that is not an exercise's or an author's words."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Final

from matcue.numerals import number, plural
from matcue.routine.enums import UPRIGHT, Effort, Posture, Works
from matcue.routine.field_types import OTHER
from matcue.routine.plan import Repeated
from matcue.timeline.model import Safety
from matcue.timeline.sentences import lines, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcue.routine.exercise import Words
    from matcue.routine.field_types import Side
    from matcue.routine.file_format import RoutineFile
    from matcue.routine.plan import Round, Timed


STOP: Final = "Move gently and stop at once if a pain is sharp, gets worse or spreads."
EMERGENCY: Final = (
    "Go to an emergency department at once if you notice any of these.",
    "Numbness or pins and needles between your inner thighs or in your genitals.",
    "Numbness in or around your back passage or buttocks.",
    "Toilet paper feeling different when you wipe.",
    "Finding it harder and harder to start, stop or hold your pee.",
    "Not feeling yourself pee, leaking, or needing pads lately.",
    "Not knowing whether your bladder is full or empty.",
    "Losing control of your bowels, or leaking.",
    "Not feeling a bowel movement or wind pass.",
    "A change in erections or ejaculation.",
    "No feeling in your genitals during sex.",
    "Pain or weakness in both legs.",
)
"""The signs of cauda equina syndrome, each of which is reason enough."""
EMERGENCY_ANYWHERE: Final = (
    "Call for emergency help at once if you notice any of these.",
    "Pain or tightness in your chest.",
    "Sudden trouble breathing.",
    "Fainting, or feeling close to it.",
    "Sudden weakness or numbness on one side, or trouble speaking.",
    "Numbness between your legs, or weakness in both of them.",
    "A sudden, very severe headache.",
)
"""Signs of an emergency in exercise that is not for the back."""
SOON: Final = (
    "See a doctor soon, before you exercise, if you have any of these.",
    "Severe pain, or pain that keeps getting worse.",
    "Pain at night that doesn't ease with rest.",
    "A leg or foot that's weak, numb or getting worse.",
    "A fever, or feeling ill along with the pain.",
    "Weight loss without trying, or cancer, now or in the past.",
    "A fall or an accident, brittle bones, or long-term use of steroids.",
)
"""When a doctor should be asked first."""
SOON_ANYWHERE: Final = (
    "See a doctor soon, before you exercise, if you have any of these.",
    "Severe pain, or pain that keeps getting worse.",
    "Pain at night that doesn't ease with rest.",
    "An arm or a leg that's weak, numb or getting worse.",
    "A calf or a joint that's hot, red or swollen.",
    "Bleeding, a fever, or feeling ill.",
    "A fall, an accident or an operation not long ago.",
)
"""The same for exercise that is not for the back."""
_ASK: Final = "If you're not sure an exercise is right for you, ask first."
BACK_SAFETY: Final = Safety(
    STOP,
    (EMERGENCY, SOON),
    "Back pain has many causes, and this recording can't know yours.",
    _ASK,
)
"""What is said of safety before a routine for the back."""
SAFETY: Final = Safety(STOP, (EMERGENCY_ANYWHERE, SOON_ANYWHERE), after=_ASK)
"""What is said of it before another one."""
_OF_THE_BACK: Final = re.compile(
    r"\b(?:back|backs|spine|spinal|sciatic|sciatica|lumbar|dis[ck]s?)\b", re.IGNORECASE
)
LAST_EXERCISE: Final = "That was the last exercise."
CLOSING: Final = "Rest for a moment and breathe slowly."
HALFWAY: Final = ("Halfway.", "You're halfway there.")
BACK: Final = "And return."
BREATH: Final = ("Now breathe in.", "And breathe out.")
IN: Final = "In."
HELD: Final = "Hold."
OUT: Final = "Out."
BREATHE_ON: Final = "Now let your breath come and go by itself."
_OF_A_BREATH: Final = ("Breathe in", "hold", "breathe out", "hold")
WAIT: Final = "Take your time."
BREATHING: Final = "Keep breathing."
LEFT: Final = {60: "One minute left.", 30: "Thirty seconds left."}
"""What is said so many seconds before the end of a long hold."""
RELEASE: Final = "And release."
REPS_OVER: Final = "And rest."
SLOW: Final = Fraction(4)
"""Repetitions that take so many seconds each are called slow."""
FIRST_AGAIN: Final = 2
"""The set that is told to be one more; those after it are only counted."""
STAY: Final = "Stay there."
AFTERWARDS: Final = "After that"
"""What begins the words that tell, in a rest, what follows it."""
REST: Final = "Rest and breathe slowly."
REST_BRIEFLY: Final = "Rest."
RESTED: Final = "Breathe slowly."
"""What is said in a rest where the words before it said to rest."""
RESTS: Final = frozenset(sentences(f"{REST} {REST_BRIEFLY} {RESTED}"))
QUIET_PLACE: Final = "Find a quiet place with room to stretch out."
FIRST: Final = "First"
NEXT: Final = "Next"
RESTING: Final = "Rest"
"""What is done between two works of an interval."""
LONGEST_TITLE: Final = 48
"""Letters of a title that is made of what is said; a longer one is cut between words."""

SOME_MINUTES: Final = 90
"""Seconds from which on what is left of a session is told in whole minutes."""
BELLS_STAY: Final = "The bells stay as they are here."
BEAT_STAYS: Final = "The beat stays as it is here."
SLOWER: Final = "Slower."
FASTER: Final = "Faster."
SLOWEST: Final = "That's as slow as it goes."
FASTEST: Final = "That's as fast as it goes."

_LYING: Final = {Posture.ON_THE_BACK, Posture.FACE_DOWN, Posture.ON_THE_SIDE}
_FROM_ABOVE: Final = {
    Posture.STANDING: "Stand up",
    Posture.ON_A_CHAIR: "Sit down on your chair",
    Posture.SEATED: "Sit down on the floor",
    Posture.KNEELING: "Kneel down",
    Posture.HANDS_AND_KNEES: "Come down onto your hands and knees",
    Posture.ON_THE_BACK: "Lie down on your side, then roll onto your back",
    Posture.FACE_DOWN: "Lie face down",
    Posture.ON_THE_SIDE: "Lie down on your side",
}
"""The way into a posture from standing."""
_FROM_A_CHAIR: Final = _FROM_ABOVE | {
    Posture.ON_THE_BACK: "Come down to the floor, lie on your side, then roll onto your back",
    Posture.FACE_DOWN: "Come down to the floor and lie face down",
    Posture.ON_THE_SIDE: "Come down to the floor and lie on your side",
}
_FROM_THE_FLOOR: Final = _FROM_ABOVE | {
    Posture.STANDING: "Stand up slowly",
    Posture.ON_A_CHAIR: "Get up slowly and sit on your chair",
    Posture.SEATED: "Sit on the floor",
    Posture.KNEELING: "Come up onto your knees",
    Posture.HANDS_AND_KNEES: "Come onto your hands and knees",
}
_FROM_LYING: Final = _FROM_THE_FLOOR | {
    Posture.SEATED: "Sit up",
    Posture.ON_THE_BACK: "Roll onto your back",
    Posture.FACE_DOWN: "Roll over and lie face down",
    Posture.ON_THE_SIDE: "Roll onto your side",
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


_RESTING: Final = re.compile(
    r"\brest[.!]*$|"
    r"(?:^|\b(?:and|now|then) )rest(?:,| (?:a|and|as|for|here|now|there|until|while)\b)",
    re.IGNORECASE,
)
"""How it is said to rest, but not to rest one's hands on something."""
_PROPER: Final = frozenset(
    "Achilles Alexander Arnold Bruegger Brugger Brügger Bulgarian Buteyko Chinese Copenhagen "
    "Cossack Cuban English Epley Feldenkrais French German Greek Hindu Indian Iyengar Jacobson "
    "Janda Japanese Jefferson Kegel Kneipp Lewit Mulligan Nordic Olympic Otago Pallof Pilates "
    "Roman Romanian Russian Samson Schroth Spanish Superman Swedish Swiss Tabata Thai Thomas "
    "Tibetan Trendelenburg Turkish Williams Zercher Zottman".split()
)
"""Names of people and peoples that exercises are called after, besides those like McGill."""


def duration(seconds: Fraction) -> str:
    """Put a length of time into words: a half second as that, any other to the nearest second.

    >>> from fractions import Fraction
    >>> duration(Fraction(30)), duration(Fraction(61)), duration(Fraction(120))
    ('thirty seconds', 'one minute and one second', 'two minutes')
    >>> duration(Fraction(90)), duration(Fraction(150))
    ('a minute and a half', 'two and a half minutes')
    >>> duration(Fraction(1, 2)), duration(Fraction(5, 2))
    ('half a second', 'two and a half seconds')
    """
    half = seconds.denominator == 2
    minutes, rest = divmod(int(seconds if half else seconds + Fraction(1, 2)), 60)
    if minutes and rest == 30 and not half:
        return f"{number(minutes)} and a half minutes" if minutes > 1 else "a minute and a half"
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
    return f"You'll need {listed(things)}." if things else ""


_EFFORTS: Final = {
    Effort.EASY: "This is an easy session.",
    Effort.MODERATE: "This session is moderately demanding.",
    Effort.DEMANDING: "This is a demanding session.",
}


def meant(effort: Effort | None, often: str | None) -> str:
    """Return the words that say how hard a routine is, and how often it is meant."""
    told = (effort and _EFFORTS[effort], often and f"Do it {often}.")
    return " ".join(filter(None, told))


def safety(written: RoutineFile) -> Safety:
    """Choose what is said of safety: a routine's own words, and matcue's in place of missing ones.

    Matcue's are of the back where the title or what the routine is for name it.
    """
    named = _OF_THE_BACK.search(f"{written.title} {written.about}")
    usual, own = BACK_SAFETY if named else SAFETY, written.preface
    if not own:
        return usual
    stop = own.stop or usual.stop
    return Safety(stop, ((own.doctor,),)) if own.doctor else replace(usual, stop=stop)


def welcome(title: str) -> str:
    """Return the first words of a routine that has none of its own."""
    return f"Welcome to {title}."


def name(exercise: str, lead: str) -> str:
    """Return the words that begin a stretch: its name, after the word that leads to it, if any.

    >>> name("Knee to chest", NEXT), name("Knee to chest", "")
    ('Next, knee to chest.', 'Knee to chest.')
    """
    return f"{lead}, {_small(exercise)}." if lead else f"{exercise}."


def coming(exercise: str, posture: Posture | None = None) -> str:
    """Return the words that say, in a rest, what follows it."""
    how = _BEING.get(posture, "") if posture else ""
    return f"{AFTERWARDS}, {_small(exercise)}{how and ', '}{how}."


def _small(name: str) -> str:
    """Begin a name small, as it stands inside a sentence.

    A proper name keeps its capital, and so does a name that is written as a title.

    >>> _small("Child's pose"), _small("Seated T-spine twist")
    ("child's pose", 'seated T-spine twist')
    >>> _small("Alexander rest"), _small("Knee to Chest")
    ('Alexander rest', 'Knee to Chest')
    """
    first, *others = re.findall(r"[^\W\d_]+", name) or [""]
    proper = first != "A" and _is_proper(first)
    titled = any(word[:1].isupper() and not _is_proper(word) for word in others)
    return name if proper or titled else f"{name[:1].lower()}{name[1:]}"


def _is_proper(word: str) -> bool:
    """Tell whether a word has a capital wherever it stands: a name, a letter, an abbreviation."""
    return word in _PROPER or (word.isupper() and len(word) == 1) or word[1:] != word[1:].lower()


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return _small(name)


def being(posture: Posture) -> str:
    """Return the words for how the body is; an empty text where it stays as it is."""
    return _BEING.get(posture, "")


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
    ('Ten seconds more.', 'Four seconds less.', 'Nothing to change here.')
    """
    if not seconds:
        return "Nothing to change here."
    return f"{duration(abs(seconds)).capitalize()} {'more' if seconds > 0 else 'less'}."


def change(
    before: Posture, after: Posture, side: Side | None = None, works: Works = Works.ON_TOP
) -> str:
    """Return the words that send the body from one posture into another, to work a side.

    When lying on the side, `works` tells where the side that works is. From the back one sits up by
    way of the side.

    >>> change(Posture.KNEELING, Posture.ON_THE_BACK)
    'Lie down on your side, then roll onto your back. Take your time.'
    >>> change(Posture.ON_THE_BACK, Posture.SEATED)
    'Roll onto your side, then sit up. Take your time.'
    >>> change(Posture.STANDING, Posture.ON_THE_SIDE, "left", Works.BELOW)
    'Lie down on your left side. Take your time.'
    """
    way = _ways(before)[after]
    if after is Posture.ON_THE_SIDE and side and works is Works.BELOW:
        way = way.replace("side", f"{side} side")
    elif after is Posture.ON_THE_SIDE and side:
        way = f"{way.replace('side', f'{OTHER[side]} side')}, with your {side} leg on top"
    if before is Posture.ON_THE_BACK and after not in _LYING:
        way = f"Roll onto your side, then {_small(way)}"
    return f"{way}. {WAIT}"


def _ways(before: Posture) -> Mapping[Posture, str]:
    """Return the ways into each posture from one."""
    if before is Posture.ON_A_CHAIR:
        return _FROM_A_CHAIR
    if before in UPRIGHT:
        return _FROM_ABOVE
    return _FROM_LYING if before in _LYING else _FROM_THE_FLOOR


def shortly(words: Words) -> str:
    """Return how an exercise is told that was told in full before."""
    return words.short or sentences(words.full)[-1]


def round_of(each: Round) -> str:
    """Return the words that begin a round.

    >>> from matcue.errors import Place
    >>> from matcue.routine.plan import Round
    >>> round_of(Round("Round", 2, 8, Place("back.yaml", 1, 1)))
    'Round two of eight.'
    """
    return f"{each.name} {number(each.number)} of {number(each.of)}."


def first_side(side: Side) -> str:
    """Return the words before the first of two sides."""
    return f"{side.capitalize()} side first."


def again(side: Side | None, which: int, sets: int) -> str:
    """Return the words that begin a further set of a stretch.

    >>> again("left", 2, 3), again(None, 2, 2), again(None, 2, 3)
    ('Left side again. Set two of three.', 'Once more. Last set.', 'Set two of three.')
    >>> again("left", 3, 3), again(None, 3, 4)
    ('Left side. Last set.', 'Set three of four.')
    """
    told = f"Set {number(which)} of {number(sets)}." if which < sets else "Last set."
    if which > FIRST_AGAIN:
        head = only_side(side)
    elif side:
        head = f"{side.capitalize()} side again."
    else:
        head = "Once more." if which == sets else ""
    return f"{head} {told}".strip()


def only_side(side: Side | None) -> str:
    """Return the words that say which side it is, and nothing else; empty where there are none."""
    return f"{side.capitalize()} side." if side else ""


def changeover(side: Side) -> tuple[str, ...]:
    """List ways to say that the other side follows."""
    return (f"Now the {side} side.", f"Now the same on the {side} side.")


def times(reps: int) -> str:
    """Put into words how often something is done of which matcue knows nothing.

    >>> times(2), times(8)
    ('Twice, starting at the bell.', 'Eight times, starting at the bell.')
    """
    often = {1: "once", 2: "twice"}.get(reps, f"{number(reps)} times")
    return f"{often.capitalize()}, starting at the bell."


def amount(phase: Timed | Repeated) -> str:
    """Put into words how long, or how often; the bell comes when the words are over."""
    if isinstance(phase, Repeated):
        return _repetitions(phase)
    if phase.breaths:
        return f"Hold for {_breaths(phase.breaths)}, starting at the bell."
    hold, movement, _ = amounts(phase.seconds)
    return hold if phase.measure == "hold" else movement


def _repetitions(phase: Repeated) -> str:
    """Put into words how many repetitions there are, on which sides, how slow or how long held."""
    sides = f" on each side, {' and '.join(phase.sides)} in turn" if phase.sides else ""
    many, times = number(phase.reps).capitalize(), plural("repetition", phase.reps)
    if phase.held:
        each = "each one" if phase.times > 1 else "it"
        return f"{many} {times}{sides}. Hold {each} for {duration(phase.held)}."
    slow = "slow " if phase.tempo >= SLOW else ""
    return f"{many} {slow}{times}{sides}, starting at the bell."


def _breaths(count: int) -> str:
    return f"{number(count)} {plural('breath', count)}"


def amounts(seconds: Fraction) -> tuple[str, str, str]:
    """Put into words how long a hold, a movement that is kept up, and either of them now lasts."""
    lasting = duration(seconds)
    return (
        f"Hold for {lasting}, starting at the bell.",
        f"Do this for {lasting}, starting at the bell.",
        f"Now {lasting}.",
    )


def now(phase: Timed | Repeated) -> str:
    """Put into words how much is done in a set that differs from the one before.

    >>> now(Repeated(4, Fraction(6)))
    'Four this time.'
    """
    if isinstance(phase, Repeated):
        return f"{number(phase.reps).capitalize()} this time."
    return f"Now {_breaths(phase.breaths) if phase.breaths else duration(phase.seconds)}."


def onward(phase: Timed | Repeated) -> str:
    """Return the words between a phase and the one before, where the author has none."""
    if isinstance(phase, Repeated):
        return f"Now {number(phase.reps)} {plural('repetition', phase.reps)}."
    return STAY


def ready(ways: Sequence[str]) -> str:
    """Return the words that say what to press to end a wait.

    >>> ready(("space", "play"))
    "When you're ready, press space or play."
    """
    return f"When you're ready, press {' or '.join(ways)}."


def wait(seconds: Fraction) -> str:
    """Return the words before time that a person may need."""
    return f"{WAIT} We'll carry on in {duration(seconds)}."


def pattern(parts: tuple[Fraction, ...]) -> str:
    """Put into words how long each part of a breath is, without a full stop.

    >>> from fractions import Fraction
    >>> pattern((Fraction(4), Fraction(6)))
    'Breathe in for four seconds and breathe out for six'
    >>> pattern((Fraction(4), Fraction(7), Fraction(8)))
    'Breathe in for four seconds, hold for seven, and breathe out for eight'
    """
    ways = ("Breathe in", "breathe out") if len(parts) == 2 else _OF_A_BREATH
    first, *others = zip(ways, map(_count, parts), strict=False)
    unit = "second" if parts[0] == 1 else "seconds"
    return listed(
        (f"{first[0]} for {first[1]} {unit}", *(f"{way} for {much}" for way, much in others))
    )


def breaths(parts: tuple[Fraction, ...]) -> str:
    """Return the words before a bell that begins breathing."""
    return f"{pattern(parts)}, starting at the bell."


def _count(seconds: Fraction) -> str:
    """Put a number of seconds into words without their unit, as exactly as it is.

    >>> from fractions import Fraction
    >>> _count(Fraction(4)), _count(Fraction(11, 2)), _count(Fraction(21, 5))
    ('four', 'five and a half', '4.2')
    """
    if seconds.denominator == 1:
        return number(int(seconds))
    half = seconds.denominator == 2
    return f"{number(int(seconds))} and a half" if half else f"{float(seconds):g}"


def rounds(times: int) -> str:
    """Return the words before a bell that begins several rounds.

    >>> rounds(1), rounds(5)
    ('One round, starting at the bell.', 'Five rounds, starting at the bell.')
    """
    return f"{number(times).capitalize()} {plural('round', times)}, starting at the bell."


def over(phase: Timed | Repeated) -> str:
    """Return the words that end a stretch which has none of its own for it."""
    held = not isinstance(phase, Repeated) and phase.measure == "hold"
    return RELEASE if held else REPS_OVER


def is_rest(text: str) -> bool:
    """Tell whether the last sentence of a text says to rest.

    >>> is_rest("Lower your chest to the floor and rest."), is_rest("Rest. Then stand up.")
    (True, False)
    >>> is_rest("Rest for a while."), is_rest("Rest both hands on your belly.")
    (True, False)
    """
    last = sentences(text)[-1:]
    return bool(last and _RESTING.search(last[0]))


def named(words: str | None, exercise: str, side: Side | None) -> str:
    """Return an exercise's name and the side that moves, without a full stop."""
    usual = f"{exercise}, {side} side" if side else exercise
    return sided(words or "", side).rstrip(".") or usual


def beginning(text: str) -> str:
    """Make a title of a text: its beginning, up to where one first pauses.

    >>> beginning("Sit or lie down, whichever is more comfortable."), beginning("No!")
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
    other = OTHER[side] if side else ""
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
