"""The made-up scene of the truth table: two organisations, one user for each role, one person for each state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Model

from tests.data.imports.people.rows import brought_of, line_of
from tests.making import making
from tests.people.assessment.rows import of_assessment
from tests.people.person.rows import keep, match, one_of_each, unsaved
from tests.people.plan.rows import of_plan
from tests.people.rights.rows import of_rights
from tests.people.tier.rows import of_tier
from tests.truth.of_scene import DAY, HOUR, NOW, TODAY, limit, looked_at, tell
from tests.truth.table import CARRIED, ROLES, STATES
from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    Involvement,
    KnownPerson,
)
from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)

PURPOSE = "manage_sentence"


@dataclass
class Scene:
    ours: Organisation
    theirs: Organisation
    third: Organisation
    stranger: User  # works in the third organisation
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)

    def holder(self, name: str) -> int | None:
        return {"ours": self.ours.pk, "theirs": self.theirs.pk, "any": None}[name]


def make() -> Scene:
    ours, theirs, third = (
        Organisation.objects.create(name=f"Truth {name}", kind=kind)
        for name, kind in (("ours", "probation"), ("theirs", "prison"), ("third", "council"))
    )
    scene = Scene(ours, theirs, third, _user("stranger", third, "practitioner"))
    for role in ROLES:
        scene.users[role] = _user(role, ours, role)
    with making():
        for state in STATES:
            scene.people[state] = Person.objects.create(created_by=scene.theirs)
            _STATE[state](scene, scene.people[state])
            looked_at(scene, scene.people[state])
        keep(_rows(scene))
    return scene


def _rows(scene: Scene) -> list[Model]:
    """One of every table for every person, from both holders."""
    hidden, other = scene.people["nobody's"], scene.people["other organisation's"]
    holders = (scene.ours, scene.theirs)
    people = scene.people.values()
    return [
        *(row for p in people for h in holders for row in one_of_each(p, h, scene.stranger)),
        *(row for p in people for h in holders for row in of_assessment(p, h, scene.stranger)),
        *(row for p in people for h in holders for row in of_tier(p, h, scene.stranger)),
        *(row for p in people for h in holders for row in of_plan(p, h, scene.stranger)),
        *(match(p, other if p == hidden else hidden, scene.ours) for p in people),
        *(row for p in people for h in holders for row in brought_of(p, h)),
        *(line_of(p, h, agreement(scene)) for p in people for h in holders),
        *(row for p in people for row in _said(scene, p)),
        *(unsaved(Mentoring, p, scene.ours, scene.stranger, **_met(scene)) for p in people),
        *(
            row
            for p in people
            for h in holders
            for row in of_rights(p, h, scene.third, scene.stranger)
        ),
    ]


def _said(scene: Scene, person: Person) -> list[Model]:
    """What ours wrote down of the person's words, and they took back: it opens nothing to anybody."""
    flow = Flow.objects.get(agreement=agreement(scene), receiver=scene.third)
    parts: dict[str, Any] = {"person": person, "held_by": scene.ours, "said": "Yes"}
    parts |= {"how": "in writing", "recorded_by": scene.stranger, "first_day": TODAY}
    parts |= {"withdrawn_at": NOW}
    said = [HealthPermission(**parts, told_to=scene.third), Consent(**parts, flow=flow)]
    # Between two others: the reader hears of sharing from the holder, and still not of this.
    parts |= {"held_by": scene.theirs, "withdrawn_at": None}
    return [*said, HealthPermission(**parts, told_to=scene.third), Consent(**parts, flow=flow)]


def _met(scene: Scene) -> dict[str, Any]:
    """By the mentor of the scene; the mentorings beside it are nobody's."""
    return {"mentor": scene.users["mentor"], "first_name": "Met"}


def _user(name: str, organisation: Organisation, role: str) -> User:
    user = User.objects.create_user(f"{name}@truth.example", first_name="A", last_name=name)
    Post.objects.create(user=user, organisation=organisation, role=role, first_day=TODAY)
    return user


