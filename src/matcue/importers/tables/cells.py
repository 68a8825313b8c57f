"""What stands in a cell of a table: counts, lengths, sides, and what a spreadsheet made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from matcue.importers.programme import Sides

if TYPE_CHECKING:
    from matcue.importers.programme import Counts, Lengths

LONGEST_CELL: Final = 2000
"""Characters of a cell that are read."""
MOST: Final = 100_000
"""The largest figure of a dose: one above is none."""

_EMPTY: Final = frozenset(
    {"", "-", "--", "–", "—", "―", "/", ".", "?", "n/a", "na", "n.a.", "none", "nil", "null"}
    | {"nan", "keine", "keins", "ninguno", "ninguna", "aucun", "aucune", "nessuno", "geen"}
    | {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "undefined", "tbd", "tbc", "..", "..."}
)
_YES: Final = frozenset(
    {"true", "yes", "y", "1", "ja", "oui", "sí", "si", "sì", "sim", "x", "✓", "✔", "да"}
)
_NO: Final = frozenset({"false", "no", "n", "0", "nein", "non", "não", "nee", "нет"})
_NUMBER: Final = r"(\d{1,9})(?:[.,]0+)?"
_COUNTS: Final = re.compile(
    rf"[x×]? ?{_NUMBER}(?: ?(?:-|–|—|~|to|or|bis|a|à|до|\.\.) ?{_NUMBER})? ?[x×]?", re.IGNORECASE
)
_DECIMAL: Final = r"(\d{1,9}(?:[.,]\d{1,9})?)"
_BARE: Final = re.compile(
    rf"{_DECIMAL}(?: ?(?:-|–|—|~|to|bis|a|à|до|\.\.) ?{_DECIMAL})?", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,]\d+)?(?: ?([ap])\.?m\.?)?", re.IGNORECASE
)
_MONTHS: Final = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
)
MONTHS: Final = {name: i for row in _MONTHS for i, name in enumerate(row.split(), 1)}
_DATE: Final = re.compile(
    r"(?:\d{4}-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00:00)?"
    r"|(?P<first>\d{1,2})[-. /]+(?P<named>[a-zä]{3})[a-z]*\.?"
    r"|(?P<leading>[a-zä]{3})[a-z]*\.?[-. /]+(?P<second>\d{1,2}))",
    re.IGNORECASE,
)
_SIDES: Final = {
    Sides.BOTH: """both; both sides; b; each; each side; per side; each leg; each arm; per leg;
        left and right; left + right; left & right; left/right; right/left; l/r; r/l; l + r; l & r;
        r & l; l+r; r+l; l and r; r and l; lr; e; ea; e/s; 2; unilateral; two sides; beide;
        beidseitig; beide seiten; rechts und links; links und rechts; links/rechts; je seite;
        pro seite; ambos; ambos lados; ambas; los dos; cada lado; por lado; les deux; deux côtés;
        par côté; chaque côté; entrambi; entrambi i lati; per lato; ogni lato; ambos os lados;
        beide kanten; per kant; обе; обе стороны; каждая сторона; her iki taraf""",
    Sides.LEFT: """left; l; left side; left leg; left arm; left only; lt; links; linke seite;
        nur links; izquierda; izquierdo; gauche; sinistra; sinistro; esquerda; esquerdo; лево;
        левая; слева; sol; vänster; lewa""",
    Sides.RIGHT: """right; r; right side; right leg; right arm; right only; rt; rechts;
        rechte seite; nur rechts; derecha; derecho; droite; droit; destra; destro; direita;
        direito; право; правая; справа; sağ; höger; prawa""",
    Sides.ALTERNATING: """alternating; alternate; alternately; alt; total; t; in total;
        abwechselnd; im wechsel; alternando; alternado; alterné; alternance; om en om; wisselend""",
    Sides.NONE: """bilateral; bilaterally; no; none; together; both at once; both together;
        simultaneous; 1; one; not applicable; beidbeinig; beidarmig; gleichzeitig; center; centre;
        midline; middle""",
    Sides.DIRECTIONS: """each direction; each way; both directions; both ways; per direction;
        /dir; jede richtung; cada dirección; chaque sens; per direzione; cada direção""",
}
_SIDE: Final = {word.strip(): side for side, words in _SIDES.items() for word in words.split(";")}
_NOTATION: Final = re.compile(r"(.*\d.*?) ?([ET])")
_TEMPO: Final = re.compile(
    r"([\dxX])[-/: .]([\dxX])[-/: .]([\dxX])(?:[-/: .][\dxX])?|([\dxX]{3,4})"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A length that was read, and what is doubtful about it."""

    seconds: Lengths
    why: str = ""


def is_empty(cell: str) -> bool:
    """Tell whether a cell says nothing: `—`, `n/a`, a spreadsheet's error.

    >>> is_empty(" — "), is_empty("N/A"), is_empty("0")
    (True, True, False)
    """
    return cell.strip().casefold() in _EMPTY


