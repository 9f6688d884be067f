"""Which limits an information officer must look at again, on the home page and beside it; never of whom they may not see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.making import making
from tests.people.at_work import at_work, browser, called, events, few_queries
from tests.truth.scene import DAY, NOW, TODAY, Scene, limit
from throughgate.people.involvement.models import LimitedAccess
from throughgate.people.person.limits import changes
from throughgate.people.person.limits.rules import Standing, Why, to_look_at
from throughgate.privacy.audit import events as audit

US, THEM, FIRST = 1, 2, date(2027, 3, 1)
MONTH = timedelta(days=31)

# Who set it, whether it binds others, when, until when, who said when that it is needed; who leads; why we look at it.
SPEC = {
    "ours, and we lead": ((US, True, FIRST), {US}, None),
    "ours on our own, and we do not lead": ((US, False, FIRST), {THEM}, None),
    "ours on others, and we lead no longer": ((US, True, FIRST), {THEM}, Why.NOT_LEADING),
    "ours on others, and nobody leads": ((US, True, FIRST), set(), Why.NOT_LEADING),
    "theirs, and we lead": ((THEM, True, FIRST), {US}, Why.NOT_LEADING),
    "theirs, and both lead": ((THEM, True, FIRST), {US, THEM}, None),
    "theirs, and we said that it stays": ((THEM, True, FIRST, None, FIRST, US), {US}, None),
    "theirs, and they said that it stays": (
        (THEM, True, FIRST, None, FIRST, THEM), {US}, Why.NOT_LEADING,
    ),
    "ours on others, and who leads said that it stays": (
        (US, True, FIRST, None, FIRST, THEM), {THEM}, None,
    ),
    "ends in 28 days": ((US, False, FIRST, FIRST + 28 * DAY), {US}, Why.ENDS_SOON),
    "ends in 29 days": ((US, False, FIRST, FIRST + 29 * DAY), {US}, None),
    "ends soon, and we know": ((US, False, FIRST, FIRST + 28 * DAY, FIRST, US), {US}, None),
    "set six months ago": ((US, False, date(2026, 9, 1)), {US}, Why.LONG_AGO),
    "set a day less ago": ((US, False, date(2026, 9, 2)), {US}, None),
    "set long ago, looked at since": (
        (US, False, FIRST - 20 * MONTH, None, FIRST - MONTH, US), {US}, None,
    ),
    "looked at long ago": (
        (THEM, True, FIRST - 20 * MONTH, None, FIRST - 7 * MONTH, US), {US}, Why.NOT_LEADING,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SPEC)
def test_what_is_to_be_looked_at(case: str) -> None:
    (held_by, binds, *days), leading, why = SPEC[case]
    if len(days) == 4:
        days[3] = days[3] in leading | {US}
    assert to_look_at(Standing(binds, held_by in leading, *days), today=FIRST) is why


RESTRICTED = "restricted by who does not lead"
EXCLUDED = "workers excluded by who does not lead"


def shown(scene: Scene, address: str, role: str = "information_officer") -> str:
    client = browser(scene, role)
    with few_queries():
        return client.get(address).content.decode()


def test_the_officer_s_home_says_what_waits_and_where(scene: Scene) -> None:
    for state, family in ((RESTRICTED, "Winter"), (EXCLUDED, "Summer"), ("others excluded", "May")):
        called(scene.people[state], scene.ours, "Ann", family)
    for address in ("/", "/people/limits"):
        page = shown(scene, address)
        for state, family in ((RESTRICTED, "Winter"), (EXCLUDED, "Summer")):
            assert f"/people/{scene.people[state].pk}/limits" in page and f"Ann {family}" in page
        assert f"{scene.theirs.name} set it on" in page
        assert "Ann May" not in page, "who set that one leads too"
        assert "neighbour" not in page, "why it was set is not said"
    for role in ("manager", "record_officer", "practitioner"):
        assert "to look at again" not in shown(scene, "/", role)
        assert browser(scene, role).get("/people/limits").status_code == 403


def test_nobody_is_counted_whom_the_officer_may_not_see(scene: Scene) -> None:
    officer = scene.users["information_officer"]
    with making():
        for state in (RESTRICTED, EXCLUDED):
            limit(scene, scene.people[state], "excluded", [officer])
    for address in ("/", "/people/limits"):
        page = shown(scene, address)
        for state in (RESTRICTED, EXCLUDED, "excluded", "restricted to others"):
            assert str(scene.people[state].pk) not in page
    assert "None is due" in shown(scene, "/people/limits")


def test_it_is_still_needed(scene: Scene) -> None:
    person, client = scene.people[RESTRICTED].pk, browser(scene, "information_officer")
    with making():
        limited = LimitedAccess.objects.get(person=person)
    sent = {"limit": str(limited.pk)}
    assert client.post(f"/people/{person}/limits/keep", sent).status_code == 302
    assert str(person) not in shown(scene, "/people/limits")
    page = client.get(f"/people/{person}/limits").content.decode()
    assert f"Still needed, said {scene.ours.name}" in page and "In force" in page
    assert browser(scene).get(f"/people/{person}/").status_code == 404, "it holds as before"
    assert len(events("LimitKept")) == 1


@pytest.mark.parametrize("role", ["practitioner", "mentor"])
def test_who_may_not_lift_it_says_nothing_of_it(scene: Scene, role: str) -> None:
    person = scene.people["others excluded"].pk
    with making():
        sent = {"limit": str(LimitedAccess.objects.get(person=person).pk)}
    assert browser(scene, role).post(f"/people/{person}/limits/keep", sent).status_code == 403
    browser(scene, "manager").post(f"/people/{person}/limits/keep", sent)
    assert not events("LimitKept"), "who set it leads too, and it is theirs"


def test_nothing_is_kept_when_the_audit_fails(scene: Scene, monkeypatch) -> None:
    def broken(event, *, by):
        raise RuntimeError("the audit is full")

    officer, person = scene.users["information_officer"], scene.people[RESTRICTED]
    with making():
        limited = LimitedAccess.objects.get(person=person)
    monkeypatch.setattr(audit, "record", broken)
    with at_work(officer), pytest.raises(RuntimeError):
        changes.keep_limit(limited=limited, by=officer, today=TODAY, now=NOW)
    with making():
        limited.refresh_from_db()
    assert limited.looked_on is None


def test_many_are_cut_and_counted(scene: Scene) -> None:
    with making():
        for state in (
            "known to others",
            "told health",
            "last day today",
            "own",
            "told health to another",
        ):
            limit(scene, scene.people[state], "restricted", [scene.stranger])
    assert "See 2 more" in shown(scene, "/")
