"""Starting, ending and withdrawing involvements; limiting who sees a person; knowing them; emergencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import F
from django.db.transaction import atomic
from django.http import Http404

from throughgate.common.errors import Stale, ThroughgateError
from throughgate.common.values import load
from throughgate.people.involvement import access, queries, rules
from throughgate.people.involvement.events import (
    DeclaredKnown,
    EmergencyOpened,
    EmergencyReviewed,
    Ended,
    Extended,
    Limited,
    LimitLifted,
    Started,
    Withdrawn,
)
from throughgate.people.involvement.limiting.queries import elsewhere
from throughgate.people.involvement.models import (
    WITH_SENTENCE,
    EmergencyAccess,
    Involvement,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.involvement.waiting import wait_for
from throughgate.privacy.access.models import Agreement, Organisation, User
from throughgate.privacy.access.queries import current_post, flows_of, missing_of
from throughgate.privacy.audit import events

LONGEST_WHY = 200


class NotPossible(ThroughgateError):
    """What was asked does not agree with what is known."""


@atomic
def start(
    *,
    person: UUID,
    purpose: str,
    agreement: Agreement,
    first_day: date,
    last_day: date | None = None,
    origin: str,
    by: User,
    today: date,
    key: UUID | None = None,
) -> Involvement:
    """Involve the user's own organisation with a person. `key` is the form's: sent twice it is one involvement."""
    organisation = access.check_start(by, today=today)
    key = key or uuid4()
    wait_for(person, organisation.pk)
    if there := Involvement.objects.filter(pk=key, organisation=organisation).first():
        return there
    wanted = rules.Wanted(
        period=rules.Period(first_day, last_day),
        kind=organisation.kind,
        purpose=purpose,
        agreement_missing=missing_of(agreement, today=today),
        has_flow=flows_of(agreement, organisation, purpose).exists(),
        others=queries.periods(organisation.pk, person, purpose),
    )
    _refuse(rules.refusals(wanted, today=today))
    started = Involvement.objects.create(
        pk=key,
        person_id=person,
        organisation=organisation,
        purpose=purpose,
        agreement=agreement,
        first_day=first_day,
        last_day=last_day,
        origin=origin,
        started_by=by,
    )
    events.record(Started(person=person, today=today, involvement=started.pk), by=by)
    return started


@atomic
def start_many(
    *,
    people: Mapping[UUID, date | None],
    organisation: Organisation,
    purpose: str,
    agreement: Agreement,
    origin: str,
    by: User | None,
    today: date,
) -> int:
    """As `start`, from today, for many people of one organisation; whoever it works with already stays as they are.

    `people`: each with the day on which the sentence ends, where it manages one and that is known. A job calls it for
    whom its organisation sent in.
    """
    wanted = rules.Wanted(
        period=rules.Period(today),
        kind=organisation.kind,
        purpose=purpose,
        agreement_missing=missing_of(agreement, today=today),
        has_flow=flows_of(agreement, organisation, purpose).exists(),
        others=(),
    )
    _refuse(rules.refusals(wanted, today=today))
    already = queries.involved_from(organisation, people, purpose, first_day=today)
    started = [
        Involvement(
            person_id=person,
            organisation=organisation,
            purpose=purpose,
            agreement=agreement,
            first_day=today,
            last_day=max(last_day, today) if last_day else None,
            ended_why=WITH_SENTENCE if last_day else "",
            origin=origin,
            started_by=by,
        )
        for person, last_day in people.items()
        if person not in already
    ]
    Involvement.objects.bulk_create(started)
    told = [Started(person=each.person_id, today=today, involvement=each.pk) for each in started]
    events.record_many(told, by=by, organisation=organisation)
    ends = [each for each in started if each.last_day]
    told_of_end = [Ended(person=e.person_id, today=today, involvement=e.pk) for e in ends]
    events.record_many(told_of_end, by=by, organisation=organisation)
    return len(started)


@atomic
def end(*, involvement: Involvement, last_day: date, why: str, by: User, today: date) -> None:
    """Give an involvement its last day, today or later."""
    if last_day < max(today, involvement.first_day):
        raise NotPossible(
            "The last day is in the past. Give today or a later day; withdraw it to end it at once."
        )
    if involvement.last_day and last_day > involvement.last_day:
        raise NotPossible(
            "It ends sooner than that already. To let it go on for longer, extend it."
        )
    if involvement.ended_why.startswith(WITH_SENTENCE):
        why = f"{WITH_SENTENCE}: {why}"[:LONGEST_WHY]
    _change(involvement, by=by, today=today, last_day=last_day, ended_why=why)
    events.record(
        Ended(person=involvement.person_id, today=today, involvement=involvement.pk), by=by
    )


@atomic
def extend(*, involvement: Involvement, last_day: date | None, by: User, today: date) -> None:
    """Let an involvement go on for longer; without a last day until it is ended. It is asked about anew."""
    wanted = rules.Longer(
        period=rules.Period(involvement.first_day, involvement.last_day),
        last_day=last_day,
        with_sentence_over=involvement.ended_why.startswith(WITH_SENTENCE),
        agreement_missing=missing_of(involvement.agreement, today=today),
        others=queries.periods(
            involvement.organisation_id,
            involvement.person_id,
            involvement.purpose,
            besides=involvement.pk,
        ),
    )
    _refuse(rules.not_longer(wanted, today=today))
    _change(involvement, by=by, today=today, last_day=last_day, ended_why="", asked_on=None)
    events.record(
        Extended(person=involvement.person_id, today=today, involvement=involvement.pk), by=by
    )


@atomic
def withdraw(*, involvement: Involvement, why: str, by: User, today: date, now: datetime) -> None:
    """End an involvement at once: from now on the organisation sees nothing by it."""
    _change(involvement, by=by, today=today, withdrawn_at=now, ended_why=why)
    events.record(
        Withdrawn(person=involvement.person_id, today=today, involvement=involvement.pk), by=by
    )


@atomic
def limit(
    *,
    person: UUID,
    kind: str,
    users: Iterable[User],
    why: str,
    last_day: date | None = None,
    by: User,
    today: date,
    now: datetime,
) -> None:
    """Keep the named users out (excluded), or everyone else (restricted)."""
    organisation = access.check_limit(by, person, today=today, now=now)
    users = list(users)
    why_not = rules.not_to_limit(
        kind,
        leads=access.leads(by, person, today=today, now=now),
        elsewhere=elsewhere(organisation, users, today=today),
    )
    _refuse((why_not,) if why_not else ())
    named = {user.pk for user in users}
    if kind == LimitedAccess.RESTRICTED:
        named.add(by.pk)  # else nobody could lift it
    if not named or (kind == LimitedAccess.EXCLUDED and by.pk in named):
        raise NotPossible(
            "Name the people to keep out. To be kept out yourself, say that you know this person."
        )
    made = LimitedAccess(
        person_id=person,
        held_by=organisation,
        kind=kind,
        why=why,
        first_day=today,
        last_day=last_day,
        set_by=by,
    )
    # The names first: once a restriction stands, its maker sees the person only because they are named.
    NamedUser.objects.bulk_create(
        NamedUser(person_id=person, held_by=organisation, limited_access=made, user_id=user)
        for user in sorted(named)
    )
    made.save(force_insert=True)
    events.record(Limited(person=person, today=today, limited=made.pk), by=by)


@atomic
def lift_limit(*, limited: LimitedAccess, by: User, today: date, now: datetime) -> None:
    """Take a limit away at once; that it was there stays. Sent twice it happened once."""
    access.check_lift(by, limited, today=today, now=now)
    if not LimitedAccess.objects.filter(pk=limited.pk, lifted_at=None).update(lifted_at=now):
        return
    events.record(LimitLifted(person=limited.person_id, today=today, limited=limited.pk), by=by)


@atomic
def declare_known(*, person: UUID, by: User, today: date, now: datetime) -> None:
    """“I know this person”: the user sees nothing of them from now on, until an officer lifts it."""
    access.check_see(by, person, today=today, now=now)
    KnownPerson.objects.create(person_id=person, user=by, declared_on=today)
    events.record(DeclaredKnown(person=person, today=today), by=by)


@atomic
def open_emergency(*, person: UUID, why: str, by: User, today: date, now: datetime) -> None:
    """A day's sight of somebody the user's organisation is not involved with; reviewed afterwards."""
    organisation = access.check_open_emergency(by, today=today)
    if not why.strip():
        raise NotPossible("Say why you must see this person now. It will be read afterwards.")
    hours = load("throughgate.people.involvement")["emergency_hours"].on(today)
    EmergencyAccess.objects.create(
        person_id=person,
        user=by,
        organisation=organisation,
        why=why.strip(),
        opened_at=now,
        closes_at=now + timedelta(hours=hours),
    )
    if not access.may_see(by, person, today=today, now=now):
        raise Http404  # limited, or known to them: not there even now, and the row goes with the transaction
    events.record(EmergencyOpened(person=person, today=today), by=by)


@atomic
def review_emergency(
    *, access_opened: EmergencyAccess, finding: str, by: User, today: date
) -> None:
    """The information officer's word on an emergency access."""
    access.check_review(by, access_opened, today=today)
    EmergencyAccess.objects.filter(pk=access_opened.pk).update(
        reviewed_on=today, reviewed_by=by, finding=finding
    )
    events.record(EmergencyReviewed(person=access_opened.person_id, today=today), by=by)


def _change(involvement: Involvement, *, by: User, today: date, **fields: object) -> None:
    """Only one's own organisation's, and only the version one has seen."""
    post = current_post(by, today=today)
    if post is None or post.organisation_id != involvement.organisation_id:
        raise Http404
    same = Involvement.objects.filter(pk=involvement.pk, version=involvement.version)
    if not same.update(version=F("version") + 1, **fields):
        raise Stale("Somebody changed this involvement meanwhile. Look at it again, then decide.")


def _refuse(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise NotPossible(" ".join(reasons))