def agreement(scene: Scene, name: str = "in force", **changes: Any) -> Agreement:
    if name in scene.agreements:
        return scene.agreements[name]
    unsigned = changes.pop("unsigned", None)
    flow_changes = changes.pop("flow", {})
    terms: dict[str, Any] = {"first_day": TODAY - DAY, "last_day": TODAY, "dpia": "D"}
    terms |= {"dpia_on": TODAY, "policy_document": "P", "policy_document_on": TODAY}
    made = Agreement.objects.create(name=f"Truth {name}", **(terms | changes))
    for party in (scene.ours, scene.theirs, scene.third):
        signed = None if party == unsigned else TODAY
        AgreementParty.objects.create(
            agreement=made, organisation=party, controller=party, signed_on=signed
        )
    for sender, receiver in ((scene.theirs, scene.ours), (scene.theirs, scene.third)):
        flow(made, sender, receiver, **flow_changes)
    scene.agreements[name] = made
    return made


def flow(made: Agreement, sender: Organisation, receiver: Organisation, **changes: Any) -> Flow:
    parts: dict[str, Any] = {
        "purpose": PURPOSE,
        "power": "oma_2007_s14",
        "sections": sorted(CARRIED),
    }
    parts |= {"sender_regime": "uk_gdpr", "sender_article_6": "public_task"}
    parts |= {"receiver_regime": "uk_gdpr", "receiver_article_6": "public_task"}
    parts |= {"asks_policy_document": True}
    return Flow.objects.create(
        agreement=made, sender=sender, receiver=receiver, **(parts | changes)
    )


def involve(scene: Scene, person: Person, under: Agreement | None = None, **changes: Any) -> None:
    parts: dict[str, Any] = {"organisation": scene.ours, "purpose": PURPOSE, "origin": "test"}
    parts |= {"agreement": under or agreement(scene), "first_day": TODAY - DAY}
    Involvement.objects.create(person=person, **(parts | changes))


def _involved(**changes: Any):
    return lambda scene, person: involve(scene, person, **changes)


def _under(name: str, **changes: Any):
    return lambda scene, person: involve(scene, person, agreement(scene, name, **changes))


def _unsigned(who: str):
    def make_it(scene: Scene, person: Person) -> None:
        involve(scene, person, agreement(scene, f"{who} unsigned", unsigned=getattr(scene, who)))

    return make_it


def _limited(kind: str, ours: bool, **changes: Any):
    def make_it(scene: Scene, person: Person) -> None:
        _both_lead(scene, person)
        users = list(scene.users.values()) if ours else [scene.stranger]
        limit(scene, person, kind, users, **changes)

    return make_it


def _both_lead(scene: Scene, person: Person) -> None:
    """Who set the limit manages the sentence too."""
    involve(scene, person)
    involve(scene, person, organisation=scene.theirs)


def _restricted_by_who_does_not_lead(scene: Scene, person: Person) -> None:
    involve(scene, person)
    limit(scene, person, "restricted", [scene.stranger])


def _excluded_by_who_does_not_lead(scene: Scene, person: Person) -> None:
    involve(scene, person)
    limit(scene, person, "excluded", [scene.users["practitioner"], scene.users["manager"]])


def _restricted_twice(scene: Scene, person: Person) -> None:
    _both_lead(scene, person)
    limit(scene, person, "restricted", list(scene.users.values()))
    limit(scene, person, "restricted", [scene.stranger])


def _known(ours: bool, **changes: Any):
    def make_it(scene: Scene, person: Person) -> None:
        involve(scene, person)
        for user in scene.users.values() if ours else [scene.stranger]:
            KnownPerson.objects.create(person=person, user=user, declared_on=TODAY, **changes)

    return make_it


def _consent(scene: Scene, person: Person, **changes: Any) -> None:
    under = agreement(scene, "on consent", flow={"receiver_article_6": "consent"})
    involve(scene, person, under)
    if changes:
        given = {"said": "Yes", "how": "in writing", "recorded_by": scene.stranger}
        Consent.objects.create(
            person=person,
            held_by=scene.theirs,
            flow=Flow.objects.get(agreement=under, receiver=scene.ours),
            **(given | {"first_day": TODAY - DAY} | changes),
        )


def _consented(**changes: Any):
    return lambda scene, person: _consent(scene, person, **changes)


def _told(to: str, **changes: Any):
    def make_it(scene: Scene, person: Person) -> None:
        involve(scene, person)
        tell(scene, person, to, **changes)

    return make_it


