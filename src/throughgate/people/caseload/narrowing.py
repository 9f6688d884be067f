"""What topics above add to the filters of the list: each says for whom, by which words, and whom it leaves.

A topic registers `narrowing.offer(Narrowing("tier", …))`; the list knows none of them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.rules import Reader

Narrow = Callable[[QuerySet[Involvement], Reader, str, date], QuerySet[Involvement]]


@dataclass(frozen=True)
class Narrowing:
    """One filter: its name in the address, its choices, who may use it, and how it narrows the list."""

    name: str
    label: str | Promise
    choices: tuple[tuple[str, str], ...]
    may: Callable[[Reader], bool]
    narrow: Narrow


OFFERED: dict[str, Narrowing] = {}


def offer(narrowing: Narrowing) -> None:
    OFFERED[narrowing.name] = narrowing


def narrowed(
    asked: QuerySet[Involvement], who: Reader, wanted: Mapping[str, str], today: date
) -> QuerySet[Involvement]:
    """What a reader may not narrow by is not asked."""
    for name, value in wanted.items():
        if name in OFFERED and OFFERED[name].may(who):
            asked = OFFERED[name].narrow(asked, who, value, today)
    return asked
