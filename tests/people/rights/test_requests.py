"""A request from the day it came to the files that are given, on its pages, as those whose part it is."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.making import making
from tests.people.rights.case import THIRD_PARTY, TODAY, Case
from throughgate.people.rights import jobs
from throughgate.people.rights.requests.models import Asked, Found, Given, SubjectAccess
from throughgate.privacy.audit.models import AuditEvent, Look

OPENED = {"received_on_0": "1", "received_on_1": "3", "received_on_2": "2027", "how": "letter"}


def text(answer: Any) -> str:
    return answer.content.decode()


def opened(case: Case, client: Client, **changes: str) -> str:
    """A case opened from the record: its address."""
    form = {"key": str(uuid4()), **OPENED, **changes}
    answer = client.post(f"/people/{case.person.pk}/rights/requests/open", form)
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def collected(case: Case, client: Client) -> str:
    address = opened(case, client)
    assert client.post(f"{address}/begin").status_code == 302
    with making():
        for _twice in range(2):
            jobs.collect(case=address.rsplit("/", 1)[1])
    return address


def decided(case: Case, lead: Client, theirs: Client) -> str:
    """Everything as it is usually: plain out, marked left out; then both have answered."""
    address = collected(case, lead)
    for client in (lead, theirs):
        assert client.post(f"{address}/items/rest").status_code == 302
        assert client.post(f"{address}/answered").status_code == 302
    return address


def state_of(address: str) -> str:
    with making():
        return SubjectAccess.objects.get(pk=address.rsplit("/", 1)[1]).state


def test_a_case_goes_from_the_record_to_the_files(case: Case) -> None:
    lead, theirs = case.browser(case.officer), case.browser(case.theirs)
    manager = case.browser(case.manager)
    assert "in 17 working days" in text(lead.get(opened(case, lead)))
    address = decided(case, lead, theirs)
    assert lead.post(f"{address}/send").status_code == 302
    assert lead.post(f"{address}/approve").status_code == 422, "not by who put it together"
    assert lead.get(f"{address}/file.html").status_code == 422, "not before it is approved"
    assert "Robin" in text(manager.get(f"{address}/preview"))
    assert manager.post(f"{address}/approve").status_code == 302
    assert manager.get(f"{address}/file.html").status_code == 403, "only the officer who gives it"
    read, machines = lead.get(f"{address}/file.html"), lead.get(f"{address}/file.json")
    for file in (read, machines):
        assert "attachment" in file["Content-Disposition"]
        assert THIRD_PARTY not in text(file) and "Zebedee" not in text(file)
        assert "Marshgate" in text(file)
    assert "07700 900123" in text(read)
    assert json.loads(text(machines))["something_may_be_left_out_without_saying_why"] is True
    assert not re.search(r"(src|href)=", text(read)), "nothing is loaded from elsewhere"
    assert lead.post(f"{address}/give").status_code == 302
    assert state_of(address) == "given"
    assert text(lead.get(f"{address}/file.json")) == text(machines), "kept as it was given"


def test_words_about_somebody_else_are_taken_out_of_what_goes_out(case: Case) -> None:
    lead, theirs = case.browser(case.officer), case.browser(case.theirs)
    address = collected(case, lead)
    with making():
        item = Found.objects.get(kind="Note", row=case.note.pk)
    page = f"{address}/items/{item.pk}"
    form = {"version": "1", "decision": "redacted", "exemption": "third_party"}
    wrong = theirs.post(page, {**form, "removed": "Zebedee Quill feather"})
    assert wrong.status_code == 422 and "is not in it" in text(wrong)
    assert "Zebedee Quill feather" in text(wrong), "what was typed stays"
    assert "Write the words to take out" in text(theirs.post(page, form))
    assert "under which exemption" in text(
        theirs.post(page, {"version": "1", "decision": "withheld"})
    )
    right = theirs.post(page, {**form, "removed": THIRD_PARTY.lower()})
    assert right.status_code == 302
    with making():
        given = Given.objects.get(found=item)
    assert ["Happened", "Visited by […], who is worried about him. He was calm."] in given.parts
    stale = theirs.post(page, {**form, "removed": "calm"})
    assert stale.status_code == 422 and "changed it meanwhile" in text(stale)


def test_a_marked_item_goes_out_only_with_a_reason(case: Case) -> None:
    theirs = case.browser(case.theirs)
    address = collected(case, case.browser(case.officer))
    with making():
        item = Found.objects.get(kind="Flag")
        assert item.mark == "safeguarding"
    form = {"version": "1", "decision": "released"}
    page = f"{address}/items/{item.pk}"
    assert "say why it can go in" in text(theirs.post(page, form))
    assert theirs.post(page, {**form, "why": "They wrote it together"}).status_code == 302


def test_each_organisation_sees_only_what_it_holds(case: Case) -> None:
    lead, theirs = case.browser(case.officer), case.browser(case.theirs)
    address = collected(case, lead)
    own, other = text(lead.get(f"{address}/items")), text(theirs.get(f"{address}/items"))
    assert "Marshgate" in own and "Visited by" not in own
    assert "Visited by" in other and "Marshgate" not in other
    with making():
        item = Found.objects.get(kind="Note", row=case.note.pk)
    assert lead.get(f"{address}/items/{item.pk}").status_code == 404
    assert theirs.get(f"{address}/preview").status_code == 403
    assert theirs.get(f"{address}/file.json").status_code == 403
    assert theirs.post(f"{address}/send").status_code == 403
    page = text(lead.get(address))
    assert "2 of 2 organisations have not answered" in page


def test_the_clock_stands_still_while_proof_is_awaited(case: Case) -> None:
    lead = case.browser(case.officer)
    address = opened(case, lead, proof_needed="yes")
    assert "The clock stands still" in text(lead.get(address))
    assert lead.post(f"{address}/begin").status_code == 302
    assert "To be answered by" in text(lead.get(address))
    assert lead.post(f"{address}/proof").status_code == 422


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"received_on_0": ""}, "must be a real date"),
        ({"received_on_0": "", "received_on_1": "", "received_on_2": ""}, "Enter the day it came"),
        ({"received_on_2": "2028"}, "in the future"),
        ({"how": ""}, "Choose how it came"),
        ({"received_on_0": "31", "received_on_1": "2"}, "must be a real date"),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_loses_nothing(case: Case, changes, words) -> None:
    lead = case.browser(case.officer)
    form = {"key": str(uuid4()), **OPENED, "asked_for": "My notes of May", **changes}
    answer = lead.post(f"/people/{case.person.pk}/rights/requests/open", form)
    assert answer.status_code == 422
    assert words in text(answer) and "My notes of May" in text(answer)
    with making():
        assert not SubjectAccess.objects.exists()


def test_a_form_sent_twice_is_one_case(case: Case) -> None:
    lead, key = case.browser(case.officer), str(uuid4())
    assert opened(case, lead, key=key) == opened(case, lead, key=key)
    with making():
        assert SubjectAccess.objects.count() == 1
        assert AuditEvent.objects.filter(kind="RequestOpened").count() == 1


def test_others_are_told_whose_part_it_is(case: Case) -> None:
    address = opened(case, case.browser(case.officer))
    for post in (case.worker, case.records):
        client = case.browser(post)
        assert client.get(address).status_code == 403
        assert client.get(f"/people/{case.person.pk}/rights/requests/open").status_code == 403
    assert case.browser(case.theirs).get(address).status_code == 404, "not asked yet"


def test_it_is_sent_back_with_a_reason_and_decided_anew(case: Case) -> None:
    lead, theirs, manager = map(case.browser, (case.officer, case.theirs, case.manager))
    address = decided(case, lead, theirs)
    lead.post(f"{address}/send")
    assert lead.get(f"{address}/back").status_code in (200, 422)
    assert manager.post(f"{address}/back", {"why": " "}).status_code == 422
    assert manager.post(f"{address}/back", {"why": "Look at the letter"}).status_code == 302
    assert "Look at the letter" in text(lead.get(address))
    assert state_of(address) == "collecting"


@pytest.mark.parametrize(("step", "state"), [("refuse", "refused"), ("withdraw", "withdrawn")])
def test_a_case_ends_with_a_reason(case: Case, step: str, state: str) -> None:
    lead = case.browser(case.officer)
    address = opened(case, lead)
    assert lead.post(f"{address}/{step}", {"why": ""}).status_code == 422
    assert lead.post(f"{address}/{step}", {"why": "As they said"}).status_code == 302
    assert state_of(address) == state
    assert lead.post(f"{address}/begin").status_code == 422
    assert "As they said" in text(lead.get(address))
    assert address in text(lead.get("/rights/requests?over=yes"))


def test_longer_is_taken_once_and_said_why(case: Case) -> None:
    lead = case.browser(case.officer)
    address = opened(case, lead)
    assert lead.post(f"{address}/longer", {"why": "Nine files of paper"}).status_code == 302
    assert "1 June 2027" in text(lead.get(address))
    assert lead.post(f"{address}/longer", {"why": "Again"}).status_code == 422


def test_who_is_kept_out_of_the_record_has_no_part_in_the_case(case: Case) -> None:
    lead = case.browser(case.officer)
    address = opened(case, lead)
    with making():
        from throughgate.people.involvement.models import KnownPerson

        KnownPerson.objects.create(person=case.person, user=case.officer.user, declared_on=TODAY)
    assert lead.get(address).status_code == 404
    assert address not in text(lead.get("/rights/requests"))
    assert case.browser(case.second).get(address).status_code == 200


def test_every_page_is_a_look_and_asks_little(case: Case, django_assert_max_num_queries) -> None:
    lead = case.browser(case.officer)
    address = collected(case, lead)
    for page in (address, f"{address}/items", "/rights/requests", "/rights/", "/"):
        with django_assert_max_num_queries(25):
            assert lead.get(page).status_code == 200
    with making():
        places = set(Look.objects.filter(person_id=case.person.pk).values_list("place", flat=True))
    assert {"request", "request-items", "requests"} <= places


def test_collecting_twice_asks_once(case: Case) -> None:
    address = collected(case, case.browser(case.officer))
    with making():
        assert Asked.objects.count() == 2
        kinds = list(Found.objects.values_list("kind", "row"))
        assert len(kinds) == len(set(kinds)) > 4
        assert jobs.collect(case=address.rsplit("/", 1)[1]) is None
