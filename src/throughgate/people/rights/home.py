"""What waits of people's rights: on the home pages of officers, and first in their own part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.rights import access, wording
from throughgate.people.rights.breaches import queries as breaches
from throughgate.people.rights.breaches import rules as breach_rules
from throughgate.people.rights.complaints import queries as complaints
from throughgate.people.rights.complaints import rules as complaint_rules
from throughgate.people.rights.corrections import queries as corrections
from throughgate.people.rights.corrections import rules as correction_rules
from throughgate.people.rights.deletion import clocks
from throughgate.people.rights.deletion import queries as deletion
from throughgate.people.rights.deletion.rules import State as DeletionState
from throughgate.people.rights.requests import queries as requests
from throughgate.people.rights.requests.rules import State
from throughgate.people.rights.watch import queries as watch
from throughgate.privacy.access.home import Group, Row, ask
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User

FEW = 5
OFFICER = Role.INFORMATION_OFFICER


def register() -> None:
    for rank, topic in enumerate(TOPICS, start=30):
        ask(topic, rank=rank)


def groups(user: User, post: Post, *, today: date, now: datetime) -> list[Group]:
    found = [topic(user, post, today, now) for topic in TOPICS]
    shown = [group for group in found if group and (group.rows or group.empty)]
    return sorted(shown, key=lambda group: not any(row.late for row in group.rows))


def _group(title: str, rows: Iterable[Row], route: str, *, empty: str = "") -> Group:
    """Late rows first; of many, the first few."""
    sorted_rows = sorted(rows, key=lambda row: not row.late)
    more = len(sorted_rows) - FEW
    words = ngettext("See %(count)s more", "See %(count)s more", more) % {"count": more}
    return Group(
        title,
        tuple(sorted_rows[:FEW]),
        empty,
        on_href=reverse(route),
        on_words=words if more > 0 else title,
    )


def of_requests(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role not in access.APPROVERS:
        return None
    lines = requests.waiting(user, post, today=today)
    rows = [_request(line, today) for line in lines if post.role == OFFICER or line.to_approve]
    return _group(_("Requests for what is kept about somebody"), rows, "requests")


def _request(line: requests.Line, today: date) -> Row:
    case = line.case
    words = {"day": dates.long(case.received_on)}
    if line.to_approve:
        text = _("A second person looks at the answer to the request of %(day)s") % words
    elif line.to_decide:
        text = ngettext(
            "Decide on %(count)s item for the request of %(day)s",
            "Decide on %(count)s items for the request of %(day)s",
            line.to_decide,
        ) % {**words, "count": line.to_decide}
    else:
        text = _("Request of %(day)s") % words
    states = load("throughgate.people.rights")["request_states"].latest
    state = "" if case.state == State.IDENTITY.value else f"{states[case.state]}. "
    return Row(
        text=text,
        href=reverse("request", args=[case.person_id, case.pk]),
        detail=state + wording.answer_by(line.clock, today=today),
        due=line.clock.due,
        late=line.clock.late,
    )


def of_corrections(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != OFFICER:
        return None
    rows = [
        Row(
            text=_("Something is said to be wrong since %(day)s")
            % {"day": dates.long(row.asked_on)},
            href=reverse("correction", args=[row.person_id, row.pk]),
            detail=wording.correct_by(row.asked_on, today=today),
            due=correction_rules.answer_by(row.asked_on),
            late=today > correction_rules.answer_by(row.asked_on),
        )
        for row in corrections.waiting(post)
    ]
    return _group(_("Corrections to answer"), rows, "corrections")


def of_complaints(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != OFFICER:
        return None
    states = load("throughgate.people.rights")["complaint_states"].latest
    rows = [
        Row(
            text=_("Complaint of %(day)s") % {"day": dates.long(row.received_on)},
            href=reverse("complaint", args=[row.person_id, row.pk]),
            detail=wording.acknowledge_by(row.state, row.received_on, today=today)
            or f"{states[row.state]}.",
            late=complaint_rules.late(
                complaint_rules.State(row.state), row.received_on, today=today
            ),
        )
        for row in complaints.waiting(post)
    ]
    return _group(_("Complaints"), rows, "complaints")


def of_breaches(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != OFFICER:
        return None
    states = load("throughgate.people.rights")["breach_states"].latest
    rows = []
    for row in breaches.waiting(post):
        open_still = row.state == breach_rules.State.FOUND.value
        rows.append(
            Row(
                text=_("Breach found on %(day)s") % {"day": dates.long(row.found_at.date())},
                href=reverse("breach", args=[row.pk]),
                detail=wording.report_by(row.found_at, now=now)
                if open_still
                else f"{states[row.state]}.",
                late=open_still and breach_rules.clock(row.found_at, now=now).late,
            )
        )
    return _group(_("Breaches of personal data"), rows, "breaches")


def of_deletions(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role not in access.KEEPERS:
        return None
    found = deletion.waiting(post)
    held = sum(row.state == DeletionState.HELD.value for row in found)
    rows = [
        Row(
            text=_("%(what)s of somebody is to be deleted") % {"what": clocks.words(row.what)},
            href=reverse("deletions") + f"#deletion-{row.pk}",
            detail=wording.delete_on(row.due_on, held=False, today=today),
            due=row.due_on,
        )
        for row in found
        if row.state != DeletionState.HELD.value
    ]
    if held:
        words = ngettext("%(count)s deletion is held", "%(count)s deletions are held", held)
        rows.append(Row(text=words % {"count": held}, href=reverse("deletions")))
    return _group(_("Deletions due and held"), rows, "deletions")


def of_looks(user: User, post: Post, today: date, now: datetime) -> Group | None:
    if post.role != OFFICER:
        return None
    kinds = load("throughgate.people.rights")["looks"].latest
    rows = [
        Row(
            text=kinds[row.kind],
            href=reverse("look", args=[row.pk]),
            detail=_("%(day)s. Write down what it was about.") % {"day": dates.long(row.day)},
        )
        for row in watch.waiting(post)
    ]
    return _group(_("Looks that stand out"), rows, "looks")


TOPICS = (of_requests, of_corrections, of_complaints, of_breaches, of_deletions, of_looks)
