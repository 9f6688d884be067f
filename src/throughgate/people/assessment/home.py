"""On home pages: assessments to finish and sign, to countersign, and those that are due and nobody has begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.people.assessment import access, words
from throughgate.people.assessment.due import rules as due_rules
from throughgate.people.assessment.due.rules import Due
from throughgate.people.assessment.models import Assessment
from throughgate.people.assessment.waiting.queries import (
    Waiting,
    WithMe,
    countersignatures,
    mine,
    with_me,
)
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW = 10


def unsigned(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """What this worker began or leads on and nobody has signed."""
    found = mine(user, today=today, now=now)
    return Group(_("Assessments to finish and sign"), _rows(found, today)) if found else None


def to_countersign(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role not in access.COUNTERSIGNS:
        return None
    found = countersignatures(user, today=today, now=now)
    rows = tuple(
        Row(
            f"{_name(each.name)}: {words.kind_name(each.row.kind)}",
            reverse("countersign-assessment", args=[each.row.person_id, each.row.pk]),
            _("Signed by %(who)s on %(day)s")
            % {"who": each.signer, "day": dates.long(each.row.signed_on or today)},
        )
        for each in found[:FEW]
    )
    return Group(
        _("Assessments to countersign"),
        rows,
        empty=_("None waits for you."),
        on_href=reverse("countersigning"),
        on_words=_("Whether your organisation asks for a second signature"),
    )


def due(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """Of the people whom this worker leads on: what is due and not begun."""
    found = [
        (each, someone)
        for someone in with_me(user, today=today, now=now)
        for each in due_rules.due(someone.known, today=today)
        if each.kind not in someone.begun
    ]
    found.sort(key=lambda pair: pair[0].by or date.max)
    rows = tuple(_due_row(someone, each, today) for each, someone in found[:FEW])
    return Group(_("Assessments due"), rows) if rows else None


def _due_row(someone: WithMe, each: Due, today: date) -> Row:
    return Row(
        f"{_name(someone.name)}: {words.kind_name(each.kind)}",
        reverse("person-needs", args=[someone.person]),
        f"{words.by_when(each.by, today=today)}. {words.because(each)}",
        each.by,
        words.is_late(each.by, today=today),
    )


def _name(name: str) -> str:
    return name or _("Somebody whose name you may not see")


def _rows(found: Iterable[Waiting], today: date) -> tuple[Row, ...]:
    return tuple(_row(each.name, each.row, today) for each in list(found)[:FEW])


def _row(name: str, row: Assessment, today: date) -> Row:
    return Row(
        f"{_name(name)}: {words.kind_name(row.kind)}",
        reverse("assessment", args=[row.person_id, row.pk]),
        words.by_when(row.due_on, today=today),
        row.due_on,
        words.is_late(row.due_on, today=today),
    )
