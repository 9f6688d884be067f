"""Who looked at whom: for the hourly job, which crosses everyone, and for information officers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from throughgate.common.values import load
from throughgate.people.involvement import queries as involvement
from throughgate.people.involvement.access import check_see
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.naming import Named
from throughgate.people.involvement.rules import Reader, Towards, names_purpose
from throughgate.people.person.models import Identity
from throughgate.people.person.names.models import Alias
from throughgate.people.rights import access
from throughgate.people.rights.queries import known_as
from throughgate.people.rights.watch import rules, words
from throughgate.people.rights.watch.models import StandsOut
from throughgate.people.rights.watch.rules import Kind, Seen
from throughgate.people.sharing.why import not_named
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.audit.models import Look

PAGE = 50
ON_ITS_PAGE, TAKEN_ALONG = Q(in_list=False), Q(in_list=True, place="export-people")
OVERLAP = timedelta(hours=3)  # the job runs every hour; a missed run or two is made up for


@dataclass(frozen=True)
class Line:
    """One look at a record, with as much of the reason as is known."""

    at: datetime
    who: str
    organisation: str
    what: str
    why: str


@dataclass(frozen=True)
class Outstanding:
    """A look that stands out, and whom it was at as far as the officer may know."""

    row: StandsOut
    name: str


# --- for the job -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """A page about one person, opened by one user of one organisation."""

    person: UUID
    user: User
    organisation: int
    at: datetime


def standing_out(*, today: date, now: datetime) -> Iterator[StandsOut]:
    """What stands out among the last hours' looks; the same look is found again by the next run."""
    looks = _opened(now)
    names, colleagues = _names({look.person for look in looks}), _colleagues(looks)
    for look in looks:
        known = names.get(look.person, set())
        if rules.same_surname(look.user.last_name, [family for _given, family in known]):
            yield _row(look, Kind.SURNAME, today)
        if rules.is_colleague(known, colleagues[look.organisation]):
            yield _row(look, Kind.COLLEAGUE, today)
    # Whoever takes a list along as a file has every record on it.
    yield from _many(sorted([*looks, *_opened(now, TAKEN_ALONG)], key=lambda look: look.at), today)


def _opened(now: datetime, which: Q = ON_ITS_PAGE) -> list[Opened]:
    rows = Look.objects.filter(which, at__gte=now - OVERLAP, at__lte=now)
    rows = rows.select_related("by").order_by("at", "pk")
    return [
        Opened(row.person_id, row.by, row.organisation_id, row.at)
        for row in rows
        if row.by and row.person_id and row.organisation_id
    ]


def _many(looks: list[Opened], today: date) -> Iterator[StandsOut]:
    most = load("throughgate.people.rights")["many_in_an_hour"].on(today)
    by_user: dict[int, list[Opened]] = defaultdict(list)
    for look in looks:
        by_user[look.user.pk].append(look)
    for user in sorted(by_user):
        found = rules.many([Seen(look.person, look.at) for look in by_user[user]], most=most)
        if found:
            row = _row(by_user[user][0], Kind.MANY, today)
            row.at, row.count = found
            yield row


def _row(look: Opened, kind: Kind, today: date) -> StandsOut:
    return StandsOut(
        person_id=look.person,
        user=look.user,
        organisation_id=look.organisation,
        kind=kind.value,
        at=look.at,
        day=today,
    )


def _names(people: set[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    for model in (Identity, Alias):
        for person, given, family in model.objects.filter(person__in=people).values_list(
            "person", "given_names", "family_name"
        ):
            found[person].add((given.split(" ")[0], family))
    return found


def _colleagues(looks: list[Opened]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    posts = Post.objects.filter(organisation__in={look.organisation for look in looks})
    for organisation, first, last in posts.values_list(
        "organisation", "user__first_name", "user__last_name"
    ):
        found[organisation].add((first, last))
    return found


# --- for pages ---------------------------------------------------------------------------------------------------


def seen_by(
    user: User, person: UUID, *, today: date, now: datetime, page: int = 1
) -> tuple[list[Line], bool]:
    """Who has seen this record, the newest first; and whether there are more."""
    access.check_officer(user, today=today)
    check_see(user, person, today=today, now=now)
    first = (page - 1) * PAGE
    rows = Look.objects.filter(person_id=person).select_related("by", "organisation")
    found = list(rows.order_by("-at", "-pk")[first : first + PAGE + 1])
    who = involvement.reader(user, today=today)
    to = involvement.towards(who, [person], today=today, now=now)[person]
    under = _involvements([under for look in found for under in look.under])
    why = {row.pk: _purpose(who, to, row, today) for row in under}
    lines = [
        Line(
            at=look.at,
            who=str(look.by) if look.by else "",
            organisation=look.organisation.name if look.organisation else "",
            what=words.seen(look.place, in_list=look.in_list),
            why=", ".join(sorted({why[under] for under in look.under if under in why})),
        )
        for look in found[:PAGE]
    ]
    return lines, len(found) > PAGE


def to_review(
    user: User, *, reviewed: bool = False, today: date, now: datetime
) -> list[Outstanding]:
    """Looks of the officer's own organisation that nobody has reviewed, the oldest first; or the last reviewed."""
    post = access.check_officer(user, today=today)
    rows = StandsOut.objects.filter(organisation=post.organisation).select_related("user")
    rows = (
        rows.exclude(reviewed_on=None).order_by("-reviewed_on", "pk")
        if reviewed
        else rows.filter(reviewed_on=None).order_by("at", "pk")
    )
    found = list(rows[:PAGE])
    named = known_as(user, [row.person_id for row in found], today=today, now=now)
    return [Outstanding(row, _name(row, named)) for row in found]


def waiting(post: Post) -> list[StandsOut]:
    """For the home page."""
    rows = StandsOut.objects.filter(organisation=post.organisation, reviewed_on=None)
    return list(rows.order_by("at", "pk"))


def stands_out(user: User, id: UUID, *, today: date, now: datetime) -> Outstanding:
    post = access.check_officer(user, today=today)
    rows = StandsOut.objects.filter(pk=id, organisation=post.organisation)
    row = rows.select_related("user", "reviewed_by").first()
    if row is None:
        raise Http404
    named = known_as(user, [row.person_id], today=today, now=now)
    return Outstanding(row, _name(row, named))


def _name(row: StandsOut, named: dict[UUID, Named]) -> str:
    """A look at many is about no one of them."""
    found = named.get(row.person_id)
    return found.name if found and row.kind != Kind.MANY.value else ""


def _involvements(keys: list[UUID]) -> list[Involvement]:
    rows = Involvement.objects.filter(pk__in=keys)
    return list(rows.only("pk", "purpose", "organisation_id"))


def _purpose(who: Reader, to: Towards, row: Involvement, today: date) -> str:
    telling = lists.telling(row.purpose, today)
    named = names_purpose(who, to, telling, row.organisation_id)
    return lists.name_of("purposes", row.purpose) if named else not_named()
