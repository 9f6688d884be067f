"""Who must not see whom, who opened a record in an emergency, and what people said may be told or done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from throughgate.data.demonstration.draws import draw, key, number
from throughgate.data.demonstration.people import Made
from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.privacy.access.models import Flow, User
from throughgate.privacy.audit.models import Look

if TYPE_CHECKING:
    from throughgate.data.demonstration.cases import Around


def cases(around: Around, *, now: datetime) -> Iterator[Model]:
    yield from _limited(around)
    yield from _to_look_at(around)
    yield from _known(around)
    yield from _emergencies(around, now)
    yield from _told(around, now)
    yield from _consents(around, now)
    yield from _looks(around, now)


def _limited(around: Around) -> Iterator[Model]:
    """Four kept from one worker, three kept for one worker; somebody else’s work goes on."""
    people = around.of("probation", "manage_sentence")
    posts, setting = around.setting.posts, around.setting
    manager, colleagues = posts["probation.manager"], setting.workers["probation"]
    for place, one in enumerate(people[10:17]):
        excluded = place < 4
        named = [colleagues[place % len(colleagues)]] if excluded else [manager, posts["probation"]]
        why = (
            "A neighbour of the person works here"
            if excluded
            else "A relative of staff at this office"
        )
        kind = LimitedAccess.EXCLUDED if excluded else LimitedAccess.RESTRICTED
        yield from _limit(around, one, kind, named, why, manager)


def _to_look_at(around: Around) -> Iterator[Model]:
    """For the officer of probation: one that another set for all and that leads no longer, one that ends, an old one."""
    people, setting = around.of("probation", "manage_sentence")[17:], around.setting
    manager, colleagues = setting.posts["probation.manager"], setting.workers["probation"]
    housed = [one for one in people if _with(around, one, "council")][:1]
    for one in housed:
        by = setting.posts["housing"]
        yield from _limit(
            around, one, LimitedAccess.RESTRICTED, [by], "A relative of staff works in another team", by,
            at="council", days=120,
        )  # fmt: skip
    known = "Somebody close to the person works here"
    rest = [one for one in people if one not in housed and not _with(around, one, "prison")]
    for one, (days, ends) in zip(rest, ((60, 10), (215, None)), strict=False):
        yield from _limit(
            around,
            one,
            LimitedAccess.EXCLUDED,
            [colleagues[1]],
            known,
            manager,
            days=days,
            ends=ends,
        )


def _with(around: Around, one: Made, organisation: str) -> bool:
    pk = around.setting.organisations[organisation].pk
    return any(held.organisation_id == pk for held in one.involvements)


def _limit(
    around: Around, one: Made, kind: str, named: list[User], why: str, by: User, *,
    at: str = "probation", days: int = 30, ends: int | None = None,
) -> Iterator[Model]:  # fmt: skip
    held_by, today = around.setting.organisations[at], around.setting.today
    limited = LimitedAccess(
        id=key(one.life.key, "limited"), person=one.person, held_by=held_by, kind=kind, why=why, set_by=by,
        first_day=today - timedelta(days=days),
        last_day=None if ends is None else today + timedelta(days=ends),
    )  # fmt: skip
    yield limited
    for user in named:
        yield NamedUser(
            id=key(one.life.key, "named", user.email), person=one.person, held_by=held_by,
            limited_access=limited, user=user,
        )  # fmt: skip


def _known(around: Around) -> Iterator[Model]:
    """Three who said “I know this person”, and are kept out since."""
    for post, organisation in (
        ("housing", "council"),
        ("resettlement", "prison"),
        ("treatment", "treatment"),
    ):
        for one in around.of(organisation)[-1:]:
            yield KnownPerson(
            id=key(one.life.key, "known", post), person=one.person, user=around.setting.posts[post],
            declared_on=around.setting.today - timedelta(days=14),
        )  # fmt: skip


def _emergencies(around: Around, now: datetime) -> Iterator[Model]:
    """One open now, one waiting for its review, one reviewed."""
    setting, strangers = around.setting, around.of("charity", "support")
    officer = setting.posts["information"]
    whys = (
        (
            "Found very unwell in the evening; the hospital asked who works with them.",
            timedelta(hours=8),
            False,
        ),
        ("Rang from a bridge; the police needed the last address.", timedelta(days=3), False),
        ("Collapsed in the waiting room.", timedelta(days=20), True),
    )
    probation = {one.person.pk for one in around.of("probation")}
    unknown = [one for one in strangers if one.person.pk not in probation]
    for (why, ago, reviewed), one in zip(whys, unknown, strict=False):
        review = {"reviewed_on": setting.today - timedelta(days=18), "reviewed_by": officer,
                  "finding": "Right: the risk was there, and it was closed the same day."}  # fmt: skip
        yield EmergencyAccess(
            id=key(one.life.key, "emergency"), person=one.person, user=setting.posts["probation"],
            organisation=setting.organisations["probation"], why=why, opened_at=now - ago,
            closes_at=now - ago + timedelta(hours=24), **(review if reviewed else {}),
        )  # fmt: skip


def _told(around: Around, now: datetime) -> Iterator[Model]:
    """What people said may be told about their health and treatment, to whom; a few took it back."""
    setting = around.setting
    for one in [around.jordan, *around.of("treatment")[:120]]:
        withdrawn = one is not around.jordan and draw(one.life.key, "took back") < 0.08
        for organisation, told in (
            ("probation", "treatment"),
            ("prison", "treatment"),
            ("treatment", "prison"),
        ):
            if any(
                held.organisation_id == setting.organisations[organisation].pk
                for held in one.involvements
            ):
                yield HealthPermission(
                    **_said(around, one, organisation, setting.today - timedelta(days=number(4, 90, one.life.key, "told"))),
                    told_to=setting.organisations[told],
                    said="You may tell them what I take and how I am doing.",
                    withdrawn_at=now - timedelta(days=1) if withdrawn else None,
                )  # fmt: skip


def _consents(around: Around, now: datetime) -> Iterator[Model]:
    """Consent as the lawful basis of one flow: to the college. Some gave it, one took it back, others never did."""
    setting = around.setting
    flow = Flow.objects.filter(
        sender=setting.organisations["probation"], receiver=setting.organisations["learning"]
    ).first()
    for place, one in enumerate(around.of("learning")):
        if place % 3 != 2:
            yield Consent(
                **_said(around, one, "probation", setting.today - timedelta(days=21)), flow=flow,
                said="The college may know that I am on probation, for the course.",
                withdrawn_at=now - timedelta(days=2) if place == 1 else None,
            )  # fmt: skip


def _said(around: Around, one: Made, organisation: str, day: date) -> dict[str, Any]:
    return {
        "id": key(one.life.key, "said", organisation),
        "person": one.person,
        "held_by": around.setting.organisations[organisation],
        "how": "Said at a meeting, read back and signed",
        "recorded_by": around.setting.worker(organisation, one.life.key),
        "first_day": day,
    }


def _looks(around: Around, now: datetime) -> Iterator[Model]:
    """What an information officer looks at: somebody who opened many records within an hour."""
    setting = around.setting
    curious, at = setting.workers["probation"][2], now - timedelta(days=2)
    place = {
        "place": "person",
        "in_list": False,
        "organisation": setting.organisations["probation"],
    }
    for minute, one in enumerate(around.of("probation")[:60]):
        yield Look(
            person_id=one.person.pk, by=curious, at=at + timedelta(seconds=50 * minute), **place
        )
    for post, organisation in (
        ("resettlement", "prison"),
        ("probation", "probation"),
        ("housing", "council"),
    ):
        yield Look(person_id=around.jordan.person.pk, by=setting.posts[post], at=at, place="person",
                   organisation=setting.organisations[organisation])  # fmt: skip
