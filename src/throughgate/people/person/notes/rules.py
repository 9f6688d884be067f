"""Who may see a note; and a note as plain text for another system, in pieces that its box can take."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from throughgate.common.errors import WrongUse
from throughgate.common.values import load


class Seen(StrEnum):
    """Who may see a note."""

    FLOWS = "flows"  # everybody to whom a flow carries notes
    OWN = "own"  # the writer's organisation alone
    HEALTH = "health"  # those to whom health information may be told

    @property
    def section(self) -> str:
        return "health" if self is Seen.HEALTH else "notes"

    @classmethod
    def of(cls, section: str, own_only: bool) -> Seen:
        if own_only:
            return cls.OWN
        return cls.HEALTH if section == "health" else cls.FLOWS


BREAKS = ("\n\n", "\n", ". ", " ")


def longest_piece() -> int:
    """Characters that a note box of the systems around us takes."""
    return int(load("throughgate.people.person.notes")["longest_piece"].latest)


def pieces(text: str, *, longest: int) -> tuple[str, ...]:
    """The text in pieces of at most `longest` characters; joined, they are the text.

    Broken after a paragraph where there is one in the second half of a piece, else a line, a sentence, a word.
    """
    if longest < 1:
        raise WrongUse("A piece of a note has at least one character.")
    return tuple(_pieces(text, longest))


def _pieces(text: str, longest: int) -> Iterator[str]:
    while len(text) > longest:
        end = _end(text, longest)
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _end(text: str, longest: int) -> int:
    for between in BREAKS:
        at = text.rfind(between, longest // 2, longest)
        if at != -1 and at + len(between) <= longest:
            return at + len(between)
    return longest
