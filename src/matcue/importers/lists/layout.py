"""The lines of a text as they were meant: what marks them, without what marks them.

Texts are pasted out of mails, web pages, PDFs and chats: tags are stripped, entities decoded,
lines joined that were broken for their width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument
from matcue.importers.document import MOST_LINES as MOST_PIECES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcue.importers.document import Document

MOST_LINES: Final = 2_000
"""Lines, blank ones apart, of the longest list that is read."""
LONGEST: Final = 2_000
"""Characters of a line that are read."""
WIDE: Final = 45
"""Characters from which on a line may have been broken for its width."""


class Mark(Enum):
    """What stands before a line."""

    NONE = auto()
    BULLET = auto()
    NUMBER = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several that were broken for their width."""

    number: int
    """Where it stands in the document, from 1."""
    source: str
    """As it stands, without tags and the blanks around it."""
    text: str
    """Without its mark and its emphasis."""
    indent: int = 0
    mark: Mark = Mark.NONE
    strong: bool = False
    """Whether all of it is bold or in capitals."""

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return not self.text


_MARKUP = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|strong|b|em|i|span|table|tr|td|body)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_BREAK = "\x1e"
"""Where a tag ends a line."""
_BREAKS = re.compile(rf"[{_BREAK}\x0b\x0c\u2028\u2029]+")
_TAGS: Final = (
    (re.compile(r"<h([1-6])\b[^<>]{0,500}>", re.IGNORECASE), f"{_BREAK}### "),
    (re.compile(r"<li\b[^<>]{0,500}>\s*(?:<p\b[^<>]{0,500}>)?", re.IGNORECASE), f"{_BREAK}- "),
    (
        re.compile(
            r"<(?:strong|b)(?:\s[^<>]{0,500})?>(?=\S)|(?<=\S)</(?:strong|b)>", re.IGNORECASE
        ),
        "**",
    ),
    (re.compile(r"</(?:td|th)>(?!\s*</tr)", re.IGNORECASE), " – "),
    (
        re.compile(
            r"</?(?:p|div|ul|ol|h[1-6]|table|tr|section|article|header|footer|blockquote)\b"
            r"[^<>]{0,500}>",
            re.IGNORECASE,
        ),
        f"{_BREAK}{_BREAK}",
    ),
    (re.compile(r"<br\b[^<>]{0,100}>|</li>", re.IGNORECASE), _BREAK),
    (re.compile(r"</?[a-z!][^<>]{0,2000}>", re.IGNORECASE), ""),
)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1d\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_PICTURED = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u2714\u2717-\u27bf\u2b00-\u2bff\ufe0f\u20e3]"
)
_QUOTED = re.compile(r"^(?:\s*>)+ ?")
_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_BULLET = re.compile(
    r"^(?:[-*+•●◦▪■□○‣·–—✓✔☐☑➤►→➔»]|o(?=\s+[A-Z]))(?:\s+|(?<=[•●◦▪■])(?=\w))(?:\[[ xX]?\]\s*)?"
)
_NUMBER = re.compile(
    r"^(?:\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}\s+[-–—]\s+(?=[^\W\d_])|\(?[a-h][.)]\s+(?=[^\W\d_])"
    r"|(?:exercise|übung|exercice|ejercicio|esercizio|exercício|oefening|упражнение|egzersiz"
    r"|ćwiczenie)"
    r"\s*(?:n[°º.]\s?|#)?\d{1,2}\s*(?:[:.)–—-]\s*|$))(?!\s*(?:sets?|reps?|x|×)\b)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^(\d{1,2})\s?(?=[A-ZÄÖÜÉ][a-zäöüéß]|[A-ZÄÖÜÉ]{3})")
