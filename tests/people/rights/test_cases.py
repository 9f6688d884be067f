"""Corrections, complaints, breaches and looks on their pages: right user, wrong user, bad form; audit with each change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.making import making
from tests.people.person.rows import one
from tests.people.rights.case import NOW, TODAY, Case
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.models import Person
from throughgate.people.rights import jobs
from throughgate.people.rights.breaches import changes as breaches
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.corrections.models import Correction
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent, Look


def text(answer: Any) -> str:
    return answer.content.decode()


def kinds() -> list[str]:
    with making():
        return list(AuditEvent.objects.values_list("kind", flat=True))


# --- corrections ----------------------------------------------------------------------------------------------


def asked(case: Case, client: Client, **changes: str) -> Any:
    with making():
        row = ContactDetail.objects.filter(person=case.person, kind="mobile").get()
    form = {"key": str(uuid4()), "about": "Mobile", "statement": "That is my brother’s number."}
    address = f"/people/{case.person.pk}/rights/corrections/add?of=ContactDetail&row={row.pk}"
    return client.post(address, {**form, **changes})


def test_what_a_person_says_is_shown_beside_the_row_until_it_is_put_right(case: Case) -> None:
    worker, officer = case.browser(case.worker), case.browser(case.officer)
    contact = f"/people/{case.person.pk}/contact"
    assert "Wrong?" in text(worker.get(contact))
    assert asked(case, worker).status_code == 302
    page = text(worker.get(contact))
    assert page.count("my brother’s number") == 1 and "They say this is wrong" in page
    assert "my brother’s number" in text(worker.get(f"/people/{case.person.pk}/"))
    with making():
        made = Correction.objects.get()
    assert (made.section, made.held_by, made.about[:15]) == (
        "contact",
        case.lead,
        "How to reach th",
    )
    address = f"/rights/corrections/{case.person.pk}/{made.pk}"
    assert "To be answered by" in text(officer.get(address))
    assert address in text(officer.get("/rights/corrections"))
    answer = {"version": "1", "became": "stands", "answer": ""}
    wrong = officer.post(address, answer)
    assert wrong.status_code == 422 and "Say why it is not changed" in text(wrong)
    assert officer.post(address, {**answer, "answer": "He answers it"}).status_code == 302
    assert "Why it is not changed: He answers it" in text(worker.get(contact))
    stale = officer.post(address, {**answer, "became": "corrected"})
    assert stale.status_code == 422 and "answered this meanwhile" in text(stale)
    assert officer.post(address, {"version": "2", "became": "corrected"}).status_code == 302
    assert "my brother’s number" not in text(worker.get(contact))
    assert kinds().count("CorrectionMoved") == 3


def test_a_statement_is_not_shown_to_who_does_not_read_what_it_is_about(case: Case) -> None:
    assert asked(case, case.browser(case.worker)).status_code == 302
    assert case.browser(case.theirs).get(f"/people/{case.person.pk}/rights").status_code == 404
    with making():
        made = Correction.objects.get()
    address = f"/rights/corrections/{case.person.pk}/{made.pk}"
    assert case.browser(case.theirs).get(address).status_code == 404
    assert case.browser(case.worker).get(address).status_code == 403


def test_without_a_row_the_part_and_who_wrote_it_are_asked(case: Case) -> None:
    worker = case.browser(case.worker)
    address = f"/people/{case.person.pk}/rights/corrections/add"
    answer = worker.post(address, {"key": str(uuid4()), "statement": "No"})
    for words in ("Choose the part of the record", "Choose the organisation", "Say what is wrong"):
        assert words in text(answer)
    form = {"key": str(uuid4()), "section": "sentence", "held_by": str(case.lead.pk)}
    form |= {"about": "Its length", "statement": "It was four months"}
    for _twice in range(2):
        assert worker.post(address, form).status_code == 302
    with making():
        assert Correction.objects.get().row is None


# --- complaints -----------------------------------------------------------------------------------------------

CAME = {"received_on_0": "1", "received_on_1": "3", "received_on_2": "2027", "how": "email"}


def test_a_complaint_is_acknowledged_then_answered(case: Case) -> None:
    officer = case.browser(case.officer)
    form = {"key": str(uuid4()), **CAME, "what": "You told my landlord."}
    add = f"/people/{case.person.pk}/rights/complaints/add"
    assert "Write down what they complain about" in text(officer.post(add, {**form, "what": ""}))
    assert case.browser(case.worker).get(add).status_code == 403
    address = officer.post(add, form)["Location"]
    assert officer.post(add, form)["Location"] == address
    assert "31 March 2027, in 16 working days" in text(officer.get(address))
    assert officer.post(address, {"version": "1", "answer": "Sorry"}).status_code == 422
    assert officer.post(f"{address}/acknowledge").status_code == 302
    assert "Write what the person is answered" in text(officer.post(address, {"version": "2"}))
    assert officer.post(address, {"version": "2", "answer": "We wrote to him."}).status_code == 302
    assert officer.post(f"{address}/withdraw").status_code == 422
    assert "We wrote to him." in text(officer.get(address))
    assert kinds().count("ComplaintMoved") == 3
    assert case.browser(case.theirs).get(address).status_code == 404


def test_a_complaint_ends_when_it_is_taken_back(case: Case) -> None:
    officer = case.browser(case.officer)
    form = {"key": str(uuid4()), **CAME, "what": "You told my landlord."}
    address = officer.post(f"/people/{case.person.pk}/rights/complaints/add", form)["Location"]
    assert officer.post(f"{address}/withdraw").status_code == 302
    assert address in text(officer.get("/rights/complaints?over=yes"))
    with making():
        assert Complaint.objects.get().over_on == TODAY


# --- breaches -------------------------------------------------------------------------------------------------

FOUND = {"found_day_0": "4", "found_day_1": "3", "found_day_2": "2027", "found_time": "09:00"}
BREACH = {**FOUND, "what": "A letter went to another house", "kinds": "Names and addresses"}
REPORTED = {"reported_day_0": "5", "reported_day_1": "3", "reported_day_2": "2027"}


def written(client: Client, **changes: str) -> str:
    answer = client.post("/rights/breaches/add", {"key": str(uuid4()), **BREACH, **changes})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def test_a_breach_is_reported_then_closed(case: Case) -> None:
    officer = case.browser(case.officer)
    address = written(officer, people="3")
    assert "7 March 2027 at 09:00, in 45 hours" in text(officer.get(address))
    report = {
        "version": "1",
        **REPORTED,
        "reported_time": "11:00",
        "harm": "Little",
        "done": "Rang",
    }
    assert "Write the time" in text(
        officer.post(f"{address}/report", {**report, "reported_time": "11"})
    )
    early = {**report, "reported_day_0": "3"}
    assert "after it was found" in text(officer.post(f"{address}/report", early))
    assert officer.post(f"{address}/report", report).status_code == 302
    assert officer.post(f"{address}/close", {"version": "2", "done": ""}).status_code == 422
    assert (
        officer.post(f"{address}/close", {"version": "2", "done": "A second look"}).status_code
        == 302
    )
    assert "Closed" in text(officer.get("/rights/breaches"))
    assert kinds().count("BreachMoved") == 3


def test_later_than_72_hours_it_says_why(case: Case) -> None:
    officer = case.browser(case.officer)
    address = written(officer, found_day_0="1")
    assert "It was to be reported by 4 March 2027 at 09:00" in text(officer.get(address))
    assert "Late" in text(officer.get("/"))
    report = {
        "version": "1",
        **REPORTED,
        "reported_time": "11:00",
        "harm": "Little",
        "done": "Rang",
    }
    assert "Say why it took longer" in text(officer.post(f"{address}/report", report))
    assert officer.post(f"{address}/report", {**report, "late_why": "Leave"}).status_code == 302


def test_not_reporting_keeps_its_reason(case: Case) -> None:
    officer = case.browser(case.officer)
    address = written(officer)
    assert officer.post(f"{address}/keep", {"version": "1", "why": ""}).status_code == 422
    assert (
        officer.post(f"{address}/keep", {"version": "1", "why": "It came back shut"}).status_code
        == 302
    )
    assert "It came back shut" in text(officer.get(address))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"found_day_0": "6"}, "in the future"),
        ({"found_day_0": "31", "found_day_1": "2"}, "real date"),
        ({"found_time": "9 am"}, "Write the time as 14:30"),
        ({"people": "-1"}, "Write a number of people"),
        ({"people": "some"}, "Write a number"),
    ],
)
def test_a_bad_breach_says_what_is_wrong(case: Case, changes, words) -> None:
    form = {"key": str(uuid4()), **BREACH, **changes}
    answer = case.browser(case.officer).post("/rights/breaches/add", form)
    assert answer.status_code == 422 and words in text(answer)
    assert "A letter went to another house" in text(answer)


def test_the_log_is_of_one_organisation_and_for_its_officers(case: Case) -> None:
    address = written(case.browser(case.officer))
    assert case.browser(case.theirs).get(address).status_code == 404
    for post in (case.manager, case.records, case.worker):
        assert case.browser(post).get("/rights/breaches").status_code == 403


def test_nothing_is_saved_when_the_audit_fails(case: Case, monkeypatch) -> None:
    monkeypatch.setattr(events.changes, "keep", broken)
    with pytest.raises(RuntimeError), case.acting(case.officer):
        breaches.write_down(
            key=uuid4(), found_at=NOW, happened_on=None, what="It", kinds="Names", people=None,
            by=case.officer.user, today=TODAY, now=NOW,
        )  # fmt: skip
    with making():
        assert not Breach.objects.exists()


def broken(**_: Any) -> None:
    raise RuntimeError


# --- looks ----------------------------------------------------------------------------------------------------


def looked(case: Case, user: User, minutes: int = 0) -> None:
    with making():
        made = Look(
            person_id=case.person.pk, by=user, organisation=case.lead, place="person",
            at=NOW - timedelta(minutes=30 - minutes),
        )  # fmt: skip
        Look.objects.bulk_create([made])
        # The database says when: it was now.


def test_a_look_at_ones_own_surname_is_reviewed(case: Case) -> None:
    with making():
        User.objects.filter(pk=case.worker.user_id).update(last_name="MARSHGATE")
    looked(case, User.objects.get(pk=case.worker.user_id))
    with making():
        for _twice in range(2):
            jobs.find_looks(0)
        found = StandsOut.objects.get()
    assert found.kind == "surname"
    officer = case.browser(case.officer)
    assert "Somebody of their own surname" in text(officer.get("/rights/"))
    assert "Robin Marshgate" in text(officer.get("/rights/looks"))
    address = f"/rights/looks/{found.pk}"
    assert "Write what you found out" in text(officer.post(address, {"finding": " "}))
    assert officer.post(address, {"finding": "No relation; they lead."}).status_code == 302
    again = officer.post(address, {"finding": "Again"})
    assert again.status_code == 422 and "written down what this was about" in text(again)
    assert "No relation" in text(officer.get("/rights/looks?over=yes"))
    assert kinds().count("LookReviewed") == 1
    assert case.browser(case.theirs).get(address).status_code == 404
    assert case.browser(case.manager).get(address).status_code == 403


@pytest.mark.parametrize(("place", "stands_out"), [("export-people", True), ("people", False)])
def test_a_list_taken_along_as_a_file_is_many_records(case: Case, place: str, stands_out) -> None:
    parts = {"by": case.worker.user, "organisation": case.lead, "at": NOW, "in_list": True}
    with making():
        people = [Person.objects.create(created_by=case.lead).pk for _ in range(41)]
        Look.objects.bulk_create(Look(person_id=each, place=place, **parts) for each in people)
        jobs.find_looks(0)
        found = list(StandsOut.objects.values_list("kind", "count"))
    assert found == ([("many", 41)] if stands_out else [])


def test_an_officer_reads_who_has_seen_a_record_and_its_history(case: Case) -> None:
    worker, officer = case.browser(case.worker), case.browser(case.officer)
    contact = f"/people/{case.person.pk}/contact"
    with making():
        row = one(ContactDetail, case.person, case.lead, case.worker.user, value="07700 900111")
    form = {
        "key": str(row.pk),
        "version": "1",
        "kind": "mobile",
        "value": "07700 900222",
        "use": "any",
    }
    assert worker.post(f"{contact}/{row.pk}", form).status_code == 302
    worker.get(contact)
    seen = text(officer.get(f"/people/{case.person.pk}/seen"))
    assert (
        str(case.worker.user) in seen
        and "Manage the sentence" in seen
        and "How to reach them" in seen
    )
    history = text(officer.get(f"/people/{case.person.pk}/history"))
    assert "<del>07700 900111</del>" in history and "07700 900222" in history
    assert "Robin" in history and "Visited by" not in history
    for page in ("seen", "history"):
        assert worker.get(f"/people/{case.person.pk}/{page}").status_code == 403
        assert officer.get(f"/people/{case.person.pk}/{page}?page=2").status_code == 200


def test_the_record_of_processing_names_every_table(case: Case) -> None:
    page = text(case.browser(case.officer).get("/rights/processing"))
    for words in (
        "Who you are",
        "72 months after the last involvement",
        "Table KeptForm.",
        "Manage the sentence",
    ):
        assert words in page
    assert case.browser(case.manager).get("/rights/processing").status_code == 403
