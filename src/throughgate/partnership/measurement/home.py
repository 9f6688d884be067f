"""The latest results and what can be measured, for those whose role uses the pages called Evidence."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.partnership.measurement import queries
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.sign_in.rules import uses

FEW = 4


def latest_results(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if not uses(Role(post.role), "evidence", today=today):
        return None
    rows = [
        Row(
            text=f"{kept.heading} – {kept.store.name}",
            href=reverse("result", kwargs={"id": kept.id}),
            detail=kept.sentence or kept.refusal or _("Being counted"),
        )
        for kept in queries.latest(user)[:FEW]
    ]
    return Group(title=_("Latest results"), rows=tuple(rows))


def stores(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if not uses(Role(post.role), "evidence", today=today):
        return None
    rows = [
        Row(
            text=_("Measure %(store)s") % {"store": store.name},
            href=reverse("measure", kwargs={"id": store.id}),
            detail=_people(store.people, str(store.manifest["complete_to"])),
        )
        for store in queries.stores(user)
        if not store.problem
    ]
    return Group(
        title=_("Proven reoffending"),
        rows=tuple(rows),
        empty=_(
            "Nothing is here yet. Begin with a store: your files of people, sanctions, offences and "
            "custody, put in order so that they can be counted."
        ),
        on_href="" if rows else reverse("build"),
        on_words=_("Build a store from files"),
    )


def _people(count: int, complete_to: str) -> str:
    words = ngettext(
        "%(count)s person, complete to %(day)s", "%(count)s people, complete to %(day)s", count
    )
    return words % {"count": f"{count:,}", "day": dates.long(date.fromisoformat(complete_to))}
