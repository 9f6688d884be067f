"""“Who can see what about you”: the involvements and flows of now, in the shape of the page for the person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from throughgate.common.values import load
from throughgate.people.involvement.models import Involvement
from throughgate.people.record.opening import Opened
from throughgate.people.rights.sharing import queries
from throughgate.people.sharing import queries as involved
from throughgate.people.sharing import reach
from throughgate.people.sharing.reach import Around, Limit, Reach, Sees
from throughgate.people.sharing.why import is_named
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Organisation


@dataclass(frozen=True)
class Group:
    """What comes from some organisations to one, the same from each."""

    holders: tuple[Organisation, ...]
    sections: tuple[str, ...]
    if_said: tuple[str, ...]  # only if the person said so to the holder
    over: bool = False  # they work with the person no longer

    @property
    def words(self) -> str:
        return "; ".join(words(self.sections))

    @property
    def words_if_said(self) -> str:
        return "; ".join(words(self.if_said))


@dataclass(frozen=True)
class Why:
    """One reason, since and until when, under which agreement."""

    purpose: str  # nothing where it is not shared with the reader, nor the agreement's name, which tells it too
    since: date
    until: date | None
    agreement: str


@dataclass(frozen=True)
class Told:
    """One organisation, as the page tells the person about it."""

    organisation: Organisation
    why: tuple[Why, ...]
    groups: tuple[Group, ...]
    ask: tuple[str, ...]  # its information officers
    nobody: bool = False  # access is limited, and nobody who may look works there
    few: bool = False  # only some named workers may look
    not_all: bool = False  # some workers may not look


@dataclass(frozen=True)
class Page:
    told: tuple[Told, ...]
    limits_known: bool
    meanings: dict[str, list[str]]  # of the names for several sections


def page(record: Opened) -> Page:
    around = reach.around(record)
    named = frozenset[int]().union(*(limit.named for limit in around.limits))
    posts = queries.officers_and_named(
        [one.organisation.pk for one in around.reaches], named, today=record.today
    )
    told = tuple(_told(record, one, around, posts) for one in around.reaches)
    return Page(told, around.limits_known, bundles())


def _told(record: Opened, one: Reach, around: Around, posts: queries.Posts) -> Told:
    why = tuple(_why(record, held) for held in one.involvements)
    here = posts.workers.get(one.organisation.pk, frozenset())
    officers = posts.officers.get(one.organisation.pk, ())
    groups = _groups(one, _working(record))
    return Told(one.organisation, why, groups, officers, **_narrowed(around.limits, here))


def _why(record: Opened, held: Involvement) -> Why:
    named = is_named(record, held)
    under = held.agreement.name if named else ""
    return Why(held.purpose if named else "", held.first_day, held.last_day, under)


def _working(record: Opened) -> dict[int, bool]:
    """Who works or worked with the person, as far as the reader may know: a flow from another carries nothing of them.
    Whether it still does."""
    now = {held.organisation_id for held in involved.involvements(record)}
    begun = (row for row in record.once(involved.ever_involved) if row.first_day <= record.today)
    return {row.organisation_id: row.organisation_id in now for row in begun}


def _narrowed(limits: tuple[Limit, ...], here: frozenset[int]) -> dict[str, bool]:
    """What limited access leaves of an organisation: `here` are those of the named who work there."""
    let_in = [limit.named for limit in limits if limit.restricted]
    kept_out = frozenset[int]().union(*(limit.named for limit in limits if not limit.restricted))
    if let_in:
        left = here.intersection(*let_in) - kept_out
        return {"nobody": not left, "few": bool(left)}
    return {"not_all": bool(here & kept_out)}


def _groups(one: Reach, working: dict[int, bool]) -> tuple[Group, ...]:
    """Holders that send the same are told of together, in the order of their names; those who are gone come last."""
    same: dict[tuple[bool, tuple[str, ...], tuple[str, ...]], list[Organisation]]
    same = defaultdict(list)
    senders = {f.sender_id: f.sender for f in one.flows.values() if f.sender_id in working}
    for holder in sorted(senders.values(), key=lambda each: each.name):
        found = {section: one.sees(section, holder.pk) for section in lists.latest("sections")}
        sent = tuple(section for section, sees in found.items() if sees is Sees.YES)
        maybe = tuple(section for section, sees in found.items() if sees is Sees.IF_SAID)
        if sent or maybe:
            same[not working[holder.pk], sent, maybe].append(holder)
    return tuple(
        Group(tuple(holders), sent, maybe, over)
        for (over, sent, maybe), holders in sorted(same.items(), key=lambda pair: pair[0][0])
    )


def words(sections: tuple[str, ...]) -> list[str]:
    """Sections in words for the person; those that mostly come together by one name."""
    published = load("throughgate.people.rights.sharing")
    left, found = list(sections), []
    for name, bundle in published["bundles"].latest.items():
        if set(bundle) <= set(left):
            found.append(name)
            left = [section for section in left if section not in bundle]
    return found + [published["sections"].latest[section] for section in left]


def bundles() -> dict[str, list[str]]:
    """What each name of several sections means."""
    return {
        name: words_of_each(bundle)
        for name, bundle in load("throughgate.people.rights.sharing")["bundles"].latest.items()
    }


def words_of_each(sections: list[str]) -> list[str]:
    said = load("throughgate.people.rights.sharing")["sections"].latest
    return [said[section] for section in sections]
