"""What the page of sharing shows, and what the frame shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.people.involvement import rules
from throughgate.people.involvement.ending.queries import notice_days
from throughgate.people.involvement.models import (
    WITH_SENTENCE,
    Consent,
    HealthPermission,
    Involvement,
)
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line
from throughgate.people.record.opening import Opened
from throughgate.people.sharing import home, queries, reach, why
from throughgate.privacy.access.home import ask
from throughgate.privacy.access.models import Flow, Organisation
from throughgate.privacy.access.queries import warnings as of_flow


@dataclass(frozen=True)
class Held:
    """An involvement as the page shows it: what its organisation's workers can do with it, and what is asked."""

    row: Involvement
    ours: bool
    asks: bool
    why: str
    under: str  # the agreement's name, which tells the purpose too


def register() -> None:
    frame.offer("person-sharing", lazy("Sharing"), "sharing", rank=80)
    frame.summarise(card, rank=80)
    ask(home.what_follows, rank=15)


def sharing(record: Opened) -> dict[str, Any]:
    """Everything on the page of sharing."""
    said = queries.said(record)
    return {
        "involved": [_held(record, row) for row in queries.involvements(record)],
        "coming": [_held(record, row) for row in queries.coming(record)],
        "health": said.health,
        "consents": said.consents,
        "over": said.over,
        "said_shown": record.sees_by_involvement("sharing"),
        "may_write": record.may_write("sharing"),
        "with_sentence": WITH_SENTENCE,
    }


def _held(record: Opened, row: Involvement) -> Held:
    period = rules.Period(row.first_day, row.last_day)
    days = notice_days(record.today)
    ours = row.organisation_id == record.who.organisation
    asks = (
        ours
        and row.ended_why in queries.UNANSWERED
        and rules.asks_what_follows(period, notice_days=days, today=record.today)
    )
    under = row.agreement.name if why.is_named(record, row) else ""
    return Held(row, ours, asks, why.purpose(record, row), under)


def card(opened: Opened) -> Card | None:
    if not opened.sees("sharing"):
        return None
    lines = tuple(_line(opened, row) for row in queries.involvements(opened))
    return Card(
        _("Which organisations are involved"),
        lines,
        on_href=reverse("person-sharing", args=[opened.person]),
        on_words=_("What may be shared, and why"),
    )


def _line(opened: Opened, row: Involvement) -> Line:
    since = _("Since %(day)s") % {"day": dates.long(row.first_day)}
    if row.last_day:
        since = _("%(since)s, until %(day)s") % {"since": since, "day": dates.long(row.last_day)}
    return Line(row.organisation.name, why.purpose(opened, row), since)


def day_after(record: Opened, after: str) -> date:
    """The first day of what follows an involvement; else today."""
    try:
        held = queries.own(record, UUID(after))
    except (ValueError, Http404):
        return record.today
    return held.last_day + timedelta(days=1) if held.last_day else record.today


def warnings(flows: Iterable[Flow], *, today: date) -> list[str]:
    """What to be careful about where consent is the basis, once each."""
    return list(dict.fromkeys(words for flow in flows for words in of_flow(flow, today=today)))


def without_health(record: Opened, row: HealthPermission) -> reach.Change | None:
    """What stops at once and what goes on; None where the other organisation sees nothing now."""
    standing = [each for each in queries.health_permissions(record) if each.pk != row.pk]
    still = {each.held_by_id for each in standing if each.told_to_id == row.told_to_id}
    carrying = queries.health_flows(record, row)
    one, known = _reach_of(record, row.told_to, carrying)
    return replace(reach.without_health(one, row, still), if_involved=not known) if one else None


def without_consent(record: Opened, row: Consent) -> reach.Change | None:
    still = {each.flow_id for each in queries.consents(record) if each.pk != row.pk}
    one, known = _reach_of(record, row.flow.receiver, [row.flow])
    return replace(reach.without_consent(one, row, still), if_involved=not known) if one else None


def _reach_of(
    record: Opened, organisation: Organisation, resting: Iterable[Flow]
) -> tuple[reach.Reach | None, bool]:
    """What it sees now, and whether the reader may know that; else what it could see where these flows reach it."""
    for one in reach.around(record).reaches:
        if one.organisation == organisation:
            return one, True
    if record.sees("sharing", organisation.pk):
        return None, True
    pairs = dict.fromkeys((flow.agreement_id, flow.purpose) for flow in resting)
    return reach.possible(record, organisation, pairs), False
