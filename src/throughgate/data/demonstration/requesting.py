"""Requests for what is kept about somebody in the made-up county, one in each state, from the rows that are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from throughgate.data.demonstration.draws import key
from throughgate.data.demonstration.people import Made
from throughgate.people.rights.requests import collecting, rules
from throughgate.people.rights.requests.collecting import Row
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess, Wait
from throughgate.people.rights.requests.rules import Decision, State
from throughgate.privacy.access.models import User

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around

# State, days since it came, and how.
STATES = (
    (State.RECEIVED, 1, "in_person"),
    (State.IDENTITY, 6, "email"),
    (State.COLLECTING, 26, "letter"),
    (State.APPROVAL, 20, "letter"),
    (State.APPROVED, 24, "form"),
    (State.GIVEN, 45, "letter"),
    (State.REFUSED, 70, "email"),
    (State.WITHDRAWN, 15, "phone"),
)
COLLECTED = {State.COLLECTING, State.APPROVAL, State.APPROVED, State.GIVEN}
WHY = {
    State.REFUSED: "The same was asked and answered in full three weeks before, and nothing has changed since.",
    State.WITHDRAWN: "Said at a meeting that the page on who sees what was all they wanted.",
}


def cases(around: Around) -> Iterator[Model]:
    """Of the person of the tutorial, the one on which the organisations decide now."""
    others = iter(around.of("probation", "manage_sentence")[40:])
    for state, ago, how in STATES:
        one = around.jordan if state is State.COLLECTING else next(others, None)
        if one is None:  # a county too small
            continue
        yield from _case(around, one, state, around.setting.today - timedelta(days=ago), how)


def _case(around: Around, one: Made, state: State, came: date, how: str) -> Iterator[Model]:
    setting = around.setting
    officer, manager = setting.posts["information"], setting.posts["probation.manager"]
    parts: dict[str, Any] = {"received_on": came, "how": how, "state": state.value}
    if state in COLLECTED - {State.COLLECTING}:
        parts |= {"sent_by": officer}
    if state in (State.APPROVED, State.GIVEN):
        parts |= {"approved_by": manager, "approved_on": came + timedelta(days=20)}
    if state in rules.OVER:
        parts |= {"over_on": came + timedelta(days=10), "over_why": WHY.get(state, "")}
    case = SubjectAccess(
        id=key(one.life.key, "request"), person=one.person, lead=setting.organisations["probation"],
        handled_by=officer, **parts,
    )  # fmt: skip
    yield case
    if state is State.IDENTITY:
        yield Wait(id=key(one.life.key, "wait"), case=case, person=one.person, lead=case.lead,
                   asked_on=came + timedelta(days=1))  # fmt: skip
    if state in COLLECTED:
        yield from _collected(around, case, done=state is not State.COLLECTING)


def _collected(around: Around, case: SubjectAccess, *, done: bool) -> Iterator[Model]:
    rows = list(collecting.rows(case.person_id))
    officer, day = around.setting.posts["information"], case.received_on + timedelta(days=1)
    part = {"case": case, "person_id": case.person_id}
    for holder in sorted({row.holder for row in rows} | {case.lead_id}):
        answered = {"answered_on": day + timedelta(days=8), "answered_by": officer} if done else {}
        yield Asked(id=key(case.pk, "asked", holder), **part, lead=case.lead, organisation_id=holder,
                    asked_on=day, **answered)  # fmt: skip
    for row in rows:
        yield from _item(part, case, row, officer if done else None, day)


def _item(
    part: dict[str, Any], case: SubjectAccess, row: Row, by: User | None, day: date
) -> Iterator[Model]:
    same: dict[str, Any] = {"held_by_id": row.holder, "kind": row.kind, "section": row.section}
    same |= {"day": row.day, **part}
    exemption = rules.USUAL[row.mark] if row.mark else ""
    decision = Decision.WITHHELD if row.mark else Decision.RELEASED
    decided: dict[str, Any] = {"decision": decision.value, "exemption": exemption}
    said = {**decided, "decided_by": by, "decided_on": day + timedelta(days=5)} if by else {}
    found = Found(id=key(case.pk, row.kind, row.id), **same, row=row.id, parts=row.parts,
                  mark=row.mark.value if row.mark else "", **said)  # fmt: skip
    yield found
    if by:
        yield Given(id=key(case.pk, row.kind, row.id, "given"), **same, **decided, lead=case.lead,
                    found=found, parts=[] if row.mark else row.parts)  # fmt: skip
