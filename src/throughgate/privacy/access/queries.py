"""Who works where. Nothing here is about a person on the record."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Q, QuerySet, When

from throughgate.privacy.access.models import Agreement, Flow, Organisation, Post, User
from throughgate.privacy.access.rules import Terms, missing


def in_force(today: date) -> Q:
    """First and last day both count."""
    return Q(first_day__lte=today) & (Q(last_day=None) | Q(last_day__gte=today))


def posts(user: User, *, today: date) -> QuerySet[Post]:
    """The posts a user holds today; the one they chose to work in is first, then the newest.

    The SQL function my_post() says the same.
    """
    chosen = Case(When(pk=user.working_in_id, then=0), default=1)
    held = Post.objects.filter(in_force(today), user=user, organisation__active=True)
    return held.select_related("organisation").order_by(chosen, "-first_day", "-pk")


def current_post(user: User, *, today: date) -> Post | None:
    """The one post a user works in today."""
    return posts(user, today=today).first() if user.is_active else None


def missing_of(agreement: Agreement, *, today: date) -> tuple[str, ...]:
    """What keeps an agreement from being in force today."""
    terms = Terms(
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        ended_on=agreement.ended_on,
        dpia_on=agreement.dpia_on,
        flows=agreement.flows.count(),
    )
    return missing(terms, today=today)


def flows_of(agreement: Agreement, organisation: Organisation, purpose: str) -> QuerySet[Flow]:
    """The flows of an agreement to or from an organisation for a purpose."""
    ends = Q(sender=organisation) | Q(receiver=organisation)
    return agreement.flows.filter(ends, purpose=purpose)
