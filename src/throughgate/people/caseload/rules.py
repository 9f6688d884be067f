"""What a reader asks of the list of people: whose, which, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    """Of the reader's own people, or of all of their organisation's."""

    MINE = "mine"
    ALL = "all"


class Order(StrEnum):
    """What stands first."""

    NEWEST = "newest"
    NAME = "name"
    ENDS = "ends"

    def for_mentor(self) -> Order:
        """When their organisation's work ends is not a mentor's to know."""
        return Order.NAME if self is Order.NAME else Order.NEWEST


@dataclass(frozen=True)
class Wanted:
    """One list. Without a purpose or a place, all of them; without whose, the reader's own if they have any."""

    whose: Whose | None = None
    purpose: str = ""
    place: str = ""
    ending: bool = False  # within the days of notice
    order: Order = Order.NEWEST
    page: int = 1
    more: tuple[tuple[str, str], ...] = ()  # filters of topics above, by their names

    def whose_of(self, has_people: bool) -> Whose:
        return self.whose or (Whose.MINE if has_people else Whose.ALL)

    @property
    def is_narrow(self) -> bool:
        return bool(self.purpose or self.place or self.ending or self.more)
