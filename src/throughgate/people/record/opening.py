"""Opening one person's record for one page: both locks are asked here, and every page about a person begins here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.access import Refused
from throughgate.people.involvement.naming import Named, names
from throughgate.people.involvement.rules import Because, Reader, Towards
from throughgate.people.person.models import Entry
from throughgate.privacy.access import lists
from throughgate.privacy.access.lists import EXISTS
from throughgate.privacy.access.models import User

Row = TypeVar("Row", bound=Entry)
Answer = TypeVar("Answer")
NAMELESS = Named("")


@dataclass(frozen=True)
class Opened:
    """One person, as one user sees them at one moment."""

    person: UUID
    user: User
    who: Reader
    to: Towards
    named: Named
    today: date
    now: datetime
    found: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, ask: Callable[[Opened], Answer]) -> Answer:
        """What the header, a card and the page itself all ask: the database is asked once a page."""
        if ask not in self.found:
            self.found[ask] = ask(self)
        answer: Answer = self.found[ask]
        return answer

    def sees(self, section: str, held_by: int | None = None) -> bool:
        return rules.sees(self.who, self.to, section, held_by)

    def sees_by_involvement(self, section: str, held_by: int | None = None) -> bool:
        """As `sees`, where an emergency opens nothing."""
        return rules.sees_by_involvement(self.who, self.to, section, held_by)

    def visible(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that the first lock lets through. What a table asks beside its section, its own query asks."""
        return [
            row
            for row in rows
            if any(self.sees(section, row.held_by_id) for section in row.in_sections())
        ]

    def check(self, *sections: str) -> None:
        """Raise where none of these sections is open to the user."""
        if not any(self.sees(section) for section in sections):
            name = lists.name_of("sections", sections[0])
            why = rules.because(self.who, self.to, sections[0])
            raise Refused(
                f"You cannot see “{name}” of this person: {why.value}. "
                "Ask your information officer which agreement or role is missing."
            )

    def may_write(self, section: str) -> bool:
        """Own rows only, and not in an emergency, which lets one look."""
        own = rules.because(self.who, self.to, section, self.who.organisation)
        return own is Because.OWN

    def check_write(self, section: str) -> int:
        """The organisation whose row it will be."""
        if not self.may_write(section) or self.who.organisation is None:
            name = lists.name_of("sections", section)
            raise Refused(
                f"Your post does not write in “{name}” of this person. Ask a colleague whose post does, "
                "or your information officer which agreement is missing."
            )
        return self.who.organisation


def open_record(
    user: User, person: UUID, *sections: str, today: date, now: datetime, named: bool = True
) -> Opened:
    """Raise Http404 where the person is not there for this user, Refused where these sections are shut."""
    who = queries.reader(user, today=today)
    to = queries.towards(who, [person], today=today, now=now)
    if not rules.exists_for(who, to[person]):
        raise Http404
    known = names(who, to, today=today) if named else {}
    opened = Opened(person, user, who, to[person], known.get(person, NAMELESS), today, now)
    if sections and sections != (EXISTS,):
        opened.check(*sections)
    return opened