def truth_of(cell: str) -> bool | None:
    """Read a cell of yes and no; None where it is neither.

    >>> truth_of("Yes"), truth_of("false"), truth_of("sometimes")
    (True, False, None)
    """
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def counts_of(cell: str) -> Counts | None:
    """Read a bare number or range of repetitions or sets; None where it is more, or none.

    >>> counts_of("8–12"), counts_of("3.0"), counts_of("3x10")
    ((8, 12), (3, 3), None)
    """
    found = _COUNTS.fullmatch(cell.strip())
    if not found:
        return None
    ends = sorted(int(end) for end in found.groups() if end)
    return (ends[0], ends[-1]) if 0 < ends[0] <= ends[-1] <= MOST else None


def is_zero(cell: str) -> bool:
    """Tell whether a cell is a nought, which programs write for what is not used.

    >>> is_zero("0"), is_zero("0.0 s"), is_zero("00:00"), is_zero("10")
    (True, True, True, False)
    """
    figures = [sign for sign in cell if sign.isdigit()]
    return bool(figures) and set(figures) == {"0"}


def length_of(cell: str, unit: Fraction) -> Lengths | None:
    """Read a bare number or range of `unit` seconds each; None where it is more, or none.

    >>> length_of("1,5", Fraction(60))
    (Fraction(90, 1), Fraction(90, 1))
    """
    found = _BARE.fullmatch(cell.strip())
    if not found:
        return None
    ends = sorted(Fraction(end.replace(",", ".")) * unit for end in found.groups() if end)
    return (ends[0], ends[-1]) if 0 < ends[0] <= ends[-1] <= MOST else None


def clock_of(cell: str) -> Read | None:
    """Read minutes and seconds, also where a spreadsheet has made a time of day of them.

    >>> clock_of("1:30").seconds[0], clock_of("12:01:30 AM").seconds[0], clock_of("0:45").why
    (Fraction(90, 1), Fraction(90, 1), '')
    >>> clock_of("01:30:00")
    Read(seconds=(Fraction(90, 1), Fraction(90, 1)), why='Is it 1 minute 30 seconds?')
    """
    found = _CLOCK.fullmatch(cell.strip())
    if not found:
        return None
    day = found[4]
    if found[1] is None and day:
        hours, minutes, seconds = int(found[2]), int(found[3]), 0
    else:
        hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
    if day and hours == 12:
        hours = 0
    if hours and not seconds:
        total = Fraction(60 * hours + minutes)
        return Read((total, total), f"Is it {_spoken(hours, minutes)}?")
    total = Fraction(3600 * hours + 60 * minutes + seconds)
    return Read((total, total)) if 0 < total <= MOST else None


def _spoken(minutes: int, seconds: int) -> str:
    parts = (
        f"{figure} {unit}{'s' * (figure != 1)}"
        for figure, unit in ((minutes, "minute"), (seconds, "second"))
        if figure
    )
    return " ".join(parts)


def date_as_counts(cell: str) -> Counts | None:
    """Read the range of which a spreadsheet has made a date: `10-12` is shown as `12-Oct`.

    >>> date_as_counts("12-Oct"), date_as_counts("2026-10-08"), date_as_counts("10-12")
    ((10, 12), (8, 10), None)
    """
    found = _DATE.fullmatch(cell.strip())
    if not found:
        return None
    month = found["month"] or MONTHS.get((found["named"] or found["leading"]).casefold())
    day = found["day"] or found["first"] or found["second"]
    if month is None or int(day) == 0:
        return None
    low, high = sorted((int(month), int(day)))
    return low, high


def sides_of(cell: str) -> Sides | None:
    """Read a cell that tells nothing but sides.

    >>> sides_of("Left").value, sides_of("bilateral").value, sides_of("L/R").value, sides_of("up")
    ('left', 'none', 'both', None)
    """
    return _SIDE.get(" ".join(cell.casefold().split()).strip(".()"))


def split_notation(cell: str) -> tuple[str, Sides | None]:
    """Take the mark off a figure that says whether it is for each side (E) or in total (T).

    >>> split_notation("10 E"), split_notation("10 reps")
    (('10', <Sides.BOTH: 'both'>), ('10 reps', None))
    """
    found = _NOTATION.fullmatch(cell.strip())
    if not found:
        return cell, None
    return found[1], Sides.BOTH if found[2] == "E" else Sides.ALTERNATING


def tempo_of(cell: str) -> tuple[Fraction, ...] | None:
    """Read a tempo: seconds of the way out, the hold and the way back; `x` is as fast as possible.

    A fourth figure, the pause before the next, is left out.

    >>> [int(each) for each in tempo_of("3/1/3")], tempo_of("slow")
    ([3, 1, 3], None)
    """
    found = _TEMPO.fullmatch(cell.strip())
    if not found:
        return None
    figures = found[4] or "".join(found[i] for i in (1, 2, 3))
    tempo = tuple(Fraction(1 if each in "xX" else int(each)) for each in figures[:3])
    return tempo if tempo[0] and tempo[2] else None
