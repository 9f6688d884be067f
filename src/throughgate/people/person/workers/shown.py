"""What the frame shows of who works with somebody, and what home pages say of allocation and cover."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.people.involvement.allocation import access, mine, queries
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.involvement.allocation.queries import Working
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line, near
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import let_through
from throughgate.people.record.working import working
from throughgate.privacy.access import home
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW = 5


def register() -> None:
    frame.offer("person-workers", lazy("Who works with them"), "sharing", rank=60)
    frame.summarise(card, rank=60)
    home.ask(nobody_leads, rank=5)
    home.ask(stands_in, rank=15, of=home.WORKERS)
    home.ask(new_with_you, rank=18, of=home.WORKERS)


def card(opened: Opened) -> Card | None:
    if not opened.sees("sharing"):
        return None
    found = working(opened)
    # Whoever looks in an emergency leads on nothing.
    own_lead = any(each.own and each.part == Allocation.LEAD for each in found)
    asks = opened.to.involvements and not own_lead
    return Card(
        _("Who works with them"),
        tuple(_line(each, opened.today) for each in found),
        empty=_("Nobody is named yet."),
        late=_("Nobody of your organisation leads. Ask a manager who does.") if asks else "",
        on_href=reverse("person-workers", args=[opened.person]),
        on_words=_("Who works with them, and since when"),
    )


def _line(each: Working, today: date) -> Line:
    part = _("Leads") if each.part == Allocation.LEAD else _("Supports")
    said = ""
    if each.stands_in and each.away_until:
        words = {"day": near(each.away_until, today), "name": each.stands_in}
        said = _("Away until %(day)s: %(name)s stands in") % words
    return Line(part, f"{each.worker}, {each.organisation}", said)


def nobody_leads(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """For managers: how many people have no lead who works there today."""
    if not access.may_allocate(user, today=today):
        return None
    count, more = queries.any_without_lead(today=today)
    rows: tuple[Row, ...] = ()
    if count:
        words = ngettext("%(n)s person has no lead", "%(n)s people have no lead", count)
        if more:
            words = _("More than %(n)s people have no lead")
        detail = _("Nobody who works here today leads for them. Choose who does.")
        rows = (Row(words % {"n": count}, reverse("without-lead"), detail, late=True),)
    return Group(
        _("Who works with whom"),
        rows,
        empty=_("Everybody has somebody who leads."),
        on_href=reverse("caseloads"),
        on_words=_("Caseloads and cover for leave"),
    )


def stands_in(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """For whom the user stands in today."""
    _new, covered = mine.new_and_covered(user, post, today=today, most=FEW + 1)
    rows = tuple(
        Row(
            text=_("You stand in for %(name)s") % {"name": each.away},
            href=reverse("caseload", args=[each.away_id]),
            detail=_("Until %(day)s. See their people.") % {"day": near(each.last_day, today)},
            due=each.last_day,
        )
        for each in covered
    )
    return Group(_("Cover"), rows) if rows else None


def new_with_you(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """Whom the user was given lately."""
    rows, _covered = mine.new_and_covered(user, post, today=today, most=FEW + 1)
    seen = let_through(user, rows, today=today, now=now)
    if not seen:
        return None
    return Group(
        _("New with you"),
        tuple(_new(row, named.name) for row, named in seen[:FEW]),
        on_href=reverse("people") if len(rows) > FEW else "",
        on_words=_("All of your people, the newest first"),
    )


def _new(row: Allocation, name: str) -> Row:
    said = (
        _("You lead since %(day)s.")
        if row.part == Allocation.LEAD
        else _("You support since %(day)s.")
    )
    return Row(
        text=name or _("Somebody whose name you may not see"),
        href=reverse("person", args=[row.person_id]),
        detail=said % {"day": f"{row.first_day:%A} {dates.long(row.first_day)}"},
    )
