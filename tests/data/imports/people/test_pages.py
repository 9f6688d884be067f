"""Sending a file, looking at what it would do, yes or no; and what workers see changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import signing_in
from tests.data.imports.people.county import COLUMNS, NOW, PURPOSE, SOURCE, County, person, write
from tests.making import making
from throughgate.data.imports.people import jobs
from throughgate.data.imports.people.models import PeopleImport
from throughgate.people.involvement.allocation.models import Allocation
from throughgate.people.person.models import Identity, Person
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.audit.models import Look

pytestmark = pytest.mark.django_db
SEND = "/people/imports/new"


@pytest.fixture
def officer(county: County) -> Client:
    return signing_in.sign_in(Client(), county.officer)


@pytest.fixture
def worker(county: County) -> Client:
    return signing_in.sign_in(Client(), county.worker)


def form(county: County, rows: list[dict[str, str]], **changed: object) -> dict[str, object]:
    path = write(county.folder / "sent.csv", rows, COLUMNS)
    return {
        "source": SOURCE,
        "day_0": "",
        "day_1": "",
        "day_2": "",
        "way": f"{county.agreement.pk}-{PURPOSE}",
        "whole": "yes",
        "people": SimpleUploadedFile("people.csv", path.read_bytes()),
    } | changed


def text(answer) -> str:
    return answer.content.decode()


def read(address: str) -> str:
    id = address.rstrip("/").rsplit("/", 1)[1]
    with making():
        jobs.preview_people(importing=id)
    return id


def bring(id: str) -> None:
    with making():
        jobs.bring_people(importing=id)


def test_a_file_is_sent_shown_and_brought_in(county: County, officer: Client) -> None:
    answer = officer.post(SEND, form(county, [person(1), person(2, birth_date="31/31/1990")]))
    address = answer["Location"]
    assert "Waiting to be read" in text(officer.get(address))
    id = read(address)
    page = text(officer.get(address))
    assert "Nothing has come in yet" in page
    assert "Givena Madeb" in page and "The birth date “31/31/1990” is not a day" in page
    assert not Person.objects.exists()
    assert officer.post(f"{address}/confirm").status_code == 302
    bring(id)
    page = text(officer.get(address))
    assert "The file is in. This is what it did." in page
    correct = text(officer.get(f"{address}/refused.csv"))
    assert "line" in correct and "31/31/1990" in correct


def test_no_leaves_everything(county: County, officer: Client) -> None:
    address = officer.post(SEND, form(county, [person(1)]))["Location"]
    id = read(address)
    officer.post(f"{address}/drop")
    sent = PeopleImport.objects.get(pk=id)
    assert sent.state == "dropped" and not sent.folder.exists()
    assert officer.post(f"{address}/confirm").status_code == 422, "said no already"


def test_a_bad_form_keeps_what_was_typed(county: County, officer: Client) -> None:
    answer = officer.post(
        SEND, form(county, [person(1)], way="", day_0="31", day_1="2", day_2="2027")
    )
    assert answer.status_code == 422
    page = text(answer)
    assert "Choose the agreement and purpose" in page and "must be a real date" in page
    assert SOURCE in page
    assert not PeopleImport.objects.exists()


def test_a_file_that_cannot_be_read_says_why(county: County, officer: Client) -> None:
    sent = form(county, [], people=SimpleUploadedFile("people.csv", b"a;b;c\n1;2;3\n"))
    address = officer.post(SEND, sent)["Location"]
    read(address)
    assert "is separated by semicolons" in text(officer.get(address))


def test_only_those_whose_work_it_is(county: County, worker: Client, officer: Client) -> None:
    address = officer.post(SEND, form(county, [person(1)]))["Location"]
    for path in ("/people/imports", SEND, address):
        assert "brought in by a record officer or a manager" in text(worker.get(path))
    elsewhere = signing_in.browser_of(Role.RECORD_OFFICER, county.council)
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.post(f"{address}/confirm").status_code == 404


def test_moved_dates_are_on_the_home_of_whose_people_they_are(
    county: County, worker: Client
) -> None:
    rows = [person(number) for number in range(1, 9)]
    county.bring(rows)
    moved = [row | {"conditional_release": "2027-07-08"} for row in rows[:6]] + rows[6:]
    with making():
        mine = [row.person for row in Identity.objects.all() if row.birth_date.year != 1961]
        for each in mine:
            Allocation.objects.bulk_create(
                [
                    Allocation(
                        person=each,
                        held_by=county.prison,
                        entered_on=county.agreement.first_day,
                        worker=county.worker.user,
                        part="lead",
                        first_day=county.agreement.first_day,
                    )
                ]
            )
    assert "since you last looked" not in text(worker.get("/"))
    county.bring(moved)
    home = text(worker.get("/"))
    assert "5 people have changed since you last looked" in home
    page = text(worker.get("/people/changed"))
    assert page.count("Conditional release date: 8 July 2027, was 1 June 2027") == 5
    with making():
        seen = Identity.objects.get(birth_date__year=1962).person_id
        Look.objects.bulk_create(
            [Look(person_id=seen, place="person", by=county.worker.user, at=NOW)]
        )
    assert "4 people have changed" in text(worker.get("/")), "somebody looked at leaves the list"
    council = signing_in.browser_of(Role.PRACTITIONER, county.council)
    assert "since you last looked" not in text(council.get("/"))


def test_home_and_list_stay_within_25_queries(
    county: County, worker: Client, django_assert_max_num_queries
) -> None:
    rows = [person(number) for number in range(1, 31)]
    county.bring(rows)
    county.bring([row | {"conditional_release": "2027-07-08"} for row in rows])
    for path in ("/", "/people/changed"):
        with django_assert_max_num_queries(25):
            worker.get(path)


def test_the_folder_is_private(county: County, officer: Client) -> None:
    id = officer.post(SEND, form(county, [person(1)]))["Location"].rsplit("/", 1)[1]
    files = [path for path in PeopleImport.objects.get(pk=id).folder.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert all(Path(path).stat().st_mode & 0o077 == 0 for path in files)
