"""Midnight in London: on its last day an involvement gives sight to the end, and a minute later none, job or no job."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.making import making
from tests.truth.scene import Scene, agreement
from throughgate.common import dates
from throughgate.people.involvement import jobs
from throughgate.people.involvement.access import may_see
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.models import Person
from throughgate.privacy.access.models import Agreement, AgreementParty, Post
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit.models import AuditEvent

LONDON = ZoneInfo("Europe/London")
WINTER, SUMMER = date(2027, 1, 14), date(2027, 7, 14)
CLOCKS = (date(2027, 3, 27), date(2027, 10, 30))  # the nights on which the clocks change
NIGHT = [  # the time in London, whether it is the day after, and whether the worker sees the person
    (time(23, 59), 0, True),
    (time(0, 0), 1, False),
    (time(0, 1), 1, False),
]


def set_clock(monkeypatch: pytest.MonkeyPatch, last_day: date, at: time, after: int) -> None:
    local = datetime.combine(last_day + timedelta(days=after), at, tzinfo=LONDON)
    monkeypatch.delenv("THROUGHGATE_TODAY", raising=False)
    real = datetime

    class Moved(real):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz=None):
            return local.astimezone(UTC).astimezone(tz)

    monkeypatch.setattr(dates, "datetime", Moved)


@pytest.fixture
def ending(scene: Scene):
    """The involvement of “own” with a last day, under an agreement that runs for years."""

    def end(last_day: date) -> Involvement:
        under = agreement(scene).pk
        Agreement.objects.filter(pk=under).update(
            first_day=date(2026, 1, 1), last_day=date(2029, 1, 1), dpia_on=date(2026, 1, 1),
            policy_document_on=date(2026, 1, 1),
        )  # fmt: skip
        AgreementParty.objects.filter(agreement=under).update(signed_on=date(2026, 1, 1))
        Post.objects.update(first_day=date(2026, 1, 1))
        with making():
            rows = Involvement.objects.filter(person=scene.people["own"])
            rows.update(first_day=date(2026, 6, 1), last_day=last_day)
            return rows.get()

    return end


def seen_by(user, person: Person) -> bool:
    """Through both locks, which must agree."""
    today, now = dates.today(), dates.now()
    with seeing(user.pk, today=today, now=now):
        first = may_see(user, person.pk, today=today, now=now)
        assert Person.objects.filter(pk=person.pk).exists() is first
    return first


@pytest.mark.parametrize("last_day", [WINTER, SUMMER, *CLOCKS], ids=str)
@pytest.mark.parametrize(("at", "after", "sees"), NIGHT, ids=["23:59", "00:00", "00:01"])
def test_sight_ends_at_midnight_in_london(
    scene: Scene, ending, monkeypatch, last_day: date, at: time, after: int, sees: bool
) -> None:
    ending(last_day)
    set_clock(monkeypatch, last_day, at, after)
    assert dates.today() == last_day + timedelta(days=after)
    assert seen_by(scene.users["practitioner"], scene.people["own"]) is sees


@pytest.mark.parametrize("last_day", [WINTER, SUMMER], ids=str)
def test_the_job_runs_at_one_past_midnight_and_writes_down_what_ended(
    scene: Scene, ending, monkeypatch, last_day: date
) -> None:
    """UTC is an hour behind in summer: of the two times at which the job is woken one is 00:01 in London."""
    from croniter import croniter

    row = ending(last_day)
    noon = datetime.combine(last_day, time(12), tzinfo=UTC)
    woken = croniter(jobs.ONE_MINUTE_PAST_MIDNIGHT, noon)
    in_london = [woken.get_next(datetime).astimezone(LONDON) for _ in range(2)]
    assert time(0, 1) in {moment.timetz().replace(tzinfo=None) for moment in in_london}

    set_clock(monkeypatch, last_day, time(0, 1), 1)
    assert ended(row) == []
    run(monkeypatch)
    run(monkeypatch)
    assert ended(row) == ["Ended"], "run twice it is written down once"


def run(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the worker would; these tests have the role of pages alone, so they let it see everyone."""
    with making():
        jobs.every_night.func(timestamp=0)


def ended(row: Involvement) -> list[str]:
    with making():
        rows = AuditEvent.objects.filter(facts__involvement=str(row.pk))
        return list(rows.values_list("kind", flat=True))