_PICTURE_LINK = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,1000}\)")
_EMPHASIS = (
    (
        re.compile(r"\*\*(?=\S)([^*\n]{1,500}?)\*\*|(?<!\w)__(?=[^\W_])([^_\n]{1,500}?)__(?!\w)"),
        r"\1\2",
    ),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\W_\d])([^_\n]{1,500}?)(?<=[^\s_])_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,200})`"), r"\1"),
)
_FILLED = re.compile(r"_{1,20}\s?(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)\s?_{1,20}")
_PLURAL = re.compile(r"(?<=[^\W\d_])\((s|es|n|en|e)\)(?!\w)")
_STRONG = re.compile(
    r"^(?:\*\*|__)[^*_\n]{1,200}(?:\*\*|__):?$|^(?:\*\*|__)[^*_\n]{1,200}:(?:\*\*|__)$"
)
_RULE = re.compile(r"^[\s\-_*=~#|+.·—–]{3,}$")
_UNENDED = re.compile(r"[^.!?:;…)\]]$")
_TO_GO_ON = re.compile(
    r"(?<!\w)(?:a|an|the|and|or|of|to|with|your|for|on|in|at|by|from|each|der|die|das|den|dem|ein"
    r"|eine"
    r"|einen|und|oder|mit|auf|für|ihre?n?|zu|le|la|les|un|une|et|de|du|des|avec|sur|el|los|las|una"
    r"|y|con"
    r"|para|su|il|lo|gli|e|per|uma|o|os|as|com|het|en|een|met|uw|op|van|и|на|с|в|по|,"
    r"|repeat|hold|about|approximately|ca\.|etwa|\d{1,3})$",
    re.IGNORECASE,
)
_KEPT_HYPHEN = re.compile(
    r"(?<!\w)(?:press|push|sit|pull|chin|warm|cool|half|single|side|cat|bird|step|one|two)-$",
    re.IGNORECASE,
)


def lines_of(document: Document) -> tuple[Line, ...]:
    """Take a text apart into the lines that were meant, blank ones among them.

    Raises:
        UnreadableDocument: there are more than `MOST_LINES`, or more than 20 000 with blank ones.
    """
    whole = _UNSEEN.sub("", document.text or "")
    shown = _without_tags(whole) if _MARKUP.search(whole) else whole
    pieces = list(islice(_numbered(shown), MOST_PIECES + 1))
    told = sum(bool(raw) and not raw.isspace() for _, raw in pieces)
    if len(pieces) > MOST_PIECES or told > MOST_LINES:
        raise UnreadableDocument(document.name, f"a list has at most {MOST_LINES} lines")
    lines = [_line(number, raw) for number, raw in pieces]
    return tuple(_joined(_without_glued_numbers(lines)))


def _without_tags(text: str) -> str:
    """Return what a browser shows of a page, every line on the line it was on."""
    shown = text
    for tag in ("script", "style"):
        shown = _without_element(shown, tag)
    for pattern, instead in _TAGS:
        shown = pattern.sub(instead, shown)
    return unescape(shown)


def _without_element(text: str, tag: str) -> str:
    lowered, kept, place = text.lower(), "", 0
    while (start := lowered.find(f"<{tag}", place)) >= 0:
        end = lowered.find(f"</{tag}>", start)
        stop = len(text) if end < 0 else end + len(tag) + 3
        kept += text[place:start] + "\n" * text.count("\n", start, stop)
        place = stop
    return kept + text[place:]


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        for part in _BREAKS.split(line):
            yield number, part[:LONGEST]


def _line(number: int, raw: str) -> Line:
    if not raw or raw.isspace():
        return Line(number, "", "")
    source = (
        _QUOTED.sub("", raw.replace("\u00a0", " ").replace("\u202f", " ")).expandtabs(4).rstrip()
    )
    indent = len(source) - len(source.lstrip())
    source = source.strip()
    text = _PICTURED.sub("", source).strip()
    if _RULE.match(text) and not text.startswith("___"):
        return Line(number, source, "")
    mark = Mark.NONE
    heading = _HEADING.match(text)
    if heading:
        mark, text = Mark.HEADING, text[heading.end() :].rstrip("# ")
    elif bullet := _BULLET.match(text):
        mark, text = Mark.BULLET, text[bullet.end() :]
    strong = bool(_STRONG.match(text)) or _shouted(text)
    text = plain(text)
    if counted := _NUMBER.match(text):
        text = text[counted.end() :].strip()
        mark = Mark.NUMBER if mark is not Mark.HEADING else mark
        strong = strong or bool(_STRONG.match(text))
    return Line(number, source, text, indent, mark, strong)


def plain(text: str) -> str:
    """Return a text without emphasis, links and what surrounds the figures of a filled form."""
    for pattern, kept in (
        (_PICTURE_LINK, ""),
        (_LINK, r"\1"),
        *_EMPHASIS,
        (_FILLED, r"\1"),
        (_PLURAL, r"\1"),
    ):
        text = pattern.sub(kept, text)
    return " ".join(text.split())


def _shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 3 and all(sign.isupper() for sign in letters)


def _without_glued_numbers(lines: list[Line]) -> Iterable[Line]:
    """Take numbers that stand before names without a stop, 1, 2, 3, for those of a list."""
    glued = [
        (place, match)
        for place, line in enumerate(lines)
        if line.mark is Mark.NONE and (match := _GLUED.match(line.text))
    ]
    figures = [int(match[1]) for _, match in glued]
    if len(figures) > 1 and figures == list(range(1, len(figures) + 1)):
        for place, match in glued:
            rest = lines[place].text[match.end() :]
            lines[place] = replace(lines[place], text=rest, mark=Mark.NUMBER)
    return lines


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    last: Line | None = None
    for line in lines:
        if last and not last.text and last.mark is Mark.NUMBER and line.text:
            last = replace(line, number=last.number, mark=Mark.NUMBER)
        elif last and len(last.text) < LONGEST and _goes_on(last, line):
            last = _together(last, line)
        else:
            if last:
                yield last
            last = line
    if last:
        yield last


def _goes_on(last: Line, line: Line) -> bool:
    """Tell whether a line is the rest of the one before."""
    if last.blank or line.blank or line.mark is not Mark.NONE or last.mark is Mark.HEADING:
        return False
    if last.strong or line.strong or not _UNENDED.search(last.text[-1:]):
        return False
    if last.text.endswith("-") and last.text[-2:-1].isalpha():
        return line.text[0].islower()
    if len(last.source) - last.source.rfind("\n") <= WIDE:
        return False
    if _TO_GO_ON.search(last.text[-15:]):
        return True
    dosed = any(sign.isdigit() for sign in last.text[-25:-1])
    return line.text[0].islower() and not dosed


def _together(last: Line, line: Line) -> Line:
    text, glue = last.text, " "
    if text.endswith("-"):
        glue = ""
        if not _KEPT_HYPHEN.search(text[-10:]):
            text = text[:-1]
    return replace(last, text=text + glue + line.text, source=last.source + "\n" + line.source)
