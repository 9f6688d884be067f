"""For home pages: who is released soon and who was lately, of those whom the user of a post works with; not yet read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from throughgate.common.values import load
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.record.queries import looked_after
from throughgate.people.release import rules
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.essentials.rules import THERE
from throughgate.people.release.milestones.models import Milestone
from throughgate.people.release.milestones.rules import earliest_release
from throughgate.people.release.rules import DAYS_APART, Window
from throughgate.privacy.access.models import Post

MOST = 50  # the next, or the latest


def released_soon(post: Post, *, today: date) -> QuerySet[KeyDate]:
    """Within four weeks, as the post's own organisation has it; `there`: of how many essentials somebody says so."""
    weeks: int = load(rules.PACKAGE)["windows"].on(today)[Window.FOUR_WEEKS]
    kinds = list(load(rules.PACKAGE)["dates"].latest)
    ahead = KeyDate.objects.filter(
        held_by=post.organisation_id,
        kind__in=kinds,
        day__gte=today,
        day__lte=today + timedelta(days=weeks),
    )
    sooner = ahead.filter(
        person=OuterRef("person"), day__lte=OuterRef("day"), pk__gt=OuterRef("pk")
    )
    rows = ahead.filter(looked_after(post, today=today)).exclude(Exists(sooner))
    return rows.annotate(there=_there()).order_by("day", "pk")[:MOST]


def _there() -> Any:
    said = Essential.objects.filter(
        person=OuterRef("person"), state__in=[state.value for state in THERE]
    )
    counted = said.order_by().values("person").annotate(n=Count("code", distinct=True))
    return Coalesce(Subquery(counted.values("n")), Value(0))


def released_lately(post: Post, *, today: date) -> QuerySet[Whereabouts]:
    """As the post's own organisation has it; `answered`: the milestones of which something was said."""
    rows = Whereabouts.objects.filter(
        looked_after(post, today=today),
        held_by=post.organisation_id,
        kind="licence",
        last_day=None,
        first_day__gte=earliest_release(today),
        first_day__lte=today,
    )
    return rows.annotate(answered=_answered()).order_by("-first_day", "pk")[:MOST]


def _answered() -> Any:
    said = Milestone.objects.filter(
        person=OuterRef("person"),
        released_on__gte=OuterRef("first_day") - DAYS_APART,
        released_on__lte=OuterRef("first_day") + DAYS_APART,
    )
    codes = said.order_by().values("person").annotate(codes=ArrayAgg("code", distinct=True))
    return Subquery(codes.values("codes"))
