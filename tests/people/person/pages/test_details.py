"""Who somebody is: each holder's own side by side, what is wrong said with what was expected, keys renewed at once."""

from __future__ import annotations

import re

import pytest

from tests.making import making
from tests.people.person.pages.conftest import Desk, day, hidden
from throughgate.people.person.details import pages
from throughgate.people.person.facts import words
from throughgate.people.person.facts.kinds import SECTIONS, Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Identity
from throughgate.people.person.names.models import Alias, SearchKey
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 5  # 175 letters without a space


def keys(desk: Desk) -> set[str]:
    return {row.key for row in desk.rows(SearchKey)}  # type: ignore[type-var]


def naming(desk: Desk, address: str, **parts: str) -> dict[str, str]:
    said = {"given_names": "Zofia", "family_name": "Łącka", "sex": "female"}
    return {**hidden(desk.browser(), address), **said, **day("birth_date", "2 1 1990"), **parts}


def test_each_holder_s_word_stands_beside_the_other_s(desk: Desk) -> None:
    desk.empty(Identity)
    desk.made(Identity, given_names="Jo", family_name="Alpha")
    desk.made(
        Identity, desk.scene.theirs, given_names="Joanna", family_name="Alpha", birth_date=None
    )
    page = desk.browser().get(desk.at("details")).content.decode()
    assert "As your organisation has it" in page and "As Truth theirs has it" in page
    assert "Those who entered this differ on:" in page and "given names" in page
    assert len(re.findall(r"details/identity/", page)) == 1, "only one's own can be changed"


def test_a_change_renews_the_search_keys_and_is_in_the_audit(desk: Desk) -> None:
    (own,) = desk.rows(Identity)
    address = desk.at(f"details/identity/{own.pk}")
    answer = desk.browser().post(address, naming(desk, address))
    assert answer.status_code == 302 and answer["Location"] == desk.at("details")
    (own,) = desk.rows(Identity)
    assert (own.given_names, own.family_name, own.version) == ("Zofia", "Łącka", 2)
    assert {"wzofia", "wlacka"} <= keys(desk) and "wjo" not in keys(desk)
    with making():
        said = AuditEvent.objects.get(kind="Amended", person_id=desk.person.pk)
    assert said.facts["table"] == "Identity" and "family_name" in said.facts["fields"]


