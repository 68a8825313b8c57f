"""The picture of a session, as large as the terminal allows: what matters least is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from matcue.visible import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions


SAID: Final = 2
"""Rows for the words that are heard below a number, at most."""
WIDE: Final = 60
"""Columns of the words that stand in the middle, at most."""
LARGEST: Final = 8
"""How far a letter of blocks is magnified, at most."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see of a session at one moment.

    `number` is empty where nothing is counted, `side` where there is none. `state` tells what is
    unusual: a pause, a wait, trouble; `coming` what one can get ready for. An `answer` takes the
    place of the `words`. `done` is a share, 0 to 1; `time` tells it in words; `keys` tell what can
    be pressed, the longest way first.
    """

    name: str
    side: str = ""
    number: str = ""
    words: str = ""
    answer: str = ""
    state: str = ""
    coming: tuple[str, ...] = ()
    done: float = 0
    time: str = ""
    keys: tuple[str, ...] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> list[Text]:
        """Draw the view, fitted to the console's rows and columns: a line for each row."""
        columns, rows = options.size
        return _Fitted(self, console, columns, rows).lines()


def _wishes(view: View, columns: int) -> list[tuple[str, int]]:
    """List the view's parts and how many more rows each wants, the most important first."""
    scale, counted = _scale(view.number, columns), bool(view.number)
    wishes = (
        ("number", 1, counted),
        ("name", 1, True),
        ("state", 1, bool(view.state)),
        ("side", 1, bool(view.side)),
        ("number", HEIGHT - 1, counted and scale > 0),
        ("coming 0", 1, len(view.coming) > 0),
        ("words", 1, True),
        ("time", 1, True),
        ("words", SAID - 1, True),
        ("bar", 1, True),
        # kept free where nothing is counted, so that nothing moves when a count begins
        ("number", HEIGHT, not counted and scale > 0),
        ("side", HEIGHT - 1, bool(view.side) and _scale(view.side, columns) > 0),
        ("coming 1", 1, len(view.coming) > 1),
        ("number", HEIGHT, scale > 1),
        ("state", 1, not view.state),
        ("above the number", 1, True),
        ("above the bar", 1, True),
        ("below the number", 1, True),
        *[("number", HEIGHT, True)] * (scale - 2),
    )
    return [(part, rows) for part, rows, wanted in wishes if wanted]


