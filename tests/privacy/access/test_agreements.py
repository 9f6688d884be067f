"""Writing agreements down: who may, what is refused, and what both locks make of it at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import signing_in
from tests.making import making
from tests.truth.scene import DAY, NOW, PURPOSE, TODAY, Scene, agreement, make
from throughgate.people.involvement.access import may_see
from throughgate.people.involvement.models import Consent
from throughgate.people.person.models import Identity
from throughgate.privacy.access import changes, queries
from throughgate.privacy.access.access import NotYours, may_change
from throughgate.privacy.access.changes import ChangedMeanwhile, FlowRefused, RestedOn, Signed
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit.models import AuditEvent

TERMS = {"name": "A new one", "first_day": TODAY, "last_day": TODAY}
BASIS = {
    "sender_regime": "part_3",
    "receiver_regime": "uk_gdpr",
    "receiver_article_6": "public_task",
}


@pytest.fixture
def scene(db) -> Scene:
    return make()


@pytest.fixture
def officer(scene: Scene):
    return scene.users["information_officer"]


def proposed(scene: Scene, **changes) -> Flow:
    parts = {"sender": scene.ours, "receiver": scene.third, "sections": ["identity"]}
    parts |= {"purpose": "accommodation", "power": "oma_2007_s14"}
    return Flow(**(parts | BASIS | changes))


def test_it_comes_into_force_piece_by_piece(scene: Scene, officer) -> None:
    say = {"by": officer, "today": TODAY}
    with seeing(officer.pk, today=TODAY, now=NOW):
        made = changes.write_agreement(terms=TERMS, parties=[scene.third], **say)
        missing = queries.agreement(officer, made.pk, today=TODAY).missing
        assert len(missing) == 2  # no DPIA, no flow
        changes.add_flow(agreement=made, flow=proposed(scene), **say)
        changes.change_terms(agreement=made, terms={"dpia": "D", "dpia_on": TODAY}, **say)
        assert queries.agreement(officer, made.pk, today=TODAY).in_force
        (line,) = queries.lines(made, today=TODAY)
        assert len(line.stops) == 2  # neither has signed
        for party in queries.parties(made):
            ours = party.organisation == scene.ours
            signed = {"party": party, "signed_by": "Their chief", "signed_on": TODAY}
            if not ours:
                with pytest.raises(NotYours, match="signs for itself"):
                    changes.sign(**signed, **say)
            changes.sign(**signed, **(say if ours else say | {"by": of_third(scene)}))
        (line,) = queries.lines(made, today=TODAY)
        assert line.stops == ()
    with making():
        told = AuditEvent.objects.filter(facts__agreement=made.pk)
        kinds = sorted(event.kind for event in told)
    assert kinds == [
        "AgreementWritten",
        "FlowAdded",
        "PartySigned",
        "PartySigned",
        "TermsChanged",
    ]


def of_third(scene: Scene) -> User:
    """The information officer of the third organisation."""
    return signing_in.post(Role.INFORMATION_OFFICER, scene.third).user


def test_nobody_widens_what_another_has_signed(scene: Scene, officer) -> None:
    """Not what it sends, and not for how long; narrower is anybody's."""
    under, theirs, say = agreement(scene), scene.theirs, {"by": officer, "today": TODAY}
    more = proposed(scene, sender=theirs, receiver=scene.ours, purpose="resettlement")
    with pytest.raises(NotYours, match="has signed this agreement"):
        changes.add_flow(agreement=under, flow=more, **say)
    with pytest.raises(Signed, match="A longer time needs a new agreement"):
        changes.change_terms(agreement=under, terms={"last_day": TODAY + DAY}, **say)
    changes.change_terms(agreement=under, terms={"review_on": TODAY}, **say)
    own = proposed(scene, receiver=theirs, receiver_regime="part_3", receiver_article_6="")
    changes.add_flow(agreement=under, flow=own, **say)  # what one's own sends
    AgreementParty.objects.filter(agreement=under, organisation=theirs).update(signed_on=None)
    changes.add_flow(agreement=under, flow=more, **say)  # a proposal, until they sign


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"power": "ha_1996_s213b", "purpose": "employment"}, "does not serve this purpose"),
        ({"receiver_regime": "part_3", "receiver_article_6": ""}, "not a competent authority"),
        ({"sections": ["health"]}, "condition of article 9"),
    ],
)
def test_a_flow_that_cannot_stand_is_refused_with_its_reasons(
    scene, officer, changed, words
) -> None:
    under = agreement(scene)
    with pytest.raises(FlowRefused, match=words):
        changes.add_flow(agreement=under, flow=proposed(scene, **changed), by=officer, today=TODAY)


