"""What the frame and the home page show of integrated offender management; after a removal, nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.person.iom import queries
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Fact, Line, near, said_by
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import home
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

TOPIC = "throughgate.people.person.iom"
FEW = 5


def register() -> None:
    frame.offer("person-iom", lazy("Integrated offender management"), "iom", rank=70)
    frame.tell(mark, rank=30)
    frame.summarise(card, rank=70)
    home.ask(reviews, rank=40)


def _cohort(code: str) -> str:
    return str(load(TOPIC)["cohorts"].latest.get(code, code))


def mark(opened: Opened) -> Fact | None:
    if not opened.sees("iom"):
        return None
    found = opened.once(queries.adoptions)
    if not found:
        return None
    tag = _cohort(found[0].cohort).split(" – ")[0]
    href = reverse("person-iom", args=[opened.person])
    return Fact("", _("Integrated offender management"), tag=tag, colour="blue", href=href)


def card(opened: Opened) -> Card | None:
    if not opened.sees("iom"):
        return None
    found = opened.once(queries.adoptions)
    if not found:
        return None
    first = found[0]
    late = first.review_on < opened.today
    day = near(first.review_on, opened.today)
    said = said_by(first.held_by.name, first.entered_on, first.source)
    return Card(
        _("Integrated offender management"),
        (Line(_("Cohort"), _cohort(first.cohort), said), Line(_("Looked at again"), day)),
        late=_("The review was due: %(day)s.") % {"day": day} if late else "",
        on_href=reverse("person-iom", args=[opened.person]),
        on_words=_("Why, and who decided it"),
    )


def reviews(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """Adoptions of the user's organisation that are to be looked at again."""
    notice = load(TOPIC)["review_notice"].on(today)
    found = queries.due(user, until=today + timedelta(days=notice), today=today, now=now)
    if not found:
        return None
    rows = [
        Row(
            text=_("Look again at %(name)s")
            % {"name": each.name or _("somebody whose name you may not see")},
            href=reverse("person-iom", args=[each.person]),
            detail=_("%(cohort)s. Due %(day)s.")
            % {"cohort": _cohort(each.cohort), "day": near(each.review_on, today)},
            due=each.review_on,
            late=each.review_on < today,
        )
        for each in found[:FEW]
    ]
    title = _("Integrated offender management: %(count)s to look at again")
    return Group(title % {"count": len(found)}, tuple(rows))
