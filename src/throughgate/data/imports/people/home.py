"""On home pages: what changed since you last looked, and files that wait for a yes."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.data.imports.people import access, shown, since
from throughgate.data.imports.people.since import Changed
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW = 5


def changed(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """People whose details an import changed since this user last opened their record."""
    found = since.changed(user, today=today, now=now)
    if not found:
        return None
    words = ngettext(
        "%(count)s person has changed since you last looked",
        "%(count)s people have changed since you last looked",
        len(found),
    )
    return Group(
        title=words % {"count": f"{len(found):,}"},
        rows=tuple(_row(each) for each in found[:FEW]),
        on_href=reverse("changed-people") if len(found) > FEW else "",
        on_words=_("See all %(count)s") % {"count": f"{len(found):,}"},
    )


def _row(each: Changed) -> Row:
    return Row(
        text=each.name or _("Somebody whose name you may not see"),
        href=reverse("person", args=[each.person]),
        detail=f"{'; '.join(each.words)} ({each.source}, {dates.long(each.day)})",
    )


def files(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """For whoever brings people in: previews that wait, and where to send a file."""
    if not access.may_import(user, today=today):
        return None
    rows = [
        Row(
            text=_("Look at the file of %(source)s, %(day)s")
            % {"source": each.source, "day": dates.long(each.day)},
            href=reverse("people-import", kwargs={"id": each.pk}),
            detail=_("It was read. Nothing comes in until you say yes."),
        )
        for each in shown.waiting(user, today=today)
    ]
    return Group(
        title=_("People from other systems"),
        rows=tuple(rows),
        empty=_("No file waits. A file from your own system saves typing people in."),
        on_href=reverse("people-imports"),
        on_words=_("Bring people in from a file"),
    )
