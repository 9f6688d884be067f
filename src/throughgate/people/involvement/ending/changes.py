"""What ends involvements without a worker's word: the end of the sentence they manage, and the night after a last day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic

from throughgate.people.involvement import queries, rules
from throughgate.people.involvement.ending import queries as endings
from throughgate.people.involvement.events import AskedWhatFollows, Ended, Extended
from throughgate.people.involvement.models import (
    BEFORE_ITS_OWN,
    LAST_DAY,
    WITH_SENTENCE,
    Involvement,
)
from throughgate.privacy.access.models import User
from throughgate.privacy.audit import events


@atomic
def end_with_sentence(
    *, person: UUID, sentence_ends: date | None, by: User | None, today: date
) -> int:
    """Let the involvements for managing a sentence end with it; None where it goes on and nobody says until when.
    Returns how many have another last day now."""
    changed = 0
    for held in Involvement.objects.filter(person=person, withdrawn_at=None).select_for_update():
        last_day = rules.last_day_with_sentence(
            rules.Period(held.first_day, held.last_day),
            purpose=held.purpose,
            sentence_ends=sentence_ends,
            follows=held.ended_why == WITH_SENTENCE,
            others=queries.periods(held.organisation_id, person, held.purpose, besides=held.pk),
            today=today,
        )
        if last_day != held.last_day:
            _move_with_sentence(held, last_day, by=by, today=today)
            changed += 1
    return changed


def _move_with_sentence(
    held: Involvement, last_day: date | None, *, by: User | None, today: date
) -> None:
    later = held.last_day is not None and (last_day is None or last_day > held.last_day)
    own = held.last_day is not None and held.ended_why != WITH_SENTENCE
    why = "" if last_day is None else BEFORE_ITS_OWN if own else WITH_SENTENCE
    asked = {"asked_on": None} if later else {}
    rows = Involvement.objects.filter(pk=held.pk)
    rows.update(last_day=last_day, ended_why=why, version=F("version") + 1, **asked)
    event = Extended if later else Ended
    events.record(event(person=held.person_id, today=today, involvement=held.pk), by=by)


@atomic
def ask_what_follows(*, by: None = None, today: date) -> int:
    """Mark the involvements whose worker is to be asked what comes next. Safe to run twice; returns how many."""
    until = today + timedelta(days=endings.notice_days(today))
    due = endings.ending_unasked(today=today, until=until)
    for involvement in due:
        Involvement.objects.filter(pk=involvement.pk).update(asked_on=today)
        asked = AskedWhatFollows(
            person=involvement.person_id, today=today, involvement=involvement.pk
        )
        events.record(asked, by=by)
    return len(due)


@atomic
def say_what_ended(*, by: None = None, today: date) -> int:
    """Write down the involvements that ended by their last day. They gave no sight since midnight anyway."""
    ended = endings.ended_unsaid(today=today)
    for involvement in ended:
        Involvement.objects.filter(pk=involvement.pk).update(ended_why=LAST_DAY)
        events.record(
            Ended(person=involvement.person_id, today=today, involvement=involvement.pk), by=by
        )
    return len(ended)
