"""A file to import: its bytes, and what they are as text, as values, as XML; all of it bounded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matcue.errors import UnreadableDocument

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST: Final = 2_000_000
"""Bytes of the largest file that is read."""
MOST_LINES: Final = 20_000
"""Lines or rows of the longest one."""
DEEPEST: Final = 50
"""Levels of nesting, of JSON and XML."""
BINARY: Final = b"\0"


@dataclass(frozen=True)
class Document:
    """A file of at most `LARGEST` bytes."""

    name: str
    """What messages call it."""
    raw: bytes
    language: str | None = None
    """The code of its language, where the person says it."""

    @cached_property
    def text(self) -> str | None:
        """Its text, with line feeds only; None where it is none.

        It is UTF-8, UTF-16 with its mark, or else Windows-1252, in which older programs write.
        """
        if self.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = self.raw.decode("utf-16", errors="replace")
        elif BINARY in self.raw:
            return None
        else:
            try:
                text = self.raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = self.raw.decode("cp1252", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def data(self) -> object | None:
        """Its values, where it is JSON with an object or a list at the top; else None.

        Raises:
            UnreadableDocument: it is nested too deep.
        """
        if not self.text or self.text.lstrip()[:1] not in {"{", "["}:
            return None
        try:
            data: object = json.loads(self.text, parse_constant=lambda _: None)
        except ValueError:
            return None
        except RecursionError as error:
            raise UnreadableDocument(self.name, "it is nested too deep") from error
        return data

    @cached_property
    def xml(self) -> Element | None:
        """Its root element, where it is XML; else None.

        Raises:
            UnreadableDocument: it declares entities, which are what makes a small file explode.
        """
        if not self.text or not self.text.lstrip().startswith("<"):
            return None
        from defusedxml import ElementTree
        from defusedxml.common import DefusedXmlException

        try:
            root: Element = ElementTree.fromstring(self.text.encode())
        except DefusedXmlException as error:
            raise UnreadableDocument(self.name, "it declares entities of its own") from error
        except (ElementTree.ParseError, ValueError):
            return None
        return root
