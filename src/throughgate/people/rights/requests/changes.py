"""The case, from what the person asked to what they are given. Each step has its own function; each leaves an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic
from procrastinate.contrib.django import app

from throughgate.common.errors import Stale
from throughgate.people.involvement.waiting import wait_for
from throughgate.people.rights import access, events
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.requests import collecting, queries, rules
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess, Wait
from throughgate.people.rights.requests.rules import Decision, Mark, State
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record, record_many


@atomic
def open_case(
    *,
    key: UUID,
    person: UUID,
    received_on: date,
    how: str,
    asked_for: str,
    proof_needed: bool,
    by: User,
    today: date,
    now: datetime,
) -> SubjectAccess:
    """A person asked the user's organisation. The clock runs from the day it came, not the day it was typed."""
    post = access.check_open(by, person, today=today, now=now)
    if received_on > today:
        raise NotNow("The day it came is in the future. Give the day on which it came.")
    wait_for(key)
    before = SubjectAccess.objects.filter(pk=key, lead=post.organisation).first()
    if before is not None:
        return before
    case = SubjectAccess(
        pk=key,
        person_id=person,
        lead=post.organisation,
        received_on=received_on,
        how=how,
        asked_for=asked_for,
        handled_by=by,
    )
    case.save(force_insert=True)
    record(events.RequestOpened(person=person, today=today, case=case.pk), by=by)
    if proof_needed:
        ask_proof(case=case, by=by, today=today)
    return case


@atomic
def ask_proof(*, case: SubjectAccess, by: User, today: date) -> None:
    """The clock stands still from today."""
    access.check_leads(by, case.lead_id, today=today)
    _move(case, State.IDENTITY, by=by, today=today)
    wait = Wait(case=case, person_id=case.person_id, lead_id=case.lead_id, asked_on=today)
    wait.save(force_insert=True)


@atomic
def begin(*, case: SubjectAccess, by: User, today: date) -> None:
    """Who they are is known: the clock runs on, and a job finds every row about them."""
    access.check_leads(by, case.lead_id, today=today)
    Wait.objects.filter(case=case, came_on=None).update(came_on=today)
    _move(case, State.COLLECTING, by=by, today=today)
    app.configure_task("rights.collect", lock=f"rights-{case.pk}").defer(case=str(case.pk))


@atomic
def collect(*, case: UUID, by: None = None, today: date) -> int:
    """Ask every organisation that holds a row or was ever involved. Safe to run twice; returns how many rows."""
    begun = SubjectAccess.objects.filter(pk=case, state=State.COLLECTING.value).first()
    return _collect(begun, today) if begun else 0


def _collect(case: SubjectAccess, today: date) -> int:
    found = list(collecting.rows(case.person_id))
    holders = {row.holder for row in found} | {case.lead_id}
    common: dict[str, Any] = {"case_id": case.pk, "person_id": case.person_id}
    Asked.objects.bulk_create(
        (
            Asked(**common, lead_id=case.lead_id, organisation_id=holder, asked_on=today)
            for holder in sorted(holders)
        ),
        ignore_conflicts=True,
    )
    Found.objects.bulk_create(
        (
            Found(
                **common,
                held_by_id=row.holder,
                kind=row.kind,
                row=row.id,
                section=row.section,
                day=row.day,
                parts=row.parts,
                mark=row.mark.value if row.mark else "",
            )
            for row in found
        ),
        ignore_conflicts=True,
    )
    return len(found)


@atomic
def decide(
    *,
    item: Found,
    decision: Decision,
    exemption: str = "",
    why: str = "",
    removed: Iterable[str] = (),
    by: User,
    today: date,
) -> None:
    """What becomes of one item that the user's organisation holds."""
    _check_undecided(item.case_id, by, today)
    removed = [each.strip() for each in removed if each.strip()]
    mark = Mark(item.mark) if item.mark else None
    faults = rules.decision_faults(
        decision, mark=mark, exemption=exemption, why=why, removed=removed
    )
    if faults:
        raise NotNow(" ".join(faults))
    parts = _going_out(item, decision, removed)
    _change(
        item,
        decision=decision.value,
        exemption="" if decision is Decision.RELEASED else exemption,
        why=why,
        removed=removed if decision is Decision.REDACTED else [],
        decided_by=by,
        decided_on=today,
    )
    _give(item, decision, exemption, parts)
    record(_decided(item, decision, exemption, today), by=by)


@atomic
def decide_the_rest(*, case: SubjectAccess, by: User, today: date) -> int:
    """Release what is plain, leave out what is marked, of what the user's organisation has not decided."""
    _check_undecided(case.pk, by, today)
    open_items = queries.open_items(by, case, today=today)
    for mark in {item.mark for item in open_items}:
        _decide_alike([item for item in open_items if item.mark == mark], by, today)
    return len(open_items)


def _decide_alike(items: list[Found], by: User, today: date) -> None:
    """Those of one mark, in a few statements whatever their number."""
    mark = Mark(items[0].mark) if items[0].mark else None
    decision = Decision.WITHHELD if mark else Decision.RELEASED
    exemption = rules.USUAL[mark] if mark else ""
    same = Found.objects.filter(
        pk__in=[item.pk for item in items], decision=Decision.OPEN.value
    ).update(
        decision=decision.value, exemption=exemption, decided_by=by, decided_on=today,
        version=F("version") + 1,
    )  # fmt: skip
    if same != len(items):
        raise Stale("Somebody decided on some of them meanwhile. Load the page again.")
    lead = queries.lead(items[0].case_id)
    parts = [[] if mark else item.parts for item in items]
    pairs = zip(items, parts, strict=True)
    Given.objects.bulk_create(_given(item, decision, exemption, told, lead) for item, told in pairs)
    record_many([_decided(item, decision, exemption, today) for item in items], by=by)


