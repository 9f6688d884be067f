"""Tier and scores through their pages: entered, worked out, confirmed, set otherwise, told to the person."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.making import making
from tests.people.at_work import few_queries
from tests.people.person.pages.conftest import Desk, day, desk, hidden
from tests.truth.scene import TODAY
from throughgate.people.person.models import Identity
from throughgate.people.person.moves.models import Whereabouts
from throughgate.people.person.risk.models import Mappa
from throughgate.people.person.sentence.models import Sentence
from throughgate.people.tier.contact.models import ContactMade
from throughgate.people.tier.models import CalculatedTier, ConfirmedTier, TierOverride
from throughgate.people.tier.scores.models import OffendingHistory, Score
from throughgate.privacy.access.models import Organisation
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
__all__ = ["desk"]  # fixtures of others


@pytest.fixture
def bare(desk: Desk) -> Desk:
    """On a sentence in the community, a man born in 1990."""
    desk.empty(Mappa)
    with making():
        Whereabouts.objects.filter(person=desk.person).update(last_day=date(2027, 3, 2))
        Identity.objects.filter(person=desk.person).update(sex="male")
        Sentence.objects.filter(person=desk.person).update(kind="community", ended_on=None)
    return desk


def facts(desk: Desk, **parts: str) -> dict[str, str]:
    address = desk.at("tier/convictions/enter")
    days = day("first_sanctioned", "1 5 2015") | day("convicted", "1 3 2027")
    days |= day("follow_up_from", "1 3 2027")
    said = {"sanctions": "6", "violent_sanctions": "1", "offence_code": ""}
    said["offence_category"] = "burglary_domestic"
    return {**hidden(desk.browser(), address), **said, **days, **parts}


def score(desk: Desk, **parts: str) -> dict[str, str]:
    said = {"kind": "csrp", "percent": "3.2", "band": "", "how": "dynamic"}
    said |= {"from_system": "OASys", **day("scored_on", "1 3 2027")}
    return {**hidden(desk.browser(), desk.at("tier/scores/enter")), **said, **parts}


def scored(desk: Desk) -> None:
    """Facts and a serious score, as typed."""
    browser = desk.browser()
    assert browser.post(desk.at("tier/convictions/enter"), facts(desk)).status_code == 302
    assert browser.post(desk.at("tier/scores/enter"), score(desk)).status_code == 302


def page(desk: Desk, path: str = "tier", role: str = "practitioner") -> str:
    answer = desk.browser(role).get(desk.at(path))
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def newest(desk: Desk) -> CalculatedTier:
    return max(desk.rows(CalculatedTier), key=lambda row: row.number)


def confirm(desk: Desk) -> ConfirmedTier:
    address = desk.at(f"tier/{newest(desk).pk}/confirm")
    assert desk.browser().post(address).status_code == 302
    (row,) = desk.rows(ConfirmedTier, last_day=None)
    return row


def test_facts_give_scores_and_scores_a_suggestion(bare: Desk) -> None:
    scored(bare)
    rows = {row.kind: row for row in bare.rows(Score)}
    assert set(rows) == {"ogrs3", "arp", "vrp", "svrp", "csrp"}
    assert all(
        row.computed and not row.dynamic and row.by_category
        for k, row in rows.items()
        if k != "csrp"
    )
    assert rows["arp"].used["parts"] and rows["csrp"].from_system == "OASys"
    shown = page(bare, "tier/scores")
    assert "By the category of the offence" in shown and "As OASys gave it" in shown
    assert [row.number for row in bare.rows(CalculatedTier)].count(1) == 1
    said = page(bare)
    assert (
        "Suggestion" in said
        and "Provisional" in said
        and "CSRP is 3.2%, from an assessment" in said
    )
    assert "how likely serious harm is" in said and "As one of four tiers" in said


def test_a_suggestion_changes_no_list(bare: Desk) -> None:
    scored(bare)
    with making():
        CalculatedTier.objects.all().update(entered_on=TODAY - timedelta(days=300))
    assert "app-facts__tier" not in page(bare) and bare.rows(ConfirmedTier) == []
    assert "Suggested" not in page(bare, "") and "No tier is confirmed" in page(bare, "")
    overdue = bare.browser().get("/people/contacts/overdue").content.decode()
    assert "No contact is overdue" in overdue
    first = confirm(bare)
    before = bare.rows(ConfirmedTier)
    bare.made(Mappa, category=2, level=2, first_day=TODAY)
    assert bare.browser().post(bare.at("tier/work-out")).status_code == 302
    assert newest(bare).number == 3 and bare.rows(ConfirmedTier) == before
    assert first.tier == newest(bare).tier or f"Tier {first.tier}" in page(bare)


def test_a_practitioner_confirms_and_it_stands_in_the_header(bare: Desk) -> None:
    scored(bare)
    row = confirm(bare)
    assert (
        row.calculation_id == newest(bare).pk and row.entered_by == bare.scene.users["practitioner"]
    )
    assert f"Tier {row.tier}" in page(bare) and "Confirmed" in page(bare, "")
    with making():
        assert AuditEvent.objects.filter(kind="TierConfirmed").count() == 1
    assert bare.browser().post(bare.at(f"tier/{newest(bare).pk}/confirm")).status_code == 302
    assert len(bare.rows(ConfirmedTier)) == 1
    browser = bare.browser()
    for path in ("tier", "tier/scores", ""):
        with few_queries():
            assert browser.get(bare.at(path)).status_code == 200


def test_the_list_of_people_is_narrowed_by_the_confirmed_tier(bare: Desk) -> None:
    scored(bare)
    suggested = newest(bare).tier
    asked = f"/people/?whose=all&tier={suggested}"
    person = str(bare.person.pk)
    assert person not in bare.browser().get(asked).content.decode()
    confirm(bare)
    assert person in bare.browser().get(asked).content.decode()
    other = "A" if suggested != "A" else "B"
    bare.made(TierOverride, tier=other, reason="Now", first_day=TODAY, last_day=TODAY)
    assert person not in bare.browser().get(asked).content.decode()
    assert person in bare.browser().get(f"/people/?whose=all&tier={other}").content.decode()


def test_an_old_calculation_is_not_confirmed(bare: Desk) -> None:
    scored(bare)
    old = newest(bare)
    browser = bare.browser()
    assert (
        browser.post(
            bare.at("tier/scores/enter"), score(bare, percent="7.5", **day("scored_on", "4 3 2027"))
        ).status_code
        == 302
    )
    answer = browser.post(bare.at(f"tier/{old.pk}/confirm"))
    assert answer.status_code == 409 or "worked out anew" in answer.content.decode()
    assert bare.rows(ConfirmedTier) == []


def test_mappa_and_sentence_are_heard_of(bare: Desk) -> None:
    scored(bare)
    before = newest(bare).number
    address = bare.at("risk/mappa/add")
    days = {**day("first_day", "1 3 2027"), **day("review_on", "1 6 2027"), **day("last_day", "")}
    sent = {**hidden(bare.browser(), address), "category": "2", "level": "2", **days}
    assert bare.browser().post(address, sent).status_code == 302
    assert newest(bare).number == before + 1 and newest(bare).four_tier == 4
    assert "MAPPA category 2" in page(bare)


def test_a_change_that_nobody_heard_is_said(bare: Desk) -> None:
    scored(bare)
    bare.made(Mappa, category=1, level=1, first_day=TODAY)
    assert "has changed since it was worked out" in page(bare)
    assert "Confirm tier" not in page(bare)


def test_another_tier_is_set_with_a_reason_and_ends(bare: Desk) -> None:
    scored(bare)
    row = confirm(bare)
    address, browser = bare.at("tier/override"), bare.browser()
    other = "A" if row.tier != "A" else "B"
    sent = {**hidden(browser, address), "tier": other, "reason": "", **day("last_day", "1 6 2027")}
    assert browser.post(address, sent).status_code == 422
    sent["reason"] = "Threats at the hostel"
    late = {**sent, **day("last_day", "1 6 2028")}
    assert "at the latest on" in browser.post(address, late).content.decode()
    same = {**sent, "tier": row.tier}
    assert "is the confirmed tier already" in browser.post(address, same).content.decode()
    assert browser.post(address, sent).status_code == 302
    said = page(bare)
    assert (
        f"Tier {other}, set by" in said and "Threats at the hostel" in said and "Confirmed" in said
    )
    again = {**sent, **hidden(browser, address)}
    assert "is set already" in browser.post(address, again).content.decode()
    (set_,) = bare.rows(TierOverride)
    assert browser.post(bare.at(f"tier/override/{set_.pk}/remove")).status_code == 302
    assert bare.rows(TierOverride) == []
    bare.made(
        TierOverride,
        tier=other,
        reason="Then",
        first_day=date(2027, 1, 1),
        last_day=date(2027, 3, 4),
    )
    assert f"Tier {other} set from 1 January 2027 until 4 March 2027" in page(bare)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"sanctions": "1"}, "are on different days"),
        ({"sanctions": "0"}, "Write a whole number"),
        ({"violent_sanctions": "9"}, "more than all 6"),
        (day("first_sanctioned", "1 4 2027"), "has not come yet"),
        (day("first_sanctioned", "1 5 1980"), "is before the birth date"),
        (day("convicted", ""), "Enter this day"),
        ({"offence_code": "12"}, "five digits"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(
    bare: Desk, typed: dict[str, str], said: str
) -> None:
    answer = bare.browser().post(bare.at("tier/convictions/enter"), facts(bare, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert bare.rows(OffendingHistory) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"percent": "120"}, "can only be from"),
        ({"percent": "3.123"}, "at most 2 decimals"),
        ({"percent": "much"}, "is a number"),
        ({"kind": "dc_srp", "percent": "2.5"}, "Choose the band"),
        ({"kind": "dc_srp", "percent": "0.2", "band": "medium"}, "do not belong together"),
        ({"kind": "dc_srp", "percent": "101", "band": "high"}, "from 0 to 100"),
        ({"from_system": ""}, "Enter the system"),
        (day("scored_on", "6 3 2027"), "has not come yet"),
        ({"kind": "vrp"}, "choose one from the list"),
    ],
)
def test_a_score_out_of_range_is_refused(bare: Desk, typed: dict[str, str], said: str) -> None:
    answer = bare.browser().post(bare.at("tier/scores/enter"), score(bare, **typed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert bare.rows(Score) == []


def test_what_was_worked_out_is_not_typed_over(bare: Desk) -> None:
    scored(bare)
    row = next(row for row in bare.rows(Score) if row.kind == "arp")
    assert bare.browser().post(bare.at(f"tier/scores/{row.pk}/remove")).status_code == 403
    (held,) = bare.rows(OffendingHistory)
    address = bare.at(f"tier/convictions/{held.pk}")
    sent = {**facts(bare), **hidden(bare.browser(), address), "sanctions": "12"}
    assert bare.browser().post(address, sent).status_code == 302
    assert len([r for r in bare.rows(Score) if r.kind == "arp"]) == 2
    assert bare.browser().post(bare.at(f"tier/convictions/{held.pk}/remove")).status_code == 302
    assert [r.kind for r in bare.rows(Score)] == ["csrp"] and newest(bare).standing == "missing"


def test_without_a_sex_the_page_says_why_there_is_no_score(bare: Desk) -> None:
    with making():
        Identity.objects.filter(person=bare.person).update(sex="")
    assert bare.browser().post(bare.at("tier/convictions/enter"), facts(bare)).status_code == 302
    assert bare.rows(Score) == [] and "Record the person’s sex" in page(bare, "tier/scores")


def test_an_overdue_contact_is_on_the_list_until_it_is_entered(bare: Desk) -> None:
    scored(bare)
    confirm(bare)
    with making():
        ConfirmedTier.objects.update(first_day=date(2026, 11, 2))
    manager = bare.browser("manager")
    listed = manager.get("/people/contacts/overdue").content.decode()
    assert "Late by" in listed and str(bare.person.pk) in listed
    assert "overdue" in manager.get("/").content.decode()
    assert "The next contact is late by" in page(bare)
    address = bare.at("tier/contacts/add")
    sent = {**hidden(bare.browser(), address), "kind": "office", **day("day", "6 3 2027")}
    assert "has not come yet" in bare.browser().post(address, sent).content.decode()
    sent |= day("day", "4 3 2027")
    assert bare.browser().post(address, sent).status_code == 302
    assert "No contact is overdue" in manager.get("/people/contacts/overdue").content.decode()
    (row,) = bare.rows(ContactMade)
    assert row.entered_by == bare.scene.users["practitioner"]
    bare.empty(ContactMade)
    bare.made(Whereabouts, kind="custody", establishment="A prison", first_day=TODAY)
    assert "No contact is overdue" in manager.get("/people/contacts/overdue").content.decode()


def test_the_page_for_the_person(bare: Desk) -> None:
    scored(bare)
    row = confirm(bare)
    for path in ("tier/why", "tier/why?print=large"):
        said = page(bare, path)
        assert f"Your tier is {row.tier}" in said and "If you think it is wrong" in said
        assert "offender" not in said.split("app-for-the-person")[1].split("</main>")[0].lower()


@pytest.mark.parametrize(
    ("kind", "tier", "scores"),
    [("housing", 403, 403), ("council", 403, 403), ("police", 200, 403), ("prison", 200, 200)],
)
def test_kinds_of_organisation(bare: Desk, kind: str, tier: int, scores: int) -> None:
    """Whoever is told what to be careful about is not told the tier for that."""
    with making():
        Organisation.objects.filter(pk=bare.scene.ours.pk).update(kind=kind)
        row = CalculatedTier(
            person=bare.person,
            held_by=bare.scene.theirs,
            entered_on=TODAY,
            tier="B",
            standing="given",
            four_tier=3,
        )
        row.save(force_insert=True)
        ConfirmedTier(
            person=bare.person,
            held_by=bare.scene.theirs,
            entered_on=TODAY,
            tier="B",
            calculation=row,
            first_day=TODAY,
            entered_by=bare.scene.stranger,
        ).save(force_insert=True)
    browser = bare.browser()
    assert browser.get(bare.at("risk")).status_code == 200
    assert browser.get(bare.at("tier")).status_code == tier
    assert browser.get(bare.at("tier/scores")).status_code == scores
    assert browser.get(bare.at("tier/override")).status_code == scores
    overview = browser.get(bare.at()).content.decode()
    assert (bare.at("tier") in overview) is (tier == 200)


def test_who_confirms(bare: Desk) -> None:
    scored(bare)
    address = bare.at(f"tier/{newest(bare).pk}/confirm")
    for role, status in (
        ("mentor", 403),
        ("provider_worker", 403),
        ("record_officer", 403),
        ("manager", 302),
    ):
        assert bare.browser(role).post(address).status_code == status, role