def _told_before(scene: Scene, person: Person) -> None:
    """From when ours worked with them: it stands, and an emergency does not open it."""
    tell(scene, person, "ours")
    consent = agreement(scene, "on consent", flow={"receiver_article_6": "consent"})
    under = Flow.objects.get(agreement=consent, receiver=scene.ours)
    parts: dict[str, Any] = {"person": person, "held_by": scene.theirs, "flow": under}
    parts |= {"said": "Yes", "how": "in writing", "recorded_by": scene.stranger, "first_day": TODAY}
    Consent.objects.create(**parts)


def _emergency(*, ours: bool = True, closes: timedelta = HOUR, also=None):
    def make_it(scene: Scene, person: Person) -> None:
        for user in scene.users.values() if ours else [scene.stranger]:
            EmergencyAccess.objects.create(
                person=person,
                user=user,
                organisation=scene.ours if ours else scene.third,
                why="why",
                opened_at=NOW - 2 * HOUR,
                closes_at=NOW + closes,
            )
        if also:
            also(scene, person)

    return make_it


def _other_purpose(scene: Scene, person: Person) -> None:
    under = agreement(scene, "two purposes")
    flow(under, scene.ours, scene.third, purpose="support")
    involve(scene, person, under, purpose="support")


def _other_way(scene: Scene, person: Person) -> None:
    made = agreement(scene, "the other way")
    Flow.objects.filter(agreement=made, receiver=scene.ours).delete()
    flow(made, scene.ours, scene.theirs)
    involve(scene, person, made)


_STATE = {
    "own": _involved(),
    "nobody's": lambda scene, person: None,
    "other organisation's": lambda scene, person: involve(scene, person, organisation=scene.third),
    "starts tomorrow": _involved(first_day=TODAY + DAY),
    "last day today": _involved(last_day=TODAY),
    "expired": _involved(last_day=TODAY - DAY),
    "withdrawn": _involved(withdrawn_at=NOW),
    "excluded": _limited("excluded", ours=True),
    "others excluded": _limited("excluded", ours=False),
    "exclusion over": _limited("excluded", ours=True, last_day=TODAY - DAY),
    "exclusion lifted": _limited("excluded", ours=True, lifted_at=NOW),
    "restricted to others": _limited("restricted", ours=False),
    "restricted to them": _limited("restricted", ours=True),
    "restricted twice, once to others": _restricted_twice,
    "restricted by who does not lead": _restricted_by_who_does_not_lead,
    "workers excluded by who does not lead": _excluded_by_who_does_not_lead,
    "known to them": _known(ours=True),
    "no longer known to them": _known(ours=True, lifted_on=TODAY),
    "known to others": _known(ours=False),
    "agreement not started": _under("not started", first_day=TODAY + DAY, last_day=TODAY + DAY),
    "agreement expired": _under("expired", last_day=TODAY - DAY),
    "agreement ended": _under("ended", ended_on=TODAY),
    "agreement without DPIA": _under("no DPIA", dpia="", dpia_on=None),
    "agreement not signed by them": _unsigned("ours"),
    "agreement not signed by the sender": _unsigned("theirs"),
    "no policy document": _under("no policy", policy_document="", policy_document_on=None),
    "another purpose": _other_purpose,
    "flow the other way": _other_way,
    "consent not given": _consented(),
    "consent given": _consented(last_day=TODAY),
    "consent withdrawn": _consented(withdrawn_at=NOW),
    "consent run out": _consented(last_day=TODAY - DAY),
    "told health": _told("ours"),
    "told health to another": _told("third"),
    "told health, withdrawn": _told("ours", withdrawn_at=NOW),
    "emergency": _emergency(also=_told_before),
    "emergency closed": _emergency(closes=-HOUR),
    "emergency of another": _emergency(ours=False),
    "emergency, restricted": _emergency(
        also=lambda scene, person: limit(scene, person, "restricted", list(scene.users.values()))
    ),
    "emergency, known": _emergency(
        also=lambda scene, person: [
            KnownPerson.objects.create(person=person, user=user, declared_on=TODAY)
            for user in scene.users.values()
        ]
    ),
    "own, and opened in need": _emergency(also=involve),
}
