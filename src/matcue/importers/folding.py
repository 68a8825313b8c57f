"""Left and right as the sides of one step, equal neighbours as its sets, what repeats as rounds.

What is done, in which order and for how long, is the same before and after: `unfold` shows it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from matcue.importers import side_words
from matcue.importers.programme import Kind, Sides, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcue.importers.programme import Lengths

MOST_IN_ROUND: Final = 100
"""Steps of the longest round that is found."""
_ONCE: Final = (None, (1, 1))
_DONE: Final = {Kind.HOLD, Kind.TIME, Kind.REPS, Kind.BREATHS, Kind.STEPS, Kind.DISTANCE}
_APART: Final = {Kind.SECTION, Kind.NOTE, Kind.BLANK}
"""What never stands inside a round."""
_OPPOSITE: Final = {Sides.LEFT: Sides.RIGHT, Sides.RIGHT: Sides.LEFT}


def fold(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Fold left and right into one step, equal neighbours into sets, what repeats into rounds.

    A left and a right of unequal length stay two steps, and so do two lefts before two rights.
    """
    inner = tuple(replace(each, steps=fold(each.steps)) for each in steps)
    return _in_rounds(_in_sets(_in_pairs(_in_sets(tell_sides(inner)))))


def unfold(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """List what is done one after the other: each side, each set, each round, the rests between."""
    return tuple(_played(steps))


def lasts(steps: tuple[Step, ...]) -> Fraction:
    """Add up the seconds that steps last, the shortest where there is a range.

    What has no length of its own counts nothing.
    """
    return sum(map(_lasts, steps), Fraction())


def repeated(steps: tuple[Step, ...], times: int, rest: Lengths | None = None) -> tuple[Step, ...]:
    """Do steps so many times, as sets of a single one, else as rounds.

    Args:
        steps: of one round; where they end in a rest, so does the last round.
        times: none at all with 0.
        rest: seconds between each two rounds.
    """
    if times < 2 or not steps:
        return steps * times
    *body, last = steps
    if not rest and body and _is_plain_rest(last):
        return (*repeated(tuple(body), times, last.seconds), last)
    if not body and last.kind in _DONE and last.sets in _ONCE:
        return (replace(last, sets=(times, times), rest=rest),)
    return (_rounds(steps, times, rest, steps[0].line),)


def tell_sides(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Take the sides out of the names: `Turn L` is `Turn` on the left.

    A letter, or a word that may mean something else, counts where the same is done on the other
    side, too; a letter at the end of a name that stands alone is doubtful.
    """
    told = [
        side_words.told_in(step.name) if step.kind in _DONE and step.sides is None else None
        for step in steps
    ]
    known = {(_key(each.name), each.side) for each in told if each}
    sided = (
        _on_its_side(step, found, known) if found else step
        for step, found in zip(steps, told, strict=True)
    )
    return _with_changes(tuple(sided))


def _on_its_side(step: Step, found: side_words.Sided, known: set[tuple[str, Sides]]) -> Step:
    if found.certain or (_key(found.name), _OPPOSITE[found.side]) in known:
        return replace(step, name=found.name, sides=found.side)
    if not found.letter:
        return step
    why = step.why or f"Does “{step.name}” mean the {found.side} side only?"
    return replace(step, name=found.name, sides=found.side, why=why)


def _with_changes(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Make rests of the shorter steps between two others that only say to change sides."""
    changed = list(steps)
    for i in range(1, len(steps) - 1):
        before, this, after = steps[i - 1 : i + 2]
        timed = {before.kind, this.kind, after.kind} == {Kind.TIME}
        shorter = timed and _lasts(this) < min(_lasts(before), _lasts(after))
        if shorter and side_words.other_side_of(this.name) == "":
            changed[i] = replace(this, kind=Kind.REST)
    return tuple(changed)


def _in_pairs(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Make one step of a left and a right that are alike and follow each other."""
    folded: list[Step] = []
    at = 0
    while at < len(steps):
        step, rest, second = steps[at], None, steps[at + 1 : at + 2]
        if second and second[0].kind is Kind.REST and not second[0].why:
            rest, second = second[0], steps[at + 2 : at + 3]
        if second and (first := _first_of(step, rest, second[0])):
            folded.append(
                replace(
                    step,
                    sides=Sides.BOTH,
                    first=None if first is Sides.LEFT else first,
                    between=rest.seconds if rest else None,
                )
            )
            at += 3 if rest else 2
        else:
            folded.append(step)
            at += 1
    return tuple(folded)


def _first_of(step: Step, rest: Step | None, second: Step) -> Sides | None:
    """Tell on which side one begins, where two steps are the sides of one; None if they are not."""
    if step.kind not in _DONE or step.sets not in _ONCE or step.rest:
        return None
    if side_words.other_side_of(second.text) is not None:
        second = replace(second, text=step.text)  # it only says to change sides
    changing = rest is not None and side_words.other_side_of(rest.name) is not None
    told = side_words.other_side_of(second.name)
    one_side = replace(second, name=step.name, sides=step.sides)
    if told is not None and _key(told) in {"", _key(step.name)} and second.sides is None:
        return (step.sides or Sides.LEFT) if _alike(step, one_side) else None
    if step.sides in _OPPOSITE:
        opposite = second.sides is _OPPOSITE[step.sides]
        alike = opposite and _alike(step, replace(second, sides=step.sides))
        return step.sides if alike else None
    return Sides.LEFT if changing and step.sides is None and _alike(step, second) else None


class _Run(NamedTuple):
    """So many equal steps or rounds in a row, up to `end`, with `rest` between them."""

    times: int
    rest: Lengths | None
    end: int


def _in_sets(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Make sets of equal neighbours, where the rests between them are equal, too."""
    same = _numbered(steps)
    folded: list[Step] = []
    at = 0
    while at < len(steps):
        step = steps[at]
        able = step.kind in _DONE and step.sets in _ONCE and step.rest is None
        run = _run(steps, same, at, 1) if able else _Run(1, None, at + 1)
        several = run.times > 1
        folded.append(
            replace(step, sets=(run.times, run.times), rest=run.rest) if several else step
        )
        at = run.end
    return tuple(folded)


def _in_rounds(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Make rounds of runs of at least two steps that repeat, where the rests between are equal."""
    same = _numbered(steps)
    folded: list[Step] = []
    at = 0
    while at < len(steps):
        length, run = _longest_run(steps, same, at)
        body = steps[at : at + length]
        if run.times > 1 and not _APART & {each.kind for each in body}:
            folded.append(_rounds(_in_rounds(body), run.times, run.rest, body[0].line))
            at = run.end
        else:
            folded.append(steps[at])
            at += 1
    return tuple(folded)


def _longest_run(steps: tuple[Step, ...], same: tuple[int, ...], at: int) -> tuple[int, _Run]:
    """Find how many steps from `at` on repeat so that most of all are rounds of them.

    Rounds neither begin nor end with a rest.
    """
    length, best = 1, _Run(1, None, at + 1)
    most = 0 if steps[at].kind is Kind.REST else min(MOST_IN_ROUND, (len(steps) - at) // 2)
    for tried in range(2, most + 1):
        again = same[at] in same[at + tried : at + tried + 2]
        if again and steps[at + tried - 1].kind is not Kind.REST:
            run = _run(steps, same, at, tried)
            if run.times > 1 and run.end > best.end:
                length, best = tried, run
    return length, best


def _numbered(steps: tuple[Step, ...]) -> tuple[int, ...]:
    """Number steps, those that are done alike with the same number."""
    numbers: dict[Step, int] = {}
    return tuple(numbers.setdefault(_likeness(step), len(numbers)) for step in steps)


def _run(steps: tuple[Step, ...], same: tuple[int, ...], at: int, length: int) -> _Run:
    """Count how often steps repeat from `at` on, with the same rest between, or with none.

    Args:
        steps: all of them.
        same: their numbers, equal where they are done alike.
        at: where those begin that may repeat.
        length: how many these are.
    """
    run = _Run(1, None, at + length)
    body = same[at : run.end]
    while run.end < len(steps):
        following = steps[run.end]
        rest = following.seconds if _is_plain_rest(following) else None
        begin = run.end + (rest is not None)
        if same[begin : begin + length] != body or (run.times > 1 and rest != run.rest):
            break
        run = _Run(run.times + 1, rest, begin + length)
    return run


def _rounds(steps: tuple[Step, ...], times: int, rest: Lengths | None, line: int) -> Step:
    return Step(line=line, kind=Kind.ROUNDS, sets=(times, times), rest=rest, steps=steps)


def _is_plain_rest(step: Step) -> bool:
    """Tell whether nothing is lost of a rest but its name where its length stands elsewhere."""
    plain = step.kind is Kind.REST and not step.why and not step.text
    return plain and step.seconds is not None and side_words.other_side_of(step.name) is None


def _likeness(step: Step) -> Step:
    """Return what is equal for steps that are done alike, wherever they stand."""
    inner = tuple(map(_likeness, step.steps))
    return replace(step, line=0, source=None, name=_key(step.name), steps=inner)


def _alike(one: Step, other: Step) -> bool:
    return _likeness(one) == _likeness(other)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _played(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        inner: tuple[Step, ...] = step.steps if step.kind is Kind.ROUNDS else _sides_of(step)
        for i in range(_times(step)):
            if i and step.rest:
                yield Step(line=step.line, kind=Kind.REST, seconds=step.rest)
            yield from _played(inner) if step.kind is Kind.ROUNDS else inner


def _sides_of(step: Step) -> tuple[Step, ...]:
    """List one set of a step: a step for each side."""
    alone = replace(step, sets=None, rest=None, first=None, between=None)
    if step.sides is not Sides.BOTH:
        return (alone,)
    first = step.first or Sides.LEFT
    one, other = replace(alone, sides=first), replace(alone, sides=_OPPOSITE[first])
    if not step.between:
        return (one, other)
    return (one, Step(line=step.line, kind=Kind.REST, seconds=step.between), other)


def _times(step: Step) -> int:
    return step.sets[0] if step.sets else 1


def _lasts(step: Step) -> Fraction:
    times = _times(step)
    between = (step.rest[0] if step.rest else Fraction()) * max(times - 1, 0)
    if step.sides is Sides.BOTH:
        once = 2 * _once(step) + (step.between[0] if step.between else 0)
    else:
        once = _once(step)
    return times * once + between


def _once(step: Step) -> Fraction:
    """Return the seconds of one side of one set."""
    match step.kind:
        case Kind.ROUNDS:
            return lasts(step.steps)
        case Kind.REPS:
            each = sum(step.tempo) if step.tempo else step.seconds[0] if step.seconds else 0
            return Fraction(each * (step.reps[0] if step.reps else 0))
        case Kind.HOLD | Kind.TIME | Kind.REST | Kind.AMRAP | Kind.EMOM if step.seconds:
            return step.seconds[0]
        case _:
            return Fraction()
