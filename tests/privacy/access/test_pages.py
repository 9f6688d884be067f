"""The pages of sharing agreements: right reader, wrong reader, bad form."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.signing_in import browser_of, organisation
from throughgate.common.dates import today
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import Agreement, Flow, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Organisation:
    return organisation(Kind.COUNCIL, "A council")


@pytest.fixture
def probation() -> Organisation:
    return organisation(Kind.PROBATION, "A probation office")


@pytest.fixture
def officer(probation: Organisation) -> Client:
    return browser_of(Role.INFORMATION_OFFICER, probation)


def day(name: str) -> dict[str, int]:
    now = today()
    return {f"{name}_0": now.day, f"{name}_1": now.month, f"{name}_2": now.year}


def text(answer) -> str:
    return answer.content.decode()


def written(officer: Client, council: Organisation) -> Agreement:
    officer.post(
        reverse("add-agreement"), {"name": "Homes first", **day("first_day"), **day("last_day")}
    )
    made = Agreement.objects.get(name="Homes first")
    officer.post(reverse("add-party", args=[made.pk]), {"organisation": council.pk})
    return made


def flow(probation: Organisation, council: Organisation, **changes) -> dict[str, object]:
    parts = {"sender": probation.pk, "receiver": council.pk, "sections": ["identity", "place"]}
    parts |= {"purpose": "accommodation", "power": "oma_2007_s14", "sender_regime": "part_3"}
    parts |= {"receiver_regime": "uk_gdpr", "receiver_article_6": "public_task"}
    return parts | changes


def test_an_agreement_is_written_down_and_says_what_is_missing(officer, probation, council) -> None:
    made = written(officer, council)
    address = reverse("agreement", args=[made.pk])
    page = text(officer.get(address))
    assert "Not in force" in page and "no data protection impact assessment" in page
    officer.post(reverse("add-flow", args=[made.pk]), flow(probation, council))
    officer.post(
        reverse("change-agreement", args=[made.pk]),
        {
            "name": made.name,
            **day("first_day"),
            **day("last_day"),
            "dpia": "DPIA 12",
            **day("dpia_on"),
            "version": Agreement.objects.get(pk=made.pk).version,
        },
    )
    page = text(officer.get(address))
    assert "What is missing" not in page and "A council has not signed the agreement" in page
    assert page.count("Note the signature") == 1, "each signs for itself"
    theirs = browser_of(Role.INFORMATION_OFFICER, council)
    for party in made.parties.all():
        signed = {"signed_by": "The chief officer", **day("signed_on")}
        sign = reverse("sign-agreement", args=[made.pk, party.pk])
        own, other = (theirs, officer) if party.organisation == council else (officer, theirs)
        assert other.get(sign).status_code == other.post(sign, signed).status_code == 403
        assert own.post(sign, signed).status_code == 302
    page = text(officer.get(address))
    assert "has not signed" not in page and "Where they are now" in page
    assert "Homes first" in text(officer.get(reverse("agreements")))


def test_a_flow_the_law_does_not_let_stand_is_said_on_the_form(officer, probation, council) -> None:
    made = written(officer, council)
    asked = flow(probation, council, power="ha_1996_s213b", purpose="employment")
    answer = officer.post(reverse("add-flow", args=[made.pk]), asked)
    assert answer.status_code == 422 and "does not serve this purpose" in text(answer)
    assert 'value="employment" selected' in text(answer)
    empty = officer.post(reverse("add-flow", args=[made.pk]), {"sender": ""})
    assert "Choose at least one section" in text(empty)
    assert not Flow.objects.exists()


def test_a_public_body_that_chooses_consent_is_warned(officer, probation, council) -> None:
    made = written(officer, council)
    asked = flow(probation, council, receiver_article_6="consent")
    officer.post(reverse("add-flow", args=[made.pk]), asked)
    page = text(officer.get(reverse("agreement", args=[made.pk])))
    assert "consent is rarely freely given" in page


def test_a_flow_is_taken_out_and_an_agreement_ended(officer, probation, council) -> None:
    made = written(officer, council)
    officer.post(reverse("add-flow", args=[made.pk]), flow(probation, council))
    officer.post(reverse("remove-flow", args=[made.pk, Flow.objects.get().pk]))
    assert not Flow.objects.exists()
    officer.post(reverse("end-agreement", args=[made.pk]), {"why": "A new one is agreed"})
    assert "It was ended" in text(officer.get(reverse("agreement", args=[made.pk])))


def test_a_form_that_was_stale_loses_nothing_of_the_other_writer(officer, council) -> None:
    made = written(officer, council)
    stale = {"name": "Other", "version": 1}
    answer = officer.post(reverse("change-agreement", args=[made.pk]), stale)
    assert answer.status_code == 422 and "since you opened it" in text(answer)
    assert Agreement.objects.get(pk=made.pk).name == "Homes first"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Enter its name"),
        ({"name": "X", "dpia": "DPIA"}, "both the document and its day"),
        ({"name": "X", "first_day_0": "31", "first_day_1": "2", "first_day_2": "2027"}, "day"),
    ],
)
def test_a_bad_form_says_what_to_put_right(officer, typed, words) -> None:
    answer = officer.post(reverse("add-agreement"), typed)
    assert answer.status_code == 422 and words in text(answer)
    assert not Agreement.objects.exists()


def test_others_agreements_are_not_there(officer, council) -> None:
    made = written(officer, council)
    stranger = browser_of(Role.INFORMATION_OFFICER, organisation(Kind.POLICE))
    for name in ("agreement", "change-agreement", "add-flow", "end-agreement"):
        assert stranger.get(reverse(name, args=[made.pk])).status_code == 404
    assert "Homes first" not in text(stranger.get(reverse("agreements")))


def test_a_manager_reads_and_does_not_write(officer, probation, council) -> None:
    made = written(officer, council)
    manager = browser_of(Role.MANAGER, probation)
    assert "Add a flow" not in text(manager.get(reverse("agreement", args=[made.pk])))
    assert manager.get(reverse("add-flow", args=[made.pk])).status_code == 403


def test_who_does_not_use_agreements_does_not_open_them(probation) -> None:
    assert browser_of(Role.MENTOR, probation).get(reverse("agreements")).status_code in (403, 404)
