"""What the frame and the home page show of the tier: the confirmed one only, and contacts that are overdue by it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from throughgate.people.assessment.events import OfAssessment
from throughgate.people.caseload import narrowing
from throughgate.people.person.iom.events import OfAdoption
from throughgate.people.record import frame
from throughgate.people.record.events import OfRow
from throughgate.people.record.frame import Card, Fact, Line, near, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.people.tier import access, changes, queries
from throughgate.people.tier.contact import queries as contacts
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.events import ScoresWorkedOut
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.rules import Tier
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access import home
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.audit import events

HERE, FEW, MOST = "person-tier", 10, 100


def register() -> None:
    gather(CalculatedTier, ConfirmedTier, TierOverride, OffendingHistory, Score, ContactMade)
    frame.offer(HERE, lazy("Tier"), access.SECTION, rank=45, only=access.may_see)
    frame.tell(fact, rank=10)
    frame.summarise(card, rank=15)
    home.ask(group, rank=15, of=frozenset({"practitioner", "manager", "record_officer"}))
    tiers = tuple((tier.value, tier.value) for tier in Tier)
    label, may = lazy("Confirmed tier"), access.may_narrow
    narrowing.offer(narrowing.Narrowing("tier", label, tiers, may, queries.of_tier))
    for kind in (OfRow, OfAssessment, OfAdoption, ScoresWorkedOut):
        events.on(kind, changes.look_again)


def fact(opened: Opened) -> Fact | None:
    """The confirmed tier, or the one that was set beside it; a suggestion never."""
    found = queries.standing(opened)
    if not found:
        return None
    tag = _("Set for a while") if found[0].override else ""
    return Fact(_("Tier"), found[0].tier, tag, "purple", reverse(HERE, args=[opened.person]))


def card(opened: Opened) -> Card | None:
    if not access.may_see(opened):
        return None
    found = queries.standing(opened)
    due = contacts.next_of(opened, found) if access.may_work_with(opened) else None
    lines = [
        Line(
            _("Set for a while") if each.override else _("Confirmed"),
            _("Tier %(tier)s") % {"tier": each.tier},
            said_by(each.row.held_by.name, each.row.entered_on),
        )
        for each in found
    ]
    if due and not due.overdue:
        lines.append(Line(_("Next contact"), near(due.due, opened.today)))
    return Card(
        _("Tier"),
        tuple(lines),
        empty=_("No tier is confirmed, or none flows to your organisation."),
        late=late(due.late) if due and due.overdue else "",
        on_href=reverse(HERE, args=[opened.person]),
        on_words=_("The tier and how it came about"),
    )


def late(days: int) -> str:
    words = ngettext(
        "The next contact is late by %(n)s working day.",
        "The next contact is late by %(n)s working days.",
        days,
    )
    return words % {"n": f"{days:,}"}


def group(user: User, post: Post, today: date, now: datetime) -> home.Group | None:
    """Contacts that are overdue, the latest first."""
    found, more = contacts.overdue(user, post, today=today, now=now, most=MOST)
    if not found:
        return None
    words = ngettext("%(n)s contact is overdue", "%(n)s contacts are overdue", len(found))
    if more:
        words = _("More than %(n)s contacts are overdue")
    return home.Group(
        words % {"n": f"{len(found):,}"},
        tuple(
            home.Row(
                _("%(name)s: tier %(tier)s")
                % {
                    "name": each.name or _("Somebody whose name you may not see"),
                    "tier": each.tier,
                },
                reverse(HERE, args=[each.row.person_id]),
                late(each.contact.late),
                each.contact.due,
                True,
            )
            for each in found[:FEW]
        ),
        on_href=reverse("overdue-contacts") if len(found) > FEW else "",
        on_words=_("See them") if more else _("See all %(n)s") % {"n": f"{len(found):,}"},
    )
