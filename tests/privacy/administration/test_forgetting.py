"""Whoever left longer ago than users are kept is nobody by name any more; old agreements go when nobody rests on them."""

from __future__ import annotations

from datetime import date

import pytest

from tests import signing_in
from tests.making import making
from throughgate.common import dates
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Person
from throughgate.privacy.access import jobs as of_agreements
from throughgate.privacy.access.kinds import Kind, Role
from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.administration import jobs
from throughgate.privacy.audit.history import HISTORIES


@pytest.mark.parametrize(
    ("months", "forgotten"), [(73, True), (71, False), (None, False)], ids=["over", "kept", "works"]
)
def test_who_left_long_ago_is_forgotten(db, months: int | None, forgotten: bool) -> None:
    post = signing_in.post(Role.PRACTITIONER)
    name, email = str(post.user), post.user.email
    last_day = dates.add_months(dates.today(), -months) if months else None
    Post.objects.filter(pk=post.pk).update(first_day=date(2010, 1, 1), last_day=last_day)
    for _twice in range(2):
        jobs.forget_users.func(timestamp=0)
    user, told = User.objects.get(pk=post.user_id), HISTORIES[User].objects
    assert (str(user) != name and user.email != email and not user.is_active) is forgotten
    named = told.filter(id=user.pk, email=email).exists()
    assert named is not forgotten, "its history goes too"
    if forgotten:
        assert str(user) == "Somebody who left" and not user.has_usable_password()


@pytest.mark.parametrize(
    ("months", "used", "there"), [(73, False, False), (71, False, True), (73, True, True)]
)
def test_an_agreement_goes_when_its_time_is_over_and_nobody_rests_on_it(
    db, months: int, used: bool, there: bool
) -> None:
    today = dates.today()
    under, organisation = agreement_of(dates.add_months(today, -months))
    with making():
        if used:
            person = Person.objects.create(created_by=organisation)
            parts = {"organisation": organisation, "agreement": under, "purpose": "accommodation"}
            Involvement.objects.create(person=person, origin="test", first_day=today, **parts)
        for _twice in range(2):
            of_agreements.forget_agreements.func(timestamp=0)
        assert Agreement.objects.filter(pk=under.pk).exists() is there
        assert HISTORIES[Agreement].objects.filter(id=under.pk).exists() is there
        assert Flow.objects.filter(agreement=under).exists() is there


def agreement_of(last_day: date) -> tuple[Agreement, Organisation]:
    council = signing_in.organisation(Kind.COUNCIL)
    probation = signing_in.organisation(Kind.PROBATION)
    made = Agreement.objects.create(name="Old", first_day=date(2010, 1, 1), last_day=last_day)
    for party in (council, probation):
        AgreementParty.objects.create(agreement=made, organisation=party, controller=party)
    Flow.objects.create(
        agreement=made, sender=probation, receiver=council, sections=["identity"], power="oma_2007_s14",
        purpose="accommodation", sender_regime="part_3", receiver_regime="uk_gdpr",
        receiver_article_6="public_task",
    )  # fmt: skip
    return made, council
