"""Comparing somebody who was added with everybody, and joining two records: both look at people out of one's sight."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.people.person.matching import changes
from throughgate.privacy.access.sight import crossing

RETRY = RetryStrategy(max_attempts=3, wait=10)


@app.task(name="matching.look", pass_context=False, retry=RETRY)
def look(person: str) -> None:
    today = dates.today()
    with crossing(
        "somebody added may be on the record already, out of the adder's sight", today=today
    ):
        changes.look(person=UUID(person), today=today)


@app.task(name="matching.join", pass_context=False, retry=RETRY)
def join(match: str) -> None:
    today = dates.today()
    with crossing("a record officer found two records to be one person's", today=today):
        changes.join_records(match=UUID(match), today=today, now=dates.now())