def test_both_ends_are_parties_and_not_the_same(scene: Scene, officer) -> None:
    stranger = Organisation.objects.create(name="Not a party", kind="council")
    for receiver, words in ((stranger, "not a party"), (scene.ours, "to itself")):
        with pytest.raises(FlowRefused, match=words):
            changes.add_flow(
                agreement=agreement(scene),
                flow=proposed(scene, receiver=receiver),
                by=officer,
                today=TODAY,
            )


def test_it_is_for_information_officers_of_its_parties(scene: Scene) -> None:
    theirs = Agreement.objects.create(**TERMS)
    officer, manager = scene.users["information_officer"], scene.users["manager"]
    assert may_change(officer, agreement(scene), today=TODAY)
    for user, which in ((officer, theirs), (manager, agreement(scene))):
        assert not may_change(user, which, today=TODAY)
        with pytest.raises(NotYours):
            changes.end_agreement(agreement=which, why="", by=user, today=TODAY)


def test_the_second_writer_is_told(scene: Scene, officer) -> None:
    first, second = (Agreement.objects.get(pk=agreement(scene).pk) for _ in range(2))
    say = {"by": officer, "today": TODAY}
    changes.change_terms(agreement=first, terms={"review_on": TODAY}, **say)
    with pytest.raises(ChangedMeanwhile):
        changes.change_terms(agreement=second, terms={"review_on": TODAY}, **say)


def test_ending_it_shuts_both_locks_at_once(scene: Scene, officer) -> None:
    reader, person = scene.users["practitioner"], scene.people["own"]

    def seen() -> tuple[bool, int]:
        with seeing(reader.pk, today=TODAY, now=NOW):
            first = may_see(reader, person.pk, today=TODAY, now=NOW)
            return first, Identity.objects.filter(person=person).count()

    assert seen() == (True, 2)
    under = agreement(scene)
    flow = under.flows.select_related("agreement").get(receiver=scene.ours, purpose=PURPOSE)
    changes.remove_flow(flow=flow, by=officer, today=TODAY)
    assert seen() == (True, 1)  # their own row
    under.refresh_from_db()
    changes.end_agreement(agreement=under, why="", by=officer, today=TODAY)
    assert seen() == (False, 0)


def consented_flow() -> Flow:
    """The one that the scene's consent names; no officer sees whose it is."""
    with making():
        return Consent.objects.select_related("flow__agreement").earliest("pk").flow


@pytest.mark.parametrize("withdrawn_at", [None, NOW], ids=["stands", "taken back"])
def test_a_flow_that_a_consent_names_stays_and_says_what_to_do(
    scene: Scene, officer, withdrawn_at
) -> None:
    flow = consented_flow()
    with making():
        Consent.objects.filter(flow=flow).update(withdrawn_at=withdrawn_at)
    version = flow.agreement.version
    with seeing(officer.pk, today=TODAY, now=NOW):
        with pytest.raises(RestedOn) as why:
            changes.remove_flow(flow=flow, by=officer, today=TODAY)
        assert "end “" in str(why.value) and "under “Sharing”" in str(why.value)
    assert Flow.objects.filter(pk=flow.pk).exists()
    assert Agreement.objects.get(pk=flow.agreement_id).version == version
    assert not AuditEvent.objects.filter(kind="FlowRemoved").exists()


def test_the_page_says_why_it_was_not_taken_out(scene: Scene, officer, monkeypatch) -> None:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    flow = consented_flow()
    client = signing_in.sign_in(Client(), Post.objects.get(user=officer))
    answer = client.post(reverse("remove-flow", args=[flow.agreement_id, flow.pk]))
    assert answer.status_code == 422
    assert "A consent names what flows from" in answer.content.decode()
    assert Flow.objects.filter(pk=flow.pk).exists()