def test_nothing_is_kept_when_the_audit_cannot_be(desk: Desk, monkeypatch) -> None:
    browser, address = desk.browser(), desk.at("details/names/add")
    sent = {**hidden(browser, address), "kind": "alias", "given_names": "Zed"}

    def broken(*given: object, **named: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr(events, "record", broken)
    browser.raise_request_exception = False
    before = keys(desk)
    assert browser.post(address, sent).status_code == 500
    assert not desk.rows(Alias, given_names="Zed") and keys(desk) == before


def test_the_same_form_sent_twice_is_one_name(desk: Desk) -> None:
    browser, address = desk.browser(), desk.at("details/names/add")
    sent = {**hidden(browser, address), "kind": "known_as", "given_names": "Zed"}
    assert [browser.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert len(desk.rows(Alias, given_names="Zed")) == 1 and "wzed" in keys(desk)
    (row,) = desk.rows(Alias, given_names="Zed")
    assert browser.post(desk.at(f"details/names/{row.pk}/remove")).status_code == 302
    assert "wzed" not in keys(desk)


def test_a_second_identity_is_refused_in_words(desk: Desk) -> None:
    address = desk.at("details/identity/add")
    answer = desk.browser().post(address, naming(desk, address))
    assert (
        answer.status_code == 422 and "has entered who they are already" in answer.content.decode()
    )
    assert len(desk.rows(Identity)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"birth_date_0": "31", "birth_date_1": "2"}, "must be a real date"),
        ({"birth_date_2": "9" * 30}, "must be a real date"),
        ({"birth_date_2": "2027", "birth_date_1": "12"}, "has not come yet"),
        ({"birth_date_2": "85"}, "write the year with four digits"),
        ({"given_names": "", "family_name": "  \u200b "}, "Enter a name"),
        ({"given_names": "12 34"}, "has no letter in it"),
        ({"given_names": "Ü" * 213}, "This has 213 letters and 200 are kept"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(desk: Desk, typed, said: str) -> None:
    (own,) = desk.rows(Identity)
    address = desk.at(f"details/identity/{own.pk}")
    answer = desk.browser().post(address, naming(desk, address, **typed))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    assert re.search(r'value="female" checked', page), "the rest of the form stays as it was"
    assert desk.rows(Identity)[0].version == 1


@pytest.mark.parametrize(
    "name", ["محمد", "王小明", "Nguyễn Thị Ánh", "Олександр", LONG, "O’Brien-Smith"]
)
def test_a_name_in_any_script_is_kept_and_shown(desk: Desk, name: str) -> None:
    (own,) = desk.rows(Identity)
    browser, address = desk.browser(), desk.at(f"details/identity/{own.pk}")
    sent = naming(desk, address, given_names=name, family_name="")
    assert browser.post(address, sent).status_code == 302
    assert name in browser.get(desk.at("details")).content.decode()


def test_somebody_else_s_change_is_shown_beside_what_was_typed(desk: Desk) -> None:
    (own,) = desk.rows(Identity)
    address = desk.at(f"details/identity/{own.pk}")
    first, second = naming(desk, address), naming(desk, address, given_names="Later")
    assert desk.browser().post(address, first).status_code == 302
    answer = desk.browser("manager").post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 422 and "What it says now" in page
    assert "Zofia" in page and "Later" in page


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("pnc", "2003/0123456Z", "its digits need"),
        ("cro", "123456/99Q", "its digits need"),
        ("prison_number", "12345", "does not have the right shape"),
        ("crn", "x12", "does not have the right shape"),
        ("", "X123456", "Choose whose number it is"),
    ],
)
def test_a_wrong_number_says_what_was_expected(
    desk: Desk, kind: str, number: str, said: str
) -> None:
    browser, address = desk.browser(), desk.at("details/numbers/add")
    answer = browser.post(address, {**hidden(browser, address), "kind": kind, "number": number})
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_number_is_kept_in_its_one_form_and_once(desk: Desk) -> None:
    browser, address = desk.browser(), desk.at("details/numbers/add")
    for status in (302, 422):
        sent = {**hidden(browser, address), "kind": "prison_number", "number": "a1234 bc"}
        answer = browser.post(address, sent)
        assert answer.status_code == status
    assert "has this number on the record already" in answer.content.decode()
    assert [row.number for row in desk.rows(Identifier, kind="prison_number")] == ["A1234BC"]
    assert "na1234bc" in keys(desk)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_fact_is_said_changed_and_taken_out_by_its_own_organisation(
    desk: Desk, kind: Kind
) -> None:
    desk.empty(Fact)
    browser, address = desk.browser(), desk.at(f"details/facts/{kind.value}")
    for answer in (list(words.answers(kind)) or [""])[:2]:
        sent = {**hidden(browser, address), "value": answer, "words": "A word"}
        assert browser.post(address, sent).status_code == 302
        (row,) = desk.rows(Fact)
        assert (row.kind, row.section, row.value) == (kind.value, SECTIONS[kind], answer)
    assert words.said(row) in browser.get(desk.at("details")).content.decode().replace("&#39;", "'")
    assert browser.post(f"{address}/remove").status_code == 302
    assert desk.rows(Fact) == []


def test_a_fact_asks_for_an_answer_of_its_list(desk: Desk) -> None:
    browser, address = desk.browser(), desk.at("details/facts/reading")
    for value in ("", "sideways"):
        answer = browser.post(address, {**hidden(browser, address), "value": value})
        assert answer.status_code == 422 and "Choose one" in answer.content.decode()
    assert browser.get(desk.at("details/facts/shoe_size")).status_code == 404


@pytest.mark.parametrize("role", ["provider_worker", "record_officer"])
def test_only_the_facts_whose_section_is_open_are_shown(desk: Desk, role: str) -> None:
    page = desk.browser(role).get(desk.at("details")).content.decode()
    shown = {kind for kind in Kind if f"details/facts/{kind.value}" in page}
    opened = {"provider_worker": {"contact", "needs"}, "record_officer": {"contact", "equality"}}[
        role
    ]
    assert shown == {kind for kind, section in SECTIONS.items() if section.split(":")[0] in opened}


def test_another_s_rows_are_not_there_to_change(desk: Desk) -> None:
    row = desk.made(Alias, desk.scene.theirs)
    assert desk.browser().get(desk.at(f"details/names/{row.pk}")).status_code == 404
    imported = desk.made(Identity, source="A system")
    address = desk.at(f"details/identity/{imported.pk}")
    answer = desk.browser().post(address, naming(desk, address))
    assert answer.status_code == 422 or answer.status_code == 403
    assert "Enter what you know beside it" in answer.content.decode()


def test_every_section_of_a_fact_opens_the_page() -> None:
    assert set(pages.ANY) == {"identity", *SECTIONS.values()}