@atomic
def answer(*, asked: Asked, by: User, today: date) -> None:
    """The user's organisation has decided on everything."""
    access.check_leads(by, asked.organisation_id, today=today)
    if queries.open_items(by, asked.case, today=today):
        raise NotNow("Some items are not decided yet. Decide on each, then answer.")
    Asked.objects.filter(pk=asked.pk).update(answered_on=today, answered_by=by)
    record(events.RequestAnswered(person=asked.person_id, today=today, case=asked.case_id), by=by)


@atomic
def take_longer(*, case: SubjectAccess, why: str, by: User, today: date) -> None:
    """Two more months where much was asked or it is complex; only within the first, and the person is told why."""
    access.check_leads(by, case.lead_id, today=today)
    if not why.strip():
        raise NotNow("Say why it takes longer. The person is told it.")
    if queries.clock(case, today=today).late or case.longer:
        raise NotNow("Longer can only be taken once, and before the first month is over.")
    _change(case, longer=True, longer_why=why)
    moved = events.RequestMoved(person=case.person_id, today=today, case=case.pk, to="longer")
    record(moved, by=by)


@atomic
def send_for_approval(*, case: SubjectAccess, by: User, today: date) -> None:
    access.check_leads(by, case.lead_id, today=today)
    missing = rules.missing_for_approval(queries.progress(by, case, today=today))
    if missing:
        raise NotNow(" ".join(missing))
    _move(case, State.APPROVAL, by=by, today=today, sent_by=by, sent_back_why="")


@atomic
def send_back(*, case: SubjectAccess, why: str, by: User, today: date) -> None:
    """The second person found something: every organisation may decide anew."""
    access.check_approve(by, case.lead_id, case.sent_by_id, today=today)
    if not why.strip():
        raise NotNow("Say what to look at again.")
    _move(case, State.COLLECTING, by=by, today=today, sent_back_why=why, approved_by=None)


@atomic
def approve(*, case: SubjectAccess, by: User, today: date) -> None:
    access.check_approve(by, case.lead_id, case.sent_by_id, today=today)
    _move(case, State.APPROVED, by=by, today=today, approved_by=by, approved_on=today)


@atomic
def give(*, case: SubjectAccess, sha256: str, by: User, today: date) -> None:
    """The person has their answer; what they were given is known by its checksum."""
    access.check_leads(by, case.lead_id, today=today)
    _move(case, State.GIVEN, by=by, today=today, over_on=today, sha256=sha256)


@atomic
def refuse(*, case: SubjectAccess, why: str, by: User, today: date) -> None:
    """Manifestly unfounded or excessive: the person is told why, and that they may complain."""
    _end(case, State.REFUSED, why, by=by, today=today)


@atomic
def withdraw(*, case: SubjectAccess, why: str, by: User, today: date) -> None:
    """The person no longer asks."""
    _end(case, State.WITHDRAWN, why, by=by, today=today)


def _end(case: SubjectAccess, to: State, why: str, *, by: User, today: date) -> None:
    access.check_leads(by, case.lead_id, today=today)
    if not why.strip():
        raise NotNow("Say why.")
    Wait.objects.filter(case=case, came_on=None).update(came_on=today)
    _move(case, to, by=by, today=today, over_on=today, over_why=why)


def _move(case: SubjectAccess, to: State, *, by: User, today: date, **fields: Any) -> None:
    if not rules.may_move(State(case.state), to):
        raise NotNow(f"The case is {case.state}, so it cannot be {to.value}. Load the page again.")
    _change(case, state=to.value, **fields)
    record(
        events.RequestMoved(person=case.person_id, today=today, case=case.pk, to=to.value), by=by
    )


def _change(row: SubjectAccess | Found, **fields: Any) -> None:
    """Only the version that the user has seen."""
    same = type(row)._base_manager.filter(pk=row.pk, version=row.version)
    if not same.update(version=F("version") + 1, **fields):
        raise Stale("Somebody changed it meanwhile. Load the page again, then decide.")
    row.version += 1
    for name, value in fields.items():
        setattr(row, name, value)


def _check_undecided(case: UUID, by: User, today: date) -> None:
    access.check_officer(by, today=today)
    if queries.state(case) is not State.COLLECTING:
        raise NotNow("The items are not open for decision. Ask the leading organisation.")


def _going_out(item: Found, decision: Decision, removed: list[str]) -> list[list[str]]:
    if decision is Decision.WITHHELD:
        return []
    try:
        texts = rules.redact([text for _name, text in item.parts], removed)
    except LookupError as missing:
        raise NotNow(
            f"“{missing.args[0]}” is not in it. Copy the words to take out as they stand, one passage a line."
        ) from None
    return [[name, text] for (name, _old), text in zip(item.parts, texts, strict=True)]


def _give(item: Found, decision: Decision, exemption: str, parts: list[list[str]]) -> None:
    Given.objects.filter(found=item).delete()
    lead = queries.lead(item.case_id)
    _given(item, decision, exemption, parts, lead).save(force_insert=True)


def _given(
    item: Found, decision: Decision, exemption: str, parts: list[list[str]], lead: int
) -> Given:
    return Given(
        case_id=item.case_id,
        person_id=item.person_id,
        lead_id=lead,
        held_by_id=item.held_by_id,
        found=item,
        kind=item.kind,
        section=item.section,
        day=item.day,
        decision=decision.value,
        exemption="" if decision is Decision.RELEASED else exemption,
        parts=parts,
    )


def _decided(item: Found, decision: Decision, exemption: str, today: date) -> events.ItemDecided:
    return events.ItemDecided(
        person=item.person_id,
        today=today,
        case=item.case_id,
        item=item.pk,
        decision=decision.value,
        exemption=exemption,
    )