def _scale(text: str, columns: int) -> int:
    """Compute how far a text can be magnified; an empty one, as far as two digits can."""
    return min(columns // width(text or "00"), LARGEST)


class _Fitted:
    """A view in so many columns and rows."""

    def __init__(self, view: View, console: Console, columns: int, rows: int) -> None:
        self._view = view
        self._console = console
        self._columns = columns
        self._rows = Counter[str]()
        left = rows
        for part, wanted in _wishes(view, columns):
            if wanted <= left:
                self._rows[part] += wanted
                left -= wanted
        self._left = left

    def lines(self) -> list[Text]:
        """Draw every row, from the top; those left over go around the number."""
        view, above = self._view, self._left // 2
        return [
            *self._text("name", view.name, "bold"),
            *self._blocks("side", view.side, "bold yellow"),
            *self._blank(self._rows["above the number"] + above),
            *(self._blocks("number", view.number, "bold green") if view.number else self._middle()),
            *self._blank(self._rows["below the number"] + self._left - above),
            *self._text("state", view.state, "bold reverse"),
            *self._below(),
            *self._coming(),
            *self._blank(self._rows["above the bar"]),
            *[self._bar()] * self._rows["bar"],
            *self._text("time", self._foot(), "dim"),
        ]

    @property
    def _said(self) -> str:
        return self._view.answer or self._view.words

    @property
    def _in_the_middle(self) -> bool:
        """Whether words have more room in the place of a number than below it."""
        return not self._view.number and self._rows["number"] > self._rows["words"]

    def _middle(self) -> list[Text]:
        """Draw the words in the place of a number."""
        rows = self._rows["number"]
        if not self._in_the_middle:
            return self._blank(rows)
        lines = self._wrapped(self._said, min(self._columns, WIDE), rows)
        shown = [self._line(line, "bold") for line in lines]
        above = (rows - len(shown)) // 2
        return [*self._blank(above), *shown, *self._blank(rows - above - len(shown))]

    def _below(self) -> list[Text]:
        """Draw the words below the number, or keep their rows free."""
        style = "bold" if self._view.answer else ""
        return self._text("words", "" if self._in_the_middle else self._said, style)

    def _coming(self) -> list[Text]:
        lines = zip(("next", "then"), self._view.coming, strict=False)
        return [
            line
            for i, (when, title) in enumerate(lines)
            for line in self._text(f"coming {i}", f"{when}: {title}", "")
        ]

    def _bar(self) -> Text:
        """Draw the share that is done; heavy and light, so that it needs no colours."""
        heavy, light = "#-" if self._console.options.ascii_only else "━─"
        done = round(self._view.done * self._columns)
        return Text(heavy * done, "green").append(light * (self._columns - done), "dim")

    def _foot(self) -> str:
        time = self._view.time
        feet = [f"{time}   {keys}" for keys in self._view.keys]
        return next((foot for foot in feet if cell_len(foot) <= self._columns), time)

    def _blocks(self, part: str, text: str, style: str) -> list[Text]:
        """Draw digits or a side as large as the rows of the part allow."""
        rows = self._rows[part]
        scale = min(rows // HEIGHT, _scale(text, self._columns))
        if not (text and scale):
            return self._text(part, text, style)
        block = "#" if self._console.options.ascii_only else "█"
        shown = [self._line(line, style) for line in large(text, scale, block)]
        spare = rows - len(shown)
        return [*self._blank(spare // 2), *shown, *self._blank(spare - spare // 2)]

    def _text(self, part: str, text: str, style: str) -> list[Text]:
        """Wrap a text into exactly the rows of its part."""
        rows = self._rows[part]
        shown = [self._line(line, style) for line in self._wrapped(text, self._columns, rows)]
        return [*shown, *self._blank(rows - len(shown))]

    def _wrapped(self, text: str, columns: int, rows: int) -> list[str]:
        """Wrap a text into so many columns and rows at most; a longer one ends with dots."""
        lines = [line.plain for line in Text(visible(text)).wrap(self._console, columns)]
        if len(lines) > rows > 0:
            lines = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
        return lines[:rows]

    def _blank(self, rows: int) -> list[Text]:
        return [Text()] * rows

    def _line(self, text: str, style: str) -> Text:
        line = Text(text, style, overflow="ellipsis")
        line.align("center", self._columns)
        return line


_ROWS: Final = (
    "███   █ ███ ███ █ █ ███ ███ ███ ███ ███ █   ███ ███ ███ ███ ███ ███ █ █",
    "█ █   █   █   █ █ █ █   █     █ █ █ █ █ █   █   █    █  █ █  █  █   █ █",
    "█ █   █ ███ ███ ███ ███ ███   █ ███ ███ █   ██  ██   █  ██   █  █ █ ███",
    "█ █   █ █     █   █   █ █ █   █ █ █   █ █   █   █    █  █ █  █  █ █ █ █",
    "███   █ ███ ███   █ ███ ███   █ ███ ███ ███ ███ █    █  █ █ ███ ███ █ █",
)
_SIGNS: Final = "0123456789LEFTRIGH"
_COLUMNS: Final = 3
HEIGHT: Final = len(_ROWS)
"""Rows of a letter at scale 1."""


def width(text: str) -> int:
    """Count the columns of `large(text)` at scale 1."""
    return len(text) * 2 * _COLUMNS + (len(text) - 1) * 2


def large(text: str, scale: int = 1, block: str = "█") -> tuple[str, ...]:
    """Draw digits, `left` or `right` as `HEIGHT` times `scale` lines of blocks.

    A block is twice as wide as a letter at scale 1, and grows with it both ways.

    >>> print(large("17")[0])
        ██  ██████
    """
    places = [_SIGNS.index(sign) * (_COLUMNS + 1) for sign in text.upper()]
    lines = (" ".join(row[at : at + _COLUMNS] for at in places) for row in _ROWS)
    return tuple(
        "".join(2 * scale * (block if part == "█" else " ") for part in line)
        for line in lines
        for _ in range(scale)
    )
