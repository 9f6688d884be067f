"""What goes out is in words that the person can read: no code, and where the file of a document is."""

from __future__ import annotations

import pytest

from tests.making import making
from tests.people.person.rows import one
from tests.people.rights.case import TODAY, Case
from tests.people.rights.test_requests import collected, text
from throughgate.people.involvement.models import Involvement
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.documents.models import Document
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.names.models import Alias
from throughgate.people.person.risk.models import Mappa
from throughgate.people.rights.requests import words
from throughgate.people.rights.requests.models import Found

pytestmark = pytest.mark.django_db


def add(case: Case, model, **parts):
    with making():
        return one(model, case.person, case.lead, case.worker.user, **parts)


def test_codes_are_said_in_words(case: Case) -> None:
    add(case, Fact, kind="ethnicity", section="equality", value="W1")
    add(case, Mappa, category=2, level=3)
    add(case, Alias, kind="known_as", given_names="jo", family_name="")
    collected(case, case.browser(case.officer))
    with making():
        parts = [part for item in Found.objects.all() for part in item.parts]
    said = {words for _name, words in parts}
    assert "White: English, Welsh, Scottish, Northern Irish or British" in said
    assert {
        "Ethnicity",
        "Equality",
        "Mobile phone",
        "Level 3: by a meeting of senior people",
    } <= said
    assert "jo" in said, "what somebody typed stays as they typed it"
    assert not {"W1", "W 1", "ethnicity", "mobile", "known_as", "any"} & said


def test_a_document_says_who_gives_its_file(case: Case) -> None:
    paper = add(case, Document, title="Tenancy", section="documents")
    lead, theirs = case.browser(case.officer), case.browser(case.theirs)
    address = collected(case, lead)
    with making():
        item = Found.objects.get(kind="Document", row=paper.pk)
    page = f"{address}/items/{item.pk}"
    assert "gives the person a copy of the file" in text(lead.get(page))
    release = {"version": "1", "decision": "released", "why": "It is theirs"}
    assert lead.post(page, release).status_code == 302
    for client in (lead, theirs):
        client.post(f"{address}/items/rest")
        client.post(f"{address}/answered")
    lead.post(f"{address}/send")
    shown = text(lead.get(f"{address}/preview"))
    assert "Tenancy" in shown and "PDF" in shown and "Letter, form or certificate" in shown
    assert f"{case.lead.name} gives you a copy of it with this answer" in shown


def test_a_code_that_is_no_longer_listed_stays_itself() -> None:
    assert words.said("Sentence", "kind", "abolished", {}) == "abolished"
    assert words.said("Note", "happened", "custody", {}) == "", "typed, not a code"


@pytest.mark.parametrize(
    ("why", "mark"),
    [("", ""), ("sentence ends", ""), ("last day", ""), ("Moved in with her aunt", "free_text")],
)
def test_what_a_worker_typed_stays_out_unless_put_in(case: Case, why: str, mark: str) -> None:
    add(case, Mentoring, first_name="Robin", reach="Through their aunt", first_day=TODAY)
    with making():
        Involvement.objects.update(ended_why=why)
    collected(case, case.browser(case.officer))
    with making():
        marks = dict(Found.objects.values_list("kind", "mark"))
    assert (marks["Involvement"], marks["Mentoring"]) == (mark, "free_text")
