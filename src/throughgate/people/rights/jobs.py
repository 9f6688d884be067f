"""The jobs of rights: finding what a request is about, the nightly deletion, the looks of the last hours.

Each is safe to run twice. A record that cannot be deleted is written to the log and tried again the next night; the
others go on.
"""

from __future__ import annotations

import logging
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from throughgate.common import dates
from throughgate.people.rights.deletion import changes as deletion
from throughgate.people.rights.deletion import queries as due
from throughgate.people.rights.requests import changes as requests
from throughgate.people.rights.watch import changes as watch
from throughgate.privacy.access.sight import crossing

log = logging.getLogger("throughgate.people")
RETRY = RetryStrategy(max_attempts=3, wait=10)


@app.task(name="rights.collect", retry=RETRY)
def collect(case: str) -> None:
    """Deferred when a case begins: every row about the person, whoever holds it."""
    today = dates.today()
    with crossing("a person asks what every organisation keeps about them", today=today):
        requests.collect(case=UUID(case), today=today)


@app.periodic(cron="23 1 * * *")
@app.task(name="rights.delete", queueing_lock="rights.delete", pass_context=False)
def delete(timestamp: int) -> None:
    """What is due is announced; what was announced in time, and is not held, is deleted."""
    today, why = dates.today(), "what is due is deleted, whoever holds it"
    with crossing(why, today=today):
        deletion.call_off(today=today)
        found = list(due.due(today=today))
    for each in found:
        try:
            with crossing(why, today=today):
                deletion.take_step(due=each, today=today)
        except Exception:  # one that cannot be deleted stops no other
            log.exception("a deletion broke", extra={"job": "rights.delete"})
    with crossing(why, today=today):
        deletion.delete_papers(today=today)


@app.periodic(cron="12 * * * *")
@app.task(name="rights.watch", queueing_lock="rights.watch", pass_context=False)
def find_looks(timestamp: int) -> None:
    today = dates.today()
    with crossing("looks that stand out are found in every organisation", today=today):
        watch.find(today=today, now=dates.now())
